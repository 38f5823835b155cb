"""Which commissions a payout settled: by reference, else by sums that leave no doubt, else a question.

Nothing is guessed: a payout that more than one set of commissions explains is put to the person with both.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import accumulate

from consultant_desk.domain.earnings.balances import Balance, Flag, balances_of, flags_of
from consultant_desk.domain.earnings.ledger import LedgerLine
from consultant_desk.domain.earnings.payouts import MatchedBy, Payout, PayoutMatch, PayoutState
from consultant_desk.domain.earnings.states import Payment
from consultant_desk.domain.earnings.subsets import LIMIT, subsets

PAID_WITHIN = 10
"""Days between the date a source says it paid and the date of the payout."""


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """The match of every payout, what remains open by account and currency, and what a person should know."""

    matches: tuple[PayoutMatch, ...]
    balances: tuple[Balance, ...]
    flags: tuple[Flag, ...]


@dataclass(slots=True)
class _Pool:
    """The open lines of one account and currency by day; rows of one day have no order among them."""

    days: list[str] = field(default_factory=list)
    rows: dict[str, dict[str, LedgerLine]] = field(default_factory=dict)
    sums: dict[str, int] = field(default_factory=dict)

    def add(self, line: LedgerLine) -> None:
        if line.date not in self.rows:
            insort(self.days, line.date)
            self.rows[line.date] = {}
        self.rows[line.date][line.id] = line
        self.sums[line.date] = self.sums.get(line.date, 0) + line.effect_minor

    def remove(self, line: LedgerLine) -> None:
        self.sums[line.date] -= line.effect_minor
        del self.rows[line.date][line.id]
        if not self.rows[line.date]:
            self.days.remove(line.date)
            del self.rows[line.date], self.sums[line.date]

    def of(self, days: Iterable[str]) -> list[LedgerLine]:
        return [line for day in days for line in self.rows[day].values()]


@dataclass(slots=True)
class _Open:
    """What no payout explains yet: lines the source says one payment settled, and pools of others, paid and unpaid."""

    paid: dict[tuple[str, str], _Pool] = field(default_factory=dict)
    unpaid: dict[tuple[str, str], _Pool] = field(default_factory=dict)
    payments: dict[tuple[str, str, str], list[LedgerLine]] = field(default_factory=dict)
    by_total: dict[tuple[str, str, int], list[str]] = field(default_factory=dict)
    settled: set[str] = field(default_factory=set)

    def take(self, lines: Iterable[LedgerLine]) -> None:
        for line in lines:
            key = (line.account_id, line.currency)
            if line.id in self.settled or not line.effect_minor:
                continue
            if line.payment_id:
                self.payments.setdefault((*key, line.payment_id), []).append(line)
            elif line.is_open:
                self.unpaid.setdefault(key, _Pool()).add(line)
            elif line.payment is Payment.PAID and line.paid_on:
                self.payments.setdefault((*key, line.paid_on[:10]), []).append(line)
            elif line.payment is Payment.PAID:
                self.paid.setdefault(key, _Pool()).add(line)
        for (account, currency, payment), rows in self.payments.items():
            total = sum(line.effect_minor for line in rows)
            self.by_total.setdefault((account, currency, total), []).append(payment)


def reconcile(
    lines: Sequence[LedgerLine],
    payouts: Iterable[Payout],
    *,
    decided: Mapping[str, Collection[str]] | None = None,
    thresholds: Mapping[tuple[str, str], int] | None = None,
) -> Reconciliation:
    """Match payouts with commissions and return what remains.

    `decided` holds the line ids a person put to a payout; they come first and are not questioned. `thresholds` are the
    least amounts that are paid out, by account id and currency.
    """
    ordered = sorted(payouts, key=lambda payout: (payout.date, payout.id))
    known = {line.id: line for line in lines}
    left = _Open()
    matches: dict[str, PayoutMatch] = {}
    for payout in ordered:
        chosen = [known[key] for key in (decided or {}).get(payout.id, ()) if key in known and key not in left.settled]
        if chosen:
            matches[payout.id] = _matched(payout, chosen, MatchedBy.HAND, left.settled)
    left.take(lines)
    for payout in ordered:
        key = (payout.account_id, payout.currency, payout.reference)
        if payout.id not in matches and payout.reference and key in left.payments:
            matches[payout.id] = _matched(payout, left.payments.pop(key), MatchedBy.REFERENCE, left.settled)
    for payout in ordered:
        if payout.id not in matches:
            matches[payout.id] = _by_payment(payout, left) or _by_sum(payout, left)
    balances = balances_of(lines, left.settled)
    found = tuple(matches[payout.id] for payout in ordered)
    flags = flags_of(lines, left.settled, ordered, found, balances, thresholds or {})
    return Reconciliation(found, balances, tuple(flags))


def _by_payment(payout: Payout, left: _Open) -> PayoutMatch | None:
    """Return the match with all lines the source says one payment settled, if exactly one near payment has this sum."""
    account = (payout.account_id, payout.currency)
    fitting = [
        (*account, payment)
        for payment in left.by_total.get((*account, payout.gross_minor), ())
        if (*account, payment) in left.payments and _near(payout, left.payments[*account, payment])
    ]
    if len(fitting) != 1:
        return None
    return _matched(payout, left.payments.pop(fitting[0]), MatchedBy.PAYMENT, left.settled)


def _near(payout: Payout, rows: Iterable[LedgerLine]) -> bool:
    """Tell whether lines were earned before a payout and, where the source says when it paid them, paid near to it."""
    sent = date.fromisoformat(payout.date)
    return all(
        line.date <= payout.date
        and (not line.paid_on or abs((date.fromisoformat(line.paid_on[:10]) - sent).days) <= PAID_WITHIN)
        for line in rows
    )


def _by_sum(payout: Payout, left: _Open) -> PayoutMatch:
    """Return the match by sums: of lines the source calls paid without saying when, else of unpaid ones."""
    key = (payout.account_id, payout.currency)
    best = _asked(payout, [])
    for pool in (left.paid.get(key), left.unpaid.get(key)):
        found = _in_pool(payout, pool, left) if pool is not None else best
        if found.state is PayoutState.EXACT or len(found.suggestions) > 1:  # one answer, or one too many
            return found
        if found.state is PayoutState.ASK and best.state is not PayoutState.ASK:
            best = found
    return best


def _in_pool(payout: Payout, pool: _Pool, left: _Open) -> PayoutMatch:
    days = pool.days[: bisect_left(pool.days, payout.date)]
    reached = list(accumulate(pool.sums[day] for day in days))
    ends = [place for place, total in enumerate(reached, 1) if total == payout.gross_minor]
    if ends and ends[-1] == len(days):
        ends = ends[-1:]  # everything open together, whatever smaller sum fits, too
    if len(ends) == 1:
        return _taken(payout, pool.of(days[: ends[0]]), MatchedBy.OLDEST_FIRST, pool, left)
    if ends:
        return _asked(payout, [tuple(line.id for line in pool.of(days[:end])) for end in ends])
    if sum(len(pool.rows[day]) for day in days) <= LIMIT:
        rows = pool.of(days)
        found = subsets([line.effect_minor for line in rows], payout.gross_minor)
        if len(found) == 1:
            return _taken(payout, [rows[place] for place in found[0]], MatchedBy.SUBSET, pool, left)
        if found:
            return _asked(payout, [tuple(rows[place].id for place in places) for places in found])
    return _asked(payout, _nearest(payout, pool, days, reached))


def _nearest(payout: Payout, pool: _Pool, days: list[str], reached: list[int]) -> list[tuple[str, ...]]:
    """Return the oldest lines whose sum comes nearest to the payout, as a suggestion, if within a tenth of it."""
    if not reached:
        return []
    end = min(range(len(reached)), key=lambda place: (abs(reached[place] - payout.gross_minor), place))
    if abs(reached[end] - payout.gross_minor) * 10 > abs(payout.gross_minor):
        return []
    return [tuple(line.id for line in pool.of(days[: end + 1]))]


def _taken(payout: Payout, rows: list[LedgerLine], by: MatchedBy, pool: _Pool, left: _Open) -> PayoutMatch:
    for line in rows:
        pool.remove(line)
    return _matched(payout, rows, by, left.settled)


def _matched(payout: Payout, rows: list[LedgerLine], by: MatchedBy, settled: set[str]) -> PayoutMatch:
    settled.update(line.id for line in rows)
    difference = payout.gross_minor - sum(line.effect_minor for line in rows)
    state = PayoutState.DIFFERENCE if difference else PayoutState.EXACT
    return PayoutMatch(payout.id, state, tuple(line.id for line in rows), by, difference)


def _asked(payout: Payout, choices: list[tuple[str, ...]]) -> PayoutMatch:
    if not payout.gross_minor:
        return PayoutMatch(payout.id, PayoutState.EXACT)
    state = PayoutState.ASK if choices else PayoutState.UNMATCHED
    return PayoutMatch(payout.id, state, difference_minor=payout.gross_minor, suggestions=tuple(choices))
