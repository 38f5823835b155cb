"""A dialog for files begins where one was last opened from or saved to, also after a restart."""

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget

from consultant_desk.paths import places
from consultant_desk.settings import Settings
from ui.file_dialogs import open_file, save_file


@pytest.fixture(autouse=True)
def _documents():
    places().documents.mkdir(parents=True, exist_ok=True)


@pytest.fixture
def asked(monkeypatch):
    """What dialogs began with, and what is answered."""
    begun, answers = [], []

    def answer(_parent, _title, begin, _kinds):
        begun.append(begin)
        return answers.pop(0), ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", answer)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    return begun, answers


def test_folders_of_opening_and_saving_are_remembered_apart(asked, qtbot, settings, tmp_path):
    begun, answers = asked
    parent = QWidget()
    qtbot.addWidget(parent)
    downloads, books = tmp_path / "downloads", tmp_path / "books"
    downloads.mkdir()
    books.mkdir()
    answers += [str(downloads / "awin.csv"), str(books / "june"), "", ""]
    assert open_file(parent, settings, "Import", "*") == downloads / "awin.csv"
    assert save_file(parent, settings, "Save", "all.csv", "*") == books / "june.csv"
    assert begun == [str(places().documents), str(places().documents / "all.csv")]
    again = Settings(settings.file)
    assert open_file(parent, again, "Import", "*") is None
    assert save_file(parent, again, "Save", "all.csv", "*") is None
    assert begun[2:] == [str(downloads), str(books / "all.csv")]


def test_a_folder_that_is_gone_is_not_begun_in(asked, qtbot, settings, tmp_path):
    begun, answers = asked
    parent = QWidget()
    qtbot.addWidget(parent)
    answers += [str(tmp_path / "gone" / "awin.csv"), ""]
    open_file(parent, settings, "Import", "*")
    open_file(parent, settings, "Import", "*")
    assert begun[1] == str(places().documents)


def test_an_ending_of_two_parts_is_added_whole(asked, qtbot, settings, tmp_path):
    _begun, answers = asked
    parent = QWidget()
    qtbot.addWidget(parent)
    answers += [str(tmp_path / "orders"), str(tmp_path / "orders.json")]
    name = "Orders.evaluation.json"
    for expected in ("orders.evaluation.json", "orders.json"):
        assert save_file(parent, settings, "Export", name, "*", suffix=".evaluation.json") == tmp_path / expected


def test_a_file_that_an_ending_leads_to_is_asked_about_before_it_goes(asked, qtbot, settings, tmp_path):
    begun, answers = asked
    parent = QWidget()
    qtbot.addWidget(parent)
    there = tmp_path / "all.csv"
    there.write_text("kept")
    answers += [str(tmp_path / "all"), ""]
    assert save_file(parent, settings, "Save", "lines.csv", "*") is None
    assert begun[1] == str(there)
    answers += [str(tmp_path / "all"), str(there)]
    assert save_file(parent, settings, "Save", "lines.csv", "*") == there
