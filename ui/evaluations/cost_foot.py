"""What one candidate costs by year, and in total: the foot of its cost lines."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from consultant_desk.domain.evaluation.worth import TotalCost
from ui.evaluations.cost_words import round_text
from ui.theme import ColorName
from ui.widgets.panels import Surface, clear_layout
from ui.widgets.text import Text

YEARS_SHOWN = 6
"""Years with a column of their own; later ones share one."""


class CostFoot(Surface):
    """A column a year and the total at the right; a second row where money of later years is worth less today."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("bg1", lines=("top",), parent=parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(24, 10, 24, 10)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(4)

    def show_total(self, total: TotalCost | None, currency: str, rate: float) -> None:
        """Show a total, or that it is not known."""
        clear_layout(self._grid)
        if total is None:
            self._grid.addWidget(Text("Its cost is not known.", tone="text2"), 0, 0)
            return
        rows: list[tuple[str, Sequence[Decimal], bool]] = [("Paid", total.paid, rate == 0)]
        if rate:
            rows.append(("Worth today", total.present, True))
        titles = [*_titles(len(total.paid)), f"Total, {currency}"]
        for column, title in enumerate(titles, start=1):
            self._put(0, column, title, "text3", small=True)
            self._grid.setColumnStretch(column, 1)
        for place, (name, amounts, counts) in enumerate(rows, start=1):
            self._grid.addWidget(Text(name, tone="text2"), place, 0)
            shown = [*_columns(amounts), sum(amounts, Decimal(0))]
            for column, (amount, title) in enumerate(zip(shown, titles, strict=True), start=1):
                last = column == len(shown)
                text = self._put(place, column, round_text(amount), "text" if counts else "text2", bold=counts and last)
                text.setAccessibleName(f"{name}, {title}: {text.text()}")

    def _put(
        self, row: int, column: int, words: str, tone: ColorName, *, small: bool = False, bold: bool = False
    ) -> Text:
        text = Text(words, "small" if small else "body", tone, tabular=True, bold=bold)
        text.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(text, row, column)
        return text


def _titles(count: int) -> list[str]:
    names = ["Now", *(f"Year {year}" for year in range(1, count))]
    if count <= YEARS_SHOWN + 1:
        return names
    return [*names[: YEARS_SHOWN - 1], f"{YEARS_SHOWN - 1}–{count - 1}"]


def _columns(amounts: Sequence[Decimal]) -> list[Decimal]:
    if len(amounts) <= YEARS_SHOWN + 1:
        return list(amounts)
    return [*amounts[: YEARS_SHOWN - 1], sum(amounts[YEARS_SHOWN - 1 :], Decimal(0))]
