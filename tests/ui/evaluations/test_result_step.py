"""The step Result as a person sees it, with answers made by hand; bad input gives sentences, never a broken picture."""

from __future__ import annotations

import errno
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from consultant_desk.domain.evaluation.drawing import shown_simulation
from consultant_desk.domain.evaluation.problem import (
    Candidate,
    Cell,
    Criterion,
    Direction,
    Linear,
    MustHave,
    MustOp,
    PointWeights,
    Problem,
    Scheme,
    SimulationOptions,
)
from tests.ui.evaluations.whole import whole_result
from ui.charts.table_sheet import TableSheet
from ui.evaluations import whole_answer
from ui.evaluations.opening import open_evaluation
from ui.evaluations.ranking_panel import RankingPanel
from ui.evaluations.result_figures import rule_figures
from ui.evaluations.result_step import ResultStep
from ui.evaluations.session import EvaluationSession
from ui.widgets.reading import move_focus
from ui.widgets.text import Text


@pytest.fixture
def answered(monkeypatch):
    """Answers every problem by hand; `answered(name=part)` changes parts of the answer."""

    def answer(**changes):
        monkeypatch.setattr(whole_answer, "evaluate", lambda problem, **_: whole_result(problem, **changes))

    return answer


@pytest.fixture
def step(session, inline_jobs, show, answered):
    answered()
    return show(ResultStep(session, inline_jobs), 1240, 800)


def texts(widget):
    return [label.text() for label in widget.findChildren(Text) if label.isVisibleTo(widget) and label.text()]


def button(widget, name):
    return next(one for one in widget.findChildren(QAbstractButton) if one.accessibleName().startswith(name))


def test_every_part_of_the_mock_up_is_there(step):
    words = " ".join(texts(step))
    for title in (
        "Where the points come from", "Why", "How sure is the rank", "Which weight matters", "Value for money",
        "Method check", "Stakeholders", "Total cost", "Over the years", "How sure are the scores",
        "What would change the answer", "Value functions", "Before you rely on it",
    ):  # fmt: skip
        assert title in words
    assert "one more point costs €1,190" in words
    assert all(chart.isVisible() for chart in step.charts())


def test_f6_stops_at_every_chart_from_top_to_bottom(step):
    stops = step.stops()
    tops = [stop.mapTo(step, stop.rect().topLeft()).y() for stop in stops]
    assert len(stops) == 10
    assert tops[-1] == max(tops)


def test_the_keyboard_scrolls_to_the_chart_and_to_the_mark_it_comes_to(step):
    def seen(widget, box=None):
        area = step._area.viewport()
        return area.rect().intersects((box or widget.rect()).translated(widget.mapTo(area, QPoint())))

    curves = step.panes.curves
    assert not seen(curves)
    curves.setFocus(Qt.FocusReason.OtherFocusReason)
    assert seen(curves)
    step.contributions.setFocus(Qt.FocusReason.TabFocusReason)
    assert seen(step.contributions)
    curves.setFocus(Qt.FocusReason.OtherFocusReason)
    QTest.keyClick(curves, Qt.Key.Key_End)
    assert seen(curves, curves.marks()[-1].box.toAlignedRect())
    assert move_focus(step, forward=True)
    assert seen(QApplication.focusWidget())


def test_a_segment_leads_to_its_score_and_so_does_a_score_that_would_change_the_winner(step, qtbot):
    with qtbot.waitSignal(step.score_wanted) as wanted:
        button(step, "Open the score: Ease of learning").click()
    assert wanted.args == ["contoso", "learn"]
    step.contributions.setFocus()
    QTest.keyClick(step.contributions, Qt.Key.Key_Right)
    with qtbot.waitSignal(step.score_wanted) as wanted:
        QTest.keyClick(step.contributions, Qt.Key.Key_Return)
    assert wanted.args == ["northwind", "inbox"]


