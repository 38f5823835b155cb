from __future__ import annotations

import pytest

from consultant_desk.desk import Desk
from consultant_desk.domain.coverage import Capability
from consultant_desk.domain.evaluation.file import load
from consultant_desk.errors import UserError
from consultant_desk.services.clients import ClientDraft
from consultant_desk.services.evaluations import CoverageEdit, EvidenceDraft
from consultant_desk.services.needs import NeedDraft, RequirementDraft

EXPORT, OWNER = "All data can be taken along", "One owner per request"


@pytest.fixture
def requirements(desk: Desk, harbour: str) -> dict[str, str]:
    """Two musts of the client the evaluation is for, by text."""
    client = desk.clients.create(ClientDraft("Harbour Bakeries", engagement="Customer desk")).value
    engagement = desk.clients.sheet(client).engagements[0].id
    desk.evaluations.edit(harbour, engagement_id=engagement)
    need = desk.needs.add(engagement, NeedDraft(quote="Leave when we want")).value
    add = desk.needs.add_requirement
    return {text: add(need, RequirementDraft(text, "must")).value for text in (EXPORT, OWNER)}


def long_names(desk: Desk, evaluation: str) -> list[str]:
    return [row.name for row in desk.evaluations.sheet(evaluation).long_list]


def test_the_long_list_is_looked_at_but_not_compared(desk: Desk, harbour: str) -> None:
    before = desk.evaluations.export(harbour)
    added = desk.evaluations.add_candidate(harbour, "Litware Inbox", listed="long").value
    assert desk.evaluations.export(harbour) == before
    assert long_names(desk, harbour) == ["Litware Inbox"]
    with pytest.raises(UserError, match="on the long list already"):
        desk.evaluations.add_candidate(harbour, "litware inbox")
    desk.evaluations.shortlist_candidate(added)
    assert [one.name for one in load(desk.evaluations.export(harbour)).candidates][-1] == "Litware Inbox"
    desk.evaluations.unlist_candidate(added)
    assert desk.evaluations.export(harbour) == before
    assert desk.undo_state().undo == "Back to the long list: Litware Inbox"


def test_what_they_have_now_cannot_leave_the_short_list(desk: Desk, harbour: str) -> None:
    with pytest.raises(UserError, match="always compared"):
        desk.evaluations.unlist_candidate(desk.evaluations.sheet(harbour).candidates["keep"])


def test_coverage_is_set_in_blocks_and_undone_as_one_step(
    desk: Desk, harbour: str, requirements: dict[str, str]
) -> None:
    candidates = desk.evaluations.sheet(harbour).candidates
    pairs = [(candidates[key], one) for key in ("northwind", "tailspin") for one in requirements.values()]
    desk.evaluations.set_coverage(harbour, [CoverageEdit(*pair, level=Capability.ADD_ON) for pair in pairs])
    desk.evaluations.set_coverage(harbour, [CoverageEdit(*pairs[0], note="in the larger plan")])
    rows = desk.evaluations.sheet(harbour).coverage
    assert {pair: row.level for pair, row in rows.items()} == dict.fromkeys(pairs, Capability.ADD_ON)
    assert rows[pairs[0]].note == "in the larger plan"
    desk.undo()
    desk.undo()
    assert desk.evaluations.sheet(harbour).coverage == {}
    desk.evaluations.set_coverage(harbour, [CoverageEdit(*pairs[0], level=Capability.NO)])
    assert desk.evaluations.sheet(harbour).coverage[pairs[0]].note == ""


def test_a_block_with_something_that_is_not_there_changes_nothing(
    desk: Desk, harbour: str, requirements: dict[str, str]
) -> None:
    candidate = desk.evaluations.sheet(harbour).candidates["northwind"]
    good = CoverageEdit(candidate, requirements[EXPORT], level=Capability.NO)
    with pytest.raises(UserError, match="no longer here"):
        desk.evaluations.set_coverage(harbour, [good, CoverageEdit(candidate, "nothing", level=Capability.NO)])
    assert desk.evaluations.sheet(harbour).coverage == {}


def test_requirements_of_another_client_and_candidates_of_another_evaluation_are_refused(
    desk: Desk, harbour: str, requirements: dict[str, str]
) -> None:
    other = desk.evaluations.create("Other").value
    candidate = desk.evaluations.sheet(harbour).candidates["northwind"]
    edit = CoverageEdit(candidate, requirements[EXPORT], level=Capability.NO)
    with pytest.raises(UserError, match="another evaluation"):
        desk.evaluations.set_coverage(other, [edit])
    desk.evaluations.edit(harbour, engagement_id=None)
    with pytest.raises(UserError, match="another engagement"):
        desk.evaluations.set_coverage(harbour, [edit])


