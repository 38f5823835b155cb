"""Checks any report file and says in words what holds, what failed and what does not apply."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from reports.verification import Check, Kind, Verification
from ui.drops import take_copy
from ui.icons import draw_icon
from ui.reports.files import dropped_pdf
from ui.reports.wording import CHECK_TITLES
from ui.theme import ColorName, theme
from ui.widgets.dialogs import Sheet
from ui.widgets.painting import painter_on
from ui.widgets.panels import ScrollArea
from ui.widgets.text import Text

LOWEST = 160
ORIGIN = "Without a signature or the workspace that issued it, the file proves that it is consistent, not who made it."


def check_look(check: Check) -> tuple[str, ColorName, str]:
    """Return icon, tone and word of a check."""
    if check.ok is None:
        return "minus", "text3", "Not applicable"
    return ("check", "accentText", "OK") if check.ok else ("circle-alert", "bad", "Failed")


class CheckLine(QWidget):
    """One check: mark, what holds, and what was found."""

    def __init__(self, check: Check) -> None:
        super().__init__()
        self._icon, self._tone, word = check_look(check)
        title = CHECK_TITLES.get(check.name, check.name)
        self.setAccessibleName(f"{title}: {word}. {check.detail}"[:600])
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 6, 0, 6)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.addWidget(Text(title, bold=check.ok is False), 1)
        word_text = Text(word, "small", self._tone)
        word_text.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        head.addWidget(word_text)
        column.addLayout(head)
        if check.detail:
            column.addWidget(Text(check.detail[:1_000], "small", "text2", wrap=True))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the mark."""
        painter = painter_on(QPainter(self))
        draw_icon(painter, self._icon, QRectF(2, 8, 16, 16), theme().color(self._tone))
        painter.end()


class VerifySheet(Sheet):
    """Shows the answer of a verification; another file dropped on it is given to `check`."""

    def __init__(self, parent: QWidget, name: str, answer: Verification, check: Callable[[Path], None]) -> None:
        what = "statement" if answer.kind is Kind.STATEMENT else "report"
        super().__init__(parent, f"The {what} {'holds' if answer.valid else 'does not hold'}", width=560)
        self.answer = answer
        self._check = check
        self.setAcceptDrops(True)
        words = "Every check that applies was passed." if answer.valid else self._failed(answer)
        self.body.addWidget(Text(name[:120], tone="text2", wrap=True))
        self.body.addWidget(Text(words, tone="text" if answer.valid else "bad", wrap=True))
        area = ScrollArea(margins=(0, 0, 12, 0), spacing=0)
        readable = answer.of("readable").ok is not False
        self.lines = [CheckLine(check) for check in answer.checks if readable or check.ok is not None]
        for line in self.lines:
            area.column.addWidget(line)
        area.column.addStretch(1)
        area.setMinimumHeight(LOWEST if readable else 60)  # of a small screen a sheet takes two thirds
        self.body.addWidget(area, 1)
        if readable:
            self.body.addSpacing(4)
            self.body.addWidget(Text(ORIGIN, "small", "text3", wrap=True))
        self.add_primary("Close", self.accept)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one PDF."""
        if dropped_pdf(event) is not None:
            take_copy(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Check the file dropped in place of this one."""
        path = dropped_pdf(event)
        if path is not None:
            take_copy(event)
            self.accept()
            self._check(path)

    @staticmethod
    def _failed(answer: Verification) -> str:
        readable = answer.of("readable")
        if readable.ok is False:
            return f"{readable.detail} Nothing else could be checked: ask for the file again."
        failed = [CHECK_TITLES.get(check.name, check.name) for check in answer.checks if check.ok is False]
        return f"{len(failed)} of {len(answer.checks)} checks failed. Do not rely on this file; ask for it again."
