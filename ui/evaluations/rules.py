"""The figures of the verdict's rule, each with a tick or a cross, side by side where they fit."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from ui.widgets.marks import IconMark
from ui.widgets.panels import clear_layout
from ui.widgets.text import Text

BESIDE, BELOW = 24, 4
MARK, GAP = 14, 6

Rule = tuple[bool, str]


class Rules(QWidget):
    """Rules in words, each with whether it speaks for a clear winner."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rules: tuple[Rule, ...] = ()
        self._wide = 0
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)

    def show_rules(self, rules: Sequence[Rule]) -> None:
        """Show these rules; equal ones are left as they are."""
        if tuple(rules) == self._rules:
            return
        self._rules, self._wide = tuple(rules), 0
        clear_layout(self._box)
        for good, words in rules:
            row = QHBoxLayout()
            row.setSpacing(GAP)
            text = Text(words, tabular=True)
            row.addWidget(IconMark("check" if good else "x", "accentText" if good else "warn", size=MARK))
            row.addWidget(text)
            row.addStretch(1)
            self._wide += MARK + GAP + text.sizeHint().width() + BESIDE
            self._box.addLayout(row)
        self._box.addStretch(1)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the rules below each other where one would be cut."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        below = self._wide - BESIDE > self.width()
        self._box.setDirection(QBoxLayout.Direction.TopToBottom if below else QBoxLayout.Direction.LeftToRight)
        self._box.setSpacing(BELOW if below else BESIDE)
