"""How far long work is: what it is at, a bar, a count, and Cancel."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from shiboken6 import isValid

from ui.entry import formats
from ui.widgets.buttons import Button
from ui.widgets.painting import painter_on, rounded
from ui.widgets.text import Text

if TYPE_CHECKING:
    from ui.jobs import Job

DELAY_MS = 400
BAR = 6


class Bar(QWidget):
    """A bar that is filled from the left."""

    def __init__(self) -> None:
        super().__init__()
        self.share = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(BAR)

    def sizeHint(self) -> QSize:
        """Return the usual size."""
        return QSize(320, BAR)

    def fill(self, share: float) -> None:
        """Show this share, from 0 to 1."""
        self.share = share
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw track and bar."""
        painter = painter_on(QPainter(self))
        rect = QRectF(self.rect())
        rounded(painter, rect, fill="track", radius=BAR // 2)
        if self.share > 0:
            rounded(painter, rect.adjusted(0, 0, -rect.width() * (1 - self.share), 0), fill="accent", radius=BAR // 2)
        painter.end()


class ProgressLine(QWidget):
    """Hidden until `begin`, and then for a moment more: short work shows nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._what = Text("", tone="text2", tabular=True)
        self._bar = Bar()
        self._stop: Callable[[], None] = _nothing
        self._cancel = Button("Cancel", run=self._ask_to_stop)
        self._later = QTimer(self, singleShot=True, interval=DELAY_MS)
        self._later.timeout.connect(self._appear)
        self._before: QWidget | None = None
        words = QVBoxLayout()
        words.setSpacing(6)
        words.addWidget(self._what)
        words.addWidget(self._bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addLayout(words, 1)
        row.addWidget(self._cancel)
        self.hide()

    def begin(self, what: str, *, can_stop: bool = True) -> None:
        """Work starts; `what` is said until it reports itself."""
        self._before = QApplication.focusWidget()
        self._cancel.setVisible(can_stop)
        self._cancel.setEnabled(True)
        self.tell(0, 0, what)
        self._later.start()

    def follow(self, job: Job) -> None:
        """Show what a job reports, and stop it when the person presses Cancel."""
        job.listen(self.tell)
        self._stop = job.cancel

    def tell(self, done: int, total: int, what: str) -> None:
        """Show how far it is; a `total` of 0 means that nobody knows."""
        if not self._cancel.isEnabled():
            return
        count = f", {formats().number(done)} of {formats().number(total)}" if total else " …"
        self._what.setText(what + count)
        self._bar.setAccessibleName(what + count)
        self._bar.fill(done / total if total else 0.0)

    def end(self) -> None:
        """Work is over."""
        self._later.stop()
        self._stop = _nothing
        held = self._cancel.hasFocus()
        self.hide()
        if held and self._before is not None and isValid(self._before):
            self._before.setFocus()
        self._before = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape cancels."""
        if event.key() == Qt.Key.Key_Escape and self._cancel.isVisible() and self._cancel.isEnabled():
            self._ask_to_stop()
            return
        super().keyPressEvent(event)

    def _appear(self) -> None:
        self.show()
        if self._cancel.isVisible() and not _typing(QApplication.focusWidget()):
            self._cancel.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_to_stop(self) -> None:
        self._cancel.setEnabled(False)
        self._what.setText("Stopping …")
        self._stop()


def _typing(focused: QWidget | None) -> bool:
    """Tell whether somebody is at work elsewhere, who must not lose the keyboard."""
    return focused is not None and focused.isVisible() and focused.isEnabled()


def _nothing() -> None:
    """Stop nothing: no work is under way."""
