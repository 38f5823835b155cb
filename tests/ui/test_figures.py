from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from consultant_desk.domain.charts.rounding import points_text as printed_points
from consultant_desk.domain.charts.rounding import tenths
from reports.words.language import language_for
from reports.words.numbers import weight_digits
from ui.figures import column_decimals, column_percent, percent_text, points_text, signed_text


@pytest.mark.parametrize("value", [0.25, 83.25, 83.2499999999999, 0.04, -0.05, -0.04, 76.05, 100.0])
def test_points_in_lists_are_those_of_charts_and_reports(value):
    assert points_text(value) == printed_points(tenths(value))
    assert signed_text(value).lstrip("+") == points_text(value)


@example(2850)  # 14.25, of which the nearest float lies below
@example(6390)  # 31.95, a whole 32 only when rounded
@given(st.integers(0, 20_000))
def test_a_weight_is_printed_alike_in_its_column_in_sentences_and_in_the_report(shown):
    share = shown / 20_000
    digits = weight_digits((share,))
    column = column_percent(share, column_decimals((share,)))
    assert column == language_for("en").number(share * 100, digits)
    assert percent_text(share) == column
