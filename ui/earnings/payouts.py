"""The tab Payouts: what was paid, which commissions that explains, where it arrived, and what is disputed."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from consultant_desk.domain.money import Money
from consultant_desk.services.rows.payouts import DisputeRow, PayoutRow
from consultant_desk.services.rows.reconciliation import ReconcileSheet
from ui.earnings.ledger_tab import LedgerTab
from ui.earnings.payout_sheets import BankSheet, PayoutSheet, ReconcileDialog
from ui.earnings.pick_sheet import PickDialog
from ui.earnings.words import NONE, count_words, money_words, payout_name, short_day
from ui.models.table import Cell, Column
from ui.shell import Shell
from ui.widgets.buttons import Button, MenuItem
from ui.widgets.chips import Mood
from ui.widgets.choice import Option, Segmented
from ui.widgets.panels import EmptyState, Surface
from ui.widgets.table import RecordTable
from ui.widgets.text import Text
from ui.widgets.tips import set_tip

PAYOUTS, DISPUTES = "payouts", "disputes"
STATES: dict[str, tuple[str, Mood]] = {
    "matched": ("Matched", "good"),
    "not seen at the bank": ("Not at the bank", "warn"),
    "difference": ("Difference", "bad"),
    "unexplained": ("Unexplained", "warn"),
}
"""Word and mood of how far a payout is explained."""
PICKABLE = "Choose a payout in the table first."
NOT_PICKABLE = "This payout has no amount of its own: what it pays stands in the statement that names it."
DISPUTE_STATES: dict[str, tuple[str, Mood]] = {
    "open": ("Open", "warn"),
    "settled": ("Settled", "good"),
    "dropped": ("Dropped", "quiet"),
}


class PayoutsTab(LedgerTab):
    """`commissions_wanted` carries the id of a payout of which the commissions are to be shown."""

    commissions_wanted = Signal(str)

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._payouts: dict[str, PayoutRow] = {}
        self._disputes: dict[str, DisputeRow] = {}
        self.kinds = Segmented(_kinds(0, 0), name="What is shown")
        self.words = Text("", tone="text2", tabular=True)
        self.reconcile = Button("Reconcile …", icon="git-compare", run=self.ask_to_reconcile)
        self.pick = Button("Pick commissions …", icon="list-checks", run=self._pick_current)
        self.enter = Button("Enter a payout …", icon="plus", run=self.ask_payout)
        self.table: RecordTable[PayoutRow] = RecordTable(
            self._columns(), lambda row: row.id, name="Payouts", menu=self._menu
        )
        self.disputes: RecordTable[DisputeRow] = RecordTable(
            self._dispute_columns(), lambda row: row.id, name="Disputes", menu=self._dispute_menu
        )
        self._no_payouts = EmptyState(
            "Payouts come with statements that name them, and with those of your bank and wallets. "
            "One that no file tells of can be entered.",
            icon="banknote", title="No payout yet", action=("Enter a payout", self.ask_payout),
        )  # fmt: skip
        self._no_disputes = EmptyState(
            "What a programme owes you and does not pay can be claimed: Dispute, on a late item of the overview, "
            "makes the letter.",
            icon="flag", title="Nothing is disputed",
        )  # fmt: skip
        self._stack = QStackedWidget()
        for widget in (self.table, self.disputes, self._no_payouts, self._no_disputes):
            self._stack.addWidget(widget)
        self._lay_out()
        self.kinds.chosen.connect(lambda _value: self._show_stack())
        self.table.opened.connect(self._open)
        self.table.chosen.connect(lambda _key: self._offer_picking())
        self.disputes.opened.connect(self._copy_letter)

    def read(self) -> None:
        """Read payouts and disputes again."""
        payouts = self._shell.desk.payouts
        self._shell.read(lambda: (payouts.rows(), payouts.disputes()), self._show, key="payouts.rows")

    def panes(self) -> tuple[QWidget, ...]:
        """Return what F6 walks through."""
        return (self._stack, self.kinds)

    def ask_to_reconcile(self) -> None:
        """Show what matching payouts with commissions and bank lines would do."""
        self._shell.read(self._shell.desk.payouts.plan, self._offer_reconciling, key="payouts.plan")

    def ask_commissions(self, key: str) -> None:
        """Show what a payout may pay, to be picked by hand."""
        payouts = self._shell.desk.payouts
        self._shell.read(
            lambda: payouts.choices(key), lambda sheet: PickDialog(self._shell, sheet).open(), key="payouts.choices"
        )

    def ask_payout(self) -> None:
        """Ask for a payout that no file tells of."""
        desk = self._shell.desk
        self._shell.read(
            lambda: (desk.payouts.payers(), desk.practice.sheet().currency),
            lambda found: PayoutSheet(self._shell, *found).open(),
            key="payouts.payers",
        )

    def ask_changes(self, key: str) -> None:
        """Ask what is otherwise in a payout that was entered."""
        desk = self._shell.desk
        self._shell.read(
            lambda: (desk.payouts.payers(), desk.practice.sheet().currency, key, desk.payouts.entered(key)),
            lambda found: PayoutSheet(self._shell, *found).open(),
            key="payouts.payers",
        )

    def _lay_out(self) -> None:
        bar = Surface("bg0", lines=("bottom",))
        row = QHBoxLayout(bar)
        row.setContentsMargins(24, 12, 24, 13)
        row.setSpacing(12)
        row.addWidget(self.kinds)
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        row.addWidget(self.words, 1)
        row.addWidget(self.pick)
        row.addWidget(self.enter)
        row.addWidget(self.reconcile)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self._stack, 1)
        self.setFocusProxy(self.table)

    def _columns(self) -> tuple[Column[PayoutRow], ...]:
        year = self._shell.today().year
        return (
            Column(
                "Paid on", lambda row: Cell(short_day(row.paid_on, year) or NONE), 116, sort=lambda row: row.paid_on
            ),
            Column("Account", lambda row: Cell(row.account), least=140),
            Column("Reference", lambda row: Cell(row.reference, "text2"), 140),
            Column("Amount", lambda row: Cell(_money(row.gross, "several")), 116, number=True, sort=_gross),
            Column(
                "Fee", lambda row: Cell(_money(row.fee) if row.fee and row.fee.minor else "", "text2"), 88, number=True
            ),
            Column("Pays", lambda row: Cell(_pays(row), "text2"), 116, number=True, sort=lambda row: row.items),
            Column("Arrived", lambda row: Cell(short_day(row.arrived_on, year), "text2"), 92, sort=_arrived_on),
            Column("At the bank", lambda row: Cell(_money(row.arrived)), 116, number=True),
            Column("State", _state, 148, sort=lambda row: list(STATES).index(row.state) if row.state in STATES else 9),
        )

    def _dispute_columns(self) -> tuple[Column[DisputeRow], ...]:
        year = self._shell.today().year
        return (
            Column("About", lambda row: Cell(row.about or NONE)),
            Column(
                "Claimed",
                lambda row: Cell(money_words(row.claimed)),
                140,
                number=True,
                sort=lambda row: row.claimed.minor,
            ),
            Column(
                "Opened", lambda row: Cell(short_day(row.opened_on, year), "text2"), 120, sort=lambda row: row.opened_on
            ),
            Column(
                "Closed", lambda row: Cell(short_day(row.closed_on, year), "text2"), 120, sort=lambda row: row.closed_on
            ),
            Column("State", _dispute_state, 140),
        )

    def _show(self, found: tuple[tuple[PayoutRow, ...], tuple[DisputeRow, ...]]) -> None:
        payouts, disputes = found
        self._payouts = {row.id: row for row in payouts}
        self._disputes = {row.id: row for row in disputes}
        self.table.set_rows(payouts)
        self.disputes.set_rows(disputes)
        for table in (self.table, self.disputes):
            if table.rows_model.rowCount() and not table.current_key():
                table.go_to(0)
        self.kinds.relabel(_kinds(len(payouts), sum(1 for row in disputes if row.state == "open")))
        self.words.setText(_summary(payouts))
        self._show_stack()
        self.counted.emit(len(payouts))

    def _show_stack(self) -> None:
        if self.kinds.value() == PAYOUTS:
            self._stack.setCurrentWidget(self.table if self._payouts else self._no_payouts)
        else:
            self._stack.setCurrentWidget(self.disputes if self._disputes else self._no_disputes)
        self._offer_picking()

    def _menu(self, key: str) -> list[MenuItem]:
        row = self._payouts[key]
        payouts = self._shell.desk.payouts
        by_enter = _to_pick(row)
        items = [
            MenuItem("Show its commissions", partial(self._show_commissions, key), "coins", "" if by_enter else "Enter")
        ]
        if row.is_matchable:
            pick = partial(self.ask_commissions, key)
            items.append(MenuItem("Pick its commissions …", pick, "list-checks", "Enter" if by_enter else ""))
        if row.arrived is None:
            items += [MenuItem("Match with a line of the bank …", partial(self._ask_bank_line, key), "banknote")]
        name = self._name(row)
        parting = []
        if row.arrived is not None or row.items:
            apart = partial(self._shell.write, lambda: payouts.unmatch(key), say=f"{name} is open again")
            parting += [MenuItem("Take it apart", apart, "undo-2")]
        if row.by_hand:
            delete = partial(self._shell.write, lambda: payouts.delete(key), say=f"{name} is in the Trash")
            items += [MenuItem("Edit …", partial(self.ask_changes, key), "pencil")]
            parting += [MenuItem("Delete", delete, "trash-2")]
        return [*items, MenuItem(""), *parting] if parting else items

    def _name(self, row: PayoutRow) -> str:
        return payout_name(row.reference, row.account, row.paid_on, self._shell.today().year)

    def _dispute_menu(self, key: str) -> list[MenuItem]:
        row, payouts = self._disputes[key], self._shell.desk.payouts

        def close(*, settled: bool) -> None:
            words = "settled" if settled else "dropped"
            self._shell.write(lambda: payouts.close_dispute(key, settled=settled), say=f"Dispute {words}")

        items = [MenuItem("Copy the letter", partial(self._copy_letter, key), "copy", "Enter")]
        if row.state == "open":
            items += [
                MenuItem("It was settled", partial(close, settled=True), "check"),
                MenuItem("Drop it", partial(close, settled=False), "x"),
            ]
        return items

    def _open(self, key: str) -> None:
        """Show what a payout pays; of one that nothing explains, pick it."""
        if key in self._payouts and _to_pick(self._payouts[key]):
            self.ask_commissions(key)
        else:
            self._show_commissions(key)

    def _show_commissions(self, key: str) -> None:
        if key in self._payouts:
            self.commissions_wanted.emit(key)

    def _pick_current(self) -> None:
        if self.table.current_key():
            self.ask_commissions(self.table.current_key())

    def _offer_picking(self) -> None:
        row = self._payouts.get(self.table.current_key())
        shown = self._stack.currentWidget() is self.table
        self.pick.setEnabled(shown and row is not None and row.is_matchable)
        why = "" if self.pick.isEnabled() else PICKABLE if row is None or not shown else NOT_PICKABLE
        set_tip(self.pick, why)
        self.pick.setAccessibleDescription(why)

    def _copy_letter(self, key: str) -> None:
        QGuiApplication.clipboard().setText(self._disputes[key].letter)
        self._shell.toast.say("The letter is on the clipboard. Nothing was sent.")

    def _ask_bank_line(self, key: str) -> None:
        row = self._payouts[key]
        self._shell.read(
            self._shell.desk.payouts.plan,
            lambda sheet: BankSheet(self._shell, row, sheet.credits_left).open(),
            key="payouts.credits",
        )

    def _offer_reconciling(self, sheet: ReconcileSheet) -> None:
        ReconcileDialog(self._shell, sheet).open()


def _kinds(payouts: int, disputes: int) -> tuple[Option, ...]:
    return (Option(PAYOUTS, f"Payouts {payouts}"), Option(DISPUTES, f"Disputes {disputes}"))


def _money(money: Money | None, instead: str = "") -> str:
    return money_words(money) if money is not None else instead


def _gross(row: PayoutRow) -> int:
    return row.gross.minor if row.gross is not None else 0


def _arrived_on(row: PayoutRow) -> str:
    return row.arrived_on


def _to_pick(row: PayoutRow) -> bool:
    """Tell whether a person has to say what a payout pays."""
    return row.is_matchable and not row.items


def _pays(row: PayoutRow) -> str:
    return count_words(row.items, "line", "lines") if row.items else NONE


def _state(row: PayoutRow) -> Cell:
    word, mood = STATES.get(row.state, (row.state.capitalize(), "quiet"))
    return Cell(word, chip=mood)


def _dispute_state(row: DisputeRow) -> Cell:
    word, mood = DISPUTE_STATES.get(row.state, (row.state.capitalize(), "quiet"))
    return Cell(word, chip=mood)


def _summary(payouts: tuple[PayoutRow, ...]) -> str:
    away = sum(1 for row in payouts if not row.arrived_on)
    unexplained = sum(1 for row in payouts if row.state in ("unexplained", "difference"))
    parts = [f"{away} not seen at the bank" if away else "", f"{unexplained} not explained" if unexplained else ""]
    return ", ".join(part for part in parts if part) or ("all explained and arrived" if payouts else "")
