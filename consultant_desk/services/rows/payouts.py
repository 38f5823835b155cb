"""What the payouts tab shows: each payout with what it pays and where it arrived, and what is disputed."""

from __future__ import annotations

from dataclasses import dataclass

from consultant_desk.domain.earnings.states import Kind
from consultant_desk.domain.money import Money


@dataclass(frozen=True, slots=True)
class PayoutRow:
    """One payout. `gross` is None where its commissions are of several currencies.

    `reference` is what its source calls it, empty where it does not. `items` are the commissions it is known to pay,
    `paid` what they come to; `arrived_on` and `arrived` are the line of a bank or wallet it was matched with (empty and
    None without one); `state` says in a word how far it is explained. `is_matchable`: it has an amount of its own, so a
    person may say which commissions it pays.
    """

    id: str
    account_id: str
    account: str
    reference: str
    paid_on: str
    gross: Money | None
    fee: Money | None
    items: int
    paid: Money | None
    arrived_on: str
    arrived: Money | None
    arrived_in: str
    state: str
    is_matchable: bool = False
    by_hand: bool = False
    """A person entered it, and may change it."""


@dataclass(frozen=True, slots=True)
class PickLine:
    """One commission a payout may pay, or what it lost after it was paid; `is_paid` a statement says already."""

    id: str
    day: str
    client: str
    programme: str
    external_id: str
    kind: Kind
    is_clawback: bool
    is_paid: bool
    amount: Money
    picked: bool


@dataclass(frozen=True, slots=True)
class PickSheet:
    """A payout and the open commissions of its account in its currency, by date.

    `fits` are sets of line ids that come to the payout, or near to it.
    """

    payout_id: str
    account: str
    reference: str
    paid_on: str
    gross: Money
    fee_minor: int
    tax_minor: int
    lines: tuple[PickLine, ...]
    fits: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class DisputeRow:
    """One amount that is claimed from a programme."""

    id: str
    commission_id: str
    payout_id: str
    about: str
    claimed: Money
    state: str
    opened_on: str
    closed_on: str
    letter: str


@dataclass(frozen=True, slots=True)
class PayerChoice:
    """An account that pays, with the currency it pays in as far as that is known."""

    id: str
    name: str
    currency: str


@dataclass(frozen=True, slots=True)
class PayoutDraft:
    """A payout as a person enters it; amounts in minor units, fee and tax negative or 0."""

    account_id: str
    paid_on: str
    gross_minor: int
    currency: str
    fee_minor: int = 0
    tax_minor: int = 0
    reference: str = ""
    note: str = ""
