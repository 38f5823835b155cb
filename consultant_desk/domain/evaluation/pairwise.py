"""Weights from pairwise judgements, and how consistent these are.

Weights are the principal eigenvector of the judgements (Saaty 1977). Missing ones are left out as Harker (1987) does:
each adds 1 to the diagonal of its row; or the weights are the least squares of the logarithms (Bozóki, Fülöp & Rónyai
2010). The random index is Saaty's (1980), reduced for missing judgements (Ágoston & Csató 2022).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, fsum, log

from consultant_desk.domain.evaluation.judging import (
    judged_pairs,
    judgement,
    pair_count,
    ratio_of,
    still_needed,
    with_judgements,
)
from consultant_desk.domain.evaluation.problem import Completion, PairwiseWeights
from consultant_desk.domain.evaluation.result import Consistency
from consultant_desk.errors import Fault, UserError

RANDOM_INDEX = (0.0, 0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49)
"""Saaty's table by number of things compared; beyond ten the last one."""

THRESHOLDS = {3: 0.05, 4: 0.08}
THRESHOLD = 0.10

DENSE = 40
"""Up to this many things the eigenvector is found by inverse iteration, beyond by relaxing, which costs less."""

CLOSE = 1e-13
SWEEPS, LARGE_CLOSE = 500, 1e-9
AGREE = 1e-9

Row = tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True)
class _Matrix:
    """The judgements as sparse rows of (column, ratio) with the diagonal apart."""

    rows: tuple[Row, ...]
    diagonal: tuple[float, ...]

    def times(self, vector: Sequence[float]) -> list[float]:
        """Return the product with a vector."""
        return [
            own * vector[place] + sum([ratio * vector[column] for column, ratio in row])
            for place, (own, row) in enumerate(zip(self.diagonal, self.rows, strict=True))
        ]


def pairwise_weights(answers: PairwiseWeights, where: str = "$.weights") -> dict[str, float]:
    """Return the weights that follow from judgements, sum 1; `UserError` while they do not connect everything."""
    _refuse_unconnected(answers, where)
    if not _completed_by_squares(answers):
        return dict(zip(answers.ids, _eigenvector(_matrix(answers))[0], strict=True))
    return dict(zip(answers.ids, _least_squares(_matrix(answers)), strict=True))


def consistency(answers: PairwiseWeights, where: str = "$.weights") -> Consistency:
    """Return how consistent judgements are; `UserError` while they do not connect everything."""
    _refuse_unconnected(answers, where)
    count, judged = len(answers.ids), judged_pairs(answers)
    missing = pair_count(answers) - len(judged)
    full, index = _filled(answers), _random_index(len(answers.ids), missing)
    if _completed_by_squares(answers):
        index = _random_index(count, 0)
    vector, largest = _eigenvector(_matrix(full))
    weights = dict(zip(answers.ids, vector, strict=True))
    ratio = (largest - count) / (count - 1) / index if index > 0 else 0.0
    misfits = [(abs(log(_ratio(answers, *pair) * weights[pair[1]] / weights[pair[0]])), pair) for pair in judged]
    worst = max(misfits, key=lambda one: one[0], default=(0.0, None))
    hurts = worst[1] if worst[0] > AGREE and count > 2 else None
    return Consistency(
        ratio=ratio if ratio > AGREE else 0.0,
        threshold=THRESHOLDS.get(count, THRESHOLD),
        random_index=answers.random_index,
        worst=hurts,
        suggested=None if hurts is None else weights[hurts[0]] / weights[hurts[1]],
        missing=missing,
        completed_by=answers.completion.value if missing else "",
    )


def _refuse_unconnected(answers: PairwiseWeights, where: str) -> None:
    if not answers.ids:
        raise _fault(where, "nothing is judged", "at least one criterion")
    needed = still_needed(answers)
    if needed:
        what = f"{needed} more judgement{' is' if needed == 1 else 's are'} needed"
        raise _fault(f"{where}.rows", what, "every id connected with the others by judgements")


def _completed_by_squares(answers: PairwiseWeights) -> bool:
    missing = len(judged_pairs(answers)) < pair_count(answers)
    return missing and answers.completion is Completion.LEAST_SQUARES


def _filled(answers: PairwiseWeights) -> PairwiseWeights:
    """Return judgements with those that least squares complete; those of Harker are left as they are."""
    if not _completed_by_squares(answers):
        return answers
    weights = dict(zip(answers.ids, _least_squares(_matrix(answers)), strict=True))
    there = set(judged_pairs(answers))
    made = {
        (one, other): repr(weights[one] / weights[other])
        for place, one in enumerate(answers.ids)
        for other in answers.ids[place + 1 :]
        if (one, other) not in there
    }
    return with_judgements(answers, made)


