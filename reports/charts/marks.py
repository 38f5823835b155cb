"""Marks that are seen on white paper whatever their colour: pale ones have an edge."""

from __future__ import annotations

from consultant_desk.domain.contrast import MARK_CONTRAST, readable
from reports import colours
from reports.drawing import EDGE, Pen


def edged(pen: Pen, x: float, y: float, wide: float, high: float, fill: str) -> None:
    """Fill a rectangle; one paler than 3:1 on white is edged in a darker shade of its colour (WCAG 2.2, 1.4.11)."""
    edge = readable(fill, least=MARK_CONTRAST)
    pen.rect(x, y, wide, high, fill, edge if edge != fill else "")


def lined(pen: Pen, x: float, y: float, wide: float, high: float, fill: str) -> None:
    """Fill a band with an edge above and below, open at its ends: what it shows may go on there."""
    pen.rect(x, y, wide, high, readable(fill, least=MARK_CONTRAST))
    pen.rect(x, y + EDGE, wide, high - 2 * EDGE, fill)


def hollow(pen: Pen, x: float, y: float, wide: float, high: float, colour: str) -> None:
    """Draw a rectangle that is white within, told from a filled one without its colour."""
    pen.rect(x, y, wide, high, colours.WHITE, colour)
