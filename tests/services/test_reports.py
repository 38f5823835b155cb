from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from consultant_desk.desk import Desk
from consultant_desk.domain.clock import FixedClock
from consultant_desk.domain.evaluation import drawing
from consultant_desk.domain.evaluation.problem import Scheme, SimulationOptions
from consultant_desk.domain.report_options import Section
from consultant_desk.domain.snapshot import InterestKind, SnapshotRejected
from consultant_desk.errors import UserError
from consultant_desk.formats import Formats
from consultant_desk.sample import MAIN_EVALUATION
from consultant_desk.services.evaluations import InterestDraft, ItemDraft, ScoreEdit
from consultant_desk.services.evaluations.matrix import MatrixFormat
from consultant_desk.services.evidence import EvidenceDraft
from consultant_desk.services.readiness import Place

from .conftest import NOW


@pytest.fixture
def sample(sample_of_now: Path, tmp_path: Path) -> Iterator[Desk]:
    with Desk.open(shutil.copytree(sample_of_now, tmp_path / "Copy.desk"), clock=FixedClock(NOW)) as desk:
        yield desk


def draft(desk: Desk) -> str:
    found = desk.reports.draft_of(desk.evaluations.find_id(MAIN_EVALUATION))
    assert found is not None
    return found


def test_the_same_draft_is_built_to_the_same_bytes(sample: Desk) -> None:
    report = draft(sample)
    assert sample.reports.build(report).sha256 == sample.reports.build(report).sha256


def test_issuing_freezes_the_file_whatever_changes_later(sample: Desk) -> None:
    report = draft(sample)
    row = sample.reports.issue(report, recipients="Aoife Brennan").value
    assert (row.state, row.issue) == ("issued", 1)
    pdf = sample.reports.pdf(report)
    evaluation = sample.evaluations.find_id(MAIN_EVALUATION)
    sample.evaluations.open_again(evaluation, "A new price list")
    sample.evaluations.set_share(evaluation, "learn", 0.4)
    assert sample.reports.pdf(report) == pdf
    with pytest.raises(UserError, match="frozen"):
        sample.reports.edit(report, marking="Public")
    again = sample.reports.revise(report).value
    assert sample.reports.sheet(again).next_issue == 2


