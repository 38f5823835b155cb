"""The tab of what is printed: every computed sentence under its section, to be worded anew, and a note per section.

Lines are made once, a few at a time while the window stays quick, and change in place after each build.
"""

from __future__ import annotations

import time
from collections import Counter, deque
from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from consultant_desk.domain.changes import Outcome
from consultant_desk.domain.report_options import Section
from consultant_desk.errors import DeskError
from reports.sentences import PrintedSentence
from ui.reports.section_texts import SectionTexts
from ui.reports.sentence_line import SentenceLine
from ui.reports.sentence_wording import HEADING, Names, section_of, sentence_name
from ui.shell import Shell
from ui.widgets.panels import ScrollArea
from ui.widgets.reading import bring_into_view
from ui.widgets.text import hint

SLICE_SECONDS = 0.008
"""How long lines are made at a stretch: well under one frame of what a person feels."""

AT_ONCE = 20
"""Lines that change at once after a build; when nearly all do, the others follow a few at a time."""

TEACHES = "Computed from the data. Word one your way; a figure that no longer agrees is told here."


class TextsPanel(ScrollArea):
    """Editors for the sentences and notes of one draft. `written` tells that a build under way is outdated."""

    written = Signal()

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(margins=(0, 12, 0, 24), spacing=0, parent=parent)
        self._shell = shell
        self._report_id = ""
        self._printed: tuple[Section, ...] = ()
        self._rows: dict[str, PrintedSentence] = {}
        self._names = Names()
        self._notes: Mapping[Section, str] = {}
        self.sections: dict[Section, SectionTexts] = {}
        self._order: dict[Section, list[str]] = {}
        self._saving: Counter[Section] = Counter()
        self._missing: deque[tuple[Section, str]] = deque()
        self._wanted = ""
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._make_some)
        intro = hint(TEACHES, wrap=True)
        intro.setContentsMargins(24, 0, 24, 8)
        self.column.addWidget(intro)
        self._groups = QVBoxLayout()
        self._groups.setSpacing(0)
        self.column.addLayout(self._groups)
        self.column.addStretch(1)

    @property
    def complete(self) -> bool:
        """Tell whether every sentence has its line as it is now."""
        return not self._missing

    @property
    def worded(self) -> int:
        """Return how many sentences are the consultant's."""
        return sum(row.own is not None for row in self._rows.values())

    def line(self, key: str) -> SentenceLine | None:
        """Return the line of a sentence, None where it is not made yet."""
        return next((group.lines[key] for group in self.sections.values() if key in group.lines), None)

    def begin(self) -> None:
        """Forget the report shown before; what was being typed is kept there."""
        for group in self.sections.values():
            group.close_editors()
        self._report_id, self._wanted = "", ""
        self._rows, self._notes = {}, {}
        self._show_printed(())

    def show_report(self, report_id: str, printed: Sequence[Section], notes: Mapping[Section, str]) -> None:
        """Show the sections of a draft and their notes."""
        self._report_id, self._notes = report_id, notes
        self._show_printed(tuple(printed))
        for section, group in self.sections.items():
            if not self._saving[section]:  # what was read is older than what is being stored
                group.show_note(notes.get(section, ""))

    def show_names(self, names: Names) -> None:
        """Call candidates and criteria by these names."""
        if names != self._names:
            self._names = names
            self._fit()

    def show_sentences(self, rows: Sequence[PrintedSentence]) -> None:
        """Show the sentences of a built report."""
        self._rows = {row.key: row for row in rows}
        self._fit()

    def show_sentence(self, key: str) -> None:
        """Put the keyboard on a sentence as soon as its line is there; without a key on the first that is worded."""
        found = key if key in self._rows else next((k for k, row in self._rows.items() if row.own is not None), "")
        self._wanted = found
        if not found:
            self.take_keyboard()
        self._go_wanted()

    def show_note(self, section: Section) -> None:
        """Write the note of a section."""
        if section in self.sections:
            self.sections[section].edit_note()

    def take_keyboard(self) -> None:
        """Put the keyboard on the first control."""
        first = next(iter(self.sections.values()), None)
        if first is not None:
            line = next(iter(first.lines.values()), None)
            (line.prose if line is not None else first.add_note).setFocus()
            bring_into_view(first.add_note)

    def showEvent(self, event: QShowEvent) -> None:
        """Make the lines once they are looked at."""
        super().showEvent(event)
        self._fit()

    def _show_printed(self, printed: tuple[Section, ...]) -> None:
        if printed == self._printed:
            return
        self._printed = printed
        for section in [section for section in self.sections if section not in printed]:
            group = self.sections.pop(section)
            group.close_editors()
            self._groups.removeWidget(group)
            group.hide()
            group.deleteLater()
        for place, section in enumerate(printed):
            if section not in self.sections:
                self.sections[section] = self._new_group(section)
            if self._groups.indexOf(self.sections[section]) != place:
                self._groups.removeWidget(self.sections[section])
                self._groups.insertWidget(place, self.sections[section])
                self.sections[section].show()
        self._fit()

    def _new_group(self, section: Section) -> SectionTexts:
        group = SectionTexts(section)
        group.show_note(self._notes.get(section, ""))
        group.note_edited.connect(lambda text: self._set_note(section, text))
        return group

    def _fit(self) -> None:
        """Bring the lines that are there up to date, and note those that are missing."""
        order: dict[Section, list[str]] = {section: [] for section in self._printed}
        for key in self._rows:
            section = section_of(key, self._printed)
            if section is None and not key.startswith(HEADING) and self._printed:
                section = self._printed[0]
            if section is not None:
                order[section].append(key)
        for keys in order.values():
            keys.sort(key=lambda key: not key.startswith(HEADING))
        self._order = order
        self._missing.clear()
        changed = 0
        for section, keys in order.items():
            group = self.sections[section]
            for gone in group.lines.keys() - set(keys):
                group.take(gone)
            group.show_order(keys)
            for key in keys:
                line = group.lines.get(key)
                if line is not None and changed < AT_ONCE:
                    changed += line.show_row(self._rows[key], self._name(key))
                else:
                    self._missing.append((section, key))
        if self._missing and self.isVisible():
            self._timer.start()
        self._go_wanted()

    def _make_some(self) -> None:
        until = time.perf_counter() + SLICE_SECONDS
        while self._missing:
            section, key = self._missing.popleft()
            group = self.sections[section]
            if key in group.lines:
                group.lines[key].show_row(self._rows[key], self._name(key))
            else:
                self.column.setEnabled(False)
                group.put(self._new_line(key), key, self._order[section])
                self.column.setEnabled(True)
            if time.perf_counter() >= until:
                return
        self._timer.stop()
        self._go_wanted()

    def _new_line(self, key: str) -> SentenceLine:
        line = SentenceLine(self._rows[key], self._name(key))
        line.worded.connect(lambda text, bound: self._word(line, text, bound))
        line.restored.connect(lambda: self._restore(line))
        line.walked.connect(lambda step: self._walk(line, step))
        return line

    def _walk(self, line: SentenceLine, step: int) -> None:
        lines = [one for section in self._printed for one in self.sections[section].lines.values()]
        place = lines.index(line) + step
        if 0 <= place < len(lines):
            lines[place].take_keyboard()

    def _name(self, key: str) -> str:
        return sentence_name(key, self._rows[key].computed, self._names)

    def _go_wanted(self) -> None:
        line = self.line(self._wanted) if self._wanted and self.complete else None
        if line is not None:
            self._wanted = ""
            QTimer.singleShot(0, line, line.take_keyboard)  # it has no place before its layout was done

    def _word(self, line: SentenceLine, text: str, bound: tuple[tuple[str, str], ...]) -> None:
        desk, report, row = self._shell.desk, self._report_id, line.row
        self._write(row, lambda: desk.reports.set_sentence(report, row.key, text, row.computed, bound))

    def _restore(self, line: SentenceLine) -> None:
        desk, report, row = self._shell.desk, self._report_id, line.row
        self._write(row, lambda: desk.reports.restore_sentence(report, row.key))

    def _write(self, row: PrintedSentence, work: Callable[[], Outcome[None]]) -> None:
        """Store a sentence; until it is built anew, `row` is what its line shows."""
        before = self._rows.get(row.key)

        def refused(error: DeskError) -> None:
            if before is not None and row.key in self._rows:
                self._rows[row.key] = before
                self._fit()
            self._shell.told(error)

        if before is not None:
            self._rows[row.key] = row
        self.written.emit()
        self._shell.write(work, failed=refused)

    def _set_note(self, section: Section, markdown: str) -> None:
        desk, report = self._shell.desk, self._report_id

        def refused(error: DeskError) -> None:
            self._saving[section] -= 1
            if section in self.sections:
                self.sections[section].show_note(self._notes.get(section, ""))
            self._shell.told(error)

        self._saving[section] += 1
        self._shell.write(
            lambda: desk.reports.set_note(report, section, markdown), lambda _none: self._saved(section), failed=refused
        )

    def _saved(self, section: Section) -> None:
        self._saving[section] -= 1
