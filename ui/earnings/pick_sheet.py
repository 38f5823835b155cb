"""Which commissions a payout pays: a list to tick, what the ticked ones come to, and what the rest was."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStyleOptionViewItem

from consultant_desk.domain.earnings.payouts import Rest
from consultant_desk.services.rows.payouts import PickLine, PickSheet
from ui.earnings.words import (
    KIND_WORDS,
    NONE,
    count_words,
    minor_money,
    money_words,
    payout_name,
    reference_words,
    short_day,
)
from ui.models.lists import Index
from ui.models.table import Cell, Column
from ui.shell import Shell
from ui.widgets.buttons import Button, Kind
from ui.widgets.choice import Dropdown, Option, draw_tick
from ui.widgets.dialogs import Sheet
from ui.widgets.fields import SearchField
from ui.widgets.painting import painter_on
from ui.widgets.panels import EmptyState
from ui.widgets.table import EDGE, CellDelegate, RecordTable
from ui.widgets.text import Text, hint

SHORT = {
    Rest.OPEN: "It is still owed; they stay open",
    Rest.FEE: "A fee was kept",
    Rest.TAX: "Tax was withheld",
    Rest.EXCHANGE: "Exchange rate or rounding",
}
"""What it may be that a payout is less than its commissions."""
MORE = {Rest.OPEN: "Not explained yet", Rest.EXCHANGE: "Exchange rate or rounding"}
"""What it may be that a payout is more than its commissions; a fee that was noted may have been smaller, too."""
SMALLER = {Rest.FEE: "The fee was smaller", Rest.TAX: "The tax was smaller"}


class _TickDelegate(CellDelegate):
    """Draws the box of a line in its first column."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw ground and box, elsewhere the cell."""
        table = self.parent()
        if index.column() or not isinstance(table, PickTable):
            super().paint(painter, option, index)
            return
        painter.save()
        painter_on(painter)
        self.ground(painter, option)
        rect = QRectF(option.rect)
        box = QRectF(rect.left() + EDGE, rect.center().y() - 8, 16, 16)
        draw_tick(painter, box, checked=table.is_picked(table.rows_model.key_at(index.row())))
        painter.restore()


class PickTable(RecordTable[PickLine]):
    """Lines with a box; Space or a click on the box ticks one, Ctrl+A all that are shown. `changed` follows."""

    changed = Signal()

    def __init__(self, lines: Sequence[PickLine], year: int) -> None:
        self.picked: dict[str, PickLine] = {line.id: line for line in lines if line.picked}
        super().__init__(self._declared(year), lambda line: line.id, name="Commissions of the payout")
        self.setItemDelegate(_TickDelegate(self))
        self.set_rows(lines)
        if lines:
            self.go_to(0)

    def is_picked(self, key: str) -> bool:
        """Tell whether a line is ticked."""
        return key in self.picked

    def pick(self, lines: Sequence[PickLine]) -> None:
        """Tick these and no others."""
        self.picked = {line.id: line for line in lines}
        self._tell()

    def open_row(self, place: int) -> None:
        """Tick a line, or take its tick off."""
        line = self.rows_model.rows[place] if 0 <= place < self.rows_model.rowCount() else None
        if line is None:
            return
        if self.picked.pop(line.id, None) is None:
            self.picked[line.id] = line
        self._tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick with Space, all with Ctrl+A; Enter is the sheet's."""
        if event.key() == Qt.Key.Key_Space:
            self.open_row(self.currentIndex().row())
        elif event.key() == Qt.Key.Key_A and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            rows = self.rows_model.rows
            every = all(line.id in self.picked for line in rows)
            for line in rows:
                if every:
                    del self.picked[line.id]
                else:
                    self.picked[line.id] = line
            self._tell()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tick by a click on a box; a second one quickly after it is a click, too."""
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid() and index.column() == 0:
            self.open_row(index.row())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Tick a line by a double click anywhere on it."""
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid():
            self.open_row(index.row())

    def _tell(self) -> None:
        self.viewport().update()
        self.changed.emit()

    def _declared(self, year: int) -> tuple[Column[PickLine], ...]:
        def box(line: PickLine) -> Cell:
            return Cell("", spoken="ticked" if self.is_picked(line.id) else "not ticked")

        def what(line: PickLine) -> Cell:
            words = "Taken back" if line.is_clawback else KIND_WORDS[line.kind]
            return Cell("Paid, it is said" if line.is_paid else words, "text2")

        return (
            Column("", box, 52, sort=lambda line: line.id not in self.picked),
            Column("Date", lambda line: Cell(short_day(line.day, year)), 96, sort=lambda line: line.day),
            Column("Client", lambda line: Cell(line.client or NONE), least=120),
            Column("Programme", lambda line: Cell(line.programme, "text2"), 176),
            Column("Reference", lambda line: Cell(reference_words(line.external_id), "text2"), 120),
            Column("What", what, 108),
            Column(
                "Amount",
                lambda line: Cell(money_words(line.amount)),
                120,
                number=True,
                sort=lambda line: line.amount.minor,
            ),
        )


