"""Rules that hold for every file and every screen of the window."""

import ast
import gc
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from consultant_desk.entities.registry import entities
from tests.ui.scene import CLOCK
from ui.icons import icon_names
from ui.pages import page_specs
from ui.widgets.chips import Chip
from ui.widgets.reading import move_focus, reading_order
from ui.widgets.text import Text
from ui.window import Window

TREES = {path.as_posix(): ast.parse(path.read_text("utf-8")) for path in sorted(Path("ui").rglob("*.py"))}
MARKUP = {
    "setHtml", "insertHtml", "toHtml", "setMarkdown", "setDefaultStyleSheet", "RichText", "MarkdownText", "AutoText",
    "QMessageBox", "QErrorMessage",
}  # fmt: skip
PUMPS = {"processEvents", "QEventLoop", "sleep"}
WITHOUT_A_LOOP = "ui/pictures.py"
"""Draws windows into files in a program that has no event loop of its own."""
ADOPTERS = {
    "actionGroup", "buddy", "focusProxy", "group", "nextInFocusChain", "previousInFocusChain", "sender", "sourceModel",
}  # fmt: skip
"""PySide6 takes what these return for a child of whom they were asked, so that garbage frees it while it is shown."""
LABEL_CLASSES = {"ui/widgets/text.py", "ui/widgets/chips.py"}
TIPS = "ui/widgets/tips.py"


def names(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.Name):
            yield node.id


def calls(tree, name):
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called == name:
                yield node


def test_user_text_is_never_taken_for_markup():
    offenders = {path: found for path, tree in TREES.items() if (found := set(names(tree)) & MARKUP)}
    assert offenders == {}


def test_labels_are_of_the_two_classes_that_set_plain_text():
    made = [path for path, tree in TREES.items() if any(calls(tree, "QLabel"))]
    derived = [
        path
        for path, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and any(getattr(base, "id", "") == "QLabel" for base in node.bases)
    ]
    assert made == []
    assert set(derived) == LABEL_CLASSES


def test_tooltips_are_fixed_words_or_go_through_the_one_that_shows_tags_as_typed():
    offenders = [
        f"{path}:{call.lineno}"
        for path, tree in TREES.items()
        for call in calls(tree, "setToolTip")
        if path != TIPS and not isinstance(call.args[0], ast.Constant)
    ]
    assert offenders == []


def test_the_event_loop_is_never_pumped_by_hand():
    offenders = [path for path, tree in TREES.items() if path != WITHOUT_A_LOOP and set(names(tree)) & PUMPS]
    assert offenders == []


def test_nobody_is_asked_for_a_widget_that_is_not_its_child():
    offenders = [
        f"{path}:{call.lineno} {name}"
        for path, tree in TREES.items()
        for name in sorted(ADOPTERS)
        for call in calls(tree, name)
        if not call.args
    ]
    assert offenders == []


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
def test_tab_reaches_every_control_of_a_section(window, page, qtbot):
    window.go(page)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    reached = set()
    for _ in range(400):
        assert move_focus(window, forward=True)
        if QApplication.focusWidget() in reached:
            break
        reached.add(QApplication.focusWidget())
    wanted = {
        child
        for child in window.findChildren(QWidget)
        if child.isVisibleTo(window)
        and child.isEnabled()
        and child.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not (getattr(child, "among", None) and not child.isChecked())
    }
    assert wanted <= reached


@pytest.mark.parametrize("page", [spec.id for spec in page_specs()])
def test_walking_through_a_section_leaves_nothing_to_the_garbage(window, page):
    window.go(page)
    before = len(window.findChildren(QWidget))
    for _ in reading_order(window):
        assert move_focus(window, forward=True)
    gc.collect()
    assert len(window.findChildren(QWidget)) == before


@pytest.mark.parametrize("page", [spec.id for spec in page_specs()])
@pytest.mark.parametrize("size", [(1440, 900), (1024, 700)])
def test_a_section_fits_the_window(window, page, size):
    window.go(page)
    window.resize(*size)
    assert window.width() == size[0]
    assert window.current_page().minimumSizeHint().width() <= size[0] - window.rail.width()


@pytest.mark.parametrize("spec", page_specs(), ids=lambda spec: spec.id)
def test_what_a_section_offers_can_be_chosen_from_another_one(window, spec):
    window.go(spec.id)
    titles = {command.id: command.title for command in window.current_page().commands()}
    assert [titles.get(offer.id) for offer in spec.offers] == [offer.title for offer in spec.offers]
    window.go("today" if spec.id != "today" else "clients")
    usable = {command.id: command for command in window.commands.usable()}
    assert {offer.id for offer in spec.offers} <= set(usable)


@pytest.mark.parametrize(("section", "offer"), [(spec.id, offer.id) for spec in page_specs() for offer in spec.offers])
def test_choosing_it_shows_the_section_and_does_it(window, section, offer, monkeypatch):
    ran = []
    page_class = type(opened_page(window, section))
    own = page_class.commands

    def watched(page):
        return [
            replace(command, run=lambda name=command.id: ran.append(name)) if command.id == offer else command
            for command in own(page)
        ]

    monkeypatch.setattr(page_class, "commands", watched)
    window.go("today" if section != "today" else "clients")
    assert window.commands.run(offer)
    assert isinstance(window.current_page(), page_class)
    assert ran == [offer]


def opened_page(window, section):
    window.go(section)
    return window.current_page()
