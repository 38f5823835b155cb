"""The list of evaluations: title, client, state, how much is known, verdict, last change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from consultant_desk.services.rows.evaluations import EvaluationRow
from ui.entry import day_text
from ui.models.table import Cell, Column
from ui.widgets.chips import Mood
from ui.widgets.fields import SearchField
from ui.widgets.panels import EmptyState, Surface
from ui.widgets.table import RecordTable, RowMenu

STATE_MOODS: dict[str, Mood] = {"open": "quiet", "decided": "info", "archived": "quiet"}
VERDICT_ICONS = {"clear": "circle-check", "close": "git-compare", "none": "circle-dashed"}


class _Table(RecordTable[EvaluationRow]):
    deleted = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the current evaluation to the Trash with Delete."""
        if event.key() == Qt.Key.Key_Delete and self.current_key():
            self.deleted.emit(self.current_key())
        else:
            super().keyPressEvent(event)


class EvaluationsList(QWidget):
    """Rows with a search; `opened` and `deleted` carry an id, `searched` the words looked for."""

    opened = Signal(str)
    deleted = Signal(str)
    searched = Signal(str)
    wanted = Signal()
    import_wanted = Signal()

    def __init__(self, menu: RowMenu, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self.search = SearchField("Search evaluations")
        self.search.setMaximumWidth(320)
        self.search.textChanged.connect(self.searched)
        self.table = _Table(self._columns(), lambda row: row.id, name="Evaluations", menu=menu)
        self.search.left_down.connect(self.table.setFocus)
        self.table.opened.connect(self.opened)
        self.table.deleted.connect(self.deleted)
        bar = Surface("bg0", lines=("bottom",))
        row = QHBoxLayout(bar)
        row.setContentsMargins(24, 12, 24, 12)
        row.addWidget(self.search, 1)
        row.addStretch(1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(
            EmptyState(
                "An evaluation compares products on what counts for one client, and shows how sure the answer is.",
                icon="scale",
                title="No evaluations yet",
                action=("New evaluation", self.wanted.emit),
                second=("Import an evaluation file", self.import_wanted.emit),
            )
        )
        self._stack.addWidget(EmptyState("No evaluation or client holds these words.", icon="search"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self._stack, 1)

    def show_rows(self, rows: Sequence[EvaluationRow]) -> None:
        """Show these evaluations, or why there are none."""
        self.table.set_rows(rows)
        if rows and not self.table.current_key():
            self.table.choose(rows[0].id)
        self._stack.setCurrentIndex(0 if rows else 2 if self.search.text().strip() else 1)

    def take_focus(self) -> None:
        """Put the keyboard on the rows."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _columns(self) -> tuple[Column[EvaluationRow], ...]:
        return (
            Column("Evaluation", lambda row: Cell(row.title)),
            Column("Client", lambda row: Cell(row.client), width=150),
            Column("State", lambda row: Cell(row.status, chip=STATE_MOODS.get(row.status, "quiet")), width=90),
            Column("Products", lambda row: Cell(str(row.candidates)), 76, number=True, sort=lambda row: row.candidates),
            Column("Scores", _known, width=84, number=True, sort=lambda row: row.scores_known),
            Column("Verdict", _verdict),
            Column("Last change", self._changed, width=110, sort=lambda row: row.updated_at),
        )

    def _changed(self, row: EvaluationRow) -> Cell:
        return Cell(day_text(row.updated_at, self._today()), tone="text2")


def _known(row: EvaluationRow) -> Cell:
    return Cell(f"{row.scores_known} of {row.scores_total}", tone="text2")


def _verdict(row: EvaluationRow) -> Cell:
    return Cell(row.verdict, icon=VERDICT_ICONS.get(row.verdict_kind, "") if row.verdict else "")
