"""What is asked about payouts: one that no file tells of, the line of the bank it arrived as, and what to reconcile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from consultant_desk.domain.earnings.balances import FlagKind
from consultant_desk.domain.earnings.payouts import PayoutState
from consultant_desk.domain.money import Money
from consultant_desk.errors import DeskError, UserError
from consultant_desk.services.rows.payouts import PayerChoice, PayoutDraft, PayoutRow
from consultant_desk.services.rows.reconciliation import CreditRow, PayoutMatchRow, ReconcileSheet
from ui.earnings.words import count_words, money_words, payout_name, short_day
from ui.models.lists import ListRow
from ui.shell import Shell
from ui.widgets.choice import Dropdown, Option
from ui.widgets.dialogs import Sheet
from ui.widgets.entry import DateField, MoneyField
from ui.widgets.fields import Field
from ui.widgets.form import Form
from ui.widgets.lists import RecordList
from ui.widgets.panels import ScrollArea
from ui.widgets.text import Text

MOST = 200
"""Sentences a sheet lists."""
MOST_OF_A_LINE = 60
"""Letters of a line of a bank that are shown."""
TOLD = (FlagKind.UNMATCHED, FlagKind.ASK)
"""Flags that say of a payout what its match says already."""


class PayoutSheet(Sheet):
    """Asks for a payout that no file tells of, or for what is otherwise in one (`key`) that was entered."""

    def __init__(
        self,
        shell: Shell,
        payers: Sequence[PayerChoice],
        currency: str,
        key: str = "",
        entered: PayoutDraft | None = None,
    ) -> None:
        super().__init__(shell.window, "Edit the payout" if key else "Enter a payout")
        self._shell, self._key, self._entered = shell, key, entered
        self._currencies = {one.id: one.currency or currency for one in payers}
        self.account = Dropdown(
            [Option(one.id, one.name[:60]) for one in payers] or [Option("", "no account yet")], name="Account"
        )
        self.account.chosen.connect(lambda _key: self._suggest_currency())
        self.day = DateField(name="Paid on", today=shell.today, value=shell.today())
        self.gross = MoneyField(name="Amount", currency=currency)
        self.fee = MoneyField(name="Fee kept", currency=currency)
        self.reference = Field(name="Reference", placeholder="As the programme writes it, such as PS-2026-10")
        form = Form(label_width=88)
        form.add("Account", self.account)
        form.add("Paid on", self.day)
        form.add("Amount", self.gross)
        form.add("Fee kept", self.fee, help_text="What was kept on the way, or nothing.")
        form.add("Reference", self.reference)
        self.body.addWidget(form)
        self.add_cancel()
        self.add_primary("Change it" if key else "Enter it", self.enter)
        if entered is None:
            self._suggest_currency()
        else:
            self._show(entered)

    def enter(self) -> None:
        """Check what was typed, and enter or change it."""
        try:
            day, gross, fee = self.day.value(), self.gross.value(), self.fee.value()
        except UserError as error:
            self.say_problem(error.sentence())
            return
        if not self.account.value():
            self.say_problem("Import a statement first: a payout belongs to the account of a programme.")
        elif day is None or gross is None:
            self.say_problem("Type the day and the amount.")
        elif fee is not None and fee.currency != gross.currency:
            self.say_problem("The fee is in the currency of the payout.")
        else:
            kept = -abs(fee.minor) if fee is not None else 0
            draft = PayoutDraft(
                self.account.value(), day.isoformat(), gross.minor, gross.currency, kept,
                reference=self.reference.text().strip(),
            )  # fmt: skip
            if self._entered is not None:
                draft = replace(draft, tax_minor=self._entered.tax_minor, note=self._entered.note)
            self._keep(draft)

    def _keep(self, draft: PayoutDraft) -> None:
        payouts, key = self._shell.desk.payouts, self._key
        if key:
            self._shell.write(lambda: payouts.edit(key, draft), self._kept, say="Payout changed", failed=self._refused)
        else:
            self._shell.write(lambda: payouts.enter(draft), self._kept, say="Payout entered", failed=self._refused)

    def _kept(self, _id: object) -> None:
        self.accept()

    def _refused(self, error: DeskError) -> None:
        self.say_problem(error.sentence())

    def _show(self, entered: PayoutDraft) -> None:
        self.account.set_value(entered.account_id)
        self.day.show_date(date.fromisoformat(entered.paid_on))
        self.gross.show_money(Money(entered.gross_minor, entered.currency))
        self.fee.show_money(Money(-entered.fee_minor, entered.currency))
        if not entered.fee_minor:
            self.fee.show_money(None)
        self.reference.setText(entered.reference)

    def _suggest_currency(self) -> None:
        """Begin with the currency the account pays in; one beside an amount was typed and stays."""
        currency = self._currencies.get(self.account.value(), "")
        for field in (self.gross, self.fee):
            if currency and _is_empty(field):
                field.show_money(Money(0, currency))
                field.show_money(None)


class BankSheet(Sheet):
    """Asks which credit of a bank or wallet a payout arrived as."""

    def __init__(self, shell: Shell, payout: PayoutRow, credits_left: Sequence[CreditRow]) -> None:
        name = payout_name(payout.reference, payout.account, payout.paid_on, shell.today().year)
        super().__init__(shell.window, f"Where did {name} arrive?", width=520)
        self._shell = shell
        self._payout, self._name = payout, name
        words = "These credits belong to no payout yet." if credits_left else "No credit is left without a payout."
        self.body.addWidget(Text(words, tone="text2", wrap=True))
        self.list = RecordList(name="Credits without a payout")
        self.list.setMinimumHeight(260)
        year = shell.today().year
        self.list.set_rows(
            [
                ListRow(one.id, one.name, one.account, money_words(one.amount), short_day(one.booked_on, year))
                for one in credits_left
            ]
        )
        self.list.choose_first()
        self.list.opened.connect(lambda _key: self.take())
        self.begins_at = self.list
        self.body.addWidget(self.list, 1)
        self.add_cancel()
        if credits_left:
            self.add_primary("It arrived as this one", self.take)

    def take(self) -> None:
        """Match the payout with the credit chosen."""
        payouts, payout, key = self._shell.desk.payouts, self._payout, self.list.current_key()
        if key:
            say = f"{self._name} matched with the bank"
            self._shell.write(lambda: payouts.arrived(payout.id, key), lambda _none: self.accept(), say=say)


class ReconcileDialog(Sheet):
    """Says what reconciling found and does what leaves no doubt."""

    def __init__(self, shell: Shell, sheet: ReconcileSheet) -> None:
        super().__init__(shell.window, "Reconcile payouts", width=640)
        self._shell = shell
        self._sheet = sheet
        self.summary = Text(_summary(sheet), wrap=True)
        self.body.addWidget(self.summary)
        area = ScrollArea(margins=(0, 0, 8, 0), spacing=6)
        for sentence in _sentences(sheet, shell.today().year)[:MOST]:
            area.column.addWidget(Text(sentence, tone="text2", wrap=True))
        area.column.addStretch(1)
        area.setMinimumHeight(220)
        self.body.addWidget(area, 1)
        self.add_cancel("Close" if not sheet.changes else "Cancel")
        if sheet.changes:
            self.add_primary(f"Match {count_words(sheet.changes, 'payout', 'payouts')}", self.take)

    def take(self) -> None:
        """Write the matches, as one step that can be undone."""
        payouts = self._shell.desk.payouts
        self._shell.write(payouts.reconcile, lambda _sheet: self.accept(), say="Payouts reconciled")


def _is_empty(field: MoneyField) -> bool:
    try:
        return field.value() is None
    except UserError:
        return False


def _summary(sheet: ReconcileSheet) -> str:
    explained = sum(1 for match in sheet.matches if match.lines)
    parts = [
        f"{count_words(explained, 'payout is', 'payouts are')} explained by commissions",
        f"{count_words(len(sheet.arrivals), 'is', 'are')} found at the bank",
    ]
    if made := sum(1 for match in sheet.matches if match.is_new):
        parts.append(f"{count_words(made, 'is', 'are')} made of credits at the bank")
    if sheet.undecided:
        parts.append(f"{count_words(sheet.undecided, 'needs', 'need')} a decision")
    return ", ".join(parts) + "." if sheet.matches or sheet.arrivals else "There is nothing new to match."


def _title(match: PayoutMatchRow, year: int) -> str:
    """Return what a payout goes by; of one made of a credit, what the bank says."""
    name = payout_name(match.reference, match.account, match.paid_on, year)
    if match.is_new:
        return f"{name}, {money_words(match.gross)} from “{match.payer[:MOST_OF_A_LINE]}”, a new payout"
    return f"{name}, {money_words(match.gross)}"


def _sentences(sheet: ReconcileSheet, year: int) -> list[str]:
    lines = [
        f"{_title(match, year)}: "
        + (
            f"explained by {count_words(len(match.lines), 'commission', 'commissions')}"
            if match.lines
            else "several sets of commissions fit; decide by hand"
            if match.state is PayoutState.ASK
            else "no commissions explain it"
        )
        for match in sheet.matches
    ]
    names = {
        match.payout_id: payout_name(match.reference, match.account, match.paid_on, year) for match in sheet.matches
    }
    for one in sheet.arrivals:
        payer = f" from “{one.payer[:MOST_OF_A_LINE]}”" if one.payer else ""
        what = f": {names[one.payout_id]}" if one.payout_id in names else ""
        lines.append(
            f"{money_words(one.amount)}{payer} arrived on {short_day(one.booked_on, year)}, {one.account}{what}"
        )
    lines += [flag.sentence for flag in sheet.flags if not (flag.kind in TOLD and flag.payout_id in names)]
    return lines + [
        f"{money_words(one.amount)} from {one.name} on {short_day(one.booked_on, year)}: no payout is known"
        for one in sheet.credits_left
    ]
