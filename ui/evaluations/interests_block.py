"""The interests in an evaluation beside its result: hidden until weights and scores are locked, then in words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from consultant_desk.domain.earnings.counterfactuals import Counterfactuals
from consultant_desk.domain.evaluation.independence import Independence
from consultant_desk.domain.snapshot import InterestKind
from consultant_desk.services.sheet import EvaluationSheet, InterestRow
from ui.clients.wording import amount
from ui.entry import date_text
from ui.evaluations.alternatives_sheet import TITLE, AlternativesSheet, lines_of
from ui.evaluations.lock_sheets import LOCK
from ui.figures import number_text
from ui.widgets.buttons import Button, Kind
from ui.widgets.marks import IconMark
from ui.widgets.text import Text

HIDDEN = "Hidden until weights and scores are locked."
SHOWN = "Interests, shown since the lock"
SAME = "Without any commission the ranking is the same."
TENDS = 0.3
"""From so much of Kendall's tau on, standing and pay are said to have to do with each other."""
NAMED = 3
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
        self._sheet: EvaluationSheet | None = None
        self._without: Counterfactuals | None = None
        self.alternatives = Button(TITLE, Kind.LINK, icon="list-checks", run=self._show_alternatives)
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
        column.addWidget(self.alternatives, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    @property
    def words(self) -> str:
        """Return the sentences shown."""
        return self._words.text()

    def show_sheet(
        self, sheet: EvaluationSheet, independence: Independence | None, without: Counterfactuals | None = None
    ) -> None:
        """Show what is known of the interests; `independence` and `without` are None while they are hidden."""
        self._sheet, self._without = sheet, without
        blind = sheet.lock.blind
        for mark, shown in zip(self._marks, (blind, not blind), strict=True):
            mark.setVisible(shown)
        self._caption.setText("Interests" if blind else SHOWN)
        self._lock.setVisible(blind and not sheet.incomplete)
        names = {one.id: one.name for one in sheet.problem.candidates}
        words = [HIDDEN] if blind else sentences(sheet.interests, names, independence, without)
        self._words.setText(" ".join(words))
        self.alternatives.setVisible(not blind and without is not None and any(row.stated for row in sheet.interests))
        self.said.emit()

    def _show_alternatives(self) -> None:
        if self._sheet is None or self._without is None:
            return
        names = {one.id: one.name for one in self._sheet.problem.candidates}
        lines = lines_of(self._without, self._sheet.interests, names)
        words = " ".join(standing(self._without, names))
        AlternativesSheet(self.window(), lines, words).open()


def sentences(
    interests: Sequence[InterestRow],
    names: dict[str, str],
    independence: Independence | None,
    without: Counterfactuals | None = None,
) -> list[str]:
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
    found += [
        f"You applied to a programme of {names[row.candidate]} on {date_text(row.applied_on)}."
        for row in stated.values()
        if row.applied_on
    ]
    if without is not None and order:
        found += standing(without, names)
    return [*found, SAME if independence.same else NOT_SAME]


def standing(without: Counterfactuals, names: dict[str, str]) -> list[str]:
    """Say whether what pays more stands higher, and which products have no programme at all."""
    found = []
    if without.tau is not None:
        if abs(without.tau) < TENDS:
            words = "What a product pays you has little to do with where it stands"
        else:
            words = f"What pays you more tends to stand {'higher' if without.tau > 0 else 'lower'}"
        found.append(f"{words} (tau {number_text(without.tau, 2)} of {without.tau_of} products).")
    named = [names[key] for key in without.no_programme if key in names]
    if named and any(one.has_programme for one in without.alternatives):
        more = f" and {len(named) - NAMED} more" if len(named) > NAMED else ""
        found.append(f"No programme is known of {', '.join(named[:NAMED])}{more}.")
    return found


def paid(name: str, row: InterestRow) -> str:
    """Say in one sentence what ties the consultant to the vendor of a product."""
    about = f", about {amount(row.expected)}" if row.expected is not None else ""
    about += ", credited to the client" if row.is_credited else ""
    basis = row.basis.strip().rstrip(".")
    match row.kind:
        case InterestKind.CLIENT:
            return f"The vendor of {name} is a client of yours."
        case InterestKind.INVESTOR:
            return f"You hold a share in the vendor of {name}."
        case _ if basis or about:
            return f"{name} pays you {basis or 'a commission'}{about}."
    return f"{name} pays you."
