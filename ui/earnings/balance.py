"""The tab Balance: what is owed, by payer and how long it is overdue, and what moved it in a period."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from ui.earnings.ageing import AgeingPart
from ui.earnings.ledger_tab import LedgerTab
from ui.earnings.roll_forward import RollForwardPart
from ui.shell import Shell
from ui.widgets.buttons import Button
from ui.widgets.choice import Option, Segmented
from ui.widgets.panels import Surface
from ui.widgets.text import Text

AGEING, MOVED = "ageing", "moved"
PARTS = (Option(AGEING, "By age"), Option(MOVED, "Roll-forward"))


class BalanceTab(LedgerTab):
    """`commissions_wanted` carries the filter that a figure stands for."""

    commissions_wanted = Signal(object)

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.ageing = AgeingPart(shell)
        self.moved = RollForwardPart(shell)
        self.kinds = Segmented(PARTS, name="What is shown")
        self.kinds.chosen.connect(self.show_part)
        self.total = Text("", "heading", tabular=True)
        self.words = Text("", tone="text2", tabular=True)
        self.csv = Button("CSV", icon="download", run=lambda: self._part().save())
        self._stack = QStackedWidget()
        for part in (self.ageing, self.moved):
            self._stack.addWidget(part)
            part.told.connect(self._tell)
            part.wanted.connect(self.commissions_wanted)
        self._lay_out()
        self._show_bar()

    def show_part(self, name: str) -> None:
        """Show one of the two and read it."""
        self.kinds.set_value(name)
        self._stack.setCurrentWidget(self._part())
        self._show_bar()
        self.read()

    def read(self) -> None:
        """Read the part that is shown again."""
        self._part().read()

    def panes(self) -> tuple[QWidget, ...]:
        """Return what F6 walks through."""
        ends = (self.moved.period,) if self.kinds.value() == MOVED else ()
        return (self._part(), self.kinds, *ends)

    def _part(self) -> AgeingPart | RollForwardPart:
        return self.ageing if self.kinds.value() == AGEING else self.moved

    def _show_bar(self) -> None:
        self.moved.period.setVisible(self.kinds.value() == MOVED)
        what = "what is owed by age" if self.kinds.value() == AGEING else "the roll-forward"
        self.csv.setAccessibleName(f"Save {what} as CSV")
        self._tell()

    def _tell(self) -> None:
        part = self._part()
        self.total.setText(part.total)
        self.total.setVisible(bool(part.total))
        self.words.setText(part.words)

    def _lay_out(self) -> None:
        bar = Surface("bg0", lines=("bottom",))
        row = QHBoxLayout(bar)
        row.setContentsMargins(24, 12, 24, 13)
        row.setSpacing(12)
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        for widget, stretch in (
            (self.kinds, 0), (self.total, 0), (self.words, 1), (self.moved.period, 0), (self.csv, 0),
        ):  # fmt: skip
            row.addWidget(widget, stretch)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self._stack, 1)
        self.setFocusProxy(self._stack)
