"""The main window: rail, pages, palette, note. It knows sections only through `PageSpec`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QWidget
from shiboken6 import isValid

from consultant_desk.domain.changes import Changes
from consultant_desk.domain.clock import Clock, SystemClock
from consultant_desk.errors import DeskError
from consultant_desk.settings import RAIL_COLLAPSED, WINDOW_GEOMETRY, Settings
from ui.commands import Command, Commands
from ui.drops import local_files, sorted_out, take_copy
from ui.errors import show_failure
from ui.history import History
from ui.jobs import Jobs
from ui.pages import Page, PageSpec
from ui.palette import Palette
from ui.rail import Rail
from ui.shell import Shell
from ui.theme import theme
from ui.widgets.reading import enter_pane, move_focus
from ui.widgets.toast import Toast

if TYPE_CHECKING:
    from consultant_desk.desk import Desk
    from consultant_desk.services.rows.today import Counts
    from consultant_desk.services.search import SearchHit

NARROW_BELOW = 1100
SMALLEST = (720, 480)
USUAL = (1440, 900)
FRAME = 40
"""What a window system may put around a window; before it is shown nobody knows."""
FOUND = 40
QUIT = "window.quit"
EVERYTHING = Changes(everything=True)


class Window(QWidget):
    """The one window. `painted` is sent once, after the first paint: only then is the workspace opened.

    `dropped` carries the path of a file that a section would take, while no workspace is open.
    """

    painted = Signal()
    dropped = Signal(object)
    closing = Signal()
    replace_asked = Signal(str, object)

    def __init__(self, specs: Sequence[PageSpec], settings: Settings, jobs: Jobs, clock: Clock | None = None) -> None:
        super().__init__()
        self.setWindowTitle("Consultant Desk")
        theme().dress(self)
        self.setMinimumSize(*SMALLEST)
        self.setAcceptDrops(True)
        self._specs = {spec.id: spec for spec in specs}
        self._settings, self._jobs = settings, jobs
        self._clock = clock or SystemClock()
        self._was_painted = False
        self._pages: dict[str, Page] = {}
        self._stale: set[str] = set()
        self._page_commands: tuple[str, ...] = ()
        self._shown = ""
        self._before_palette: QWidget | None = None
        self.shell: Shell | None = None
        self._history: History | None = None
        self.rail = Rail(specs)
        self.stack = QStackedWidget()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addWidget(self.stack, 1)
        self.toast = Toast(self)
        self.commands = Commands(self)
        self.commands.add([Command(QUIT, "Quit", self._quit, "x", "Ctrl+Q")])
        self.palette_view = Palette(self, self.commands.usable, self._find, self._open_hit)
        self.palette_view.closed.connect(self._palette_closed)
        self.rail.chosen.connect(self.go)
        self.rail.find_asked.connect(self.open_palette)
        jobs.changed.connect(self._changed)
        jobs.failed.connect(self._told)
        jobs.saving.connect(self._show_saving)
        self._restore()

    def open_desk(self, desk: Desk, first: str = "") -> None:
        """Show a workspace: from now on pages, undo and search are there."""
        self.leave_desk()
        self.shell = Shell(
            self, desk, self._jobs, self.commands, self.toast, self._settings, self._clock, self.open_record, self.go,
            self.replace_asked.emit, self.open_part,
        )  # fmt: skip
        self.commands.add(self._frame_commands())
        self._history = History(self.shell, self)
        self.commands.add(self._history.commands())
        self.rail.show()
        self.rail.foot.show_workspace(desk.name, "Saved here")
        self._count()
        self.go(first or next(iter(self._specs), ""))

    def leave_desk(self) -> None:
        """Take everything away that showed a workspace."""
        self._jobs.forget_reads()
        self._before_palette = None
        self.palette_view.close_palette()
        if self._history is not None:
            self._history.deleteLater()
        self._history, self.shell, self._shown = None, None, ""
        self.commands.remove([command.id for command in self.commands.all() if command.id != QUIT])
        for page in self._pages.values():
            self.stack.removeWidget(page)
            page.hide()
            page.deleteLater()
        self._pages.clear()
        self._stale.clear()
        self.rail.foot.show_workspace("", "")

    def show_instead(self, widget: QWidget) -> None:
        """Show something in place of the pages, such as the first run or a failure to open."""
        self.rail.hide()
        self.stack.addWidget(widget)
        self.stack.setCurrentWidget(widget)
        self._shown = ""

    def go(self, page_id: str) -> None:
        """Show a section, making its page on the first visit."""
        if self.shell is None or page_id not in self._specs:
            return
        page = self._page(page_id, self.shell)
        if self._shown != page_id:
            self._take_over(page, page_id)
        self.rail.show_current(page_id)
        if page_id in self._stale:
            self._stale.discard(page_id)
            page.refresh(EVERYTHING)
        page.arrive()

    def open_record(self, kind: str, record_id: str) -> None:
        """Show a record in the section it belongs to."""
        for spec in self._specs.values():
            if kind in spec.opens and self.shell is not None:
                self.go(spec.id)
                self._page(spec.id, self.shell).focus_record(kind, record_id)
                return

    def open_part(self, home_kind: str, home_id: str, kind: str, part_id: str) -> None:
        """Show a record and in it one of its parts."""
        self.open_record(home_kind, home_id)
        page = self.current_page()
        if page is not None and kind != home_kind:
            page.focus_part(kind, part_id)

    def _open_hit(self, hit: SearchHit) -> None:
        self.open_part(hit.home_kind, hit.home_id, hit.kind, hit.id)

    def current_page(self) -> Page | None:
        """Return the page shown."""
        shown = self.stack.currentWidget()
        return shown if isinstance(shown, Page) else None

    def open_palette(self) -> None:
        """Open the palette; afterwards the keyboard goes back to where it was."""
        if self.shell is not None:
            self._before_palette = QApplication.focusWidget()
            self.palette_view.open()

    def raise_to_front(self) -> None:
        """Come to the front, as when the program is started a second time."""
        if self.isMinimized():
            self.showNormal()
        self.show()
        self.raise_()
        self.activateWindow()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground, and tell once that the window can be seen."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().color("bg0"))
        painter.end()
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.painted.emit)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001 - the signature of Qt
        """Walk by Tab as the page is read."""
        return move_focus(self, forward=forward)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrow the rail when there is little room."""
        super().resizeEvent(event)
        self._fit_rail()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Escape as one step back, and the undo keys that a field has left to the window."""
        page = self.current_page()
        for keys, command in (
            (QKeySequence.StandardKey.Undo, "edit.undo"),
            (QKeySequence.StandardKey.Redo, "edit.redo"),
        ):
            if event.matches(keys):
                self.commands.run(command)
                return
        if event.key() == Qt.Key.Key_Escape and page is not None and page.back():
            return
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Report what is being typed, remember the place of the window and go."""
        focused = QApplication.focusWidget()
        if focused is not None:
            focused.clearFocus()
        self._settings.remember(WINDOW_GEOMETRY, bytes(self.saveGeometry().toBase64().data()).decode("ascii"))
        self.closing.emit()
        event.accept()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files, also to say of several or a folder what is not taken; what lies below had its choice before."""
        files = local_files(event)
        if len(files) > 1 or any(one.is_dir() or self._taker_of(one) is not None for one in files):
            take_copy(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Give a file to its section, without leaving the one that is shown, and say what is not taken."""
        take_copy(event)
        found = sorted_out(local_files(event), lambda path: self._taker_of(path) is not None)
        spec = self._taker_of(found.file) if found.file is not None else None
        if self.shell is not None and spec is not None and found.file is not None:
            self._page(spec.id, self.shell).take_file(found.file)
        elif found.file is not None:
            self.dropped.emit(found.file)
            return
        if found.left:
            self.toast.warn(found.left)

    def _taker_of(self, path: Path) -> PageSpec | None:
        return next((spec for spec in self._specs.values() if path.suffix.lower() in spec.takes), None)

    def changeEvent(self, event: QEvent) -> None:
        """Repaint everything in the colours of a new theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()

    def _frame_commands(self) -> list[Command]:
        commands = [
            Command(f"go.{spec.id}", f"Go to {spec.title}", self._goer(spec.id), spec.icon, f"Ctrl+{number}")
            for number, spec in enumerate((spec for spec in self._specs.values() if spec.in_rail), start=1)
        ]
        commands += [
            Command(f"go.{spec.id}", f"Go to {spec.title}", self._goer(spec.id), spec.icon, "Ctrl+,")
            for spec in self._specs.values()
            if not spec.in_rail
        ]
        return [
            *commands,
            Command("palette.open", "Find or do", self.open_palette, "search", "Ctrl+K"),
            Command("window.next_pane", "Next pane", lambda: self._next_pane(1), "panel-left", "F6"),
            Command("window.previous_pane", "Previous pane", lambda: self._next_pane(-1), "panel-left", "Shift+F6"),
            Command("window.rail", "Narrow or widen the rail", self._toggle_rail, "panel-left", "Ctrl+B"),
        ]

    def _quit(self) -> None:
        self.close()

    def _goer(self, page_id: str) -> Callable[[], None]:
        return lambda: self.go(page_id)

    def _page(self, page_id: str, shell: Shell) -> Page:
        if page_id not in self._pages:
            page = self._specs[page_id].build(shell)
            self._pages[page_id] = page
            self.stack.addWidget(page)
            page.refresh(EVERYTHING)
        return self._pages[page_id]

    def _take_over(self, page: Page, page_id: str) -> None:
        self.commands.remove(self._page_commands)
        own = tuple(page.commands())
        self._page_commands = tuple(command.id for command in own)
        self.commands.add([*self._offered_elsewhere(page_id), *own])
        self.stack.setCurrentWidget(page)
        self._shown = page_id
        self.setWindowTitle(f"{self._specs[page_id].title} – Consultant Desk")

    def _offered_elsewhere(self, shown: str) -> list[Command]:
        return [
            Command(offer.id, offer.title, self._taker(spec.id, offer.id), offer.icon)
            for spec in self._specs.values()
            if spec.id != shown
            for offer in spec.offers
        ]

    def _taker(self, page_id: str, command_id: str) -> Callable[[], None]:
        """Return what shows a section and then runs a command of it."""

        def take() -> None:
            self.go(page_id)
            self.commands.run(command_id)

        return take

    def _changed(self, changes: Changes) -> None:
        self._count()
        for page_id, page in self._pages.items():
            if not changes.touches(*page.kinds):
                continue
            if page is self.stack.currentWidget():
                page.refresh(changes)
            else:
                self._stale.add(page_id)

    def _told(self, error: DeskError) -> None:
        show_failure(self, self.toast, error)

    def _count(self) -> None:
        if self.shell is not None and any(spec.count for spec in self._specs.values()):
            self._jobs.read(self.shell.desk.today.counts, self._show_counts, key="counts")

    def _show_counts(self, counts: Counts) -> None:
        for spec in self._specs.values():
            if spec.count is not None:
                self.rail.buttons[spec.id].show_count(spec.count(counts))

    def _show_saving(self, saving: bool) -> None:  # noqa: FBT001 - the signature of a Qt signal
        if self.shell is not None:
            self.rail.foot.show_workspace(self.shell.desk.name, "Saving …" if saving else "Saved here")

    def _find(self, text: str, done: Callable[[Sequence[SearchHit]], None]) -> None:
        shell = self.shell
        if shell is not None:
            self._jobs.read(lambda: shell.desk.search.find(text, FOUND), done, key="palette")

    def _palette_closed(self) -> None:
        if self._before_palette is not None and isValid(self._before_palette):
            self._before_palette.setFocus()
        self._before_palette = None

    def _next_pane(self, by: int) -> None:
        page = self.current_page()
        panes: list[QWidget] = [self.rail, *(page.panes() if page is not None else ())]
        focused = QApplication.focusWidget()
        inside = [
            place for place, pane in enumerate(panes) if focused and (pane is focused or pane.isAncestorOf(focused))
        ]
        here = inside[-1] if inside else 0
        for step in range(1, len(panes) + 1):
            target = panes[(here + by * step) % len(panes)]
            if target is self.rail:
                self.rail.take_focus()
                return
            if enter_pane(target):
                return

    def _toggle_rail(self) -> None:
        self._settings.remember(RAIL_COLLAPSED, not self._settings.get(RAIL_COLLAPSED))
        self._fit_rail()

    def _fit_rail(self) -> None:
        self.rail.set_narrow(narrow=self.width() < NARROW_BELOW or self._settings.get(RAIL_COLLAPSED))

    def _restore(self) -> None:
        saved = self._settings.get(WINDOW_GEOMETRY)
        if not saved or not self.restoreGeometry(QByteArray.fromBase64(saved.encode("ascii", "replace"))):
            self.resize(QSize(*USUAL).boundedTo(self.screen().availableSize() - QSize(0, FRAME)))
