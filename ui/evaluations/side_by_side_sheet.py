"""Stakeholders side by side: what each weighs, who wins under it, and where they disagree most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import fsum

from PySide6.QtWidgets import QWidget

from consultant_desk.domain.evaluation.weights import global_weights
from consultant_desk.errors import UserError
from ui.evaluations.opening import OpenedEvaluation
from ui.evaluations.session import EvaluationSession
from ui.evaluations.shown_sets import OWN, ShownSet
from ui.evaluations.weighting import MEAN
from ui.evaluations.wording import DASH
from ui.figures import points_text
from ui.models.table import Cell, Column
from ui.shell import Shell
from ui.widgets.dialogs import Sheet
from ui.widgets.table import RecordTable
from ui.widgets.text import Text

WIDTH, TABLE_HEIGHT = 960, 460
PERSON_WIDTH, FIGURE_WIDTH = 128, 108


@dataclass(frozen=True, slots=True)
class Voice:
    """What follows from the weights of one person: who is first with which score; empty where nothing decides."""

    key: str
    name: str
    weights: dict[str, float]
    winner: str = ""
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class _Line:
    """One row: a criterion with its weights (shares), or what comes of them."""

    key: str
    name: str
    cells: tuple[str, ...]
    strongest: int = -1


def voice_of(opened: OpenedEvaluation, person: ShownSet, names: Mapping[str, str]) -> Voice:
    """Return what follows from one set of weights."""
    problem = replace(opened.problem, weights=person.answers)
    try:
        weights = global_weights(problem)
    except UserError:
        return Voice(person.key, person.name, {})
    if opened.live is None:
        return Voice(person.key, person.name, weights)
    first = next((line for line in opened.live.at(weights).ranking if line.rank == 1), None)
    if first is None:
        return Voice(person.key, person.name, weights, "nobody")
    return Voice(person.key, person.name, weights, names.get(first.candidate, first.candidate), first.score)


class SideBySideSheet(Sheet):
    """A matrix of criteria and people. Enter on a row goes to that criterion."""

    def __init__(
        self, parent: QWidget, shell: Shell, session: EvaluationSession, chosen: Callable[[str], None]
    ) -> None:
        super().__init__(parent, "Stakeholders side by side", width=WIDTH)
        self._session = session
        self._chosen = chosen
        self.words = Text("", wrap=True, tabular=True)
        self.body.addWidget(self.words)
        self.table: RecordTable[_Line] | None = None
        self.add_primary("Close", self.accept)
        opened, names = session.opened, session.short_names()
        people = [one for one in session.sets if one.key != MEAN]

        def work() -> list[Voice]:
            return [voice_of(opened, person, names) for person in people]

        shell.read(work, self._show, key="side by side")

    def _show(self, voices: list[Voice]) -> None:
        others = [voice for voice in voices if voice.key != OWN]
        weighing = [voice for voice in others if voice.weights]
        keys = [item.id for item in self._session.problem.criteria]
        spreads = {key: _spread(weighing, key) for key in keys}
        ordered = sorted(keys, key=lambda key: -spreads[key])
        self.words.setText(self._sentence(weighing, ordered))
        columns = [*others, *(voice for voice in voices if voice.key == OWN)]
        self.table = RecordTable(_columns(columns), lambda line: line.key, name="Weights of each stakeholder")
        self.table.setSortingEnabled(False)
        self.table.horizontalHeader().setSortIndicatorShown(False)
        self.table.setMinimumHeight(TABLE_HEIGHT)
        self.table.set_rows([*_outcome(columns), *(self._line(key, columns, weighing, spreads) for key in ordered)])
        self.table.opened.connect(self._open)
        self.body.insertWidget(2, self.table)
        self.table.choose(ordered[0] if ordered else "")
        self.table.setFocus()

    def _line(self, key: str, columns: Sequence[Voice], weighing: Sequence[Voice], spreads: dict[str, float]) -> _Line:
        shares = [voice.weights.get(key) for voice in columns]
        cells = [DASH if share is None else points_text(share * 100) for share in shares]
        mean = fsum(voice.weights[key] for voice in weighing) / len(weighing) if weighing else 0.0
        most = max((share for share in shares if share is not None), default=0.0)
        strongest = shares.index(most) if spreads[key] > 0 and most in shares else -1
        told = (points_text(mean * 100), points_text(spreads[key] * 100))
        return _Line(key, self._session.name_of(key), (*cells, *told), strongest)

    def _sentence(self, weighing: Sequence[Voice], ordered: Sequence[str]) -> str:
        if not weighing:
            return "Nobody has weighed yet."
        counted = Counter(voice.winner for voice in weighing if voice.winner)
        first = [f"{count} of {len(weighing)} put {name} first" for name, count in counted.most_common()]
        said = f"{'; '.join(first)}." if first else ""
        if len(weighing) > 1 and ordered and _spread(weighing, ordered[0]) > 0:
            key = ordered[0]
            least = min(weighing, key=lambda voice: voice.weights[key])
            most = max(weighing, key=lambda voice: voice.weights[key])
            ends = [f"{points_text(one.weights[key] * 100)} % ({one.name})" for one in (least, most)]
            said += f" They disagree most about {self._session.name_of(key)}: from {' to '.join(ends)}."
        return said.strip()

    def _open(self, key: str) -> None:
        if self._session.criterion_named(key) is not None:
            self.accept()
            self._chosen(key)


def _outcome(columns: Sequence[Voice]) -> list[_Line]:
    """Return the rows that say who wins with which score."""
    rest = (DASH, DASH)
    winners = tuple(voice.winner or DASH for voice in columns)
    scores = tuple(points_text(voice.score) if voice.score else DASH for voice in columns)
    return [_Line("first", "Comes first", (*winners, *rest)), _Line("score", "With points", (*scores, *rest))]


def _columns(voices: Sequence[Voice]) -> tuple[Column[_Line], ...]:
    titles = [*(f"{voice.name} %" for voice in voices), "Mean %", "Spread"]
    return (
        Column("Most disputed first", lambda line: Cell(line.name)),
        *(
            Column(title, _cell_at(place), PERSON_WIDTH if place < len(voices) else FIGURE_WIDTH, number=True)
            for place, title in enumerate(titles)
        ),
    )


def _cell_at(place: int) -> Callable[[_Line], Cell]:
    return lambda line: Cell(line.cells[place], bold=line.strongest == place)


def _spread(voices: Sequence[Voice], key: str) -> float:
    shares = [voice.weights.get(key, 0.0) for voice in voices]
    return max(shares) - min(shares) if shares else 0.0
