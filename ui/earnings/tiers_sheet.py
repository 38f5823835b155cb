"""The tiers of terms: from how many sales, or how much of them, on a programme pays another rate."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from consultant_desk.domain.earnings.terms import Terms, Tier, TierBasis, TierPeriod
from consultant_desk.domain.earnings.terms_words import tiers_words
from consultant_desk.domain.money import major
from consultant_desk.errors import UserError
from ui.entry import formats
from ui.shell import Shell
from ui.widgets.buttons import Button, IconButton, Kind
from ui.widgets.choice import Dropdown, Option, Segmented
from ui.widgets.dialogs import Sheet
from ui.widgets.entry import NumberField
from ui.widgets.fields import Field
from ui.widgets.form import Form
from ui.widgets.panels import ScrollArea
from ui.widgets.text import Text

BASES = (Option(TierBasis.COUNT.value, "Number of sales"), Option(TierBasis.AMOUNT.value, "Amount of sales"))
PERIODS = (
    Option(TierPeriod.MONTH.value, "In a month"),
    Option(TierPeriod.QUARTER.value, "In a quarter"),
    Option(TierPeriod.YEAR.value, "In a year"),
    Option(TierPeriod.ALWAYS.value, "In all"),
)
MARK, RATE, REMOVE = 160, 120, 32
"""Widths of the fields of a tier and of the button behind them."""


class TierRow(QWidget):
    """One tier: its mark, and a percentage or an amount. `edited` follows each field, `removed` asks to drop it."""

    edited = Signal()
    removed = Signal()

    def __init__(self, tier: Tier | None, basis: TierBasis, currency: str) -> None:
        super().__init__()
        self._currency = currency
        self.mark = Field(name="More than")
        self.percent = NumberField(name="Per cent", value=tier.percent if tier else None)
        self.flat = Field(name=f"Amount, {currency}")
        for field, width in ((self.mark, MARK), (self.percent, RATE), (self.flat, RATE)):
            field.setFixedWidth(width)
            field.setAlignment(Qt.AlignmentFlag.AlignRight)
            field.textChanged.connect(lambda _text: self.edited.emit())
        if tier is not None:
            amount = basis is TierBasis.AMOUNT
            self.mark.show_value(self._text(tier.above) if amount else formats().number(Decimal(tier.above)))
            self.flat.show_value("" if tier.flat_minor is None else self._text(tier.flat_minor))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget in (self.mark, self.percent, self.flat):
            row.addWidget(widget)
        row.addWidget(IconButton("x", "Remove this tier", side=REMOVE, run=self.removed.emit))
        row.addStretch(1)

    def read(self, basis: TierBasis) -> Tier:
        """Return what was typed; `UserError` says what cannot be read."""
        if not self.mark.text().strip():
            raise UserError("type from where on it holds.")
        if basis is TierBasis.AMOUNT:
            above = formats().parse_money(self.mark.text(), self._currency)
        else:
            number = formats().parse_number(self.mark.text())
            if number != int(number):
                raise UserError("type a whole number of sales.")
            above = int(number)
        percent = self.percent.value()
        flat = formats().parse_money(self.flat.text(), self._currency) if self.flat.text().strip() else None
        if (percent is None) == (flat is None):
            raise UserError("type either a percentage or an amount.")
        if percent is not None and not 0 <= percent <= 100:
            raise UserError("a percentage is from 0 to 100.")
        if flat is not None and flat < 0:
            raise UserError("an amount is 0 or more.")
        return Tier(above, percent, flat)

    def _text(self, minor: int) -> str:
        return formats().number(major(minor, self._currency))


class TiersSheet(Sheet):
    """Rows of mark and rate. `taken` carries terms with the tiers that were typed."""

    taken = Signal(object)

    def __init__(self, shell: Shell, terms: Terms) -> None:
        super().__init__(shell.window, "Tiers", width=560)
        self._terms = terms
        self.basis = Segmented(BASES, name="What lifts the rate", value=terms.tier_basis.value)
        self.basis.chosen.connect(lambda _value: self._show_heads())
        self.period = Dropdown(PERIODS, name="Counted", value=terms.tier_period.value)
        self.period.chosen.connect(lambda _value: self._say())
        form = Form(label_width=96)
        form.add("By", self.basis)
        form.add("Counted", self.period, help_text="After that time the count begins anew.")
        self.body.addWidget(form, 0, Qt.AlignmentFlag.AlignLeft)
        self._mark_head = Text("", "small", "text3")
        self.body.addLayout(self._heads())
        area = ScrollArea(margins=(0, 0, 0, 0), spacing=8)
        self._column = QVBoxLayout()
        self._column.setSpacing(8)
        area.column.addLayout(self._column)
        area.column.addStretch(1)
        area.setMinimumHeight(168)
        self.body.addWidget(area, 1)
        self.rows: list[TierRow] = []
        for tier in terms.tiers:
            self._add(tier)
        self.more = Button("Add a tier", Kind.LINK, icon="plus", run=self.add)
        left = QHBoxLayout()
        left.addWidget(self.more)
        left.addStretch(1)
        self.body.addLayout(left)
        self.words = Text("", tone="text2", wrap=True)
        self.body.addWidget(self.words)
        self.add_cancel()
        self.add_primary("Take these tiers", self.take)
        self._show_heads()
        if not self.rows:
            self.add()

    def add(self) -> None:
        """Add an empty tier and begin there."""
        self._add(None).mark.setFocus()
        self._say()

    def take(self) -> None:
        """Check the tiers and tell them; rows that are empty count as none."""
        try:
            terms = self._read()
        except UserError as error:
            self.say_problem(error.sentence())
            return
        self.taken.emit(terms)
        self.accept()

    def _heads(self) -> QHBoxLayout:
        heads = QHBoxLayout()
        heads.setSpacing(8)
        for text, width in ((self._mark_head, MARK), (Text("Per cent", "small", "text3"), RATE)):
            text.setFixedWidth(width)
            heads.addWidget(text)
        heads.addWidget(Text(f"or amount, {self._terms.currency}", "small", "text3"))
        heads.addStretch(1)
        return heads

    def _add(self, tier: Tier | None) -> TierRow:
        row = TierRow(tier, self._terms.tier_basis, self._terms.currency)
        row.edited.connect(self._say)
        row.removed.connect(self._remover(row))
        self.rows.append(row)
        self._column.addWidget(row)
        return row

    def _remover(self, row: TierRow) -> Callable[[], None]:
        def remove() -> None:
            self.rows.remove(row)
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
            self.more.setFocus()
            self._say()

        return remove

    def _show_heads(self) -> None:
        of = "sales" if self.basis.value() == TierBasis.COUNT.value else f"{self._terms.currency} of sales"
        self._mark_head.setText(f"More than … {of}")
        self._say()

    def _say(self) -> None:
        """Say the tiers in words while they are typed, as far as they can be meant."""
        self.say_problem("")
        try:
            said = tiers_words(self._read(), formats())
        except UserError:
            self.words.setText("")
            return
        self.words.setText(" ".join(f"{one}." for one in said) or "The same rate for all sales.")

    def _read(self) -> Terms:
        basis, tiers = TierBasis(self.basis.value()), list[Tier]()
        for number, row in enumerate(self.rows, 1):
            if not any(field.text().strip() for field in (row.mark, row.percent, row.flat)):
                continue
            try:
                tier = row.read(basis)
            except UserError as error:
                raise UserError(f"Tier {number}: {error.sentence()}") from None
            if tier.above <= (tiers[-1].above if tiers else 0):
                least = "the one before it" if tiers else "nothing"
                raise UserError(f"Tier {number}: each tier begins above {least}.")
            tiers.append(tier)
        period = TierPeriod(self.period.value())
        return replace(self._terms, tiers=tuple(tiers), tier_basis=basis, tier_period=period)
