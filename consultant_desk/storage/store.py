"""An open workspace: where records are read and changed, each change one transaction that can be undone."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from functools import cached_property
from pathlib import Path
from typing import Self, TypeVar

from sqlalchemy import Connection, Engine, Table
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from consultant_desk.domain.changes import Changes, Outcome, UndoState
from consultant_desk.domain.clock import Clock, instant_text
from consultant_desk.domain.ids import new_id
from consultant_desk.entities.registry import entities
from consultant_desk.errors import Conflict, Damaged, EnvironmentFailure, UserError
from consultant_desk.storage import backup, journal, ledger, local, migrate, search, triggers, workspace
from consultant_desk.storage.atomic import aside_of, remove_leftovers, replace, sync_folder
from consultant_desk.storage.documents import Documents
from consultant_desk.storage.engine import leaves_wal, quick_check, reader_engine, writer_engine
from consultant_desk.storage.failures import SAVED, UNCHANGED, damaged, told
from consultant_desk.storage.local import Origin, State
from consultant_desk.storage.lock import WorkspaceLock
from consultant_desk.storage.session import open_session
from consultant_desk.storage.workspace import Layout, WorkspaceInfo

T = TypeVar("T")

Guard = Callable[[Session, Changes], None]
"""Looks at a transaction before it is kept, in its own session, and raises when it must not be."""


class Store:
    """A workspace that is open. `change`, `undo` and `redo` belong to one writer thread, `read` to one reader thread.

    What `work` returns must not be a mapped object: its session is closed by then.
    """

    def __init__(
        self, layout: Layout, info: WorkspaceInfo, clock: Clock, lock: WorkspaceLock | None, reader: Engine
    ) -> None:
        self._layout = layout
        self._info = info
        self._clock = clock
        self._lock = lock
        self._write_turn = threading.RLock()
        self._read_turn = threading.RLock()
        self._busy: set[str] = set()
        self._ready = self._closed = False
        self._reader = reader
        self._writer: Engine | None = None if lock is None else writer_engine(layout.database)
        self._undo_state = UndoState()
        self._guard: Guard | None = None

    @classmethod
    def create(cls, folder: Path, *, name: str, clock: Clock) -> Store:
        """Make a new workspace in `folder`, which must not exist or be empty, and open it.

        It is built beside its place and renamed, so that a crash leaves no half of one.
        """
        if not name.strip():
            raise UserError("A workspace needs a name.", UNCHANGED)
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise UserError(f"{folder} is not empty.", UNCHANGED, "Choose a new folder for the workspace.")
        now = clock.now()
        with told():
            folder.parent.mkdir(parents=True, exist_ok=True)
            remove_leftovers(folder.parent, folder.name)
            aside = Layout(aside_of(folder))
            try:
                for part in (aside.folder, aside.documents, aside.backups):
                    part.mkdir()
                migrate.build(aside.database)
                workspace.write_info(aside, WorkspaceInfo(id=new_id(int(now.timestamp() * 1000)), name=name.strip()))
                sync_folder(aside.folder)
                if folder.exists():
                    folder.rmdir()
                replace(aside.folder, folder)
            finally:
                shutil.rmtree(aside.folder, ignore_errors=True)
        return cls.open(folder, clock=clock)

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        read_only: bool = False,
        clock: Clock,
        repair: bool = False,
        hurried: bool = False,
        scripts: Path = migrate.SCRIPTS,
    ) -> Store:
        """Open a workspace, bringing an older one up to date first (backed up, on a copy).

        Without `read_only` it is locked; another window that holds it, a read-only or damaged one and one of a newer
        version raise `EnvironmentFailure`. A read-only store works beside an open window. `repair` sets triggers right
        that differ from the expected ones; otherwise they are a failure. `hurried` leaves `make_ready` to a later
        call or the first change, so that a first page is read 0.1 s sooner.
        """
        layout = Layout(folder)
        info = workspace.read_info(layout)
        with ExitStack() as stack, told():
            lock = None
            if not read_only:
                lock = WorkspaceLock(layout.lock, name=info.name, clock=clock)
                stack.callback(lock.release)
            reader = reader_engine(layout.database)
            stack.callback(reader.dispose)
            if lock is None:
                _refuse_other_schema(reader, layout, info.name)
            else:
                migrate.remove_leftover(layout.database)
                if migrate.is_older(migrate.revision_seen(reader, layout.database), info.name):
                    reader.dispose()
                    backup.back_up(layout, why=backup.Why.UPDATE, clock=clock)
                    migrate.upgrade(layout.database, info.name, scripts=scripts)
            with ThreadPoolExecutor(max_workers=1) as beside:
                checked = beside.submit(quick_check, reader)
                store = cls(layout, info, clock, lock, reader)
                if not hurried:
                    entities()  # loads all record types, beside a check that waits for the disk
            stack.callback(store._dispose)
            if problem := checked.result():
                raise damaged(layout.database, problem)
            if leaves_wal():  # the only change of the kind of log that needs the file for itself
                reader.dispose()
            with (store._writer or store._reader).begin() as connection:
                store._undo_state = journal.undo_state(connection)
            if not hurried:
                store.make_ready(repair=repair)
            stack.pop_all()
        return store

    def close(self) -> None:
        """Close the connections and free the lock; a second call does nothing."""
        with self._write_turn, self._read_turn:
            self._closed = True
            self._dispose()
            if self._lock is not None:
                self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def folder(self) -> Path:
        """Return the folder of the workspace."""
        return self._layout.folder

    @property
    def layout(self) -> Layout:
        """Return where things are in the folder."""
        return self._layout

    @property
    def info(self) -> WorkspaceInfo:
        """Return id, name and format of the workspace."""
        return self._info

    @property
    def clock(self) -> Clock:
        """Return the clock the workspace was opened with."""
        return self._clock

    @property
    def read_only(self) -> bool:
        """Tell whether this store cannot change anything."""
        return self._writer is None

    @cached_property
    def warnings(self) -> tuple[str, ...]:
        """Return why the folder is not a safe place, as sentences."""
        return workspace.warnings(self.folder)

    @cached_property
    def documents(self) -> Documents:
        """Return the documents and images of the workspace."""
        return Documents(self._layout.documents)

    def make_ready(self, *, repair: bool = False) -> None:
        """Load all record types and compare triggers and search index with this version; no change comes before it.

        Raise `EnvironmentFailure` when triggers differ, unless `repair` sets them right. A second call does nothing.
        """
        with self._write_turn, told():
            self._refuse_closed()
            if self._ready:
                return
            specs = entities()
            with (self._writer or self._reader).begin() as connection:
                self._check_journal([spec.table for spec in specs.values()], connection, repair=repair)
                if self._writer is not None:
                    local.ensure_device(connection, self._clock)
                    if not search.is_current(connection, specs):
                        search.rebuild(connection, specs)
            self._ready = True

    def _check_journal(self, tables: list[Table], connection: Connection, *, repair: bool) -> None:
        wrong = triggers.faults(connection, tables)
        if wrong and repair:
            triggers.install(connection, tables)
        elif wrong and self._writer is not None:
            raise Damaged(
                f"The journal of {self._info.name} is not as it should be (triggers that differ: {len(wrong)}).",
                UNCHANGED,
                "Run the check with repair to set it right.",
                repairable=True,
            )

    def change(self, label: str, work: Callable[[Session], T], *, origin: Origin = Origin.USER) -> Outcome[T]:
        """Run `work` in one transaction that undo names `label`; when it raises, nothing has changed."""
        with self._writing(origin) as (connection, txn):
            with open_session(connection, self._clock) as session:
                value = work(session)
                session.flush()
            changes = self._keep(connection, txn, label, origin)
        return Outcome(value, changes)

    def read(self, work: Callable[[Session], T]) -> T:
        """Run `work` on one moment of the workspace; it cannot change anything and never waits for a change."""
        with self._turn(self._read_turn, "read"), told():
            self._refuse_closed()
            with (
                self._reader.connect() as connection,
                connection.begin(),
                open_session(connection, self._clock) as session,
            ):
                session.autoflush = False
                return work(session)

    def undo(self) -> Outcome[str | None]:
        """Take back the last action and return its label, None when there is nothing to take back.

        Raise `Conflict` when something later changed the same record; nothing is changed then.
        """
        return self._turn_round(Origin.UNDO, journal.undo_step, State.UNDONE)

    def redo(self) -> Outcome[str | None]:
        """Do the action again that was taken back last; None when there is none. Raise `Conflict` like `undo`."""
        return self._turn_round(Origin.REDO, journal.redo_step, State.DONE)

    def undo_state(self) -> UndoState:
        """Return the labels of what undo and redo would do now; may be asked from any thread."""
        return self._undo_state

    def settle(self) -> None:
        """Let everything so far stand: undo and redo do not go behind it. For what a person did not do, as set-up."""
        self.make_ready()
        with self._write_turn, told(), self._writing_engine().begin() as connection:
            journal.settle(connection)
            self._undo_state = journal.undo_state(connection)

    def journal_number(self) -> int:
        """Return the number of the last transaction; two equal numbers mean nothing changed in between."""
        return self.read(lambda session: journal.last(session.connection()))

    def find(self, text: str, *, kinds: tuple[str, ...] = (), limit: int = 50) -> tuple[search.Hit, ...]:
        """Return the live records that hold every word of `text`, best first; none before `make_ready`."""
        if not self._ready:
            return ()
        return self.read(lambda session: search.find(session.connection(), entities(), text, kinds=kinds, limit=limit))

    def guard(self, check: Guard) -> None:
        """Let `check` see every transaction before it is kept, whichever way it came: an action, undo, redo, import."""
        self._guard = check

    def maintain(self, work: Callable[[Connection], T]) -> T:
        """Run `work` on the writing connection outside of the journal: indexes, triggers, this device. Not records."""
        self.make_ready()
        with self._write_turn, told(), self._writing_engine().begin() as connection:
            return work(connection)

    def _turn_round(
        self, origin: Origin, choose: Callable[[Connection], journal.Step | None], state: State
    ) -> Outcome[str | None]:
        with self._writing(origin) as (connection, txn):
            step = self._next_step(connection, choose)
            if step is None:
                return Outcome(None, Changes())
            tables = {kind: spec.table for kind, spec in entities().items()}
            journal.turn_round(connection, step, tables, instant_text(self._clock.now()))
            changes = self._keep(connection, txn, step.label, origin, reverses=step.user_txn)
            journal.mark(connection, step.user_txn, state)
        return Outcome(step.label, changes)

    def _next_step(
        self, connection: Connection, choose: Callable[[Connection], journal.Step | None]
    ) -> journal.Step | None:
        """Return the next step, passing over those whose records were all purged."""
        while (step := choose(connection)) is not None:
            if journal.has_entries(connection, step.txn):
                return step
            journal.mark(connection, step.user_txn, State.DROPPED)
        return None

    def _keep(
        self, connection: Connection, txn: int, label: str, origin: Origin, reverses: int | None = None
    ) -> Changes:
        """Write the head of the transaction and the search index; nothing when no record changed."""
        records = journal.changed(connection, txn)
        if not records:
            return Changes(label)
        changes = Changes(label, records)
        if self._guard is not None:
            with open_session(connection, self._clock) as session:
                self._guard(session, changes)
        journal.keep(connection, txn, label, instant_text(self._clock.now()), origin, reverses)
        if origin is Origin.FINAL:
            journal.seal(connection, txn)
        search.follow(connection, entities(), txn, changes.kinds)
        ledger.follow(connection, txn, changes.kinds)
        return changes

    @contextmanager
    def _writing(self, origin: Origin) -> Iterator[tuple[Connection, int]]:
        self.make_ready()
        with self._turn(self._write_turn, "write"), told(), _dangling_told():
            with self._writing_engine().begin() as connection:
                txn = journal.begin(connection, origin)
                yield connection, txn
                journal.end(connection)
                state = journal.undo_state(connection)
            self._undo_state = state

    @contextmanager
    def _turn(self, lock: threading.RLock, what: str) -> Iterator[None]:
        with lock:
            if what in self._busy:
                raise RuntimeError(f"a {what} inside a {what} of the same workspace")
            self._busy.add(what)
            try:
                yield
            finally:
                self._busy.discard(what)

    def _refuse_closed(self) -> None:
        """Keep a connection from being made again without the lock."""
        if self._closed:
            raise EnvironmentFailure(f"{self._info.name} was closed.", SAVED, "Open it again.")

    def _writing_engine(self) -> Engine:
        self._refuse_closed()
        if self._writer is None:
            raise EnvironmentFailure(
                f"{self._info.name} is open for reading only.", UNCHANGED, "Open it without read-only to change it."
            )
        return self._writer

    def _dispose(self) -> None:
        self._reader.dispose()
        if self._writer is not None:
            self._writer.dispose()


@contextmanager
def _dangling_told() -> Iterator[None]:
    """Turn a reference to a record that is gone for good into the sentence it deserves."""
    try:
        yield
    except IntegrityError as error:
        if "FOREIGN KEY" not in str(error.orig):
            raise
        raise Conflict("A record this refers to is not there any more.", UNCHANGED) from error


def _refuse_other_schema(reader: Engine, layout: Layout, name: str) -> None:
    revision = migrate.revision_seen(reader, layout.database)
    if migrate.is_newer(revision):
        raise workspace.newer(name)
    if revision != migrate.HEAD:
        raise EnvironmentFailure(
            f"{name} was made by an older version of the program.",
            UNCHANGED,
            "Open it once for writing to bring it up to date.",
        )
