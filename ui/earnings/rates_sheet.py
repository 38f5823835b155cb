"""Exchange rates: which there are, the European Central Bank's from its server or a file, and a rate of one's own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout

from consultant_desk.domain.changes import Outcome
from consultant_desk.domain.earnings.rates import RatesSpan
from consultant_desk.errors import DeskError
from consultant_desk.imports.ecb import ASKING
from consultant_desk.services.rows.rates import RatesSheet
from ui.earnings.files import read_statement
from ui.earnings.words import count_words
from ui.entry import date_text
from ui.file_dialogs import open_file
from ui.jobs import Job
from ui.shell import Shell
from ui.widgets.buttons import Button
from ui.widgets.choice import Dropdown, Option
from ui.widgets.dialogs import Sheet
from ui.widgets.entry import DateField
from ui.widgets.fields import Field
from ui.widgets.form import Form, Sentence
from ui.widgets.progress import ProgressLine
from ui.widgets.text import Text, hint

if TYPE_CHECKING:
    from consultant_desk.imports.rates import RatesFile
    from consultant_desk.services.earnings.rates import RatesImported

FILES = "Rates of the ECB (*.csv *.zip *.xml);;All files (*)"
WHERE = (
    "Fetching asks www.ecb.europa.eu for one file; nothing is asked until you press it. "
    "Or read a file that you saved from there."
)
MISSING = "missing"
SPANS = (
    Option(MISSING, "What is missing"),
    Option(RatesSpan.DAY.value, "Last working day"),
    Option(RatesSpan.QUARTER.value, "Last 90 days"),
    Option(RatesSpan.HISTORY.value, "All since 1999"),
)
OWN = "For a currency the bank does not quote, or the rate you were really given. It wins over the bank's of that day."


class RatesDialog(Sheet):
    """Says which rates there are, fetches or reads a file of the bank, and keeps a rate that is typed."""

    def __init__(self, shell: Shell, sheet: RatesSheet) -> None:
        super().__init__(shell.window, "Exchange rates", width=560)
        self._shell = shell
        self.known = Text("", wrap=True, tabular=True)
        self.kept = Text("", tone="text2", wrap=True, tabular=True)
        self.kept.hide()
        self.own = Text("", tone="text2", wrap=True, tabular=True)
        self.span = Dropdown(SPANS, name="Which rates to fetch")
        self.get = Button("Fetch from the bank", icon="download", run=self.fetch)
        self.file = Button("Read a file …", icon="upload", run=self.choose)
        self.progress = ProgressLine()
        policy = self.progress.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # the fields below stay where they are while the bank is asked
        self.progress.setSizePolicy(policy)
        self._job: Job | None = None
        self.day = DateField(name="Day", today=shell.today, value=shell.today())
        self.base = _code("One", "KWD")
        self.quote = _code("In", "EUR")
        self.rate = Field(name="Rate", placeholder="3.0121")
        row = QHBoxLayout()
        row.setSpacing(8)
        for widget in (self.span, self.get, self.file):
            row.addWidget(widget)
        row.addStretch(1)
        form = Form(label_width=72)
        form.add("Day", self.day)
        form.add("One", Sentence(self.base, "is", self.rate, self.quote), help_text=OWN)
        self.body.addWidget(self.known)
        self.body.addWidget(hint(WHERE, wrap=True))
        self.body.addLayout(row)
        self.body.addWidget(self.progress)
        self.body.addWidget(self.kept)
        self.body.addWidget(self.own)
        self.body.addWidget(form)
        self.cancel = self.add_cancel()
        self.add_primary("Keep the rate", self.take)
        self.finished.connect(self._leave)
        self.show_sheet(sheet)

    def show_sheet(self, sheet: RatesSheet) -> None:
        """Show which rates there are."""
        days = f"{sheet.days:,} days of the European Central Bank, {date_text(sheet.first)} to {date_text(sheet.last)}."
        self.known.setText(days if sheet.days else "No rates are known yet: other currencies are in no sum.")
        self.own.setText("\n".join(f"{date_text(r.day)}: 1 {r.base} = {r.rate} {r.quote}" for r in sheet.own[:8]))
        self.own.setVisible(bool(sheet.own))

    def fetch(self) -> None:
        """Fetch the days that were chosen from the bank, and take them in."""
        self.say_problem("")
        self.get.setEnabled(False)
        self.progress.begin(ASKING)
        rates, chosen = self._shell.desk.rates, self.span.value()
        if chosen == MISSING:
            self._shell.jobs.read(rates.needed, self._fetch, key="rates.needed", failed=self._not_fetched)
        else:
            self._fetch(RatesSpan(chosen))

    def choose(self) -> None:
        """Ask for a file of the bank and take its days in."""
        chosen = open_file(self, self._shell.settings, "Rates of the European Central Bank", FILES)
        if chosen is not None:
            self.read_file(chosen)

    def read_file(self, path: Path) -> None:
        """Take the days of a file in."""
        self._shell.read(lambda: read_statement(path), self._import, key="rates.file")

    def take(self) -> None:
        """Keep the rate that was typed."""
        day, rates = self.day.value(), self._shell.desk.rates
        if day is None:
            self.say_problem("A rate needs its day.")
            return
        base, quote = (field.text().strip().upper() for field in (self.base, self.quote))
        rate = self.rate.text().strip().replace(",", ".")
        self._shell.write(
            lambda: rates.enter(day.isoformat(), base, quote, rate),
            lambda _none: self.accept(),
            say=f"1 {base} is {rate} {quote} on {date_text(day.isoformat())}",
            failed=self._refused,
        )

    def _fetch(self, span: RatesSpan) -> None:
        rates = self._shell.desk.rates
        if not self.isVisible():
            return
        job = self._shell.jobs.run(lambda job: rates.fetch(span, job.report), self._fetched, self._not_fetched)
        if job.under_way:
            self._job = job
            job.finished.connect(self._end)
            self.progress.follow(job)

    def _fetched(self, found: RatesFile) -> None:
        self._end()
        rates = self._shell.desk.rates
        self._take(lambda: rates.take(found))

    def _not_fetched(self, error: DeskError) -> None:
        self._end()
        self._refused(error)

    def _end(self) -> None:
        self._job = None
        self.progress.end()
        self.get.setEnabled(True)

    def _leave(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _import(self, data: bytes) -> None:
        rates = self._shell.desk.rates
        self._take(lambda: rates.import_file(data))

    def _take(self, work: Callable[[], Outcome[RatesImported]]) -> None:
        rates, earnings = self._shell.desk.rates, self._shell.desk.earnings

        def done(made: RatesImported) -> None:
            self.say_problem("")
            self._shell.read(
                lambda: (rates.sheet(), earnings.overview().tiles.missing),
                lambda found: self._show_kept(made, *found),
                key="rates.sheet",
            )
            self._shell.toast.say(f"{made.new:,} new days of rates, {made.changed:,} changed")

        self._shell.write(work, done, failed=self._refused)

    def _show_kept(self, made: RatesImported, sheet: RatesSheet, missing: int) -> None:
        """Say that nothing is left to be kept of what was taken, and what it did not help."""
        self.show_sheet(sheet)
        days = count_words(made.new + made.changed + made.unchanged, "day is kept", "days are kept")
        lack = count_words(missing, "amount still lacks a rate", "amounts still lack a rate")
        self.kept.setText(f"{days}. {lack if missing else 'Every amount of the overview has a rate'}.")
        self.kept.show()
        self.say_problem("")  # which makes room
        self.cancel.set_label("Close")

    def _refused(self, error: DeskError) -> None:
        self.say_problem(error.sentence())


def ask_rates(shell: Shell) -> None:
    """Show which rates there are, and ask for more."""
    shell.read(shell.desk.rates.sheet, lambda sheet: RatesDialog(shell, sheet).open(), key="rates.sheet")


def _code(name: str, example: str) -> Field:
    field = Field(name=name, placeholder=example)
    field.setMaxLength(3)
    field.setFixedWidth(72)
    return field
