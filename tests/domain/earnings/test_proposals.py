"""The interest that follows from programmes: what pays is declared, an application is named, nothing is invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from consultant_desk.domain.earnings.proposals import KnownProgramme, Proposal, propose, yearly_cost
from consultant_desk.domain.earnings.terms import Terms
from consultant_desk.domain.evaluation.problem import CostKind, CostLine
from consultant_desk.domain.money import Money
from consultant_desk.domain.snapshot import InterestKind

TODAY = date(2026, 11, 19)
TERMS = Terms("", "EUR", percent=Decimal(20))
FLAT = Terms("", "EUR", flat_minor=15_000)
NW = KnownProgramme("1", "Northwind partners", "approved", payer="Northwind", terms=TERMS)
YEAR = Money(496_000, "EUR")


def test_without_a_programme_nothing_is_declared() -> None:
    assert propose([], YEAR, TODAY, 36) == Proposal()
    left = [replace(NW, status=status) for status in ("considering", "declined", "left")]
    assert propose(left, YEAR, TODAY, 36) == Proposal()


def test_an_approved_programme_pays_by_its_terms_on_what_this_client_spends() -> None:
    found = propose([NW], YEAR, TODAY, 36)
    assert (found.kind, found.programme, found.expected, found.counted_months) == (
        InterestKind.AFFILIATE, NW, Money(99_200, "EUR"), 0,
    )  # fmt: skip


def test_of_two_that_pay_the_one_that_pays_most_is_declared() -> None:
    other = replace(NW, id="2", name="A network", terms=FLAT)
    assert propose([other, NW], YEAR, TODAY, 36).programme == NW
    assert propose([other, NW], Money(10_000, "EUR"), TODAY, 36).programme == other
    unknown = replace(NW, id="3", terms=None)
    assert propose([unknown, other], YEAR, TODAY, 36).programme == other


def test_a_commission_without_end_is_counted_within_the_horizon_and_says_so() -> None:
    found = propose([replace(NW, terms=replace(TERMS, recurs=True))], YEAR, TODAY, 36)
    assert (found.expected, found.counted_months) == (Money(297_600, "EUR"), 36)
    year = propose([replace(NW, terms=replace(TERMS, recurs=True, recurring_months=12))], YEAR, TODAY, 36)
    assert (year.expected, year.counted_months) == (Money(99_200, "EUR"), 0)


def test_what_is_not_known_is_left_open_and_a_fixed_amount_needs_no_price() -> None:
    assert propose([NW], None, TODAY, 36).expected is None
    assert propose([replace(NW, terms=None)], YEAR, TODAY, 36).expected is None
    assert propose([replace(NW, terms=FLAT)], None, TODAY, 36).expected == Money(15_000, "EUR")


def test_an_application_of_the_last_ninety_days_is_named_and_an_older_one_is_not() -> None:
    late = replace(NW, status="applied", applied_on="2026-08-21")
    assert propose([late], YEAR, TODAY, 36) == Proposal(applied=(late,))
    assert propose([replace(late, applied_on="2026-08-20")], YEAR, TODAY, 36) == Proposal()
    assert propose([NW, late], YEAR, TODAY, 36).applied == (late,)


def line(amount: str, kind: CostKind, first: int = 1, last: int = 3, currency: str = "EUR") -> CostLine:
    return CostLine("nw", "x", Decimal(amount), currency, first, last, kind)


def test_a_client_pays_the_vendor_its_licences_of_the_first_year() -> None:
    lines = [line("4000.5", CostKind.LICENCE), line("900", CostKind.TRAINING, 0, 0), line("10", CostKind.LICENCE, 2)]
    assert yearly_cost(lines) == Money(400_050, "EUR")
    assert yearly_cost([line("70", CostKind.OTHER, 0, 2, "JPY")]) == Money(70, "JPY")
    assert yearly_cost([line("900", CostKind.TRAINING)]) is None
    assert yearly_cost([]) is None
    mixed = [line("1", CostKind.LICENCE), line("1", CostKind.LICENCE, currency="USD")]
    assert yearly_cost(mixed) is None
