"""Keep the collector of garbage from walking over a hundred thousand new objects again and again."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_resting() -> Iterator[None]:
    """Let no collection begin while many objects are made that are all kept, which would take a third of the time.

    Nesting is fine: only the outermost one lets it begin again.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
