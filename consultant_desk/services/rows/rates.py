"""What is known of exchange rates."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ManualRateRow:
    """A rate of one's own: on `day` one `base` was worth `rate` `quote`."""

    day: str
    base: str
    quote: str
    rate: str


@dataclass(frozen=True, slots=True)
class RatesSheet:
    """The days of the European Central Bank there are, first and last, and rates of one's own, the latest first."""

    days: int
    first: str
    last: str
    own: tuple[ManualRateRow, ...]
