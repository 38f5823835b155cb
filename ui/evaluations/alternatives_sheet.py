"""What each product would bring the consultant, and where it stands: among all, and without those that pay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from consultant_desk.domain.earnings.counterfactuals import Counterfactuals
from consultant_desk.services.sheet import InterestRow
from ui.clients.wording import amount
from ui.evaluations.wording import DASH
from ui.models.table import Cell, Column
from ui.widgets.dialogs import Sheet
from ui.widgets.table import RecordTable
from ui.widgets.text import Text

TITLE = "What each product would bring you"
WIDTH, ROW, MOST = 720, 32, 12


@dataclass(frozen=True, slots=True)
class AlternativeLine:
    """One product in the order of the ranking, in words."""

    key: str
    rank: str
    name: str
    brings: str
    without: str


def lines_of(
    without: Counterfactuals, interests: Sequence[InterestRow], names: Mapping[str, str]
) -> list[AlternativeLine]:
    """Return the products that can be bought in the order of the ranking."""
    stated = {row.candidate: row for row in interests if row.stated}
    found = []
    for one in without.alternatives:
        row = stated.get(one.candidate)
        if row is None:
            brings = "not stated"
        elif one.pays:
            brings = amount(one.earns) or "not known"
            brings += ", credited" if row.is_credited else ""
        else:
            brings = "nothing" if one.has_programme else "nothing, no programme known"
        alone = "pays you" if one.pays else _rank(one.rank_without)
        found.append(AlternativeLine(one.candidate, _rank(one.rank), names.get(one.candidate, ""), brings, alone))
    return found


def _rank(rank: int | None) -> str:
    return DASH if rank is None else str(rank)


COLUMNS: tuple[Column[AlternativeLine], ...] = (
    Column("Product", lambda line: Cell(line.name, bold=True)),
    Column("Rank", lambda line: Cell(line.rank), 72, number=True),
    Column("Brings you", lambda line: Cell(line.brings, "text2"), 230),
    Column("Rank without those that pay", lambda line: Cell(line.without, "text2"), 190, number=True),
)


class AlternativesSheet(Sheet):
    """A table of the products, read only."""

    def __init__(self, parent: QWidget, lines: Sequence[AlternativeLine], words: str) -> None:
        super().__init__(parent, TITLE, width=WIDTH)
        self.lines = tuple(lines)
        if words:
            self.body.addWidget(Text(words, wrap=True, tabular=True))
        self.table = RecordTable(COLUMNS, lambda line: line.key, name=TITLE)
        self.table.setSortingEnabled(False)
        self.table.horizontalHeader().setSortIndicatorShown(False)
        self.table.setMinimumHeight(ROW * (min(len(lines), MOST) + 1) + 12)
        self.table.set_rows(list(lines))
        self.body.addWidget(self.table)
        self.add_primary("Close", self.accept)