def test_the_figures_of_the_methods_are_shown(step):
    button(step, "Figures of each method").click()
    sheet = next(one for one in QApplication.topLevelWidgets() if isinstance(one, TableSheet) and one.isVisible())
    assert sheet.table.rows_model.rowCount() == 5
    assert any("acceptable advantage" in words for words in texts(sheet))
    sheet.accept()


def test_the_stakeholders_are_offered_side_by_side_where_there_is_such_a_view(step):
    asked = []
    assert not button(step, "Stakeholders side by side").isVisible()
    step.lines.offer_side_by_side(lambda: asked.append(True))
    button(step, "Stakeholders side by side").click()
    assert asked == [True]


def test_without_costs_there_is_a_sentence_and_the_way_to_them(session, inline_jobs, show, answered, qtbot):
    answered(value_for_money=None)
    step = show(ResultStep(session, inline_jobs), 1240, 800)
    assert not step.panes.worth.isVisible()
    assert not step.panes.by_kind.isVisible()
    with qtbot.waitSignal(step.costs_wanted):
        button(step, "Go to the costs").click()


def test_without_methods_and_stakeholders_their_lines_are_gone(session, inline_jobs, show, answered):
    answered(methods=None, stakeholders=())
    step = show(ResultStep(session, inline_jobs), 1240, 800)
    assert not step.lines.isVisible()


def test_bars_and_why_follow_a_moving_weight_while_the_rest_waits(step, session, monkeypatch):
    asked = []
    monkeypatch.setattr(step.reader, "ask", asked.append)
    before, tornado = step.contributions.as_text(), step.panes.tornado.as_text()
    session.move("learn", 0.3)
    assert step.contributions.as_text() != before
    assert step.panes.tornado.as_text() == tornado
    assert asked == []
    session.cancel()


def test_an_answer_under_way_is_given_up_when_a_weight_moves_and_asked_for_afterwards(session, problem, jobs, show):
    step = show(ResultStep(session, jobs), 1240, 800)
    running = step.reader._job
    before = step.reader.answer
    session.move("learn", 0.3)
    assert running.cancelled
    session.move("learn", 0.12)
    assert step.reader._job is running
    session.commit()
    assert step.reader._job is not running
    assert not step.reader._job.cancelled
    assert step.reader.answer is before


@pytest.mark.parametrize("end", ["commit", "cancel"])
def test_what_was_answered_before_a_move_is_not_answered_again_after_it(step, session, monkeypatch, end):
    answered = step.reader.answer
    session.move("learn", 0.12 if end == "commit" else 0.3)
    monkeypatch.setattr(step._jobs, "run", lambda *_: pytest.fail("answered again"))
    getattr(session, end)()
    assert step.reader.answer is answered


def test_the_window_goes_on_painting_while_a_hundred_thousand_draws_are_made(problem, jobs, show, qtbot):
    """Counted, not timed: between question and answer the event loop turns, as it could not were it its own thread."""
    unsure = replace(problem, cells=tuple(replace(cell, low=None, high=None, value=None) for cell in problem.cells))
    session = EvaluationSession(open_evaluation(unsure))
    step = show(ResultStep(session, jobs), 1240, 800)
    painted = []

    class Beat(QObject):
        def eventFilter(self, _watched, event):
            if event.type() is QEvent.Type.Paint:
                painted.append(step.reader.answer is None)
            return False

    beat = Beat()
    step.contributions.installEventFilter(beat)
    timer = QTimer()
    timer.timeout.connect(step.contributions.update)
    timer.start(0)
    qtbot.waitUntil(lambda: step.reader.answer is not None, timeout=60_000)
    timer.stop()
    assert step.reader.answer.result.simulation.options.samples == 100_000
    assert sum(painted) >= 3
    session.deleteLater()


def test_one_problem_is_answered_once_and_only_the_newest_arrives(session, problem, jobs, qtbot, answered):
    answered()
    reader = whole_answer.AnswerReader(jobs)
    arrived = []
    reader.arrived.connect(lambda: arrived.append(reader.answer.problem))
    problems = [replace(problem, title=f"Number {place}") for place in range(4)]
    for one in (*problems, problems[-1]):
        reader.ask(one)
    qtbot.waitUntil(lambda: bool(arrived), timeout=10_000)
    jobs.close()
    QApplication.sendPostedEvents(None, int(QEvent.Type.MetaCall.value))
    assert arrived == [problems[-1]]


