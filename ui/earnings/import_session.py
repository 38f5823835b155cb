"""One import under way: the file, what was read of it, the decisions made so far, and the plan they come to.

Reading runs in the pool, planning on the reader's thread; of several plans asked for only the newest is computed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from consultant_desk.domain.earnings.plan import Decision
from consultant_desk.errors import Conflict, DeskError
from ui.earnings.files import read_statement
from ui.earnings.statement_rows import PlanShown, grouped
from ui.earnings.statement_words import applied_words
from ui.jobs import Cancelled, Job
from ui.shell import Shell

if TYPE_CHECKING:
    from consultant_desk.imports.statements.mapping import ColumnMapping
    from consultant_desk.services.earnings.statements import Applied, OpenedStatement


@dataclass(frozen=True, slots=True)
class FileRead:
    """The bytes of a file and what they are called."""

    name: str
    data: bytes


@contextmanager
def _stopping() -> Iterator[None]:
    """Let reading that was told to stop end as work that was cancelled."""
    from consultant_desk.imports.statements.source import StatementCancelled
    from reports.worker import WorkCancelled

    try:
        yield
    except (StatementCancelled, WorkCancelled) as error:
        raise Cancelled from error


class ImportSession(QObject):
    """`planned` carries a `PlanShown`, `refused` why a file cannot be taken in, `applied` comes after it was.

    `unmapped` carries why it cannot be read by the mapping a person gave.
    """

    reading = Signal(str, object)
    planned = Signal(object)
    refused = Signal(object)
    not_applied = Signal(object)
    applied = Signal(object)
    unmapped = Signal(object)

    def __init__(self, shell: Shell, parent: QObject) -> None:
        super().__init__(parent)
        self._shell = shell
        self._job: Job | None = None
        self._number = 0
        self.file: FileRead | None = None
        self.opened: OpenedStatement | None = None
        self.shown: PlanShown | None = None
        self.decisions: dict[int, Decision] = {}
        self._as_of = ""
        self._words = ""
        self._keep = False

    def waits_for(self, job: Job) -> bool:
        """Tell whether this is the reading that is still waited for."""
        return self._job is job

    def start(self, path: Path) -> None:
        """Read a file; one that was being looked at is let go."""
        self.leave()
        self._read(path.name, lambda: read_statement(path))

    def start_again(self, file_id: str, name: str) -> None:
        """Read a statement again that was taken in, as it was kept."""
        self.leave()
        desk = self._shell.desk
        self._read(name, lambda: desk.statements.kept(file_id))

    def leave(self) -> None:
        """Let go of everything; nothing of the workspace was changed."""
        if self._job is not None:
            self._job.cancel()
        self._number += 1
        self._job = None
        self.file = self.opened = self.shown = None
        self.decisions = {}
        self._as_of = self._words = ""
        self._keep = False

    def decide(self, line: int, decision: Decision) -> None:
        """Take a decision and plan again."""
        self.decisions[line] = decision
        self._plan()

    def set_as_of(self, day: str) -> None:
        """Let the file speak as of a day."""
        if day != self._as_of:
            self._as_of = day
            self._plan()

    def search(self, words: str) -> None:
        """Narrow the rows to those that hold these words."""
        self._words = words
        self._plan()

    def into(self, account: str) -> None:
        """Take the file into another account, which is made if there is none of that name."""
        statements, opened, number = self._shell.desk.statements, self.opened, self._number
        if opened is None or not account.strip():
            return
        self._shell.jobs.read(
            lambda: statements.into(opened, account),
            partial(self._opened_, number),
            key="statement.into",
            failed=self.not_applied.emit,
        )

    def set_currency(self, code: str) -> None:
        """Read the file again with the currency its amounts are in; what is no currency is told and changes nothing."""
        file, opened, statements, number = self.file, self.opened, self._shell.desk.statements, self._number
        if file is None or opened is None or not code or code == opened.currency:
            return
        profile, account = opened.profile.key, opened.account_name

        def work(job: Job) -> OpenedStatement:
            with _stopping():
                return statements.open(
                    file.data, file.name, profile=profile, account=account, currency=code,
                    cancelled=lambda: job.cancelled, progress=job.report,
                )  # fmt: skip

        self._shell.jobs.run(work, partial(self._opened_, number), self.not_applied.emit)

    def map(self, mapping: ColumnMapping, title: str, *, keep: bool) -> None:
        """Read the file by what a person says its columns are; `keep` that as a profile once it is applied."""
        file, statements, number = self.file, self._shell.desk.statements, self._number
        if file is None:
            return

        def work(job: Job) -> OpenedStatement:
            with _stopping():
                return statements.map(
                    file.data, file.name, mapping, title=title, cancelled=lambda: job.cancelled, progress=job.report
                )

        def arrived(opened: OpenedStatement) -> None:
            if number == self._number:
                self._keep = keep
                self.decisions = {}
                self._opened_(number, opened)

        self._shell.jobs.run(work, arrived, lambda error: self.unmapped.emit(error) if number == self._number else None)

    def apply(self) -> None:
        """Do exactly what the plan shows, as one step that can be undone."""
        statements, opened, shown = self._shell.desk.statements, self.opened, self.shown
        if opened is None or shown is None or not shown.sheet.can_apply:
            return
        decisions, as_of = dict(self.decisions), self._as_of
        if self._keep:
            self._shell.write(lambda: statements.keep_profile(opened))
        say = applied_words(shown.sheet, opened.name[:60])
        self._shell.write(
            lambda: statements.apply(opened, decisions, as_of=as_of),
            self._applied,
            say=say,
            failed=self._failed,
        )

    def _read(self, name: str, data: Callable[[], bytes]) -> None:
        desk, number = self._shell.desk, self._number

        def work(job: Job) -> tuple[FileRead, OpenedStatement | DeskError]:
            file, statements = FileRead(name, data()), desk.statements  # which takes 0.1 s to load, once
            try:
                with _stopping():
                    opened = statements.open(file.data, name, cancelled=lambda: job.cancelled, progress=job.report)
            except DeskError as error:  # the bytes are kept: a mapping may read them
                return file, error
            return file, opened

        def arrived(found: tuple[FileRead, OpenedStatement | DeskError]) -> None:
            if number != self._number:
                return
            self._job = None
            self.file = found[0]
            if isinstance(found[1], DeskError):
                self.refused.emit(found[1])
            else:
                self._opened_(number, found[1])

        def broke(error: DeskError) -> None:
            if number == self._number:
                self._job = None
                self.refused.emit(error)

        job = self._shell.jobs.run(work, arrived, broke)
        if job.under_way and number == self._number:
            self._job = job
            self.reading.emit(name, job)

    def _opened_(self, number: int, opened: OpenedStatement) -> None:
        if number == self._number:
            self.opened = opened
            self._plan()

    def _plan(self) -> None:
        statements, opened, number = self._shell.desk.statements, self.opened, self._number
        if opened is None:
            return
        decisions, as_of, words = dict(self.decisions), self._as_of, self._words
        self._shell.jobs.read(
            lambda: grouped(statements.plan(opened, decisions, as_of=as_of), decisions, words),
            partial(self._planned, number),
            key="statement.plan",
            failed=lambda error: self.refused.emit(error) if number == self._number else None,
        )

    def _planned(self, number: int, shown: PlanShown) -> None:
        if number == self._number:
            self.shown = shown
            self.planned.emit(shown)

    def _applied(self, value: Applied) -> None:
        self.leave()
        self.applied.emit(value)

    def _failed(self, error: DeskError) -> None:
        if isinstance(error, Conflict):
            self._plan()
        self.not_applied.emit(error)
