"""What journeys share that end with kill -9."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.killing import Killing


@pytest.fixture(scope="package")
def killing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Killing]:
    """Programs to kill, which need not load themselves again each time."""
    made = Killing(tmp_path_factory.mktemp("killing") / "told.txt")
    yield made
    made.close()
