"""Reading a statement in the worker process: the same as here, with limits, and it can be stopped."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path

import pytest
import xlsxwriter

from consultant_desk.desk import Desk
from consultant_desk.domain.earnings.plan import PlanAction
from consultant_desk.domain.earnings.statement import Statement
from consultant_desk.errors import EnvironmentFailure, UserError
from consultant_desk.imports.statements.profile import Profile
from consultant_desk.imports.statements.shipped import shipped_profiles
from consultant_desk.services.earnings import reading
from consultant_desk.services.earnings.profiles import UnknownStatement
from consultant_desk.services.earnings.reading import Found, read_file
from consultant_desk.services.tables import Tables
from reports.worker import ReportWorker, WorkCancelled
from tests.benchmarks.big_statement import statement

ORACLES = Path(__file__).parents[2] / "oracles" / "statements"
FILES = sorted(path for path in ORACLES.iterdir() if (ORACLES / f"{path.stem}.expected.json").exists())
HEADER = "Transaction ID,Date,Program,Commission,Currency,Status\n"

# Loads what reading needs, then allows itself this much more; the program allows more.
POOR = """
import sys
import reports.worker_jobs as jobs
import consultant_desk.imports.statements.serving
with open("/proc/self/statm") as file:
    jobs.MEMORY_BYTES = int(file.read().split()[0]) * 4096 + 30_000_000
