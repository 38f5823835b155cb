"""Fields for numbers, money and dates: what is displayed can be typed, and what cannot be read is said at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from consultant_desk.domain.snapshot import Money
from ui.theme import theme
from ui.widgets.fields import Field
from ui.widgets.parsing import date_text, number_text, parse_date, parse_number

MINOR_DIGITS = {"JPY": 0, "KRW": 0, "CLP": 0, "VND": 0, "ISK": 0, "BHD": 3, "KWD": 3, "OMR": 3, "JOD": 3, "TND": 3}
"""Currencies whose minor unit is not a hundredth (ISO 4217)."""


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
        self.show_value("" if value is None else number_text(value))

    def value(self) -> Decimal | None:
        """Return the number typed, None when empty; `ValueError` when it cannot be read or is out of range."""
        if not self.text().strip():
            return None
        number = parse_number(self.text())
        if (self._minimum is not None and number < self._minimum) or (
            self._maximum is not None and number > self._maximum
        ):
            raise ValueError(self.text())
        return number

    def _read(self, _text: str) -> None:
        try:
            value = self.value()
        except ValueError:
            self.set_problem(self._expected())
            return
        self.set_problem("")
        self.value_edited.emit(value)

    def _expected(self) -> str:
        low, high = self._minimum, self._maximum
        if low is not None and high is not None:
            return f"Type a number from {number_text(low)} to {number_text(high)}."
        if low is not None:
            return f"Type a number of at least {number_text(low)}."
        return "Type a number." if high is None else f"Type a number of at most {number_text(high)}."


class DateField(Field):
    """A calendar date; `date_edited` carries a date or None. Accepts ISO, "tomorrow", "fri", "+3d" too."""

    date_edited = Signal(object)

    def __init__(self, *, name: str, today: Callable[[], date], value: date | None = None) -> None:
        super().__init__(name=name, placeholder="24 Nov, fri, +3d")
        self.setAccessibleName(name)
        self._today = today
        self.edited.connect(self._read)
        self.show_date(value)

    def show_date(self, value: date | None) -> None:
        """Show a date, or nothing."""
        self.set_problem("")
        self.show_value("" if value is None else date_text(value))

    def value(self) -> date | None:
        """Return the date typed, None when empty; `ValueError` when it cannot be read."""
        return parse_date(self.text(), self._today()) if self.text().strip() else None

    def _read(self, _text: str) -> None:
        try:
            value = self.value()
        except ValueError:
            self.set_problem("Type a date, such as 24 Nov 2026, friday or +3d.")
            return
        self.set_problem("")
        if not self.hasFocus() or value is None:
            self.show_date(value)
        self.date_edited.emit(value)


def minor_digits(currency: str) -> int:
    """Return how many decimals the currency's minor unit has."""
    return MINOR_DIGITS.get(currency.upper(), 2)


class MoneyField(QWidget):
    """An amount and its currency; `money_edited` carries `Money` or None when the amount was emptied."""

    money_edited = Signal(object)

    def __init__(self, *, name: str, currency: str, value: Money | None = None) -> None:
        super().__init__()
        self._amount = NumberField(name=name)
        self._currency = Field(currency, name=f"Currency of {name}")
        self._currency.setMaxLength(3)
        self._currency.setFixedWidth(56)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._amount, 1)
        row.addWidget(self._currency)
        self.setFocusProxy(self._amount)
        self._amount.value_edited.connect(lambda _value: self._report())
        self._currency.edited.connect(lambda _text: self._report())
        self.show_money(value)

    def show_money(self, value: Money | None) -> None:
        """Show an amount, or nothing; the currency stays when there is none."""
        if value is None:
            self._amount.show_number(None)
            return
        self._currency.show_value(value.currency)
        self._amount.show_number(Decimal(value.minor).scaleb(-minor_digits(value.currency)))

    def value(self) -> Money | None:
        """Return the amount typed, None when empty; `ValueError` when amount or currency cannot be read."""
        currency = self._currency.text().strip().upper()
        amount = self._amount.value()
        if amount is None:
            return None
        if len(currency) != 3 or not currency.isascii() or not currency.isalpha():
            raise ValueError(currency)
        return Money(int(amount.scaleb(minor_digits(currency)).to_integral_value()), currency)

    def _report(self) -> None:
        try:
            value = self.value()
        except ValueError:
            self._currency.set_problem("Type the three letters of a currency, such as EUR.")
            return
        self._currency.set_problem("")
        self.money_edited.emit(value)
