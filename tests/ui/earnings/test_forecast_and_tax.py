"""What is expected and what was income, of real statements."""

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from consultant_desk.domain.earnings.terms import Cycle, LockRule, Terms
from consultant_desk.services.rows.payouts import PayoutDraft
from consultant_desk.settings import TAX_YEAR_START
from tests.ui.earnings.conftest import ORACLES
from ui.earnings.tax import ALL, TOTAL


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


def statement(desk, *rows):
    head = "Transaction ID,Date,Program,Commission,Currency,Status,Payment ID,Reference,Original ID"
    data = "\n".join((head, *rows, "")).encode()
    desk.statements.apply(desk.statements.open(data, "nova.csv", account="Nova"))


def payers(tab):
    return tuple(line.row for line in tab.table.rows_model.rows if not line.title)


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

    def test_what_has_no_date_is_said_in_the_head(self, page, desk):
        statement(desk, "A,2026-11-01,Nova,3200000.00,EUR,approved,,,")
        tab = opened(page, "forecast")
        assert tab.words.text().startswith("and €3,200,000.00 more without a date; approved and pending")
        first, last = tab.months.rows_model.rows[0], tab.months.rows_model.rows[-1]
        assert (first.month, last.month) != ("", "")
        assert last.month == ""

    @pytest.mark.parametrize("terms", [True, False], ids=["with a date", "without one"])
    def test_what_lacks_a_rate_is_not_nothing(self, window, desk, terms):
        statement(desk, "A,2026-11-01,Nova,35.50,GBP,approved,,,")
        if terms:
            desk.programmes.set_terms(desk.programmes.list()[0].id, Terms("", "GBP", lock=LockRule.DAYS, lock_days=30))
        window.current_page().refresh(None)
        tab = opened(window.current_page(), "forecast")
        assert tab.total.text() == "no rate known"
        assert window.current_page().ledger.overview.tiles.expected.figure.text() == "no rate known"
        assert tab.words.text().startswith("approved" if terms else "and more without a date or a rate; ")

    def test_what_is_late_is_overdue_and_stands_before_the_months(self, page, desk):
        statement(desk, "A,2026-08-01,Nova,100.00,EUR,approved,,,")
        nova = next(row for row in desk.programmes.list() if row.name == "Nova")
        terms = Terms("", "EUR", lock=LockRule.DAYS, lock_days=30, cycle=Cycle.MONTHLY)
        desk.programmes.set_terms(nova.id, terms)
        tab = opened(page, "forecast")
        assert tab.months.rows_model.index(0, 0).data() == "Overdue"
        assert tab.months.rows_model.rows[0].approved_minor >= 10_000

    def test_a_series_that_no_statement_covers_has_missed_payments_and_a_next_one_to_come(self, page, desk):
        days = ("2026-06-01", "2026-07-01", "2026-08-01", "2026-09-01")
        rows = [f"S{n},{day},Nova,14.10,EUR,paid,,kestrel," for n, day in enumerate(days)]
        statement(desk, *rows)
        nova = next(row for row in desk.programmes.list() if row.name == "Nova")
        desk.programmes.set_terms(nova.id, Terms("", "EUR", percent=Decimal(10), recurs=True))
        tab = opened(page, "forecast")
        (place,) = [n for n, row in enumerate(tab.series.rows_model.rows) if row.programme == "Nova"]
        shown = [tab.series.rows_model.index(place, column).data() for column in (5, 6, 7)]
        assert shown == ["1 Dec", "2", "no statement yet"]

    def test_without_anything_it_stays_a_range_of_nothing(self, window, ledger, desk):
        del desk.__dict__["earnings"]
        window.current_page().ledger.show_tab("forecast")
        assert window.current_page().ledger.view("forecast").total.text() == "€0.00"


