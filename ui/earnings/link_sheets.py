"""What is asked about a link: made for somebody, and given to somebody else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from consultant_desk.errors import DeskError
from consultant_desk.services.rows.clients import ClientRow
from consultant_desk.services.rows.evaluations import EvaluationRow
from consultant_desk.services.rows.programmes import LinkRow, ProgrammeRow
from ui.shell import Shell
from ui.widgets.choice import Dropdown, Option
from ui.widgets.dialogs import Sheet
from ui.widgets.fields import Field
from ui.widgets.form import Form
from ui.widgets.text import Text, hint

if TYPE_CHECKING:
    from consultant_desk.services.earnings.link_operations import LinkDraft

NOBODY = ""


class LinkSheet(Sheet):
    """A link with a sub-ID that joins what comes back; its address is shown before it is kept.

    What leaves no choice is not asked: one programme, a client it is made for (`client_id` without `clients`).
    """

    def __init__(
        self,
        shell: Shell,
        programmes: Sequence[ProgrammeRow],
        *,
        clients: Mapping[str, str] | None = None,
        client_id: str = "",
        evaluations: Sequence[EvaluationRow] = (),
    ) -> None:
        title = f"A link of {programmes[0].name[:48]}" if len(programmes) == 1 else "Make a link"
        super().__init__(shell.window, title, width=600)
        self._shell = shell
        self.programme = Dropdown(
            [Option(one.id, one.name[:60]) for one in programmes], name="Programme", value=programmes[0].id
        )
        names = [Option(key, name[:60]) for key, name in (clients or {}).items()]
        self._client_id = client_id
        self.client = Dropdown([Option(NOBODY, "Nobody in particular"), *names], name="For", value=client_id)
        works = [Option("", "No evaluation"), *(Option(one.id, one.title[:60]) for one in evaluations)]
        self.evaluation = Dropdown(works, name="Evaluation", value="")
        self.sub_id = Field(name="Sub-ID", placeholder="Made from the pattern")
        self.base = Field(name="Address of links", placeholder="https://vendor.example/join")
        self.parameter = Field(name="Parameter of the sub-ID", placeholder="subid")
        self.note = Field(name="Note")
        self.address = Text("", tone="accentText", wrap=True)
        self._lacking = {one.id: (not one.base_url, not one.sub_id_parameter) for one in programmes}
        self._form = form = Form(label_width=96)
        if len(programmes) > 1:
            form.add("Programme", self.programme)
        if clients is not None:
            form.add("For", self.client)
        if evaluations:
            form.add("Evaluation", self.evaluation)
        form.add("Address", self.base, help_text="Links of the programme are made of it; it is kept there.")
        form.add("Parameter", self.parameter, help_text="What the address calls the sub-ID, such as subid or clickref.")
        form.add("Sub-ID", self.sub_id, help_text="It comes back in statements; leave it empty for the pattern.")
        form.add("Note", self.note)
        self.body.addWidget(form)
        self.body.addWidget(self.address)
        self.add_cancel()
        self.primary = self.add_primary("Make it and copy it", self.take)
        for choice in (self.programme, self.client, self.evaluation):
            choice.chosen.connect(lambda _value: self._propose())
        for field in (self.base, self.parameter, self.sub_id):
            field.textChanged.connect(lambda _text: self._propose())
        self._asks_client = clients is not None
        self._propose()

    def take(self) -> None:
        """Keep the link and put its address on the clipboard."""
        programmes, draft, address = self._shell.desk.programmes, self._draft(), self.address.text()

        def made(_id: str) -> None:
            QGuiApplication.clipboard().setText(address)
            self.accept()

        self._shell.write(
            lambda: programmes.add_link(draft), made, say="The link is on the clipboard", failed=self._refused
        )

    def _draft(self) -> LinkDraft:
        from consultant_desk.services.earnings.link_operations import LinkDraft

        client = self.client.value() if self._asks_client else self._client_id
        return LinkDraft(
            self.programme.value(),
            client or None,
            self.evaluation.value() or None,
            self.sub_id.text().strip(),
            note=self.note.text(),
            base_url=self.base.text(),
            parameter=self.parameter.text(),
        )

    def _propose(self) -> None:
        for field, lacks in self._asked():
            self._form.show_row(field, shown=lacks)
        work = partial(self._shell.desk.programmes.propose_link, self._draft())
        self._shell.jobs.read(work, self._show, key="link.proposal", failed=self._refused)

    def _asked(self) -> list[tuple[Field, bool]]:
        """Return the fields of what a programme may not know yet, each with whether the chosen one lacks it."""
        return [*zip((self.base, self.parameter), self._lacking[self.programme.value()], strict=True)]

    def _show(self, proposal: tuple[str, str]) -> None:
        self.say_problem("")
        self.primary.setEnabled(True)
        self.address.setText(proposal[1])

    def _refused(self, error: DeskError) -> None:
        self.address.setText("")
        self.primary.setEnabled(False)  # what is typed or chosen next asks again
        still_asked = any(lacks and not field.text().strip() for field, lacks in self._asked())
        self.say_problem("" if still_asked else error.sentence())


class MoveLinkSheet(Sheet):
    """Asks whose a link is; the commissions that came through it follow."""

    def __init__(self, shell: Shell, link: LinkRow, clients: Sequence[ClientRow]) -> None:
        super().__init__(shell.window, f"Whose link is {link.sub_id}?", width=520)
        self._shell, self._link = shell, link
        options = [Option(NOBODY, "Nobody's"), *(Option(row.id, row.name) for row in clients)]
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
        self._shell.write(
            work,
            lambda _moved: self.accept(),
            say="Link changed",
            failed=lambda error: self.say_problem(error.sentence()),
        )