class PickDialog(Sheet):
    """Asks which commissions a payout pays, and what the rest was; applied as one step that can be undone."""

    def __init__(self, shell: Shell, sheet: PickSheet) -> None:
        year = shell.today().year
        name = payout_name(sheet.reference, sheet.account, sheet.paid_on, year)
        super().__init__(shell.window, f"What does {name} pay?", width=920)
        self._shell = shell
        self._sheet, self._name = sheet, name
        self._fit = -1
        paid = f"{money_words(sheet.gross)} of {short_day(sheet.paid_on, year)}"
        self.body.addWidget(Text(f"{paid}. Open commissions of the account in {sheet.gross.currency}:", tone="text2"))
        self.search = SearchField("Search by client, programme or reference")
        self.search.searched.connect(lambda _text: self._narrow())
        self.fit = Button("Tick a set that fits", Kind.SECONDARY, icon="list-checks", run=self.tick_fit)
        self.fit.setVisible(bool(sheet.fits))
        self.table = PickTable(sheet.lines, year)
        self.table.setMinimumHeight(280)
        self.table.changed.connect(self._count)
        self.search.left_down.connect(self.table.setFocus)
        self.begins_at = self.table
        self.sum = Text("", bold=True, tabular=True)
        self.left = Text("", tone="text2", tabular=True)
        self.rest = Dropdown(_options(SHORT), name="What the rest is")
        self._lay_out()
        self.add_cancel()
        self.apply = self.add_primary("Match them", self.take)
        self._count()

    @property
    def difference(self) -> int:
        """Return what the payout is more than the ticked lines (below 0: less), in minor units."""
        return self._sheet.gross.minor - sum(line.amount.minor for line in self.table.picked.values())

    def tick_fit(self) -> None:
        """Tick the next set of lines that comes to the payout, or near to it."""
        self._fit = (self._fit + 1) % len(self._sheet.fits)
        wanted = set(self._sheet.fits[self._fit])
        self.search.clear()
        self.table.pick([line for line in self._sheet.lines if line.id in wanted])
        self.table.setFocus()

    def take(self) -> None:
        """Match the payout with what is ticked, and with nothing else."""
        payouts, key, lines = self._shell.desk.payouts, self._sheet.payout_id, tuple(self.table.picked)
        rest = Rest(self.rest.value()) if self.difference and lines else Rest.OPEN
        words = count_words(len(lines), "commission", "commissions") if lines else "nothing now"
        say = f"{self._name} pays {words}"
        self._shell.write(
            lambda: payouts.pick(key, lines, rest),
            lambda _none: self.accept(),
            say=say,
            failed=lambda error: self.say_problem(error.sentence()),
        )

    def _lay_out(self) -> None:
        above = QHBoxLayout()
        above.setSpacing(8)
        above.addWidget(self.search, 1)
        above.addWidget(self.fit)
        below = QHBoxLayout()
        below.setSpacing(12)
        below.addWidget(self.sum)
        self.left.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        below.addWidget(self.left, 1)
        below.addWidget(self.rest)
        nothing = EmptyState("No commission of this account is open in this currency.", icon="coins")
        self.body.addLayout(above)
        self.body.addWidget(self.table if self._sheet.lines else nothing, 1)
        self.body.addLayout(below)
        self.body.addWidget(hint("Space ticks a line, Ctrl+A all that are shown. Enter matches them."))

    def _narrow(self) -> None:
        words = self.search.text().casefold().split()
        shown = [line for line in self._sheet.lines if all(word in _words(line) for word in words)]
        self.table.set_rows(shown)
        if shown and not self.table.current_key():
            self.table.go_to(0)

    def _count(self) -> None:
        """Say what is ticked, what is left, and what that may be."""
        currency, count, difference = self._sheet.gross.currency, len(self.table.picked), self.difference
        total = minor_money(self._sheet.gross.minor - difference, currency)
        self.sum.setText(f"{count_words(count, 'commission', 'commissions')}, {total}")
        if not difference:
            self.left.setText("exactly the payout")
        elif difference > 0:
            self.left.setText(f"the payout is {minor_money(difference, currency)} more")
        else:
            self.left.setText(f"the payout is {minor_money(-difference, currency)} short")
        reasons = dict(SHORT)
        if difference > 0:
            noted = {Rest.FEE: self._sheet.fee_minor, Rest.TAX: self._sheet.tax_minor}
            reasons = MORE | {rest: SMALLER[rest] for rest, minor in noted.items() if minor + difference <= 0 and minor}
        kept = self.rest.value()
        self.rest.set_options(_options(reasons), kept if kept in {one.value for one in reasons} else Rest.OPEN.value)
        self.rest.setVisible(bool(difference and count))
        lets_go = not count and any(line.picked for line in self._sheet.lines)
        what = f" {count_words(count, 'commission', 'commissions')}" if count else ""
        self.apply.set_label("Let all go" if lets_go else f"Match{what}")
        self.apply.setEnabled(bool(count) or lets_go)
        self.say_problem("")


def _options(reasons: dict[Rest, str]) -> list[Option]:
    return [Option(rest.value, words) for rest, words in reasons.items()]


def _words(line: PickLine) -> str:
    return f"{line.client} {line.programme} {reference_words(line.external_id)}".casefold()
