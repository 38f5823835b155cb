"""The area of earnings: what the ledger shows, and what a person changes in it by hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from consultant_desk.domain.changes import Outcome
from consultant_desk.domain.clock import Clock
from consultant_desk.domain.earnings.statement_snapshot import EarningsSnapshot
from consultant_desk.domain.earnings.tax import Basis
from consultant_desk.domain.earnings.tax_years import NEW_YEAR, period_of
from consultant_desk.entities.client import Client
from consultant_desk.entities.commission import Commission
from consultant_desk.errors import UserError
from consultant_desk.services.earnings.adoption import JOINED, adoption_by
from consultant_desk.services.earnings.by_hand import ByHand
from consultant_desk.services.earnings.commissions import (
    key_of,
    keys_of_lines,
    lines_of_filter,
    rows_of,
    sheet_of,
    sums_of_filter,
    sums_of_keys,
)
from consultant_desk.services.earnings.exports import Exported, ExportFormat, csv_of, exported, open_items_csv
from consultant_desk.services.earnings.forecasts import forecast_of, series_of
from consultant_desk.services.earnings.letters import inquiry_letter
from consultant_desk.services.earnings.lines import lines_of
from consultant_desk.services.earnings.overview import all_open_items, overview_of
from consultant_desk.services.earnings.report_csv import ageing_csv, forecast_csv, roll_forward_csv, tax_year_csv
from consultant_desk.services.earnings.statement_snapshots import StatementOptions, earnings_snapshot
from consultant_desk.services.earnings.sums import report_of
from consultant_desk.services.earnings.tax import ageing_of, roll_forward_of, tax_year_of
from consultant_desk.services.operations import find
from consultant_desk.services.resting import collector_resting
from consultant_desk.services.rows.earnings import (
    CommissionFilter,
    CommissionRow,
    CommissionSheet,
    CommissionSort,
    CommissionSums,
    EarningsReport,
    GroupBy,
    OpenItemRow,
    Overview,
)
from consultant_desk.services.rows.forecast import ForecastSheet, SeriesRow
from consultant_desk.services.rows.tax import AgeingReport, RollForwardReport, TaxYearReport
from consultant_desk.storage.store import Store
from reports.worker import ReportWorker

EVERYTHING = CommissionFilter()
PLAIN_STATEMENT = StatementOptions()


class Earnings(ByHand):
    """Reads the ledger and changes what a person may change. `worker` builds statements in a process of its own."""

    def __init__(self, store: Store, clock: Clock, worker: ReportWorker) -> None:
        super().__init__(store, clock)
        self._worker = worker

    def overview(self, year: int | None = None) -> Overview:
        """Return the first tab, of this year or another."""
        today = self._clock.today()
        with collector_resting():
            return self._read(lambda session: overview_of(session, today, year or today.year))

    def commission_keys(
        self,
        chosen: CommissionFilter = EVERYTHING,
        sort: CommissionSort = CommissionSort.DATE,
        *,
        descending: bool = True,
    ) -> Sequence[int]:
        """Return the keys of the lines a filter means, in order; a million take about a second."""
        today = self._clock.today()
        return self._read(lambda session: keys_of_lines(session, chosen, today, sort, descending=descending))

    def commission_key(self, commission_id: str) -> int | None:
        """Return the key of the line of a commission; None when it is not there any more."""
        return self._read(lambda session: key_of(session, commission_id))

    def commission_rows(self, keys: Sequence[int]) -> tuple[CommissionRow, ...]:
        """Return the lines of some keys, in their order."""
        return self._read(lambda session: rows_of(session, keys))

    def commission_sums(self, chosen: CommissionFilter = EVERYTHING) -> CommissionSums:
        """Return what the lines of a filter come to."""
        today = self._clock.today()
        return self._read(lambda session: sums_of_filter(session, chosen, today))

    def commission_sums_of(self, keys: Sequence[int]) -> CommissionSums:
        """Return what some lines come to."""
        return self._read(lambda session: sums_of_keys(session, keys))

    def commission(self, commission_id: str) -> CommissionSheet:
        """Return one commission with its history."""
        return self._read(lambda session: sheet_of(session, commission_id))

    def report(self, by: GroupBy, year: int | None = None) -> EarningsReport:
        """Return sums by something, of one year (by the date of the sale) or of all time.

        By client and by recommendation with how far the client is: whether what paid was also taken up.
        """
        first, last = ("", "") if year is None else (f"{year}-01-01", f"{year}-12-31")
        today = self._clock.today()

        def work(session: Session) -> EarningsReport:
            found = report_of(session, by, first, last)
            return replace(found, adoption=adoption_by(session, by, today)) if by in JOINED else found

        return self._read(work)

    def csv(self, chosen: CommissionFilter = EVERYTHING) -> bytes:
        """Return the lines of a filter as a table for a spreadsheet, by date."""
        today = self._clock.today()
        with collector_resting():
            return self._read(lambda session: csv_of(lines_of_filter(session, chosen, today)))

    def open_items_csv(self) -> bytes:
        """Return what is approved and not paid as a table for a spreadsheet, with the reasons."""
        return open_items_csv(self.open_items())

    def export(self, form: ExportFormat, year: int | None = None) -> Exported:
        """Return the commissions as a file for another program, of one year or of all time."""
        with collector_resting():
            return self._read(lambda session: exported(session, form, year))

    def open_items(self) -> tuple[OpenItemRow, ...]:
        """Return every open item with its reason, the latest first; the overview has the first thousand."""
        today = self._clock.today()
        with collector_resting():
            return self._read(lambda session: all_open_items(session, today))

    def inquiry(self, item: OpenItemRow) -> str:
        """Return the letter that asks a programme when an open item is paid."""
        today = self._clock.today()

        def work(session: Session) -> str:
            found = lines_of(session, [item.id])
            if not found:
                raise UserError("This commission is no longer here.", "Nothing was changed.", "Look at the list again.")
            return inquiry_letter(found[0], item.expected_on, item.reason, today)

        return self._read(work)

    def forecast(self, days: int = 365) -> ForecastSheet:
        """Return what is expected in so many days; none of it is income."""
        today = self._clock.today()
        return self._read(lambda session: forecast_of(session, today, days))

    def series(self) -> tuple[SeriesRow, ...]:
        """Return the recurring series, those that fell silent first."""
        today = self._clock.today()
        return self._read(lambda session: series_of(session, today))

    def ageing(self) -> AgeingReport:
        """Return open items by payer, currency and age."""
        today = self._clock.today()
        return self._read(lambda session: ageing_of(session, today))

    def roll_forward(self, first: date, last: date) -> RollForwardReport:
        """Return opening, earned, reversed, paid and closing by account from one day to another, both included."""
        today = self._clock.today()
        return self._read(lambda session: roll_forward_of(session, first.isoformat(), last.isoformat(), today))

    def tax_year(self, year: int, basis: Basis = Basis.CASH, start: str = NEW_YEAR) -> TaxYearReport:
        """Return the income by payer of the tax year that begins in `year` on `start` (month and day, "04-06")."""
        first, last = period_of(year, start)
        return self._read(lambda session: tax_year_of(session, first, last, basis))

    def statement_snapshot(
        self, year: int, options: StatementOptions = PLAIN_STATEMENT, start: str = NEW_YEAR
    ) -> EarningsSnapshot:
        """Return what the statement of a tax year prints, as it is now."""
        documents, today, period = self._store.documents, self._clock.today(), period_of(year, start)
        return self._read(lambda session: earnings_snapshot(session, documents, period, options, today))

    def statement_pdf(
        self,
        year: int,
        options: StatementOptions = PLAIN_STATEMENT,
        start: str = NEW_YEAR,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> bytes:
        """Return the earnings statement of a tax year as PDF, for the accountant; `cancelled` is asked often."""
        return self._worker.earnings(self.statement_snapshot(year, options, start), cancelled).pdf

    def forecast_csv(self, days: int = 365) -> bytes:
        """Return the forecast as UTF-8 CSV."""
        return forecast_csv(self.forecast(days))

    def ageing_csv(self) -> bytes:
        """Return open items by age as UTF-8 CSV."""
        return ageing_csv(self.ageing())

    def roll_forward_csv(self, first: date, last: date) -> bytes:
        """Return a roll-forward as UTF-8 CSV."""
        return roll_forward_csv(self.roll_forward(first, last))

    def tax_csv(self, year: int, basis: Basis = Basis.CASH, start: str = NEW_YEAR) -> bytes:
        """Return the income of a tax year, with what payouts kept back, as UTF-8 CSV."""
        return tax_year_csv(self.tax_year(year, basis, start))

    def assign_client(self, commission_ids: Sequence[str], client_id: str | None) -> Outcome[None]:
        """Join commissions to a client, or take them off one."""

        def work(session: Session) -> None:
            if client_id is not None:
                find(session, Client, client_id)
            for one in dict.fromkeys(commission_ids):
                find(session, Commission, one).client_id = client_id

        words = "Join commissions to a client" if client_id else "Take commissions off their client"
        return self._change(words, work)
