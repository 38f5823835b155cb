"""Today as a person uses it: what is shown, and acting on a row by key and by mouse."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtWidgets import QApplication, QMenu
from shiboken6 import isValid

from consultant_desk.domain.earnings.terms import Cycle, LockRule, Terms
from consultant_desk.domain.money import Money
from consultant_desk.services.rows.today import OverdueMoney
from tests.ui.scene import CLOCK, TODAY, ahead
from ui.pages import page_specs
from ui.today.day_list import EDGE, deed_rects
from ui.today.follow_up import FollowUpSheet, snooze_dates
from ui.today.rows import OVERDUE, Deed, today_rows
from ui.window import Window


@pytest.fixture
def desk(filled):
    return filled


@pytest.fixture
def window(show, settings, inline_jobs, desk):
    made = show(Window(page_specs(), settings, inline_jobs, CLOCK), 1440, 900)
    made.open_desk(desk, "today")
    return made


@pytest.fixture
def page(window):
    return window.current_page()


def titles(page):
    return [row.title for row in page.list.rows]


def sheet_of(window, kind):
    return next(child for child in window.findChildren(kind) if child.isVisible())


def test_the_title_is_the_day_and_counts_what_waits(page):
    assert page.title_bar.title == "Thursday 19 November"
    assert page.title_bar.state == "5 things, 2 of them late"


def test_groups_come_in_a_fixed_order_and_empty_ones_are_left_out(page):
    assert [row.title for row in page.list.rows if row.heading] == ["Follow-ups", "Gone quiet"]


def test_the_oldest_follow_up_comes_first_and_says_how_late_it_is(page):
    first = page.list.rows[1]
    assert (first.title, first.lateness, first.tone) == ("Kestrel Joinery", "2 d late", "bad")


def test_j_and_k_move_over_the_headings(page, qtbot):
    for _ in range(4):
        qtbot.keyClick(page.list, Qt.Key.Key_J)
    assert page.list.row(page.list.current_key()).title == "Saltmarsh Brewing"
    qtbot.keyClick(page.list, Qt.Key.Key_K)
    assert page.list.current_key() == page.list.rows[4].key


def test_d_marks_a_follow_up_as_done_and_undo_brings_it_back(page, window, qtbot):
    qtbot.keyClick(page.list, Qt.Key.Key_D)
    assert "Kestrel Joinery" not in titles(page)
    assert window.toast.message == "Done: 90 days: are all 12 seats used?"
    qtbot.keyClick(page.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert "Kestrel Joinery" in titles(page)


def test_the_next_row_is_current_after_one_was_done(page, qtbot):
    qtbot.keyClick(page.list, Qt.Key.Key_D)
    assert page.list.row(page.list.current_key()).title == titles(page)[1]
    assert page.list.hasFocus()


def test_z_offers_dates_and_puts_a_follow_up_off(page, desk, qtbot):
    qtbot.keyClick(page.list, Qt.Key.Key_Z)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [action.text().split("\t")[0] for action in menu.actions()][:2] == ["Tomorrow", "In 3 days"]
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert "Kestrel Joinery" not in titles(page)
    assert [task.due_on for task in desk.tasks.list() if task.client == "Kestrel Joinery"] == [ahead(1)]


def test_a_click_on_a_button_of_a_row_acts(page, qtbot):
    row = page.list.rows[1]
    index = page.list.model().index(1, 0)
    rect = QRectF(page.list.visualRect(index)).adjusted(EDGE, 0, -EDGE, 0)
    box = dict(deed_rects(row, rect))[Deed.DONE]
    qtbot.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(*map(int, box.center().toTuple())))
    assert "Kestrel Joinery" not in titles(page)


def test_a_quiet_engagement_offers_to_plan_a_follow_up(page, window, qtbot):
    for _ in range(4):
        qtbot.keyClick(page.list, Qt.Key.Key_J)
    qtbot.keyClick(page.list, Qt.Key.Key_Z)
    sheet = sheet_of(window, FollowUpSheet)
    assert sheet.client.text() == "Saltmarsh Brewing"
    sheet.reject()


class TestNewFollowUp:
    @pytest.fixture
    def sheet(self, page, window):
        page.new_follow_up()
        made = sheet_of(window, FollowUpSheet)
        yield made
        if isValid(made):
            made.reject()

    def test_it_is_planned_for_the_client_and_the_day_typed(self, sheet, desk, qtbot):
        qtbot.keyClicks(sheet.text, "Send the offer")
        qtbot.keyClicks(sheet.client, "harbour bakeries")
        sheet.due.setText("+2w")
        sheet.plan()
        found = [task for task in desk.tasks.list() if task.text == "Send the offer"]
        assert [(task.client, task.due_on) for task in found] == [("Harbour Bakeries", ahead(14))]

    def test_the_first_field_has_the_keyboard(self, sheet, qtbot):
        qtbot.waitUntil(sheet.text.hasFocus)

    def test_it_says_what_is_missing(self, sheet, desk):
        before = len(desk.tasks.list())
        sheet.plan()
        assert sheet.problem.text() == "Say in a few words what is to be done."
        assert len(desk.tasks.list()) == before

    def test_it_refuses_a_client_there_is_none_of(self, sheet, qtbot):
        qtbot.keyClicks(sheet.text, "Call")
        sheet.client.setText("<b>Nobody</b>")
        sheet.plan()
        assert "“<b>Nobody</b>”" in sheet.problem.text()


def test_dates_to_put_off_to_are_all_ahead():
    assert all(day > TODAY for _name, day in snooze_dates(TODAY))
    assert dict(snooze_dates(TODAY))["Next Monday"].weekday() == 0


def test_a_day_with_nothing_to_do_teaches(show, settings, inline_jobs, tmp_path):
    from consultant_desk.desk import Desk

    with Desk.create(tmp_path / "New.desk", name="New", clock=CLOCK) as desk:
        window = show(Window(page_specs(), settings, inline_jobs, CLOCK), 1024, 700)
        window.open_desk(desk, "today")
        assert window.current_page().title_bar.state == "nothing waits for you"
        assert window.current_page()._empty.isVisible()


class TestEarnings:
    @pytest.fixture
    def desk(self, filled):
        head = "Transaction ID,Date,Program,Commission,Currency,Status,Payment ID,Reference,Original ID"
        rows = (
            "A,2026-08-01,Orbit,20.00,EUR,approved,,,", "B,2026-09-01,Orbit,9.75,EUR,approved,,,",
            "E,2026-08-01,Orbit,7.00,EUR,nobody knows,,,",
        )  # fmt: skip
        data = "\n".join((head, *rows, "")).encode()
        filled.statements.apply(filled.statements.open(data, "orbit.csv", account="Orbit"))
        (programme,) = filled.programmes.list()
        terms = Terms("", "EUR", lock=LockRule.DAYS, lock_days=30, cycle=Cycle.MONTHLY)
        filled.programmes.set_terms(programme.id, terms)
        return filled

    def test_overdue_money_and_rows_to_decide_are_listed_and_counted(self, page):
        rows = {row.key: row for row in page.list.rows}
        assert rows["earnings:overdue"].text == "2 commissions are overdue, €29.75"
        assert rows["earnings:decide"].text == "1 row of a statement waits for a decision"
        assert page.title_bar.state == "7 things, 3 of them late"

    def test_what_lacks_a_rate_is_counted_beside_the_sum(self, page, desk):
        overdue = OverdueMoney(3, Money(2_975, "EUR"), 1, 79)
        (row,) = [row for row in today_rows(replace(desk.today.sheet(), overdue=overdue)) if row.key == OVERDUE]
        assert row.text == "3 commissions are overdue, €29.75 and 1 without a rate"

    def test_they_lead_to_the_overview_and_to_the_decision(self, page, window):
        page.list.asked.emit(Deed.OPEN, "earnings:overdue")
        earnings = window.current_page()
        assert (earnings.title_bar.title, earnings.ledger.tab) == ("Earnings", "overview")
        earnings.ledger.show_tab("tax")
        window.go("today")
        page.list.asked.emit(Deed.OPEN, "earnings:decide")
        assert window.current_page() is earnings
        assert earnings.is_importing
