"""The sheets about money of a client: the consent it gives, what is credited to it, and the link it gets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtWidgets import QApplication, QWidget

from consultant_desk.domain.earnings.consent import ConsentText
from consultant_desk.errors import DeskError, UserError
from consultant_desk.services.earnings.consents import ConsentDraft
from consultant_desk.services.earnings.link_operations import LinkDraft
from consultant_desk.services.rows.evaluations import EvaluationRow
from consultant_desk.services.rows.programmes import ProgrammeRow
from ui.shell import Shell
from ui.widgets.choice import Dropdown, Option
from ui.widgets.dialogs import Sheet
from ui.widgets.entry import DateField, MoneyField
from ui.widgets.fields import Field, TextArea
from ui.widgets.form import Form
from ui.widgets.text import Text

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
    """Asks how much is credited to the client."""

    def __init__(self, shell: Shell, client_id: str, currency: str) -> None:
        super().__init__(shell.window, "Credit a commission to the client", width=480)
        self._shell, self._client_id = shell, client_id
        self.amount = MoneyField(name="Amount", currency=currency)
        self.day = DateField(name="Promised on", today=shell.today, value=shell.today())
        self.note = Field(placeholder="Commission of Lotse, credited in full", name="What for")
        form = Form(label_width=112)
        form.add("Amount", self.amount, help_text="You owe it until it is settled.")
        form.add("Promised on", self.day)
        form.add("What for", self.note)
        self.body.addWidget(form)
        self.add_cancel()
        self.add_primary("Credit it", self._save)

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
            on=day.isoformat(),
            note=self.note.text().strip(),
        )
        self._shell.write(work, self._done, say="Kept as owed to the client", failed=self._refused)

    def _done(self, _id: str) -> None:
        self.accept()

    def _refused(self, error: DeskError) -> None:
        self.say_problem(error.sentence())


class LinkSheet(Sheet):
    """Makes a link with a sub-id for a client; the address is shown before it is kept."""

    def __init__(
        self,
        shell: Shell,
        programmes: Sequence[ProgrammeRow],
        *,
        client_id: str = "",
        evaluations: Sequence[EvaluationRow] = (),
    ) -> None:
        super().__init__(shell.window, "Make a link", width=600)
        self._shell, self._client_id = shell, client_id
        options = [Option(one.id, one.name) for one in programmes]
        self.programme = Dropdown(options, name="Programme", value=programmes[0].id if programmes else "")
        works = [Option("", "No evaluation"), *(Option(one.id, one.title) for one in evaluations)]
        self.evaluation = Dropdown(works, name="Evaluation", value="")
        self.sub_id = Field(name="Sub-id", placeholder="made from the client's name")
        self.link = Text("", wrap=True, tabular=True)
        form = Form(label_width=96)
        form.add("Programme", self.programme)
        if evaluations:
            form.add("Evaluation", self.evaluation)
        form.add("Sub-id", self.sub_id, help_text="It comes back in statements and tells whose commission it is.")
        form.add("Link", self.link)
        self.body.addWidget(form)
        self.add_cancel()
        self.add_primary("Keep and copy", self._save)
        self.programme.chosen.connect(lambda _value: self._propose())
        self.sub_id.edited.connect(lambda _text: self._propose())
        self._propose()

    def _draft(self) -> LinkDraft:
        return LinkDraft(
            self.programme.value(),
            self._client_id or None,
            self.evaluation.value() or None,
            self.sub_id.text().strip(),
        )

    def _propose(self) -> None:
        work = partial(self._shell.desk.programmes.propose_link, self._draft())
        self._shell.jobs.read(work, self._show, key="link.propose", failed=self._refused)

    def _show(self, built: tuple[str, str]) -> None:
        self.link.setText(built[1])
        self.say_problem("")

    def _refused(self, error: DeskError) -> None:
        self.link.setText("")
        self.say_problem(error.sentence())

    def _save(self) -> None:
        if not self.link.text():
            return
        link, draft = self.link.text(), self._draft()
        QApplication.clipboard().setText(link)
        work = partial(self._shell.desk.programmes.add_link, draft)
        self._shell.write(work, self._done, say="Link kept and copied", failed=self._refused)

    def _done(self, _id: str) -> None:
        self.accept()


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
