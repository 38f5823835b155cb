"""The sheets about money of a client: the consent it gives, and what is credited to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtWidgets import QApplication, QWidget

from consultant_desk.domain.earnings.consent import ConsentText
from consultant_desk.errors import DeskError, UserError
from consultant_desk.services.earnings.consents import ConsentDraft
from consultant_desk.services.rows.earnings import CommissionRow
from ui.clients.wording import amount as money
from ui.earnings.words import reference_words
from ui.entry import date_text
from ui.shell import Shell
from ui.widgets.choice import Dropdown, Option
from ui.widgets.dialogs import Sheet
from ui.widgets.entry import DateField, MoneyField
from ui.widgets.fields import Field, TextArea
from ui.widgets.form import Form

HOW = (
    Option("signature", "Signature"),
    Option("e-mail", "E-mail"),
    Option("meeting", "Meeting"),
    Option("call", "Call"),
)
LANGUAGES = (Option("en", "English"), Option("de", "German"), Option("fr", "French"), Option("es", "Spanish"))


class ConsentSheet(Sheet):
    """Asks to what a client agreed, when and how; the text follows from the interests of the evaluation chosen."""

    def __init__(self, shell: Shell, client_id: str, evaluations: Sequence[tuple[str, str]], chosen: str = "") -> None:
        super().__init__(shell.window, "Record the client's consent", width=640)
        self._shell, self._client_id = shell, client_id
        self._proposed: ConsentText | None = None
        first = chosen or (evaluations[0][0] if evaluations else "")
        options = [*(Option(key, title) for key, title in evaluations), Option("", "All work for this client")]
        self.evaluation = Dropdown(options, name="For", value=first)
        self.language = Dropdown(LANGUAGES, name="Language", value="en")
        self.how = Dropdown(HOW, name="How", value="e-mail")
        self.day = DateField(name="Given on", today=shell.today, value=shell.today())
        self.text = TextArea(name="What the client agreed to", lines=9)
        form = Form(label_width=96)
        form.add("For", self.evaluation)
        form.add_pair("How", self.how, self.language)
        form.add("Given on", self.day)
        form.add("Text", self.text, tall=True)
        self.body.addWidget(form)
        self.add_button("Copy the text", self._copy)
        self.add_cancel()
        self.add_primary("The client agreed", self._save)
        self.evaluation.chosen.connect(lambda _value: self._propose())
        self.language.chosen.connect(lambda _value: self._propose())
        self._propose()

    def _propose(self) -> None:
        evaluation, language = self.evaluation.value(), self.language.value()
        if not evaluation:
            return
        work = partial(self._shell.desk.consents.text_for, evaluation, language)
        self._shell.jobs.read(work, self._show, key="consent.text", failed=self._refused)

    def _show(self, text: ConsentText) -> None:
        self._proposed = text
        self.text.setPlainText(text.text)
        self.say_problem("")

    def _refused(self, error: DeskError) -> None:
        self.say_problem(error.sentence())

    def _copy(self) -> None:
        QApplication.clipboard().setText(self.text.toPlainText())
        self._shell.toast.say("Text copied")

    def _save(self) -> None:
        day, text = self.day.value(), self.text.toPlainText()
        if day is None or not text.strip():
            self.say_problem("A consent needs its day and the text the client saw.")
            return
        proposed = self._proposed
        unchanged = proposed is not None and proposed.text == text
        draft = ConsentDraft(
            self._client_id,
            text,
            self.how.value(),
            self.evaluation.value() or None,
            given_on=day.isoformat(),
            language=self.language.value(),
            text_version=proposed.version if proposed is not None and unchanged else "own wording",
        )
        work = partial(self._shell.desk.consents.record, draft)
        self._shell.write(work, self._done, say="Consent kept", failed=self._refused)

    def _done(self, _id: str) -> None:
        self.accept()


class CreditSheet(Sheet):
    """Asks how much is credited to the client, as a rule of a commission that came of it."""

    def __init__(self, shell: Shell, client_id: str, currency: str, commissions: Sequence[CommissionRow] = ()) -> None:
        super().__init__(shell.window, "Credit a commission to the client", width=520)
        self._shell, self._client_id = shell, client_id
        self._commissions = {row.id: row for row in commissions}
        options = [Option("", "No commission of its own"), *(Option(row.id, _named(row)) for row in commissions)]
        self.commission = Dropdown(options, name="Commission", value="")
        self.commission.chosen.connect(self._take_amount)
        self.amount = MoneyField(name="Amount", currency=currency)
        self.day = DateField(name="Promised on", today=shell.today, value=shell.today())
        self.note = Field(placeholder="Commission of Lotse, credited in full", name="What for")
        form = Form(label_width=112)
        if commissions:
            form.add("Commission", self.commission)
        form.add("Amount", self.amount, help_text="You owe it until it is settled.")
        form.add("Promised on", self.day)
        form.add("What for", self.note)
        self.body.addWidget(form)
        self.add_cancel()
        self.add_primary("Credit it", self._save)

    def _take_amount(self, commission_id: str) -> None:
        row = self._commissions.get(commission_id)
        if row is not None:
            self.amount.show_money(row.amount)

    def _save(self) -> None:
        try:
            amount, day = self.amount.value(), self.day.value()
        except UserError as error:
            self.say_problem(error.sentence())
            return
        if amount is None or day is None:
            self.say_problem("Say how much is credited, and since when.")
            return
        work = partial(
            self._shell.desk.consents.promise,
            self._client_id,
            amount,
            commission_id=self.commission.value() or None,
            on=day.isoformat(),
            note=self.note.text().strip(),
        )
        self._shell.write(work, self._done, say="Kept as owed to the client", failed=self._refused)

    def _done(self, _id: str) -> None:
        self.accept()

    def _refused(self, error: DeskError) -> None:
        self.say_problem(error.sentence())


def _named(row: CommissionRow) -> str:
    what = row.programme or row.product or reference_words(row.external_id)
    return ", ".join(part for part in (what, date_text(row.date), money(row.amount)) if part)


class DaySheet(Sheet):
    """Asks for one day."""

    def __init__(
        self, parent: QWidget, title: str, do: str, today: Callable[[], date], save: Callable[[str], None]
    ) -> None:
        super().__init__(parent, title, width=420)
        self.day = DateField(name="Day", today=today, value=today())
        form = Form(label_width=64)
        form.add("Day", self.day)
        self.body.addWidget(form)
        self.add_cancel()

        def done() -> None:
            day = self.day.value()
            if day is not None:
                save(day.isoformat())
                self.accept()

        self.add_primary(do, done)
