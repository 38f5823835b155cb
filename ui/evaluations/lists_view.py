"""The view Lists of the step Products: what is compared, what is only looked at, what was rejected and by which."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from consultant_desk.domain.sentences import ended
from consultant_desk.services.rows.candidates import RejectedRow
from ui.evaluations.actions import EvaluationActions
from ui.evaluations.coverage_model import musts_words, standings_of
from ui.evaluations.evidence_words import shown_by
from ui.evaluations.name_sheet import NameSheet
from ui.evaluations.product_sheets import JoinProductSheet
from ui.evaluations.reject_sheet import RejectSheet
from ui.evaluations.session import EvaluationSession
from ui.models.table import Cell, Column
from ui.shell import Shell
from ui.widgets.buttons import Button, MenuItem
from ui.widgets.panels import EmptyState, GroupBand, ScrollArea, Surface, clear_layout
from ui.widgets.reading import pass_keyboard
from ui.widgets.table import RecordTable, RowMenu
from ui.widgets.text import Text

if TYPE_CHECKING:
    from consultant_desk.domain.coverage import Standing
    from consultant_desk.services.sheet import EvaluationSheet

ROW, HEAD = 32, 32
JOIN = "Join to a product of the catalogue …"


@dataclass(frozen=True, slots=True)
class CandidateLine:
    """One product on the short or the long list; `key` is its key on the short list, its record id on the long one."""

    key: str
    record: str
    place: int
    name: str
    product_id: str
    requirements: str
    misses: str = ""
    baseline: bool = False
    known: int = 0
    total: int = 0
    fails: str = ""
    musts: str = ""


class _Candidates(RecordTable[CandidateLine]):
    """A list as high as its rows; keys and menu are the view's."""

    def __init__(
        self,
        columns: tuple[Column[CandidateLine], ...],
        name: str,
        answer: Callable[[QKeyEvent], bool],
        menu: RowMenu,
    ) -> None:
        super().__init__(columns, lambda row: row.key, name=name, menu=menu)
        self._answer = answer
        self.setSortingEnabled(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_lines(self, lines: tuple[CandidateLine, ...], beside: QWidget) -> None:
        """Show these rows, all of them at once; nothing without any, and the keyboard goes to what is `beside`."""
        place = self.currentIndex().row()
        self.set_rows(lines)
        if lines and not self.current_key():
            self.choose(lines[min(max(place, 0), len(lines) - 1)].key)
        self.setFixedHeight(HEAD + ROW * len(lines))
        if not lines:
            pass_keyboard(self, beside)
        self.setVisible(bool(lines))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, reject or delete the current product."""
        if not self._answer(event):
            super().keyPressEvent(event)


class ListsView(QWidget):
    """The short list over the long list over the rejected ones."""

    add_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell: Shell | None = None
        self._actions: EvaluationActions | None = None
        self._lines: dict[str, CandidateLine] = {}
        self._long_lines: dict[str, CandidateLine] = {}
        self.table = _Candidates(_SHORT_COLUMNS, "Products compared", self._answer, self._menu)
        self.table.opened.connect(self._open)
        self.long = _Candidates(_LONG_COLUMNS, "Products only looked at", self._answer_long, self._long_menu)
        self.long.opened.connect(self._shortlist)
        self._empty = EmptyState(
            "Put the products on the short list that could do the job, and what they have now.",
            icon="package",
            title="No products yet",
            action=("Add product", self.add_wanted.emit),
        )
        self._long_band = GroupBand("Long list")
        self._band = GroupBand("Considered and rejected")
        self._rejected = QVBoxLayout()
        self._rejected.setSpacing(0)
        self._area = ScrollArea(margins=(0, 0, 0, 24), spacing=0)
        for part in (self.table, self._empty, self._long_band, self.long, self._band):
            self._area.column.addWidget(part)
        self._area.column.addLayout(self._rejected)
        self._area.column.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._area)
        for table in (self.table, self.long):
            table.chosen.connect(lambda _key, table=table: self._keep_visible(table))
        self.setFocusProxy(self.table)

    def attach(self, shell: Shell, actions: EvaluationActions) -> None:
        """Give the view what it works with."""
        self._shell, self._actions = shell, actions

    def show_sheet(self, sheet: EvaluationSheet, session: EvaluationSession) -> None:
        """Show the three lists."""
        standings = standings_of(sheet)
        texts = {one.id: one.text for need in sheet.needs for one in need.requirements}
        short = tuple(
            _short_line(place, item.id, sheet, session, standings, texts)
            for place, item in enumerate(sheet.problem.candidates, 1)
        )
        long = tuple(
            CandidateLine(
                row.id,
                row.id,
                place,
                row.name,
                row.product_id,
                musts_words(standings.get(row.id)),
                _missed(standings.get(row.id), texts),
            )
            for place, row in enumerate(sheet.long_list, 1)
        )
        self._lines, self._long_lines = {line.key: line for line in short}, {line.key: line for line in long}
        stays = self.table if short else self.long if long else self._empty
        if stays is self._empty:
            self._empty.show()
        for table in (self.table, self.long) if short else (self.long, self.table):  # what stays is shown first
            table.show_lines(short if table is self.table else long, stays)
        if stays is not self._empty:
            pass_keyboard(self._empty, stays)
            self._empty.hide()
        self._long_band.set("Long list", str(len(long)))
        self._long_band.setVisible(bool(long))
        self._band.set("Considered and rejected", str(len(sheet.rejected)))
        self._band.setVisible(bool(sheet.rejected))
        clear_layout(self._rejected)
        for row in sheet.rejected:
            self._rejected.addWidget(self._rejected_row(row))

    def reject_current(self) -> None:
        """Ask why the product that is chosen is rejected."""
        line = self._long_lines.get(self.long.current_key()) if self.long.hasFocus() else None
        self._reject(line or self._lines.get(self.table.current_key()))

    def _keep_visible(self, table: _Candidates) -> None:
        row = table.visualRect(table.currentIndex())
        self._area.ensureVisible(0, table.y() + HEAD + row.center().y(), 0, ROW)

    def _answer(self, event: QKeyEvent) -> bool:
        line, actions = self._lines.get(self.table.current_key()), self._actions
        if line is None or actions is None:
            return False
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if alt and event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            actions.move_candidate(line.key, -1 if event.key() == Qt.Key.Key_Up else 1)
        elif event.key() == Qt.Key.Key_Delete:
            actions.delete_candidate(line.record)
        elif event.key() == Qt.Key.Key_R and not event.modifiers():
            self._reject(line)
        elif event.key() == Qt.Key.Key_L and not event.modifiers() and not line.baseline:
            actions.unlist(line.record)
        elif event.key() == Qt.Key.Key_F2:
            self._rename(line)
        else:
            return False
        return True

    def _answer_long(self, event: QKeyEvent) -> bool:
        line, actions = self._long_lines.get(self.long.current_key()), self._actions
        if line is None or actions is None:
            return False
        if event.key() == Qt.Key.Key_S and not event.modifiers():
            actions.shortlist(line.record)
        elif event.key() == Qt.Key.Key_R and not event.modifiers():
            self._reject(line)
        elif event.key() == Qt.Key.Key_Delete:
            actions.delete_candidate(line.record)
        else:
            return False
        return True

    def _menu(self, key: str) -> list[MenuItem]:
        actions, line = self._actions, self._lines.get(key)
        if actions is None or line is None:
            return []
        return [
            *self._open_item(line),
            MenuItem("Rename", lambda: self._rename(line), "pencil", "F2"),
            MenuItem(
                "This is what they have now",
                lambda: actions.set_baseline(key, baseline=not line.baseline),
                checked=line.baseline,
            ),
            MenuItem("Move up", lambda: actions.move_candidate(key, -1), "arrow-up", "Alt+Up"),
            MenuItem("Move down", lambda: actions.move_candidate(key, 1), "arrow-down", "Alt+Down"),
            MenuItem(""),
            MenuItem(
                "Back to the long list", lambda: actions.unlist(line.record), "list-filter", "L",
                enabled=not line.baseline,
            ),
            MenuItem("Reject", lambda: self._reject(line), "x", "R", enabled=not line.baseline),
            MenuItem("Delete", lambda: actions.delete_candidate(line.record), "trash-2", "Del"),
        ]  # fmt: skip

    def _long_menu(self, key: str) -> list[MenuItem]:
        actions, line = self._actions, self._long_lines.get(key)
        if actions is None or line is None:
            return []
        return [
            *self._open_item(line),
            MenuItem("To the short list", lambda: self._shortlist(key), "check", "S"),
            MenuItem("Reject", lambda: self._reject(line), "x", "R"),
            MenuItem("Delete", lambda: actions.delete_candidate(line.record), "trash-2", "Del"),
        ]

    def _open_item(self, line: CandidateLine) -> list[MenuItem]:
        shell, actions = self._shell, self._actions
        if shell is None or actions is None:
            return []
        if not line.product_id:
            return [
                MenuItem(JOIN, lambda: JoinProductSheet(self, shell, actions, line.record, line.name).open(), "link")
            ]
        return [MenuItem("Open in Products", lambda: shell.open_record("product", line.product_id), "arrow-up-right")]

    def _open(self, key: str) -> None:
        line = self._lines.get(key)
        if line is not None and line.product_id and self._shell is not None:
            self._shell.open_record("product", line.product_id)

    def _shortlist(self, key: str) -> None:
        line = self._long_lines.get(key)
        if line is not None and self._actions is not None:
            self._actions.shortlist(line.record)

    def _rename(self, line: CandidateLine) -> None:
        actions = self._actions
        if actions is not None:
            NameSheet(
                self,
                "Rename product",
                "Name",
                line.name,
                "Rename",
                lambda name: actions.rename_candidate(line.key, name),
            ).open()

    def _reject(self, line: CandidateLine | None) -> None:
        if line is not None and line.baseline and self._shell is not None:
            self._shell.toast.warn(f"{line.name} is what they have now: it is compared, and never rejected.")
        elif line is not None and self._actions is not None:
            RejectSheet(self, self._actions, line.record, line.name, requirement=line.misses).open()

    def _rejected_row(self, rejected: RejectedRow) -> QWidget:
        box = Surface("bg0", lines=("bottom",))
        row = QHBoxLayout(box)
        row.setContentsMargins(24, 6, 16, 6)
        row.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Text(rejected.name))
        known = {one.id: one for one in self._actions.sheet.evidence} if self._actions is not None else {}
        evidence = known.get(rejected.evidence_id)
        shown = f"Shown by {shown_by(evidence, self._actions.today())}" if self._actions and evidence else ""
        why = " ".join(ended(part) for part in (rejected.requirement, rejected.why, shown) if part)
        words.addWidget(Text(why or "No reason noted", "small", "text2", wrap=True))
        row.addLayout(words, 1)
        back = Button("Put back", small=True, run=lambda: self._put_back(rejected.id))
        back.setAccessibleName(f"Put {rejected.name} back on the short list")
        row.addWidget(back)
        return box

    def _put_back(self, record: str) -> None:
        if self._actions is not None:
            self._actions.restore_candidate(record)


def _short_line(
    place: int,
    key: str,
    sheet: EvaluationSheet,
    session: EvaluationSession,
    standings: Mapping[str, Standing],
    texts: Mapping[str, str],
) -> CandidateLine:
    candidate = sheet.problem.candidates[place - 1]
    total = len(sheet.problem.criteria)
    line = session.line(key)
    failed = line.failed_musts if line is not None else ()
    ruled = [item.id for item in sheet.problem.criteria if item.must is not None]
    open_ones = line.unknown_musts if line is not None else ()
    musts = "" if not ruled else f"{len(open_ones)} not known" if open_ones else "all met"
    names = [item.name for criterion in failed if (item := session.criterion_named(criterion)) is not None]
    standing = standings.get(sheet.candidates[key])
    return CandidateLine(
        key,
        sheet.candidates[key],
        place,
        candidate.name,
        sheet.products.get(key, ""),
        musts_words(standing),
        _missed(standing, texts),
        baseline=candidate.baseline,
        known=total - len(session.unknown_of(key)),
        total=total,
        fails=", ".join(names),
        musts=musts,
    )


def _missed(standing: Standing | None, texts: Mapping[str, str]) -> str:
    """Return the id of the first must that is known not to be met; empty when there is none."""
    return next((key for key in standing.failed if key in texts), "") if standing is not None else ""


def _kind(row: CandidateLine) -> Cell:
    if row.baseline:
        return Cell("what they have now", chip="info")
    return Cell("in the catalogue" if row.product_id else "", tone="text2", icon="package" if row.product_id else "")


def _musts(row: CandidateLine) -> Cell:
    return Cell(f"fails {row.fails}", tone="bad", icon="flag") if row.fails else Cell(row.musts, tone="text2")


def _requirements(row: CandidateLine) -> Cell:
    return Cell(row.requirements, tone="bad" if row.misses else "text2", icon="flag" if row.misses else "")


_SHORT_COLUMNS: tuple[Column[CandidateLine], ...] = (
    Column("", lambda row: Cell(str(row.place), "text2"), width=56, number=True),
    Column("Compared", lambda row: Cell(row.name, bold=True)),
    Column("", _kind, width=160),
    Column("Scores known", lambda row: Cell(f"{row.known} of {row.total}"), 100, number=True),
    Column("Must-haves of criteria", _musts, width=160),
    Column("Must requirements", _requirements, width=190),
)
_LONG_COLUMNS: tuple[Column[CandidateLine], ...] = (
    Column("", lambda row: Cell(str(row.place), "text2"), width=56, number=True),
    Column("Only looked at", lambda row: Cell(row.name)),
    Column("", _kind, width=160),
    Column("Must requirements", _requirements, width=190),
)
