"""The costs of a step Products: lines, seats and tiers, currencies; what a person does, and what is stored."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from consultant_desk.desk import Desk
from consultant_desk.domain.changes import Changes
from consultant_desk.domain.evaluation.problem import CostKind, Per, SeatPrice
from consultant_desk.services.evaluations import CostDraft
from consultant_desk.services.products import PlanDraft, PriceDraft, ProductDraft
from tests.ui.evaluations.conftest import SAMPLE
from tests.ui.evaluations.looking import dialog
from ui.evaluations.cost_bar import RatesSheet
from ui.evaluations.cost_sheet import SEATS, CostSheet
from ui.evaluations.cost_sheets import CopyCostSheet, PriceSheet
from ui.evaluations.costs_view import years_cell
from ui.evaluations.pair_rows import Pair
from ui.models.table import CELL_ROLE
from ui.widgets.text import Text

TIERS = ((1, Decimal(19)), (26, Decimal("15.5")))


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """A workspace with the sample evaluation and two costs, made once and copied for each test."""
    folder = tmp_path_factory.mktemp("costs") / "Test.desk"
    with Desk.create(folder, name="Test") as made:
        product = made.products.create(ProductDraft("Contoso Flow", "Contoso", "Help desk")).value
        made.products.add_plan(product, PlanDraft("Team", minimum=5), PriceDraft(1500, "USD", "2026-10-12", "Page"))
        stored = made.evaluations.import_file(SAMPLE.read_text("utf-8")).value
        record = made.evaluations.sheet(stored).candidates["northwind"]
        seats = SeatPrice(40, TIERS, Per.MONTH, graduated=True)
        licence = CostDraft("Seats", from_year=1, to_year=3, kind=CostKind.LICENCE, by_seat=seats)
        made.evaluations.add_cost(record, licence)
        made.evaluations.add_cost(record, CostDraft("Set-up", Decimal("1200.50"), kind=CostKind.IMPLEMENTATION))
    return folder


@pytest.fixture
def view(window, stored):
    window.current_page().open(stored)
    bench = window.current_page().workbench
    bench.go("products")
    bench.products.show_view("costs")
    return bench.products.costs


def costs(desk, stored, key):
    return [row.line for row in desk.evaluations.sheet(stored).costs if row.line.candidate == key]


def words(widget):
    """What can be read, once what was just made has been laid out."""
    QApplication.processEvents()
    return [label.text() for label in widget.findChildren(Text) if label.isVisible()]


def test_the_second_view_shows_lines_seats_and_totals_by_year(view):
    assert [row.line.label for row in view.table.rows_model.rows] == ["Seats", "Set-up"]
    rows = {row.key: (row.right, row.right_note) for row in view.list.rows}
    assert rows["northwind"] == ("26,670", "EUR")
    assert rows["contoso"] == ("unknown", "no line")
    shown = words(view.foot)
    assert shown[: shown.index("Paid")] == ["Now", "Year 1", "Year 2", "Year 3", "Total, EUR"]
    assert shown[shown.index("Paid") + 1 :] == ["1,200", "8,490", "8,490", "8,490", "26,670"]


def test_a_discount_rate_shows_what_later_years_are_worth_today(view, desk, stored, window):
    view.bar.rate.setFocus()
    view.bar.rate.selectAll()
    QTest.keyClicks(view.bar.rate, "10")
    QTest.keyClick(view.bar.rate, Qt.Key.Key_Return)
    assert desk.evaluations.problem(stored).options.discount_rate == pytest.approx(0.1)
    assert "Worth today" in words(view.foot)
    window.commands.run("edit.undo")
    assert desk.evaluations.problem(stored).options.discount_rate == 0
    assert "Worth today" not in words(view.foot)


def test_a_cost_is_added_by_keyboard_alone(view, desk, stored, window):
    view.list.choose("keep")
    view.add()
    sheet = dialog(CostSheet)
    QTest.keyClicks(sheet.label, "Paper forms")
    QTest.keyClicks(sheet.amount, "0")
    QTest.keyClick(sheet.amount, Qt.Key.Key_Return)
    (line,) = costs(desk, stored, "keep")
    assert (line.label, line.amount, line.from_year, line.to_year) == ("Paper forms", 0, 1, 3)
    assert {row.key: row.right for row in view.list.rows}["keep"] == "0"
    window.commands.run("edit.undo")
    assert costs(desk, stored, "keep") == []


def test_a_kind_proposes_words_and_years(view, desk, stored):
    view.list.choose("keep")
    view.add()
    sheet = dialog(CostSheet)
    sheet.kind.set_value("training")
    sheet.kind.chosen.emit("training")
    QTest.keyClicks(sheet.amount, "250")
    QTest.keyClick(sheet.amount, Qt.Key.Key_Return)
    (line,) = costs(desk, stored, "keep")
    assert (line.label, line.from_year, line.to_year) == ("Training", 0, 0)


def test_a_price_by_seat_says_what_it_comes_to_while_it_is_typed(view, desk, stored):
    view.list.choose("contoso")
    view.add()
    sheet = dialog(CostSheet)
    sheet.way.set_value(SEATS)
    sheet.way.chosen.emit(SEATS)
    assert not sheet.amount.isVisible()
    QTest.keyClicks(sheet.seats, "40")
    sheet.tiers.show_pairs([Pair("1", "19"), Pair("26", "15.50")])
    sheet.graduated.click()
    assert "Comes to 8,490 EUR a year." in words(sheet)
    QTest.keyClick(sheet.seats, Qt.Key.Key_Return)
    (line,) = costs(desk, stored, "contoso")
    assert line.by_seat == SeatPrice(40, TIERS, Per.MONTH, graduated=True)
    assert line.amount == 8490


@pytest.mark.parametrize(
    ("seats", "tiers", "complaint"),
    [
        ("", [("1", "19")], "whole number"),
        ("2,5", [("1", "19")], "number"),
        ("40", [("2", "19")], "have to rise"),
        ("40", [("1", "-19")], "cannot be negative"),
        ("40", [("one", "19")], "is not a number"),
        ("40", [], "tiers"),
    ],
)
def test_what_cannot_be_read_is_said_in_the_sheet(view, desk, stored, seats, tiers, complaint):
    view.list.choose("contoso")
    view.add()
    sheet = dialog(CostSheet)
    sheet.way.set_value(SEATS)
    sheet.seats.setText(seats)
    sheet.tiers.show_pairs([Pair(*tier) for tier in tiers])
    QTest.keyClick(sheet.label, Qt.Key.Key_Return)
    assert complaint in sheet.problem.text()
    assert costs(desk, stored, "contoso") == []
    sheet.reject()


def test_another_currency_asks_for_its_rate(view, desk, stored, window):
    view.list.choose("contoso")
    view.add()
    sheet = dialog(CostSheet)
    assert not sheet.rate.isVisible()
    QTest.keyClicks(sheet.amount, "100")
    sheet.currency.setText("usd")
    assert sheet.rate.isVisible()
    QTest.keyClick(sheet.amount, Qt.Key.Key_Return)
    assert "no rate for USD" in sheet.problem.text()
    QTest.keyClicks(sheet.rate, "0.92")
    QTest.keyClick(sheet.rate, Qt.Key.Key_Return)
    assert desk.evaluations.problem(stored).options.rates == (("USD", Decimal("0.92")),)
    assert {row.key: row.right for row in view.list.rows}["contoso"] == "276"
    window.commands.run("edit.undo")
    assert desk.evaluations.problem(stored).options.rates == ()


def test_a_first_line_that_changes_the_currency_of_the_comparison_says_so(view, desk, stored, window):
    for row in desk.evaluations.sheet(stored).costs:
        desk.evaluations.trash_cost(row.id)
    window.current_page()._ask_sheet(stored)
    assert view.bar.currency.text() == "EUR"
    view.add()
    sheet = dialog(CostSheet)
    sheet.amount.setText("480")
    sheet.currency.setText("usd")
    QTest.keyClick(sheet.amount, Qt.Key.Key_Return)
    assert view.bar.currency.text() == "USD"
    assert "Costs are compared in USD now" in window.toast.message


def test_enter_edits_the_line_and_undo_brings_it_back(view, desk, stored, window):
    view.table.setFocus()
    QTest.keyClick(view.table, Qt.Key.Key_Return)
    sheet = dialog(CostSheet)
    assert sheet.tiers.pairs() == [Pair("1", "19"), Pair("26", "15.5")]
    sheet.seats.setText("41")
    QTest.keyClick(sheet.seats, Qt.Key.Key_Return)
    assert costs(desk, stored, "northwind")[0].amount == 8676
    window.commands.run("edit.undo")
    assert costs(desk, stored, "northwind")[0].amount == 8490


def test_keys_move_copy_and_delete_a_line(view, desk, stored, window):
    view.table.setFocus()
    QTest.keyClick(view.table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert [line.label for line in costs(desk, stored, "northwind")] == ["Set-up", "Seats"]
    QTest.keyClick(view.table, Qt.Key.Key_C)
    sheet = dialog(CopyCostSheet)
    sheet.boxes["contoso"].click()
    sheet.boxes["keep"].click()
    QTest.keyClick(sheet, Qt.Key.Key_Return)
    assert len(costs(desk, stored, "contoso")) == len(costs(desk, stored, "keep")) == 1
    QTest.keyClick(view.table, Qt.Key.Key_Delete)
    assert len(costs(desk, stored, "northwind")) == 1
    window.commands.run("edit.undo")
    assert len(costs(desk, stored, "northwind")) == 2


def test_a_price_of_the_catalogue_becomes_a_line_with_its_date(view, desk, stored):
    view.list.choose("contoso")
    view.add_from_price()
    sheet = dialog(PriceSheet)
    assert [(row.title, row.note) for row in sheet.list.rows] == [("Team", "per seat a month, at least 5")]
    assert sheet.seats.text() == "40"
    QTest.keyClicks(sheet.rate, "0.92")
    QTest.keyClick(sheet.rate, Qt.Key.Key_Return)
    row = next(row for row in desk.evaluations.sheet(stored).costs if row.line.candidate == "contoso")
    assert (row.line.amount, row.line.currency) == (7200, "USD")
    assert row.note == "Price seen on 2026-10-12 (Page)."


def test_rates_are_set_in_one_step_and_a_bad_one_is_said(view, desk, stored):
    view.bar.rates.click()
    sheet = dialog(RatesSheet)
    sheet.rows.show_pairs([Pair("usd", "0.92"), Pair("EUR", "1")])
    QTest.keyClick(sheet, Qt.Key.Key_Return)
    assert "so it has no rate" in sheet.problem.text()
    sheet.rows.show_pairs([Pair("usd", "0.92"), Pair("CHF", "1.05")])
    QTest.keyClick(sheet, Qt.Key.Key_Return)
    rates = dict(desk.evaluations.problem(stored).options.rates)
    assert rates == {"USD": Decimal("0.92"), "CHF": Decimal("1.05")}


def test_a_currency_without_a_rate_is_refused_at_its_field_and_said(view, desk, stored, window):
    view.bar.currency.setFocus()
    view.bar.currency.selectAll()
    QTest.keyClicks(view.bar.currency, "GBP")
    QTest.keyClick(view.bar.currency, Qt.Key.Key_Return)
    assert "no rate between EUR and GBP" in view.bar.currency.problem
    assert "no rate between EUR and GBP" in window.toast.message
    assert desk.evaluations.sheet(stored).currency == "EUR"


def test_a_product_without_a_line_says_that_its_cost_is_unknown(view):
    view.list.choose("tailspin")
    assert not view.table.isVisible()
    assert not view.foot.isVisible()
    assert any("cost is unknown" in text for text in words(view))


def test_costs_fit_a_small_window(view, window):
    window.resize(1024, 700)
    assert window.width() == 1024


def test_many_years_share_the_last_column(view, page, desk, stored):
    desk.evaluations.edit(stored, horizon_years=30)
    page.refresh(Changes(everything=True))
    shown = words(view.foot)
    assert shown[: shown.index("Paid")] == ["Now", "Year 1", "Year 2", "Year 3", "Year 4", "5–30", "Total, EUR"]


def test_years_beyond_those_compared_are_marked(view, page, desk, stored):
    assert [years_cell(row, 3).icon for row in view.table.rows_model.rows] == ["", ""]
    desk.evaluations.edit(stored, horizon_years=2)
    page.refresh(Changes(everything=True))
    index = view.table.rows_model.index(0, 5)
    assert index.data(CELL_ROLE).icon == "triangle-alert"
