"""Take everything an earnings statement prints from a workspace."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultant_desk import __version__
from consultant_desk.domain.brand import Brand
from consultant_desk.domain.earnings.ageing import Age
from consultant_desk.domain.earnings.rates import Factors, Rates
from consultant_desk.domain.earnings.statement_snapshot import (
    AgeLine,
    BalanceLine,
    EarningsSnapshot,
    GroupLine,
    LackingLine,
    PayerLine,
    RateLine,
    ReceivedLine,
)
from consultant_desk.domain.earnings.tax import Basis
from consultant_desk.domain.money import major
from consultant_desk.domain.report_options import PageSize
from consultant_desk.entities.brand import Brand as BrandRecord
from consultant_desk.entities.practice import Practice
from consultant_desk.errors import UserError
from consultant_desk.services.brand_records import printed
from consultant_desk.services.earnings import moves
from consultant_desk.services.earnings.rates import rates_of
from consultant_desk.services.earnings.tax import Worth, ageing_of, roll_forward_of, tax_year_of
from consultant_desk.services.rows.tax import AgeingRow
from consultant_desk.storage.documents import Documents

RATE_DIGITS = 10
"""Significant digits of a rate in the data of a statement; the reference rates have six."""


@dataclass(frozen=True, slots=True)
class StatementOptions:
    """What a person chooses for a statement; without a brand (its name or id) it takes the default one."""

    basis: Basis = Basis.CASH
    language: str = "en"
    brand: str = ""
    page_size: PageSize = PageSize.A4


def earnings_snapshot(
    session: Session, documents: Documents, period: tuple[str, str], options: StatementOptions, today: date
) -> EarningsSnapshot:
    """Return the statement of a period, its first and last day, as it is today."""
    first, last = period
    practice = session.execute(select(Practice)).scalars().first()
    year = tax_year_of(session, first, last, options.basis)
    ages, balances = ageing_of(session, today), roll_forward_of(session, first, last, today)

    def came(key: str) -> list[moves.Income]:
        return moves.income(session, options.basis, first, last, year.base, key)

    by_programme, by_month = came("programme_id"), came("substr(day, 1, 7)")
    days = {(one.currency, one.day) for one in by_month if one.day}
    rates = rates_of(session, {day for _currency, day in days})
    names = {row[0]: row[1] for row in session.connection().exec_driver_sql("SELECT id, name FROM programme")}
    return EarningsSnapshot(
        first=first,
        last=last,
        basis=options.basis,
        base=year.base,
        practice=practice.name if practice is not None else "",
        consultant=practice.consultant if practice is not None else "",
        made_on=today.isoformat(),
        instant=f"{today.isoformat()}T00:00:00.000Z",
        program_version=__version__,
        language=options.language,
        page_size=options.page_size,
        brand=_brand(session, documents, options.brand, practice),
        payers=tuple(
            PayerLine(row.payer, row.country, row.currency, row.count, row.amount, row.fees, row.tax, row.base)
            for row in year.rows
        ),
        total=year.total,
        fees=year.total_fees,
        tax=year.total_tax,
        missing=year.missing,
        undated=year.undated,
        unexplained=year.unexplained_payouts,
        programmes=_groups(by_programme, rates, year.base, lambda key: names.get(key, "")),
        months=_groups(by_month, rates, year.base, lambda key: key),
        balances=tuple(
            BalanceLine(
                row.account, row.currency, row.opening, row.earned, row.reversed, row.paid, row.closing, row.open_now,
                row.ties,
            )
            for row in balances.rows
        ),
        ages=_ages(ages.rows),
        open_total=ages.total,
        rates=_rates(days, rates, year.base),
        lacking=tuple(LackingLine(one.currency, one.count, one.first, one.last) for one in year.missing_rates),
        received=tuple(ReceivedLine(one.currency, one.minor) for one in year.unexplained),
        of_statement=year.of_statement,
    )  # fmt: skip


def _groups(came: Iterable[moves.Income], rates: Rates, base: str, name: Callable[[str], str]) -> tuple[GroupLine, ...]:
    """Return income by a key and currency in the order of names."""
    worth = Worth(Factors(rates, base))
    sums: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for one in came:
        row = sums[one.key, one.currency]
        row[0] += one.lines
        row[1] += one.minor
        worth.add((one.key, one.currency), one.minor, one.currency, one.day, one.lines)
    keys = sorted(sums, key=lambda key: (name(key[0]) == "", name(key[0]).casefold(), key))
    parts, _total = worth.parts(keys)
    return tuple(GroupLine(name(key[0]), key[1], sums[key][0], sums[key][1], parts.get(key)) for key in keys)


def _ages(rows: Iterable[AgeingRow]) -> tuple[AgeLine, ...]:
    """Return open items by currency and age, those of all payers together."""
    sums: dict[tuple[str, Age], AgeLine] = {}
    for row in rows:
        key = (row.currency, row.age)
        one = sums.get(key, AgeLine(*key, 0, 0, None))
        base = one.base if row.base is None else (one.base or 0) + row.base
        sums[key] = AgeLine(*key, one.count + row.count, one.minor + row.amount, base)
    order = list(Age)
    return tuple(sums[key] for key in sorted(sums, key=lambda key: (key[0], order.index(key[1]))))


def _rates(days: Iterable[tuple[str, str]], rates: Rates, base: str) -> tuple[RateLine, ...]:
    """Return the rates that were used, by currency and day."""
    found = []
    for currency, day in sorted(days):
        factor = rates.factor(currency, base, day)
        if factor is not None:  # of a minor unit; a person reads what one unit is worth
            whole = factor.value * major(1, base) / major(1, currency)
            text = f"{whole:.{RATE_DIGITS}g}"
            found.append(RateLine(currency, day, factor.day, text, factor.manual))
    return tuple(found)


def _brand(session: Session, documents: Documents, wanted: str, practice: Practice | None) -> Brand:
    """Return the brand by its name or id, else the default one, else the house colours."""
    if wanted:
        brands = session.scalars(select(BrandRecord)).all()
        record = next((one for one in brands if wanted in {one.id, one.name}), None)
        if record is None:
            raise UserError(f"There is no brand {wanted[:80]!r}.", "Nothing was made.", "Look at the settings.")
        return printed(session, documents, record)
    record = session.get(BrandRecord, practice.brand_id) if practice is not None and practice.brand_id else None
    if record is not None and record.deleted_at is None:
        return printed(session, documents, record)
    return Brand(name=practice.name if practice is not None else "")
