"""Chart geometry against the mock-ups and against the figures it must add up to."""

from __future__ import annotations

from math import fsum
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant_desk.domain.charts.bands import axis_end, band
from consultant_desk.domain.charts.bars import (
    SignedChart,
    parts_by_criterion,
    parts_by_group,
    signed_bars,
    stacked_bars,
)
from consultant_desk.domain.charts.curve import value_curve
from consultant_desk.domain.charts.palette import ORDER, colour_of, heat, rank_colour
from consultant_desk.domain.charts.rounding import points_text, shared_out, signed_text, tenths
from consultant_desk.domain.evaluation.evaluate import evaluate
from consultant_desk.domain.evaluation.explain import contrast
from consultant_desk.domain.evaluation.file import load
from consultant_desk.domain.evaluation.problem import Levels, Linear, Piecewise, Problem
from consultant_desk.domain.evaluation.result import Result, WeightRange

SAMPLE = Path(__file__).parents[2] / "oracles" / "harbour-bakeries.evaluation.json"


@pytest.fixture(scope="module")
def problem() -> Problem:
    return load(SAMPLE.read_bytes())


@pytest.fixture(scope="module")
def result(problem: Problem) -> Result:
    return evaluate(problem, simulate=False)


def why(result: Result, a: str, b: str) -> SignedChart:
    return signed_bars(contrast(result, a, b), result.of(a), result.of(b), 100)


def test_colours_repeat_after_the_eighth_series() -> None:
    assert colour_of(8) == colour_of(0)


def test_every_place_after_the_fifth_shares_a_colour() -> None:
    assert rank_colour(1) == ORDER[0]
    assert rank_colour(5) == rank_colour(50)


def test_heat_follows_the_steps_of_the_design() -> None:
    assert [heat(value) for value in (0, 25, 50, 75, 100)] == ["#F1F7FC", "#D5E8F3", "#BAD9EB", "#9EC9E2", "#82BADA"]


def test_points_are_printed_with_a_true_minus_sign() -> None:
    assert [points_text(tenths(points)) for points in (76, -1.5057, -0.04, 0.25)] == ["76.0", "−1.5", "0.0", "0.3"]
    assert [signed_text(tenths(points)) for points in (7.7, -1.5, 0.0)] == ["+7.7", "−1.5", "0.0"]


@given(st.lists(st.floats(-100, 100, allow_nan=False), min_size=1, max_size=20))
def test_rounded_parts_sum_to_the_rounded_total_and_move_by_at_most_a_tenth(parts: list[float]) -> None:
    total = tenths(fsum(parts))
    rounded = shared_out(parts, total)
    assert sum(rounded) == total
    assert all(abs(whole - part * 10) <= 1 + 1e-6 for whole, part in zip(rounded, parts, strict=True))


def test_segments_by_group_carry_the_figures_of_the_report_mock_up(problem: Problem, result: Result) -> None:
    bar = stacked_bars(result.ranking, parts_by_group(problem), 300)[0]
    assert [(segment.part.name, segment.label) for segment in bar.segments] == [
        ("Desk work", "39.2"),
        ("Fit", "18.6"),
        ("Trust", "13.0"),
        ("Cost", None),
    ]
    assert bar.total == "76.0"


def test_segments_by_criterion_share_the_colour_of_their_group_and_add_up_to_the_score(
    problem: Problem, result: Result
) -> None:
    for bar in stacked_bars(result.ranking, parts_by_criterion(problem), 660):
        assert points_text(sum(segment.points for segment in bar.segments)) == bar.total
        assert [segment.part.colour for segment in bar.segments[:4]] == [ORDER[0]] * 3 + [ORDER[1]]


def test_segments_stand_side_by_side_and_end_at_the_score(problem: Problem, result: Result) -> None:
    bar = stacked_bars(result.ranking, parts_by_criterion(problem), 1000)[0]
    for left, right in zip(bar.segments, bar.segments[1:], strict=False):
        assert left.x + left.width <= right.x
    last = bar.segments[-1]
    assert last.x + last.width == pytest.approx(result.ranking[0].score * 10, abs=1.01)


def test_only_a_candidate_with_something_unknown_has_a_whisker(problem: Problem, result: Result) -> None:
    bars = {bar.candidate: bar for bar in stacked_bars(result.ranking, parts_by_group(problem), 100)}
    assert bars["northwind"].whisker is None
    assert bars["tailspin"].whisker == pytest.approx((49.03, 55.03), abs=0.01)


def test_signed_bars_carry_the_figures_of_the_result_mock_up(result: Result) -> None:
    chart = why(result, "northwind", "contoso")
    labels = [bar.label for bar in chart.bars]
    assert labels == ["+7.7", "+2.4", "+1.1", "0.0", "0.0", "−1.5", "−1.5", "−2.8", "−3.9"]
    assert chart.margin == "+1.5"


def test_signed_bars_lie_on_their_side_of_the_axis(result: Result) -> None:
    chart = why(result, "northwind", "contoso")
    for bar in chart.bars:
        edge = bar.x if bar.favours else bar.x + bar.width
        assert edge == pytest.approx(chart.zero)
        assert bar.x >= -1e-9
        assert bar.x + bar.width <= 100 + 1e-9


def test_candidates_that_are_alike_leave_the_axis_in_the_middle(result: Result) -> None:
    chart = why(result, "contoso", "contoso")
    assert chart.zero == 50
    assert {bar.width for bar in chart.bars} == {0}


def test_a_band_ends_in_a_tick_that_names_who_leads_beyond_it(result: Result) -> None:
    drawn = band(result.stability["inbox"], axis_end(result.weights.values()), 292)
    assert drawn.below is not None
    assert drawn.below.rival == "contoso"
    assert drawn.start == pytest.approx(drawn.below.x)
    assert drawn.end == 292
    assert drawn.runs_off
    assert drawn.above is None


def test_a_weight_of_one_has_no_band() -> None:
    drawn = band(WeightRange(1.0, None, None), 1.0, 100)
    assert (drawn.now, drawn.start, drawn.end) == (100, None, None)


def test_the_axis_reaches_forty_percent_or_ten_points_beyond_the_largest_weight() -> None:
    assert axis_end([0.1, 0.2]) == 0.40
    assert axis_end([0.5]) == pytest.approx(0.60)
    assert axis_end([0.95]) == 1.0
    assert axis_end([]) == 0.40


def test_curves_rise_or_fall_with_the_raw_number() -> None:
    assert value_curve(Linear(0, 5)) == ((0.0, 0.0), (1.0, 1.0))
    assert value_curve(Linear(16, 2)) == ((0.0, 1.0), (1.0, 0.0))
    assert value_curve(Piecewise(((0, 0), (6, 80), (10, 100)), 0, 10)) == ((0.0, 0.0), (0.6, 0.8), (1.0, 1.0))


def test_a_curve_stays_level_where_the_scale_goes_beyond_its_points() -> None:
    assert value_curve(Piecewise(((2, 0), (8, 100)), 0, 10)) == ((0.0, 0.0), (0.2, 0.0), (0.8, 1.0), (1.0, 1.0))


def test_levels_are_drawn_as_equal_steps() -> None:
    assert value_curve(Levels((("high", 100), ("low", 40)))) == ((0.0, 0.4), (0.5, 0.4), (0.5, 1.0), (1.0, 1.0))
