"""Where a commission stands: a fold over what was observed of it, the same in whatever order the files came.

Observations are ordered by (as-of, pending < approved < in payout < paid < declined, id). What was paid once never
changes: what a later observation takes away, or adds, is a line of its own, the clawback, which is derived here and
never stored, so that it too does not depend on the order of the files.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from consultant_desk.domain.earnings.states import Approval, Kind, Payment, Status, status_of

CLAWBACK = "clawback"
"""The part of a commission that its derived clawback line is."""


class Observation(NamedTuple):
    """What one source said of a commission at one time. `as_of` is ISO; of a delta `amount_minor` is the change.

    `was_minor` is the amount before, where the source itself says it, else 0.
    """

    id: str
    as_of: str
    approval: Approval
    payment: Payment
    amount_minor: int
    payment_id: str = ""
    is_delta: bool = False
    was_minor: int = 0


class Folded(NamedTuple):
    """The state of a commission.

    `amount_minor` is what it amounts to, which counts nothing once declined. `change_minor` is what came after it was
    paid (negative: a clawback), since `change_as_of`. `event` is the observation that decides the state. `was_minor` is
    the most it came to: approved, or by what the source says it was before; once declined, pending too.
    """

    approval: Approval
    payment: Payment
    amount_minor: int
    as_of: str
    payment_id: str
    event: str
    change_minor: int = 0
    change_as_of: str = ""
    was_minor: int = 0

    @property
    def effect_minor(self) -> int:
        """Return what the commission adds to net earned, what came after it was paid included."""
        return (0 if self.approval is Approval.DECLINED else self.amount_minor) + self.change_minor

    def status(self, kind: Kind) -> Status:
        """Return the word for the state."""
        return status_of(self.approval, self.payment, self.amount_minor, kind)

    def taken_minor(self, kind: Kind) -> int:
        """Return what was taken back, positive, without what came after it was paid, which is a line of its own.

        A pending amount that changes was never promised; an entry that takes money back takes its own amount.
        """
        if self.approval is Approval.DECLINED:
            return max(self.was_minor, 0)
        if kind is Kind.CLAWBACK and self.amount_minor <= 0:
            return -self.amount_minor
        if self.approval is Approval.PENDING or self.was_minor <= 0:
            return 0
        return max(self.was_minor - self.amount_minor, 0)


def rank(approval: Approval, payment: Payment) -> int:
    """Return how far a state is on its way: of two observations of one time the further one is the later one.

    What is paid and declined at one time was paid and taken back, never the other way round.
    """
    if approval is Approval.DECLINED:
        return 4
    if payment is Payment.PAID:
        return 3
    if payment is Payment.IN_PAYOUT:
        return 2
    return 1 if approval is Approval.APPROVED else 0


def in_order(observations: Iterable[Observation]) -> list[Observation]:
    """Return observations in the order they are folded, each once."""
    unique = {one.id: one for one in observations}
    return sorted(unique.values(), key=lambda one: (one.as_of, rank(one.approval, one.payment), one.id))


def fold(observations: Sequence[Observation]) -> Folded:
    """Return the state that observations come to; `ValueError` for none."""
    if not observations:
        raise ValueError("a commission without observations has no state")
    if len(observations) == 1:
        return state_of(observations[0])
    paid: Folded | None = None
    state: Folded | None = None
    approved = pending = 0  # the most it came to, approved and before that
    for one in in_order(observations):
        minor = one.amount_minor + (state.amount_minor if one.is_delta and state is not None else 0)
        if one.approval is Approval.APPROVED:
            approved = max(approved, minor, one.was_minor)
        else:
            pending = max(pending, minor, one.was_minor)
        after = _state(one, minor, approved)
        state = _rest(after, state) if one.is_delta else after
        if state.approval is Approval.APPROVED:
            approved = max(approved, minor)
        state = state._replace(was_minor=max(approved, pending) if state.approval is Approval.DECLINED else approved)
        if paid is not None:
            change = state.effect_minor - paid.amount_minor
            if change != paid.change_minor:
                paid = paid._replace(change_minor=change, change_as_of=one.as_of)
        elif one.payment is Payment.PAID and one.approval is not Approval.DECLINED:
            paid = state
    assert state is not None  # noqa: S101 - there is at least one
    return paid or state


def state_of(one: Observation) -> Folded:
    """Return the state of a commission that was observed once."""
    is_decided = one.approval is not Approval.PENDING
    state = _state(one, one.amount_minor, max(one.amount_minor, one.was_minor, 0) if is_decided else 0)
    return _rest(state, None) if one.is_delta else state


def _state(one: Observation, minor: int, was: int) -> Folded:
    return Folded(one.approval, one.payment, minor, one.as_of, one.payment_id, one.id, was_minor=was)


def _rest(state: Folded, before: Folded | None) -> Folded:
    """Return the state after a change: one that takes back a part leaves the rest as it stood.

    Without anything before, what was taken back is of a commission older than all files: it counts, as an entry does.
    """
    if state.approval is not Approval.DECLINED or not state.amount_minor:
        return state
    if before is None or before.approval is Approval.DECLINED:
        return state._replace(approval=Approval.APPROVED, payment=Payment.OPEN)
    return state._replace(approval=before.approval, payment=before.payment)
