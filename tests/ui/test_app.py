"""Starting, opening, going back to a backup, and a second start."""

import gc
import subprocess
import sys
import threading
import weakref

import pytest

from consultant_desk.desk import Desk
from consultant_desk.domain.clock import SystemClock
from consultant_desk.errors import Damaged
from consultant_desk.settings import LAST_WORKSPACE
from consultant_desk.storage.store import Store
from tests.ui.reports.test_verifying import SAMPLES, drag
from ui import app
from ui.app import Program
from ui.errors import CrashSheet, Hooks, crash_report
from ui.garbage import keep_what_is_there
from ui.instance import Listener, tell_running
from ui.reports import verifying
from ui.reports.verify_sheet import VerifySheet
from ui.welcome.mending import way_out
from ui.widgets.buttons import Button
from ui.widgets.dialogs import Sheet
from ui.widgets.text import Text


@pytest.fixture(autouse=True)
def tests_keep_what_is_there(request, monkeypatch):
    """Leave the tests' own objects out of collections: the program would let them go with each workspace it leaves."""
    if "let_go" not in request.node.name:
        monkeypatch.setattr(app, "keep_what_is_there", lambda: None)
        monkeypatch.setattr(app, "let_all_go", lambda: None)


@pytest.fixture
def program(settings, qtbot):
    made = Program(settings)
    qtbot.addWidget(made.window)
    yield made
    made.window.close()
    made.jobs.close()


def press(sheet, words):
    next(button for button in sheet.findChildren(Button) if button.text() == words).click()


def shown(window, kind):
    return [sheet for sheet in window.findChildren(kind) if sheet.isVisible()]


def texts(widget):
    return [label.text() for label in widget.findChildren(Text) if label.isVisible()]


def test_a_workspace_is_opened_after_the_first_paint_and_remembered(program, filled_copy, settings, qtbot):
    program.start(filled_copy)
    assert program.window.shell is None
    qtbot.waitUntil(lambda: program.window.shell is not None, timeout=20_000)
    assert settings.get(LAST_WORKSPACE) == str(filled_copy)
    qtbot.waitUntil(lambda: program.window.rail.buttons["products"].count == 6, timeout=20_000)


def test_a_folder_that_is_no_workspace_is_told_and_another_can_be_chosen(program, tmp_path, qtbot):
    program.start(tmp_path)
    qtbot.waitUntil(lambda: program.window.findChild(Sheet) is not None, timeout=20_000)
    sheet = program.window.findChild(Sheet)
    assert "The workspace was not opened" in texts(sheet)
    sheet.reject()
    assert any(button.text() == "Open an existing workspace…" for button in program.window.findChildren(Button))


def test_without_a_workspace_one_is_asked_for(program, qtbot):
    program.start(None)
    qtbot.waitUntil(lambda: "Consultant Desk" in texts(program.window))
    assert not program.window.rail.isVisible()


def test_a_report_dropped_before_a_workspace_is_open_is_checked(program, qtbot):
    program.start(None)
    qtbot.waitUntil(lambda: "Consultant Desk" in texts(program.window))
    for place in (program.window, program._welcome.sample):
        assert drag(program.window, place, SAMPLES / "report-1-issued.pdf")
        qtbot.waitUntil(lambda: shown(program.window, VerifySheet) != [], timeout=60_000)
        (sheet,) = shown(program.window, VerifySheet)
        assert sheet.answer.valid
        assert sheet.answer.of("issued").ok is None
        sheet.accept()


def test_a_statement_dropped_before_a_workspace_is_open_says_what_to_do(program, tmp_path, qtbot):
    statement = tmp_path / "november.csv"
    statement.write_text("id,amount\n")
    program.start(None)
    qtbot.waitUntil(lambda: "Consultant Desk" in texts(program.window))
    assert drag(program.window, program.window, statement)
    assert program.window.toast.message == (
        "Open a workspace first, then drop the statement again. Nothing was imported."
    )


def test_a_report_can_be_chosen_and_checked_before_a_workspace_is_open(program, tmp_path, qtbot, monkeypatch):
    (tmp_path / "letter.pdf").write_bytes(b"hello")
    monkeypatch.setattr(verifying, "choose_report", lambda _parent: str(tmp_path / "letter.pdf"))
    program.start(None)
    qtbot.waitUntil(lambda: "Consultant Desk" in texts(program.window))
    press(program.window, "Verify a report file…")
    qtbot.waitUntil(lambda: shown(program.window, VerifySheet) != [], timeout=60_000)
    (sheet,) = shown(program.window, VerifySheet)
    assert not sheet.answer.valid
    sheet.accept()


