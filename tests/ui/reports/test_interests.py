"""Interests are stated once weights and scores are locked, and keep a report back until then."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from consultant_desk.domain.changes import Changes
from consultant_desk.domain.earnings.terms import Terms
from consultant_desk.domain.snapshot import InterestKind
from consultant_desk.errors import UserError
from consultant_desk.services.earnings.programmes import ProgrammeDraft
from consultant_desk.services.evaluations import InterestDraft
from consultant_desk.services.products import ProductDraft
from consultant_desk.services.readiness import Place, Weight
from tests.ui.reports.doing import opened, press
from ui.clients.money_sheets import ConsentSheet
from ui.evaluations.lock_sheets import ChangesSheet, LockSheet
from ui.reports.interests_box import InterestSheet
from ui.widgets.dialogs import Sheet
from ui.widgets.text import Text


@pytest.fixture
def locked(desk, evaluation, page, window, qtbot):
    """The page with weights and scores locked, as a person does it from the report."""
    page.view.options.show_tab("words")
    page.view.options.words.interests.lock_button.click()
    QApplication.activeModalWidget().do.click()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    page.view.options.show_tab("layout")
    return page


def test_interests_are_hidden_until_they_are_locked_from_here(page, desk, evaluation):
    blockers = [item.place for item in page.view.options.ready.items if item.weight is Weight.BLOCKER]
    assert blockers == [Place.LOCK]
    page.view.options.show_tab("words")
    assert page.view.options.words.interests.lines == []
    page.issue()
    assert isinstance(QApplication.activeModalWidget(), LockSheet)
    QApplication.activeModalWidget().do.click()
    page.view.options.show_tab("words")
    assert len(page.view.options.words.interests.lines) == 4
    assert not page.view.options.words.interests.lock_button.isVisibleTo(page)


@pytest.mark.usefixtures("locked")
def test_the_line_about_the_lock_lists_what_changed_after_it(page):
    page.view.options.open_place(Place.LOCK)
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, ChangesSheet)
    sheet.accept()


@pytest.mark.usefixtures("locked")
def test_what_keeps_the_report_back_leads_to_where_it_is_mended(page, window, desk, evaluation):
    blockers = [item for item in page.view.options.ready.items if item.weight is Weight.BLOCKER]
    assert [item.place for item in blockers] == [Place.INTERESTS]
    page.issue()
    assert page.view.options.tabs.current() == "words"
    assert page.view.options.words.interests.lines[0].kind.hasFocus()
    assert not [sheet for sheet in window.findChildren(Sheet) if sheet.isVisible()]


@pytest.mark.usefixtures("locked")
def test_stating_that_nothing_is_paid_takes_one_choice(page, desk, evaluation):
    line = page.view.options.words.interests.lines[0]
    line.kind._choose("none")
    stated = [row for row in desk.evaluations.sheet(evaluation).interests if row.stated]
    assert [row.kind for row in stated] == [InterestKind.NONE]


@pytest.mark.usefixtures("locked")
def test_a_payment_is_stated_with_its_words_and_amount(page, window, desk, evaluation):
    page.view.options.words.interests.lines[0].kind._choose("affiliate")
    sheet = opened(window, InterestSheet)
    sheet.basis.setText("20 % of the first-year fees")
    sheet.expected._amount.setText("1,650")
    sheet._buttons.itemAt(sheet._buttons.count() - 1).widget().click()
    (stated,) = [row for row in desk.evaluations.sheet(evaluation).interests if row.stated]
    assert (stated.kind, stated.basis, stated.expected.minor) == (
        InterestKind.AFFILIATE, "20 % of the first-year fees", 165_000,
    )  # fmt: skip


@pytest.mark.usefixtures("locked")
def test_interests_are_stated_one_after_the_other_by_keyboard(page, window, desk, evaluation):
    page.issue()
    for _ in page.view.options.words.interests.lines:
        press(QApplication.focusWidget(), Qt.Key.Key_Down)
        menu = QApplication.activePopupWidget()
        press(menu, Qt.Key.Key_Down)
        press(menu, Qt.Key.Key_Return)
        press(QApplication.focusWidget(), Qt.Key.Key_Tab)
    stated = [row.kind for row in desk.evaluations.sheet(evaluation).interests if row.stated]
    assert stated == [InterestKind.NONE] * len(page.view.options.words.interests.lines)


def test_what_a_programme_pays_is_proposed_taken_and_edited(page, window, desk, evaluation):
    product = desk.products.create(ProductDraft("Northwind Desk", "Northwind Traders")).value
    desk.evaluations.join_candidate(desk.evaluations.sheet(evaluation).candidates["northwind"], product)
    draft = ProgrammeDraft("Northwind partners", product, status="approved")
    desk.programmes.add(draft, Terms("2026-01-01", "EUR", percent=Decimal(20)))
    desk.evaluations.lock(evaluation)
    page.view.options.show_tab("words")
    box = page.view.options.words.interests
    page.refresh(Changes(everything=True))
    texts = [text.text() for text in box.lines[0].findChildren(Text)]
    assert "Northwind partners: 20\N{NO-BREAK SPACE}% of the sale" in texts
    assert box.take_all.isVisibleTo(page)

    box.lines[0].take.click()
    page.refresh(Changes(everything=True))
    assert not box.take_all.isVisibleTo(page)
    box.lines[0].edit.click()
    sheet = opened(window, InterestSheet)
    sheet.credited.setChecked(True)
    sheet._buttons.itemAt(sheet._buttons.count() - 1).widget().click()
    (stated,) = [row for row in desk.evaluations.sheet(evaluation).interests if row.stated]
    assert (stated.programme, stated.is_credited, stated.who_pays) == ("Northwind partners", True, "Northwind Traders")


def test_an_interest_says_what_is_paid(qtbot):
    sheet = InterestSheet(None, "Contoso Flow", InterestKind.AFFILIATE, None, "EUR")
    qtbot.addWidget(sheet)
    with pytest.raises(UserError, match="what is paid"):
        sheet.draft()
    sheet.basis.setText("20 % of the first year")
    assert sheet.draft().basis == "20 % of the first year"


@pytest.mark.usefixtures("locked")
def test_the_line_about_a_missing_consent_asks_for_it_with_its_text(page, window, desk, evaluation):
    desk.evaluations.set_interest(evaluation, "northwind", InterestDraft(InterestKind.AFFILIATE, "20 % of the sale"))
    for key in ("contoso", "fabrikam", "tailspin"):
        desk.evaluations.set_interest(evaluation, key, InterestDraft())
    page.refresh(Changes(everything=True))
    (item,) = [one for one in page.view.options.ready.items if one.place is Place.CONSENT]
    page.view.options.open_place(item.place, item.target)
    sheet = opened(window, ConsentSheet)
    assert "if you buy: 20 % of the sale" in sheet.text.toPlainText()
    sheet._save()
    page.refresh(Changes(everything=True))
    assert not [one for one in page.view.options.ready.items if one.place is Place.CONSENT]
    client = desk.evaluations.sheet(evaluation).client_id
    assert [one.evaluation_id for one in desk.consents.sheet(client).consents] == [evaluation]
