"""What is asked about commissions by hand: one that no statement tells of, and where one stands now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from consultant_desk.domain.earnings.identity import normalised
from consultant_desk.domain.earnings.states import Kind, Status
from consultant_desk.errors import DeskError, UserError
from consultant_desk.services.earnings.by_hand import CommissionDraft
from consultant_desk.services.rows.earnings import CommissionSheet
from ui.earnings.words import KIND_WORDS, STATUS_WORDS, money_words
from ui.shell import Shell
from ui.widgets.choice import Dropdown, Option
from ui.widgets.dialogs import Sheet
from ui.widgets.entry import DateField, MoneyField
from ui.widgets.fields import Field
from ui.widgets.form import Form
from ui.widgets.text import Text

_STATES = tuple(Option(one.value, STATUS_WORDS[one][0]) for one in Status)


@dataclass(frozen=True, slots=True)
class Known:
    """What can be chosen from.

    Accounts, clients and products with their ids, accounts that pay by name, programmes with the id of their account.
    """

    accounts: tuple[tuple[str, str], ...]
    payers: tuple[str, ...]
    programmes: tuple[tuple[str, str], ...]
    clients: tuple[tuple[str, str], ...]
    products: tuple[tuple[str, str], ...]
    currency: str


def ask_commission(shell: Shell) -> None:
    """Ask for a commission that no statement tells of."""
    desk = shell.desk

    def known() -> Known:
        return Known(
            tuple((one.id, one.name) for one in desk.statements.accounts()),
            tuple(one.name for one in desk.payouts.payers()),
            tuple((one.account_id, one.name) for one in desk.programmes.list()),
            tuple((one.id, one.name) for one in desk.clients.list()),
            tuple((one.id, one.name) for one in desk.products.list()),
            desk.practice.sheet().currency,
        )

    shell.read(known, lambda found: CommissionEntrySheet(shell, found).open(), key="commission by hand")


class CommissionEntrySheet(Sheet):
    """Asks for a commission, fee, bonus or adjustment."""

    def __init__(self, shell: Shell, known: Known) -> None:
        super().__init__(shell.window, "Enter a commission", width=520)
        self._shell, self._known = shell, known
        self.account = _completed("Account", known.payers, "Who pays, such as the vendor")
        self.programme = _completed("Programme", [name for _account, name in known.programmes], "If it belongs to one")
        self.news = Text("", tone="text2", wrap=True)
        self.news.hide()
        for field in (self.account, self.programme):
            field.textChanged.connect(lambda _text: self._tell_news())
        self.client = Dropdown(_options("No client", known.clients), name="Client")
        self.product = Dropdown(_options("No product", known.products), name="Product")
        self.day = DateField(name="Date", today=shell.today, value=shell.today())
        self.kind = Dropdown([Option(one.value, KIND_WORDS[one]) for one in Kind], name="Kind")
        self.amount = MoneyField(name="Amount", currency=known.currency)
        self.state = Dropdown(_STATES, name="State")
        self.state.set_value(Status.APPROVED.value)
        self.note = Field(name="Note", placeholder="Such as the number of your invoice")
        form = Form(label_width=96)
        form.add("Account", self.account)
        form.add("Programme", self.programme)
        form.add("Client", self.client)
        form.add("Product", self.product)
        form.add("Date", self.day)
        form.add("Kind", self.kind)
        form.add("Amount", self.amount, help_text="A fee and a clawback are taken off, however they are typed.")
        form.add("State", self.state)
        form.add("Note", self.note)
        self.body.addWidget(form)
        self.body.addWidget(self.news)
        self.add_cancel()
        self.add_primary("Enter it", self.enter)

    def enter(self) -> None:
        """Check what was typed and enter it."""
        try:
            day, amount = self.day.value(), self.amount.value()
        except UserError as error:
            self._refused(error)
            return
        if day is None or amount is None:
            self.say_problem("Type the date and the amount.")
            return
        draft = CommissionDraft(
            self.account.text(), day.isoformat(), amount, self.programme.text(), self.client.value() or None,
            self.product.value() or None, Kind(self.kind.value()), Status(self.state.value()), note=self.note.text(),
        )  # fmt: skip
        earnings = self._shell.desk.earnings
        self._shell.write(
            lambda: earnings.enter(draft), lambda _id: self.accept(), say="Commission entered", failed=self._refused
        )

    def _tell_news(self) -> None:
        words = news_words(self.account.text(), self.programme.text(), self._known)
        self.news.setText(words)
        self.news.setVisible(bool(words))
        self.body.invalidate()  # of two changes in a row it knows only the first
        self.say_problem("")  # which makes room, and what was wrong is being typed anew

    def _refused(self, error: DeskError) -> None:
        self.say_problem(error.sentence())


class StateSheet(Sheet):
    """Asks where a commission stands, since when and why."""

    def __init__(self, shell: Shell, commission: CommissionSheet) -> None:
        super().__init__(shell.window, "Change the state", width=480)
        self._shell = shell
        self._id = commission.row.id
        word = STATUS_WORDS[commission.row.status][0].lower()
        told = f"{money_words(commission.row.amount)}, {word}. What was said before stays in the history."
        if commission.row.status is Status.PAID:
            told += " It was paid: what is taken back becomes a clawback."
        self.state = Dropdown(_STATES, name="State")
        self.state.set_value(commission.row.status.value)
        self.amount = MoneyField(name="Amount", currency=commission.row.amount.currency)
        self.day = DateField(name="Since", today=shell.today)
        self.payment = Field(name="Payout", placeholder="Its reference, if it was paid")
        self.reason = Field(name="Reason", placeholder="Such as a mail of the programme")
        form = Form(label_width=96)
        form.add("State", self.state)
        form.add("Amount", self.amount, help_text="Empty: as it is.")
        form.add("Since", self.day, help_text="Empty: now.")
        form.add("Payout", self.payment)
        form.add("Reason", self.reason)
        self.body.addWidget(Text(told, tone="text2", wrap=True))
        self.body.addWidget(form)
        self.add_cancel()
        self.add_primary("Change it", self.change)

    def change(self) -> None:
        """Check what was typed and add the observation."""
        try:
            day, amount = self.day.value(), self.amount.value()
        except UserError as error:
            self._refused(error)
            return
        if not self.reason.text().strip():
            self.say_problem("Give a reason: the history shows it.")
            return
        state, on = Status(self.state.value()), "" if day is None else day.isoformat()
        earnings, payment, reason = self._shell.desk.earnings, self.payment.text(), self.reason.text()
        self._shell.write(
            lambda: earnings.observe(self._id, state, amount, on, payment, reason),
            lambda _none: self.accept(),
            say="State changed",
            failed=self._refused,
        )

    def _refused(self, error: DeskError) -> None:
        self.say_problem(error.sentence())


def news_words(account: str, programme: str, known: Known) -> str:
    """Say which account and programme entering would make, and which known account may have been meant."""
    wanted, told = normalised(account), list[str]()
    ids = [key for key, name in known.accounts if normalised(name) == wanted]
    if wanted and not ids:
        near = next((name for name in known.payers if wanted in normalised(name)), "")
        meant = f" Did you mean {near[:40]}?" if near else ""
        told.append(f"A new account “{account.strip()[:40]}” is made.{meant}")
    there = {normalised(name) for owner, name in known.programmes if not owner or owner in ids}
    if normalised(programme) and normalised(programme) not in there:
        told.append(f"A new programme “{programme.strip()[:40]}” is made.")
    return " ".join(told)


def _completed(name: str, known: Sequence[str], placeholder: str) -> Field:
    """Return a field that offers known names and takes new ones."""
    field = Field(name=name, placeholder=placeholder)
    field.offer(sorted(set(known), key=str.casefold))
    return field


def _options(nothing: str, found: Sequence[tuple[str, str]]) -> list[Option]:
    return [Option("", nothing), *(Option(key, name[:60]) for key, name in found)]