def test_evidence_stands_under_a_coverage_and_comes_off(desk: Desk, harbour: str, requirements: dict[str, str]) -> None:
    place = (desk.evaluations.sheet(harbour).candidates["tailspin"], requirements[EXPORT])
    added = desk.evaluations.add_coverage_evidence(harbour, *place, EvidenceDraft("Export page")).value
    row = desk.evaluations.sheet(harbour).coverage[place]
    assert (row.level, row.evidence) == (Capability.UNKNOWN, (added,))
    other = (place[0], requirements[OWNER])
    desk.evaluations.link_coverage_evidence(harbour, *other, added)
    desk.evaluations.unlink_coverage_evidence(*place, added)
    coverage = desk.evaluations.sheet(harbour).coverage
    assert (coverage[place].evidence, coverage[other].evidence) == ((), (added,))
    with pytest.raises(UserError, match="not here"):
        desk.evaluations.unlink_coverage_evidence(*place, added)


def test_those_that_fail_a_must_leave_together_each_with_requirement_and_evidence(
    desk: Desk, harbour: str, requirements: dict[str, str]
) -> None:
    sheet = desk.evaluations.sheet(harbour)
    long = desk.evaluations.add_candidate(harbour, "Litware Inbox", listed="long").value
    failing = {
        sheet.candidates["tailspin"]: requirements[OWNER],
        long: requirements[EXPORT],
        sheet.candidates["keep"]: requirements[OWNER],
    }
    edits = [CoverageEdit(*pair, level=Capability.NO, note="tried") for pair in failing.items()]
    desk.evaluations.set_coverage(harbour, edits)
    shown = desk.evaluations.add_coverage_evidence(harbour, long, requirements[EXPORT], EvidenceDraft("Trial")).value
    before = desk.evaluations.export(harbour)
    names = desk.evaluations.reject_failing(harbour).value
    assert names == ("Tailspin CRM", "Litware Inbox")
    rejected = {row.name: row for row in desk.evaluations.sheet(harbour).rejected}
    assert rejected["Tailspin CRM"].requirement == OWNER
    assert (rejected["Litware Inbox"].requirement, rejected["Litware Inbox"].why) == (EXPORT, "tried")
    assert (rejected["Litware Inbox"].evidence_id, rejected["Litware Inbox"].evidence) == (shown, "Trial")
    with pytest.raises(UserError, match="known to fail"):
        desk.evaluations.reject_failing(harbour)
    desk.undo()
    assert desk.evaluations.export(harbour) == before
    assert long_names(desk, harbour) == ["Litware Inbox"]


def test_a_reason_of_its_own_carries_evidence_too_and_one_undo_takes_both_back(desk: Desk, harbour: str) -> None:
    long = desk.evaluations.add_candidate(harbour, "Litware Inbox", listed="long").value
    before = desk.evaluations.sheet(harbour)
    draft = EvidenceDraft("Call with the vendor", source="Kim Akers", locator="minute 12", seen_on="2026-11-20")
    evidence = desk.evaluations.reject_with_evidence(harbour, long, None, "Sold in America only", draft).value
    sheet = desk.evaluations.sheet(harbour)
    (row,) = sheet.rejected
    assert (row.requirement_id, row.why, row.evidence_id) == ("", "Sold in America only", evidence)
    (kept,) = (one for one in sheet.evidence if one.id == evidence)
    assert (kept.source, kept.locator, kept.seen_on) == ("Kim Akers", "minute 12", "2026-11-20")
    assert sheet.coverage == {}
    assert desk.undo_state().undo == "Reject Litware Inbox"
    desk.undo()
    again = desk.evaluations.sheet(harbour)
    assert (again.rejected, again.evidence, again.long_list) == (before.rejected, before.evidence, before.long_list)


def test_evidence_of_a_rejection_stands_under_the_requirement_it_names(
    desk: Desk, harbour: str, requirements: dict[str, str]
) -> None:
    long = desk.evaluations.add_candidate(harbour, "Litware Inbox", listed="long").value
    shown = desk.evaluations.reject_with_evidence(
        harbour, long, requirements[EXPORT], "", EvidenceDraft("Export page")
    ).value
    assert desk.evaluations.sheet(harbour).coverage[long, requirements[EXPORT]].evidence == (shown,)


def test_a_copy_keeps_what_was_found_out(desk: Desk, harbour: str, requirements: dict[str, str]) -> None:
    candidate = desk.evaluations.sheet(harbour).candidates["northwind"]
    desk.evaluations.add_coverage_evidence(harbour, candidate, requirements[EXPORT], EvidenceDraft("Trial"))
    desk.evaluations.set_coverage(
        harbour, [CoverageEdit(candidate, requirements[EXPORT], level=Capability.BUILT_IN, note="seen")]
    )
    copy = desk.evaluations.sheet(desk.evaluations.duplicate(harbour).value)
    (row,) = copy.coverage.values()
    assert (row.candidate_id, row.level, row.note) == (copy.candidates["northwind"], Capability.BUILT_IN, "seen")
    assert len(row.evidence) == 1
