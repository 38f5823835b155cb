"""The table of commissions: fetched by page, sorted and narrowed by the ledger, summed, copied, assigned."""

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication

from consultant_desk.domain.earnings.states import Status
from consultant_desk.services.rows.earnings import CommissionFilter, CommissionSort
from tests.ui.earnings.conftest import NOW
from tests.ui.earnings.doubles import LedgerDouble
from ui.earnings.client_popover import ClientPopover
from ui.earnings.commission_table import PRODUCT
from ui.earnings.periods import PeriodSheet, period_of
from ui.earnings.sums_foot import GAP
from ui.models.paged import KEPT, PAGE, PagedModel
from ui.pages import page_specs
from ui.window import Window

TODAY = NOW.today()


@pytest.fixture
def tab(ledger, page):
    page.ledger.show_tab("commissions")
    return page.ledger.commissions


def first_cells(tab, row=0):
    model = tab.table.paged
    return [model.index(row, column).data() for column in range(model.columnCount())]


def shown(tab, qtbot, row=0):
    """The cells of a row once they were fetched."""
    qtbot.waitUntil(lambda: first_cells(tab, row)[0] != "…")
    return first_cells(tab, row)


class TestFetching:
    def test_rows_come_after_the_keys(self, tab, qtbot):
        assert tab.table.paged.rowCount() == 148
        assert shown(tab, qtbot)[1:] == [
            "Harbour Street Dental", "Woodgrove Books", "Team plan", "NW-0000148", "Pending", "€97.48",
        ]  # fmt: skip

    def test_a_row_that_is_under_way_says_so(self, qtbot):
        model = PagedModel((), None)
        model.show_keys(range(10))
        assert model.row_at(3) is None
        qtbot.waitSignal(model.missed, timeout=1000).wait()

    def test_only_pages_in_view_are_fetched(self, desk, window, qtbot):
        ledger = desk.__dict__["earnings"] = LedgerDouble(1_000_000)
        page = window.current_page()
        page.refresh(None)
        page.ledger.show_tab("commissions")
        table = page.ledger.commissions.table
        qtbot.waitUntil(lambda: table.current_row() is not None)
        table.scrollTo(table.paged.index(500_000, 0))
        table.viewport().repaint()
        qtbot.waitUntil(lambda: table.paged.index(500_000, 0).data() != "…")
        assert sum(ledger.fetched) <= 8 * PAGE

    def test_no_more_pages_are_kept_than_are_useful(self):
        model = PagedModel(())
        model.show_keys(range(1_000_000))
        for page in range(KEPT + 20):
            model.take(model.generation, {page: list(range(PAGE))})
        assert model.row_at(0) is None
        assert model.row_at((KEPT + 19) * PAGE) == 0

    def test_pages_of_former_keys_are_let_go(self):
        model = PagedModel(())
        model.show_keys(range(10))
        former = model.generation
        model.show_keys(range(5))
        model.take(former, {0: ["old"] * 10})
        assert model.row_at(0) is None


class TestSorting:
    def test_the_newest_come_first(self, tab, ledger):
        assert ledger.asked[-1][1:] == (CommissionSort.DATE, True)

    def test_a_click_on_a_header_sorts_in_the_ledger_and_a_second_one_turns_it(self, tab, ledger):
        header = tab.table.horizontalHeader()
        header.sectionClicked.emit(1)
        assert ledger.asked[-1][1:] == (CommissionSort.CLIENT, False)
        header.sectionClicked.emit(1)
        assert ledger.asked[-1][1:] == (CommissionSort.CLIENT, True)
        assert header.sortIndicatorSection() == 1

    def test_the_largest_amounts_come_first(self, tab, ledger):
        tab.table.horizontalHeader().sectionClicked.emit(6)
        assert ledger.asked[-1][1:] == (CommissionSort.AMOUNT, True)

    def test_a_column_that_does_not_sort_leaves_the_arrow_where_it_was(self, tab, ledger):
        asked = len(ledger.asked)
        tab.table.horizontalHeader().sectionClicked.emit(4)
        assert len(ledger.asked) == asked
        assert tab.table.horizontalHeader().sortIndicatorSection() == 0

    def test_the_current_row_stays_current(self, tab, qtbot):
        tab.table.go_to(3)
        key = tab.table.current_key()
        tab.table.horizontalHeader().sectionClicked.emit(1)
        assert tab.table.current_key() == key


