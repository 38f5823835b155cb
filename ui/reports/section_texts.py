"""The texts of one section of a report: its computed sentences, then the note."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from consultant_desk.domain.report_options import Section
from ui.reports.note_line import NoteLine
from ui.reports.sentence_line import SentenceLine
from ui.reports.wording import SECTION_TITLES
from ui.widgets.buttons import Button, Kind
from ui.widgets.panels import Hairline
from ui.widgets.reading import pass_keyboard
from ui.widgets.text import Text


class SectionTexts(QWidget):
    """A heading with a button that adds the note, and the lines below it. `note_edited` carries the whole note."""

    note_edited = Signal(str)

    def __init__(self, section: Section) -> None:
        super().__init__()
        self.section = section
        self.lines: dict[str, SentenceLine] = {}
        self.note: NoteLine | None = None
        title = SECTION_TITLES[section]
        self.add_note = Button("Note", Kind.LINK, icon="plus", small=True, run=self.edit_note)
        self.add_note.setAccessibleName(f"Add a note: {title}")
        head = QHBoxLayout()
        head.setContentsMargins(24, 10, 12, 2)
        head.addWidget(Text(title, bold=True), 1)
        head.addWidget(self.add_note)
        self._sentences = QVBoxLayout()
        self._sentences.setSpacing(0)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 4)
        self._column.setSpacing(0)
        self._column.addWidget(Hairline())
        self._column.addLayout(head)
        self._column.addLayout(self._sentences)

    def put(self, line: SentenceLine, key: str, order: Sequence[str]) -> None:
        """Add a line at its place among those that are there."""
        there = {**self.lines, key: line}
        self.lines = {one: there[one] for one in order if one in there}
        self._sentences.insertWidget(list(self.lines).index(key), line)
        self._column.setEnabled(False)  # showing a line would lay out all of them, one by one
        line.show()
        self._column.setEnabled(True)

    def take(self, key: str) -> None:
        """Take a line away."""
        line = self.lines.pop(key)
        pass_keyboard(line, self.add_note)
        self._sentences.removeWidget(line)
        line.hide()
        line.deleteLater()

    def show_order(self, order: Sequence[str]) -> None:
        """Put the lines in this order."""
        wanted = [key for key in order if key in self.lines]
        if wanted == list(self.lines):
            return
        self.lines = {key: self.lines[key] for key in wanted}
        for line in self.lines.values():
            self._sentences.removeWidget(line)
            self._sentences.addWidget(line)

    def show_note(self, markdown: str) -> None:
        """Show the note, or that there is none."""
        if markdown.strip() or self.note is not None:
            self._note_line().show_note(markdown)
            self._fit()

    def edit_note(self) -> None:
        """Write the note."""
        line = self._note_line()
        line.show()
        line.edit()
        self._fit()

    def close_editors(self) -> None:
        """Commit what is being typed."""
        for line in self.lines.values():
            line.prose.close_editors()
        if self.note is not None:
            self.note.prose.close_editors()

    def _note_line(self) -> NoteLine:
        if self.note is None:
            self.note = NoteLine(SECTION_TITLES[self.section])
            self._column.addWidget(self.note)
            self.note.edited.connect(self.note_edited)
            self.note.emptied.connect(self._fit)
        return self.note

    def _fit(self) -> None:
        """Show either the note or the button that adds it."""
        if self.note is None:
            return
        shown = bool(self.note.text.strip()) or self.note.prose.editing
        if shown:
            pass_keyboard(self.add_note, self.note.prose)
        self.add_note.setVisible(not shown)
        if not shown:
            pass_keyboard(self.note, self.add_note)
        self.note.setVisible(shown)
