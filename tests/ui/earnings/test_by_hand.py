"""A commission entered in the window, and its state changed with a reason."""

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.earnings.conftest import ORACLES
from ui.earnings.by_hand_sheets import CommissionEntrySheet, StateSheet
from ui.widgets.form import Form


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


def test_a_key_made_here_is_no_reference(entered, page, window, desk, qtbot):
    page.ledger.show_tab("commissions")
    tab = page.ledger.commissions
    qtbot.waitUntil(lambda: tab.table.paged.index(0, 4).data() != "…")
    assert tab.table.paged.index(0, 4).data() == "by hand"
    tab.open_record(entered.id)
    assert "Reference: by hand" in tab.detail.facts.accessibleDescription()
    assert tab.detail.history.itemAt(0).widget().accessibleName().endswith("approved, by hand, decides the state")


class TestNewNames:
    @pytest.fixture
    def asked(self, window, page, desk):
        desk.statements.apply(desk.statements.open((ORACLES / "awin.csv").read_bytes(), "awin.csv"))
        window.shell.commands.run("commission.enter")
        return sheet(CommissionEntrySheet)

    def test_a_half_typed_account_is_said_to_be_new_before_it_is_kept(self, asked):
        asked.account.setText("awin")
        assert asked.news.text() == "A new account “awin” is made. Did you mean Awin 189069?"
        assert asked.news.isVisible()
        asked.account.setText(" awin  189069")
        assert asked.news.text() == ""
        asked.reject()

    def test_what_is_said_takes_no_room_from_the_fields(self, asked, qtbot):
        asked.account.setText("awin")
        asked.programme.setText("Another")
        form = asked.findChild(Form)
        qtbot.waitUntil(lambda: asked.news.height() >= asked.news.heightForWidth(asked.news.width()))
        QApplication.processEvents()
        assert form.height() >= form.sizeHint().height()
        asked.reject()

    def test_a_programme_is_new_where_its_account_has_none_of_that_name(self, asked, desk):
        known = next(one for one in desk.programmes.list() if one.account == "Awin 189069")
        asked.account.setText("Awin 189069")
        asked.programme.setText(known.name.upper())
        assert asked.news.text() == ""
        asked.programme.setText("Another")
        assert asked.news.text() == "A new programme “Another” is made."
        asked.account.setText("Vendor")
        asked.programme.setText(known.name)
        assert asked.news.text() == f"A new account “Vendor” is made. A new programme “{known.name}” is made."
        asked.reject()

    def test_part_of_a_name_is_enough_to_find_it(self, asked):
        completer = asked.account.completer()
        completer.setCompletionPrefix("189")
        assert completer.currentCompletion() == "Awin 189069"
        asked.reject()


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
