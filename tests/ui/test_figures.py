from __future__ import annotations

import pytest

from consultant_desk.domain.charts.rounding import points_text as printed_points
from consultant_desk.domain.charts.rounding import tenths
from ui.figures import points_text, signed_text


@pytest.mark.parametrize("value", [0.25, 83.25, 83.2499999999999, 0.04, -0.05, -0.04, 76.05, 100.0])
def test_points_in_lists_are_those_of_charts_and_reports(value):
    assert points_text(value) == printed_points(tenths(value))
    assert signed_text(value).lstrip("+") == points_text(value)
