"""The lock as a person meets it: the chip, the sheets, and what a locked evaluation answers to a click or a key."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from consultant_desk.desk import Desk
from consultant_desk.domain.changes import Changes
from consultant_desk.domain.evaluation.weights import global_weights
from consultant_desk.domain.money import Money
from consultant_desk.domain.snapshot import InterestKind
from consultant_desk.services.evaluations import InterestDraft, ScoreEdit
from consultant_desk.services.rows.locks import LockStage
from tests.ui.evaluations.conftest import SAMPLE
from ui.evaluations.criteria_model import Column
from ui.evaluations.interests_block import HIDDEN, SAME
from ui.evaluations.lock_sheets import BLIND, ChangesSheet, LockSheet, ReasonSheet
from ui.widgets.buttons import Button
from ui.widgets.chips import Chip
from ui.widgets.text import Text

PAID = InterestDraft(InterestKind.AFFILIATE, "20 % of the first year", "Northwind", Money(165_000, "EUR"))


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    folder = tmp_path_factory.mktemp("filled") / "Test.desk"
    with Desk.create(folder, name="Test") as made:
        evaluation = made.evaluations.import_file(SAMPLE.read_text("utf-8")).value
        made.evaluations.set_interest(evaluation, "northwind", PAID)
        made.evaluations.set_interest(evaluation, "contoso", InterestDraft())
    return folder


@pytest.fixture
def page(window, stored):
    shown = window.current_page()
    shown.open(stored)
    return shown


@pytest.fixture
def locked(desk, stored, page):
    """The open evaluation, locked."""
    button(page, "Lock weights and scores").click()
    shown(LockSheet).do.click()
    return page


def in_bar(page, kind):
    QCoreApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete.value))
    QApplication.processEvents()
    return [one for one in page.title_bar.findChildren(kind) if one.isVisible()]


def chip(page):
    (found,) = in_bar(page, Chip)
    return found.text()


def buttons(page):
    return [one.text() for one in in_bar(page, Button)]


def button(page, text):
    return next(one for one in in_bar(page, Button) if one.text() == text)


def shown(kind):
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, kind), sheet
    return sheet


def told(sheet):
    return " ".join(text.text() for text in sheet.findChildren(Text))


def give(reason):
    sheet = shown(ReasonSheet)
    sheet.reason.setPlainText(reason)
    sheet.do.click()


def test_a_fresh_evaluation_is_blind_and_says_what_a_lock_means_before_it_locks(page, desk, stored):
    assert chip(page) == BLIND
    button(page, "Lock weights and scores").click()
    sheet = shown(LockSheet)
    assert "9 criteria" in told(sheet)
    assert "1 score is unknown and stays so" in told(sheet)
    assert "cannot be taken back" in told(sheet)
    assert sheet.focusWidget() is sheet.cancel
    sheet.cancel.click()
    assert desk.evaluations.sheet(stored).lock.stage is LockStage.BLIND


def test_after_the_lock_the_chip_holds_time_and_digest(locked, desk, stored):
    state = desk.evaluations.sheet(stored).lock
    assert chip(locked).startswith("Locked ")
    assert chip(locked).endswith(f"{state.sha256[:4]} {state.sha256[4:8]}")
    assert "Lock weights and scores" not in buttons(locked)


def test_long_interests_get_more_room_than_short_ones(locked, desk, stored):
    locked.workbench.go("result")
    block = locked.workbench.result.interests
    QApplication.processEvents()
    short = block.width()
    for key in ("contoso", "fabrikam"):
        desk.evaluations.set_interest(stored, key, PAID)
    locked.refresh(Changes(everything=True))
    QApplication.processEvents()
    assert "Fabrikam One pays you" in block.words
    assert block.width() > short


def test_interests_stand_beside_the_result_since_the_lock_and_not_before(page, desk, stored):
    page.workbench.go("result")
    block = page.workbench.result.interests
    assert block.words == HIDDEN
    assert "first year" not in " ".join(text.text() for text in page.findChildren(Text))
    block.lock_wanted.emit()
    shown(LockSheet).do.click()
    assert block.words == (
        "Northwind Desk pays you 20 % of the first year, about €1,650. "
        f"Best product that pays nothing: Contoso Flow, rank 2. {SAME}"
    )


def drag_cost(page):
    """Drag the weight of the cost with the mouse and let go."""
    table = page.workbench.criteria.table
    row = table.rows.row_of("cost")
    cell = table.visualRect(table.rows.index(row, Column.WEIGHT))
    view, start = table.viewport(), QPoint(cell.left() + 60, cell.center().y())
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(view, start + QPoint(120, 0))
    tried = dict(page.workbench.session.weights)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=start + QPoint(120, 0))
    return tried


def test_a_slider_of_a_locked_evaluation_may_be_tried_and_goes_back_without_a_reason(locked, desk, stored):
    before = desk.evaluations.problem(stored)
    session = locked.workbench.session
    was = dict(session.weights)
    assert drag_cost(locked) != was
    assert "are locked since" in told(shown(ReasonSheet))
    shown(ReasonSheet).reject()
    assert dict(session.weights) == was
    assert desk.evaluations.problem(stored) == before


def test_a_slider_that_was_let_go_stays_where_it_is_once_there_is_a_reason(locked, desk, stored):
    tried = drag_cost(locked)
    give("The budget was cut")
    assert global_weights(desk.evaluations.problem(stored)) == pytest.approx(tried, abs=1e-6)
    assert desk.evaluations.sheet(stored).lock.stage is LockStage.OPEN


@pytest.mark.parametrize("key", ["5", "u", "Del", "e", "F2"])
def test_a_key_in_the_matrix_of_a_locked_evaluation_says_why(locked, desk, stored, key):
    before = desk.evaluations.problem(stored)
    locked.workbench.go("scores")
    locked.workbench.session.select("cost", "contoso")
    matrix = locked.workbench.scores.matrix
    special = {"Del": Qt.Key.Key_Delete, "F2": Qt.Key.Key_F2}
    QTest.keyClick(matrix, special.get(key, key))
    assert "are locked since" in told(shown(ReasonSheet))
    shown(ReasonSheet).reject()
    assert desk.evaluations.problem(stored) == before


def test_the_rationale_of_a_locked_score_is_still_written(locked, desk, stored):
    locked.workbench.go("scores")
    locked.workbench.session.select("cost", "contoso")
    editor = locked.workbench.scores.editor
    assert editor._value.isReadOnly()
    editor._rationale.setPlainText("As offered in writing")
    editor.flush()
    assert QApplication.activeModalWidget() is None
    assert desk.evaluations.problem(stored).cell_index()["contoso", "cost"].rationale == "As offered in writing"


def test_what_was_refused_is_done_after_the_reason_is_given(locked, desk, stored):
    locked.workbench.operations.delete_candidate(desk.evaluations.sheet(stored).candidates["tailspin"])
    give("They went out of business")
    sheet = desk.evaluations.sheet(stored)
    assert "tailspin" not in sheet.candidates
    assert sheet.lock.stage is LockStage.OPEN
    assert chip(locked) == "Open for changes: They went out of business"


def test_what_is_refused_on_another_page_is_asked_about_there(locked, desk, stored):
    record = desk.evaluations.sheet(stored).candidates["tailspin"]
    locked.shell.write(lambda: desk.trash.put("candidate", record), say="Deleted")
    assert "“Customer desk for Harbour Bakeries” are locked since" in told(shown(ReasonSheet))
    give("They went out of business")
    assert "tailspin" not in desk.evaluations.sheet(stored).candidates


def test_an_empty_reason_is_told_in_the_sheet(locked):
    locked.lock_bar.open_again()
    give("  ")
    assert "needs a reason" in told(shown(ReasonSheet))
    shown(ReasonSheet).reject()


def test_opened_again_it_is_locked_again_and_the_changes_are_listed_by_reason(locked, desk, stored):
    locked.lock_bar.open_again()
    give("The vendor answered")
    desk.evaluations.set_scores(stored, [ScoreEdit("contoso", "cost", 12_345.0)])
    locked._ask_sheet(stored)
    button(locked, "Lock again").click()
    assert "1 change since it was opened: The vendor answered" in told(shown(LockSheet))
    shown(LockSheet).do.click()
    assert chip(locked).startswith("Locked ")
    locked.lock_bar.show_changes()
    words = told(shown(ChangesSheet))
    assert "The vendor answered" in words
    assert "→ €12,345" in words
    shown(ChangesSheet).accept()


def test_menu_and_palette_offer_what_fits_the_state(page, desk, stored):
    def lines():
        return [item.text for item in page.menu()]

    assert "Lock weights and scores …" in lines()
    assert "What changed since the lock" not in lines()
    desk.evaluations.lock(stored)
    page._ask_sheet(stored)
    assert {"Open again with a reason …", "What changed since the lock"} <= set(lines())
    able = {command.id for command in page.commands() if command.when()}
    assert {"evaluations.unlock", "evaluations.changes"} <= able
    assert "evaluations.lock" not in able
