"""The sections of a report and its paper are chosen beside its pages."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from consultant_desk.domain.report_options import ReportKind, Section
from consultant_desk.errors import EnvironmentFailure
from tests.ui.reports.doing import opened, press
from ui.reports.section_list import ROW
from ui.reports.start_sheet import StartSheet
from ui.reports.wording import REPORT_KINDS, SECTION_TITLES
from ui.theme import theme
from ui.widgets.dialogs import Sheet
from ui.widgets.painting import text_width


def test_switching_a_section_off_rebuilds_after_a_pause_and_keeps_page_and_zoom(page, worker, desk, report, qtbot):
    view = page.view
    before = len(view.pages.images.sizes)
    view.pages.set_zoom(0.5)
    view.pages.go(1)
    builds = worker.builds
    sections = view.options.sections
    sections._current = sections.order.index(Section.METHOD)
    press(sections, Qt.Key.Key_Space)
    assert Section.METHOD not in desk.reports.sheet(report).sections
    assert worker.builds == builds
    qtbot.waitUntil(lambda: worker.builds == builds + 1)
    assert len(view.pages.images.sizes) < before
    assert view.pages.zoom == 0.5
    assert view.pages.page == 1


def test_kinds_and_sections_are_named_whole_in_the_narrow_panel(page):
    options = page.view.options
    assert options.sections.width() < options.width()  # the panel scrolls: its bar takes room as well
    for kind in REPORT_KINDS:
        options.kind.set_value(kind.value)
        assert options.kind.width() >= options.kind.sizeHint().width(), kind.label
    sections = options.sections
    sections.show_notes(frozenset(sections.order))
    needed = {section: text_width(SECTION_TITLES[section], theme().font("body")) for section in sections.order}
    assert {section for section in needed if needed[section] > sections.room(section)} == set()


def test_disclosure_cannot_be_switched_off(page, desk, report):
    sections = page.view.options.sections
    sections._current = sections.order.index(Section.DISCLOSURE)
    press(sections, Qt.Key.Key_Space)
    assert Section.DISCLOSURE in desk.reports.sheet(report).sections
    QTest.mouseClick(sections, Qt.MouseButton.LeftButton, pos=QPoint(30, 4 + 2 * ROW + 10))
    assert Section.DISCLOSURE in sections.sections


def test_alt_down_moves_a_section_and_dragging_does_too(page, desk, report):
    sections = page.view.options.sections
    sections._current = sections.order.index(Section.NEEDS)
    press(sections, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    order = desk.reports.sheet(report).sections
    assert order.index(Section.NEEDS) == order.index(Section.REQUIREMENTS) + 1
    last = len(sections.order) - 1
    dragged = sections.order[last]
    QTest.mousePress(sections, Qt.MouseButton.LeftButton, pos=QPoint(150, 4 + last * ROW + 10))
    QTest.mouseMove(sections, QPoint(150, 4 + 4 * ROW + 10))
    QTest.mouseRelease(sections, Qt.MouseButton.LeftButton, pos=QPoint(150, 4 + 4 * ROW + 10))
    assert sections.order[4] is dragged
    assert desk.reports.sheet(report).sections == sections.sections


def test_paper_and_marking_are_kept_with_the_report(page, desk, report):
    page.view.options.page.chosen.emit("Letter")
    page.view.options.marking.chosen.emit("Public")
    sheet = desk.reports.sheet(report)
    assert (sheet.page_size.value, sheet.marking) == ("Letter", "Public")


def test_what_could_not_be_stored_is_not_shown_as_if_it_were(page, window, desk, report, monkeypatch):
    def full(*_, **__):
        raise EnvironmentFailure("The disk is full.")

    options = page.view.options
    monkeypatch.setattr(desk.reports, "edit", full)
    monkeypatch.setattr(desk.reports, "set_sections", full)
    options.page._choose("Letter")
    opened(window, Sheet).accept()
    assert options.page.value() == desk.reports.sheet(report).page_size.value == "A4"
    press(options.sections, Qt.Key.Key_Space)
    opened(window, Sheet).accept()
    assert options.sections.sections == desk.reports.sheet(report).sections


def test_a_brand_that_was_deleted_is_no_longer_named(page, desk):
    assert page.view.options.brand.text() == "Mara Lindqvist"
    for brand in desk.practice.sheet().brands:
        desk.practice.trash_brand(brand.id)
    page.refresh(None)
    assert page.view.options.brand.text() == "House colours"


def test_choosing_a_section_shows_the_page_it_begins_on(page):
    page.view.options.section_chosen.emit(Section.METHOD)
    method = dict(page._preview.document.headings)["Method"]
    assert page.view.pages.page == method


@pytest.mark.parametrize(
    ("kind", "printed"),
    [(ReportKind.COMPARISON, [Section.SUMMARY, Section.COMPARISON]), (ReportKind.MEMO, [Section.MEMO])],
)
def test_another_kind_of_report_offers_its_own_sections_only(page, desk, report, kind, printed):
    options = page.view.options
    options.kind.chosen.emit(kind.value)
    assert desk.reports.sheet(report).kind is kind
    assert list(options.sections.order) == printed
    press(options.sections, Qt.Key.Key_Space)
    assert list(options.sections.sections) == printed
    assert "always printed" in options.sections.accessibleName()
    assert options.band._count == f"{len(printed)} of {len(printed)}"


def test_sections_left_out_are_still_left_out_after_a_look_at_another_kind(page, desk, report):
    options = page.view.options
    options.sections_changed.emit((Section.SUMMARY, Section.DISCLOSURE, Section.RISKS))
    options.kind.chosen.emit("memo")
    options.kind.chosen.emit("recommendation")
    assert options.sections.sections == (Section.SUMMARY, Section.DISCLOSURE, Section.RISKS)


def test_a_report_in_another_language_is_built_in_it_and_its_sections_are_still_found(page, desk, report, qtbot):
    page.view.options.language.chosen.emit("de")
    assert desk.reports.sheet(report).language == "de"
    qtbot.waitUntil(lambda: "Methode" in dict(page._preview.document.headings))
    page.view.options.section_chosen.emit(Section.METHOD)
    assert page.view.pages.page == dict(page._preview.document.headings)["Methode"]


def test_the_next_report_is_started_in_the_language_of_the_last_one_unless_another_is_chosen(window, desk, evaluation):
    titles = []
    for chosen in ("de", "", "fr"):
        window.commands.run("report.start")
        sheet = opened(window, StartSheet)
        if chosen:
            sheet.language.set_value(chosen)
        sheet._accept()
        titles.append(window.current_page().title_bar.title)
    assert [title.split(" ")[0] for title in titles] == ["Empfehlung", "Empfehlung:", "Recommandation"]


def test_the_last_step_of_an_evaluation_starts_its_report_in_the_language_of_the_last_one(window, desk, evaluation):
    desk.reports.trash(desk.reports.create(evaluation, language="fr").value)
    desk.reports.trash(desk.reports.create(evaluation, language="es").value)
    assert desk.reports.last_language() == "en"
    other = desk.evaluations.create("Another").value
    desk.reports.create(other, language="es")
    window.open_record("evaluation_report", evaluation)
    assert desk.reports.sheet(window.current_page().open_id).language == "es"


def test_a_report_is_started_as_the_kind_that_was_chosen(window, desk, evaluation):
    window.commands.run("report.start")
    sheet = opened(window, StartSheet)
    sheet.kind.set_value("memo")
    sheet._accept()
    page = window.current_page()
    assert desk.reports.sheet(page.open_id).kind is ReportKind.MEMO
    assert len(page.view.pages.images.sizes) == 1
    page.back()
    assert page.list.table.rows_model.rows[0].kind is ReportKind.MEMO
