"""Programmes as a person keeps them: the list, terms from a day on, links, and where one stands with each."""

from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from consultant_desk.domain.earnings.reasons import Action
from consultant_desk.domain.earnings.terms import Cycle, LockRule, Terms, Tier, TierBasis, TierPeriod
from consultant_desk.services.earnings.programmes import ProgrammeDraft
from tests.ui.earnings.conftest import ORACLES
from ui.earnings.link_sheets import LinkSheet
from ui.earnings.programme_sheets import ProgrammeSheetDialog
from ui.earnings.terms_sheet import TermsSheet

LINKS = {"base_url": "https://northwind.example/?", "sub_id_parameter": "subid"}


@pytest.fixture
def programme(desk):
    return desk.programmes.add(ProgrammeDraft("Northwind Partners", status="approved", **LINKS)).value


@pytest.fixture
def page(programme, window, desk):
    desk.statements.apply(desk.statements.open((ORACLES / "awin.csv").read_bytes(), "awin.csv"))
    page = window.current_page()
    page.refresh(None)
    page.ledger.show_programme(programme)
    return page


@pytest.fixture
def tab(page):
    return page.ledger.view("programmes")


def sheet_of(window, kind):
    return next(one for one in window.findChildren(kind) if one.isVisible())


def test_the_list_says_what_each_came_to_and_where_one_stands(tab):
    rows = {row.title: row for row in tab.list.rows}
    assert rows["Northwind Partners"].right_note == "Approved"
    assert rows["Northwind Partners"].note == "no terms known"
    assert tab.record.head.name == "Northwind Partners"


def test_a_search_narrows_the_list(tab):
    tab.search.setText("north")
    assert [row.title for row in tab.list.rows] == ["Northwind Partners"]
    tab.search.setText("nothing like it")
    assert tab._nothing.isVisible()


def test_terms_from_a_day_on(tab, desk, window, programme):
    tab.record.ask_terms()
    sheet = sheet_of(window, TermsSheet)
    sheet.begins.setText("2026-01-01")
    sheet.percent.setText("20")
    sheet.lock.set_value(LockRule.DAYS.value)
    sheet.lock_days.setText("60")
    sheet.cycle.set_value(Cycle.QUARTERLY.value)
    sheet.threshold._amount.setText("50.00")
    sheet.threshold._currency.setText("USD")
    sheet.take()
    kept = desk.programmes.sheet(programme).terms[0].terms
    assert (kept.effective_from, kept.percent, kept.lock_days, kept.cycle) == (
        "2026-01-01", Decimal(20), 60, Cycle.QUARTERLY,
    )  # fmt: skip
    assert (kept.threshold_minor, kept.currency) == (5000, "USD")
    heard = tab.record._terms.itemAt(0).widget().accessibleName()
    assert heard.startswith("Since 1 Jan 2026: ")


def test_terms_that_cannot_be_meant_are_refused_in_the_sheet(tab, window):
    tab.record.ask_terms()
    sheet = sheet_of(window, TermsSheet)
    sheet.percent.setText("20")
    sheet.lock._choose(LockRule.DAYS.value)
    sheet.lock_days.setText("1.5")
    sheet.take()
    assert sheet.problem.text() == "Days or day of the lock: type a whole number."
    sheet.reject()


def test_new_terms_begin_with_those_that_hold(tab, desk, window, programme):
    tab.record.ask_terms()
    first = sheet_of(window, TermsSheet)
    first.percent.setText("25")
    first.take()
    tab.record.ask_terms()
    again = sheet_of(window, TermsSheet)
    assert again.percent.text() == "25"
    again.reject()


def test_a_version_of_terms_is_edited_where_it_stands(tab, desk, window, programme, qtbot):
    desk.programmes.set_terms(programme, Terms("2026-01-01", "EUR", percent=Decimal(20)), source="their page")
    desk.programmes.set_terms(programme, Terms("2026-06-01", "EUR", percent=Decimal(25)))
    tab.read()
    older = tab.record._terms.itemAt(1).widget()
    assert older.edit.accessibleName() == "Edit the terms since 1 Jan 2026 …"
    qtbot.mouseClick(older.edit, Qt.MouseButton.LeftButton)
    sheet = sheet_of(window, TermsSheet)
    assert (sheet.begins.text(), sheet.percent.text(), sheet.source.text()) == ("Thu 1 Jan 2026", "20", "their page")
    sheet.percent.setText("21")
    sheet.begins.setText("2026-02-01")
    sheet.take()
    kept = [(one.terms.effective_from, one.terms.percent) for one in desk.programmes.sheet(programme).terms]
    assert kept == [("2026-06-01", 25), ("2026-02-01", 21)]
    desk.undo()
    kept = [(one.terms.effective_from, one.terms.percent) for one in desk.programmes.sheet(programme).terms]
    assert kept == [("2026-06-01", 25), ("2026-01-01", 20)]


