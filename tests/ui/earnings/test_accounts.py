"""Accounts: made by statements, and what a person says of them."""

import pytest

from tests.ui.earnings.conftest import ORACLES
from ui.earnings.account_sheets import AccountSheet, AccountsSheet


@pytest.fixture
def account(desk, window):
    desk.statements.apply(desk.statements.open((ORACLES / "awin.csv").read_bytes(), "awin.csv"))
    window.commands.run("earnings.accounts")
    sheet = next(one for one in window.findChildren(AccountsSheet) if one.isVisible())
    sheet.edit(sheet.list.current_key())
    return next(one for one in window.findChildren(AccountSheet) if one.isVisible())


def test_who_pays_and_until_when_the_form_holds(account, desk):
    account.payer.setText("Awin Ltd")
    account.country.setText("gb")
    account.form_until.setText("2026-09-30")
    account.take()
    kept = desk.programmes.accounts()[0]
    assert (kept.payer, kept.country, kept.tax_form_until) == ("Awin Ltd", "GB", "2026-09-30")


def test_what_is_no_country_is_refused_in_the_sheet(account, desk):
    account.country.setText("1")
    account.take()
    assert "is not a country" in account.problem.text()
    account.reject()


def test_the_united_kingdom_is_kept_by_its_iso_code(account, desk):
    account.country.setText("UK")
    account.take()
    assert desk.programmes.accounts()[0].country == "GB"


def test_two_letters_that_are_no_country_are_refused(account):
    account.country.setText("EU")
    account.take()
    assert "'EU' is not a country" in account.problem.text()
    account.reject()


def test_an_account_can_be_put_on_hold_and_taken_off(account, desk, window):
    account.held.setText("2026-11-01")
    account.reason.setText("identity check")
    account.take()
    kept = desk.programmes.accounts()[0]
    assert (kept.held_since, kept.hold_reason) == ("2026-11-01", "identity check")
    again = AccountSheet(window.shell, kept)
    again.open()
    again.held.setText("")
    again.take()
    assert desk.programmes.accounts()[0].held_since == ""
