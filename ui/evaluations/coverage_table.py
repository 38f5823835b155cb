"""The table of coverage, answered by single keys: a level per candidate and requirement."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from consultant_desk.domain.coverage import Capability
from ui.evaluations.coverage_model import CoverageModel, Index
from ui.evaluations.heat import paint_cursor
from ui.evaluations.scores_headers import HEAD_HEIGHT, CornerWords, paint_wrapped
from ui.icons import draw_icon
from ui.theme import SEMIBOLD, ColorName, theme
from ui.widgets.chips import Mood, draw_chip
from ui.widgets.painting import hairline, painter_on, text_line
from ui.widgets.sideways import mark_sideways

EDGE_WIDTH = 372
NARROW_EDGE = 244
MARGIN = 24
CHIP_WIDTH = 60
LEAST_COLUMN, WIDEST_COLUMN = 122, 168
ROW, NEED_ROW = 44, 32

MOODS: Mapping[str, Mood] = {"must": "good", "should": "info", "could": "quiet", "wont": "quiet"}
PRIORITY: Mapping[str, str] = {"must": "Must", "should": "Should", "could": "Could", "wont": "Won’t"}

KEYS: Mapping[str, Capability] = {
    "1": Capability.BUILT_IN,
    "2": Capability.CONFIGURATION,
    "3": Capability.ADD_ON,
    "4": Capability.CUSTOM,
    "5": Capability.NO,
    "0": Capability.UNKNOWN,
    "B": Capability.BUILT_IN,
    "N": Capability.NO,
    "U": Capability.UNKNOWN,
    "?": Capability.UNKNOWN,
}
MARKS: Mapping[Capability, tuple[str, ColorName]] = {
    Capability.BUILT_IN: ("check", "accentText"),
    Capability.CONFIGURATION: ("settings", "text2"),
    Capability.ADD_ON: ("plus", "text2"),
    Capability.CUSTOM: ("pencil", "warn"),
    Capability.NO: ("x", "bad"),
    Capability.UNKNOWN: ("circle-dashed", "text3"),
}


class CoverageTable(QTableView):
    """`answered` carries a level for the cells chosen (candidate and requirement ids); the rest ask for what is named.

    `looked_at` follows the current cell.
    """

    answered = Signal(object, object)
    looked_at = Signal()
    editor_wanted = Signal()
    evidence_wanted = Signal()
    reject_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.coverage = CoverageModel(self)
        self.setAccessibleName("How products meet requirements")
        self.setModel(self.coverage)
        self.setItemDelegate(_CoverageDelegate(self.coverage, self))
        self.setVerticalHeader(_RequirementsEdge(self.coverage, self))
        self.setHorizontalHeader(_CandidatesHead(self.coverage, self))
        self._corner = CornerWords("Requirement", "", self)
        mark_sideways(self, "products")
        self.setCornerButtonEnabled(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._left = ("", "", 0, 0)
        self.coverage.modelAboutToBeReset.connect(self._keep_place)
        self.coverage.modelReset.connect(self._lay_out)
        self.doubleClicked.connect(lambda _index: self.editor_wanted.emit())

    def places(self) -> tuple[tuple[str, str], ...]:
        """Return (candidate, requirement) ids of the cells chosen."""
        found = [place for index in self.selectedIndexes() if (place := self.coverage.place(index)) is not None]
        return tuple((candidate.id, requirement.id) for candidate, requirement in found)

    def event(self, event: QEvent) -> bool:
        """Keep the single keys of the table from the window's shortcuts."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
            if plain and event.text().strip():
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer with a key, or ask for editor, evidence or rejection."""
        if not self._answer(event):
            super().keyPressEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell that another cell is looked at."""
        super().currentChanged(current, previous)
        self.looked_at.emit()
        self.verticalHeader().viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width among the candidates; a narrow table leaves less to the requirements."""
        super().resizeEvent(event)
        edge = EDGE_WIDTH if event.size().width() + self.verticalHeader().width() > 760 else NARROW_EDGE
        if self.verticalHeader().width() != edge:
            self.verticalHeader().setFixedWidth(edge)
        self._corner.setGeometry(0, 0, edge, HEAD_HEIGHT)
        self._lay_out_columns()

    def _answer(self, event: QKeyEvent) -> bool:
        key = event.key()
        plain = not event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if not plain or not self.places():
            return False
        level = KEYS.get(event.text().upper())
        if level is None and key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            level = Capability.UNKNOWN
        if level is not None:
            self.answered.emit(self.places(), level)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.editor_wanted.emit()
        elif key == Qt.Key.Key_E:
            self.evidence_wanted.emit()
        elif key == Qt.Key.Key_R:
            self.reject_wanted.emit()
        else:
            return False
        return True

    def _keep_place(self) -> None:
        """Remember the current cell by what it is about and by where it stands: one of both may be gone."""
        index = self.currentIndex()
        place = self.coverage.place(index)
        if place is not None:
            self._left = (place[0].id, place[1].id, index.row(), index.column())

    def _place_again(self) -> QModelIndex:
        """Return the cell that was current, else the one nearest to it in its column."""
        candidate, requirement, row, column = self._left
        coverage = self.coverage
        rows = [place for place, line in enumerate(coverage.lines) if line.requirement is not None]
        asked = [coverage.lines[place].requirement for place in rows]
        same = [place for place, one in zip(rows, asked, strict=True) if one is not None and one.id == requirement]
        columns = [place for place, one in enumerate(coverage.candidates) if one.id == candidate]
        row = same[0] if same else min(rows, key=lambda place: abs(place - row))
        return coverage.index(row, columns[0] if columns else min(column, len(coverage.candidates) - 1))

    def _lay_out(self) -> None:
        for place, line in enumerate(self.coverage.lines):
            self.setRowHeight(place, NEED_ROW if line.need is not None else ROW)
        self._lay_out_columns()
        if not self.currentIndex().isValid() and self.coverage.lines and self.coverage.candidates:
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(self._place_again(), flags)

    def _lay_out_columns(self) -> None:
        count = len(self.coverage.candidates)
        if count:
            width = min(max(self.viewport().width() // count, LEAST_COLUMN), WIDEST_COLUMN)
            for column in range(count):
                self.setColumnWidth(column, width)


class _CoverageDelegate(QStyledItemDelegate):
    """Paints a level as icon and word, with a paper clip where there is evidence."""

    def __init__(self, model: CoverageModel, view: CoverageTable) -> None:
        super().__init__(view)
        self._model = model
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a level, a band, or the sum of the musts."""
        box, line = QRectF(option.rect), self._model.lines[index.row()]
        painter.save()
        painter_on(painter)
        painter.fillRect(box, theme().color("bg1" if line.need is not None else "bg0"))
        hairline(painter, box.left(), box.bottom() - 1, box.width())
        if line.requirement is not None:
            self._paint_level(painter, box, index)
            self._paint_choice(painter, box, option, index)
        elif line.need is None:
            self._paint_sum(painter, box, index)
        painter.restore()

    def _paint_level(self, painter: QPainter, box: QRectF, index: Index) -> None:
        row = self._model.row_at(index)
        level = row.level if row is not None else Capability.UNKNOWN
        icon, tone = MARKS[level]
        draw_icon(painter, icon, QRectF(box.left() + 8, box.center().y() - 7, 14, 14), theme().color(tone))
        ink = theme().color("text2" if level is Capability.UNKNOWN else "bad" if level is Capability.NO else "text")
        room = box.adjusted(28, 0, -26 if row is not None and row.evidence else -6, -1)
        text_line(painter, room, level.words, ink, theme().font("body"))
        if row is not None and row.evidence:
            clip = QRectF(box.right() - 22, box.center().y() - 7, 14, 14)
            draw_icon(painter, "paperclip", clip, theme().color("text2"))

    def _paint_sum(self, painter: QPainter, box: QRectF, index: Index) -> None:
        standing = self._model.standings.get(self._model.candidates[index.column()].id)
        out = standing is not None and standing.out
        tone: ColorName = "bad" if out else "text"
        first, _, rest = str(index.data() or "").partition(", ")
        upper = QRectF(box.left() + 8, box.top() + (4 if rest else 12), box.width() - 14, 18)
        text_line(painter, upper, first, theme().color(tone), theme().font("body", weight=SEMIBOLD, tabular=True))
        text_line(painter, upper.translated(0, 18), rest, theme().color(tone), theme().font("small", tabular=True))

    def _paint_choice(self, painter: QPainter, box: QRectF, option: QStyleOptionViewItem, index: Index) -> None:
        if index == self._view.currentIndex() and self._view.hasFocus():
            paint_cursor(painter, box)
        elif option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(theme().color("accent"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box.adjusted(0.5, 0.5, -1.5, -1.5))


class _RequirementsEdge(QHeaderView):
    """Priority and text of each requirement under its need; stays while the candidates scroll sideways."""

    def __init__(self, model: CoverageModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._model = model
        self.setFixedWidth(EDGE_WIDTH)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(0)

    def sizeHint(self) -> QSize:
        """Keep the width."""
        return QSize(self.width(), super().sizeHint().height())

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803 - Qt's name
        """Paint one row's words."""
        box, line = QRectF(rect), self._model.lines[logicalIndex]
        painter.save()
        painter_on(painter)
        painter.fillRect(box, theme().color("bg1" if line.need is not None else "bg0"))
        hairline(painter, box.left(), box.bottom() - 1, box.width())
        words = str(self._model.headerData(logicalIndex, Qt.Orientation.Vertical))
        area = box.adjusted(MARGIN, 0, -8, 0)
        if line.requirement is None:
            text_line(painter, area, words, theme().color("text"), theme().font("body", weight=SEMIBOLD))
        else:
            moscow = line.requirement.moscow
            if moscow in MOODS:
                chip = QRectF(area.left(), area.center().y() - 10, CHIP_WIDTH, 20)
                draw_chip(painter, chip, PRIORITY[moscow], MOODS[moscow])
            paint_wrapped(painter, area.adjusted(CHIP_WIDTH + 8, 2, 0, -3), words, None)
        painter.restore()


class _CandidatesHead(QHeaderView):
    """Candidate names in two lines; those of the long list are quieter."""

    def __init__(self, model: CoverageModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._model = model
        self.setFixedHeight(HEAD_HEIGHT)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(0)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803 - Qt's name
        """Paint one candidate's name."""
        box, candidate = QRectF(rect), self._model.candidates[logicalIndex]
        painter.save()
        painter.fillRect(box, theme().color("bg0" if candidate.short else "bg1"))
        hairline(painter, box.left(), box.bottom() - 1, box.width())
        paint_wrapped(painter, box.adjusted(7, 4, -5, -4), candidate.name)
        painter.restore()
