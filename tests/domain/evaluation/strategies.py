"""Problems for property tests, built of the same frozen data the program uses."""

from __future__ import annotations

from hypothesis import strategies as st

from consultant_desk.domain.evaluation.problem import (
    Candidate,
    Cell,
    Criterion,
    Direction,
    DirectValue,
    Group,
    Levels,
    Linear,
    MustHave,
    MustOp,
    Piecewise,
    PointWeights,
    Problem,
    RankFormula,
    RankWeights,
    ValueFunction,
    WeightAnswers,
)

LEVELS = ("none", "some", "most", "all")


def tidy(low: float, high: float) -> st.SearchStrategy[float]:
    """Return numbers as people type them, with at most two decimals."""
    return st.integers(round(low * 100), round(high * 100)).map(lambda number: number / 100)


@st.composite
def value_functions(draw: st.DrawFn) -> tuple[Direction, ValueFunction]:
    """Return a value function on raw numbers within -50..50 (levels: four of them) and its direction."""
    kind = draw(st.sampled_from(["linear", "piecewise", "levels", "direct"]))
    direction = draw(st.sampled_from(Direction)) if kind in {"linear", "piecewise"} else Direction.MAX
    if kind == "levels":
        values = sorted(draw(st.lists(tidy(0, 100), min_size=4, max_size=4)))
        return direction, Levels(tuple(zip(LEVELS, values, strict=True)))
    if kind == "direct":
        return direction, DirectValue()
    low = draw(tidy(-40, 0))
    high = low + draw(tidy(1, 40))
    worst, best = (low, high) if direction is Direction.MAX else (high, low)
    if kind == "linear":
        return direction, Linear(worst, best)
    middle = (low + high) / 2
    values = sorted(draw(st.lists(tidy(0, 100), min_size=3, max_size=3)), reverse=direction is Direction.MIN)
    return direction, Piecewise(tuple(zip((low, middle, high), values, strict=True)), worst, best)


@st.composite
def cells(draw: st.DrawFn, candidate: str, criterion: Criterion) -> Cell | None:
    """Return a score of any form, or none."""
    form = draw(st.sampled_from(["value", "value", "ends", "range", "unknown", "absent"]))
    if form == "absent":
        return None
    if form == "unknown":
        return Cell(candidate, criterion.id)
    if isinstance(criterion.value, Levels):
        order = sorted(draw(st.lists(st.integers(0, 3), min_size=3, max_size=3)))
        low, value, high = (LEVELS[place] for place in order)
    else:
        low, value, high = sorted(draw(st.lists(tidy(-50, 50), min_size=3, max_size=3)))
    if form == "value":
        return Cell(candidate, criterion.id, value)
    return Cell(candidate, criterion.id, value if form == "ends" else None, low, high)


@st.composite
def weights_of(draw: st.DrawFn, keys: list[str]) -> WeightAnswers:
    """Return answers of one level for these keys."""
    if draw(st.booleans()):
        return RankWeights(tuple(draw(st.permutations(keys))), draw(st.sampled_from(RankFormula)))
    points = draw(st.lists(tidy(0, 100), min_size=len(keys), max_size=len(keys)).filter(any))
    return PointWeights(draw(st.sampled_from(["direct", "swing"])), tuple(zip(keys, points, strict=True)))


@st.composite
def problems(draw: st.DrawFn, least_candidates: int = 1, *, musts: bool = True) -> Problem:
    """Return a whole problem."""
    count = draw(st.integers(1, 6))
    grouped = draw(st.booleans()) and count > 1
    criteria = []
    for place in range(count):
        direction, function = draw(value_functions())
        must = None
        if musts and draw(st.integers(0, 4)) == 0:
            op = draw(st.sampled_from(MustOp))
            levelled = isinstance(function, Levels)
            must = MustHave(op, level=draw(st.sampled_from(LEVELS))) if levelled else MustHave(op, draw(tidy(-50, 50)))
        group = "g" if grouped and place < 2 else None
        criteria.append(Criterion(f"c{place}", f"Criterion {place}", direction, function, group=group, must=must))
    candidates = [
        Candidate(f"a{place}", f"Candidate {place}") for place in range(draw(st.integers(least_candidates, 6)))
    ]
    found = [draw(cells(candidate.id, criterion)) for candidate in candidates for criterion in criteria]
    leaves = [criterion.id for criterion in criteria]
    if grouped:
        top = draw(weights_of(["g", *leaves[2:]]))
        inner = draw(weights_of(leaves[:2]))
        weights: WeightAnswers = (
            PointWeights(top.method, top.points, (("g", inner),))
            if isinstance(top, PointWeights)
            else RankWeights(top.order, top.formula, (("g", inner),))
        )
    else:
        weights = draw(weights_of(leaves))
    return Problem(
        title="Any",
        criteria=tuple(criteria),
        weights=weights,
        candidates=tuple(candidates),
        groups=(Group("g", "Group"),) if grouped else (),
        cells=tuple(cell for cell in found if cell is not None),
    )
