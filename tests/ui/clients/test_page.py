"""The list beside the record: search, filter, new clients, facts of the header, the Trash."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from consultant_desk.services.clients import ClientDraft
from consultant_desk.services.rows.clients import ClientRow, NextStep
from ui.clients.client_sheets import EngagementSheet, NewClientSheet, NewEvaluationSheet, NextStepSheet
from ui.clients.list_panel import ClientListPanel, client_line
from ui.clients.person_sheet import PersonSheet
from ui.clients.touch_sheet import TouchSheet
from ui.evaluations.template_sheets import ChooseTemplateSheet
from ui.widgets.buttons import Button, QMenu
from ui.widgets.dialogs import Sheet


def opened(window, kind):
    return next(sheet for sheet in window.findChildren(Sheet) if isinstance(sheet, kind) and sheet.isVisible())


def press(key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifier)


def titles(page):
    return [row.title for row in page.panel.list.rows]


def pick(anchor, words):
    menu = next(menu for menu in anchor.findChildren(QMenu) if menu.isVisible())
    next(action for action in menu.actions() if action.text().startswith(words)).trigger()
    menu.close()


def test_the_list_tells_what_comes_next_and_when(page):
    row = page.panel.list.rows[0]
    assert (row.title, row.note, row.right_note) == ("Harbour Bakeries", "Present recommendation", "Short list")
    assert "24" in row.right
    assert page.title_bar.state == "2 clients, 1 with a next step"


def test_clients_without_open_work_show_when_all_are_asked_for(page):
    assert "Tern Books" not in titles(page)
    page.panel.filter.set_value("all")
    page.panel.wanted.emit()
    assert "Tern Books" in titles(page)


def test_searching_narrows_the_list_and_enter_goes_to_the_first(page, qtbot):
    page.panel.search.setFocus()
    QTest.keyClicks(page.panel.search, "moor")
    qtbot.waitUntil(lambda: titles(page) == ["Moorland Hotels"])
    press(Qt.Key.Key_Return)
    assert page.record.sheet.name == "Moorland Hotels"
    assert page.panel.list.hasFocus()


def test_the_arrow_keys_walk_through_the_clients(page):
    page.panel.list.setFocus()
    press(Qt.Key.Key_Down)
    assert page.record.header.name.text() == "Moorland Hotels"


def test_the_header_states_stage_next_step_last_touch_and_fee(page):
    header = page.record.header
    assert header.stage.words == "Short list, 16 days"
    assert header.next.words.startswith("Present recommendation, ")
    assert header.last.words == "2 days ago"
    assert header.fee.words == "€4,200, 1.5 of 40 h"


def test_a_name_is_enough_for_a_new_client(page, window, practice):
    window.commands.run("client.new")
    sheet = opened(window, NewClientSheet)
    sheet.name.setText("Larch Veterinary")
    QTest.keyClick(sheet.name, Qt.Key.Key_Return)
    assert not sheet.isVisible()
    assert page.record.header.name.text() == "Larch Veterinary"
    assert "Larch Veterinary" in titles(page)


def test_a_client_without_a_name_is_refused_in_words(page, window):
    page.add_client()
    sheet = opened(window, NewClientSheet)
    sheet._accept()
    assert sheet.problem.text() == "A client needs a name."
    sheet.reject()


def test_a_second_client_of_a_name_is_added_when_asked_for_once_more(page, window, practice):
    page.add_client()
    sheet = opened(window, NewClientSheet)
    sheet.name.setText("harbour bakeries")
    QTest.keyClick(sheet.name, Qt.Key.Key_Return)
    assert sheet.problem.text().startswith("There is a client “harbour bakeries” already.")
    assert "harbour bakeries" not in titles(page)
    QTest.keyClick(sheet.name, Qt.Key.Key_Return)
    assert not sheet.isVisible()
    assert "harbour bakeries" in titles(page)


def test_a_deleted_client_leaves_the_list_and_undo_brings_it_back(page, window):
    window.commands.run("client.trash")
    assert "Harbour Bakeries" not in titles(page)
    assert "Trash" in window.toast.message
    window.toast._act()
    assert "Harbour Bakeries" in titles(page)


def test_f6_walks_from_the_list_to_the_header_to_the_tabs_and_escape_leads_back(page, window):
    page.panel.list.setFocus()
    window.commands.run("window.next_pane")
    assert page.record.header.stage.hasFocus()
    window.commands.run("window.next_pane")
    assert page.record.body.isAncestorOf(QApplication.focusWidget())
    press(Qt.Key.Key_Escape)
    assert page.panel.list.hasFocus()


def test_tags_are_written_parted_by_commas(page, practice):
    tags = page.record.header.tags
    tags.edit()
    tags._field.setText("food retail, 14 shops")
    press(Qt.Key.Key_Return)
    assert practice.desk.clients.sheet(practice.bakeries).tags == ("food retail", "14 shops")
    assert tags.tags == ("food retail", "14 shops")


def test_escape_leaves_the_tags_as_they_were(page, practice):
    tags = page.record.header.tags
    tags.edit()
    tags._field.setText("something else")
    press(Qt.Key.Key_Escape)
    assert practice.desk.clients.sheet(practice.bakeries).tags == ("food retail", "Galway")


@pytest.mark.qt_log_ignore("grabbing the keyboard")
def test_the_stage_is_chosen_in_the_header(page, practice):
    page.record.header.stage.click()
    pick(page.record.header.stage, "Recommended")
    assert page.record.header.stage.words.startswith("Recommended")


@pytest.mark.qt_log_ignore("grabbing the keyboard")
def test_the_next_step_is_done_from_the_header_and_can_be_taken_back(page, window):
    page.record.header.next.click()
    pick(page.record.header.next, "Done")
    assert page.record.header.next.words == "Plan the next step"
    window.commands.run("edit.undo")
    assert page.record.header.next.words.startswith("Present recommendation")


def test_a_next_step_is_planned_with_a_date_in_words(page, window, practice):
    page.record.plan_next()
    sheet = opened(window, NextStepSheet)
    sheet.text.setText("Send quote")
    sheet.due.setText("+2d")
    sheet._accept()
    tasks = practice.desk.tasks.list(client_id=practice.bakeries)
    assert (tasks[0].text, tasks[0].due_on) == ("Send quote", "2026-11-23")


def test_a_next_step_with_a_wrong_date_says_so(page, window):
    page.record.plan_next()
    sheet = opened(window, NextStepSheet)
    sheet.text.setText("Send quote")
    sheet.due.setText("soonish")
    sheet._accept()
    assert "soonish" in sheet.problem.text()
    sheet.reject()


def test_fee_and_hours_are_edited_together(page, window, practice):
    page.record.header.fee.click()
    sheet = opened(window, EngagementSheet)
    sheet.hours.setText("50")
    sheet._accept()
    assert practice.desk.clients.sheet(practice.bakeries).engagement.hours_planned == "50"


def test_a_touch_is_logged_with_one_line(page, window, practice):
    window.commands.run("client.touch")
    sheet = opened(window, TouchSheet)
    sheet.summary.setText("Talked about tablets")
    sheet._accept()
    assert practice.desk.clients.sheet(practice.bakeries).timeline[0].summary == "Talked about tablets"
    assert page.record.header.last.words.startswith("Today")


def test_a_touch_at_an_impossible_time_is_refused_in_words(page, window):
    page.record.log_touch()
    sheet = opened(window, TouchSheet)
    sheet.summary.setText("x")
    sheet.time.setText("25:00")
    sheet._accept()
    assert "25:00" in sheet.problem.text()
    sheet.reject()


def test_the_timeline_groups_by_day_and_deletes_with_a_way_back(page, window, practice):
    page.record.show_tab("timeline")
    line = page.record.timeline.lines()[0]
    line.setFocus()
    press(Qt.Key.Key_Delete)
    assert page.record.timeline.lines() == ()
    window.commands.run("edit.undo")
    assert len(page.record.timeline.lines()) == 1


def test_a_person_is_added_with_ways_to_reach_them(page, window, practice):
    page.record.show_tab("people")
    page.record.people.add()
    sheet = opened(window, PersonSheet)
    sheet.name.setText("Aoife Brennan")
    sheet.contacts[0].value.setText("not a mail address")
    sheet._accept()
    assert "not a mail address" in sheet.problem.text()
    sheet.contacts[0].value.setText("aoife@harbour.example")
    sheet.main.setChecked(True)
    sheet._accept()
    people = practice.desk.clients.sheet(practice.bakeries).people
    assert [(person.name, person.is_main) for person in people] == [("Aoife Brennan", True), ("Declan Moore", False)]
    assert [line.row.name for line in page.record.people.lines()] == ["Aoife Brennan", "Declan Moore"]


def test_a_new_evaluation_opens_the_workbench(page, window, practice):
    went = []
    page.shell.open_record = lambda kind, key: went.append((kind, key))
    page.record.start_evaluation()
    sheet = opened(window, NewEvaluationSheet)
    sheet.title.setText("Customer desk")
    sheet._accept()
    (row,) = practice.desk.evaluations.list(client_id=practice.bakeries)
    assert went == [("evaluation", row.id)]
    assert [line.title for line in page.record.evaluations.list.rows] == ["Customer desk"]


def test_an_evaluation_of_a_client_starts_from_a_template_as_in_the_section_evaluations(page, window, practice):
    went = []
    page.shell.open_record = lambda kind, key: went.append(key)
    page.record.start_evaluation()
    sheet = opened(window, NewEvaluationSheet)
    sheet.start.open_starts()
    pick(sheet.start.button, "A template")
    choosing = next(one for one in QApplication.topLevelWidgets() if isinstance(one, ChooseTemplateSheet))
    choosing.gallery.list.choose_first()
    taken = choosing.gallery.row
    choosing._take()
    assert sheet.start.button.text() == f"{taken.name}, version {taken.number}"
    sheet._accept()
    made = practice.desk.evaluations.problem(went[0])
    assert len(made.criteria) == taken.criteria
    (row,) = practice.desk.evaluations.list(client_id=practice.bakeries)
    assert row.title == "New customer desk"


def test_a_practice_without_clients_is_taught_how_to_start(window):
    page = window.current_page()
    assert page._whole.currentIndex() == 1


def test_the_keyboard_is_on_a_client_just_added(window, qtbot):
    page = window.current_page()
    first = next(one for one in page._whole.findChildren(Button) if one.text() == "New client" and one.isVisible())
    first.setFocus()
    press(Qt.Key.Key_Space)
    sheet = opened(window, NewClientSheet)
    sheet.name.setText("Acorn Press")
    sheet._accept()
    window.activateWindow()
    qtbot.waitUntil(page.panel.list.hasFocus)
    assert page.panel.list.current_key() == page.record.sheet.id


def test_a_need_found_in_the_palette_is_shown_on_its_tab(page, practice):
    page.record.show_tab("people")
    page.focus_record("client", practice.hotels)
    page.focus_record("client", practice.bakeries)
    page.focus_part("requirement", practice.requirement)
    assert page.record.tabs.current() == "needs"
    assert page.record.needs.blocks[0].lines[0].prose.hasFocus()


def test_every_control_of_the_record_has_a_name(page):
    from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit

    for tab in ("timeline", "people", "needs", "evaluations"):
        page.record.show_tab(tab)
        for kind in (QAbstractButton, QLineEdit, QPlainTextEdit):
            for control in page.findChildren(kind):
                if control.isVisible() and control.focusPolicy() != Qt.FocusPolicy.NoFocus:
                    assert control.accessibleName(), control


def test_one_of_ten_thousand_clients_is_chosen(show, qtbot):
    from datetime import date

    step = NextStep("t", "Call", "2026-11-24", -3)
    rows = tuple(ClientRow(str(n), f"Client {n}", "", (), "scoping", step, "", None) for n in range(10_000))
    panel = ClientListPanel()
    show(panel, 272, 800)
    lines = [client_line(row, date(2026, 11, 21)) for row in rows]
    panel.show_clients(lines[:1])
    panel.show_clients(lines)
    panel.list.choose("9000")
    panel.grab()
    assert panel.list.current_key() == "9000"


def test_long_names_and_markup_stand_as_typed(page, practice):
    name = "<b>Bold</b> & Sons 🥐 مخبز " + "x" * 300
    client = practice.desk.clients.create(ClientDraft(name)).value
    page.refresh(None)
    page.focus_record("client", client)
    assert page.record.header.name.text() == name
    page.grab()
