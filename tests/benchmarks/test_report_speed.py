"""Speed and memory of building reports: 30 pages within half a second, 300 pages within four, of one core.

The times are of processor time, as other programs on the machine cost this one only that. The memory is that of a fresh
process that builds one report of 300 pages.
"""

from __future__ import annotations

import subprocess
import sys
import time
from dataclasses import replace

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

import reports
from consultant_desk.domain.snapshot import ReportSnapshot
from tests.reports.sample import sample_evidence, sample_needs, sample_snapshot

_PEAK = """
import resource
import reports
from tests.benchmarks.test_report_speed import report_of
assert reports.build(report_of(100)).pages >= 300
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def report_of(turns: int) -> ReportSnapshot:
    """Return a report with three needs and about eight pieces of evidence a turn: ten turns are some 45 pages."""
    needs = tuple(
        replace(need, quote=need.quote * 4, progress=f"{need.progress}, part {turn}")
        for turn in range(turns)
        for need in sample_needs()
    )
    evidence = tuple(
        replace(one, id=f"{one.id}-{turn}", quote=(one.quote or one.title) * 3)
        for turn in range(turns * 6 // 5)
        for one in sample_evidence()
    )
    return sample_snapshot(needs=needs, evidence=evidence, reasons=())


@pytest.fixture
def counted(benchmark: BenchmarkFixture) -> BenchmarkFixture:
    benchmark._timer = time.process_time  # type: ignore[attr-defined]
    return benchmark


@pytest.mark.within(500)
def test_a_report_of_thirty_pages(counted: BenchmarkFixture) -> None:
    snapshot = report_of(5)
    pages = reports.build(snapshot).pages
    assert 28 <= pages <= 36
    counted.extra_info["pages"] = pages
    counted.pedantic(reports.build, args=(snapshot,), rounds=8)


@pytest.mark.within(4_000)
def test_a_report_of_three_hundred_pages(counted: BenchmarkFixture) -> None:
    snapshot = report_of(100)
    pages = reports.build(snapshot).pages
    assert 300 <= pages <= 340
    counted.extra_info["pages"] = pages
    counted.pedantic(reports.build, args=(snapshot,), rounds=3)


def test_the_memory_of_three_hundred_pages(benchmark: BenchmarkFixture) -> None:
    def peak() -> int:
        return int(subprocess.run([sys.executable, "-c", _PEAK], capture_output=True, text=True, check=True).stdout)

    benchmark.extra_info["peak_mb"] = benchmark.pedantic(peak, rounds=1)
