"""The catalogue as a person uses it."""

import pytest
from PySide6.QtCore import Qt

from tests.ui.scene import CLOCK, ago
from ui.pages import page_specs
from ui.products.sheets import EvidenceDialog, PlanDialog, PriceDialog, ProductSheetDialog
from ui.window import Window


@pytest.fixture
def desk(filled):
    return filled


@pytest.fixture
def window(show, settings, inline_jobs, desk):
    made = show(Window(page_specs(), settings, inline_jobs, CLOCK), 1440, 900)
    made.open_desk(desk, "products")
    return made


@pytest.fixture
def page(window):
    return window.current_page()


def sheet_of(window, kind):
    return next(child for child in window.findChildren(kind) if child.isVisible())


def shown(page):
    return [row.title for row in page.list.rows]


def test_the_first_product_is_shown_beside_the_list(page):
    assert shown(page)[0] == "Adventure Works Payroll"
    assert page.record.head.name == "Adventure Works Payroll"
    assert page.title_bar.state == "6 products"


def test_moving_in_the_list_shows_the_record(page, qtbot):
    qtbot.keyClick(page.list, Qt.Key.Key_J)
    assert page.record.head.name == "Contoso Flow"


def test_a_search_narrows_the_list_and_its_end_brings_all_back(page, qtbot):
    qtbot.keyClicks(page.search, "help des")
    assert shown(page) == ["Contoso Flow", "Fabrikam One", "Northwind Desk"]
    qtbot.keyClick(page.search, Qt.Key.Key_Escape)
    assert len(shown(page)) == 6


def test_words_no_product_holds_are_told(page, qtbot):
    qtbot.keyClicks(page.search, "zebra")
    assert page.stack.currentWidget() is page._nothing


def test_a_new_product_is_opened(page, window, desk, qtbot):
    page.new_product()
    sheet = sheet_of(window, ProductSheetDialog)
    qtbot.keyClicks(sheet.name, "Lakeshore Mail")
    qtbot.keyClicks(sheet.vendor, "Lakeshore")
    sheet._try()
    assert page.record.head.name == "Lakeshore Mail"
    assert "Lakeshore Mail" in shown(page)


def test_a_product_without_a_name_is_refused_in_the_sheet(page, window, desk):
    page.new_product()
    sheet = sheet_of(window, ProductSheetDialog)
    sheet._try()
    assert "Name" in sheet.problem.text()
    assert sheet.isVisible()
    sheet.reject()
    assert len(desk.products.list()) == 6


def test_a_plan_takes_its_first_price_along(page, window, desk, qtbot):
    page.record.prices.add_plan()
    sheet = sheet_of(window, PlanDialog)
    qtbot.keyClicks(sheet.name, "Large")
    qtbot.keyClicks(sheet.price.focusProxy(), "1,234.50")
    sheet._try()
    plan = desk.products.sheet(page.list.current_key()).plans[-1]
    assert (plan.name, plan.prices[0].amount.minor, plan.prices[0].seen_on) == ("Large", 123450, ago(0))


def test_a_new_price_keeps_the_earlier_one(page, window, desk, qtbot):
    page.record.prices.add_price()
    sheet = sheet_of(window, PriceDialog)
    qtbot.keyClicks(sheet.amount.focusProxy(), "9.50")
    sheet._try()
    prices = desk.products.sheet(page.list.current_key()).plans[0].prices
    assert [price.amount.minor for price in prices] == [950, 900]


def test_a_price_that_is_none_is_told_in_the_sheet(page, window):
    page.record.prices.add_price()
    sheet = sheet_of(window, PriceDialog)
    sheet.amount.focusProxy().setText("cheap")
    sheet._try()
    assert "“cheap” is not a number." in sheet.problem.text()
    sheet.reject()


def test_evidence_is_added_and_listed(page, window, qtbot):
    page.record.show_tab("evidence")
    page.record.evidence.add()
    sheet = sheet_of(window, EvidenceDialog)
    qtbot.keyClicks(sheet.title, "Exports all data <now>")
    sheet.expires.setText("+6m")
    sheet._try()
    assert "Exports all data <now>" in [row.title for row in page.record.evidence.table.rows_model.rows]


def test_delete_moves_evidence_to_the_trash_with_an_undo(page, window, qtbot):
    page.record.show_tab("evidence")
    table = page.record.evidence.table
    table.choose(table.rows_model.key_at(0))
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    assert table.rows_model.rowCount() == 1
    assert window.toast.message == "Evidence moved to Trash."
    window.commands.run("edit.undo")
    assert table.rows_model.rowCount() == 2


def test_a_detail_is_saved_when_its_field_is_left_and_is_one_undo_step(page, window, desk, qtbot):
    page.record.show_tab("details")
    field = page.record.details.category
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "Wages")
    page.list.setFocus()
    assert desk.products.sheet(page.list.current_key()).category == "Wages"
    window.commands.run("edit.undo")
    assert field.text() == "Payroll"


def test_a_deleted_product_leaves_the_list_and_the_next_is_shown(page, window):
    page.record.delete()
    assert "Adventure Works Payroll" not in shown(page)
    assert page.record.head.name == "Contoso Flow"


def test_the_palette_leads_to_a_product_hidden_by_a_search(page, window, desk, qtbot):
    qtbot.keyClicks(page.search, "payroll")
    wanted = next(row.id for row in desk.products.list() if row.name == "Tailspin CRM")
    window.open_record("product", wanted)
    assert page.record.head.name == "Tailspin CRM"
