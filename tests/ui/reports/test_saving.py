"""A report is saved as what its reader can use; what is in the way is told, and the old file stays."""

from __future__ import annotations

import errno
import json
import threading
from pathlib import Path

import pytest

from consultant_desk.domain.clock import FixedClock
from consultant_desk.paths import places
from reports.verify import verify
from reports.worker import WorkCancelled
from tests.reports.identities import PASSPHRASE, identity
from tests.ui.reports.conftest import TODAY
from tests.ui.reports.doing import issue, opened
from ui.pages import PageSpec
from ui.reports import saving, sign_sheet
from ui.reports.page import ReportsPage
from ui.reports.passwords import NewPasswordSheet, strength
from ui.reports.sign_sheet import SignSheet
from ui.widgets.buttons import Button
from ui.widgets.dialogs import Sheet
from ui.widgets.text import Text
from ui.window import Window


@pytest.fixture
def folder(page, tmp_path):
    """Where everything is saved to, under the names that are suggested."""
    made = tmp_path / "For the client"
    made.mkdir()
    page.saving.ask_target = lambda name, _kind: str(made / name)
    return made


def told(window):
    """Return what a dialog says, and close it."""
    sheet = opened(window, Sheet)
    words = " ".join(text.text() for text in sheet.findChildren(Text))
    sheet.accept()
    return words


def named(folder, ending):
    return folder / f"Recommendation for Harbour Bakeries, {ending}"


def test_a_draft_and_a_frozen_copy_are_saved_as_pdf(page, window, desk, evaluation, report, folder):
    window.commands.run("report.save_pdf")
    assert named(folder, "draft.pdf").read_bytes().startswith(b"%PDF")
    issue(page, window, desk, evaluation)
    page.view.issued.save.click()
    assert named(folder, "version 1.pdf").read_bytes() == desk.reports.pdf(report)


def test_the_menu_offers_every_format_and_a_signature_for_what_was_issued(page, window, desk, evaluation):
    lines = [item.text for item in page._save_items()]
    assert lines[:3] == ["PDF…", "Web page…", "Markdown…"]
    assert {"Matrix as CSV…", "Matrix as workbook…", "Evaluation file…", "Copy with a password…"} < set(lines)
    assert "Signed copy…" not in lines
    issue(page, window, desk, evaluation)
    assert "Signed copy…" in [item.text for item in page._save_items()]


def test_each_format_is_what_it_says(page, window, folder):
    for name in ("html", "markdown", "csv", "xlsx", "evaluation"):
        window.commands.run(f"report.save_{name}")
    assert named(folder, "draft.html").read_bytes().lower().startswith(b"<!doctype html>")
    assert named(folder, "draft.md").read_text("utf-8").startswith("#")
    assert "Criterion" in named(folder, "draft, matrix.csv").read_text("utf-8-sig")
    assert named(folder, "draft, matrix.xlsx").read_bytes().startswith(b"PK")
    assert json.loads(named(folder, "draft, evaluation.json").read_text("utf-8"))["format"]


def test_the_note_names_the_file_and_leads_to_its_folder(page, window, folder):
    went = []
    page.saving.open_folder = went.append
    window.commands.run("report.save_markdown")
    assert "Recommendation for Harbour Bakeries, draft.md" in window.toast.message
    assert "For the client" in window.toast.message
    assert window.toast._action.text() == "Show in folder"
    window.toast._action.click()
    assert went == [folder]


def test_a_name_typed_without_its_ending_gets_it(page, window, tmp_path):
    page.saving.ask_target = lambda _name, _kind: str(tmp_path / "v1.2 for Aoife")
    window.commands.run("report.save_html")
    assert (tmp_path / "v1.2 for Aoife.html").is_file()


def test_a_file_that_only_the_added_ending_meets_is_replaced_only_when_that_is_wanted(page, window, tmp_path):
    there = tmp_path / "For Aoife.md"
    there.write_text("mine", "utf-8")
    page.saving.ask_target = lambda _name, _kind: str(tmp_path / "For Aoife")
    window.commands.run("report.save_markdown")
    opened(window, Sheet).reject()
    assert there.read_text("utf-8") == "mine"
    window.commands.run("report.save_markdown")
    sheet = opened(window, Sheet)
    assert "For Aoife.md is there already." in " ".join(text.text() for text in sheet.findChildren(Text))
    next(button for button in sheet.findChildren(Button) if button.text() == "Replace it").click()
    assert there.read_text("utf-8").startswith("#")


