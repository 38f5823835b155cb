from __future__ import annotations

from dataclasses import replace

import pytest

from consultant_desk.domain.evaluation.problem import PointWeights, RankFormula
from ui.evaluations.opening import open_evaluation
from ui.evaluations.session import KEY_PAUSE_MS, EvaluationSession
from ui.evaluations.weight_changes import MethodChoice, RankOrder


@pytest.fixture
def committed(session):
    answers = []
    session.weights_committed.connect(answers.append)
    return answers


def test_while_a_weight_moves_the_ranking_follows_and_nothing_is_committed(session, committed):
    session.move("learn", 0.30)
    assert session.result.verdict.winner == "contoso"
    assert session.weights["learn"] == pytest.approx(0.30)
    assert committed == []


def test_letting_go_commits_once(session, committed):
    for share in (0.13, 0.2, 0.3):
        session.move("learn", share)
    session.commit()
    session.commit()
    (move,) = committed
    assert (move.criterion, move.share, move.held) == ("learn", pytest.approx(0.3), False)
    assert dict(move.answers.points)["learn"] == pytest.approx(30.0)


def test_moving_to_the_end_and_back_keeps_the_proportions(session):
    before = dict(session.weights)
    session.move("learn", 1.0)
    session.move("learn", before["learn"])
    assert session.weights == pytest.approx(before)


def test_a_move_that_is_taken_back_commits_nothing(session, committed):
    before = session.result
    session.move("learn", 0.3)
    session.cancel()
    session.commit()
    assert session.result == before
    assert committed == []


def test_key_steps_are_committed_once_when_the_keys_rest(session, committed, qtbot):
    for _ in range(3):
        session.nudge("learn", 1.0)
    assert committed == []
    qtbot.waitUntil(lambda: len(committed) == 1, timeout=KEY_PAUSE_MS * 4)
    assert committed[0].share == pytest.approx(0.15)


def test_looking_at_another_criterion_commits_the_steps_before(session, committed):
    session.select("learn")
    session.nudge("learn", 1.0)
    session.select("inbox")
    assert len(committed) == 1


def test_the_last_change_tells_weight_and_lead(session):
    session.put("learn", 0.13)
    assert session.last_change.what == "Ease of learning 12 → 13 %"
    assert session.last_change.effect == "Lead 1.5 → 1.1. Order unchanged."


def test_the_last_change_names_a_new_leader(session):
    session.put("learn", 0.30)
    assert session.last_change.effect.startswith("Contoso Flow now leads by ")


def test_a_locked_weight_stays_while_others_move(session):
    session.toggle_lock("inbox")
    session.move("learn", 0.3)
    assert session.weights["inbox"] == pytest.approx(0.22)


def test_switching_the_method_keeps_the_weights_and_finds_earlier_answers_again(session, committed):
    session.switch_method("swing")
    assert session.weights["learn"] == pytest.approx(0.12)
    session.switch_method("rank")
    assert committed[-1] == MethodChoice("rank", RankFormula.ROC)
    session.switch_method("direct")
    assert committed[-1].method == "direct"
    assert session.weights["learn"] == pytest.approx(0.12)


def test_a_rank_order_can_be_changed_and_weighed_by_another_formula(session, committed):
    session.switch_method("rank")
    session.put_in_order("eu", 0)
    assert session.rank_order()[0] == "eu"
    roc = session.weights["eu"]
    session.set_formula(RankFormula.SUM)
    assert session.weights["eu"] == pytest.approx(0.2)
    assert roc > 0.3
    assert [type(change) for change in committed] == [MethodChoice, RankOrder, MethodChoice]


def test_what_is_stored_meanwhile_waits_until_the_move_ends(session, problem):
    session.move("learn", 0.3)
    session.load(open_evaluation(replace(problem, title="Changed elsewhere")))
    assert session.moving == "learn"
    session.cancel()
    assert session.problem.title != "Changed elsewhere"
    session.move("learn", session.weights["learn"])
    session.commit()
    assert session.problem.title == "Changed elsewhere"


def test_one_changed_score_is_named_with_its_effect(session, problem):
    place = ("contoso", "support")
    others = tuple(cell for cell in problem.cells if (cell.candidate, cell.criterion) != place)
    cells = (*others, replace(problem.cell_index()[place], value=2.0, low=None, high=None))
    session.load(open_evaluation(replace(problem, cells=cells)))
    assert session.last_change.what == "Support response, Contoso Flow: 7 h → 2 h"
    assert "now leads" in session.last_change.effect


@pytest.mark.parametrize("kept", [(), ("northwind",)])
def test_none_or_one_product_is_no_reason_to_fail(qapp, problem, kept):
    few = replace(
        problem,
        candidates=tuple(c for c in problem.candidates if c.id in kept),
        cells=tuple(c for c in problem.cells if c.candidate in kept),
    )
    session = EvaluationSession(open_evaluation(few, "Add products." if not kept else ""))
    session.move("learn", 0.3)
    session.commit()
    assert len(session.result.ranking) == len(kept)


def test_without_criteria_there_is_a_sentence_instead_of_a_verdict(qapp, problem):
    empty = replace(problem, criteria=(), cells=(), groups=(), weights=PointWeights("direct", ()))
    session = EvaluationSession(open_evaluation(empty, "Add criteria first."))
    assert session.result.verdict.sentence == "Add criteria first."


def test_groups_that_are_weighed_as_one_are_ranked_as_one(qapp, problem):
    tree = PointWeights(
        "direct",
        tuple((group.id, 25.0) for group in problem.groups),
        tuple(
            (group.id, PointWeights("direct", tuple((c.id, 1.0) for c in problem.criteria if c.group == group.id)))
            for group in problem.groups
        ),
    )
    session = EvaluationSession(open_evaluation(replace(problem, weights=tree)))
    session.switch_method("rank")
    assert session.rank_order() == ("desk", "fit", "trust", "money")
    session.put_in_order("money", 0)
    assert session.weights["cost"] > 0.5
    assert sum(session.weights.values()) == pytest.approx(1.0)
