"""The ends of the rules about room; the intervals themselves are held by properties and published cases."""

from __future__ import annotations

import pytest

from consultant_desk.domain.evaluation.ranking import ordered, scores
from consultant_desk.domain.evaluation.result import Flip, LeastRoom, WeightRange
from consultant_desk.domain.evaluation.stability import least_room, weight_ranges
from consultant_desk.domain.evaluation.values import ValueTable


def reach(weight: float, above: float | None) -> WeightRange:
    flip = None if above is None else Flip(above, "rival")
    return WeightRange(weight, (0.0, 1.0 if above is None else above), (0.0, 1.0), None, flip)


@pytest.mark.parametrize(
    ("ranges", "least"),
    [
        ({"a": reach(0.05, 0.051)}, None),
        ({"a": reach(0.0501, 0.0601)}, LeastRoom("a", pytest.approx(0.01 / 0.0501))),
        ({"a": reach(0.4, None)}, None),
        ({"a": reach(0.4, 0.5), "b": reach(0.2, 0.22)}, LeastRoom("b", pytest.approx(0.1))),
        ({"a": WeightRange(1.0, None, None)}, None),
        ({}, None),
    ],
)
def test_only_weights_above_five_per_cent_that_can_flip_the_winner_have_room(ranges, least):
    assert least_room(ranges) == least


def test_a_lead_that_vanishes_only_at_all_the_weight_has_no_rival_above():
    known = ((True, True), (True, True))
    values = ((50.0, 80.0), (50.0, 20.0))
    table = ValueTable(("first", "second"), ("same", "apart"), values, values, values, known)
    found = weight_ranges(table, (0.5, 0.5), (65.0, 35.0), (0, 1))["same"]
    assert found.winner == (0.0, 1.0)
    assert found.above is None


def test_a_weight_that_only_rounding_ties_to_the_lead_changes_nothing():
    known = ((True, True, True),) * 3
    values = ((80.0, 40.0, 50.0), (40.0, 80.0, 50.0), (60.0, 60.0, 50.0))
    table = ValueTable(("a", "b", "c"), ("fit", "ease", "price"), values, values, values, known)
    weights = (1 / 3, 1 / 3, 1 / 3)
    found = weight_ranges(table, weights, scores(table, weights), (0, 1, 2))
    assert (found["price"].below, found["price"].above, found["price"].winner) == (None, None, (0.0, 1.0))
    assert found["fit"].below.rival == found["ease"].above.rival == "b"  # falls fastest, so it leads beyond


def test_of_rivals_that_draw_level_at_one_weight_the_one_that_falls_faster_leads_however_shallow_they_fall():
    known = ((True, True),) * 3
    values = ((60.0, 60.0), (60.0005, 59.9995), (60.001, 59.999))  # both level with the first at 0.5
    table = ValueTable(("a", "b", "c"), ("fit", "ease"), values, values, values, known)
    weights = (0.2, 0.8)
    found = weight_ranges(table, weights, scores(table, weights), (0, 1, 2))
    assert found["fit"].above == Flip(pytest.approx(0.5), "c")
    assert found["ease"].below == Flip(pytest.approx(0.5), "c")


def test_of_rivals_that_are_level_for_every_weight_the_better_one_in_the_ranking_is_named():
    known = ((True, True, True, True),) * 3
    third = 100 / 3
    values = ((25.0, third, third / 4, third), (third, third / 4, 25.0, 0.0), (0.0, third / 4, third, 0.0))
    table = ValueTable(("a", "b", "c"), ("fit", "ease", "price", "care"), values, values, values, known)
    weights = (1 / 12, 1 / 2, 1 / 3, 1 / 12)
    found = weight_ranges(table, weights, scores(table, weights), (0, 1, 2))["ease"]
    assert found.below == Flip(pytest.approx(5 / 23), "b")


@pytest.mark.parametrize(
    ("values", "points"),
    [
        (((40.0, 30.0, 40.0), (40.0, 200 / 3, 10.0), (100 / 3, 20.0, 50.0)), (4, 2, 3)),
        (((100 / 3, 70.0, 20.0), (100 / 3, 10.0, 50.0), (100 / 3, 100 / 3, 60.0), (0.0, 100 / 3, 80.0)), (5, 2, 4)),
        (((30.0, 40.0, 100 / 7), (70.0, 100.0, 0.0), (40.0, 200 / 3, 100 / 3), (50.0, 200 / 3, 40.0)), (3, 3, 4)),
        (((200 / 3, 50.0, 100.0), (60.0, 90.0, 200 / 3), (10.0, 100.0, 40.0)), (3, 3, 3)),
    ],
)
def test_a_weight_lies_within_its_intervals_also_where_two_are_level_but_for_rounding(values, points):
    known = ((True,) * len(points),) * len(values)
    table = ValueTable(tuple("abcd"[: len(values)]), ("fit", "ease", "price"), values, values, values, known)
    weights = tuple(point / sum(points) for point in points)
    reached = scores(table, weights)
    found = weight_ranges(table, weights, reached, [row for row, _ in ordered(reached, range(len(values)))])
    for reach in found.values():
        for low, high in (reach.winner, reach.ranking):
            assert low <= reach.weight <= high
