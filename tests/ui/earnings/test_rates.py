"""Exchange rates in the window: a file of the bank, a rate of one's own, and the statement that uses them."""

import threading
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from consultant_desk.domain.earnings.rates import Converted
from consultant_desk.domain.money import Money
from consultant_desk.imports import ecb
from consultant_desk.services.earnings.by_hand import CommissionDraft
from tests import serving
from tests.imports.test_rates import DAILY_XML, zipped
from tests.ui.earnings.conftest import NOW, ORACLES
from ui.earnings import rates_sheet
from ui.earnings.rates_sheet import RatesDialog
from ui.pages import page_specs
from ui.widgets.buttons import Button
from ui.widgets.form import Form
from ui.window import Window


def click(button):
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.fixture
def dialog(page, window):
    window.commands.run("earnings.rates")
    return next(one for one in window.findChildren(RatesDialog) if one.isVisible())


def test_a_file_of_the_bank_is_taken_in_and_one_undo_takes_it_out(dialog, desk):
    assert dialog.known.text().startswith("No rates are known yet")
    dialog.read_file(ORACLES / "eurofxref-hist.csv")
    assert dialog.known.text() == "3 days of the European Central Bank, 17 Sept 2026 to 21 Sept 2026."
    desk.undo()
    assert desk.rates.sheet().days == 0


def test_what_was_read_is_said_to_be_kept_and_what_still_lacks_a_rate(page, window, desk):
    for day, currency in (("2026-09-18", "USD"), ("2026-09-18", "ISK"), ("2026-03-02", "USD")):
        desk.earnings.enter(CommissionDraft("Vendor", day, Money(1000, currency)))
    window.commands.run("earnings.rates")
    dialog = next(one for one in window.findChildren(RatesDialog) if one.isVisible())
    assert dialog.cancel.text() == "Cancel"
    assert not dialog.kept.isVisible()
    dialog.read_file(ORACLES / "eurofxref-hist.csv")
    missing = desk.earnings.overview().tiles.missing
    assert missing > 1
    assert dialog.kept.text() == f"3 days are kept. {missing} amounts still lack a rate."
    assert dialog.kept.isVisible()
    form = dialog.findChild(Form)
    QApplication.processEvents()
    assert form.height() >= form.sizeHint().height()
    assert dialog.cancel.text() == "Close"


def test_a_file_of_rates_that_is_imported_as_a_statement_is_told_where_it_is_read(page):
    page.import_statement(ORACLES / "eurofxref-hist.csv")
    assert page.importing._problem.isVisible()
    said = page.importing._problem.sentence.text()
    assert said.startswith("eurofxref-hist.csv holds exchange rates, not commissions. Nothing was imported.")
    assert "Exchange rates …" in said


def test_a_file_of_something_else_is_refused_in_a_sentence(dialog, desk):
    dialog.read_file(ORACLES / "awin.csv")
    assert "European Central Bank" in dialog.problem.text()
    assert desk.rates.sheet().days == 0


def test_a_rate_of_ones_own_is_kept(dialog, desk):
    dialog.base.setText("kwd")
    dialog.quote.setText("EUR")
    dialog.rate.setText("nothing")
    dialog.take()
    assert "is not a rate" in dialog.problem.text()
    dialog.rate.setText("3.0121")
    dialog.take()
    found = desk.rates.known().convert(Money(1000, "KWD"), "EUR", desk.rates.sheet().own[0].day)
    assert isinstance(found, Converted)
    assert found.amount == Money(301, "EUR")
    assert Decimal(desk.rates.sheet().own[0].rate) == Decimal("3.0121")


def test_the_statement_of_the_year_is_saved_as_a_pdf(page, desk, window, tmp_path, monkeypatch):
    desk.statements.apply(desk.statements.open((ORACLES / "awin.csv").read_bytes(), "awin.csv"))
    chosen = tmp_path / "statement"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(chosen), ""))
    window.commands.run("earnings.statement")
    assert (tmp_path / "statement.pdf").read_bytes().startswith(b"%PDF-")
    assert window.toast.message == "Saved statement.pdf"


@pytest.fixture
def bank(server, monkeypatch):
    """A server that stands for the bank's and offers its files."""
    monkeypatch.setattr(ecb, "ADDRESS", server.address)
    hist = (ORACLES / "eurofxref-hist.csv").read_bytes()
    server.put("eurofxref-hist.zip", zipped(("eurofxref-hist.csv", hist)))
    server.put("eurofxref-daily.xml", DAILY_XML)
    return server


