"""Evaluate a problem whole: weights, ranking, stability, simulation, verdict, warnings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from consultant_desk.domain.evaluation.canonical import problem_sha256
from consultant_desk.domain.evaluation.checks import warnings_for
from consultant_desk.domain.evaluation.musts import must_outcomes
from consultant_desk.domain.evaluation.problem import Problem, SimulationOptions
from consultant_desk.domain.evaluation.ranking import Ranker, ordered, scores
from consultant_desk.domain.evaluation.result import Result, SimulationResult, WeightRange
from consultant_desk.domain.evaluation.stability import least_room, weight_ranges
from consultant_desk.domain.evaluation.values import ValueTable, value_table
from consultant_desk.domain.evaluation.verdict import Names, Standing, judge, rule_options
from consultant_desk.domain.evaluation.weights import global_weights


def evaluate(problem: Problem, *, simulate: bool = True, shares: bool = True) -> Result:
    """Return everything this version answers about a problem.

    Without `simulate` nothing is drawn: the verdict has no share and is no better than close. Without `shares` only
    the verdict's own share is drawn, not the simulation that the problem asks for. `UserError` when no weight is above
    zero, or the answers need a method this version does not have.
    """
    weights = global_weights(problem)
    table = value_table(problem)
    vector = table.vector(weights)
    musts = must_outcomes(problem)
    ranker = Ranker(table, musts)
    points = scores(table, vector)
    order = [row for row, _ in ordered(points, ranker.fit)]
    ranges = weight_ranges(table, vector, points, order)
    stated = problem.options.simulation
    rule, asked = rule_options((stated or SimulationOptions()).seed), stated if shares else None
    share, drawn = _simulated(table, vector, ranker.fit, order, rule, asked) if simulate and order else (None, None)
    return Result(
        problem_sha256=problem_sha256(problem),
        weights=weights,
        ranking=ranker.ranking(vector, points),
        verdict=judge(standing_of(ranker, points, order, ranges, share), names_of(problem)),
        stability=ranges,
        simulation=drawn,
        warnings=warnings_for(problem, table, weights, musts),
    )


def standing_of(
    ranker: Ranker,
    points: Sequence[float],
    order: Sequence[int],
    ranges: Mapping[str, WeightRange],
    share: float | None,
) -> Standing:
    """Return what the verdict's rule looks at."""
    table = ranker.table
    return Standing(
        order=tuple(table.candidates[row] for row in order),
        points=tuple(points[row] for row in order),
        share=share,
        room=least_room(ranges),
        unknown_musts=ranker.musts[table.candidates[order[0]]].unknown if order else (),
        candidates=len(table.candidates),
    )


def names_of(problem: Problem) -> Names:
    """Return the names used in sentences."""
    return Names(
        candidates={candidate.id: candidate.name for candidate in problem.candidates},
        criteria={criterion.id: criterion.name for criterion in problem.criteria},
    )


def _simulated(
    table: ValueTable,
    vector: tuple[float, ...],
    fit: tuple[int, ...],
    order: Sequence[int],
    rule: SimulationOptions,
    asked: SimulationOptions | None,
) -> tuple[float, SimulationResult | None]:
    """Return the winner's first-rank share under the verdict's own options, and the simulation that was asked for."""
    from consultant_desk.domain.evaluation import simulation  # numpy takes 0.2 s to load

    result = simulation.simulate(table, vector, fit, asked) if asked is not None else None
    if result is not None and asked == rule:
        return result.rank_acceptability[table.candidates[order[0]]][0], result
    return simulation.first_share(table, vector, fit, order[0], rule), result
