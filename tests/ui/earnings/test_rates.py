"""Exchange rates in the window: a file of the bank, a rate of one's own, and the statement that uses them."""

from decimal import Decimal

import pytest
from PySide6.QtWidgets import QFileDialog

from consultant_desk.domain.earnings.rates import Converted
from consultant_desk.domain.money import Money
from tests.ui.earnings.conftest import ORACLES
from ui.earnings.rates_sheet import RatesDialog


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
