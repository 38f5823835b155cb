"""A commission entered in the window, and its state changed with a reason."""

import pytest
from PySide6.QtWidgets import QApplication

from ui.earnings.by_hand_sheets import CommissionEntrySheet, StateSheet


def sheet(kind):
    return next(one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible())


@pytest.fixture
def entered(window, page, desk):
    window.shell.commands.run("commission.enter")
    asked = sheet(CommissionEntrySheet)
    asked.enter()
    assert asked.problem.text() == "Type the date and the amount."
    asked.account.setText("Ledgerly GmbH")
    asked.amount._amount.setText("120")
    asked.note.setText("Invoice 7")
    asked.enter()
    (row,) = desk.earnings.commission_rows(desk.earnings.commission_keys())
    return row


def test_a_commission_is_entered_and_undone(entered, window, desk):
    assert (entered.amount.minor, entered.amount.currency, entered.status.value) == (12_000, "EUR", "approved")
    window.shell.commands.run("edit.undo")
    assert len(desk.earnings.commission_keys()) == 0


def test_a_state_needs_a_reason_and_stands_in_the_history(entered, window, desk):
    StateSheet(window.shell, desk.earnings.commission(entered.id)).open()
    asked = sheet(StateSheet)
    asked.state.set_value("paid")
    asked.change()
    assert "reason" in asked.problem.text()
    asked.reason.setText("On the account")
    asked.change()
    told = desk.earnings.commission(entered.id)
    assert told.row.status.value == "paid"
    assert {event.reason for event in told.events} == {"Invoice 7", "On the account"}
