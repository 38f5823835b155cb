"""The sheets of a link: made for a client, and given to another one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QApplication

from consultant_desk.errors import DeskError
from consultant_desk.services.earnings.link_operations import LinkDraft
from consultant_desk.services.rows.clients import ClientRow
from consultant_desk.services.rows.evaluations import EvaluationRow
from consultant_desk.services.rows.programmes import LinkRow, ProgrammeRow
from ui.shell import Shell
from ui.widgets.choice import Dropdown, Option
from ui.widgets.dialogs import Sheet
from ui.widgets.fields import Field
from ui.widgets.form import Form
from ui.widgets.text import Text, hint


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


class MoveLinkSheet(Sheet):
    """Asks whose a link is; the commissions that came through it follow."""

    def __init__(self, shell: Shell, link: LinkRow, clients: Sequence[ClientRow]) -> None:
        super().__init__(shell.window, f"Whose link is {link.sub_id}?", width=520)
        self._shell, self._link = shell, link
        options = [Option("", "Nobody's"), *(Option(row.id, row.name) for row in clients)]
        self.client = Dropdown(options, name="Client", value=link.client_id)
        form = Form(label_width=72)
        form.add("Client", self.client)
        self.body.addWidget(form)
        if link.commissions:
            words = "The commissions that came through it go along, but for those you gave to somebody else by hand."
            self.body.addWidget(hint(words, wrap=True))
        self.add_cancel()
        self.add_primary("Save", self._save)

    def _save(self) -> None:
        link = self._link
        work = partial(
            self._shell.desk.programmes.edit_link,
            link.id,
            client_id=self.client.value() or None,
            evaluation_id=link.evaluation_id or None,
            given_on=link.given_on,
            note=link.note,
        )
        self._shell.write(work, self._done, say="Link changed", failed=self._refused)

    def _done(self, _moved: int) -> None:
        self.accept()

    def _refused(self, error: DeskError) -> None:
        self.say_problem(error.sentence())
