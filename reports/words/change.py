"""A change between two issues of a report in the words of its language."""

from __future__ import annotations

from consultant_desk.domain.snapshot import SnapshotChange
from reports.rich import text_of
from reports.words import Words


def change_text(words: Words, change: SnapshotChange) -> str:
    """Return the words for a change; one that was logged in words keeps them."""
    if not change.code:
        return change.text
    values = {name: _printed(words, name, value) for name, value in change.values}
    return text_of(words.say(f"change.{change.code}", **values))


def _printed(words: Words, name: str, value: str) -> str:
    if name.endswith("_share"):
        return words.of.percent(float(value), 1)
    if name.endswith("_points"):
        return words.of.number(float(value))
    return words.long_date(value) if name in {"old", "new"} else value
