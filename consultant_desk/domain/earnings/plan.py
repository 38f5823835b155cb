"""What importing a statement will do: computed once, shown as the preview, applied as it stands.

A line becomes an observation of a commission, new or known; what a person has to decide is held and not counted.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from consultant_desk.domain.earnings.fold import Folded, Observation, state_of
from consultant_desk.domain.earnings.statement import StatementLine, Trouble


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


@dataclass(frozen=True, slots=True)
class Held:
    """What the ledger holds for one account, as the plan needs it.

    `states` by commission id; `latest` is the observation each rests on, by which most lines of a file that was read
    before are known at once. `observations` loads what was observed of some commissions. `clients` are those
    commissions are joined to. `links` by sub-id in lower case; `near` finds one for an unknown sub-id. `statuses` and
    `refs` are remembered answers by raw text; `lines` those for one observation, by its id. `payments` are ids of
    payouts and bank lines already there.
    """

    states: Mapping[str, Folded] = field(default_factory=dict)
    latest: Mapping[str, str] = field(default_factory=dict)
    observations: Callable[[Collection[str]], Mapping[str, Sequence[Observation]]] = lambda _: {}
    clients: Mapping[str, str] = field(default_factory=dict)
    links: Mapping[str, LinkTarget] = field(default_factory=dict)
    near: Callable[[str], Near | None] = lambda _: None
    statuses: Mapping[str, Choice] = field(default_factory=dict)
    refs: Mapping[str, Decision] = field(default_factory=dict)
    lines: Mapping[str, Decision] = field(default_factory=dict)
    payments: Collection[str] = frozenset()


@dataclass(slots=True)
class PlanItem:
    """One line of the plan. Not frozen: a hundred thousand of them are made, and a later line may overrule one.

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
    items: Sequence[PlanItem]
    missing: tuple[str, ...] = ()

    @property
    def counts(self) -> dict[PlanAction, int]:
        """Return how many lines each action has, all actions named."""
        counts = dict.fromkeys(PlanAction, 0)
        for item in self.items:
            counts[item.action] += 1
        return counts

    @property
    def undecided(self) -> tuple[PlanItem, ...]:
        """Return the lines that wait for a decision."""
        return tuple(item for item in self.items if item.action is PlanAction.NEEDS_DECISION)
