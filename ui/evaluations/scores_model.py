"""The matrix as a Qt model: a row per criterion under its group, a column per candidate, the scores at the end."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from consultant_desk.domain.evaluation.problem import Candidate, Cell, Criterion
from ui.evaluations.criteria_rows import CriteriaRow, RowKind, grouped_rows
from ui.evaluations.session import EvaluationSession
from ui.evaluations.wording import DASH, EVIDENCE_WORDS, cell_text, whole_cell_text
from ui.figures import column_decimals, column_percent, number_text, points_text
from ui.widgets.painting import one_line
from ui.widgets.tips import tip_text

Index = QModelIndex | QPersistentModelIndex


class ScoresModel(QAbstractTableModel):
    """Scores of the open evaluation; rebuilt when another problem is loaded, repainted when weights move."""

    def __init__(self, session: EvaluationSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.rows: tuple[CriteriaRow, ...] = ()
        self.candidates: tuple[Candidate, ...] = ()
        self._shape: object = None
        self.refresh()
        session.changed.connect(self.refresh)
        session.moved.connect(self._repaint)

    def refresh(self) -> None:
        """Read the problem again; only another shape resets the view, so that the cursor stays."""
        problem = self._session.problem
        shape = (problem.criteria, problem.groups, problem.candidates)
        if shape == self._shape:
            self._repaint()
            return
        self.beginResetModel()
        self._shape = shape
        self.rows = grouped_rows(problem)
        self.candidates = problem.candidates
        self.endResetModel()

    def criterion_at(self, row: int) -> Criterion | None:
        """Return the criterion of a row, or None."""
        return self.rows[row].criterion if 0 <= row < len(self.rows) else None

    def cell_at(self, index: Index) -> Cell | None:
        """Return the stored score of a place, an empty one where there is none, None outside the scores."""
        criterion = self.criterion_at(index.row())
        if criterion is None or not 0 <= index.column() < len(self.candidates):
            return None
        candidate = self.candidates[index.column()].id
        return self._session.cell(candidate, criterion.id) or Cell(candidate, criterion.id)

    def place_of(self, candidate: str, criterion: str) -> QModelIndex:
        """Return the place of a score, invalid when it is not there."""
        row = next((place for place, item in enumerate(self.rows) if item.key == criterion and item.criterion), -1)
        column = next((place for place, item in enumerate(self.candidates) if item.id == candidate), -1)
        return self.index(row, column) if row >= 0 and column >= 0 else QModelIndex()

    def value_at(self, index: Index) -> float:
        """Return the value 0..100 of a place."""
        criterion = self.criterion_at(index.row())
        candidate = self.candidates[index.column()].id
        return self._session.value(candidate, criterion.id) if criterion is not None else 0.0

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of candidates."""
        return 0 if parent.isValid() else len(self.candidates)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Only scores can be chosen and typed."""
        if self.criterion_at(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the name of a candidate or a row."""
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip_text(str(self.headerData(section, orientation)))
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Horizontal:
            return one_line(self.candidates[section].name)  # Qt measures all of it, however long
        row = self.rows[section]
        if row.criterion is not None:
            return one_line(row.criterion.name)
        return one_line(row.group.name) if row.group is not None else "Score"

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words of a score, or the sentence read aloud."""
        row = self.rows[index.row()]
        if row.kind is RowKind.GROUP:
            return None
        candidate = self.candidates[index.column()]
        if row.criterion is None:
            line = self._session.line(candidate.id)
            score = points_text(line.score) if line is not None else DASH
            spoken = f"{candidate.name}: score {score}"
            return {Qt.ItemDataRole.DisplayRole: score, Qt.ItemDataRole.AccessibleTextRole: spoken}.get(
                Qt.ItemDataRole(role)
            )
        cell = self._session.cell(candidate.id, row.criterion.id)
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole}:
            return cell_text(row.criterion, cell)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(candidate, row.criterion, cell, self.value_at(index))
        return None

    def weight_text(self, row: CriteriaRow) -> str:
        """Return the weight of a row in percent."""
        decimals = column_decimals(self._session.weights.values())
        if row.criterion is not None:
            return column_percent(self._session.weights.get(row.key, 0.0), decimals)
        return column_percent(1.0, decimals) if row.kind is RowKind.TOTAL else ""

    def _spoken(self, candidate: Candidate, criterion: Criterion, cell: Cell | None, value: float) -> str:
        place = f"{candidate.name}, {criterion.name}"
        if cell is None or cell.unknown:
            return f"{place}: unknown"
        evidence = EVIDENCE_WORDS[cell.evidence_state]
        return f"{place}: {whole_cell_text(criterion, cell)}, value {number_text(value, 0)} of 100, evidence {evidence}"

    def _repaint(self) -> None:
        if self.rows and self.candidates:
            last = self.index(len(self.rows) - 1, len(self.candidates) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(self.rows) - 1)