def test_a_problem_of_terms_goes_when_the_field_is_corrected(tab, window, qtbot):
    tab.record.ask_terms()
    sheet = sheet_of(window, TermsSheet)
    qtbot.keyClicks(sheet.percent, "120")
    sheet.take()
    assert sheet.problem.text().startswith("The rate cannot be meant: it is a percentage from 0 to 100.")
    sheet.percent.selectAll()
    qtbot.keyClicks(sheet.percent, "15")
    assert sheet.problem.text() == ""
    sheet.reject()


def test_terms_keep_what_the_sheet_does_not_show(tab, desk, window, programme):
    kept = Terms(
        "2026-01-01", "EUR", percent=Decimal(20), recurs=True, recurring_count=6, tiers=(Tier(10, Decimal(25)),),
        tier_basis=TierBasis.AMOUNT, tier_period=TierPeriod.YEAR, cycle=Cycle.QUARTERLY, cycle_day=31, cycle_month=3,
    )  # fmt: skip
    desk.programmes.set_terms(programme, kept)
    sheet = TermsSheet(tab.record._shell, desk.programmes.sheet(programme).row, kept, "EUR")
    sheet.percent.setText("22")
    sheet.take()
    now = next(one.terms for one in desk.programmes.sheet(programme).terms if one.is_current)
    assert replace(now, effective_from="", percent=None) == replace(kept, effective_from="", percent=None)
    assert now.percent == 22


def shown_in(sheet):
    boxes = ("months", "times", "lock_days", "cycle_day", "weekday", "cycle_month")
    return {name for name in boxes if getattr(sheet, name).isVisible()}


def test_the_sheet_asks_only_for_what_the_chosen_rules_have(tab, desk, window, programme):
    tab.record.ask_terms()
    sheet = sheet_of(window, TermsSheet)
    assert shown_in(sheet) == {"cycle_day"}
    sheet.recurs.setChecked(True)
    sheet.lock._choose(LockRule.DAY_OF_MONTH.value)
    sheet.cycle._choose(Cycle.WEEKLY.value)
    assert shown_in(sheet) == {"months", "times", "lock_days", "weekday"}
    sheet.cycle._choose(Cycle.QUARTERLY.value)
    assert shown_in(sheet) == {"months", "times", "lock_days", "cycle_day", "cycle_month"}
    sheet.cycle._choose(Cycle.ON_REQUEST.value)
    assert shown_in(sheet) == {"months", "times", "lock_days"}

    sheet.percent.setText("20")
    sheet.times.setText("12")
    sheet.lock_days.setText("10")
    sheet.cycle._choose(Cycle.WEEKLY.value)
    sheet.weekday._choose("5")
    sheet.take()
    kept = desk.programmes.sheet(programme).terms[0].terms
    assert (kept.recurs, kept.recurring_months, kept.recurring_count) == (True, 0, 12)
    assert (kept.lock, kept.lock_days, kept.cycle, kept.cycle_day) == (
        LockRule.DAY_OF_MONTH, 10, Cycle.WEEKLY, 5,
    )  # fmt: skip


def test_a_number_of_a_rule_that_was_left_is_not_kept(tab, desk, window, programme):
    desk.programmes.set_terms(programme, Terms("", "EUR", percent=Decimal(5), lock=LockRule.DAYS, lock_days=30))
    tab.read()
    tab.record.ask_terms()
    sheet = sheet_of(window, TermsSheet)
    assert sheet.lock_days.text() == "30"
    sheet.lock._choose(LockRule.IMMEDIATE.value)
    sheet.take()
    now = next(one.terms for one in desk.programmes.sheet(programme).terms if one.is_current)
    assert (now.lock, now.lock_days) == (LockRule.IMMEDIATE, 0)


def test_no_days_net_stay_none(tab, desk, window, programme):
    kept = Terms("", "EUR", percent=Decimal(5), cycle=Cycle.NET, cycle_day=0)
    desk.programmes.set_terms(programme, kept)
    sheet = TermsSheet(tab.record._shell, desk.programmes.sheet(programme).row, kept, "EUR")
    sheet.take()
    now = next(one.terms for one in desk.programmes.sheet(programme).terms if one.is_current)
    assert (now.cycle, now.cycle_day) == (Cycle.NET, 0)


def test_a_programme_that_goes_by_a_number_asks_for_a_name(tab, desk, programme):
    assert not tab.record.nameless.isVisible()
    numbered = next(row.id for row in desk.programmes.list() if row.name.isdecimal())
    tab.choose(numbered)
    assert tab.record.nameless.isVisible()
    desk.programmes.edit(numbered, name="Fabrikam Insurance")
    tab.read()
    assert not tab.record.nameless.isVisible()


