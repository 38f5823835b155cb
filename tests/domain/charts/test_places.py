"""Axes, and names beside points: whatever the figures are, ticks are round and no name covers another."""

from __future__ import annotations

import math
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant_desk.domain.charts.axis import axis_over, tick_step
from consultant_desk.domain.charts.labels import Box, Named, crosses, place_labels, spread_out

ROOM = Box(0, 0, 300, 200)
figures = st.floats(-1e9, 1e9, allow_nan=False)
names = st.lists(
    st.builds(
        Named, st.floats(0, 300), st.floats(0, 200), st.just(5.0), st.floats(1, 140), st.just(16.0)
    ),
    max_size=14,
)  # fmt: skip


@given(figures, figures)
def test_an_axis_holds_its_numbers_and_its_ticks(one, other):
    low, high = min(one, other), max(one, other)
    axis = axis_over(low, high, 100)
    assert -1e-6 <= axis.place(low) <= axis.place(high) <= 100 + 1e-6
    assert all(-1e-4 <= axis.place(tick) <= 100 + 1e-4 for tick in axis.ticks)
    assert len(axis.ticks) <= 6


def test_the_ticks_of_the_mock_up():
    assert axis_over(10_700, 31_200, 300, 3).ticks == (10_000, 20_000, 30_000)


def test_equal_ends_make_an_axis_all_the_same():
    axis = axis_over(5.0, 5.0, 100)
    assert axis.place(5.0) == pytest.approx(50)


@given(st.floats(1e-9, 1e12))
def test_a_step_is_one_two_or_five_times_a_power_of_ten(rough):
    step = tick_step(rough)
    assert rough * 0.999 <= step <= rough * 2.6
    assert round(step / 10 ** math.floor(math.log10(step) + 1e-9), 6) in {1, 2, 5}


def test_no_span_has_a_step():
    assert [tick_step(rough) for rough in (0.0, -1.0, math.nan, math.inf)] == [1.0] * 4


@given(names)
def test_no_name_covers_another_or_a_mark_or_leaves_the_field(points):
    placed = [box for box in place_labels(points, ROOM) if box is not None]
    assert all(box.inside(ROOM) for box in placed)
    assert not any(one.overlaps(other) for one, other in combinations(placed, 2))
    assert not any(box.overlaps(point.mark) for box in placed for point in points)


def test_a_lone_name_stands_right_of_its_mark():
    (box,) = place_labels([Named(50, 50, 5, 60, 16)], ROOM)
    assert (box.left, box.top) == (59, 42)


def test_at_the_right_edge_a_name_stands_left_of_its_mark():
    (box,) = place_labels([Named(290, 100, 5, 60, 16)], ROOM)
    assert box.right == 281


def test_a_name_gives_way_to_the_line():
    line = [(50, 50), (250, 50)]
    (box,) = place_labels([Named(50, 50, 5, 60, 16)], ROOM, line)
    assert not crosses(box, *line)


def test_a_name_that_would_be_taken_for_another_mark_s_is_left_out():
    points = [Named(100 + 12 * place, 100, 5, 300, 16) for place in range(3)]
    assert place_labels(points, ROOM) == (None, None, None)


@pytest.mark.parametrize(
    ("start", "end", "met"),
    [((0, 0), (10, 10), True), ((0, 0), (10, 0), False), ((5, 0), (5, 4), False), ((5, 0), (5, 9), True)],
)
def test_a_line_meets_a_box_or_does_not(start, end, met):
    assert crosses(Box(4, 5, 4, 4), start, end) is met


@given(st.lists(st.floats(0, 200), max_size=10))
def test_names_in_a_column_keep_their_order_and_do_not_overlap(wanted):
    tops = spread_out(wanted, 16, 0, 200)
    order = sorted(range(len(wanted)), key=lambda place: (wanted[place], place))
    for above, below in pairwise(order):
        assert tops[below] - tops[above] >= 16 - 1e-9
    assert all(-1e-9 <= top <= 200 - 16 + 1e-9 for top in tops)


def test_names_with_room_stand_where_they_belong():
    assert spread_out([20, 60], 16, 0, 200) == (12, 52)


def test_a_long_label_of_a_mark_at_the_edge_ends_there_instead_of_hanging_over_it():
    (box,) = place_labels([Named(270, 100, 5, 290, 16)], ROOM)
    assert box is not None
    assert box.inside(ROOM)
    assert box.left < 270 < box.right