class TestNarrowing:
    def wanted(self, tab, ledger):
        tab._keys_soon.timeout.emit()
        return ledger.asked[-1][0]

    def test_by_words(self, tab, ledger):
        tab.bar.search.setText(" kestrel ")
        assert self.wanted(tab, ledger) == CommissionFilter(text="kestrel")

    def test_by_states(self, tab, ledger, qtbot):
        for status in (Status.PAID, Status.REVERSED):
            qtbot.mouseClick(tab.bar.states[status], Qt.MouseButton.LeftButton)
        assert self.wanted(tab, ledger).statuses == {Status.PAID, Status.REVERSED}

    def test_by_programme_and_those_without_a_client(self, tab, ledger, qtbot):
        tab.bar.programme.chosen.emit("nw")
        tab.bar.unassigned.click()
        wanted = self.wanted(tab, ledger)
        assert (wanted.programme_id, wanted.unassigned) == ("nw", True)

    def test_by_client(self, tab, ledger, desk, qtbot):
        tab.bar.client.click()
        popover = tab.findChild(ClientPopover)
        qtbot.keyClicks(popover.search, "orla")
        qtbot.keyClick(popover.search, Qt.Key.Key_Return)
        client = next(one.id for one in desk.clients.list() if one.name == "Orla Physio")
        assert self.wanted(tab, ledger).client_id == client
        assert tab.bar.client.text() == "Orla Physio"

    def test_by_other_days(self, tab, ledger, window):
        tab.bar.period.chosen.emit("other")
        sheet = window.findChild(PeriodSheet)
        sheet.first.setText("2026-03-01")
        sheet.last.setText("2026-03-15")
        sheet.take()
        wanted = self.wanted(tab, ledger)
        assert (wanted.date_from, wanted.date_to) == ("2026-03-01", "2026-03-15")
        assert tab.bar.period.text() == "1 Mar 2026 to 15 Mar 2026"

    def test_days_the_wrong_way_round_are_refused(self, tab, window):
        tab.bar.period.chosen.emit("other")
        sheet = window.findChild(PeriodSheet)
        sheet.first.setText("2026-03-16")
        sheet.last.setText("2026-03-15")
        sheet.take()
        assert sheet.problem.text() == "The first day lies after the last."
        sheet.reject()

    def test_escape_shows_all_again_and_then_the_overview(self, tab, page, ledger, qtbot):
        tab.bar.search.setText("kestrel")
        tab.table.setFocus()
        qtbot.keyClick(tab.table, Qt.Key.Key_Escape)
        assert tab.bar.is_plain
        qtbot.keyClick(tab.table, Qt.Key.Key_Escape)
        assert page.ledger.tab == "overview"

    @pytest.mark.parametrize(
        ("name", "days"),
        [
            ("2026-02", ("2026-02-01", "2026-02-28")),
            ("2024-02", ("2024-02-01", "2024-02-29")),
            ("year", ("2026-01-01", "2026-12-31")),
            ("last year", ("2025-01-01", "2025-12-31")),
            ("90 days", ("2026-08-22", "2026-11-19")),
            ("", ("", "")),
        ],
    )
    def test_periods_have_both_ends(self, name, days):
        assert period_of(name, TODAY) == days


class TestSeeking:
    def test_a_filter_that_leaves_the_commission_out_is_cleared(self, tab, page, qtbot):
        tab.narrow(CommissionFilter(text="kestrel"))
        page.focus_record("commission", "c7")
        assert tab.bar.is_plain
        assert tab.bar.search.text() == ""
        assert tab.table.paged.rowCount() == 148
        assert tab.table.current_key() == 7
        qtbot.waitUntil(lambda: tab.table.current_row() is not None)
        assert tab.detail.sheet.row.external_id == "NW-0000007"

    def test_a_filter_that_holds_it_stays(self, tab, page, qtbot):
        tab.narrow(CommissionFilter(text="kestrel"))
        page.focus_record("commission", "c20")
        assert tab.bar.filter == CommissionFilter(text="kestrel")
        assert tab.table.current_key() == 20
        qtbot.waitUntil(lambda: tab.table.current_row() is not None)
        assert tab.detail.sheet.row.external_id == "NW-0000020"


class TestSums:
    def test_the_foot_sums_by_currency_and_state(self, tab):
        assert tab.foot.all.text().replace("\N{NO-BREAK SPACE}", " ") == (
            "148 lines    €  paid 9,079.50, approved 2,347.16, pending 1,222.76, reversed 96.00, net 12,649.42"
            "    US$  approved 38.00, net 38.00"
        )

    def test_a_selection_is_summed_too(self, tab, qtbot):
        tab.table.selectAll()
        qtbot.waitUntil(tab.foot.picked.isVisible)
        assert tab.foot.picked.text().startswith(f"148 lines selected    €{GAP}paid")
        tab.table.go_to(0)
        qtbot.waitUntil(lambda: not tab.foot.picked.isVisible())