def test_a_link_is_made_for_a_client_and_copied(tab, desk, window, programme):
    tab.record.ask_link()
    sheet = sheet_of(window, LinkSheet)
    client = next(one.id for one in desk.clients.list() if one.name == "Orla Physio")
    sheet.client._choose(client)
    sheet.sub_id.setText("mll-orla")
    assert "subid=mll-orla" in sheet.address.text()
    sheet.take()
    assert QGuiApplication.clipboard().text().endswith("subid=mll-orla")
    assert [row.client for row in tab.record.links.rows_model.rows] == ["Orla Physio"]


def test_a_link_of_a_programme_without_an_address_asks_for_it_and_keeps_it(tab, desk, window):
    bare = desk.programmes.add(ProgrammeDraft("Fabrikam")).value
    tab.choose(bare)
    tab.record.ask_link()
    sheet = sheet_of(window, LinkSheet)
    assert (sheet.base.isVisible(), sheet.parameter.isVisible()) == (True, True)
    assert (sheet.problem.text(), sheet.address.text(), sheet.primary.isEnabled()) == ("", "", False)
    sheet.base.setText("fabrikam")
    sheet.parameter.setText("sid")
    assert "no address of a page" in sheet.problem.text()
    sheet.base.setText("https://fabrikam.example/join?x=1")
    sheet.sub_id.setText("one")
    assert (sheet.problem.text(), sheet.address.text()) == ("", "https://fabrikam.example/join?x=1&sid=one")
    sheet.take()
    kept = desk.programmes.sheet(bare)
    assert (kept.row.base_url, kept.row.sub_id_parameter) == ("https://fabrikam.example/join?x=1", "sid")
    assert [link.url for link in kept.links] == ["https://fabrikam.example/join?x=1&sid=one"]
    desk.undo()
    undone = desk.programmes.sheet(bare)
    assert (undone.row.base_url, undone.links) == ("", ())
    tab.read()
    tab.record.ask_link()
    assert sheet_of(window, LinkSheet).base.isVisible()


def test_a_copied_link_can_be_deleted(tab, desk, window, programme, qtbot):
    tab.record.ask_link()
    sheet = sheet_of(window, LinkSheet)
    sheet.sub_id.setText("mll-orla")
    sheet.take()
    tab.record.links.go_to(0)
    qtbot.keyClick(tab.record.links, Qt.Key.Key_Return)
    assert window.toast.message == "The link is on the clipboard."
    key = tab.record.links.current_key()
    next(one for one in tab.record._link_menu(key) if one.text == "Delete the link").run()
    assert tab.record.links.rows_model.rows == []


def test_where_one_stands_is_noted_with_its_day(tab, desk, programme):
    next(one for one in tab.record._statuses() if one.text == "Declined").run()
    assert desk.programmes.sheet(programme).row.status == "declined"
    assert tab.record.status.text() == "Declined"


def test_a_programme_is_added(page, window, desk):
    assert window.commands.run("programme.new")
    sheet = sheet_of(window, ProgrammeSheetDialog)
    sheet.take()
    assert sheet.problem.text() == "A programme needs a name."
    sheet.name.setText("Woodgrove Books")
    sheet.take()
    assert "Woodgrove Books" in [row.name for row in desk.programmes.list()]


def test_a_programme_is_edited(tab, window, desk, programme):
    tab.record.edit()
    sheet = sheet_of(window, ProgrammeSheetDialog)
    sheet.vendor.setText("Northwind Traders")
    sheet.take()
    assert desk.programmes.sheet(programme).row.vendor == "Northwind Traders"
    assert tab.record.head.facts.accessibleName().endswith("Application: decided 19 Nov 2026")


def test_its_commissions_can_be_shown(tab, page, programme):
    tab.record._show_commissions()
    assert page.ledger.tab == "commissions"
    assert page.ledger.commissions.bar.filter.programme_id == programme


def test_an_open_item_without_terms_asks_for_those_of_its_programme(page, desk, window):
    row = next(row for row in desk.earnings.overview().open_items if row.programme_id)
    page.ledger.show_tab("overview")
    page._act(replace(row, action=Action.ADD_TERMS))
    assert page.ledger.tab == "programmes"
    assert page.ledger.view("programmes").record.sheet.row.id == row.programme_id
    sheet = sheet_of(window, TermsSheet)
    assert sheet.windowTitle() == f"Terms of {row.programme}"
    sheet.reject()
    page.ledger.view("programmes").read()
    assert not any(one.isVisible() for one in window.findChildren(TermsSheet))


def test_without_programmes_it_teaches(window, ledger):
    page = window.current_page()
    page.refresh(None)
    page.ledger.show_tab("programmes")
    assert page.ledger.view("programmes")._empty.isVisible()
