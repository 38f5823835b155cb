"""How the rows of the criteria table are painted, and the field in which a weight is typed."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from consultant_desk.domain.charts.curve import value_curve
from consultant_desk.domain.evaluation.problem import Criterion
from ui.charts.marks import draw_curve
from ui.charts.quick_text import BOLD, FIGURES, FIGURES_BOLD, RIGHT, SMALL, figure_line, quick_line
from ui.evaluations.criteria_model import ROW_ROLE, Column, CriteriaModel
from ui.evaluations.criteria_rows import CriteriaRow, RowKind
from ui.evaluations.session import EvaluationSession
from ui.evaluations.weight_slider import SliderState, paint_slider
from ui.evaluations.wording import ends_of, must_text, parse_number, unbound_words
from ui.icons import draw_icon
from ui.theme import ColorName, theme
from ui.widgets.chips import chip_width, draw_chip
from ui.widgets.painting import hairline, rounded

Index = QModelIndex | QPersistentModelIndex
MARGIN = 24
INDENT = 45
CURVE_WIDTH, CURVE_HEIGHT = 46.0, 20.0
FIELD_WIDTH, FIELD_HEIGHT = 44.0, 24.0
STALE_WORD = "stale"


class CriteriaDelegate(QStyledItemDelegate):
    """Paints one cell at a time from the session; while a weight moves only the last two columns repaint."""

    def __init__(self, model: CriteriaModel, session: EvaluationSession, parent: QWidget) -> None:
        super().__init__(parent)
        self._table = parent
        self._model = model
        self._session = session
        self._typed_in = QPersistentModelIndex()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a cell."""
        row: CriteriaRow = index.data(ROW_ROLE)
        cell = QRectF(option.rect)
        column = Column(index.column())
        chosen = bool(option.state & QStyle.StateFlag.State_Selected) and row.kind is not RowKind.TOTAL
        painter.save()
        ground: ColorName = "tint" if chosen else ("bg1" if row.kind is RowKind.GROUP else "bg0")
        painter.fillRect(option.rect, theme().color(ground))
        hairline(painter, cell.left(), cell.bottom() - 1, cell.width())
        # Only now: filling whole cells takes far longer with smooth edges, which they do not have.
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if column is Column.PERCENT:
            self._paint_percent(painter, cell, row, chosen=chosen, typed_over=index == self._typed_in)
        elif row.criterion is not None:
            self._paint_criterion(painter, cell, row, row.criterion, column, chosen=chosen)
        elif column is Column.NAME:
            self._paint_heading(painter, cell, row)
        painter.restore()

    def _paint_heading(self, painter: QPainter, cell: QRectF, row: CriteriaRow) -> None:
        left = MARGIN
        if row.group is not None:
            icon = "chevron-right" if row.key in self._model.collapsed else "chevron-down"
            square = QRectF(cell.left() + MARGIN - 1, cell.center().y() - 8, 16, 16)
            draw_icon(painter, icon, square, theme().color("text2"))
            left = INDENT
        name = row.group.name if row.group is not None else "Total"
        name = f"{row.place}  {name}" if row.place else name
        box = cell.adjusted(left, 0, -8, 0)
        quick_line(painter, box, name, theme().color("text"), BOLD)

    def _paint_criterion(
        self, painter: QPainter, cell: QRectF, row: CriteriaRow, item: Criterion, column: Column, *, chosen: bool
    ) -> None:
        match column:
            case Column.NAME:
                self._paint_name(painter, cell, row, item)
            case Column.ENDS:
                _paint_ends(painter, cell, item)
            case Column.CURVE:
                box = QRectF(cell.left() + 0.5, cell.center().y() - CURVE_HEIGHT / 2 - 0.5, CURVE_WIDTH, CURVE_HEIGHT)
                draw_curve(painter, box.toAlignedRect().toRectF().translated(0.5, 0.5), value_curve(item.value))
            case Column.MUST:
                _paint_must(painter, cell, item)
            case Column.WEIGHT:
                paint_slider(painter, cell, self._slider(item, focused=chosen and self._table.hasFocus()))

    def _paint_name(self, painter: QPainter, cell: QRectF, row: CriteriaRow, item: Criterion) -> None:
        if row.place:
            place = QRectF(cell.left() + MARGIN - 8, cell.top(), 24, cell.height())
            quick_line(painter, place, str(row.place), theme().color("text3"), FIGURES, RIGHT)
        box = cell.adjusted(INDENT, 0, -8, 0)
        if item.id in self._session.locked:
            draw_icon(painter, "lock", QRectF(box.right() - 14, cell.center().y() - 7, 14, 14), theme().color("text2"))
            box.setRight(box.right() - 20)
        if item.id in self._session.stale:
            width = float(chip_width(STALE_WORD, icon="triangle-alert"))
            draw_chip(
                painter,
                QRectF(box.right() - width, cell.center().y() - 10, width, 20),
                STALE_WORD,
                "warn",
                "triangle-alert",
            )
            box.setRight(box.right() - width - 8)
        quick_line(painter, box, item.name, theme().color("text"))

    def _slider(self, item: Criterion, *, focused: bool) -> SliderState:
        result = self._session.result
        return SliderState(
            weight=result.weights.get(item.id, 0.0),
            axis=self._model.scale.axis,
            reach=result.stability.get(item.id) if result.verdict.winner is not None else None,
            names=self._session.short_names(),
            unbound=unbound_words(result.verdict, self._session.short_names()),
            focused=focused,
            locked=item.id in self._session.locked,
            fixed=self._session.is_fixed(item.id),
        )

    def _paint_percent(
        self, painter: QPainter, cell: QRectF, row: CriteriaRow, *, chosen: bool, typed_over: bool
    ) -> None:
        text = self._model.percent_of(row)
        box = cell.adjusted(0, 0, -MARGIN - 8, 0)
        if chosen and row.kind is RowKind.CRITERION and not self._session.is_fixed(row.key):
            rounded(painter, field_box(cell), fill="bg0", border="accentText", radius=4)
        if typed_over:
            return
        tone: ColorName = "text2" if row.kind is RowKind.GROUP else "text"
        style = FIGURES_BOLD if row.kind is RowKind.TOTAL else FIGURES
        figure_line(painter, box, text, theme().color(tone), style, RIGHT)

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Return the field for a typed weight."""
        row: CriteriaRow = index.data(ROW_ROLE)
        editor = QLineEdit(parent)
        editor.setProperty("bare", True)
        editor.setFont(theme().font("body", tabular=True))
        editor.setAlignment(RIGHT)
        editor.setAccessibleName(f"Weight of {row.criterion.name if row.criterion else ''} in percent")
        self._typed_in = QPersistentModelIndex(index)
        return editor

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        """Show the weight again where it was typed."""
        self._typed_in = QPersistentModelIndex()
        super().destroyEditor(editor, index)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Start from the weight as it is shown; what is being typed stays when something is stored meanwhile."""
        if isinstance(editor, QLineEdit) and not editor.isModified():
            editor.setText(str(index.data()))
            editor.selectAll()

    def setModelData(self, editor: QWidget, _model: QAbstractItemModel, index: Index) -> None:
        """Set the weight that was typed; what is not a number changes nothing."""
        row: CriteriaRow = index.data(ROW_ROLE)
        if isinstance(editor, QLineEdit) and row.criterion is not None:
            number = parse_number(editor.text().replace("%", ""))
            if number is not None and editor.text() != index.data():
                self._session.put(row.criterion.id, number / 100.0)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        """Lay the field over the number."""
        editor.setGeometry(field_box(QRectF(option.rect)).adjusted(4, 2, -8, -2).toRect())


