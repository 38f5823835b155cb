"""The tab Needs: from the client's words to the need to testable requirements, written and changed in place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from consultant_desk.desk import Desk
from consultant_desk.errors import DeskError
from consultant_desk.services.needs import NeedDraft, RequirementDraft
from consultant_desk.services.operations import FieldValue
from consultant_desk.services.rows.clients import ClientSheet
from consultant_desk.services.rows.needs import NeedRow, RequirementRow
from ui.clients.need_block import Columns, NeedBlock
from ui.clients.need_heads import NeedHeads
from ui.clients.need_sheets import CostSheet, SourceSheet
from ui.clients.requirement_row import RequirementLine
from ui.shell import Shell
from ui.widgets.buttons import Button, Kind, MenuItem, open_menu
from ui.widgets.panels import EmptyState, ScrollArea
from ui.widgets.reading import pass_keyboard

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class CriterionChoice:
    """A criterion a requirement may lead to."""

    id: str
    name: str
    evaluation: str


def criteria_of(desk: Desk, client_id: str) -> tuple[CriterionChoice, ...]:
    """Return the criteria of all evaluations made for a client."""
    found: list[CriterionChoice] = []
    for row in desk.evaluations.list(client_id=client_id):
        sheet = desk.evaluations.sheet(row.id)
        names = {criterion.id: criterion.name for criterion in sheet.problem.criteria}
        found += [CriterionChoice(sheet.criteria[key], name, row.title) for key, name in names.items()]
    return tuple(found)


def neighbour(things: Sequence[T], thing: T) -> T:
    """Return what the keyboard goes to when a thing goes: the one after it, else the one before."""
    place = things.index(thing)
    return things[place + 1] if place + 1 < len(things) else things[max(0, place - 1)]


class NeedsTab(QWidget):
    """The needs of one engagement. Blocks are kept by id, so that what is being typed outlives every refresh."""

    engagement_wanted = Signal()

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._sheet: ClientSheet | None = None
        self._engagement_id = ""
        self.blocks: list[NeedBlock] = []
        self._spare: list[NeedBlock] = []
        self._saving: NeedBlock | None = None
        self._queued: list[tuple[str, FieldValue]] = []
        self._saving_lines: dict[NeedBlock, RequirementLine] = {}
        self._late: list[tuple[NeedBlock, RequirementLine, str, FieldValue]] = []
        self.add_button = Button("Need", Kind.LINK, icon="plus", small=True, run=self.add_need)
        self.heads = NeedHeads(self.add_button)
        self._area = ScrollArea(margins=(0, 0, 0, 24), spacing=0)
        self._area.column.addStretch(1)
        self._area.verticalScrollBar().rangeChanged.connect(lambda _least, most: self._make_room(most))
        table = QWidget()
        column = QVBoxLayout(table)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.heads)
        column.addWidget(self._area, 1)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(table)
        self._stack.addWidget(
            EmptyState(
                "A need starts with what the client said. Write it down in their words; what they want to get done and "
                "the requirements that can be tested follow from it.",
                icon="quote", title="No needs yet", action=("Write down the first need", self.add_need),
            )
        )  # fmt: skip
        self._stack.addWidget(
            EmptyState(
                "Needs belong to a piece of work for this client. Give it a title, such as “New customer desk”.",
                icon="briefcase", title="No engagement yet",
                action=("Start an engagement", self.engagement_wanted.emit),
            )
        )  # fmt: skip

    def show_needs(self, sheet: ClientSheet, engagement_id: str) -> None:
        """Show the needs of an engagement of a client."""
        if engagement_id != self._engagement_id:
            self._forget()
        self._sheet, self._engagement_id = sheet, engagement_id
        rows = [need for need in sheet.needs if need.engagement_id == engagement_id]
        known = {block.row.id: block for block in self.blocks if block.row is not None}
        spare = [known.pop(gone) for gone in set(known) - {row.id for row in rows}]
        for row in rows:
            if row.id not in known:
                known[row.id] = self._adopted() or (spare.pop() if spare else self._spare_block())
            self._show_need(known[row.id], row)
        for block in spare:
            self._put_aside(block)
        drafts = [block for block in self.blocks if block.row is None]
        self._order([*(known[row.id] for row in rows), *drafts])
        self._flush()
        self._stack.setCurrentIndex(2 if not engagement_id else 0 if self.blocks else 1)

    def add_need(self) -> None:
        """Open an empty block and put the cursor where the client's words go."""
        draft = next((block for block in self.blocks if block.row is None), None)
        if draft is None:
            draft = self._new_block()
            self.blocks.append(draft)
            self._order(self.blocks, force=True)
        self._stack.setCurrentIndex(0)
        draft.quote.edit()
        self._area.ensureWidgetVisible(draft)

    def show_part(self, record_id: str) -> None:
        """Put the keyboard on a need or a requirement."""
        for block in self.blocks:
            if block.row is not None and block.row.id == record_id:
                block.quote.setFocus()
                self._area.ensureWidgetVisible(block)
            for line in block.lines:
                if line.row is not None and line.row.id == record_id:
                    line.take_focus()
                    self._area.ensureWidgetVisible(line)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the columns out for the width there is."""
        super().resizeEvent(event)
        columns = Columns.of(self.width())
        if columns != self.heads.columns:
            self.heads.columns = columns
            self.heads.update()
            for block in (*self.blocks, *self._spare):
                block.set_columns(columns)

    def _bar_width(self, most: int) -> int:
        return self._area.verticalScrollBar().sizeHint().width() if most > 0 else 0

    def _make_room(self, most: int) -> None:
        for block in (*self.blocks, *self._spare):
            block.give_way(self._bar_width(most))

    def _put_aside(self, block: NeedBlock) -> None:
        self.blocks.remove(block)
        self._area.column.removeWidget(block)
        block.hide()
        self._spare.append(block)

    def _spare_block(self) -> NeedBlock:
        """Return a block that showed another need: making one takes 20 ms, showing other words next to nothing."""
        return self._spare.pop() if self._spare else self._new_block()

    def _new_block(self) -> NeedBlock:
        people = self._sheet.people if self._sheet else ()
        block = NeedBlock(self._shell.today(), people)
        block.set_columns(self.heads.columns)
        block.give_way(self._bar_width(self._area.verticalScrollBar().maximum()))
        block.edited.connect(lambda field, value: self._edit(block, field, value))
        block.moved.connect(lambda by: self._move(block, by))
        block.deleted.connect(lambda: self._delete(block))
        block.abandoned.connect(lambda: self._abandon(block))
        block.requirement_wanted.connect(lambda: self._add_line(block))
        block.source_wanted.connect(lambda: self._ask_source(block))
        block.cost_wanted.connect(lambda: self._ask_cost(block))
        return block

    def _show_need(self, block: NeedBlock, row: NeedRow) -> None:
        people = self._sheet.people if self._sheet else ()
        block.show_people(people)
        block.show_row(row)
        known = {line.row.id: line for line in block.lines if line.row is not None}
        spare = [known.pop(gone) for gone in set(known) - {requirement.id for requirement in row.requirements}]
        for requirement in row.requirements:
            if requirement.id not in known and block in self._saving_lines:
                known[requirement.id] = self._adopted_line(block, requirement)
                continue
            if requirement.id not in known:
                known[requirement.id] = spare.pop() if spare else self._new_line(block, len(known))
            known[requirement.id].show_row(requirement)
        for line in spare:
            block.remove_line(line)
        drafts = [line for line in block.lines if line.row is None]
        block.order_lines([*(known[requirement.id] for requirement in row.requirements), *drafts])

    def _new_line(self, block: NeedBlock, place: int) -> RequirementLine:
        line = RequirementLine(self._sheet.people if self._sheet else ())
        block.insert_line(place, line)
        line.edited.connect(lambda field, value: self._edit_line(block, line, field, value))
        line.moved.connect(lambda by: self._move_line(block, line, by))
        line.deleted.connect(lambda: self._delete_line(block, line))
        line.abandoned.connect(lambda: self._abandon_line(block, line))
        line.next_wanted.connect(lambda: self._add_line(block, line))
        line.criterion_opened.connect(lambda: self._open_criterion(line))
        line.criterion_wanted.connect(lambda: self._choose_criterion(line))
        return line

    def _edit(self, block: NeedBlock, field: str, value: FieldValue) -> None:
        desk, row = self._shell.desk, block.row
        if row is not None:
            self._shell.write(
                lambda: desk.needs.edit(row.id, **{field: value}), failed=lambda e: self._refused(e, block)
            )
        elif self._saving is not None:
            self._queued.append((field, value))
        elif isinstance(value, str) and value.strip():
            self._saving = block
            draft, engagement = NeedDraft(**{field: value}), self._engagement_id  # type: ignore[arg-type]
            self._shell.write(lambda: desk.needs.add(engagement, draft), failed=lambda e: self._refused(e, block))

    def _edit_line(self, block: NeedBlock, line: RequirementLine, field: str, value: FieldValue) -> None:
        desk, row, need = self._shell.desk, line.row, block.row
        if row is not None and field == "criterion_id":
            self._shell.write(lambda: desk.evaluations.unlink_requirement(row.id), say="Link taken away")
        elif row is not None:
            self._shell.write(
                lambda: desk.needs.edit_requirement(row.id, **{field: value}),
                failed=lambda e: self._refused(e, block),
            )
        elif need is None or block in self._saving_lines:
            self._late.append((block, line, field, value))
        elif line.prose.value("text").strip():
            texts = {key: line.prose.value(key) for key in ("text", "test")}
            draft = RequirementDraft(texts["text"], line.moscow.value, texts["test"])
            self._saving_lines[block] = line
            self._shell.write(
                lambda: desk.needs.add_requirement(need.id, draft), failed=lambda e: self._refused(e, block)
            )

    def _refused(self, error: DeskError, block: NeedBlock) -> None:
        self._saving = None
        self._saving_lines.pop(block, None)
        self._queued.clear()
        self._late.clear()
        if block.row is not None:
            self._show_need(block, block.row)
        self._shell.told(error)

    def _add_line(self, block: NeedBlock, after: RequirementLine | None = None) -> None:
        if after is not None and after.row is None and not after.prose.value("text").strip():
            return
        if block.row is None and self._saving is not block:
            block.quote.edit()
            return
        line = next((line for line in block.lines if line.row is None and not line.text().strip()), None)
        line = line or self._new_line(block, len(block.lines))
        line.prose.edit("text")
        self._area.ensureWidgetVisible(line)

    def _move(self, block: NeedBlock, by: int) -> None:
        row, place = block.row, self.blocks.index(block) + by
        if row is not None and 0 <= place < len(self.blocks):
            self._shell.write(lambda: self._shell.desk.needs.move(row.id, place))

    def _move_line(self, block: NeedBlock, line: RequirementLine, by: int) -> None:
        row, place = line.row, block.lines.index(line) + by
        if row is not None and 0 <= place < len(block.lines):
            self._shell.write(lambda: self._shell.desk.needs.move_requirement(row.id, place))

    def _delete(self, block: NeedBlock) -> None:
        row = block.row
        if row is None:
            self._abandon(block)
            return
        neighbour(self.blocks, block).quote.setFocus()
        self._shell.write(lambda: self._shell.desk.needs.trash(row.id), say="Need moved to the Trash")

    def _delete_line(self, block: NeedBlock, line: RequirementLine) -> None:
        row = line.row
        if row is None:
            self._abandon_line(block, line)
            return
        neighbour(block.lines, line).take_focus()
        self._shell.write(
            lambda: self._shell.desk.needs.trash_requirement(row.id), say="Requirement moved to the Trash"
        )

    def _abandon(self, block: NeedBlock) -> None:
        if block in self.blocks and self._saving is not block:
            if self.blocks == [block]:
                self._stack.setCurrentIndex(1)
            else:
                pass_keyboard(block, neighbour(self.blocks, block).quote)
            self._remove(block)

    def _abandon_line(self, block: NeedBlock, line: RequirementLine) -> None:
        if line in block.lines and self._saving_lines.get(block) is not line:
            pass_keyboard(line, block.add_requirement)
            block.remove_line(line)

    def _ask_source(self, block: NeedBlock) -> None:
        row = block.row
        if row is None or self._sheet is None:
            return

        def save(values: dict[str, FieldValue]) -> None:
            self._shell.write(lambda: self._shell.desk.needs.edit(row.id, **values))

        SourceSheet(self.window(), row, self._sheet.people, self._shell.today, save).open()

    def _ask_cost(self, block: NeedBlock) -> None:
        row = block.row
        if row is None:
            return

        def save(values: dict[str, FieldValue]) -> None:
            self._shell.write(lambda: self._shell.desk.needs.edit(row.id, **values))

        CostSheet(self.window(), row, self._currency(), save).open()

    def _currency(self) -> str:
        fees = [work.fee.currency for work in (self._sheet.engagements if self._sheet else ()) if work.fee is not None]
        costs = [block.row.cost.currency for block in self.blocks if block.row is not None and block.row.cost]
        return next(iter([*costs, *fees]), "EUR")

    def _open_criterion(self, line: RequirementLine) -> None:
        row, sheet = line.row, self._sheet
        if row is not None and row.criterion_id:
            self._shell.open_record("criterion", row.criterion_id)
        elif sheet is not None and sheet.evaluations:
            self._shell.open_part("evaluation", sheet.evaluations[0].id, "step", "products")
        else:
            self._shell.toast.say("There is no evaluation for this client yet; start one in the tab Evaluations.")

    def _choose_criterion(self, line: RequirementLine) -> None:
        sheet, desk = self._sheet, self._shell.desk
        if line.row is None or sheet is None:
            return
        self._shell.read(lambda: criteria_of(desk, sheet.id), lambda found: self._offer(line, found), key="criteria")

    def _offer(self, line: RequirementLine, found: Sequence[CriterionChoice]) -> None:
        row = line.row
        if row is None:
            return
        if not found:
            self._shell.toast.say("There is no criterion to link to yet; start an evaluation in the tab Evaluations.")
            return
        items = [MenuItem(choice.name, partial(self._link, row, choice.id)) for choice in found]
        open_menu(line.criterion, items)

    def _link(self, row: RequirementRow, criterion_id: str) -> None:
        self._shell.write(lambda: self._shell.desk.evaluations.link_requirement(row.id, criterion_id))

    def _adopted(self) -> NeedBlock | None:
        """Return the block whose first text has just become a need."""
        block, self._saving = self._saving, None
        return block

    def _adopted_line(self, block: NeedBlock, row: RequirementRow) -> RequirementLine:
        """Return the line a requirement was first written in, showing what was typed there since."""
        line = self._saving_lines.pop(block)
        line.show_row(replace(row, text=line.text() or row.text, test=line.test(), moscow=line.moscow.value))
        return line

    def _flush(self) -> None:
        """Write what was typed into a new need or requirement before its id was known."""
        if self._saving is None and self._queued:
            queued, self._queued = self._queued, []
            newest = next((block for block in reversed(self.blocks) if block.row is not None), None)
            for field, value in queued:
                if newest is not None:
                    self._edit(newest, field, value)
        late, self._late = self._late, []
        for block, line, field, value in late:
            if block in self.blocks and line in block.lines:
                self._edit_line(block, line, field, value)

    def _order(self, blocks: Sequence[NeedBlock], *, force: bool = False) -> None:
        if list(blocks) == self.blocks and not force:
            return
        self.blocks = list(blocks)
        for place, block in enumerate(self.blocks):
            self._area.column.removeWidget(block)
            self._area.column.insertWidget(place, block)
            block.show()

    def _remove(self, block: NeedBlock) -> None:
        self.blocks.remove(block)
        self._area.column.removeWidget(block)
        block.hide()
        block.deleteLater()

    def _forget(self) -> None:
        """Report what is being typed; blocks stay and show the needs of another engagement, which is quicker."""
        for block in list(self.blocks):
            for prose in (block.quote, block.need, *(line.prose for line in block.lines)):
                prose.close_editors()
        for block in [block for block in self.blocks if block.row is None]:
            self._remove(block)
        self._saving = None
        self._saving_lines.clear()
        self._queued.clear()
        self._late.clear()
