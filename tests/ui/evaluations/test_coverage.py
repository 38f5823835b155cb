"""Checking products against the requirements of a client, by keyboard and mouse, with a real workspace behind it."""

from __future__ import annotations

import shutil

import pytest
from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QRegion
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from consultant_desk.desk import Desk
from consultant_desk.domain.coverage import Capability
from consultant_desk.services.clients import ClientDraft
from consultant_desk.services.needs import NeedDraft, RequirementDraft
from consultant_desk.services.products import ProductDraft
from tests.ui.evaluations.looking import dialog
from ui.evaluations.actions import read_sheet
from ui.evaluations.evidence_sheet import EvidenceSheet
from ui.evaluations.lists_view import JOIN
from ui.evaluations.product_sheets import AddProductSheet, JoinProductSheet
from ui.evaluations.reject_sheet import RejectSheet
from ui.widgets.buttons import Button
from ui.widgets.text import Text

EXPORT, OWNER = "All data can be taken along", "One owner per request"


@pytest.fixture(scope="module")
def filled(filled, tmp_path_factory):
    """The evaluation with two requirements of its client, made once and copied for each test."""
    folder = shutil.copytree(filled, tmp_path_factory.mktemp("coverage") / "Test.desk")
    with Desk.open(folder) as made:
        stored = made.evaluations.list()[0].id
        client = made.clients.create(ClientDraft("Harbour Bakeries", engagement="Customer desk")).value
        engagement = made.clients.sheet(client).engagements[0].id
        made.evaluations.edit(stored, engagement_id=engagement)
        need = made.needs.add(engagement, NeedDraft(progress="leave when they want")).value
        for text in (EXPORT, OWNER):
            made.needs.add_requirement(need, RequirementDraft(text, "must", test="in the contract"))
    return folder


@pytest.fixture
def step(window, stored):
    page = window.current_page()
    page.open(stored, "products")
    return page.workbench.products


@pytest.fixture
def table(step):
    step.show_view("requirements")
    step.take_focus()
    return step.coverage.table


def levels(desk, stored):
    """The levels by (place on the short list, text of the requirement)."""
    sheet = desk.evaluations.sheet(stored)
    names = {record: key for key, record in sheet.candidates.items()}
    texts = {one.id: one.text for need in sheet.needs for one in need.requirements}
    return {(names[a], texts[b]): row.level for (a, b), row in sheet.coverage.items()}


def test_a_digit_says_how_the_product_in_the_cell_meets_the_requirement(desk, stored, table):
    QTest.keyClick(table, Qt.Key.Key_3)
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_N)
    assert levels(desk, stored) == {("northwind", EXPORT): Capability.ADD_ON, ("northwind", OWNER): Capability.NO}
    assert desk.undo_state().undo == "Cover a requirement of Northwind Desk"


def test_a_block_is_answered_at_once_and_an_answer_that_is_there_is_no_step(desk, stored, table):
    table.selectAll()
    QTest.keyClick(table, Qt.Key.Key_1)
    assert set(levels(desk, stored).values()) == {Capability.BUILT_IN}
    assert desk.undo_state().undo == "Cover 10 requirements"
    QTest.keyClick(table, Qt.Key.Key_B)
    desk.undo()
    assert levels(desk, stored) == {}


def test_the_table_reads_its_cells_aloud_and_sums_up_the_musts(table):
    QTest.keyClick(table, Qt.Key.Key_4)
    model = table.coverage
    assert model.data(model.index(1, 0), Qt.ItemDataRole.AccessibleTextRole) == f"Northwind Desk, {EXPORT}: custom"
    assert model.data(model.index(3, 0)) == "1 of 2 met, 1 unknown"
    assert model.data(model.index(0, 0)) is None


def test_the_panel_takes_a_note_that_is_kept_when_another_cell_is_looked_at(desk, stored, step, table):
    QTest.keyClick(table, Qt.Key.Key_Return)
    step.coverage.panel._note.setFocus()
    QTest.keyClicks(step.coverage.panel._note, "in the larger plan")
    table.setCurrentIndex(table.coverage.index(2, 1))
    (row,) = desk.evaluations.sheet(stored).coverage.values()
    assert row.note == "in the larger plan"
    assert step.coverage.panel._note.toPlainText() == ""


def test_escape_leaves_the_panel_for_the_table_and_keeps_the_note(page, desk, stored, step, table):
    QTest.keyClick(table, Qt.Key.Key_Return)
    note = step.coverage.panel._note
    note.setFocus()
    QTest.keyClicks(note, "Seen in the demo")
    QTest.keyClick(note, Qt.Key.Key_Escape)
    assert table.hasFocus()
    assert page.workbench is not None
    assert [row.note for row in desk.evaluations.sheet(stored).coverage.values()] == ["Seen in the demo"]