class TestTax:
    def test_income_is_listed_by_payer_and_adds_up(self, page, desk):
        tab = opened(page, "tax")
        year = desk.earnings.tax_year(2026)
        assert payers(tab) == year.rows
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
        assert payers(tab) == year.rows
        assert tab.words.text().startswith("2026/27 (1 Jul 2026 to 30 Jun 2027), in euro")
        settings.set(TAX_YEAR_START, "12-01")
        tab.read()
        assert tab.year.accessibleName() == "Tax year: 2025/26"

    def test_it_follows_the_setting_as_soon_as_it_is_seen_again(self, page, window, settings, tmp_path, monkeypatch):
        tab, names = opened(page, "tax"), []

        def ask(_parent, _title, name, _kinds):
            names.append(Path(name).name)
            return str(tmp_path / Path(name).name), ""

        monkeypatch.setattr("ui.file_dialogs.QFileDialog.getSaveFileName", ask)
        window.go("settings")
        settings.set(TAX_YEAR_START, "12-01")
        window.go("earnings")
        assert tab.year.accessibleName() == "Tax year: 2025/26"
        assert tab.words.text().startswith("2025/26 (1 Dec 2025 to 30 Nov 2026), in euro")
        tab.pdf.click()
        assert names == ["Earnings 2025-26.pdf"]

    def test_this_tax_year_stays_the_one_that_runs_and_an_earlier_one_stays_itself(self, page, window, settings):
        settings.set(TAX_YEAR_START, "12-01")
        tab = opened(page, "tax")
        for chosen, wanted in (("2025", "2026"), ("2024", "2024")):
            settings.set(TAX_YEAR_START, "12-01")
            tab.read()
            tab.year.set_value(chosen)
            settings.set(TAX_YEAR_START, "01-01")
            tab.read()
            assert tab.year.value() == wanted

    def test_the_last_row_is_the_total_in_whatever_order(self, page, desk):
        tab = opened(page, "tax")
        report, last = desk.earnings.tax_year(2026), TOTAL
        for column in (0, 6, 6):
            tab.table.sortByColumn(column, Qt.SortOrder.DescendingOrder)
            lines = tab.table.rows_model.rows
            assert [line.title for line in lines if line.title][-1] == lines[-1].title == last
        total = lines[-1].row
        assert (total.base, total.count) == (report.total, sum(row.count for row in report.rows))

    def test_several_payers_of_a_currency_have_a_sum_and_currencies_are_not_mixed(self, window, desk):
        head = "Transaction ID,Date,Program,Commission,Currency,Status,Payment ID,Reference,Original ID"
        for account, rows in {
            "Orbit": ("A,2026-03-01,Orbit,100.00,EUR,paid,,,", "B,2026-03-01,Orbit,5.00,USD,paid,,,"),
            "Comet": ("C,2026-03-01,Comet,7.00,EUR,paid,,,",),
        }.items():
            data = "\n".join((head, *rows, "")).encode()
            desk.statements.apply(desk.statements.open(data, f"{account}.csv", account=account))
        window.current_page().refresh(None)
        tab = opened(window.current_page(), "tax")
        sums = [line for line in tab.table.rows_model.rows if line.title]
        assert [(line.title, line.row.currency, line.has_amount) for line in sums] == [
            (ALL, "EUR", True), (TOTAL, "EUR", False)
        ]  # fmt: skip
        assert (sums[0].row.amount, sums[1].row.base, sums[1].row.missing) == (10_700, 10_700, 1)
        assert "3 payments have no day but that of the statement" in tab.missing.accessibleName()

    def test_no_words_are_cut_in_a_small_window(self, page, window, qtbot):
        window.resize(1024, 700)
        tab = opened(page, "tax")
        tab.basis.set_value("accrual")
        tab.read()
        qtbot.waitUntil(lambda: tab.words.height() >= tab.words.heightForWidth(tab.words.width()))
        assert tab.total.width() >= tab.total.sizeHint().width()

    def test_money_that_no_commission_explains_is_said_with_its_amount(self, page, desk):
        account = desk.statements.accounts()[0].id
        desk.payouts.enter(PayoutDraft(account, "2026-03-05", 5_750, "EUR", reference="lost"))
        tab = opened(page, "tax")
        assert "€57.50 received, not explained by any commission" in tab.missing.accessibleName()

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
