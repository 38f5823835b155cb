"""Templates: kept without anything of the client, started from, taken apart, in versions, in and out as files."""

from __future__ import annotations

import json

import pytest

from consultant_desk.desk import Desk
from consultant_desk.domain.evaluation.template import problem_of
from consultant_desk.domain.evaluation.weights import global_weights
from consultant_desk.errors import UserError
from consultant_desk.services.clients import ClientDraft, EngagementDraft
from tests.services.conftest import HARBOUR
from tests.services.test_evaluations_weights import shares

FILE = json.loads(HARBOUR)


@pytest.fixture
def kept(desk: Desk, harbour: str) -> str:
    return desk.evaluations.save_template(harbour, "Bakery orders", "Customer service", "For shops.").value


def names(desk: Desk, evaluation: str) -> list[str]:
    return [item.name for item in desk.evaluations.problem(evaluation).criteria]


def test_a_template_keeps_criteria_scales_and_weights(desk: Desk, harbour: str, kept: str) -> None:
    template, problem = desk.evaluations.template(kept), desk.evaluations.problem(harbour)
    assert [item.name for item in template.criteria] == [item.name for item in problem.criteria]
    assert [item.value for item in template.criteria] == [item.value for item in problem.criteria]
    assert (template.name, template.category, template.note, template.number) == (
        "Bakery orders",
        "Customer service",
        "For shops.",
        1,
    )
    assert desk.undo_state().undo == "Save template Bakery orders"


def test_nothing_of_the_client_is_in_it(desk: Desk) -> None:
    file = json.loads(HARBOUR)
    file["criteria"][0]["note"] = "Orla said so in confidence"
    file["groups"][0]["note"] = "Ask Ben"
    evaluation = desk.evaluations.import_file(json.dumps(file)).value
    text = desk.evaluations.export_template(desk.evaluations.save_template(evaluation, "Mine", "Shops", "").value)
    client = [one["name"] for one in file["candidates"]] + [one["name"] for one in file.get("stakeholders", [])]
    client += [one["rationale"] for one in file["scores"] if one.get("rationale")]
    client += ["Orla", "Ask Ben", file["title"]]
    assert [words for words in client if words in text] == []


def test_an_evaluation_from_a_template_weighs_the_same_and_has_no_scores(desk: Desk, harbour: str, kept: str) -> None:
    client = desk.clients.create(ClientDraft("Tern Books")).value
    engagement = desk.clients.add_engagement(client, EngagementDraft("Desk")).value
    made = desk.evaluations.create_from_template(kept, "Tern Books, desk", engagement, question="Which one?").value
    assert desk.undo_state().undo == "Add evaluation Tern Books, desk"
    sheet = desk.evaluations.sheet(made)
    assert (sheet.title, sheet.question, sheet.client) == ("Tern Books, desk", "Which one?", "Tern Books")
    assert [(item.name, item.baseline) for item in sheet.problem.candidates] == [("Keep what you have", True)]
    assert sheet.problem.cells == ()
    assert shares(desk, made) == pytest.approx(shares(desk, harbour))
    origin = desk.evaluations.template_origin(made)
    assert (origin.category, origin.template_id, origin.number) == ("Customer service", kept, 1)
    desk.undo()
    assert made not in {row.id for row in desk.evaluations.list()}


def test_every_template_of_the_program_starts_an_evaluation_with_each_of_its_use_cases(desk: Desk) -> None:
    rows = [row for row in desk.evaluations.templates() if not row.own]
    assert rows
    for row in rows:
        for use_case in ("", *(case.id for case in row.use_cases)):
            made = desk.evaluations.create_from_template(row.id, row.name, use_case=use_case).value
            assert desk.evaluations.sheet(made).incomplete == ""
            assert len(names(desk, made)) == row.criteria


def test_a_use_case_brings_its_weights(desk: Desk) -> None:
    row = next(row for row in desk.evaluations.templates() if row.use_cases)
    stated = desk.evaluations.create_from_template(row.id, "Stated").value
    other = desk.evaluations.create_from_template(row.id, "Other", use_case=row.use_cases[0].id).value
    assert shares(desk, stated) != pytest.approx(shares(desk, other))
    with pytest.raises(UserError):
        desk.evaluations.create_from_template(row.id, "None", use_case="not-there")


