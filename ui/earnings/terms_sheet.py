"""The terms of a programme from a day on: what it pays, when that is locked and paid, and when it is lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from consultant_desk.domain.earnings.terms import LONGEST, Cycle, LockRule, Terms, TierBasis
from consultant_desk.domain.earnings.terms_words import tiers_words
from consultant_desk.domain.money import Money
from consultant_desk.errors import UserError
from consultant_desk.services.rows.programmes import ProgrammeRow, TermsRow
from ui.earnings.tiers_sheet import TiersSheet
from ui.entry import formats
from ui.shell import Shell
from ui.widgets.buttons import Button, Kind
from ui.widgets.choice import Dropdown, Option, TickBox
from ui.widgets.dialogs import Sheet
from ui.widgets.entry import DateField, MoneyField, NumberField
from ui.widgets.fields import Field
from ui.widgets.form import Form, Sentence
from ui.widgets.tips import set_tip

NUMBER = 64
"""Width of a box for days, months and times."""

LOCKS: Mapping[LockRule, str] = {
    LockRule.OPEN: "No date named",
    LockRule.IMMEDIATE: "At once",
    LockRule.DAYS: "After the sale, in",
    LockRule.DAY_OF_MONTH: "In the month after, on day",
}
LOCK_WORDS: Mapping[LockRule, str] = {LockRule.DAYS: "days", LockRule.DAY_OF_MONTH: "1 to 31"}
CYCLES: Mapping[Cycle, str] = {
    Cycle.MONTHLY: "Monthly",
    Cycle.WEEKLY: "Weekly",
    Cycle.QUARTERLY: "Quarterly",
    Cycle.NET: "After the lock, in",
    Cycle.ON_REQUEST: "On request",
}
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = ("first", "second", "third")


class TermsSheet(Sheet):
    """The terms of a programme from a day on: new ones, which begin with those that hold now, or a version to edit."""

    def __init__(
        self,
        shell: Shell,
        programme: ProgrammeRow,
        now: Terms | None,
        currency: str,
        version: TermsRow | None = None,
    ) -> None:
        super().__init__(shell.window, f"Terms of {programme.name[:48]}", width=640)
        self._shell = shell
        self._programme = programme
        self._version = version
        if version is not None:
            now = version.terms
        self._now = now or Terms("", currency)
        self._currency = self._now.currency or currency
        self._tiered = replace(self._now, currency=self._currency)
        begins = shell.today() if now else None
        if version is not None:
            begins = date.fromisoformat(version.terms.effective_from) if version.terms.effective_from else None
        self.begins = DateField(name="From", today=shell.today, value=begins)
        self.source = Field(
            version.source if version is not None else "", name="Source", placeholder="Where the terms are written"
        )
        form = Form(label_width=96)
        help_text = "Empty: from the beginning. Older commissions keep older terms."
        if version is not None:
            help_text = "Empty: from the beginning. Another day moves these terms there."
        form.add("From", self.begins, help_text=help_text)
        self._ask_rate(form)
        self._ask_recurrence(form)
        self._ask_lock(form)
        self._ask_payout(form)
        form.add("Source", self.source)
        self.body.addWidget(form)
        self.add_cancel()
        self.add_primary("Keep these terms", self.take)
        self._take_tiers(self._tiered)

    def _ask_rate(self, form: Form) -> None:
        now, unit = self._now, self._currency
        self.percent = NumberField(name="Per cent of a sale", value=now.percent)
        self.percent.setFixedWidth(NUMBER)
        flat = Money(now.flat_minor, unit) if now.flat_minor is not None else None
        self.flat = MoneyField(name="Amount per sale", currency=unit, value=flat)
        self.tiers = Button("", Kind.SECONDARY, icon="layers", run=self.ask_tiers)
        self.cookie = _number("Days of the cookie", now.cookie_days)
        form.add("Pays", Sentence(self.percent, "% of a sale, or", self.flat, "a sale"))
        form.add("Tiers", self.tiers)
        form.add("Cookie", Sentence(self.cookie, "days from the click to the sale"))

    def _ask_recurrence(self, form: Form) -> None:
        now = self._now
        self.recurs = TickBox("With each payment of the client", checked=now.recurs)
        self.months = _number("Months at most", now.recurring_months)
        self.times = _number("Times at most", now.recurring_count)
        self._ends = Sentence("for", self.months, "months and", self.times, "times at most; empty: without end")
        form.add("Recurring", self.recurs)
        form.add("", self._ends)
        form.show_row(self._ends, shown=now.recurs)
        self.recurs.toggled.connect(lambda on: form.show_row(self._ends, shown=on))

    def _ask_lock(self, form: Form) -> None:
        now = self._now
        self.lock = Dropdown(
            [Option(key.value, words) for key, words in LOCKS.items()], name="Locked", value=now.lock.value
        )
        self.lock_days = _number("Days or day of the lock", now.lock_days)
        self._locked = Sentence(self.lock, self.lock_days, "")
        self.hold = _number("Days held after the sale", now.hold_days)
        form.add("Locked", self._locked)
        form.add("Held", Sentence(self.hold, "days after the sale, also when it is locked before"))
        self.lock.chosen.connect(self._show_lock)
        self._show_lock(now.lock.value)

    def _ask_payout(self, form: Form) -> None:
        now, unit = self._now, self._currency
        self.cycle = Dropdown(
            [Option(key.value, words) for key, words in CYCLES.items()], name="Paid", value=now.cycle.value
        )
        self.cycle_day = _number("Day of the payout", now.cycle_day)
        days = [Option(str(place), name) for place, name in enumerate(WEEKDAYS, 1)]
        weekly = now.cycle is Cycle.WEEKLY
        self.weekday = Dropdown(days, name="Weekday of the payout", value=str(now.cycle_day) if weekly else "1")
        months = [Option(str(place), f"the quarter's {word} month") for place, word in enumerate(MONTHS, 1)]
        self.cycle_month = Dropdown(months, name="Month of the quarter", value=str(now.cycle_month))
        self._paid = Sentence(self.cycle, "", self.cycle_day, self.weekday, "", self.cycle_month)
        threshold = Money(now.threshold_minor, unit) if now.threshold_minor else None
        self.threshold = MoneyField(name="Least payout", currency=unit, value=threshold)
        self.forfeit = _number("Days until it is forfeited", now.forfeiture_days)
        form.add("Paid", self._paid)
        form.add("Least payout", self.threshold)
        form.add("Forfeited", Sentence(self.forfeit, "days after the sale, where the least payout is not reached"))
        self.cycle.chosen.connect(self._show_cycle)
        self._show_cycle(now.cycle.value)

    def _show_lock(self, value: str) -> None:
        """Ask for a number only where the rule has one."""
        words = LOCK_WORDS.get(LockRule(value), "")
        self.lock_days.setVisible(bool(words))
        self._locked.say(0, words)

    def _show_cycle(self, value: str) -> None:
        """Ask for what tells the day of the payout: a weekday, a day of the month, the month of a quarter, days net."""
        cycle = Cycle(value)
        self.cycle_day.setVisible(cycle in (Cycle.MONTHLY, Cycle.QUARTERLY, Cycle.NET))
        self.weekday.setVisible(cycle is Cycle.WEEKLY)
        self.cycle_month.setVisible(cycle is Cycle.QUARTERLY)
        before = {Cycle.MONTHLY: "on day", Cycle.QUARTERLY: "on day", Cycle.WEEKLY: "on"}
        after = {Cycle.MONTHLY: "of the month", Cycle.QUARTERLY: "of", Cycle.NET: "days"}
        self._paid.say(0, before.get(cycle, ""))
        self._paid.say(1, after.get(cycle, ""))

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
        version = self._version
        self._shell.write(
            lambda: (
                programmes.set_terms(key, terms, source=source)
                if version is None
                else programmes.change_terms(version.id, terms, source=source, note=version.note)
            ),
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
        recurs, lock, cycle = self.recurs.isChecked(), LockRule(self.lock.value()), Cycle(self.cycle.value())
        return Terms(
            effective_from=begins.isoformat() if begins else "",
            currency=used.pop() if used else self._currency,
            percent=self.percent.value(),
            flat_minor=flat.minor if flat is not None else None,
            tiers=self._tiered.tiers,
            tier_basis=self._tiered.tier_basis,
            tier_period=self._tiered.tier_period,
            recurs=recurs,
            recurring_months=_whole(self.months) if recurs else 0,
            recurring_count=_whole(self.times) if recurs else 0,
            cookie_days=_whole(self.cookie),
            lock=lock,
            lock_days=_whole(self.lock_days) if lock in LOCK_WORDS else 0,
            hold_days=_whole(self.hold),
            cycle=cycle,
            cycle_day=self._cycle_day(cycle),
            cycle_month=int(self.cycle_month.value()) if cycle is Cycle.QUARTERLY else 1,
            threshold_minor=threshold.minor if threshold is not None else 0,
            forfeiture_days=_whole(self.forfeit),
        )

    def _cycle_day(self, cycle: Cycle) -> int:
        """Return the weekday, the day of the month (the first where none is typed) or the days net (none: 0)."""
        if cycle is Cycle.WEEKLY:
            return int(self.weekday.value())
        return _whole(self.cycle_day) if cycle is Cycle.NET else _whole(self.cycle_day) or 1

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


def _number(name: str, value: int) -> NumberField:
    field = NumberField(
        name=name, value=Decimal(value) if value else None, minimum=Decimal(0), maximum=Decimal(LONGEST)
    )
    field.setFixedWidth(NUMBER)
    return field


def _whole(field: NumberField) -> int:
    value = field.value()
    if value is None:
        return 0
    if value != int(value):
        raise UserError(f"{field.accessibleName()}: type a whole number.")
    return int(value)
