"""The ledger is written for hledger and beancount from the menu of the section."""

import pytest

from consultant_desk.services.earnings.exports import ExportFormat
from tests.ui.earnings.conftest import ORACLES


@pytest.fixture
def page(window, desk):
    for name in ("awin.csv", "awin_later.csv"):
        desk.statements.apply(desk.statements.open((ORACLES / name).read_bytes(), name))
    return window.current_page()


@pytest.mark.parametrize(("name", "suffix"), [("hledger", ".journal"), ("beancount", ".beancount")])
def test_all_entries_are_written_and_it_is_said_of_which_time(page, window, desk, tmp_path, monkeypatch, name, suffix):
    target = tmp_path / "books"
    monkeypatch.setattr("ui.file_dialogs.QFileDialog.getSaveFileName", lambda *_: (str(target), ""))
    item = next(one for one in page.menu() if one.text == f"Export for {name} …")
    item.run()
    made = desk.earnings.export(ExportFormat(name))
    assert target.with_suffix(suffix).read_bytes() == made.data
    assert window.toast.message == f"Saved books{suffix}: {made.count} entries of all time"


def test_payouts_left_out_are_counted(page, window, desk, tmp_path, monkeypatch):
    desk.statements.apply(desk.statements.open((ORACLES / "paypal_us.csv").read_bytes(), "paypal_us.csv"))
    desk.payouts.reconcile()
    monkeypatch.setattr("ui.file_dialogs.QFileDialog.getSaveFileName", lambda *_: (str(tmp_path / "a.journal"), ""))
    assert window.commands.run("earnings.hledger")
    assert window.toast.message.endswith("; 1 payout that nothing explains is left out")
