"""The section Products: the catalogue at the left, the record at the right."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from consultant_desk.domain.changes import Changes
from consultant_desk.services.rows.products import ProductRow, ProductSheet
from ui.commands import Command
from ui.entry import date_text
from ui.models.lists import ListRow
from ui.pages import Page
from ui.products.programmes_tab import ProgrammesTab
from ui.products.sheets import ProductSheetDialog
from ui.products.tabs import DetailsTab, EvaluationsTab, EvidenceTab, PricesTab
from ui.products.words import STATUS, catalogue_state, label_of, price_line, unpriced
from ui.shell import Shell
from ui.theme import theme
from ui.widgets.buttons import MenuButton, MenuItem
from ui.widgets.choice import Dropdown, Option
from ui.widgets.facts import Fact, RecordHead
from ui.widgets.fields import SearchField
from ui.widgets.lists import RecordList
from ui.widgets.panels import EmptyState, Hairline
from ui.widgets.tabs import Tab, TabsBar

ALL = Option("", "All")


class ProductRecord(QWidget):
    """One product: head, tabs, and the tab chosen."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self.sheet: ProductSheet | None = None
        self.head = RecordHead()
        self.head.buttons.addWidget(MenuButton("More about this product", self._menu, bordered=True))
        self.tabs = TabsBar([Tab("prices", "Prices")], name="Parts of the record")
        self.prices = PricesTab(shell)
        self.evidence = EvidenceTab(shell)
        self.details = DetailsTab(shell)
        self.evaluations = EvaluationsTab(shell)
        self.programmes = ProgrammesTab(shell)
        self._panes: dict[str, PricesTab | EvidenceTab | DetailsTab | EvaluationsTab | ProgrammesTab] = {
            "prices": self.prices,
            "evidence": self.evidence,
            "evaluations": self.evaluations,
            "programmes": self.programmes,
            "details": self.details,
        }
        self.stack = QStackedWidget()
        for pane in self._panes.values():
            self.stack.addWidget(pane)
        self.tabs.chosen.connect(self.show_tab)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.tabs)
        column.addWidget(self.stack, 1)
        self.setFocusProxy(self.stack)

    def show_tab(self, name: str) -> None:
        """Show one tab."""
        self.tabs.set_current(name)
        self.stack.setCurrentWidget(self._panes[name])

    def show_sheet(self, sheet: ProductSheet) -> None:
        """Show a product."""
        self.sheet = sheet
        status = () if sheet.status in ("", "active") else ((label_of(STATUS, sheet.status), "warn"),)
        self.head.show_name(sheet.name, ((sheet.category, "quiet"), *status))
        self.head.facts.set_facts(_facts(sheet))
        self.tabs.set_tabs(
            [
                Tab("prices", "Prices", _count(sum(len(plan.prices) for plan in sheet.plans))),
                Tab("evidence", "Evidence", _count(len(sheet.evidence))),
                Tab("evaluations", "Evaluations", _count(len(sheet.evaluations))),
                Tab("programmes", "Programmes"),
                Tab("details", "Details"),
            ]
        )
        for pane in self._panes.values():
            pane.show_sheet(sheet)

    def delete(self) -> None:
        """Move the product to the Trash."""
        if self.sheet is not None:
            work = partial(self._shell.desk.products.trash, self.sheet.id)
            self._shell.write(work, say=f"{self.sheet.name} moved to Trash.")

    def _menu(self) -> list[MenuItem]:
        return [
            MenuItem("Add plan", self.prices.add_plan, "banknote"),
            MenuItem("Add evidence", self.evidence.add, "paperclip"),
            MenuItem(""),
            MenuItem("Delete product", self.delete, "trash-2"),
        ]


def _count(number: int) -> str:
    return str(number) if number else ""


def _facts(sheet: ProductSheet) -> list[Fact]:
    prices = [(price, plan) for plan in sheet.plans for price in plan.prices[:1] if price.amount is not None]
    newest = max(prices, key=lambda pair: pair[0].seen_on, default=None)
    price = Fact("Newest price", "none yet")
    if newest is not None:
        seen = f"{newest[1].name}, seen {date_text(newest[0].seen_on)}"
        price = Fact("Newest price", price_line(newest[0].amount, ""), seen)
    expired = sum(1 for row in sheet.evidence if row.expired)
    evidence = Fact("Evidence", _count(len(sheet.evidence)) or "none yet", f"{expired} expired" if expired else "")
    return [Fact("Vendor", sheet.vendor or "not named", sheet.vendor_country), price, evidence]


