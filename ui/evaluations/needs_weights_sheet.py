"""Weights to start from, made of the client's needs: shown beside the weights of now before they are taken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from consultant_desk.domain.evaluation.opportunity import RatedNeed, opportunity_points, opportunity_shares
from ui.evaluations.levels import TOP
from ui.evaluations.session import EvaluationSession
from ui.evaluations.weighting import direct_answers
from ui.evaluations.wording import DASH
from ui.figures import number_text, points_text
from ui.models.table import Cell, Column
from ui.widgets.dialogs import Sheet
from ui.widgets.table import RecordTable
from ui.widgets.text import Text

if TYPE_CHECKING:
    from consultant_desk.services.rows.needs import NeedRow
    from consultant_desk.services.sheet import EvaluationSheet

LABEL = "Start weights from the needs"
WIDTH, TABLE_HEIGHT = 640, 360


@dataclass(frozen=True, slots=True)
class _Line:
    key: str
    name: str
    opportunity: float | None
    before: float
    after: float


class NeedsWeightsSheet(Sheet):
    """What the needs say about the weights; taking them is one step."""

    def __init__(self, parent: QWidget, sheet: EvaluationSheet, session: EvaluationSession) -> None:
        super().__init__(parent, "Start from the needs", width=WIDTH)
        self._session = session
        keys = [item.id for item in session.problem.criteria]
        needs = [rated_need(need, sheet) for need in sheet.needs]
        self._shares = opportunity_shares(needs, keys)
        if not self._shares:
            self.body.addWidget(Text(_why_not(sheet), tone="text2", wrap=True))
            self.add_primary("Close", self.reject)
            return
        self.body.addWidget(
            Text(
                "What matters and is badly served today weighs most: importance + what is missing to it, shared among "
                "the criteria a need led to (Ulwick’s opportunity). Criteria without a need get the mean.",
                tone="text2",
                wrap=True,
            )
        )
        self.table = RecordTable(_COLUMNS, lambda line: line.key, name="Weights before and after")
        self.table.setMinimumHeight(TABLE_HEIGHT)
        points = opportunity_points(needs, keys)
        self.table.set_rows(
            [
                _Line(key, session.name_of(key), points.get(key), session.weights.get(key, 0.0), self._shares[key])
                for key in keys
            ]
        )
        self.body.addWidget(self.table)
        self.add_cancel()
        self.add_primary("Take these weights", self._take)

    def _take(self) -> None:
        answers = direct_answers(self._session.problem, self._shares)
        self.accept()
        self._session.answer_level(answers, LABEL, TOP)


_COLUMNS: tuple[Column[_Line], ...] = (
    Column("Criterion", lambda line: Cell(line.name), sort=lambda line: line.name.casefold()),
    Column(
        "Opportunity",
        lambda line: Cell(DASH if line.opportunity is None else number_text(line.opportunity, 1)),
        96,
        number=True,
        sort=lambda line: line.opportunity or 0.0,
    ),
    Column("Now %", lambda line: Cell(points_text(line.before * 100)), 80, number=True, sort=lambda line: line.before),
    Column(
        "From the needs %",
        lambda line: Cell(points_text(line.after * 100), bold=True),
        148,
        number=True,
        sort=lambda line: line.after,
    ),
)


def rated_need(need: NeedRow, sheet: EvaluationSheet) -> RatedNeed:
    """Return a need with the keys of the criteria its requirements led to in this evaluation."""
    keys = {record: key for key, record in sheet.criteria.items()}
    led_to = (keys.get(requirement.criterion_id) for requirement in need.requirements)
    return RatedNeed(need.opportunity, tuple(key for key in led_to if key is not None))


def _why_not(sheet: EvaluationSheet) -> str:
    if not sheet.needs:
        return "There are no needs yet. They are written down with the client."
    if all(need.opportunity is None for need in sheet.needs):
        return "No need says how important it is and how well it is served today. Both stand at the client’s needs."
    return "No rated need has led to a criterion yet. The step Need shows which requirement leads to which criterion."
