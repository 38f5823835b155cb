"""When the tax year begins: the tax tab, its exports, the statement for the accountant and the command line use it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from consultant_desk.domain.earnings.tax_years import period_of, year_of
from consultant_desk.errors import UserError
from consultant_desk.settings import TAX_YEAR_START, is_day_of_year
from ui.entry import date_text, month_name
from ui.settings.part import SettingsPart
from ui.shell import Shell
from ui.widgets.choice import Dropdown, Option
from ui.widgets.entry import NumberField
from ui.widgets.form import Form
from ui.widgets.text import Text

OWN = ""
COUNTRIES = (
    Option("01-01", "Calendar year"),
    Option("04-06", "United Kingdom"),
    Option("07-01", "Australia"),
    Option(OWN, "Another day"),
)
"""Days a tax year often begins on, by whom."""


class EarningsPart(SettingsPart):
    """The first day of the tax year; kept on this device, not in the workspace."""

    title = "Earnings"
    icon = "coins"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.say("This option belongs to this device.")
        self.country = Dropdown(COUNTRIES, name="Tax year as in")
        self.country.chosen.connect(self._choose_country)
        self.month = Dropdown(
            [Option(f"{month:02}", month_name(date(2026, month, 1))) for month in range(1, 13)], name="Month"
        )
        self.month.chosen.connect(lambda _month: self._take())
        self.day = NumberField(name="Day", minimum=Decimal(1), maximum=Decimal(31))
        self.day.edited.connect(lambda _text: self._take())
        form = Form()
        form.add("Tax year as in", self.country)
        form.add_pair("Begins on", self.month, self.day)
        self.words = Text("", tone="text2", wrap=True)
        form.add_wide(self.words)
        self.add(form)
        self.column.addStretch(1)
        self.setFocusProxy(self.country)
        self._show(shell.settings.get(TAX_YEAR_START))

    def _choose_country(self, start: str) -> None:
        if start == OWN:
            self.day.setFocus()
            return
        self._keep(start)

    def _take(self) -> None:
        """Keep the day typed; one that no month or not every year has is told at the field."""
        try:
            day = self.day.value()
        except UserError as error:
            self.day.set_problem(error.sentence())
            return
        start = f"{self.month.value()}-{int(day):02}" if day is not None and day == int(day) else ""
        if not is_day_of_year(start):
            self.day.set_problem("Type a day that this month has in every year.")
            return
        self._keep(start)

    def _keep(self, start: str) -> None:
        self.shell.settings.set(TAX_YEAR_START, start)
        self._show(start)

    def _show(self, start: str) -> None:
        known = start in {option.value for option in COUNTRIES}
        self.country.set_value(start if known else OWN)
        self.month.set_value(start[:2])
        self.day.show_number(Decimal(int(start[3:])))
        first, last = period_of(year_of(self.shell.today(), start), start)
        self.words.setText(
            f"This tax year runs from {date_text(first)} to {date_text(last)}. The tab Tax, its exports, the statement "
            "for the accountant and the command line go by it."
        )
