"""Evaluation problems for property tests: every kind of scale, weights of every method, groups with own weights."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

from consultant_desk.domain.evaluation.problem import (
    Candidate,
    Cell,
    Completion,
    Confidence,
    CostKind,
    CostLine,
    Criterion,
    Direction,
    DirectValue,
    EvidenceRef,
    EvidenceState,
    Group,
    Levels,
    Linear,
    MeanWeights,
    MustHave,
    MustOp,
    Options,
    PairwiseWeights,
    Per,
    Piecewise,
    PointWeights,
    Problem,
    RankFormula,
    RankWeights,
    SeatPrice,
    SimulationOptions,
    Stakeholder,
    WeightAnswers,
)
from consultant_desk.domain.evaluation.seats import yearly_amount

Within = tuple[tuple[str, WeightAnswers], ...]

names = st.text("abcÄé <&>🙂ع", min_size=1, max_size=6).map(lambda text: f"n{text}n")
notes = st.just("") | names
points = st.integers(0, 1000).map(lambda number: number / 8)


@st.composite
def weights(
    draw: st.DrawFn, keys: tuple[str, ...], within: tuple[tuple[str, WeightAnswers], ...] = ()
) -> WeightAnswers:
    kind = draw(st.sampled_from(["direct", "swing", "rank", "ahp"]))
    if kind == "rank":
        return RankWeights(tuple(draw(st.permutations(keys))), draw(st.sampled_from(RankFormula)), within)
    if kind == "ahp":
        rows = tuple(tuple("1" if a == b else None for b in keys) for a in keys)
        return PairwiseWeights(keys, rows, within=within, completion=draw(st.sampled_from(Completion)))
    first = draw(points.filter(bool))
    rest = [draw(points) for _ in keys[1:]]
    return PointWeights(kind, tuple(zip(keys, [first, *rest], strict=True)), within)


@st.composite
def whole_weights(draw: st.DrawFn, criteria: tuple[Criterion, ...]) -> WeightAnswers:
    """Weights in which some groups are weighed inside themselves; items in the order of the criteria."""
    used = list(dict.fromkeys(criterion.group for criterion in criteria if criterion.group))
    local = {group for group in used if draw(st.booleans())}
    items = tuple(dict.fromkeys(one.group if one.group in local else one.id for one in criteria))
    members = {group: tuple(one.id for one in criteria if one.group == group) for group in items if group in local}
    within = tuple((group, draw(weights(keys))) for group, keys in members.items())
    return draw(weights(items, within))


@st.composite
def criteria_of(draw: st.DrawFn, key: str, groups: tuple[Group, ...]) -> Criterion:
    kind = draw(st.sampled_from(["linear", "piecewise", "levels", "direct"]))
    group = draw(st.sampled_from([None, *(one.id for one in groups)]))
    texts = {"unit": draw(notes), "question": draw(notes), "note": draw(notes), "quality": draw(notes)}
    more = {"group": group, "cost": draw(st.booleans()), **texts}
    must = draw(st.booleans())
    op = draw(st.sampled_from(MustOp))
    if kind == "levels":
        levels = Levels((("none", 0.0), ("add-on", 40.0), ("built in", 100.0)))
        rule = MustHave(op, level="add-on") if must else None
        return Criterion(key, draw(names), Direction.MAX, levels, must=rule, anchors=(("none", "not at all"),), **more)
    rule = MustHave(op, value=draw(points)) if must else None
    worst = draw(points)
    best = worst + draw(points) + 1
    if kind == "linear":
        if draw(st.booleans()):
            return Criterion(key, draw(names), Direction.MIN, Linear(best, worst), must=rule, **more)
        return Criterion(key, draw(names), Direction.MAX, Linear(worst, best), must=rule, **more)
    if kind == "piecewise":
        curve = Piecewise(((worst, 0.0), ((worst + best) / 2, 80.0), (best, 100.0)), worst, best)
        return Criterion(key, draw(names), Direction.MAX, curve, must=rule, **more)
    return Criterion(key, draw(names), Direction.MAX, DirectValue(), must=rule, **more)


@st.composite
def cells_of(draw: st.DrawFn, candidate: str, criterion: Criterion, evidence: tuple[str, ...]) -> Cell:
    if isinstance(criterion.value, Levels):
        ordered = [name for name, _ in criterion.value.levels]
        ends = sorted(draw(st.lists(st.integers(0, 2), min_size=3, max_size=3)))
        low, value, high = (ordered[index] for index in ends)
    else:
        low, value, high = sorted(draw(st.lists(points, min_size=3, max_size=3)))
    shape = draw(st.sampled_from(["value", "all", "ends", "unknown"]))
    raw = {"value": (value, None, None), "all": (value, low, high), "ends": (None, low, high)}
    return Cell(
        candidate,
        criterion.id,
        *raw.get(shape, (None, None, None)),
        confidence=draw(st.none() | st.sampled_from(Confidence)),
        rationale=draw(notes),
        evidence=tuple(key for key in evidence if draw(st.booleans())),
        evidence_state=draw(st.sampled_from(EvidenceState)),
        note=draw(notes),
    )


@st.composite
def cost_lines(draw: st.DrawFn, candidate: str, currencies: list[str]) -> CostLine:
    first = draw(st.integers(0, 5))
    amount, seats = Decimal("4800.00"), None
    if draw(st.booleans()):
        starts = [1, *sorted(draw(st.sets(st.integers(2, 500), max_size=2)))]
        tiers = tuple((start, Decimal(draw(st.integers(0, 9_999))) / 100) for start in starts)
        seats = SeatPrice(draw(st.integers(1, 999)), tiers, draw(st.sampled_from(Per)), graduated=draw(st.booleans()))
        amount = yearly_amount(seats)
    return CostLine(
        candidate,
        draw(names),
        amount,
        draw(st.sampled_from(currencies)),
        first,
        first + draw(st.integers(0, 3)),
        draw(st.sampled_from(CostKind)),
        seats,
    )


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    """A problem in the order in which the workspace gives it back."""
    groups = tuple(Group(f"g{index}", draw(names), draw(notes)) for index in range(draw(st.integers(0, 2))))
    criteria = tuple(draw(criteria_of(f"c{index}", groups)) for index in range(draw(st.integers(1, 4))))
    candidates = tuple(
        Candidate(f"p{index}", draw(names), index == 1, draw(notes), draw(notes))
        for index in range(draw(st.integers(1, 3)))
    )
    evidence = tuple(
        EvidenceRef(f"E{index}", "tested", draw(notes), "2026-11-03", draw(notes), "A", draw(notes))
        for index in range(draw(st.integers(0, 12)))
    )
    refs = tuple(one.id for one in evidence)
    people = tuple(
        Stakeholder(f"Person {index}", draw(whole_weights(criteria)), draw(st.sampled_from(["", f"s{index}"])))
        for index in range(draw(st.integers(0, 2)))
    )
    deciding: WeightAnswers = MeanWeights() if people and draw(st.booleans()) else draw(whole_weights(criteria))
    currency = draw(st.sampled_from(["", "EUR"]))
    rates = (("USD", Decimal("0.92")),) if currency and draw(st.booleans()) else ()
    costs = tuple(
        draw(cost_lines(one.id, ["EUR", *(code for code, _ in rates)]))
        for one in candidates
        for _ in range(draw(st.integers(0, 2)))
    )
    simulation = draw(st.none() | st.just(SimulationOptions(seed=7, fixed_scores=True)))
    return Problem(
        title=draw(names),
        groups=groups,
        criteria=criteria,
        weights=deciding,
        candidates=candidates,
        cells=tuple(
            draw(cells_of(one.id, criterion, refs))
            for one in candidates
            for criterion in criteria
            if draw(st.integers(0, 4))
        ),
        stakeholders=people,
        evidence=evidence,
        costs=costs,
        options=Options(
            horizon_years=draw(st.integers(1, 9)),
            discount_rate=draw(st.sampled_from([0.0, 0.05])),
            methods=draw(st.none() | st.just(()) | st.just(("topsis", "vikor"))),
            promethee=((criteria[0].id, "vshape_indiff", 0.5, 5.0, None),),
            simulation=simulation,
            currency=currency,
            rates=rates,
        ),
    )
