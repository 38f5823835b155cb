"""The cost lines: products with their totals at the left, the lines of one of them over what it costs by year."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from consultant_desk.domain.evaluation.worth import TotalCost
from consultant_desk.services.rows.costs import CostRow
from ui.evaluations.actions import EvaluationActions
from ui.evaluations.cost_bar import CostBar
from ui.evaluations.cost_foot import CostFoot
from ui.evaluations.cost_sheet import CostSheet
from ui.evaluations.cost_sheets import CopyCostSheet, PriceSheet
from ui.evaluations.cost_words import KINDS, amount_text, round_text, seats_text, years_text
from ui.models.lists import ListRow
from ui.models.table import Cell, Column
from ui.shell import Shell
from ui.widgets.buttons import Button, MenuItem
from ui.widgets.lists import RecordList
from ui.widgets.panels import EmptyState, HintBar, Surface
from ui.widgets.table import RecordTable, RowMenu

if TYPE_CHECKING:
    from consultant_desk.services.sheet import EvaluationSheet

LIST_WIDTH = 240
HINTS = (("Enter", "edit"), ("Alt+Up", "move"), ("C", "copy to others"), ("Del", "delete"))


class _Lines(RecordTable[CostRow]):
    def __init__(self, answer: Callable[[QKeyEvent], bool], menu: RowMenu) -> None:
        columns: tuple[Column[CostRow], ...] = (
            Column("What for", lambda row: Cell(row.line.label, bold=True)),
            Column("Kind", lambda row: Cell(KINDS[row.line.kind], tone="text2"), width=116),
            Column("Price", lambda row: Cell(seats_text(row.line.by_seat), tone="text2"), width=172),
            Column("Amount a year", lambda row: Cell(amount_text(row.line.amount)), width=110, number=True),
            Column("", lambda row: Cell(row.line.currency, tone="text2"), width=56),
            Column("Years", lambda row: years_cell(row, self.horizon), width=86, number=True),
        )
        super().__init__(columns, lambda row: row.id, name="Cost lines", menu=menu)
        self.horizon = 0
        self._answer = answer
        self.setSortingEnabled(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, copy or delete the current line."""
        if not self._answer(event):
            super().keyPressEvent(event)


