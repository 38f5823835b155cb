"""The four figures on top of the overview, split by hairlines; two by two where the window is narrow."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from consultant_desk.domain.money import Money
from consultant_desk.services.rows.earnings import EarningsTiles
from ui.earnings.words import count_words, money_words, range_words
from ui.widgets.painting import hairline
from ui.widgets.text import Span, Text

HEIGHT = 92
SIDES = (24, 12)
"""Left and right of what stands in a tile."""
UNKNOWN = "no rate known"
FOUR_BESIDE = 700
"""From this width all four stand in one row."""


class Tile(QWidget):
    """A name, a figure and a note below it."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(HEIGHT)
        self._title = title
        self.figure = Text("", "title", tabular=True)
        self.note = Text("", "small", "text2", tabular=True, wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(SIDES[0], 11, SIDES[1], 1)
        column.setSpacing(0)
        column.addWidget(Text(title, tone="text2"))
        column.addWidget(self.figure)
        column.addWidget(self.note)
        column.addStretch(1)

    def show_figure(self, figure: str, *note: Span) -> None:
        """Show a figure and what is said of it."""
        self.figure.setText(figure)
        self.note.set_spans(*note)
        self.setAccessibleName(f"{self._title}: {figure}, {''.join(span.text for span in note)}")

    def least_width(self) -> int:
        """Return the width in which the figure is not cut."""
        return SIDES[0] + self.figure.sizeHint().width() + SIDES[1]


class Tiles(QWidget):
    """Paid, approved, pending, expected."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.paid = Tile("Paid this year")
        self.approved = Tile("Approved and unpaid")
        self.pending = Tile("Pending")
        self.expected = Tile("Expected in 90 days")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(0)
        self._across = 0
        self._place(4)

    def show_tiles(self, tiles: EarningsTiles) -> None:
        """Show the figures."""
        self.paid.show_figure(_figure(tiles, "paid", tiles.paid), Span(_payouts(tiles), "text2"))
        late = []
        if tiles.overdue_items:
            late = [Span(f"{money_words(tiles.overdue)} overdue", "bad")]
        items = count_words(tiles.overdue_items, "item", "items")
        rest = f", {items}" if tiles.overdue_items else "nothing overdue"
        self.approved.show_figure(_figure(tiles, "approved", tiles.approved), *late, Span(rest, "text2"))
        self.pending.show_figure(_figure(tiles, "pending", tiles.pending), Span("not income until approved", "text2"))
        low, high = tiles.expected_low, tiles.expected_high
        lacks = tiles.lacking.get("expected") or (tiles.lacking.get("undated") and not tiles.undated_high)
        self.expected.show_figure(
            UNKNOWN if lacks and not high.minor else range_words(low.minor, high.minor, low.currency),
            Span(_undated(tiles) or "approved and pending, less usual reversals", "text2"),
        )
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand two by two where four find no room."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the hairlines between the tiles and below them."""
        painter = QPainter(self)
        for tile in (self.paid, self.approved, self.pending, self.expected):
            box = tile.geometry()
            hairline(painter, box.left(), box.bottom(), box.width())
            if box.right() < self.width() - 2:
                hairline(painter, box.right(), box.top(), box.height(), vertical=True)
        painter.end()

    def _fit(self) -> None:
        """Take two rows where one has no room, or would cut a figure."""
        tiles = (self.paid, self.approved, self.pending, self.expected)
        widest = max(tile.least_width() for tile in tiles)
        self._place(4 if self.width() >= max(FOUR_BESIDE, 4 * widest) else 2)

    def _place(self, across: int) -> None:
        if across == self._across:
            return
        self._across = across
        for number, tile in enumerate((self.paid, self.approved, self.pending, self.expected)):
            self._grid.addWidget(tile, number // across, number % across)
        for column in range(4):
            self._grid.setColumnStretch(column, 1 if column < across else 0)
            self._grid.setColumnMinimumWidth(column, 0)


def _figure(tiles: EarningsTiles, name: str, amount: Money) -> str:
    """Return an amount; what no rate is known for is not nothing."""
    return UNKNOWN if tiles.lacking.get(name) and not amount.minor else money_words(amount)


def _undated(tiles: EarningsTiles) -> str:
    """Say what more is expected, but nobody knows when."""
    if tiles.undated_high:
        more = range_words(tiles.undated_low, tiles.undated_high, tiles.expected_low.currency)
        return f"and {more} more without a date, less usual reversals"
    return "and more without a date or a rate" if tiles.lacking.get("undated") else ""


def _payouts(tiles: EarningsTiles) -> str:
    payouts = count_words(tiles.payouts, "payout", "payouts")
    if not tiles.payouts:
        return "no payout yet"
    if not tiles.unmatched:
        return f"{payouts}, all matched to the bank" if tiles.payouts > 1 else f"{payouts}, matched to the bank"
    return f"{payouts}, {tiles.unmatched} not found at the bank"