def test_evidence_is_added_by_a_key_and_taken_away_again(desk, stored, step, table):
    QTest.keyClick(table, Qt.Key.Key_E)
    sheet = dialog(EvidenceSheet)
    sheet._title.setText("Export tried")
    sheet._take()
    (row,) = desk.evaluations.sheet(stored).coverage.values()
    assert len(row.evidence) == 1
    step.coverage.panel.evidence.removed.emit(row.evidence[0])
    (row,) = desk.evaluations.sheet(stored).coverage.values()
    assert row.evidence == ()


def test_what_fails_a_must_is_named_and_leaves_with_one_button(desk, stored, step, table):
    table.setCurrentIndex(table.coverage.index(1, 3))
    QTest.keyClick(table, Qt.Key.Key_5)
    line = step.coverage._failing
    assert line.isVisible()
    assert line._words.text() == "Tailspin CRM fails a must."
    QTest.mouseClick(line.findChild(Button), Qt.MouseButton.LeftButton)
    (rejected,) = desk.evaluations.sheet(stored).rejected
    assert (rejected.name, rejected.requirement) == ("Tailspin CRM", EXPORT)
    assert not line.isVisible()


def test_rejecting_from_a_cell_proposes_its_requirement_note_and_evidence(desk, stored, step, table):
    table.setCurrentIndex(table.coverage.index(2, 1))
    QTest.keyClick(table, Qt.Key.Key_E)
    evidence = dialog(EvidenceSheet)
    evidence._title.setText("Trial")
    evidence._take()
    QTest.keyClick(table, Qt.Key.Key_R)
    dialog(RejectSheet)._take()
    (rejected,) = desk.evaluations.sheet(stored).rejected
    assert (rejected.name, rejected.requirement, rejected.evidence) == ("Contoso Flow", OWNER, "Trial")


def test_a_product_leaves_for_a_reason_with_evidence_noted_on_the_spot(desk, stored, step):
    step.lists.table.choose("tailspin")
    QTest.keyClick(step.lists.table, Qt.Key.Key_R)
    sheet = dialog(RejectSheet)
    assert not sheet._source.isVisible()
    sheet._why.setText("Sold in America only")
    sheet._evidence.set_value("new")
    sheet._evidence.chosen.emit("new")
    assert sheet._source.isVisible()
    sheet._take()
    assert sheet.isVisible()  # it asks what shows it
    sheet._source.setText("Kim Akers, by telephone")
    sheet._place.setText("minute 12")
    sheet._take()
    (rejected,) = desk.evaluations.sheet(stored).rejected
    assert (rejected.why, rejected.evidence) == ("Sold in America only", "Kim Akers, by telephone")
    said = " ".join(text.text() for text in step.lists.findChildren(Text))
    assert "Sold in America only. Shown by Kim Akers, by telephone" in said
    assert "minute 12, seen " in said


def test_evidence_that_was_typed_stays_when_the_requirement_is_chosen_after_it(desk, stored, step):
    requirement = desk.evaluations.sheet(stored).needs[0].requirements[1].id
    step.lists.table.choose("tailspin")
    QTest.keyClick(step.lists.table, Qt.Key.Key_R)
    sheet = dialog(RejectSheet)
    sheet._evidence._choose("new")
    sheet._source.setText("Kim Akers, by telephone")
    sheet._place.setText("minute 12")
    sheet._requirement._choose(requirement)
    assert sheet._source.isVisible()
    sheet._take()
    (rejected,) = desk.evaluations.sheet(stored).rejected
    assert (rejected.requirement, rejected.evidence) == (OWNER, "Kim Akers, by telephone")


@pytest.mark.parametrize(("chosen", "kept"), [("", "vendor claim"), ("hands-on test", "hands-on test")])
def test_evidence_for_a_rejection_is_of_the_kind_that_was_chosen(desk, stored, step, chosen, kept):
    step.lists.table.choose("tailspin")
    QTest.keyClick(step.lists.table, Qt.Key.Key_R)
    sheet = dialog(RejectSheet)
    sheet._why.setText("Sold in America only")
    sheet._evidence._choose("new")
    sheet._what.setText("Order form")
    if chosen:
        sheet._kind._choose(chosen)
    sheet._take()
    (rejected,) = desk.evaluations.sheet(stored).rejected
    kinds = {row.id: row.kind for row in desk.evaluations.sheet(stored).evidence}
    assert kinds[rejected.evidence_id] == kept


def test_what_they_have_now_cannot_be_rejected_from_a_cell(step, table):
    table.setCurrentIndex(table.coverage.index(1, 4))
    QTest.keyClick(table, Qt.Key.Key_R)
    assert not [one for one in QApplication.topLevelWidgets() if isinstance(one, RejectSheet) and one.isVisible()]


