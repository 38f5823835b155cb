"""Work off the UI thread: one thread writes, one reads, a small pool does the rest. The UI thread never waits.

Results come back through one queued signal. A failure that a person can be told (`DeskError`) goes to `failed`;
anything else is a bug, raised again on the UI thread where the crash dialog takes it.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Event
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from consultant_desk.domain.changes import Outcome
from consultant_desk.errors import DeskError

T = TypeVar("T")
POOL_SIZE = 2


class Cancelled(Exception):
    """Raised inside work that was cancelled, at its next report of progress."""


class Job(QObject):
    """Long work that is under way: tells how far it is, and can be cancelled."""

    progressed = Signal(int, int, str)
    finished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._cancel = Event()
        self._told: tuple[int, int, str] | None = None
        self._over = False
        self.finished.connect(self._end)

    def listen(self, listener: Callable[[int, int, str], None]) -> None:
        """Have every report told from now on, and at once the last one that came before anyone listened."""
        self.progressed.connect(listener)
        if self._told is not None:
            listener(*self._told)

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._cancel.set()

    @property
    def under_way(self) -> bool:
        """Tell whether the work is still to be waited for."""
        return not self._over

    @property
    def cancelled(self) -> bool:
        """Tell whether the work was asked to stop."""
        return self._cancel.is_set()

    def _end(self) -> None:
        self._over = True

    def report(self, done: int, total: int, what: str = "") -> None:
        """Tell how far the work is; called by the work itself, on its thread. Raises `Cancelled` when told to stop."""
        if self._cancel.is_set():
            raise Cancelled
        self._told = (done, total, what)  # before it is told: who listens meanwhile hears it once at least
        self.progressed.emit(done, total, what)


class Jobs(QObject):
    """The threads of the window. `changed` carries the `Changes` of every write, so that open pages can refresh."""

    changed = Signal(object)
    failed = Signal(object)
    saving = Signal(bool)
    _arrived = Signal(object)

    def __init__(self, *, inline: bool = False) -> None:
        super().__init__()
        self._inline = inline
        self._writer = ThreadPoolExecutor(1, "writer")
        self._reader = ThreadPoolExecutor(1, "reader")
        self._pool = ThreadPoolExecutor(POOL_SIZE, "pool")
        self._newest: dict[str, int] = {}
        self._workspace = 0
        self._running: set[Job] = set()
        self._writing = 0
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def write(
        self,
        work: Callable[[], Outcome[T]],
        done: Callable[[T], None] | None = None,
        failed: Callable[[DeskError], None] | None = None,
    ) -> None:
        """Run an operation on the writer thread; `done` gets its value after open pages were told what changed."""

        def arrived(outcome: Outcome[T]) -> None:
            self._count_writes(-1)
            if outcome.changes:
                self.changed.emit(outcome.changes)
            if done is not None and _alive(done):
                done(outcome.value)

        def broke(error: DeskError) -> None:
            self._count_writes(-1)
            self._fail(error, failed)

        self._count_writes(1)
        self._start(self._writer, work, arrived, broke)

    def serial(
        self,
        work: Callable[[], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[DeskError], None] | None = None,
    ) -> None:
        """Run something on the writer thread that is no operation, such as opening and closing a workspace."""
        self._start(self._writer, work, done, lambda error: self._fail(error, failed))

    def serial_job(
        self,
        work: Callable[[Job], T],
        done: Callable[[T], None],
        failed: Callable[[DeskError], None] | None = None,
        stopped: Callable[[], None] | None = None,
        *,
        owner: QObject | None = None,
    ) -> Job:
        """Run long work on the writer thread; `stopped` is called when it was cancelled or broke off on the way.

        Work that was done before it noticed is done: `done` is called although somebody pressed Cancel. Nothing is
        called any more once `owner` was deleted.
        """
        job = Job()
        self._running.add(job)

        def arrived(value: T) -> None:
            self._finish(job)
            if _alive(done) and _there(owner):
                done(value)

        def broke(error: DeskError) -> None:
            self._finish(job)
            if _there(owner):
                self._fail(error, failed)

        def cancelled() -> None:
            self._finish(job)
            if stopped is not None and _alive(stopped) and _there(owner):
                stopped()

        self._start(self._writer, lambda: work(job), arrived, broke, cancelled=cancelled)
        return job

    def read(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        *,
        key: str = "",
        failed: Callable[[DeskError], None] | None = None,
    ) -> None:
        """Run a query on the reader thread. Of reads with the same `key` only the newest is run and delivered."""
        number = self._newest[key] = self._newest.get(key, 0) + 1
        workspace = self._workspace

        def current() -> bool:
            return workspace == self._workspace and (not key or self._newest.get(key) == number)

        def if_newest() -> T | None:
            return work() if current() else None

        def arrived(value: T | None) -> None:
            if current() and _alive(done):
                done(value)  # type: ignore[arg-type]

        self._start(self._reader, if_newest, arrived, lambda error: self._fail(error, failed) if current() else None)

    def forget_reads(self) -> None:
        """Neither run nor deliver what was asked so far: the workspace is being left."""
        self._workspace += 1

    def run(
        self,
        work: Callable[[Job], T],
        done: Callable[[T], None],
        failed: Callable[[DeskError], None] | None = None,
    ) -> Job:
        """Run long work in the pool; it reports progress to the `Job`, which is returned and can be cancelled."""
        job = Job()
        self._running.add(job)

        def arrived(value: T) -> None:
            self._finish(job)
            if not job.cancelled and _alive(done):
                done(value)

        def broke(error: DeskError) -> None:
            self._finish(job)
            self._fail(error, failed)

        self._start(self._pool, lambda: work(job), arrived, broke, cancelled=lambda: self._finish(job))
        return job

    def close(self) -> None:
        """Let writes finish, drop reads, stop all threads."""
        for job in list(self._running):
            job.cancel()
        self._reader.shutdown(wait=True, cancel_futures=True)
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._writer.shutdown(wait=True)

    def _start(
        self,
        executor: ThreadPoolExecutor,
        work: Callable[[], Any],
        done: Callable[[Any], None] | None,
        failed: Callable[[DeskError], None],
        *,
        cancelled: Callable[[], None] = lambda: None,
    ) -> None:
        future = executor.submit(work)

        def settle() -> None:
            if future.cancelled():
                cancelled()
                return
            error = future.exception()
            if isinstance(error, Cancelled):
                cancelled()
            elif isinstance(error, DeskError):
                failed(error)
            elif error is not None:
                cancelled()  # nobody waits for it any more
                raise error
            elif done is not None and _alive(done):
                done(future.result())

        if self._inline:
            future.exception()
            settle()
        else:
            future.add_done_callback(lambda _future: self._hand_over(settle))

    def _hand_over(self, settle: Callable[[], None]) -> None:
        if isValid(self):
            self._arrived.emit(settle)

    def _deliver(self, settle: Callable[[], None]) -> None:
        settle()

    def _finish(self, job: Job) -> None:
        self._running.discard(job)
        job.finished.emit()

    def _count_writes(self, by: int) -> None:
        self._writing += by
        if self._writing == (1 if by > 0 else 0):
            self.saving.emit(self._writing > 0)

    def _fail(self, error: DeskError, failed: Callable[[DeskError], None] | None) -> None:
        if failed is not None and _alive(failed):
            failed(error)
        else:
            self.failed.emit(error)


def _there(owner: QObject | None) -> bool:
    return owner is None or isValid(owner)


def _alive(callback: Callable[..., Any]) -> bool:
    """Tell whether a callback may still be called: its widget may have been deleted while the work ran."""
    while isinstance(callback, partial):
        callback = callback.func
    owner = getattr(callback, "__self__", None)
    return not isinstance(owner, QObject) or isValid(owner)
