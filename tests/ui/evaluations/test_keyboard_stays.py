"""The keyboard stays where a person works when products change lists, and the place in the table of requirements."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from consultant_desk.domain.changes import Changes
from consultant_desk.services.clients import ClientDraft
from consultant_desk.services.needs import NeedDraft, RequirementDraft
from ui.evaluations.criterion_sheet import CriterionSheet
from ui.evaluations.lock_sheets import LOCK, LockSheet
from ui.evaluations.reject_sheet import RejectSheet
from ui.widgets.buttons import Button
from ui.widgets.text import Text


@pytest.fixture
def step(page, window, desk, stored, qtbot):
    client = desk.clients.create(ClientDraft("Harbour Bakeries", engagement="Customer desk")).value
    engagement = desk.clients.sheet(client).engagements[0].id
    desk.evaluations.edit(stored, engagement_id=engagement)
    need = desk.needs.add(engagement, NeedDraft(progress="leave when they want")).value
    for text in ("All data out", "One owner", "In the EU"):
        desk.needs.add_requirement(need, RequirementDraft(text, "must"))
    page.open(stored, "products")
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return page.workbench.products


def reject():
    sheet = next(one for one in QApplication.topLevelWidgets() if isinstance(one, RejectSheet) and one.isVisible())
    sheet._why.setText("Too slow")
    sheet._take()


def test_the_last_product_of_the_long_list_leaves_the_keyboard_to_the_short_one(step):
    lists = step.lists
    lists.table.choose("contoso")
    QTest.keyClick(lists.table, Qt.Key.Key_L)
    lists.long.setFocus()
    QTest.keyClick(lists.long, Qt.Key.Key_S)
    assert lists.long.isHidden()
    assert lists.table.hasFocus()


def test_the_last_product_of_the_short_list_leaves_the_keyboard_to_the_long_one(step, desk, stored):
    lists = step.lists
    lists.table.choose("keep")
    lists.setFocus()
    lists._actions.set_baseline("keep", baseline=False)
    for _ in range(5):
        QTest.keyClick(lists.table, Qt.Key.Key_L)
    assert lists.table.isHidden()
    assert lists.long.hasFocus()
    for _ in range(5):
        QTest.keyClick(lists.long, Qt.Key.Key_Delete)
    assert lists._empty.focusProxy().hasFocus()


def test_the_product_after_the_one_that_left_its_list_is_the_next_one(step):
    lists = step.lists
    lists.setFocus()
    lists.table.choose("contoso")
    after = lists.table.rows_model.key_at(lists.table.currentIndex().row() + 1)
    QTest.keyClick(lists.table, Qt.Key.Key_L)
    assert lists.table.current_key() == after


def test_a_rejection_leaves_the_table_of_requirements_at_its_place(step):
    step.show_view("requirements")
    step.take_focus()
    table = step.coverage.table
    table.setCurrentIndex(table.coverage.index(2, 1))
    QTest.keyClick(table, Qt.Key.Key_R)
    reject()
    assert (table.currentIndex().row(), table.currentIndex().column()) == (2, 1)
    assert table.places() == ((table.coverage.candidates[1].id, table.coverage.lines[2].requirement.id),)


def test_a_requirement_that_went_leaves_the_one_beside_it_current(step, desk):
    step.show_view("requirements")
    table = step.coverage.table
    table.setCurrentIndex(table.coverage.index(3, 2))
    name, gone = table.coverage.candidates[2].name, table.coverage.lines[3].requirement.id
    desk.needs.trash_requirement(gone)
    step.coverage.show_sheet(desk.evaluations.sheet(desk.evaluations.list()[0].id))
    candidate, requirement = table.coverage.place(table.currentIndex())
    assert (candidate.name, requirement.text) == (name, "One owner")


def test_a_requirement_keeps_the_keyboard_when_a_criterion_is_linked_and_taken_away(step, page, desk, stored):
    page.workbench.go("need")
    need = page.workbench.need
    key = desk.evaluations.sheet(stored).needs[0].requirements[1].id
    need._links[key].setFocus(Qt.FocusReason.TabFocusReason)
    need.link_wanted.emit(key, "learn")
    QApplication.processEvents()
    assert need._links[key].text() == "Ease of learning"
    assert QApplication.focusWidget() is need._links[key]
    need.unlink_wanted.emit(key)
    QApplication.processEvents()
    assert QApplication.focusWidget() is need._links[key]
    page.refresh(Changes(everything=True))
    QApplication.processEvents()
    assert QApplication.focusWidget() is need._links[key]


def test_after_locking_the_keyboard_is_where_the_step_is_worked(step, page):
    page.workbench.go("criteria")
    QApplication.processEvents()
    lock = next(one for one in page.title_bar.findChildren(Button) if one.text() == LOCK and one.isVisible())
    lock.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(lock, Qt.Key.Key_Space)
    sheet = next(one for one in QApplication.topLevelWidgets() if isinstance(one, LockSheet) and one.isVisible())
    sheet.do.click()
    QApplication.processEvents()
    assert page.window().focusWidget() is page.workbench.criteria.table


def test_after_a_criterion_is_deleted_its_neighbour_is_chosen(step, page):
    session = page.workbench.session
    page.workbench.go("criteria")
    keys = [item.id for item in session.problem.criteria]
    session.select(keys[3])
    QTest.keyClick(page.workbench.criteria.table, Qt.Key.Key_Delete)
    assert keys[3] not in [item.id for item in session.problem.criteria]
    assert session.criterion == keys[4]
    session.select(keys[-1])
    QTest.keyClick(page.workbench.criteria.table, Qt.Key.Key_Delete)
    assert session.criterion == keys[-2]


def test_what_they_have_now_is_not_rejected_and_the_window_says_so(step, page, window):
    step.lists.table.choose("keep")
    QTest.keyClick(step.lists.table, Qt.Key.Key_R)
    assert not [one for one in QApplication.topLevelWidgets() if isinstance(one, RejectSheet) and one.isVisible()]
    assert "never rejected" in " ".join(text.text() for text in window.toast.findChildren(Text))


def test_a_new_criterion_begins_in_the_group_of_the_chosen_one(step, page):
    page.workbench.go("criteria")
    page.workbench.session.select("eu")
    page.workbench.criteria.criterion_wanted.emit()
    sheet = next(one for one in QApplication.topLevelWidgets() if isinstance(one, CriterionSheet) and one.isVisible())
    group = page.workbench.session.criterion_named("eu").group
    assert group
    assert sheet._group.value() == group
    sheet.reject()
