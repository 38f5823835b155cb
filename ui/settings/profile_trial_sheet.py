"""What a statement is under a profile: how much of it fits, the first lines as read, and what would be held."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ui.earnings.words import STATUS_WORDS
from ui.entry import money_text
from ui.models.table import Cell, Column
from ui.widgets.dialogs import Sheet
from ui.widgets.table import RecordTable
from ui.widgets.text import Text

if TYPE_CHECKING:
    from consultant_desk.services.rows.profiles import Trial, TriedLine

WIDTH, HEIGHT = 900, 340
NOTES = 4


def _state(line: TriedLine) -> Cell:
    if line.status is None:
        return Cell("Held", chip="warn") if line.held is not None else Cell("Left out", chip="quiet")
    word, mood = STATUS_WORDS[line.status]
    return Cell(word, chip=mood)


def _why(line: TriedLine) -> Cell:
    if line.held is not None:
        return Cell(f"{line.held.value}: {line.detail}" if line.detail else line.held.value, "warn")
    return Cell(line.ignored, "text2")


COLUMNS: tuple[Column[TriedLine], ...] = (
    Column("Line", lambda line: Cell(str(line.line), "text2"), 64, number=True, sort=lambda line: line.line),
    Column("Date", lambda line: Cell(line.date), 104),
    Column("Programme", lambda line: Cell(line.programme, bold=True)),
    Column("Amount", lambda line: Cell(money_text(line.amount)), 128, number=True),
    Column("State", _state, 112),
    Column("Why", _why, least=220),
)


class ProfileTrialSheet(Sheet):
    """The answer of a test; closing it leaves everything as it was."""

    def __init__(self, parent: QWidget, trial: Trial) -> None:
        super().__init__(parent, f"{trial.profile_title[:40]} on {trial.file[:40]}", width=WIDTH)
        self.summary = Text(summary(trial), wrap=True)
        self.body.addWidget(self.summary)
        for warning in trial.warnings[:NOTES]:
            self.body.addWidget(Text(warning, "small", "warn", wrap=True))
        self.table = RecordTable(COLUMNS, lambda line: str(line.line), name="Lines as read")
        self.table.setMinimumHeight(HEIGHT)
        shown = {line.line: line for line in (*trial.lines, *trial.held)}
        self.table.set_rows(list(shown.values()))
        self.body.addWidget(self.table, 1)
        if len(shown) < trial.rows:
            self.body.addWidget(
                Text(f"Shown are the first {len(trial.lines)} lines, and the first held ones.", "small", "text2")
            )
        self.add_primary("Close", self.accept)
        self.begins_at = self.table


def summary(trial: Trial) -> str:
    """Return how much of a file a profile reads."""
    return (
        f"{trial.matched} of {trial.of} columns of the profile are in the file. Lines: {trial.readable} can be read, "
        f"{trial.held_count} would be held for you, {trial.ignored_count} left out. Nothing was changed."
    )
