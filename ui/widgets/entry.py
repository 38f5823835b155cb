"""Fields for numbers, money and dates: what is displayed can be typed, and what cannot be read is said at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from consultant_desk.domain.money import Money
from consultant_desk.errors import UserError
from ui.entry import formats, read_day
from ui.theme import theme
from ui.widgets.buttons import IconButton
from ui.widgets.calendar import CalendarPopover
from ui.widgets.fields import Field


class NumberField(Field):
    """A number, right-aligned; `value_edited` carries a Decimal, or None when the field was emptied."""

    value_edited = Signal(object)

    def __init__(
        self, *, name: str, value: Decimal | None = None, minimum: Decimal | None = None, maximum: Decimal | None = None
    ) -> None:
        super().__init__(name=name)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setFont(theme().font("body", tabular=True))
        self._minimum, self._maximum = minimum, maximum
        self.edited.connect(self._read)
        self.show_number(value)

    def show_number(self, value: Decimal | None) -> None:
        """Show a number as the locale writes it."""
        self.set_problem("")
        self.show_value("" if value is None else formats().number(value))

    def value(self) -> Decimal | None:
        """Return the number typed, None when empty; `UserError` when it cannot be read or is out of range."""
        if not self.text().strip():
            return None
        number = formats().parse_number(self.text())
        low, high = self._minimum, self._maximum
        if low is not None and number < low:
            raise UserError(f"Type a number of at least {formats().number(low)}.")
        if high is not None and number > high:
            raise UserError(f"Type a number of at most {formats().number(high)}.")
        return number

    def _read(self, _text: str) -> None:
        try:
            value = self.value()
        except UserError as error:
            self.set_problem(error.sentence())
            return
        self.set_problem("")
        self.value_edited.emit(value)


class DateField(Field):
    """A calendar date; `date_edited` carries a date or None. Accepts ISO, "tomorrow", "fri", "+3d" too."""

    date_edited = Signal(object)

    def __init__(self, *, name: str, today: Callable[[], date], value: date | None = None) -> None:
        super().__init__(name=name, placeholder="24 Nov, fri, +3d")
        self._today = today
        self._button = IconButton("calendar-days", f"Choose {name.lower()} from a calendar", side=28, run=self.choose)
        self._button.setParent(self)
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setTextMargins(0, 0, 28, 0)
        self.edited.connect(self._read)
        self.show_date(value)

    def show_date(self, value: date | None) -> None:
        """Show a date, or nothing."""
        self.set_problem("")
        self.show_value("" if value is None else formats().day(value, self._today()))

    def choose(self) -> None:
        """Open a calendar at the date typed, or at today."""
        try:
            shown = self.value() or self._today()
        except UserError:
            shown = self._today()
        CalendarPopover(self, self._today(), shown, self._take).open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the calendar with Alt+Down."""
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.choose()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the button at the right end."""
        super().resizeEvent(event)
        self._button.move(self.width() - 30, (self.height() - 28) // 2)

    def value(self) -> date | None:
        """Return the date typed, None when empty; `UserError` when it cannot be read."""
        return read_day(self.text(), self._today()) if self.text().strip() else None

    def _read(self, _text: str) -> None:
        try:
            value = self.value()
        except UserError as error:
            self.set_problem(error.sentence())
            return
        self.set_problem("")
        self.show_date(value)
        self.date_edited.emit(value)

    def _take(self, day: date) -> None:
        self.drop()
        self.show_date(day)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.date_edited.emit(day)


class MoneyField(QWidget):
    """An amount and its currency; `money_edited` carries `Money` or None when the amount was emptied."""

    money_edited = Signal(object)

    def __init__(self, *, name: str, currency: str, value: Money | None = None) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._amount = Field(name=name)
        self._amount.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._amount.setFont(theme().font("body", tabular=True))
        self._currency = Field(currency, name=f"Currency of {name}")
        self._currency.setMaxLength(3)
        self._currency.setFixedWidth(60)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._amount, 1)
        row.addWidget(self._currency)
        self.setFocusProxy(self._amount)
        self._amount.edited.connect(self._report)
        self._currency.edited.connect(self._report)
        self.show_money(value)

    def show_money(self, value: Money | None) -> None:
        """Show an amount, or nothing; the currency stays when there is none."""
        self._amount.set_problem("")
        if value is None:
            self._amount.show_value("")
            return
        from consultant_desk.formats import minor_digits  # after the first paint

        digits = minor_digits(value.currency)
        self._currency.show_value(value.currency)
        self._amount.show_value(formats().number(Decimal(value.minor).scaleb(-digits), decimals=digits))

    def value(self) -> Money | None:
        """Return the amount typed, None when empty; `UserError` when amount or currency cannot be read."""
        if not self._amount.text().strip():
            return None
        currency = self._currency.text().strip().upper()
        if len(currency) != 3 or not currency.isascii() or not currency.isalpha():
            raise UserError(f"“{currency}” is not a currency.", hint="Type its three letters, such as EUR.")
        return Money(formats().parse_money(self._amount.text(), currency), currency)

    def _report(self, _text: str) -> None:
        try:
            value = self.value()
        except UserError as error:
            self._amount.set_problem(error.sentence())
            return
        self._amount.set_problem("")
        self.money_edited.emit(value)
