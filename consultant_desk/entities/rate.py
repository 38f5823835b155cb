"""Exchange rates: the days of the European Central Bank, and rates of one's own."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from consultant_desk.entities.base import (
    Record,
    text_column,
)
from consultant_desk.entities.registry import EntitySpec, FieldKind, FieldSpec


class RateDay(Record):
    """The rates of one day as a source published them; exists once per day.

    `rates_json` holds what one euro was worth, {"USD": "1.0956", ...}, as written by the source.
    """

    __tablename__ = "rate_day"

    day: Mapped[str] = text_column(short=True)
    rates_json: Mapped[str] = text_column(unit="rates")
    source: Mapped[str] = text_column(short=True, unit="rates")


class ManualRate(Record):
    """A rate a person entered: what one `base` was worth in `quote` on a day; exists once per day and pair."""

    __tablename__ = "manual_rate"

    day: Mapped[str] = text_column(short=True)
    base: Mapped[str] = text_column(short=True)
    quote: Mapped[str] = text_column(short=True)
    rate: Mapped[str] = text_column(short=True)
    note: Mapped[str] = text_column(short=True)


SPECS = (
    EntitySpec(
        record=RateDay,
        label="Rates of a day",
        plural="Rates of days",
        icon="globe",
        title_field="day",
        fields=(
            FieldSpec("day", "Day", FieldKind.DATE, required=True),
            FieldSpec("rates_json", "Rates", FieldKind.JSON),
            FieldSpec("source", "Source"),
        ),
        internal=True,
    ),
    EntitySpec(
        record=ManualRate,
        label="Own rate",
        plural="Own rates",
        icon="globe",
        title_field="day",
        fields=(
            FieldSpec("day", "Day", FieldKind.DATE, required=True),
            FieldSpec("base", "One", FieldKind.CURRENCY, required=True),
            FieldSpec("quote", "In", FieldKind.CURRENCY, required=True),
            FieldSpec("rate", "Rate", FieldKind.NUMBER, required=True),
            FieldSpec("note", "Note"),
        ),
        internal=True,
    ),
)
