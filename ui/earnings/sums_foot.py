"""The line below the table: how many lines a filter holds and what they come to, and the same of the selection."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from consultant_desk.domain.earnings.states import Status
from consultant_desk.services.rows.earnings import CommissionSums
from ui.earnings.words import STATUS_WORDS, count_words, figure, symbol
from ui.widgets.buttons import Button
from ui.widgets.panels import Surface
from ui.widgets.text import Span, Text
from ui.widgets.tips import set_tip

GAP = "\N{NO-BREAK SPACE}" * 2
"""Between a currency and its figures, which no line parts."""
ORDER = (Status.PAID, Status.APPROVED, Status.PENDING, Status.REVERSED)


class SumsFoot(Surface):
    """`assign_wanted` asks for the client of the selection."""

    assign_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("bg1", lines=("top",), parent=parent)
        self.all = Text("", tone="text2", tabular=True, wrap=True)
        self.picked = Text("", tone="text2", tabular=True, wrap=True)
        self.assign = Button("Assign a client …", icon="user", run=self.assign_wanted.emit)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.all)
        words.addWidget(self.picked)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 9, 24, 8)
        row.setSpacing(16)
        row.addLayout(words, 1)
        row.addWidget(self.assign)
        self.show_picked(None)

    def show_all(self, sums: CommissionSums | None) -> None:
        """Show the sums of the filter, None while they are computed."""
        _show(self.all, sums, count_words(sums.count, "line", "lines") if sums is not None else "counting …")

    def show_picked(self, sums: CommissionSums | None) -> None:
        """Show the sums of the selection, nothing for one row or none."""
        self.assign.setVisible(sums is not None)
        self.picked.setVisible(sums is not None)
        if sums is not None:
            _show(self.picked, sums, f"{count_words(sums.count, 'line', 'lines')} selected")


def _shown(sums: CommissionSums) -> dict[str, dict[Status, int]]:
    """Return the sums by currency and state; reversed is what was taken back, as in every report."""
    return {
        currency: {**by_status, Status.REVERSED: sums.taken.get(currency, 0)}
        for currency, by_status in sums.by_currency.items()
    }


def _show(text: Text, sums: CommissionSums | None, count: str) -> None:
    spans = [Span(count, "text", bold=True)]
    for currency, by_status in _shown(sums).items() if sums is not None else ():
        net = sums.net.get(currency) if sums is not None else None
        spans.append(Span(f"    {symbol(currency)}", "text", bold=True))
        parts = [
            f"{STATUS_WORDS[status][0].lower()} {figure(by_status[status], currency)}"
            for status in ORDER
            if by_status.get(status)
        ]
        if net is not None:
            parts.append(f"net {figure(net, currency)}")
        spans.append(Span(f"{GAP}{', '.join(parts)}", "text2"))
    text.set_spans(*spans)
    set_tip(text, text.text())
