"""Colours: contrast by WCAG, brand colours darkened until text is readable, and the fixed palette of the charts."""

from __future__ import annotations

import re
from functools import cache

from reports import lockdown  # noqa: F401  the settings must stand before any part of ReportLab is imported

# isort: split
from reportlab.lib.colors import Color, HexColor

INK = "#1B1F24"
MUTED = "#56606B"
RULE = "#D5DAE0"
TRACK = "#E6E9ED"
WHITE = "#FFFFFF"
BLACK = "#000000"
WARN = "#8A4B08"

_HEX = re.compile(r"#[0-9A-Fa-f]{6}")
TEXT_CONTRAST = 4.5


def channels(colour: str) -> tuple[float, float, float]:
    """Split #RRGGBB into three shares 0..1; `ValueError` for anything else."""
    if not _HEX.fullmatch(colour):
        raise ValueError("a colour is written as #RRGGBB")
    return (int(colour[1:3], 16) / 255, int(colour[3:5], 16) / 255, int(colour[5:7], 16) / 255)


def luminance(colour: str) -> float:
    """Return the relative luminance 0..1 (WCAG 2.2)."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio 1..21 of two colours."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def mix(one: str, other: str, share: float) -> str:
    """Mix `share` (0..1) of `other` into `one`."""
    pairs = zip(channels(one), channels(other), strict=True)
    return "#" + "".join(f"{round(255 * (a + (b - a) * share)):02X}" for a, b in pairs)


def readable(colour: str, paper: str = WHITE) -> str:
    """Darken a colour until text in it reaches 4.5:1 on the paper."""
    for step in range(0, 101, 4):
        darker = mix(colour, "#000000", step / 100)
        if contrast(darker, paper) >= TEXT_CONTRAST:
            return darker
    return INK


def label_on(colour: str) -> str:
    """Choose white, ink or black for a label on a coloured area, at a contrast of at least 4.5:1."""
    return next((label for label in (WHITE, INK) if contrast(label, colour) >= TEXT_CONTRAST), BLACK)


@cache
def paint(colour: str) -> Color:
    """Return #RRGGBB as ReportLab's colour, parsed once."""
    return HexColor(colour)


@cache
def operands(colour: str) -> str:
    """Return #RRGGBB as the three operands of a PDF colour operator."""
    return " ".join(f"{channel:.4g}" for channel in channels(colour))
