"""Files of the section Earnings on disk: what a statement may be, reading one whole, saving a table."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from consultant_desk.domain.earnings.tax import Basis
from consultant_desk.domain.earnings.tax_years import year_label
from consultant_desk.errors import EnvironmentFailure
from ui.evaluations.matrix_files import write_whole
from ui.reports.files import refuse_no_file
from ui.shell import Shell

STATEMENTS = "Statements (*.csv *.tsv *.txt *.json *.xlsx *.ofx *.qfx);;All files (*)"
SUFFIXES = frozenset({".csv", ".tsv", ".txt", ".json", ".xlsx", ".ofx", ".qfx"})
"""Endings of files that are taken for statements wherever they are dropped."""


def save_csv(parent: QWidget, shell: Shell, name: str, made: Callable[[], bytes]) -> None:
    """Ask for a file and write a table to it, off the UI thread."""
    chosen, _kind = QFileDialog.getSaveFileName(parent, "Save as CSV", name, "Tables (*.csv)")
    if not chosen:
        return
    path = Path(chosen)
    target = path if path.suffix.lower() == ".csv" else path.with_name(path.name + ".csv")
    shell.read(lambda: write_whole(target, made()), lambda saved: shell.toast.say(f"Saved {saved.name[:60]}"))


def save_statement(parent: QWidget, shell: Shell, year: int, basis: Basis, start: str) -> None:
    """Ask for a file and write the statement of a tax year to it, for the accountant, off the UI thread."""
    from consultant_desk.services.earnings.statement_snapshots import StatementOptions

    label = year_label(year, start).replace("/", "-")
    chosen, _kind = QFileDialog.getSaveFileName(parent, "Save the statement", f"Earnings {label}.pdf", "PDF (*.pdf)")
    if not chosen:
        return
    path, earnings = Path(chosen), shell.desk.earnings
    target = path if path.suffix.lower() == ".pdf" else path.with_name(path.name + ".pdf")
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
