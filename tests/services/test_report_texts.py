from __future__ import annotations

from dataclasses import replace

import pytest

from consultant_desk.desk import Desk
from consultant_desk.domain.report_changes import changes_between
from consultant_desk.domain.report_options import ReportKind, Section
from consultant_desk.errors import UserError
from consultant_desk.sample import MAIN_EVALUATION
from consultant_desk.services.evaluations import ItemDraft
from consultant_desk.services.readiness import Place, Weight

from .test_reports import draft, sample

__all__ = ["sample"]


def lead(desk: Desk, report: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    found = next(one for one in desk.reports.build(report).sentences if one.key == "lead")
    return found.computed, found.figures


def evaluation(desk: Desk) -> str:
    return desk.evaluations.find_id(MAIN_EVALUATION)


def test_a_sentence_of_ones_own_is_printed_until_it_is_restored(sample: Desk) -> None:
    report = draft(sample)
    computed, figures = lead(sample, report)
    sample.reports.set_sentence(report, "lead", "Northwind leads by little.", computed, figures)
    printed = next(one for one in sample.reports.build(report).sentences if one.key == "lead")
    assert (printed.own, printed.computed, printed.moved) == ("Northwind leads by little.", computed, False)
    sample.reports.restore_sentence(report, "lead")
    assert next(one for one in sample.reports.build(report).sentences if one.key == "lead").own is None


def test_a_figure_that_no_longer_agrees_is_told_before_issue(sample: Desk) -> None:
    report = draft(sample)
    computed, figures = lead(sample, report)
    score = next(printed for printed, path in figures if path.startswith("score/"))
    sample.reports.set_sentence(report, "lead", f"It reaches {score} points.", computed, figures)
    assert not [
        one for one in sample.reports.readiness(report).items if one.weight is Weight.WARNING and one.target == "lead"
    ]
    sample.evaluations.open_again(evaluation(sample), "A better offer")
    sample.evaluations.set_share(evaluation(sample), "learn", 0.4)
    told = [one for one in sample.reports.readiness(report).items if one.target == "lead"]
    assert [(one.weight, one.place) for one in told] == [(Weight.WARNING, Place.SENTENCES)]
    stale = next(one for one in sample.reports.build(report).sentences if one.key == "lead").stale
    assert [one.printed for one in stale] == [score]
    assert stale[0].now not in ("", score)


def test_an_empty_sentence_is_left_out(sample: Desk) -> None:
    report = draft(sample)
    computed, figures = lead(sample, report)
    sample.reports.set_sentence(report, "lead", "", computed, figures)
    assert next(one for one in sample.reports.build(report).sentences if one.key == "lead").own == ""


def test_a_sentence_belongs_to_the_language_it_was_written_in(sample: Desk) -> None:
    report = draft(sample)
    sample.reports.set_sentence(report, "lead", "Only in English.", *lead(sample, report))
    sample.reports.edit(report, language="de")
    assert sample.reports.snapshot(report).sentences == ()
    sample.reports.edit(report, language="en")
    assert sample.reports.snapshot(report).sentences[0].text == "Only in English."


def test_notes_are_kept_per_section_and_go_into_the_next_version(sample: Desk) -> None:
    report = draft(sample)
    before = sample.reports.notes(report)
    sample.reports.set_note(report, Section.MATRIX, "We would **wait** for the new price list.")
    assert sample.reports.notes(report) == {**before, Section.MATRIX: "We would **wait** for the new price list."}
    sample.reports.issue(report)
    with pytest.raises(UserError, match="frozen"):
        sample.reports.set_note(report, Section.MATRIX, "No.")
    revised = sample.reports.revise(report).value
    assert sample.reports.notes(revised) == sample.reports.notes(report)
    sample.reports.set_note(revised, Section.MATRIX, "  ")
    assert sample.reports.notes(revised) == before
    assert Section.MATRIX in sample.reports.notes(report)


def test_what_an_issue_was_built_from_gives_the_same_bytes_again(sample: Desk) -> None:
    import reports

    report = draft(sample)
    row = sample.reports.issue(report, recipients="Aoife Brennan").value
    kept = sample.reports.kept_snapshot(report)
    assert kept is not None
    assert reports.build(kept).sha256 == row.sha256


def test_a_new_version_says_what_changed_and_nothing_where_nothing_did(sample: Desk) -> None:
    report = draft(sample)
    sample.reports.issue(report)
    revised = sample.reports.revise(report).value
    assert [(one.version, one.changes) for one in sample.reports.snapshot(revised).versions] == [(1, ())]
    assert sample.reports.changes_since(report) == ()
    sample.evaluations.add_recommendation_item(evaluation(sample), "risk", ItemDraft("The vendor may be bought."))
    codes = [one.code for one in sample.reports.snapshot(revised).versions[0].changes]
    assert codes == ["risk_added"]
    assert [one.code for one in sample.reports.changes_since(report)] == ["risk_added"]
    sample.reports.issue(revised)
    third = sample.reports.revise(revised).value
    assert [(one.version, len(one.changes)) for one in sample.reports.snapshot(third).versions] == [(2, 0), (1, 1)]


def test_a_report_issued_before_snapshots_were_kept_is_read_out_of_its_file(sample: Desk) -> None:
    from reports.reading import snapshot_in

    report = draft(sample)
    sample.reports.issue(report)
    read = snapshot_in(sample.reports.pdf(report))
    kept = sample.reports.kept_snapshot(report)
    assert read is not None
    assert kept is not None
    assert changes_between(read, kept) == ()
    assert snapshot_in(b"no report") is None


@pytest.mark.parametrize("kind", list(ReportKind))
def test_a_kind_brings_its_sections_and_its_title(sample: Desk, kind: ReportKind) -> None:
    report = sample.reports.create(evaluation(sample), kind=kind).value
    sheet = sample.reports.sheet(report)
    assert sheet.kind is kind
    assert sheet.row.title.startswith(
        {"memo": "Decision memo", "comparison": "Comparison"}.get(kind.value, "Recommendation")
    )
    pages = sample.reports.build(report).pages
    assert pages == {"memo": 1, "comparison": 2}.get(kind.value, pages)
    sample.reports.edit(report, kind=ReportKind.MEMO.value)
    assert sample.reports.sheet(report).sections == (Section.MEMO,)


def test_what_is_said_of_a_product_stays_with_it(sample: Desk) -> None:
    desk, key = sample.evaluations, evaluation(sample)
    first, second = (one.id for one in desk.sheet(key).problem.candidates[:2])
    desk.add_recommendation_item(key, "flaw", ItemDraft("Slow to start.", candidate=first))
    item = desk.add_recommendation_item(key, "flaw", ItemDraft("Dear.", candidate=second)).value
    with pytest.raises(UserError, match="needs the product"):
        desk.add_recommendation_item(key, "flaw", ItemDraft("Of nobody."))
    words = desk.recommendation(key)
    assert [row.text for row in words.said_of(second, "flaw")][-1:] == ["Dear."]
    report = draft(sample)
    found = {one.candidate: one.flaws for one in sample.reports.snapshot(report).finalists}
    assert "Dear." in found[second]
    assert "Dear." not in found.get(first, ())
    desk.trash_recommendation_item(item)
    assert "Dear." not in {one.candidate: one.flaws for one in sample.reports.snapshot(report).finalists}.get(
        second, ()
    )


def test_what_is_said_of_a_product_is_never_left_without_one(sample: Desk) -> None:
    desk, key = sample.evaluations, evaluation(sample)
    item = desk.recommendation(key).said_of("contoso", "flaw")[0]
    with pytest.raises(UserError, match="needs the product"):
        desk.edit_recommendation_item(item.id, ItemDraft("Of nobody."))
    reason = desk.recommendation(key).reasons[0]
    with pytest.raises(UserError, match="not about one product"):
        desk.edit_recommendation_item(reason.id, ItemDraft(reason.text, candidate="contoso"))
    with pytest.raises(UserError, match="no candidate 'nobody'"):
        desk.edit_recommendation_item(item.id, ItemDraft("Of nobody.", candidate="nobody"))
    desk.edit_recommendation_item(item.id, ItemDraft("Dear.", candidate="fabrikam"))
    assert [row.text for row in desk.recommendation(key).said_of("fabrikam", "flaw")][-1] == "Dear."
    sample.undo()
    assert desk.recommendation(key).said_of("contoso", "flaw")[0] == item


def test_what_is_said_of_a_product_moves_among_what_is_said_of_it(sample: Desk) -> None:
    desk, key = sample.evaluations, evaluation(sample)
    first, second = desk.recommendation(key).said_of("contoso", "flaw")
    others = desk.recommendation(key).said_of("northwind", "flaw")
    desk.move_recommendation_item(second.id, 0)
    assert [row.id for row in desk.recommendation(key).said_of("contoso", "flaw")] == [second.id, first.id]
    assert desk.recommendation(key).said_of("northwind", "flaw") == others


def test_check_ins_are_proposed_once_after_the_last_step(sample: Desk) -> None:
    desk, key = sample.evaluations, evaluation(sample)
    for row in desk.recommendation(key).adoption:
        desk.trash_recommendation_item(row.id)
    last = max(step.due_on for step in desk.recommendation(key).steps)
    assert desk.propose_adoption(key).value == 3
    assert desk.propose_adoption(key).value == 0
    due = [row.due_on for row in desk.recommendation(key).adoption]
    assert due == sorted(due)
    assert due[0] > last
    sample.undo()
    assert desk.recommendation(key).adoption == ()


def test_every_change_of_a_snapshot_is_named(sample: Desk) -> None:
    now = sample.reports.snapshot(draft(sample))
    assert changes_between(now, now) == ()
    assert [one.code for one in changes_between(now, replace(now, question="Another?"))] == ["question"]
    fewer = replace(now, reasons=now.reasons[1:])
    assert [one.code for one in changes_between(now, fewer)] == ["reason_removed"]
    assert [one.code for one in changes_between(fewer, now)] == ["reason_added"]
    later = replace(now, valid_until="2030-01-01")
    assert [one.code for one in changes_between(now, later)] == ["valid_until"]
    bare = replace(now, interests=())
    assert {one.code for one in changes_between(bare, now)} == {"interest"}


def test_figures_keep_the_hard_spaces_they_are_printed_with(sample: Desk) -> None:
    report = draft(sample)
    figures = [("18.5\u00a0%", "bound/inbox/low")]
    sample.reports.set_sentence(report, "lead", "Below 18.5 % it is another.", "Computed.", figures)
    printed = next(one for one in sample.reports.build(report).sentences if one.key == "lead")
    assert printed.own == "Below 18.5\u00a0% it is another."


def test_a_digit_inside_a_longer_number_is_no_stale_figure(sample: Desk) -> None:
    report = draft(sample)
    sample.reports.set_sentence(report, "lead", "It leads by 24 points.", "Computed.", [("2", "people")])
    warned = [one for one in sample.reports.readiness(report).items if one.target == "lead"]
    assert warned == []
