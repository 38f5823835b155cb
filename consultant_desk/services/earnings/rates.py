"""Exchange rates in a workspace: files of the European Central Bank, rates of one's own, and what sums come to."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultant_desk.domain.changes import Outcome
from consultant_desk.domain.currencies import is_currency
from consultant_desk.domain.earnings.rates import QUARTER_DAYS, REACH, DayRates, ManualRate, Rates, RatesSpan
from consultant_desk.domain.ids import pair_id
from consultant_desk.domain.progress import Progress, silent
from consultant_desk.entities.practice import Practice
from consultant_desk.entities.rate import ManualRate as ManualRateRecord
from consultant_desk.entities.rate import RateDay
from consultant_desk.entities.registry import entities
from consultant_desk.errors import UserError
from consultant_desk.services.earnings.held import existing
from consultant_desk.services.operations import Area, iso_date
from consultant_desk.services.rows.rates import ManualRateRow, RatesSheet
from consultant_desk.storage.session import insert_rows, live, now_text, revive, updated

if TYPE_CHECKING:
    from consultant_desk.imports.rates import RatesFile

ECB = "ECB"
DEFAULT_BASE = "EUR"
_NOTHING = "Nothing was changed."


@dataclass(frozen=True, slots=True)
class RatesImported:
    """What importing a file of rates did: days by what happened to them, and columns that are no currency known."""

    new: int
    changed: int
    unchanged: int
    first: str
    last: str
    unknown: tuple[str, ...] = ()


class RatesArea(Area):
    """Imports and keeps exchange rates."""

    def import_file(self, data: bytes) -> Outcome[RatesImported]:
        """Take the days of a file of the ECB; a day that is there already takes the file's rates."""
        from consultant_desk.imports.rates import read_rates

        return self.take(read_rates(data))

    def fetch(self, span: RatesSpan, progress: Progress = silent) -> RatesFile:
        """Return a file of the ECB from the network, to be taken; `NetworkFailure` when it cannot be had.

        It touches no workspace and takes its time: call it on neither the writer nor the reader thread.
        """
        from consultant_desk.imports.ecb import fetch_rates

        return fetch_rates(span, progress)

    def needed(self) -> RatesSpan:
        """Return what leaves no hole before today: 90 days where rates held reach their beginning, else all."""
        begins = self._clock.today() - timedelta(days=QUARTER_DAYS - REACH)
        query = "SELECT 1 FROM rate_day WHERE deleted_at IS NULL AND day BETWEEN ? AND ?"
        days = ((begins - timedelta(days=REACH)).isoformat(), begins.isoformat())
        joined = self._read(lambda session: session.connection().exec_driver_sql(query, days).first())
        return RatesSpan.QUARTER if joined else RatesSpan.HISTORY

    def take(self, found: RatesFile) -> Outcome[RatesImported]:
        """Keep the days of a file that was read; a day that is there already takes the file's rates."""
        rows = {pair_id("rate day", one.day): one for one in found.days}
        texts = {key: json.dumps(dict(sorted(one.rates.items()))) for key, one in rows.items()}

        def work(session: Session) -> RatesImported:
            there = existing(session, RateDay.__tablename__, rows)
            new = [key for key in rows if key not in there]
            insert_rows(session, RateDay, [_day(key, rows[key], texts[key]) for key in new])
            table = entities()[RateDay.__tablename__].table
            found_rows = session.connection().execute(select(table.c.id, table.c.rates_json).where(live(table)))
            known = {row[0]: row[1] for row in found_rows}
            changed = [key for key in there if known.get(key) != texts[key]]
            for key in changed:
                statement = updated(table, now_text(session)).values(
                    rates_json=texts[key], source=ECB, deleted_at=None, deleted_how=None
                )
                session.connection().execute(statement.where(table.c.id == key))
            days = sorted(one.day for one in found.days)
            return RatesImported(len(new), len(changed), len(there) - len(changed), days[0], days[-1], found.unknown)

        return self._change("Import exchange rates", work)

    def enter(self, day: str, base: str, quote: str, rate: str, note: str = "") -> Outcome[None]:
        """Keep a rate of one's own: on `day`, one `base` was worth `rate` `quote`. It wins over the ECB's."""
        day = iso_date("Day", day)
        for code in (base, quote):
            if not is_currency(code):
                raise UserError(f"{code!r} is not a currency.", _NOTHING, "Write its three letters, such as KWD.")
        if base == quote:
            raise UserError("A rate needs two currencies.", _NOTHING)
        try:
            value = Decimal(rate)
        except InvalidOperation:
            value = Decimal(0)
        if not value.is_finite() or value <= 0:
            raise UserError(f"{rate!r} is not a rate.", _NOTHING, "Write it as 3.3412.")

        def work(session: Session) -> None:
            key = pair_id("manual rate", day, base, quote)
            revive(session, ManualRateRecord, key, day=day, base=base, quote=quote, rate=str(value), note=note)

        return self._change(f"Enter the rate of {base} in {quote}", work)

    def sheet(self) -> RatesSheet:
        """Return which rates there are."""

        def work(session: Session) -> RatesSheet:
            connection = session.connection()
            count, first, last = connection.exec_driver_sql(
                "SELECT count(*), coalesce(min(day), ''), coalesce(max(day), '') FROM rate_day WHERE deleted_at IS NULL"
            ).one()
            own = connection.exec_driver_sql(
                "SELECT day, base, quote, rate FROM manual_rate WHERE deleted_at IS NULL ORDER BY day DESC, base, quote"
            )
            return RatesSheet(count, first, last, tuple(ManualRateRow(*row) for row in own))

        return self._read(work)

    def known(self) -> Rates:
        """Return all rates there are."""
        return self._read(rates_of)


def _day(key: str, one: DayRates, text: str) -> dict[str, Any]:
    return {"id": key, "day": one.day, "rates_json": text, "source": ECB}


def rates_of(session: Session, days: Iterable[str] | None = None) -> Rates:
    """Return the rates there are; of the ECB's only those that `days` (ISO, earliest to latest) may need."""
    wanted = sorted(set(days)) if days is not None else None
    if wanted == []:
        return Rates()
    connection = session.connection()
    query = "SELECT day, rates_json FROM rate_day WHERE deleted_at IS NULL"
    arguments: tuple[str, ...] = ()
    if wanted is not None:
        query += " AND day BETWEEN date(?, '-7 days') AND ?"
        arguments = (wanted[0], wanted[-1])
    ecb = [DayRates(day, json.loads(text)) for day, text in connection.exec_driver_sql(query, arguments)]
    entered = connection.exec_driver_sql("SELECT day, base, quote, rate FROM manual_rate WHERE deleted_at IS NULL")
    return Rates(ecb, [ManualRate(day, base, quote, Decimal(rate)) for day, base, quote, rate in entered])


def base_currency(session: Session) -> str:
    """Return the currency reports are in."""
    found = session.execute(select(Practice.currency)).scalars().first()
    return found or DEFAULT_BASE
