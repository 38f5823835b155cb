"""The colours of data: one fixed order (Okabe & Ito), the same on screen, in both themes and on paper."""

from __future__ import annotations

ORDER = ("#0072B2", "#E69F00", "#CC79A7", "#56B4E9", "#009E73", "#D55E00", "#F0E442", "#6F6F6F")
"""Blue, orange, purple, sky, green, vermillion, yellow, grey."""

FOR, AGAINST = ORDER[0], ORDER[1]

RANK_RAMP = ("#0072B2", "#5BA5CE", "#A3CBE2", "#D3E5F0", "#ECECE8")
"""First place to fifth; every later place has the last colour."""

_HEAT_FROM, _HEAT_TO = (0xF6, 0xFA, 0xFD), (0x00, 0x72, 0xB2)


def colour_of(place: int) -> str:
    """Return the colour of the series at this place, from 0; colours repeat after the eighth."""
    return ORDER[place % len(ORDER)]


def rank_colour(rank: int) -> str:
    """Return the colour of a place in the ranking, from 1."""
    return RANK_RAMP[min(rank, len(RANK_RAMP)) - 1]


def heat(value: float) -> str:
    """Return the ground of a cell with this value 0..100; dark text is readable on all of them."""
    mix = 0.02 + 0.45 * min(max(value, 0.0), 100.0) / 100.0
    channels = (round(start + (end - start) * mix) for start, end in zip(_HEAT_FROM, _HEAT_TO, strict=True))
    return "#" + "".join(f"{channel:02X}" for channel in channels)
