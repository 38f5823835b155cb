"""All pairs of a level in a list: what was judged, what would fit the others, and how far the two are apart."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import exp, log

from PySide6.QtWidgets import QWidget

from consultant_desk.domain.evaluation.judging import (
    Pair,
    judged_pairs,
    judgement,
    pair_count,
    pairs,
    ratio_of,
    ratio_text,
    step_for,
    still_needed,
)
from consultant_desk.domain.evaluation.problem import PairwiseWeights
from ui.evaluations.judgement_words import judged_words
from ui.evaluations.wording import DASH
from ui.figures import number_text
from ui.models.table import Cell, Column
from ui.widgets.dialogs import Sheet
from ui.widgets.table import RecordTable
from ui.widgets.text import Text

WIDTH, TABLE_HEIGHT = 800, 440
MANY = 2_000
"""Beyond this many pairs only the judged ones are listed: nobody looks through 20 000."""


@dataclass(frozen=True, slots=True)
class _Line:
    pair: Pair
    first: str
    second: str
    judged: str
    fits: str
    apart: float | None

    @property
    def key(self) -> str:
        """Return a text that stands for the pair; ids hold no blank."""
        return " ".join(self.pair)


class PairsSheet(Sheet):
    """Enter goes to a pair."""

    def __init__(
        self,
        parent: QWidget,
        answers: PairwiseWeights,
        weights: Mapping[str, float],
        name_of: Callable[[str], str],
        chosen: Callable[[Pair], None],
    ) -> None:
        super().__init__(parent, "All pairs", width=WIDTH)
        self._chosen = chosen
        many = pair_count(answers) > MANY
        listed = judged_pairs(answers) if many else tuple(pairs(answers.ids))
        known = weights if not still_needed(answers) else {}
        lines = [_line(answers, pair, known, name_of) for pair in listed]
        lines.sort(key=lambda line: -(line.apart or 0.0))
        what = "Only the judged pairs are listed. " if many else ""
        self.body.addWidget(Text(f"{what}Those that fit the others least come first.", tone="text2", wrap=True))
        self.table = RecordTable(_COLUMNS, lambda line: line.key, name="All pairs")
        self.table.setMinimumHeight(TABLE_HEIGHT)
        self.table.set_rows(lines)
        self.table.opened.connect(self._open)
        self.body.addWidget(self.table)
        self.add_cancel("Close")
        self.add_primary("Go there", lambda: self._open(self.table.current_key()))
        if lines:
            self.table.choose(lines[0].key)
        self.table.setFocus()

    def _open(self, key: str) -> None:
        if key:
            first, second = key.split(" ")
            self.accept()
            self._chosen((first, second))


_COLUMNS: tuple[Column[_Line], ...] = (
    Column("One", lambda line: Cell(line.first), sort=lambda line: line.first.casefold()),
    Column("Other", lambda line: Cell(line.second), sort=lambda line: line.second.casefold()),
    Column(
        "Judged",
        lambda line: Cell(line.judged, "text3" if line.judged == "not judged" else "text"),
        180,
        sort=lambda line: line.judged,
    ),
    Column("Would fit", lambda line: Cell(line.fits, "text2"), 160, sort=lambda line: line.fits),
    Column(
        "Apart",
        lambda line: Cell(DASH if line.apart is None else f"× {number_text(line.apart, 1)}"),
        104,
        number=True,
        sort=lambda line: line.apart or 0.0,
    ),
)


def _line(answers: PairwiseWeights, pair: Pair, weights: Mapping[str, float], name_of: Callable[[str], str]) -> _Line:
    first, second = (name_of(key) for key in pair)
    text = judgement(answers, *pair)
    one, other = (weights.get(key, 0.0) for key in pair)
    if one <= 0 or other <= 0:
        return _Line(pair, first, second, judged_words(first, second, text), DASH, None)
    fits = judged_words(first, second, ratio_text(step_for(one / other)))
    apart = None if text is None else exp(abs(log(ratio_of(text) * other / one)))
    return _Line(pair, first, second, judged_words(first, second, text), fits, apart)