class ProductsPage(Page):
    """The catalogue."""

    kinds = frozenset(
        {"product", "vendor", "plan", "price", "evidence", "score_evidence", "evaluation", "candidate"}
        | {"programme", "programme_terms", "referral_link", "commission", "commission_event", "account"}
    )

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, "Products")
        self._wanted = ""
        self.record = ProductRecord(shell)
        self.title_bar.add_button("New product", self.new_product, icon="plus", primary=True)
        self.search = SearchField("Search products")
        self.search.searched.connect(lambda _text: self._read_list())
        self.category = Dropdown([ALL], name="Category")
        self.category.chosen.connect(lambda _value: self._read_list())
        self.list = RecordList(name="Products")
        self.list.chosen.connect(self._read_record)
        self.list.opened.connect(lambda _key: self.record.setFocus())
        self.search.left_down.connect(self.list.setFocus)
        sentence = "What you know about products: their vendors, prices with the date you saw them, and evidence."
        self._empty = EmptyState(
            sentence, icon="package", title="No product yet", action=("New product", self.new_product)
        )
        self._nothing = EmptyState("No product holds these words.", icon="search")
        self.stack = QStackedWidget()
        for widget in (self.record, self._empty, self._nothing):
            self.stack.addWidget(widget)
        self.body.addLayout(self._columns(), 1)

    def refresh(self, _changes: Changes) -> None:
        """Read list and record again."""
        self.shell.read(self.shell.desk.products.categories, self._show_categories, key="product_categories")
        self._read_list()
        if self.list.current_key():
            self._read_record(self.list.current_key())

    def focus_record(self, kind: str, record_id: str) -> None:
        """Show a product, whatever the list was narrowed to."""
        if kind != "product":
            return
        self._wanted = record_id
        self.search.clear()
        self.category.set_value("")
        self._read_list()

    def focus_part(self, kind: str, record_id: str) -> None:
        """Show a plan or a piece of evidence of the product."""
        self.record.show_tab("evidence" if kind == "evidence" else "prices")
        self.record.evidence.table.choose(record_id)

    def commands(self) -> Sequence[Command]:
        """Return what can be done here by name."""

        def chosen() -> bool:
            return bool(self.list.current_key())

        return (
            Command("product.new", "New product", self.new_product, "plus", "Ctrl+N"),
            Command("product.search", "Search products", self.search.setFocus, "search", "Ctrl+F"),
            Command("product.plan", "Add plan", self.record.prices.add_plan, "banknote", "", chosen),
            Command("product.price", "Add price", self.record.prices.add_price, "banknote", "Ctrl+Shift+P", chosen),
            Command("product.evidence", "Add evidence", self.record.evidence.add, "paperclip", "Ctrl+Shift+E", chosen),
            Command("product.delete", "Delete product", self.record.delete, "trash-2", "", chosen),
        )

    def panes(self) -> Sequence[QWidget]:
        """Return list, search and record."""
        return (self.list, self.search, self.record)

    def new_product(self) -> None:
        """Ask for a product."""
        ProductSheetDialog(self.shell, self._open_new, self.search.text()).open()

    def _columns(self) -> QHBoxLayout:
        bar = QHBoxLayout()
        bar.setContentsMargins(16, 12, 16, 12)
        bar.setSpacing(8)
        bar.addWidget(self.search, 1)
        bar.addWidget(self.category)
        left = QWidget()
        left.setFixedWidth(theme().width("client_list"))
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(Hairline())
        column.addWidget(self.list, 1)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(left)
        row.addWidget(Hairline(vertical=True))
        row.addWidget(self.stack, 1)
        return row

    def _read_list(self) -> None:
        text, category = self.search.text(), self.category.value()
        work = partial(self.shell.desk.products.list, text, category=category)
        self.shell.read(work, self._show_list, key="products")

    def _show_list(self, rows: tuple[ProductRow, ...]) -> None:
        narrowed = bool(self.search.text().strip() or self.category.value())
        if not narrowed:
            self.title_bar.set_state(catalogue_state(len(rows), unpriced(rows)))
        self.list.set_rows([_list_row(row) for row in rows])
        wanted, self._wanted = self._wanted or self.list.current_key(), ""
        if not rows:
            self.stack.setCurrentWidget(self._nothing if narrowed else self._empty)
        elif wanted != self.list.current_key() or not wanted:
            if not self.list.choose(wanted):
                self.list.choose_first()
        else:
            self._read_record(wanted)

    def _read_record(self, key: str) -> None:
        self.shell.read(partial(self.shell.desk.products.sheet, key), self._show_record, key="product")

    def _show_record(self, sheet: ProductSheet) -> None:
        self.record.show_sheet(sheet)
        self.stack.setCurrentWidget(self.record)

    def _show_categories(self, names: tuple[str, ...]) -> None:
        self.category.set_options([ALL, *(Option(name, name) for name in names)], self.category.value())

    def _open_new(self, product_id: str) -> None:
        self.focus_record("product", product_id)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)


def _list_row(row: ProductRow) -> ListRow:
    price = price_line(row.newest_price, "")
    return ListRow(
        row.id, row.name, row.vendor, price if row.newest_price else "", row.category,
        right_tone="text2", bold=False,
    )  # fmt: skip
