"""The open workbench of the sample evaluation, and how to find a dialog over it."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication


@pytest.fixture
def bench(window, stored):
    window.current_page().open(stored)
    return window.current_page().workbench


@pytest.fixture
def dialog():
    """Find the open dialog of a type."""

    def find(kind):
        return next(
            widget for widget in QApplication.topLevelWidgets() if isinstance(widget, kind) and widget.isVisible()
        )

    return find
