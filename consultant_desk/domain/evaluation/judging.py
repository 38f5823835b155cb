"""Pairwise judgements as they are made: the scale of seventeen steps, what is judged, and what is still needed.

The scale is Saaty's (1977): 1 as important, 3 moderately, 5 strongly, 7 very strongly, 9 extremely more important, the
even numbers between; to either side. What weights follow from the judgements is another file's business.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache

from consultant_desk.domain.evaluation.problem import PairwiseWeights, WeightAnswers

OUTERMOST = 8
"""Steps to either side of 1."""

Within = tuple[tuple[str, WeightAnswers], ...]
Pair = tuple[str, str]

_WORDS = ("equally important", "moderately", "strongly", "very strongly", "extremely")


def blank(ids: Sequence[str], within: Within = ()) -> PairwiseWeights:
    """Return answers in which nothing is judged yet."""
    rows = tuple(tuple("1" if one == other else None for other in ids) for one in ids)
    return PairwiseWeights(ids=tuple(ids), rows=rows, within=within)


def ratio_text(step: int) -> str:
    """Return the judgement of a step: -2 is "1/3", 0 is "1", 2 is "3"; steps beyond the scale are cut to its end."""
    step = max(-OUTERMOST, min(OUTERMOST, step))
    return f"1/{1 - step}" if step < 0 else str(step + 1)


@lru_cache(maxsize=1024)
def ratio_of(text: str) -> float:
    """Return a judgement as a number."""
    return float(Fraction(text))


def step_of(text: str) -> int:
    """Return the step nearest to a judgement."""
    ratio = ratio_of(text)
    step = round(ratio) - 1 if ratio >= 1 else 1 - round(1 / ratio)
    return max(-OUTERMOST, min(OUTERMOST, step))


@lru_cache(maxsize=1024)
def turned(text: str) -> str:
    """Return the judgement seen from the other side: "3" is "1/3", "1/4" is "4"."""
    ratio = 1 / Fraction(text)
    return str(ratio)


def step_for(ratio: float) -> int:
    """Return the step nearest to a ratio of two weights, by its logarithm: both sides of 1 count alike."""
    larger = min(max(ratio, 1 / ratio), float(OUTERMOST + 1))
    below = int(larger)
    nearest = below + 1 if larger * larger > below * (below + 1) else below
    step = min(nearest, OUTERMOST + 1) - 1
    return step if ratio >= 1 else -step


def verbal(step: int) -> str:
    """Return Saaty's words for a step: "equally important", "moderately to strongly more important"."""
    size = abs(step)
    if size == 0:
        return _WORDS[0]
    lower = _WORDS[size // 2]
    if size % 2 == 0:
        return f"{lower} more important"
    words = "equally" if size == 1 else lower
    return f"{words} to {_WORDS[size // 2 + 1]} more important"


def judgement(answers: PairwiseWeights, one: str, other: str) -> str | None:
    """Return how much one outweighs the other, None where that is not judged."""
    i, j = answers.ids.index(one), answers.ids.index(other)
    direct = answers.rows[i][j]
    if direct is not None:
        return direct
    mirrored = answers.rows[j][i]
    return None if mirrored is None else turned(mirrored)


def with_judgements(answers: PairwiseWeights, judgements: Mapping[Pair, str | None]) -> PairwiseWeights:
    """Return the answers with some judgements made or (None) taken back, both halves of the matrix alike.

    `ValueError` for an id that is not judged here or a thing against itself.
    """
    place = {key: index for index, key in enumerate(answers.ids)}
    rows = [list(row) for row in answers.rows]
    for (one, other), text in judgements.items():
        if one not in place or other not in place or one == other:
            raise ValueError(f"{one!r} and {other!r} are no pair")
        rows[place[one]][place[other]] = text
        rows[place[other]][place[one]] = None if text is None else turned(text)
    return replace(answers, rows=tuple(tuple(row) for row in rows))


def pairs(ids: Sequence[str]) -> Iterator[Pair]:
    """Return every pair once, in the order of the ids."""
    for place, one in enumerate(ids):
        for other in ids[place + 1 :]:
            yield one, other


def pair_count(answers: PairwiseWeights) -> int:
    """Return how many pairs there are."""
    return len(answers.ids) * (len(answers.ids) - 1) // 2


def judged_pairs(answers: PairwiseWeights) -> tuple[Pair, ...]:
    """Return the pairs that are judged."""
    count = len(answers.ids)
    return tuple(
        (answers.ids[i], answers.ids[j])
        for i in range(count)
        for j in range(i + 1, count)
        if answers.rows[i][j] is not None or answers.rows[j][i] is not None
    )


def pieces(answers: PairwiseWeights) -> dict[str, str]:
    """Return for each id the first id of all those it is connected with by judgements.

    Weights follow once all ids are in one piece, which takes one judgement fewer than there are ids.
    """
    head = {key: key for key in answers.ids}

    def find(key: str) -> str:
        while head[key] != key:
            key = head[key]
        return key

    place = {key: index for index, key in enumerate(answers.ids)}
    for one, other in judged_pairs(answers):
        first, second = sorted((find(one), find(other)), key=place.__getitem__)
        head[second] = first
    return {key: find(key) for key in answers.ids}


def still_needed(answers: PairwiseWeights) -> int:
    """Return how many judgements are missing at least until weights follow."""
    return max(len(set(pieces(answers).values())) - 1, 0)


def next_pair(answers: PairwiseWeights, after: Pair | None = None) -> Pair | None:
    """Return what to judge next: first what connects two pieces, then the next pair not judged; None when all are.

    The search goes on behind `after` and starts again at the top.
    """
    done = set(judged_pairs(answers))
    heads = pieces(answers)
    connecting = len(set(heads.values())) > 1
    first: Pair | None = None
    passed = after is None
    for pair in pairs(answers.ids):
        if passed and pair not in done and (not connecting or heads[pair[0]] != heads[pair[1]]):
            return pair
        if not passed and first is None and pair not in done and (not connecting or heads[pair[0]] != heads[pair[1]]):
            first = pair
        passed = passed or pair == after
    return first


def star(answers: PairwiseWeights, weights: Mapping[str, float]) -> PairwiseWeights:
    """Return the fewest judgements that come near to weights: the largest against each other one, on the scale.

    Each is rounded once; a chain of neighbours would multiply the rounding.
    """
    if not any(weights.get(key, 0.0) > 0 for key in answers.ids):
        return blank(answers.ids, answers.within)
    largest = max(answers.ids, key=lambda key: weights.get(key, 0.0))
    made: dict[Pair, str | None] = {}
    for key in answers.ids:
        if key != largest:
            weight = weights.get(key, 0.0)
            ratio = weights[largest] / weight if weight > 0 else OUTERMOST + 1.0
            made[largest, key] = ratio_text(step_for(ratio))
    return with_judgements(replace(blank(answers.ids, answers.within), completion=answers.completion), made)