def test_the_sample_workspace_can_be_opened_from_an_empty_one(program, tmp_path, qtbot, monkeypatch):
    from consultant_desk import sample

    monkeypatch.setattr(sample, "create_sample", lambda folder, progress: Desk.create(folder, name="Sample"))
    Desk.create(tmp_path / "Own.desk", name="Own").close()
    program.start(tmp_path / "Own.desk")
    qtbot.waitUntil(lambda: program.window.shell is not None, timeout=20_000)
    assert program.window.commands.run("workspace.sample")
    qtbot.waitUntil(lambda: program.window.shell is not None and program.window.shell.desk.name == "Sample")
    assert program.window.commands.get("workspace.new")


def test_going_back_to_a_backup_shows_what_was_there_then(program, filled_copy, qtbot):
    program.start(filled_copy)
    qtbot.waitUntil(lambda: program.window.shell is not None, timeout=20_000)
    desk = program.window.shell.desk
    made = []
    program.jobs.serial(desk.backups.make, made.append)
    qtbot.waitUntil(lambda: made != [], timeout=20_000)
    desk.products.trash(desk.products.list()[0].id)
    program.window.go("settings")
    page = program.window.current_page()
    page.list.choose("backups")
    page.parts["backups"].restore_from(made[0].folder)
    qtbot.waitUntil(lambda: program.window.shell is not None and program.window.shell.desk is not desk, timeout=20_000)
    assert len(program.window.shell.desk.products.list()) == 6


def test_a_restore_that_fails_leaves_the_workspace_open_as_it_was(program, filled_copy, tmp_path, qtbot):
    program.start(filled_copy)
    qtbot.waitUntil(lambda: program.window.shell is not None, timeout=20_000)
    broken = tmp_path / "broken.zip"
    broken.write_bytes(b"no zip")
    program.window.go("settings")
    program.window.current_page().parts["backups"].restore_from(broken)
    qtbot.waitUntil(lambda: program.window.findChild(Sheet) is not None, timeout=20_000)
    assert "The workspace stays as it was" in texts(program.window.findChild(Sheet))
    program.window.findChild(Sheet).reject()
    assert len(program.window.shell.desk.products.list()) == 6


def test_a_restore_can_be_stopped_and_the_workspace_comes_back(program, filled_copy, qtbot, monkeypatch):
    started, go_on = threading.Event(), threading.Event()

    def slow(_source, _folder, _clock, progress):
        started.set()
        go_on.wait(20)
        progress(1, 2, "Unpacking documents")

    monkeypatch.setattr("ui.settings.backup.restore", slow)
    program.start(filled_copy)
    qtbot.waitUntil(lambda: program.window.shell is not None, timeout=20_000)
    program.window.go("settings")
    program.window.current_page().parts["backups"].restore_from(filled_copy)
    assert started.wait(20)
    qtbot.waitUntil(lambda: "Restoring the workspace …" in texts(program.window), timeout=20_000)
    cancel = next(button for button in program.window.findChildren(Button) if button.text() == "Cancel")
    cancel.click()
    go_on.set()
    qtbot.waitUntil(lambda: program.window.shell is not None, timeout=20_000)
    assert "Restoring the workspace …" not in texts(program.window)
    assert program.window.findChild(Sheet) is None
    assert len(program.window.shell.desk.products.list()) == 6


