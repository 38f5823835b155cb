"""What is owed by age, each figure leading to its commissions, and the roll-forward of any period."""

import csv
import io
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from consultant_desk.domain.earnings.ageing import Age
from consultant_desk.domain.earnings.terms import Cycle, LockRule, Terms
from consultant_desk.settings import TAX_YEAR_START
from tests.ui.earnings.conftest import ORACLES
from ui.earnings.ageing import FIRST
from ui.earnings.periods import PeriodSheet

HEAD = "Transaction ID,Date,Program,Commission,Currency,Status,Payment ID,Reference,Original ID"
LINES = (
    "A,2026-11-01,Orbit,100.00,EUR,approved,,,",
    "B,2026-09-20,Orbit,40.00,EUR,approved,,,",
    "C,2026-08-20,Orbit,20.00,EUR,approved,,,",
    "D,2026-08-21,Orbit,5.00,USD,approved,,,",
    "E,2026-03-01,Orbit,60.00,EUR,paid,,,",
    "F,2026-11-02,Orbit,9.00,EUR,pending,,,",
)


@pytest.fixture
def page(window, desk):
    data = "\n".join((HEAD, *LINES, "")).encode()
    desk.statements.apply(desk.statements.open(data, "orbit.csv", account="Orbit Ltd"))
    other = "\n".join((HEAD, "X,2026-11-03,Comet,7.00,EUR,approved,,,", "")).encode()
    desk.statements.apply(desk.statements.open(other, "comet.csv", account="Comet"))
    desk.statements.apply(desk.statements.open((ORACLES / "awin.csv").read_bytes(), "awin.csv"))
    for row in desk.programmes.list():
        terms = Terms("", "EUR", percent=Decimal(10), lock=LockRule.DAYS, lock_days=30, cycle=Cycle.MONTHLY)
        desk.programmes.set_terms(row.id, terms)
    page = window.current_page()
    page.refresh(None)
    return page


@pytest.fixture
def tab(page):
    page.ledger.show_tab("balance")
    return page.ledger.view("balance")


def place_of(table, payer, currency):
    return table.rows_model.row_of(f"{payer}/{currency}")


def text_at(table, row, age):
    return table.rows_model.index(row, FIRST + list(Age).index(age)).data()


def shown(view, qtbot):
    """Return what the table of commissions shows, once its rows are there."""
    paged = view.table.paged
    qtbot.waitUntil(lambda: paged.rowCount() > 0 and paged.row_at(0) is not None)
    return [paged.row_at(place).external_id for place in range(paged.rowCount())]


