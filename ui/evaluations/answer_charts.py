"""Turn the whole answer into what its charts show."""

from __future__ import annotations

from collections.abc import Mapping

from consultant_desk.domain.charts.curve import curve_mark, value_curve
from consultant_desk.domain.charts.palette import colour_of
from consultant_desk.domain.evaluation.problem import Criterion, DirectValue, Levels, Problem
from consultant_desk.domain.evaluation.result import Result, ValueForMoney
from consultant_desk.domain.evaluation.values import cell_value, scale_ends
from ui.charts.cost_charts import CostWords
from ui.charts.curves import CurvePicture, CurveScore
from ui.charts.pictures import LegendEntry
from ui.charts.value_map import MapWords
from ui.charts.weight_shift import WeightShift
from ui.evaluations.amounts import amount_text, tick_text
from ui.evaluations.whole_answer import WholeAnswer
from ui.evaluations.wording import cell_text, raw_text, short_names
from ui.figures import number_text, percent_text

COST_KINDS: Mapping[str, str] = {
    "one_off": "One-off", "licence": "Licences", "implementation": "Implementation", "training": "Training",
    "support": "Support", "migration": "Migration", "exit": "Exit", "other": "Other",
}  # fmt: skip
MOST_ON_CURVES = 8
"""Candidates that have a colour of their own."""


def names_in(problem: Problem) -> dict[str, str]:
    """Return the names of the candidates by id."""
    return {item.id: item.name for item in problem.candidates}


def criteria_in(problem: Problem) -> dict[str, str]:
    """Return the names of the criteria by id."""
    return {item.id: item.name for item in problem.criteria}


def map_words(problem: Problem, result: Result, worth: ValueForMoney) -> MapWords:
    """Return the words of the map of value for money."""
    years = problem.options.horizon_years
    over = f"cost over {years} years" if years != 1 else "cost over a year"
    criterion = next((item.name for item in problem.criteria if item.cost), "cost")
    return MapWords(
        names=short_names(problem.candidates),
        full_names=names_in(problem),
        winner=result.verdict.winner or "",
        cost_axis=over if worth.by_year else criterion,
        amount=lambda amount: amount_text(amount, worth.unit),
        tick=lambda amount: tick_text(amount, worth.unit),
    )


def cost_words(problem: Problem, result: Result, worth: ValueForMoney) -> CostWords:
    """Return the words of the charts of cost, candidates in the order of the ranking."""
    return CostWords(
        order=tuple(line.candidate for line in result.ranking if line.candidate in worth.cost),
        names=short_names(problem.candidates),
        kinds=COST_KINDS,
        amount=lambda amount: amount_text(amount, worth.unit),
        tick=lambda amount: tick_text(amount, worth.unit),
    )


def weight_shifts(problem: Problem, result: Result) -> list[WeightShift]:
    """Return each weight now and under the smallest change that makes another candidate first."""
    flip = result.smallest_flip
    if flip is None:
        return []
    names = criteria_in(problem)
    return [
        WeightShift(names[key], now, flip.weights[key], percent_text(now), percent_text(flip.weights[key]))
        for key, now in result.weights.items()
        if key in flip.weights and abs(flip.weights[key] - now) > 5e-5
    ]


def curve_pictures(
    whole: WholeAnswer, criteria: int | None = None, candidates: int | None = None
) -> list[CurvePicture]:
    """Return the curve of each criterion with the scores on it, heaviest criterion and best candidate first.

    At most so many `criteria`, and on each at most so many `candidates`.
    """
    problem, result = whole.problem, whole.result
    names = short_names(problem.candidates)
    order = [line.candidate for line in result.ranking[:candidates]]
    cells = problem.cell_index()

    def scores_on(criterion: Criterion) -> tuple[CurveScore, ...]:
        found = []
        for place, key in enumerate(order):
            cell = cells.get((key, criterion.id))
            value = "0\u2013100" if cell is None or cell.unknown else number_text(cell_value(criterion, cell).shown, 1)
            spot = curve_mark(criterion.value, cell)
            colour = colour_of(min(place, MOST_ON_CURVES - 1))
            found.append(CurveScore(names[key], spot, cell_text(criterion, cell), value, colour))
        return tuple(found)

    heaviest = sorted(problem.criteria, key=lambda item: -result.weights.get(item.id, 0.0))
    return [
        CurvePicture(item.name, value_curve(item.value), *_ends(item), scores_on(item)) for item in heaviest[:criteria]
    ]


def curve_legend(whole: WholeAnswer) -> list[LegendEntry]:
    """Return whose marks have which colour on the curves."""
    names = short_names(whole.problem.candidates)
    order = [line.candidate for line in whole.result.ranking]
    legend = [LegendEntry(colour_of(place), names[key]) for place, key in enumerate(order[:MOST_ON_CURVES])]
    if len(order) > MOST_ON_CURVES:
        legend[-1] = LegendEntry(colour_of(MOST_ON_CURVES - 1), f"{len(order) - MOST_ON_CURVES + 1} others")
    return legend


def _ends(criterion: Criterion) -> tuple[str, str]:
    """Return the raw values at the left and the right end of a curve."""
    if isinstance(criterion.value, Levels):
        ordered = sorted(criterion.value.levels, key=lambda level: level[1])
        return ordered[0][0], ordered[-1][0]
    if isinstance(criterion.value, DirectValue):
        return "0", "100"
    ends = scale_ends(criterion) or (0.0, 100.0)
    return raw_text(criterion, min(ends)), raw_text(criterion, max(ends))
