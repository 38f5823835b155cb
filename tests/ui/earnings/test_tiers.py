"""Tiers of terms are typed row by row and told in words; a version of terms can be removed and comes back."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from consultant_desk.domain.earnings.expected import for_sale
from consultant_desk.domain.earnings.terms import Terms, Tier, TierBasis, TierPeriod
from consultant_desk.domain.money import Money
from consultant_desk.services.earnings.programmes import ProgrammeDraft
from ui.earnings.terms_sheet import TermsSheet
from ui.earnings.tiers_sheet import TiersSheet
from ui.widgets.dialogs import Sheet


@pytest.fixture
def programme(desk):
    return desk.programmes.add(ProgrammeDraft("Northwind Partners", status="approved")).value


@pytest.fixture
def record(programme, window):
    page = window.current_page()
    page.refresh(None)
    page.ledger.show_programme(programme)
    return page.ledger.view("programmes").record


@pytest.fixture
def terms(record, window):
    record.ask_terms()
    sheet = sheet_of(window, TermsSheet)
    sheet.percent.setText("20")
    return sheet


@pytest.fixture
def tiers(terms, window, qtbot):
    qtbot.mouseClick(terms.tiers, Qt.MouseButton.LeftButton)
    return sheet_of(window, TiersSheet)


def sheet_of(window, kind):
    return next(one for one in window.findChildren(kind) if one.isVisible())


def press(sheet, words, qtbot):
    button = next(one for one in sheet.findChildren(QAbstractButton) if one.text() == words and one.isVisible())
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def kept(desk, programme):
    return next(one for one in desk.programmes.sheet(programme).terms if one.is_current)


def type_tier(qtbot, row, mark, percent="", flat=""):
    for field, text in ((row.mark, mark), (row.percent, percent), (row.flat, flat)):
        field.selectAll()
        qtbot.keyClicks(field, text)


def test_tiers_are_typed_by_keyboard_told_in_words_and_pay_from_their_marks_on(
    tiers, terms, desk, programme, record, qtbot
):
    type_tier(qtbot, tiers.rows[0], "10", "25")
    press(tiers, "Add a tier", qtbot)
    assert tiers.rows[1].mark.hasFocus()
    type_tier(qtbot, tiers.rows[1], "30", flat="12.50")
    tiers.period.set_value("quarter")
    tiers.period.chosen.emit("quarter")
    assert tiers.words.text() == (
        "25\N{NO-BREAK SPACE}% for more than 10 sales in a quarter. €12.50 for more than 30 sales in a quarter."
    )
    qtbot.keyClick(tiers.rows[1].flat, Qt.Key.Key_Return)
    assert terms.tiers.text() == "2 tiers …"
    press(terms, "Keep these terms", qtbot)
    found = kept(desk, programme).terms
    assert found.tiers == (Tier(10, Decimal(25)), Tier(30, None, 1250))
    assert (found.tier_basis, found.tier_period) == (TierBasis.COUNT, TierPeriod.QUARTER)
    paid = [for_sale(found, Money(10_000, "EUR"), already).amount.minor for already in (0, 10, 30)]
    assert paid == [2000, 2500, 1250]
    assert "for more than 10 sales in a quarter" in record._terms.itemAt(0).widget().accessibleName()


def test_marks_may_be_amounts_in_the_currency_of_the_terms(tiers, terms, desk, programme, qtbot):
    qtbot.mouseClick(tiers.basis._group.button(1), Qt.MouseButton.LeftButton)
    assert tiers._mark_head.text() == "More than … EUR of sales"
    type_tier(qtbot, tiers.rows[0], "1,000.00", "30")
    press(tiers, "Take these tiers", qtbot)
    terms.threshold._amount.setText("50.00")
    terms.threshold._currency.setText("USD")
    press(terms, "Keep these terms", qtbot)
    assert "the tiers are in EUR" in terms.problem.text()
    terms.threshold._currency.setText("EUR")
    press(terms, "Keep these terms", qtbot)
    assert kept(desk, programme).terms.tiers == (Tier(100_000, Decimal(30)),)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ((("30", "25", ""), ("10", "30", "")), "Tier 2: each tier begins above the one before it."),
        ((("10", "25", ""), ("10", "30", "")), "Tier 2: each tier begins above the one before it."),
        ((("0", "25", ""),), "Tier 1: each tier begins above nothing."),
        ((("10", "25", "3.00"),), "Tier 1: type either a percentage or an amount."),
        ((("10", "", ""),), "Tier 1: type either a percentage or an amount."),
        ((("", "25", ""),), "Tier 1: type from where on it holds."),
        ((("10", "125", ""),), "Tier 1: a percentage is from 0 to 100."),
        ((("1.5", "25", ""),), "Tier 1: type a whole number of sales."),
    ],
)
def test_tiers_that_cannot_be_meant_are_told_by_their_number(tiers, terms, typed, said, qtbot):
    for number, texts in enumerate(typed):
        if number:
            tiers.add()
        type_tier(qtbot, tiers.rows[number], *texts)
    press(tiers, "Take these tiers", qtbot)
    assert tiers.problem.text() == said
    assert tiers.isVisible()
    tiers.reject()
    terms.reject()


def test_a_tier_is_removed_and_empty_rows_count_as_none(desk, programme, record, window, qtbot):
    desk.programmes.set_terms(
        programme, Terms("", "EUR", percent=Decimal(20), tiers=(Tier(10, Decimal(25)), Tier(20, Decimal(30))))
    )
    record.show_sheet(desk.programmes.sheet(programme))
    record.ask_terms()
    terms = sheet_of(window, TermsSheet)
    assert terms.tiers.text() == "2 tiers …"
    qtbot.mouseClick(terms.tiers, Qt.MouseButton.LeftButton)
    tiers = sheet_of(window, TiersSheet)
    assert [row.percent.text() for row in tiers.rows] == ["25", "30"]
    button = next(
        one for one in tiers.rows[0].findChildren(QAbstractButton) if one.accessibleName() == "Remove this tier"
    )
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    tiers.add()
    press(tiers, "Take these tiers", qtbot)
    assert terms.tiers.text() == "1 tier …"
    press(terms, "Keep these terms", qtbot)
    assert kept(desk, programme).terms.tiers == (Tier(20, Decimal(30)),)


class TestRemoving:
    @pytest.fixture
    def versions(self, desk, programme, record):
        desk.programmes.set_terms(programme, Terms("", "EUR", percent=Decimal(10)))
        desk.programmes.set_terms(programme, Terms("2026-01-01", "EUR", percent=Decimal(20)))
        record.show_sheet(desk.programmes.sheet(programme))
        return [record._terms.itemAt(place).widget() for place in range(record._terms.count())]

    def test_a_version_goes_after_a_yes_and_comes_back_with_undo(self, versions, desk, programme, window, qtbot):
        assert versions[0].remove.accessibleName() == "Remove the terms since 1 Jan 2026 …"
        qtbot.mouseClick(versions[0].remove, Qt.MouseButton.LeftButton)
        sheet = sheet_of(window, Sheet)
        assert sheet.windowTitle() == "Remove the terms since 1 Jan 2026?"
        press(sheet, "Remove them", qtbot)
        assert kept(desk, programme).terms.percent == 10
        assert window.toast.message == "Terms of Northwind Partners removed"
        window.commands.run("edit.undo")
        assert kept(desk, programme).terms.percent == 20

    def test_nothing_goes_without_a_yes(self, versions, desk, programme, window, qtbot):
        versions[1].remove.setFocus()
        qtbot.keyClick(versions[1].remove, Qt.Key.Key_Space)
        sheet = sheet_of(window, Sheet)
        qtbot.keyClick(sheet, Qt.Key.Key_Escape)
        assert len(desk.programmes.sheet(programme).terms) == 2