def field_box(cell: QRectF) -> QRectF:
    """Return the frame around the number of the chosen row."""
    left = cell.right() - MARGIN - FIELD_WIDTH
    return QRectF(left, cell.center().y() - FIELD_HEIGHT / 2, FIELD_WIDTH, FIELD_HEIGHT).toAlignedRect().toRectF()


def _paint_ends(painter: QPainter, cell: QRectF, item: Criterion) -> None:
    colour = theme().color("text2")
    worst, best = ends_of(item)
    box = cell.adjusted(0, 0, -8, 0)
    room = box.width() - 24
    width = quick_line(painter, QRectF(box.left(), box.top(), room * 0.6, box.height()), worst, colour, SMALL)
    arrow = QRectF(box.left() + width + 6, cell.center().y() - 6, 12, 12)
    draw_icon(painter, "arrow-right", arrow, colour)
    rest = QRectF(arrow.right() + 6, box.top(), box.right() - arrow.right() - 6, box.height())
    quick_line(painter, rest, best, colour, SMALL)


def _paint_must(painter: QPainter, cell: QRectF, item: Criterion) -> None:
    if item.must is None:
        quick_line(painter, cell, must_text(item, None), theme().color("text2"), SMALL)
        return
    draw_icon(painter, "flag", QRectF(cell.left(), cell.center().y() - 7, 14, 14), theme().color("text"))
    quick_line(painter, cell.adjusted(19, 0, -8, 0), must_text(item, item.must), theme().color("text"), SMALL)
