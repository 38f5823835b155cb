"""What applying a statement comes to: now, change and after by state, what that is made of, and the way to do it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from consultant_desk.domain.earnings.states import Status
from consultant_desk.services.rows.statements import ChangePart, PlanSheet, StateChange
from ui.earnings.statement_words import apply_words, undecided_words
from ui.earnings.words import STATUS_WORDS, currency_name, figure, signed
from ui.theme import theme
from ui.widgets.buttons import Button, Kind
from ui.widgets.figure_table import FigureLine, FigureTable
from ui.widgets.marks import IconMark
from ui.widgets.panels import Hairline, ScrollArea, Surface, clear_layout
from ui.widgets.text import Text, heading, hint

SIDES, WIDEST = 62, 520
"""What stands beside the figures with the line of the panel and the bar that scrolls it, and its greatest width."""
ORDER = (Status.PAID, Status.APPROVED, Status.PENDING, Status.REVERSED)
TAKEN_BACK = "Taken back"
MONEY_MOVED = "No commission changes: Payouts, Reconcile … finds which of these movements is which payout."
NOTE_ICONS = (("Payout", "banknote"), ("undo", "undo-2"), ("ignored", "circle-dashed"), ("left out", "circle-dashed"))
"""What a note is about, told by a word in it."""


class ChangePanel(Surface):
    """The panel of 320 at the right, wider where large amounts need it.

    `apply_wanted` and `cancel_wanted` are its two buttons.
    """

    apply_wanted = Signal()
    cancel_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("bg1", lines=("left",), parent=parent)
        self.setFixedWidth(theme().width("import_side"))
        self._into = Text("", tone="text2")
        area = ScrollArea(margins=(24, 16, 24, 16), spacing=0)
        area.column.addWidget(heading("What will change"))
        area.column.addWidget(self._into)
        self._tables = QVBoxLayout()
        self._tables.setSpacing(0)
        area.column.addLayout(self._tables)
        area.column.addSpacing(4)
        self._line = Hairline()
        area.column.addWidget(self._line)
        self._notes = QVBoxLayout()
        self._notes.setContentsMargins(0, 14, 0, 0)
        self._notes.setSpacing(10)
        area.column.addLayout(self._notes)
        area.column.addStretch(1)
        self._undecided = Text("", tone="text2", wrap=True)
        self.cancel = Button("Cancel", run=self.cancel_wanted.emit)
        self.apply = Button("Apply", Kind.PRIMARY, keys="Ctrl ↵", run=self.apply_wanted.emit)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.apply, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(24, 14, 24, 16)
        foot.setSpacing(10)
        foot.addWidget(self._undecided)
        foot.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(area, 1)
        column.addWidget(Hairline())
        column.addLayout(foot)
        self.show_sheet(None)

    def show_sheet(self, sheet: PlanSheet | None) -> None:
        """Show what a plan comes to, or nothing while there is none."""
        clear_layout(self._tables)
        clear_layout(self._notes)
        self._line.setVisible(sheet is not None and bool(sheet.notes))
        self._undecided.setText(undecided_words(sheet.undecided) if sheet is not None else "")
        self._undecided.setVisible(bool(self._undecided.text()))
        self.apply.set_label(apply_words(sheet))
        self.apply.setEnabled(sheet is not None and sheet.can_apply)
        self._into.setText(_into(sheet))
        if sheet is None:
            return
        for currency in dict.fromkeys(change.currency for change in sheet.changes):
            self._add_currency(currency, sheet)
        if sheet.source.moves_money:
            self._add_note(MONEY_MOVED)
        for note in sheet.notes:
            self._add_note(note)
        self._fit_figures()

    def _fit_figures(self) -> None:
        """Take the width in which no figure is cut; what stands left of the panel is names, which may be."""
        tables = [item.widget() for place in range(self._tables.count()) if (item := self._tables.itemAt(place))]
        needed = max((one.least_width() for one in tables if isinstance(one, FigureTable)), default=0)
        self.setFixedWidth(max(theme().width("import_side"), min(needed + SIDES, WIDEST)))

    def showEvent(self, event: QShowEvent) -> None:
        """Wrap the sentences to the width there is."""
        super().showEvent(event)
        self.updateGeometry()

    def _add_currency(self, currency: str, sheet: PlanSheet) -> None:
        changes = sorted(
            (change for change in sheet.changes if change.currency == currency),
            key=lambda change: ORDER.index(change.status),
        )
        several = len({change.currency for change in sheet.changes}) > 1
        titles = (currency if several else "State", "Now", "Change", "After")
        table = FigureTable(titles, name=f"What will change, {currency_name(currency)}")
        table.show_lines(_lines(changes, currency))
        self._tables.addWidget(table)
        parts = [part for part in sheet.parts if part.currency == currency]
        if not parts:
            return
        total = sum(change.change for change in changes)
        title = hint(f"Where {signed(total, currency)} comes from")
        title.setContentsMargins(0, 12, 0, 0)
        self._tables.addWidget(title)
        list_ = FigureTable(name=f"Where {signed(total, currency)} comes from", row=28)
        list_.show_lines([_part(part) for part in parts])
        self._tables.addWidget(list_)

    def _add_note(self, note: str) -> None:
        icon = next((icon for word, icon in NOTE_ICONS if word in note), "info")
        row = QHBoxLayout()
        row.setSpacing(8)
        mark = QVBoxLayout()
        mark.setContentsMargins(0, 2, 0, 0)
        mark.addWidget(IconMark(icon))
        mark.addStretch(1)
        row.addLayout(mark)
        row.addWidget(Text(note, wrap=True), 1)
        self._notes.addLayout(row)


def _into(sheet: PlanSheet | None) -> str:
    if sheet is None:
        return ""
    account = sheet.source.account.name if sheet.source.account is not None else sheet.source.profile_title
    currencies = list(dict.fromkeys(change.currency for change in sheet.changes))
    return f"{account}, in {currency_name(currencies[0])}" if len(currencies) == 1 else account


def _lines(changes: Sequence[StateChange], currency: str) -> list[FigureLine]:
    """Return the states that count: what was taken back counts where entries of its own did it."""
    lines = [
        FigureLine(
            TAKEN_BACK if change.status is Status.REVERSED else STATUS_WORDS[change.status][0],
            (figure(change.now, currency), signed(change.change, currency), figure(change.after, currency)),
            tones=("text2", "text", "text"),
        )
        for change in changes
        if change.status is not Status.REVERSED or change.now or change.after
    ]
    now, after = sum(change.now for change in changes), sum(change.after for change in changes)
    total = (figure(now, currency), signed(after - now, currency), figure(after, currency))
    return [*lines, FigureLine("Total", total, bold=True, tones=("text2",))]


def _part(part: ChangePart) -> FigureLine:
    if part.minor is None:
        return FigureLine(part.label, ("not counted",), quiet=True)
    return FigureLine(part.label, (signed(part.minor, part.currency),))
