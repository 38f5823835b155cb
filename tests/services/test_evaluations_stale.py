from __future__ import annotations

from dataclasses import replace

import pytest

from consultant_desk.desk import Desk
from consultant_desk.domain.evaluation.problem import Direction, Levels, Linear, Piecewise
from consultant_desk.errors import UserError
from consultant_desk.services.evaluations import CriterionDraft
from tests.services.test_evaluations_stakeholders import ALONE
from tests.services.test_evaluations_weights import shares


@pytest.fixture
def alone(desk: Desk) -> str:
    return desk.evaluations.import_file(ALONE).value


def rescale(desk: Desk, evaluation: str, key: str, function, renamed=None) -> None:
    sheet = desk.evaluations.sheet(evaluation)
    item = next(one for one in sheet.problem.criteria if one.id == key)
    direction = Direction.MAX if isinstance(function, Levels) else item.direction
    draft = replace(CriterionDraft.of(item), value=function, must=None, direction=direction)
    desk.evaluations.edit_criterion(sheet.criteria[key], draft, accept_loss=True, renamed=renamed)


def stale(desk: Desk, evaluation: str):
    own = desk.evaluations.sheet(evaluation).own_weights
    assert own is not None
    return dict(own.stale)


def scale_of(desk: Desk, evaluation: str, key: str):
    return next(one.value for one in desk.evaluations.problem(evaluation).criteria if one.id == key)


def test_a_weight_remembers_the_scale_it_was_given_for(desk: Desk, alone: str) -> None:
    old = scale_of(desk, alone, "learn")
    rescale(desk, alone, "learn", Linear(30, 2))
    assert stale(desk, alone) == {"learn": old}
    rescale(desk, alone, "learn", Linear(40, 2))
    assert stale(desk, alone) == {"learn": old}
    desk.undo()
    desk.undo()
    assert stale(desk, alone) == {}


def test_a_scale_that_comes_back_takes_the_mark_away(desk: Desk, alone: str) -> None:
    rescale(desk, alone, "learn", Linear(30, 2))
    rescale(desk, alone, "learn", Linear(16, 2))
    assert stale(desk, alone) == {}


def test_points_between_the_ends_and_other_edits_do_not_matter(desk: Desk, alone: str) -> None:
    rescale(desk, alone, "learn", Piecewise(((2, 100), (6, 30), (16, 0)), 16, 2))
    assert stale(desk, alone) == {}


def test_taking_the_proposal_keeps_what_an_hour_is_worth(desk: Desk, alone: str) -> None:
    before = shares(desk, alone)
    rescale(desk, alone, "learn", Linear(30, 2))
    desk.evaluations.take_rescaled(alone, "learn")
    after = shares(desk, alone)
    assert after["learn"] / after["cost"] == pytest.approx(2 * before["learn"] / before["cost"])
    assert stale(desk, alone) == {}
    assert desk.undo_state().undo == "Rescale weight of Ease of learning"
    desk.undo()
    assert shares(desk, alone) == before
    assert "learn" in stale(desk, alone)


def test_keeping_the_weight_takes_the_mark_away_only(desk: Desk, alone: str) -> None:
    before = shares(desk, alone)
    rescale(desk, alone, "learn", Linear(30, 2))
    desk.evaluations.keep_weight(alone, "learn")
    assert stale(desk, alone) == {}
    assert shares(desk, alone) == before
    with pytest.raises(UserError, match="belongs to the scale"):
        desk.evaluations.keep_weight(alone, "learn")


@pytest.mark.parametrize("how", ["share", "points", "rank", "judgement"])
def test_weighing_anew_takes_the_mark_away(desk: Desk, alone: str, how: str) -> None:
    rescale(desk, alone, "learn", Linear(30, 2))
    area = desk.evaluations
    if how == "share":
        area.set_share(alone, "cost", 0.2)
        assert "learn" in stale(desk, alone)
        area.set_share(alone, "learn", 0.2)
    elif how == "points":
        area.set_points(alone, {"learn": 30})
    elif how == "rank":
        area.set_method(alone, "rank")
        order = [key for key in area.problem(alone).weights.order if key != "learn"]
        area.set_rank(alone, ["learn", *order])
    else:
        area.set_method(alone, "ahp")
        area.set_judgements(alone, {("learn", "cost"): "2"})
    assert stale(desk, alone) == {}


def test_everyone_who_weighed_is_asked_anew(desk: Desk, alone: str) -> None:
    owner = desk.evaluations.add_stakeholder(alone, "Owner").value
    rescale(desk, alone, "learn", Linear(30, 2))
    desk.evaluations.take_rescaled(alone, "learn", set_id=owner)
    (row,) = desk.evaluations.sheet(alone).people
    assert row.stale == {}
    assert "learn" in stale(desk, alone)


def test_renamed_levels_are_the_same_levels(desk: Desk, alone: str) -> None:
    old = scale_of(desk, alone, "eu")
    assert isinstance(old, Levels)
    worst = min(old.levels, key=lambda level: level[1])[0]
    names = {worst: "Nowhere"}
    new = Levels(tuple((names.get(name, name), value) for name, value in old.levels))
    rescale(desk, alone, "eu", new, names)
    assert stale(desk, alone) == {}


def test_a_new_best_level_asks_for_the_weight_again(desk: Desk, alone: str) -> None:
    old = scale_of(desk, alone, "eu")
    assert isinstance(old, Levels)
    wider = Levels((*((name, value * 0.8) for name, value in old.levels), ("Certified", 100.0)))
    rescale(desk, alone, "eu", wider)
    before = shares(desk, alone)["eu"]
    desk.evaluations.take_rescaled(alone, "eu")
    after = shares(desk, alone)["eu"]
    assert after / (1 - after) == pytest.approx(1.25 * before / (1 - before))


def test_another_kind_of_scale_has_no_proposal(desk: Desk, alone: str) -> None:
    rescale(desk, alone, "learn", Levels((("hard", 0.0), ("easy", 100.0))))
    with pytest.raises(UserError, match="no common measure"):
        desk.evaluations.take_rescaled(alone, "learn")
    desk.evaluations.keep_weight(alone, "learn")


def test_an_order_is_not_rescaled(desk: Desk, alone: str) -> None:
    desk.evaluations.set_method(alone, "rank")
    rescale(desk, alone, "learn", Linear(30, 2))
    with pytest.raises(UserError, match="rank order decides"):
        desk.evaluations.take_rescaled(alone, "learn")
    assert "learn" in stale(desk, alone)
