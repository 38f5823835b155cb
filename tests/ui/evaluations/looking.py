"""What the workspace holds after something was done, and which dialog is open."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from consultant_desk.domain.evaluation.weights import global_weights


def dialog(kind):
    return next(widget for widget in QApplication.topLevelWidgets() if isinstance(widget, kind) and widget.isVisible())


def at_work(window, qtbot):
    """Wait until the window has the keyboard."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


def share_of(desk, stored, key):
    return global_weights(desk.evaluations.problem(stored))[key]


def cell_of(desk, stored, candidate, criterion):
    return desk.evaluations.problem(stored).cell_index().get((candidate, criterion))
