"""The list of clients: search, active or all, and the rows with what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from consultant_desk.services.rows.clients import ClientRow
from ui.clients.wording import ago, lateness, stage_words
from ui.models.lists import ListRow
from ui.theme import theme
from ui.widgets.choice import Dropdown, Option
from ui.widgets.fields import SearchField
from ui.widgets.lists import RecordList
from ui.widgets.panels import Hairline, Surface
from ui.widgets.text import Text

SEARCH_PAUSE_MS = 120


def client_line(row: ClientRow, today: date) -> ListRow:
    """Return a client as a row: name and when something is due, what it is and the stage."""
    stage = stage_words(row.stage)
    if row.next is None:
        touched = f"Last touch {ago(row.days_since_touch)}" if row.days_since_touch is not None else row.place
        return ListRow(row.id, row.name, touched, right_note=stage)
    due = lateness(row.next, today)
    return ListRow(row.id, row.name, row.next.text, due.text, stage, due.tone)


class ClientListPanel(Surface):
    """The panel at the left of the section. `wanted` asks for rows anew: search and whether closed ones are shown."""

    wanted = Signal()
    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__("bg0", lines=("right",))
        self.setFixedWidth(theme().width("client_list"))
        self.search = SearchField("Search clients")
        self.filter = Dropdown([Option("active", "Active"), Option("all", "All")], name="Show", value="active")
        self.list = RecordList(name="Clients")
        self.nothing = Text("No client matches. Try fewer words, or show all.", tone="text2", wrap=True)
        self.nothing.setContentsMargins(16, 16, 16, 16)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(SEARCH_PAUSE_MS)
        self._pause.timeout.connect(self.wanted)
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 16, 12)
        head.setSpacing(8)
        head.addWidget(self.search, 1)
        head.addWidget(self.filter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 1, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(Hairline())
        body = QWidget()
        self._stack = QStackedLayout(body)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.nothing)
        column.addWidget(body, 1)
        self.setFocusProxy(self.list)
        self.search.searched.connect(lambda _text: self._pause.start())
        self.search.left_down.connect(self.list.setFocus)
        self.search.returnPressed.connect(self._first)
        self.filter.chosen.connect(lambda _value: self.wanted.emit())
        self.list.chosen.connect(self.chosen)
        self.list.opened.connect(self.opened)

    @property
    def query(self) -> str:
        """Return what is searched for."""
        return self.search.text().strip()

    @property
    def closed(self) -> bool:
        """Tell whether clients without open work are shown too."""
        return self.filter.value() == "all"

    def show_clients(self, lines: Sequence[ListRow]) -> None:
        """Show these clients."""
        self.list.set_rows(lines)
        self._stack.setCurrentIndex(0 if lines else 1)

    def choose(self, client_id: str) -> bool:
        """Make a client current; False when it is not in the list."""
        return self.list.choose(client_id)

    def _first(self) -> None:
        self.list.choose_first()
        self.list.setFocus()