sys.exit(jobs.worker_main())
"""


@pytest.fixture(scope="module")
def worker() -> Iterator[ReportWorker]:
    one = ReportWorker()
    yield one
    one.close()


def there(worker: ReportWorker, data: bytes, name: str, known: tuple[Profile, ...], **more: object) -> Found:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "LARGE", 0)
        return here(worker, data, name, known, **more)


def here(worker: ReportWorker, data: bytes, name: str, known: tuple[Profile, ...], **more: object) -> Found:
    given = {"cancelled": lambda: False, "progress": lambda *_: None} | more
    return read_file(Tables(worker), data, name, known, **given)


def assert_same(one: Statement, other: Statement) -> None:
    assert list(one.lines) == list(other.lines)
    for field in fields(Statement):
        assert field.name == "lines" or getattr(one, field.name) == getattr(other, field.name)


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.name)
def test_a_statement_is_the_same_whichever_process_reads_it(worker: ReportWorker, file: Path) -> None:
    found, expected = (read(worker, file.read_bytes(), file.name, shipped_profiles()) for read in (there, here))
    assert (found.profile, found.matched) == (expected.profile, expected.matched)
    assert_same(found.statement, expected.statement)


def test_a_large_statement_comes_in_parts_that_tell_how_far_it_is(worker: ReportWorker) -> None:
    data, told = statement(20_000), []
    found = here(worker, data, "big.csv", shipped_profiles(), progress=lambda *so_far: told.append(so_far))
    assert len(data) > reading.LARGE
    assert len(found.statement.lines) == 20_000
    assert len(told) == 21
    assert [done for done, _total, _what in told] == sorted(done for done, _total, _what in told)
    assert told[-1][0] > 18_000


def test_a_profile_of_ones_own_goes_along(worker: ReportWorker) -> None:
    own = replace(next(one for one in shipped_profiles() if one.key == "generic_de"), key="own_german")
    data = (ORACLES / "generic_de.csv").read_bytes()
    found = there(worker, data, "a.csv", (own, *shipped_profiles()), key="own_german")
    assert found.profile is own
    assert len(found.statement.lines) > 2


def test_what_a_worker_does_not_know_has_its_headers_and_rows(worker: ReportWorker) -> None:
    data, known = b"Fruit,Colour\nPear,green\nPlum,blue\n", shipped_profiles()
    answers = []
    for read in (here, there):
        with pytest.raises(UnknownStatement) as unknown:
            read(worker, data, "fruit.csv", known)
        error = unknown.value
        answers.append((error.sentence(), error.headers, error.rows, [fault.line() for fault in error.faults]))
    assert answers[0] == answers[1]
    assert answers[0][1] == ("Fruit", "Colour")


def test_a_file_that_is_refused_is_refused_in_the_same_words(worker: ReportWorker) -> None:
    data, known = (HEADER + 'T1,2026-02-01,A,1.00,EUR,"paid\n' + "x\n" * 9).encode(), shipped_profiles()
    answers = []
    for read in (here, there):
        with pytest.raises(UserError) as refused:
            read(worker, data, "cut.csv", known)
        answers.append((refused.value.sentence(), [fault.line() for fault in refused.value.faults]))
    assert answers[0] == answers[1]


def test_a_workbook_is_read_there_from_the_sheet_that_is_known(worker: ReportWorker) -> None:
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data)
    book.add_worksheet("Clicks").write_row(0, 0, ["Click", "Day"])
    sheet = book.add_worksheet("Earnings")
    for row, cells in enumerate([HEADER.strip().split(","), ["T1", "2026-02-01", "Coffee", "5.00", "EUR", "paid"]]):
        sheet.write_row(row, 0, cells)
    book.close()
    found = there(worker, data.getvalue(), "a.xlsx", shipped_profiles())
    assert [line.external_id for line in found.statement.lines] == ["T1"]


def test_reading_that_is_cancelled_ends_at_once_and_the_next_works(worker: ReportWorker) -> None:
    data, asked = statement(20_000), []

    def cancelled() -> bool:
        asked.append(True)
        return len(asked) > 1

    with pytest.raises(WorkCancelled):
        here(worker, data, "big.csv", shipped_profiles(), cancelled=cancelled)
    assert len(here(worker, data, "big.csv", shipped_profiles()).statement.lines) == 20_000


def test_what_progress_raises_ends_the_reading_and_the_next_works(worker: ReportWorker) -> None:
    def stop(*_so_far: object) -> None:
        raise KeyError("stop")

    data = statement(20_000)
    with pytest.raises(KeyError, match="stop"):
        here(worker, data, "big.csv", shipped_profiles(), progress=stop)
    assert len(here(worker, data, "big.csv", shipped_profiles()).statement.lines) == 20_000


def test_a_worker_that_dies_is_told_in_a_sentence() -> None:
    dying = ReportWorker([sys.executable, "-c", "raise SystemExit(3)"])
    with pytest.raises(EnvironmentFailure, match="ended before"):
        here(dying, statement(20_000), "big.csv", shipped_profiles())
    dying.close()


def test_a_file_that_takes_too_long_is_stopped_with_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reports.worker.STATEMENT_SECONDS", 0.1)
    slow = ReportWorker([sys.executable, "-c", "import time; time.sleep(60)"])
    with pytest.raises(EnvironmentFailure, match="The statement took too long") as stopped:
        here(slow, statement(20_000), "big.csv", shipped_profiles())
    assert stopped.value.hint == "Choose a shorter period in each file."
    slow.close()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the memory of a process")
def test_a_file_that_needs_too_much_memory_is_refused_with_a_sentence() -> None:
    poor = ReportWorker([sys.executable, "-c", POOR])
    try:
        with pytest.raises(EnvironmentFailure, match="The statement needs more memory than it is given"):
            here(poor, statement(100_000), "big.csv", shipped_profiles())
        assert there(poor, (HEADER + "T1,2026-02-01,A,1.00,EUR,paid\n").encode(), "a.csv", shipped_profiles())
    finally:
        poor.close()


@pytest.mark.parametrize("answer", [b"{}", b"[]", b"no", b'{"size": 1}'])
def test_an_answer_that_is_none_is_told_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, worker: ReportWorker, answer: bytes
) -> None:
    monkeypatch.setattr(worker, "statement_lines", lambda _asked, _data, heard, _cancelled: heard(0, 1, answer) or {})
    with pytest.raises(EnvironmentFailure, match="cannot be understood"):
        there(worker, HEADER.encode(), "a.csv", shipped_profiles())


def test_a_large_statement_is_taken_in_and_taken_again_without_a_change(desk: Desk) -> None:
    data = statement(13_000)
    assert len(data) > reading.LARGE
    first = desk.statements.apply(desk.statements.open(data, "big.csv")).value
    assert first.counts[PlanAction.NEW] == 13_000
    again = desk.statements.open(data + b"900000001,2025-12-31T10:00:00,A,c,9.00,1.00,EUR,paid,\r\n", "more.csv")
    assert desk.statements.plan(again).counts[PlanAction.UNCHANGED] == 13_000
    assert desk.statements.apply(again).value.counts[PlanAction.NEW] == 1
    assert all(check.ok for check in desk.backups.check())
    desk.undo()
    desk.undo()
    assert len(desk.earnings.commission_keys()) == 0
    assert all(check.ok for check in desk.backups.check())
