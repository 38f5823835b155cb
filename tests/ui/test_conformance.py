"""Rules that hold for every file and every screen of the window."""

import ast
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLabel, QLineEdit, QPlainTextEdit, QWidget

from consultant_desk.entities.registry import entities
from tests.ui.scene import CLOCK
from ui.icons import icon_names
from ui.pages import page_specs
from ui.widgets.chips import Chip
from ui.widgets.text import Text
from ui.window import Window

SOURCES = sorted(Path("ui").rglob("*.py"))
MARKUP = {"setHtml", "insertHtml", "toHtml", "setMarkdown", "setDefaultStyleSheet"}
WITHOUT_A_LOOP = {"ui/pictures.py"}
"""Draws windows into files in a program that has no event loop of its own."""
LABEL_CLASSES = {"ui/widgets/text.py", "ui/widgets/chips.py"}


def names(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.Name):
            yield node.id


@pytest.mark.parametrize("path", SOURCES, ids=str)
def test_user_text_is_never_taken_for_markup(path):
    used = set(names(ast.parse(path.read_text("utf-8"))))
    assert not used & (MARKUP | {"RichText", "MarkdownText", "AutoText", "QMessageBox", "QErrorMessage"})


@pytest.mark.parametrize("path", SOURCES, ids=str)
def test_labels_are_made_by_the_two_classes_that_set_plain_text(path):
    tree = ast.parse(path.read_text("utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    made = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "QLabel"]
    assert not made
    if "class " in path.read_text("utf-8") and path.as_posix() not in LABEL_CLASSES:
        bases = [base for node in ast.walk(tree) if isinstance(node, ast.ClassDef) for base in node.bases]
        assert not [base for base in bases if isinstance(base, ast.Name) and base.id == "QLabel"]


@pytest.mark.parametrize("path", SOURCES, ids=str)
def test_the_event_loop_is_never_pumped_by_hand(path):
    used = set(names(ast.parse(path.read_text("utf-8"))))
    assert path.as_posix() in WITHOUT_A_LOOP or not used & {"processEvents", "QEventLoop", "sleep"}


@pytest.mark.parametrize("label", [Text, Chip])
def test_labels_show_tags_as_typed(label, qtbot):
    made = label("<b>bold</b> & more")
    qtbot.addWidget(made)
    assert made.textFormat() == Qt.TextFormat.PlainText
    assert made.text() == "<b>bold</b> & more"


def test_every_record_type_has_an_icon_the_program_carries():
    assert {spec.icon for spec in entities().values()} <= icon_names()


def test_every_section_has_an_icon_the_program_carries():
    assert {spec.icon for spec in page_specs()} <= icon_names()


def test_qt_keeps_its_references_to_none(qapp):
    """PySide6 6.12.0 loses a reference to None with each such call below Python 3.12, and then aborts."""
    label = QLabel()
    before = sys.getrefcount(None)
    for number in range(200):
        label.setText(str(number))
    after = sys.getrefcount(None)
    label.deleteLater()
    assert before - after < 20


@pytest.fixture
def desk(filled):
    return filled


@pytest.fixture
def window(show, settings, inline_jobs, desk):
    made = show(Window(page_specs(), settings, inline_jobs, CLOCK), 1440, 900)
    made.open_desk(desk)
    return made


@pytest.mark.parametrize("page", [spec.id for spec in page_specs()])
def test_every_control_of_a_section_has_a_name(window, page):
    window.go(page)
    kinds = (QAbstractButton, QLineEdit, QPlainTextEdit, QAbstractItemView)
    controls = [child for kind in kinds for child in window.findChildren(kind)]
    nameless = [
        control
        for control in controls
        if control.focusPolicy() != Qt.FocusPolicy.NoFocus
        and control.isVisibleTo(window)
        and not control.accessibleName()
        and not (isinstance(control, QAbstractButton) and control.text())
    ]
    assert not nameless, [(type(control).__name__, control.parent()) for control in nameless]


@pytest.mark.parametrize("page", [spec.id for spec in page_specs()])
def test_tab_reaches_every_control_of_a_section(window, page):
    window.go(page)
    reached, widget = set(), window.focusWidget() or window
    for _ in range(400):
        widget = widget.nextInFocusChain()
        if widget in reached:
            break
        reached.add(widget)
    wanted = {
        child
        for child in window.findChildren(QWidget)
        if child.isVisibleTo(window) and child.focusPolicy() & Qt.FocusPolicy.TabFocus
    }
    assert wanted <= reached


@pytest.mark.parametrize("page", [spec.id for spec in page_specs()])
@pytest.mark.parametrize("size", [(1440, 900), (1024, 700)])
def test_a_section_fits_the_window(window, page, size):
    window.go(page)
    window.resize(*size)
    assert window.width() == size[0]
    assert window.current_page().minimumSizeHint().width() <= size[0] - window.rail.width()