class TestAdding:
    def test_criteria_join_the_group_of_the_same_name(self, desk: Desk, harbour: str, kept: str) -> None:
        template = desk.evaluations.template(kept)
        picked = [item for item in template.criteria if item.group is not None][:2]
        group = next(one for one in template.groups if one.id == picked[0].group)
        made = desk.evaluations.create("Fresh").value
        there = desk.evaluations.add_group(made, group.name.upper()).value
        ids = desk.evaluations.add_from_template(made, kept, [item.id for item in picked]).value
        assert desk.undo_state().undo == "Add 2 criteria of Bakery orders"
        sheet = desk.evaluations.sheet(made)
        assert [sheet.criteria[item.id] for item in sheet.problem.criteria] == list(ids)
        assert there in sheet.groups.values()
        assert sum(one.name.casefold() == group.name.casefold() for one in sheet.problem.groups) == 1
        desk.undo()
        assert names(desk, made) == []

    def test_the_first_ones_weigh_what_the_template_says(self, desk: Desk, harbour: str, kept: str) -> None:
        made = desk.evaluations.create("Fresh").value
        template = desk.evaluations.template(kept)
        desk.evaluations.add_from_template(made, kept, [item.id for item in template.criteria])
        by_name = {item.name: shares(desk, made)[item.id] for item in desk.evaluations.problem(made).criteria}
        before = {item.name: shares(desk, harbour)[item.id] for item in desk.evaluations.problem(harbour).criteria}
        assert by_name == pytest.approx(before)
        assert desk.evaluations.template_origin(made).template_id == kept

    def test_later_ones_weigh_the_mean_and_the_others_keep_their_proportions(
        self, desk: Desk, harbour: str, kept: str
    ) -> None:
        made = desk.evaluations.create("Fresh").value
        first, second, third = [item.id for item in desk.evaluations.template(kept).criteria][:3]
        desk.evaluations.add_from_template(made, kept, [first, second])
        before = shares(desk, made)
        desk.evaluations.add_from_template(made, kept, [third])
        after = shares(desk, made)
        (fresh,) = after.keys() - before.keys()
        assert after[fresh] == pytest.approx(1 / 3)
        assert {key: after[key] * 1.5 for key in before} == pytest.approx(before)

    def test_a_key_that_is_taken_is_made_unique(self, desk: Desk, harbour: str, kept: str) -> None:
        made = desk.evaluations.import_file(HARBOUR).value
        sheet = desk.evaluations.sheet(made)
        first = sheet.problem.criteria[0]
        desk.evaluations.edit_criterion(sheet.criteria[first.id], _renamed(first, "Something else"))
        desk.evaluations.add_from_template(made, kept, [first.id])
        keys = [item.id for item in desk.evaluations.problem(made).criteria]
        assert len(keys) == len(set(keys))
        assert names(desk, made)[-1] == first.name

    def test_one_of_the_same_name_is_refused_whole(self, desk: Desk, harbour: str, kept: str) -> None:
        before = names(desk, harbour)
        with pytest.raises(UserError, match="there already"):
            desk.evaluations.add_from_template(harbour, kept, [desk.evaluations.template(kept).criteria[0].id])
        with pytest.raises(UserError, match="not in the template"):
            desk.evaluations.add_from_template(harbour, kept, ["nothing"])
        assert names(desk, harbour) == before


class TestVersions:
    def test_the_next_version_leaves_the_one_before_as_it_was(self, desk: Desk, harbour: str, kept: str) -> None:
        sheet = desk.evaluations.sheet(harbour)
        gone = sheet.problem.criteria[-1]
        desk.evaluations.trash_criterion(sheet.criteria[gone.id])
        saved = desk.evaluations.save_template(harbour, "Bakeries", "Shops", "Without one", template_id=kept).value
        assert saved == kept
        assert desk.undo_state().undo == "Save version 2 of template Bakeries"
        assert [(row.number, row.note) for row in desk.evaluations.template_versions(kept)] == [
            (2, "Without one"),
            (1, ""),
        ]
        assert gone.name in [item.name for item in desk.evaluations.template(kept, 1).criteria]
        assert gone.name not in [item.name for item in desk.evaluations.template(kept).criteria]
        (row,) = [row for row in desk.evaluations.templates() if row.own]
        assert (row.name, row.category, row.note, row.number, row.versions) == ("Bakeries", "Shops", "For shops.", 2, 2)
        desk.undo()
        assert desk.evaluations.template(kept).number == 1

    def test_a_version_that_is_not_there_is_told(self, desk: Desk, kept: str) -> None:
        with pytest.raises(UserError, match="no version 7"):
            desk.evaluations.template(kept, 7)


def test_a_template_is_renamed_deleted_and_brought_back(desk: Desk, kept: str) -> None:
    desk.evaluations.rename_template(kept, "Orders", "Shops")
    assert desk.evaluations.template(kept).name == "Orders"
    desk.evaluations.trash_template(kept)
    assert [row for row in desk.evaluations.templates() if row.own] == []
    desk.undo()
    assert desk.evaluations.template(kept).name == "Orders"
    desk.undo()
    assert desk.evaluations.template(kept).name == "Bakery orders"


