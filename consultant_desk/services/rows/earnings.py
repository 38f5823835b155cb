"""What the earnings section shows: the overview, the table of commissions and the sums below it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from consultant_desk.domain.adoption import Adoption
from consultant_desk.domain.earnings.ageing import Age
from consultant_desk.domain.earnings.reasons import Action, Urgency
from consultant_desk.domain.earnings.states import Kind, Status
from consultant_desk.domain.money import Money


@dataclass(frozen=True, slots=True)
class EarningsTiles:
    """The four figures on top, in the base currency.

    `missing` counts amounts that no rate was found for: they are in none of the sums. `unmatched` counts the payouts of
    the year that no bank line was found for.
    """

    paid: Money
    payouts: int
    unmatched: int
    approved: Money
    overdue: Money
    overdue_items: int
    pending: Money
    expected_low: Money
    expected_high: Money
    missing: int = 0
    lacking: Mapping[str, int] = field(default_factory=dict)
    """How many amounts "paid", "approved", "pending", "expected" and "undated" leave out."""
    undated_low: int = 0
    undated_high: int = 0
    """What more is expected, but nobody knows when: the ends of its range."""


@dataclass(frozen=True, slots=True)
class MonthSum:
    """What was earned in one month ("2026-11"), in minor units of the base currency, by where it stands now."""

    month: str
    paid: int
    approved: int
    pending: int

    @property
    def total(self) -> int:
        """Return the height of the bar."""
        return self.paid + self.approved + self.pending


@dataclass(frozen=True, slots=True)
class ProgrammeSum:
    """One programme, in minor units of the base currency: paid in the year, approved and pending now.

    `unknown` names those of the three of which there is something, but nothing with a rate. `reversed_share` is the
    share of decided amounts that was taken back in 12 months, None when nothing was decided; `low` and `high` are its
    Wilson bounds.
    """

    id: str
    name: str
    paid: int
    approved: int
    pending: int
    reversed_share: float | None
    low: float | None = None
    high: float | None = None
    unknown: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class OpenItemRow:
    """A commission that is approved and not paid, with the one reason and at most one thing to do.

    `amount` is in its own currency, `base` in the base currency (None without a rate). `expected_on` is an ISO date or
    empty; `days_late` 0 when it is not late.
    """

    id: str
    part: str
    client_id: str
    client: str
    programme_id: str
    programme: str
    amount: Money
    base: Money | None
    expected_on: str
    days_late: int
    urgency: Urgency
    reason: str
    action: Action


@dataclass(frozen=True, slots=True)
class Overview:
    """The first tab. `year` is the year of the tiles; months are the last twelve, the oldest first.

    `open_items` are the first of `open_count`, those that are latest.
    """

    year: int
    currency: str
    tiles: EarningsTiles
    months: tuple[MonthSum, ...]
    programmes: tuple[ProgrammeSum, ...]
    open_items: tuple[OpenItemRow, ...]
    held_rows: int
    is_empty: bool
    open_count: int = 0


class CommissionSort(StrEnum):
    """What the table of commissions can be sorted by."""

    DATE = "date"
    CLIENT = "client"
    PROGRAMME = "programme"
    PRODUCT = "product"
    STATUS = "status"
    AMOUNT = "amount"


@dataclass(frozen=True, slots=True)
class CommissionFilter:
    """Which commissions are meant; what is empty does not narrow. Dates are ISO and count with both ends."""

    text: str = ""
    statuses: frozenset[Status] = frozenset()
    kinds: frozenset[Kind] = frozenset()
    programme_id: str = ""
    client_id: str = ""
    product_id: str = ""
    account_id: str = ""
    evaluation_id: str = ""
    currency: str = ""
    date_from: str = ""
    date_to: str = ""
    unassigned: bool = False
    """Only those without a client."""
    payer: str = ""
    open_only: bool = False
    """Only what is owed: approved or taken back, and not settled."""
    age: Age | None = None
    """Only what is owed and today so long overdue."""
    payout_id: str = ""
    """Only what one payout pays: by what it was matched with, or by the payment a statement names."""


@dataclass(frozen=True, slots=True)
class CommissionRow:
    """One line of the ledger: a commission, or (`part` "clawback") what a paid one lost later."""

    id: str
    part: str
    date: str
    client: str
    programme: str
    product: str
    external_id: str
    kind: Kind
    status: Status
    amount: Money
    ref: str
    payment_id: str
    is_missing: bool
    """It was not in the last statement that should have held it."""


@dataclass(frozen=True, slots=True)
class CommissionSums:
    """How many lines a filter or a selection holds and what they come to by currency and status, in minor units."""

    count: int
    by_currency: Mapping[str, Mapping[Status, int]]
    net: Mapping[str, int] = field(default_factory=dict)
    """What they add to net earned: reversed ones nothing, clawbacks less than nothing."""
    taken: Mapping[str, int] = field(default_factory=dict)
    """What was taken back, positive, whichever way a source tells it: also of lines that stand in part."""


@dataclass(frozen=True, slots=True)
class CommissionEventRow:
    """One observation in the history of a commission."""

    as_of: str
    recorded_at: str
    source: str
    approval: str
    payment: str
    amount: Money
    payment_id: str
    reason: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class CommissionSheet:
    """One commission with all that is known of it and its history, oldest observation first."""

    row: CommissionRow
    client_id: str
    programme_id: str
    product_id: str
    evaluation_id: str
    account: str
    sale: Money | None
    customer: str
    order_ref: str
    reason: str
    original_id: str
    taken: Money
    """What of it was taken back, in whichever way the source tells it."""
    events: tuple[CommissionEventRow, ...]


class GroupBy(StrEnum):
    """What earnings are summed by."""

    MONTH = "month"
    PROGRAMME = "program"
    PRODUCT = "product"
    CLIENT = "client"
    RECOMMENDATION = "recommendation"
    STATUS = "status"


@dataclass(frozen=True, slots=True)
class EarningsGroup:
    """One group in one original currency: pending, approved, paid, reversed and net in minor units, and in base."""

    key: str
    name: str
    currency: str
    count: int
    pending: int
    approved: int
    paid: int
    reversed: int
    net: int
    base_net: int | None
    """Net in the base currency at the rates of the event dates; None when no rate was found for any of it."""
    missing: int
    """Lines that are not in `base_net` because no rate was found."""


@dataclass(frozen=True, slots=True)
class MissingRate:
    """A currency without a rate on days from `first` to `last` (ISO), and how many lines it keeps out of the sums."""

    currency: str
    count: int
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class EarningsReport:
    """Earnings by something over a period; `missing` counts the lines that are in no sum of the base currency."""

    by: GroupBy
    base: str
    groups: tuple[EarningsGroup, ...]
    missing: int
    missing_rates: tuple[MissingRate, ...] = ()
    base_net: int | None = None
    """What all groups come to in the base currency; None when no rate was found for any of it."""
    adoption: Mapping[str, Adoption] = field(default_factory=dict)
    """Where the client is, by the key of a client or a recommendation; nothing for other groups."""
