"""Starts the window: hooks, then fonts and theme, then the first paint, and only then the workspace."""

from __future__ import annotations

import builtins
import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QFileDialog

from consultant_desk.errors import Damaged, DeskError
from consultant_desk.log import start_logging, watch_for_crashes
from consultant_desk.paths import WORKSPACE_VARIABLE, places
from consultant_desk.settings import APPEARANCE, LAST_WORKSPACE, Settings
from ui.changeover import NOT_OPENED, Changeover, Replaced
from ui.commands import Command
from ui.errors import Hooks
from ui.fonts import load_fonts
from ui.garbage import collected_on_this_thread, keep_what_is_there, let_all_go
from ui.instance import Listener, tell_running
from ui.jobs import Job, Jobs
from ui.pages import load_first_page, load_pages, page_specs
from ui.theme import Mode, theme
from ui.widgets.dialogs import ask, tell
from ui.window import Window

if TYPE_CHECKING:
    from consultant_desk.desk import Desk
    from consultant_desk.domain.progress import Progress
    from consultant_desk.services.backups import BackupRow
    from ui.reports.verifying import Verifying
    from ui.welcome.busy import BusyView
    from ui.welcome.mending import WayOut
    from ui.welcome.view import WelcomeView

CANNOT_START = 3
"""The exit code when the surroundings do not allow a start, as on the command line."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the window until it is closed; the first argument may name the folder of a workspace."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    use_plain_import()
    hooks = Hooks(QApplication.activeWindow)
    hooks.install()
    app = QApplication(["consultant-desk"])
    app.setApplicationName("Consultant Desk")
    app.setDesktopFileName("consultant-desk")
    with collected_on_this_thread():
        return _run(app, given)


def _run(app: QApplication, given: Sequence[str]) -> int:
    if tell_running(str(Path(given[0]).absolute()) if given else ""):
        return 0
    where = places()
    start_logging(where.logs)
    watch_for_crashes(where.logs)
    load_fonts()
    try:
        settings = Settings(where.settings_file)
    except DeskError as error:
        theme().install(app, Mode(APPEARANCE.default))
        sheet = tell(None, "Consultant Desk cannot start", error.sentence())
        sheet.finished.connect(app.quit)
        app.exec()
        return CANNOT_START
    theme().install(app, Mode(settings.get(APPEARANCE)))
    program = Program(settings)
    program.start(Path(given[0]) if given else None)
    result = app.exec()
    program.end()
    return result


def use_plain_import() -> None:
    """Give the program Python's own import back, which PySide6 replaces with one for its switch of naming styles.

    That one reads the source text of every module imported after it and keeps it: 0.1 s and 18 MiB by the time the
    workspace is open, for a switch this program does not use.
    """
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)


class Program(QObject):
    """The running program: its window, its threads, and the workspace that is open."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.settings = settings
        self.jobs = Jobs()
        self._changeover = Changeover()
        self._closing = False
        self.window = Window(page_specs(), settings, self.jobs)
        self.window.closing.connect(self._close_desk)
        self.window.replace_asked.connect(self.replace)
        self.window.dropped.connect(self._take_drop)
        self._desk: Desk | None = None
        self._welcome: WelcomeView | None = None
        self._busy: BusyView | None = None
        self._listener = Listener(self)
        self._listener.started.connect(self._started_again)

    def _take_drop(self, path: Path) -> None:
        """Take a file that was dropped while no workspace is open: a report can be checked, a statement waits."""
        if path.suffix.lower() == ".pdf":
            self._verifying().check(path)
        else:
            self.window.toast.warn("Open a workspace first, then drop the statement again. Nothing was imported.")

    def start(self, folder: Path | None) -> None:
        """Show the window; once it is painted open the folder named, or the last one."""
        self._listener.listen()
        remembered = os.environ.get(WORKSPACE_VARIABLE, "") or self.settings.get(LAST_WORKSPACE)
        wanted = folder or (Path(remembered) if remembered else None)
        self.window.painted.connect(lambda: self._first(wanted))
        self.window.show()

    def end(self) -> None:
        """Stop the threads and close what is still open."""
        self.jobs.close()
        self._changeover.close_all()

    def open(self, folder: Path) -> None:
        """Open a workspace on the writer thread."""

        def work() -> Desk:
            load_first_page()
            return self._changeover.open(folder, hurried=True)

        if self._welcome is not None:
            self._welcome.wait()
        self.jobs.serial(work, self._opened, lambda error: self._not_opened(error, folder))

    def replace(self, what: str, make: Callable[[Progress], Path], *, can_stop: bool = True) -> None:
        """Leave the workspace, run `make` and open the folder it returns.

        When it fails or is cancelled the former one comes back; `what` says meanwhile what is being done.
        """
        former, self._desk = self._desk, None
        if former is None:
            return
        self._leave_pages()

        def work(job: Job) -> Replaced:
            return self._changeover.replace(former, make, job.report)

        def failed(error: DeskError) -> None:
            self._not_opened(error, former.folder)

        job = self.jobs.serial_job(work, self._replaced, failed, self._offer_to_open)
        self._wait_for(what, job, can_stop=can_stop)

    def _leave_pages(self) -> None:
        """Take away what shows the workspace; all that was kept out of collections for it is garbage now."""
        let_all_go()
        self.window.leave_desk()

    def _replaced(self, found: Replaced) -> None:
        self._opened(found.desk)
        if isinstance(found.problem, DeskError):
            tell(self.window, found.title, found.problem.sentence())
        elif found.problem is not None:
            raise found.problem

    def _first(self, folder: Path | None) -> None:
        if self.settings.notice:
            self.window.toast.warn(self.settings.notice)
        if folder is None or not folder.exists():
            self._offer_to_open()
        else:
            self.open(folder)

    def _opened(self, desk: Desk) -> None:
        if self._closing:
            self._changeover.keep(desk)  # closed with the rest
            return
        if self._desk is not None:
            self._leave_pages()
            self.jobs.serial(partial(self._changeover.leave, self._desk))
        self._desk = self._changeover.keep(desk)
        self.settings.remember(LAST_WORKSPACE, str(desk.folder))
        self.window.open_desk(desk)
        self.window.commands.add(self._commands())
        self._leave_welcome()
        # The reader answers in order: by then the first page has what it shows.
        self.jobs.read(lambda: None, self._settle_in)

    def _settle_in(self, _nothing: None) -> None:
        """Load what the other sections need and make the daily backup, once the first page is there."""
        if self._desk is None:
            return
        self.jobs.serial(self._desk.make_ready, self._ready, self._not_ready)
        self.jobs.run(lambda _job: load_pages(), lambda _nothing: keep_what_is_there())
        for sentence in self._desk.warnings:
            self.window.toast.warn(sentence)

    def _ready(self, _nothing: None) -> None:
        """Make the backup of the day, now that the workspace can be trusted."""
        if self._desk is not None:
            self.jobs.serial(partial(_back_up, self._desk), self._backed_up, self._not_backed_up)

    def _backed_up(self, backup: BackupRow | None) -> None:
        if backup is not None and backup.alarm:
            self.window.toast.warn(backup.alarm)

    def _not_backed_up(self, error: DeskError) -> None:
        self.window.toast.warn(f"The daily backup was not made. {error.sentence()}")

    def _not_ready(self, error: DeskError) -> None:
        """Leave a workspace whose journal cannot be trusted: changes could not be taken back."""
        if self._desk is None:
            return
        folder = self._desk.folder
        self._leave_pages()
        self.jobs.serial(partial(self._changeover.close, self._desk))
        self._desk = None
        self._not_opened(error, folder)

    def _not_opened(self, error: DeskError, folder: Path | None = None) -> None:
        if folder is None or not isinstance(error, Damaged):
            self._offer_to_open()
            tell(self.window, NOT_OPENED, error.sentence())
            return
        from ui.welcome.mending import way_out

        def offer(way: WayOut | None) -> None:
            self._offer_to_open()
            if way is None:
                tell(self.window, NOT_OPENED, error.sentence())
                return
            sentence = f"{error.happened} {error.kept} {way.sentence}"
            ask(self.window, NOT_OPENED, sentence, way.button, lambda: self._mend(way, folder))

        self.jobs.run(lambda _job: way_out(folder, error), offer, self._not_opened)

    def _mend(self, way: WayOut, folder: Path) -> None:
        def work(job: Job) -> Desk:
            return self._changeover.open(way.work(job.report))

        def failed(error: DeskError) -> None:
            self._not_opened(error, folder)

        self._leave_welcome()
        job = self.jobs.serial_job(work, self._opened, failed, self._offer_to_open)
        self._wait_for(way.meanwhile, job, can_stop=way.can_stop)

    def _wait_for(self, what: str, job: Job, *, can_stop: bool) -> None:
        from ui.welcome.busy import BusyView

        self._busy = BusyView(what, job, can_stop=can_stop)
        self.window.show_instead(self._busy)

    def _offer_to_open(self) -> None:
        from ui.welcome.view import WelcomeView  # only the first run needs it

        self._leave_welcome()
        welcome = WelcomeView(self.jobs, places().documents)
        welcome.opened.connect(self._opened)
        welcome.folder_wanted.connect(lambda: self._choose(self.open))
        welcome.verify_wanted.connect(lambda: self._verifying().choose())
        self._welcome = welcome
        self.window.show_instead(welcome)
        welcome.sample.setFocus()

    def _leave_welcome(self) -> None:
        """Take away what stood in place of the pages."""
        for view in (self._welcome, self._busy):
            if view is not None:
                view.hide()
                view.deleteLater()
        self._welcome = self._busy = None

    def _verifying(self) -> Verifying:
        """Return what checks a report file that somebody was given, where no workspace is open."""
        from ui.reports.verifying import Verifying

        return Verifying(self.window, self.jobs, self.window.toast)

    def _choose(self, then: Callable[[Path], None]) -> None:
        folder = QFileDialog.getExistingDirectory(self.window, "Open a workspace", str(places().documents))
        if folder:
            then(Path(folder))

    def _commands(self) -> list[Command]:
        return [
            Command("workspace.sample", "Open the sample workspace", self._open_sample, "eye"),
            Command("workspace.open", "Open another workspace", lambda: self._choose(self._go_over), "folder-open"),
            Command("workspace.new", "Start another workspace", self._start_another, "plus"),
        ]

    def _open_sample(self) -> None:
        from ui.welcome.view import open_or_make_sample, sample_folder

        folder = sample_folder(places().documents)

        def make(progress: Progress) -> Path:
            open_or_make_sample(folder, progress).close()
            return folder

        self.replace("Making the sample workspace", make)

    def _go_over(self, folder: Path) -> None:
        self.replace("Opening the workspace", lambda _progress: folder, can_stop=False)

    def _start_another(self) -> None:
        from ui.welcome.start_form import NewWorkspace
        from ui.welcome.view import make_workspace
        from ui.welcome.workspace_sheet import WorkspaceSheet

        def start(wanted: NewWorkspace) -> None:
            def make(_progress: Progress) -> Path:
                make_workspace(wanted).close()
                return wanted.folder

            self.replace("Making the workspace", make, can_stop=False)

        WorkspaceSheet(self.window, self.jobs, places().documents, start).open()

    def _started_again(self, folder: str) -> None:
        self.window.raise_to_front()
        if folder and (self._desk is None or Path(folder) != Path(self._desk.folder)):
            self.window.toast.warn(f"Another workspace is open here; close it first to open {Path(folder).name}.")

    def _close_desk(self) -> None:
        self._closing = True
        self._listener.close()
        if self._desk is not None:
            self.jobs.serial(partial(self._changeover.leave, self._desk))
            self._desk = None


def _back_up(desk: Desk) -> BackupRow | None:
    """Make the backup of the day; the code for it is loaded here, on the writer thread."""
    return desk.backups.make_if_due()


if __name__ == "__main__":
    sys.exit(main())
