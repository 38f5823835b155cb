"""When a tax year begins and ends: a calendar year, from 6 April as in the United Kingdom, or from any other day."""

from __future__ import annotations

import re
from datetime import date, timedelta

from consultant_desk.errors import UserError

NEW_YEAR = "01-01"


def period_of(year: int, start: str = NEW_YEAR) -> tuple[str, str]:
    """Return the first and last day of the tax year that begins in `year` on `start` ("04-06" in the UK)."""
    try:
        if not re.fullmatch(r"\d\d-\d\d", start, re.ASCII):
            raise ValueError(start)  # a week of a year is a date of the standard, too
        first, after = (date.fromisoformat(f"{one:04}-{start}") for one in (year, year + 1))
    except ValueError:
        raise UserError(
            f"A tax year cannot begin on {start!r} of {year}.",
            "Nothing was changed.",
            "Write month and day as 04-06, no 29 February.",
        ) from None
    return first.isoformat(), (after - timedelta(days=1)).isoformat()


def year_of(day: date, start: str = NEW_YEAR) -> int:
    """Return the year in which the tax year of a day begins."""
    return day.year if day.isoformat() >= period_of(day.year, start)[0] else day.year - 1


def year_label(year: int, start: str = NEW_YEAR) -> str:
    """Return how a tax year is called: "2026", or "2026/27" where it ends in the next."""
    return str(year) if start == NEW_YEAR else f"{year}/{(year + 1) % 100:02}"
