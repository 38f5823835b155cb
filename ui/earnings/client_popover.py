"""Choosing a client in place: type a few letters, walk with the arrows, Enter takes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QWidget

from ui.models.lists import ListRow
from ui.widgets.fields import SearchField
from ui.widgets.lists import RecordList
from ui.widgets.popover import Popover

HEIGHT = 252


class ClientPopover(Popover):
    """The clients with a search above them; `take` gets the id of the one chosen."""

    def __init__(
        self, anchor: QWidget, place: QRect, clients: Mapping[str, str], current: str, take: Callable[[str], None]
    ) -> None:
        super().__init__(anchor, width=300)
        self._place = place
        self._clients = clients
        self._take = take
        self.search = SearchField("Search clients")
        self.list = RecordList(name="Clients", lines=1)
        self.list.setFixedHeight(HEIGHT)
        self.search.searched.connect(self._show)
        self.search.left_down.connect(self.list.setFocus)
        self.search.returnPressed.connect(self._take_current)
        self.list.opened.connect(self._taken)
        self.list.clicked.connect(lambda _index: self._take_current())
        self.column.addWidget(self.search)
        self.column.addWidget(self.list)
        self.setFocusProxy(self.search)
        self._show("")
        self.list.choose(current)

    def open(self) -> None:
        """Open below the field that asked."""
        super().open()
        corner = self._anchor.mapToGlobal(self._place.bottomLeft() + QPoint(0, 4))
        window = self._anchor.window()
        foot = window.mapToGlobal(QPoint(0, window.height())).y()
        if corner.y() + self.height() > foot:
            corner.setY(self._anchor.mapToGlobal(self._place.topLeft()).y() - self.height() - 4)
        right = window.mapToGlobal(QPoint(window.width(), 0)).x() - 8
        self.move(min(corner.x(), right - self.width()), corner.y())
        self.search.setFocus(Qt.FocusReason.PopupFocusReason)

    def _show(self, text: str) -> None:
        words = text.casefold().split()
        found = [
            ListRow(key, name) for key, name in self._clients.items() if all(word in name.casefold() for word in words)
        ]
        self.list.set_rows(found)
        if found and not self.list.current_key():
            self.list.choose_first()

    def _take_current(self) -> None:
        if self.list.currentIndex().isValid():  # the key of “No client” is empty
            self._taken(self.list.current_key())

    def _taken(self, key: str) -> None:
        self.close()
        self._take(key)
