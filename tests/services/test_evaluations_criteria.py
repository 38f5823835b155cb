from __future__ import annotations

import pytest

from consultant_desk.desk import Desk
from consultant_desk.domain.evaluation.file import load
from consultant_desk.domain.evaluation.problem import (
    Criterion,
    Direction,
    DirectValue,
    Levels,
    Linear,
    MustHave,
    MustOp,
    PointWeights,
    RankWeights,
    ValueFunction,
)
from consultant_desk.domain.evaluation.weights import global_weights
from consultant_desk.errors import UserError
from consultant_desk.services.clients import ClientDraft
from consultant_desk.services.evaluations import CriterionDraft
from consultant_desk.services.needs import NeedDraft, RequirementDraft

LEVELS = Levels((("no", 0.0), ("add-on", 40.0), ("built in", 100.0)))

GROUPED = """{"format": "consultant-desk/evaluation", "version": 1, "title": "Grouped",
 "groups": [{"id": "work", "name": "Work"}, {"id": "rest", "name": "Rest"}],
 "criteria": [
  {"id": "price", "name": "Price", "direction": "min", "scale": [60, 10]},
  {"id": "fit", "name": "Fit", "group": "work", "direction": "max", "scale": [0, 10]},
  {"id": "hours", "name": "Hours", "group": "work", "direction": "max", "scale": [0, 24]}],
 "weights": {"method": "direct", "points": {"price": 30, "work": 70},
  "within": {"work": {"method": "swing", "points": {"fit": 100, "hours": 40}}}},
 "candidates": [{"id": "a", "name": "A"}, {"id": "b", "name": "B"}], "scores": []}"""


def criterion(desk: Desk, evaluation: str, key: str) -> Criterion:
    return next(one for one in desk.evaluations.problem(evaluation).criteria if one.id == key)


def order(desk: Desk, evaluation: str) -> list[str]:
    return [one.id for one in desk.evaluations.problem(evaluation).criteria]


@pytest.fixture
def grouped(desk: Desk) -> str:
    return desk.evaluations.import_file(GROUPED).value


def test_a_new_criterion_has_a_key_from_its_name_and_the_mean_weight_of_the_others(desk: Desk, harbour: str) -> None:
    before = global_weights(desk.evaluations.problem(harbour))
    draft = CriterionDraft("Ease of réuse & more", LEVELS, group="fit", must=MustHave(MustOp.AT_LEAST, level="add-on"))
    desk.evaluations.add_criterion(harbour, draft)
    problem = desk.evaluations.problem(harbour)
    added = problem.criteria[-1]
    assert (added.id, added.group, added.must) == ("ease-of-reuse-more", "fit", draft.must)
    after = global_weights(problem)
    assert after[added.id] == pytest.approx(1 / 10)
    assert {key: after[key] / 0.9 for key in before} == pytest.approx(before)
    assert desk.undo_state().undo == "Add criterion Ease of réuse & more"
    load(desk.evaluations.export(harbour))


def test_a_criterion_of_the_same_name_gets_another_key_even_beside_one_in_the_trash(desk: Desk, harbour: str) -> None:
    first = desk.evaluations.add_criterion(harbour, CriterionDraft("Order lookup")).value
    desk.evaluations.trash_criterion(first)
    desk.evaluations.add_criterion(harbour, CriterionDraft("Order lookup"))
    desk.evaluations.add_group(harbour, "Order lookup")
    assert order(desk, harbour)[-1] == "order-lookup-2"
    assert "order-lookup-3" in desk.evaluations.sheet(harbour).groups


def test_a_criterion_added_again_after_undo_gets_the_same_key(desk: Desk, harbour: str) -> None:
    desk.evaluations.add_criterion(harbour, CriterionDraft("Speed"))
    desk.undo()
    desk.evaluations.add_criterion(harbour, CriterionDraft("Speed"))
    assert order(desk, harbour)[-1] == "speed"


def test_the_first_criteria_of_an_evaluation_weigh_the_same(desk: Desk) -> None:
    evaluation = desk.evaluations.create("Empty").value
    for name in ("One", "Two", "Three"):
        desk.evaluations.add_criterion(evaluation, CriterionDraft(name))
    assert set(global_weights(desk.evaluations.problem(evaluation)).values()) == {1 / 3}
    assert desk.evaluations.sheet(evaluation).incomplete == ""


