"""What is approved and not yet paid: how late it is, the one reason, and at most one thing to do about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from consultant_desk.domain.earnings.reason_words import action_words
from consultant_desk.domain.earnings.reasons import Action, Urgency
from consultant_desk.services.rows.earnings import OpenItemRow
from ui.earnings.words import URGENCY_MARKS, client_cell, days_late, figure, money_words, short_day, symbol
from ui.models.lists import Index
from ui.models.table import Cell, Column
from ui.theme import theme
from ui.widgets.buttons import MenuItem
from ui.widgets.painting import painter_on, rounded, text_line, text_width
from ui.widgets.table import EDGE, CellDelegate, RecordTable

ACTION_COLUMN = 6
PRESS = Qt.Key.Key_A


def item_key(row: OpenItemRow) -> str:
    """Return what tells an item from all others: a commission and its clawback are two."""
    return f"{row.id}/{row.part}"


def columns(today: Callable[[], date], currency: Callable[[], str]) -> tuple[Column[OpenItemRow], ...]:
    """Return the columns; amounts are in the base currency, in their own where no rate was found."""

    def client(row: OpenItemRow) -> Cell:
        return Cell(row.client) if row.client_id else client_cell("", row.client)

    def amount(row: OpenItemRow) -> Cell:
        if row.base is not None:
            return Cell(figure(row.base.minor, row.base.currency), spoken=money_words(row.base))
        return Cell(money_words(row.amount), "warn", spoken=f"{money_words(row.amount)}, no rate found")

    def late(row: OpenItemRow) -> Cell:
        return Cell(days_late(row.days_late), "bad" if row.days_late > 0 else "text2")

    def reason(row: OpenItemRow) -> Cell:
        icon, tone, word = URGENCY_MARKS[row.urgency]
        return Cell(row.reason, icon=icon, icon_tone=tone, spoken=f"{word}, {row.reason}")

    return (
        Column("Client", client, 204, sort=lambda row: row.client.casefold()),
        Column("Programme", lambda row: Cell(row.programme, "text2"), 192, sort=lambda row: row.programme.casefold()),
        Column(symbol(currency()), amount, 88, number=True, sort=_worth),
        Column(
            "Expected",
            lambda row: Cell(short_day(row.expected_on, today().year), "text2"),
            88,
            number=True,
            sort=lambda row: row.expected_on or "9999",
        ),
        Column("Late", late, 64, number=True, sort=lambda row: row.days_late),
        Column("Reason", reason, sort=lambda row: (list(URGENCY_MARKS).index(row.urgency), row.reason), least=336),
        Column("", _action, 140, sort=lambda row: _action(row).text),
    )


def _worth(row: OpenItemRow) -> int:
    return row.base.minor if row.base is not None else 0


def _action(row: OpenItemRow) -> Cell:
    return Cell(action_words(row.action))


def button_box(cell: QRectF, words: str) -> QRectF:
    """Return where the button of a row lies in its cell."""
    width = text_width(words, theme().font("small")) + 18
    return QRectF(cell.right() - EDGE - width, cell.center().y() - 12.5, width, 24)


class OpenItemDelegate(CellDelegate):
    """Draws the action of a row as a button."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a cell, and a button where there is something to do."""
        if index.column() != ACTION_COLUMN:
            super().paint(painter, option, index)
            return
        words = str(index.data() or "")
        self.ground(painter, option)
        if not words:
            return
        painter.save()
        painter_on(painter)
        box = button_box(QRectF(option.rect), words)
        parent = self.parent()
        lit = isinstance(parent, OpenItemsTable) and parent.pointed == index.row()
        rounded(painter, box, fill="hover" if lit else "bg0", border="line2")
        small = theme().font("small")
        text_line(painter, box, words, theme().color("text"), small, Qt.AlignmentFlag.AlignHCenter)
        painter.restore()


class OpenItemsTable(RecordTable[OpenItemRow]):
    """The open items. `act` carries an item and what is to be done; A does it by key."""

    act = Signal(object)

    def __init__(self, today: Callable[[], date], currency: str, parent: QWidget | None = None) -> None:
        super().__init__(
            columns(today, lambda: currency), item_key, name="Approved and unpaid", menu=self._offered, parent=parent
        )
        self.setAccessibleDescription("Enter opens the commission, A does what is offered.")
        self.setItemDelegate(OpenItemDelegate(self))
        self.pointed = -1

    def current_row(self) -> OpenItemRow | None:
        """Return the item that is current."""
        place = self.currentIndex().row()
        return self.rows_model.rows[place] if 0 <= place < len(self.rows_model.rows) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do with A what is offered."""
        if event.key() == PRESS and not event.modifiers():
            self._do()
            return
        super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light the button under the pointer."""
        super().mouseMoveEvent(event)
        pointed = self._button_at(event)
        if pointed != self.pointed:
            self.pointed = pointed
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if pointed >= 0 else Qt.CursorShape.ArrowCursor)
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Press the button under the pointer."""
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self._button_at(event) >= 0:
            self._do()

    def _button_at(self, event: QMouseEvent) -> int:
        index = self.indexAt(event.position().toPoint())
        words = str(index.data() or "") if index.column() == ACTION_COLUMN else ""
        if words and button_box(QRectF(self.visualRect(index)), words).contains(event.position()):
            return index.row()
        return -1

    def _do(self) -> None:
        row = self.current_row()
        if row is not None and row.action is not Action.NONE:
            self.act.emit(row)

    def _offered(self, key: str) -> list[MenuItem]:
        row = self.current_row()
        items = [MenuItem("Open the commission", lambda: self.opened.emit(key), "coins", "Enter")]
        if row is not None and row.action is not Action.NONE:
            items.append(MenuItem(action_words(row.action), self._do, ACTION_ICONS[row.action], "A"))
        if row is not None and row.days_late and row.action is not Action.DISPUTE and not row.part:
            claim = replace(row, action=Action.DISPUTE)
            items.append(MenuItem("Dispute …", lambda: self.act.emit(claim), ACTION_ICONS[Action.DISPUTE]))
        return items


ACTION_ICONS = {
    Action.ASK_PROGRAMME: "mail",
    Action.DISPUTE: "flag",
    Action.RENEW_FORM: "file-text",
    Action.IMPORT: "upload",
    Action.ADD_TERMS: "plus",
}


def narrowed(rows: Sequence[OpenItemRow], urgency: Urgency | None, programme: str) -> list[OpenItemRow]:
    """Return the items of an urgency and a programme; None or empty does not narrow."""
    return [
        row
        for row in rows
        if (not urgency or row.urgency is urgency) and (not programme or row.programme_id == programme)
    ]
