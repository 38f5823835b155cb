"""The interests in an evaluation beside its result: hidden until weights and scores are locked, then in words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from consultant_desk.domain.evaluation.independence import Independence
from consultant_desk.domain.snapshot import InterestKind
from consultant_desk.services.sheet import EvaluationSheet, InterestRow
from ui.clients.wording import amount
from ui.evaluations.lock_sheets import LOCK
from ui.widgets.buttons import Button, Kind
from ui.widgets.marks import IconMark
from ui.widgets.text import Text

HIDDEN = "Hidden until weights and scores are locked."
SHOWN = "Interests, shown since the lock"
SAME = "Without any commission the ranking is the same."
NOT_SAME = "Computed again without any commission, the ranking differs: look at the evaluation file."


class InterestsBlock(QWidget):
    """A caption and a few sentences. `lock_wanted` asks for the lock that shows them; `said` follows other words."""

    lock_wanted = Signal()
    said = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Interests")
        self._marks = [IconMark(icon, "text2", size=14) for icon in ("eye-off", "eye")]
        self._caption = Text("", "small", "text2")
        self._words = Text("", wrap=True, tabular=True)
        self._lock = Button(LOCK, Kind.LINK, icon="lock", run=self.lock_wanted.emit)
        head = QHBoxLayout()
        head.setSpacing(6)
        for mark in self._marks:
            head.addWidget(mark)
        head.addWidget(self._caption, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._words)
        column.addWidget(self._lock, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    @property
    def words(self) -> str:
        """Return the sentences shown."""
        return self._words.text()

    def show_sheet(self, sheet: EvaluationSheet, independence: Independence | None) -> None:
        """Show what is known of the interests; `independence` is None while they are hidden."""
        blind = sheet.lock.blind
        for mark, shown in zip(self._marks, (blind, not blind), strict=True):
            mark.setVisible(shown)
        self._caption.setText("Interests" if blind else SHOWN)
        self._lock.setVisible(blind and not sheet.incomplete)
        names = {one.id: one.name for one in sheet.problem.candidates}
        words = [HIDDEN] if blind else sentences(sheet.interests, names, independence)
        self._words.setText(" ".join(words))
        self.said.emit()


def sentences(interests: Sequence[InterestRow], names: dict[str, str], independence: Independence | None) -> list[str]:
    """Say who pays what, the best product that pays nothing, and that the ranking does not depend on it."""
    stated = {row.candidate: row for row in interests if row.stated and row.candidate in names}
    if not stated:
        return ["Nothing is stated yet; the report asks for it."]
    order = independence.paying if independence is not None else ()
    found = [paid(names[key], stated[key]) for key in order if key in stated]
    if not found:
        found.append("No product pays you anything.")
    if independence is None:
        return found
    free = independence.best_free
    if found and order and free:
        undeclared = "" if free in stated else ", as far as stated"
        found.append(f"Best product that pays nothing{undeclared}: {names[free]}, rank {independence.rank}.")
    elif order:
        found.append("Every product pays you.")
    return [*found, SAME if independence.same else NOT_SAME]


def paid(name: str, row: InterestRow) -> str:
    """Say in one sentence what ties the consultant to the vendor of a product."""
    about = f", about {amount(row.expected)}" if row.expected is not None else ""
    basis = row.basis.strip().rstrip(".")
    match row.kind:
        case InterestKind.CLIENT:
            return f"The vendor of {name} is a client of yours."
        case InterestKind.INVESTOR:
            return f"You hold a share in the vendor of {name}."
        case _ if basis or about:
            return f"{name} pays you {basis or 'a commission'}{about}."
    return f"{name} pays you."
