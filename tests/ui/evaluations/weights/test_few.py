"""Nothing, one, or two things to weigh: every way to weigh says what it can and fails on none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from consultant_desk.domain.evaluation.problem import PointWeights
from ui.evaluations.criteria_step import CriteriaStep
from ui.evaluations.opening import open_evaluation
from ui.evaluations.session import EvaluationSession
from ui.evaluations.swing_sheet import SwingSheet


def few(problem, criteria, candidates=5):
    kept = tuple(item.id for item in problem.criteria[:criteria])
    shown = tuple(item.id for item in problem.candidates[:candidates])
    return replace(
        problem,
        criteria=problem.criteria[:criteria],
        candidates=problem.candidates[:candidates],
        cells=tuple(cell for cell in problem.cells if cell.criterion in kept and cell.candidate in shown),
        weights=PointWeights("direct", tuple((key, 1.0) for key in kept)),
        stakeholders=(),
    )


@pytest.mark.parametrize("candidates", [0, 1, 5])
@pytest.mark.parametrize("criteria", [0, 1, 2, 3])
def test_every_method_can_be_chosen_whatever_there_is(qapp, problem, show, criteria, candidates):
    session = EvaluationSession(open_evaluation(few(problem, criteria, candidates), "Something is missing."))
    step = show(CriteriaStep(session), 968, 760)
    for method in ("swing", "rank", "ahp", "direct", "ahp"):
        session.switch_method(method)
        assert session.method == method
        step.grab()
    session.judge_from_weights()
    session.commit()
    assert sum(session.weights.values()) == pytest.approx(1.0 if criteria else 0.0)


def test_one_criterion_needs_no_judgement_and_has_all_the_weight(qapp, problem, show):
    session = EvaluationSession(open_evaluation(few(problem, 1)))
    step = show(CriteriaStep(session), 968, 760)
    session.switch_method("ahp")
    assert step.judging.pair is None
    assert session.weights == {"inbox": 1.0}
    assert session.result.verdict.winner is not None


def test_one_criterion_is_the_only_swing(qapp, problem, show):
    session = EvaluationSession(open_evaluation(few(problem, 1)))
    step = show(CriteriaStep(session), 968, 760)
    sheet = SwingSheet(step, session)
    sheet.open()
    sheet._go_on()
    sheet._go_back()
    sheet._go_on()
    sheet._go_on()
    assert session.method == "swing"
    assert dict(session.problem.weights.points) == {"inbox": 100.0}