def test_a_product_goes_on_the_long_list_then_on_the_short_one_and_back_by_keys(desk, stored, step):
    step.add()
    sheet = dialog(AddProductSheet)
    sheet._onto.set_value("long")
    QTest.keyClicks(sheet._search, "Litware Inbox")
    sheet._search.searched.emit("Litware Inbox")
    sheet._add_current()
    assert [row.name for row in desk.evaluations.sheet(stored).long_list] == ["Litware Inbox"]
    lists = step.lists
    lists.long.setFocus()
    QTest.keyClick(lists.long, Qt.Key.Key_S)
    assert list(desk.evaluations.sheet(stored).candidates)[-1] == "litware-inbox"
    lists.table.choose("litware-inbox")
    QTest.keyClick(lists.table, Qt.Key.Key_L)
    assert [row.name for row in desk.evaluations.sheet(stored).long_list] == ["Litware Inbox"]


def test_a_product_typed_by_name_is_joined_to_one_of_the_catalogue(desk, stored, step):
    product = desk.products.create(ProductDraft("Litware Inbox")).value
    desk.evaluations.add_candidate(stored, "Litware")
    step.show_sheet(read_sheet(desk, stored))
    menu = {item.text: item for item in step.lists._menu("litware")}
    menu[JOIN].run()
    sheet = dialog(JoinProductSheet)
    sheet._search.setText("inbox")
    sheet._search.searched.emit("inbox")
    sheet._add_current()
    assert not sheet.isVisible()
    assert desk.evaluations.sheet(stored).products["litware"] == product
    assert JOIN not in {item.text for item in step.lists._menu("litware")}


def test_without_requirements_the_view_leads_to_the_needs(desk, stored, step):
    desk.evaluations.edit(stored, engagement_id=None)
    step.show_view("requirements")
    asked = []
    step.needs_wanted.connect(lambda: asked.append("needs"))
    step.coverage.show_sheet(desk.evaluations.sheet(stored))
    button = next(one for one in step.coverage.findChildren(Button) if one.text() == "Go to Need")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert asked == ["needs"]


def test_escape_leaves_an_evaluation_without_requirements(page, desk):
    page.open(desk.evaluations.create("Fresh").value, "products")
    page.workbench.products.show_view("requirements")
    way = next(one for one in page.workbench.products.coverage.findChildren(Button) if one.text() == "Go to Need")
    way.setFocus()
    QTest.keyClick(way, Qt.Key.Key_Escape)
    assert page.workbench is None


def test_a_long_requirement_is_whole_beside_its_criterion(window, desk, stored):
    need = desk.evaluations.sheet(stored).needs[0].id
    text = "Every request has one owner, the others see at once that somebody writes, and nobody answers twice"
    desk.needs.add_requirement(need, RequirementDraft(text, "must"))
    window.resize(1024, 700)
    window.current_page().open(stored, "need")
    QApplication.processEvents()
    (shown,) = (one for one in window.current_page().workbench.findChildren(Text) if one.text() == text)
    assert shown.height() >= shown.heightForWidth(shown.width()) > 25


def test_a_need_without_an_outcome_is_a_whole_sentence(window, stored):
    window.current_page().open(stored, "need")
    said = [text.text() for text in window.current_page().workbench.findChildren(Text) if text.isVisible()]
    assert "When …, they want to leave when they want." in said


def test_the_words_of_a_need_run_on_over_the_columns_and_stand_still_while_these_move(window, desk, stored, step):
    need = desk.evaluations.sheet(stored).needs[0].id
    desk.needs.edit(need, progress="see the last order and its notes while the customer is still on the line")
    window.resize(1024, 700)
    step.show_sheet(read_sheet(desk, stored))
    step.show_view("requirements")
    QApplication.processEvents()
    table = step.coverage.table

    def words():
        row = table.rowViewportPosition(0)
        return table.viewport().grab(QRect(0, row, 90, table.rowHeight(0) - 1)).toImage()

    before = words()
    ground = before.pixelColor(0, 0)
    assert any(before.pixelColor(x, 16) != ground for x in range(before.width()))
    bar = table.horizontalScrollBar()
    assert bar.maximum() > 40
    bar.setValue(37)
    QApplication.processEvents()
    assert words() == before


class _Painted(QObject):
    """Collects what of a widget is painted anew."""

    def __init__(self, watched):
        super().__init__(watched)
        self.region = QRegion()
        watched.installEventFilter(self)

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            self.region += event.region()
        return False


def test_the_words_of_a_need_are_painted_anew_where_qt_would_move_its_pixels_along(window, step):
    window.resize(1024, 700)
    step.show_view("requirements")
    QApplication.processEvents()
    table = step.coverage.table
    # With the style sheet as it is the table has no ground of its own and is painted whole; one that has is moved.
    table.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
    painted = _Painted(table.viewport())
    table.horizontalScrollBar().setValue(37)
    QApplication.processEvents()
    row = QRect(0, table.rowViewportPosition(0), table.viewport().width(), table.rowHeight(0))
    assert QRegion(row).subtracted(painted.region).isEmpty()
