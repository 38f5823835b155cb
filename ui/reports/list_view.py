"""The list of reports: what was written for whom, and how far it is."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from consultant_desk.services.rows.reports import ReportRow
from ui.models.table import Cell, Column
from ui.reports.wording import KIND_NAMES, STATES, date_words, hash_tail
from ui.shell import Shell
from ui.widgets.fields import SearchField
from ui.widgets.panels import EmptyState, Hairline
from ui.widgets.table import RecordTable


def columns(shell: Shell) -> tuple[Column[ReportRow], ...]:
    """Return the columns of the list."""

    def day(row: ReportRow) -> str:
        return date_words(row, shell.today())

    def state(row: ReportRow) -> Cell:
        word, mood = STATES.get(row.state, (row.state, "quiet"))
        return Cell(word, chip=mood)

    return (
        Column("Report", lambda row: Cell(row.title, icon="file-text")),
        Column("Client", lambda row: Cell(row.client, "text2"), 144),
        Column(
            "Kind",
            lambda row: Cell(KIND_NAMES[row.kind], "text2"),
            132,
            sort=lambda row: list(KIND_NAMES).index(row.kind),
        ),
        Column("State", state, 100, sort=lambda row: list(STATES).index(row.state)),
        Column("Version", lambda row: Cell(str(row.issue) if row.issue else "–"), 68, True, lambda row: row.issue),
        Column("Date", lambda row: Cell(day(row), "text2"), 120, sort=_moment),
        Column("Pages", lambda row: Cell(str(row.pages) if row.pages else "–"), 64, True, lambda row: row.pages),
        Column("Hash ends", lambda row: Cell(hash_tail(row), "text2"), 112, True),
    )


def _moment(row: ReportRow) -> str:
    return row.delivered_on or row.issued_at or row.updated_at


class ReportListView(QWidget):
    """Search and table; `opened` carries the id of a report."""

    opened = Signal(str)
    searched = Signal()
    start_wanted = Signal()
    sample_wanted = Signal()

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.search = SearchField("Search reports")
        self.search.setFixedWidth(280)
        self.table: RecordTable[ReportRow] = RecordTable(columns(shell), lambda row: row.id, name="Reports")
        self.search.searched.connect(lambda _text: self.searched.emit())
        self.search.left_down.connect(self.table.setFocus)
        self.table.opened.connect(self.opened)
        bar = QHBoxLayout()
        bar.setContentsMargins(24, 12, 24, 12)
        bar.addWidget(self.search)
        bar.addStretch(1)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(Hairline())
        column.addWidget(self.table, 1)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(page)
        self._stack.addWidget(
            EmptyState(
                "A report turns an evaluation into pages a client can check. Open an evaluation and choose its last "
                "step, or start one here.",
                icon="file-text", title="No reports yet", action=("Start a report", self.start_wanted.emit),
                second=("Open the sample workspace", self.sample_wanted.emit),
            )
        )  # fmt: skip
        self.setFocusProxy(self.table)

    def show_reports(self, rows: tuple[ReportRow, ...]) -> None:
        """Show these reports; an empty workspace teaches how to start."""
        self.table.set_rows(rows)
        if rows and not self.table.current_key():
            self.table.choose(rows[0].id)
        self._stack.setCurrentIndex(0 if rows or self.search.text() else 1)