class TestAgeing:
    def test_a_payer_has_a_line_for_each_currency_and_the_ages_add_up(self, tab, desk):
        table = tab.ageing.table
        place = place_of(table, "Orbit Ltd", "EUR")
        assert text_at(table, place, Age.NOT_DUE) == "100.00"
        assert text_at(table, place, Age.TO_30) == "40.00"
        assert text_at(table, place, Age.TO_60) == "20.00"
        assert table.rows_model.rows[place].total == 16000
        assert text_at(table, place_of(table, "Orbit Ltd", "USD"), Age.TO_60) == "5.00"
        assert sum(row.base or 0 for row in table.rows_model.rows if row.payer) == desk.earnings.ageing().total

    def test_a_small_window_shows_whole_names_since_ages_of_nothing_take_no_room(self, tab, window, qtbot):
        table = tab.ageing.table
        there = {age for row in table.rows_model.rows for age in row.amounts}
        hidden = {age for place, age in enumerate(Age, FIRST) if table.isColumnHidden(place)}
        assert hidden == {Age.UNDATED, Age.TO_BE_NETTED} - there
        assert hidden
        window.resize(1024, 700)
        qtbot.waitUntil(lambda: table.horizontalHeader().length() == table.viewport().width())

    def test_several_payers_of_a_currency_have_a_line_together_last(self, tab):
        rows = tab.ageing.table.rows_model.rows
        together = [row for row in rows if not row.payer]
        assert "EUR" in {row.currency for row in together}
        assert rows[-len(together) :] == together
        for row in together:
            its = [one for one in rows if one.currency == row.currency and one.payer]
            assert len(its) > 1
            assert row.total == sum(one.total for one in its)

    def test_enter_on_a_figure_shows_the_commissions_it_is_made_of(self, tab, page, qtbot):
        table = tab.ageing.table
        table.go_to(place_of(table, "Orbit Ltd", "EUR"))
        table.setFocus()
        for _ in range(FIRST + list(Age).index(Age.TO_60)):
            qtbot.keyClick(table, Qt.Key.Key_Right)
        qtbot.keyClick(table, Qt.Key.Key_Return)
        view = page.ledger.commissions
        assert page.ledger.tab == "commissions"
        assert shown(view, qtbot) == ["C"]
        assert view.bar._owed.text() == "Owed by Orbit Ltd, 31 to 60 days late, in EUR"

    def test_a_double_click_does_the_same_and_others_come_back_with_one_click(self, tab, page, qtbot):
        table = tab.ageing.table
        index = table.rows_model.index(place_of(table, "Orbit Ltd", "EUR"), FIRST)
        spot = table.visualRect(index).center()
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        view = page.ledger.commissions
        assert view.table.paged.rowCount() == 1
        qtbot.mouseClick(view.bar.leave_owed, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: view.table.paged.rowCount() > len(LINES))
        assert not view.bar.leave_owed.isVisible()

    def test_the_name_of_a_payer_leads_to_all_it_owes(self, tab, page, qtbot):
        table = tab.ageing.table
        table.go_to(place_of(table, "Orbit Ltd", "EUR"))
        qtbot.keyClick(table, Qt.Key.Key_Return)
        view = page.ledger.commissions
        assert view.table.paged.rowCount() == 3
        assert view.bar._owed.text() == "Owed by Orbit Ltd, in EUR"
        assert page.back()
        assert view.bar.is_plain

    def test_an_empty_figure_leads_nowhere(self, tab, page, qtbot):
        table = tab.ageing.table
        table.setCurrentIndex(
            table.rows_model.index(place_of(table, "Orbit Ltd", "EUR"), FIRST + list(Age).index(Age.OVER_90))
        )
        qtbot.keyClick(table, Qt.Key.Key_Return)
        assert page.ledger.tab == "balance"

    def test_the_menu_names_the_ages_there_are(self, tab, page, qtbot):
        table = tab.ageing.table
        table.go_to(place_of(table, "Orbit Ltd", "EUR"))
        items = {item.text: item.run for item in table.row_menu() if item.text}
        assert list(items) == [
            "Show all 3 items", "Not due: 1 item", "1 to 30 days late: 1 item", "31 to 60 days late: 1 item"
        ]  # fmt: skip
        items["1 to 30 days late: 1 item"]()
        assert shown(page.ledger.commissions, qtbot) == ["B"]

    def test_the_column_in_the_base_currency_says_that_its_lines_are_rounded_to_add_up(self, tab):
        model = tab.ageing.table.rows_model
        tips = [
            model.headerData(place, Qt.Orientation.Horizontal, int(Qt.ItemDataRole.ToolTipRole))
            for place in range(model.columnCount())
        ]
        assert [bool(tip) for tip in tips] == [title == "In base currency" for title in (
            column.title for column in model.columns
        )]  # fmt: skip
        assert "rounded so that the lines add up to the total" in tips[-1]

    def test_it_is_saved_as_csv(self, tab, tmp_path, monkeypatch):
        target = tmp_path / "owed.csv"
        monkeypatch.setattr("ui.file_dialogs.QFileDialog.getSaveFileName", lambda *_: (str(target), ""))
        tab.csv.click()
        rows = list(csv.DictReader(io.StringIO(target.read_text("utf-8-sig"))))
        assert {
            (row["Age in days"], row["Amount"])
            for row in rows
            if row["Payer"] == "Orbit Ltd" and row["Currency"] == "EUR"
        } == {("not due", "100.00"), ("1 to 30", "40.00"), ("31 to 60", "20.00")}

    def test_when_nothing_is_owed_it_says_so(self, window, desk):
        window.current_page().ledger.show_tab("balance")
        part = window.current_page().ledger.view("balance").ageing
        assert not part.nothing.isHidden()
        assert part.table.isHidden()