def test_while_the_answer_is_worked_out_the_panes_say_so(session, show, jobs, monkeypatch):
    monkeypatch.setattr(jobs, "run", lambda *_args: None)
    step = show(ResultStep(session, jobs), 1240, 800)
    step._show_answer()
    assert "Being worked out …" in texts(step)


def test_a_chart_is_written_to_a_file_and_said(step, tmp_path, qtbot):
    with qtbot.waitSignal(step.said) as said:
        step.margin.save_as(tmp_path / "why.svg", ".svg")
    assert (tmp_path / "why.svg").read_bytes().startswith(b"<?xml")
    assert said.args == ["Saved why.svg"]


def test_a_file_that_cannot_be_written_is_told(step, tmp_path, inline_jobs, qtbot):
    with qtbot.waitSignal(inline_jobs.failed) as failed:
        step.margin.save_as(tmp_path / "no such folder" / "why.svg", ".svg")
    assert failed.args[0].sentence().startswith("why.svg cannot be written")


def test_a_chart_that_cannot_be_written_whole_leaves_the_old_one(step, tmp_path, inline_jobs, qtbot, monkeypatch):
    def full(_self, _target):
        raise OSError(errno.ENOSPC, "No space left on device")

    (tmp_path / "why.svg").write_bytes(b"the old one")
    monkeypatch.setattr(Path, "replace", full)
    with qtbot.waitSignal(inline_jobs.failed):
        step.margin.save_as(tmp_path / "why.svg", ".svg")
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("why.svg", b"the old one")]


@pytest.mark.parametrize("width", [1240, 960, 700])
def test_nothing_overlaps_at_any_width(step, width):
    step.resize(width, 700)
    for _ in range(3):
        QApplication.processEvents()
    content = step._area.widget()
    boxes = [chart.rect().translated(chart.mapTo(content, chart.rect().topLeft())) for chart in step.stops()]
    assert content.width() <= step.width()
    assert all(content.rect().contains(box) for box in boxes)
    for place, box in enumerate(boxes):
        assert not any(box.intersects(other) for other in boxes[place + 1 :])


def small(candidates=2, criteria=2, *, cells=(), weights=None, must=None):
    kept = tuple(Criterion(f"c{j}", f"Criterion {j}", Direction.MAX, Linear(0, 10), must=must) for j in range(criteria))
    points = weights or [1.0] * criteria
    return Problem(
        "Small",
        kept,
        PointWeights("direct", tuple(zip([one.id for one in kept], points, strict=True))),
        tuple(Candidate(f"p{i}", f"Product {i}") for i in range(candidates)),
        cells=tuple(Cell(*cell) for cell in cells),
    )