def test_nothing_is_asked_of_the_bank_before_one_presses_the_button(dialog, bank, desk):
    dialog.rate.setText("1")
    dialog.read_file(ORACLES / "eurofxref-hist.csv")
    assert bank.asked == []
    assert "nothing is asked until you press it" in rates_sheet.WHERE


def test_what_is_missing_is_fetched_and_one_undo_takes_it_out(dialog, bank, desk, window):
    click(dialog.get)
    assert dialog.known.text() == "3 days of the European Central Bank, 17 Sept 2026 to 21 Sept 2026."
    assert [path for path, _ in bank.asked] == ["/eurofxref-hist.zip"]
    assert window.toast.message == "3 new days of rates, 0 changed"
    assert dialog.get.isEnabled()
    assert not dialog.progress.isVisible()
    desk.undo()
    assert desk.rates.sheet().days == 0


def test_the_last_day_alone_is_fetched_where_one_asks_for_it(dialog, bank, desk):
    dialog.span.set_value("daily")
    click(dialog.get)
    assert [path for path, _ in bank.asked] == ["/eurofxref-daily.xml"]
    assert desk.rates.sheet().days == 1


@pytest.mark.parametrize(("answer", "said"), [
    (serving.whole(b"", 500), "“500 Internal Server Error”"),
    (serving.whole(b"<html>Log in</html>"), "no file of rates"),
    (serving.endless, "sends more than the 5 MB"),
])  # fmt: skip
def test_what_cannot_be_had_is_said_in_the_sheet_and_can_be_tried_again(dialog, bank, desk, answer, said):
    kept = bank.answers["/eurofxref-hist.zip"]
    bank.put("eurofxref-hist.zip", answer)
    click(dialog.get)
    assert said in dialog.problem.text()
    assert "No rate was taken." in dialog.problem.text()
    assert dialog.problem.isVisible()
    bank.put("eurofxref-hist.zip", kept)
    click(dialog.get)
    assert not dialog.problem.isVisible()
    assert desk.rates.sheet().days == 3


@pytest.fixture
def busy(desk, jobs, settings, show, bank):
    """The sheet of a window with threads, whose bank begins an answer and goes on when it is told to."""
    window = show(Window(page_specs(), settings, jobs, NOW), 1440, 900)
    window.open_desk(desk, "earnings")
    go_on, kept = threading.Event(), (ORACLES / "eurofxref-hist.csv").read_bytes()

    def answer(asked):
        asked.head(Content_Length=len(kept))
        asked.wfile.write(kept[:100])
        while not (asked.closing.is_set() or go_on.wait(0.02)):
            pass
        asked.wfile.write(kept[100:])

    bank.put("eurofxref-hist.zip", answer)
    bank.go_on = go_on
    window.commands.run("earnings.rates")
    return window


def sheet_of(window, qtbot):
    qtbot.waitUntil(lambda: any(one.isVisible() for one in window.findChildren(RatesDialog)))
    return next(one for one in window.findChildren(RatesDialog) if one.isVisible())


def test_the_window_goes_on_while_the_bank_is_slow_and_takes_what_comes_in_the_end(busy, bank, desk, qtbot):
    dialog = sheet_of(busy, qtbot)
    click(dialog.get)
    qtbot.waitUntil(dialog.progress.isVisible)
    assert not dialog.get.isEnabled()
    bank.go_on.set()
    qtbot.waitUntil(lambda: dialog.known.text().startswith("3 days"))
    assert dialog.get.isEnabled()
    dialog.reject()


def test_cancel_ends_it_at_once_with_nothing_taken(busy, bank, desk, qtbot):
    dialog = sheet_of(busy, qtbot)
    click(dialog.get)
    qtbot.waitUntil(dialog.progress.isVisible)
    click(dialog.progress.findChild(Button))
    qtbot.waitUntil(lambda: not dialog.progress.isVisible(), timeout=2000)
    assert dialog.get.isEnabled()
    assert not dialog.problem.isVisible()
    assert desk.rates.sheet().days == 0
    dialog.reject()


def test_closing_the_sheet_ends_it_too(busy, bank, desk, jobs, qtbot):
    dialog = sheet_of(busy, qtbot)
    click(dialog.get)
    qtbot.waitUntil(lambda: bool(bank.asked))
    dialog.reject()
    qtbot.waitUntil(lambda: not jobs._running, timeout=2000)
    assert desk.rates.sheet().days == 0
