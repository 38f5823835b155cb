"""Values 0..100: scales, clipping, two ends, unknown, must-haves on ends."""

from __future__ import annotations

import pytest

from consultant_desk.domain.evaluation.musts import MustState, must_state
from consultant_desk.domain.evaluation.problem import (
    Cell,
    Criterion,
    Direction,
    DirectValue,
    Levels,
    Linear,
    MustHave,
    MustOp,
    Piecewise,
    ValueFunction,
)
from consultant_desk.domain.evaluation.values import cell_value, is_clipped, raws_of, scale_ends, value_of

LEVELS = Levels((("no", 0), ("add-on", 40), ("built in", 100)))
CURVE = Piecewise(((0, 0), (6, 80), (8, 80), (10, 100)), 0, 10)
FALLING = Piecewise(((0, 100), (4, 40), (8, 40), (10, 0)), 10, 0)


def criterion(function: ValueFunction, must: MustHave | None = None) -> Criterion:
    return Criterion("c", "C", Direction.MAX, function, must=must)


@pytest.mark.parametrize(
    ("function", "raw", "value"),
    [
        (Linear(60, 10), 60, 0),
        (Linear(60, 10), 10, 100),
        (Linear(60, 10), 25, 70),
        (Linear(60, 10), 99, 0),
        (Linear(0, 24), 36, 100),
        (CURVE, 3, 40),
        (CURVE, 7, 80),
        (CURVE, 9, 90),
        (CURVE, -1, 0),
        (FALLING, 2, 70),
        (FALLING, 12, 0),
        (LEVELS, "add-on", 40),
        (DirectValue(), 55, 55),
        (DirectValue(), 130, 100),
    ],
)
def test_a_raw_score_has_the_value_its_scale_gives(function: ValueFunction, raw: float | str, value: float) -> None:
    assert value_of(function, raw) == pytest.approx(value)


def test_a_piecewise_curve_is_held_at_the_ends_of_a_narrower_scale() -> None:
    assert value_of(Piecewise(((0, 0), (10, 100)), 2, 8), 9) == 80


@pytest.mark.parametrize(
    ("function", "raw", "clipped"),
    [
        (Linear(60, 10), 61, True),
        (Linear(60, 10), 60, False),
        (CURVE, 10.5, True),
        (CURVE, 10, False),
        (DirectValue(), -1, True),
        (LEVELS, "no", False),
    ],
)
def test_a_score_outside_its_scale_is_reported(function: ValueFunction, raw: float | str, clipped: bool) -> None:
    assert is_clipped(function, raw) is clipped


def test_the_ends_of_a_cell_are_its_worse_and_better_value() -> None:
    cell = cell_value(criterion(Linear(60, 10)), Cell("a", "c", 25, low=22, high=30))
    assert (cell.low, cell.shown, cell.high) == (60, 70, 76)


def test_two_ends_alone_are_shown_at_the_raw_middle() -> None:
    cell = cell_value(criterion(CURVE), Cell("a", "c", low=0, high=12))
    assert (cell.low, cell.shown, cell.high) == (0, 80, 100)


def test_two_levels_alone_are_shown_at_the_mean_of_their_values() -> None:
    cell = cell_value(criterion(LEVELS), Cell("a", "c", low="built in", high="add-on"))
    assert (cell.low, cell.shown, cell.high) == (40, 70, 100)


@pytest.mark.parametrize("cell", [None, Cell("a", "c")])
def test_an_unknown_cell_is_the_whole_interval_shown_at_its_middle(cell: Cell | None) -> None:
    value = cell_value(criterion(LEVELS), cell)
    assert (value.low, value.shown, value.high, value.known) == (0, 50, 100, False)


@pytest.mark.parametrize(
    ("function", "value", "raws"),
    [
        (Linear(60, 10), 70, (25, 25)),
        (CURVE, 40, (3, 3)),
        (CURVE, 80, (6, 8)),
        (FALLING, 40, (8, 4)),
        (FALLING, 70, (2, 2)),
        (DirectValue(), 55, (55, 55)),
        (Linear(60, 10), 101, None),
        (LEVELS, 40, None),
    ],
)
def test_a_value_leads_back_to_the_raw_numbers_that_have_it(
    function: ValueFunction, value: float, raws: tuple[float, float] | None
) -> None:
    found = raws_of(function, value)
    assert found is None if raws is None else found == pytest.approx(raws)


def test_scales_have_ends_in_raw_units_but_levels_have_none() -> None:
    assert scale_ends(criterion(Linear(60, 10))) == (60, 10)
    assert scale_ends(criterion(DirectValue())) == (0, 100)
    assert scale_ends(criterion(LEVELS)) is None


AT_LEAST_8 = MustHave(MustOp.AT_LEAST, value=8)
PASSED, FAILED, UNKNOWN = MustState.PASSED, MustState.FAILED, MustState.UNKNOWN


@pytest.mark.parametrize(
    ("must", "cell", "state"),
    [
        (None, None, PASSED),
        (AT_LEAST_8, Cell("a", "c", 8), PASSED),
        (AT_LEAST_8, Cell("a", "c", 7.99), FAILED),
        (AT_LEAST_8, None, UNKNOWN),
        (AT_LEAST_8, Cell("a", "c"), UNKNOWN),
        (AT_LEAST_8, Cell("a", "c", 9, low=8, high=12), PASSED),
        (AT_LEAST_8, Cell("a", "c", 9, low=6, high=12), UNKNOWN),
        (AT_LEAST_8, Cell("a", "c", 6, low=5, high=7), FAILED),
        (AT_LEAST_8, Cell("a", "c", low=12, high=9), PASSED),
        (MustHave(MustOp.AT_MOST, value=8), Cell("a", "c", 7, low=5, high=9), UNKNOWN),
        (MustHave(MustOp.AT_MOST, value=8), Cell("a", "c", 7, low=5, high=8), PASSED),
        (MustHave(MustOp.AT_MOST, value=8), Cell("a", "c", 9), FAILED),
        (MustHave(MustOp.EQUAL, value=8), Cell("a", "c", 8), PASSED),
        (MustHave(MustOp.EQUAL, value=8), Cell("a", "c", 8, low=7, high=9), UNKNOWN),
        (MustHave(MustOp.EQUAL, value=8), Cell("a", "c", 7), FAILED),
    ],
)
def test_a_must_have_passes_fails_or_is_unknown(must: MustHave | None, cell: Cell | None, state: MustState) -> None:
    assert must_state(criterion(Linear(0, 24), must), cell) is state


@pytest.mark.parametrize(
    ("cell", "state"),
    [
        (Cell("a", "c", "add-on"), PASSED),
        (Cell("a", "c", "no"), FAILED),
        (Cell("a", "c", low="no", high="built in"), UNKNOWN),
    ],
)
def test_a_must_have_on_levels_compares_their_values(cell: Cell, state: MustState) -> None:
    assert must_state(criterion(LEVELS, MustHave(MustOp.AT_LEAST, level="add-on")), cell) is state
