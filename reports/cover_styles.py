"""The looks of the first page: a field of colour behind the title, a band at the top of the paper, or type only."""

from __future__ import annotations

from dataclasses import dataclass

from consultant_desk.domain.brand import CoverStyle
from reports import colours
from reports.tags import ReportCanvas
from reports.theme import BAND, Theme

STRIP = 100.0
"""Above the title: logo and marking, in points."""
_TALLEST_PAPER = 841.89
_FIELD, _OPEN = 340.0, 290.0
_EDGE = 4.0


@dataclass(frozen=True, slots=True)
class CoverLook:
    """How the part with the title is set, in points: its `height`, `inset` above its first line, `date` above its end.

    `kind` colours the first line, `ink` title and date. The title may take `title` points.
    """

    style: CoverStyle
    height: float
    inset: float
    date: float
    title: float
    kind: str
    ink: str


def cover_look(theme: Theme) -> CoverLook:
    """Return the look of a brand on its paper; on a shorter one the title gives way, what is below keeps its room."""
    style = theme.brand.cover
    shorter = max(0.0, _TALLEST_PAPER - theme.page_height)
    if style is CoverStyle.BLOCK:
        ink = colours.label_on(theme.band)
        return CoverLook(style, _FIELD - shorter, 62, 40, 150 - shorter, ink, ink)
    return CoverLook(style, _OPEN - shorter, 24, 26, 150 - shorter, theme.primary, colours.INK)


def paint_cover(canvas: ReportCanvas, look: CoverLook, theme: Theme) -> None:
    """Paint what lies under the words of the first page."""
    wide, high = theme.page_width, theme.page_height
    if look.style is CoverStyle.BLOCK:
        bottom = high - STRIP - look.height
        canvas.fill_area(0, bottom, wide, look.height, theme.band)
        canvas.fill_area(0, bottom, wide, _EDGE, theme.brand.secondary)
    elif look.style is CoverStyle.BAND:
        canvas.fill_area(0, high - BAND, wide, BAND, theme.band)
        canvas.fill_area(0, high - BAND - _EDGE, wide, _EDGE, theme.brand.secondary)
