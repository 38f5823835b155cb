"""Accounts at networks, wallets and banks: who pays, from which country, until when the tax form holds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from consultant_desk.errors import DeskError, UserError
from consultant_desk.services.rows.programmes import AccountRow
from ui.earnings.words import count_words
from ui.entry import date_text
from ui.models.lists import ListRow
from ui.shell import Shell
from ui.widgets.dialogs import Sheet
from ui.widgets.entry import DateField
from ui.widgets.fields import Field
from ui.widgets.form import Form
from ui.widgets.lists import RecordList
from ui.widgets.text import Text


class AccountsSheet(Sheet):
    """All accounts; Enter opens one."""

    def __init__(self, shell: Shell, accounts: Sequence[AccountRow]) -> None:
        super().__init__(shell.window, "Accounts", width=560)
        self._shell = shell
        self._accounts = {one.id: one for one in accounts}
        words = (
            "The import of a statement makes them." if accounts else "No account yet: the first statement makes one."
        )
        self.body.addWidget(Text(words, tone="text2", wrap=True))
        self.list = RecordList(name="Accounts")
        self.list.setMinimumHeight(280)
        self.list.set_rows([_list_row(one) for one in accounts])
        self.list.choose_first()
        self.list.opened.connect(self.edit)
        self.begins_at = self.list
        self.body.addWidget(self.list, 1)
        self.add_cancel("Close")
        if accounts:
            self.add_primary("Edit …", lambda: self.edit(self.list.current_key()))

    def edit(self, key: str) -> None:
        """Close the list and ask what is different in one account."""
        if key in self._accounts:
            self.accept()
            AccountSheet(self._shell, self._accounts[key]).open()


class AccountSheet(Sheet):
    """One account: what a person may say of it."""

    def __init__(self, shell: Shell, account: AccountRow) -> None:
        super().__init__(shell.window, f"Account {account.name[:48]}", width=520)
        self._shell = shell
        self._account = account
        self.name = Field(account.name, name="Name")
        self.payer = Field(account.payer, name="Who pays", placeholder="As printed on the tax papers")
        self.country = Field(account.country, name="Country", placeholder="IE")
        self.country.setMaxLength(2)
        self.form_until = DateField(name="Tax form holds until", today=shell.today, value=_day(account.tax_form_until))
        self.held = DateField(name="On hold since", today=shell.today, value=_day(account.held_since))
        self.reason = Field(account.hold_reason, name="Why")
        self.note = Field(account.note, name="Note")
        form = Form(label_width=132)
        form.add("Name", self.name)
        form.add("Who pays", self.payer)
        form.add("Country", self.country, help_text="Two letters; the tax year is listed by it.")
        form.add("Tax form until", self.form_until)
        form.add("On hold since", self.held, help_text="While it is on hold nothing of it is expected.")
        form.add("Why", self.reason)
        form.add("Note", self.note)
        self.body.addWidget(form)
        self.add_cancel()
        self.add_primary("Keep it", self.take)

    def take(self) -> None:
        """Check what was typed and keep it."""
        try:
            until, held = self.form_until.value(), self.held.value()
        except UserError as error:
            self.say_problem(error.sentence())
            return
        programmes, key = self._shell.desk.programmes, self._account.id
        values = {
            "name": self.name.text().strip(),
            "payer": self.payer.text().strip(),
            "country": self.country.text().strip(),
            "tax_form_until": until.isoformat() if until else None,
            "held_since": held.isoformat() if held else None,
            "hold_reason": self.reason.text().strip() if held else "",
            "note": self.note.text(),
        }
        self._shell.write(
            lambda: programmes.edit_account(key, **values), lambda _none: self.accept(), failed=self._refused
        )

    def _refused(self, error: DeskError) -> None:
        self.say_problem(error.sentence())


def ask_account(shell: Shell) -> None:
    """Show the accounts."""
    shell.read(shell.desk.programmes.accounts, lambda rows: AccountsSheet(shell, rows).open(), key="accounts")


def _day(iso: str) -> date | None:
    return date.fromisoformat(iso[:10]) if iso else None


def _list_row(row: AccountRow) -> ListRow:
    payer = ", ".join(part for part in (row.payer or "payer not known", row.country) if part)
    until = f"tax form until {date_text(row.tax_form_until)}" if row.tax_form_until else ""
    state = f"on hold since {date_text(row.held_since)}" if row.held_since else until
    return ListRow(row.id, row.name, payer, count_words(row.files, "statement", "statements"), state)
