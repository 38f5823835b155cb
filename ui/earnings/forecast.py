"""The tab Forecast: what is expected month by month as a range, and the recurring series behind it. Never income."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from consultant_desk.domain.earnings.forecast import OVERDUE, UNDATED, ForecastRow
from consultant_desk.domain.earnings.series import Series
from consultant_desk.services.rows.forecast import ForecastSheet
from ui.earnings.ledger_tab import LedgerTab
from ui.earnings.words import NONE, count_words, figure, minor_money, range_words, short_day
from ui.entry import month_text
from ui.models.table import Cell, Column
from ui.shell import Shell
from ui.widgets.choice import Option, Segmented
from ui.widgets.panels import Banner, GroupBand, Surface
from ui.widgets.table import RecordTable
from ui.widgets.text import Text

SPANS = (Option("90", "90 days"), Option("183", "6 months"), Option("365", "12 months"))
STEPS = {1: "monthly", 3: "quarterly", 12: "yearly"}
SOON = timedelta(days=40)
"""A series that ends within this time is marked."""


class ForecastTab(LedgerTab):
    """Months above, series below."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self.span = Segmented(SPANS, name="How far ahead", value="365")
        self.span.chosen.connect(lambda _value: self.read())
        self.total = Text("", "heading", tabular=True)
        self.words = Text("", tone="text2", tabular=True, wrap=True)
        self.unknown = Banner(mood="warn")
        self.unknown.hide()
        self.months: RecordTable[ForecastRow] = RecordTable(
            _month_columns(), lambda row: f"{row.month}/{row.currency}", name="Expected by month"
        )
        self.band = GroupBand("Recurring")
        self.series: RecordTable[Series] = RecordTable(
            self._series_columns(), lambda row: row.lines[-1] if row.lines else row.customer, name="Recurring series"
        )
        self._lay_out()

    def read(self) -> None:
        """Read the forecast again."""
        earnings, days = self._shell.desk.earnings, int(self.span.value())
        self._shell.read(lambda: earnings.forecast(days), self._show, key="earnings.forecast")

    def panes(self) -> tuple[RecordTable[ForecastRow], RecordTable[Series], Segmented]:
        """Return what F6 walks through."""
        return (self.months, self.series, self.span)

    def _lay_out(self) -> None:
        bar = Surface("bg0", lines=("bottom",))
        row = QHBoxLayout(bar)
        row.setContentsMargins(24, 12, 24, 13)
        row.setSpacing(16)
        row.addWidget(self.total)
        row.addWidget(self.words, 1)
        row.addWidget(self.span)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self.unknown)
        column.addWidget(self.months, 3)
        column.addWidget(self.band)
        column.addWidget(self.series, 2)
        self.setFocusProxy(self.months)

    def _show(self, sheet: ForecastSheet) -> None:
        self.total.setText(range_words(sheet.low, sheet.high, sheet.base) if _is_known(sheet) else "no rate known")
        self.words.setText(f"{_undated(sheet)}approved and pending, less usual reversals, and recurring; never income")
        names = ", ".join(sheet.without_history[:4])
        more = f" and {len(sheet.without_history) - 4} more" if len(sheet.without_history) > 4 else ""
        parts = [
            f"No history of reversals yet: {names}{more}." if names else "",
            f"{count_words(sheet.missing, 'row is', 'rows are')} without a rate and in no total."
            if sheet.missing
            else "",
        ]
        self.unknown.set_sentence(" ".join(part for part in parts if part))
        self.unknown.setVisible(any(parts))
        self.months.set_rows(sorted(sheet.rows, key=_place))
        self.series.set_rows(sheet.series)
        running = sum(1 for one in sheet.series if one.runs)
        self.band.set("Recurring", f"{running} running" if sheet.series else "none found")
        for table in (self.months, self.series):
            if table.rows_model.rowCount() and not table.current_key():
                table.go_to(0)

    def _series_columns(self) -> tuple[Column[Series], ...]:
        year = self._shell.today().year

        def state(row: Series) -> Cell:
            if row.silent_since:
                return Cell(f"silent since {short_day(row.silent_since, year)}", chip="bad")
            if row.awaited_since:
                return Cell("no statement yet", chip="warn", spoken=f"no statement since {short_day(row.last, year)}")
            if not row.next_on:
                return Cell("ended", chip="quiet")
            soon = row.ends_on and row.ends_on <= (self._shell.today() + SOON).isoformat()
            return Cell("ends soon", chip="warn") if soon else Cell("running", chip="good")

        def how_far(row: Series) -> Cell:
            return Cell(f"{row.seen} of {row.of}" if row.of else f"{row.seen}", "text2")

        return (
            Column("Customer", lambda row: Cell(row.client or row.customer), least=140),
            Column("Programme", lambda row: Cell(row.programme, "text2"), 180),
            Column("Each", lambda row: Cell(minor_money(row.amount_minor, row.currency)), 116, number=True, sort=_each),
            Column("Rhythm", lambda row: Cell(STEPS.get(row.step, f"every {row.step} months"), "text2"), 108),
            Column("Seen", how_far, 84, number=True, sort=lambda row: row.seen),
            Column(
                "Next",
                lambda row: Cell(short_day(row.next_on, year) or NONE, "text2"),
                100,
                sort=lambda row: row.next_on,
            ),
            Column("Missed", lambda row: Cell(str(row.missed) if row.missed else ""), 76, number=True),
            Column("State", state, 176),
        )


