from __future__ import annotations

import json

import pytest

from consultant_desk.desk import Desk
from consultant_desk.domain.evaluation.problem import MeanWeights, PointWeights
from consultant_desk.domain.evaluation.weights import leaf_weights
from consultant_desk.errors import UserError
from tests.services.conftest import HARBOUR
from tests.services.test_evaluations_criteria import GROUPED
from tests.services.test_evaluations_weights import KEYS, shares

ALONE = json.dumps({key: value for key, value in json.loads(HARBOUR).items() if key != "stakeholders"})


@pytest.fixture
def alone(desk: Desk) -> str:
    return desk.evaluations.import_file(ALONE).value


def weights_of(desk: Desk, evaluation: str, name: str) -> dict[str, float]:
    problem = desk.evaluations.problem(evaluation)
    person = next(one for one in problem.stakeholders if one.name == name)
    return leaf_weights(problem, person.weights)


def test_a_stakeholder_starts_with_everything_equal(desk: Desk, alone: str) -> None:
    desk.evaluations.add_stakeholder(alone, "Owner")
    assert weights_of(desk, alone, "Owner") == pytest.approx(dict.fromkeys(KEYS, 1 / 9))
    assert desk.undo_state().undo == "Add stakeholder Owner"
    desk.undo()
    assert desk.evaluations.problem(alone).stakeholders == ()


def test_or_with_your_own_weights_when_asked_to(desk: Desk, alone: str) -> None:
    desk.evaluations.add_stakeholder(alone, "Owner", copy_own=True)
    assert weights_of(desk, alone, "Owner") == pytest.approx(shares(desk, alone))


def test_weights_of_a_stakeholder_move_without_those_that_decide(desk: Desk, alone: str) -> None:
    owner = desk.evaluations.add_stakeholder(alone, "Owner").value
    before = shares(desk, alone)
    desk.evaluations.set_share(alone, "cost", 0.5, set_id=owner)
    assert desk.undo_state().undo == "Move weight of Cost over 3 years for Owner"
    assert weights_of(desk, alone, "Owner")["cost"] == pytest.approx(0.5)
    assert shares(desk, alone) == before


def test_each_method_keeps_the_answers_of_each_person(desk: Desk, alone: str) -> None:
    owner = desk.evaluations.add_stakeholder(alone, "Owner").value
    desk.evaluations.set_method(alone, "rank", set_id=owner)
    desk.evaluations.set_rank(alone, KEYS[::-1], set_id=owner)
    desk.evaluations.set_method(alone, "ahp", set_id=owner)
    desk.evaluations.set_judgements(alone, {("inbox", "cost"): "5"}, set_id=owner)
    (row,) = desk.evaluations.sheet(alone).people
    assert (row.name, row.kept.method) == ("Owner", "ahp")
    assert min(row.kept.rank, key=row.kept.rank.__getitem__) == "cost"
    assert row.kept.pairwise is not None
    assert isinstance(desk.evaluations.problem(alone).weights, PointWeights)


def test_the_mean_decides_and_your_own_weights_are_kept(desk: Desk, alone: str) -> None:
    desk.evaluations.set_method(alone, "swing")
    own = shares(desk, alone)
    for name, share in (("Owner", 0.5), ("Staff", 0.1)):
        person = desk.evaluations.add_stakeholder(alone, name).value
        desk.evaluations.set_share(alone, "cost", share, set_id=person)
    desk.evaluations.set_deciding(alone, "mean")
    assert isinstance(desk.evaluations.problem(alone).weights, MeanWeights)
    assert shares(desk, alone)["cost"] == pytest.approx(0.3)
    kept = desk.evaluations.sheet(alone).own_weights
    assert kept is not None
    assert kept.kept.method == "swing"
    desk.evaluations.set_share(alone, "cost", 0.2, set_id="own")
    assert shares(desk, alone)["cost"] == pytest.approx(0.3)
    desk.evaluations.set_method(alone, "direct", set_id="own")
    desk.evaluations.set_deciding(alone, "own")
    assert desk.evaluations.sheet(alone).answers.method == "direct"
    desk.evaluations.set_method(alone, "swing")
    assert shares(desk, alone)["cost"] == pytest.approx(0.2)
    assert own["cost"] != 0.2


