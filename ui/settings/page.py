"""The section Settings: its parts in a list at the left, the part chosen at the right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, cast

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from consultant_desk.domain.changes import Changes
from ui.commands import Command
from ui.models.lists import ListRow
from ui.pages import Page
from ui.settings.appearance import AppearancePart
from ui.settings.backup import BackupPart
from ui.settings.brand import BrandPart
from ui.settings.check import CheckPart
from ui.settings.earnings import EarningsPart
from ui.settings.keys import KeysPart
from ui.settings.profiles import ProfilesPart
from ui.settings.templates import TemplatesPart
from ui.settings.trash import TrashPart
from ui.settings.you import YouPart
from ui.shell import Shell
from ui.widgets.lists import RecordList
from ui.widgets.panels import Hairline

LIST_WIDTH = 208
PARTS_OF = {"brand": "brand", "template": "templates", "statement_profile": "profiles"}
"""The part in which a kind of record is shown."""


class Part(Protocol):
    """What the page needs to know about a part."""

    title: str
    icon: str

    def refresh(self, changes: Changes) -> None:
        """Read again what is shown."""
        ...


class SettingsPage(Page):
    """All settings; a part is read when it is shown."""

    kinds = frozenset({"practice", "brand", "document", "template", "template_version", "statement_profile"})

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, "Settings", shell.desk.name)
        self.parts: dict[str, QWidget] = {
            "you": YouPart(shell),
            "brand": BrandPart(shell),
            "templates": TemplatesPart(shell),
            "profiles": ProfilesPart(shell),
            "earnings": EarningsPart(shell),
            "appearance": AppearancePart(shell),
            "backups": BackupPart(shell),
            "check": CheckPart(shell),
            "trash": TrashPart(shell),
            "shortcuts": KeysPart(shell),
        }
        self.list = RecordList(name="Parts of the settings", lines=1)
        self.list.setFixedWidth(LIST_WIDTH)
        self.stack = QStackedWidget()
        for widget in self.parts.values():
            self.stack.addWidget(widget)
        rows = [ListRow(key, _part(widget).title, icon=_part(widget).icon) for key, widget in self.parts.items()]
        self.list.set_rows(rows)
        self.list.chosen.connect(self.show_part)
        self.list.opened.connect(lambda key: self.parts[key].setFocus())
        self.list.choose_first()
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.list)
        row.addWidget(Hairline(vertical=True))
        row.addWidget(self.stack, 1)
        self.body.addLayout(row, 1)
        shell.jobs.changed.connect(self._changed)

    def refresh(self, changes: Changes) -> None:
        """Read the part shown."""
        self._shown().refresh(changes)

    def focus_record(self, kind: str, record_id: str) -> None:
        """Show the part that a record belongs to."""
        self.list.choose(PARTS_OF.get(kind, "you"))
        if kind == "brand":
            cast(BrandPart, self.parts["brand"]).choose(record_id)
        if kind == "template":
            cast(TemplatesPart, self.parts["templates"]).choose(record_id)
        if kind == "statement_profile":
            cast(ProfilesPart, self.parts["profiles"]).choose(record_id)

    def commands(self) -> Sequence[Command]:
        """Return what can be done here by name."""
        brand = cast(BrandPart, self.parts["brand"])
        backups = cast(BackupPart, self.parts["backups"])

        def new_brand() -> None:
            self.list.choose("brand")
            brand.new_brand()

        def import_brand() -> None:
            self.list.choose("brand")
            brand.files.ask_import()

        def back_up() -> None:
            self.list.choose("backups")
            backups.make()

        return (
            Command("brand.new", "New brand", new_brand, "palette"),
            Command("brand.import", "Import a brand …", import_brand, "upload"),
            Command("backup.make", "Back up now", back_up, "archive", when=backups.now.isEnabled),
        )

    def panes(self) -> Sequence[QWidget]:
        """Return the list, the part shown, and what it shows beside its fields."""
        part = self.parts[self.list.current_key()]
        return (self.list, part, part.sample.pages) if isinstance(part, BrandPart) else (self.list, part)

    def show_part(self, key: str) -> None:
        """Show one part and read it."""
        self.stack.setCurrentWidget(self.parts[key])
        self._shown().refresh(Changes(everything=True))

    def _shown(self) -> Part:
        return _part(self.parts[self.list.current_key()])

    def _changed(self, changes: Changes) -> None:
        if self.isVisible() and self.stack.currentWidget() is self.parts["trash"]:
            self._shown().refresh(changes)


def _part(widget: QWidget) -> Part:
    return cast(Part, widget)
