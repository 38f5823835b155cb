"""What is done in the step Products, and what is stored afterwards."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.evaluations.looking import dialog
from ui.evaluations.product_sheets import AddProductSheet
from ui.widgets.text import Text


def test_a_product_is_added_rejected_and_put_back(bench, desk, stored):
    bench.operations.add_candidate("Litware Inbox", "", lambda _key: None, lambda error: pytest.fail(str(error)))
    record = list(bench.operations.sheet.candidates.values())[-1]
    bench.operations.reject_candidate(record, "", "One region only")
    sheet = desk.evaluations.sheet(stored)
    assert [row.name for row in sheet.rejected] == ["Litware Inbox"]
    bench.operations.restore_candidate(sheet.rejected[0].id)
    assert desk.evaluations.sheet(stored).rejected == ()


def test_a_product_that_is_there_is_not_added_again_and_a_quick_hand_gets_what_it_typed(bench, desk, stored, window):
    slow = []
    bench.go("products")
    bench.products.add()
    sheet = dialog(AddProductSheet)
    jobs = window.shell.jobs
    read, jobs.read = jobs.read, lambda *args, **named: slow.append((args, named))
    QTest.keyClicks(sheet._search, "Contoso Flow")
    QTest.keyClick(sheet._search, Qt.Key.Key_Return)
    assert sheet.isVisible()
    jobs.read = read
    args, named = slow[-1]
    read(*args, **named)
    assert sheet.problem.text().startswith("Contoso Flow is on the short list already.")
    QTest.keyClicks(sheet._search, " 2")
    QTest.keyClick(sheet._search, Qt.Key.Key_Return)
    assert not sheet.isVisible()
    assert desk.evaluations.problem(stored).candidates[-1].name == "Contoso Flow 2"


@pytest.mark.parametrize(
    ("why", "said"),
    [
        ("Too dear by far!", "Too dear by far!"),
        ("Sold by Contoso Co.", "Sold by Contoso Co."),
        ("Too dear", "Too dear."),
    ],
)
def test_the_reason_of_a_rejection_ends_once(bench, why, said):
    bench.go("products")
    record = bench.operations.sheet.candidates["tailspin"]
    bench.operations.reject_candidate(record, "", why)
    assert said in [text.text() for text in bench.products.lists.findChildren(Text)]