def _is_known(sheet: ForecastSheet) -> bool:
    """Tell whether the range says anything: it does of no rows, and of rows of which one that it counts has a rate."""
    dated = [base for row, base in zip(sheet.rows, sheet.in_base, strict=True) if row.month != UNDATED]
    return any(dated) or (not dated and (not sheet.rows or sheet.undated is not None))


def _undated(sheet: ForecastSheet) -> str:
    """Say what more is to be expected, but nobody knows when."""
    if all(row.month != UNDATED for row in sheet.rows):
        return ""
    if sheet.undated is None:
        return "and more without a date or a rate; "
    return f"and {range_words(sheet.undated.low, sheet.undated.high, sheet.base)} more without a date; "


def _place(row: ForecastRow) -> tuple[int, str, str]:
    """Return where a row stands: what is overdue before the months, what has no date behind them."""
    return ((OVERDUE, UNDATED).index(row.month) * 2 if row.month in {OVERDUE, UNDATED} else 1, row.month, row.currency)


def _each(row: Series) -> int:
    return row.amount_minor


def _month_columns() -> tuple[Column[ForecastRow], ...]:
    def part(minor: int, row: ForecastRow) -> Cell:
        return Cell(figure(minor, row.currency) if minor else NONE, "text2")

    def month(row: ForecastRow) -> Cell:
        if row.month == UNDATED:
            return Cell("No date known: terms are missing", "warn")
        if row.month == OVERDUE:
            return Cell("Overdue", "bad", spoken="overdue: it should have been paid by now")
        return Cell(month_text(date.fromisoformat(f"{row.month}-01")))

    return (
        Column("Month", month, least=170, sort=_place),
        Column("Currency", lambda row: Cell(row.currency, "text2"), 84),
        Column(
            "Approved", lambda row: part(row.approved_minor, row), 108, number=True, sort=lambda row: row.approved_minor
        ),
        Column(
            "Pending", lambda row: part(row.pending_minor, row), 108, number=True, sort=lambda row: row.pending_minor
        ),
        Column(
            "Recurring",
            lambda row: part(row.recurring_minor, row),
            108,
            number=True,
            sort=lambda row: row.recurring_minor,
        ),
        Column(
            "Likely",
            lambda row: Cell(figure(row.likely_minor, row.currency)),
            116,
            number=True,
            sort=lambda row: row.likely_minor,
        ),
        Column("Between", _between, 200, number=True, sort=lambda row: row.low_minor),
    )


def _between(row: ForecastRow) -> Cell:
    low, high = figure(row.low_minor, row.currency), figure(row.high_minor, row.currency)
    return Cell(low if low == high else f"{low} – {high}", bold=True, spoken=f"{low} to {high}")
