"""A payout that nothing explains is matched by hand: commissions are ticked, and the rest gets a reason."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton

from consultant_desk.services.rows.payouts import PayoutDraft
from ui.earnings.pick_sheet import PickDialog

HEAD = "Transaction ID,Date,Program,Commission,Currency,Status,Payment ID,Reference,Original ID"
LINES = (
    "A,2026-03-01,Orbit,60.00,EUR,approved,,,",
    "B,2026-03-02,Orbit,40.00,EUR,approved,,,",
    "C,2026-03-03,Comet,55.00,EUR,approved,,,",
    "D,2026-03-04,Orbit,7.00,USD,approved,,,",
)


@pytest.fixture
def payout(desk):
    data = "\n".join((HEAD, *LINES, "")).encode()
    account = desk.statements.apply(desk.statements.open(data, "net.csv", account="net")).value.account_id
    return desk.payouts.enter(PayoutDraft(account, "2026-04-01", 9_500, "EUR", reference="P-1")).value


@pytest.fixture
def tab(window, payout):
    page = window.current_page()
    page.refresh(None)
    page.ledger.show_tab("payouts")
    return page.ledger.view("payouts")


@pytest.fixture
def sheet(tab, window, qtbot):
    tab.table.setFocus()
    qtbot.keyClick(tab.table, Qt.Key.Key_Return)
    return shown(window)


def shown(window):
    return next(one for one in window.findChildren(PickDialog) if one.isVisible())


def press(sheet, words, qtbot):
    button = next(one for one in sheet.findChildren(QAbstractButton) if one.text() == words)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def ticked(sheet):
    return sorted(line.external_id for line in sheet.table.picked.values())


def row(desk, payout):
    return next(one for one in desk.payouts.rows() if one.id == payout)


def test_enter_on_an_unexplained_payout_lists_what_is_open_in_its_currency(sheet):
    assert [line.external_id for line in sheet.table.rows_model.rows] == ["A", "B", "C"]
    assert sheet.table.hasFocus()
    assert sheet.sum.text() == "0 commissions, €0.00"
    assert not sheet.apply.isEnabled()
    sheet.reject()


def test_it_is_picked_by_keyboard_alone_and_undone_in_one_step(sheet, desk, payout, window, tab, qtbot):
    for key in (Qt.Key.Key_J, Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Space):
        qtbot.keyClick(sheet.table, key)
    assert ticked(sheet) == ["B", "C"]
    assert (sheet.sum.text(), sheet.left.text()) == ("2 commissions, €95.00", "exactly the payout")
    assert not sheet.rest.isVisible()
    qtbot.keyClick(sheet.table, Qt.Key.Key_Return)
    assert (row(desk, payout).items, row(desk, payout).state) == (2, "not seen at the bank")
    assert window.toast.message == "P-1 pays 2 commissions"
    assert tab.table.rows_model.rows[0].items == 2
    window.commands.run("edit.undo")
    assert row(desk, payout).items == 0


def test_the_button_says_why_nothing_can_be_picked(tab, desk, qtbot):
    assert tab.pick.isEnabled()
    assert tab.pick.toolTip() == ""
    qtbot.mouseClick(tab.kinds._group.button(1), Qt.MouseButton.LeftButton)
    assert not tab.pick.isEnabled()
    assert tab.pick.toolTip() == "Choose a payout in the table first."


def test_boxes_are_ticked_with_the_mouse(sheet, qtbot):
    table = sheet.table
    for place, times in ((0, 1), (1, 1), (0, 1)):
        spot = table.visualRect(table.rows_model.index(place, 0)).center()
        for _ in range(times):
            qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert ticked(sheet) == ["B"]
    spot = table.visualRect(table.rows_model.index(2, 2)).center()
    qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(spot))
    assert ticked(sheet) == ["B", "C"]
    assert table.rows_model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole) == ": ticked"
    sheet.reject()


def test_a_set_that_fits_is_ticked_at_once(sheet, qtbot):
    qtbot.mouseClick(sheet.fit, Qt.MouseButton.LeftButton)
    assert ticked(sheet) == ["B", "C"]
    sheet.reject()


def test_what_the_payout_is_short_of_gets_a_reason(sheet, desk, payout, qtbot):
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Space):
        qtbot.keyClick(sheet.table, key)
    assert sheet.left.text() == "the payout is €5.00 short"
    assert sheet.rest.isVisible()
    assert [one.value for one in sheet.rest._options] == ["open", "fee", "tax", "exchange"]
    sheet.rest.set_value("fee")
    press(sheet, "Match 2 commissions", qtbot)
    assert (row(desk, payout).gross.minor, row(desk, payout).fee.minor) == (10_000, -500)
    assert row(desk, payout).state == "not seen at the bank"


def test_what_the_payout_is_more_is_no_fee(sheet, desk, payout, qtbot):
    qtbot.keyClick(sheet.table, Qt.Key.Key_Space)
    assert sheet.left.text() == "the payout is €35.00 more"
    assert [one.value for one in sheet.rest._options] == ["open", "exchange"]
    sheet.rest.set_value("exchange")
    press(sheet, "Match 1 commission", qtbot)
    assert (row(desk, payout).items, row(desk, payout).state) == (2, "not seen at the bank")


def test_words_narrow_the_list_and_ticks_outside_it_stay(sheet, qtbot):
    qtbot.keyClick(sheet.table, Qt.Key.Key_Space)
    qtbot.keyClicks(sheet.search, "comet")
    qtbot.waitUntil(lambda: len(sheet.table.rows_model.rows) == 1)
    qtbot.keyClick(sheet.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert ticked(sheet) == ["A", "C"]
    qtbot.keyClick(sheet.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert ticked(sheet) == ["A"]
    sheet.reject()


def test_what_was_picked_is_let_go_again(tab, desk, payout, window, qtbot):
    desk.payouts.pick(payout, [line.id for line in desk.payouts.choices(payout).lines[1:]])
    tab.read()
    qtbot.mouseClick(tab.pick, Qt.MouseButton.LeftButton)
    sheet = shown(window)
    assert ticked(sheet) == ["B", "C"]
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Space):
        qtbot.keyClick(sheet.table, key)
    press(sheet, "Let all go", qtbot)
    assert (row(desk, payout).items, row(desk, payout).state) == (0, "unexplained")
    assert window.toast.message == "P-1 pays nothing now"
    window.commands.run("edit.undo")
    assert row(desk, payout).items == 2


def test_a_refusal_is_told_in_the_sheet(sheet, desk, payout, qtbot):
    desk.payouts.pick(payout, [sheet.table.rows_model.rows[2].id])
    other = desk.payouts.enter(PayoutDraft(row(desk, payout).account_id, "2026-05-01", 100, "EUR", reference="P-2"))
    sheet._sheet = desk.payouts.choices(other.value)
    qtbot.keyClick(sheet.table, Qt.Key.Key_End)
    sheet.table.open_row(2)
    sheet.take()
    assert "paid by another" in sheet.problem.text()
    sheet.reject()


def test_the_menu_offers_picking_where_the_payout_has_an_amount(tab, desk):
    assert "Pick its commissions …" in [item.text for item in tab._menu(tab.table.current_key())]
    data = "\n".join((HEAD, "Z,2026-03-01,Orbit,60.00,EUR,paid,PAY-9,,", "")).encode()
    desk.statements.apply(desk.statements.open(data, "later.csv", account="net"))
    tab.read()
    named = next(one for one in tab.table.rows_model.rows if one.reference == "PAY-9")
    assert "Pick its commissions …" not in [item.text for item in tab._menu(named.id)]
    tab.table.choose(named.id)
    assert not tab.pick.isEnabled()
