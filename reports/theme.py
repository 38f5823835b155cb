"""Geometry and type of a report: page, margins, the styles every text is set in, and the colours of the brand."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4, LETTER
from reportlab.lib.units import mm

from consultant_desk.domain.brand import Brand
from consultant_desk.domain.report_options import PageSize
from reports import colours
from reports.fonts import FAMILIES, FontBook
from reports.paragraph import Style

MARGIN = 20 * mm
TOP = 19 * mm
BOTTOM = 19 * mm
BAND = 6 * mm


@dataclass(frozen=True, slots=True)
class Face:
    """How one kind of text is set; sizes in points, colours as #RRGGBB."""

    size: float
    leading: float
    colour: str = colours.INK
    bold: bool = False
    tabular: bool = False
    align: Literal[0, 1, 2] = TA_LEFT
    before: float = 0
    after: float = 0
    role: str = "P"
    link_colour: str = ""


class Theme:
    """The look of one report, made from its brand and paper. `scale` shrinks text and gaps to fit one page."""

    def __init__(self, brand: Brand, page: PageSize, fonts: FontBook, scale: float = 1.0) -> None:
        self.brand = brand
        self.fonts = fonts
        self.scale = scale
        self.page_size = page
        self.page_width, self.page_height = A4 if page is PageSize.A4 else LETTER
        self.width = self.page_width - 2 * MARGIN
        self.height = self.page_height - TOP - BOTTOM
        self.band = brand.primary
        self.primary = colours.readable(brand.primary)
        self.secondary = colours.readable(brand.secondary)
        self._styles: dict[Face, Style] = {}

    def scaled(self, scale: float) -> Theme:
        """Return the same look with smaller text."""
        return Theme(self.brand, self.page_size, self.fonts, scale)

    @cached_property
    def faces(self) -> dict[str, Face]:
        """All styles by name."""
        ink, muted, brand = colours.INK, colours.MUTED, self.primary
        return {
            "kicker": Face(8.5, 12, muted, bold=True, before=30, after=2),
            "h1": Face(19, 24, ink, bold=True, after=9, role="H1"),
            "h2": Face(12, 16, brand, bold=True, before=12, after=4, role="H2"),
            "h3": Face(9.5, 13.5, ink, bold=True, before=6, after=2, role="H3"),
            "lead": Face(11, 16, ink, after=9),
            "body": Face(9.5, 13.8, ink, after=6),
            "tight": Face(9.5, 13.8, ink, after=0),
            "list": Face(9.5, 13.8, ink, after=3),
            "quote": Face(10, 14.5, ink, after=3, role="BlockQuote"),
            "small": Face(8, 11, muted, after=3),
            "caption": Face(9, 12.5, brand, bold=True, before=12, after=4),
            "source": Face(7.5, 10, muted, before=3, after=10),
            "cell": Face(8.5, 11.5, ink),
            "cell_bold": Face(8.5, 11.5, ink, bold=True),
            "cell_muted": Face(8, 11, muted),
            "number": Face(8.5, 11.5, ink, tabular=True, align=TA_RIGHT),
            "number_bold": Face(8.5, 11.5, ink, bold=True, tabular=True, align=TA_RIGHT),
            "number_centre": Face(8.5, 11.5, ink, tabular=True, align=TA_CENTER),
            "head": Face(7.8, 10.5, muted, bold=True),
            "head_right": Face(7.8, 10.5, muted, bold=True, align=TA_RIGHT),
            "head_centre": Face(7.8, 10.5, muted, bold=True, align=TA_CENTER),
            "chip": Face(7.5, 11.5, ink, bold=True),
            "value": Face(9, 11, ink, bold=True, tabular=True, align=TA_CENTER),
            "raw": Face(6.8, 8.6, ink, align=TA_CENTER),
            "unknown": Face(7.5, 10, muted, align=TA_CENTER),
            "total": Face(9, 12, ink, bold=True, tabular=True, align=TA_CENTER),
            "group_weight": Face(7.8, 10.5, muted, bold=True, align=TA_RIGHT),
            "level": Face(8, 10.5, ink, align=TA_CENTER),
            "item": Face(9.5, 13.8, brand, bold=True),
        }

    def style(self, face: Face) -> Style:
        """Return how the lines of a face stand, at the scale of this theme."""
        style = self._styles.get(face)
        if style is None:
            by = self.scale
            style = self._styles[face] = Style(
                face.size * by, face.leading * by, face.align, face.before * by, face.after * by, face.role
            )
        return style


def known_family(name: str) -> str:
    """Return the family if it is shipped, else the first one."""
    return name if name in FAMILIES else FAMILIES[0]


__all__ = ["BAND", "BOTTOM", "MARGIN", "TA_CENTER", "TA_LEFT", "TA_RIGHT", "TOP", "Face", "Theme", "known_family"]
