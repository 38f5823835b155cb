"""The tabs of a product's record: prices, evidence, details, evaluations."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from consultant_desk.services.rows.evaluations import EvaluationRow
from consultant_desk.services.rows.products import EvidenceRow, PlanRow, PriceRow, ProductSheet
from ui.entry import date_text, money_text
from ui.models.table import Cell, Column
from ui.products.sheets import EvidenceDialog, PlanDialog, PriceDialog
from ui.products.words import GRADE_MOOD, KINDS, OLD_DAYS, STATUS, expiry, label_of, seen_line, terms
from ui.shell import Shell
from ui.widgets.buttons import Button, Kind, MenuItem, build_menu
from ui.widgets.choice import Dropdown
from ui.widgets.fields import Field, TextArea
from ui.widgets.form import Form
from ui.widgets.panels import EmptyState, ScrollArea
from ui.widgets.table import RecordTable

DEFAULT_CURRENCY = "EUR"


@dataclass(frozen=True, slots=True)
class PriceLine:
    """One price under its plan, or a plan that has none yet; `first` of its plan carries the plan's name."""

    plan: PlanRow
    price: PriceRow | None
    first: bool

    @property
    def key(self) -> str:
        """Return what tells the line from others."""
        return self.price.id if self.price else self.plan.id


def price_lines(sheet: ProductSheet) -> list[PriceLine]:
    """Return all prices under their plans, newest first; plans without a price keep a line."""
    lines: list[PriceLine] = []
    for plan in sheet.plans:
        lines += [PriceLine(plan, price, first=place == 0) for place, price in enumerate(plan.prices)]
        if not plan.prices:
            lines.append(PriceLine(plan, None, first=True))
    return lines


def _price_cell(line: PriceLine) -> Cell:
    amount = money_text(line.price.amount) if line.price else ""
    return Cell(amount or "none yet", "text" if line.first and amount else "text3", bold=line.first)


def _seen_cell(line: PriceLine) -> Cell:
    if line.price is None:
        return Cell("")
    old = line.first and (line.price.age_days or 0) > OLD_DAYS
    return Cell(seen_line(line.price.seen_on, line.price.age_days), "warn" if old else "text2")


PRICE_COLUMNS: tuple[Column[PriceLine], ...] = (
    Column("Plan", lambda line: Cell(line.plan.name if line.first else "", bold=True)),
    Column("Sold", lambda line: Cell(terms(line.plan) if line.first else "", "text2"), 230),
    Column("Price", _price_cell, 110, number=True),
    Column("Seen on", _seen_cell, 190),
    Column("Source", lambda line: Cell(line.price.source if line.price else "", "text2"), 150),
)


class TablePane(QWidget):
    """A bar of buttons, a table, and what teaches while the table is empty."""

    def __init__(self, buttons: list[Button], table: QWidget, empty: EmptyState) -> None:
        super().__init__()
        bar = QHBoxLayout()
        bar.setContentsMargins(24, 8, 16, 8)
        bar.setSpacing(8)
        bar.addStretch(1)
        for button in buttons:
            bar.addWidget(button)
        self.stack = QStackedWidget()
        self.stack.addWidget(table)
        self.stack.addWidget(empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self.stack, 1)
        self.setFocusProxy(table)

    def show_empty(self, *, empty: bool) -> None:
        """Show the table or the words."""
        self.stack.setCurrentIndex(1 if empty else 0)


