"""Everything an earnings statement prints, as frozen data taken from the workspace at one moment.

Amounts are minor units; those in the base currency are None where no rate was found for any of them.
"""

from __future__ import annotations

from dataclasses import dataclass

from consultant_desk.domain.brand import Brand
from consultant_desk.domain.earnings.ageing import Age
from consultant_desk.domain.earnings.tax import Basis
from consultant_desk.domain.report_options import PageSize


@dataclass(frozen=True, slots=True)
class PayerLine:
    """Income from one payer in one currency, with what its payouts kept back (positive)."""

    payer: str
    country: str
    currency: str
    count: int
    minor: int
    fees: int
    tax: int
    base: int | None


@dataclass(frozen=True, slots=True)
class GroupLine:
    """Income of one programme (its name) or month ("2026-11") in one currency."""

    name: str
    currency: str
    count: int
    minor: int
    base: int | None


@dataclass(frozen=True, slots=True)
class BalanceLine:
    """opening + earned - reversed - paid = closing of an account; `open_now` are its open items where it lasts so far.

    The line `ties` when the figures add up and agree with the open items.
    """

    account: str
    currency: str
    opening: int
    earned: int
    reversed: int
    paid: int
    closing: int
    open_now: int | None
    ties: bool


@dataclass(frozen=True, slots=True)
class AgeLine:
    """Open items of one currency and age."""

    currency: str
    age: Age
    count: int
    minor: int
    base: int | None


@dataclass(frozen=True, slots=True)
class RateLine:
    """A rate that was used: on `day` one unit of the currency was worth `rate` in the base currency.

    `rate_day` is the day it was published for; `own` tells that it was entered by hand.
    """

    currency: str
    day: str
    rate_day: str
    rate: str
    own: bool


@dataclass(frozen=True, slots=True)
class LackingLine:
    """A currency without a rate from one day to another, and how many movements that leaves out."""

    currency: str
    count: int
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class ReceivedLine:
    """What payouts in a currency brought that no commission explains."""

    currency: str
    minor: int


@dataclass(frozen=True, slots=True)
class EarningsSnapshot:
    """One statement: the period and how it counts, the tables, and what a reader must know of them.

    `made_on` is the day it was made, as of which items are open. `undated` payments are of no known day, `unexplained`
    payouts brought what no commission explains (`received`): both are in no table. `of_statement` payments have no
    day but that of the statement that called them paid.
    """

    first: str
    last: str
    basis: Basis
    base: str
    practice: str
    consultant: str
    made_on: str
    instant: str
    program_version: str
    language: str
    page_size: PageSize
    brand: Brand
    payers: tuple[PayerLine, ...]
    total: int
    fees: int
    tax: int
    missing: int
    undated: int
    unexplained: int
    programmes: tuple[GroupLine, ...]
    months: tuple[GroupLine, ...]
    balances: tuple[BalanceLine, ...]
    ages: tuple[AgeLine, ...]
    open_total: int
    rates: tuple[RateLine, ...]
    lacking: tuple[LackingLine, ...]
    received: tuple[ReceivedLine, ...] = ()
    of_statement: int = 0
