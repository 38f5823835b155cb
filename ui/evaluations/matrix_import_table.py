"""The preview of an import: each cell of the table with what becomes of it, in words and with a mark."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from consultant_desk.domain.evaluation.matrix_plan import (
    CandidateLine,
    CellOutcome,
    CriterionLine,
    MatrixPlan,
    PlannedCell,
    Use,
)
from consultant_desk.domain.table import cell_text
from ui.charts.quick_text import BODY, BOLD, SMALL, quick_line
from ui.evaluations.heat import paint_cursor
from ui.evaluations.wording import cell_text as score_text
from ui.icons import draw_icon
from ui.theme import ColorName, theme
from ui.widgets.painting import hairline, one_line
from ui.widgets.panels import Surface

Index = QModelIndex | QPersistentModelIndex
EDGE_WIDTH, COLUMN_WIDTH, WIDEST, ROW, HEAD = 216, 132, 200, 44, 48
MARKS: dict[CellOutcome, tuple[str, ColorName]] = {
    CellOutcome.NEW: ("plus", "accentText"),
    CellOutcome.CHANGED: ("pencil", "info"),
    CellOutcome.SAME: ("check", "text2"),
    CellOutcome.EMPTY: ("minus", "text3"),
    CellOutcome.FAULTY: ("circle-alert", "bad"),
    CellOutcome.SKIPPED: ("x", "text3"),
}
GROUNDS: dict[CellOutcome, ColorName] = {
    CellOutcome.NEW: "tint",
    CellOutcome.CHANGED: "infoTint",
    CellOutcome.FAULTY: "badTint",
}


class PreviewModel(QAbstractTableModel):
    """A plan as rows of criteria and columns of products."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.plan: MatrixPlan | None = None

    def show_plan(self, plan: MatrixPlan | None) -> None:
        """Show another plan; one of the same shape only repaints, so that the cursor stays."""
        old, shape = self.plan, None if plan is None else plan.layout.criteria + plan.layout.candidates
        if old is not None and plan is not None and old.layout.criteria + old.layout.candidates == shape:
            self.plan = plan
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, self.rowCount() - 1)
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)
            return
        self.beginResetModel()
        self.plan = plan
        self.endResetModel()

    def cell(self, index: Index) -> PlannedCell | None:
        """Return the planned cell of a place."""
        return self.plan.cells[index.row()][index.column()] if self.plan is not None and index.isValid() else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of criteria."""
        return 0 if self.plan is None or parent.isValid() else len(self.plan.criteria)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of products."""
        return 0 if self.plan is None or parent.isValid() else len(self.plan.candidates)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the name of a row or column."""
        if role != Qt.ItemDataRole.DisplayRole or self.plan is None:
            return None
        lines = self.plan.candidates if orientation is Qt.Orientation.Horizontal else self.plan.criteria
        return one_line(lines[section].header.text)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the text of a cell, or the sentence read aloud."""
        cell = self.cell(index)
        if cell is None or self.plan is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return one_line(cell_text(cell.source.content))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            names = (self.plan.criteria[index.row()].header.text, self.plan.candidates[index.column()].header.text)
            text = one_line(cell_text(cell.source.content)) or "empty"
            outcome = outcome_words(cell, self.plan.criteria[index.row()])
            return f"{cell.source.place}, {names[0]}, {names[1]}: {text}, {outcome}. {cell.why}".strip()
        return None


def outcome_words(cell: PlannedCell, line: CriterionLine) -> str:
    """Return in a few words what becomes of a cell."""
    match cell.outcome:
        case CellOutcome.CHANGED if line.criterion is not None:
            return f"was {score_text(line.criterion, cell.before)}"
        case CellOutcome.EMPTY:
            return "left as it is"
        case CellOutcome.FAULTY:
            return "cannot be read"
        case CellOutcome.SKIPPED:
            return "left out"
        case _:
            return cell.outcome.value


def criterion_words(line: CriterionLine) -> str:
    """Return in a few words what becomes of a row."""
    if line.use is Use.NEW:
        return "new criterion"
    if line.use is Use.SKIP or line.criterion is None:
        return "left out"
    return f"taken for {line.criterion.name}" if line.near or line.header.text != line.criterion.name else "known"


def candidate_words(line: CandidateLine) -> str:
    """Return in a few words what becomes of a column."""
    if line.use is Use.THERE:
        return f"taken for {line.name}" if line.near or line.header.text != line.name else "known"
    return "new product" if line.use is Use.NEW else "left out"


