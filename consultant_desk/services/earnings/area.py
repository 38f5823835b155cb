"""The area of earnings: what the ledger shows, and what a person changes in it by hand."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from consultant_desk.domain.changes import Outcome
from consultant_desk.domain.earnings.tax import Basis, TaxYear
from consultant_desk.entities.client import Client
from consultant_desk.entities.commission import Commission
from consultant_desk.services.earnings.by_hand import ByHand
from consultant_desk.services.earnings.commissions import (
    keys_of_lines,
    lines_of_filter,
    rows_of,
    sheet_of,
    sums_of_filter,
    sums_of_keys,
)
from consultant_desk.services.earnings.exports import Exported, ExportFormat, csv_of, exported, open_items_csv
from consultant_desk.services.earnings.outlook import forecast_of, tax_csv, tax_of
from consultant_desk.services.earnings.overview import overview_of
from consultant_desk.services.earnings.sums import report_of
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
    Overview,
)
from consultant_desk.services.rows.forecast import ForecastSheet

EVERYTHING = CommissionFilter()


class Earnings(ByHand):
    """Reads the ledger and changes what a person may change."""

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
        return self._read(lambda session: keys_of_lines(session, chosen, sort, descending=descending))

    def commission_rows(self, keys: Sequence[int]) -> tuple[CommissionRow, ...]:
        """Return the lines of some keys, in their order."""
        return self._read(lambda session: rows_of(session, keys))

    def commission_sums(self, chosen: CommissionFilter = EVERYTHING) -> CommissionSums:
        """Return what the lines of a filter come to."""
        return self._read(lambda session: sums_of_filter(session, chosen))

    def commission_sums_of(self, keys: Sequence[int]) -> CommissionSums:
        """Return what some lines come to."""
        return self._read(lambda session: sums_of_keys(session, keys))

    def commission(self, commission_id: str) -> CommissionSheet:
        """Return one commission with its history."""
        return self._read(lambda session: sheet_of(session, commission_id))

    def report(self, by: GroupBy, year: int | None = None) -> EarningsReport:
        """Return sums by something, of one year (by the date of the sale) or of all time."""
        first, last = ("", "") if year is None else (f"{year}-01-01", f"{year}-12-31")
        return self._read(lambda session: report_of(session, by, first, last))

    def csv(self, chosen: CommissionFilter = EVERYTHING) -> bytes:
        """Return the lines of a filter as a table for a spreadsheet, by date."""
        with collector_resting():
            return self._read(lambda session: csv_of(lines_of_filter(session, chosen)))

    def open_items_csv(self) -> bytes:
        """Return what is approved and not paid as a table for a spreadsheet, with the reasons."""
        return open_items_csv(self.overview().open_items)

    def export(self, form: ExportFormat, year: int | None = None) -> Exported:
        """Return the commissions as a file for another program, of one year or of all time."""
        with collector_resting():
            return self._read(lambda session: exported(session, form, year))

    def forecast(self, days: int = 365) -> ForecastSheet:
        """Return what is expected in so many days."""
        today = self._clock.today()
        return self._read(lambda session: forecast_of(session, today, days))

    def tax(self, first: str, last: str, basis: Basis = Basis.CASH) -> TaxYear:
        """Return the income from one day to another (ISO, both included) by payer and country."""
        with collector_resting():
            return self._read(lambda session: tax_of(session, first, last, basis))

    def tax_csv(self, first: str, last: str, basis: Basis = Basis.CASH) -> bytes:
        """Return that income as CSV."""
        return tax_csv(self.tax(first, last, basis))

    def assign_client(self, commission_ids: Sequence[str], client_id: str | None) -> Outcome[None]:
        """Join commissions to a client, or take them off one."""

        def work(session: Session) -> None:
            if client_id is not None:
                find(session, Client, client_id)
            for one in dict.fromkeys(commission_ids):
                find(session, Commission, one).client_id = client_id

        words = "Join commissions to a client" if client_id else "Take commissions off their client"
        return self._change(words, work)
