"""Show a plan: its lines in the order a person looks at them, and what applying it comes to."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, overload

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultant_desk.domain.earnings.fold import Folded, state_of
from consultant_desk.domain.earnings.plan import CHOICES, PlanAction, PlanItem, Question, StatementPlan
from consultant_desk.domain.earnings.plan_items import ACTIONS, PlanItems, Sort
from consultant_desk.domain.earnings.statement import LineRole, kind_of, kind_with
from consultant_desk.domain.earnings.statement_lines import LineBlock
from consultant_desk.domain.earnings.states import Approval, Status, status_of
from consultant_desk.domain.earnings.verdict import Verdict
from consultant_desk.domain.money import Money
from consultant_desk.entities.client import Client
from consultant_desk.formats import Formats
from consultant_desk.i18n import _, ngettext
from consultant_desk.services.earnings.recording import RECORDED
from consultant_desk.services.rows.statements import ChangePart, PlanRow, StateChange

ORDER = (
    PlanAction.NEEDS_DECISION,
    PlanAction.STATUS_CHANGE,
    PlanAction.AMENDED,
    PlanAction.NEW,
    PlanAction.UNCHANGED,
    PlanAction.IGNORED,
)
SHOWN = (Status.PAID, Status.APPROVED, Status.PENDING, Status.REVERSED)
"""The order of the states; of what is reversed only entries that take back count."""
BY_WORD = (Question.UNKNOWN_STATUS, Question.UNKNOWN_REF)
"""Questions about a word: one answer holds for all lines with it."""
NAMED_PARTS = 5
"""How many reversed and how many amended lines are named one by one; the rest is summed."""


class PlanRows(Sequence[PlanRow]):
    """The lines of a plan in order; a row is made when it is looked at, since a plan may have 100 000.

    Lines that were asked about come first, in the order of the file, whether they are decided by now or not.
    """

    def __init__(self, items: PlanItems, clients: Mapping[str, str], decided: Collection[int] = frozenset()) -> None:
        places: dict[PlanAction, list[int]] = {action: [] for action in ORDER}
        for place, item in items.singles.items():
            asked = item.question is not None and item.line.line in decided
            places[PlanAction.NEEDS_DECISION if asked else item.action].append(place)
        for sort, action in ACTIONS.items():
            places[action] = sorted([*places[action], *items.places(sort)])
        self._items, self._clients = items, clients
        self._asked = Counter(_asked(item) for item in items.singles.values() if item.question in BY_WORD)
        self._places = [place for action in ORDER for place in places[action]]

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, index: int) -> PlanRow: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[PlanRow]: ...
    def __getitem__(self, index: int | slice) -> PlanRow | Sequence[PlanRow]:
        if isinstance(index, slice):
            return [self._row(place) for place in self._places[index]]
        return self._row(self._places[index])

    def _row(self, place: int) -> PlanRow:
        item = self._items[place]
        line, kind = item.line, kind_of(item.line)
        is_money = line.role is LineRole.COMMISSION and line.trouble is None
        before = None if item.before is None else item.before.status(kind)
        if item.action is PlanAction.UNCHANGED and is_money and before is None:
            before = status_of(line.approval, line.payment, line.amount_minor, kind)
        after = None if item.after is None else item.after.status(kind)
        differs = item.before is not None and item.before.amount_minor != line.amount_minor and not line.is_delta
        return PlanRow(
            line=line.line,
            action=item.action,
            who=self._clients.get(item.client_id) or (line.ref if line.role is LineRole.COMMISSION else line.program),
            external_id=line.external_id,
            programme=line.program,
            before=before,
            after=before if item.action is PlanAction.UNCHANGED else after,
            amount=Money(line.amount_minor, line.currency) if line.currency else None,
            held=Money(item.before.amount_minor, line.currency) if is_money and differs and item.before else None,
            why=item.why or reason_of(item),
            question=item.question,
            alike=self._asked[_asked(item)] - 1 if item.question in BY_WORD else 0,
            word=line.raw_status if item.question is Question.UNKNOWN_STATUS else "",
            choices=CHOICES[item.question] if item.question is not None else (),
            chosen=None if item.decision is None else item.decision.choice,
            near_client_id="" if item.near is None else item.near.client_id,
            near="" if item.near is None else item.near.sub_id,
        )


def _asked(item: PlanItem) -> tuple[Question | None, str]:
    """Return what one answer is given to: the word of a status, or a sub-id."""
    line = item.line
    return item.question, line.raw_status if item.question is Question.UNKNOWN_STATUS else line.ref.casefold()


def reason_of(item: PlanItem) -> str:
    """Return what the source says about a line, or what the line is about."""
    line = item.line
    if line.reason:
        return line.reason
    if line.role is not LineRole.COMMISSION:
        return line.ref or line.payment_id
    if line.old_amount_minor is not None and not line.amount_minor:
        return _("Was {amount}").format(amount=Formats.of_user().money(line.old_amount_minor, line.currency))
    if item.action is PlanAction.STATUS_CHANGE and line.payment_id:
        return _("Payout {id}").format(id=line.payment_id)
    if item.question is Question.UNKNOWN_STATUS:
        return _("Status “{status}”").format(status=line.raw_status)
    return " · ".join(part for part in dict.fromkeys((line.program, line.product)) if part)


@dataclass(slots=True)
class _Sum:
    now: int = 0
    after: int = 0


def state_changes(
    plan: StatementPlan, new: Collection[NewSum], now: Mapping[tuple[Status, str], int]
) -> tuple[StateChange, ...]:
    """Return what counts in each state now and after, by currency; `now` is what the ledger holds of the account.

    What is declined counts nothing, entries that take back less than nothing: the states add up to net earned.
    """
    sums: dict[tuple[Status, str], _Sum] = defaultdict(_Sum)
    for key, minor in now.items():
        sums[key] = _Sum(minor, minor)
    for state in new:
        sums[state.status, state.currency].after += state.effect
    for item in _known(plan):
        kind, currency = kind_of(item.line), item.line.currency
        if item.before is not None:
            _add(sums, item.before.status(kind), currency, item.before, -1)
        if item.after is not None:
            _add(sums, item.after.status(kind), currency, item.after, 1)
    currencies = sorted({currency for _status, currency in sums})
    return tuple(
        StateChange(status, currency, sums[status, currency].now, sums[status, currency].after)
        for currency in currencies
        for status in SHOWN
        if (status, currency) in sums
    )


class NewSum(NamedTuple):
    """What new commissions in one state and currency add to net earned."""

    status: Status
    currency: str
    effect: int


def new_sums(plan: StatementPlan) -> tuple[NewSum, ...]:
    """Add up new commissions, of which there may be 100 000, without making an item of each."""
    sums: dict[tuple[Status, str], int] = defaultdict(int)
    start = 0
    for block in plan.items.lines.blocks:
        sorts = plan.items.sorts[start : start + len(block)]
        start += len(block)
        if Sort.NEW in sorts:
            for (said, currency), minor, takes in _added(block, sorts):
                kind = kind_with(said.kind, minor if takes else 0)
                status = status_of(said.approval, said.payment, minor, kind)
                sums[status, currency] += 0 if said.approval is Approval.DECLINED else minor
    for item in plan.items.singles.values():
        event, line = item.event, item.line
        if item.is_first and event is not None and item.action is PlanAction.NEW:
            state = state_of(event)
            sums[state.status(kind_of(line)), line.currency] += state.effect_minor
    return tuple(NewSum(status, currency, effect) for (status, currency), effect in sums.items())


def _added(block: LineBlock, sorts: bytes) -> Iterator[tuple[tuple[Verdict, str], int, bool]]:
    """Yield what the new lines of a block come to by verdict, currency, and whether they take something away."""
    sums: dict[tuple[int, str, bool], int] = defaultdict(int)
    for said, currency, minor, sort in zip(block.verdicts, block.currency, block.amount_minor, sorts, strict=True):
        if sort == Sort.NEW:
            sums[id(said), currency, minor < 0] += minor
    verdicts = {id(said): said for said in block.distinct}
    for (one, currency, takes), minor in sums.items():
        yield (verdicts[one], currency), minor, takes


def _known(plan: StatementPlan) -> Iterable[PlanItem]:
    """Yield the lines that change a commission which is there, or was brought by a line before."""
    items = plan.items.singles.values()
    return (item for item in items if item.event is not None and not item.is_first and item.action in RECORDED)


def _add(sums: dict[tuple[Status, str], _Sum], status: Status, currency: str, state: Folded, sign: int) -> None:
    sums[status, currency].after += sign * (state.effect_minor - state.change_minor)
    if state.change_minor:  # what came on top of a paid commission waits to be paid itself
        beside = Status.APPROVED if state.change_minor > 0 else Status.REVERSED
        sums[beside, currency].after += sign * state.change_minor


def change_parts(plan: StatementPlan, sums: Collection[NewSum], clients: Mapping[str, str]) -> tuple[ChangePart, ...]:
    """Return what the change is made of: new lines, then what was reversed and amended, then what is not counted."""
    new: dict[str, int] = defaultdict(int)
    for state in sums:
        new[state.currency] += state.effect
    changed: dict[str, list[tuple[str, str, int]]] = {"reversed": [], "amended": []}
    for item in _known(plan):
        after = 0 if item.after is None else item.after.effect_minor
        minor = after - (0 if item.before is None else item.before.effect_minor)
        if minor:
            name = clients.get(item.client_id) or item.line.ref or item.line.external_id
            group = "amended" if item.action is PlanAction.AMENDED else "reversed"
            changed[group].append((name, item.line.currency, minor))
    parts = [ChangePart(_("New commissions"), currency, minor) for currency, minor in sorted(new.items())]
    parts += _named(changed["reversed"], _("Reversed, {name}"), _("Reversed, others"))
    parts += _named(changed["amended"], _("Amended, {name}"), _("Amended, others"))
    held = plan.undecided
    parts += [
        ChangePart(_("{id}, undecided").format(id=item.line.external_id or item.line.line), item.line.currency, None)
        for item in held[:NAMED_PARTS]
    ]
    if len(held) > NAMED_PARTS:
        parts.append(ChangePart(_("{count} more undecided").format(count=len(held) - NAMED_PARTS), "", None))
    return tuple(parts)


def _named(found: Iterable[tuple[str, str, int]], one: str, others: str) -> list[ChangePart]:
    listed = sorted(found, key=lambda part: (-abs(part[2]), part[0]))
    parts = [ChangePart(one.format(name=name), currency, minor) for name, currency, minor in listed[:NAMED_PARTS]]
    rest: dict[str, int] = defaultdict(int)
    for _name, currency, minor in listed[NAMED_PARTS:]:
        rest[currency] += minor
    return parts + [ChangePart(others, currency, minor) for currency, minor in sorted(rest.items())]


def plan_notes(plan: StatementPlan) -> tuple[str, ...]:
    """Return what else to know before applying: lines left out by reason, commissions the file should have held."""
    notes = [
        ngettext("{count} row ignored", "{count} rows ignored", count) + f": {why}."
        for why, count in plan.items.left_out().most_common()
    ]
    if plan.missing:
        count = len(plan.missing)
        notes.append(
            ngettext(
                "{count} open commission of this period is not in the statement.",
                "{count} open commissions of this period are not in the statement.",
                count,
            )
        )
    notes.append(_("One undo step takes everything back. The file is kept with the ledger."))
    return tuple(notes)


def client_names(session: Session, plan: StatementPlan) -> dict[str, str]:
    """Return the names of the clients a plan joins commissions to."""
    items = plan.items
    wanted = {*items.clients.values(), *(target.client_id for target in items.targets.values())}
    wanted |= {item.client_id for item in items.singles.values()}
    wanted |= {item.near.client_id for item in items.singles.values() if item.near is not None}
    wanted.discard("")
    if not wanted:
        return {}
    rows = session.execute(select(Client.id, Client.name)).all()
    return {one: name for one, name in rows if one in wanted}
