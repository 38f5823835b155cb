"""What stands in the window before a workspace is open: three ways to start, none longer than a minute."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from consultant_desk.domain.progress import Progress, silent
from consultant_desk.errors import DeskError, UserError
from ui.icons import draw_icon
from ui.jobs import Job, Jobs
from ui.theme import theme
from ui.welcome.start_form import NewWorkspace, StartForm
from ui.widgets.buttons import Button, Kind
from ui.widgets.painting import painter_on
from ui.widgets.progress import ProgressLine
from ui.widgets.text import Text

if TYPE_CHECKING:
    from consultant_desk.desk import Desk

WIDTH = 520
PROMISE = "Clients, needs and comparisons in one folder on this computer; at the end a report your client can check."


def open_or_make_sample(folder: Path, progress: Progress = silent) -> Desk:
    """Return the sample workspace, made on the first time; runs on the writer thread."""
    from consultant_desk.desk import Desk  # SQLAlchemy comes with it: only after the first paint
    from consultant_desk.sample import create_sample

    return Desk.open(folder) if folder.exists() else create_sample(folder, progress=progress)


def make_workspace(wanted: NewWorkspace) -> Desk:
    """Return a new workspace; runs on the writer thread."""
    from consultant_desk.desk import Desk

    return Desk.create(wanted.folder, name=wanted.name, currency=wanted.currency)


def sample_folder(documents: Path) -> Path:
    """Return where the sample workspace lies."""
    from consultant_desk.sample import FOLDER

    return documents / FOLDER


class Mark(QWidget):
    """The program's sign above its name."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(40, 40)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the scales."""
        painter = painter_on(QPainter(self))
        draw_icon(painter, "scale", QRectF(self.rect()), theme().color("accentText"))
        painter.end()


class WelcomeView(QWidget):
    """`opened` carries an open `Desk`, `folder_wanted` asks for the folder of one that is there.

    `verify_wanted` asks for a report file to check, which needs no workspace.
    """

    opened = Signal(object)
    folder_wanted = Signal()
    verify_wanted = Signal()

    def __init__(self, jobs: Jobs, documents: Path) -> None:
        super().__init__()
        self._jobs, self._documents = jobs, documents
        self.sample = Button("Open the sample workspace", Kind.PRIMARY, icon="eye", run=self.open_sample)
        self.own = Button("Start my own", icon="plus", run=self.show_form)
        self.existing = Button("Open an existing workspace…", icon="folder-open")
        self.existing.clicked.connect(self.folder_wanted)
        self.verify = Button("Verify a report file…", icon="shield-check")
        self.verify.clicked.connect(self.verify_wanted)
        self.form = StartForm(jobs, documents)
        for field in (self.form.name, self.form.currency, self.form.folder):
            field.textEdited.connect(lambda _text: self.say(""))
        self.create_button = Button("Create the workspace", Kind.PRIMARY, run=self.create_own)
        self.back_button = Button("Back", run=self.show_choices)
        self.problem = Text("", tone="bad", wrap=True)
        self.problem.hide()
        self.progress = ProgressLine()
        self._stack = QStackedWidget()
        self._stack.addWidget(self._choices())
        self._stack.addWidget(self._form_page())
        self._lay_out()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter creates, Escape goes back."""
        if not self.create_button.isEnabled():
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Escape and self._stack.currentIndex() == 1:
            self.show_choices()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._stack.currentIndex() == 1:
            self.create_own()
        else:
            super().keyPressEvent(event)

    def show_choices(self) -> None:
        """Show the three ways to start."""
        self._stack.setCurrentIndex(0)
        self.say("")
        self.own.setFocus()

    def show_form(self) -> None:
        """Ask for name, currency and folder."""
        self._stack.setCurrentIndex(1)
        self.say("")
        self.form.name.setFocus()

    def wait(self) -> None:
        """Take no choice any more: one is being carried out."""
        self._enable(enabled=False)

    def say(self, sentence: str) -> None:
        """Say what does not work, or nothing."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def open_sample(self) -> None:
        """Open the sample workspace, which is made on the first time."""
        folder = sample_folder(self._documents)
        self._run("Making the sample workspace", lambda job: open_or_make_sample(folder, job.report))

    def create_own(self) -> None:
        """Make the workspace asked for."""
        if not self.create_button.isEnabled():
            return
        try:
            wanted = self.form.answer()
        except UserError as error:
            self.say(error.sentence())
            return
        self._run("Making the workspace", lambda _job: make_workspace(wanted))

    def _run(self, what: str, work: Callable[[Job], Desk]) -> None:
        self.say("")
        self._enable(enabled=False)
        self.progress.begin(what)
        self.progress.follow(self._jobs.serial_job(work, self._opened, self._failed, self._rest, owner=self))

    def _opened(self, desk: Desk) -> None:
        self._rest()
        self.opened.emit(desk)

    def _failed(self, error: DeskError) -> None:
        self._rest()
        self.say(error.sentence())

    def _rest(self) -> None:
        self.progress.end()
        self._enable(enabled=True)

    def _enable(self, *, enabled: bool) -> None:
        for control in (self.sample, self.own, self.existing, self.form, self.create_button, self.back_button):
            control.setEnabled(enabled)

    def _choices(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        pairs = (
            (self.sample, "A small consultancy to look around in: clients, products, three evaluations, a report."),
            (self.own, "Empty, with your name and currency. A short list of first steps leads to your first report."),
        )
        for button, words in pairs:
            row = QHBoxLayout()
            row.addWidget(button)
            row.addStretch(1)
            column.addLayout(row)
            column.addWidget(Text(words, tone="text2", wrap=True))
            column.addSpacing(16)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.existing)
        row.addWidget(self.verify)
        row.addStretch(1)
        column.addLayout(row)
        column.addSpacing(4)
        column.addWidget(Text("A report you were given can also be dropped here.", "small", "text2"))
        column.addStretch(1)
        page.setMinimumHeight(column.totalHeightForWidth(WIDTH))  # a stack does not ask for it
        return page

    def _form_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self.form)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.create_button)
        row.addWidget(self.back_button)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)
        return page

    def _lay_out(self) -> None:
        middle = QWidget()
        middle.setFixedWidth(WIDTH)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(Mark())
        column.addWidget(Text("Consultant Desk", "title"))
        column.addWidget(Text(PROMISE, tone="text2", wrap=True))
        column.addSpacing(20)
        column.addWidget(self._stack)
        column.addWidget(self.problem)
        column.addWidget(self.progress)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addWidget(middle, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(3)
