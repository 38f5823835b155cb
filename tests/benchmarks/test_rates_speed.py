"""Speed of reading the whole history of the ECB, and of converting a hundred thousand amounts."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from consultant_desk.domain.currencies import EXPONENTS
from consultant_desk.domain.earnings.rates import Rates, converted_sum
from consultant_desk.imports.rates import RatesFile, read_rates

CODES = sorted(EXPONENTS)[:41]


def history() -> bytes:
    days = (date(1999, 1, 4) + timedelta(days=n) for n in range(7_000))
    cells = ",".join("N/A" if n % 5 == 0 else f"{1 + n / 7:.4f}" for n in range(41))
    return "\n".join([f"Date,{','.join(CODES)},", *(f"{day},{cells}," for day in days), ""]).encode()


@pytest.fixture(scope="module")
def file() -> RatesFile:
    return read_rates(history())


@pytest.mark.within(500)
def test_reading_seven_thousand_days_of_forty_one_currencies(benchmark: BenchmarkFixture) -> None:
    assert benchmark(partial(read_rates, history())).rates > 200_000


@pytest.mark.within(500)
def test_adding_up_a_hundred_thousand_amounts(benchmark: BenchmarkFixture, file: RatesFile) -> None:
    amounts = [(f"2016-{n % 12 + 1:02}-{n % 28 + 1:02}", CODES[n % 41], n, 1) for n in range(100_000)]
    assert benchmark(lambda: converted_sum(Rates(file.days), "EUR", amounts)).exact
