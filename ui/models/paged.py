"""A table over a million rows: the keys are all there, the rows are fetched page by page as they come into view."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from ui.models.lists import Index
from ui.models.table import Column, ColumnsModel

RowT = TypeVar("RowT")
PAGE = 200
KEPT = 60
"""Pages that are kept; the one that was looked at longest ago goes first."""
NO_KEYS: Sequence[int] = ()


class PagedModel(ColumnsModel[RowT]):
    """Rows by key, in the order of the keys. `missed` is sent once when rows were asked for that are not there yet.

    Whoever shows the table then says which rows are in view (`missing`), fetches those pages and brings them (`take`).
    """

    missed = Signal()

    def __init__(self, columns: Sequence[Column[RowT]], parent: QObject | None = None) -> None:
        super().__init__(columns, parent)
        self.keys: Sequence[int] = NO_KEYS
        self.generation = 0
        """Changes with the keys: pages of former ones are not taken."""
        self._pages: OrderedDict[int, Sequence[RowT]] = OrderedDict()
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.missed)

    def show_keys(self, keys: Sequence[int]) -> None:
        """Show the rows of these keys."""
        self.beginResetModel()
        self.keys = keys
        self.generation += 1
        self._pages.clear()
        self.endResetModel()

    def row_at(self, row: int) -> RowT | None:
        """Return a row, None while it is being fetched."""
        number, place = divmod(row, PAGE)
        page = self._pages.get(number)
        if page is None:
            if not self._soon.isActive():
                self._soon.start()
            return None
        self._pages.move_to_end(number)
        return page[place] if place < len(page) else None

    def missing(self, first: int, last: int) -> dict[int, Sequence[int]]:
        """Return the keys of the pages that rows `first` to `last` need and that are not there, by page."""
        pages = range(max(first, 0) // PAGE, min(last, len(self.keys) - 1) // PAGE + 1)
        return {page: self.keys[page * PAGE : (page + 1) * PAGE] for page in pages if page not in self._pages}

    def take(self, generation: int, pages: Mapping[int, Sequence[RowT]]) -> None:
        """Bring rows that were fetched; those of former keys are let go."""
        if generation != self.generation:
            return
        for number, rows in pages.items():
            self._pages[number] = rows
            self._pages.move_to_end(number)
            first, last = number * PAGE, min((number + 1) * PAGE, len(self.keys)) - 1
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))
        while len(self._pages) > KEPT:
            self._pages.popitem(last=False)

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of keys."""
        return 0 if parent is not None and parent.isValid() else len(self.keys)
