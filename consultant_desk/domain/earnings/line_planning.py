"""Plan lines of a statement one by one: those that change something, ask something, or share their key with others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from consultant_desk.domain.earnings.fold import Folded, Observation, fold, in_order, rank, state_of
from consultant_desk.domain.earnings.identity import event_id
from consultant_desk.domain.earnings.plan import (
    TAKEABLE,
    Choice,
    Decision,
    Held,
    LinkTarget,
    Near,
    PlanAction,
    PlanItem,
    Question,
)
from consultant_desk.domain.earnings.statement import LineRole, StatementLine, Trouble, kind_of
from consultant_desk.domain.earnings.states import Approval, Payment, Status

Keyed = tuple[StatementLine, str]
"""A line with the id of its record."""

_STATES = {
    Choice.PENDING: (Approval.PENDING, Payment.OPEN),
    Choice.APPROVED: (Approval.APPROVED, Payment.OPEN),
    Choice.PAID: (Approval.APPROVED, Payment.PAID),
    Choice.REVERSED: (Approval.DECLINED, Payment.OPEN),
}


class Targets(dict[str, tuple[LinkTarget | None, Near | None]]):
    """The link of each sub-id, else one that is nearly it; worked out when it is first asked for."""

    def __init__(self, held: Held) -> None:
        super().__init__({"": (None, None)})
        self._held = held

    def __missing__(self, ref: str) -> tuple[LinkTarget | None, Near | None]:
        target = self._held.links.get(ref.casefold())
        self[ref] = found = (target, None if target is not None else self._held.near(ref))
        return found


@dataclass(slots=True)
class LinePlanning:
    """Plans lines in the order of the file; what one did is known to the next of the same commission."""

    as_of: str
    held: Held
    decisions: Mapping[int, Decision]
    targets: Targets
    items: list[PlanItem] = field(default_factory=list)
    _states: Mapping[str, Folded] = field(default_factory=dict)
    _currencies: dict[str, str] = field(default_factory=dict)
    _known: dict[str, list[Observation]] = field(default_factory=dict)
    _last: dict[str, PlanItem] = field(default_factory=dict)
    _nth: Counter[str] = field(default_factory=Counter)
    _grouped: dict[tuple[Question, str], Decision] = field(default_factory=dict)

    def prepare(self, lines: Sequence[Keyed]) -> None:
        """Spread decisions over the lines they hold for, and load what is known of the commissions there are."""
        for line, _key in lines:
            decision = self.decisions.get(line.line)
            if decision is None:
                continue
            if line.trouble is Trouble.UNKNOWN_STATUS:
                self._grouped[Question.UNKNOWN_STATUS, line.raw_status] = decision
            elif decision.choice in (Choice.CLIENT, Choice.NO_CLIENT):
                self._grouped[Question.UNKNOWN_REF, line.ref.casefold()] = decision
        if there := {key for _line, key in lines if key in self.held.stands.ids}:
            self._states = self.held.states(there)
            self._currencies = dict(self.held.currencies(there))
            self._known = {key: list(found) for key, found in self.held.observations(there).items()}

    def take(self, line: StatementLine, key: str) -> PlanItem:
        """Plan one line."""
        if line.ignored:
            self.items.append(PlanItem(line, PlanAction.IGNORED, "", why=line.ignored))
        elif line.trouble is not None:
            self._take_troubled(line, key, line.trouble)
        elif line.role is LineRole.COMMISSION:
            self._take_commission(line, key, self._event(key, line, 1))
        else:
            action = PlanAction.UNCHANGED if key in self.held.payments or key in self._last else PlanAction.NEW
            item = PlanItem(line, action, key)
            self._last.setdefault(key, item)
            self.items.append(item)
        return self.items[-1]

    def _take_troubled(self, line: StatementLine, key: str, trouble: Trouble) -> None:
        question = Question.UNKNOWN_STATUS if trouble is Trouble.UNKNOWN_STATUS else Question.TROUBLE
        decision = self.decisions.get(line.line)
        if question is Question.UNKNOWN_STATUS:
            decision = decision or self._grouped.get((question, line.raw_status))
            remembered = self.held.statuses.get(line.raw_status)
            if decision is None and remembered is not None:
                decision = Decision(remembered)
        if decision is None:
            self._ask(line, question, trouble)
        elif decision.choice is Choice.LEAVE:
            self._leave(line, question, decision)
        elif decision.choice in _STATES:
            approval, payment = _STATES[decision.choice]
            effect = 0 if approval is Approval.DECLINED else line.amount_minor
            whole = line._replace(approval=approval, payment=payment, effect_minor=effect, trouble=None)
            self._take_commission(whole, key, self._event(key, whole, 1), question, decision)
        elif decision.choice is Choice.TAKE and trouble in TAKEABLE:
            whole = line._replace(trouble=None)
            self._take_commission(whole, key, self._event(key, whole, 1), question, decision)
        else:
            self._ask(line, question, trouble)

    def _ask(self, line: StatementLine, question: Question, trouble: Trouble) -> None:
        why = line.detail or trouble.value
        self.items.append(PlanItem(line, PlanAction.NEEDS_DECISION, "", question=question, why=why))

    def _hold_currency(self, line: StatementLine, known: str) -> None:
        """Hold a line in another currency than its commission is known in."""
        held = line._replace(trouble=Trouble.CURRENCY_CHANGED, detail=f"in {line.currency}, before in {known}")
        decision = self.decisions.get(line.line)
        if decision is not None and decision.choice is Choice.LEAVE:
            self._leave(held, Question.TROUBLE, decision)
        else:
            self._ask(held, Question.TROUBLE, Trouble.CURRENCY_CHANGED)

    def _leave(self, line: StatementLine, question: Question, decision: Decision) -> None:
        item = PlanItem(line, PlanAction.IGNORED, "", question=question, decision=decision, why="left out")
        self.items.append(item)

    def _take_commission(
        self,
        line: StatementLine,
        key: str,
        event: Observation,
        question: Question | None = None,
        decision: Decision | None = None,
    ) -> None:
        known = self._currencies.setdefault(key, line.currency)
        if known != line.currency:
            self._hold_currency(line, known)
            return
        self._nth[event.id] += 1
        if (nth := self._nth[event.id]) > 1:
            if not line.is_delta:
                self.items.append(PlanItem(line, PlanAction.IGNORED, key, why="the same line stands in the file twice"))
                return
            event = self._event(key, line, nth)
        target, near = self.targets[line.ref]
        item = PlanItem(line, PlanAction.NEW, key, event, question=question, decision=decision)
        if target is not None:
            item.link_id, item.client_id = target.link_id, target.client_id
        earlier = self._last.get(key)
        before = earlier.after if earlier is not None else self._states.get(key)
        item.before = before
        if before is not None:
            item.client_id = self.held.clients.get(key, "")
        if before is None:
            item.is_first = True
            if near is not None and not self._decided_ref(item, line, near):
                return
        elif not self._compare(item, line, event, before):
            return
        self._last[key] = item
        self.items.append(item)

    def _compare(self, item: PlanItem, line: StatementLine, event: Observation, before: Folded) -> bool:
        """Compare with what is held; False when the line is held back or overruled."""
        known = self._known.get(item.record_id, [])
        if any(_says_the_same(one, event) for one in known):
            item.action, item.event, item.changed = PlanAction.UNCHANGED, None, before
            return True
        self._known[item.record_id] = known
        earlier = self._last.get(item.record_id)
        if earlier is not None and earlier.event is not None and self._clashes(earlier.event, event):
            return self._twice(item, line, earlier)
        if earlier is not None and earlier.event is not None and earlier.event not in known:
            known.append(earlier.event)
        is_asked = earlier is not None or self._must_ask(line, state_of(event).status(kind_of(line)))
        if known and is_asked and self._clashes(in_order(known)[-1], event):
            return self._of_one_day(item, line, earlier, known)
        after = fold([*known, event])
        item.changed = after
        kind = kind_of(line)
        status_before, status_after = before.status(kind), after.status(kind)
        if after.event == before.event and after.change_minor == before.change_minor:
            item.action = PlanAction.UNCHANGED
        elif status_before != status_after or after.change_minor != before.change_minor:
            item.action = PlanAction.STATUS_CHANGE
        elif after.amount_minor != before.amount_minor:
            item.action = PlanAction.AMENDED
            if self._must_ask(line, status_after) and not self._decided_amount(item, event):
                return False
        else:
            item.action = PlanAction.UNCHANGED
        known.append(event)
        return True

    @staticmethod
    def _must_ask(line: StatementLine, status: Status) -> bool:
        """Tell whether a person decides: an approved amount that shrank or grew and the source does not say why."""
        return status is Status.APPROVED and not line.explained and not line.is_delta

    def _decided_amount(self, item: PlanItem, event: Observation) -> bool:
        """Tell whether another amount is taken. Its event stays with the line: by it the answer is known again."""
        decision = self.decisions.get(item.line.line) or self.held.lines.get(event.id)
        item.question, item.decision = Question.AMOUNT_DIFFERS, decision
        if decision is not None and decision.choice is Choice.TAKE:
            return True
        item.changed = item.before
        item.action = PlanAction.NEEDS_DECISION if decision is None else PlanAction.IGNORED
        is_kept = decision is not None and decision.choice is Choice.KEEP
        item.disputed = is_kept and item.line.line in self.decisions  # a remembered answer claims nothing anew
        item.why = "" if decision is None else "kept as it is" if is_kept else "left out"
        self.items.append(item)
        return False

    def _decided_ref(self, item: PlanItem, line: StatementLine, near: Near) -> bool:
        decision = self.decisions.get(line.line) or self._grouped.get((Question.UNKNOWN_REF, line.ref.casefold()))
        decision = decision or self.held.refs.get(line.ref.casefold())
        item.question, item.decision, item.near = Question.UNKNOWN_REF, decision, near
        if decision is not None and decision.choice is Choice.CLIENT:
            item.client_id = decision.client_id or near.client_id
            return True
        if decision is not None and decision.choice is Choice.NO_CLIENT:
            return True
        item.action = PlanAction.NEEDS_DECISION if decision is None else PlanAction.IGNORED
        item.why = "" if decision is None else "left out"
        if decision is not None:
            item.event = None
        self.items.append(item)
        return False

    @staticmethod
    def _clashes(other: Observation, event: Observation) -> bool:
        """Tell whether two observations of one time and state give different amounts: neither is the later one."""
        return (
            not event.is_delta
            and other.as_of == event.as_of
            and rank(other.approval, other.payment) == rank(event.approval, event.payment)
            and other.amount_minor != event.amount_minor
        )

    def _twice(self, item: PlanItem, line: StatementLine, earlier: PlanItem) -> bool:
        """Tell whether a line is taken instead of one before it with the same id, which nothing has recorded yet."""
        if not self._decided_twice(item, earlier):
            return False
        earlier.action, earlier.why = PlanAction.IGNORED, f"line {line.line} was taken instead"
        # Its event stays with it and is remembered as left out, so that the same file asks nothing again.
        earlier.question, earlier.decision = Question.SAME_ID_TWICE, Decision(Choice.LEAVE)
        item.before, item.is_first = earlier.before, earlier.is_first
        item.client_id, item.link_id = earlier.client_id, earlier.link_id
        item.action = PlanAction.NEW if item.before is None else PlanAction.AMENDED
        assert item.event is not None  # noqa: S101 - only its own decision takes it away
        item.changed = fold([*self._known.get(item.record_id, ()), item.event])
        return True

    def _of_one_day(
        self, item: PlanItem, line: StatementLine, earlier: PlanItem | None, known: list[Observation]
    ) -> bool:
        """Tell whether a line is taken that gives another amount than what the ledger knows of the same day.

        Nothing says which is the later one, so a person does; what is taken gets an id that the fold puts last.
        """
        item.action = PlanAction.AMENDED
        assert item.event is not None  # noqa: S101 - only its own decision takes it away
        taken = self._decided_twice(item, earlier) if earlier is not None else self._decided_amount(item, item.event)
        if not taken:
            return False
        nth, last = 1, in_order(known)[-1]
        while in_order((last, item.event))[-1] is last:
            nth += 1
            item.event = self._event(item.record_id, line, nth)
        item.changed = fold([*known, item.event])
        known.append(item.event)
        return True

    def _decided_twice(self, item: PlanItem, earlier: PlanItem) -> bool:
        assert item.event is not None  # noqa: S101 - only its own decision takes it away
        decision = self.decisions.get(item.line.line) or self.held.lines.get(item.event.id)
        item.question, item.decision = Question.SAME_ID_TWICE, decision
        item.why = f"line {earlier.line.line} has the same id and another amount"
        if decision is not None and decision.choice is Choice.TAKE:
            return True
        item.action = PlanAction.NEEDS_DECISION if decision is None else PlanAction.IGNORED
        item.changed = item.before
        self.items.append(item)
        return False

    def _event(self, key: str, line: StatementLine, nth: int) -> Observation:
        as_of = line.change_at or self.as_of
        kind = "delta" if line.is_delta else "statement"
        amount = (line.amount_minor, line.currency)
        one = event_id(key, kind, as_of, line.approval, line.payment, amount, line.payment_id, nth)
        return Observation(
            one, as_of, line.approval, line.payment, line.amount_minor, line.payment_id, line.is_delta,
            line.old_amount_minor or 0,
        )  # fmt: skip


def _says_the_same(one: Observation, other: Observation) -> bool:
    """Tell whether two observations are one: of the same id, or alike but for an id that a decision gave.

    What the amount was before is no part of it: it says nothing new of the commission.
    """
    return one.id == other.id or (not one.is_delta and not other.is_delta and one[1:-1] == other[1:-1])
