"""One statement as read: its lines in the program's own terms, whatever the source called them.

`imports.statements` makes these from files; `domain.earnings.plan` decides what they change.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from consultant_desk.domain.earnings.states import Approval, Kind, Payment, ReversalShape

if TYPE_CHECKING:
    from consultant_desk.domain.earnings.statement_lines import Lines


class LineRole(StrEnum):
    """What a line of a statement tells about."""

    COMMISSION = "commission"
    PAYOUT = "payout"
    BANK = "bank"
    INFO = "info"
    """Part of a statement but no income: an exchange between own balances, a withdrawal."""


class Trouble(StrEnum):
    """Why a line cannot be taken as it is; it is held for the person and not counted."""

    UNKNOWN_STATUS = "unknown status"
    NO_CURRENCY = "no currency"
    UNKNOWN_CURRENCY = "unknown currency"
    OTHER_CURRENCY = "other currency"
    NOT_A_NUMBER = "not a number"
    TOO_PRECISE = "too precise"
    NOT_A_DATE = "not a date"
    NO_AMOUNT = "no amount"
    NOT_MONEY = "not money"
    CUT_OFF = "cut off"
    OTHER_ACCOUNT = "other account"
    CURRENCY_CHANGED = "currency changed"
    """The commission is known in another currency: amounts of two are no sum."""


class StatementLine(NamedTuple):
    """One line, as it is looked at: `Lines` keeps them column by column.

    `line` is the line of the file, the header's file begins at 1. `date` is the local calendar date of the source and
    `day_utc` the UTC one where the source gives a moment with its zone, else the same. `change_at` is when the source
    last changed the line (ISO, empty when it does not say). `external_id` is the source's key or the fingerprint,
    `occurrence` the n-th line of that fingerprint. Amounts are minor units of `currency` (the sale's of
    `sale_currency`), None where there is none; `effect_minor` is what the line adds to net earned. `reverses` is the
    external id of the original. `trouble` is why it is held, `detail` the text that is meant.
    """

    line: int
    role: LineRole
    external_id: str
    date: str
    day_utc: str
    program: str
    amount_minor: int
    currency: str
    approval: Approval
    payment: Payment
    raw_status: str
    kind: Kind
    effect_minor: int
    ref: str = ""
    sale_minor: int | None = None
    sale_currency: str = ""
    payment_id: str = ""
    product: str = ""
    customer: str = ""
    order_ref: str = ""
    reason: str = ""
    reverses: str = ""
    change_at: str = ""
    occurrence: int = 1
    shape: ReversalShape | None = None
    is_delta: bool = False
    explained: bool = False
    """The source itself says that the amount was amended."""
    old_amount_minor: int | None = None
    recurring: bool = False
    forecast: bool = False
    fee_minor: int = 0
    tax_minor: int = 0
    net_minor: int = 0
    cash_minor: int = 0
    pair: str = ""
    label: str = ""
    """What kind of money movement a PAYOUT, BANK or INFO line is: "payout", "bank_credit", "fx_out", "withdrawal"."""
    account: str = ""
    """The account the file names, empty when it names none."""
    ignored: str = ""
    """Why the line is left out by the profile: a test, a total, not completed; empty when it counts."""
    trouble: Trouble | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """A file as read by one profile.

    `account` is the account id in the file ("" when it names none), `period_from` and `period_to` the first and last
    date of it. `declared_to` is the end the file itself states. `headers` are the columns read, `known` how many of
    them the profile uses; `warnings` are sentences about the file as a whole.
    """

    profile: str
    lines: Lines
    account: str
    period_from: str
    period_to: str
    declared_to: str
    headers: tuple[str, ...]
    known: int
    header_status: str
    warnings: tuple[str, ...] = ()


def kind_of(line: StatementLine) -> Kind:
    """Return what a commission is for; a row that takes money back is a clawback."""
    return kind_with(line.kind, line.amount_minor)


def kind_with(kind: Kind, minor: int) -> Kind:
    """Return what a commission is for whose row says so and has this amount."""
    return Kind.CLAWBACK if minor < 0 and kind is not Kind.FEE else kind
