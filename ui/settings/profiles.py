"""Statement profiles: those that come with the program and one's own; copy, edit, test on a file, out and in."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from consultant_desk.domain.changes import Changes
from ui.models.table import Cell, Column
from ui.settings.owned_list import OwnedTable, lay_out
from ui.settings.profile_files import ask_open, ask_save, ask_test
from ui.settings.profile_sheet import ProfileSheet
from ui.settings.profile_title_sheet import ProfileTitleSheet
from ui.shell import Shell
from ui.widgets.buttons import Button, MenuItem

if TYPE_CHECKING:
    from consultant_desk.services.rows.profiles import ProfileRow

HEADERS = {
    "verified": "seen on a real export",
    "documented": "as documented, not seen",
    "unverified": "not verified",
    "own": "for any source",
}
"""Where the names of a profile's columns are known from, in words."""


def _headers(row: ProfileRow) -> Cell:
    if row.fault:
        return Cell("cannot be read", "bad", icon="triangle-alert", icon_tone="bad")
    return Cell(HEADERS[row.header_status], "warn" if row.header_status == "unverified" else "text2")


def _origin(row: ProfileRow) -> Cell:
    if row.hides:
        return Cell("in place of the built-in", chip="info")
    return Cell("your own", chip="info") if row.own else Cell("built in", chip="quiet")


COLUMNS: tuple[Column[ProfileRow], ...] = (
    Column("Profile", lambda row: Cell(row.title, bold=True)),
    Column("Network", lambda row: Cell(row.network, "text2"), 156),
    Column("Columns", _headers, 176),
    Column("", _origin, 160),
)


class ProfilesPart(QWidget):
    """All statement profiles in one table, your own first."""

    title = "Statement profiles"
    icon = "list-checks"

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._rows: tuple[ProfileRow, ...] = ()
        self._wanted = ""
        self.table = OwnedTable(COLUMNS, lambda row: row.id, name=self.title, menu=lambda _id: self._menu())
        self.table.opened.connect(self.look)
        self.table.deleted.connect(self.delete)
        self.bring = Button("Open from a file …", icon="upload", run=self._open)
        self.test = Button("Test on a file …", icon="file-check-2", run=self._test)
        words = (
            "How the statement of each source is read. Copy one to change it: the copy stands in the place of the one "
            "that comes with the program until you delete it."
        )
        more = ("More about this profile", self._menu)
        lay_out(self, self.title, words, (self.bring, self.test), more, self.table)

    def refresh(self, _changes: Changes) -> None:
        """Read the profiles again."""
        self._shell.read(self._shell.desk.profiles.list, self._show, key="settings profiles")

    def look(self, row_id: str) -> None:
        """Show the text of a profile; one's own is edited there."""
        row = self._row(row_id)
        if row is not None:
            area, key = self._shell.desk.profiles, row.key
            self._shell.read(lambda: area.text(key), partial(self._look, row), key="text of a profile")

    def copy(self, row_id: str) -> None:
        """Copy a profile into one's own and make the copy current."""
        row = self._row(row_id)
        if row is not None:
            work = partial(self._shell.desk.profiles.copy, row.key)
            self._shell.write(work, self.choose, say=f"Copied {row.title[:60]}")

    def rename(self, row_id: str) -> None:
        """Ask for another title of one's own."""
        row = self._row(row_id)
        if row is not None and row.own:
            ProfileTitleSheet(self._shell.window, self._shell, row).open()

    def delete(self, row_id: str) -> None:
        """Move a profile of one's own to the Trash."""
        row = self._row(row_id)
        if row is None:
            return
        if not row.own:
            self._shell.toast.warn("A profile of the program stays. Delete works on your own.")
            return
        work = partial(self._shell.desk.profiles.trash, row.key)
        self._shell.write(work, say="Profile moved to the Trash")

    def choose(self, key: str) -> None:
        """Make a profile current by its key or record, as soon as it is read."""
        self._wanted = key
        self._choose_wanted()

    def _look(self, row: ProfileRow, text: str) -> None:
        ProfileSheet(self._shell.window, self._shell, row, text).open()

    def _row(self, row_id: str) -> ProfileRow | None:
        return next((row for row in self._rows if row.id == row_id), None)

    def _show(self, rows: Sequence[ProfileRow]) -> None:
        self._rows = tuple(rows)
        self.table.set_rows(self._rows)
        self._choose_wanted()
        if not self.table.current_key() and self._rows:
            self.table.choose(self._rows[0].id)
        self.test.setEnabled(bool(self.table.current_key()))

    def _menu(self) -> list[MenuItem]:
        row = self._row(self.table.current_key())
        if row is None:
            return []
        look, icon = ("Edit …", "pencil") if row.own else ("Look at the text", "eye")
        return [
            MenuItem(look, lambda: self.look(row.id), icon, "Enter"),
            MenuItem("Copy", lambda: self.copy(row.id), "copy", enabled=not row.fault),
            MenuItem("Title …", lambda: self.rename(row.id), "tag", enabled=row.own and not row.fault),
            MenuItem("Test on a file …", self._test, "file-check-2", enabled=not row.fault),
            MenuItem("Save to a file …", lambda: ask_save(self.window(), self._shell, row.key, row.title), "download"),
            MenuItem(""),
            MenuItem("Delete", lambda: self.delete(row.id), "trash-2", "Del", enabled=row.own),
        ]

    def _test(self) -> None:
        row = self._row(self.table.current_key())
        if row is not None:
            ask_test(self.window(), self._shell, partial(self._shell.desk.profiles.text, row.key))

    def _open(self) -> None:
        ask_open(self.window(), self._shell, self.choose)

    def _choose_wanted(self) -> None:
        found = [row for row in self._rows if self._wanted in {row.id, row.key} and row.own]
        if self._wanted and found and self.table.choose(found[0].id):
            self._wanted = ""
