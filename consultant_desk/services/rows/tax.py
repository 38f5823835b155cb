"""What an accountant asks for, in minor units: a tax year by payer, open items by age, the roll-forward that ties."""

from __future__ import annotations

from dataclasses import dataclass

from consultant_desk.domain.earnings.ageing import Age
from consultant_desk.domain.earnings.tax import Basis
from consultant_desk.services.rows.earnings import MissingRate


@dataclass(frozen=True, slots=True)
class AgeingRow:
    """Open items of one payer, currency and age; `base` is None where no rate was found for any of them."""

    payer: str
    currency: str
    age: Age
    count: int
    amount: int
    base: int | None
    missing: int = 0


@dataclass(frozen=True, slots=True)
class AgeingReport:
    """Open items by payer, currency and age on a day; base amounts add up to the total, at the rates of the sales."""

    today: str
    base: str
    rows: tuple[AgeingRow, ...]
    total: int
    missing: int
    missing_rates: tuple[MissingRate, ...] = ()


@dataclass(frozen=True, slots=True)
class RollForwardRow:
    """opening + earned - reversed - paid = closing, of one account and currency.

    `open_now` is what the open items of the ledger come to, added up by another way: known for a period that lasts
    until today or later, else None.
    """

    account_id: str
    account: str
    currency: str
    opening: int
    earned: int
    reversed: int
    paid: int
    closing: int
    open_now: int | None

    @property
    def ties(self) -> bool:
        """Tell whether the figures add up, and where that is known, to the open items of the ledger."""
        adds_up = self.opening + self.earned - self.reversed - self.paid == self.closing
        return adds_up and self.open_now in (None, self.closing)


@dataclass(frozen=True, slots=True)
class RollForwardReport:
    """The roll-forward of every account and currency from one day to another, both included."""

    first: str
    last: str
    rows: tuple[RollForwardRow, ...]

    @property
    def ties(self) -> bool:
        """Tell whether every row ties."""
        return all(row.ties for row in self.rows)


@dataclass(frozen=True, slots=True)
class TaxRow:
    """Income from one payer in one currency; `fees` and `tax` are what its payouts of the period kept back, positive.

    `base` amounts are at the rates of the days; None where no rate was found for any of it. `missing` counts the
    movements that `base` leaves out.
    """

    payer: str
    country: str
    currency: str
    count: int
    amount: int
    fees: int
    tax: int
    base: int | None
    base_fees: int | None
    base_tax: int | None
    missing: int


@dataclass(frozen=True, slots=True)
class Unexplained:
    """What payouts in one currency brought beyond the commissions known to be paid by them: the money is in no row."""

    currency: str
    payouts: int
    minor: int


@dataclass(frozen=True, slots=True)
class TaxYearReport:
    """Income of a tax year by payer, country and currency; base amounts add up to their totals.

    On the cash basis `undated` are payments of no known day, which count in no year, and `of_statement` those that have
    no day but that of the statement that called them paid: they count on it.
    """

    first: str
    last: str
    basis: Basis
    base: str
    rows: tuple[TaxRow, ...]
    total: int
    total_fees: int
    total_tax: int
    missing: int
    missing_rates: tuple[MissingRate, ...]
    undated: int
    of_statement: int
    unexplained: tuple[Unexplained, ...]

    @property
    def unexplained_payouts(self) -> int:
        """Return how many payouts of the period brought more than is explained."""
        return sum(one.payouts for one in self.unexplained)