def _random_index(count: int, missing: int) -> float:
    """Return the random index of `count` things with so many pairs not judged; 0 where nothing can be inconsistent."""
    index = RANDOM_INDEX[min(count, len(RANDOM_INDEX) - 1)]
    if count < 3:
        return 0.0
    return index * (1.0 - 2.0 * missing / ((count - 1) * (count - 2)))


def _matrix(answers: PairwiseWeights) -> _Matrix:
    place = {key: index for index, key in enumerate(answers.ids)}
    rows: list[list[tuple[int, float]]] = [[] for _ in answers.ids]
    for one, other in judged_pairs(answers):
        ratio = _ratio(answers, one, other)
        rows[place[one]].append((place[other], ratio))
        rows[place[other]].append((place[one], 1.0 / ratio))
    count = len(answers.ids)
    return _Matrix(tuple(tuple(row) for row in rows), tuple(float(count - len(row)) for row in rows))


def _ratio(answers: PairwiseWeights, one: str, other: str) -> float:
    return ratio_of(judgement(answers, one, other) or "1")


def _least_squares(matrix: _Matrix) -> list[float]:
    """Return the weights whose logarithms are nearest to those of the judgements, by conjugate gradients."""
    count = len(matrix.rows)
    logs = [0.0] * count
    residual = [fsum(log(ratio) for _, ratio in row) for row in matrix.rows]
    direction, size = list(residual), fsum(value * value for value in residual)
    for _ in range(4 * count):
        if size <= CLOSE * CLOSE:
            break
        image = [
            len(row) * direction[place] - fsum(direction[column] for column, _ in row)
            for place, row in enumerate(matrix.rows)
        ]
        step = size / fsum(a * b for a, b in zip(direction, image, strict=True))
        logs = [value + step * move for value, move in zip(logs, direction, strict=True)]
        residual = [value - step * change for value, change in zip(residual, image, strict=True)]
        before, size = size, fsum(value * value for value in residual)
        direction = [value + size / before * move for value, move in zip(residual, direction, strict=True)]
    return _normalised([exp(value - max(logs)) for value in logs])


def _eigenvector(matrix: _Matrix) -> tuple[list[float], float]:
    """Return the principal eigenvector, sum 1, and its eigenvalue.

    It starts at the least squares, which are the answer already where judgements agree.
    """
    vector = _least_squares(matrix)
    small = len(vector) <= DENSE
    for _ in range(SWEEPS):
        image = matrix.times(vector)
        bounds = [after / before for after, before in zip(image, vector, strict=True)]
        low, high = min(bounds), max(bounds)
        if high - low <= (CLOSE if small else LARGE_CLOSE) * high:
            break
        vector = _normalised(_towards(matrix, vector, high) if small else _relaxed(matrix, vector, sum(image)))
    return vector, sum(matrix.times(vector))


def _relaxed(matrix: _Matrix, vector: Sequence[float], largest: float) -> list[float]:
    """Return one sweep of Gauss and Seidel on the equations of the eigenvector, given its eigenvalue so far."""
    solved = list(vector)
    for place, row in enumerate(matrix.rows):
        solved[place] = sum([ratio * solved[column] for column, ratio in row]) / (largest - matrix.diagonal[place])
    return solved


def _towards(matrix: _Matrix, vector: Sequence[float], bound: float) -> list[float]:
    """Return one step of inverse iteration, shifted just above an upper bound of the eigenvalue (Collatz 1942)."""
    count = len(vector)
    shift = bound * (1.0 + 1e-9)
    lines = []
    for place, row in enumerate(matrix.rows):
        line = [0.0] * count
        line[place] = shift - matrix.diagonal[place]
        for column, ratio in row:
            line[column] = -ratio
        lines.append([*line, vector[place]])
    for place in range(count):
        sizes = [abs(line[place]) for line in lines]
        pivot = max(range(place, count), key=sizes.__getitem__)
        lines[place], lines[pivot] = lines[pivot], lines[place]
        head = lines[place]
        for index in range(place + 1, count):
            factor = lines[index][place] / head[place]
            if factor:
                lines[index] = [a - factor * b for a, b in zip(lines[index], head, strict=True)]
    solved = [0.0] * count
    for place in reversed(range(count)):
        line = lines[place]
        rest = fsum(line[column] * solved[column] for column in range(place + 1, count))
        solved[place] = (line[count] - rest) / line[place]
    return solved


def _normalised(values: Sequence[float]) -> list[float]:
    total = fsum(values)
    return [value / total for value in values]


def _fault(where: str, what: str, expected: str) -> UserError:
    return UserError(f"{where}: {what}.", hint=f"Expected: {expected}.", faults=(Fault(where, what, expected),))
