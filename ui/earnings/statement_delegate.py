"""How the lines of a plan are drawn: bands, titles, decisions with their choices, rows with their states."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from consultant_desk.domain.earnings.plan import Choice
from consultant_desk.services.rows.statements import PlanRow
from ui.earnings.statement_rows import Group, Line, LineKind
from ui.earnings.statement_words import choice_words, question_spans
from ui.earnings.words import NONE, STATUS_WORDS, figure, money_words
from ui.icons import draw_icon
from ui.models.lists import ROW_ROLE, Index
from ui.theme import SEMIBOLD, theme
from ui.widgets.chips import chip_width, draw_chip
from ui.widgets.painting import focus_ring, hairline, painter_on, rounded, text_line, text_width

if TYPE_CHECKING:
    from ui.earnings.statement_list import StatementList

EDGE = 24.0
DECISION_HEIGHT = 68
USUAL, TIGHT = 900.0, 640.0
"""Widths between which the columns move together."""
RADIO, FIELD, CLIENT_WIDTH, GAP = 14.0, 28.0, 214.0, 26.0
NARROW, WITH_LINE = 560.0, 720.0
"""Below these widths the reason has no place beside the amount, the number of a line none beside the question."""


class Places:
    """Where the columns begin in a list of this width; they move together in a narrow one.

    Movements of money have no state; their references take its room.
    """

    def __init__(self, width: float, *, has_states: bool = True) -> None:
        part = min(1.0, max(0.0, (width - TIGHT) / (USUAL - TIGHT)))
        self.who = EDGE
        self.reference = 148 + 80 * part
        self.amount = 452 + 156 * part if width >= NARROW else width - EDGE
        self.state = 236 + 80 * part if has_states else self.amount - 120
        self.why = self.amount + 16
        self.right = width - EDGE


def choice_rects(row: PlanRow, area: QRectF, client: str) -> list[tuple[Choice, QRectF]]:
    """Return where the choices of a decision lie, in a line below the question."""
    places = Places(area.width())
    body = theme().font("body")
    widths = [
        RADIO + 8 + (CLIENT_WIDTH if choice is Choice.CLIENT else text_width(choice_words(row, choice, client), body))
        for choice in row.choices
    ]
    whole = sum(widths) + GAP * (len(widths) - 1)
    left = places.state - 8
    if left + whole > places.right:
        left = EDGE
    room = places.right - left
    gap = max(10.0, min(GAP, (room - sum(widths)) / max(len(widths) - 1, 1)))
    boxes = []
    for choice, width in zip(row.choices, widths, strict=True):
        boxes.append((choice, QRectF(left, area.top() + 34, width, FIELD)))
        left += width + gap
    return boxes


class StatementDelegate(QStyledItemDelegate):
    """Draws one line of the plan."""

    def __init__(self, view: StatementList) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw ground and content."""
        line = index.data(ROW_ROLE)
        if not isinstance(line, Line):
            return
        painter.save()
        painter_on(painter)
        area = QRectF(option.rect)
        if line.kind is LineKind.BAND and line.group is not None:
            self._band(painter, area, line.group)
        elif line.kind is LineKind.HEAD:
            self._head(painter, area)
        elif line.row is not None:
            self._ground(painter, area, option)
            if line.kind is LineKind.DECISION:
                self._decision(painter, area, line.row, current=self._view.currentIndex().row() == index.row())
            else:
                self._row(painter, area, line.row)
        painter.restore()

    def _places(self, area: QRectF) -> Places:
        return Places(area.width(), has_states=self._view.has_states)

    def _ground(self, painter: QPainter, area: QRectF, option: QStyleOptionViewItem) -> None:
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, theme().color("tint"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, theme().color("hover"))
        hairline(painter, area.left(), area.bottom() - 1, area.width())

    def _band(self, painter: QPainter, area: QRectF, group: Group) -> None:
        painter.fillRect(area, theme().color("bg1"))
        hairline(painter, area.left(), area.bottom() - 1, area.width())
        inner = area.adjusted(EDGE, 0, -EDGE, 0)
        width = text_line(painter, inner, group.value, theme().color("text"), theme().font("body", weight=SEMIBOLD))
        count = theme().font("body", tabular=True)
        words = self._view.band_count(group)
        text_line(painter, inner.adjusted(width + 8, 0, 0, 0), words, theme().color("text2"), count)

    def _head(self, painter: QPainter, area: QRectF) -> None:
        places, tone, small = self._places(area), theme().color("text3"), theme().font("small")
        hairline(painter, area.left(), area.bottom() - 1, area.width())
        titles = [(self._view.who_title, places.who, places.reference), ("Reference", places.reference, places.state)]
        if self._view.has_states:
            titles.append(("State", places.state, places.amount - 60))
        if area.width() >= NARROW:
            titles.append(("Why", places.why, places.right))
        for title, left, right in titles:
            text_line(painter, _column(area, left, right), title, tone, small)
        right_edge = Qt.AlignmentFlag.AlignRight
        amount = _column(area, places.amount - 120, places.amount, 0)
        text_line(painter, amount, self._view.amount_title, tone, small, right_edge)

    def _decision(self, painter: QPainter, area: QRectF, row: PlanRow, *, current: bool) -> None:
        places = Places(area.width())
        top = QRectF(area.left(), area.top() + 8, area.width(), 20)
        bold, body = theme().font("body", weight=SEMIBOLD), theme().font("body")
        text, quiet = theme().color("text"), theme().color("text2")
        text_line(painter, _column(top, places.who, places.reference - 8), row.who or NONE, text, bold)
        text_line(painter, _column(top, places.reference - 8, places.state - 8), row.external_id, quiet, body)
        words = f"line {row.line}"
        width = chip_width(words) if area.width() >= WITH_LINE else 0
        if width:
            draw_chip(painter, QRectF(places.right - width, top.top(), width, 20), words)
        left, end = places.state - 8, places.right - width - 12
        for span in question_spans(row, self._view.one_currency):
            font = theme().font("body", weight=SEMIBOLD if span.bold else None)
            space = QFontMetricsF(font).horizontalAdvance(" ")
            left += space if span.text.startswith(" ") else 0
            if left < end:
                left += text_line(painter, QRectF(left, top.top(), end - left, 20), span.text, text, font)
            left += space if span.text.endswith(" ") else 0
        chosen, client = self._view.chosen(row), self._view.client_for(row)
        for choice, box in choice_rects(row, area, client):
            self._choice(painter, box, row, choice, chosen=choice is chosen, current=current)

    def _choice(
        self, painter: QPainter, box: QRectF, row: PlanRow, choice: Choice, *, chosen: bool, current: bool
    ) -> None:
        ring = QRectF(box.left(), box.center().y() - RADIO / 2, RADIO, RADIO).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setBrush(theme().color("bg0"))
        painter.setPen(QPen(theme().color("accentText" if chosen else "text3"), 2 if chosen else 1))
        painter.drawEllipse(ring)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme().color("accentText"))
            painter.drawEllipse(QPointF(ring.center()), 3.6, 3.6)
        words = choice_words(row, choice, self._view.client_for(row))
        left = box.left() + RADIO + 8
        body = theme().font("body", tabular=True)
        if choice is not Choice.CLIENT:
            area = QRectF(left, box.top(), box.right() - left + 8, box.height())
            text_line(painter, area, words, theme().color("text"), body)
            return
        field = QRectF(left, box.top() - 1, box.right() - left, box.height() + 2)
        rounded(painter, field, fill="bg0", border="line2")
        text_line(painter, field.adjusted(10, 0, -26, 0), words, theme().color("text"), body)
        chevron = QRectF(field.right() - 22, field.center().y() - 7, 14, 14)
        draw_icon(painter, "chevron-down", chevron, theme().color("text2"))
        if current and self._view.hasFocus() and (chosen or self._view.chosen(row) is None):
            focus_ring(painter, field)

    def _row(self, painter: QPainter, area: QRectF, row: PlanRow) -> None:
        places = self._places(area)
        body = theme().font("body")
        text, quiet = theme().color("text"), theme().color("text2")
        text_line(painter, _column(area, places.who, places.reference), row.who or NONE, text, body)
        text_line(painter, _column(area, places.reference, places.state), row.external_id, quiet, body)
        self._states(painter, area, row, places)
        amount = self._view.amount_words(row)
        right = Qt.AlignmentFlag.AlignRight
        figures = theme().font("body", tabular=True)
        text_line(painter, _column(area, places.amount - 120, places.amount, 0), amount, text, figures, right)
        if area.width() >= NARROW:
            why = row.why or (f"was {_plain(row)}" if row.held is not None else "")
            text_line(painter, _column(area, places.why, places.right), why, quiet, body)

    def _states(self, painter: QPainter, area: QRectF, row: PlanRow, places: Places) -> None:
        left, top = places.state, area.center().y() - 10
        end = places.amount - 66
        states = [row.before, row.after] if row.before is not row.after else [row.after]
        shown: Sequence[tuple[str, str]] = [STATUS_WORDS[state] for state in states if state is not None]
        if len(shown) == 2 and left + sum(chip_width(word) for word, _mood in shown) + 24 > end:
            shown = shown[1:]
        for place, (word, mood) in enumerate(shown):
            if place:
                draw_icon(painter, "arrow-right", QRectF(left + 4, top + 4, 12, 12), theme().color("text2"))
                left += 20
            width = min(float(chip_width(word)), max(end - left, 20.0))
            draw_chip(painter, QRectF(left, top, width, 20), word, mood)  # type: ignore[arg-type]
            left += width


def _plain(row: PlanRow) -> str:
    return (
        money_words(row.held) if row.amount is None or row.held is None else figure(row.held.minor, row.held.currency)
    )


def _column(area: QRectF, left: float, right: float, gap: float = 8) -> QRectF:
    return QRectF(area.left() + left, area.top(), max(right - left - gap, 0.0), area.height())
