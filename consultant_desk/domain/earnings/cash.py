"""Which bank or wallet line a payout arrived as, what it cost on the way, and which withdrawal became which credit.

A line is taken when amount or reference leave no doubt; equal amounts are paired in the order of their dates. What
merely comes near (an unexplained fee, a conversion at another rate) is taken only when nothing else comes near, too.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from consultant_desk.domain.earnings.payouts import Payout
from consultant_desk.domain.earnings.rates import Rates, rounded

WITHIN = 10
"""Days after a payout within which its line comes, or after a withdrawal its credit."""
EARLIER = 2
"""Days a line may be dated before its payout: time zones, and sources that date a payout by its notice."""
NEAR = Decimal("0.05")
"""How much of an amount a fee or another rate may take."""


@dataclass(frozen=True, slots=True)
class CashLine:
    """A movement on a bank or wallet account: `amount_minor` as it changed the balance, with its sign.

    `fee_minor` (negative or nothing) is what the account itself says it kept: amount = gross + fee. `text` holds the
    name and the purpose. `pair` is the other half of an exchange between currencies.
    """

    id: str
    account_id: str
    date: str
    currency: str
    amount_minor: int
    fee_minor: int = 0
    text: str = ""
    pair: str = ""
    is_exchange: bool = False

    @property
    def gross_minor(self) -> int:
        """Return what was sent before the account kept its fee."""
        return self.amount_minor - self.fee_minor


class ArrivedBy(StrEnum):
    """What it rests on that a line is a payout."""

    HAND = "by hand"
    AMOUNT = "net amount"
    FEE_TOLD = "amount before the fee"
    REFERENCE = "reference"
    FEE = "amount less a fee"
    RATE = "amount at the day's rate"


@dataclass(frozen=True, slots=True)
class Arrival:
    """A payout and the line it arrived as.

    `fee_minor` in the payout's currency was kept on the way (negative; above 0 more came than was sent). `fx_minor` in
    the line's currency is what the provider's rate brought above the day's; None without a rate or need.
    """

    payout_id: str
    cash_id: str
    by: ArrivedBy
    fee_minor: int = 0
    fx_minor: int | None = None


@dataclass(frozen=True, slots=True)
class Chain:
    """A withdrawal from a wallet and the bank's credit it became."""

    out_id: str
    in_id: str
    fee_minor: int = 0


@dataclass(frozen=True, slots=True)
class Exchange:
    """Two halves of a conversion inside a wallet; `fx_minor` is what its rate brought above the day's."""

    out_id: str
    in_id: str
    fx_minor: int | None


@dataclass(frozen=True, slots=True)
class CashMatches:
    """What was matched, and for payouts left over the lines that may be theirs."""

    arrivals: tuple[Arrival, ...]
    chains: tuple[Chain, ...]
    exchanges: tuple[Exchange, ...]
    suggestions: Mapping[str, tuple[str, ...]]
    waiting: tuple[str, ...]
    """Payouts of which nothing is seen on any account."""


class _Incoming:
    """The credits nothing is matched with yet, found by their dates."""

    def __init__(self, lines: Iterable[CashLine]) -> None:
        self._ordered = sorted(lines, key=lambda line: (line.date, line.id))
        self._dates = [line.date for line in self._ordered]
        self.left = {line.id: line for line in self._ordered}

    def near(self, payout: Payout) -> list[CashLine]:
        """Return the credits left that are dated as a payout's would be."""
        sent = date.fromisoformat(payout.date)
        first, last = (sent + timedelta(days=days) for days in (-EARLIER, WITHIN))
        reach = slice(bisect_left(self._dates, first.isoformat()), bisect_right(self._dates, last.isoformat()))
        return [line for line in self._ordered[reach] if line.id in self.left]

    def take(self, line: CashLine) -> CashLine:
        """Return a credit that is matched now and no longer left."""
        return self.left.pop(line.id)


