"""The arithmetic of the simulation: exact sums, counts that agree with slow ones."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant_desk.domain.evaluation.problem import Scheme, SimulationOptions
from consultant_desk.domain.evaluation.simulation.scoring import whole_values
from consultant_desk.domain.evaluation.simulation.tally import Tally
from consultant_desk.domain.evaluation.simulation.weighing import Weighing
from tests.effort import tried


@pytest.mark.parametrize("scheme", Scheme)
def test_a_matrix_product_of_drawn_weights_and_values_is_exact(scheme: Scheme) -> None:
    weights = Weighing(SimulationOptions(scheme), [(1 + place) / 78 for place in range(12)]).draw(
        np.random.PCG64(1), 50
    )
    assert weights.sum(axis=0).max() <= 2**26
    values = whole_values(np.linspace(0, 100, 240).reshape(20, 12))
    exact = [[sum(int(v) * int(w) for v, w in zip(row, column, strict=True)) for column in weights.T] for row in values]
    assert (values @ weights).astype(np.int64).tolist() == exact
    assert max(map(max, exact)) < 2**53


@pytest.mark.parametrize("rows", [1, 2, 5, 6, 33])
@tried(50)
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
