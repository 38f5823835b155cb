"""The criteria table as a Qt model: what each cell says, also to a screen reader. Painting is the delegate's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from consultant_desk.domain.charts.bands import axis_end
from consultant_desk.domain.evaluation.problem import Criterion
from ui.evaluations.criteria_rows import CriteriaRow, RowKind, grouped_rows, ranked_rows
from ui.evaluations.levels import TOP
from ui.evaluations.session import EvaluationSession
from ui.evaluations.stale_words import stale_sentence
from ui.evaluations.weighting import RANK
from ui.evaluations.wording import band_sentence, ends_of, must_text
from ui.figures import column_decimals, column_percent, percent_text
from ui.widgets.tips import tip_text

Index = QModelIndex | QPersistentModelIndex
CHOSEN = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
TYPED = CHOSEN | Qt.ItemFlag.ItemIsEditable
ROW_ROLE = Qt.ItemDataRole.UserRole


class Column(IntEnum):
    """The columns from left to right."""

    NAME = 0
    ENDS = 1
    CURVE = 2
    MUST = 3
    WEIGHT = 4
    PERCENT = 5


@dataclass(frozen=True, slots=True)
class Scale:
    """How weights are shown: the share at the right end of every slider, and the decimals of every percentage."""

    weights: Mapping[str, float]
    axis: float
    decimals: int


class CriteriaModel(QAbstractTableModel):
    """Groups, criteria and the total of the open evaluation; rebuilt when the session says so."""

    def __init__(self, session: EvaluationSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._collapsed: frozenset[str] = frozenset()
        self._scale: Scale | None = None
        self.rows: tuple[CriteriaRow, ...] = ()
        self.rebuild()
        session.changed.connect(self.rebuild)

    @property
    def collapsed(self) -> frozenset[str]:
        """Return the ids of the groups that are folded."""
        return self._collapsed

    def rebuild(self) -> None:
        """Read groups and criteria again; only other rows reset the view, so that typing in it goes on."""
        session = self._session
        ranked = [level for level in session.levels if session.method_at(level) == RANK]
        orders = {level: session.rank_order(level) for level in ranked}
        if TOP in orders:
            rows = ranked_rows(session.problem, orders[TOP], self._collapsed, orders)
        else:
            rows = grouped_rows(session.problem, self._collapsed, orders)
        if rows == self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, Column.PERCENT))
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def toggle_group(self, group: str) -> None:
        """Fold or unfold a group."""
        self._collapsed = self._collapsed ^ {group}
        self.rebuild()

    def row_of(self, key: str) -> int:
        """Return the row of a criterion or group, -1 when it is folded away."""
        return next((place for place, row in enumerate(self.rows) if row.key == key and key), -1)

    @property
    def scale(self) -> Scale:
        """Return what all rows share under the weights on the screen."""
        weights = self._session.weights
        if self._scale is None or self._scale.weights is not weights:
            self._scale = Scale(weights, axis_end(weights.values()), column_decimals(weights.values()))
        return self._scale

    def share_of(self, row: CriteriaRow) -> float:
        """Return the weight of a row as a share: of the criterion, of the group's criteria together, or of all."""
        weights = self._session.weights
        if row.kind is RowKind.CRITERION:
            return weights.get(row.key, 0.0)
        members = self._session.problem.criteria
        if row.kind is RowKind.GROUP:
            members = tuple(item for item in members if item.group == row.key)
        return sum(weights.get(item.id, 0.0) for item in members)

    def percent_of(self, row: CriteriaRow) -> str:
        """Return the weight of a row as its column prints it."""
        return column_percent(self.share_of(row), self.scale.decimals)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of columns."""
        return 0 if parent.isValid() else len(Column)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Criteria can be chosen and their percent typed; groups can be chosen; the total is only shown."""
        row = self.rows[index.row()]
        kind = row.kind
        if kind is RowKind.TOTAL:
            return Qt.ItemFlag.NoItemFlags
        typed = kind is RowKind.CRITERION and index.column() == Column.PERCENT and not self._session.is_fixed(row.key)
        return TYPED if typed else CHOSEN

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the header of a column; that of the weights says what the band means."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        verdict = self._session.result.verdict
        name = self._session.names().get(verdict.winner or "", "")
        kept = f"nobody ahead of {name}" if verdict.tie else f"{name} stays first"
        weight = f"Weight; band = {kept}" if name else "Weight"
        return ("Criterion", "Worst to best", "Value", "Must have", weight, "%")[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the row itself, its words, or the sentence read aloud."""
        row = self.rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row)
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole}:
            return self._shown(row, Column(index.column()))
        if role == Qt.ItemDataRole.ToolTipRole and row.criterion is not None and index.column() == Column.NAME:
            return tip_text(row.criterion.question) or None
        return None

    def _shown(self, row: CriteriaRow, column: Column) -> str:
        if column is Column.PERCENT:
            return self.percent_of(row)
        if column is Column.NAME:
            return _name_of(row)
        if row.criterion is None:
            return ""
        if column is Column.ENDS:
            return " → ".join(ends_of(row.criterion))
        return must_text(row.criterion, row.criterion.must) if column is Column.MUST else ""

    def _spoken(self, row: CriteriaRow) -> str:
        percent = percent_text(self.share_of(row))
        if row.kind is RowKind.GROUP:
            folded = "folded" if row.key in self._collapsed else "open"
            return f"Group {_name_of(row)}, {percent} %, {folded}"
        if row.criterion is None:
            return f"Total {percent} %"
        given = self._session.stale.get(row.key)
        stale = f" {stale_sentence(row.criterion, given)}" if given is not None else ""
        return f"{row.criterion.name}, weight {percent} %. {self.sentence(row.criterion)}{stale}"

    def sentence(self, criterion: Criterion) -> str:
        """Return the band of a criterion in words."""
        result = self._session.result
        return band_sentence(result.verdict, result.stability.get(criterion.id), self._session.names())


def _name_of(row: CriteriaRow) -> str:
    if row.criterion is not None:
        return row.criterion.name
    return row.group.name if row.group is not None else "Total"