class PricesTab(TablePane):
    """Plans with every price seen, newest first."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell
        self._sheet: ProductSheet | None = None
        self.table = RecordTable(PRICE_COLUMNS, lambda line: line.key, name="Plans and prices")
        self.table.setSortingEnabled(False)
        self.table.opened.connect(self._open)
        sentence = "Note a plan with the price you saw and the date; the next price keeps this one as history."
        empty = EmptyState(sentence, icon="banknote", action=("Add plan", self.add_plan))
        add = Button("Plan", Kind.LINK, icon="plus", run=self.add_plan)
        price = Button("Price", Kind.LINK, icon="plus", run=self.add_price)
        super().__init__([price, add], self.table, empty)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._menu)

    def show_sheet(self, sheet: ProductSheet) -> None:
        """Show the prices of a product."""
        self._sheet = sheet
        lines = price_lines(sheet)
        self.table.set_rows(lines)
        self.show_empty(empty=not lines)

    def add_plan(self) -> None:
        """Ask for a plan."""
        if self._sheet is not None:
            PlanDialog(self._shell, self._sheet.id, self._currency()).open()

    def add_price(self) -> None:
        """Ask for a price of the current plan, the first one if none is chosen."""
        line = self._line(self.table.current_key()) or next(iter(self.table.rows_model.rows), None)
        if line is None:
            self.add_plan()
        else:
            PriceDialog(self._shell, line.plan, self._currency()).open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete what is chosen."""
        if event.key() == Qt.Key.Key_Delete:
            self._trash(self.table.current_key())
            return
        super().keyPressEvent(event)

    def _line(self, key: str) -> PriceLine | None:
        return next((line for line in self.table.rows_model.rows if line.key == key), None)

    def _open(self, key: str) -> None:
        line = self._line(key)
        if line is None or self._sheet is None:
            return
        if line.price is None:
            PriceDialog(self._shell, line.plan, self._currency()).open()
        else:
            PriceDialog(self._shell, line.plan, self._currency(), line.price).open()

    def _menu(self, point: object) -> None:
        del point
        line = self._line(self.table.current_key())
        if line is None or self._sheet is None:
            return
        plan, sheet = line.plan, self._sheet
        currency = self._currency()
        items = [
            MenuItem("Add price", lambda: PriceDialog(self._shell, plan, currency).open(), "plus"),
            MenuItem("Edit plan", lambda: PlanDialog(self._shell, sheet.id, currency, plan).open(), "pencil"),
            MenuItem("Delete price", lambda: self._trash(line.key), "trash-2", enabled=line.price is not None),
            MenuItem("Delete plan", lambda: self._trash_plan(plan), "trash-2"),
        ]
        rect = self.table.visualRect(self.table.currentIndex())
        build_menu(self, items).popup(self.table.viewport().mapToGlobal(rect.bottomLeft()))

    def _trash(self, key: str) -> None:
        line = self._line(key)
        products = self._shell.desk.products
        if line is not None and line.price is not None:
            self._shell.write(partial(products.trash_price, line.price.id), say="Price moved to Trash.")
        elif line is not None:
            self._trash_plan(line.plan)

    def _trash_plan(self, plan: PlanRow) -> None:
        work = partial(self._shell.desk.products.trash_plan, plan.id)
        self._shell.write(work, say=f"{plan.name} moved to Trash.")

    def _currency(self) -> str:
        for line in self.table.rows_model.rows:
            if line.price is not None and line.price.amount is not None:
                return line.price.amount.currency
        return DEFAULT_CURRENCY


class EvidenceTab(TablePane):
    """What is known about the product and from where."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell
        self._product_id = ""
        today = shell.today

        def expires(row: EvidenceRow) -> Cell:
            words, mood = expiry(row, today())
            return Cell(words, "text2", chip=mood)

        columns: tuple[Column[EvidenceRow], ...] = (
            Column("What it says", lambda row: Cell(row.title, bold=True)),
            Column("Kind", lambda row: Cell(label_of(KINDS, row.kind), "text2"), 120),
            Column("Grade", lambda row: Cell(row.grade, chip=GRADE_MOOD.get(row.grade, "quiet")), 60),
            Column("Source", _source_cell, 170),
            Column("Read on", lambda row: Cell(date_text(row.seen_on), "text2"), 112),
            Column("Expires", expires, 130, sort=lambda row: row.expires_on or "9"),
            Column("Scores", lambda row: Cell(str(row.scores or ""), "text2"), 76, number=True),
        )
        self.table = RecordTable(columns, lambda row: row.id, name="Evidence")
        self.table.opened.connect(self._open)
        sentence = "Evidence is what you read, saw or tried. Grade it, say where it is from, and scores can rest on it."
        empty = EmptyState(sentence, icon="paperclip", action=("Add evidence", self.add))
        super().__init__([Button("Evidence", Kind.LINK, icon="plus", run=self.add)], self.table, empty)

    def show_sheet(self, sheet: ProductSheet) -> None:
        """Show the evidence about a product."""
        self._product_id = sheet.id
        self.table.set_rows(sheet.evidence)
        self.show_empty(empty=not sheet.evidence)

    def add(self) -> None:
        """Ask for a piece of evidence."""
        EvidenceDialog(self._shell, self._product_id).open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete what is chosen."""
        key = self.table.current_key()
        if event.key() == Qt.Key.Key_Delete and key:
            work = partial(self._shell.desk.products.trash_evidence, key)
            self._shell.write(work, say="Evidence moved to Trash.")
            return
        super().keyPressEvent(event)

    def _open(self, key: str) -> None:
        row = next((row for row in self.table.rows_model.rows if row.id == key), None)
        if row is not None:
            EvidenceDialog(self._shell, self._product_id, row).open()


