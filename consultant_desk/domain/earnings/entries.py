"""The ledger as double entries: what was earned, taken back, paid out, lost to fees and gained by rates.

Every entry balances in each currency by itself: a conversion goes through `Equity:Conversion`, not over a price.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from consultant_desk.domain.earnings.cash import CashLine, CashMatches
from consultant_desk.domain.earnings.ledger import LedgerLine
from consultant_desk.domain.earnings.movements import Move, movements
from consultant_desk.domain.earnings.payouts import Payout
from consultant_desk.domain.earnings.states import Kind

CONVERSION = ("Equity", "Conversion")
EXCHANGE = ("Income", "Exchange")
FEES = ("Expenses", "Fees")
TAX = ("Expenses", "Tax withheld")
OWN_BANK = ("Assets", "Bank", "Own")
CREDITED = ("Expenses", "Credited to clients")


class Posting(NamedTuple):
    """An amount on an account; the parts of the account's name are as a person wrote them."""

    account: tuple[str, ...]
    minor: int
    currency: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One transaction: a word of what it is, whom it is about, a reference, and postings that sum to nothing."""

    day: str
    what: str
    about: str
    postings: tuple[Posting, ...]
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Credit:
    """A commission credited to the client (a liability), or with `settled` what was paid to the client of it."""

    day: str
    client: str
    minor: int
    currency: str
    about: str = ""
    settled: bool = False


def entries(
    lines: Iterable[LedgerLine],
    payouts: Iterable[Payout] = (),
    explained: Collection[str] = (),
    cash: Iterable[CashLine] = (),
    matches: CashMatches | None = None,
    credits_: Iterable[Credit] = (),
    accounts: dict[str, str] | None = None,
) -> list[Entry]:
    """Return all entries in the order of their days.

    `explained` are ids of lines that payouts settled: those are paid by the payouts' entries. `accounts` are the names
    of payouts' and cash lines' accounts by id.
    """
    names = accounts or {}
    sent = {payout.id: payout for payout in payouts}
    seen = {line.id: line for line in cash}
    found = [entry for line in lines for entry in _of_line(line, explained)]
    found += [_of_payout(payout, names.get(payout.account_id, payout.account_id)) for payout in sent.values()]
    found += [_of_credit(credit) for credit in credits_]
    if matches is not None:
        found += _of_cash(matches, sent, seen, names)
    return sorted((entry for entry in found if entry.postings), key=lambda entry: entry.day)


def _of_line(line: LedgerLine, explained: Collection[str]) -> Iterator[Entry]:
    receivable = ("Assets", "Receivable", line.account or line.account_id)
    fee = line.kind is Kind.FEE
    other = FEES if fee else ("Income", "Commissions", line.programme or line.programme_id)
    about = " ".join(part for part in (line.programme, line.product, line.client or line.customer) if part)
    for move, day, minor in movements(line):
        if move is Move.PAID:
            if line.id not in explained:
                clearing = ("Assets", "Clearing", receivable[2])
                yield _entry(
                    day, "Paid", about, line.payment_id, line.currency, (clearing, minor), (receivable, -minor)
                )
            continue
        amount = minor if move is Move.EARNED else -minor
        what = "Fee" if fee else "Commission" if move is Move.EARNED else "Clawback" if line.takes_back else "Reversal"
        yield _entry(day, what, about, line.external_id, line.currency, (receivable, amount), (other, -amount))


def _of_payout(payout: Payout, name: str) -> Entry:
    tax = -payout.tax_minor
    fees = payout.gross_minor - tax - payout.net_minor
    return _entry(
        payout.date, "Payout", name, payout.reference, payout.currency,
        (("Assets", "Clearing", name), payout.net_minor), (FEES, fees), (TAX, tax),
        (("Assets", "Receivable", name), -payout.gross_minor),
    )  # fmt: skip


def _of_cash(
    matches: CashMatches, sent: dict[str, Payout], seen: dict[str, CashLine], names: dict[str, str]
) -> Iterator[Entry]:
    def bank(line: CashLine) -> tuple[str, ...]:
        return ("Assets", "Bank", names.get(line.account_id, line.account_id))

    for arrival in matches.arrivals:
        payout, line = sent[arrival.payout_id], seen[arrival.cash_id]
        name = names.get(payout.account_id, payout.account_id)
        gone = Posting(("Assets", "Clearing", name), -payout.net_minor, payout.currency)
        if line.currency == payout.currency:
            came = [(bank(line), line.amount_minor), (FEES, payout.net_minor - line.amount_minor)]
            yield _entry(line.date, "Arrived", name, payout.reference, line.currency, (gone.account, gone.minor), *came)
        else:
            postings = _converted(gone, Posting(bank(line), line.amount_minor, line.currency), arrival.fx_minor)
            yield Entry(line.date, "Arrived", name, postings, payout.reference)
    for chain in matches.chains:
        out, line = seen[chain.out_id], seen[chain.in_id]
        parts = [(bank(out), out.amount_minor), (bank(line), line.amount_minor)]
        fees = (FEES, -out.amount_minor - line.amount_minor)
        yield _entry(line.date, "Withdrawal", bank(out)[2], "", line.currency, *parts, fees)
    for exchange in matches.exchanges:
        out, line = seen[exchange.out_id], seen[exchange.in_id]
        gone = Posting(bank(out), out.amount_minor, out.currency)
        came_as = Posting(bank(line), line.amount_minor, line.currency)
        yield Entry(line.date, "Conversion", bank(out)[2], _converted(gone, came_as, exchange.fx_minor))


def _converted(gone: Posting, came: Posting, gain: int | None) -> tuple[Posting, ...]:
    """Return what went and came in two currencies; what the rate brought above the day's is income (below: less)."""
    postings = [
        gone, Posting(CONVERSION, -gone.minor, gone.currency),
        came, Posting(CONVERSION, (gain or 0) - came.minor, came.currency),
    ]  # fmt: skip
    if gain:
        postings.append(Posting(EXCHANGE, -gain, came.currency))
    return tuple(posting for posting in postings if posting.minor)


def _of_credit(credit: Credit) -> Entry:
    owed = ("Liabilities", "Clients", credit.client)
    what, other = ("Paid to the client", OWN_BANK) if credit.settled else ("Credited to the client", CREDITED)
    minor = -credit.minor if credit.settled else credit.minor
    about = credit.about or credit.client
    return _entry(credit.day, what, about, "", credit.currency, (other, minor), (owed, -minor))


def _entry(
    day: str, what: str, about: str, reference: str, currency: str, *parts: tuple[tuple[str, ...], int]
) -> Entry:
    postings = tuple(Posting(account, minor, currency) for account, minor in parts if minor)
    return Entry(day[:10], what, about, postings, reference)
