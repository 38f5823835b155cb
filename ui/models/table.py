"""A table over frozen rows: columns are declared once with the function that takes their text from a row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QObject, Qt

from ui.models.lists import Index
from ui.theme import ColorName
from ui.widgets.chips import Mood

RowT = TypeVar("RowT")
CELL_ROLE = int(Qt.ItemDataRole.UserRole)


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell shows: text in a tone, an icon in its own tone before it, or the text as a chip.

    `spoken` is read aloud where the text alone does not say what colour and icon do.
    """

    text: str
    tone: ColorName = "text"
    bold: bool = False
    icon: str = ""
    chip: Mood | None = None
    icon_tone: ColorName = "text2"
    spoken: str = ""


WAITING = Cell("…", "text3", spoken="being read")
"""What stands in the cells of a row that is being fetched."""


@dataclass(frozen=True, slots=True)
class Column(Generic[RowT]):
    """A column: its header, its width (0 takes the rest, `least` at any rate), how its cell is made, what it sorts by.

    Numbers stand right with figures of equal width; their unit belongs in the header. `tip` is shown on the header.
    """

    title: str
    cell: Callable[[RowT], Cell]
    width: int = 0
    number: bool = False
    sort: Callable[[RowT], object] | None = None
    least: int = 170
    tip: str = ""


class ColumnsModel(QAbstractTableModel, Generic[RowT]):
    """Rows under declared columns, wherever the rows come from; one that is not there yet is shown as under way."""

    def __init__(self, columns: Sequence[Column[RowT]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)

    def row_at(self, row: int) -> RowT | None:
        """Return a row, None while it is being fetched."""
        raise NotImplementedError

    def columnCount(self, parent: Index | None = None) -> int:
        """Return the number of columns."""
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Return what a role shows of a cell."""
        if not index.isValid():
            return None
        column = self.columns[index.column()]
        if role == CELL_ROLE:  # asked for by every cell that is painted
            row = self.row_at(index.row())
            return column.cell(row) if row is not None else WAITING
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.number else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        row = self.row_at(index.row())
        cell = column.cell(row) if row is not None else WAITING
        return cell.text if role == Qt.ItemDataRole.DisplayRole else f"{column.title}: {cell.spoken or cell.text}"

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> object:
        """Return the title of a column, and what is to be known of its figures."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.ToolTipRole:
            return self.columns[section].tip or None
        return None


class RowsTableModel(ColumnsModel[RowT]):
    """Rows of one type under declared columns; replaced as a whole. Rows that are `sums` stay last in any order."""

    def __init__(
        self,
        columns: Sequence[Column[RowT]],
        key: Callable[[RowT], str],
        parent: QObject | None = None,
        *,
        sums: Callable[[RowT], bool] | None = None,
    ) -> None:
        super().__init__(columns, parent)
        self._key = key
        self._sums = sums or (lambda _row: False)
        self._rows: list[RowT] = []

    @property
    def rows(self) -> list[RowT]:
        """Return the rows shown, in the order shown."""
        return self._rows

    def set_rows(self, rows: Sequence[RowT]) -> None:
        """Show these rows."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def row_at(self, row: int) -> RowT | None:
        """Return a row."""
        return self._rows[row]

    def key_at(self, row: int) -> str:
        """Return the key of a row, or nothing."""
        return self._key(self._rows[row]) if 0 <= row < len(self._rows) else ""

    def row_of(self, key: str) -> int:
        """Return the place of a key, or -1."""
        return next((place for place, row in enumerate(self._rows) if self._key(row) == key), -1)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by the column's sort value (its text by default)."""
        if not 0 <= column < len(self.columns):
            return
        spec = self.columns[column]
        value = spec.sort or (lambda row: spec.cell(row).text.casefold())
        self.layoutAboutToBeChanged.emit()
        last = [row for row in self._rows if self._sums(row)]
        self._rows = [row for row in self._rows if not self._sums(row)]
        self._rows.sort(key=value, reverse=order == Qt.SortOrder.DescendingOrder)  # type: ignore[arg-type]
        self._rows += last
        self.layoutChanged.emit()

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of rows."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)
