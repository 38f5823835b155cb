"""Work runs off the UI thread, and its results arrive on it, in order and only where they are still wanted."""

import threading
from functools import partial

import pytest
from PySide6.QtCore import QObject
from shiboken6 import delete

from consultant_desk.domain.changes import Changes, Outcome
from consultant_desk.errors import UserError
from ui.jobs import Job
from ui.widgets.progress import ProgressLine


def test_results_arrive_on_the_ui_thread_while_work_runs_elsewhere(jobs, qtbot):
    seen = []
    jobs.read(threading.get_ident, lambda thread: seen.extend([thread, threading.get_ident()]))
    qtbot.waitUntil(lambda: len(seen) == 2)
    assert seen[0] != threading.get_ident()
    assert seen[1] == threading.get_ident()


def test_open_pages_hear_of_a_change_before_the_caller_gets_its_value(jobs, qtbot):
    heard = []
    jobs.changed.connect(heard.append)
    change = Changes("Rename", frozenset({("client", "1")}))
    jobs.write(lambda: Outcome(7, change), heard.append)
    qtbot.waitUntil(lambda: len(heard) == 2)
    assert heard == [change, 7]


def test_nothing_is_told_when_nothing_changed(jobs, qtbot):
    heard, values = [], []
    jobs.changed.connect(heard.append)
    jobs.write(lambda: Outcome(None, Changes()), lambda _value: values.append(1))
    qtbot.waitUntil(lambda: values == [1])
    assert heard == []


def test_writes_run_one_after_the_other(jobs, qtbot):
    order = []
    for number in range(20):
        jobs.write(lambda number=number: order.append(number) or Outcome(None, Changes()))
    qtbot.waitUntil(lambda: len(order) == 20)
    assert order == list(range(20))


def test_of_reads_with_one_key_only_the_newest_arrives(jobs, qtbot):
    gate, seen, ran = threading.Event(), [], []
    jobs.read(lambda: gate.wait(2), lambda _value: None)
    for number in range(5):
        jobs.read(lambda number=number: ran.append(number) or number, seen.append, key="search")
    gate.set()
    qtbot.waitUntil(lambda: seen != [])
    assert seen == [4]
    assert ran == [4]


def test_a_failure_that_can_be_told_goes_to_whoever_asked(jobs, qtbot):
    told = []

    def refuse():
        raise UserError("The name is empty.")

    jobs.write(refuse, failed=told.append)
    qtbot.waitUntil(lambda: len(told) == 1)
    assert told[0].happened == "The name is empty."


def test_a_failure_nobody_asked_about_is_told_all_the_same(jobs, qtbot):
    def refuse():
        raise UserError("No.")

    with qtbot.waitSignal(jobs.failed):
        jobs.write(refuse)


def test_a_bug_in_work_reaches_the_hook_for_bugs(jobs, qtbot):
    with qtbot.captureExceptions() as caught:
        jobs.read(lambda: 1 / 0, lambda _value: None)
        qtbot.waitUntil(lambda: caught != [])
    assert caught[0][0] is ZeroDivisionError


@pytest.mark.parametrize("bound", [False, True])
def test_a_result_for_a_deleted_widget_is_dropped(jobs, qtbot, bound):
    class Owner(QObject):
        def take(self, *_values):
            raise AssertionError("called after its end")

    owner, gate, after = Owner(), threading.Event(), []
    jobs.read(lambda: gate.wait(2), partial(owner.take, "r") if bound else owner.take)
    delete(owner)
    gate.set()
    jobs.read(lambda: None, lambda _value: after.append(1))
    qtbot.waitUntil(lambda: after == [1])


def test_long_work_tells_how_far_it_is(jobs, qtbot):
    told, values = [], []

    def work(job: Job):
        for step in range(3):
            job.report(step, 3, "rows")
        return "done"

    gate = threading.Event()
    job = jobs.run(lambda job: gate.wait(2) and work(job), values.append)
    job.progressed.connect(lambda *progress: told.append(progress))
    gate.set()
    qtbot.waitUntil(lambda: values == ["done"])
    assert told == [(0, 3, "rows"), (1, 3, "rows"), (2, 3, "rows")]


def test_who_listens_late_hears_at_once_how_far_it_is(jobs, qtbot):
    told, values, reported, gate = [], [], threading.Event(), threading.Event()

    def work(job: Job):
        job.report(1, 3, "rows")
        reported.set()
        gate.wait(2)
        job.report(2, 3, "rows")

    job = jobs.run(work, values.append)
    assert reported.wait(2)
    job.listen(lambda *progress: told.append(progress))
    assert told == [(1, 3, "rows")]
    gate.set()
    qtbot.waitUntil(lambda: values == [None])
    assert told == [(1, 3, "rows"), (2, 3, "rows")]


def test_a_line_of_progress_shows_what_was_told_before_it_followed(jobs, qtbot):
    line, values, reported = ProgressLine(), [], threading.Event()
    qtbot.addWidget(line)
    line.begin("Starting")
    job = jobs.run(lambda job: (job.report(1, 3, "Rows"), reported.set()), values.append)
    assert reported.wait(2)
    line.follow(job)
    assert line._what.text() == "Rows, 1 of 3"
    line.end()
    qtbot.waitUntil(lambda: values != [])


def test_cancelled_work_stops_at_its_next_step_and_brings_no_result(jobs, qtbot):
    values, gate = [], threading.Event()

    def work(job: Job):
        gate.wait(2)
        job.report(1, 2)
        return "done"

    job = jobs.run(work, values.append)
    with qtbot.waitSignal(job.finished):
        job.cancel()
        gate.set()
    assert values == []


def test_closing_waits_for_writes(qtbot):
    from ui.jobs import Jobs

    made, written, gate = Jobs(), [], threading.Event()
    made.write(lambda: (gate.wait(2) and written.append(1)) or Outcome(None, Changes()))
    gate.set()
    made.close()
    assert written == [1]


@pytest.mark.parametrize("times", [1, 3])
def test_saving_is_told_once_for_a_run_of_writes(jobs, qtbot, times):
    told, gate, done = [], threading.Event(), []
    jobs.saving.connect(told.append)
    for _ in range(times):
        jobs.write(lambda: gate.wait(2) and Outcome(None, Changes()), done.append)
    gate.set()
    qtbot.waitUntil(lambda: len(done) == times)
    assert told == [True, False]


def test_work_is_under_way_until_it_arrives(jobs, inline_jobs, qtbot):
    assert not inline_jobs.run(lambda _job: 1, lambda _value: None).under_way
    go_on, values = threading.Event(), []
    job = jobs.run(lambda _job: go_on.wait(5), values.append)
    assert job.under_way
    go_on.set()
    qtbot.waitUntil(lambda: values == [True])
    assert not job.under_way