def test_a_criterion_joins_the_inner_weights_of_its_group(desk: Desk, grouped: str) -> None:
    desk.evaluations.add_criterion(grouped, CriterionDraft("Speed", group="work"))
    weights = desk.evaluations.problem(grouped).weights
    assert isinstance(weights, PointWeights)
    assert weights.points == (("price", 30), ("work", 70))
    assert weights.within[0][1] == PointWeights("swing", (("fit", 100), ("hours", 40), ("speed", 70)))


def test_a_criterion_that_leaves_its_group_is_weighed_at_the_top(desk: Desk, grouped: str) -> None:
    desk.evaluations.move_criterion(desk.evaluations.sheet(grouped).criteria["hours"], 0)
    problem = desk.evaluations.problem(grouped)
    assert [(one.id, one.group) for one in problem.criteria] == [("hours", None), ("price", None), ("fit", "work")]
    assert dict(problem.weights.points) == {"price": 30, "work": 70, "hours": 50}
    load(desk.evaluations.export(grouped))


def test_the_criteria_of_a_deleted_group_keep_their_weight(desk: Desk, grouped: str) -> None:
    before = global_weights(desk.evaluations.problem(grouped))
    desk.evaluations.trash_group(desk.evaluations.sheet(grouped).groups["work"])
    problem = desk.evaluations.problem(grouped)
    assert global_weights(problem) == pytest.approx(before)
    assert [one.group for one in problem.criteria] == [None, None, None]
    desk.undo()
    assert global_weights(desk.evaluations.problem(grouped)) == before


def test_a_criterion_moves_to_a_place_in_a_group_in_one_step(desk: Desk, harbour: str) -> None:
    sheet = desk.evaluations.sheet(harbour)
    desk.evaluations.move_criterion(sheet.criteria["cost"], 1, sheet.groups["desk"])
    assert order(desk, harbour)[:4] == ["inbox", "cost", "order", "learn"]
    assert criterion(desk, harbour, "cost").group == "desk"
    desk.evaluations.move_criterion(sheet.criteria["inbox"], 9, sheet.groups["desk"])
    assert order(desk, harbour)[:4] == ["cost", "order", "learn", "inbox"]
    assert desk.undo().value == "Move Shared inbox"
    assert order(desk, harbour)[0] == "inbox"


def test_groups_are_renamed_and_moved(desk: Desk, harbour: str) -> None:
    groups = desk.evaluations.sheet(harbour).groups
    desk.evaluations.edit_group(groups["money"], name="Money")
    desk.evaluations.move_group(groups["money"], 0)
    assert [group.name for group in desk.evaluations.problem(harbour).groups] == ["Money", "Desk work", "Fit", "Trust"]


def test_deleting_a_criterion_takes_its_scores_and_its_weight_along(desk: Desk, harbour: str) -> None:
    before = desk.evaluations.export(harbour)
    desk.evaluations.trash_criterion(desk.evaluations.sheet(harbour).criteria["cost"])
    problem = load(desk.evaluations.export(harbour))
    assert "cost" not in {cell.criterion for cell in problem.cells} | set(global_weights(problem))
    desk.undo()
    assert desk.evaluations.export(harbour) == before


@pytest.mark.parametrize(
    ("name", "value", "direction", "must", "word"),
    [
        ("", DirectValue(), Direction.MAX, None, "Name"),
        ("A", Linear(5, 5), Direction.MAX, None, "Scale"),
        ("A", Linear(10, 0), Direction.MAX, None, "Scale"),
        ("A", Linear(0, float("nan")), Direction.MAX, None, "Scale"),
        ("A", Levels((("one", 0.0), ("one", 5.0))), Direction.MAX, None, "Value"),
        ("A", Levels((("one", 101.0),)), Direction.MAX, None, "Value"),
        ("A", Levels(()), Direction.MAX, None, "Value"),
        ("A", LEVELS, Direction.MIN, None, "Direction"),
        ("A", LEVELS, Direction.MAX, MustHave(MustOp.AT_LEAST, level="perhaps"), "Must-have"),
        ("A", Linear(0, 1), Direction.MAX, MustHave(MustOp.AT_LEAST, level="no"), "Must-have"),
    ],
)
def test_a_criterion_the_file_refuses_is_refused_in_words(
    desk: Desk,
    harbour: str,
    name: str,
    value: ValueFunction,
    direction: Direction,
    must: MustHave | None,
    word: str,
) -> None:
    before = desk.evaluations.export(harbour)
    with pytest.raises(UserError) as refused:
        desk.evaluations.add_criterion(harbour, CriterionDraft(name, value, direction, must=must))
    assert refused.value.faults[0].where.split(",")[0] == word
    assert "$" not in refused.value.sentence()
    assert desk.evaluations.export(harbour) == before


