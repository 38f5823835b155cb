"""Which of the bank's files is needed: 90 days are enough only where they join what is held without a hole."""

from __future__ import annotations

from datetime import timedelta

import pytest

from consultant_desk.desk import Desk
from consultant_desk.domain.clock import FixedClock
from consultant_desk.domain.earnings.rates import QUARTER_DAYS, REACH, DayRates, RatesSpan
from consultant_desk.imports.rates import RatesFile


def held(desk: Desk, clock: FixedClock, *days_ago: int) -> None:
    days = sorted((clock.today() - timedelta(days=ago)).isoformat() for ago in days_ago)
    desk.rates.take(RatesFile(tuple(DayRates(day, {"USD": "1.1"}) for day in days)))


def test_a_workspace_without_rates_needs_all(desk: Desk) -> None:
    assert desk.rates.needed() is RatesSpan.HISTORY


@pytest.mark.parametrize("ago", [QUARTER_DAYS, QUARTER_DAYS - REACH, QUARTER_DAYS - REACH + 1, 60])
def test_rates_that_reach_the_90_days_need_no_more(desk: Desk, clock: FixedClock, ago: int) -> None:
    held(desk, clock, *range(ago, 400, 5))
    assert desk.rates.needed() is RatesSpan.QUARTER


@pytest.mark.parametrize("days", [(0,), (1, 2, 3), (QUARTER_DAYS + 1, 400), (40, 200)])
def test_a_hole_before_the_90_days_needs_all(desk: Desk, clock: FixedClock, days: tuple[int, ...]) -> None:
    held(desk, clock, *days)
    assert desk.rates.needed() is RatesSpan.HISTORY


def test_days_that_were_taken_back_are_not_held(desk: Desk, clock: FixedClock) -> None:
    held(desk, clock, QUARTER_DAYS - REACH)
    desk.undo()
    assert desk.rates.needed() is RatesSpan.HISTORY
