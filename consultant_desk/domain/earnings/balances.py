"""What accounts owe once payouts and commissions are matched, and what a person should know about it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from consultant_desk.domain.earnings.ledger import LedgerLine
from consultant_desk.domain.earnings.payouts import Payout, PayoutMatch, PayoutState
from consultant_desk.domain.earnings.states import Approval, Payment


@dataclass(frozen=True, slots=True)
class Balance:
    """What an account owes in one currency. `carried_minor` are clawbacks of what was already paid, to be netted."""

    account_id: str
    currency: str
    pending_minor: int = 0
    approved_minor: int = 0
    carried_minor: int = 0
    carried: tuple[str, ...] = ()

    @property
    def net_due_minor(self) -> int:
        """Return what the next payout would be; below 0 the next ones are netted until it is recovered."""
        return self.approved_minor + self.carried_minor


class FlagKind(StrEnum):
    """What a person should know after payouts and commissions are matched."""

    BELOW_THRESHOLD = "below threshold"
    TO_BE_NETTED = "to be netted"
    UNMATCHED = "unmatched payout"
    ASK = "needs decision"
    SHORT = "short-paid"
    OVER = "over-matched"


@dataclass(frozen=True, slots=True)
class Flag:
    """One thing to know: the lines or the payout it is about and its amounts (`of_minor` is a threshold)."""

    kind: FlagKind
    account_id: str
    currency: str
    amount_minor: int
    of_minor: int = 0
    lines: tuple[str, ...] = ()
    payout_id: str = ""


def balances_of(lines: Iterable[LedgerLine], settled: Collection[str] = ()) -> tuple[Balance, ...]:
    """Return what is open by account and currency when the lines `settled` are explained by payouts."""
    all_lines = list(lines)
    paid = {line.id for line in all_lines if line.payment is Payment.PAID} | set(settled)
    sums: dict[tuple[str, str], list[int]] = {}
    carried: dict[tuple[str, str], list[str]] = {}
    for line in all_lines:
        key = (line.account_id, line.currency)
        sum_of = sums.setdefault(key, [0, 0, 0])
        if line.id in paid:
            continue
        if line.approval is Approval.PENDING:
            sum_of[0] += line.effect_minor
        elif line.takes_back and (line.part or line.original_id in paid):
            sum_of[2] += line.effect_minor
            carried.setdefault(key, []).append(line.id)
        else:
            sum_of[1] += line.effect_minor
    return tuple(
        Balance(*key, pending, approved, taken_back, tuple(carried.get(key, ())))
        for key, (pending, approved, taken_back) in sorted(sums.items())
    )


def flags_of(
    lines: Iterable[LedgerLine],
    settled: Collection[str],
    payouts: Iterable[Payout],
    matches: Iterable[PayoutMatch],
    balances: Iterable[Balance],
    thresholds: Mapping[tuple[str, str], int],
) -> Iterable[Flag]:
    """Return what a person should know: of accounts first, then of payouts; arguments are those of `reconcile`."""
    waiting: dict[tuple[str, str], list[str]] = {}
    for line in lines:
        if line.is_open and line.id not in settled:
            waiting.setdefault((line.account_id, line.currency), []).append(line.id)
    for balance in balances:
        key = (balance.account_id, balance.currency)
        least = thresholds.get(key, 0)
        if balance.carried:
            yield Flag(FlagKind.TO_BE_NETTED, *key, balance.net_due_minor, lines=balance.carried)
        elif 0 < balance.net_due_minor < least:
            yield Flag(FlagKind.BELOW_THRESHOLD, *key, balance.net_due_minor, least, tuple(waiting.get(key, ())))
    kinds = {PayoutState.UNMATCHED: FlagKind.UNMATCHED, PayoutState.ASK: FlagKind.ASK}
    for payout, match in zip(payouts, matches, strict=True):
        kind = kinds.get(match.state)
        if match.state is PayoutState.DIFFERENCE:
            kind = FlagKind.SHORT if match.difference_minor < 0 else FlagKind.OVER
        if kind is not None:
            yield Flag(kind, payout.account_id, payout.currency, match.difference_minor, payout_id=payout.id)
