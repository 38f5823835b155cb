"""The step Products: what is compared, in which order, and what was considered and left out, by which requirement."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from consultant_desk.services.rows.candidates import RejectedRow
from ui.evaluations.actions import EvaluationActions
from ui.evaluations.name_sheet import NameSheet
from ui.evaluations.product_sheets import AddProductSheet, RejectSheet
from ui.evaluations.session import EvaluationSession
from ui.models.table import Cell, Column
from ui.shell import Shell
from ui.widgets.buttons import Button, MenuItem, build_menu
from ui.widgets.panels import EmptyState, GroupBand, ScrollArea, Surface, clear_layout
from ui.widgets.table import RecordTable
from ui.widgets.text import Text

if TYPE_CHECKING:
    from consultant_desk.services.sheet import EvaluationSheet

ROW, HEAD = 32, 32


@dataclass(frozen=True, slots=True)
class CandidateLine:
    """One product on the short list."""

    key: str
    place: int
    name: str
    product_id: str
    baseline: bool
    known: int
    total: int
    fails: str
    musts: str


class _Candidates(RecordTable[CandidateLine]):
    def __init__(self, answer: Callable[[QKeyEvent], bool], menu: Callable[[str], list[MenuItem]]) -> None:
        columns: tuple[Column[CandidateLine], ...] = (
            Column("", lambda row: Cell(str(row.place), "text2"), width=56, number=True),
            Column("Product", lambda row: Cell(row.name, bold=True)),
            Column("", _kind, width=170),
            Column("Scores known", lambda row: Cell(f"{row.known} of {row.total}"), 110, number=True),
            Column("Must-haves", _musts, width=220),
        )
        super().__init__(columns, lambda row: row.key, name="Products compared")
        self._answer, self._menu = answer, menu
        self.setSortingEnabled(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, reject or delete the current product."""
        if not self._answer(event):
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done to the product."""
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            self.setCurrentIndex(self.indexAt(event.pos()))
        if self.current_key():
            build_menu(self, self._menu(self.current_key())).popup(event.globalPos())


class ProductsStep(QWidget):
    """The short list over the rejected ones."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell: Shell | None = None
        self._actions: EvaluationActions | None = None
        self._lines: tuple[CandidateLine, ...] = ()
        self.table = _Candidates(self._answer, self._menu)
        self.table.opened.connect(self._open)
        bar = Surface("bg0", lines=("bottom",))
        bar.setFixedHeight(56)
        row = QHBoxLayout(bar)
        row.setContentsMargins(24, 0, 24, 0)
        row.setSpacing(8)
        row.addWidget(Text("Keep what you have is always one of them.", tone="text2"), 1)
        self._reject_button = Button("Reject", icon="x", run=lambda: self._reject(self.table.current_key()))
        row.addWidget(self._reject_button)
        row.addWidget(Button("Add product", icon="plus", run=self.add))
        self._empty = EmptyState(
            "Put the products on the short list that could do the job, and what they have now.",
            icon="package",
            title="No products yet",
            action=("Add product", self.add),
        )
        self._band = GroupBand("Considered and rejected")
        self._area = ScrollArea(margins=(0, 0, 0, 0), spacing=0)
        self._rejected = self._area.column
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (bar, self.table, self._empty, self._band):
            column.addWidget(part, 3 if part is self.table else 0)
        column.addWidget(self._area, 2)
        self.setFocusProxy(self.table)

    def attach(self, shell: Shell, actions: EvaluationActions) -> None:
        """Give the step what it works with."""
        self._shell, self._actions = shell, actions

    def show_sheet(self, sheet: EvaluationSheet, session: EvaluationSession) -> None:
        """Show the short list and the rejected ones."""
        self._lines = tuple(
            _line(place, item.id, sheet, session) for place, item in enumerate(sheet.problem.candidates, 1)
        )
        self.table.set_rows(self._lines)
        if self._lines and not self.table.current_key():
            self.table.choose(self._lines[0].key)
        self.table.setVisible(bool(self._lines))
        self.table.setMinimumHeight(min(HEAD + ROW * len(self._lines), 240))
        self.table.setMaximumHeight(HEAD + ROW * len(self._lines) + 2)
        self._empty.setVisible(not self._lines)
        self._reject_button.setEnabled(bool(self._lines))
        self._band.set("Considered and rejected", str(len(sheet.rejected)))
        self._band.setVisible(bool(sheet.rejected))
        clear_layout(self._rejected)
        for row in sheet.rejected:
            self._rejected.addWidget(self._rejected_row(row))
        self._rejected.addStretch(1)

    def add(self) -> None:
        """Ask for a product of the catalogue or a new name."""
        if self._shell is not None and self._actions is not None:
            AddProductSheet(self, self._shell, self._actions).open()

    def _answer(self, event: QKeyEvent) -> bool:
        key, actions = self.table.current_key(), self._actions
        if not key or actions is None:
            return False
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if alt and event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            actions.move_candidate(key, -1 if event.key() == Qt.Key.Key_Up else 1)
        elif event.key() == Qt.Key.Key_Delete:
            actions.delete_candidate(actions.sheet.candidates[key])
        elif event.key() == Qt.Key.Key_R and not event.modifiers():
            self._reject(key)
        elif event.key() == Qt.Key.Key_F2:
            self._rename(key)
        else:
            return False
        return True

    def _menu(self, key: str) -> list[MenuItem]:
        actions = self._actions
        line = next((line for line in self._lines if line.key == key), None)
        if actions is None or line is None:
            return []
        record = actions.sheet.candidates[key]
        opened = [MenuItem("Open in Products", lambda: self._open(key), "arrow-up-right")] if line.product_id else []
        return [
            *opened,
            MenuItem("Rename", lambda: self._rename(key), "pencil", "F2"),
            MenuItem(
                "This is what they have now",
                lambda: actions.set_baseline(key, baseline=not line.baseline),
                checked=line.baseline,
            ),
            MenuItem("Move up", lambda: actions.move_candidate(key, -1), "arrow-up", "Alt+Up"),
            MenuItem("Move down", lambda: actions.move_candidate(key, 1), "arrow-down", "Alt+Down"),
            MenuItem(""),
            MenuItem("Reject", lambda: self._reject(key), "x", "R", enabled=not line.baseline),
            MenuItem("Delete", lambda: actions.delete_candidate(record), "trash-2", "Del"),
        ]

    def _open(self, key: str) -> None:
        line = next((line for line in self._lines if line.key == key), None)
        if line is not None and line.product_id and self._shell is not None:
            self._shell.open_record("product", line.product_id)

    def _rename(self, key: str) -> None:
        actions = self._actions
        line = next((line for line in self._lines if line.key == key), None)
        if actions is not None and line is not None:
            NameSheet(
                self, "Rename product", "Name", line.name, "Rename", lambda name: actions.rename_candidate(key, name)
            ).open()

    def _reject(self, key: str) -> None:
        if key and self._actions is not None:
            line = next(line for line in self._lines if line.key == key)
            RejectSheet(self, self._actions, key, line.name).open()

    def _rejected_row(self, rejected: RejectedRow) -> QWidget:
        box = Surface("bg0", lines=("bottom",))
        row = QHBoxLayout(box)
        row.setContentsMargins(24, 6, 16, 6)
        row.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Text(rejected.name))
        why = ". ".join(part for part in (rejected.requirement, rejected.why) if part)
        words.addWidget(Text(why or "No reason noted", "small", "text2"))
        row.addLayout(words, 1)
        back = Button("Put back", small=True, run=lambda: self._put_back(rejected.id))
        back.setAccessibleName(f"Put {rejected.name} back on the short list")
        row.addWidget(back)
        return box

    def _put_back(self, record: str) -> None:
        if self._actions is not None:
            self._actions.restore_candidate(record)


