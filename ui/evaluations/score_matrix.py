"""The matrix of scores, worked like a spreadsheet: arrows, typing, unknown, copy and paste of ranges."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCompleter,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from consultant_desk.domain.evaluation.entry import levels_beginning
from consultant_desk.domain.evaluation.problem import Cell, Criterion, Levels
from ui.evaluations.cell_table import CellTable
from ui.evaluations.cells import Unreadable, as_unknown, beyond_scale, read_entry, with_entry
from ui.evaluations.criteria_rows import RowKind
from ui.evaluations.heat import paint_cell
from ui.evaluations.paste import PastePlan, block_text, has_headers, plain_text, read_block
from ui.evaluations.scores_headers import (
    EDGE_WIDTH,
    HEAD_HEIGHT,
    NARROW_EDGE,
    CornerWords,
    CriteriaEdge,
    ProductsHead,
)
from ui.evaluations.scores_model import ScoresModel
from ui.evaluations.session import EvaluationSession
from ui.theme import theme
from ui.widgets.painting import hairline, text_line
from ui.widgets.sideways import mark_sideways

LEAST_COLUMN, EASY_COLUMN, WIDEST_COLUMN = 68, 80, 132
"""Under an easy width the names of the criteria give way first; under the least one the products scroll sideways."""
SCORE_ROW = 40
Index = QModelIndex | QPersistentModelIndex


class ScoreMatrix(CellTable):
    """Scores as heat cells. Changes leave as whole cells.

    `cells_entered` carries the changed cells, once per change; `remarked` what there is to say about a score that was
    typed: why it was refused, or what it counts as. `paste_planned` carries a plan that needs an answer,
    `table_pasted` a text that brings the names of criteria and products; `editor_wanted` and `evidence_wanted` ask
    for the side editor.
    """

    cells_entered = Signal(object)
    remarked = Signal(str)
    paste_planned = Signal(object)
    table_pasted = Signal(str)
    editor_wanted = Signal()
    evidence_wanted = Signal()

    def __init__(self, session: EvaluationSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._scores = ScoresModel(session, self)
        self.setAccessibleName("Scores of products on criteria")
        self.setItemDelegate(ScoreDelegate(self._scores, session, self))
        self.setVerticalHeader(CriteriaEdge(self._scores, session, self))
        self.setHorizontalHeader(ProductsHead(self._scores, session, self))
        self.setModel(self._scores)  # after its headers: those of Qt would measure every name
        self._corner = CornerWords("Criterion", "%", self)
        mark_sideways(self, "products")
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self._scores.modelReset.connect(self._lay_out)
        session.selection_changed.connect(self._follow_selection)
        self._lay_out()

    @property
    def scores(self) -> ScoresModel:
        """Return the model."""
        return self._scores

    def rows_height(self) -> int:
        """Return the height of all rows and the header."""
        return HEAD_HEIGHT + self.verticalHeader().length()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer the keys of a spreadsheet."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste(QGuiApplication.clipboard().text())
        elif not self._answer(event):
            super().keyPressEvent(event)

    def copy(self) -> None:
        """Put the chosen range on the clipboard as tab-separated text."""
        rows = sorted({index.row() for index in self.selectedIndexes()})
        columns = sorted({index.column() for index in self.selectedIndexes()})
        criteria = [item for row in rows if (item := self._scores.criterion_at(row)) is not None]
        candidates = [self._scores.candidates[column] for column in columns]
        if criteria and candidates:
            QGuiApplication.clipboard().setText(block_text(criteria, candidates, self._session.problem.cell_index()))

    def paste(self, text: str) -> None:
        """Read a block into the cells from the upper left of the range chosen; what cannot be read is shown first."""
        start = min(
            self.selectedIndexes(), key=lambda index: (index.row(), index.column()), default=self.currentIndex()
        )
        if not start.isValid() or not text.strip() or self._session.hold_back():
            return
        if has_headers(text, self._session.problem.criteria, self._session.problem.candidates):
            self.table_pasted.emit(text)
            return
        criteria = self._criteria_from(start.row())
        candidates = self._scores.candidates[start.column() :]
        plan = read_block(text, criteria, candidates, self._session.problem.cell_index())
        if plan.clean:
            self.apply(plan)
        else:
            self.paste_planned.emit(plan)

    def apply(self, plan: PastePlan) -> None:
        """Enter what a plan could read, as one change."""
        self.enter(plan.cells)

    def enter(self, cells: Sequence[Cell]) -> None:
        """Send changed cells; unchanged ones are left out."""
        changed = [cell for cell in cells if self._session.cell(cell.candidate, cell.criterion) != cell]
        if changed:
            self.cells_entered.emit(tuple(changed))

    def mark_unknown(self) -> None:
        """Make the chosen scores unknown."""
        if self._session.hold_back():
            return
        cells = [cell for index in self.selectedIndexes() if (cell := self._scores.cell_at(index)) is not None]
        self.enter([as_unknown(cell) for cell in cells])

    def enter_text(self, index: Index, text: str) -> None:
        """Take a typed score, or say why it is none."""
        criterion, cell = self._scores.criterion_at(index.row()), self._scores.cell_at(index)
        if criterion is None or cell is None or not text.strip() or self._session.hold_back():
            return
        entry = read_entry(criterion, text)
        if isinstance(entry, Unreadable):
            self.remarked.emit(entry.why)
            return
        self.enter([with_entry(cell, criterion, entry)])
        beyond = beyond_scale(criterion, entry.value, entry.low, entry.high)
        if beyond:
            self.remarked.emit(beyond)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell the session which score is looked at."""
        super().currentChanged(current, previous)
        criterion = self._scores.criterion_at(current.row()) if current.isValid() else None
        if criterion is not None:
            self._session.select(criterion.id, self._scores.candidates[current.column()].id)
            self.verticalHeader().viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width among the products."""
        super().resizeEvent(event)
        self._lay_out_columns()

    def _answer(self, event: QKeyEvent) -> bool:
        index = self.currentIndex()
        criterion = self._scores.criterion_at(index.row()) if index.isValid() else None
        if criterion is None:
            return False
        key, text = event.key(), event.text()
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.ShiftModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.editor_wanted.emit()
        elif key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.mark_unknown()
        elif key == Qt.Key.Key_F2:
            self._type(index)
        elif plain and starts_score(criterion, text):
            self._type(index, text)
        elif key == Qt.Key.Key_U:
            self.mark_unknown()
        elif key == Qt.Key.Key_E:
            self.evidence_wanted.emit()
        elif key == Qt.Key.Key_Escape:
            pass  # one Escape too many while typing scores must not leave the evaluation; F6 leaves the matrix
        elif plain and text.isalnum():
            self._type(index, text)  # what is no score is refused as a whole, once, when it is entered
        else:
            return False
        return True

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the field over a cell, unless scores are locked."""
        if not self._session.hold_back():
            super().mouseDoubleClickEvent(event)

    def _type(self, index: QModelIndex, text: str = "") -> None:
        if self._session.hold_back():
            return
        self.edit(index)
        editor = self.indexWidget(index)
        if not text or not isinstance(editor, QLineEdit):
            return
        criterion = self._scores.criterion_at(index.row())
        levels = criterion.value if criterion is not None else None
        found = levels_beginning(levels, text) if isinstance(levels, Levels) else []
        editor.setText(found[0] if found else text)
        editor.setModified(True)
        if found:
            editor.setSelection(len(text), len(found[0]))

    def _criteria_from(self, row: int) -> list[Criterion]:
        return [item.criterion for item in self._scores.rows[row:] if item.criterion is not None]

    def _follow_selection(self) -> None:
        index = self._scores.place_of(self._session.candidate, self._session.criterion)
        if index.isValid() and index != self.currentIndex():
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.scrollTo(index)

    def _lay_out(self) -> None:
        heights = {
            RowKind.GROUP: theme().height("group_row_small"),
            RowKind.CRITERION: theme().height("score_cell"),
            RowKind.TOTAL: SCORE_ROW,
        }
        for place, row in enumerate(self._scores.rows):
            self.setRowHeight(place, heights[row.kind])
        self._lay_out_columns()
        self._follow_selection()

    def _lay_out_columns(self) -> None:
        count = len(self._scores.candidates)
        if not count:
            return
        edge, whole = self.verticalHeader(), self.viewport().width() + self.verticalHeader().width()
        wanted = EDGE_WIDTH if count * EASY_COLUMN <= whole - EDGE_WIDTH else NARROW_EDGE
        if edge.width() != wanted:
            edge.setFixedWidth(wanted)
        self._corner.setGeometry(0, 0, wanted, HEAD_HEIGHT)
        room = whole - wanted
        width = min(max(room // count, LEAST_COLUMN), WIDEST_COLUMN)
        spare = room - width * count if width < WIDEST_COLUMN else 0
        for column in range(count):
            self.setColumnWidth(column, width + (1 if column < spare < count else 0))


class CellField(QLineEdit):
    """The field over a cell. Enter ends here: handed on, it would open the side editor before the score is in."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep Enter."""
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()


class ScoreDelegate(QStyledItemDelegate):
    """Paints a cell of the matrix and offers the field that typing opens."""

    def __init__(self, model: ScoresModel, session: EvaluationSession, view: ScoreMatrix) -> None:
        super().__init__(view)
        self._scores = model
        self._session = session
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint group band, score or total."""
        row = self._scores.rows[index.row()]
        box = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.criterion is not None:
            candidate = self._scores.candidates[index.column()]
            cell = self._session.cell(candidate.id, row.key)
            paint_cell(painter, box, row.criterion, cell, self._scores.value_at(index))
            self._view.paint_choice(painter, option, index)
        else:
            painter.fillRect(box, theme().color("bg1" if row.kind is RowKind.GROUP else "bg0"))
            hairline(painter, box.left(), box.bottom() - 1, box.width())
            if row.kind is RowKind.TOTAL:
                font = theme().font("heading", tabular=True)
                side = Qt.AlignmentFlag.AlignRight
                text_line(painter, box.adjusted(0, 0, -8, 0), str(index.data()), theme().color("text"), font, side)
        painter.restore()

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Return the field; for levels it completes their names."""
        criterion = self._scores.criterion_at(index.row())
        editor = CellField(parent)
        editor.setFont(theme().font("body", tabular=True))
        editor.setProperty("bare", "cell")
        editor.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole)))
        if criterion is not None and isinstance(criterion.value, Levels):
            completer = QCompleter([name for name, _ in criterion.value.levels], editor)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setCompletionMode(QCompleter.CompletionMode.InlineCompletion)
            editor.setCompleter(completer)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Start from the raw value; what is being typed stays when something is stored meanwhile."""
        cell = self._scores.cell_at(index)
        if isinstance(editor, QLineEdit) and cell is not None and not editor.isModified():
            editor.setText("" if cell.value is None else plain_text(cell))
            editor.selectAll()

    def setModelData(self, editor: QWidget, _model: QAbstractItemModel, index: Index) -> None:
        """Hand over what was typed."""
        if isinstance(editor, QLineEdit):
            self._view.enter_text(index, editor.text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        """Lay the field over the cell."""
        editor.setGeometry(option.rect.adjusted(2, 2, -3, -3))


def starts_score(criterion: Criterion, text: str) -> bool:
    """Tell whether a typed character begins a score of this criterion: a digit or sign, or a level's first letter."""
    if not text.strip():
        return False
    if isinstance(criterion.value, Levels):
        return bool(levels_beginning(criterion.value, text))
    return text in "0123456789.,-" or text == "\N{MINUS SIGN}"
