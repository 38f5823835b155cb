"""The bars of months: one scale from zero, stacked from the foot, no bar for what a month lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant_desk.domain.charts.months import GAP, month_bars


def test_the_largest_month_fills_the_height_and_the_others_follow_its_scale():
    bars = month_bars([(100, 0, 0), (40, 60, 100)], 200, 100)
    assert [bar.top for bar in bars] == [50.0, 0.0]
    assert [(part.place, part.top, part.height) for part in bars[1].segments] == [
        (0, 80.0, 20.0), (1, 50.0, 30.0 - GAP), (2, 0.0, 50.0 - GAP),
    ]  # fmt: skip


def test_bars_stand_in_the_middle_of_equal_places():
    bars = month_bars([(1,)] * 4, 400, 100)
    assert [bar.middle for bar in bars] == [50.0, 150.0, 250.0, 350.0]
    assert all(bar.left + bar.width / 2 == pytest.approx(bar.middle) for bar in bars)


def test_what_a_month_lost_has_no_height():
    bar = month_bars([(-500, 100, 0), (100, 0, 0)], 100, 50)[0]
    assert [(part.place, part.height) for part in bar.segments] == [(1, 50.0)]


def test_nothing_earned_draws_nothing():
    assert month_bars([], 100, 50) == ()
    assert month_bars([(0, 0, 0)], 100, 50)[0].segments == ()


@given(st.lists(st.tuples(*[st.integers(-(10**12), 10**12)] * 3), min_size=1, max_size=24))
def test_segments_lie_inside_the_field_and_never_on_each_other(amounts):
    for bar in month_bars(amounts, 600, 160):
        floor = 160.0
        for part in bar.segments:
            assert part.height > 0
            assert part.top + part.height <= floor + 1e-6
            floor = part.top
        assert floor >= -1e-6