def test_two_templates_never_have_the_same_name(desk: Desk, harbour: str, kept: str) -> None:
    builtin = next(row for row in desk.evaluations.templates() if not row.own)
    for name in ("bakery orders", builtin.name, " "):
        with pytest.raises(UserError):
            desk.evaluations.save_template(harbour, name, "Shops", "")
    with pytest.raises(UserError, match="already"):
        desk.evaluations.rename_template(kept, builtin.name, "Shops")


def test_weights_that_do_not_decide_are_not_kept(desk: Desk, harbour: str) -> None:
    desk.evaluations.set_method(harbour, "ahp")
    with pytest.raises(UserError, match="do not decide"):
        desk.evaluations.save_template(harbour, "Mine", "Shops", "")
    with pytest.raises(UserError, match="no criteria"):
        desk.evaluations.save_template(desk.evaluations.create("Fresh").value, "Mine", "Shops", "")


def test_while_a_mean_decides_your_own_weights_are_kept(desk: Desk, harbour: str) -> None:
    own = shares(desk, harbour)
    person = desk.evaluations.add_stakeholder(harbour, "Someone").value
    desk.evaluations.set_share(harbour, "cost", 0.7, set_id=person)
    desk.evaluations.set_deciding(harbour, "mean")
    kept = desk.evaluations.save_template(harbour, "Mine", "Shops", "").value
    assert global_weights(problem_of(desk.evaluations.template(kept))) == pytest.approx(own)


def test_the_next_version_keeps_the_use_cases_that_still_fit(desk: Desk) -> None:
    builtin = next(row for row in desk.evaluations.templates() if row.use_cases)
    own = desk.evaluations.import_template(desk.evaluations.export_template(builtin.id)).value
    made = desk.evaluations.create_from_template(own, "Made").value
    desk.evaluations.save_template(made, "Mine", "Shops", "", template_id=own)
    assert desk.evaluations.template(own).use_cases == desk.evaluations.template(builtin.id).use_cases
    sheet = desk.evaluations.sheet(made)
    desk.evaluations.trash_criterion(next(iter(sheet.criteria.values())))
    desk.evaluations.save_template(made, "Mine", "Shops", "", template_id=own)
    assert desk.evaluations.template(own).use_cases == ()
    assert desk.evaluations.template(own).number == desk.evaluations.template(builtin.id).number + 2


def test_a_template_has_a_category(desk: Desk, harbour: str, kept: str) -> None:
    with pytest.raises(UserError, match="needs a category"):
        desk.evaluations.save_template(harbour, "Mine", " ", "")
    with pytest.raises(UserError, match="needs a category"):
        desk.evaluations.rename_template(kept, "Mine", "")


def test_templates_of_the_program_stay(desk: Desk, harbour: str) -> None:
    builtin = next(row for row in desk.evaluations.templates() if not row.own)
    for act in (
        lambda: desk.evaluations.rename_template(builtin.id, "Mine", "Shops"),
        lambda: desk.evaluations.trash_template(builtin.id),
        lambda: desk.evaluations.save_template(harbour, "Mine", "Shops", "", template_id=builtin.id),
    ):
        with pytest.raises(UserError, match="stays as it is"):
            act()


def test_a_template_goes_out_and_comes_back_as_another(desk: Desk, kept: str) -> None:
    text = desk.evaluations.export_template(kept)
    back = desk.evaluations.import_template(text).value
    assert desk.undo_state().undo == "Import template Bakery orders"
    first, second = desk.evaluations.template(kept), desk.evaluations.template(back)
    assert second.name == "Bakery orders (2)"
    assert (second.groups, second.criteria, second.weights) == (first.groups, first.criteria, first.weights)
    desk.undo()
    assert back not in {row.id for row in desk.evaluations.templates()}


def test_a_file_with_faults_is_refused_with_their_places(desk: Desk, kept: str) -> None:
    tree = json.loads(desk.evaluations.export_template(kept))
    tree["criteria"][0]["direction"] = "sideways"
    with pytest.raises(UserError) as caught:
        desk.evaluations.import_template(json.dumps(tree))
    assert any("criteria[0]" in fault.where for fault in caught.value.faults)


def test_the_list_goes_by_category_and_name_and_counts(desk: Desk, kept: str) -> None:
    rows = desk.evaluations.templates()
    assert [(row.category.casefold(), row.name.casefold()) for row in rows] == sorted(
        (row.category.casefold(), row.name.casefold()) for row in rows
    )
    (own,) = [row for row in rows if row.own]
    assert (own.id, own.criteria, own.number) == (kept, len(FILE["criteria"]), 1)
    assert all(len(desk.evaluations.template(row.id).criteria) == row.criteria for row in rows)


def _renamed(criterion, name):
    from dataclasses import replace

    from consultant_desk.services.evaluations.drafts import CriterionDraft

    return replace(CriterionDraft.of(criterion), name=name)
