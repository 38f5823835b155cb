"""Reports are listed, opened with live pages, deleted and brought back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit

from consultant_desk.errors import EnvironmentFailure
from consultant_desk.services.evaluations import ItemDraft
from consultant_desk.services.readiness import Place, Weight
from tests.ui.reports.conftest import state_all
from tests.ui.reports.doing import opened, press
from ui.reports.files import file_name
from ui.reports.list_view import columns
from ui.reports.options_panel import LAYOUT, WORDS
from ui.reports.ready_list import ReadyLine
from ui.reports.start_sheet import StartSheet
from ui.theme import Mode, theme
from ui.widgets.buttons import Button
from ui.widgets.painting import text_width
from ui.widgets.table import EDGE, PAD
from ui.widgets.text import Text


def test_a_workspace_without_reports_teaches_how_to_start(window):
    page = window.current_page()
    assert page.list._stack.currentIndex() == 1


def test_the_list_names_state_client_and_pages(window, report):
    page = window.current_page()
    page.refresh(None)
    (row,) = page.list.table.rows_model.rows
    assert (row.title, row.client, row.state) == ("Recommendation for Harbour Bakeries", "Harbour Bakeries", "draft")
    assert page.title_bar.state == "1 report, 1 draft"


def test_the_end_of_every_hash_is_shown_whole(window):
    page = window.current_page()
    (column,) = [one for one in columns(page.shell) if one.title == "Hash ends"]
    assert text_width("dc89 2903", theme().font("body", tabular=True)) <= column.width - PAD - EDGE


def test_a_report_is_started_from_an_evaluation(window, desk, evaluation):
    window.commands.run("report.start")
    opened(window, StartSheet)._accept()
    page = window.current_page()
    assert page.title_bar.title == "Recommendation for Harbour Bakeries"
    assert desk.reports.draft_of(evaluation) == page.open_id


def test_the_last_step_of_an_evaluation_opens_its_draft_or_starts_one(window, desk, evaluation):
    window.open_record("evaluation_report", evaluation)
    first = window.current_page().open_id
    window.current_page().back()
    window.open_record("evaluation_report", evaluation)
    assert window.current_page().open_id == first
    assert len(desk.reports.list()) == 1


def test_the_pages_are_there_at_once_and_counted(page):
    assert len(page.view.pages.images.sizes) > 5
    assert page.title_bar.state == f"draft, {len(page.view.pages.images.sizes)} pages"
    assert page.view.foot.place.text() == f"Page 1 of {len(page.view.pages.images.sizes)}"
    assert page.view.foot.state.text().startswith("rebuilt in ")


def test_the_foot_says_which_page_is_being_drawn(page):
    page.view.builder.progressed.emit(0, 0, "composing")
    assert page.view.foot.state.text() == "building …"
    page.view.builder.progressed.emit(120, 316, "drawing")
    assert page.view.foot.state.text() == "building … page 120 of 316"
    page.view.builder.progressed.emit(0, 0, "finishing")
    assert page.view.foot.state.text() == "building … finishing"


def test_the_title_is_written_where_it_is_said_for_whom(page, window, desk, report):
    page.view.options.show_tab("words")
    title = page.view.options.words.title
    title.setFocus()
    title.selectAll()
    QTest.keyClicks(title, "A desk for 14 shops")
    press(title, Qt.Key.Key_Return)
    assert desk.reports.sheet(report).row.title == "A desk for 14 shops"
    assert page.title_bar.title == "A desk for 14 shops"


def test_a_line_about_scores_opens_the_scores_of_the_evaluation(page, evaluation):
    went = []
    page.shell.open_part = lambda *where: went.append(where)
    page.view.options.open_place(Place.SCORES)
    assert went == [("evaluation", evaluation, "step", "scores")]


def test_a_line_about_characters_without_a_font_leads_to_the_brand_that_needs_one(page, desk, report):
    went = []
    page.shell.open_record = lambda *where: went.append(where)
    desk.reports.edit(report, title="For 株")
    page.refresh(None)
    page.view.builder.hurry()
    page.view.options.mend(next(item for item in page.view.options.ready.items if item.place is Place.BRANDS))
    (brand,) = desk.practice.sheet().brands
    assert went == [("brand", brand.id)]


def test_how_much_is_left_before_issue_is_always_in_sight_and_leads_to_the_list(page, desk, evaluation, qtbot):
    options = page.view.options
    warnings = sum(item.weight is Weight.WARNING for item in options.ready.items)
    assert options.foot.text() == f"1 keeps it back, {warnings} to look at"
    first = options.ready.findChildren(ReadyLine)[0]
    qtbot.waitUntil(lambda: first.visibleRegion().isEmpty())
    options.show_tab(WORDS)
    assert options.foot.isVisible()
    options.foot.click()
    qtbot.waitUntil(lambda: not first.visibleRegion().isEmpty())
    assert first.hasFocus()
    state_all(desk, evaluation)
    page.refresh(None)
    assert options.foot.text() == f"{warnings} to look at before you issue"


@pytest.mark.parametrize("mode", [Mode.LIGHT, Mode.DARK])
def test_the_small_pages_stand_on_the_ground_of_a_side_panel(page, mode):
    theme().set_mode(mode)
    seen = page.view.thumbs.viewport().grab().toImage().pixelColor(2, 2)
    assert seen.name() == theme().color("bg1").name()


def test_a_deleted_report_leaves_the_list_and_comes_back(page, window, desk):
    window.commands.run("report.trash")
    assert page.open_id == ""
    assert desk.reports.list() == ()
    window.commands.run("edit.undo")
    assert len(page.list.table.rows_model.rows) == 1


def test_escape_leads_back_to_the_list(page, window):
    press(page.view.options.sections, Qt.Key.Key_Escape)
    assert page.open_id == ""
    assert page.title_bar.title == "Reports"


def test_the_keys_walk_through_pages_and_zoom(page):
    pages = page.view.pages
    pages.setFocus()
    press(pages, Qt.Key.Key_PageDown)
    assert pages.page == 1
    assert page.view.thumbs.currentIndex().row() == 1
    press(pages, Qt.Key.Key_Plus)
    assert pages.zoom > 0.5
    press(pages, Qt.Key.Key_End)
    assert pages.page == len(pages.images.sizes) - 1
    press(pages, Qt.Key.Key_Home)
    assert pages.page == 0


def test_an_evaluation_that_cannot_be_reported_yet_says_why(window, desk):
    empty = desk.evaluations.create("Nothing yet").value
    report = desk.reports.create(empty).value
    page = window.current_page()
    page.open(report)
    assert page.view.foot.state.text() == "not built"
    assert page.view.pages._message
    assert [item.weight for item in page.view.options.ready.items] == [Weight.BLOCKER]


def test_a_page_read_again_leaves_the_keyboard_where_it_was_also_on_the_way_back(page, window, qtbot):
    way_back = next(b for b in page.title_bar.findChildren(Button) if b.isVisible() and b.text() == "Reports")
    way_back.setFocus()
    page.refresh(None)
    qtbot.waitUntil(lambda: getattr(window.focusWidget(), "text", str)() == "Reports")
    assert window.focusWidget().isVisible()


def test_the_options_pass_the_keyboard_to_the_tab_that_is_shown(page, window):
    for tab in (WORDS, LAYOUT):
        page.view.options.show_tab(tab)
        page.view.options.setFocus()
        assert window.focusWidget().isVisible()
        assert page.view.options.isAncestorOf(window.focusWidget())


def test_every_control_of_a_report_has_a_name(page):
    for tab in ("layout", "words"):
        page.view.options.show_tab(tab)
        for kind in (QAbstractButton, QLineEdit, QPlainTextEdit):
            for control in page.findChildren(kind):
                if control.isVisible() and control.focusPolicy() != Qt.FocusPolicy.NoFocus:
                    assert control.accessibleName(), control
    assert page.view.pages.accessibleName().startswith("Pages of the report: page 1 of ")


def test_pages_whose_worker_was_lost_are_built_again_on_one_press(page, worker):
    def lost(*_):
        raise EnvironmentFailure("The worker process ended before it was done.")

    view, build = page.view, worker.build
    worker.build = lost
    view.builder.again()
    assert view.failure.isVisible()
    assert view.failure.accessibleName() == "The worker process ended before it was done."
    assert view.pages.images.sizes
    worker.build = build
    next(button for button in view.failure.findChildren(Button) if button.text() == "Build again").click()
    assert not view.failure.isVisible()
    assert view.foot.state.text().startswith("rebuilt in ")


@pytest.mark.parametrize("title", ["a/b: c?", "🥐", "x" * 500, "<b>&"])
def test_a_file_is_named_after_the_report_as_far_as_file_systems_allow(page, desk, report, title):
    desk.reports.edit(report, title=title)
    name = file_name(desk.reports.sheet(report))
    assert name.endswith(", draft.pdf")
    assert not set(name) & set('/\\:*?"<>|')
    assert len(name) < 120


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("For 株", "1 character is in no font of the report and prints as a box: 株."),
        ("For 株式", "2 characters are in no font of the report and print as boxes: 株 式."),
    ],
)
def test_characters_that_no_font_has_are_counted_and_shown_above_the_pages(window, desk, report, title, told):
    desk.reports.edit(report, title=title)
    page = window.current_page()
    page.open(report)
    assert page.view.problem.isVisible()
    assert told in [text.text() for text in page.view.problem.findChildren(Text)]


def test_a_tab_nobody_looks_at_is_brought_up_to_date_at_leisure(page, desk, evaluation, qtbot):
    words, texts = page.view.options.words, page.view.options.texts
    assert not words.boxes["reason"].lines
    qtbot.waitUntil(lambda: len(words.boxes["reason"].lines) == 1 and bool(texts.sections))
    desk.evaluations.add_recommendation_item(evaluation, "reason", ItemDraft("Four of five systems are linked"))
    page.refresh(None)
    qtbot.waitUntil(lambda: len(words.boxes["reason"].lines) == 2)


def test_the_view_of_a_report_is_made_at_leisure_before_one_is_opened(desk, window, qtbot):
    window.go("reports")
    listed = window.current_page()
    assert "view" not in vars(listed)
    qtbot.waitUntil(lambda: "view" in vars(listed))
    assert listed.open_id == ""
    assert listed.list.isVisible()
