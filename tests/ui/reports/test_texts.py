"""Computed sentences are read, worded anew, left out and restored beside the report; sections carry notes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication

from consultant_desk.domain.report_options import Section
from consultant_desk.services.readiness import Place
from tests.ui.reports.doing import press


@pytest.fixture
def texts(page, qtbot):
    """The tab of sentences, with a line for each."""
    page.view.options.show_tab("texts")
    panel = page.view.options.texts
    qtbot.waitUntil(lambda: panel.complete)
    return panel


def rewrite(line, text):
    line.prose.edit()
    QApplication.focusWidget().selectAll()
    QApplication.focusWidget().insertPlainText(text)
    press(QApplication.focusWidget(), Qt.Key.Key_Escape)


def built(worker, qtbot, before):
    qtbot.waitUntil(lambda: worker.builds > before)


def stored(desk, report):
    return {one.key: one for one in desk.reports.build(report).sentences}


def test_every_computed_sentence_stands_under_its_section_by_name(texts, desk, report):
    assert [key for group in texts.sections.values() for key in group.lines] != []
    assert set(stored(desk, report)) == {key for group in texts.sections.values() for key in group.lines}
    summary = texts.sections[Section.SUMMARY]
    names = [line.prose.accessibleName() for line in summary.lines.values()]
    assert names[0].startswith("Heading: Choose Northwind Desk")
    assert names[1].startswith("Opening sentence: Northwind Desk scores 76.0")
    assert names[2].startswith("Reason: Shared inbox: ")


def test_a_sentence_worded_anew_is_printed_marked_and_restored(texts, page, desk, report, worker, qtbot):
    line = texts.line("lead")
    computed = line.row.computed
    rewrite(line, "Northwind Desk is ahead with 76.0 points.")
    assert stored(desk, report)["lead"].own == "Northwind Desk is ahead with 76.0 points."
    assert line.prose.accessibleDescription() == "yours"
    assert line.prose._second.text() == f"Computed: {computed}"
    builds = worker.builds
    built(worker, qtbot, builds)
    assert page._preview.report.sentences[0].own == "Northwind Desk is ahead with 76.0 points."
    line.notes.restore.click()
    assert stored(desk, report)["lead"].own is None
    assert line.prose.text() == computed
    assert not line.notes.isVisibleTo(texts)


def test_typing_what_is_computed_keeps_the_sentence_computed(texts, desk, report):
    line = texts.line("change/weight/inbox")
    assert "\u00a0" in line.row.computed
    line.prose.edit()
    QApplication.focusWidget().insertPlainText("x")
    QApplication.focusWidget().textCursor().deletePreviousChar()
    press(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert stored(desk, report)["change/weight/inbox"].own is None


def test_an_edited_sentence_keeps_its_figures_bound_though_editors_make_hard_spaces_soft(texts, desk, report):
    line = texts.line("change/weight/inbox")
    line.prose.edit()
    QApplication.focusWidget().insertPlainText(" Think about it.")
    press(QApplication.focusWidget(), Qt.Key.Key_Escape)
    own = stored(desk, report)["change/weight/inbox"].own
    assert "18.5\u00a0% of the weight (now 22\u00a0%)" in own


def test_delete_leaves_a_sentence_out_and_undo_brings_it_back(texts, window, desk, report, worker, qtbot):
    line = texts.line("reason/links")
    line.prose.setFocus()
    press(line.prose, Qt.Key.Key_Delete)
    assert stored(desk, report)["reason/links"].own == ""
    assert line.prose.text() == "Left out"
    built(worker, qtbot, worker.builds)
    builds = worker.builds
    window.commands.run("edit.undo")
    built(worker, qtbot, builds)
    assert texts.line("reason/links").row.own is None


def stale(desk, report):
    row = stored(desk, report)["lead"]
    text = "Northwind Desk has 75.1 of 100, 175.1 no."
    desk.reports.set_sentence(report, "lead", text, row.computed, [("75.1", "score/northwind"), *row.figures])


def test_a_stale_figure_is_told_and_replaced_by_one_press(page, texts, desk, report, worker, qtbot):
    stale(desk, report)
    page.refresh(None)
    built(worker, qtbot, worker.builds)
    line = texts.line("lead")
    assert line.notes.stale.text() == "75.1 is now 76.0"
    assert line.prose.accessibleDescription() == "yours; 75.1 is now 76.0"
    line.notes.take.click()
    assert stored(desk, report)["lead"].own == "Northwind Desk has 76.0 of 100, 175.1 no."
    assert stored(desk, report)["lead"].stale == ()
    assert not line.notes.take.isVisibleTo(texts)
    assert line.notes.restore.isVisibleTo(texts)


def test_a_stale_figure_is_still_told_after_other_words_were_changed(page, texts, desk, report, worker, qtbot):
    stale(desk, report)
    page.refresh(None)
    built(worker, qtbot, worker.builds)
    rewrite(texts.line("lead"), "Our first choice has 75.1 of 100.")
    assert [one.printed for one in stored(desk, report)["lead"].stale] == ["75.1"]


def test_a_sentence_whose_data_moved_can_be_kept(page, texts, desk, report, worker, qtbot):
    row = stored(desk, report)["lead"]
    desk.reports.set_sentence(report, "lead", "Our first choice.", "Another winner.", row.figures)
    page.refresh(None)
    built(worker, qtbot, worker.builds)
    line = texts.line("lead")
    assert line.notes.moved.isVisibleTo(texts)
    line.notes.keep.click()
    assert not stored(desk, report)["lead"].moved
    assert not line.notes.moved.isVisibleTo(texts)


def test_an_open_editor_keeps_text_and_cursor_when_the_pages_are_built(page, texts, qtbot):
    line = texts.line("lead")
    line.prose.edit()
    area = QApplication.focusWidget()
    area.selectAll()
    area.insertPlainText("Our first choice ")
    area.commit()
    cursor = area.textCursor().position()
    qtbot.waitUntil(lambda: page._preview.report.sentences[0].own == "Our first choice")
    assert (area.toPlainText(), area.textCursor().position()) == ("Our first choice ", cursor)


def test_up_and_down_walk_through_the_sentences(texts):
    lines = list(texts.sections[Section.SUMMARY].lines.values())
    lines[0].prose.setFocus()
    press(lines[0].prose, Qt.Key.Key_Down)
    assert lines[1].prose.hasFocus()
    press(lines[1].prose, Qt.Key.Key_Up)
    assert lines[0].prose.hasFocus()


def test_the_line_about_a_stale_figure_leads_to_its_sentence(page, desk, report, worker, qtbot):
    stale(desk, report)
    page.refresh(None)
    built(worker, qtbot, worker.builds)
    options = page.view.options
    item = next(item for item in options.ready.items if item.place is Place.SENTENCES)
    options.ready.opened.emit(item)
    assert options.tabs.current() == "texts"
    qtbot.waitUntil(lambda: options.texts.complete and options.texts.line("lead").prose.hasFocus())


def test_n_writes_the_note_of_a_section_and_marks_it(page, texts, desk, report):
    options = page.view.options
    options.show_tab("layout")
    sections = options.sections
    sections._current = sections.order.index(Section.METHOD)
    press(sections, Qt.Key.Key_N)
    assert options.tabs.current() == "texts"
    QApplication.focusWidget().insertPlainText("We asked **three** people.\n\n- one call each")
    press(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert desk.reports.notes(report) == {Section.METHOD: "We asked **three** people.\n\n- one call each"}
    assert "Method, printed, with a note" in sections.accessibleName()
    assert not texts.sections[Section.METHOD].add_note.isVisibleTo(texts)


def test_the_cover_prints_no_note_and_offers_none(texts, page, window, desk, report):
    assert Section.COVER not in texts.sections
    sections = page.view.options.sections
    sections._current = sections.order.index(Section.COVER)
    press(sections, Qt.Key.Key_N)
    assert Section.COVER not in texts.sections
    page.view.options.texts._set_note(Section.COVER, "Nobody would read this")
    assert "The cover prints no note." in window.toast.message
    assert desk.reports.notes(report) == {}


def test_a_deleted_note_leaves_the_button_that_adds_one(page, window, texts, desk, report):
    desk.reports.set_note(report, Section.METHOD, "Three people.")
    page.refresh(None)
    group = texts.sections[Section.METHOD]
    group.note.prose.setFocus()
    press(group.note.prose, Qt.Key.Key_Delete)
    assert desk.reports.notes(report) == {}
    assert group.add_note.hasFocus()
    window.commands.run("edit.undo")
    assert group.note.prose.text() == "Three people."


def test_a_note_typed_on_keeps_its_cursor_while_it_is_stored(texts, desk, report):
    group = texts.sections[Section.METHOD]
    group.add_note.click()
    area = QApplication.focusWidget()
    area.insertPlainText("Three people")
    area.moveCursor(QTextCursor.MoveOperation.WordLeft)
    area.insertPlainText("kind ")
    area.commit()
    assert desk.reports.notes(report)[Section.METHOD] == "Three kind people"
    assert area.textCursor().position() == len("Three kind ")


def test_what_is_being_typed_is_kept_when_the_report_is_left(page, texts, desk, report):
    texts.line("lead").prose.edit()
    QApplication.focusWidget().selectAll()
    QApplication.focusWidget().insertPlainText("Our first choice.")
    page.back()
    assert stored(desk, report)["lead"].own == "Our first choice."
