"""The life of a report after it is issued: what it was built from, what has changed since, and where it stands."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from consultant_desk.desk import Desk
from consultant_desk.domain.report_options import ReportKind, Section
from consultant_desk.entities.coverage import Coverage
from consultant_desk.entities.document import Document
from consultant_desk.entities.recommendation import Report
from consultant_desk.entities.registry import FieldKind, entities
from consultant_desk.errors import UserError
from consultant_desk.sample import MAIN_EVALUATION
from consultant_desk.services.evaluations import CoverageEdit, InterestDraft, ItemDraft
from consultant_desk.services.report_versions import packed, unpacked

from ..reports.test_pages import everything_in
from .test_reports import draft, sample

__all__ = ["sample"]

SECRET = "PLANTED-SECRET-9142"


def main(desk: Desk) -> str:
    return desk.evaluations.find_id(MAIN_EVALUATION)


def codes(desk: Desk, report: str) -> list[str]:
    return [one.code for one in desk.reports.changes_since(report)]


def test_a_snapshot_comes_out_as_it_was_packed(sample: Desk) -> None:
    snapshot = sample.reports.snapshot(draft(sample))
    assert snapshot.finalists
    assert snapshot.coverage
    assert snapshot.adoption
    assert snapshot.notes
    assert unpacked(packed(snapshot)) == snapshot


def test_an_issued_report_says_that_the_data_changed_and_no_longer_after_undo(sample: Desk) -> None:
    report, evaluation = draft(sample), main(sample)
    sample.reports.issue(report)

    def outdated() -> tuple[bool, bool]:
        listed = next(row for row in sample.reports.list() if row.id == report)
        return listed.outdated, sample.reports.sheet(report).row.outdated

    assert outdated() == (False, False)
    sample.evaluations.edit(evaluation, question="Which desk, after all?")
    assert outdated() == (True, True)
    assert codes(sample, report) == ["question"]
    sample.undo()
    assert outdated() == (False, False)
    assert codes(sample, report) == []
    sample.evaluations.open_again(evaluation, "A new price list")
    sample.evaluations.set_share(evaluation, "learn", 0.4)
    assert outdated() == (True, True)
    sample.reports.mark(report, "decided")
    assert outdated() == (False, False)


def test_only_the_newest_issue_can_be_outdated_and_no_draft_is(sample: Desk) -> None:
    first, evaluation = draft(sample), main(sample)
    sample.reports.issue(first)
    second = sample.reports.revise(first).value
    sample.evaluations.edit(evaluation, question="Which desk, after all?")
    assert {row.id for row in sample.reports.list(evaluation_id=evaluation) if row.outdated} == {first}
    sample.reports.issue(second)
    assert not [row for row in sample.reports.list(evaluation_id=evaluation) if row.outdated]


def _add_risk(desk: Desk, evaluation: str) -> None:
    desk.evaluations.add_recommendation_item(evaluation, "risk", ItemDraft("The vendor may be bought."))


def _answer_risk(desk: Desk, evaluation: str) -> None:
    row = desk.evaluations.recommendation(evaluation).risks[0]
    desk.evaluations.edit_recommendation_item(row.id, ItemDraft(row.text, "We wait."))


def _turn_reasons(desk: Desk, evaluation: str) -> None:
    row = desk.evaluations.recommendation(evaluation).reasons[0]
    desk.evaluations.move_recommendation_item(row.id, 2)


def _speak_of_contoso(desk: Desk, evaluation: str) -> None:
    desk.evaluations.add_recommendation_item(evaluation, "flaw", ItemDraft("One more.", candidate="contoso"))


def _be_paid(desk: Desk, evaluation: str) -> None:
    desk.evaluations.set_interest(evaluation, "northwind", InterestDraft())


def _end_sooner(desk: Desk, evaluation: str) -> None:
    desk.evaluations.set_recommendation(evaluation, valid_until="2027-01-31")


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (_add_risk, "risk_added"),
        (_answer_risk, "risk_changed"),
        (_turn_reasons, "order"),
        (_speak_of_contoso, "finalist"),
        (_be_paid, "interest"),
        (_end_sooner, "valid_until"),
    ],
)
def test_what_a_person_does_after_issue_is_told_until_it_is_undone(
    sample: Desk, act: Callable[[Desk, str], None], code: str
) -> None:
    report = draft(sample)
    sample.reports.issue(report)
    act(sample, main(sample))
    assert codes(sample, report) == [code]
    sample.undo()
    assert codes(sample, report) == []


def test_a_kept_snapshot_that_is_lost_is_read_out_of_the_file_and_no_draft_fails_for_it(sample: Desk) -> None:
    report = draft(sample)
    row = sample.reports.issue(report).value
    kept = sample.reports.kept_snapshot(report)
    assert kept is not None
    store = sample._store
    digest = store.read(lambda session: session.get(Document, session.get(Report, report).snapshot_id).sha256)
    store.documents.path(digest).write_bytes(b"damaged")
    read = sample.reports.kept_snapshot(report)
    assert read == replace(kept, brand=replace(kept.brand, logo=None))
    second = sample.reports.revise(report).value
    assert [one.version for one in sample.reports.snapshot(second).versions] == [1]
    store.documents.path(row.sha256).unlink()
    assert sample.reports.kept_snapshot(report) is None
    assert sample.reports.snapshot(second).versions == ()
    assert not sample.reports.sheet(report).row.outdated


def test_a_report_goes_from_draft_to_decided_and_never_back(sample: Desk) -> None:
    report = draft(sample)
    with pytest.raises(UserError, match="not delivered yet"):
        sample.reports.mark(report, "delivered")
    sample.reports.issue(report)
    sample.reports.mark(report, "delivered", "2026-11-20")
    with pytest.raises(UserError, match="was delivered already"):
        sample.reports.mark(report, "issued")
    sample.reports.mark(report, "delivered", "2026-11-21")
    assert sample.reports.sheet(report).row.delivered_on == "2026-11-21"
    sample.reports.mark(report, "decided")
    with pytest.raises(UserError, match="was decided already"):
        sample.reports.mark(report, "delivered")
    with pytest.raises(UserError, match="State"):
        sample.reports.mark(report, "lost")
    assert sample.reports.sheet(report).row.state == "decided"


def test_recipients_of_the_draft_are_kept_unless_others_are_named(sample: Desk) -> None:
    first = draft(sample)
    sample.reports.edit(first, recipients="Aoife Brennan")
    sample.reports.issue(first)
    assert sample.reports.sheet(first).recipients == "Aoife Brennan"
    second = sample.reports.revise(first).value
    sample.reports.issue(second, recipients="")
    assert sample.reports.sheet(second).recipients == ""


def test_another_kind_brings_its_sections_and_its_title_and_is_one_step(sample: Desk) -> None:
    report = draft(sample)
    sample.reports.set_sections(report, [Section.SUMMARY, Section.DISCLOSURE])
    before = sample.reports.sheet(report)
    sample.reports.edit(report, kind="memo")
    sample.reports.set_sections(report, [Section.MEMO])
    memo = sample.reports.sheet(report)
    assert memo.kind is ReportKind.MEMO
    assert memo.row.title == before.row.title.replace("Recommendation", "Decision memo")
    sample.reports.edit(report, kind="recommendation")
    again = sample.reports.sheet(report)
    assert again.row.title == before.row.title
    assert again.sections == before.sections
    sample.reports.edit(report, kind="comparison")
    assert len(sample.reports.sheet(report).sections) == 2
    sample.undo()
    for _ in range(3):
        sample.undo()
    now = sample.reports.sheet(report)
    assert (now.kind, now.sections, now.row.title) == (before.kind, before.sections, before.row.title)
    sample.reports.edit(report, title="For the owner")
    sample.reports.edit(report, kind="memo")
    assert sample.reports.sheet(report).row.title == "For the owner"


def test_sections_chosen_with_the_first_version_of_the_program_are_still_chosen(sample: Desk) -> None:
    report = draft(sample)
    sample.reports.set_sections(report, [Section.SUMMARY, Section.DISCLOSURE])
    chosen = sample.reports.sheet(report).sections

    def as_before(session: Session) -> None:
        record = session.get_one(Report, report)
        listed = json.loads(record.options_json)["sections"]["recommendation"]
        record.options_json = json.dumps({"sections": listed})

    sample._store.change("Older", as_before)
    assert sample.reports.sheet(report).sections == chosen
    sample.reports.edit(report, kind="memo")
    sample.reports.edit(report, kind="recommendation")
    assert sample.reports.sheet(report).sections == chosen


def test_no_private_field_of_any_record_is_in_the_file_or_in_what_is_kept(sample: Desk) -> None:
    report, store = draft(sample), sample._store
    for spec in entities().values():
        names = [
            field.name
            for field in spec.fields
            if field.kind in {FieldKind.TEXT, FieldKind.LONG_TEXT}
            and (field.private or (field.name == "note" and spec.record is not Coverage))
        ]
        if names:
            statement = update(spec.record).values(dict.fromkeys(names, SECRET))
            store.change("Plant", lambda session, one=statement: session.execute(one) and None)
    planted = sample.clients.sheet(sample.clients.find_id("Harbour Bakeries"))
    assert SECRET in repr(planted)
    for one in (report, sample.reports.create(main(sample), kind=ReportKind.MEMO).value):
        assert SECRET not in repr(sample.reports.snapshot(one))
        assert SECRET.encode() not in everything_in(sample.reports.build(one).pdf)
    sample.reports.issue(report)
    assert SECRET not in repr(sample.reports.kept_snapshot(report))


def test_the_note_of_a_requirement_is_for_the_client_and_printed(sample: Desk) -> None:
    evaluation = main(sample)
    sheet = sample.evaluations.sheet(evaluation)
    (candidate, requirement), _ = next(iter(sheet.coverage.items()))
    sample.evaluations.set_coverage(evaluation, [CoverageEdit(candidate, requirement, note="From May on.")])
    assert "From May on." in {one.note for one in sample.reports.snapshot(draft(sample)).coverage}
