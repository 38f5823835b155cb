"""Tooltips that show a person's text as typed."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

LONGEST = 1000


def set_tip(widget: QWidget, text: str) -> None:
    """Set a tooltip that is never taken for markup: Qt guesses, a zero-width space after "<" settles it."""
    widget.setToolTip(tip_text(text))


def tip_text(text: str) -> str:
    """Return text fit for a tooltip, which Qt would otherwise take for markup where it sees a tag."""
    return text[:LONGEST].replace("<", "<\u200b")
