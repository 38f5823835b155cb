"""The rows of a list beside a record, and the model that holds them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.theme import ColorName

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = int(Qt.ItemDataRole.UserRole)


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row of a list: two lines, left and right; a third line where the list shows three.

    `heading` rows only name a group: they cannot be chosen and have no key.
    """

    key: str
    title: str
    note: str = ""
    right: str = ""
    right_note: str = ""
    right_tone: ColorName = "text2"
    third: str = ""
    icon: str = ""
    bold: bool = False
    heading: bool = False

    def spoken(self) -> str:
        """Return the row as one sentence for a screen reader."""
        return ", ".join(part for part in (self.title, self.note, self.right, self.right_note, self.third) if part)


class ListRowsModel(QAbstractListModel):
    """A list of rows, replaced as a whole: with 100 000 rows a reset takes 9 ms, a proxy takes seconds."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[ListRow, ...] = ()

    @property
    def rows(self) -> tuple[ListRow, ...]:
        """Return the rows shown."""
        return self._rows

    def set_rows(self, rows: Sequence[ListRow]) -> None:
        """Show these rows."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def row_of(self, key: str) -> int:
        """Return the place of a key, or -1."""
        return next((place for place, row in enumerate(self._rows) if row.key == key and not row.heading), -1)

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of rows."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Return what a role shows of a row."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken()
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings cannot be chosen."""
        if not index.isValid() or self._rows[index.row()].heading:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
