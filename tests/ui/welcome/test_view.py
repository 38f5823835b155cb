"""The first run: three ways to start, and everything that does not fit is said in words."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from consultant_desk import sample
from consultant_desk.errors import EnvironmentFailure
from ui.welcome import view as welcome
from ui.welcome.start_form import StartForm, folder_name
from ui.welcome.view import WelcomeView
from ui.welcome.workspace_sheet import WorkspaceSheet
from ui.widgets.text import Text


@pytest.fixture
def opened():
    desks = []
    yield desks
    for desk in desks:
        desk.close()


@pytest.fixture
def view(inline_jobs, tmp_path, show, opened):
    made = WelcomeView(inline_jobs, tmp_path / "documents")
    made.opened.connect(opened.append)
    return show(made, 1024, 700)


def test_a_name_is_enough_to_start_ones_own(view, opened, tmp_path):
    view.own.click()
    QTest.keyClicks(view.form.name, "Mara Lindqvist")
    assert view.form.folder.text() == str(tmp_path / "documents" / "Mara Lindqvist.desk")
    QTest.keyClick(view.form.name, Qt.Key.Key_Return)
    assert [desk.name for desk in opened] == ["Mara Lindqvist"]
    assert opened[0].practice.sheet().currency == view.form.currency.text()


def test_no_sentence_of_the_first_screen_is_cut(view):
    texts = [text for text in view.findChildren(Text) if text.isVisible()]
    assert len(texts) >= 5
    assert [text.text() for text in texts if text.height() < text.heightForWidth(text.width())] == []


def test_without_a_name_it_asks_for_one(view, opened):
    view.show_form()
    view.create_button.click()
    assert "name" in view.problem.text()
    assert opened == []


def test_letters_that_are_no_currency_are_refused(view, opened):
    view.show_form()
    view.form.name.setText("Mara")
    view.form.currency.setText("EUX")
    view.create_button.click()
    assert view.problem.text().startswith("“EUX” is not a currency.")
    assert opened == []
    view.form.currency.selectAll()
    QTest.keyClicks(view.form.currency, "EUR")
    assert not view.problem.text()


def test_a_folder_that_is_not_empty_is_refused(view, opened, tmp_path):
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("x")
    view.show_form()
    view.form.name.setText("Mara")
    view.form.folder.setText(str(tmp_path / "full"))
    view.create_button.click()
    assert "not empty" in view.problem.text()
    assert opened == []


def test_a_folder_without_a_beginning_is_refused(view):
    view.show_form()
    view.form.name.setText("Mara")
    view.form.folder.setText("somewhere/here")
    view.create_button.click()
    assert "from its beginning" in view.problem.text()


def test_a_synced_folder_brings_a_warning_while_one_types(inline_jobs, tmp_path, show, qtbot):
    form = StartForm(inline_jobs, tmp_path / "Dropbox")
    show(form)
    qtbot.waitUntil(form.warning.isVisible)
    assert "synced" in form.warning.text()


def test_escape_leads_back_to_the_choices(view):
    view.own.click()
    QTest.keyClick(view.form.name, Qt.Key.Key_Escape)
    assert view.own.isVisible()
    assert view.own.hasFocus()


def test_the_sample_is_made_once_and_opened_again_later(view, opened, monkeypatch, tmp_path):
    from consultant_desk.desk import Desk

    made = []

    def create(folder, progress):
        made.append(folder)
        return Desk.create(folder, name="Sample")

    monkeypatch.setattr(sample, "create_sample", create)
    view.sample.click()
    opened.pop().close()
    view.sample.click()
    assert made == [tmp_path / "documents" / sample.FOLDER]
    assert [desk.name for desk in opened] == ["Sample"]


def test_a_disk_that_is_full_is_told_and_one_can_try_again(view, monkeypatch):
    def full(_wanted):
        raise EnvironmentFailure("The disk is full.", "Nothing was made.")

    monkeypatch.setattr(welcome, "make_workspace", full)
    view.show_form()
    view.form.name.setText("Mara")
    view.create_button.click()
    assert view.problem.text() == "The disk is full. Nothing was made."
    assert view.create_button.isEnabled()


def test_an_existing_workspace_can_be_asked_for(view, qtbot):
    with qtbot.waitSignal(view.folder_wanted):
        view.existing.click()


@pytest.mark.parametrize(
    ("name", "folder"),
    [("Mara Lindqvist", "Mara Lindqvist.desk"), ("a/b\\c:d", "a b c d.desk"), ("🥐", "My workspace.desk")],
)
def test_the_folder_is_named_after_the_workspace_as_far_as_file_systems_allow(name, folder):
    assert folder_name(name) == folder


def test_another_workspace_is_asked_for_in_a_sheet(inline_jobs, tmp_path, show):
    asked = []
    under = show(WelcomeView(inline_jobs, tmp_path))
    sheet = WorkspaceSheet(under, inline_jobs, tmp_path, asked.append)
    sheet.open()
    sheet._accept()
    assert sheet.problem.text()
    sheet.form.name.setText("Second")
    sheet._accept()
    assert [wanted.folder for wanted in asked] == [tmp_path / "Second.desk"]


def test_making_the_sample_tells_how_far_it_is_and_can_be_stopped(jobs, tmp_path, show, opened, qtbot, monkeypatch):
    watched, reached, go_on = threading.Event(), threading.Event(), threading.Event()

    def create(_folder, progress):
        assert watched.wait(20)  # what is told before the window listens would be lost, and nothing else is told here
        for number in range(3):
            progress(number, 3, "Clients")
            reached.set()
            go_on.wait(20)
        raise AssertionError("it was not stopped")

    monkeypatch.setattr(sample, "create_sample", create)
    view = show(WelcomeView(jobs, tmp_path / "documents"))
    view.opened.connect(opened.append)
    view.sample.click()
    watched.set()
    assert not view.progress.isVisible()
    assert reached.wait(20)
    qtbot.waitUntil(lambda: view.progress.isVisible() and view.progress._what.text() == "Clients, 0 of 3")
    QTest.mouseClick(view.progress._cancel, Qt.MouseButton.LeftButton)
    assert view.progress._what.text() == "Stopping …"
    go_on.set()
    qtbot.waitUntil(view.sample.isEnabled)
    assert not view.progress.isVisible()
    assert (opened, view.problem.text()) == ([], "")
