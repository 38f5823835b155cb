"""What a person may type for numbers, money and dates: whatever is displayed, and a few short cuts."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from PySide6.QtCore import QDate, QLocale

_GROUPS = "\u00a0\u202f '’_"
_STEP = re.compile(r"^([+-])\s*(\d{1,4})\s*([dwmy]?)$")


def number_text(value: Decimal, locale: QLocale | None = None) -> str:
    """Return a number as the locale writes it, with every digit it has and no trailing zeros."""
    where = locale or QLocale()
    plain = format(value, "f")
    whole, _, decimals = plain.partition(".")
    sign = "-" if whole.startswith("-") else ""
    grouped = where.toString(int(whole.lstrip("-") or "0"))
    decimals = decimals.rstrip("0")
    return sign + grouped + (where.decimalPoint() + decimals if decimals else "")


def parse_number(text: str, locale: QLocale | None = None) -> Decimal:
    """Return the number typed; `ValueError` when it is none.

    The decimal sign of the locale counts; the other of "." and "," is a group separator where three digits follow it
    and a decimal sign elsewhere, so that pasted figures of another country are not taken a thousand times too large.
    """
    where = locale or QLocale()
    point = where.decimalPoint()
    other = "," if point == "." else "."
    cleaned = text.strip().replace("−", "-")
    for sign in _GROUPS:
        cleaned = cleaned.replace(sign, "")
    if other in cleaned and point not in cleaned and not re.fullmatch(rf"-?\d{{1,3}}(\{other}\d{{3}})+", cleaned):
        cleaned = cleaned.replace(other, point)
    cleaned = cleaned.replace(other, "").replace(point, ".")
    if not re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)", cleaned):
        raise ValueError(text)
    try:
        return Decimal(cleaned)
    except InvalidOperation as error:
        raise ValueError(text) from error


def date_text(day: date, locale: QLocale | None = None, *, weekday: bool = False) -> str:
    """Return a date as the program shows it: `24 Nov 2026`, with `weekday` `Tue 24 Nov 2026`."""
    return (locale or QLocale()).toString(
        QDate(day.year, day.month, day.day), ("ddd " if weekday else "") + "d MMM yyyy"
    )


def short_date(day: date, today: date, locale: QLocale | None = None) -> str:
    """Return a date near today without its year (`Tue 24 Nov`), else `3 Feb 2028`."""
    shape = "ddd d MMM" if abs((day - today).days) <= 14 else "d MMM"
    if abs((day - today).days) > 300:
        shape = "d MMM yyyy"
    return (locale or QLocale()).toString(QDate(day.year, day.month, day.day), shape)


def parse_date(text: str, today: date, locale: QLocale | None = None) -> date:
    """Return the date typed; `ValueError` when it is none.

    Accepts what `date_text` shows, ISO, the locale's own short forms, "today", "tomorrow", weekday names (the next
    such day) and steps from today: "+3d", "+2w", "+1m", "-1y".
    """
    where = locale or QLocale()
    cleaned = " ".join(text.strip().lower().split())
    named = {"today": 0, "tomorrow": 1, "yesterday": -1}
    if cleaned in named:
        return today + timedelta(days=named[cleaned])
    for finder in (_step, _weekday, _written):
        found = finder(cleaned, today, where)
        if found is not None:
            return found
    raise ValueError(text)


def _step(text: str, today: date, _locale: QLocale) -> date | None:
    match = _STEP.match(text)
    if match is None:
        return None
    amount = int(match[2]) * (1 if match[1] == "+" else -1)
    try:
        if match[3] in ("", "d", "w"):
            return today + timedelta(days=amount * (7 if match[3] == "w" else 1))
        return _months_on(today, amount * (12 if match[3] == "y" else 1))
    except (OverflowError, ValueError):
        return None


def _months_on(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _weekday(text: str, today: date, locale: QLocale) -> date | None:
    for number in range(1, 8):
        names = {
            locale.dayName(number, form).lower()
            for form in (QLocale.FormatType.LongFormat, QLocale.FormatType.ShortFormat)
        }
        if text in names:
            return today + timedelta(days=(number - today.isoweekday() - 1) % 7 + 1)
    return None


def _written(text: str, today: date, locale: QLocale) -> date | None:
    shown = re.sub(r"^[^\W\d]{2,4}\.?,? (?=\d)", "", text)
    for shape in (
        "yyyy-MM-dd",
        "d MMM yyyy",
        "d MMMM yyyy",
        "d.M.yyyy",
        locale.dateFormat(QLocale.FormatType.ShortFormat),
    ):
        for candidate in (shown, shown.title()):
            parsed = locale.toDate(candidate, shape, 2000)
            if parsed.isValid():
                return date(parsed.year(), parsed.month(), parsed.day())
    for shape in ("d MMM", "d MMMM", "d.M."):
        parsed = locale.toDate(f"{shown.title()} {today.year}", f"{shape} yyyy")
        if parsed.isValid():
            near = date(parsed.year(), parsed.month(), parsed.day())
            return near if (today - near).days <= 180 else _months_on(near, 12)
    return None
