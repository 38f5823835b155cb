"""The ranking as bars: rank, name, change since the last edit, score, parts of the score, range where one is unknown.

Rows slide to their new places in 150 ms, unless the system or the settings ask for less motion.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEasingCurve, QRectF, QSize, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from consultant_desk.domain.evaluation.result import RankedCandidate
from ui.charts.marks import chart_colour, draw_segments, draw_whisker
from ui.charts.quick_text import (
    BODY,
    BOLD,
    HEADING_FIGURES,
    RIGHT,
    SMALL_FIGURES,
    figure_line,
    figure_width,
    quick_line,
)
from ui.evaluations.parts import parts_of, points_of
from ui.evaluations.session import EvaluationSession
from ui.evaluations.wording import DASH
from ui.figures import points_text, signed_text
from ui.theme import theme
from ui.widgets.painting import focus_ring, hairline
from ui.widgets.reading import bring_into_view

ROW = 55.0
NOTE = 19.0
PADDING = 16.0
SLIDE_MS = 150
SHOWN = 0.05
"""A score range or a change smaller than this is not shown: it would round to nothing."""


class RankingList(QWidget):
    """The rows of the ranking panel. `chosen` carries a candidate id when its row is clicked.

    The arrows walk over the rows, Enter and Space do what a click does. A click leaves the keyboard where it is.
    """

    chosen = Signal(str)

    def __init__(
        self, session: EvaluationSession, *, still: Callable[[], bool] = bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._still = still
        self._tops: dict[str, float] = {}
        self._starts: dict[str, float] = {}
        self._goals: dict[str, float] = {}
        self._tall = 0.0
        self._at = ""
        self._slide = QVariantAnimation(self, startValue=0.0, endValue=1.0, duration=SLIDE_MS)
        self._slide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._slide.valueChanged.connect(self._advance)
        self.setAccessibleName("Ranking")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        session.moved.connect(self.refresh)
        session.changed.connect(self.refresh)
        self.refresh()

    def sizeHint(self) -> QSize:
        """Return the height of all rows."""
        return QSize(240, round(self._tall))

    def refresh(self) -> None:
        """Take the ranking on the screen; rows that changed places start to slide."""
        goals, top = {}, 0.0
        for line in self._session.result.ranking:
            goals[line.candidate] = top
            top += self._height(line)
        if goals != self._goals:
            known = self._tops.keys() == goals.keys()
            self._goals = goals
            self._slide.stop()
            if known and self._slides():
                self._starts = dict(self._tops)
                self._slide.start()
            else:
                self._tops = dict(goals)
        if top != self._tall:  # also when the last row alone grows or shrinks, and no row moves
            self._tall = top
            self.updateGeometry()
        if self._at not in goals:
            self._at = next(iter(goals), "")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if goals else Qt.FocusPolicy.NoFocus)
        self.update()

    def describe(self) -> None:
        """Say the ranking to a screen reader: asked for by the panel with its own words, less often than each frame."""
        self.setAccessibleDescription(self.as_text())

    def _slides(self) -> bool:
        moves = self.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) > 0
        return moves and self.isVisible() and not self._still()

    def _advance(self, part: float) -> None:
        for key, goal in self._goals.items():
            start = self._starts.get(key, goal)
            self._tops[key] = start + (goal - start) * part
        self.update()

    def top_of(self, candidate: str) -> float:
        """Return where the row of a candidate is painted now."""
        return self._tops.get(candidate, 0.0)

    def as_text(self) -> str:
        """Return the ranking in words, one sentence per candidate."""
        names = self._session.names()
        return "; ".join(self._sentence(line, names[line.candidate]) for line in self._session.result.ranking)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk over the rows, and choose the one the keyboard is on."""
        rows = list(self._goals)
        place = rows.index(self._at) if self._at in rows else 0
        steps = {
            Qt.Key.Key_Up: place - 1,
            Qt.Key.Key_Down: place + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(rows) - 1,
        }
        key = Qt.Key(event.key())
        if key in steps and rows:
            self._go(rows[min(max(steps[key], 0), len(rows) - 1)])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space} and rows:
            self.chosen.emit(self._at)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Scroll to the row the keyboard comes to."""
        super().focusInEvent(event)
        bring_into_view(self, self._row_box(self._at).toAlignedRect())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Offer the whole ranking in words again."""
        super().focusOutEvent(event)
        self.describe()

    def _go(self, candidate: str) -> None:
        self._at = candidate
        line = self._session.line(candidate)
        if line is not None:
            self.setAccessibleDescription(self._sentence(line, self._session.names()[candidate]))
        bring_into_view(self, self._row_box(candidate).toAlignedRect())
        self.update()

    def _row_box(self, candidate: str) -> QRectF:
        line = self._session.line(candidate)
        return QRectF(0, self.top_of(candidate), self.width(), self._height(line) if line is not None else 0.0)

    def _sentence(self, line: RankedCandidate, name: str) -> str:
        place = f"{line.rank}." if line.rank is not None else "Not ranked:"
        note = self._note(line)
        return f"{place} {name} {points_text(line.score)}" + (f", {note}" if note else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows where they are now."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        parts = parts_of(self._session.problem)
        names = self._session.names()
        change = self._session.last_change
        before = change.scores if change is not None else {}
        first, last, wide = event.rect().top(), event.rect().bottom() + 1, self.width()
        for line in reversed(self._session.result.ranking):
            top = self._tops.get(line.candidate, 0.0)
            if top >= last or top + ROW + NOTE <= first:
                continue
            box = QRectF(0, top, wide, self._height(line))
            painter.fillRect(box, theme().color("bg0" if line.rank == 1 else "bg1"))
            hairline(painter, 0, box.bottom() - 1, box.width())
            difference = line.score - before.get(line.candidate, line.score)
            self._paint_words(painter, box, line, names[line.candidate], difference)
            segments = [(points_of(part, line.contributions), chart_colour(part.colour)) for part in parts]
            self._paint_bar(painter, box, line, segments)
        if self.hasFocus() and self._at:
            focus_ring(painter, self._row_box(self._at).adjusted(2, 1, -1, -2), radius=4)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the candidate that was clicked."""
        for line in self._session.result.ranking:
            top = self._tops.get(line.candidate, 0.0)
            if top <= event.position().y() < top + self._height(line):
                self.chosen.emit(line.candidate)

    def _paint_words(self, painter: QPainter, box: QRectF, line: RankedCandidate, name: str, difference: float) -> None:
        first = line.rank == 1
        row = QRectF(PADDING, box.top() + 7, box.width() - 2 * PADDING, 24)
        rank = str(line.rank) if line.rank is not None else DASH
        tone = theme().color("accentText" if first else "text2")
        style = BOLD if first else BODY
        quick_line(painter, QRectF(row.left(), row.top(), 16, 24), rank, tone, style)
        score = points_text(line.score)
        figure_line(painter, row, score, theme().color("text"), HEADING_FIGURES, RIGHT)
        end = row.right() - figure_width(score, HEADING_FIGURES) - 10
        if abs(difference) >= SHOWN:
            change = QRectF(row.left(), row.top(), end - row.left(), 24)
            end -= (
                figure_line(painter, change, signed_text(difference), theme().color("text2"), SMALL_FIGURES, RIGHT) + 8
            )
        room = QRectF(row.left() + 18, row.top(), end - row.left() - 18, 24)
        quick_line(painter, room, name, theme().color("text" if line.rank is not None else "text2"), style)

    def _paint_bar(
        self, painter: QPainter, box: QRectF, line: RankedCandidate, segments: Sequence[tuple[float, QColor]]
    ) -> None:
        bar = QRectF(PADDING, box.top() + 36, box.width() - 2 * PADDING, 8)
        painter.fillRect(bar, theme().color("track"))
        draw_segments(painter, bar, segments)
        if line.high - line.low >= SHOWN:
            ends = (bar.left() + bar.width() * share / 100.0 for share in (line.low, line.high))
            draw_whisker(painter, next(ends), next(ends), bar.center().y(), theme().color("text"))
        note = self._note(line)
        if note:
            place = QRectF(bar.left(), bar.bottom() + 4, bar.width(), 16)
            tone = theme().color("bad" if line.failed_musts else "text2")
            quick_line(painter, place, note, tone, SMALL_FIGURES)

    def _note(self, line: RankedCandidate) -> str:
        named = self._session.criterion_named
        if line.failed_musts:
            failed = [item.name for key in line.failed_musts if (item := named(key)) is not None]
            return f"Fails {', '.join(failed)}"
        if line.high - line.low < SHOWN:
            return ""
        unknown = self._session.unknown_of(line.candidate)
        only = named(unknown[0]) if len(unknown) == 1 else None
        which = only.name if only is not None else f"{len(unknown)} scores"
        return f"{points_text(line.low)} to {points_text(line.high)}: {which} unknown"

    def _height(self, line: RankedCandidate) -> float:
        return ROW + (NOTE if self._note(line) else 0.0)
