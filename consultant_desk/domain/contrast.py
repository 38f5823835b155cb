"""Colours as people see them: contrast by WCAG 2.2, and brand colours darkened until text in them can be read."""

from __future__ import annotations

import re

INK = "#1B1F24"
WHITE = "#FFFFFF"
BLACK = "#000000"
TEXT_CONTRAST = 4.5
MARK_CONTRAST = 3.0

_HEX = re.compile(r"#[0-9A-Fa-f]{6}")


def is_colour(text: str) -> bool:
    """Tell whether a text is a colour as it is written everywhere here, #RRGGBB."""
    return _HEX.fullmatch(text) is not None


def channels(colour: str) -> tuple[float, float, float]:
    """Split #RRGGBB into three shares 0..1; `ValueError` for anything else."""
    if not is_colour(colour):
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


def readable(colour: str, paper: str = WHITE, least: float = TEXT_CONTRAST) -> str:
    """Darken a colour until it reaches a contrast on the paper, by default that of text (4.5:1)."""
    for step in range(0, 101, 4):
        darker = mix(colour, BLACK, step / 100)
        if contrast(darker, paper) >= least:
            return darker
    return INK


def label_on(colour: str) -> str:
    """Choose white, ink or black for a label on a coloured area, at a contrast of at least 4.5:1."""
    return next((label for label in (WHITE, INK) if contrast(label, colour) >= TEXT_CONTRAST), BLACK)
