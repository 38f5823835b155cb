"""What is asked about programmes: one itself, its terms from a day on, and since when one stands where with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from consultant_desk.domain.earnings.terms import LONGEST, Cycle, LockRule, Terms, TierBasis
from consultant_desk.domain.earnings.terms_words import tiers_words
from consultant_desk.domain.money import Money
from consultant_desk.errors import DeskError, UserError
from consultant_desk.services.rows.programmes import AccountRow, ProgrammeRow, ProgrammeSheet
from ui.earnings.tiers_sheet import TiersSheet
from ui.entry import formats
from ui.shell import Shell
from ui.widgets.buttons import Button, Kind
from ui.widgets.choice import Dropdown, Option, TickBox
from ui.widgets.dialogs import Sheet
from ui.widgets.entry import DateField, MoneyField, NumberField
from ui.widgets.fields import Field
from ui.widgets.form import Form
from ui.widgets.tips import set_tip

NOBODY = ""
STATUSES: Mapping[str, str] = {
    "considering": "Considering",
    "applied": "Applied",
    "approved": "Approved",
    "declined": "Declined",
    "left": "Left",
}
LOCKS: Mapping[LockRule, str] = {
    LockRule.OPEN: "No date named",
    LockRule.IMMEDIATE: "At once",
    LockRule.DAYS: "Days after the sale",
    LockRule.DAY_OF_MONTH: "On a day of the month after",
}
CYCLES: Mapping[Cycle, str] = {
    Cycle.MONTHLY: "Monthly",
    Cycle.WEEKLY: "Weekly",
    Cycle.QUARTERLY: "Quarterly",
    Cycle.NET: "Days after the lock",
    Cycle.ON_REQUEST: "On request",
}


class ProgrammeSheetDialog(Sheet):
    """A programme, new or changed."""

    def __init__(
        self,
        shell: Shell,
        accounts: Sequence[AccountRow],
        products: Mapping[str, str],
        sheet: ProgrammeSheet | None = None,
        *,
        product_id: str = "",
    ) -> None:
        super().__init__(shell.window, "New programme" if sheet is None else "Edit programme", width=520)
        self._shell = shell
        self._sheet = sheet
        suggested = f"{products[product_id]} partners" if product_id in products else ""
        row = sheet.row if sheet is not None else None
        none = Option(NOBODY, "None")
        self.name = Field(row.name if row else suggested, name="Name", placeholder="Northwind Partners")
        self.account = Dropdown(
            [none, *(Option(one.id, one.name[:60]) for one in accounts)],
            name="Account",
            value=row.account_id if row else "",
        )
        self.product = Dropdown(
            [none, *(Option(key, name[:60]) for key, name in products.items())],
            name="Product",
            value=row.product_id if row else product_id,
        )
        self.status = status_choice("considering")
        self.vendor = Field(row.vendor if row else "", name="Vendor", placeholder="That of the product")
        self.external = Field(sheet.external_name if sheet else "", name="Name in statements")
        self.base = Field(sheet.base_url if sheet else "", name="Address of links", placeholder="https://…")
        self.parameter = Field(
            sheet.sub_id_parameter if sheet else "", name="Parameter of the sub-ID", placeholder="subid"
        )
        self.pattern = Field(
            sheet.sub_id_pattern if sheet else "", name="Pattern of the sub-ID", placeholder="{client}-{n}"
        )
        self.note = Field(sheet.note if sheet else "", name="Note")
        form = Form(label_width=132)
        form.add("Name", self.name)
        form.add("Account", self.account, help_text="Where its statements come from.")
        form.add("Product", self.product)
        form.add("Vendor", self.vendor)
        if sheet is None:
            form.add("Status", self.status)
        form.add("Name in statements", self.external)
        form.add("Address of links", self.base, help_text="Links are made of it and a sub-ID.")
        form.add("Sub-ID parameter", self.parameter)
        form.add("Sub-ID pattern", self.pattern)
        form.add("Note", self.note)
        self.body.addWidget(form)
        self.add_cancel()
        self.add_primary("Add it" if sheet is None else "Keep it", self.take)

    def take(self) -> None:
        """Add the programme, or keep what was changed."""
        programmes = self._shell.desk.programmes
        if not self.name.text().strip():
            self.say_problem("A programme needs a name.")
            return
        values = {
            "name": self.name.text().strip(),
            "account_id": self.account.value() or None,
            "product_id": self.product.value() or None,
            "external_name": self.external.text().strip(),
            "base_url": self.base.text().strip(),
            "sub_id_parameter": self.parameter.text().strip(),
            "sub_id_pattern": self.pattern.text().strip(),
            "note": self.note.text(),
        }
        vendor = self.vendor.text().strip()
        if self._sheet is None:
            from consultant_desk.services.earnings.programmes import ProgrammeDraft

            draft = ProgrammeDraft(vendor=vendor, status=self.status.value(), **values)  # type: ignore[arg-type]
            self._shell.write(
                lambda: programmes.add(draft), lambda _id: self.accept(), say="Programme added", failed=self._refused
            )
            return
        key = self._sheet.row.id
        if vendor != self._sheet.row.vendor:
            values["vendor"] = vendor
        self._shell.write(lambda: programmes.edit(key, **values), lambda _none: self.accept(), failed=self._refused)

    def _refused(self, error: DeskError) -> None:
        self.say_problem(error.sentence())


class TermsSheet(Sheet):
    """The terms of a programme from a day on; it begins with those that hold now."""

    def __init__(self, shell: Shell, programme: ProgrammeRow, now: Terms | None, currency: str) -> None:
        super().__init__(shell.window, f"Terms of {programme.name[:48]}", width=600)
        self._shell = shell
        self._programme = programme
        self._now = now
        unit = now.currency if now and now.currency else currency
        self._currency = unit
        self.begins = DateField(name="From", today=shell.today, value=shell.today() if now else None)
        self.percent = NumberField(name="Per cent of a sale", value=now.percent if now else None)
        flat = Money(now.flat_minor, unit) if now and now.flat_minor is not None else None
        self.flat = MoneyField(name="Amount per sale", currency=unit, value=flat)
        self._tiered = now or Terms("", unit)
        self.tiers = Button("", Kind.SECONDARY, icon="layers", run=self.ask_tiers)
        self.recurs = TickBox("With each payment of the client", checked=bool(now and now.recurs))
        self.months = _days("Months at most", now.recurring_months if now else 0)
        self.cookie = _days("Days of the cookie", now.cookie_days if now else 0)
        self.lock = Dropdown(
            [Option(key.value, words) for key, words in LOCKS.items()],
            name="Locked",
            value=now.lock.value if now else "",
        )
        self.lock_days = _days("Days or day of the lock", now.lock_days if now else 0)
        self.hold = _days("Days held after the sale", now.hold_days if now else 0)
        self.cycle = Dropdown(
            [Option(key.value, words) for key, words in CYCLES.items()],
            name="Paid",
            value=now.cycle.value if now else "",
        )
        self.cycle_day = _days("Day of the payout", now.cycle_day if now else 1)
        self.cycle_month = _days("Month of the quarter", now.cycle_month if now else 1)
        threshold = Money(now.threshold_minor, unit) if now and now.threshold_minor else None
        self.threshold = MoneyField(name="Least payout", currency=unit, value=threshold)
        self.forfeit = _days("Days until it is forfeited", now.forfeiture_days if now else 0)
        self.source = Field(name="Source", placeholder="Where the terms are written")
        form = Form(label_width=132)
        form.add("From", self.begins, help_text="Empty: from the beginning. Older commissions keep older terms.")
        form.add_pair("Per cent, or amount", self.percent, self.flat)
        form.add("Tiers", self.tiers)
        form.add_pair("Recurring, months", self.recurs, self.months)
        form.add("Cookie, days", self.cookie)
        form.add_pair("Locked", self.lock, self.lock_days)
        form.add("Held, days", self.hold)
        form.add_pair("Paid, on day", self.cycle, self.cycle_day)
        form.add(
            "Month", self.cycle_month, help_text="Of the quarter, 1 to 3; weekly payouts have a weekday, 1 is Monday."
        )
        form.add("Least payout", self.threshold)
        form.add("Forfeited, days", self.forfeit)
        form.add("Source", self.source)
        self.body.addWidget(form)
        self.add_cancel()
        self.add_primary("Keep these terms", self.take)
        self._take_tiers(self._tiered)

    def ask_tiers(self) -> None:
        """Ask from where on another rate is paid; amounts are in the currency of the terms."""
        try:
            used = self._currencies()
        except UserError as error:
            self.say_problem(error.sentence())
            return
        currency = self._tiered.currency if _has_amounts(self._tiered) else next(iter(used), self._currency)
        sheet = TiersSheet(self._shell, replace(self._tiered, currency=currency))
        sheet.taken.connect(self._take_tiers)
        sheet.open()

    def _take_tiers(self, terms: Terms) -> None:
        self._tiered = terms
        count = len(terms.tiers)
        self.tiers.set_label(f"{count} tier{'s' if count > 1 else ''} …" if count else "The same rate for all sales …")
        words = " ".join(f"{one}." for one in tiers_words(terms, formats()))
        self.tiers.setAccessibleName(f"Tiers: {words or 'none'}")
        set_tip(self.tiers, words)

    def take(self) -> None:
        """Check what was typed and keep the terms."""
        try:
            terms = self._terms()
        except UserError as error:
            self.say_problem(error.sentence())
            return
        programmes, key, source = self._shell.desk.programmes, self._programme.id, self.source.text().strip()
        self._shell.write(
            lambda: programmes.set_terms(key, terms, source=source),
            lambda _id: self.accept(),
            say=f"Terms of {self._programme.name[:40]} kept",
            failed=lambda error: self.say_problem(error.sentence()),
        )

    def _terms(self) -> Terms:
        begins: date | None = self.begins.value()
        flat, threshold = self.flat.value(), self.threshold.value()
        used = self._currencies()
        if _has_amounts(self._tiered) and used - {self._tiered.currency}:
            raise UserError(f"The amounts of terms are in one currency; the tiers are in {self._tiered.currency}.")
        if _has_amounts(self._tiered):
            used = {self._tiered.currency}
        # What the sheet does not show (a number of times) goes on as it was.
        return replace(
            self._now or Terms("", ""),
            effective_from=begins.isoformat() if begins else "",
            currency=used.pop() if used else self._currency,
            percent=self.percent.value(),
            flat_minor=flat.minor if flat is not None else None,
            tiers=self._tiered.tiers,
            tier_basis=self._tiered.tier_basis,
            tier_period=self._tiered.tier_period,
            recurs=self.recurs.isChecked(),
            recurring_months=_whole(self.months) if self.recurs.isChecked() else 0,
            cookie_days=_whole(self.cookie),
            lock=LockRule(self.lock.value()),
            lock_days=_whole(self.lock_days),
            hold_days=_whole(self.hold),
            cycle=Cycle(self.cycle.value()),
            cycle_day=_whole(self.cycle_day) or 1,
            cycle_month=_whole(self.cycle_month) or 1,
            threshold_minor=threshold.minor if threshold is not None else 0,
            forfeiture_days=_whole(self.forfeit),
        )

    def _currencies(self) -> set[str]:
        """Return the one currency of the amounts typed, nothing without one; `UserError` for several."""
        used = {money.currency for money in (self.flat.value(), self.threshold.value()) if money is not None}
        if len(used) > 1:
            raise UserError("The amounts of terms are in one currency.")
        return used


def _has_amounts(terms: Terms) -> bool:
    """Tell whether tiers are of a currency."""
    of_amount = terms.tier_basis is TierBasis.AMOUNT and bool(terms.tiers)
    return of_amount or any(tier.flat_minor is not None for tier in terms.tiers)


class StatusSheet(Sheet):
    """Where one stands with a programme, and since when."""

    def __init__(self, shell: Shell, row: ProgrammeRow) -> None:
        super().__init__(shell.window, f"Where you stand with {row.name[:48]}", width=520)
        self._shell = shell
        self._row = row
        self.status = status_choice(row.status)
        self.day = DateField(name="Since", today=shell.today, value=shell.today())
        form = Form(label_width=96)
        form.add("Status", self.status)
        form.add("Since", self.day)
        self.body.addWidget(form)
        self.add_cancel()
        self.add_primary("Note it", self.take)

    def take(self) -> None:
        """Note the status with its day."""
        programmes, status, day = self._shell.desk.programmes, self.status.value(), self.day.value()
        self._shell.write(
            lambda: programmes.set_status(self._row.id, status, day.isoformat() if day else ""),
            lambda _none: self.accept(),
            failed=lambda error: self.say_problem(error.sentence()),
        )


def status_choice(value: str) -> Dropdown:
    """Return the choice of where one stands with a programme."""
    return Dropdown([Option(key, words) for key, words in STATUSES.items()], name="Status", value=value)


def _days(name: str, value: int) -> NumberField:
    return NumberField(name=name, value=Decimal(value) if value else None, minimum=Decimal(0), maximum=Decimal(LONGEST))


def _whole(field: NumberField) -> int:
    value = field.value()
    if value is None:
        return 0
    if value != int(value):
        raise UserError(f"{field.accessibleName()}: type a whole number.")
    return int(value)
