"""Payouts and movements of money in a workspace, as the rules of reconciliation read them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from consultant_desk.domain.earnings.cash import CashLine
from consultant_desk.domain.earnings.identity import normalised
from consultant_desk.domain.earnings.payouts import Payout

_WORD = re.compile(r"\w+")
_SHORTEST = 4
"""Letters a word has to have to tell a payer."""
_COMMON = frozenset(
    {"bank", "account", "payment", "payout", "commission", "commissions", "statement", "report", "with"}
)
REFERENCE = (
    "CASE WHEN p.import_file_id IS NULL THEN p.reference ELSE coalesce(nullif(p.reference, ''), p.external_id) END"
)
"""What the source of a payout `p` calls it. One made of a credit at the bank has a key, which nobody else knows."""


@dataclass(frozen=True, slots=True)
class KeptPayout:
    """A payout with what is known to belong to it."""

    payout: Payout
    has_amount: bool
    has_items: bool
    has_arrived: bool


def payouts_kept(session: Session) -> tuple[KeptPayout, ...]:
    """Return the payouts there are; one without an amount of its own is what its commissions come to."""
    connection = session.connection()
    by_payment: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    sums = connection.exec_driver_sql(
        "SELECT account_id, payment_id, currency, sum(effect_minor) FROM cache_ledger_line "
        "WHERE payment = 'paid' AND payment_id <> '' AND part = '' GROUP BY 1, 2, 3"
    )
    for account, payment, currency, minor in sums:
        by_payment[account, payment][currency] = minor
    rows = connection.exec_driver_sql(
        "SELECT p.id, p.account_id, p.external_id, coalesce(p.paid_on, ''), p.gross_minor, p.gross_currency, "
        f"coalesce(p.fee_minor, 0), coalesce(p.tax_minor, 0), {REFERENCE}, "
        "EXISTS (SELECT 1 FROM payout_item i WHERE i.payout_id = p.id AND i.deleted_at IS NULL), "
        "EXISTS (SELECT 1 FROM settlement s WHERE s.payout_id = p.id AND s.deleted_at IS NULL) "
        "FROM payout p WHERE p.deleted_at IS NULL AND p.paid_on <> '' ORDER BY p.paid_on, p.id"
    )
    found = []
    for one, account, external, day, gross, currency, fee, tax, reference, items, arrived in rows:
        amounts = {currency: gross} if gross is not None else by_payment.get((account, external), {})
        if len(amounts) != 1:  # one payment in several currencies arrives as several, which nothing here tells apart
            continue
        ((code, minor),) = amounts.items()
        payout = Payout(one, account, day, code, minor, fee, tax, minor + fee + tax, reference)
        found.append(KeptPayout(payout, gross is not None, bool(items), bool(arrived)))
    return tuple(found)


def cash_lines(session: Session) -> tuple[CashLine, ...]:
    """Return the movements of banks and wallets that nothing is matched with yet."""
    rows = session.connection().exec_driver_sql(
        "SELECT b.id, b.account_id, b.booked_on, b.amount_currency, b.amount_minor, coalesce(b.fee_minor, 0), "
        "b.name || ' ' || b.memo, b.pair, b.kind IN ('fx_in', 'fx_out') FROM bank_line b WHERE b.deleted_at IS NULL "
        "AND b.booked_on <> '' AND NOT EXISTS (SELECT 1 FROM settlement s WHERE s.deleted_at IS NULL "
        "AND (s.bank_line_id = b.id OR s.out_line_id = b.id)) ORDER BY b.booked_on, b.id"
    )
    return tuple(
        CashLine(one, account, day, currency, minor, fee, text.strip(), pair, bool(exchange))
        for one, account, day, currency, minor, fee, text, pair, exchange in rows
    )


def dated(kept: Iterable[KeptPayout], lines: Iterable[CashLine], payers: Payers) -> tuple[KeptPayout, ...]:
    """Return payouts with the day on which the money came, where only a statement that came later tells of them.

    Such a payout has the date of the statement at the latest. The credit it came as has its amount, and its reference
    in its text, or else its payer and no other payout or credit beside it that fits.
    """
    credits_ = [line for line in lines if line.amount_minor > 0 and not line.is_exchange]
    everything = tuple(kept)
    told = [one for one in everything if not one.has_amount and not one.has_arrived]
    fits: dict[str, list[CashLine]] = {}
    for one in told:
        payout = one.payout
        same = [
            line
            for line in credits_
            if (line.currency, line.gross_minor) == (payout.currency, payout.net_minor) and line.date <= payout.date
        ]
        named = [line for line in same if _names(line.text, payout.reference)]
        fits[payout.id] = named or [line for line in same if payers.account_of(line.text) == payout.account_id]
    claims = Counter(line.id for found in fits.values() for line in found)
    days = {key: found[0].date for key, found in fits.items() if len(found) == 1 and claims[found[0].id] == 1}
    return tuple(
        replace(one, payout=replace(one.payout, date=days.get(one.payout.id, one.payout.date))) for one in everything
    )


def _names(text: str, reference: str) -> bool:
    """Tell whether a text holds a reference as a word of its own; short ones stand in too many texts."""
    if len(reference) < _SHORTEST:
        return False
    return re.search(rf"(?<!\w){re.escape(reference)}(?!\w)", text) is not None


@dataclass(frozen=True, slots=True)
class Payers:
    """Which account a payer is known by: the words its name, payer and source go by."""

    names: Mapping[str, str]
    _words: Mapping[str, frozenset[str]]

    def account_of(self, text: str) -> str:
        """Return the one account whose words stand in the text of a credit; empty for none or several."""
        words = set(_WORD.findall(normalised(text)))
        found = {self._words[word] for word in words if word in self._words}
        accounts = frozenset[str]().union(*found) if found else frozenset()
        return next(iter(accounts)) if len(accounts) == 1 else ""


def payers_of(session: Session, titles: Mapping[str, str]) -> Payers:
    """Return the payers of a workspace; `titles` are the names of sources by profile key."""
    rows: Sequence[tuple[str, str, str, str, str]] = [
        (a, b, c, d, e)
        for a, b, c, d, e in session.connection().exec_driver_sql(
            "SELECT id, name, payer, profile, coalesce(kind, '') FROM account WHERE deleted_at IS NULL ORDER BY id"
        )
    ]
    words: dict[str, set[str]] = defaultdict(set)
    for account, name, payer, profile, kind in rows:
        if kind != "network":
            continue
        for word in _WORD.findall(normalised(f"{name} {payer} {titles.get(profile, '')}")):
            if len(word) >= _SHORTEST and not word.isdigit() and word not in _COMMON:
                words[word].add(account)
    named = {account: name or titles.get(profile, profile) for account, name, _payer, profile, _kind in rows}
    return Payers(named, {word: frozenset(accounts) for word, accounts in words.items()})