def test_own_weights_never_given_start_from_the_mean(desk: Desk) -> None:
    file = json.loads(HARBOUR)
    file["weights"] = {"method": "mean"}
    evaluation = desk.evaluations.import_file(json.dumps(file)).value
    mean = shares(desk, evaluation)
    desk.evaluations.set_deciding(evaluation, "own")
    assert shares(desk, evaluation) == pytest.approx(mean)


def test_without_stakeholders_there_is_no_mean(desk: Desk, alone: str) -> None:
    with pytest.raises(UserError, match="no stakeholders"):
        desk.evaluations.set_deciding(alone, "mean")
    with pytest.raises(UserError, match="cannot decide"):
        desk.evaluations.set_deciding(alone, "someone")


def test_the_last_stakeholder_stays_while_the_mean_decides(desk: Desk, alone: str) -> None:
    first = desk.evaluations.add_stakeholder(alone, "Owner").value
    second = desk.evaluations.add_stakeholder(alone, "Staff").value
    desk.evaluations.set_deciding(alone, "mean")
    desk.evaluations.remove_stakeholder(second)
    with pytest.raises(UserError, match="last one"):
        desk.evaluations.remove_stakeholder(first)
    desk.evaluations.set_deciding(alone, "own")
    desk.evaluations.remove_stakeholder(first)
    assert desk.evaluations.sheet(alone).people == ()
    desk.undo()
    assert [row.name for row in desk.evaluations.sheet(alone).people] == ["Owner"]


def test_names_are_told_apart(desk: Desk, alone: str) -> None:
    owner = desk.evaluations.add_stakeholder(alone, " Owner  of it ").value
    for name in ("owner of it", " ", "x" * 300):
        with pytest.raises(UserError):
            desk.evaluations.add_stakeholder(alone, name)
    desk.evaluations.edit_stakeholder(owner, name="Owner of It", note="signs")
    (row,) = desk.evaluations.sheet(alone).people
    assert (row.name, row.note) == ("Owner of It", "signs")
    keys = [one.id for one in desk.evaluations.problem(alone).stakeholders]
    assert keys == ["owner-of-it"]


def test_weights_are_copied_both_ways(desk: Desk, alone: str) -> None:
    owner = desk.evaluations.add_stakeholder(alone, "Owner").value
    desk.evaluations.set_share(alone, "cost", 0.5, set_id=owner)
    desk.evaluations.copy_weights(alone, owner)
    assert weights_of(desk, alone, "Owner") == pytest.approx(shares(desk, alone))
    desk.evaluations.set_share(alone, "cost", 0.5, set_id=owner)
    desk.evaluations.copy_weights(alone, "own", source=owner)
    assert shares(desk, alone)["cost"] == pytest.approx(0.5)


def test_groups_weighed_as_one_are_so_for_everyone(desk: Desk) -> None:
    grouped = desk.evaluations.import_file(GROUPED).value
    own = desk.evaluations.add_stakeholder(grouped, "Owner", copy_own=True).value
    assert weights_of(desk, grouped, "Owner") == pytest.approx(shares(desk, grouped))
    desk.evaluations.set_share(grouped, "hours", 0.4, set_id=own)
    assert weights_of(desk, grouped, "Owner")["hours"] == pytest.approx(0.4)


def test_an_evaluation_without_criteria_has_stakeholders_too(desk: Desk) -> None:
    empty = desk.evaluations.create("Nothing yet").value
    desk.evaluations.add_stakeholder(empty, "Owner")
    assert [row.name for row in desk.evaluations.sheet(empty).people] == ["Owner"]


@pytest.mark.parametrize("set_id", ["nobody", "00000000-0000-0000-0000-000000000000"])
def test_weights_of_nobody_are_not_moved(desk: Desk, alone: str, set_id: str) -> None:
    with pytest.raises(UserError, match="no longer here"):
        desk.evaluations.set_share(alone, "cost", 0.5, set_id=set_id)


def test_the_deciding_weights_are_no_stakeholder(desk: Desk, alone: str) -> None:
    other = desk.evaluations.import_file(ALONE).value
    owner = desk.evaluations.add_stakeholder(other, "Owner").value
    with pytest.raises(UserError):
        desk.evaluations.set_share(alone, "cost", 0.5, set_id=owner)
