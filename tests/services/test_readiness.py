from __future__ import annotations

from dataclasses import replace

import pytest

from consultant_desk.desk import Desk
from consultant_desk.domain.evaluation.problem import Linear
from consultant_desk.services.evaluations import CriterionDraft, EvidenceDraft
from consultant_desk.services.products import PlanDraft, PriceDraft, ProductDraft

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
    assert ("1 price is older than 90 days" in told(desk, report)) is old


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
    unmet = "A must-have of the first product is not known to be met."
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
