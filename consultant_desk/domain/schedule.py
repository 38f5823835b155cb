"""Dates that follow from rules: lateness of follow-ups, days in a stage, when a stage goes stale."""

from __future__ import annotations

from datetime import date

STALE_AFTER = {
    "enquiry": 7,
    "scoping": 21,
    "long list": 14,
    "short list": 21,
    "recommended": 14,
    "decided": 21,
    "adopting": 100,
}
"""Days after which an engagement in this stage is called quiet; closed ones never are."""


def days_between(earlier: str | None, today: date) -> int | None:
    """Return whole days from an ISO date until today; None without a date, negative for a date ahead."""
    return (today - date.fromisoformat(earlier)).days if earlier else None
