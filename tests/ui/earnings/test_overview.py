"""The overview as it is read and worked with."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from consultant_desk.domain.earnings.reasons import Action, Urgency
from consultant_desk.domain.money import Money
from tests.ui.earnings.figures import ITEMS, NOTHING, OVERVIEW, PROGRAMMES, TILES
from ui.earnings.letter_sheet import LetterSheet
from ui.earnings.open_items import ACTION_COLUMN, button_box
from ui.theme import theme
from ui.today.follow_up import FollowUpSheet
from ui.widgets.painting import text_width
from ui.widgets.table import NUMBER_PAD, PAD


@pytest.fixture
def overview(ledger, page):
    return page.ledger.overview


def column(table, place):
    model = table.rows_model
    return [model.index(row, place).data() for row in range(model.rowCount())]


def test_the_title_says_the_year_and_the_currency(overview, page):
    assert page.title_bar.state == "2026, in euro at the day’s ECB rate"


def test_amounts_without_a_rate_are_counted_in_the_title(ledger, page):
    ledger.shown = replace(OVERVIEW, tiles=replace(TILES, missing=3))
    page.refresh(None)
    assert page.title_bar.state == "2026, in euro at the day’s ECB rate; 3 amounts without a rate are left out"


def test_a_tile_of_amounts_without_a_rate_does_not_say_nothing(ledger, page):
    nothing = {name: Money(0, "EUR") for name in ("paid", "approved", "pending", "expected_low", "expected_high")}
    lacking = dict.fromkeys(("paid", "approved", "expected"), 1)
    ledger.shown = replace(OVERVIEW, tiles=replace(TILES, **nothing, missing=3, lacking=lacking))
    page.refresh(None)
    tiles = page.ledger.overview.tiles
    shown = [tile.figure.text() for tile in (tiles.paid, tiles.approved, tiles.pending, tiles.expected)]
    assert shown == ["no rate known", "no rate known", "€0.00", "no rate known"]


def test_the_tiles_show_what_is_paid_owed_pending_and_expected(overview):
    tiles = overview.tiles
    assert [tile.figure.text() for tile in (tiles.paid, tiles.approved, tiles.pending, tiles.expected)] == [
        "€9,079.50", "€2,347.16", "€1,222.76", "€2,810 – €3,570",
    ]  # fmt: skip
    assert tiles.paid.note.text() == "28 payouts, all matched to the bank"
    assert tiles.approved.note.text() == "€1,505.16 overdue, 5 items"


def test_payouts_the_bank_does_not_know_are_counted(ledger, page):
    ledger.shown = replace(OVERVIEW, tiles=replace(TILES, unmatched=2))
    page.refresh(None)
    assert page.ledger.overview.tiles.paid.note.text() == "28 payouts, 2 not found at the bank"


def test_the_chart_tells_each_month_by_state(overview):
    told = [mark.tip for mark in overview.chart.marks()]
    assert told[0] == "December 2025: €874.00, paid €874.00"
    assert told[8] == "August 2026: €1,593.00, paid €260.00, approved €1,333.00"
    assert told[-1] == "November 2026: €429.00, pending €429.00"


def test_enter_on_a_month_shows_its_commissions(overview, page, ledger, qtbot):
    overview.chart.setFocus()
    qtbot.keyClick(overview.chart, Qt.Key.Key_End)
    qtbot.keyClick(overview.chart, Qt.Key.Key_Return)
    assert page.ledger.tab == "commissions"
    wanted = ledger.asked[-1][0]
    assert (wanted.date_from, wanted.date_to) == ("2026-11-01", "2026-11-30")
    assert page.ledger.commissions.bar.period.text() == "This month"


def test_programmes_end_with_their_total(overview):
    assert column(overview.programmes, 0)[-1] == "Total"
    assert [column(overview.programmes, place)[-1] for place in (1, 2, 3)] == ["9,080", "2,347", "1,223"]
    assert column(overview.programmes, 2)[2] == "–"


def test_enter_on_a_programme_shows_its_commissions(overview, page, ledger, qtbot):
    overview.programmes.go_to(1)
    qtbot.keyClick(overview.programmes, Qt.Key.Key_Return)
    assert ledger.asked[-1][0].programme_id == "aw"
    assert page.ledger.commissions.bar.programme.text() == "Adventure Works Payroll"


def test_open_items_come_by_lateness_with_reason_and_action(overview):
    assert column(overview.items.table, 0)[:3] == ["Kestrel Joinery", "Harbour Street Dental", "Moorland Hotels"]
    assert column(overview.items.table, 3)[0] == "15 Oct"
    assert column(overview.items.table, 4) == ["35 d", "19 d", "19 d", "9 d", "2 d", "", "", ""]
    assert column(overview.items.table, ACTION_COLUMN)[:5] == ["Ask programme", "Dispute", "Renew form", "", "Import"]


def test_how_urgent_an_item_is_can_be_heard(overview):
    model = overview.items.table.rows_model
    heard = [model.index(row, 5).data(Qt.ItemDataRole.AccessibleTextRole) for row in (0, 3, 7)]
    assert heard == [
        "Reason: late, Not in the last statement of 2 Nov",
        "Reason: to look at, Below payout threshold: USD 38.00 of 50.00",
        "Reason: waiting, Paid quarterly",
    ]


def test_an_amount_without_a_rate_keeps_its_own_currency(ledger, page):
    foreign = replace(ITEMS[0], amount=Money(1500, "KWD"), base=None)
    ledger.shown = replace(OVERVIEW, open_items=(foreign,))
    page.refresh(None)
    table = page.ledger.overview.items.table
    assert column(table, 2) == ["KWD\N{NO-BREAK SPACE}1.500"] or column(table, 2) == ["KWD1.500"]


def test_asking_shows_a_letter_with_the_facts_which_is_copied_and_not_sent(overview, window, qtbot):
    overview.items.table.choose("item1/")
    qtbot.keyClick(overview.items.table, Qt.Key.Key_A)
    sheet = next(one for one in window.findChildren(LetterSheet) if one.isVisible())
    assert sheet.windowTitle() == "Letter to Northwind Partners"
    sheet.text.setPlainText(f"Dear Ada,\n{sheet.text.toPlainText()}")
    sheet.copy()
    assert QGuiApplication.clipboard().text() == f"Dear Ada,\nAbout {ITEMS[0].id}"
    assert window.toast.message == "The letter is on the clipboard. Nothing was sent."


def test_with_the_letter_goes_a_follow_up_for_its_answer(overview, window, qtbot):
    overview.items.table.choose("item1/")
    qtbot.keyClick(overview.items.table, Qt.Key.Key_A)
    next(one for one in window.findChildren(LetterSheet) if one.isVisible()).follow_up()
    planned = next(one for one in window.findChildren(FollowUpSheet) if one.isVisible())
    assert planned.text.text() == "Answer of Northwind Partners about €264.40"
    planned.reject()


def test_a_late_item_can_be_disputed_from_its_menu(overview, page, qtbot):
    acted = []
    page.ledger.act.connect(acted.append)
    overview.items.table.choose("item1/")
    menu = {item.text: item for item in overview.items.table._offered("item1/")}
    assert "Dispute …" in menu
    overview.items.act.disconnect()
    overview.items.table.act.connect(acted.append)
    menu["Dispute …"].run()
    assert acted[-1].action is Action.DISPUTE


def test_the_button_of_a_row_can_be_clicked(overview, window, qtbot):
    table = overview.items.table
    index = table.rows_model.index(2, ACTION_COLUMN)
    box = button_box(table.visualRect(index).toRectF(), index.data())
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=box.center().toPoint())
    sheet = next(one for one in window.findChildren(FollowUpSheet) if one.isVisible())
    assert sheet.text.text() == "Renew the tax form at Woodgrove Books"
    sheet.reject()


def test_import_as_an_action_asks_for_the_file(overview, page, qtbot, monkeypatch):
    asked = []
    monkeypatch.setattr("ui.file_dialogs.QFileDialog.getOpenFileName", lambda *args: asked.append(args[1]) or ("", ""))
    overview.items.table.choose("item5/")
    qtbot.keyClick(overview.items.table, Qt.Key.Key_A)
    assert asked == ["Import a statement"]


def test_items_are_narrowed_by_urgency_and_programme(overview):
    overview.items.narrow(Urgency.WRONG)
    assert len(column(overview.items.table, 0)) == 3
    overview.items.narrow(Urgency.WRONG, "wg")
    assert column(overview.items.table, 0) == ["Moorland Hotels"]
    overview.items.narrow()
    assert len(column(overview.items.table, 0)) == 8


def test_enter_on_an_item_opens_its_commission(overview, page, ledger, qtbot):
    ledger.shown = replace(OVERVIEW, open_items=(replace(ITEMS[0], id="c7"),))
    page.refresh(None)
    qtbot.keyClick(overview.items.table, Qt.Key.Key_Return)
    assert page.ledger.tab == "commissions"
    assert page.ledger.commissions.detail.sheet.row.id == "c7"


def test_a_new_workspace_teaches_how_to_begin(ledger, page):
    ledger.shown = NOTHING
    page.refresh(None)
    assert page.panes()[0].isVisible()
    assert "It begins with a statement" in page.panes()[0].sentence.text()
    assert page.title_bar.state == ""


@pytest.mark.parametrize("size", [(1440, 900), (1024, 700), (720, 480)])
def test_nothing_is_cut_off_at_the_right(overview, window, size, qtbot):
    window.resize(*size)
    parts = (overview.tiles, overview.chart, overview.programmes, overview.items)

    def all_inside():
        return all(part.mapTo(overview, part.rect().topRight()).x() <= overview.width() for part in parts)

    qtbot.waitUntil(all_inside)


def test_the_base_currency_may_change(overview, page, ledger):
    ledger.shown = replace(OVERVIEW, currency="USD")
    page.refresh(None)
    assert page.ledger.overview is not overview
    assert page.ledger.overview.currency == "USD"
    assert page.ledger.stack.currentWidget() is page.ledger.overview


def test_of_very_many_open_items_the_latest_are_listed_and_all_are_counted(ledger, page):
    ledger.shown = replace(OVERVIEW, open_count=25_000)
    page.refresh(None)
    assert page.ledger.overview.items._count.text() == "25,000 items, €2,347.16, the first 8 items"
    page.ledger.overview.items.narrow(Urgency.WRONG)
    assert page.ledger.overview.items._count.text() == "3 items, €1,296.40, of 25,000 items"


def test_items_without_a_rate_are_not_said_to_be_worth_nothing(ledger, page):
    items = tuple(replace(item, base=None) for item in ITEMS[:2])
    tiles = replace(TILES, approved=Money(0, "EUR"), missing=2)
    ledger.shown = replace(OVERVIEW, tiles=tiles, open_items=items, open_count=2)
    page.refresh(None)
    assert page.ledger.overview.items._count.text() == "2 items, no rate known"
    page.ledger.overview.items.narrow(Urgency.WRONG)
    assert page.ledger.overview.items._count.text() == "2 items, no rate known, of 2 items"


def test_an_amount_in_its_own_currency_is_whole_in_a_narrow_window(ledger, page, window):
    ledger.shown = replace(OVERVIEW, open_items=(replace(ITEMS[0], base=None, amount=Money(-112_500, "USD")),))
    window.resize(1024, 700)
    page.refresh(None)
    table = page.ledger.overview.items.table
    words = table.rows_model.index(0, 2).data()
    assert words == "−US$1,125.00"
    assert text_width(words, theme().font("body", tabular=True)) + NUMBER_PAD + PAD <= table.columnWidth(2)


def test_what_has_no_date_is_said_beside_what_is_expected(ledger, page):
    ledger.shown = replace(OVERVIEW, tiles=replace(TILES, undated_low=300_000_000, undated_high=320_000_000))
    page.refresh(None)
    note = page.ledger.overview.tiles.expected.note.text()
    assert note == "and €3,000,000 – €3,200,000 more without a date, less usual reversals"


def test_where_all_that_is_expected_lacks_a_rate_it_is_not_nothing(ledger, page):
    none = replace(TILES, expected_low=Money(0, "EUR"), expected_high=Money(0, "EUR"), lacking={"undated": 1})
    ledger.shown = replace(OVERVIEW, tiles=none)
    page.refresh(None)
    tile = page.ledger.overview.tiles.expected
    assert (tile.figure.text(), tile.note.text()) == ("no rate known", "and more without a date or a rate")


def test_a_programme_and_the_total_say_where_no_rate_is_known(ledger, page):
    first = replace(PROGRAMMES[0], approved=0, unknown=frozenset({"approved"}))
    second = replace(PROGRAMMES[1], approved=0)
    ledger.shown = replace(OVERVIEW, programmes=(first, second))
    page.refresh(None)
    table = page.ledger.overview.programmes
    assert column(table, 2) == ["no rate", "–", "no rate"]
    ledger.shown = replace(OVERVIEW, programmes=(first, PROGRAMMES[1]))
    page.refresh(None)
    assert column(table, 2) == ["no rate", "770", "770"]


def test_the_programmes_say_of_when_their_figures_are(overview):
    assert overview._period.text() == "Paid in 2026, approved and pending now, €"
