from __future__ import annotations

from dataclasses import replace

import pytest

from consultant_desk.desk import Desk
from consultant_desk.domain.evaluation.problem import Linear
from consultant_desk.domain.report_options import Section
from consultant_desk.services.evaluations import CriterionDraft, EvidenceDraft, ItemDraft
from consultant_desk.services.products import PlanDraft, PriceDraft, ProductDraft
from consultant_desk.services.readiness import Place, ReadyItem, Weight
from reports.built import BuiltReport
from reports.facts import Facts
from reports.sentences import PrintedSentence

from .conftest import HARBOUR


@pytest.fixture
def report(desk: Desk) -> str:
    """A draft for the evaluation of the mock-ups, its first product in the catalogue with one plan."""
    product = desk.products.create(ProductDraft("Northwind Desk")).value
    desk.products.add_plan(product, PlanDraft("Team"))
    return desk.reports.create(desk.evaluations.import_file(HARBOUR).value).value


def told(desk: Desk, report: str) -> list[str]:
    return [item.text for item in desk.reports.readiness(report).items]


@pytest.mark.parametrize(("seen_on", "old"), [("2026-08-21", False), ("2026-08-20", True)])
def test_the_newest_price_is_old_after_ninety_days(desk: Desk, report: str, seen_on: str, old: bool) -> None:
    product = desk.products.find_id("Northwind Desk")
    plan = desk.products.sheet(product).plans[0].id
    desk.products.add_price(plan, PriceDraft(1650, "EUR", "2025-01-01"))
    desk.products.add_price(plan, PriceDraft(1650, "EUR", seen_on))
    assert ("Prices older than 90 days: Northwind Desk." in told(desk, report)) is old


def test_expired_evidence_matters_only_under_a_score(desk: Desk, report: str) -> None:
    evaluation = desk.reports.sheet(report).evaluation_id
    gone = EvidenceDraft("Trial", expires_on="2026-11-18")
    evidence = desk.evaluations.add_evidence(evaluation, "northwind", "inbox", gone).value
    assert "1 piece of evidence has expired" in told(desk, report)
    desk.products.edit_evidence(evidence, expires_on="2026-11-19")
    assert "1 piece of evidence has expired" not in told(desk, report)
    desk.products.edit_evidence(evidence, expires_on="2026-11-18")
    desk.evaluations.unlink_evidence(evaluation, "northwind", "inbox", evidence)
    assert "1 piece of evidence has expired" not in told(desk, report)


def test_a_must_have_of_the_winner_that_is_not_known_is_told(desk: Desk, report: str) -> None:
    evaluation = desk.reports.sheet(report).evaluation_id
    unmet = "Not known whether the first product meets a must-have: Hosting in the EU."
    assert unmet not in told(desk, report)
    must = next(one.id for one in desk.evaluations.problem(evaluation).criteria if one.must is not None)
    desk.evaluations.set_unknown(evaluation, [("northwind", must)])
    desk.evaluations.set_share(evaluation, must, 0.0)
    assert unmet in told(desk, report)


def test_a_weight_given_for_another_scale_is_told_where_it_decides(desk: Desk, report: str) -> None:
    evaluation = desk.reports.sheet(report).evaluation_id
    sheet = desk.evaluations.sheet(evaluation)
    learn = next(one for one in sheet.problem.criteria if one.id == "learn")
    draft = replace(CriterionDraft.of(learn), value=Linear(30, 2))
    desk.evaluations.edit_criterion(sheet.criteria["learn"], draft)
    assert "1 weight was given for another scale" in told(desk, report)
    desk.evaluations.keep_weight(evaluation, "learn")
    assert "1 weight was given for another scale" not in told(desk, report)
    desk.evaluations.set_deciding(evaluation, "mean")
    assert "1 weight was given for another scale" in told(desk, report)


def test_blockers_come_first_and_every_unknown_score_is_counted(desk: Desk, report: str) -> None:
    items = desk.reports.readiness(report).items
    assert [item.weight for item in items] == sorted(
        (item.weight for item in items), key=["blocker", "warning", "fine"].index
    )
    assert "1 score is unknown" in told(desk, report)


def items(desk: Desk, report: str) -> dict[str, ReadyItem]:
    return {item.text: item for item in desk.reports.readiness(report).items}


def test_old_prices_are_told_by_product_and_lead_there(desk: Desk, report: str) -> None:
    product = desk.products.find_id("Northwind Desk")
    desk.products.add_price(desk.products.sheet(product).plans[0].id, PriceDraft(1650, "EUR", "2026-01-01"))
    item = items(desk, report)["Prices older than 90 days: Northwind Desk."]
    assert (item.place, item.target) == (Place.CATALOGUE, product)


def test_a_product_without_any_price_is_told_until_one_is_known(desk: Desk, report: str) -> None:
    evaluation = desk.reports.sheet(report).evaluation_id
    unpriced = "Not known what the client would pay: Northwind Desk."
    assert unpriced not in told(desk, report)
    desk.evaluations.set_unknown(evaluation, [("northwind", "cost")])
    item = items(desk, report)[unpriced]
    assert (item.weight, item.place, item.target) == (Weight.WARNING, Place.PRODUCTS, "northwind")
    product = desk.products.find_id("Northwind Desk")
    desk.products.add_price(desk.products.sheet(product).plans[0].id, PriceDraft(1650, "EUR", "2026-11-01"))
    assert unpriced not in told(desk, report)


