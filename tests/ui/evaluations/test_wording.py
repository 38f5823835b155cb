from __future__ import annotations

import pytest

from consultant_desk.domain.charts.rounding import points_text as printed_points
from consultant_desk.domain.charts.rounding import tenths
from ui.evaluations.wording import client_beside, points_text, signed_text


@pytest.mark.parametrize(
    ("title", "client", "beside"),
    [
        ("Customer desk for Harbour Bakeries", "Harbour Bakeries", ""),
        ("Customer desk for harbour  bakeries ", "Harbour Bakeries", ""),
        ("Till", "Harbour Bakeries", "for Harbour Bakeries"),
        ("Harbour Bakeries: till", "Harbour Bakeries", "for Harbour Bakeries"),
        ("Till", "", ""),
    ],
)
def test_the_client_stands_beside_a_title_that_does_not_end_with_it(title, client, beside):
    assert client_beside(title, client) == beside


@pytest.mark.parametrize("value", [0.25, 83.25, 83.2499999999999, 0.04, -0.05, -0.04, 76.05, 100.0])
def test_points_in_lists_are_those_of_charts_and_reports(value):
    assert points_text(value) == printed_points(tenths(value))
    assert signed_text(value).lstrip("+") == points_text(value)
