"""The score at which the winner changes: "At 2.7 h or less, Contoso Flow would be first."."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil, floor, log10

from consultant_desk.domain.evaluation.musts import must_outcomes
from consultant_desk.domain.evaluation.problem import Candidate, Cell, Criterion, Levels, Problem
from consultant_desk.domain.evaluation.ranking import TIE_TOLERANCE, eligible, ordered, scores
from consultant_desk.domain.evaluation.units import figure, with_unit
from consultant_desk.domain.evaluation.values import HIGHEST, LOWEST, ValueTable, cell_value, raws_of, scale_ends

SLACK = 1e-9
"""Points by which the value of a level may miss a sum of floats and still count as reached."""


@dataclass(frozen=True, slots=True)
class CriticalScore:
    """From `raw` on (raw units or level name), further in the direction of the change, `winner` would be first.

    `better` tells whether the score has to improve to get there; `value` is its value 0..100. `beyond`: two are level
    now, so that a number `raw` is not enough, and anything beyond it is.
    """

    candidate: str
    criterion: str
    raw: float | str
    value: float
    better: bool
    winner: str
    beyond: bool = False


def critical_score(
    problem: Problem, table: ValueTable, weights: Mapping[str, float], candidate: str, criterion: str
) -> CriticalScore | None:
    """Return the score of one cell at which the winner changes, all else unchanged; None when no score does it.

    `table` holds the values of the problem. A better score can make a candidate win, a worse one of the winner lets
    the runner-up win. A candidate that fails a must-have cannot win.
    """
    points = scores(table, table.vector(weights))
    order = [row for row, _ in ordered(points, eligible(table, must_outcomes(problem)))]
    row, place, weight = table.rows[candidate], table.places[criterion], weights[criterion]
    if row not in order or len(order) < 2 or weight <= 0:
        return None
    better = row != order[0]
    lead = points[order[0]] - points[row if better else order[1]]
    level = lead <= TIE_TOLERANCE
    needed = table.values[row][place] + (lead if better else -lead) / weight
    leaf = next(one for one in problem.criteria if one.id == criterion)
    if level and isinstance(leaf.value, Levels):
        needed += SLACK if better else -SLACK
    elif level and needed == (HIGHEST if better else LOWEST):
        return None
    # On a flat stretch two that are level stay so: it counts from where the stretch is left, not from where it begins.
    leaving = level and not isinstance(leaf.value, Levels)
    raw = raw_reaching(leaf, needed, better=better != leaving)
    if raw is None:
        return None
    winner = candidate if better else table.candidates[order[1]]
    return CriticalScore(candidate, criterion, raw, needed, better, winner, beyond=level)


def critical_sentence(critical: CriticalScore, criterion: Criterion, winner: Candidate) -> str:
    """Return the sentence the score editor shows; the number is rounded to the side on which it holds."""
    if isinstance(critical.raw, str):
        way = "better" if critical.better else "worse"
        beyond = "" if critical.raw == _last_level(criterion, critical) else f" or {way}"
        limit = f"“{critical.raw}”{beyond}"
    else:
        worst, best = scale_ends(criterion) or (LOWEST, HIGHEST)
        rising = (best > worst) == critical.better
        number = holding(critical.raw, abs(best - worst), up=rising)
        limit = with_unit(figure(number), criterion.unit, number)
        if critical.beyond:
            return f"{'Above' if rising else 'Below'} {limit}, {winner.name} would be first."
        limit = f"{limit} or {'more' if rising else 'less'}"
    return f"At {limit}, {winner.name} would be first."


def raw_reaching(criterion: Criterion, needed: float, *, better: bool) -> float | str | None:
    """Return the raw number or level nearest to the present score that reaches the value needed."""
    if isinstance(criterion.value, Levels):
        if better:
            reaching = [(value, name) for name, value in criterion.value.levels if value >= needed]
            return min(reaching, key=lambda level: level[0])[1] if reaching else None
        reaching = [(value, name) for name, value in criterion.value.levels if value <= needed]
        return max(reaching, key=lambda level: level[0])[1] if reaching else None
    ends = raws_of(criterion.value, needed)
    return None if ends is None else ends[0 if better else 1]


def level_step(criterion: Criterion, cell: Cell | None, change: float) -> str:
    """Return a change of a score in levels, in points, in the words of its scale: "from Yes to No".

    "to No" where no single level is known now; empty when no level lies as far.
    """
    better = change > 0
    needed = cell_value(criterion, cell).shown + change + (-SLACK if better else SLACK)
    reached = raw_reaching(criterion, needed, better=better)
    if reached is None:
        return ""
    return f"to {reached}" if cell is None or cell.value is None else f"from {cell.value} to {reached}"


def _last_level(criterion: Criterion, critical: CriticalScore) -> str:
    """Return the level at the end of the scale in the direction of the change; nothing lies beyond it."""
    levels = criterion.value.levels if isinstance(criterion.value, Levels) else ()
    ordered_levels = sorted(levels, key=lambda level: level[1])
    return ordered_levels[-1 if critical.better else 0][0] if ordered_levels else ""


def holding(number: float, width: float, *, up: bool) -> float:
    """Return the number with some four figures of the scale's width, rounded to the side on which it still holds."""
    places = min(max(0, 3 - floor(log10(width))), 15)
    places = min(places, 2) if width >= 1 else places
    factor: float = 10.0**places
    return (ceil(number * factor - 1e-9) if up else floor(number * factor + 1e-9)) / factor
