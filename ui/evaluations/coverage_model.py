"""How candidates meet requirements as a Qt model: a row per requirement under its need, a column per candidate.

The last row sums up the musts. Candidates of the short list come first, then those of the long list.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from consultant_desk.domain.coverage import Asked, Capability, Standing, standing_of
from consultant_desk.services.rows.candidates import CoverageRow
from consultant_desk.services.rows.needs import NeedRow, RequirementRow
from ui.widgets.painting import one_line
from ui.widgets.tips import tip_text

if TYPE_CHECKING:
    from consultant_desk.services.sheet import EvaluationSheet

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Covered:
    """One candidate that is looked at; `short` tells whether it is on the short list."""

    id: str
    name: str
    product_id: str
    short: bool
    baseline: bool = False


@dataclass(frozen=True, slots=True)
class CoverageLine:
    """One row: a need, a requirement of it, or (neither) the sum of the musts."""

    need: NeedRow | None = None
    requirement: RequirementRow | None = None


def candidates_of(sheet: EvaluationSheet) -> tuple[Covered, ...]:
    """Return the candidates that are looked at, those compared first."""
    short = tuple(
        Covered(sheet.candidates[one.id], one.name, sheet.products.get(one.id, ""), short=True, baseline=one.baseline)
        for one in sheet.problem.candidates
    )
    return (*short, *(Covered(row.id, row.name, row.product_id, short=False) for row in sheet.long_list))


def standings_of(sheet: EvaluationSheet) -> Mapping[str, Standing]:
    """Return by record id how each candidate that is looked at stands on the requirements of the client."""
    asked = [Asked(one.id, one.moscow) for need in sheet.needs for one in need.requirements]
    levels: dict[str, dict[str, Capability]] = {}
    for (candidate, requirement), row in sheet.coverage.items():
        levels.setdefault(candidate, {})[requirement] = row.level
    return {one.id: standing_of(asked, levels.get(one.id, {})) for one in candidates_of(sheet)}


def musts_words(standing: Standing | None) -> str:
    """Return how a candidate stands on the musts: "3 of 4 met, 1 unknown"; empty when nothing is a must."""
    if standing is None or not standing.musts.asked:
        return ""
    musts = standing.musts
    parts = [f"{musts.met + musts.with_work} of {musts.asked} met"]
    if musts.not_met:
        parts.append(f"{musts.not_met} not")
    if musts.unknown:
        parts.append(f"{musts.unknown} unknown")
    return ", ".join(parts)


class CoverageModel(QAbstractTableModel):
    """The table of coverage; replaced as a whole, or only repainted where nothing but levels changed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: tuple[CoverageLine, ...] = ()
        self.candidates: tuple[Covered, ...] = ()
        self.standings: Mapping[str, Standing] = {}
        self._coverage: Mapping[tuple[str, str], CoverageRow] = {}

    def show_sheet(self, sheet: EvaluationSheet) -> None:
        """Show the coverage of an evaluation."""
        lines: list[CoverageLine] = []
        for need in sheet.needs:
            if need.requirements:
                lines.append(CoverageLine(need=need))
                lines.extend(CoverageLine(requirement=one) for one in need.requirements)
        shown = (*lines, CoverageLine()) if lines else ()
        candidates = candidates_of(sheet)
        same = (shown, candidates) == (self.lines, self.candidates)
        if not same:
            self.beginResetModel()
        self.lines, self.candidates = shown, candidates
        self.standings, self._coverage = standings_of(sheet), sheet.coverage
        if not same:
            self.endResetModel()
        elif self.lines and self.candidates:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.lines) - 1, len(self.candidates) - 1))

    def place(self, index: Index) -> tuple[Covered, RequirementRow] | None:
        """Return candidate and requirement of a cell; None where there is none."""
        if not index.isValid():
            return None
        requirement = self.lines[index.row()].requirement
        return None if requirement is None else (self.candidates[index.column()], requirement)

    def row_at(self, index: Index) -> CoverageRow | None:
        """Return what is known about a cell, None where nothing was said."""
        place = self.place(index)
        return None if place is None else self._coverage.get((place[0].id, place[1].id))

    def index_of(self, candidate: str, requirement: str) -> QModelIndex:
        """Return the cell of a pair; an invalid index when it is not shown."""
        rows = [row for row, line in enumerate(self.lines) if line.requirement and line.requirement.id == requirement]
        columns = [column for column, one in enumerate(self.candidates) if one.id == candidate]
        return self.index(rows[0], columns[0]) if rows and columns else QModelIndex()

    def rowCount(self, _parent: Index | None = None) -> int:
        """Return how many rows there are."""
        return len(self.lines)

    def columnCount(self, _parent: Index | None = None) -> int:
        """Return how many candidates there are."""
        return len(self.candidates)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Only requirements can be answered."""
        if self.place(index) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words of a row or a column."""
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip_text(str(self.headerData(section, orientation)))
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Horizontal:
            return one_line(self.candidates[section].name)
        line = self.lines[section]
        if line.requirement is not None:
            return one_line(line.requirement.text)
        if line.need is None:
            return "Musts"
        return one_line(f"To {line.need.progress}" if line.need.progress else line.need.quote)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the level in words, or the sentence read aloud."""
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return None
        place, candidate = self.place(index), self.candidates[index.column()]
        if place is None:
            summed = self.lines[index.row()].need is None
            return musts_words(self.standings.get(candidate.id)) if summed else None
        row = self.row_at(index)
        words = (row.level if row is not None else Capability.UNKNOWN).words
        if role == Qt.ItemDataRole.DisplayRole:
            return words
        count = len(row.evidence) if row is not None else 0
        evidence = f", {count} piece{'' if count == 1 else 's'} of evidence" if count else ""
        return f"{candidate.name}, {place[1].text}: {words}{evidence}"