class TestRollForward:
    @pytest.fixture
    def part(self, tab, qtbot):
        qtbot.mouseClick(tab.kinds._group.button(1), Qt.MouseButton.LeftButton)
        return tab.moved

    def row(self, part, account, currency="EUR"):
        return next(row for row in part.table.rows_model.rows if (row.account, row.currency) == (account, currency))

    def test_opening_earned_reversed_and_paid_come_to_closing_which_is_what_is_open(self, part, tab, desk):
        orbit = self.row(part, "Orbit Ltd")
        assert (orbit.opening, orbit.earned, orbit.reversed, orbit.paid, orbit.closing) == (0, 22000, 0, 6000, 16000)
        assert orbit.open_now == 16000
        assert all(row.ties for row in part.table.rows_model.rows)
        assert tab.words.text().startswith("1 Jan 2026 to 31 Dec 2026. Every line ties, also with what is open now.")
        assert part.table.rows_model.index(0, 8).data() == "Ties"
        assert not part.broken.isVisible()

    def test_enter_shows_what_a_line_is_made_of_and_others_come_back(self, part, page, qtbot):
        part.table.go_to(next(n for n, row in enumerate(part.table.rows_model.rows) if row.currency == "USD"))
        part.table.setFocus()
        qtbot.keyClick(part.table, Qt.Key.Key_Return)
        view = page.ledger.commissions
        assert shown(view, qtbot) == ["D"]
        assert view.bar._owed.text() == "Of Orbit Ltd, in USD"
        qtbot.mouseClick(view.bar.leave_owed, Qt.MouseButton.LeftButton)
        assert view.bar.filter.account_id == ""
        assert not view.bar.leave_owed.isVisible()

    def test_the_line_of_all_accounts_leads_to_those_of_its_currency(self, part, page, qtbot):
        together = next(n for n, row in enumerate(part.table.rows_model.rows) if not row.account_id)
        currency = part.table.rows_model.rows[together].currency
        part.table.open_row(together)
        view = page.ledger.commissions
        shown(view, qtbot)
        assert view.bar._owed.text() == f"Of all accounts, in {currency}"
        assert view.bar.filter.date_to == "2026-12-31"

    def test_it_is_of_any_two_days(self, part, tab, window, desk):
        part.period.chosen.emit("other")
        sheet = window.findChild(PeriodSheet)
        sheet.first.setText("2026-03-02")
        sheet.last.setText("2026-10-31")
        sheet.take()
        first = desk.earnings.roll_forward(*part._days()).rows
        assert [row for row in part.table.rows_model.rows if row.account_id] == list(first)
        assert tab.words.text().startswith("2 Mar 2026 to 31 Oct 2026. Every line ties. ")
        assert part.table.isColumnHidden(7)

    def test_an_open_beginning_has_nothing_before_it(self, part, tab):
        part.period.chosen.emit("")
        assert all(row.opening == 0 for row in part.table.rows_model.rows)
        assert tab.words.text().startswith("Until 19 Nov 2026")

    def test_a_line_that_does_not_tie_is_told(self, part, desk, monkeypatch):
        monkeypatch.setattr("consultant_desk.services.earnings.moves.open_by_account", lambda _session: {})
        part.read()
        assert part.broken.isVisible()
        place = part.table.rows_model.rows.index(self.row(part, "Orbit Ltd"))
        assert part.table.rows_model.index(place, 8).data() == "Off by −€160.00"

    def test_this_tax_year_follows_the_setting_as_soon_as_it_is_seen_again(self, part, window, desk, settings):
        window.go("settings")
        settings.set(TAX_YEAR_START, "04-06")
        window.go("earnings")
        assert part.period.text() == "This tax year"
        assert part.period.days == ("2026-04-06", "2027-04-05")
        shown = [row for row in part.table.rows_model.rows if row.account_id]
        assert shown == list(desk.earnings.roll_forward(*part._days()).rows)

    def test_other_days_stay_whatever_the_setting_is(self, part, window, settings):
        part.period.chosen.emit("year")
        settings.set(TAX_YEAR_START, "04-06")
        part.read()
        assert part.period.days == ("2026-01-01", "2026-12-31")

    def test_the_tax_year_is_offered_where_it_is_not_the_calendar_year(self, window, desk, settings):
        settings.set(TAX_YEAR_START, "04-06")
        window.commands.run("earnings.roll_forward")
        part = window.current_page().ledger.view("balance").moved
        assert part.period.text() == "This tax year"
        assert part.period.days == ("2026-04-06", "2027-04-05")

    def test_it_is_saved_as_csv(self, part, tab, tmp_path, monkeypatch):
        names = []

        def ask(_parent, _title, name, _kinds):
            names.append(Path(name).name)
            return str(tmp_path / names[-1]), ""

        monkeypatch.setattr("ui.file_dialogs.QFileDialog.getSaveFileName", ask)
        tab.csv.click()
        assert names == ["roll-forward 2026-01-01 to 2026-12-31.csv"]
        rows = list(csv.DictReader(io.StringIO((tmp_path / names[0]).read_text("utf-8-sig"))))
        assert {row["Ties"] for row in rows} == {"yes"}
        assert any(row["Account"] == "Orbit Ltd" and row["Closing"] == "160.00" for row in rows)


def test_f6_walks_through_what_is_shown(tab, qtbot):
    assert tab.panes() == (tab.ageing, tab.kinds)
    tab.show_part("moved")
    assert tab.panes() == (tab.moved, tab.kinds, tab.moved.period)
