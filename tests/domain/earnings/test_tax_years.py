"""Tax years of several countries: the days they run from and to, and the year a day belongs to."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from consultant_desk.domain.earnings.tax_years import period_of, year_label, year_of
from consultant_desk.errors import UserError


@pytest.mark.parametrize(
    ("start", "first", "last", "label"),
    [
        ("01-01", "2026-01-01", "2026-12-31", "2026"),
        ("04-06", "2026-04-06", "2027-04-05", "2026/27"),
        ("07-01", "2026-07-01", "2027-06-30", "2026/27"),
        ("03-01", "2026-03-01", "2027-02-28", "2026/27"),
    ],
)
def test_a_tax_year_ends_the_day_before_the_next_begins(start: str, first: str, last: str, label: str) -> None:
    assert period_of(2026, start) == (first, last)
    assert year_label(2026, start) == label


def test_a_year_that_ends_in_the_next_century_is_called_so() -> None:
    assert year_label(2099, "07-01") == "2099/00"


@pytest.mark.parametrize("start", ["01-01", "04-06", "07-01", "12-31"])
def test_each_day_belongs_to_the_year_whose_period_holds_it(start: str) -> None:
    for ahead in range(0, 800, 7):
        day = date(2026, 1, 1) + timedelta(days=ahead)
        first, last = period_of(year_of(day, start), start)
        assert first <= day.isoformat() <= last


@pytest.mark.parametrize("wrong", ["02-29", "13-01", "W14", "4-6", "", "2026"])
def test_a_start_that_not_every_year_has_is_refused(wrong: str) -> None:
    with pytest.raises(UserError, match="cannot begin"):
        period_of(2026, wrong)
