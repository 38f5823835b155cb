"""The one door: an open workspace with its areas. The window, the command line and the tests call nothing else.

Reading methods may be called from one reader thread while another changes the workspace from one writer thread.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from consultant_desk.domain.changes import Outcome, UndoState
from consultant_desk.domain.clock import Clock, SystemClock
from consultant_desk.services.locks import hold_locks
from consultant_desk.services.operations import currency_code
from consultant_desk.services.tasks import Tasks
from consultant_desk.services.today import Today
from consultant_desk.storage.store import Store

if TYPE_CHECKING:
    from consultant_desk.services.backups import Backups
    from consultant_desk.services.clients import Clients
    from consultant_desk.services.earnings.area import Earnings
    from consultant_desk.services.earnings.consents import Consents
    from consultant_desk.services.earnings.own_profiles import StatementProfiles
    from consultant_desk.services.earnings.payouts import Payouts
    from consultant_desk.services.earnings.programmes import Programmes
    from consultant_desk.services.earnings.rates import RatesArea
    from consultant_desk.services.earnings.statements import Statements
    from consultant_desk.services.evaluations import Evaluations
    from consultant_desk.services.needs import Needs
    from consultant_desk.services.people import People
    from consultant_desk.services.practice import PracticeArea
    from consultant_desk.services.products import Products
    from consultant_desk.services.reports import Reports
    from consultant_desk.services.search import Search
    from consultant_desk.services.tables import Tables
    from consultant_desk.services.trash import Trash
    from consultant_desk.storage.archive import Restored
    from consultant_desk.storage.check import Check
    from reports.worker import ReportWorker


class Desk:
    """An open workspace. Close it, or use it in a `with` statement.

    Areas that the first screen does not need are loaded when they are first used: it is there 0.15 s sooner.
    """

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        store.guard(hold_locks)
        self.today = Today(store, clock)
        self.tasks = Tasks(store, clock)

    @cached_property
    def clients(self) -> Clients:
        """Return the area of clients, their engagements and timeline."""
        from consultant_desk.services.clients import Clients

        return Clients(self._store, self._clock)

    @cached_property
    def people(self) -> People:
        """Return the area of people and how to reach them."""
        from consultant_desk.services.people import People

        return People(self._store, self._clock)

    @cached_property
    def needs(self) -> Needs:
        """Return the area of needs and requirements."""
        from consultant_desk.services.needs import Needs

        return Needs(self._store, self._clock)

    @cached_property
    def products(self) -> Products:
        """Return the area of the catalogue."""
        from consultant_desk.services.products import Products

        return Products(self._store, self._clock)

    @cached_property
    def evaluations(self) -> Evaluations:
        """Return the area of evaluations."""
        from consultant_desk.services.evaluations import Evaluations

        return Evaluations(self._store, self._clock)

    @cached_property
    def practice(self) -> PracticeArea:
        """Return the area of the consultant's own details and brands."""
        from consultant_desk.services.practice import PracticeArea

        return PracticeArea(self._store, self._clock, self.worker)

    @cached_property
    def reports(self) -> Reports:
        """Return the area of reports."""
        from consultant_desk.services.reports import Reports

        return Reports(self._store, self._clock, self.worker)

    @cached_property
    def tables(self) -> Tables:
        """Return the reader of tables from elsewhere."""
        from consultant_desk.services.tables import Tables

        return Tables(self.worker)

    @cached_property
    def earnings(self) -> Earnings:
        """Return the area of the ledger."""
        from consultant_desk.services.earnings.area import Earnings

        return Earnings(self._store, self._clock, self.worker)

    @cached_property
    def payouts(self) -> Payouts:
        """Return the area of payouts."""
        from consultant_desk.services.earnings.payouts import Payouts

        return Payouts(self._store, self._clock)

    @cached_property
    def rates(self) -> RatesArea:
        """Return the area of exchange rates."""
        from consultant_desk.services.earnings.rates import RatesArea

        return RatesArea(self._store, self._clock)

    @cached_property
    def programmes(self) -> Programmes:
        """Return the area of programmes, their terms, links and accounts."""
        from consultant_desk.services.earnings.programmes import Programmes

        return Programmes(self._store, self._clock)

    @cached_property
    def consents(self) -> Consents:
        """Return the area of what clients agreed to and what is credited to them."""
        from consultant_desk.services.earnings.consents import Consents

        return Consents(self._store, self._clock)

    @cached_property
    def statements(self) -> Statements:
        """Return the import of statements."""
        from consultant_desk.services.earnings.statements import Statements

        return Statements(self._store, self._clock, self.tables)

    @cached_property
    def profiles(self) -> StatementProfiles:
        """Return the statement profiles that come with the program, and one's own."""
        from consultant_desk.services.earnings.own_profiles import StatementProfiles

        return StatementProfiles(self._store, self._clock, self.tables)

    @cached_property
    def search(self) -> Search:
        """Return the search over all records."""
        from consultant_desk.services.search import Search

        return Search(self._store, self._clock)

    @cached_property
    def trash(self) -> Trash:
        """Return what was thrown away."""
        from consultant_desk.services.trash import Trash

        return Trash(self._store, self._clock)

    @cached_property
    def backups(self) -> Backups:
        """Return backups and the check of the workspace."""
        from consultant_desk.services.backups import Backups

        return Backups(self._store, self._clock)

    @cached_property
    def worker(self) -> ReportWorker:
        """Return the process that builds and verifies reports and reads spreadsheets."""
        from reports.worker import ReportWorker

        return ReportWorker()

    @classmethod
    def create(cls, folder: Path, *, name: str, currency: str = "EUR", clock: Clock | None = None) -> Desk:
        """Make a new workspace in an empty or new folder and open it; `UserError` says what is wrong with it."""
        used, code = clock or SystemClock(), currency_code(currency)
        desk = cls(Store.create(folder, name=name, clock=used), used)
        desk.practice.edit(name=name, currency=code)
        desk.settle()
        return desk

    @classmethod
    def open(cls, folder: Path, *, read_only: bool = False, hurried: bool = False, clock: Clock | None = None) -> Desk:
        """Open a workspace; `EnvironmentFailure` when it is locked, damaged, or of a newer version.

        `hurried` leaves to `make_ready`, or to the first change, what reading the first page does not need.
        """
        used = clock or SystemClock()
        return cls(Store.open(folder, read_only=read_only, hurried=hurried, clock=used), used)

    @staticmethod
    def restore(source: Path, to: Path, clock: Clock | None = None) -> Restored:
        """Restore a backup to a workspace folder that is not open; what was there is kept as a backup."""
        from consultant_desk.services.backups import restore

        return restore(source, to, clock or SystemClock())

    @staticmethod
    def repair(folder: Path, clock: Clock | None = None) -> tuple[Check, ...]:
        """Make journal triggers and search index of a workspace again, even one that does not open, and check it."""
        from consultant_desk.services.backups import Backups

        used = clock or SystemClock()
        with Store.open(folder, clock=used, repair=True) as store:
            return Backups(store, used).repair().value

    @property
    def folder(self) -> Path:
        """Return the folder of the workspace."""
        return self._store.folder

    @property
    def name(self) -> str:
        """Return the name of the workspace."""
        return self._store.info.name

    @property
    def id(self) -> str:
        """Return the id of the workspace."""
        return self._store.info.id

    @property
    def read_only(self) -> bool:
        """Tell whether nothing can be changed."""
        return self._store.read_only

    @property
    def warnings(self) -> tuple[str, ...]:
        """Return what is unusual about the place of the workspace, as sentences."""
        return self._store.warnings

    def undo(self) -> Outcome[str | None]:
        """Take back the last action; the value is its label, None when there is nothing to take back."""
        return self._store.undo()

    def redo(self) -> Outcome[str | None]:
        """Do the action again that was taken back last."""
        return self._store.redo()

    def undo_state(self) -> UndoState:
        """Return what undo and redo would do now."""
        return self._store.undo_state()

    def make_ready(self) -> None:
        """Check what changes and search rest on; `EnvironmentFailure` when the journal cannot be trusted."""
        self._store.make_ready()

    def settle(self) -> None:
        """Let everything so far stand: undo does not go behind it."""
        self._store.settle()

    def close(self) -> None:
        """End the report worker, close the workspace and free its lock; may be called twice."""
        if "worker" in vars(self):
            self.worker.close()
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
