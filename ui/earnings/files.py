"""Files of the section Earnings on disk: what a statement may be, reading one whole, saving a table."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from consultant_desk.domain.earnings.tax import Basis
from consultant_desk.domain.earnings.tax_years import year_label
from consultant_desk.errors import EnvironmentFailure
from consultant_desk.services.earnings.exports import Exported, ExportFormat
from ui.earnings.words import count_words
from ui.evaluations.matrix_files import write_whole
from ui.file_dialogs import save_file
from ui.reports.files import refuse_no_file
from ui.shell import Shell

STATEMENTS = "Statements (*.csv *.tsv *.txt *.json *.xlsx *.ofx *.qfx);;All files (*)"
SUFFIXES = frozenset({".csv", ".tsv", ".txt", ".json", ".xlsx", ".ofx", ".qfx"})
"""Endings of files that are taken for statements wherever they are dropped."""


def save_csv(parent: QWidget, shell: Shell, name: str, made: Callable[[], bytes]) -> None:
    """Ask for a file and write a table to it, off the UI thread."""
    target = save_file(parent, shell.settings, "Save as CSV", name, "Tables (*.csv)")
    if target is not None:
        shell.read(lambda: write_whole(target, made()), lambda saved: shell.toast.say(f"Saved {saved.name[:60]}"))


def save_journal(parent: QWidget, shell: Shell, form: ExportFormat) -> None:
    """Ask for a file and write all double entries there are to it: without the earlier ones balances would not tie."""
    title, suffix = ("hledger", "journal") if form is ExportFormat.HLEDGER else ("beancount", "beancount")
    target = save_file(
        parent, shell.settings, f"Export for {title}", f"earnings.{suffix}", f"Entries for {title} (*.{suffix})"
    )
    if target is None:
        return
    earnings = shell.desk.earnings

    def work() -> Exported:
        made = earnings.export(form)
        write_whole(target, made.data)
        return made

    def done(made: Exported) -> None:
        entries = f"{count_words(made.count, 'entry', 'entries')} of all time"
        left = count_words(made.unexplained, "payout that nothing explains is", "payouts that nothing explains are")
        shell.toast.say(f"Saved {target.name[:60]}: {entries}" + (f"; {left} left out" if made.unexplained else ""))

    shell.read(work, done)


def save_statement(parent: QWidget, shell: Shell, year: int, basis: Basis, start: str) -> None:
    """Ask for a file and write the statement of a tax year to it, for the accountant, off the UI thread."""
    from consultant_desk.services.earnings.statement_snapshots import StatementOptions

    label = year_label(year, start).replace("/", "-")
    target = save_file(parent, shell.settings, "Save the statement", f"Earnings {label}.pdf", "PDF (*.pdf)")
    if target is None:
        return
    earnings = shell.desk.earnings
    shell.read(
        lambda: write_whole(target, earnings.statement_pdf(year, StatementOptions(basis), start)),
        lambda saved: shell.toast.say(f"Saved {saved.name[:60]}"),
    )


def read_statement(path: Path) -> bytes:
    """Return the bytes of a file; a sentence tells that it cannot be read, or changed while it was."""
    from consultant_desk.imports.statements.source import MAX_BYTES
    from consultant_desk.services.whole_file import read_whole

    try:
        refuse_no_file(path)
        return read_whole(path, MAX_BYTES)
    except OSError as error:
        raise EnvironmentFailure(f"{path.name[:60]} cannot be read: {error.strerror or error}.") from error
