"""The panel of one commission: what it is, where it stands, and all that was ever observed of it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from consultant_desk.services.rows.earnings import CommissionEventRow, CommissionSheet
from ui.earnings.words import KIND_WORDS, NONE, STATUS_WORDS, money_words, reference_words, source_words
from ui.entry import date_text
from ui.widgets.buttons import Button, IconButton, Kind
from ui.widgets.chips import Chip
from ui.widgets.figure_table import FigureLine, FigureTable
from ui.widgets.panels import Hairline, SidePanel, clear_layout
from ui.widgets.text import Text, heading, hint

WIDTH = 320


class CommissionDetail(SidePanel):
    """`assign_wanted` asks for a client, `state_wanted` for another state, `closed` closes it.

    `client_opened` and `original_opened` carry an id.
    """

    assign_wanted = Signal()
    state_wanted = Signal()
    client_opened = Signal(str)
    original_opened = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(WIDTH, parent=parent)
        self.setAccessibleName("The commission")
        self.sheet: CommissionSheet | None = None
        self.title = heading("")
        top = QHBoxLayout()
        top.addWidget(self.title, 1)
        top.addWidget(IconButton("x", "Close the details", side=28, run=self.closed.emit))
        self.chip = Chip("")
        self.amount = Text("", "title", tabular=True)
        state = QHBoxLayout()
        state.setSpacing(10)
        state.addWidget(self.amount)
        state.addWidget(self.chip)
        state.addStretch(1)
        self.facts = FigureTable(name="The commission", row=26)
        self.assign = Button("Assign a client …", icon="user", run=self.assign_wanted.emit)
        self.change_state = Button("Change state …", icon="pencil", run=self.state_wanted.emit)
        self.open_client = Button("Open the client", Kind.LINK, run=self._open_client)
        self.open_original = Button("Show the original", Kind.LINK, run=self._open_original)
        rows = ((self.assign,), (self.change_state,), (self.open_client, self.open_original))
        buttons = QVBoxLayout()
        buttons.setSpacing(8)
        for row in rows:
            line = QHBoxLayout()
            line.setSpacing(8)
            for button in row:
                line.addWidget(button)
            line.addStretch(1)
            buttons.addLayout(line)
        self.history = QVBoxLayout()
        self.history.setSpacing(10)
        self.column.setSpacing(8)
        self.column.addLayout(top)
        self.column.addLayout(state)
        self.column.addWidget(self.facts)
        self.column.addLayout(buttons)
        self.column.addWidget(Hairline())
        self.column.addWidget(Text("History", bold=True))
        self.column.addLayout(self.history)
        self.column.addStretch(1)

    def show_sheet(self, sheet: CommissionSheet) -> None:
        """Show a commission."""
        self.sheet = sheet
        row = sheet.row
        self.title.setText(row.client or "No client yet")
        self.amount.setText(money_words(row.amount))
        self.chip.set(*STATUS_WORDS[row.status])
        self.facts.show_lines([FigureLine(label, (value,)) for label, value in _facts(sheet) if value])
        self.open_client.setVisible(bool(sheet.client_id))
        self.open_original.setVisible(bool(sheet.original_id))
        clear_layout(self.history)
        for event in reversed(sheet.events):
            self.history.addWidget(_Observation(event))

    def _open_client(self) -> None:
        if self.sheet is not None:
            self.client_opened.emit(self.sheet.client_id)

    def _open_original(self) -> None:
        if self.sheet is not None:
            self.original_opened.emit(self.sheet.original_id)


class _Observation(QWidget):
    """What one source said: the day, the state, the amount, and where it stands written."""

    def __init__(self, event: CommissionEventRow) -> None:
        super().__init__()
        state = f"{event.approval}, {event.payment}" if event.payment != "open" else event.approval
        first = Text(f"{date_text(event.as_of)}  {money_words(event.amount)}", tabular=True, bold=event.is_current)
        words = [state, f"payout {event.payment_id}" if event.payment_id else "", event.reason]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(first)
        column.addWidget(Text(", ".join(word for word in words if word), tone="text2", wrap=True))
        column.addWidget(hint(source_words(event.source)))
        current = ", decides the state" if event.is_current else ""
        self.setAccessibleName(f"{first.text()}, {state}, {source_words(event.source)}{current}")


def _facts(sheet: CommissionSheet) -> list[tuple[str, str]]:
    row = sheet.row
    return [
        ("Date", date_text(row.date)),
        ("Taken back", money_words(sheet.taken) if sheet.taken.minor else ""),
        ("Kind", KIND_WORDS[row.kind]),
        ("Programme", row.programme or NONE),
        ("Product", row.product),
        ("Reference", reference_words(row.external_id)),
        ("Sub-ID", row.ref),
        ("Payout", row.payment_id),
        ("Sale", money_words(sheet.sale)),
        ("Customer", sheet.customer),
        ("Order", sheet.order_ref),
        ("Account", sheet.account),
        ("Reason", sheet.reason),
    ]
