"""The ledger: its tabs, each made when it is first shown, and the ways that lead from one to another."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from consultant_desk.services.rows.earnings import CommissionFilter, OpenItemRow, Overview, ProgrammeSum
from ui.earnings.balance import BalanceTab
from ui.earnings.commissions import CommissionsTab
from ui.earnings.forecast import ForecastTab
from ui.earnings.ledger_tab import LedgerTab
from ui.earnings.overview import OverviewTab
from ui.earnings.payouts import PayoutsTab
from ui.earnings.periods import period_of
from ui.earnings.programmes import ProgrammesTab
from ui.earnings.tax import TaxTab
from ui.entry import formats
from ui.shell import Shell
from ui.widgets.tabs import Tab, TabsBar

OVERVIEW, COMMISSIONS, PAYOUTS, PROGRAMMES = "overview", "commissions", "payouts", "programmes"
BALANCE, FORECAST, TAX = "balance", "forecast", "tax"
TITLES = {
    OVERVIEW: "Overview",
    COMMISSIONS: "Commissions",
    PAYOUTS: "Payouts",
    PROGRAMMES: "Programmes",
    BALANCE: "Balance",
    FORECAST: "Forecast",
    TAX: "Tax",
}
"""The tabs, in order."""


class LedgerView(QWidget):
    """`act` carries an open item of which something is to be done, `csv_wanted` asks for the open items as a file."""

    act = Signal(object)
    csv_wanted = Signal()
    waiting_wanted = Signal()

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._counts: dict[str, int] = {}
        self._programmes: tuple[ProgrammeSum, ...] = ()
        self.tabs = TabsBar(self._tabs(), name="Parts of the earnings")
        self.tabs.chosen.connect(self.show_tab)
        self.stack = QStackedWidget()
        self.overview: OverviewTab | None = None
        self._made: dict[str, LedgerTab] = {}
        self._builders: dict[str, Callable[[], LedgerTab]] = {
            COMMISSIONS: self._build_commissions,
            PAYOUTS: self._build_payouts,
            PROGRAMMES: self._build_programmes,
            BALANCE: self._build_balance,
            FORECAST: lambda: ForecastTab(shell),
            TAX: lambda: TaxTab(shell),
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self.stack, 1)

    @property
    def tab(self) -> str:
        """Return the tab that is shown."""
        return self.tabs.current()

    @property
    def commissions(self) -> CommissionsTab:
        """Return the table of all commissions."""
        view = self.view(COMMISSIONS)
        assert isinstance(view, CommissionsTab)  # noqa: S101 - its builder makes no other
        return view

    def view(self, name: str) -> LedgerTab:
        """Return a tab, made for its first showing."""
        if name not in self._made:
            view = self._made[name] = self._builders[name]()
            view.counted.connect(lambda count: self._count(name, count))
            self.stack.addWidget(view)
        return self._made[name]

    def read(self) -> None:
        """Read the tab that is shown, and the counts of the others."""
        desk = self._shell.desk
        self._shell.read(
            lambda: (
                desk.earnings.commission_sums(CommissionFilter()).count,
                len(desk.payouts.rows()),
                desk.programmes.count(),
            ),
            self._show_counts,
            key="earnings.counts",
        )
        if self.tab != OVERVIEW:
            self.view(self.tab).read()

    def show_overview(self, overview: Overview) -> None:
        """Show the figures of the first tab."""
        if self.overview is None or self.overview.currency != overview.currency:
            self._make_overview(overview.currency)
        assert self.overview is not None  # noqa: S101 - it was just made
        self.overview.show_overview(overview)
        self._programmes = overview.programmes
        if COMMISSIONS in self._made:
            self.commissions.offer_programmes(self._programmes)

    def show_tab(self, name: str) -> None:
        """Show a tab."""
        self.tabs.set_current(name)
        if name != OVERVIEW:
            self._bring(self.view(name))
            self.view(name).read()
        elif self.overview is not None:
            self._bring(self.overview)

    def show_commissions(self, wanted: CommissionFilter) -> None:
        """Show the commissions a filter holds."""
        self.tabs.set_current(COMMISSIONS)
        self._bring(self.commissions)
        self.commissions.narrow(wanted)
        self.commissions.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_commission(self, commission_id: str) -> None:
        """Show the details of a commission, and its row."""
        self.show_tab(COMMISSIONS)
        self.commissions.seek(commission_id)

    def show_programme(self, programme_id: str) -> None:
        """Show one programme."""
        view = self.view(PROGRAMMES)
        self.show_tab(PROGRAMMES)
        if isinstance(view, ProgrammesTab) and programme_id:
            view.choose(programme_id)

    def ask_terms(self, programme_id: str) -> None:
        """Show one programme and ask for its terms."""
        view = self.view(PROGRAMMES)
        self.show_tab(PROGRAMMES)
        if isinstance(view, ProgrammesTab) and programme_id:
            view.ask_terms(programme_id)

    def new_programme(self) -> None:
        """Ask for a programme."""
        self.show_tab(PROGRAMMES)
        view = self.view(PROGRAMMES)
        if isinstance(view, ProgrammesTab):
            view.ask_new()

    def show_balance(self, part: str) -> None:
        """Show what is owed by age, or what moved it."""
        view = self.view(BALANCE)
        self.show_tab(BALANCE)
        if isinstance(view, BalanceTab):
            view.show_part(part)

    def search(self) -> None:
        """Look for commissions."""
        if self.tab != COMMISSIONS:
            self.show_tab(COMMISSIONS)
        self.commissions.bar.search.setFocus()

    def panes(self) -> tuple[QWidget, ...]:
        """Return what F6 walks through."""
        if self.tab != OVERVIEW:
            return (*self.view(self.tab).panes(), self.tabs)
        return (*(self.overview.panes() if self.overview is not None else ()), self.tabs)

    def back(self) -> bool:
        """Go one step back inside the tab, else to the overview; False on the overview."""
        if self.tab == OVERVIEW:
            return False
        if not self.view(self.tab).back():
            self.show_tab(OVERVIEW)
            if self.overview is not None:
                self.overview.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _bring(self, view: QWidget) -> None:
        """Bring a tab into view; it takes the keyboard if what it hides had it."""
        holder = self.window().focusWidget()
        held = holder is not None and self.stack.isAncestorOf(holder)
        self.stack.setCurrentWidget(view)
        if held:
            view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tabs(self) -> list[Tab]:
        return [
            Tab(name, title, formats().number(self._counts[name]) if self._counts.get(name) else "")
            for name, title in TITLES.items()
        ]

    def _count(self, name: str, count: int) -> None:
        if self._counts.get(name) != count:
            self._counts[name] = count
            self.tabs.set_tabs(self._tabs())

    def _show_counts(self, counts: tuple[int, ...]) -> None:
        for name, count in zip((COMMISSIONS, PAYOUTS, PROGRAMMES), counts, strict=True):
            self._count(name, count)

    def _make_overview(self, currency: str) -> None:
        if self.overview is not None:
            self.stack.removeWidget(self.overview)
            self.overview.deleteLater()
        made = self.overview = OverviewTab(self._shell, currency)
        self.stack.addWidget(made)
        if self.tab == OVERVIEW:
            self.stack.setCurrentWidget(made)
        made.month_opened.connect(self._open_month)
        made.programme_opened.connect(self._open_programme)
        made.item_opened.connect(self._open_item)
        made.act.connect(self.act)
        made.csv_wanted.connect(self.csv_wanted)
        made.waiting_wanted.connect(self.waiting_wanted)

    def _build_commissions(self) -> CommissionsTab:
        view = CommissionsTab(self._shell)
        view.offer_programmes(self._programmes)
        return view

    def _build_payouts(self) -> PayoutsTab:
        view = PayoutsTab(self._shell)
        view.commissions_wanted.connect(lambda key: self.show_commissions(CommissionFilter(payout_id=key)))
        return view

    def _build_balance(self) -> BalanceTab:
        view = BalanceTab(self._shell)
        view.commissions_wanted.connect(self.show_commissions)
        return view

    def _build_programmes(self) -> ProgrammesTab:
        view = ProgrammesTab(self._shell)
        view.commissions_wanted.connect(self._open_programme)
        return view

    def _open_month(self, month: str) -> None:
        first, last = period_of(month, self._shell.today())
        self.show_commissions(CommissionFilter(date_from=first, date_to=last))

    def _open_programme(self, programme_id: str) -> None:
        if programme_id:
            self.show_commissions(CommissionFilter(programme_id=programme_id))

    def _open_item(self, row: OpenItemRow) -> None:
        self.show_commission(row.id)
