"""What the import of a statement shows before anything is changed: the plan, its questions, what it comes to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from consultant_desk.domain.earnings.plan import Choice, PlanAction, Question
from consultant_desk.domain.earnings.states import Status
from consultant_desk.domain.money import Money


@dataclass(frozen=True, slots=True)
class AccountChoice:
    """An account a statement can go into."""

    id: str
    name: str
    profile: str


@dataclass(frozen=True, slots=True)
class WaitingFile:
    """A statement that was taken in and of which `rows` lines still wait for a decision."""

    id: str
    name: str
    imported_on: str
    rows: int


@dataclass(frozen=True, slots=True)
class StatementSource:
    """What is known of the file: name, rows, period, how it was recognised, whether it was imported before.

    `columns` of `of_columns` headers are used (0: the file has no columns). `notes` are short facts, such as
    "amounts in cents" or "times in UTC".
    `as_of` is the day that stands for lines which do not say when they changed (`asks_as_of`: there are such lines).
    `imported_on` is the ISO date of the import of the same bytes, else empty.
    """

    name: str
    rows: int
    period_from: str
    period_to: str
    profile: str
    profile_title: str
    header_status: str
    columns: int
    of_columns: int
    notes: tuple[str, ...]
    imported_on: str
    account: AccountChoice | None
    accounts: tuple[AccountChoice, ...]
    as_of: str
    asks_as_of: bool
    asks_currency: bool = False
    """Neither file nor profile says what amounts are in."""
    currency: str = ""
    """What a person said amounts are in, where the file does not."""
    moves_money: bool = False
    """The lines are of a bank or a wallet: whom they name sent or got the money."""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One line of the plan. `before` is None for a new one; `amount` what the statement says."""

    line: int
    action: PlanAction
    who: str
    """The client, else the sub-id, else nothing."""
    external_id: str
    programme: str
    before: Status | None
    after: Status | None
    amount: Money | None
    held: Money | None
    """The amount in the ledger, where it differs."""
    why: str
    question: Question | None = None
    choices: tuple[Choice, ...] = ()
    chosen: Choice | None = None
    near_client_id: str = ""
    near: str = ""
    word: str = ""
    """The status word that is asked about."""
    alike: int = 0
    """How many other lines the same answer holds for."""


@dataclass(frozen=True, slots=True)
class StateChange:
    """What counts in one state and currency: now, change, after, in minor units; what is reversed is 0 or less."""

    status: Status
    currency: str
    now: int
    after: int

    @property
    def change(self) -> int:
        """Return what applying adds."""
        return self.after - self.now


@dataclass(frozen=True, slots=True)
class ChangePart:
    """One part of what the change is made of, in minor units; None stands for "not counted"."""

    label: str
    currency: str
    minor: int | None


@dataclass(frozen=True, slots=True)
class PlanSheet:
    """The preview. It shows exactly what `apply` will do with these decisions.

    `rows` are decisions first, then changed, new, unchanged, ignored; `counts` the rows by action. `notes` are
    sentences about payouts that match, rows left out and what is kept.
    """

    source: StatementSource
    rows: Sequence[PlanRow]
    counts: Mapping[PlanAction, int]
    changes: tuple[StateChange, ...]
    parts: tuple[ChangePart, ...]
    undecided: int
    notes: tuple[str, ...]
    decided: int = 0
    """Decisions that change no commission: to leave a line out, or to keep an amount and dispute it."""

    @property
    def to_apply(self) -> int:
        """Return how many rows applying changes."""
        counted = (PlanAction.NEW, PlanAction.STATUS_CHANGE, PlanAction.AMENDED)
        return sum(self.counts.get(action, 0) for action in counted)

    @property
    def can_apply(self) -> bool:
        """Tell whether applying keeps anything: changes, decisions, or rows of a new file that wait for one."""
        return bool(self.to_apply or self.decided or (self.undecided and not self.source.imported_on))
