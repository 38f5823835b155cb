"""The sheets around the lock: lock weights and scores, open them again with a reason, see what changed since."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby

from PySide6.QtWidgets import QApplication, QWidget

from consultant_desk.domain.clock import parse_instant
from consultant_desk.errors import DeskError
from consultant_desk.services.rows.locks import LockStage, LockState, Reopening
from consultant_desk.services.sheet import EvaluationSheet
from ui.entry import formats
from ui.shell import Shell
from ui.widgets.dialogs import Sheet
from ui.widgets.fields import TextArea
from ui.widgets.form import labelled
from ui.widgets.panels import ScrollArea
from ui.widgets.text import Text

LOCK = "Lock weights and scores"
LOCK_AGAIN = "Lock again"
OPEN_AGAIN = "Open again with a reason"
CHANGES = "What changed since the lock"
BLIND = "Blind: interests hidden until locked"

AFTER = (
    "From then on your interests in the products are shown, and no weight and no score changes without a reason. "
    "Reason and changes are printed in the report."
)
AFTER_AGAIN = (
    "From then on no weight and no score changes without another reason. Reasons and changes are printed in the report."
)
FOR_GOOD = "This cannot be taken back: undo does not go behind it."


def moment(instant: str) -> str:
    """Return a stored instant as local date and time."""
    return formats().time(parse_instant(instant))


def grouped(sha256: str) -> str:
    """Return the first eight digits of a digest as 8f3c 21a7."""
    return f"{sha256[:4]} {sha256[4:8]}"


def locked_words(state: LockState) -> str:
    """Return when and as what an evaluation was locked: "Locked 18 Nov 2026, 16:42 · 8f3c 21a7"."""
    return f"Locked {moment(state.locked_at)} · {grouped(state.sha256)}"


class LockSheet(Sheet):
    """Says what is locked and what follows, then locks it."""

    def __init__(self, parent: QWidget, shell: Shell, sheet: EvaluationSheet) -> None:
        again = sheet.lock.stage is LockStage.OPEN
        super().__init__(parent, LOCK_AGAIN if again else LOCK, width=480)
        self._shell, self._evaluation = shell, sheet.id
        for words in (*size_words(sheet), AFTER_AGAIN if again else AFTER, FOR_GOOD):
            self.body.addWidget(Text(words, tone="text2", wrap=True))
        if again:
            count = len(sheet.lock.reopenings[-1].changes)
            words = f"{count} change{'' if count == 1 else 's'} since it was opened: {sheet.lock.reopenings[-1].reason}"
            self.body.insertWidget(1, Text(words, wrap=True))
        self.cancel = self.add_cancel()
        self.do = self.add_primary(LOCK_AGAIN if again else LOCK, self._lock, icon="lock")

    def _lock(self) -> None:
        area, evaluation = self._shell.desk.evaluations, self._evaluation
        self.do.setEnabled(False)
        self._shell.write(lambda: area.lock(evaluation), self._locked, failed=self._refused)

    def _locked(self, state: LockState) -> None:
        self.accept()
        self._shell.toast.say(locked_words(state))

    def _refused(self, error: DeskError) -> None:
        self.do.setEnabled(True)
        self.say_problem(error.sentence())


def size_words(sheet: EvaluationSheet) -> tuple[str, ...]:
    """Say how much is locked, and what is unknown of it."""
    problem = sheet.problem
    cells = len(problem.criteria) * len(problem.candidates)
    known = sum(not cell.unknown for cell in problem.cells)
    size = (
        f"{_counted(len(problem.criteria), 'criterion', 'criteria')} with their scales and weights, "
        f"{_counted(len(problem.candidates), 'product', 'products')} and {known} of {cells} scores."
    )
    if known == cells:
        return (size,)
    unknown = _counted(cells - known, "score is unknown and stays", "scores are unknown and stay")
    return size, f"{unknown} so: each counts as anything from 0 to 100."


class ReasonSheet(Sheet):
    """Asks why what is locked has to change; `repeat` then does what was refused."""

    def __init__(
        self, parent: QWidget, shell: Shell, evaluation_id: str, why: str, repeat: Callable[[], None] | None
    ) -> None:
        super().__init__(parent, OPEN_AGAIN, width=480)
        self._shell, self._evaluation, self._repeat = shell, evaluation_id, repeat
        self.reason = TextArea(name="Reason", placeholder="The vendor corrected a price", lines=3)
        if why:
            self.body.addWidget(Text(why, wrap=True))
        self.body.addWidget(labelled("Reason", self.reason))
        words = "Your client reads the reason in the report, with every change you make under it."
        self.body.addWidget(Text(words, tone="text2", wrap=True))
        self.add_cancel()
        self.do = self.add_primary("Open again", self._open, icon="lock-open")

    def _open(self) -> None:
        area, evaluation, reason = self._shell.desk.evaluations, self._evaluation, self.reason.toPlainText()
        self.do.setEnabled(False)
        self._shell.write(lambda: area.open_again(evaluation, reason), self._opened, failed=self._refused)

    def _opened(self, _state: LockState) -> None:
        repeat = self._repeat
        self.accept()
        self._shell.toast.say("Weights and scores are open for changes")
        if repeat is not None:
            repeat()

    def _refused(self, error: DeskError) -> None:
        self.do.setEnabled(True)
        self.say_problem(error.sentence())
        self.reason.setFocus()


class ChangesSheet(Sheet):
    """Lists what was changed after the lock, by reason."""

    def __init__(self, parent: QWidget, state: LockState) -> None:
        super().__init__(parent, CHANGES, width=560)
        self.body.addWidget(Text(f"Locked first {moment(state.first_locked_at)}", tone="text2"))
        area = ScrollArea(margins=(0, 0, 0, 0), spacing=4)
        for one in state.reopenings:
            self._list(area, one)
        if not state.reopenings:
            area.column.addWidget(Text("Nothing was changed after that.", wrap=True))
        area.column.addStretch(1)
        area.setMinimumHeight(min(80 + 24 * sum(len(one.changes) + 3 for one in state.reopenings), 420))
        self.body.addWidget(area, 1)
        self.add_primary("Close", self.accept)

    def _list(self, area: ScrollArea, one: Reopening) -> None:
        column = area.column
        column.addWidget(Text(one.reason, bold=True, wrap=True))
        until = f"locked again {moment(one.locked_at)}" if one.locked_at else "open now"
        column.addWidget(Text(f"Opened {moment(one.opened_at)}, {until}", "small", "text2", wrap=True))
        if not one.changes:
            column.addWidget(Text("Nothing was changed.", wrap=True))
        for part, changes in groupby(one.changes, key=lambda change: change.part):
            column.addSpacing(4)
            column.addWidget(Text(part.value, "small", "text2"))
            for change in changes:
                column.addWidget(Text(change.text, wrap=True, tabular=True))
        column.addSpacing(12)


def ask_lock(shell: Shell, sheet: EvaluationSheet) -> LockSheet:
    """Ask before weights and scores are locked."""
    asked = LockSheet(shell.window, shell, sheet)
    asked.open()
    asked.cancel.setFocus()
    return asked


def mend_lock(shell: Shell, sheet: EvaluationSheet, *, bad: str) -> Sheet | None:
    """Open what a line about the lock leads to: `bad` says why a locked evaluation has to be opened, or is empty."""
    if not sheet.lock.held:
        return ask_lock(shell, sheet)
    if bad:
        return ask_reason(shell, sheet.id, bad)
    told = ChangesSheet(shell.window, sheet.lock)
    told.open()
    return told


def ask_reason(
    shell: Shell, evaluation_id: str, why: str, repeat: Callable[[], None] | None = None
) -> ReasonSheet | None:
    """Ask for a reason over whatever is in front; nothing while it is being asked already."""
    above = QApplication.activeModalWidget()
    if isinstance(above, ReasonSheet):
        return None
    asked = ReasonSheet(above or shell.window, shell, evaluation_id, why, repeat)
    asked.open()
    return asked


def _counted(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"
