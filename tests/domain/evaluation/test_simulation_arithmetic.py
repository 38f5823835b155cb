"""The arithmetic of the simulation: a logarithm of defined bits, exact sums, counts that agree with slow ones."""

from __future__ import annotations

from math import frexp, log

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from consultant_desk.domain.evaluation.simulation.exponential import LOG_2, exponential, logarithm
from consultant_desk.domain.evaluation.simulation.scoring import whole_values
from consultant_desk.domain.evaluation.simulation.stream import inner_uniform
from consultant_desk.domain.evaluation.simulation.tally import Tally
from consultant_desk.domain.evaluation.simulation.weighing import whole_weights


@given(st.lists(st.floats(2.0**-53, 4.0, exclude_min=True), min_size=1, max_size=20))
@example([1.4142135, 0.7071068, 1.40625, 1.0])
def test_the_logarithm_is_that_of_the_library_to_twelve_digits(numbers: list[float]) -> None:
    drawn = logarithm(np.array(numbers))
    assert drawn.tolist() == pytest.approx([log(number) for number in numbers], rel=2e-12, abs=1e-15)


@given(st.lists(st.floats(2.0**-53, 4.0), min_size=1, max_size=20))
def test_the_logarithm_has_the_bits_of_the_same_steps_taken_one_by_one(numbers: list[float]) -> None:
    assert logarithm(np.array(numbers)).tolist() == [_stepwise(number) for number in numbers]


def _stepwise(number: float) -> float:
    mantissa, exponent = frexp(number)
    if mantissa < float.fromhex("0x1.6a09ep-1"):
        mantissa, exponent = mantissa * 2, exponent - 1
    s = (mantissa - 1) / (mantissa + 1)
    total = s * s * (2 / 13)
    for odd in (11, 9, 7, 5, 3):
        total = (total + 2 / odd) * (s * s)
    return (total + 2) * s + exponent * LOG_2


def test_the_least_and_the_largest_number_drawn_have_a_logarithm() -> None:
    ends = np.array([0.5 * 2.0**-52, (2.0**52 - 0.5) * 2.0**-52])
    assert (exponential(ends) > 0).all()
    assert float(exponential(ends)[0]) == pytest.approx(53 * log(2))


def test_inner_numbers_lie_between_nought_and_one() -> None:
    drawn = inner_uniform(np.random.PCG64(1), 3, 10_000)
    assert drawn.shape == (3, 10_000)
    assert 0 < drawn.min() < drawn.max() < 1


def test_a_matrix_product_of_whole_weights_and_values_is_exact() -> None:
    weights = whole_weights(exponential(inner_uniform(np.random.PCG64(1), 12, 50)))
    values = whole_values(np.linspace(0, 100, 240).reshape(20, 12))
    exact = [[sum(int(v) * int(w) for v, w in zip(row, column, strict=True)) for column in weights.T] for row in values]
    assert (values @ weights).astype(np.int64).tolist() == exact
    assert max(map(max, exact)) < 2**53


@pytest.mark.parametrize("rows", [1, 2, 5, 6, 33])
@given(st.data())
def test_places_and_pairs_are_counted_as_sorting_would(rows: int, data: st.DataObject) -> None:
    column = st.lists(st.integers(0, 3), min_size=rows, max_size=rows)
    columns = data.draw(st.lists(column, min_size=1, max_size=6))
    scores, tally = np.array(columns, dtype=float).T, Tally(rows, 1)
    for line in scores.T:
        tally.add(line.reshape(rows, 1), np.ones((1, 1)))
    places, ahead, first = np.zeros((rows, rows), int), np.zeros((rows, rows), int), np.zeros((rows, 1))
    for line in scores.T:
        order = sorted(range(rows), key=lambda row: (-line[row], row))
        first[order[0], 0] += 1
        for rank, row in enumerate(order):
            places[row, rank] += 1
            ahead[row, order[rank + 1 :]] += 1
    assert (tally.places() == places).all()
    assert (tally.ahead() == ahead).all()
    assert (tally.weights == first).all()


def test_many_candidates_and_many_blocks_do_not_overflow_the_counts() -> None:
    tally = Tally(300, 1)
    scores = np.arange(300, dtype=float).reshape(300, 1).repeat(2, axis=1)
    for _ in range(300):
        tally.add(scores, np.ones((1, 2)))
    assert tally.places()[0, 299] == tally.places()[299, 0] == tally.ahead()[299, 0] == 600
    assert not np.triu(tally.ahead()).any()
