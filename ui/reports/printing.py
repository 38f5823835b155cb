"""Printing a report through the dialog of the system: its pages are drawn in the pool, one after the other.

`QtPrintSupport` is part of the Qt that is shipped, but a system may package it apart: without it nothing is offered.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib.util import find_spec
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtWidgets import QWidget

from consultant_desk.errors import EnvironmentFailure
from consultant_desk.services.reports import ReportSheet
from reports.preview import PagePictures
from reports.worker import WorkCancelled
from ui.jobs import Cancelled, Job
from ui.reports.pictures import image_of
from ui.reports.saving import Saving
from ui.shell import Shell

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

FINEST = 400
"""Dots per inch a page is drawn with at most: A4 then takes 46 MB, and finer dots are not seen in print."""
POINTS = 72


def can_print() -> bool:
    """Tell whether this Qt can print."""
    return find_spec("PySide6.QtPrintSupport") is not None


def choose_printer(parent: QWidget, pages: int, paper: QPageSize, name: str) -> QPrinter | None:
    """Ask where and what to print; None when the person thinks better of it."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(name)
    printer.setPageSize(paper)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle("Print the report")
    dialog.setMinMax(1, pages)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
    return printer if dialog.exec() == QPrintDialog.DialogCode.Accepted else None


class Printing:
    """Prints the report that is open: makes its file, asks for a printer, then draws page after page."""

    def __init__(self, shell: Shell, saving: Saving) -> None:
        self._shell, self._saving = shell, saving
        self.ask_printer: Callable[[int, QPageSize, str], QPrinter | None] = partial(choose_printer, shell.window)

    def start(self, sheet: ReportSheet) -> None:
        """Print a report as it was issued, or a draft as it stands now."""
        desk, report_id = self._shell.desk, sheet.row.id

        def work(job: Job) -> PagePictures:
            try:
                return PagePictures(desk.reports.file(report_id, lambda: job.cancelled))
            except WorkCancelled as error:
                raise Cancelled from error

        self._saving.follow("Making the pages", work, partial(self._ask, sheet.row.title))

    def _ask(self, title: str, pictures: PagePictures) -> None:
        wide, high = pictures.size(0)
        paper = QPageSize(QSizeF(wide, high), QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
        printer = self.ask_printer(pictures.count, paper, title[:120])
        if printer is None:
            pictures.close()
            return

        def done(count: int) -> None:
            self._shell.toast.say("1 page sent to the printer" if count == 1 else f"{count} pages sent to the printer")

        self._saving.follow("Printing", lambda job: print_pages(job, pictures, printer), done)


def print_pages(job: Job, pictures: PagePictures, printer: QPrinter) -> int:
    """Draw the chosen pages, telling how far it is, and return how many; a job given up leaves nothing at the printer.

    Painting on a printer is allowed off the UI thread (Qt: Threads and QObjects, painting in threads).
    """
    printer.setFullPage(True)
    printer.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Point)
    chosen = _chosen(printer, pictures.count)
    with pictures:
        painter = QPainter()
        if not painter.begin(printer):
            raise EnvironmentFailure(
                "The printer does not take the report.", "Nothing was printed.", "Look whether it is switched on."
            )
        try:
            for place, page in enumerate(chosen):
                job.report(place, len(chosen), "Printing")
                if place and not printer.newPage():
                    raise EnvironmentFailure(
                        "The printer stopped taking pages.", f"{place} pages were printed.", "Print the rest again."
                    )
                _draw(painter, pictures, page, printer.resolution())
        except Cancelled:
            printer.abort()
            raise
        finally:
            painter.end()
    return len(chosen)


def _chosen(printer: QPrinter, count: int) -> list[int]:
    """Return the pages (from 0) in the order of printing, as often as the printer does not repeat them itself."""
    first, last = printer.fromPage() or 1, printer.toPage() or count
    chosen = list(range(max(first, 1) - 1, min(last, count)))
    if printer.pageOrder() == printer.PageOrder.LastPageFirst:
        chosen.reverse()
    copies = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    if printer.collateCopies():
        return chosen * copies
    return [page for page in chosen for _ in range(copies)]


def _draw(painter: QPainter, pictures: PagePictures, page: int, dots: int) -> None:
    """Draw a page as large as it is, or smaller where the paper chosen is, in the middle of the sheet."""
    wide, high = pictures.size(page)
    image = image_of(pictures.render(page, min(dots, FINEST) / POINTS), 1.0)
    sheet = painter.viewport()
    scale = min(dots / POINTS, sheet.width() / wide, sheet.height() / high)
    left, top = (sheet.width() - wide * scale) / 2, (sheet.height() - high * scale) / 2
    painter.drawImage(QRectF(left, top, wide * scale, high * scale), image)
