"""What the rest of the result says in words: value for money, other methods, stakeholders, what would change it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from consultant_desk.domain.evaluation.critical import holding, level_step
from consultant_desk.domain.evaluation.flips import nearest_scores
from consultant_desk.domain.evaluation.problem import Cell, Criterion, Levels, Problem
from consultant_desk.domain.evaluation.result import Result, ScoreFlip, StakeholderView, ValueForMoney, first_of
from consultant_desk.domain.evaluation.tie import tie_of, tie_sentence
from consultant_desk.domain.evaluation.values import scale_width
from consultant_desk.domain.evaluation.verdict import listed_few
from consultant_desk.domain.sentences import ended
from ui.evaluations.amounts import amount_text
from ui.evaluations.wording import raw_text
from ui.figures import points_text
from ui.widgets.text import Span

METHOD_TITLES: Mapping[str, str] = {
    "sum": "Weighted sum", "topsis": "TOPSIS", "vikor": "VIKOR", "promethee2": "PROMETHEE II",
}  # fmt: skip
NEAREST = 5
"""Score changes that are named; the rest is farther off."""


@dataclass(frozen=True, slots=True)
class NearFlip:
    """A change of one score that changes the winner: where, in words, and how far as a share of the scale."""

    candidate: str
    criterion: str
    words: str
    reach: float


def worth_words(worth: ValueForMoney, winner: str | None, names: Mapping[str, str]) -> str:
    """Return what one more point costs on the way to the winner, or that the winner is not worth its price."""
    if winner is None or winner not in worth.cost:
        return ""
    if winner not in worth.frontier:
        return f"{names[winner]} is off the frontier: more benefit for the money lies on it"
    to_winner = next((step for step in worth.steps if step.end == winner), None)
    if to_winner is not None:
        return f"one more point costs {amount_text(to_winner.cost_per_point, worth.unit)}"
    onwards = next((step for step in worth.steps if step.start == winner), None)
    if onwards is not None:
        return f"one more point would cost {amount_text(onwards.cost_per_point, worth.unit)}"
    rivals = worth.cost.keys() - {winner}
    best = all(worth.cost[winner] < worth.cost[key] and worth.benefit[winner] > worth.benefit[key] for key in rivals)
    if not rivals or not best:
        return ""
    known = len(worth.cost)
    among = f" of the {known} with a known cost" if known < len(worth.benefit) else ""
    return f"{names[winner]} costs least and gives most{among}"


def firsts(result: Result) -> list[tuple[str, tuple[str, ...]]]:
    """Return (method, candidates it puts first), the weighted sum of the verdict before the others."""
    lead = first_of(result.ranking)
    others = result.methods.firsts() if result.methods is not None else {}
    return [("sum", lead), *others.items()] if lead else []


def method_spans(result: Result, names: Mapping[str, str]) -> tuple[Span, ...]:
    """Return the method check in one line: each method with its first, and how many agree."""
    found = firsts(result)
    if len(found) < 2 or result.verdict.runner_up is None:
        return ()
    spans: list[Span] = []
    for method, first in found:
        level = listed_few([names[key] for key in first])
        spans += [Span(f"{METHOD_TITLES[method]} ", "text2"), Span(f"{level}     ")]
    words = _agreed([first for _, first in found], found[0][1])
    alone = all(set(first) != set(found[0][1]) for _, first in found[1:])
    return (*spans, Span(f"· {'no other agrees' if alone else words}", "text2"))


def stakeholder_spans(result: Result, names: Mapping[str, str]) -> tuple[Span, ...]:
    """Return who is first for each stakeholder, by how much, and how many agree with the verdict."""
    views = [view for view in result.stakeholders if view.firsts]
    if not views or result.verdict.runner_up is None:
        return ()
    spans: list[Span] = []
    for view in views:
        spans += _view_spans(view, names)
    return (*spans, Span(f"· {_agreed([view.firsts for view in views], first_of(result.ranking))}", "text2"))


def _view_spans(view: StakeholderView, names: Mapping[str, str]) -> list[Span]:
    able = [line for line in view.ranking if line.rank is not None]
    level = listed_few([names[key] for key in view.firsts])
    spans = [Span(f"{view.name} ", "text2"), Span(f"{level} {points_text(able[0].score)}")]
    if len(view.firsts) == 1 < len(able):
        spans.append(Span(f" to {points_text(able[1].score)}", "text2"))
    return [*spans, Span("     ")]


def _agreed(firsts_found: Sequence[tuple[str, ...]], stated: tuple[str, ...]) -> str:
    return f"{sum(1 for one in firsts_found if set(one) == set(stated))} of {len(firsts_found)} agree"


def near_flips(problem: Problem, flips: Sequence[ScoreFlip], names: Mapping[str, str]) -> list[NearFlip]:
    """Return the changes of one score that change the winner, the smallest on its scale first."""
    criteria = {item.id: item for item in problem.criteria}
    cells = problem.cell_index()
    found = []
    for flip, reach in nearest_scores(problem, flips):
        criterion, cell = criteria[flip.criterion], cells.get((flip.candidate, flip.criterion))
        change = _change_words(criterion, cell, flip.change or 0.0)
        if change:
            words = f"{criterion.name} of {names[flip.candidate]} {change}: {names[flip.winner or '']} leads"
            found.append(NearFlip(flip.candidate, flip.criterion, words, reach))
    return found[:NEAREST]


def _change_words(criterion: Criterion, cell: Cell | None, change: float) -> str:
    """Return how far a score has to go: "from Yes to No"; nothing where no level lies as far."""
    now = cell.value if cell is not None else None
    if isinstance(criterion.value, Levels):
        return level_step(criterion, cell, change)
    way = "up" if change > 0 else "down"
    if isinstance(now, int | float):
        reached = holding(now + change, scale_width(criterion), up=change > 0)
        return f"from {raw_text(criterion, now)} to {raw_text(criterion, reached)}"
    return f"{way} by {raw_text(criterion, round(abs(change), 2))}"


def shift_words(result: Result, names: Mapping[str, str]) -> str:
    """Return who takes the lead under the smallest change of weights, or that no weights do it."""
    flip, tie = result.smallest_flip, tie_of(result)
    if tie is not None:
        return f"{tie_sentence(tie, names)}."
    if flip is None:
        return "No weights would put another product first." if result.verdict.winner else ""
    winner = names.get(result.verdict.winner or "", "")
    return ended(f"With these weights, the nearest to yours that do, {names[flip.rival]} overtakes {winner}")