def test_the_next_file_is_suggested_beside_the_one_before(page, window, tmp_path, monkeypatch):
    suggested = []

    def choose(_parent, path, _kind):
        suggested.append(path)
        return str(tmp_path / "Harbour" / "matrix.csv") if len(suggested) == 1 else ""

    (tmp_path / "Harbour").mkdir()
    monkeypatch.setattr(saving, "choose_target", choose)
    window.commands.run("report.save_csv")
    window.commands.run("report.save_pdf")
    assert suggested[0].parent == places().documents
    assert suggested[1] == named(tmp_path / "Harbour", "draft.pdf")


def test_whoever_thinks_better_of_it_writes_nothing(page, window, tmp_path):
    page.saving.ask_target = lambda _name, _kind: ""
    window.commands.run("report.save_pdf")
    assert window.toast.message == ""
    assert not page.progress.isVisible()


FAULTS = [
    (OSError(errno.ENOSPC, "No space left on device"), "the disk is full"),
    (OSError(errno.EROFS, "Read-only file system"), "may not be written to"),
    (PermissionError(errno.EACCES, "Permission denied"), "may not be written to"),
    (OSError(errno.EIO, "Input/output error"), "cannot be written (Input/output error)"),
]


def shared():
    """Return what Windows raises where another program holds the file open."""
    error = PermissionError(errno.EACCES, "The process cannot access the file")
    error.winerror = 32
    return error


@pytest.mark.parametrize(("fault", "words"), [*FAULTS, (shared(), "is open in another program")])
def test_what_is_in_the_way_is_told_and_the_old_file_is_intact(page, window, folder, monkeypatch, fault, words):
    old = named(folder, "draft.md")
    old.write_bytes(b"the old one")

    def refuse(_self, _target):
        raise fault

    monkeypatch.setattr(Path, "replace", refuse)
    window.commands.run("report.save_markdown")
    said = told(window)
    assert words in said
    assert "The file that was there is as it was." in said
    assert old.read_bytes() == b"the old one"
    assert list(folder.iterdir()) == [old]


def test_a_file_that_is_read_only_is_told_and_left_alone(page, window, folder):
    old = named(folder, "draft.md")
    old.write_bytes(b"the old one")
    old.chmod(0o444)
    window.commands.run("report.save_markdown")
    assert f"{old.name[:60]} is read-only." in told(window)
    assert old.read_bytes() == b"the old one"
    assert list(folder.iterdir()) == [old]


def test_a_folder_that_is_gone_and_one_of_the_same_name_are_told(page, window, tmp_path):
    page.saving.ask_target = lambda _name, _kind: str(tmp_path / "gone" / "report.pdf")
    window.commands.run("report.save_pdf")
    assert "is not there" in told(window)
    (tmp_path / "report.pdf").mkdir()
    page.saving.ask_target = lambda _name, _kind: str(tmp_path / "report.pdf")
    window.commands.run("report.save_pdf")
    assert "is a folder" in told(window)


def test_a_report_that_cannot_be_built_leaves_the_old_file(window, desk, tmp_path):
    page = window.current_page()
    page.open(desk.reports.create(desk.evaluations.create("Nothing yet").value).value)
    target = tmp_path / "old.pdf"
    target.write_bytes(b"the old one")
    page.saving.ask_target = lambda _name, _kind: str(target)
    window.commands.run("report.save_pdf")
    assert window.toast.message
    assert target.read_bytes() == b"the old one"


def test_writing_that_takes_long_is_shown_and_given_up_without_touching_the_old_file(
    desk, report, jobs, settings, show, worker, tmp_path, qtbot
):
    def markdown(_snapshot, cancelled):
        while not cancelled():
            stopped.wait(0.01)
        stopped.set()
        raise WorkCancelled

    stopped = threading.Event()
    worker.markdown = markdown
    window = Window((PageSpec("reports", "Reports", "file-text", ReportsPage),), settings, jobs, FixedClock(TODAY))
    show(window, 1024, 700)
    window.open_desk(desk)
    page = window.current_page()
    page.open(report)
    qtbot.waitUntil(lambda: page._data is not None)
    old = tmp_path / "old.md"
    old.write_bytes(b"the old one")
    page.saving.ask_target = lambda _name, _kind: str(old)
    window.commands.run("report.save_markdown")
    qtbot.waitUntil(page.progress.isVisible)
    page.progress._cancel.click()
    qtbot.waitUntil(stopped.is_set)
    qtbot.waitUntil(lambda: not page.progress.isVisible())
    qtbot.waitUntil(lambda: not jobs._running)
    assert old.read_bytes() == b"the old one"


