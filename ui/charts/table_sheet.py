"""The figures of a chart as a table in a sheet, for those who would rather read them or copy them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal

from PySide6.QtWidgets import QWidget

from consultant_desk.domain.charts.sheet import ChartTable
from consultant_desk.errors import UserError
from ui.charts.quick_text import FIGURES, SMALL, quick_width
from ui.entry import formats
from ui.models.table import Cell, Column
from ui.widgets.dialogs import Sheet
from ui.widgets.table import SHRINK, RecordTable
from ui.widgets.text import Text

WIDE, WIDEST = 640, 1100
NAMES = 240
MOST_ROWS = 14
FIGURE, FIGURE_MOST = 72, 240
MEASURED = 30
"""Rows that decide how wide a column is."""
FIGURE_AT_START = re.compile(r"[^\d\u2212+-]{0,4}\+?(?P<number>[-\u2212]?[\d.,'\u2019\u00a0\u202f]*\d)")
"""A figure, perhaps after the sign or the code of a currency."""

Line = tuple[str, ...]


class TableSheet(Sheet):
    """Shows a table; its columns are sorted by a click on their titles."""

    def __init__(
        self, parent: QWidget, title: str, table: ChartTable, copy: Callable[[], None], notes: Sequence[str] = ()
    ) -> None:
        wide = min(max(WIDE, NAMES + sum(_width(table, place) for place in range(1, len(table.header)))), WIDEST)
        super().__init__(parent, title, width=min(wide, parent.width() - 48))
        columns: list[Column[Line]] = [
            Column(name, _shown(place), _width(table, place) if place else 0, number=place > 0, sort=_order(place))
            for place, name in enumerate(table.header)
        ]
        self.table: RecordTable[Line] = RecordTable(columns, "\t".join, name=title)
        self.table.set_rows(table.rows)
        rows = min(max(len(table.rows), 1), MOST_ROWS)
        self.table.setMinimumHeight(self.table.verticalHeader().defaultSectionSize() * rows + 48)
        self.body.setContentsMargins(0, 20, 0, 0)
        first = self.body.itemAt(0)
        heading = first.widget() if first is not None else None
        if heading is not None:
            heading.setContentsMargins(24, 0, 24, 0)
        for note in notes:
            text = Text(note, tone="text2", wrap=True)
            text.setContentsMargins(24, 0, 24, 0)
            self.body.addWidget(text)
        self.body.addWidget(self.table, 1)
        self.add_button("Copy", copy)
        self.add_primary("Close", self.accept)


def _width(table: ChartTable, place: int) -> int:
    """Return the width of a column: its title and what stands in it, within limits."""
    title = quick_width(table.header[place], SMALL)
    cells = max((quick_width(line[place], FIGURES) for line in table.rows[:MEASURED] if place < len(line)), default=0.0)
    return round(min(max(title, cells, FIGURE - 24.0), FIGURE_MOST - 24.0) / SHRINK + 24)


def _shown(place: int) -> Callable[[Line], Cell]:
    return lambda line: Cell(line[place] if place < len(line) else "")


def _order(place: int) -> Callable[[Line], object]:
    return lambda line: _sort_key(line[place] if place < len(line) else "")


def _sort_key(text: str) -> tuple[int, Decimal, str]:
    """Return a key that puts figures in the order of their size, and before words."""
    figure = FIGURE_AT_START.match(text)
    try:
        return (0, formats().parse_number(figure["number"] if figure else ""), text)
    except UserError:
        return (1, Decimal(0), text.casefold())
