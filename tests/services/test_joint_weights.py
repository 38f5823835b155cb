"""Weighing a group as one, and its criteria one by one again: the weights stay, for everybody who weighs."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from consultant_desk.desk import Desk
from consultant_desk.domain.evaluation.problem import Problem
from consultant_desk.domain.evaluation.weights import global_weights
from consultant_desk.errors import UserError
from consultant_desk.services.evaluations.drafts import CriterionDraft
from tests.services.conftest import HARBOUR
from tests.services.test_evaluations_weights import KEYS, shares


@pytest.fixture
def harbour(desk: Desk) -> str:
    return desk.evaluations.import_file(HARBOUR).value


def by_person(desk: Desk, evaluation: str) -> list[Problem]:
    """The problem under the weights of each stakeholder."""
    problem = desk.evaluations.problem(evaluation)
    return [replace(problem, weights=one.weights) for one in problem.stakeholders]


def groups(desk: Desk, evaluation: str) -> dict[str, str]:
    return dict(desk.evaluations.sheet(evaluation).groups)


@pytest.mark.parametrize("method", ["direct", "swing", "rank", "ahp"])
def test_the_weights_are_the_same_before_and_after(desk: Desk, harbour: str, method: str) -> None:
    desk.evaluations.set_method(harbour, method)
    if method == "ahp":
        desk.evaluations.set_judgements(harbour, dict.fromkeys(pairwise(KEYS), "2"))
    before = shares(desk, harbour)
    group = groups(desk, harbour)["desk"]
    desk.evaluations.weigh_as_one(group)
    weights = desk.evaluations.problem(harbour).weights
    assert [key for key, _ in weights.within] == ["desk"]
    assert shares(desk, harbour) == pytest.approx(before, abs=1e-8)
    desk.evaluations.set_share(harbour, "inbox", 0.3)
    moved = shares(desk, harbour)
    desk.evaluations.weigh_apart(group)
    assert desk.evaluations.problem(harbour).weights.within == ()
    assert shares(desk, harbour) == pytest.approx(moved, abs=1e-8)


def test_each_is_one_step_that_can_be_undone(desk: Desk, harbour: str) -> None:
    before = desk.evaluations.export(harbour)
    group = groups(desk, harbour)["fit"]
    desk.evaluations.weigh_as_one(group)
    after = desk.evaluations.export(harbour)
    desk.evaluations.weigh_apart(group)
    desk.undo()
    assert desk.evaluations.export(harbour) == after
    desk.undo()
    assert desk.evaluations.export(harbour) == before


def test_stakeholders_go_on_weighing_the_same_things(desk: Desk, harbour: str) -> None:
    before = [global_weights(one) for one in by_person(desk, harbour)]
    for group in groups(desk, harbour).values():
        desk.evaluations.weigh_as_one(group)
    after = by_person(desk, harbour)
    assert all(len(one.weights.within) == 4 for one in after)
    for one, was in zip(after, before, strict=True):
        assert global_weights(one) == pytest.approx(was, abs=1e-8)


def test_a_group_without_criteria_is_refused(desk: Desk, harbour: str) -> None:
    group = desk.evaluations.add_group(harbour, "Empty").value
    with pytest.raises(UserError, match="nothing to weigh"):
        desk.evaluations.weigh_as_one(group)


def test_the_largest_swing_stays_at_a_hundred(desk: Desk, harbour: str) -> None:
    desk.evaluations.set_method(harbour, "swing")
    desk.evaluations.weigh_as_one(groups(desk, harbour)["desk"])
    points = dict(desk.evaluations.problem(harbour).weights.points)
    assert max(points.values()) <= 100


def test_a_new_group_is_weighed_as_the_others_are(desk: Desk, harbour: str) -> None:
    desk.evaluations.add_criterion(harbour, CriterionDraft("Apart", new_group="First"))
    assert desk.evaluations.problem(harbour).weights.within == ()
    for group in groups(desk, harbour).values():
        desk.evaluations.weigh_as_one(group)
    desk.evaluations.add_criterion(harbour, CriterionDraft("Joint", new_group="Second"))
    within = dict(desk.evaluations.problem(harbour).weights.within)
    assert list(within) == ["desk", "fit", "trust", "money", "first", "second"]
    assert shares(desk, harbour)["joint"] > 0
