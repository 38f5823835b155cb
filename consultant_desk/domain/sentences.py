"""Sentences that end in the words of a person: a name such as "Contoso Co." has its full stop already."""

from __future__ import annotations

ENDS = (".", "!", "?", ":", ";", "…")
CLOSING = ")”’\"'"


def ended(text: str, end: str = ".") -> str:
    """Return the text with a mark at its end, unless it has one."""
    return text if has_end(text) else f"{text}{end}"


def has_end(text: str) -> bool:
    """Tell whether a text ends as a sentence does, a closing quote or bracket left aside."""
    return text.rstrip(CLOSING).endswith(ENDS)
