"""The evidence of one score: how good it is, where it is from, and whether it expires."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from consultant_desk.domain.evaluation.problem import EvidenceState
from ui.charts.marks import draw_evidence
from ui.theme import theme
from ui.widgets.buttons import Button, IconButton, Kind
from ui.widgets.chips import Mood, chip_width, draw_chip
from ui.widgets.painting import hairline, painter_on, text_line
from ui.widgets.panels import clear_layout
from ui.widgets.text import Text, hint


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """One piece of evidence as the editor shows it; `chip` is the grade or an expiry, `id` its key in the problem."""

    id: str
    title: str
    detail: str
    state: EvidenceState
    chip: str = ""
    mood: Mood = "quiet"


class EvidenceList(QWidget):
    """The evidence of the score looked at; `wanted` asks for more, `removed` takes one away from this score."""

    wanted = Signal()
    removed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.addWidget(Text("Evidence", "small", "text2"))
        head.addStretch(1)
        self.add = Button("Add", Kind.LINK, icon="plus", small=True, run=self.wanted.emit)
        self.add.setAccessibleName("Add evidence to this score")
        head.addWidget(self.add)
        column.addLayout(head)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        column.addLayout(self._rows)
        self._lines: tuple[EvidenceLine, ...] | None = None

    def show_lines(self, lines: Sequence[EvidenceLine]) -> None:
        """Show this evidence."""
        if tuple(lines) == self._lines:
            return
        self._lines = tuple(lines)
        clear_layout(self._rows)
        for line in self._lines:
            self._rows.addWidget(self._row(line))
        if not self._lines:
            self._rows.addWidget(hint("None yet. Add what you were told, saw or tried.", wrap=True))

    def _row(self, line: EvidenceLine) -> QWidget:
        row = _EvidenceRow(line)
        remove = IconButton("x", f"Take {line.title} away from this score", side=20)
        remove.clicked.connect(lambda: self.removed.emit(line.id))
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 22)
        layout.addStretch(1)
        layout.addWidget(remove)
        return row


class _EvidenceRow(QWidget):
    def __init__(self, line: EvidenceLine) -> None:
        super().__init__()
        self._line = line
        self.setAccessibleName(", ".join(part for part in (line.title, line.detail, line.chip) if part))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the height of two lines."""
        return QSize(200, 52)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint dot, title, detail and chip over a hairline."""
        painter = painter_on(QPainter(self))
        line, width = self._line, float(self.width())
        hairline(painter, 0, 0, width)
        draw_evidence(painter, QPointF(5, 16), line.state, theme().color("text"))
        right = width - 24
        if line.chip:
            wide = min(chip_width(line.chip), width * 0.5)
            draw_chip(painter, QRectF(right - wide, 6, wide, 20), line.chip, line.mood)
            right -= wide + 6
        text_line(painter, QRectF(18, 6, right - 18, 20), line.title, theme().color("text"), theme().font("body"))
        small = theme().font("small", tabular=True)
        text_line(painter, QRectF(18, 26, width - 18, 16), line.detail, theme().color("text2"), small)
        painter.end()
