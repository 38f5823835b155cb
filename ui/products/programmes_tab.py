"""The tab Programmes of a product: which programmes pay for it, on which terms, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from consultant_desk.services.rows.earnings import GroupBy
from consultant_desk.services.rows.products import ProductSheet
from consultant_desk.services.rows.programmes import AccountRow, Earned, ProgrammeRow, ProgrammeSheet
from ui.clients.earned_words import amounts, earned_facts
from ui.earnings.link_sheets import LinkSheet
from ui.earnings.programme_sheets import STATUSES, ProgrammeSheetDialog, StatusSheet
from ui.earnings.terms_sheet import TermsSheet
from ui.entry import date_text
from ui.figures import percent_text
from ui.models.table import Cell, Column
from ui.products.tabs import DEFAULT_CURRENCY, TablePane
from ui.shell import Shell
from ui.widgets.buttons import Button, Kind, MenuItem
from ui.widgets.facts import FactStrip
from ui.widgets.panels import EmptyState
from ui.widgets.table import RecordTable


@dataclass(frozen=True, slots=True)
class ProductMoney:
    """What the tab shows of one product."""

    product_id: str
    programmes: tuple[ProgrammeRow, ...]
    earned: Earned


def _status(row: ProgrammeRow) -> Cell:
    since = row.decided_on or row.applied_on
    words = f"{STATUSES.get(row.status, row.status)} {date_text(since)}".strip()
    return Cell(words, "text" if row.status == "approved" else "text2")


def _reversal(row: ProgrammeRow) -> Cell:
    return Cell("" if row.reversal_rate is None else percent_text(row.reversal_rate), "text2")


COLUMNS: tuple[Column[ProgrammeRow], ...] = (
    Column("Programme", lambda row: Cell(row.name, bold=True), least=140),
    Column("Status", _status, 170),
    Column("Terms", lambda row: Cell(" ".join(row.terms[:1]), "text2"), least=140),
    Column("Links", lambda row: Cell(str(row.links or ""), "text2"), 64, number=True),
    Column("Earned", lambda row: Cell(amounts(row.earned.earned)), 120, number=True),
    Column("Pending", lambda row: Cell(amounts(row.earned.pending), "text2"), 110, number=True),
    Column("Reversed %", _reversal, 96, number=True),
)


class ProgrammesTab(QWidget):
    """Facts of the product on top, its programmes below; it reads both itself."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._product: ProductSheet | None = None
        self.facts = FactStrip()
        self.table = RecordTable(COLUMNS, lambda row: row.id, name="Programmes", menu=self._menu)
        self.table.opened.connect(lambda key: self._with(key, self._edit))
        teach = (
            "A programme pays a commission when a client buys. It is shown to nobody before an evaluation is locked."
        )
        empty = EmptyState(teach, icon="handshake", action=("Add programme", self.add))
        self.pane = TablePane([Button("Programme", Kind.LINK, icon="plus", run=self.add)], self.table, empty)
        strip = QHBoxLayout()
        strip.setContentsMargins(24, 12, 24, 0)
        strip.addWidget(self.facts)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(strip)
        column.addWidget(self.pane, 1)
        self.setFocusProxy(self.table)

    def show_sheet(self, sheet: ProductSheet) -> None:
        """Read what there is for a product and show it."""
        self._product = sheet
        programmes = self._shell.desk.programmes

        def work() -> ProductMoney:
            return ProductMoney(sheet.id, programmes.of_product(sheet.id), programmes.earned(GroupBy.PRODUCT, sheet.id))

        self._shell.read(work, self._show, key="product.programmes")

    def add(self) -> None:
        """Ask for a programme."""
        self._ask(None)

    def _show(self, money: ProductMoney) -> None:
        if self._product is None or self._product.id != money.product_id:
            return
        self.facts.set_facts(earned_facts(money.earned))
        self.facts.setVisible(bool(money.earned.count))
        self.table.set_rows(list(money.programmes))
        self.pane.show_empty(empty=not money.programmes)

    def _with(self, key: str, then: Callable[[ProgrammeSheet], None]) -> None:
        self._shell.read(partial(self._shell.desk.programmes.sheet, key), then, key="programme")

    def _edit(self, sheet: ProgrammeSheet) -> None:
        self._ask(sheet)

    def _ask(self, sheet: ProgrammeSheet | None) -> None:
        product = self._product
        if product is None:
            return

        def ask(accounts: tuple[AccountRow, ...]) -> None:
            names = {product.id: product.name}
            ProgrammeSheetDialog(self._shell, accounts, names, sheet, product_id=product.id).open()

        self._shell.read(self._shell.desk.programmes.accounts, ask, key="programme.accounts")

    def _terms(self, sheet: ProgrammeSheet) -> None:
        now = next((row.terms for row in sheet.terms if row.is_current), None)
        TermsSheet(self._shell, sheet.row, now, sheet.row.earned.base or DEFAULT_CURRENCY).open()

    def _menu(self, key: str) -> list[MenuItem]:
        row = next((one for one in self.table.rows_model.rows if one.id == key), None)
        if row is None:
            return []
        trash = partial(self._shell.desk.programmes.trash, key)
        return [
            MenuItem("Edit…", lambda: self._with(key, self._edit), "pencil"),
            MenuItem("Terms from a day on…", lambda: self._with(key, self._terms), "file-text"),
            MenuItem("Where you stand…", lambda: StatusSheet(self._shell, row).open(), "flag"),
            MenuItem("Make a link…", lambda: LinkSheet(self._shell, [row]).open(), "link"),
            MenuItem(""),
            MenuItem("Delete", lambda: self._shell.write(trash, say=f"{row.name} moved to Trash."), "trash-2"),
        ]
