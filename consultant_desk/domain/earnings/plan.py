"""What importing a statement will do: computed once, shown as the preview, applied as it stands.

A line becomes an observation of a commission, new or known; what a person has to decide is held and not counted.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from consultant_desk.domain.earnings.fold import Folded, Observation, state_of
from consultant_desk.domain.earnings.statement import StatementLine, Trouble
from consultant_desk.domain.earnings.states import Approval, Payment

if TYPE_CHECKING:
    from consultant_desk.domain.earnings.plan_items import PlanItems


class PlanAction(StrEnum):
    """What happens to one line."""

    NEW = "new"
    STATUS_CHANGE = "status_change"
    AMENDED = "amended"
    UNCHANGED = "unchanged"
    NEEDS_DECISION = "needs_decision"
    IGNORED = "ignored"


class Question(StrEnum):
    """Why a line needs a decision."""

    AMOUNT_DIFFERS = "amount differs"
    UNKNOWN_REF = "unknown sub-id"
    UNKNOWN_STATUS = "unknown status"
    SAME_ID_TWICE = "same id twice"
    TROUBLE = "cannot be read"


class Choice(StrEnum):
    """What a person can decide. The values are what `--decide ROW=CHOICE` takes; a client is `client:ID`."""

    TAKE = "take"
    KEEP = "keep"
    LEAVE = "leave"
    PENDING = "pending"
    APPROVED = "approved"
    PAID = "paid"
    REVERSED = "reversed"
    CLIENT = "client"
    NO_CLIENT = "no-client"


CHOICES: Mapping[Question, tuple[Choice, ...]] = {
    Question.AMOUNT_DIFFERS: (Choice.TAKE, Choice.KEEP, Choice.LEAVE),
    Question.UNKNOWN_REF: (Choice.CLIENT, Choice.NO_CLIENT, Choice.LEAVE),
    Question.UNKNOWN_STATUS: (Choice.PENDING, Choice.APPROVED, Choice.PAID, Choice.REVERSED, Choice.LEAVE),
    Question.SAME_ID_TWICE: (Choice.TAKE, Choice.KEEP),
    Question.TROUBLE: (Choice.LEAVE,),
}

TAKEABLE = frozenset({Trouble.OTHER_ACCOUNT, Trouble.OTHER_CURRENCY})
"""Troubles of a line that is whole in itself: a person may take it all the same."""


@dataclass(frozen=True, slots=True)
class Decision:
    """A choice, with the client it names."""

    choice: Choice
    client_id: str = ""


@dataclass(frozen=True, slots=True)
class LinkTarget:
    """Where a sub-id leads."""

    link_id: str
    client_id: str
    programme_id: str


@dataclass(frozen=True, slots=True)
class Near:
    """A link whose sub-id is nearly the one read."""

    sub_id: str
    client_id: str
    client: str


_APPROVALS, _PAYMENTS = tuple(Approval), tuple(Payment)
_ID = 36


def state_code(approval: Approval, payment: Payment) -> int:
    """Return the number of a state in a text of `Stands`."""
    return len(_PAYMENTS) * _APPROVALS.index(approval) + _PAYMENTS.index(payment)


class Stands:
    """What the ledger holds of the commissions of an account: one text for each, which is compared as a whole.

    A text is the id and, parted by slashes, the `state_code`, the currency with the minor units, as-of (empty where it
    is the day that the statement stands for) and the payment id. `whole`: these are all the account has, not only those
    asked for.
    """

    def __init__(self, texts: Iterable[str] = (), *, whole: bool = False) -> None:
        self._texts = frozenset(texts)
        self._whole = whole

    def same(self, texts: Iterable[str]) -> list[bool]:
        """Tell of each text whether the ledger holds just that."""
        return [*map(self._texts.__contains__, texts)]

    @cached_property
    def ids(self) -> frozenset[str]:
        """Return the commissions there are."""
        return frozenset(text[:_ID] for text in self._texts)

    def has_more(self, found: int) -> bool:
        """Tell whether the account may have more commissions than so many."""
        return not self._whole or len(self._texts) > found

    def __bool__(self) -> bool:
        return bool(self._texts)


@dataclass(frozen=True, slots=True)
class Held:
    """What the ledger holds for one account, as the plan needs it.

    By `stands` most lines of a file that was read before are known at once, unless the account `mixes` amounts and
    changes of amounts. `states`, `currencies` and `observations` load the state of some commissions, what they are in,
    and what was observed of them. `clients` are those commissions are joined to. `links` by sub-id in lower case;
    `near` finds one for an unknown sub-id. `statuses` and `refs` are remembered answers by raw text; `lines` those for
    one observation, by its id. `payments` are ids of payouts and bank lines already there. `by_payouts` are what only
    payouts said, by commission the ids of such observations: they go with the payout, what a statement says stays.
    """

    stands: Stands = field(default_factory=Stands)
    mixes: bool = False
    states: Callable[[Collection[str]], Mapping[str, Folded]] = lambda _: {}
    currencies: Callable[[Collection[str]], Mapping[str, str]] = lambda _: {}
    observations: Callable[[Collection[str]], Mapping[str, Sequence[Observation]]] = lambda _: {}
    clients: Mapping[str, str] = field(default_factory=dict)
    links: Mapping[str, LinkTarget] = field(default_factory=dict)
    near: Callable[[str], Near | None] = lambda _: None
    statuses: Mapping[str, Choice] = field(default_factory=dict)
    refs: Mapping[str, Decision] = field(default_factory=dict)
    lines: Mapping[str, Decision] = field(default_factory=dict)
    payments: Collection[str] = frozenset()
    by_payouts: Mapping[str, Collection[str]] = field(default_factory=dict)


@dataclass(slots=True)
class PlanItem:
    """One line of the plan. Not frozen: a later line may overrule one.

    `event` is what the line observes, which is recorded unless the line is held or left out (None: nothing is new);
    `before` and `after` are the states of the commission around it, both None for an unchanged line nobody looked up.
    `record_id` is the commission's id, for other roles that of the payout or bank line.
    """

    line: StatementLine
    action: PlanAction
    record_id: str
    event: Observation | None = None
    before: Folded | None = None
    changed: Folded | None = None
    """The state after, where it is not simply the one event of a new commission."""
    client_id: str = ""
    link_id: str = ""
    question: Question | None = None
    decision: Decision | None = None
    near: Near | None = None
    why: str = ""
    is_first: bool = False
    """It brings a commission that was not there."""
    disputed: bool = False

    @property
    def after(self) -> Folded | None:
        """Return the state of the commission afterwards; None when there is none."""
        if self.changed is None and self.is_first and self.event is not None:
            return state_of(self.event)
        return self.changed


@dataclass(frozen=True, slots=True)
class StatementPlan:
    """The plan of one statement for one account. `as_of` stands for lines that do not say when they changed.

    `missing` are open commissions that the statement should have held and did not.
    """

    account_id: str
    as_of: str
    items: PlanItems
    missing: tuple[str, ...] = ()

    @property
    def counts(self) -> dict[PlanAction, int]:
        """Return how many lines each action has, all actions named."""
        return self.items.counts()

    @property
    def undecided(self) -> tuple[PlanItem, ...]:
        """Return the lines that wait for a decision."""
        return tuple(item for item in self.items.singles.values() if item.action is PlanAction.NEEDS_DECISION)
