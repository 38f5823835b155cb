"""Names within a chart: on one line, and never so long that the words beside them have no room."""

from __future__ import annotations

from reports.fonts import ELLIPSIS


def short_name(name: str, most: int) -> str:
    """Return a name of at most `most` characters; one that is longer ends in a mark."""
    line = " ".join(name.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + ELLIPSIS
