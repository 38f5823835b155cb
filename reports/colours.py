"""The fixed colours of a report, and colours as ReportLab and PDF take them. Contrast is in `domain.contrast`."""

from __future__ import annotations

from functools import cache

from consultant_desk.domain.contrast import (
    BLACK,
    INK,
    TEXT_CONTRAST,
    WHITE,
    channels,
    contrast,
    label_on,
    luminance,
    mix,
    readable,
)
from reports import lockdown  # noqa: F401  the settings must stand before any part of ReportLab is imported

# isort: split
from reportlab.lib.colors import Color, HexColor

MUTED = "#56606B"
RULE = "#D5DAE0"
TRACK = "#E6E9ED"
WARN = "#8A4B08"
BAD = "#B3261E"


@cache
def paint(colour: str) -> Color:
    """Return #RRGGBB as ReportLab's colour, parsed once."""
    return HexColor(colour)


@cache
def operands(colour: str) -> str:
    """Return #RRGGBB as the three operands of a PDF colour operator."""
    return " ".join(f"{channel:.4g}" for channel in channels(colour))


__all__ = [
    "BLACK",
    "INK",
    "MUTED",
    "RULE",
    "TEXT_CONTRAST",
    "TRACK",
    "WARN",
    "WHITE",
    "channels",
    "contrast",
    "label_on",
    "luminance",
    "mix",
    "operands",
    "paint",
    "readable",
]
