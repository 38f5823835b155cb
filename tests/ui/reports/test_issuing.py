"""A report is issued once, then delivered and revised; what changed since is told."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton

from consultant_desk.errors import EnvironmentFailure
from consultant_desk.services.evaluations import ItemDraft
from consultant_desk.services.readiness import Place
from tests.ui.reports.conftest import state_all
from tests.ui.reports.doing import issue, opened
from ui.reports.issue_sheet import IssueSheet
from ui.reports.ready_list import ReadyLine
from ui.widgets.dialogs import Sheet
from ui.widgets.text import Text


def test_issuing_asks_once_and_freezes(page, window, desk, evaluation, report):
    desk.evaluations.set_recommendation(evaluation, prepared_for="Aoife Brennan")
    state_all(desk, evaluation)
    page.refresh(None)
    window.commands.run("report.issue")
    sheet = opened(window, IssueSheet)
    assert sheet.recipients.text() == "Aoife Brennan"
    sheet._accept()
    row = desk.reports.sheet(report).row
    assert (row.state, row.issue) == ("issued", 1)
    assert page.view.issued.isVisible()
    assert not page.view.options.isVisible()
    assert page.view.foot.state.text() == "as issued"
    assert row.sha256[-8:] in window.toast.message


def test_an_issued_report_is_marked_and_revised(page, window, desk, evaluation, report):
    issue(page, window, desk, evaluation)
    page.view.issued.deliver.click()
    assert desk.reports.sheet(report).row.state == "delivered"
    assert page.view.issued.state.text() == "Delivered"
    page.view.issued.revise.click()
    assert page.open_id != report
    assert page.view.options.isVisible()
    assert any(button.text() == "Issue version 2" for button in page.title_bar.findChildren(QAbstractButton))


def test_issuing_leaves_the_keyboard_to_the_issued_report(page, window, desk, evaluation, qtbot):
    page.view.options.sections.setFocus()
    issue(page, window, desk, evaluation)
    qtbot.waitUntil(page.view.issued.isVisible)
    assert page.view.issued.save.hasFocus()


def test_issuing_by_the_button_of_the_title_bar_leaves_the_keyboard_to_the_issued_report(
    page, window, desk, evaluation, qtbot
):
    state_all(desk, evaluation)
    page.refresh(None)
    button = next(one for one in page.title_bar.findChildren(QAbstractButton) if one.text() == "Issue version 1")
    button.setFocus()
    button.click()
    opened(window, IssueSheet)._accept()
    qtbot.waitUntil(page.view.issued.save.hasFocus)


def changed(desk, evaluation, report):
    """Revise a report after a reason was added, and return the new draft."""
    desk.evaluations.add_recommendation_item(evaluation, "reason", ItemDraft("Staff like it"))
    return desk.reports.revise(report).value


def test_issuing_again_tells_what_changed_since_and_what_to_look_at(page, window, desk, evaluation, report):
    issue(page, window, desk, evaluation)
    page.open(changed(desk, evaluation, report))
    window.commands.run("report.issue")
    sheet = opened(window, IssueSheet)
    assert any("Staff like it" in text for text in sheet.changes.texts)
    assert [item.text for item in sheet.warnings.items]
    assert sheet.do.text() == "Issue version 2 anyway"
    sheet.reject()


def test_what_only_the_pages_tell_is_to_be_looked_at_before_issue(page, window, desk, evaluation, report):
    state_all(desk, evaluation)
    desk.reports.edit(report, title="For 株")
    page.refresh(None)
    window.commands.run("report.issue")
    sheet = opened(window, IssueSheet)
    told = "No font of the report has these characters: 株"
    assert told in [item.text for item in sheet.warnings.items]
    assert told in [item.text for item in page.view.options.ready.items]
    sheet.reject()
    page.refresh(None)
    assert told in [item.text for item in page.view.options.ready.items]


def test_issuing_waits_for_the_pages_and_asks_once_they_are_there(page, window, desk, evaluation, worker):
    state_all(desk, evaluation)
    page.refresh(None)
    asked = []
    worker.build, build = (lambda *them: asked.append(worker.builds) or build(*them)), worker.build
    window.commands.run("report.issue")
    assert len(asked) == 1
    assert len([one for one in window.findChildren(IssueSheet) if one.isVisible()]) == 1
    opened(window, IssueSheet).reject()


def test_pages_that_cannot_be_built_are_not_issued(page, window, desk, evaluation, report, worker):
    state_all(desk, evaluation)
    page.refresh(None)

    def fail(*_):
        raise EnvironmentFailure("The report worker stopped.")

    worker.build = fail
    window.commands.run("report.issue")
    assert not [one for one in window.findChildren(IssueSheet) if one.isVisible()]
    assert page.view.foot.state.text() == "not built"
    assert page.title_bar.state.startswith("draft")


def test_a_title_of_any_length_leaves_the_sheet_as_wide_as_it_is_and_its_report_without_warnings(
    page, window, desk, evaluation, report, qtbot
):
    state_all(desk, evaluation)
    desk.reports.edit(report, title="Wherever " * 1_000)
    page.refresh(None)
    window.commands.run("report.issue")
    sheet = opened(window, IssueSheet)
    assert sheet.width() <= 600
    assert page.view.problem.isVisible()
    sheet._accept()
    qtbot.waitUntil(page.view.issued.isVisible)
    assert not page.view.problem.isVisible()


def test_an_issue_that_fails_leaves_the_draft_as_it_was(page, window, desk, evaluation, report, worker):
    state_all(desk, evaluation)
    page.refresh(None)
    window.commands.run("report.issue")
    sheet = opened(window, IssueSheet)
    build = worker.build

    def full(snapshot, *asked):
        if snapshot.issued:
            raise EnvironmentFailure("The disk is full.")
        return build(snapshot, *asked)

    worker.build = full
    sheet._accept()
    opened(window, Sheet).accept()
    assert page.title_bar.state.startswith("draft")
    assert desk.reports.sheet(report).row.state == "draft"


def test_a_first_issue_has_nothing_to_compare_with(page, window, desk, evaluation):
    state_all(desk, evaluation)
    page.refresh(None)
    window.commands.run("report.issue")
    sheet = opened(window, IssueSheet)
    assert sheet.changes.texts == ()
    assert "Changed since" not in " ".join(text.text() for text in sheet.findChildren(Text))
    sheet.reject()


def test_a_warning_of_the_sheet_leads_to_where_it_is_mended(page, window, desk, evaluation):
    went = []
    page.shell.open_part = lambda *where: went.append(where)
    state_all(desk, evaluation)
    page.refresh(None)
    window.commands.run("report.issue")
    sheet = opened(window, IssueSheet)
    line = next(line for line in sheet.warnings.findChildren(ReadyLine) if line.item.place is Place.SCORES)
    line.click()
    assert went == [("evaluation", evaluation, "step", "scores")]
    assert desk.reports.sheet(page.open_id).row.state == "draft"


def test_an_issued_report_tells_what_changed_since_and_starts_the_next_version(page, window, desk, evaluation, report):
    issue(page, window, desk, evaluation)
    panel = page.view.issued
    assert panel.since.text() == "Nothing that is printed has changed since."
    desk.evaluations.add_recommendation_item(evaluation, "reason", ItemDraft("Staff like it"))
    page.refresh(None)
    assert panel.since.text() == "The data changed since: 1 change"
    assert "Staff like it" in panel.changes.texts[0]
    panel.revise.click()
    assert page.open_id != report


def test_data_that_cannot_be_evaluated_any_more_leave_the_issued_report_open(page, window, desk, evaluation, report):
    issue(page, window, desk, evaluation)
    desk.evaluations.open_again(evaluation, "All over again")
    for candidate in desk.evaluations.sheet(evaluation).problem.candidates:
        desk.evaluations.trash_candidate(desk.evaluations.sheet(evaluation).candidates[candidate.id])
    page.refresh(None)
    assert page.open_id == report
    assert page.view.issued.since.text().startswith("What changed since cannot be told: ")