def test_editing_a_criterion_sets_the_whole_draft_and_nothing_else(desk: Desk, harbour: str) -> None:
    before = desk.evaluations.problem(harbour)
    learn = criterion(desk, harbour, "learn")
    record = desk.evaluations.sheet(harbour).criteria["learn"]
    desk.evaluations.edit_criterion(record, CriterionDraft.of(learn))
    assert desk.evaluations.problem(harbour) == before
    draft = CriterionDraft("Learning", Linear(20, 1), Direction.MIN, "trust", "h", question="How long?")
    desk.evaluations.edit_criterion(record, draft)
    assert criterion(desk, harbour, "learn") == draft.criterion("learn")
    assert desk.undo_state().undo == "Edit Ease of learning"


def test_scores_that_no_longer_fit_are_counted_before_they_are_lost(desk: Desk, harbour: str) -> None:
    record = desk.evaluations.sheet(harbour).criteria["report"]
    fewer = Levels((("None", 0.0), ("Fixed", 40.0), ("Free", 100.0)))
    draft = CriterionDraft("Reporting", fewer, group="fit")
    with pytest.raises(UserError, match="2 scores do not fit"):
        desk.evaluations.edit_criterion(record, draft)
    desk.evaluations.edit_criterion(record, draft, accept_loss=True)
    cells = desk.evaluations.problem(harbour).cell_index()
    assert [cells[key, "report"].unknown for key in ("northwind", "contoso", "fabrikam")] == [True, True, False]
    load(desk.evaluations.export(harbour))


def test_a_renamed_level_keeps_its_scores(desk: Desk, harbour: str) -> None:
    record = desk.evaluations.sheet(harbour).criteria["report"]
    renamed = Levels((("None", 0.0), ("Fixed", 40.0), ("To taste", 75.0), ("Free", 100.0)))
    draft = CriterionDraft("Reporting", renamed, group="fit")
    desk.evaluations.edit_criterion(record, draft, renamed={"Adjustable": "To taste"})
    assert desk.evaluations.problem(harbour).cell_index()["northwind", "report"].value == "To taste"


def test_a_new_criterion_comes_last_in_a_rank_order(desk: Desk, harbour: str) -> None:
    desk.evaluations.set_method(harbour, "rank")
    desk.evaluations.add_criterion(harbour, CriterionDraft("Late"))
    weights = desk.evaluations.problem(harbour).weights
    assert isinstance(weights, RankWeights)
    assert weights.order[-1] == "late"


def test_a_requirement_leads_to_a_criterion_and_can_change_over(desk: Desk) -> None:
    client = desk.clients.create(ClientDraft("Harbour Bakeries", engagement="Customer desk")).value
    engagement = desk.clients.sheet(client).engagements[0].id
    need = desk.needs.add(engagement, NeedDraft(quote="Nobody sees who replied.")).value
    requirement = desk.needs.add_requirement(need, RequirementDraft("One owner per request")).value
    evaluation = desk.evaluations.create("Customer desk", engagement).value
    made = desk.evaluations.criterion_from_requirement(evaluation, requirement, CriterionDraft("Owner")).value
    assert desk.evaluations.sheet(evaluation).requirement_of == {"owner": (requirement,)}
    assert desk.evaluations.sheet(evaluation).needs[0].requirements[0].criterion == "Owner"
    other = desk.evaluations.add_criterion(evaluation, CriterionDraft("Inbox")).value
    desk.evaluations.link_requirement(requirement, other)
    assert desk.evaluations.sheet(evaluation).requirement_of == {"inbox": (requirement,)}
    desk.evaluations.unlink_requirement(requirement)
    assert desk.evaluations.sheet(evaluation).requirement_of == {}
    assert made in desk.evaluations.sheet(evaluation).criteria.values()


def test_a_requirement_of_another_engagement_is_refused(desk: Desk, harbour: str) -> None:
    client = desk.clients.create(ClientDraft("A", engagement="One")).value
    one = desk.clients.sheet(client).engagements[0].id
    other = desk.clients.create(ClientDraft("B", engagement="Two")).value
    need = desk.needs.add(desk.clients.sheet(other).engagements[0].id, NeedDraft(quote="Help")).value
    requirement = desk.needs.add_requirement(need, RequirementDraft("Help")).value
    desk.evaluations.edit(harbour, engagement_id=one)
    with pytest.raises(UserError, match="another engagement"):
        desk.evaluations.link_requirement(requirement, desk.evaluations.sheet(harbour).criteria["cost"])