SAME = [(f"p{i}", f"c{j}", 5.0) for i in range(3) for j in range(2)]
NEEDS_NINE = MustHave(MustOp.AT_LEAST, 9.0)
BAD = {
    "one candidate": small(1, cells=[("p0", "c0", 5.0), ("p0", "c1", 5.0)]),
    "everything unknown": small(3),
    "ties": small(3, cells=SAME),
    "all fail a must-have": small(3, cells=SAME, must=NEEDS_NINE),
    "one criterion": small(3, 1, cells=[("p0", "c0", 5.0), ("p1", "c0", 4.0)]),
    "a weight of one": small(3, 2, cells=SAME[:4], weights=[1.0, 0.0]),
    "no weight at all": small(3, 2, cells=SAME, weights=[0.0, 0.0]),
    "all at the worst": small(3, 2, cells=[(key, item, 0.0) for key, item, _ in SAME]),
    "many": small(
        100, 200, cells=[(f"p{i}", f"c{j}", float((i * 7 + j * 3) % 11)) for i in range(100) for j in range(200)]
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_bad_input_gives_sentences_and_whole_pictures(case, inline_jobs, show):
    session = EvaluationSession(open_evaluation(BAD[case]))
    step = show(ResultStep(session, inline_jobs), 1240, 800)
    assert not step._area.widget().grab().isNull()
    for chart in step.charts():
        said = (chart.as_text() + chart.table().tsv()).casefold()
        assert "nan" not in said.split()
        assert "inf" not in said.split()
        assert chart.height() < 1_200
    session.deleteLater()


@pytest.mark.parametrize(
    ("case", "why"),
    [
        ("one criterion", "There is only one criterion, so there is no other to shift its weight to."),
        ("a weight of one", "One criterion carries the whole weight, so the others have no proportions to keep."),
    ],
)
def test_where_no_weight_can_be_halved_or_doubled_it_is_said_why(case, why, inline_jobs, show):
    session = EvaluationSession(open_evaluation(BAD[case]))
    step = show(ResultStep(session, inline_jobs), 1240, 800)
    assert why in texts(step)
    session.deleteLater()


def test_a_candidate_that_fails_stands_last_and_says_why_and_which_rank_it_would_have(inline_jobs, show):
    cells = [("p0", "c0", 9.5), ("p0", "c1", 9.5), ("p1", "c0", 10.0), ("p1", "c1", 1.0)]
    problem = small(2, cells=cells)
    first, second = problem.criteria
    problem = replace(problem, criteria=(first, replace(second, must=NEEDS_NINE)))
    session = EvaluationSession(open_evaluation(replace(problem, candidates=problem.candidates[::-1])))
    step = show(ResultStep(session, inline_jobs), 1240, 800)
    assert "– Product 1 55.0 (fails Criterion 1; would be 2nd)" in step.contributions.as_text()
    session.deleteLater()


@pytest.mark.parametrize(("case", "said"), [("a weight of one", False), ("ties", False), ("a lead", True)])
def test_weights_that_cannot_matter_are_no_sign_of_a_clear_winner(case, said, qapp):
    lead = small(cells=[("p0", "c0", 9.0), ("p0", "c1", 9.0), ("p1", "c0", 2.0), ("p1", "c1", 2.0)])
    session = EvaluationSession(open_evaluation({**BAD, "a lead": lead}[case]))
    assert any("freely" in words for _, words in rule_figures(session)) == said
    session.deleteLater()


def test_many_criteria_are_drawn_by_the_widest_and_still_add_up(inline_jobs, show):
    session = EvaluationSession(open_evaluation(BAD["many"]))
    step = show(ResultStep(session, inline_jobs), 1240, 800)
    told = step.margin.as_text()
    assert "186 others" in told
    drawn = [float(part.split()[-1].replace("−", "-")) for part in told.split(". Margin")[0].split(", ")]
    assert sum(drawn) == pytest.approx(float(told.split()[-1].replace("−", "-")), abs=1e-6)
    assert len(step.margin.table().rows) == 201
    assert step.contributions.as_text().endswith("and 80 more: see the table")
    assert len(step.contributions.table().rows) == 100
    session.deleteLater()


def test_the_rank_shares_are_those_of_a_full_simulation_by_the_stored_scheme(problem, inline_jobs, show):
    shares = {}
    for scheme in Scheme:
        asked = replace(problem, options=replace(problem.options, simulation=SimulationOptions(scheme, seed=5)))
        session = EvaluationSession(open_evaluation(asked))
        step = show(ResultStep(session, inline_jobs), 1240, 800)
        assert step.reader.answer.result.simulation.options == SimulationOptions(scheme, samples=100_000, seed=5)
        assert step.scheme.value() == scheme.value
        shares[scheme] = step.shares.as_text()
        session.deleteLater()
    assert len(set(shares.values())) == 3


def test_another_scheme_can_be_chosen_by_the_keyboard(step, session, qtbot):
    assert step.scheme.accessibleName() == "Weights drawn: Around ±20 %"
    step.scheme.setFocus()
    with qtbot.waitSignal(step.simulation_wanted) as wanted:
        QTest.keyClick(step.scheme, Qt.Key.Key_Down)
        menu = QApplication.activePopupWidget()
        QTest.keyClick(menu, Qt.Key.Key_Up)
        QTest.keyClick(menu, Qt.Key.Key_Return)
    assert wanted.args == [replace(shown_simulation(session.problem), scheme=Scheme.ORDINAL)]


def test_a_runner_up_with_an_unknown_price_is_not_shown_as_if_its_score_were_known(qapp, problem, inline_jobs, show):
    unknown = tuple(cell for cell in problem.cells if (cell.candidate, cell.criterion) != ("contoso", "cost"))
    session = EvaluationSession(open_evaluation(replace(problem, cells=unknown)))
    line = session.line("contoso")
    assert session.result.verdict.runner_up == "contoso"
    words = f"Contoso Flow may have {line.low:.1f} to {line.high:.1f} points: Cost over 3 years unknown"
    assert (False, words) in rule_figures(session)
    assert words in show(RankingPanel(session))._verdict.second.text()


def test_a_runner_up_that_could_not_win_with_what_is_unknown_is_no_reason_to_doubt(problem):
    cells = tuple(
        replace(cell, value="None", low=None, high=None) if cell.criterion == "inbox" else cell
        for cell in problem.cells
        if cell.candidate == "northwind" or (cell.candidate, cell.criterion) != ("contoso", "report")
    )
    first = tuple(cell for cell in problem.cells if cell.candidate == "northwind")
    far = open_evaluation(replace(problem, cells=(*first, *(cell for cell in cells if cell.candidate != "northwind"))))
    session = EvaluationSession(far)
    second = session.line(session.result.verdict.runner_up)
    assert session.unknown_of(second.candidate)
    assert second.high < session.line("northwind").score
    assert not [words for _, words in rule_figures(session) if "may have" in words]


def test_a_weight_that_has_a_limit_is_not_said_to_move_freely(qapp):
    criteria = tuple(Criterion(f"c{j}", f"Criterion {j}", Direction.MAX, Linear(0, 10)) for j in range(3))
    scores = [("p0", "c0", 9.0), ("p1", "c0", 5.0), ("p0", "c1", 9.0), ("p1", "c1", 5.0), ("p1", "c2", 8.0)]
    problem = Problem(
        "x", criteria, PointWeights("direct", (("c0", 50.0), ("c1", 46.0), ("c2", 4.0))),
        (Candidate("p0", "One"), Candidate("p1", "Two")),
        cells=tuple(Cell(*one) for one in [*scores, ("p0", "c2", 4.0)]),
    )  # fmt: skip
    limited = "Every weight above 5 % may move freely; least room: Criterion 2, 1,150 % of its 4 %"
    assert (True, limited) in rule_figures(EvaluationSession(open_evaluation(problem)))
    free = replace(problem, cells=tuple(Cell(*one) for one in [*scores, ("p0", "c2", 9.0)]))
    assert (True, "Any one weight may move freely") in rule_figures(EvaluationSession(open_evaluation(free)))
    nothing = replace(problem, weights=PointWeights("direct", (("c0", 50.0), ("c1", 50.0), ("c2", 0.0))))
    limited = "Every weight above 5 % may move freely; Criterion 2, now 0 %, may reach 50 %"
    assert (True, limited) in rule_figures(EvaluationSession(open_evaluation(nothing)))


def test_a_verdict_on_scores_that_are_mostly_unknown_says_so_beside_its_share(qapp):
    criteria = tuple(Criterion(f"c{j}", f"Criterion {j}", Direction.MAX, Linear(0, 10)) for j in range(3))
    problem = Problem(
        "x", criteria, PointWeights("direct", tuple((one.id, 1.0) for one in criteria)),
        (Candidate("p0", "One"), Candidate("p1", "Two")), cells=(Cell("p0", "c0", 9.0),),
    )  # fmt: skip
    assert (False, "5 of 6 scores are unknown") in rule_figures(EvaluationSession(open_evaluation(problem)))
