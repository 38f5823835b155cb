"""Interests follow from the programmes of the products, once weights and scores are locked, and never before."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from typing import Any

import pytest

from consultant_desk.desk import Desk
from consultant_desk.domain.earnings.terms import Terms
from consultant_desk.domain.evaluation.problem import CostKind
from consultant_desk.domain.money import Money
from consultant_desk.domain.snapshot import InterestKind
from consultant_desk.errors import UserError
from consultant_desk.services.earnings.programmes import ProgrammeDraft
from consultant_desk.services.evaluations import InterestDraft
from consultant_desk.services.evaluations.cost_drafts import CostDraft
from consultant_desk.services.evaluations.interests import draft_of
from consultant_desk.services.products import ProductDraft

SECRET = "Nordlicht Partners"


@pytest.fixture
def tied(desk: Desk, harbour: str) -> str:
    """The evaluation with a paying programme of Northwind, and one of Contoso that was applied to."""
    ids = desk.evaluations.sheet(harbour).candidates
    for key, vendor in (("northwind", "Northwind Traders"), ("contoso", "Contoso Ltd"), ("tailspin", "Tailspin Toys")):
        product = desk.products.create(ProductDraft(f"{key} product", vendor)).value
        desk.evaluations.join_candidate(ids[key], product)
        if key == "northwind":
            draft = ProgrammeDraft(SECRET, product, status="approved")
            desk.programmes.add(draft, Terms("2026-01-01", "EUR", percent=Decimal(20)))
        if key == "contoso":
            applied = desk.programmes.add(ProgrammeDraft("Contoso affiliates", product)).value
            desk.programmes.set_status(applied, "applied", "2026-10-01")
    desk.evaluations.add_cost(
        ids["northwind"], CostDraft("Seats", Decimal(4960), from_year=0, to_year=2, kind=CostKind.LICENCE)
    )
    return harbour


def texts(value: Any) -> str:
    """Return everything a read model says, as one text."""
    if is_dataclass(value):
        return " ".join(texts(getattr(value, one.name)) for one in fields(value))
    if isinstance(value, dict):
        return " ".join(f"{texts(key)} {texts(one)}" for key, one in value.items())
    if isinstance(value, tuple | list | frozenset):
        return " ".join(texts(one) for one in value)
    return str(value)


def test_before_the_lock_the_evaluation_says_nothing_of_programmes_rates_or_links(desk: Desk, tied: str) -> None:
    assert desk.evaluations.proposed_interests(tied) == ()
    sheet = desk.evaluations.sheet(tied)
    assert (sheet.interests, sheet.proposals) == ((), ())
    said = texts(sheet) + texts(desk.evaluations.list())
    assert SECRET not in said
    assert "affiliate" not in said.casefold()
    assert desk.evaluations.take_proposed_interests(tied).value == 0


def test_after_the_lock_each_candidate_has_a_proposal_from_its_programmes(desk: Desk, tied: str) -> None:
    desk.evaluations.lock(tied)
    found = {one.candidate: one for one in desk.evaluations.proposed_interests(tied)}

    assert set(found) == {"northwind", "contoso", "fabrikam", "tailspin"}
    northwind = found["northwind"]
    assert (northwind.kind, northwind.programme, northwind.who_pays) == (
        InterestKind.AFFILIATE, SECRET, "Northwind Traders",
    )  # fmt: skip
    assert (northwind.basis, northwind.expected) == ("20\N{NO-BREAK SPACE}% of the sale", Money(99_200, "EUR"))
    assert (found["contoso"].kind, found["contoso"].applied_to) == (InterestKind.NONE, ("Contoso affiliates",))
    assert (found["tailspin"].kind, found["tailspin"].applied_to) == (InterestKind.NONE, ())


def test_a_commission_without_end_is_counted_for_the_years_of_the_evaluation(desk: Desk, tied: str) -> None:
    programme = desk.programmes.list(SECRET)[0]
    desk.programmes.set_terms(programme.id, Terms("2026-02-01", "EUR", percent=Decimal(10), recurs=True))
    desk.evaluations.lock(tied)

    found = {one.candidate: one for one in desk.evaluations.proposed_interests(tied)}["northwind"]
    assert found.expected == Money(148_800, "EUR")
    assert found.basis == "10\N{NO-BREAK SPACE}% of each payment for as long as the client pays, counted for 3 years"


def test_what_programmes_pay_is_taken_in_one_step_and_nothing_else_is_stated(desk: Desk, tied: str) -> None:
    desk.evaluations.lock(tied)
    own = InterestDraft(InterestKind.CLIENT)
    desk.evaluations.set_interest(tied, "contoso", own)

    assert desk.evaluations.take_proposed_interests(tied).value == 1
    rows = {row.candidate: row for row in desk.evaluations.sheet(tied).interests}
    assert (rows["northwind"].kind, rows["northwind"].programme) == (InterestKind.AFFILIATE, SECRET)
    assert rows["contoso"].kind is InterestKind.CLIENT
    assert (rows["contoso"].has_programme, rows["contoso"].applied_on) == (True, "2026-10-01")
    assert (rows["tailspin"].stated, rows["tailspin"].has_programme) == (False, False)

    desk.undo()
    assert [row.candidate for row in desk.evaluations.sheet(tied).interests if row.stated] == ["contoso"]


def test_a_proposal_can_be_edited_credited_and_keeps_its_programme(desk: Desk, tied: str) -> None:
    desk.evaluations.lock(tied)
    draft = draft_of(desk.evaluations.proposed_interests(tied)[0])
    desk.evaluations.set_interest(tied, "northwind", replace(draft, is_credited=True, basis="20 % of the first year"))

    row = desk.evaluations.sheet(tied).interests[0]
    assert (row.is_credited, row.basis, row.programme_id) == (True, "20 % of the first year", draft.programme_id)
    with pytest.raises(UserError, match="nothing that is paid"):
        desk.evaluations.set_interest(tied, "northwind", InterestDraft(is_credited=True))
    with pytest.raises(UserError, match="no longer here"):
        desk.evaluations.set_interest(tied, "northwind", replace(draft, programme_id="nothing"))


def test_a_report_warns_of_a_product_that_is_said_to_pay_nothing_while_its_programme_does(
    desk: Desk, tied: str
) -> None:
    desk.evaluations.lock(tied)
    report = desk.reports.create(tied).value
    for key in ("northwind", "contoso", "fabrikam", "tailspin"):
        desk.evaluations.set_interest(tied, key, InterestDraft())

    def warned() -> list[str]:
        return [one.text for one in desk.reports.readiness(report).items if "though you are in" in one.text]

    name = next(one.name for one in desk.evaluations.sheet(tied).problem.candidates if one.id == "northwind")
    assert warned() == [f"Said to pay nothing, though you are in a programme of it: {name}."]
    desk.evaluations.set_interest(tied, "northwind", draft_of(desk.evaluations.proposed_interests(tied)[0]))
    assert warned() == []