class TestActing:
    def test_enter_shows_the_history(self, tab, qtbot):
        shown(tab, qtbot)
        qtbot.keyClick(tab.table, Qt.Key.Key_Return)
        assert tab.detail.isVisible()
        heard = [tab.detail.history.itemAt(place).widget().accessibleName() for place in range(2)]
        assert heard[0].startswith("2 Nov 2026  €97.48, approved, paid, november.csv, line 4, decides the state")
        qtbot.keyClick(tab.table, Qt.Key.Key_Escape)
        assert not tab.detail.isVisible()

    def test_the_details_of_a_reversed_one_say_what_was_taken_back(self, tab, qtbot):
        tab.open_record("c3")
        qtbot.waitUntil(tab.detail.isVisible)
        assert "Taken back: €96.03" in tab.detail.facts.accessibleDescription()
        tab.open_record("c2")
        assert "Taken back" not in tab.detail.facts.accessibleDescription()

    def test_beside_the_details_a_small_window_still_shows_the_amount(self, tab, window, qtbot):
        window.resize(1024, 700)
        qtbot.keyClick(tab.table, Qt.Key.Key_Return)
        qtbot.waitUntil(tab.detail.isVisible)
        assert tab.table.isColumnHidden(PRODUCT)
        qtbot.waitUntil(lambda: tab.table.horizontalHeader().length() <= tab.table.viewport().width())
        window.resize(1440, 900)
        qtbot.waitUntil(lambda: not tab.table.isColumnHidden(PRODUCT))

    def test_the_details_follow_the_current_row(self, tab, qtbot):
        shown(tab, qtbot)
        qtbot.keyClick(tab.table, Qt.Key.Key_Return)
        qtbot.keyClick(tab.table, Qt.Key.Key_J)
        assert tab.detail.sheet.row.external_id == "NW-0000147"

    def test_a_client_is_assigned_to_the_selection(self, tab, ledger, desk, window, qtbot):
        shown(tab, qtbot)
        tab.table.selectAll()
        qtbot.waitUntil(tab.foot.assign.isVisible)
        tab.foot.assign.click()
        popover = tab.findChild(ClientPopover)
        qtbot.keyClicks(popover.search, "kestrel")
        qtbot.keyClick(popover.search, Qt.Key.Key_Return)
        client = next(one.id for one in desk.clients.list() if one.name == "Kestrel Joinery")
        assert ledger.assigned[-1][1] == client
        assert len(ledger.assigned[-1][0]) == 148
        assert window.toast.message == "148 commissions assigned to Kestrel Joinery"

    def test_focus_and_selection_stay_in_the_table(self, tab, window, qtbot):
        shown(tab, qtbot)
        for place in (3, 4, 9):
            tab.table.selectionModel().select(
                tab.table.paged.index(place, 0),
                QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows,
            )
        picked = sorted(tab.table.picked_keys())
        qtbot.waitUntil(tab.foot.assign.isVisible)
        tab.foot.assign.setFocus()
        tab.foot.assign.click()
        popover = tab.findChild(ClientPopover)
        qtbot.keyClicks(popover.search, "kestrel")
        qtbot.keyClick(popover.search, Qt.Key.Key_Return)
        tab.read()
        assert len(picked) == 4
        assert sorted(tab.table.picked_keys()) == picked
        assert window.focusWidget() is tab.table

    def test_enter_takes_the_current_line_before_anything_is_typed(self, tab, ledger, desk, qtbot):
        shown(tab, qtbot)
        tab.assign()
        popover = tab.findChild(ClientPopover)
        current = popover.list.current_key()
        assert next(one.name for one in desk.clients.list() if one.id == current) == tab.table.current_row().client
        qtbot.keyClick(popover.search, Qt.Key.Key_Return)
        assert ledger.assigned[-1][1] == current

    def test_no_client_is_a_line_that_can_be_taken(self, tab, ledger, qtbot):
        shown(tab, qtbot)
        tab.assign()
        popover = tab.findChild(ClientPopover)
        popover.list.choose("")
        qtbot.keyClick(popover.search, Qt.Key.Key_Return)
        assert ledger.assigned[-1][1] is None

    def test_rows_are_copied_for_a_spreadsheet(self, tab, qtbot):
        shown(tab, qtbot)
        qtbot.keyClick(tab.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        lines = QGuiApplication.clipboard().text().splitlines()
        assert lines[0].split("\t")[:2] == ["Date", "Client"]
        assert lines[1].split("\t")[-2:] == ["97.48", "EUR"]

    def test_what_is_shown_is_saved_as_csv(self, tab, tmp_path, window, monkeypatch):
        target = tmp_path / "out"
        monkeypatch.setattr("ui.file_dialogs.QFileDialog.getSaveFileName", lambda *_: (str(target), ""))
        assert window.commands.run("earnings.csv")
        assert (tmp_path / "out.csv").read_bytes() == b"date,client\n"

    def test_an_empty_filter_offers_to_show_all(self, desk, window):
        desk.__dict__["earnings"] = LedgerDouble(5)
        page = window.current_page()
        page.refresh(None)
        page.ledger.show_tab("commissions")
        page.ledger.commissions.narrow(CommissionFilter(text="nothing like it"))
        assert page.ledger.commissions._nothing.isVisible()


def test_reading_goes_on_off_the_ui_thread(desk, settings, show, jobs, qtbot):
    desk.__dict__["earnings"] = LedgerDouble(1_000_000)
    window = show(Window(page_specs(), settings, jobs, NOW), 1440, 900)
    window.open_desk(desk, "earnings")
    page = window.current_page()
    qtbot.waitUntil(lambda: page.ledger.overview is not None)
    page.ledger.show_tab("commissions")
    qtbot.waitUntil(lambda: page.ledger.commissions.table.current_row() is not None)
    page.ledger.commissions.table.go_to(999_999)
    qtbot.waitUntil(lambda: page.ledger.commissions.table.current_row() is not None)
    assert page.ledger.commissions.table.current_row().external_id == "NW-0000001"
