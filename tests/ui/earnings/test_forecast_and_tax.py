"""What is expected and what was income, of real statements."""

from decimal import Decimal
from pathlib import Path

import pytest

from consultant_desk.domain.earnings.terms import Cycle, LockRule, Terms
from consultant_desk.settings import TAX_YEAR_START
from tests.ui.earnings.conftest import ORACLES


@pytest.fixture
def page(window, desk):
    for name in ("awin.csv", "awin_later.csv", "cj.csv"):
        desk.statements.apply(desk.statements.open((ORACLES / name).read_bytes(), name))
    for row in desk.programmes.list():
        terms = Terms(
            "", "EUR", percent=Decimal(10), lock=LockRule.DAYS, lock_days=30, cycle=Cycle.MONTHLY, cycle_day=15
        )
        desk.programmes.set_terms(row.id, terms)
    page = window.current_page()
    page.refresh(None)
    return page


def opened(page, name):
    page.ledger.show_tab(name)
    return page.ledger.view(name)


class TestForecast:
    def test_months_say_what_is_expected_and_what_it_is_made_of(self, page, desk):
        tab = opened(page, "forecast")
        sheet = desk.earnings.forecast(365)
        assert len(tab.months.rows_model.rows) == len(sheet.rows) > 0
        assert tab.total.text()
        assert "never income" in tab.words.text()

    def test_nearer_is_less(self, page, desk):
        tab = opened(page, "forecast")
        tab.span.set_value("90")
        tab.span.chosen.emit("90")
        assert {row.month for row in tab.months.rows_model.rows} == {
            row.month for row in desk.earnings.forecast(90).rows
        }

    def test_what_is_not_known_is_said(self, page, desk):
        tab = opened(page, "forecast")
        sheet = desk.earnings.forecast(365)
        assert tab.unknown.isVisible() == bool(sheet.without_history or sheet.missing)

    def test_without_anything_it_stays_a_range_of_nothing(self, window, ledger, desk):
        del desk.__dict__["earnings"]
        window.current_page().ledger.show_tab("forecast")
        assert window.current_page().ledger.view("forecast").total.text() == "€0.00"


class TestTax:
    def test_income_is_listed_by_payer_and_adds_up(self, page, desk):
        tab = opened(page, "tax")
        year = desk.earnings.tax_year(2026)
        assert tuple(tab.table.rows_model.rows) == year.rows
        assert year.total == sum(row.base or 0 for row in year.rows)
        assert "counted when it was paid" in tab.words.text()

    def test_the_other_basis_counts_what_was_earned(self, page):
        tab = opened(page, "tax")
        tab.basis.set_value("accrual")
        tab.basis.chosen.emit("accrual")
        assert "counted when it was approved" in tab.words.text()

    def test_it_goes_by_the_day_on_which_the_tax_year_begins(self, page, desk, settings):
        tab = opened(page, "tax")
        assert tab.words.text().startswith("2026, in euro")
        settings.set(TAX_YEAR_START, "07-01")
        page.ledger.show_tab("overview")
        page.ledger.show_tab("tax")
        year = desk.earnings.tax_year(2026, start="07-01")
        assert tuple(tab.table.rows_model.rows) == year.rows
        assert tab.words.text().startswith("2026/27 (1 Jul 2026 to 30 Jun 2027), in euro")
        settings.set(TAX_YEAR_START, "12-01")
        tab.read()
        assert tab.year.accessibleName() == "Tax year: 2025/26"

    def test_exports_are_of_the_tax_year(self, page, settings, tmp_path, monkeypatch):
        settings.set(TAX_YEAR_START, "04-06")
        tab, names = opened(page, "tax"), []

        def ask(_parent, _title, name, _kinds):
            names.append(Path(name).name)
            return str(tmp_path / names[-1]), ""

        monkeypatch.setattr("ui.file_dialogs.QFileDialog.getSaveFileName", ask)
        tab.csv.click()
        tab.pdf.click()
        assert names == ["income 2026-27, cash.csv", "Earnings 2026-27.pdf"]
        for line in (tmp_path / names[0]).read_text("utf-8-sig").splitlines()[1:]:
            assert line.endswith("2026-04-06,2027-04-05,cash")
        assert (tmp_path / names[1]).read_bytes().startswith(b"%PDF-")

    def test_a_year_without_income_says_so(self, page):
        tab = opened(page, "tax")
        tab.year.set_value("2021")
        tab.year.chosen.emit("2021")
        assert tab.nothing.isVisible()
        assert not tab.table.isVisible()

    def test_it_is_saved_as_csv(self, page, tmp_path, monkeypatch):
        target = tmp_path / "tax.csv"
        monkeypatch.setattr("ui.file_dialogs.QFileDialog.getSaveFileName", lambda *_: (str(target), ""))
        opened(page, "tax").csv.click()
        lines = target.read_text("utf-8-sig").splitlines()
        assert "payer" in lines[0].casefold()
        assert len(lines) > 1


def test_escape_leads_from_any_tab_to_the_overview(page):
    for name in ("payouts", "programmes", "forecast", "tax"):
        page.ledger.show_tab(name)
        assert page.back()
        assert page.ledger.tab == "overview"