def match_cash(
    payouts: Iterable[Payout], lines: Iterable[CashLine], rates: Rates, decided: Mapping[str, str] | None = None
) -> CashMatches:
    """Match payouts with lines of banks and wallets; `decided` holds line ids a person put to a payout."""
    open_payouts = sorted(payouts, key=lambda payout: (payout.date, payout.id))
    all_lines = sorted(lines, key=lambda line: (line.date, line.id))
    exchanges = _exchanges(all_lines, rates)
    incoming = _Incoming(line for line in all_lines if line.amount_minor > 0 and not line.is_exchange)
    outgoing = [line for line in all_lines if line.amount_minor < 0 and not line.is_exchange]
    found: dict[str, Arrival] = {}
    for payout in open_payouts:
        line = incoming.left.get((decided or {}).get(payout.id, ""))
        if line is not None:
            found[payout.id] = _arrival(payout, incoming.take(line), ArrivedBy.HAND, rates)
    for by in (ArrivedBy.REFERENCE, ArrivedBy.AMOUNT, ArrivedBy.FEE_TOLD):
        _certain(open_payouts, incoming, found, by, rates)
    chains = _chains(outgoing, incoming)
    for by in (ArrivedBy.FEE, ArrivedBy.RATE):
        _likely(open_payouts, incoming, found, by, rates)
    left = [payout for payout in open_payouts if payout.id not in found]
    suggestions = {
        payout.id: tuple(line.id for line in incoming.near(payout) if _may_be(payout, line, rates)) for payout in left
    }
    return CashMatches(
        tuple(found[payout.id] for payout in open_payouts if payout.id in found),
        tuple(chains),
        tuple(exchanges),
        {key: ids for key, ids in suggestions.items() if ids},
        tuple(payout.id for payout in left if not suggestions[payout.id]),
    )


def _certain(
    payouts: Sequence[Payout], incoming: _Incoming, found: dict[str, Arrival], by: ArrivedBy, rates: Rates
) -> None:
    """Pair payouts and lines that agree; equal amounts in the order of their dates, where that leaves no choice."""
    groups: dict[tuple[str, int], tuple[list[Payout], list[CashLine]]] = {}
    if by is ArrivedBy.REFERENCE:
        for payout in payouts:
            named = [line for line in incoming.near(payout) if _names(line, payout)] if payout.id not in found else []
            if len(named) == 1:
                found[payout.id] = _arrival(payout, incoming.take(named[0]), by, rates)
        return
    for payout in payouts:
        if payout.id not in found:
            groups.setdefault((payout.currency, payout.net_minor), ([], []))[0].append(payout)
    for line in incoming.left.values():
        amount = line.amount_minor if by is ArrivedBy.AMOUNT else line.gross_minor
        if (line.currency, amount) in groups:
            groups[line.currency, amount][1].append(line)
    for sent, came in groups.values():
        pairs = _in_order(sent, came)
        if pairs == _in_order(sent[::-1], came[::-1])[::-1]:  # from either end the same: no other pairing is as full
            for payout, line in pairs:
                found[payout.id] = _arrival(payout, incoming.take(line), by, rates)


def _in_order(sent: Sequence[Payout], came: Sequence[CashLine]) -> list[tuple[Payout, CashLine]]:
    """Pair payouts with lines that are near, each with the first one left; both run in the same direction."""
    pairs: list[tuple[Payout, CashLine]] = []
    left = list(came)
    for payout in sent:
        line = next((one for one in left if _near(payout, one)), None)
        if line is not None:
            pairs.append((payout, line))
            left.remove(line)
    return pairs


