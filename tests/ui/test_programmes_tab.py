"""The programmes of a product as a person enters and reads them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from consultant_desk.domain.earnings.terms import LockRule
from tests.ui.scene import CLOCK
from ui.earnings.programme_sheets import ProgrammeSheetDialog, StatusSheet
from ui.earnings.terms_sheet import TermsSheet
from ui.pages import page_specs
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
def tab(window):
    record = window.current_page().record
    record.show_tab("programmes")
    return record.programmes


def sheet_of(window, kind):
    return next(child for child in window.findChildren(kind) if child.isVisible())


def pick(tab, key, words):
    next(item for item in tab._menu(key) if item.text.startswith(words)).run()


def test_a_programme_is_added_with_what_its_links_are_built_from(tab, window, desk):
    tab.add()
    sheet = sheet_of(window, ProgrammeSheetDialog)
    sheet.base.setText("vendor")
    sheet.take()
    assert "no address of a page" in sheet.problem.text()
    sheet.base.setText("https://adventure.example/join")
    sheet.parameter.setText("sid")
    sheet.take()

    (row,) = desk.programmes.list()
    assert (row.name, row.status) == ("Adventure Works Payroll partners", "considering")
    assert [one.name for one in tab.table.rows_model.rows] == [row.name]


def test_terms_status_and_link_are_one_menu_away(tab, window, desk):
    tab.add()
    sheet_of(window, ProgrammeSheetDialog).take()
    (row,) = desk.programmes.list()
    pick(tab, row.id, "Terms")
    terms = sheet_of(window, TermsSheet)
    terms.percent.show_number(Decimal(120))
    terms.take()
    assert "100" in terms.problem.text()
    terms.percent.show_number(Decimal(20))
    terms.lock.set_value(LockRule.DAYS.value)
    terms.lock_days.show_number(Decimal(30))
    terms.take()
    pick(tab, row.id, "Where")
    status = sheet_of(window, StatusSheet)
    status.status.set_value("applied")
    status.take()

    (row,) = desk.programmes.list()
    assert row.terms[:2] == ("20\N{NO-BREAK SPACE}% of the sale.", "Locked 30 days after the sale.")
    assert (row.status, row.applied_on) == ("applied", CLOCK.today().isoformat())
    assert tab.table.rows_model.rows == [row]


def test_a_programme_goes_to_the_trash_and_comes_back(tab, window, desk):
    tab.add()
    sheet_of(window, ProgrammeSheetDialog).take()
    pick(tab, desk.programmes.list()[0].id, "Delete")
    assert tab.table.rows_model.rows == []
    desk.undo()
    assert len(desk.programmes.list()) == 1
