"""On how many examples a property is tried: few where one costs much, many times as many by `make thorough`."""

from __future__ import annotations

from typing import Any

from hypothesis import settings

THOROUGH = settings.get_current_profile_name() == "thorough"


def times(few: int) -> int:
    """Return how often something is done that the suite does a few times only."""
    return few * 20 if THOROUGH else few


def tried(few: int, **more: Any) -> settings:
    """Try a property this often in the suite, which takes the same examples each time; far more often on request."""
    return settings(max_examples=times(few), **more)
