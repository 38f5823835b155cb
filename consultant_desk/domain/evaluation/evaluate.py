"""Evaluate a problem whole: weights, ranking, stability, simulation, verdict, warnings."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from consultant_desk.domain.evaluation.canonical import problem_sha256
from consultant_desk.domain.evaluation.checks import warnings_for
from consultant_desk.domain.evaluation.file_options import CheckMethod
from consultant_desk.domain.evaluation.flips import score_flips, smallest_flip
from consultant_desk.domain.evaluation.musts import must_outcomes
from consultant_desk.domain.evaluation.pairwise import consistency
from consultant_desk.domain.evaluation.people import disagreements, stakeholder_views, undecided
from consultant_desk.domain.evaluation.problem import MeanWeights, PairwiseWeights, Problem, SimulationOptions
from consultant_desk.domain.evaluation.promethee import promethee2
from consultant_desk.domain.evaluation.ranking import Ranker, ordered, scores
from consultant_desk.domain.evaluation.result import Consistency, MethodCheck, Result, SimulationResult, WeightRange
from consultant_desk.domain.evaluation.stability import least_room, weight_ranges
from consultant_desk.domain.evaluation.topsis import topsis
from consultant_desk.domain.evaluation.tornado import tornado
from consultant_desk.domain.evaluation.values import ValueTable, value_table
from consultant_desk.domain.evaluation.verdict import Names, Standing, judge, rule_options
from consultant_desk.domain.evaluation.vikor import vikor
from consultant_desk.domain.evaluation.weights import global_weights
from consultant_desk.domain.evaluation.worth import value_for_money

ALL_METHODS = tuple(method.value for method in CheckMethod)

Progress = Callable[[int, int], None]


def evaluate(
    problem: Problem, *, simulate: bool = True, whole: bool = True, progress: Progress = lambda _done, _total: None
) -> Result:
    """Return everything there is to say about a problem.

    Without `simulate` nothing is drawn: the verdict has no share and is no better than close. Without `whole` only
    what the verdict rests on is answered: no flips, tornado, other methods, stakeholders, value for money, and of
    simulations none but the verdict's own. `progress` is told every few milliseconds how many samples of how many are
    drawn of the simulation asked for, and may raise to stop. `UserError` when the weights do not decide.
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
    rule, asked = rule_options((stated or SimulationOptions()).seed), stated if whole else None
    share, drawn = None, None
    if simulate and order:
        share, drawn = _simulated(table, vector, ranker.fit, order, rule, asked, progress)
    samples = asked.samples if asked is not None else 0
    progress(samples, samples)
    result = Result(
        problem_sha256=problem_sha256(problem),
        weights=weights,
        ranking=ranker.ranking(vector, points),
        verdict=judge(standing_of(ranker, vector, points, order, ranges, share), names_of(problem)),
        stability=ranges,
        simulation=drawn,
        warnings=(*warnings_for(problem, table, weights, musts), *undecided(problem)),
        consistency=consistencies(problem),
    )
    progress(samples, samples)
    return _with_rest(result, problem, ranker, points, order) if whole else result


@lru_cache(maxsize=8)
def evaluated(problem: Problem, *, whole: bool = True) -> Result:
    """Return what `evaluate` does, remembered for the problems asked for last.

    A page about a report asks for the same one three times: what is missing, what it prints, and what changed.
    """
    return evaluate(problem, whole=whole)


def _with_rest(
    result: Result, problem: Problem, ranker: Ranker, points: Sequence[float], order: Sequence[int]
) -> Result:
    """Return the result with what the verdict does not rest on."""
    table = ranker.table
    vector = table.vector(result.weights)
    return replace(
        result,
        smallest_flip=smallest_flip(table, vector, order, points),
        score_flips=score_flips(problem, table, vector, order, points),
        tornado=tornado(table, vector, order, points),
        methods=method_check(problem, table, vector, ranker.fit),
        stakeholders=stakeholder_views(problem, ranker),
        disagreements=disagreements(problem),
        value_for_money=value_for_money(problem, table, result.weights, ranker.fit),
    )


def consistencies(problem: Problem) -> Mapping[str, Consistency]:
    """Return how consistent the pairwise judgements that decide are, by group ("" for the top level)."""
    answers = problem.weights
    if isinstance(answers, MeanWeights):
        return {}
    levels = [("", answers, "$.weights"), *((key, one, f"$.weights.within.{key}") for key, one in answers.within)]
    return {key: consistency(one, where) for key, one, where in levels if isinstance(one, PairwiseWeights)}


def method_check(
    problem: Problem, table: ValueTable, weights: Sequence[float], rows: Sequence[int]
) -> MethodCheck | None:
    """Return what the other methods say that the options ask for; None when none is asked for or nobody can win."""
    asked = ALL_METHODS if problem.options.methods is None else problem.options.methods
    if not asked or not rows:
        return None
    return MethodCheck(
        topsis=topsis(problem, table, weights, rows) if CheckMethod.TOPSIS in asked else None,
        vikor=vikor(problem, table, weights, rows) if CheckMethod.VIKOR in asked else None,
        promethee2=promethee2(problem, table, weights, rows) if CheckMethod.PROMETHEE2 in asked else None,
    )


def standing_of(
    ranker: Ranker,
    vector: Sequence[float],
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
        cells=len(table.candidates) * len(table.criteria),
        unknown=ranker.unknown,
        reaching=tuple(table.candidates[row] for row in ranker.reaching(vector, order)),
        criteria=len(table.criteria),
        whole=any(one.winner is None for one in ranges.values()),
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
    progress: Progress,
) -> tuple[float, SimulationResult | None]:
    """Return the winner's first-rank share under the verdict's own options, and the simulation that was asked for."""
    from consultant_desk.domain.evaluation import simulation  # numpy takes 0.2 s to load

    result = simulation.simulate(table, vector, fit, asked, progress=progress) if asked is not None else None
    if result is not None and asked == rule:
        return result.rank_acceptability[table.candidates[order[0]]][0], result
    done = asked.samples if asked is not None else 0
    share = simulation.first_share(table, vector, fit, order[0], rule, pause=lambda: progress(done, done))
    return share, result
