"""The tab People: who decides, pays, uses or blocks, and how to reach them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from consultant_desk.services.people import PersonDraft
from consultant_desk.services.rows.clients import ClientSheet
from consultant_desk.services.rows.people import PersonRow
from ui.clients.person_sheet import PersonSheet
from ui.clients.wording import CONTACTS, ROLES
from ui.shell import Shell
from ui.theme import SEMIBOLD, theme
from ui.widgets.buttons import Button, Kind, MenuItem, build_menu
from ui.widgets.chips import chip_width, draw_chip
from ui.widgets.drawn import DrawnLine
from ui.widgets.painting import focus_ring, hairline, painter_on, rounded, text_line, text_width
from ui.widgets.panels import EmptyState, ScrollArea, clear_layout
from ui.widgets.text import hint

ROLE_NAMES = {option.value: option.label for option in ROLES if option.value}


class PersonLine(DrawnLine):
    """One person: initials, name and title, role, ways to reach them. Enter edits, Delete removes."""

    copied = Signal(str)

    def __init__(self, row: PersonRow) -> None:
        super().__init__(theme().height("list_two_lines") + 4)
        self.row = row
        role = ROLE_NAMES.get(row.role, "")
        main = "main contact" if row.is_main else ""
        said = [row.name[:200], row.title[:100], role, main, *(point.value[:100] for point in row.contacts)]
        self.setAccessibleName(", ".join(part for part in said if part))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the person."""
        copies = [
            MenuItem(f"Copy {point.value[:60]}", partial(self.copied.emit, point.value), "copy")
            for point in self.row.contacts
        ]
        items = [MenuItem("Edit", self.opened.emit, "pencil", "Enter"), *copies, MenuItem("")]
        build_menu(self, [*items, MenuItem("Remove", self.removed.emit, "trash-2", "Del")]).popup(event.globalPos())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line."""
        painter = painter_on(QPainter(self))
        rect, row = QRectF(self.rect()), self.row
        if self.underMouse():
            painter.fillRect(rect, theme().color("hover"))
        hairline(painter, 24, rect.height() - 1, rect.width() - 48)
        small, body = theme().font("small"), theme().font("body", weight=SEMIBOLD)
        badge = QRectF(24, (rect.height() - 32) / 2, 32, 32)
        rounded(painter, badge, fill="tint" if row.is_main else "hover", radius=16)
        centre = Qt.AlignmentFlag.AlignHCenter
        text_line(painter, badge, row.initials[:2], theme().color("text2"), small, centre)
        half = rect.width() * 0.46
        wide = text_line(painter, QRectF(70, 9, half - 70, 20), row.name, theme().color("text"), body)
        left = 70 + wide + 8
        for word, mood in ((ROLE_NAMES.get(row.role, ""), "quiet"), ("Main contact" if row.is_main else "", "good")):
            if word and left + chip_width(word) < half + 40:
                draw_chip(painter, QRectF(left, 9, chip_width(word), 20), word, "good" if mood == "good" else "quiet")
                left += chip_width(word) + 6
        title = row.title or "No title"
        tone = theme().color("text2" if row.title else "text3")
        text_line(painter, QRectF(70, 29, half - 70, 16), title, tone, small)
        self._paint_contacts(painter, rect, half + 40)
        if self.hasFocus():
            focus_ring(painter, rect.adjusted(16, 1, -16, -2), radius=4)
        painter.end()

    def _paint_contacts(self, painter: QPainter, rect: QRectF, left: float) -> None:
        font = theme().font("small", tabular=True)
        for place, point in enumerate(self.row.contacts[:2]):
            word = CONTACTS.get(point.kind, ("", ""))[0]
            label = point.label or word
            area = QRectF(left, 9 + place * 20, rect.width() - left - 24, 18)
            text_line(painter, area, label, theme().color("text3"), font)
            room = max(52, text_width(label, font) + 8)
            value = area.adjusted(room, 0, 0, 0)
            text_line(painter, value, point.value, theme().color("text"), font)


class PeopleTab(QWidget):
    """The people of one client."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._sheet: ClientSheet | None = None
        self._area = ScrollArea(margins=(0, 0, 0, 24), spacing=0)
        head = QWidget()
        head.setFixedHeight(theme().height("table_header") + 8)
        row = QHBoxLayout(head)
        row.setContentsMargins(24, 0, 16, 0)
        row.addWidget(hint("Who decides, who pays, who uses it"))
        row.addStretch(1)
        self.add_button = Button("Person", Kind.LINK, icon="plus", small=True, run=self.add)
        row.addWidget(self.add_button)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self._area, 1)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(page)
        self._stack.addWidget(
            EmptyState(
                "Add the people you talk to. Knowing who decides, who pays and who will use it shapes every need and "
                "every requirement.",
                icon="user-plus", title="Nobody here yet", action=("Add the first person", self.add),
            )
        )  # fmt: skip

    def show_people(self, sheet: ClientSheet) -> None:
        """Show the people of a client, the main contact first."""
        same = self._sheet is not None and sheet.id == self._sheet.id and sheet.people == self._sheet.people
        self._sheet = sheet
        if same:
            return
        self._stack.setCurrentIndex(0 if sheet.people else 1)
        clear_layout(self._area.column)
        for person in sheet.people:
            self._area.column.addWidget(self._line(person))
        self._area.column.addStretch(1)

    def lines(self) -> tuple[PersonLine, ...]:
        """Return the lines shown."""
        column = self._area.column
        widgets = [item.widget() for place in range(column.count()) if (item := column.itemAt(place)) is not None]
        return tuple(widget for widget in widgets if isinstance(widget, PersonLine))

    def add(self) -> None:
        """Ask for a new person."""
        sheet, desk = self._sheet, self._shell.desk
        if sheet is None:
            return

        def save(draft: PersonDraft) -> None:
            self._shell.write(lambda: desk.people.add(sheet.id, draft))

        PersonSheet(self.window(), save, first=not sheet.people).open()

    def _line(self, person: PersonRow) -> PersonLine:
        line = PersonLine(person)
        line.opened.connect(lambda: self._edit(person))
        line.removed.connect(lambda: self._remove(person))
        line.copied.connect(self._copy)
        return line

    def _edit(self, person: PersonRow) -> None:
        sheet, desk = self._sheet, self._shell.desk
        if sheet is None:
            return

        def save(draft: PersonDraft) -> None:
            self._shell.write(lambda: desk.people.edit(person.id, sheet.id, draft))

        PersonSheet(self.window(), save, row=person).open()

    def _remove(self, person: PersonRow) -> None:
        sheet, desk = self._sheet, self._shell.desk
        if sheet is not None:
            say = f"{person.name[:60]} removed"
            self._shell.write(lambda: desk.people.remove(person.id, sheet.id), say=say)

    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._shell.toast.say("Copied")
