"""Time as the program stores it: instants in UTC ISO 8601 with Z and milliseconds, calendar dates as local ISO dates.

The clock is a parameter everywhere, so that tests and reports decide what "now" is.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """Return the current instant, aware, in UTC."""
        ...

    def today(self) -> date:
        """Return the local calendar date."""
        ...


class SystemClock:
    """The clock of the machine."""

    def now(self) -> datetime:
        """Return the current instant, aware, in UTC."""
        return datetime.now(UTC)

    def today(self) -> date:
        """Return the local calendar date."""
        return datetime.now().astimezone().date()


@dataclass(frozen=True, slots=True)
class FixedClock:
    """A clock that stands still at `instant` (aware); its date is that of UTC."""

    instant: datetime

    def now(self) -> datetime:
        """Return the fixed instant in UTC."""
        return self.instant.astimezone(UTC)

    def today(self) -> date:
        """Return the date of the fixed instant."""
        return self.now().date()


def instant_text(moment: datetime) -> str:
    """Return an aware datetime as `2026-11-21T10:00:00.000Z`."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def parse_instant(text: str) -> datetime:
    """Return the aware datetime of a stored instant; `ValueError` when it is none."""
    return datetime.fromisoformat(text)