def _source_cell(row: EvidenceRow) -> Cell:
    return Cell(row.source, "text2", icon="shield-check" if row.independent else "")


class DetailsTab(ScrollArea):
    """The plain fields of a product, each saved when it is left."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(margins=(24, 16, 24, 24))
        self._shell = shell
        self._product_id = ""
        self.name = Field(name="Name")
        self.vendor = Field(name="Vendor")
        self.category = Field(name="Category")
        self.status = Dropdown(STATUS, name="Status")
        self.homepage = Field(name="Home page")
        self.summary = TextArea(name="What it is", lines=4)
        self.note = TextArea(name="Private note", lines=4)
        form = Form()
        form.setMaximumWidth(640)
        form.add("Name", self.name)
        form.add("Vendor", self.vendor)
        form.add("Category", self.category)
        form.add("Status", self.status)
        form.add("Home page", self.homepage)
        form.add("What it is", self.summary, tall=True)
        form.add("Private note", self.note, tall=True, help_text="Never printed in a report.")
        self.column.addWidget(form)
        self.column.addStretch(1)
        self.setFocusProxy(self.name)
        self.name.edited.connect(lambda text: self._edit(name=text))
        self.category.edited.connect(lambda text: self._edit(category=text))
        self.status.chosen.connect(lambda value: self._edit(status=value))
        self.homepage.edited.connect(lambda text: self._edit(homepage=text))
        self.summary.edited.connect(lambda text: self._edit(summary=text))
        self.note.edited.connect(lambda text: self._edit(note=text))
        self.vendor.edited.connect(self._set_vendor)

    def show_sheet(self, sheet: ProductSheet) -> None:
        """Show the fields of a product."""
        if sheet.id != self._product_id:
            for field in (self.name, self.vendor, self.category, self.homepage, self.summary, self.note):
                field.commit()
        self._product_id = sheet.id
        self.name.show_value(sheet.name)
        self.vendor.show_value(sheet.vendor)
        self.category.show_value(sheet.category)
        self.status.set_value(sheet.status or "active")
        self.homepage.show_value(sheet.homepage)
        self.summary.show_value(sheet.summary)
        self.note.show_value(sheet.note)

    def _edit(self, **values: str) -> None:
        self._shell.write(partial(self._shell.desk.products.edit, self._product_id, **values))

    def _set_vendor(self, name: str) -> None:
        self._shell.write(partial(self._shell.desk.products.set_vendor, self._product_id, name))


EVALUATION_COLUMNS: tuple[Column[EvaluationRow], ...] = (
    Column("Evaluation", lambda row: Cell(row.title, bold=True, icon="scale")),
    Column("Client", lambda row: Cell(row.client, "text2"), 180),
    Column("Verdict", lambda row: Cell(row.verdict, "text2"), 320),
)


class EvaluationsTab(TablePane):
    """Where the product was compared; Enter opens the evaluation."""

    def __init__(self, shell: Shell) -> None:
        self.table = RecordTable(EVALUATION_COLUMNS, lambda row: row.id, name="Evaluations")
        self.table.opened.connect(lambda key: shell.open_record("evaluation", key))
        empty = EmptyState("This product has not been a candidate yet. Add it in the step Products of an evaluation.")
        super().__init__([], self.table, empty)

    def show_sheet(self, sheet: ProductSheet) -> None:
        """Show the evaluations of a product."""
        self.table.set_rows(sheet.evaluations)
        self.show_empty(empty=not sheet.evaluations)
