"""Sentences that end in the words of a person: a name such as "Contoso Co." has its full stop already."""

from __future__ import annotations

import re

ENDS = (".", "!", "?", ":", ";", "…")
CLOSING = "”’\"'"
_ASIDE = re.compile(r"(^|[.!?…]\s+)\([^()]*[.!?…][”’\"']*\)$")


def ended(text: str, end: str = ".") -> str:
    """Return the text with a mark at its end, unless it has one."""
    return text if has_end(text) else f"{text}{end}"


def has_end(text: str) -> bool:
    """Tell whether a text ends as a sentence does, a closing quote left aside.

    After a bracket it does not: the full stop in "Jira (Atlassian Inc.)" belongs to what is in brackets.
    """
    return text.rstrip(CLOSING).endswith(ENDS)


def ends_in_aside(text: str) -> bool:
    """Tell whether the last sentence of a text stands in brackets whole, with its own stop: "Who pays? (They do.)"."""
    return _ASIDE.search(text) is not None
