"""Cyclic garbage is collected where Qt objects may be freed: on the UI thread."""

import gc
import threading
from typing import ClassVar

import pytest

from ui.garbage import EVERY_MS, collect_due, collected_on_this_thread


class Ring:
    """Refers to itself, and notes which thread frees it."""

    freed: ClassVar[list[threading.Thread]] = []

    def __init__(self):
        self.itself = self

    def __del__(self):
        self.freed.append(threading.current_thread())


@pytest.fixture
def freed():
    gc.collect()
    Ring.freed = []
    yield Ring.freed
    gc.disable()


def litter():
    for _ in range(5_000):
        Ring()


def test_a_worker_frees_nothing_and_the_ui_thread_does(freed, qtbot):
    with collected_on_this_thread():
        worker = threading.Thread(target=litter)
        worker.start()
        worker.join()
        assert freed == []
        qtbot.waitUntil(lambda: len(freed) == 5_000, timeout=20 * EVERY_MS)
    assert set(freed) == {threading.current_thread()}


def test_python_collects_again_afterwards(freed):
    with collected_on_this_thread():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_little_garbage_waits(freed):
    gc.disable()
    gc.collect()
    Ring()
    collect_due()
    assert freed == []
