"""Payouts of real statements: read, reconciled, entered, taken apart, and what is claimed of a programme."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from consultant_desk.domain.earnings.reasons import Action
from consultant_desk.domain.money import Money
from consultant_desk.services.rows.earnings import CommissionFilter
from consultant_desk.services.rows.payouts import PayoutDraft
from tests.ui.earnings.conftest import ORACLES
from ui.earnings.letter_sheet import LetterSheet
from ui.earnings.payout_sheets import PayoutSheet, ReconcileDialog
from ui.earnings.pick_sheet import PickDialog
from ui.widgets.text import Text


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


def test_what_reconciling_found_is_said_once_with_the_payer_of_the_bank_line(tab, window, desk):
    tab.reconcile.click()
    sheet = sheet_of(window, ReconcileDialog)
    told = [text.text() for text in sheet.findChildren(Text)]
    (about,) = [one for one in told if "£45.00" in one]
    assert sheet.summary.text().endswith(", 1 is made of credits at the bank.")
    assert about == "Awin 189069, 21 Sept, £45.00 from “Awin Ltd”, a new payout: no commissions explain it"
    sheet.take()
    assert any(row.arrived is not None for row in desk.payouts.rows())


def test_a_line_of_the_bank_that_a_payout_arrived_as_names_its_payer(tab, window, desk):
    account = next(one.id for one in desk.payouts.payers() if one.name == "Awin 189069")
    desk.payouts.enter(PayoutDraft(account, "2026-09-20", 4_500, "GBP", reference="AW-9"))
    tab.reconcile.click()
    sheet = sheet_of(window, ReconcileDialog)
    (about,) = [text.text() for text in sheet.findChildren(Text) if "arrived on" in text.text()]
    assert about.startswith("£45.00 from “Awin Ltd")
    assert about.endswith("arrived on 21 Sept, PayPal activity (US): AW-9")
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

    def test_only_accounts_that_pay_are_offered_in_their_currency(self, sheet):
        assert [(one.label, sheet._currencies[one.value]) for one in sheet.account._options] == [
            ("Awin 189069", "GBP"), ("PayPal activity (US)", "EUR"),
        ]  # fmt: skip
        assert sheet.gross._currency.text() == "GBP"
        sheet.account._choose(sheet.account._options[1].value)
        assert sheet.gross._currency.text() == sheet.fee._currency.text() == "EUR"
        sheet.gross._amount.setText("12")
        sheet.account._choose(sheet.account._options[0].value)
        assert sheet.gross._currency.text() == "EUR"
        sheet.reject()

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


class TestOneByHand:
    """A payout without a reference, entered by hand, that pays one commission."""

    @pytest.fixture
    def key(self, tab, desk):
        account = next(one.id for one in desk.payouts.payers() if one.name == "Awin 189069")
        made = desk.payouts.enter(PayoutDraft(account, "2026-11-03", 4_500, "GBP", -150)).value
        tab.read()
        tab.table.choose(made)
        return made

    def run(self, tab, key, words):
        next(one for one in tab._menu(key) if one.text == words).run()

    def test_it_is_changed(self, tab, key, window, desk):
        self.run(tab, key, "Edit …")
        sheet = sheet_of(window, PayoutSheet)
        assert sheet.gross.value() == Money(4_500, "GBP")
        assert sheet.fee.value() == Money(150, "GBP")
        assert sheet.day.value().isoformat() == "2026-11-03"
        sheet.gross._amount.setText("46.00")
        sheet.reference.setText("BY-POST")
        sheet.enter()
        row = next(row for row in tab.table.rows_model.rows if row.id == key)
        assert (row.gross, row.reference, row.fee) == (Money(4_600, "GBP"), "BY-POST", Money(-150, "GBP"))
        assert window.toast.message == "Payout changed"

    def test_it_is_deleted_and_undo_brings_it_back(self, tab, key, window):
        before = len(tab.table.rows_model.rows)
        self.run(tab, key, "Delete")
        assert window.toast.message == "Awin 189069, 3 Nov is in the Trash"
        assert len(tab.table.rows_model.rows) == before - 1
        window.commands.run("edit.undo")
        assert len(tab.table.rows_model.rows) == before

    def test_the_notes_name_it_by_account_and_day(self, tab, key, window, qtbot):
        tab.ask_commissions(key)
        sheet = sheet_of(window, PickDialog)
        assert sheet.windowTitle() == "What does Awin 189069, 3 Nov pay?"
        sheet.table.pick(list(sheet._sheet.lines)[:1])
        sheet.take()
        assert window.toast.message == "Awin 189069, 3 Nov pays 1 commission"
        self.run(tab, key, "Take it apart")
        assert window.toast.message == "Awin 189069, 3 Nov is open again"

    def test_what_has_arrived_is_not_matched_again(self, tab, key, desk):
        assert "Match with a line of the bank …" in [one.text for one in tab._menu(key)]
        desk.payouts.arrived(key, desk.payouts.plan().credits_left[0].id)
        tab.read()
        assert "Match with a line of the bank …" not in [one.text for one in tab._menu(key)]

    def test_one_of_a_statement_is_not_to_be_changed(self, tab):
        row = next(row for row in tab.table.rows_model.rows if row.reference)
        assert not {"Edit …", "Delete"} & {one.text for one in tab._menu(row.id)}


def test_a_payout_in_several_currencies_counts_as_explained(tab, desk):
    head = "Transaction ID,Date,Program,Commission,Currency,Status,Payment ID,Reference,Original ID"
    rows = ("A,2026-03-01,Orbit,55.00,EUR,paid,PAY-1,,", "B,2026-03-02,Orbit,40.00,USD,paid,PAY-1,,")
    desk.statements.apply(desk.statements.open("\n".join((head, *rows, "")).encode(), "net.csv", account="net"))
    tab.read()
    place = next(place for place, row in enumerate(tab.table.rows_model.rows) if row.reference == "PAY-1")
    assert [tab.table.rows_model.index(place, column).data() for column in (3, 5, 8)] == [
        "several", "2 lines", "Not at the bank",
    ]  # fmt: skip
    assert tab.words.text().endswith("not seen at the bank")  # and nothing that is not explained


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
