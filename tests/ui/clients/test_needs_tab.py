"""Needs are written and changed in place, each edit one step that can be undone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ui.clients.need_sheets import SourceSheet
from ui.widgets.buttons import QMenu
from ui.widgets.prose import GrowingArea


def press(key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifier)


def type_text(text):
    focus = QApplication.focusWidget()
    assert isinstance(focus, GrowingArea), focus
    focus.insertPlainText(text)


def test_a_need_reads_as_one_sentence_with_what_they_want_in_bold(page):
    block = page.record.needs.blocks[0]
    assert block.need.text() == (
        "When a customer writes, they want to give each request one owner, so that nobody waits."
    )
    assert block.quote.text() == "“Nobody sees who replied.”"
    assert block.source.text() == "Declan Moore, shops"
    assert block.opportunity.text() == "9"


def test_the_figure_keys_set_importance(page, practice):
    block = page.record.needs.blocks[0]
    block.importance.setFocus()
    press(Qt.Key.Key_3)
    assert practice.needs()[0].importance == 3
    assert page.record.needs.blocks[0] is block
    assert block.opportunity.text() == "5"


def test_a_click_on_a_pip_sets_how_it_is_today(page, practice):
    pips = page.record.needs.blocks[0].satisfaction
    QTest.mouseClick(pips, Qt.MouseButton.LeftButton, pos=QPoint(76 + 3 * 13 + 4, 9))
    assert practice.needs()[0].satisfaction == 4


def test_an_edit_of_the_quote_is_stored_when_the_keyboard_leaves(page, practice):
    quote = page.record.needs.blocks[0].quote
    quote.setFocus()
    press(Qt.Key.Key_Return)
    type_text(" Nobody.")
    assert practice.needs()[0].quote == "Nobody sees who replied."
    press(Qt.Key.Key_Escape)
    assert practice.needs()[0].quote == "Nobody sees who replied. Nobody."
    assert not quote.editing
    assert quote.hasFocus()


def test_control_enter_leads_from_quote_to_need_to_requirement(page, practice, qtbot):
    tab = page.record.needs
    tab.add_button.click()
    type_text("I key every invoice twice.")
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert practice.needs()[1].quote == "I key every invoice twice."
    type_text("orders become invoices")
    press(Qt.Key.Key_Tab)
    type_text("book each order once")
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    type_text("All data out at any time")
    press(Qt.Key.Key_Tab)
    type_text("full export opened in a sheet")
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    type_text("Linked to the till")
    press(Qt.Key.Key_Escape)
    need = practice.needs()[1]
    assert (need.situation, need.progress) == ("orders become invoices", "book each order once")
    assert [(row.text, row.test) for row in need.requirements] == [
        ("All data out at any time", "full export opened in a sheet"),
        ("Linked to the till", ""),
    ]
    assert len(tab.blocks) == 2
    assert len(tab.blocks[1].lines) == 2


def test_what_is_typed_while_a_new_need_is_being_saved_is_not_lost(desk, practice, jobs, settings, show, qtbot):
    from ui.clients.page import ClientsPage
    from ui.pages import PageSpec
    from ui.window import Window

    window = Window((PageSpec("clients", "Clients", "users", ClientsPage, frozenset({"client"})),), settings, jobs)
    show(window, 1440, 868)
    window.open_desk(desk)
    page = window.current_page()
    page.focus_record("client", practice.bakeries)
    tab = page.record.needs
    qtbot.waitUntil(lambda: len(tab.blocks) == 1)
    tab.add_need()
    control = Qt.KeyboardModifier.ControlModifier
    for text in ("I key every invoice twice.", "orders become invoices", "All data out at any time"):
        type_text(text)
        press(Qt.Key.Key_Return, control)
    type_text("Linked to the till")
    press(Qt.Key.Key_Tab)
    type_text("one order in both")
    press(Qt.Key.Key_Escape)

    def stored():
        needs = practice.needs()
        rows = [(row.text, row.test) for row in needs[-1].requirements]
        return len(needs) == 2 and needs[1].situation == "orders become invoices" and rows == [
            ("All data out at any time", ""), ("Linked to the till", "one order in both"),
        ]  # fmt: skip

    qtbot.waitUntil(stored)
    assert len(tab.blocks) == 2


def test_a_need_left_without_a_word_is_not_kept(page, practice, qtbot):
    tab = page.record.needs
    tab.add_need()
    press(Qt.Key.Key_Escape)
    assert len(tab.blocks) == 1
    assert len(practice.needs()) == 1
    assert tab.blocks[0].quote.hasFocus()


def test_the_first_need_left_without_a_word_leaves_the_keyboard_on_the_way_to_write_one(page, practice):
    tab = page.record.needs
    practice.desk.needs.trash(practice.need)
    page.refresh(None)
    tab.add_need()
    press(Qt.Key.Key_Escape)
    assert tab.blocks == []
    assert QApplication.focusWidget().text() == "Write down the first need"


def test_the_first_letter_sets_the_priority(page, practice):
    page.record.needs.blocks[0].lines[0].moscow.setFocus()
    press(Qt.Key.Key_C)
    assert practice.needs()[0].requirements[0].moscow == "could"


def test_an_open_editor_says_which_keys_finish_it(page):
    prose = page.record.needs.blocks[0].lines[0].prose
    prose.setFocus()
    assert not prose._keys.isVisible()
    press(Qt.Key.Key_Return)
    assert prose._keys.isVisible()
    assert "Ctrl+Return" in prose._keys.text()
    assert QApplication.focusWidget().accessibleDescription() == prose._keys.text()
    press(Qt.Key.Key_Escape)
    assert not prose._keys.isVisible()


def test_the_priority_of_a_new_requirement_may_be_chosen_before_its_text(page, practice):
    tab = page.record.needs
    tab.blocks[0].add_requirement.click()
    line = tab.blocks[0].lines[-1]
    press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    QApplication.processEvents()
    assert line.moscow.hasFocus()
    press(Qt.Key.Key_C)
    assert line.moscow.hasFocus()
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Return)
    type_text("Linked to the till")
    press(Qt.Key.Key_Escape)
    assert [(row.text, row.moscow) for row in practice.needs()[0].requirements][-1] == ("Linked to the till", "could")


def test_a_requirement_left_without_a_word_is_not_kept_and_the_keyboard_stays_in_its_need(page, practice):
    tab = page.record.needs
    block = tab.blocks[0]
    block.add_requirement.click()
    press(Qt.Key.Key_Escape)
    assert len(block.lines) == 1
    assert block.add_requirement.hasFocus()
    block.add_requirement.click()
    press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    QApplication.processEvents()
    block.quote.setFocus()
    QApplication.processEvents()
    assert len(block.lines) == 1
    assert block.quote.hasFocus()


def test_alt_down_moves_a_requirement_below_the_next(page, practice):
    practice.desk.needs.add_requirement(practice.need, requirement("Second"))
    page.refresh(None)
    line = page.record.needs.blocks[0].lines[0]
    line.take_focus()
    press(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert [row.text for row in practice.needs()[0].requirements] == ["Second", "Runs on the shop tablets"]
    assert page.record.needs.blocks[0].lines[1] is line


def test_delete_moves_a_requirement_to_the_trash_and_undo_brings_it_back(page, practice, window):
    page.record.needs.blocks[0].lines[0].take_focus()
    press(Qt.Key.Key_Delete)
    assert practice.needs()[0].requirements == ()
    assert "Trash" in window.toast.message
    window.commands.run("edit.undo")
    assert [row.text for row in practice.needs()[0].requirements] == ["Runs on the shop tablets"]
    assert len(page.record.needs.blocks[0].lines) == 1


@pytest.mark.qt_log_ignore("grabbing the keyboard")
def test_who_asked_is_chosen_from_the_people_of_the_client(page, practice):
    line = page.record.needs.blocks[0].lines[0]
    assert line.asked.text() == "DM"
    line.asked.click()
    menu = next(menu for menu in line.asked.findChildren(QMenu) if menu.isVisible())
    next(action for action in menu.actions() if action.text() == "Nobody named").trigger()
    menu.close()
    assert practice.needs()[0].requirements[0].asked_by_id == ""


def test_a_criterion_opens_where_it_is_weighed(page, practice, window, monkeypatch):
    from consultant_desk.services.evaluations.drafts import CriterionDraft

    desk = practice.desk
    evaluation = desk.evaluations.create("Customer desk", practice.work).value
    criterion = desk.evaluations.add_criterion(evaluation, CriterionDraft(name="Shared inbox")).value
    desk.evaluations.link_requirement(practice.requirement, criterion)
    page.refresh(None)
    opened = []
    page.shell.open_record = lambda *where: opened.append(where)
    line = page.record.needs.blocks[0].lines[0]
    assert line.criterion.text() == "Shared inbox"
    line.criterion.click()
    assert opened == [("criterion", criterion)]


def test_markup_emoji_and_arabic_stand_as_typed(page, practice):
    text = "<b>bold</b> & 🥐 مرحبا"
    practice.desk.needs.edit(practice.need, quote=text)
    page.refresh(None)
    assert page.record.needs.blocks[0].quote.text() == f"“{text}”"


def test_a_quote_of_200_000_letters_is_drawn_and_edited_whole(page, practice):
    practice.desk.needs.edit(practice.need, quote="x" * 200_000)
    page.refresh(None)
    quote = page.record.needs.blocks[0].quote
    quote.grab()
    quote.edit()
    quote.grab()
    assert quote.area("quote").toPlainText() == "x" * 200_000
    quote.close_editors()
    assert practice.needs()[0].quote == "x" * 200_000


def test_a_client_without_work_is_invited_to_start_an_engagement(page, practice):
    page.focus_record("client", practice.hotels)
    assert page.record.needs._stack.currentIndex() == 2


def requirement(text):
    from consultant_desk.services.needs import RequirementDraft

    return RequirementDraft(text)


def test_a_requirement_is_added_by_the_button_below_the_others(page, practice):
    block = page.record.needs.blocks[0]
    QTest.mouseClick(block.add_requirement, Qt.MouseButton.LeftButton)
    type_text("All data out at any time")
    press(Qt.Key.Key_Escape)
    texts = [requirement.text for requirement in practice.needs()[0].requirements]
    assert texts == ["Runs on the shop tablets", "All data out at any time"]
    assert block.add_requirement.parentWidget().y() >= block.lines[-1].geometry().bottom()


def test_what_is_typed_while_a_new_requirement_is_being_saved_is_kept(page, window, practice, held_writes):
    block = page.record.needs.blocks[0]
    held_writes.hold(window.shell.jobs)
    block.add_requirement.click()
    type_text("All data out at any time")
    QApplication.focusWidget().commit()
    press(Qt.Key.Key_Tab)
    type_text("full export opened in a sheet")
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    type_text("Linked to the till")
    press(Qt.Key.Key_Escape)
    held_writes.release()
    written = [(requirement.text, requirement.test) for requirement in practice.needs()[0].requirements[1:]]
    assert written == [("All data out at any time", "full export opened in a sheet"), ("Linked to the till", "")]


def test_who_said_it_begins_with_the_person(page, window, qtbot):
    page.record.needs.blocks[0].source_wanted.emit()
    sheet = next(one for one in window.findChildren(SourceSheet) if one.isVisible())
    qtbot.waitUntil(sheet.isActiveWindow)
    assert QApplication.focusWidget() is sheet.person
    sheet.reject()
