"""All items of one kind in a recommendation: added, edited, moved and deleted in place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from consultant_desk.errors import DeskError, UserError
from consultant_desk.services.evaluations import ItemDraft
from consultant_desk.services.sheet import RecommendationItemRow
from ui.reports.item_line import ItemLine, Kind
from ui.shell import Shell
from ui.widgets.buttons import Button
from ui.widgets.buttons import Kind as ButtonKind
from ui.widgets.choice import Option
from ui.widgets.dialogs import Sheet
from ui.widgets.entry import DateField
from ui.widgets.form import Form
from ui.widgets.reading import bring_into_view, pass_keyboard
from ui.widgets.text import Text

Propose = tuple[str, Callable[[str], None]]


class DaySheet(Sheet):
    """Asks for the date of a step; empty takes it away."""

    def __init__(
        self, parent: QWidget, today: Callable[[], date], day: date | None, save: Callable[[str], None]
    ) -> None:
        super().__init__(parent, "When?", width=360)
        self._save = save
        self.day = DateField(name="Date", today=today, value=day)
        form = Form(label_width=60)
        form.add("Date", self.day, help_text="24 Nov, friday, +2w; empty for none.")
        self.body.addWidget(form)
        self.add_cancel()
        self.add_primary("Save", self._accept)
        self.day.setFocus()

    def _accept(self) -> None:
        try:
            day = self.day.value()
        except UserError as error:
            self.say_problem(error.sentence())
            return
        self._save(day.isoformat() if day else "")
        self.accept()


class ItemsBox(QWidget):
    """A heading with a button that adds, and the lines below it, kept by id so that typing outlives refreshes.

    What is said of one candidate has its key and name in `about`. `propose` fills an empty box: words and what is done.
    """

    def __init__(
        self, shell: Shell, kind: Kind, *, about: Option | None = None, propose: Propose | None = None
    ) -> None:
        super().__init__()
        self._shell = shell
        self.kind = kind
        self._about = about or Option("", "")
        self.lines: list[ItemLine] = []
        self._evaluation_id = ""
        self._criteria: tuple[Option, ...] = ()
        self._saving: ItemLine | None = None
        self._late: list[tuple[ItemLine, ItemDraft]] = []
        head = QHBoxLayout()
        head.setContentsMargins(24, 10, 12, 0)
        head.addWidget(Text(kind.title, tone="text2") if about else Text(kind.title, bold=True))
        head.addStretch(1)
        self.add_button = Button(kind.one, ButtonKind.LINK, icon="plus", small=True, run=self.add)
        self.add_button.setEnabled(False)
        if about:
            self.add_button.setAccessibleName(f"{kind.one}, {about.label[:80]}")
        head.addWidget(self.add_button)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 4)
        self._column.setSpacing(0)
        self._column.addLayout(head)
        self.propose_button: Button | None = None
        if propose is not None:
            words, run = propose
            self.propose_button = Button(words, ButtonKind.LINK, small=True, run=lambda: run(self._evaluation_id))
            row = QHBoxLayout()
            row.setContentsMargins(16, 0, 12, 0)
            row.addWidget(self.propose_button)
            row.addStretch(1)
            self._column.addLayout(row)

    def show_items(self, evaluation_id: str, rows: Sequence[RecommendationItemRow], criteria: Sequence[Option]) -> None:
        """Show the items of an evaluation."""
        if evaluation_id != self._evaluation_id:
            for line in list(self.lines):
                line.prose.close_editors()
            self._saving = None
            self._late.clear()
            for line in list(self.lines):
                self._remove(line)
            self.add_button.setEnabled(bool(evaluation_id))
        self._evaluation_id, self._criteria = evaluation_id, tuple(criteria)
        known = {line.row.id: line for line in self.lines if line.row is not None}
        for gone in set(known) - {row.id for row in rows}:
            self._remove(known.pop(gone))
        for row in rows:
            if row.id not in known and self._saving is not None:
                known[row.id] = self._adopted(self._saving, row)
                continue
            if row.id not in known:
                known[row.id] = self._new_line()
            line = known[row.id]
            line.set_criteria(criteria)
            line.show_row(row)
        drafts = [line for line in self.lines if line.row is None]
        self._order([*(known[row.id] for row in rows), *drafts])
        if self.propose_button is not None:
            if rows:
                pass_keyboard(self.propose_button, self.add_button)
            self.propose_button.setVisible(not rows)
        late, self._late = self._late, []
        for line, draft in late:
            if line in self.lines:
                self._edit(line, draft)

    def focus_item(self, item_id: str) -> bool:
        """Put the keyboard on an item; False when it is none of these."""
        line = next((line for line in self.lines if line.row is not None and line.row.id == item_id), None)
        if line is None:
            return False
        line.prose.setFocus(Qt.FocusReason.OtherFocusReason)
        _show_soon(line)
        return True

    def focus_start(self) -> None:
        """Put the keyboard where the first item is made: what proposes some, else the button that adds."""
        offered = self.propose_button is not None and not self.lines
        button = self.propose_button if offered and self.propose_button is not None else self.add_button
        button.setFocus(Qt.FocusReason.OtherFocusReason)
        _show_soon(button)

    def add(self) -> None:
        """Write a new item."""
        line = next((line for line in self.lines if line.row is None and not line.draft().text.strip()), None)
        line = line or self._new_line()
        line.show()
        line.prose.edit("text")

    def _new_line(self) -> ItemLine:
        about = self._about
        line = ItemLine(self.kind, self._criteria, self._shell.today(), candidate=about.value, about=about.label[:80])
        self.lines.append(line)
        self._column.addWidget(line)
        line.show()
        line.edited.connect(lambda draft: self._edit(line, draft))
        line.moved.connect(lambda by: self._move(line, by))
        line.deleted.connect(lambda: self._delete(line))
        line.abandoned.connect(lambda: self._abandon(line))
        line.next_wanted.connect(lambda: self._add_after(line))
        line.date_wanted.connect(lambda: self._ask_day(line))
        return line

    def _edit(self, line: ItemLine, draft: ItemDraft) -> None:
        desk, row, evaluation = self._shell.desk, line.row, self._evaluation_id
        if row is not None:
            self._shell.write(
                lambda: desk.evaluations.edit_recommendation_item(row.id, draft),
                failed=lambda e: self._refused(e, line),
            )
        elif self._saving is not None:
            self._late.append((line, draft))
        elif draft.text.strip():
            self._saving = line
            self._shell.write(
                lambda: desk.evaluations.add_recommendation_item(evaluation, self.kind.id, draft),
                failed=lambda e: self._refused(e, line),
            )

    def _refused(self, error: DeskError, line: ItemLine) -> None:
        if line in self.lines:
            self._saving = None
            self._late.clear()
            line.show_row(line.row)
        self._shell.told(error)

    def _move(self, line: ItemLine, by: int) -> None:
        row, place = line.row, self.lines.index(line) + by
        if row is not None and 0 <= place < len(self.lines):
            self._shell.write(lambda: self._shell.desk.evaluations.move_recommendation_item(row.id, place))

    def _delete(self, line: ItemLine) -> None:
        row = line.row
        if row is None:
            self._abandon(line)
            return
        self.add_button.setFocus()
        say = f"{self.kind.one} moved to the Trash"
        self._shell.write(lambda: self._shell.desk.evaluations.trash_recommendation_item(row.id), say=say)

    def _abandon(self, line: ItemLine) -> None:
        if line in self.lines and self._saving is not line:
            pass_keyboard(line, self.add_button)
            self._remove(line)

    def _add_after(self, line: ItemLine) -> None:
        if line.prose.value("text").strip():
            self.add()

    def _ask_day(self, line: ItemLine) -> None:
        def save(day: str) -> None:
            self._edit(line, replace(line.draft(), due_on=day))

        due = line.draft().due_on
        current = date.fromisoformat(due) if due else None
        DaySheet(self.window(), self._shell.today, current, save).open()

    def _adopted(self, line: ItemLine, row: RecommendationItemRow) -> ItemLine:
        """Return the line an item was first written in; what was typed there since is kept."""
        self._saving = None
        typed = line.draft()
        line.set_criteria(self._criteria)
        line.show_row(replace(row, text=typed.text, detail=typed.detail))
        return line

    def _order(self, lines: list[ItemLine]) -> None:
        if lines == self.lines:
            return
        self.lines = lines
        for line in lines:
            self._column.removeWidget(line)
            self._column.addWidget(line)

    def _remove(self, line: ItemLine) -> None:
        self.lines.remove(line)
        self._column.removeWidget(line)
        line.hide()
        line.deleteLater()


def _show_soon(widget: QWidget) -> None:
    """Bring something into view that may have no place yet: what it stands in was just opened."""
    QTimer.singleShot(0, widget, lambda: bring_into_view(widget))