def test_the_window_is_there_before_the_database_library_is_loaded():
    code = (
        "import ui.app, sys; print(sorted({m.split('.')[0] for m in sys.modules} & {'sqlalchemy','babel','reportlab'}))"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


def test_modules_are_imported_without_pyside_reading_their_source():
    code = (
        "import ui.app; ui.app.use_plain_import(); import consultant_desk.desk, linecache;"
        "print([name for name in linecache.cache if name.endswith('.py') and 'sqlalchemy' in name])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


def test_a_workspace_whose_journal_cannot_be_trusted_is_left_before_anything_changes(program, filled_copy, qtbot):
    with Store.open(filled_copy, clock=SystemClock()) as store:
        store.maintain(lambda connection: connection.exec_driver_sql("DROP TRIGGER journal_client_insert"))
    program.start(filled_copy)
    qtbot.waitUntil(lambda: program.window.findChild(Sheet) is not None, timeout=20_000)
    sheet = program.window.findChild(Sheet)
    assert "The workspace was not opened" in texts(sheet)
    assert any("triggers that differ: 1" in text for text in texts(sheet))
    assert program.window.shell is None
    press(sheet, "Set it right")
    qtbot.waitUntil(lambda: program.window.shell is not None, timeout=20_000)
    assert len(program.window.shell.desk.products.list()) == 6


def spoil(folder):
    database = folder / "workspace.db"
    data = bytearray(database.read_bytes())
    data[8192 : len(data) // 2] = b"\xaa" * (len(data) // 2 - 8192)
    database.write_bytes(data)


def test_of_a_damaged_workspace_the_newest_backup_is_offered(program, filled_copy, qtbot):
    with Desk.open(filled_copy) as desk:
        desk.backups.make()
    spoil(filled_copy)
    program.start(filled_copy)
    qtbot.waitUntil(lambda: program.window.findChild(Sheet) is not None, timeout=20_000)
    sheet = program.window.findChild(Sheet)
    assert any("is damaged" in text and "There is a backup of" in text for text in texts(sheet))
    press(sheet, "Restore the backup")
    qtbot.waitUntil(lambda: program.window.shell is not None, timeout=20_000)
    assert len(program.window.shell.desk.products.list()) == 6
    assert any(folder.name.startswith("damaged-") for folder in (filled_copy / "backups").iterdir())


def test_of_a_damaged_workspace_without_a_backup_it_is_told_and_another_can_be_opened(program, filled_copy, qtbot):
    spoil(filled_copy)
    program.start(filled_copy)
    qtbot.waitUntil(lambda: program.window.findChild(Sheet) is not None, timeout=20_000)
    assert any("Restore the latest backup" in text for text in texts(program.window.findChild(Sheet)))
    program.window.findChild(Sheet).reject()
    assert any(button.text() == "Open an existing workspace…" for button in program.window.findChildren(Button))


class TestSecondStart:
    NAME = "consultant-desk-test"

    @pytest.fixture
    def listener(self):
        made = Listener()
        assert made.listen(self.NAME)
        yield made
        made.close()

    def test_it_hands_over_what_it_was_asked_to_open(self, listener, qtbot):
        code = f"from ui.instance import tell_running; print(tell_running('/a/Mara <b>.desk', {self.NAME!r}))"
        with qtbot.waitSignal(listener.started, timeout=20_000) as heard:
            child = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
        assert heard.args == ["/a/Mara <b>.desk"]
        assert child.communicate(timeout=20)[0].strip() == "True"

    def test_the_first_start_finds_nobody(self):
        assert not tell_running("", "consultant-desk-nobody-listens")

    def test_a_socket_left_by_a_crash_is_taken_over(self, listener):
        other = Listener()
        assert other.listen(self.NAME)
        other.close()


class TestBugs:
    @pytest.fixture
    def report(self):
        try:
            raise ZeroDivisionError("mail mara@lindqvist.example password=secret1")
        except ZeroDivisionError as error:
            return crash_report(type(error), error, error.__traceback__)

    def test_the_report_names_versions_and_holds_no_personal_data(self, report):
        assert report.startswith("Consultant Desk ")
        assert "ZeroDivisionError" in report
        assert "mara@lindqvist.example" not in report
        assert "secret1" not in report

    def test_the_dialog_hides_the_report_until_asked(self, report, qtbot):
        sheet = CrashSheet(None, report)
        qtbot.addWidget(sheet)
        sheet.show()
        assert not sheet._area.isVisible()
        sheet._toggle()
        assert sheet._area.toPlainText() == report
        sheet.reject()

    @pytest.mark.expects_error_log
    def test_a_bug_in_a_slot_is_shown_once_however_often_it_happens(self, qtbot, monkeypatch):
        monkeypatch.setattr(sys, "excepthook", sys.excepthook)
        hooks = Hooks(lambda: None)
        shown = []
        monkeypatch.setattr(CrashSheet, "open", lambda sheet: (shown.append(sheet), qtbot.addWidget(sheet)))
        for _ in range(3):
            hooks._exception(ValueError, ValueError("bug"), None)
        assert len(shown) == 1
        shown[0].finished.emit(0)
        hooks._exception(ValueError, ValueError("bug"), None)
        assert len(shown) == 2


CLOSE_WHAT_SHOWS = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from ui import app
from ui.widgets.text import Text

def close():
    for window in QApplication.topLevelWidgets():
        if window.isVisible():
            print([text.text() for text in window.findChildren(Text)])
            window.reject()

timer = QTimer()
timer.timeout.connect(close)
made = app.load_fonts
app.load_fonts = lambda: (made(), timer.start(50))
raise SystemExit(app.main([]))
"""


def test_settings_that_cannot_be_read_are_told_before_the_program_ends(tmp_path, monkeypatch):
    monkeypatch.setenv("CONSULTANT_DESK_HOME", str(tmp_path))
    (tmp_path / "config" / "settings.toml").mkdir(parents=True)
    command = [sys.executable, "-c", CLOSE_WHAT_SHOWS]
    run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert run.returncode == 3
    assert "cannot be read (Is a directory)" in run.stdout


def opened(program, folder, qtbot):
    program.start(folder)
    qtbot.waitUntil(lambda: program.window.shell is not None, timeout=20_000)
    return program.window.shell.desk


def test_after_a_mistake_of_the_program_the_former_workspace_comes_back(program, filled_copy, qtbot):
    desk = opened(program, filled_copy, qtbot)

    def make(_progress):
        raise ValueError("a bug")

    with qtbot.captureExceptions() as caught:
        program.replace("Restoring the workspace", make)
        qtbot.waitUntil(lambda: caught != [] and program.window.shell is not None, timeout=20_000)
    assert [str(error) for _kind, error, _trace in caught] == ["a bug"]
    assert program.window.shell.desk is not desk
    assert len(program.window.shell.desk.products.list()) == 6


def test_a_second_workspace_that_opens_takes_the_place_of_the_first_one(program, filled_copy, tmp_path, qtbot):
    first = opened(program, filled_copy, qtbot)
    Desk.create(tmp_path / "Own.desk", name="Own").close()
    program.open(tmp_path / "Own.desk")
    qtbot.waitUntil(lambda: program.window.shell.desk.name == "Own", timeout=20_000)
    qtbot.waitUntil(lambda: first not in program._changeover._open, timeout=20_000)
    Desk.open(filled_copy).close()  # its lock is free again


def test_what_opens_while_the_window_closes_is_closed_at_the_end(settings, filled_copy, tmp_path, qtbot):
    program = Program(settings)
    qtbot.addWidget(program.window)
    opened(program, filled_copy, qtbot)
    Desk.create(tmp_path / "Own.desk", name="Own").close()
    program.replace("Opening the workspace", lambda _progress: tmp_path / "Own.desk")
    program.window.close()
    program.end()
    for folder in (filled_copy, tmp_path / "Own.desk"):
        Desk.open(folder).close()


def test_leaving_the_workspace_during_a_backup_is_no_mistake(program, filled_copy, tmp_path, qtbot):
    opened(program, filled_copy, qtbot)
    Desk.create(tmp_path / "Own.desk", name="Own").close()
    program.window.go("settings")
    with qtbot.captureExceptions() as caught:
        program.window.current_page().parts["backups"].make()
        program.replace("Opening the workspace", lambda _progress: tmp_path / "Own.desk")
        qtbot.waitUntil(lambda: program.window.shell is not None and program.window.shell.desk.name == "Own")
    assert caught == []


def test_quitting_is_possible_while_nothing_is_open(program, qtbot):
    program.start(None)
    qtbot.waitUntil(lambda: "Consultant Desk" in texts(program.window))
    assert program.window.commands.run("window.quit")
    assert not program.window.isVisible()


def test_pages_of_a_workspace_that_was_left_are_let_go(program, filled_copy, tmp_path, qtbot):
    desk = weakref.ref(opened(program, filled_copy, qtbot))
    Desk.create(tmp_path / "Own.desk", name="Own").close()
    keep_what_is_there()
    program.replace("Opening the workspace", lambda _progress: tmp_path / "Own.desk")
    qtbot.waitUntil(lambda: program.window.shell is not None and program.window.shell.desk.name == "Own")

    def gone():
        gc.collect()
        return desk() is None

    qtbot.waitUntil(gone, timeout=20_000)


def test_a_backup_that_is_not_what_it_was_is_not_offered(program, filled_copy, qtbot):
    with Desk.open(filled_copy) as desk:
        sound = desk.backups.make()
        desk.products.trash(desk.products.list()[0].id)
        newest = desk.backups.make()
    (newest.folder / "workspace.db").write_bytes(b"spoilt")
    spoil(filled_copy)
    assert way_out(filled_copy, Damaged("x")).work(lambda *_: None) == filled_copy
    with Desk.open(filled_copy) as desk:
        assert len(desk.products.list()) == 6
    assert sound.folder.exists()
