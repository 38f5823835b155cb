"""Tables from elsewhere: text is read here, spreadsheets in the worker process under its limits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from consultant_desk.domain.table import Table
from consultant_desk.errors import UserError
from consultant_desk.imports.table import KEPT, MAX_BYTES, read_text_table

if TYPE_CHECKING:
    from reports.worker import ReportWorker

READ_BYTES = MAX_BYTES + 1
"""How much of a file a caller reads at most: one byte more than is taken, so that too much is seen."""

ARCHIVES = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")
"""How a workbook begins: as an archive, or as the container of old and encrypted ones, which the reader refuses."""

WORKBOOKS = (".xlsx", ".xlsm", ".xls")
RENAME = "Save it from Excel as a workbook (.xlsx); if it is a table in plain text, let its name end in .csv."


class Tables:
    """Reads tables; nothing of a workspace is needed or changed."""

    def __init__(self, worker: ReportWorker) -> None:
        self._worker = worker

    def read(
        self, data: bytes, sheet: str | None = None, cancelled: Callable[[], bool] = lambda: False, *, name: str = ""
    ) -> Table:
        """Return the table of a CSV, TSV or XLSX file; `UserError` with the place of what cannot be read.

        What the file holds decides, not its `name`; one that calls itself a workbook and holds text is refused.
        """
        if data.startswith(ARCHIVES):
            return self._worker.read_table(data, sheet, cancelled)
        _refuse_misnamed(name)
        if sheet is not None:
            raise UserError("A text file has no sheets.", KEPT, "Leave the sheet out, or name a workbook.")
        return read_text_table(data)

    def statement_lines(
        self,
        asked: dict[str, Any],
        data: bytes,
        heard: Callable[[int, int, bytes], None],
        cancelled: Callable[[], bool] = lambda: False,
    ) -> dict[str, Any]:
        """Have a statement read in the worker process (`imports.statements.serving`); lines come as they are read."""
        return self._worker.statement_lines(asked, data, heard, cancelled)

    def statement_sheets(
        self, data: bytes, cancelled: Callable[[], bool] = lambda: False, *, name: str = ""
    ) -> Iterator[Table]:
        """Yield the sheets of a workbook that may be a statement, as they are asked for; nothing for a file in text.

        One in text that calls itself a workbook is refused.
        """
        from consultant_desk.imports.statements.recognise import sheets_of  # other tables do not need it

        if data.startswith(ARCHIVES):
            yield from sheets_of(lambda sheet: self._worker.read_statement_table(data, sheet, cancelled))
        else:
            _refuse_misnamed(name)


def _refuse_misnamed(name: str) -> None:
    """Refuse a text that calls itself a workbook."""
    if name.lower().endswith(WORKBOOKS):
        raise UserError(f"“{name[:60]}” is not an Excel workbook, although its name says so.", KEPT, RENAME)
