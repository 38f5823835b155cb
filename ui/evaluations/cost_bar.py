"""What costs are compared over and in: years, discount rate, currency and the rates of other ones."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from consultant_desk.errors import DeskError, UserError
from ui.entry import formats
from ui.evaluations.actions import EvaluationActions
from ui.evaluations.cost_words import whole_of
from ui.evaluations.pair_rows import Pair, PairRows
from ui.widgets.buttons import Button
from ui.widgets.dialogs import Sheet
from ui.widgets.entry import NumberField
from ui.widgets.fields import Field
from ui.widgets.text import Text

if TYPE_CHECKING:
    from consultant_desk.services.sheet import EvaluationSheet

MOST_YEARS = Decimal(100)


class CostBar(QWidget):
    """Four settings in one sentence; each edit is one step."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions: EvaluationActions | None = None
        self.years = NumberField(name="Years compared", minimum=Decimal(1), maximum=MOST_YEARS)
        self.rate = NumberField(name="Discount rate in percent", minimum=Decimal(0), maximum=Decimal(100))
        self.currency = Field(name="Currency costs are compared in")
        self.currency.setMaxLength(3)
        for field, width in ((self.years, 44), (self.rate, 52), (self.currency, 56)):
            field.setFixedWidth(width)
        self.rates = Button("Rates", icon="banknote", run=self._open_rates)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for part in (
            *(Text("Over", tone="text2"), self.years, Text("years, at", tone="text2"), self.rate),
            *(Text("% a year, in", tone="text2"), self.currency, self.rates),
        ):
            row.addWidget(part)
        self.years.value_edited.connect(self._set_years)
        self.rate.value_edited.connect(self._set_rate)
        self.currency.edited.connect(self._set_currency)

    def attach(self, actions: EvaluationActions) -> None:
        """Give the bar what it works with."""
        self._actions = actions

    def show_sheet(self, sheet: EvaluationSheet) -> None:
        """Show the settings of an evaluation."""
        options = sheet.problem.options
        self.years.show_number(Decimal(options.horizon_years))
        self.rate.show_number(Decimal(repr(float(options.discount_rate))) * 100)
        self.currency.set_problem("")
        self.currency.show_value(sheet.currency)

    def _set_years(self, _value: Decimal | None) -> None:
        try:
            years = whole_of(self.years, "The number of years")
        except UserError as error:
            self.years.set_problem(error.sentence())
            return
        if self._actions is not None and years != self._actions.sheet.problem.options.horizon_years:
            self._run(horizon_years=years)

    def _set_rate(self, value: Decimal | None) -> None:
        share = (value or Decimal(0)) / 100
        if self._actions is not None and float(share) != self._actions.sheet.problem.options.discount_rate:
            self._run(discount_rate=format(share, "f"))

    def _run(self, **values: str | int) -> None:
        if self._actions is not None:
            key = self._actions.sheet.id
            self._actions.run(lambda area: area.edit(key, **values))

    def _set_currency(self, text: str) -> None:
        actions = self._actions
        if actions is None or text.strip().upper() == actions.sheet.currency:
            return

        def refused(error: DeskError) -> None:
            self.currency.show_value(text)
            self.currency.set_problem(error.sentence())
            actions.tell(error)

        key = actions.sheet.id
        actions.run(lambda area: area.set_currency(key, text), failed=refused)

    def _open_rates(self) -> None:
        if self._actions is not None:
            RatesSheet(self, self._actions).open()


class RatesSheet(Sheet):
    """How much one of each other currency is worth; stored as one step."""

    def __init__(self, parent: QWidget, actions: EvaluationActions) -> None:
        super().__init__(parent, "Rates", width=400)
        self._actions = actions
        currency = actions.sheet.currency
        words = f"How much one of another currency is worth in {currency}. Costs in it are converted with this rate."
        self.body.addWidget(Text(words, tone="text2", wrap=True))
        self.rows = PairRows("Currency", f"In {currency}", "Add a currency")
        rates = actions.sheet.problem.options.rates
        self.rows.show_pairs([Pair(code, formats().number(rate)) for code, rate in rates] or [Pair("", "")])
        self.body.addWidget(self.rows)
        self.add_cancel()
        self.add_primary("Save", self._save)

    def _save(self) -> None:
        try:
            pairs = self.rows.pairs()
            rates = {pair.left.upper(): formats().parse_number(pair.right) for pair in pairs}
        except UserError as error:
            self.say_problem(error.sentence())
            return
        if len(rates) < len(pairs):
            self.say_problem("A currency stands twice.")
            return
        key = self._actions.sheet.id
        self._actions.run(
            lambda area: area.set_rates(key, rates),
            lambda _nothing: self.accept(),
            failed=lambda error: self.say_problem(error.sentence()),
        )
