"""How the window writes and reads dates, numbers and money: the user's formats and a few short cuts for dates.

Babel is imported with the first value shown, which comes after the first paint.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from consultant_desk.errors import UserError

if TYPE_CHECKING:
    from consultant_desk.domain.money import Money
    from consultant_desk.formats import Formats

_STEP = re.compile(r"([+-])\s*(\d{1,4})\s*([dwmy])")


@cache
def formats() -> Formats:
    """Return the formats of the user."""
    from consultant_desk.formats import Formats  # after the first paint

    return Formats.of_user()


def money_text(money: Money | None) -> str:
    """Return an amount with its currency and all its decimals, or nothing."""
    if money is None:
        return ""
    from consultant_desk.domain.currencies import exponent  # after the first paint

    # Not the decimals that are usual in print: an amount of Iraqi dinars has three of them, and is printed with none.
    return formats().rounded_money(money.major, money.currency, decimals=exponent(money.currency))


def day_text(iso: str, today: date | None = None) -> str:
    """Return an ISO date as the program shows it ("Tue 24 Nov"), or nothing."""
    return formats().day(date.fromisoformat(iso[:10]), today) if iso else ""


def date_text(iso: str) -> str:
    """Return an ISO date of the past without its weekday: "5 Oct 2026"; nothing for none."""
    return _written(date.fromisoformat(iso[:10]), "d MMM y") if iso else ""


def heading_day(day: date) -> str:
    """Return a date as a title: "Thursday 19 November"."""
    return _written(day, "EEEE d MMMM")


def weekday_text(day: date) -> str:
    """Return a date of these days, short: "Thu 19"."""
    return _written(day, "EEE d")


def month_text(day: date) -> str:
    """Return the month of a date: "November 2026"."""
    return _written(day, "LLLL y")


def month_name(day: date) -> str:
    """Return the month of a date without its year: "November"."""
    return _written(day, "LLLL")


def weekday_letters() -> tuple[str, ...]:
    """Return the seven weekdays from Monday, two letters each."""
    monday = date(2024, 1, 1)
    return tuple(_written(monday + timedelta(days=ahead), "EEEEEE") for ahead in range(7))


def _written(day: date, pattern: str) -> str:
    from babel.dates import format_date  # after the first paint

    return str(format_date(day, pattern, locale=formats().locale))


def read_day(text: str, today: date) -> date:
    """Read a date: all that `Formats.parse_date` reads, steps like "+3d", "+2w", "+1m", and weekday names.

    A weekday means the next such day after today. `UserError` when it is no date.
    """
    folded = text.strip().casefold()
    step = _STEP.fullmatch(folded)
    if step is not None:
        amount = int(step[2]) * (1 if step[1] == "+" else -1)
        try:
            return _stepped(today, amount, step[3])
        except (OverflowError, ValueError) as error:
            raise UserError(f"“{text.strip()}” lies outside the calendar.") from error
    ahead = _days_to_weekday(folded, today)
    return today + timedelta(days=ahead) if ahead else formats().parse_date(text, today)


def _stepped(today: date, amount: int, unit: str) -> date:
    if unit in "dw":
        return today + timedelta(days=amount * (7 if unit == "w" else 1))
    return months_on(today, amount * (12 if unit == "y" else 1))


def months_on(day: date, months: int) -> date:
    """Return the same day some months later or earlier, the last day of the month where there is no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _days_to_weekday(folded: str, today: date) -> int:
    if len(folded) < 2 or not folded.isalpha():
        return 0
    for ahead in range(1, 8):
        day = today + timedelta(days=ahead)
        names = {calendar.day_name[day.weekday()].casefold(), formats().day(day, today).split()[0].casefold()}
        if folded in names:
            return ahead
    return 0
