"""How the window writes figures: numbers, points and shares in the locale of the person, with the decimals printed."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from PySide6.QtCore import QLocale

from consultant_desk.domain.charts.rounding import tenths
from consultant_desk.domain.evaluation.result import Shown
from consultant_desk.domain.evaluation.verdict import lead_shown
from ui.entry import formats

MINUS = "\u2212"


@cache
def figures() -> QLocale:
    """Return the user's locale for figures in Qt's form, which writes a hundred of them within one frame."""
    return QLocale(formats().locale)


def number_text(value: float, digits: int = 6) -> str:
    """Return a number in the locale with at most `digits` decimals and no trailing zeros."""
    rounded = round(value, digits)
    text = f"{rounded:.{digits}f}".rstrip("0").rstrip(".")
    decimals = len(text.partition(".")[2])
    return figures().toString(rounded + 0.0, "f", decimals).replace("-", MINUS)


def points_text(value: float) -> str:
    """Return points with one decimal: a score, a contribution."""
    return figures().toString(tenths(value) / 10, "f", 1).replace("-", MINUS)


def signed_text(value: float) -> str:
    """Return points with one decimal and a sign; zero has none."""
    return ("+" if tenths(value) > 0 else "") + points_text(value)


def shown_text(shown: Shown) -> str:
    """Return a figure in the locale with the decimals it is printed with."""
    return figures().toString(shown.number, "f", shown.digits).replace("-", MINUS)


def signed_lead(first: float, second: float) -> str:
    """Return by how many points one score leads another, with its sign, as every lead is printed."""
    return signed_shown(lead_shown(first, second))


def signed_shown(shown: Shown) -> str:
    """Return a figure in the locale with its sign and the decimals it is printed with; zero has none."""
    return ("+" if shown.number > 0 else "") + shown_text(shown)


def percent_text(share: float) -> str:
    """Return a share as percent without the sign, one decimal only when there is one: 12, 15.9."""
    return number_text(tenths(share * 100.0) / 10, 1)


def column_decimals(column: Iterable[float]) -> int:
    """Return the decimals that a column of shares needs as percent: none when all are whole, else one."""
    return 0 if all(tenths(share * 100.0) % 10 == 0 for share in column) else 1


def column_percent(share: float, decimals: int) -> str:
    """Return a share as percent, with the decimals of its column."""
    return figures().toString(tenths(share * 100.0) / 10, "f", decimals)