def _line(place: int, key: str, sheet: EvaluationSheet, session: EvaluationSession) -> CandidateLine:
    candidate = sheet.problem.candidates[place - 1]
    total = len(sheet.problem.criteria)
    unknown = len(session.unknown_of(key))
    line = session.line(key)
    failed = line.failed_musts if line is not None else ()
    ruled = [item.id for item in sheet.problem.criteria if item.must is not None]
    open_ones = line.unknown_musts if line is not None else ()
    musts = "" if not ruled else f"{len(open_ones)} not known" if open_ones else "all met"
    names = [item.name for criterion in failed if (item := session.criterion_named(criterion)) is not None]
    return CandidateLine(
        key,
        place,
        candidate.name,
        sheet.products.get(key, ""),
        baseline=candidate.baseline,
        known=total - unknown,
        total=total,
        fails=", ".join(names),
        musts=musts,
    )


def _kind(row: CandidateLine) -> Cell:
    if row.baseline:
        return Cell("what they have now", chip="info")
    return Cell("in the catalogue" if row.product_id else "", tone="text2", icon="package" if row.product_id else "")


def _musts(row: CandidateLine) -> Cell:
    return Cell(f"fails {row.fails}", tone="bad", icon="flag") if row.fails else Cell(row.musts, tone="text2")
