from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from consultant_desk.desk import Desk
from consultant_desk.domain.evaluation.file import load
from consultant_desk.domain.evaluation.problem import PointWeights, RankFormula, RankWeights
from consultant_desk.domain.evaluation.weights import global_weights, with_share
from consultant_desk.errors import UserError
from tests.effort import tried
from tests.services.conftest import HARBOUR
from tests.services.test_evaluations_criteria import GROUPED

KEYS = ("inbox", "order", "learn", "links", "report", "export", "support", "eu", "cost")


def shares(desk: Desk, evaluation: str) -> dict[str, float]:
    return global_weights(load(desk.evaluations.export(evaluation)))


@tried(6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(method=st.sampled_from(["direct", "swing"]), key=st.sampled_from(KEYS), share=st.floats(0, 1))
def test_a_moved_weight_has_its_share_and_the_others_keep_their_proportions(
    desk: Desk, method: str, key: str, share: float
) -> None:
    evaluation = desk.evaluations.import_file(HARBOUR).value
    desk.evaluations.set_method(evaluation, method)
    expected = with_share(shares(desk, evaluation), key, share)
    desk.evaluations.set_share(evaluation, key, share)
    assert shares(desk, evaluation) == pytest.approx(expected, abs=1e-8)


def test_a_moved_weight_is_one_step_with_the_name_of_its_criterion(desk: Desk, harbour: str) -> None:
    before = desk.evaluations.export(harbour)
    desk.evaluations.set_share(harbour, "learn", 0.15)
    assert desk.undo_state().undo == "Move weight of Ease of learning"
    desk.undo()
    assert desk.evaluations.export(harbour) == before


def test_direct_points_stay_on_the_scale_they_were_given_on(desk: Desk, harbour: str) -> None:
    desk.evaluations.set_points(harbour, dict.fromkeys(KEYS, 30))
    desk.evaluations.set_share(harbour, "eu", 0.2)
    points = dict(desk.evaluations.problem(harbour).weights.points)
    assert (points["eu"], points["cost"]) == (54, 27)


@pytest.mark.parametrize(("key", "share"), [("hours", 0.5), ("price", 0.1), ("work", 0.9), ("fit", 1.0), ("fit", 0.0)])
def test_weights_inside_a_group_move_against_all_others(desk: Desk, key: str, share: float) -> None:
    grouped = desk.evaluations.import_file(GROUPED).value
    before = shares(desk, grouped)
    desk.evaluations.set_share(grouped, key, share)
    after = shares(desk, grouped)
    if key == "work":
        assert after["fit"] + after["hours"] == pytest.approx(share)
        assert after["fit"] / after["hours"] == pytest.approx(before["fit"] / before["hours"])
    else:
        assert after == pytest.approx(with_share(before, key, share), abs=1e-8)


def test_a_weight_taken_to_everything_can_come_back(desk: Desk) -> None:
    grouped = desk.evaluations.import_file(GROUPED).value
    desk.evaluations.set_share(grouped, "hours", 1)
    desk.evaluations.set_share(grouped, "hours", 0.4)
    assert shares(desk, grouped)["hours"] == pytest.approx(0.4)
    assert sum(shares(desk, grouped).values()) == pytest.approx(1)


def test_a_rank_order_has_no_slider(desk: Desk, harbour: str) -> None:
    desk.evaluations.set_method(harbour, "rank")
    with pytest.raises(UserError, match="rank order decides"):
        desk.evaluations.set_share(harbour, "learn", 0.5)


def test_a_method_used_first_starts_from_the_weights_as_they_are(desk: Desk, harbour: str) -> None:
    before = shares(desk, harbour)
    desk.evaluations.set_method(harbour, "swing")
    weights = desk.evaluations.problem(harbour).weights
    assert isinstance(weights, PointWeights)
    assert max(value for _, value in weights.points) == 100
    assert shares(desk, harbour) == pytest.approx(before)
    desk.evaluations.set_method(harbour, "rank", RankFormula.SUM)
    order = ("inbox", "order", "cost", "learn", "links", "support", "report", "export", "eu")
    assert desk.evaluations.problem(harbour).weights == RankWeights(order, RankFormula.SUM)


def test_every_method_keeps_its_answers(desk: Desk, harbour: str) -> None:
    direct = desk.evaluations.problem(harbour).weights
    desk.evaluations.set_method(harbour, "swing")
    desk.evaluations.set_share(harbour, "eu", 0.4)
    swing = desk.evaluations.problem(harbour).weights
    desk.evaluations.set_method(harbour, "direct")
    assert desk.evaluations.problem(harbour).weights == direct
    desk.evaluations.set_method(harbour, "swing")
    assert desk.evaluations.problem(harbour).weights == swing
    assert desk.evaluations.sheet(harbour).answers.direct == dict(direct.points)


def test_the_method_inside_a_group_changes_on_its_own(desk: Desk) -> None:
    grouped = desk.evaluations.import_file(GROUPED).value
    before = shares(desk, grouped)
    desk.evaluations.set_method(grouped, "direct", group="work")
    assert shares(desk, grouped) == pytest.approx(before)
    assert desk.evaluations.sheet(grouped).local_answers["work"].method == "direct"
    assert desk.evaluations.sheet(grouped).answers.method == "direct"


def test_switching_away_from_the_mean_of_stakeholders_starts_from_it(desk: Desk) -> None:
    file = json.loads(HARBOUR)
    file["weights"] = {"method": "mean"}
    evaluation = desk.evaluations.import_file(json.dumps(file)).value
    before = shares(desk, evaluation)
    with pytest.raises(UserError, match="mean of the stakeholders"):
        desk.evaluations.set_share(evaluation, "learn", 0.5)
    desk.evaluations.set_method(evaluation, "direct")
    assert shares(desk, evaluation) == pytest.approx(before)


def test_answers_that_were_undone_do_not_come_back_with_others(desk: Desk) -> None:
    file = json.loads(HARBOUR)
    file["weights"] = {"method": "mean"}
    evaluation = desk.evaluations.import_file(json.dumps(file)).value
    desk.evaluations.set_method(evaluation, "direct")
    desk.undo()
    desk.evaluations.set_method(evaluation, "swing")
    assert desk.evaluations.sheet(evaluation).answers.direct == {}


@pytest.mark.parametrize(
    "points",
    [{"inbox": -1}, {"inbox": float("nan")}, {"inbox": float("inf")}, dict.fromkeys(KEYS, 0), {"nothing": 1}],
)
def test_points_the_file_refuses_are_refused(desk: Desk, harbour: str, points: dict[str, float]) -> None:
    before = desk.evaluations.export(harbour)
    with pytest.raises(UserError):
        desk.evaluations.set_points(harbour, points)
    assert desk.evaluations.export(harbour) == before


def test_a_rank_order_names_every_criterion_once(desk: Desk, harbour: str) -> None:
    with pytest.raises(UserError, match="not answered by rank order"):
        desk.evaluations.set_rank(harbour, KEYS)
    desk.evaluations.set_method(harbour, "rank")
    for keys in (KEYS[1:], (*KEYS, "inbox"), ("inbox",) * len(KEYS), ()):
        with pytest.raises(UserError):
            desk.evaluations.set_rank(harbour, keys)
    desk.evaluations.set_rank(harbour, KEYS[::-1])
    assert desk.evaluations.problem(harbour).weights.order == KEYS[::-1]
