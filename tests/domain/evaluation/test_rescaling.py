from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant_desk.domain.evaluation.problem import DirectValue, Levels, Linear, Piecewise
from consultant_desk.domain.evaluation.rescaling import range_factor, rescaled, same_swing

PRICE = Linear(60, 10)
LEVELS = Levels((("no", 0.0), ("add-on", 40.0), ("built in", 100.0)))

ends = st.floats(-1e6, 1e6).filter(lambda end: abs(end) > 1e-3)


def test_a_range_twice_as_wide_doubles_what_a_weight_has_to_carry() -> None:
    assert range_factor(PRICE, Linear(110, 10)) == 2.0
    assert range_factor(PRICE, Linear(35, 10)) == 0.5
    assert range_factor(PRICE, Piecewise(((10, 100), (30, 50), (110, 0)), 110, 10)) == 2.0


def test_twelve_per_cent_become_about_sixteen_when_the_range_grows_by_two_fifths() -> None:
    assert range_factor(PRICE, Linear(80, 10)) == pytest.approx(1.4)
    assert rescaled(0.12, 1.4) == pytest.approx(0.16030534)


@given(worst=ends, best=ends, more=ends, weight=st.floats(0.01, 0.99))
def test_what_a_unit_is_worth_against_the_others_stays(worst: float, best: float, more: float, weight: float) -> None:
    if abs(worst - best) < 1e-3 or abs(more - best) < 1e-3:
        return
    factor = range_factor(Linear(worst, best), Linear(more, best))
    assert factor is not None
    after = rescaled(weight, factor)
    others = (1 - after) / (1 - weight)
    assert after / abs(more - best) == pytest.approx(others * weight / abs(worst - best), rel=1e-6)


@pytest.mark.parametrize("weight", [0.0, 1.0])
def test_no_weight_and_all_the_weight_stay_what_they_are(weight: float) -> None:
    assert rescaled(weight, 3.0) == weight


def test_levels_are_measured_by_where_the_old_outer_ones_stand_now() -> None:
    wider = Levels((("no", 0.0), ("add-on", 30.0), ("built in", 80.0), ("audited", 100.0)))
    assert range_factor(LEVELS, wider) == pytest.approx(1.25)
    assert range_factor(LEVELS, Levels((("none", 0.0), ("built in", 100.0)))) is None


@pytest.mark.parametrize(
    ("old", "new"), [(PRICE, LEVELS), (LEVELS, PRICE), (DirectValue(), PRICE), (Linear(5, 5), PRICE)]
)
def test_scales_without_a_common_measure_have_no_factor(old, new) -> None:
    assert range_factor(old, new) is None


def test_only_the_ends_make_another_swing() -> None:
    assert same_swing(PRICE, Piecewise(((10, 100), (30, 20), (60, 0)), 60, 10))
    assert same_swing(LEVELS, Levels((("built in", 100.0), ("no", 0.0), ("add-on", 70.0), ("soon", 10.0))))
    assert not same_swing(PRICE, Linear(60, 12))
    assert not same_swing(LEVELS, Levels((("no", 0.0), ("built in", 80.0))))
    assert not same_swing(DirectValue(), Linear(0, 100))
    assert same_swing(DirectValue(), DirectValue())