def test_an_issued_file_is_known_again_and_a_changed_byte_is_seen(sample: Desk) -> None:
    report = draft(sample)
    sample.reports.issue(report)
    pdf = sample.reports.pdf(report)
    known = sample.reports.verify(pdf)
    assert known.valid
    assert known.of("issued").ok is True
    spoilt = bytearray(pdf)
    spoilt[len(pdf) // 2] ^= 1
    assert not sample.reports.verify(bytes(spoilt)).valid


def test_a_report_is_not_issued_before_every_interest_is_stated(sample: Desk) -> None:
    evaluation = sample.evaluations.find_id("Stock and duty records for Saltmarsh Brewing")
    report = sample.reports.create(evaluation).value
    sample.evaluations.lock(evaluation)
    blockers = [item.text for item in sample.reports.readiness(report).blockers]
    assert blockers == ["Say whether you are paid for: Coho Stock, Blue Yonder Cellar, Trey Insight."]
    with pytest.raises(UserError, match="cannot be issued yet"):
        sample.reports.issue(report)
    for candidate in ("coho", "blue", "trey"):
        sample.evaluations.set_interest(evaluation, candidate, InterestDraft())
    assert sample.reports.readiness(report).blockers == ()


def test_a_report_of_what_is_not_locked_shows_no_interest_and_is_not_issued(sample: Desk) -> None:
    evaluation = sample.evaluations.find_id("Stock and duty records for Saltmarsh Brewing")
    paid = InterestDraft(InterestKind.AFFILIATE, "SECRET RATE")
    sample.evaluations.set_interest(evaluation, "coho", paid)
    report = sample.reports.create(evaluation).value
    readiness = sample.reports.readiness(report)
    assert [item.place for item in readiness.blockers] == [Place.LOCK]
    assert Place.INTERESTS not in {item.place for item in readiness.items}
    assert "SECRET RATE" not in repr(sample.reports.snapshot(report))
    with pytest.raises(UserError, match="cannot be issued yet"):
        sample.reports.issue(report)
    sample.evaluations.lock(evaluation)
    assert "SECRET RATE" in repr(sample.reports.snapshot(report))


def test_a_report_is_issued_from_what_is_locked_again_with_its_changes_listed(sample: Desk) -> None:
    report, evaluation = draft(sample), sample.evaluations.find_id(MAIN_EVALUATION)
    sample.evaluations.open_again(evaluation, "A new price list")
    sample.evaluations.set_share(evaluation, "learn", 0.4)
    assert [item.place for item in sample.reports.readiness(report).blockers] == [Place.LOCK]
    sample.evaluations.lock(evaluation)
    sample.reports.issue(report)
    assert sample.reports.verify(sample.reports.pdf(report)).of("lock").ok is True
    lock = sample.reports.snapshot(report).lock
    assert lock is not None
    assert lock.reopenings[0].reason == "A new price list"
    assert any("→" in change.text for change in lock.reopenings[0].changes)


def test_disclosure_cannot_be_switched_off(sample: Desk) -> None:
    report = draft(sample)
    sample.reports.set_sections(report, [Section.SUMMARY, Section.RANKING])
    assert sample.reports.sheet(report).sections == (Section.SUMMARY, Section.DISCLOSURE, Section.RANKING)


def test_a_report_asks_no_more_samples_of_its_verifier_than_a_large_evaluation_allows(
    sample: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    report, evaluation = draft(sample), sample.evaluations.find_id(MAIN_EVALUATION)
    asked = SimulationOptions(Scheme.ALL, samples=100_000, seed=3)
    sample.evaluations.set_simulation(evaluation, asked)
    problem = sample.evaluations.problem(evaluation)
    monkeypatch.setattr(drawing, "MOST_WORK", 2_000 * len(problem.candidates) * len(problem.criteria))
    snapshot = sample.reports.snapshot(report)
    assert snapshot.problem.options.simulation == replace(asked, samples=2_000)
    assert snapshot.result.simulation is not None
    assert snapshot.result.simulation.options.samples == 2_000


def test_the_snapshot_holds_no_private_note(sample: Desk) -> None:
    report, secret = draft(sample), "PLANTED SECRET"
    before = sample.reports.snapshot(report)
    sheet = sample.evaluations.sheet(sample.evaluations.find_id(MAIN_EVALUATION))
    sample.clients.edit(sample.clients.find_id("Harbour Bakeries"), note=secret)
    sample.products.edit(sample.products.find_id("Northwind Desk"), note=secret)
    sample.evaluations.edit_candidate(sheet.candidates["contoso"], note=secret)
    sample.evaluations.set_scores(sheet.id, [ScoreEdit("contoso", "cost", note=secret)])
    assert sample.reports.snapshot(report) == before


def test_the_snapshot_says_what_shows_a_reason_and_when_it_was_seen(sample: Desk) -> None:
    evaluation = sample.evaluations.find_id(MAIN_EVALUATION)
    long = sample.evaluations.add_candidate(evaluation, "Wide World CRM", listed="long").value
    shown = EvidenceDraft("Call", source="Kim Akers", locator="minute 12", seen_on="2026-11-20")
    sample.evaluations.reject_with_evidence(evaluation, long, None, "Sold in America only", shown)
    rejected = {one.name: one for one in sample.reports.snapshot(draft(sample)).rejected}
    assert rejected["Wide World CRM"] == SnapshotRejected(
        "Wide World CRM", "", "Sold in America only", "Call, Kim Akers, minute 12", "2026-11-20"
    )


def test_removing_every_commission_leaves_the_ranking_as_it_was(sample: Desk) -> None:
    report, evaluation = draft(sample), sample.evaluations.find_id(MAIN_EVALUATION)
    before = sample.reports.snapshot(report).result
    for candidate in ("northwind", "fabrikam", "tailspin"):
        sample.evaluations.set_interest(evaluation, candidate, InterestDraft())
    assert sample.reports.snapshot(report).result == before


def test_an_empty_evaluation_says_what_is_missing_instead_of_a_report(sample: Desk) -> None:
    evaluation = sample.evaluations.create("Till").value
    report = sample.reports.create(evaluation).value
    assert sample.reports.readiness(report).blockers
    with pytest.raises(UserError, match="no result"):
        sample.reports.snapshot(report)


def test_a_delivered_report_waits_on_today_until_it_is_decided(sample: Desk) -> None:
    waiting = sample.today.sheet().waiting
    assert [(row.client, row.days) for row in waiting] == [("Quayside Florist", 9)]
    sample.reports.mark(waiting[0].report_id, "decided")
    assert sample.today.sheet().waiting == ()


def test_a_report_that_was_decided_in_a_later_version_waits_no_longer(sample: Desk) -> None:
    first = draft(sample)
    sample.reports.issue(first)
    second = sample.reports.revise(first).value
    sample.reports.issue(second)
    evaluation = sample.evaluations.find_id(MAIN_EVALUATION)
    waiting = [row.report_id for row in sample.today.sheet().waiting if row.evaluation_id == evaluation]
    assert waiting == [second]
    sample.reports.mark(second, "decided")
    assert evaluation not in {row.evaluation_id for row in sample.today.sheet().waiting}


def test_a_version_in_the_trash_keeps_its_number(sample: Desk) -> None:
    first = draft(sample)
    number = sample.reports.issue(first).value.number
    evaluation = sample.evaluations.find_id(MAIN_EVALUATION)
    sample.reports.trash(first)
    again = sample.reports.create(evaluation).value
    assert sample.reports.sheet(again).next_issue == 2
    assert sample.reports.sheet(again).row.number > number


def test_an_issued_report_never_becomes_a_draft_again(sample: Desk) -> None:
    report = draft(sample)
    sample.reports.issue(report)
    with pytest.raises(UserError, match="frozen"):
        sample.reports.mark(report, "draft")
    assert sample.reports.sheet(report).row.state == "issued"


def test_undo_passes_over_the_issuing_and_its_number_is_never_used_again(sample: Desk) -> None:
    report = draft(sample)
    sample.reports.edit(report, marking="Public")
    sample.reports.issue(report)
    pdf = sample.reports.pdf(report)
    before = sample.undo_state().undo
    while sample.undo().value is not None:
        pass
    assert before is None or "report" not in before
    assert sample.reports.sheet(report).row.state == "issued"
    assert sample.reports.sheet(report).marking == "Public"
    assert sample.reports.verify(pdf).of("issued").ok is True
    sample.reports.mark(report, "delivered")
    sample.undo()
    assert sample.reports.sheet(report).row.state == "issued"


def test_the_brand_added_after_the_default_went_to_the_trash_is_the_default(sample: Desk) -> None:
    for brand in sample.practice.sheet().brands:
        sample.practice.trash_brand(brand.id)
    sample.practice.add_brand("New house")
    assert [(brand.name, brand.is_default) for brand in sample.practice.sheet().brands] == [("New house", True)]


def test_a_second_report_of_a_client_is_not_called_like_the_first(sample: Desk) -> None:
    evaluation = sample.evaluations.find_id(MAIN_EVALUATION)
    before = {row.id: row.title for row in sample.reports.list()}
    issued = sample.reports.sheet(draft(sample)).row
    sample.evaluations.edit(evaluation, title="Booking desk")
    titles = [sample.reports.sheet(sample.reports.create(evaluation).value).row.title for _ in range(3)]
    assert len({issued.title, *titles}) == 4
    first = titles[0]
    assert first == f"Recommendation for {issued.client}: Booking desk"
    assert titles[1:] == [f"{first} (2)", f"{first} (3)"]
    assert {row.id: row.title for row in sample.reports.list() if row.id in before} == before


def test_a_title_of_ones_own_is_kept_and_a_new_version_keeps_its_title(sample: Desk) -> None:
    report = draft(sample)
    title = sample.reports.sheet(report).row.title
    own = sample.reports.create(sample.evaluations.find_id(MAIN_EVALUATION), title).value
    assert sample.reports.sheet(own).row.title == title
    sample.reports.issue(report)
    assert sample.reports.sheet(sample.reports.revise(report).value).row.title == title


def test_the_client_is_not_named_twice_in_a_proposed_title(sample: Desk) -> None:
    evaluation = sample.evaluations.find_id(MAIN_EVALUATION)
    client = sample.reports.sheet(draft(sample)).row.client
    assert client in MAIN_EVALUATION
    second = sample.reports.sheet(sample.reports.create(evaluation).value).row
    assert second.title == f"Recommendation: {MAIN_EVALUATION}"


@pytest.mark.parametrize(
    ("language", "kind", "title"),
    [
        ("de", "recommendation", "Empfehlung für Harbour Bakeries"),
        ("fr", "comparison", "Comparaison pour Harbour Bakeries"),
        ("es", "memo", "Nota de decisión para Harbour Bakeries"),
    ],
)
def test_a_proposed_title_is_in_the_language_of_the_report(sample: Desk, language: str, kind: str, title: str) -> None:
    report = draft(sample)
    english = sample.reports.sheet(report).row.title
    sample.reports.edit(report, language=language)
    sample.reports.edit(report, kind=kind)
    assert sample.reports.sheet(report).row.title == title
    sample.reports.edit(report, kind="recommendation", language="en")
    assert sample.reports.sheet(report).row.title == english


def test_a_title_proposed_in_english_for_a_report_in_another_language_still_follows(sample: Desk) -> None:
    report = draft(sample)
    sample.reports.edit(report, language="de", title="Recommendation for Harbour Bakeries")
    sample.reports.edit(report, kind="memo")
    assert sample.reports.sheet(report).row.title == "Entscheidungsvorlage für Harbour Bakeries"


def test_a_title_with_the_evaluation_and_a_number_is_set_as_the_language_does(sample: Desk) -> None:
    evaluation = sample.evaluations.find_id(MAIN_EVALUATION)
    sample.evaluations.edit(evaluation, title="Booking desk")
    second, third = (sample.reports.create(evaluation).value for _ in range(2))
    for report in (second, third):
        sample.reports.edit(report, language="fr")
    french = "Recommandation pour Harbour Bakeries\u00a0: Booking desk"
    assert [sample.reports.sheet(one).row.title for one in (second, third)] == [french, f"{french} (2)"]


def test_a_title_of_ones_own_stays_in_every_language(sample: Desk) -> None:
    report = draft(sample)
    sample.reports.edit(report, title="Recommendations we can stand behind")
    sample.reports.edit(report, language="de")
    assert sample.reports.sheet(report).row.title == "Recommendations we can stand behind"
    sample.reports.edit(report, language="fr", title="Un bureau pour tous")
    assert sample.reports.sheet(report).row.title == "Un bureau pour tous"


def test_an_evaluation_without_a_client_is_not_printed_as_one(sample: Desk) -> None:
    exported = sample.evaluations.export(sample.evaluations.find_id(MAIN_EVALUATION))
    made = sample.evaluations.import_file(exported).value
    sample.evaluations.add_recommendation_item(made, "adoption", ItemDraft("Pilot in three shops"))
    report = sample.reports.create(made).value
    assert sample.reports.snapshot(report).client == ""
    text = sample.reports.markdown(report).decode("utf-8")
    assert "**Client**" not in text
    assert "Source: plan of Mara Lindqvist." in text
    assert "with ." not in text


def test_a_draft_is_written_as_html_and_markdown_as_it_stands(sample: Desk) -> None:
    report = draft(sample)
    sample.reports.edit(report, title="A <new> title")
    assert "<h1>A &lt;new&gt; title</h1>" in sample.reports.html(report).decode("utf-8")
    assert sample.reports.markdown(report).decode("utf-8").startswith("# A \\<new\\> title\n\n**Draft**\n")


def test_an_issued_report_is_written_from_what_it_was_built_from_whatever_changes_later(sample: Desk) -> None:
    report = draft(sample)
    sample.reports.issue(report)
    html, markdown = sample.reports.html(report), sample.reports.markdown(report)
    evaluation = sample.evaluations.find_id(MAIN_EVALUATION)
    sample.evaluations.open_again(evaluation, "A new price list")
    sample.evaluations.set_share(evaluation, "learn", 0.4)
    assert (sample.reports.html(report), sample.reports.markdown(report)) == (html, markdown)
    assert b"version 1" in html
    assert b"**Draft**" not in markdown


def test_the_evaluation_and_the_matrix_of_a_report_can_be_saved(sample: Desk) -> None:
    evaluation = sample.reports.sheet(draft(sample)).evaluation_id
    assert sample.evaluations.export(evaluation).startswith("{")
    for form in MatrixFormat:
        assert sample.evaluations.export_matrix(evaluation, form, Formats("en_GB"))
