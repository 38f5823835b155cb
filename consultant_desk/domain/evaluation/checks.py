"""Warnings: what a consultant should look at before trusting the answer. None of them stops the evaluation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import fsum, sqrt

from consultant_desk.domain.evaluation.cost_checks import cost_warnings
from consultant_desk.domain.evaluation.file_options import CheckMethod
from consultant_desk.domain.evaluation.musts import MustOutcome
from consultant_desk.domain.evaluation.problem import Problem
from consultant_desk.domain.evaluation.promethee import is_additive
from consultant_desk.domain.evaluation.result import EvaluationWarning
from consultant_desk.domain.evaluation.values import ValueTable

TOGETHER = 0.95
"""Correlation of values above which two criteria are suspected to measure the same thing."""

ENOUGH_CANDIDATES = 5
"""Below this many candidates a high correlation says nothing."""


def warnings_for(
    problem: Problem, table: ValueTable, weights: Mapping[str, float], musts: Mapping[str, MustOutcome]
) -> tuple[EvaluationWarning, ...]:
    """Return all warnings, in the order in which they matter."""
    return (
        *_unfit(problem, musts),
        *_clipped(problem, table),
        *_together(problem, table),
        *cost_warnings(problem, weights),
        *_columns(problem, table, weights),
        *_rows(problem, table),
        *_no_check(problem, table, weights),
    )


def _no_check(problem: Problem, table: ValueTable, weights: Mapping[str, float]) -> Iterator[EvaluationWarning]:
    asked = problem.options.methods is None or CheckMethod.PROMETHEE2 in problem.options.methods
    if asked and problem.options.promethee and is_additive(problem, table.vector(weights)):
        text = "PROMETHEE with a V-shape over the whole scale is the weighted sum again and checks nothing."
        yield EvaluationWarning("promethee_additive", text)


def _unfit(problem: Problem, musts: Mapping[str, MustOutcome]) -> Iterator[EvaluationWarning]:
    if problem.candidates and all(musts[candidate.id].failed for candidate in problem.candidates):
        yield EvaluationWarning("all_fail", "Every candidate fails a must-have, so none can win.")
    for candidate in problem.candidates:
        for criterion in problem.criteria:
            if criterion.id in musts[candidate.id].unknown:
                yield EvaluationWarning(
                    "unknown_must",
                    f"{candidate.name}: the must-have on {criterion.name} is not known to be met.",
                    criterion=criterion.id,
                    candidate=candidate.id,
                )


def _clipped(problem: Problem, table: ValueTable) -> Iterator[EvaluationWarning]:
    candidates = {candidate.id: candidate.name for candidate in problem.candidates}
    criteria = {criterion.id: criterion.name for criterion in problem.criteria}
    for candidate, criterion in table.clipped:
        yield EvaluationWarning(
            "clipped",
            f"{candidates[candidate]}: the score on {criteria[criterion]} lies outside its scale and counts as the "
            "nearest end.",
            criterion=criterion,
            candidate=candidate,
        )


def _together(problem: Problem, table: ValueTable) -> Iterator[EvaluationWarning]:
    if len(table.candidates) < ENOUGH_CANDIDATES:
        return
    units = [_unit([row[place] for row in table.values]) for place in range(len(table.criteria))]
    pairs = []
    for one in range(len(units)):
        for other in range(one + 1, len(units)):
            first, second = units[one], units[other]
            if first and second:
                r = fsum(a * b for a, b in zip(first, second, strict=True))
                if r > TOGETHER:
                    pairs.append((r, one, other))
    if not pairs:
        return
    r, one, other = max(pairs, key=lambda pair: pair[0])
    more = f", and {len(pairs) - 1} more" if len(pairs) > 1 else ""
    yield EvaluationWarning(
        "correlated",
        f"{problem.criteria[one].name} and {problem.criteria[other].name} go together (r = {min(r, 1.0):.2f}){more}: "
        "they may count the same thing twice.",
        criterion=table.criteria[one],
        other=table.criteria[other],
    )


def _unit(column: list[float]) -> list[float] | None:
    """Return the column centred and scaled to length 1, None when it is constant."""
    mean = fsum(column) / len(column)
    centred = [value - mean for value in column]
    length = sqrt(fsum(value * value for value in centred))
    return [value / length for value in centred] if length > 1e-9 else None


def _columns(problem: Problem, table: ValueTable, weights: Mapping[str, float]) -> Iterator[EvaluationWarning]:
    for place, criterion in enumerate(problem.criteria):
        if weights[criterion.id] == 0:
            yield EvaluationWarning("zero_weight", f"{criterion.name} has no weight.", criterion=criterion.id)
        if table.candidates and not any(known[place] for known in table.known):
            yield EvaluationWarning(
                "all_unknown", f"{criterion.name}: no candidate has a score.", criterion=criterion.id
            )
        elif len(table.candidates) > 1 and len({row[place] for row in table.values}) == 1:
            yield EvaluationWarning(
                "constant",
                f"{criterion.name} is the same for every candidate and decides nothing.",
                criterion=criterion.id,
            )


def _rows(problem: Problem, table: ValueTable) -> Iterator[EvaluationWarning]:
    if len(problem.candidates) == 1:
        yield EvaluationWarning(
            "one_candidate",
            f"{problem.candidates[0].name} is the only candidate; there is nothing to compare it with.",
            candidate=problem.candidates[0].id,
        )
    for candidate, known in zip(problem.candidates, table.known, strict=True):
        if not any(known):
            yield EvaluationWarning("all_unknown", f"{candidate.name}: nothing is known yet.", candidate=candidate.id)
