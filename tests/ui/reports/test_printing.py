"""A report is printed page by page through the printer the person chose."""

from __future__ import annotations

import pypdfium2
import pytest
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter

from consultant_desk.errors import EnvironmentFailure
from reports.preview import PagePictures
from ui.jobs import Cancelled, Job
from ui.reports import page as page_module
from ui.reports.printing import choose_printer, print_pages


@pytest.fixture
def printer(tmp_path):
    """A printer whose paper is a file; coarse, so that pages are drawn fast."""
    made = QPrinter()
    made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    made.setOutputFileName(str(tmp_path / "printed.pdf"))
    made.setResolution(72)
    return made


def printed(tmp_path):
    """Return how many pages were printed, and how dark the darkest spot of the first is."""
    document = pypdfium2.PdfDocument(tmp_path / "printed.pdf")
    try:
        return len(document), min(bytes(document[0].render().buffer))
    finally:
        document.close()


@pytest.fixture
def asked(page, printer):
    """What the dialog was told; it answers with the printer."""
    found = []

    def ask(*what):
        found.append(what)
        return printer

    page.printing.ask_printer = ask
    return found


def test_every_page_is_printed(page, window, asked, tmp_path):
    window.commands.run("report.print")
    ((count, paper, name),) = asked
    assert (count, name) == (len(page.view.pages.images.sizes), "Recommendation for Harbour Bakeries")
    assert paper.name() == "A4"
    pages, darkest = printed(tmp_path)
    assert pages == count
    assert darkest < 100
    assert window.toast.message == f"{count} pages sent to the printer"


def test_only_the_pages_asked_for_are_printed(page, window, asked, printer, tmp_path):
    printer.setFromTo(2, 3)
    window.commands.run("report.print")
    assert printed(tmp_path)[0] == 2
    assert window.toast.message == "2 pages sent to the printer"


def test_copies_that_the_printer_does_not_make_itself_are_drawn(page, window, asked, printer, tmp_path):
    printer.setFromTo(1, 2)
    printer.setCopyCount(2)
    window.commands.run("report.print")
    assert printed(tmp_path)[0] == 4


@pytest.mark.parametrize("answer", [QPrintDialog.DialogCode.Accepted, QPrintDialog.DialogCode.Rejected])
def test_the_dialog_of_the_system_knows_paper_and_pages(window, monkeypatch, answer):
    shown = []

    def execute(dialog):
        shown.append((dialog.minPage(), dialog.maxPage(), dialog.printer().docName()))
        return answer

    monkeypatch.setattr(QPrintDialog, "exec", execute)
    chosen = choose_printer(window, 21, QPageSize(QPageSize.PageSizeId.Letter), "For Harbour Bakeries")
    assert shown == [(1, 21, "For Harbour Bakeries")]
    assert (chosen is not None) is (answer == QPrintDialog.DialogCode.Accepted)
    if chosen is not None:
        assert chosen.pageLayout().pageSize().name().startswith("Letter")


def test_whoever_leaves_the_dialog_prints_nothing(page, window, tmp_path):
    page.printing.ask_printer = lambda *_what: None
    window.commands.run("report.print")
    assert list(tmp_path.glob("printed.pdf")) == []
    assert window.toast.message == ""


def test_printing_tells_how_far_it_is_and_stops_when_it_is_given_up(page, printer, desk, report):
    job, told = Job(), []
    job.progressed.connect(lambda done, total, _what: (told.append((done, total)), done == 1 and job.cancel()))
    pictures = PagePictures(desk.reports.build(report).pdf)
    total = pictures.count
    with pytest.raises(Cancelled):
        print_pages(job, pictures, printer)
    assert told == [(0, total), (1, total)]


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_takes_nothing_is_told(desk, report, tmp_path):
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "gone" / "printed.pdf"))
    with pytest.raises(EnvironmentFailure, match="does not take"):
        print_pages(Job(), PagePictures(desk.reports.build(report).pdf), printer)


def test_without_the_part_of_qt_that_prints_nothing_is_offered(page, monkeypatch):
    assert "Print…" in [item.text for item in page.menu()]
    monkeypatch.setattr(page_module, "can_print", lambda: False)
    assert "Print…" not in [item.text for item in page.menu()]
    assert "report.print" not in [command.id for command in page.commands()]
