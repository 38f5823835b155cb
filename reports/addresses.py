"""Which addresses a report may lead to, and where they stand in plain text. No library is known here."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from reports.rich import Rich, Span

ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s<>\"'|`]{1,2048}", re.IGNORECASE)
_LONGEST = 2_000
_SCHEMES = frozenset({"http", "https", "mailto"})
_TRAILING = ".,;:!?*_~»”’"
_CLOSING = {")": "(", "]": "[", "}": "{"}


def is_address(text: str) -> bool:
    """Tell whether a link may lead there: https or http with a host, or mailto."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    if parts.scheme.lower() not in _SCHEMES or not text.isprintable() or " " in text:
        return False
    return bool(parts.path if parts.scheme.lower() == "mailto" else parts.hostname)


def address_at(text: str, start: int) -> str:
    """Return the address that begins at a place of a text, without what only follows it; empty if none does.

    A bracket belongs to the address only where it was opened in it.
    """
    found = ADDRESS.match(text, start)
    if found is None or found.end() - start > _LONGEST:
        return ""
    address = found.group()
    open_ones: list[str] = []
    for place, char in enumerate(address):
        if char in "([{":
            open_ones.append(char)
        elif char in _CLOSING and (not open_ones or open_ones.pop() != _CLOSING[char]):
            address = address[:place]
            break
    address = address.rstrip(_TRAILING)
    return address if is_address(address) else ""


def linked(text: str) -> Rich:
    """Return plain text in which addresses are links; the full stop after one is no part of it."""
    if ":" not in text:
        return (Span(text),)
    spans: list[Span] = []
    end = 0
    for match in ADDRESS.finditer(text):
        address = address_at(text, match.start())
        if not address:
            continue
        if match.start() > end:
            spans.append(Span(text[end : match.start()]))
        spans.append(Span(address, href=address))
        end = match.start() + len(address)
    if end < len(text) or not spans:
        spans.append(Span(text[end:]))
    return tuple(spans)
