"""The sheets of a programme: the programme itself, its terms from one day on, and where one stands with it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import partial

from consultant_desk.domain.earnings.terms import Cycle, LockRule, Terms
from consultant_desk.domain.money import Money
from consultant_desk.errors import UserError
from consultant_desk.services.earnings.programmes import ProgrammeDraft
from consultant_desk.services.operations import FieldValue
from consultant_desk.services.rows.products import ProductSheet
from consultant_desk.services.rows.programmes import ProgrammeRow, ProgrammeSheet
from ui.products.sheets import RecordSheet, iso
from ui.shell import Shell
from ui.widgets.choice import Dropdown, Option, TickBox
from ui.widgets.entry import DateField, MoneyField, NumberField
from ui.widgets.fields import Field

STATUSES = (
    Option("considering", "Considering"),
    Option("applied", "Applied for"),
    Option("approved", "Approved"),
    Option("declined", "Declined"),
    Option("left", "Left"),
)
LOCKS = (
    Option(LockRule.OPEN.value, "No date is named"),
    Option(LockRule.DAYS.value, "Days after the sale"),
    Option(LockRule.DAY_OF_MONTH.value, "Day of the next month"),
    Option(LockRule.IMMEDIATE.value, "At once"),
)
CYCLES = (
    Option(Cycle.MONTHLY.value, "Monthly, on day"),
    Option(Cycle.QUARTERLY.value, "Quarterly, on day"),
    Option(Cycle.WEEKLY.value, "Weekly, on weekday"),
    Option(Cycle.NET.value, "Days after the lock"),
    Option(Cycle.ON_REQUEST.value, "On request"),
)


def status_words(status: str) -> str:
    """Return where one stands with a programme."""
    return next((option.label for option in STATUSES if option.value == status), status)


class ProgrammeDialog(RecordSheet):
    """A programme, new or changed, with what its links are built from."""

    def __init__(self, shell: Shell, product: ProductSheet, sheet: ProgrammeSheet | None = None) -> None:
        super().__init__(shell, "Edit programme" if sheet else "New programme", "Save" if sheet else "Add programme")
        self._product, self._sheet = product, sheet
        self.name = Field(sheet.row.name if sheet else f"{product.name} partners", name="Name")
        self.vendor = Field(sheet.row.vendor if sheet else product.vendor, name="Vendor")
        self.external = Field(sheet.external_name if sheet else "", name="Name in statements")
        self.status = Dropdown(STATUSES, name="Status", value="considering")
        self.base = Field(sheet.base_url if sheet else "", name="Address", placeholder="https://vendor.example/buy")
        self.parameter = Field(sheet.sub_id_parameter if sheet else "", name="Parameter", placeholder="clickref")
        pattern = sheet.sub_id_pattern if sheet else ""
        self.pattern = Field(pattern, name="Pattern", placeholder="{client}-{n}")
        self.form.add("Name", self.name)
        self.form.add("Vendor", self.vendor)
        self.form.add("In statements", self.external, help_text="What statements call it; empty means the same name.")
        if sheet is None:
            self.form.add("Status", self.status)
        self.form.add("Address", self.base, help_text="Links are built from it; each gets a sub-id of its own.")
        self.form.add_pair("Sub-id", self.parameter, self.pattern)

    def save(self) -> None:
        """Add or change the programme."""
        programmes = self.shell.desk.programmes
        fields: dict[str, FieldValue] = {
            "external_name": self.external.text(),
            "base_url": self.base.text(),
            "sub_id_parameter": self.parameter.text(),
            "sub_id_pattern": self.pattern.text(),
        }
        if self._sheet is not None:
            programme = self._sheet.row.id
            fields |= {"name": self.name.text(), "vendor": self.vendor.text()}
            self.write(lambda: programmes.edit(programme, **fields))
            return
        draft = ProgrammeDraft(
            self.name.text(),
            self._product.id,
            self.vendor.text(),
            None,
            self.external.text(),
            self.status.value(),
            self.base.text(),
            self.parameter.text(),
            self.pattern.text(),
        )
        self.write(lambda: programmes.add(draft))


class TermsDialog(RecordSheet):
    """Terms from a day on; what stands there is what holds now, so that only the difference is typed."""

    def __init__(self, shell: Shell, programme: ProgrammeSheet, currency: str) -> None:
        super().__init__(shell, f"Terms of {programme.row.name[:60]}", "Keep terms")
        self._programme_id = programme.row.id
        now = next((row.terms for row in programme.terms if row.is_current), None)
        self._now = now or Terms("", currency)
        terms, unit = self._now, self._now.currency or currency
        self.begins = DateField(name="From", today=shell.today, value=shell.today() if now else None)
        self.percent = NumberField(name="Percent", minimum=Decimal(0), maximum=Decimal(100))
        self.percent.show_number(terms.percent)
        self.flat = MoneyField(name="Amount", currency=unit)
        self.flat.show_money(_money(terms.flat_minor, unit))
        self.recurs = TickBox("With each payment of the client", checked=terms.recurs)
        self.months = _number("Months", terms.recurring_months)
        self.lock = Dropdown(LOCKS, name="Locks", value=terms.lock.value)
        self.lock_days = _number("Lock days", terms.lock_days)
        self.cycle = Dropdown(CYCLES, name="Paid", value=terms.cycle.value)
        self.cycle_day = _number("Payout day", terms.cycle_day)
        self.threshold = MoneyField(name="Threshold", currency=unit)
        self.threshold.show_money(_money(terms.threshold_minor or None, unit))
        self.cookie = _number("Cookie days", terms.cookie_days)
        self.source = Field(name="Source", placeholder="the programme's page")
        self.form.add(
            "From", self.begins, help_text="Older commissions keep the terms they had; empty: from the start."
        )
        self.form.add_pair("Percent, or", self.percent, self.flat)
        self.form.add("", self.recurs)
        self.form.add("For months", self.months, help_text="Empty means for as long as the client pays.")
        self.form.add_pair("Locks", self.lock, self.lock_days)
        self.form.add_pair("Paid", self.cycle, self.cycle_day)
        self.form.add("Paid from", self.threshold)
        self.form.add("Cookie days", self.cookie)
        self.form.add("Source", self.source)

    def save(self) -> None:
        """Keep the terms."""
        flat, threshold = self.flat.value(), self.threshold.value()
        currencies = {money.currency for money in (flat, threshold) if money is not None}
        if len(currencies) > 1:
            raise UserError("The amounts of terms are in one currency.", hint="Write both in the same one.")
        terms = replace(
            self._now,
            effective_from=iso(self.begins),
            currency=next(iter(currencies), self._now.currency),
            percent=self.percent.value(),
            flat_minor=flat.minor if flat is not None else None,
            recurs=self.recurs.isChecked(),
            recurring_months=_whole(self.months) if self.recurs.isChecked() else 0,
            lock=LockRule(self.lock.value()),
            lock_days=_whole(self.lock_days),
            cycle=Cycle(self.cycle.value()),
            cycle_day=_whole(self.cycle_day),
            threshold_minor=threshold.minor if threshold is not None else 0,
            cookie_days=_whole(self.cookie),
        )
        work = partial(self.shell.desk.programmes.set_terms, self._programme_id, terms, source=self.source.text())
        self.write(work)


class StatusDialog(RecordSheet):
    """Where one stands with a programme, and since when."""

    def __init__(self, shell: Shell, row: ProgrammeRow) -> None:
        super().__init__(shell, f"Where you stand with {row.name[:60]}", "Note it")
        self._row = row
        self.status = Dropdown(STATUSES, name="Status", value=row.status)
        self.day = DateField(name="Since", today=shell.today, value=shell.today())
        self.form.add("Status", self.status)
        self.form.add("Since", self.day)

    def save(self) -> None:
        """Note the status."""
        work = partial(self.shell.desk.programmes.set_status, self._row.id, self.status.value(), iso(self.day))
        self.write(work)


def _number(name: str, value: int) -> NumberField:
    field = NumberField(name=name, minimum=Decimal(0), maximum=Decimal(3660))
    field.show_number(Decimal(value) if value else None)
    return field


def _whole(field: NumberField) -> int:
    value = field.value()
    return 0 if value is None else int(value)


def _money(minor: int | None, currency: str) -> Money | None:
    return None if minor is None else Money(minor, currency)
