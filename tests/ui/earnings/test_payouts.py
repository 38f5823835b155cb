"""Payouts of real statements: read, reconciled, entered, taken apart, and what is claimed of a programme."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from consultant_desk.domain.earnings.reasons import Action
from consultant_desk.services.rows.earnings import CommissionFilter
from consultant_desk.services.rows.payouts import PayoutDraft
from tests.ui.earnings.conftest import ORACLES
from ui.earnings.letter_sheet import LetterSheet
from ui.earnings.payout_sheets import PayoutSheet, ReconcileDialog


@pytest.fixture
def page(window, desk):
    for name in ("awin.csv", "awin_later.csv", "paypal_us.csv"):
        desk.statements.apply(desk.statements.open((ORACLES / name).read_bytes(), name))
    page = window.current_page()
    page.refresh(None)
    page.ledger.show_tab("payouts")
    return page


@pytest.fixture
def tab(page):
    return page.ledger.view("payouts")


def sheet_of(window, kind):
    return next(one for one in window.findChildren(kind) if one.isVisible())


def test_payouts_are_listed_with_how_far_they_are_explained(tab, page):
    rows = tab.table.rows_model.rows
    assert rows
    model = tab.table.rows_model
    assert model.index(0, 8).data() in {"Matched", "Not at the bank", "Difference", "Unexplained"}
    note = next(one for one in page.ledger._tabs() if one.id == "payouts").note
    assert note == str(len(rows))


def test_reconciling_says_first_what_it_found_and_can_be_undone(tab, window):
    tab.reconcile.click()
    sheet = sheet_of(window, ReconcileDialog)
    assert sheet.summary.text().endswith(".")
    if sheet._sheet.changes:
        sheet.take()
        assert window.toast.message == "Payouts reconciled"
    else:
        sheet.reject()


class TestEnteringOne:
    @pytest.fixture
    def sheet(self, tab, window):
        tab.enter.click()
        return sheet_of(window, PayoutSheet)

    def test_it_stands_in_the_list_afterwards(self, sheet, tab):
        before = len(tab.table.rows_model.rows)
        sheet.gross._amount.setText("176.00")
        sheet.fee._amount.setText("1.50")
        sheet.reference.setText("PS-2026-10")
        sheet.enter()
        rows = {row.reference: row for row in tab.table.rows_model.rows}
        assert len(tab.table.rows_model.rows) == before + 1
        assert (rows["PS-2026-10"].gross.minor, rows["PS-2026-10"].fee.minor) == (17600, -150)

    def test_what_is_missing_is_said(self, sheet):
        sheet.enter()
        assert sheet.problem.text() == "Type the day and the amount."
        sheet.reject()

    def test_a_fee_in_another_currency_is_refused(self, sheet):
        sheet.gross._amount.setText("176.00")
        sheet.fee._amount.setText("1.50")
        sheet.fee._currency.setText("USD")
        sheet.enter()
        assert sheet.problem.text() == "The fee is in the currency of the payout."
        sheet.reject()


def test_enter_on_a_payout_shows_its_commissions_and_says_whose_they_are(tab, page, desk, qtbot):
    row = next(row for row in desk.payouts.rows() if row.reference and row.items)
    tab.table.choose(row.id)
    qtbot.keyClick(tab.table, Qt.Key.Key_Return)
    assert page.ledger.tab == "commissions"
    commissions = page.ledger.commissions
    assert commissions.table.paged.rowCount() == row.items < desk.earnings.commission_sums().count
    assert commissions.bar._owed.text().startswith(f"Paid by {row.account}, ")
    assert commissions.bar._owed.text().endswith(row.reference)
    commissions.bar.leave_owed.click()
    assert commissions.bar.filter == CommissionFilter()


def test_a_payout_without_a_reference_shows_only_what_it_pays(tab, page, desk, qtbot):
    account = next(row.account_id for row in desk.payouts.rows() if row.items)
    key = desk.payouts.enter(PayoutDraft(account, "2026-11-03", 100, "GBP")).value
    line = next(one for one in desk.payouts.choices(key).lines if not one.is_paid)
    desk.payouts.pick(key, [line.id])
    tab.read()
    tab.table.choose(key)
    next(one for one in tab._menu(key) if one.text == "Show its commissions").run()
    assert page.ledger.commissions.table.paged.rowCount() == 1
    assert page.ledger.commissions.bar._owed.text() == "Paid by Awin 189069, 3 Nov"


def test_a_claim_is_noted_with_its_letter(tab, page, desk, window, qtbot):
    open_items = desk.earnings.overview().open_items
    row = next(row for row in open_items if not row.part)
    page._act(replace(row, action=Action.DISPUTE))
    sheet = next(one for one in window.findChildren(LetterSheet) if one.isVisible())
    letter = desk.payouts.disputes()[0].letter
    assert sheet.text.toPlainText() == letter
    assert "Transaction: " in letter
    sheet.copy()
    assert QGuiApplication.clipboard().text() == letter
    tab.kinds.set_value("disputes")
    tab.kinds.chosen.emit("disputes")
    assert tab.disputes.isVisible()
    key = tab.disputes.rows_model.rows[0].id
    settle = next(one for one in tab._dispute_menu(key) if one.text == "It was settled")
    settle.run()
    assert desk.payouts.disputes()[0].state == "settled"


def test_without_payouts_it_teaches(window, desk, ledger):
    page = window.current_page()
    page.refresh(None)
    page.ledger.show_tab("payouts")
    assert page.ledger.view("payouts")._no_payouts.isVisible()
