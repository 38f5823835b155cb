"""A benchmark marked `within(milliseconds)` fails when even its fastest round is slower.

The fastest counts, because a busy machine makes any other round slow and proves nothing.
"""

from __future__ import annotations

from collections.abc import Generator

import pytest


@pytest.hookimpl(wrapper=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> Generator[None, object, object]:
    """Compare the fastest round with the target once the benchmark is done."""
    result = yield
    marker = pyfuncitem.get_closest_marker("within")
    if marker is not None:
        fastest = pyfuncitem.funcargs["benchmark"].stats.stats.min * 1000
        assert fastest <= marker.args[0], f"{fastest:.3f} ms, target {marker.args[0]:g} ms"
    return result
