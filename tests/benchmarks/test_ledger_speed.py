"""Speed of a workspace with a hundred thousand commissions: importing them, every report, and a million rows' keys.

Processor time counts: a busy machine makes waiting longer, not work.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture
from sqlalchemy.orm import Session

from consultant_desk.desk import Desk
from consultant_desk.domain.clock import FixedClock
from consultant_desk.domain.earnings.tax import Basis
from consultant_desk.domain.earnings.terms import Cycle, LockRule, Terms
from consultant_desk.services.rows.earnings import CommissionFilter, CommissionSort, GroupBy
from tests.benchmarks.big_statement import statement

MANY = 100_000
CLOCK = FixedClock(datetime(2026, 1, 20, 9, 0, tzinfo=UTC))
RATES = Path(__file__).parents[1] / "oracles" / "statements" / "eurofxref-hist.csv"
DIGEST = "7fe2184b"
ROOT = Path(__file__).parents[2]
TWICE = """
import sys
from pathlib import Path
from consultant_desk.desk import Desk
from tests.benchmarks.big_statement import statement
data = statement(100_000)
with Desk.create(Path(sys.argv[1]) / "Twice.desk", name="Twice") as desk:
    for _ in range(2):
        opened = desk.statements.open(data, "big.csv")
        desk.statements.plan(opened)
        desk.statements.apply(opened)
print(*(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""

pytestmark = pytest.mark.benchmark(timer=time.process_time)


@pytest.fixture(scope="module")
def data() -> bytes:
    return statement(MANY)


@pytest.fixture(scope="module")
def full(data: bytes, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with Desk.create(tmp_path_factory.mktemp("full") / "Full.desk", name="Full", clock=CLOCK) as desk:
        desk.rates.import_file(RATES.read_bytes())
        take(desk, data)
        yield desk


def take(desk: Desk, data: bytes) -> None:
    opened = desk.statements.open(data, "big.csv")
    desk.statements.plan(opened)
    desk.statements.apply(opened)


def test_the_statement_is_the_one_the_targets_were_set_with() -> None:
    assert hashlib.sha256(statement(1_000)).hexdigest().startswith(DIGEST)


@pytest.mark.within(3_000)
def test_importing_a_hundred_thousand_rows(benchmark: BenchmarkFixture, data: bytes, tmp_path: Path) -> None:
    made = iter(range(9))

    def new() -> tuple[tuple[Desk, bytes], dict[str, object]]:
        return (Desk.create(tmp_path / f"{next(made)}.desk", name="New", clock=CLOCK), data), {}

    benchmark.pedantic(take, setup=new, rounds=2)


@pytest.mark.within(1_000)
def test_importing_them_again(benchmark: BenchmarkFixture, full: Desk, data: bytes) -> None:
    benchmark.pedantic(take, (full, data), rounds=2)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells the peak of a process apart from its parent's")
def test_importing_them_twice_takes_less_than_250_megabytes(tmp_path: Path) -> None:
    """In a process of its own, since the peak of this one is that of all tests before."""
    done = subprocess.run([sys.executable, "-c", TWICE, str(tmp_path)], cwd=ROOT, capture_output=True, check=True)
    assert int(done.stdout) < 250_000


@pytest.mark.within(500)
@pytest.mark.parametrize("by", GroupBy)
def test_sums(benchmark: BenchmarkFixture, full: Desk, by: GroupBy) -> None:
    assert benchmark.pedantic(full.earnings.report, (by,), rounds=3).groups


READS: dict[str, Callable[[Desk], object]] = {
    "overview": lambda desk: desk.earnings.overview(2025).open_items,
    "forecast": lambda desk: desk.earnings.forecast().rows,
    "ageing": lambda desk: desk.earnings.ageing().rows,
    "roll-forward": lambda desk: desk.earnings.roll_forward(date(2025, 1, 1), date(2026, 1, 20)).rows,
    "tax year, cash": lambda desk: desk.earnings.tax_year(2025).rows,
    "tax year, accrual": lambda desk: desk.earnings.tax_year(2025, Basis.ACCRUAL).rows,
    "sums of a filter": lambda desk: desk.earnings.commission_sums(CommissionFilter(date_from="2024-01-01")).count,
    "keys": lambda desk: desk.earnings.commission_keys(),
    "keys by programme": lambda desk: desk.earnings.commission_keys(sort=CommissionSort.PROGRAMME),
}


@pytest.mark.within(500)
@pytest.mark.parametrize("name", READS)
def test_reports(benchmark: BenchmarkFixture, full: Desk, name: str) -> None:
    assert benchmark.pedantic(READS[name], (full,), rounds=3)


@pytest.mark.within(1_000)
def test_the_keys_of_a_million_rows(benchmark: BenchmarkFixture, full: Desk) -> None:
    columns = (
        "account_id, programme_id, link_id, client_id, product_id, day, kind, approval, payment, status, "
        "amount_minor, effect_minor, currency, as_of, payment_id, event"
    )

    def many(session: Session) -> None:
        for n in range(9):
            session.connection().exec_driver_sql(
                f"INSERT INTO cache_ledger_line (commission_id, part, {columns}) "
                f"SELECT commission_id, 'part {n}', {columns} FROM cache_ledger_line WHERE part = ''"
            )

    def few(session: Session) -> None:
        session.connection().exec_driver_sql("DELETE FROM cache_ledger_line WHERE part LIKE 'part %'")

    full.earnings._change("Ten times as many", many)
    try:
        assert len(benchmark.pedantic(full.earnings.commission_keys, rounds=2)) == 10 * MANY
        keys = full.earnings.commission_keys()
        assert len(full.earnings.commission_rows(keys[500_000:500_200])) == 200
    finally:
        full.earnings._change("As many as before", few)


@pytest.mark.within(1_000)
def test_the_overview_with_terms_for_every_programme(benchmark: BenchmarkFixture, full: Desk) -> None:
    terms = Terms("2020-01-01", "EUR", lock=LockRule.DAYS, lock_days=30, cycle=Cycle.NET, cycle_day=30)
    for row in full.programmes.list():
        full.programmes.set_terms(row.id, terms)
    shown = benchmark.pedantic(full.earnings.overview, (2025,), rounds=2)
    assert shown.open_items[0].days_late > 365