class PreviewDelegate(QStyledItemDelegate):
    """Paints what stands in the table above what becomes of it."""

    def __init__(self, model: PreviewModel, view: PreviewTable) -> None:
        super().__init__(view)
        self._plan_model = model
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        cell, plan = self._plan_model.cell(index), self._plan_model.plan
        if cell is None or plan is None:
            return
        box = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(box, theme().color(GROUNDS.get(cell.outcome, "bg0")))
        hairline(painter, box.left(), box.bottom() - 1, box.width())
        hairline(painter, box.right() - 1, box.top(), box.height(), vertical=True)
        quiet = cell.outcome in {CellOutcome.SKIPPED, CellOutcome.EMPTY}
        upper = QRectF(box.left() + 8, box.top() + 4, box.width() - 16, 18)
        quick_line(painter, upper, str(index.data()), theme().color("text3" if quiet else "text"))
        mark, tone = MARKS[cell.outcome]
        draw_icon(painter, mark, QRectF(box.left() + 8, box.top() + 25, 12, 12), theme().color(tone))
        words = outcome_words(cell, plan.criteria[index.row()])
        lower = QRectF(box.left() + 24, box.top() + 22, box.width() - 30, 18)
        quick_line(painter, lower, words, theme().color(tone), SMALL)
        if index == self._view.currentIndex():
            paint_cursor(painter, box)
        painter.restore()


class PreviewHeader(QHeaderView):
    """Names of the table, and below each what it becomes."""

    def __init__(self, orientation: Qt.Orientation, model: PreviewModel, parent: QWidget) -> None:
        super().__init__(orientation, parent)
        self._plan_model = model
        self._across = orientation is Qt.Orientation.Horizontal
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setDefaultSectionSize(COLUMN_WIDTH if self._across else ROW)
        self.setMinimumSectionSize(0)

    def sizeHint(self) -> QSize:
        """Keep the room for two lines, or for a name."""
        hint = super().sizeHint()
        return QSize(hint.width(), HEAD) if self._across else QSize(EDGE_WIDTH, hint.height())

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803 - Qt's name
        """Paint one name."""
        plan = self._plan_model.plan
        if plan is None:
            return
        box = QRectF(rect)
        painter.save()
        painter.fillRect(box, theme().color("bg1"))
        hairline(painter, box.left(), box.bottom() - 1, box.width())
        hairline(painter, box.right() - 1, box.top(), box.height(), vertical=True)
        if self._across:
            column = plan.candidates[logicalIndex]
            name, words, use, near = column.header.text, candidate_words(column), column.use, column.near
        else:
            line = plan.criteria[logicalIndex]
            name, words, use, near = line.header.text, criterion_words(line), line.use, line.near
        left = 8
        top = box.top() + (box.height() - 40) / 2
        tone: ColorName = "warn" if near else "accentText" if use is Use.NEW else "text3"
        area = QRectF(box.left() + left, top, box.width() - left - 8, 20)
        quick_line(painter, area, one_line(name), theme().color("text"), BOLD if use is not Use.SKIP else BODY)
        quick_line(painter, area.translated(0, 19), one_line(words), theme().color(tone), SMALL)
        painter.restore()


class PreviewTable(QTableView):
    """Walked by arrows. Enter asks what the row becomes, Shift+Enter what the column becomes."""

    current_changed = Signal()
    row_wanted = Signal()
    column_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.preview = PreviewModel(self)
        self.setModel(self.preview)
        self.setAccessibleName("Preview of the import")
        self.setAccessibleDescription("Enter: what the row becomes. Shift+Enter: what the column becomes.")
        self.setItemDelegate(PreviewDelegate(self.preview, self))
        self.setVerticalHeader(PreviewHeader(Qt.Orientation.Vertical, self.preview, self))
        self.setHorizontalHeader(PreviewHeader(Qt.Orientation.Horizontal, self.preview, self))
        self.setCornerButtonEnabled(False)
        self._corner = Surface("bg1", lines=("bottom", "right"), parent=self)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width among the products, and keep the corner over the names."""
        super().resizeEvent(event)
        self._corner.setGeometry(0, 0, EDGE_WIDTH, HEAD)
        self._lay_out_columns()

    def show_plan(self, plan: MatrixPlan | None) -> None:
        """Show a plan with the cursor on its first cell, or where it was."""
        self.preview.show_plan(plan)
        self._lay_out_columns()
        if plan is not None and not self.currentIndex().isValid():
            self.setCurrentIndex(self.preview.index(0, 0))
        self.current_changed.emit()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell that another cell is looked at."""
        super().currentChanged(current, previous)
        self.viewport().update()
        self.current_changed.emit()

    def _lay_out_columns(self) -> None:
        count = self.preview.columnCount()
        if count:
            width = min(max(self.viewport().width() // count, COLUMN_WIDTH), WIDEST)
            self.horizontalHeader().setDefaultSectionSize(width)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep Enter from the sheet's button: here it asks what becomes of a row or column."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            across = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            (self.column_wanted if across else self.row_wanted).emit()
            return
        super().keyPressEvent(event)
