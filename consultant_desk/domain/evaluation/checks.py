"""Warnings: what a consultant should look at before trusting the answer. None of them stops the evaluation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import fsum, sqrt

from consultant_desk.domain.evaluation.cost_checks import cost_warnings
from consultant_desk.domain.evaluation.file_options import CheckMethod
from consultant_desk.domain.evaluation.musts import MustOutcome
from consultant_desk.domain.evaluation.problem import Cell, Criterion, Problem
from consultant_desk.domain.evaluation.promethee import is_additive
from consultant_desk.domain.evaluation.ranking import eligible
from consultant_desk.domain.evaluation.result import EvaluationWarning
from consultant_desk.domain.evaluation.units import figure, with_unit
from consultant_desk.domain.evaluation.values import ValueTable, is_clipped

TOGETHER = 0.95
"""Correlation of values above which two criteria are suspected to measure the same thing."""

ENOUGH_CANDIDATES = 5
"""Below this many candidates a high correlation says nothing."""


def warnings_for(
    problem: Problem, table: ValueTable, weights: Mapping[str, float], musts: Mapping[str, MustOutcome]
) -> tuple[EvaluationWarning, ...]:
    """Return all warnings, in the order in which they matter."""
    rows = eligible(table, musts) or tuple(range(len(table.candidates)))
    return (
        *_unfit(problem, musts),
        *_clipped(problem, table),
        *_together(problem, table, rows),
        *cost_warnings(problem, weights),
        *_columns(problem, table, weights, rows),
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
    criteria = {criterion.id: criterion for criterion in problem.criteria}
    cells = problem.cell_index()
    for candidate, key in table.clipped:
        criterion = criteria[key]
        yield EvaluationWarning(
            "clipped",
            f"{candidates[candidate]}: {_outside(criterion, cells[candidate, key])} on {criterion.name} lies outside "
            "its scale and counts as the nearest end.",
            criterion=key,
            candidate=candidate,
        )


def outside(criterion: Criterion, cell: Cell) -> tuple[bool, tuple[float | str, ...]]:
    """Return whether the score itself lies outside the scale, and what does: the score, else its ends."""
    if cell.value is not None and is_clipped(criterion.value, cell.value):
        return True, (cell.value,)
    ends = [end for end in (cell.low, cell.high) if end is not None and is_clipped(criterion.value, end)]
    return False, tuple(dict.fromkeys(ends))


def _outside(criterion: Criterion, cell: Cell) -> str:
    whole, raws = outside(criterion, cell)
    shown = [_raw(criterion, raw) for raw in raws]
    return f"the score {shown[0]}" if whole else f"the end {' and the end '.join(shown)} of the score"


def _raw(criterion: Criterion, raw: float | str) -> str:
    if isinstance(raw, str):
        return raw
    return with_unit(figure(raw), criterion.unit, raw)


def _together(problem: Problem, table: ValueTable, rows: Sequence[int]) -> Iterator[EvaluationWarning]:
    """Look at the candidates that can win only, and at known scores: one that is out makes all others look alike."""
    if len(rows) < ENOUGH_CANDIDATES:
        return
    places = range(len(table.criteria))
    known = [tuple(row for row in rows if table.known[row][place]) for place in places]
    units = [_unit([table.values[row][place] for row in known[place]]) for place in places]
    pairs = []
    for one in places:
        for other in places[one + 1 :]:
            first, second = units[one], units[other]
            if known[one] != known[other]:
                both = [row for row in known[one] if row in known[other]]
                first, second = (_unit([table.values[row][place] for row in both]) for place in (one, other))
            if first and second and len(first) >= ENOUGH_CANDIDATES:
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
        strength=min(r, 1.0),
        count=len(pairs) - 1,
    )


def _unit(column: list[float]) -> list[float] | None:
    """Return the column centred and scaled to length 1, None when it is constant or empty."""
    if not column:
        return None
    mean = fsum(column) / len(column)
    centred = [value - mean for value in column]
    length = sqrt(fsum(value * value for value in centred))
    return [value / length for value in centred] if length > 1e-9 else None


def _columns(
    problem: Problem, table: ValueTable, weights: Mapping[str, float], rows: Sequence[int]
) -> Iterator[EvaluationWarning]:
    every = "every candidate" if len(rows) == len(table.candidates) else "every candidate that can win"
    for place, criterion in enumerate(problem.criteria):
        if weights[criterion.id] == 0:
            yield EvaluationWarning("zero_weight", f"{criterion.name} has no weight.", criterion=criterion.id)
        if table.candidates and not any(known[place] for known in table.known):
            yield EvaluationWarning(
                "all_unknown", f"{criterion.name}: no candidate has a score.", criterion=criterion.id
            )
        elif len(rows) > 1 and _same(table, rows, place):
            yield EvaluationWarning(
                "constant",
                f"{criterion.name} is the same for {every} and decides nothing.",
                criterion=criterion.id,
            )


def _same(table: ValueTable, rows: Sequence[int], place: int) -> bool:
    """Tell whether all of these candidates are known to be equal on a criterion, their ends included."""
    found = {(table.lows[row][place], table.values[row][place], table.highs[row][place]) for row in rows}
    return len(found) == 1 and all(table.known[row][place] for row in rows)


def _rows(problem: Problem, table: ValueTable) -> Iterator[EvaluationWarning]:
    if len(problem.candidates) == 1:
        yield EvaluationWarning(
            "one_candidate",
            f"{problem.candidates[0].name} is the only candidate; there is nothing to compare it with.",
            candidate=problem.candidates[0].id,
        )
    called: dict[str, list[str]] = {}
    for candidate in problem.candidates:
        called.setdefault(" ".join(candidate.name.split()).casefold(), []).append(candidate.id)
    names = {candidate.id: candidate.name for candidate in problem.candidates}
    for same in called.values():
        if len(same) > 1:
            text = f"{len(same)} candidates are called {names[same[0]]}, and nothing printed tells them apart."
            yield EvaluationWarning("same_name", text, candidate=same[0], count=len(same))
    for candidate, known in zip(problem.candidates, table.known, strict=True):
        if not any(known):
            yield EvaluationWarning("all_unknown", f"{candidate.name}: nothing is known yet.", candidate=candidate.id)