class CostsView(QWidget):
    """What each product costs; a product without a line has a cost nobody knows, and says so."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell: Shell | None = None
        self._actions: EvaluationActions | None = None
        self._sheet: EvaluationSheet | None = None
        self._totals: Mapping[str, TotalCost] = {}
        self.bar = CostBar()
        self.list = RecordList(name="Products and what they cost")
        self.list.setFixedWidth(LIST_WIDTH)
        self.list.chosen.connect(lambda _key: self._show_lines())
        self.table = _Lines(self._answer, lambda _key: self._menu())
        self.table.opened.connect(self._edit)
        self.list.opened.connect(lambda _key: self.table.setFocus())
        self.foot = CostFoot()
        self._empty = EmptyState(
            "Without a line its cost is unknown, and it is left out of value for money. Add a line of 0 if it costs "
            "nothing.",
            icon="banknote",
            title="No costs yet",
            action=("Add cost", self.add),
        )
        self._from_price = Button("From a price", icon="package", run=self.add_from_price)
        self._add = Button("Add cost", icon="plus", run=self.add)
        self._lay_out()
        self.setFocusProxy(self.list)

    @property
    def candidate(self) -> str:
        """Return the key of the product looked at, or nothing."""
        return self.list.current_key()

    def attach(self, shell: Shell, actions: EvaluationActions) -> None:
        """Give the view what it works with."""
        self._shell, self._actions = shell, actions
        self.bar.attach(actions)

    def show_sheet(self, sheet: EvaluationSheet, totals: Mapping[str, TotalCost]) -> None:
        """Show the cost lines of an evaluation, and what they come to for each product whose cost is known."""
        self._sheet = sheet
        self.bar.show_sheet(sheet)
        self._totals = totals
        self.list.set_rows(_products(sheet, self._totals))
        if sheet.problem.candidates and not self.candidate:
            self.list.choose_first()
        self._show_lines()

    def add(self) -> None:
        """Ask for a new cost line of the product looked at."""
        if self._actions is not None and self.candidate:
            CostSheet(self, self._actions, self.candidate).open()

    def add_from_price(self) -> None:
        """Ask which price of the catalogue to start from."""
        if self._actions is not None and self._shell is not None and self.candidate:
            PriceSheet(self, self._shell, self._actions, self.candidate).open()

    def _lay_out(self) -> None:
        top = Surface("bg0", lines=("bottom",))
        top.setFixedHeight(56)
        row = QHBoxLayout(top)
        row.setContentsMargins(24, 0, 24, 0)
        row.setSpacing(8)
        row.addWidget(self.bar)
        row.addStretch(1)
        row.addWidget(self._from_price)
        row.addWidget(self._add)
        side = Surface("bg0", lines=("right",))
        beside = QVBoxLayout(side)
        beside.setContentsMargins(0, 0, 1, 0)
        beside.addWidget(self.list)
        lines = QVBoxLayout()
        lines.setSpacing(0)
        for part, stretch in ((self.table, 1), (self._empty, 1), (self.foot, 0), (HintBar(HINTS), 0)):
            lines.addWidget(part, stretch)
        both = QHBoxLayout()
        both.setSpacing(0)
        both.addWidget(side)
        both.addLayout(lines, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(top)
        column.addLayout(both, 1)

    def _rows(self) -> list[CostRow]:
        rows = self._sheet.costs if self._sheet is not None else ()
        return [row for row in rows if row.line.candidate == self.candidate]

    def _show_lines(self) -> None:
        sheet, rows = self._sheet, self._rows()
        if sheet is None:
            return
        self.table.horizon = sheet.problem.options.horizon_years
        self.table.set_rows(rows)
        if rows and not self.table.current_key():
            self.table.choose(rows[0].id)
        self.table.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        self._add.setEnabled(bool(self.candidate))
        self._from_price.setEnabled(bool(sheet.products.get(self.candidate)))
        self.foot.setVisible(bool(rows))
        rate = sheet.problem.options.discount_rate
        self.foot.show_total(self._totals.get(self.candidate), sheet.currency, rate)

    def _current(self) -> CostRow | None:
        return next((row for row in self._rows() if row.id == self.table.current_key()), None)

    def _answer(self, event: QKeyEvent) -> bool:
        row = self._current()
        if row is None or self._actions is None:
            return False
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if alt and event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self._move(row, -1 if event.key() == Qt.Key.Key_Up else 1)
        elif event.key() == Qt.Key.Key_Delete:
            self._delete(row)
        elif event.key() == Qt.Key.Key_C and not event.modifiers():
            self._copy(row)
        else:
            return False
        return True

    def _menu(self) -> list[MenuItem]:
        row = self._current()
        if row is None:
            return []
        return [
            MenuItem("Edit", lambda: self._edit(row.id), "pencil", "Enter"),
            MenuItem("Copy to other products", lambda: self._copy(row), "plus", "C"),
            MenuItem("Move up", lambda: self._move(row, -1), "arrow-up", "Alt+Up"),
            MenuItem("Move down", lambda: self._move(row, 1), "arrow-down", "Alt+Down"),
            MenuItem(""),
            MenuItem("Delete", lambda: self._delete(row), "trash-2", "Del"),
        ]

    def _edit(self, key: str) -> None:
        row = next((row for row in self._rows() if row.id == key), None)
        if row is not None and self._actions is not None:
            CostSheet(self, self._actions, row.line.candidate, row).open()

    def _copy(self, row: CostRow) -> None:
        if self._actions is not None and len(self._actions.sheet.candidates) > 1:
            CopyCostSheet(self, self._actions, row).open()

    def _move(self, row: CostRow, step: int) -> None:
        rows = self._rows()
        place = rows.index(row) + step
        if self._actions is not None and 0 <= place < len(rows):
            self._actions.run(lambda area: area.move_cost(row.id, place))

    def _delete(self, row: CostRow) -> None:
        if self._actions is not None:
            self._actions.run(lambda area: area.trash_cost(row.id), say="Cost moved to the Trash")


def years_cell(row: CostRow, horizon: int) -> Cell:
    """Return the years of a line, marked where some of them lie beyond the years compared."""
    if row.line.to_year <= horizon:
        return Cell(years_text(row.line))
    return Cell(years_text(row.line), tone="warn", icon="triangle-alert")


def _products(sheet: EvaluationSheet, totals: Mapping[str, TotalCost]) -> list[ListRow]:
    """Return a row for each product: its total, or why there is none; no reproach where there are no costs at all."""
    costed = {row.line.candidate for row in sheet.costs}
    rows = []
    for item in sheet.problem.candidates:
        known = item.id in totals
        total = round_text(totals[item.id].total) if known else "unknown" if costed else ""
        note = sheet.currency if known else "no rate" if item.id in costed else "no line"
        baseline = "what they have now" if item.baseline else ""
        rows.append(ListRow(item.id, item.name, baseline, total, note, right_tone="text" if known else "warn"))
    return rows
