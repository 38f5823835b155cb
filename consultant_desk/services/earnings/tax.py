"""Reports for an accountant over a workspace: the tax year by payer, open items by age, the roll-forward that ties."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TypeVar

from sqlalchemy.orm import Session

from consultant_desk.domain.earnings.ageing import Age, age_of
from consultant_desk.domain.earnings.rates import EXACT, Factors, add_up
from consultant_desk.domain.earnings.tax import Basis
from consultant_desk.errors import UserError
from consultant_desk.services.earnings import moves
from consultant_desk.services.earnings.lines import PAYER
from consultant_desk.services.earnings.open_sums import open_sums
from consultant_desk.services.earnings.rates import base_currency, rates_of
from consultant_desk.services.earnings.terms import terms_book
from consultant_desk.services.rows.earnings import MissingRate
from consultant_desk.services.rows.tax import (
    AgeingReport,
    AgeingRow,
    RollForwardReport,
    RollForwardRow,
    TaxRow,
    TaxYearReport,
    Unexplained,
)

K = TypeVar("K", bound=tuple[str, ...])

_NOTHING = "Nothing was changed."


@dataclass(slots=True)
class Worth:
    """Exact base amounts by a key, and what no rate was found for by currency and day."""

    factors: Factors
    exact: dict[tuple[str, ...], Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    converted: Counter[tuple[str, ...]] = field(default_factory=Counter)
    missing: Counter[tuple[str, ...]] = field(default_factory=Counter)
    lacking: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def add(self, key: tuple[str, ...], minor: int, currency: str, day: str, count: int) -> None:
        """Add amounts of one day."""
        factor = self.factors[currency, day]
        if factor is None:
            self.missing[key] += count
            self.lacking[currency][day] += count
        else:
            self.converted[key] += count
            self.exact[key] = EXACT.add(self.exact[key], EXACT.multiply(minor, factor))

    def parts(self, keys: Sequence[K]) -> tuple[Mapping[K, int], int]:
        """Return whole minor units by key, of those for which there is any rate, and the total they add up to."""
        known = [key for key in keys if self.converted[key]]
        whole, total = add_up([self.exact[key] for key in known])
        return dict(zip(known, whole, strict=True)), total

    def missing_rates(self) -> tuple[MissingRate, ...]:
        """Return the currencies without a rate and the days they lack it on."""
        return tuple(
            MissingRate(currency, days.total(), min(days), max(days)) for currency, days in sorted(self.lacking.items())
        )


def ageing_of(session: Session, today: date) -> AgeingReport:
    """Return open items by payer, currency and age."""
    base, book, day = base_currency(session), terms_book(session), today.isoformat()
    sums = [one for one in open_sums(session, book, base) if not one.is_pending]
    worth = Worth(Factors(rates_of(session, {one.day for one in sums if one.currency != base}), base))
    accounts = accounts_of(session)
    held: dict[tuple[str, str, Age], list[int]] = defaultdict(lambda: [0, 0])
    ages: dict[str, Age] = {}
    for one in sums:
        if one.due not in ages:
            ages[one.due] = age_of(one.due, day)
        age = Age.TO_BE_NETTED if one.minor < 0 else ages[one.due]
        key = (accounts[one.account_id].payer_and_country[0], one.currency, age)
        held[key][0] += one.lines
        held[key][1] += one.minor
        worth.add(key, one.minor, one.currency, one.day, one.lines)
    order = list(Age)
    keys = sorted(held, key=lambda key: (key[0].casefold(), key[0], key[1], order.index(key[2])))
    parts, total = worth.parts(keys)
    rows = tuple(
        AgeingRow(payer, currency, age, count, minor, parts.get(key), worth.missing[key])
        for key in keys
        for (payer, currency, age), (count, minor) in [(key, held[key])]
    )
    return AgeingReport(day, base, rows, total, worth.missing.total(), worth.missing_rates())


def roll_forward_of(session: Session, first: str, last: str, today: date) -> RollForwardReport:
    """Return the roll-forward of a period, with what is open in the ledger where the period lasts until today."""
    if first > last:
        raise UserError("A period ends before it begins.", _NOTHING, "Turn its two days around.")
    found = {one[:2]: one for one in moves.balances(session, first, last)}
    open_now = moves.open_by_account(session) if last >= today.isoformat() else None
    accounts = accounts_of(session)
    keys = set(found) | {key for key, minor in (open_now or {}).items() if minor}
    rows = []
    for key in sorted(keys, key=lambda key: (accounts[key[0]].name.casefold(), *key)):
        one = found.get(key, moves.Balance(*key, 0, 0, 0, 0))
        left = None if open_now is None else open_now.get(key, 0)
        rows.append(RollForwardRow(key[0], accounts[key[0]].name, *one[1:], one.closing, left))
    return RollForwardReport(first, last, tuple(rows))


def tax_year_of(session: Session, first: str, last: str, basis: Basis) -> TaxYearReport:
    """Return the income of a period by payer and currency, with what payouts kept back."""
    base, accounts = base_currency(session), accounts_of(session)
    came = moves.income(session, basis, first, last, base)
    kept = _kept_back(session, first, last)
    factors = Factors(rates_of(session, {one.day for one in came if one.day} | {row[2] for row in kept}), base)
    amounts, fees, taxes = (Worth(factors) for _ in range(3))
    sums: dict[tuple[str, str, str], list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for one in came:
        key = (*accounts[one.key].payer_and_country, one.currency)
        sums[key][0] += one.lines
        sums[key][1] += one.minor
        amounts.add(key, one.minor, one.currency, one.day, one.lines)
    for account, currency, day, is_tax, minor in kept:
        key = (*accounts[account].payer_and_country, currency)
        sums[key][3 if is_tax else 2] += minor
        (taxes if is_tax else fees).add(key, minor, currency, day, 1)
    keys = sorted(sums, key=lambda key: (key[0].casefold(), *key))
    (of_amount, total), (of_fees, total_fees), (of_tax, total_tax) = (one.parts(keys) for one in (amounts, fees, taxes))
    rows = []
    for payer, country, currency in keys:
        key = (payer, country, currency)
        count, minor, fee, tax = sums[key]
        rows.append(
            TaxRow(
                payer=payer,
                country=country,
                currency=currency,
                count=count,
                amount=minor,
                fees=fee,
                tax=tax,
                base=of_amount.get(key, None if amounts.missing[key] else 0),
                base_fees=of_fees.get(key, None if fees.missing[key] else 0),
                base_tax=of_tax.get(key, None if taxes.missing[key] else 0),
                missing=amounts.missing[key],
            )
        )
    for worth in (fees, taxes):
        for currency, days in worth.lacking.items():
            amounts.lacking[currency].update(days)
    undated, of_statement = moves.without_own_day(session, first, last) if basis is Basis.CASH else (0, 0)
    return TaxYearReport(
        first=first,
        last=last,
        basis=basis,
        base=base,
        rows=tuple(rows),
        total=total,
        total_fees=total_fees,
        total_tax=total_tax,
        missing=sum(row.missing for row in rows),
        missing_rates=amounts.missing_rates(),
        undated=undated,
        of_statement=of_statement,
        unexplained=_unexplained(session, first, last),
    )


@dataclass(frozen=True, slots=True)
class AccountFacts:
    """What an account is called, and who pays from where."""

    name: str
    payer_and_country: tuple[str, str]


def accounts_of(session: Session) -> Mapping[str, AccountFacts]:
    """Return all accounts there are, by id."""
    rows = session.connection().exec_driver_sql(
        f"SELECT id, coalesce(nullif(name, ''), profile), {PAYER}, coalesce(country, '') FROM account"
    )
    return {one: AccountFacts(name, (payer, country)) for one, name, payer, country in rows}


def _kept_back(session: Session, first: str, last: str) -> list[tuple[str, str, str, bool, int]]:
    """Return (account, currency, day, is tax, amount) of what was kept back from payouts, on their way to the bank too.

    What is kept back is positive.
    """
    payout = "FROM payout WHERE deleted_at IS NULL AND paid_on BETWEEN :first AND :last"
    rows = session.connection().exec_driver_sql(
        f"SELECT account_id, fee_currency, paid_on, 0, -fee_minor {payout} AND fee_minor <> 0 UNION ALL "
        f"SELECT account_id, tax_currency, paid_on, 1, -tax_minor {payout} AND tax_minor <> 0 UNION ALL "
        "SELECT p.account_id, s.fee_currency, b.booked_on, 0, -s.fee_minor FROM settlement s "
        "JOIN payout p ON p.id = s.payout_id AND p.deleted_at IS NULL JOIN bank_line b ON b.id = s.bank_line_id "
        "WHERE s.deleted_at IS NULL AND s.fee_minor <> 0 AND b.booked_on BETWEEN :first AND :last",
        {"first": first, "last": last},
    )
    return [(account, currency, day, bool(is_tax), minor) for account, currency, day, is_tax, minor in rows]


def _unexplained(session: Session, first: str, last: str) -> tuple[Unexplained, ...]:
    """Return what payouts of a period brought beyond the commissions they paid, by a match or by their name.

    A payout that fell short of what is matched with it paid none of it yet.
    """
    rows = session.connection().exec_driver_sql(
        "WITH named AS (SELECT account_id, payment_id, currency, sum(effect_minor) AS minor FROM cache_ledger_line "
        "WHERE payment = 'paid' AND payment_id <> '' AND part = '' GROUP BY 1, 2, 3), matched AS (SELECT i.payout_id, "
        "sum(i.amount_minor) AS minor FROM payout_item i JOIN cache_ledger_line l ON l.commission_id = "
        "i.commission_id AND l.part = i.part AND (l.payment = 'paid' OR l.part <> '') "
        "WHERE i.deleted_at IS NULL GROUP BY 1), rest AS ("
        "SELECT p.gross_currency AS currency, p.gross_minor - coalesce(m.minor, n.minor, 0) AS minor FROM payout p "
        "LEFT JOIN matched m ON m.payout_id = p.id LEFT JOIN named n ON n.account_id = p.account_id "
        "AND n.currency = p.gross_currency AND n.payment_id = coalesce(nullif(p.external_id, ''), p.reference) "
        "WHERE p.deleted_at IS NULL AND p.gross_minor IS NOT NULL AND p.paid_on BETWEEN ? AND ?) "
        "SELECT currency, count(*), sum(minor) FROM rest WHERE minor > 0 GROUP BY 1 ORDER BY 1",
        (first, last),
    )
    return tuple(Unexplained(*row) for row in rows)
