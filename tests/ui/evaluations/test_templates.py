"""Templates by what a person does and sees: start from one, take criteria of one, keep an evaluation as one."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu

from consultant_desk.desk import Desk
from consultant_desk.domain.changes import Changes
from consultant_desk.services.clients import ClientDraft
from tests.ui.evaluations.conftest import SAMPLE
from tests.ui.evaluations.looking import dialog
from ui.evaluations.client_sheet import NewEvaluationSheet
from ui.evaluations.criterion_sheet import CriterionSheet
from ui.evaluations.save_template_sheet import SaveTemplateSheet
from ui.evaluations.template_files import export_path, import_path
from ui.evaluations.template_sheets import AddFromTemplateSheet, ChooseTemplateSheet
from ui.evaluations.template_view_sheet import TemplateViewSheet
from ui.pages import page_specs
from ui.settings.template_name_sheet import TemplateNameSheet
from ui.window import Window


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    folder = tmp_path_factory.mktemp("made") / "Test.desk"
    with Desk.create(folder, name="Test") as desk:
        stored = desk.evaluations.import_file(SAMPLE.read_text("utf-8")).value
        desk.evaluations.save_template(stored, "Orders", "Aa first", "For shops.")
    return folder


@pytest.fixture
def own(desk):
    return next(row.id for row in desk.evaluations.templates() if row.own)


@pytest.fixture
def window(desk, settings, inline_jobs, show):
    specs = [spec for spec in page_specs() if spec.id in {"evaluations", "settings"}]
    made = show(Window(specs, settings, inline_jobs), 1440, 900)
    made.open_desk(desk)
    return made


def press(key, *, times=1, modifier=Qt.KeyboardModifier.NoModifier):
    """Press a key where the keyboard is: in an open menu, else in the widget with the focus."""
    for _ in range(times):
        QTest.keyClick(QApplication.activePopupWidget() or QApplication.focusWidget(), key, modifier)


def type_here(text):
    QTest.keyClicks(QApplication.focusWidget(), text)


def focus(widget, qtbot):
    widget.window().activateWindow()
    qtbot.waitUntil(widget.window().isActiveWindow)
    widget.setFocus()
    qtbot.waitUntil(widget.hasFocus)


def test_a_new_evaluation_starts_from_a_template_without_the_mouse(page, desk, qtbot):
    page.new()
    sheet = dialog(NewEvaluationSheet)
    focus(sheet._title, qtbot)
    type_here("Tern Books")
    press(Qt.Key.Key_Tab)
    assert sheet.start.button.hasFocus()
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Down, times=2)
    press(Qt.Key.Key_Return)
    gallery = dialog(ChooseTemplateSheet).gallery
    focus(gallery.search, qtbot)
    type_here("orders")
    press(Qt.Key.Key_Down)
    assert gallery.list.hasFocus()
    assert gallery.row.name == "Orders"
    press(Qt.Key.Key_Return)
    assert sheet.start.button.text() == "Orders, version 1"
    focus(sheet._title, qtbot)
    press(Qt.Key.Key_Return)
    assert page.workbench.operations.sheet.title == "Tern Books"
    assert len(page.workbench.session.problem.criteria) == 9
    assert desk.undo_state().undo == "Add evaluation Tern Books"


def test_nothing_to_start_from_is_what_a_new_evaluation_has_at_first(page, qtbot):
    page.new()
    sheet = dialog(NewEvaluationSheet)
    assert sheet.start.button.text() == "Nothing"
    sheet._title.setText("Bare")
    sheet._take()
    assert page.workbench.session.problem.criteria == ()


def test_the_client_found_by_typing_is_the_one_taken(page, desk, qtbot):
    for name in ("Acorn Press", "Harcourt Legal"):
        desk.clients.create(ClientDraft(name, engagement="Passwords"))
    page.new()
    sheet = dialog(NewEvaluationSheet)
    sheet._title.setText("Tern Books")
    focus(sheet._search, qtbot)
    type_here("Har")
    qtbot.waitUntil(lambda: len(sheet._list.rows) == 2)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    row = next(row for row in desk.evaluations.list() if row.title == "Tern Books")
    assert row.client == "Harcourt Legal"


def test_a_choice_of_a_template_can_be_taken_back(page):
    page.new()
    sheet = dialog(NewEvaluationSheet)
    sheet.start.choose_template()
    dialog(ChooseTemplateSheet)._take()
    assert sheet.start.button.text() != "Nothing"
    sheet.start.open_starts()
    menu = next(menu for menu in sheet.start.button.findChildren(QMenu) if menu.isVisible())
    menu.actions()[0].trigger()
    menu.close()
    assert sheet.start.button.text() == "Nothing"
    assert not sheet.start.note.isVisible()
    sheet.reject()


def test_the_weights_shown_are_those_of_the_use_case_and_are_taken(page, desk):
    row = next(row for row in desk.evaluations.templates() if row.use_cases)
    page.new()
    sheet = dialog(NewEvaluationSheet)
    sheet._title.setText("By use")
    sheet.start.choose_template()
    choosing = dialog(ChooseTemplateSheet)
    choosing.gallery.list.choose(row.id)
    preview = choosing.gallery.preview
    before = [line.weight for line in preview.table.rows_model.rows]
    preview.use_case._choose(row.use_cases[0].id)
    assert [line.weight for line in preview.table.rows_model.rows] != before
    choosing._take()
    assert sheet.start.note.text().endswith(f"weights for {row.use_cases[0].name}")
    sheet._take()
    stated = desk.evaluations.create_from_template(row.id, "Stated").value
    taken = desk.evaluations.problem(page.workbench.operations.sheet.id)
    assert taken.weights != desk.evaluations.problem(stated).weights


def test_the_preview_says_scale_measure_and_what_a_criterion_asks(page, desk):
    template = next(
        one
        for one in (desk.evaluations.template(row.id) for row in desk.evaluations.templates() if not row.own)
        if any(item.quality for item in one.criteria)
    )
    page.new()
    sheet = dialog(NewEvaluationSheet)
    sheet.start.choose_template()
    choosing = dialog(ChooseTemplateSheet)
    row = next(row for row in desk.evaluations.templates() if row.name == template.name)
    choosing.gallery.list.choose(row.id)
    preview = choosing.gallery.preview
    measured = next(item for item in template.criteria if item.quality)
    preview.table.choose(measured.id)
    assert measured.quality in preview._question.text()
    place = preview.table.rows_model.row_of(measured.id)
    cells = [column.cell(preview.table.rows_model.rows[place]).text for column in preview.table.rows_model.columns]
    assert cells[0] == measured.name
    assert " → " in cells[1]
    assert cells[2]
    assert measured.quality.endswith(cells[2])
    choosing.reject()
    sheet.reject()


def test_a_long_question_is_read_whole_in_the_preview(page, window, desk):
    long = " ".join(["How long until a new shop assistant solves a first request, from the first morning on?"] * 4)
    file = json.loads(SAMPLE.read_text("utf-8"))
    file["criteria"][2]["question"] = long
    asked = desk.evaluations.import_file(json.dumps(file)).value
    made = desk.evaluations.save_template(asked, "Long", "Aa first", "").value
    window.resize(1024, 700)
    page.new()
    sheet = dialog(NewEvaluationSheet)
    sheet.start.choose_template()
    choosing = dialog(ChooseTemplateSheet)
    choosing.gallery.list.choose(made)
    preview = choosing.gallery.preview
    key = next(item.id for item in preview.template.criteria if item.question == long)
    preview.table.choose(key)
    QApplication.processEvents()
    question = preview._question
    assert question.height() >= question.heightForWidth(question.width()) > 60
    choosing.reject()
    sheet.reject()


class TestAdding:
    def test_the_empty_step_offers_a_template_and_takes_its_weights(self, page, desk, own):
        fresh = desk.evaluations.create("Fresh").value
        page.open(fresh, "criteria")
        page.workbench.criteria.template_wanted.emit()
        sheet = dialog(AddFromTemplateSheet)
        sheet.gallery.list.choose(own)
        assert sheet._primary.text() == "Add 9 criteria"
        sheet._add()
        assert not sheet.isVisible()
        assert len(page.workbench.session.problem.criteria) == 9
        assert desk.undo_state().undo == "Add 9 criteria of Orders"

    def test_criteria_are_left_and_taken_with_space(self, page, desk, own, qtbot):
        fresh = desk.evaluations.create("Fresh").value
        page.open(fresh, "criteria")
        page.workbench.add_from_template()
        sheet = dialog(AddFromTemplateSheet)
        sheet.gallery.list.choose(own)
        table = sheet.gallery.preview.table
        focus(sheet.gallery.list, qtbot)
        press(Qt.Key.Key_Return)
        qtbot.waitUntil(table.hasFocus)
        first = table.rows_model.rows[0]
        assert first.criterion is None
        members = [item.id for item in desk.evaluations.template(own).criteria if item.group == first.key]
        table.choose(first.key)
        press(Qt.Key.Key_Space)
        assert not set(members) & set(sheet.gallery.preview.picked)
        table.choose(members[0])
        press(Qt.Key.Key_Space)
        assert members[0] in sheet.gallery.preview.picked
        count = 9 - len(members) + 1
        assert sheet._primary.text() == f"Add {count} criteria"
        sheet._add()
        assert len(desk.evaluations.problem(fresh).criteria) == count

    def test_what_is_there_is_said_and_not_taken_again(self, page, stored, own):
        page.open(stored, "criteria")
        page.workbench.add_from_template()
        sheet = dialog(AddFromTemplateSheet)
        sheet.gallery.list.choose(own)
        assert sheet.gallery.preview.picked == ()
        assert not sheet._primary.isEnabled()
        states = {line.state for line in sheet.gallery.preview.table.rows_model.rows if line.criterion is not None}
        assert states == {"there"}
        sheet.reject()

    def test_the_menu_beside_the_weights_offers_it_too(self, page, stored):
        page.open(stored, "criteria")
        bar = page.workbench.criteria.bar
        bar._open_add()
        menu = next(menu for menu in bar._add.findChildren(QMenu) if menu.isVisible())
        next(action for action in menu.actions() if action.text() == "From a template …").trigger()
        menu.close()
        dialog(AddFromTemplateSheet).reject()


class TestSaving:
    def test_an_evaluation_is_saved_under_a_name_that_is_typed_not_under_its_title(self, page, window, desk, stored):
        page.open(stored, "criteria")
        assert window.commands.run("evaluations.template.save")
        sheet = dialog(SaveTemplateSheet)
        assert sheet._name.text() == ""
        sheet._name.setText("Counter")
        sheet._category.setText("Retail")
        sheet._save()
        assert not sheet.isVisible()
        row = next(row for row in desk.evaluations.templates() if row.name == "Counter")
        assert (row.category, row.own, row.number) == ("Retail", True, 1)
        assert window.toast.message.startswith("Saved as the template")

    def test_one_started_from_your_own_template_becomes_its_next_version(self, page, window, desk, own):
        fresh = desk.evaluations.create_from_template(own, "Again").value
        page.open(fresh, "criteria")
        page.templates.save()
        sheet = dialog(SaveTemplateSheet)
        assert sheet.what.text() == "Version 2 of Orders"
        assert sheet._primary.text() == "Save version 2"
        sheet._changed.setPlainText("Nothing yet")
        sheet._save()
        assert [(row.number, row.note) for row in desk.evaluations.template_versions(own)] == [
            (2, "Nothing yet"),
            (1, ""),
        ]

    def test_a_name_that_is_taken_is_told_in_the_sheet(self, page, desk, stored):
        page.open(stored, "criteria")
        page.templates.save()
        sheet = dialog(SaveTemplateSheet)
        sheet._name.setText("orders")
        sheet._save()
        assert "already" in sheet.problem.text()
        assert sheet.isVisible()
        sheet._name.setText(" ")
        sheet._save()
        assert sheet.problem.text() == "Give the template a name."
        sheet.reject()

    def test_without_criteria_there_is_nothing_to_save(self, page, window, desk):
        page.open(desk.evaluations.create("Fresh").value, "criteria")
        page.templates.save()
        assert window.toast.message == "There are no criteria to save yet."

    def test_it_stands_in_the_overflow_menu_of_an_open_evaluation_only(self, page, stored):
        words = "Save as a template …"
        assert words not in [item.text for item in page.menu()]
        page.open(stored, "criteria")
        assert words in [item.text for item in page.menu()]


class TestSettings:
    @pytest.fixture
    def part(self, window):
        window.go("settings")
        window.current_page().list.choose("templates")
        return window.current_page().parts["templates"]

    def test_your_own_stand_first_and_are_renamed(self, part, desk, own):
        assert part.table.current_key() == own
        part.rename(own)
        sheet = dialog(TemplateNameSheet)
        sheet._name.setText("Shop orders")
        sheet._save()
        assert part.table.rows_model.rows[0].name == "Shop orders"
        assert desk.evaluations.template(own).name == "Shop orders"

    def test_del_moves_one_to_the_trash_and_undo_brings_it_back(self, part, window, desk, own, qtbot):
        focus(part.table, qtbot)
        part.table.choose(own)
        press(Qt.Key.Key_Delete)
        assert own not in [row.id for row in part.table.rows_model.rows]
        window.commands.run("edit.undo")
        assert own in [row.id for row in part.table.rows_model.rows]

    def test_one_of_the_program_stays(self, part, window, desk):
        builtin = next(row for row in part.table.rows_model.rows if not row.own)
        part.delete(builtin.id)
        assert "stays" in window.toast.message
        part.table.choose(builtin.id)
        enabled = {item.text: item.enabled for item in part._menu() if item.text}
        assert not enabled["Delete"]
        assert not enabled["Name and category …"]

    def test_enter_shows_every_version(self, part, desk, own, stored, qtbot):
        sheet = desk.evaluations.sheet(stored)
        desk.evaluations.trash_criterion(sheet.criteria[sheet.problem.criteria[0].id])
        desk.evaluations.save_template(stored, "Orders", "Aa first", "One less", template_id=own)
        part.refresh(Changes(everything=True))
        focus(part.table, qtbot)
        part.table.choose(own)
        press(Qt.Key.Key_Return)
        view = dialog(TemplateViewSheet)
        assert view._changed.text() == "Changed: One less"
        assert len(view.preview.template.criteria) == 8
        view.version.set_value("1")
        view.version.chosen.emit("1")
        assert len(view.preview.template.criteria) == 9
        assert view._changed.text() == ""
        view.accept()

    def test_a_template_goes_out_into_a_file_and_comes_in_again(self, part, window, desk, own, tmp_path, monkeypatch):
        file = tmp_path / "orders.template.json"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "orders"), ""))
        part.table.choose(own)
        next(item for item in part._menu() if item.text == "Export …").run()
        assert window.toast.message == "Exported to orders.template.json"
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(file), ""))
        part._import()
        row = next(row for row in part.table.rows_model.rows if row.id == part.table.current_key())
        assert row.name == "Orders (2)"

    def test_a_file_that_is_none_is_told(self, part, window, desk, tmp_path):
        file = tmp_path / "bad.template.json"
        file.write_text(json.dumps({"format": "something"}), "utf-8")
        before = desk.evaluations.templates()
        import_path(window.shell, file, lambda _id: None)
        assert window.toast.message == "This is not a template file. It is JSON of another kind."
        file.write_bytes(b"\x89PNG\r\n\x1a\n")
        import_path(window.shell, file, lambda _id: None)
        assert window.toast.message.startswith("This is not a template file. It is no text at all")
        export_path(window.shell, "nothing", tmp_path / "x.json")
        assert desk.evaluations.templates() == before
        assert not (tmp_path / "x.json").exists()

    def test_the_palette_leads_to_a_template(self, window, own):
        window.open_record("template", own)
        page = window.current_page()
        assert page.list.current_key() == "templates"
        assert page.parts["templates"].table.current_key() == own


def test_the_editor_of_a_criterion_keeps_what_it_measures(page, desk):
    row = next(row for row in desk.evaluations.templates() if not row.own)
    made = desk.evaluations.create_from_template(row.id, "Measured").value
    measured = next(item for item in desk.evaluations.problem(made).criteria if item.quality)
    page.open(made, "criteria")
    page.workbench._edit(measured.id)
    dialog(CriterionSheet)._save()
    kept = next(item for item in desk.evaluations.problem(made).criteria if item.id == measured.id)
    assert kept.quality == measured.quality