def test_who_is_recommended_without_words_is_told_while_the_section_is_printed(desk: Desk, report: str) -> None:
    evaluation = desk.reports.sheet(report).evaluation_id
    start = "Nothing is said yet of whom it fits and of its flaws: "
    first = items(desk, report)[f"{start}Northwind Desk, Contoso Flow."]
    assert (first.place, first.target) == (Place.FINALISTS, "northwind")
    desk.evaluations.add_recommendation_item(evaluation, "fit", ItemDraft("Bakeries.", candidate="northwind"))
    assert items(desk, report)[f"{start}Contoso Flow."].target == "contoso"
    desk.reports.set_sections(report, [Section.SUMMARY, Section.DISCLOSURE])
    assert not [text for text in told(desk, report) if text.startswith(start)]


def test_a_plan_of_adoption_is_asked_for_only_where_it_is_printed(desk: Desk, report: str) -> None:
    evaluation = desk.reports.sheet(report).evaluation_id
    missing = "No adoption plan yet: its section is left out."
    assert items(desk, report)[missing].place is Place.ADOPTION
    desk.reports.set_sections(report, [Section.SUMMARY, Section.DISCLOSURE])
    assert missing not in told(desk, report)
    desk.reports.set_sections(report, [Section.SUMMARY, Section.DISCLOSURE, Section.ADOPTION])
    desk.evaluations.propose_adoption(evaluation)
    assert missing not in told(desk, report)
    desk.undo()
    assert missing in told(desk, report)


@pytest.mark.parametrize(("due", "past"), [("2026-11-18", True), ("2026-11-19", False), ("", False)])
def test_a_step_in_the_past_is_told_and_leads_to_it(desk: Desk, report: str, due: str, past: bool) -> None:
    evaluation = desk.reports.sheet(report).evaluation_id
    step = desk.evaluations.add_recommendation_item(evaluation, "step", ItemDraft("Pilot", due_on=due)).value
    late = [item for item in items(desk, report).values() if item.text == "1 step has a date in the past"]
    assert [(item.place, item.target) for item in late] == ([(Place.RECOMMENDATION, step)] if past else [])


def test_a_recommendation_that_is_no_longer_valid_is_told(desk: Desk, report: str) -> None:
    evaluation = desk.reports.sheet(report).evaluation_id
    text = "The recommendation was valid until a day in the past."
    desk.evaluations.set_recommendation(evaluation, valid_until="2026-11-18")
    assert text in told(desk, report)
    desk.evaluations.set_recommendation(evaluation, valid_until="2026-11-19")
    assert text not in told(desk, report)


def test_what_was_left_out_without_a_reason_is_told_by_name(desk: Desk, report: str) -> None:
    evaluation = desk.reports.sheet(report).evaluation_id
    names = ("Litware Inbox", "Wingtip Care", "Lamna Support", "Nod Helpdesk", "Relecloud Desk")
    ids = [desk.evaluations.add_candidate(evaluation, name, listed="long").value for name in names]
    desk.evaluations.reject_candidate(ids[0], None, "Too dear")
    assert not [text for text in told(desk, report) if text.startswith("Left out")]
    for one in ids[1:]:
        desk.evaluations.reject_candidate(one)
    item = items(desk, report)["Left out without a reason: Wingtip Care, Lamna Support, Nod Helpdesk and 1 more."]
    assert (item.place, item.target) == (Place.PRODUCTS, ids[1])


def test_what_the_built_report_could_not_print_is_told_where_it_is_at_hand(desk: Desk, report: str) -> None:
    built = BuiltReport(b"", 1, "", missing_glyphs=("漢", "字"), shortened=("title",))
    found = {item.text for item in desk.reports.readiness(report, built).items}
    assert "No font of the report has these characters: 漢 字" in found
    assert "Too long to print whole: title." in found
    assert not found & set(told(desk, report)) & {"Too long to print whole: title."}


def test_a_sentence_of_ones_own_is_told_by_its_figure(desk: Desk, report: str) -> None:
    evaluation = desk.reports.sheet(report).evaluation_id
    score = Facts(desk.reports.snapshot(report)).figure("score/northwind")
    figures = [(score.printed, score.path)]
    desk.reports.set_sentence(report, "lead", f"It reaches {score.printed} points.", "", figures)
    desk.reports.set_sentence(report, "reason/1", f"Not 1{score.printed} of them.", "", figures)
    assert "2 sentences are worded by you" in told(desk, report)
    desk.evaluations.set_share(evaluation, "learn", 0.4)
    now = Facts(desk.reports.snapshot(report)).figure("score/northwind").printed
    item = items(desk, report)[f"A sentence of yours says {score.printed}, but the data say {now} now."]
    assert (item.weight, item.place, item.target) == (Weight.WARNING, Place.SENTENCES, "lead")
    assert "1 sentence is worded by you" in told(desk, report)
    desk.undo()
    assert "2 sentences are worded by you" in told(desk, report)


def test_a_sentence_that_has_lost_its_place_is_told_from_the_built_report(desk: Desk, report: str) -> None:
    desk.reports.set_sentence(report, "gone", "Said once.", "", ())
    built = BuiltReport(b"", 1, "", sentences=(PrintedSentence("lead", "It leads."),))
    lost = [item for item in desk.reports.readiness(report, built).items if item.target == "gone"]
    assert [(item.weight, item.place) for item in lost] == [(Weight.WARNING, Place.SENTENCES)]
    assert [one.text for one in desk.reports.sentences(report)] == ["Said once."]
