"""How failures reach the person: a sentence for what can be told, the crash dialog for bugs; never a traceback."""

from __future__ import annotations

import logging
import platform
import sys
import threading
import traceback
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QObject, Signal, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from consultant_desk import __version__
from consultant_desk.errors import DeskError, EnvironmentFailure, UserError
from consultant_desk.log import redact
from ui.widgets.buttons import Button, Kind
from ui.widgets.dialogs import Sheet, tell
from ui.widgets.fields import TextArea
from ui.widgets.text import Text
from ui.widgets.toast import Toast

log = logging.getLogger(__name__)

MOST_FAULTS = 12
"""Lines of faults a dialog lists; more would not fit a small screen."""


def show_failure(window: QWidget, toast: Toast, error: DeskError) -> None:
    """Tell a failure: the surroundings and lists of faults in a dialog that must be read, anything else in a note."""
    faults = error.faults if isinstance(error, UserError) else ()
    if len(faults) > 1:
        lines = [fault.line() for fault in faults[:MOST_FAULTS]]
        more = [f"and {len(faults) - MOST_FAULTS} more"] if len(faults) > MOST_FAULTS else []
        tell(window, "That did not work", "\n".join([error.sentence(), "", *lines, *more]))
    elif isinstance(error, EnvironmentFailure):
        tell(window, "That did not work", error.sentence())
    else:
        toast.warn(error.sentence())


def crash_report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> str:
    """Return what a developer needs to know about a bug, without personal data."""
    head = (
        f"Consultant Desk {__version__}, Python {platform.python_version()}, Qt {qVersion()}, "
        f"{platform.system()} {platform.release()}, {QGuiApplication.platformName()}"
    )
    return redact(head + "\n\n" + "".join(traceback.format_exception(kind, error, trace)))


class CrashSheet(Sheet):
    """Says that the program made a mistake; the report stands behind a disclosure and can be copied."""

    def __init__(self, parent: QWidget | None, report: str) -> None:
        super().__init__(parent, "The program made a mistake", width=560)
        sentence = (
            "Something went wrong that should not. Everything acknowledged so far is saved; you can go on working, "
            "or close the program and start it again."
        )
        self.body.addWidget(Text(sentence, wrap=True))
        self._report = report
        self._area = TextArea(report, name="Report for the developers", lines=10)
        self._area.setReadOnly(True)
        self._area.hide()
        self._details = Button("What to send to the developers", Kind.LINK, icon="chevron-right", run=self._toggle)
        self.body.addWidget(self._details)
        self.body.addWidget(self._area)
        self.add_button("Copy the report", self._copy)
        self.add_primary("Go on", self.accept)

    def _toggle(self) -> None:
        self._area.setVisible(not self._area.isVisible())
        self._details.set_label(
            "What to send to the developers", "chevron-down" if self._area.isVisible() else "chevron-right"
        )
        self.adjustSize()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report)


class Hooks(QObject):
    """Catches what no one caught, on any thread, and shows it once on the UI thread.

    A slot that raises does not stop a PySide6 program: without these hooks a bug would only be printed.
    """

    caught = Signal(str)
    told = Signal(str)

    def __init__(self, window: Callable[[], QWidget | None]) -> None:
        super().__init__()
        self._window = window
        self._shown = False
        self.caught.connect(self._show_bug)
        self.told.connect(self._show_told)

    def install(self) -> None:
        """Put the hooks in place; done before anything else."""
        sys.excepthook = self._exception
        threading.excepthook = self._in_thread
        sys.unraisablehook = self._unraisable

    def _exception(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        if isinstance(error, DeskError):
            log.warning("told to the person: %s", error.happened)
            self.told.emit(error.sentence())
            return
        report = crash_report(kind, error, trace)
        log.error("bug: %s", report)
        self.caught.emit(report)

    def _in_thread(self, arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None:
            self._exception(arguments.exc_type, arguments.exc_value, arguments.exc_traceback)

    def _unraisable(self, arguments: sys.UnraisableHookArgs) -> None:
        log.error("bug: %s in %r", redact(repr(arguments.exc_value)), arguments.object)

    def _show_bug(self, report: str) -> None:
        if not self._shown:
            sheet = CrashSheet(self._window(), report)
            self._shown = True
            sheet.finished.connect(self._closed)
            sheet.open()

    def _show_told(self, sentence: str) -> None:
        tell(self._window(), "That did not work", sentence)

    def _closed(self) -> None:
        self._shown = False
