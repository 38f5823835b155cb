"""Ask whom an evaluation is for, alone or together with the title of a new one and what it starts from."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from consultant_desk.services.rows.clients import ClientRow, ClientSheet
from ui.evaluations.start_choice import StartChoice
from ui.models.lists import ListRow
from ui.shell import Shell
from ui.widgets.dialogs import Sheet
from ui.widgets.fields import Field, SearchField
from ui.widgets.form import labelled
from ui.widgets.lists import RecordList
from ui.widgets.text import Text

SHOWN = 200
LIST_HEIGHT = 220
NOBODY = "nobody"


class ChooseClientSheet(Sheet):
    """A search over the clients; `run` gets the engagement of the one chosen, empty for none."""

    def __init__(
        self,
        parent: QWidget,
        shell: Shell,
        run: Callable[[str], None],
        *,
        title: str = "Choose the client",
        do: str = "Choose",
    ) -> None:
        super().__init__(parent, title, width=460)
        self._shell = shell
        self._run = run
        self._search = SearchField("Search clients")
        self._list = RecordList(name="Clients")
        self._list.setMinimumHeight(LIST_HEIGHT)
        self._list.opened.connect(lambda _key: self._take())
        self._search.searched.connect(lambda _text: self._ask())
        self._search.left_down.connect(self._list.setFocus)
        self._fill()
        self.add_cancel()
        self.add_primary(do, self._take)
        self._ask()

    def _fill(self) -> None:
        self.body.addWidget(self._search)
        self.body.addWidget(self._list)
        self._search.setFocus()

    def _ask(self) -> None:
        words, desk = self._search.text().strip(), self._shell.desk
        self._shell.read(lambda: desk.clients.list(words), self._show, key="choose client")

    def _show(self, rows: Sequence[ClientRow]) -> None:
        shown = [ListRow(row.id, row.name, row.place) for row in rows[:SHOWN]]
        self._list.set_rows([ListRow(NOBODY, "No client", "an evaluation of its own"), *shown])
        if self._list.current_key() in {"", NOBODY}:
            self._list.choose(shown[0].key if shown and self._search.text().strip() else NOBODY)

    def _take(self) -> None:
        key, desk = self._list.current_key(), self._shell.desk
        if not key or key == NOBODY:
            self._done("")
            return
        self._shell.read(lambda: desk.clients.sheet(key), self._client_read)

    def _client_read(self, sheet: ClientSheet) -> None:
        if sheet.engagement is None:
            self.say_problem(f"{sheet.name} has no engagement yet. Open the client and start one.")
            return
        self._done(sheet.engagement.id)

    def _done(self, engagement_id: str) -> None:
        self.accept()
        self._run(engagement_id)


class NewEvaluationSheet(ChooseClientSheet):
    """Title, client and start of a new evaluation, nothing or a template; `opened` gets its id once it is stored."""

    def __init__(self, parent: QWidget, shell: Shell, opened: Callable[[str], None]) -> None:
        self._title = Field(name="Title", placeholder="What is being chosen, such as Customer desk")
        self._opened = opened
        self.start = StartChoice(shell)
        super().__init__(parent, shell, self._create, title="New evaluation", do="Create")

    def _fill(self) -> None:
        self.body.addWidget(labelled("Title", self._title))
        self.body.addWidget(labelled("Start from", self.start))
        self.body.addWidget(Text("For", "small", "text2"))
        super()._fill()
        self._title.setFocus()

    def _take(self) -> None:
        if not self._title.text().strip():
            self.say_problem("Give the evaluation a title.")
            self._title.setFocus()
            return
        super()._take()

    def _create(self, engagement_id: str) -> None:
        self.start.make(self._title.text().strip(), engagement_id or None, self._opened)