def _likely(
    payouts: Sequence[Payout], incoming: _Incoming, found: dict[str, Arrival], by: ArrivedBy, rates: Rates
) -> None:
    """Take what comes near when payout and line have only each other."""
    fits = _less_fee if by is ArrivedBy.FEE else _at_rate
    open_payouts = [payout for payout in payouts if payout.id not in found]
    near = {p.id: [line for line in incoming.near(p) if fits(p, line, rates)] for p in open_payouts}
    claims: dict[str, int] = {}
    for lines in near.values():
        for line in lines:
            claims[line.id] = claims.get(line.id, 0) + 1
    for payout in open_payouts:
        lines = near[payout.id]
        if len(lines) == 1 and claims[lines[0].id] == 1:
            found[payout.id] = _arrival(payout, incoming.take(lines[0]), by, rates)


def _may_be(payout: Payout, line: CashLine, rates: Rates) -> bool:
    return _less_fee(payout, line, rates) or _at_rate(payout, line, rates)


def _less_fee(payout: Payout, line: CashLine, _rates: Rates) -> bool:
    lost = payout.net_minor - line.amount_minor
    return line.currency == payout.currency and 0 <= lost <= payout.net_minor * NEAR


def _at_rate(payout: Payout, line: CashLine, rates: Rates) -> bool:
    if line.currency == payout.currency:
        return False
    worth = rates.exact(payout.net_minor, payout.currency, line.currency, payout.date)
    return worth is not None and abs(worth - line.gross_minor) <= worth * NEAR


def _arrival(payout: Payout, line: CashLine, by: ArrivedBy, rates: Rates) -> Arrival:
    if line.currency == payout.currency:
        return Arrival(payout.id, line.id, by, line.amount_minor - payout.net_minor)
    worth = rates.exact(payout.net_minor, payout.currency, line.currency, payout.date)
    return Arrival(payout.id, line.id, by, 0, None if worth is None else line.amount_minor - rounded(worth))


def _names(line: CashLine, payout: Payout) -> bool:
    """Tell whether a line's text holds the payout's reference as a word; short ones ("1") stand in too many texts."""
    reference = payout.reference
    if len(reference) < 4:
        return False
    before, found, after = line.text.partition(reference)
    return bool(found) and not before[-1:].isalnum() and not after[:1].isalnum()


def _chains(outgoing: Sequence[CashLine], incoming: _Incoming) -> list[Chain]:
    """Pair withdrawals with credits of the same amount on another account, when only one of each is near."""
    chains = []
    by_amount: dict[tuple[str, int], list[CashLine]] = {}
    for line in incoming.left.values():
        by_amount.setdefault((line.currency, line.amount_minor), []).append(line)
    out: dict[tuple[str, int], list[CashLine]] = {}
    for line in outgoing:
        out.setdefault((line.currency, -line.gross_minor), []).append(line)
    for key, gone in out.items():
        for one in gone:
            came = [c for c in by_amount.get(key, ()) if c.account_id != one.account_id and _follows(one, c)]
            rivals = [other for other in gone if came and other is not one and _follows(other, came[0])]
            if len(came) == 1 and not rivals:
                chains.append(Chain(one.id, came[0].id, one.fee_minor))
                incoming.take(came[0])
                by_amount[key].remove(came[0])
    return chains


def _exchanges(lines: Sequence[CashLine], rates: Rates) -> list[Exchange]:
    known = {line.id: line for line in lines if line.is_exchange}
    found = []
    for line in known.values():
        other = known.get(line.pair)
        if other is not None and line.amount_minor < 0 < other.amount_minor:
            worth = rates.exact(-line.amount_minor, line.currency, other.currency, line.date)
            found.append(Exchange(line.id, other.id, None if worth is None else other.amount_minor - rounded(worth)))
    return found


def _near(payout: Payout, line: CashLine) -> bool:
    return -EARLIER <= _days(payout.date, line.date) <= WITHIN


def _follows(out: CashLine, line: CashLine) -> bool:
    return 0 <= _days(out.date, line.date) <= WITHIN


def _days(first: str, second: str) -> int:
    return (date.fromisoformat(second) - date.fromisoformat(first)).days