def test_a_copy_with_a_password_opens_with_it_only(page, window, folder):
    window.commands.run("report.encrypt")
    sheet = opened(window, NewPasswordSheet)
    sheet._accept()
    assert sheet.problem.text() == "Type a password."
    sheet.password.setText("bread and butter")
    sheet.again.setText("bread and buter")
    sheet._accept()
    assert "not the same" in sheet.problem.text()
    sheet.again.setText("bread and butter")
    sheet._accept()
    copy = named(folder, "draft, encrypted.pdf").read_bytes()
    assert verify(copy).locked
    assert verify(copy, password="bread and butter").of("readable").ok


def test_a_password_a_pdf_cannot_have_is_refused_in_words(page, window, folder):
    window.commands.run("report.encrypt")
    sheet = opened(window, NewPasswordSheet)
    sheet.password.setText("x" * 200)
    sheet.again.setText("x" * 200)
    sheet._accept()
    assert "at most 127" in window.toast.message
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    ("password", "word"),
    [
        ("", "A sentence"),
        ("bread", "Weak"),
        ("aaaaaaaaaaaaaaaa", "Weak"),
        ("breadbutter", "Fair"),
        ("one owner per request, please", "Strong"),
    ],
)
def test_a_password_is_weighed_while_it_is_typed(password, word):
    assert strength(password)[0].startswith(word)


@pytest.fixture
def signing(page, window, desk, evaluation, tmp_path):
    issue(page, window, desk, evaluation)
    (tmp_path / "mara.p12").write_bytes(identity())
    window.commands.run("report.sign")
    return opened(window, SignSheet)


def test_the_certificate_is_shown_before_anything_is_signed(signing, window, desk, report, folder, tmp_path):
    signing._accept()
    assert "Choose the file" in signing.problem.text()
    signing.ask_file = lambda: str(tmp_path / "mara.p12")
    signing.choose.click()
    signing.passphrase.setText("wrong")
    signing._accept()
    assert "does not open" in signing.problem.text()
    assert list(folder.iterdir()) == []
    signing.passphrase.setText(PASSPHRASE)
    signing._accept()
    assert "Mara Lindqvist" in signing.whose.text()
    assert "Nobody else vouches" in signing.whose.text()
    assert signing.do.text() == "Sign and save…"
    assert list(folder.iterdir()) == []
    signing._accept()
    signed = named(folder, "version 1, signed.pdf").read_bytes()
    assert verify(signed).of("signature").ok
    assert desk.reports.verify(signed).of("issued").ok
    assert desk.reports.pdf(report) != signed


def test_a_visible_stamp_is_set_where_it_is_ticked(signing, folder, tmp_path):
    signing.take_file(tmp_path / "mara.p12")
    signing.passphrase.setText(PASSPHRASE)
    signing.stamp.setChecked(True)
    signing._accept()
    signing._accept()
    signed = named(folder, "version 1, signed.pdf").read_bytes()
    assert verify(signed).of("signature").ok
    assert b"/AP" in signed


def test_an_expired_certificate_warns_before_it_signs(signing, tmp_path):
    from tests.reports.identities import SIGNED_AT

    (tmp_path / "old.p12").write_bytes(identity(until=SIGNED_AT.replace(year=2025)))
    signing.take_file(tmp_path / "old.p12")
    signing.passphrase.setText(PASSPHRASE)
    signing._accept()
    assert "expired" in signing.whose.text()
    signing.reject()


def test_another_file_has_to_be_opened_again(signing, tmp_path):
    signing.take_file(tmp_path / "mara.p12")
    signing.passphrase.setText(PASSPHRASE)
    signing._accept()
    (tmp_path / "letter.p12").write_bytes(b"hello")
    signing.take_file(tmp_path / "letter.p12")
    assert signing.do.text() == "Open the certificate"
    signing._accept()
    assert "no certificate" in signing.problem.text()
    signing.take_file(tmp_path / "gone.p12")
    signing._accept()
    assert "cannot be read" in signing.problem.text()
    signing.reject()


def test_without_the_package_that_signs_the_sheet_says_what_to_install(page, window, desk, evaluation, monkeypatch):
    monkeypatch.setattr("consultant_desk.services.report_files.pyhanko_is_there", lambda: False)
    issue(page, window, desk, evaluation)
    window.commands.run("report.sign")
    sheet = opened(window, SignSheet)
    assert sheet.problem.text() == sign_sheet.NOT_INSTALLED
    assert not sheet.do.isEnabled()
    sheet.reject()
