"""Python's cyclic garbage is collected on the UI thread only.

Python collects on whichever thread happens to make the next object. When that is a worker, Qt objects that nobody
holds any more would be freed beside the UI thread that may be using their kin; Qt allows that on their own thread only.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QTimer

EVERY_MS = 1000
"""Between two looks at whether a collection is due; little garbage gathers in a second."""


@contextmanager
def collected_on_this_thread() -> Iterator[None]:
    """Switch Python's collector off and collect in its place, while the event loop of this thread runs."""
    gc.disable()
    timer = QTimer(interval=EVERY_MS)
    timer.timeout.connect(collect_due)
    timer.start()
    try:
        yield
    finally:
        timer.stop()
        gc.enable()


def collect_due() -> None:
    """Collect each generation of objects of which more were made than Python's own thresholds allow."""
    for generation, (count, threshold) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)):
        if 0 < threshold < count:
            gc.collect(generation)


def keep_what_is_there() -> None:
    """Leave what is loaded out of later collections: looking through all of it takes 40 ms each time."""
    gc.collect()
    gc.freeze()


def let_all_go() -> None:
    """Look at everything again: a workspace is being left, and all that showed it is garbage now."""
    gc.unfreeze()
