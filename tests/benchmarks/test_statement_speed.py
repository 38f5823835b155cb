"""Speed and size of reading a statement of 100 000 lines, and of refusing one of two millions."""

from __future__ import annotations

import random
import tracemalloc
from datetime import UTC, datetime, timedelta

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from consultant_desk.errors import UserError
from consultant_desk.imports.statements.reading import read_statement
from consultant_desk.imports.statements.recognise import recognise
from consultant_desk.imports.statements.shipped import shipped_profiles

LINES = 100_000
HEADER = (
    "transaction_id,transaction_date,advertiser,click_ref,sale_amount,commission_amount,currency,commission_status,"
    "payment_id"
)
CURRENCIES = {"EUR": 100, "USD": 100, "GBP": 100, "JPY": 1, "KWD": 1000}
STATUSES = ("approved", "approved", "approved", "pending", "paid", "declined")
GENERIC = next(profile for profile in shipped_profiles() if profile.key == "generic")


@pytest.fixture(scope="module")
def statement() -> bytes:
    chance = random.Random(20151101)
    begin = datetime(2023, 1, 1, tzinfo=UTC)

    def amount(minor: int, unit: int) -> str:
        return str(minor) if unit == 1 else f"{minor // unit}.{minor % unit:0{len(str(unit)) - 1}d}"

    rows = [HEADER]
    for number in range(LINES):
        code = chance.choice([*CURRENCIES])
        unit, status = CURRENCIES[code], chance.choice(STATUSES)
        sale = chance.randrange(5 * unit, 900 * unit)
        when = begin + timedelta(seconds=number * 946)
        paid = str(chance.randrange(9000, 9400)) if status == "paid" else ""
        rows.append(
            f"{700_000_000 + number},{when:%Y-%m-%dT%H:%M:%S},Program {number % 200:03},client-{number % 500:04},"
            f"{amount(sale, unit)},{amount(sale // 10, unit)},{code},{status},{paid}"
        )
    return ("\r\n".join(rows) + "\r\n").encode()


@pytest.mark.within(800)
def test_reading_100_000_lines(benchmark: BenchmarkFixture, statement: bytes) -> None:
    found = benchmark(read_statement, statement, "big.csv", GENERIC)
    assert (len(found.lines), sum(line.trouble is not None for line in found.lines)) == (LINES, 0)


@pytest.mark.within(100)
def test_recognising_a_big_statement(benchmark: BenchmarkFixture, statement: bytes) -> None:
    found = benchmark(recognise, statement, "big.csv", shipped_profiles())
    assert found[0].profile.key == "generic"


@pytest.mark.within(1000)
def test_refusing_two_million_lines(benchmark: BenchmarkFixture) -> None:
    data = HEADER.encode() + b"\n" + b"700,2026-01-01,A,c,1.00,0.10,EUR,paid,\n" * 2_000_000

    def refused() -> None:
        with pytest.raises(UserError):
            read_statement(data, "huge.csv", GENERIC)

    benchmark(refused)


def test_the_lines_of_100_000_rows_stay_below_40_megabytes(statement: bytes) -> None:
    tracemalloc.start()
    try:
        found = read_statement(statement, "big.csv", GENERIC)
        kept, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(found.lines) == LINES
    assert kept < 40_000_000
    assert most < 50_000_000
