"""A benchmark fails when even its fastest round misses the target: that a busy machine is slow proves nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

Within = Callable[[float, Callable[[], Any]], None]


@pytest.fixture
def within(benchmark: BenchmarkFixture) -> Within:
    """Return `within(milliseconds, work)`."""

    def measured(milliseconds: float, work: Callable[[], Any]) -> None:
        benchmark.extra_info["target_ms"] = milliseconds
        benchmark(work)
        fastest = benchmark.stats.stats.min * 1000
        assert fastest <= milliseconds, f"{fastest:.3f} ms, target {milliseconds:g} ms"

    return measured
