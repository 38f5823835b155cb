"""The whole program from an empty home, with its threads and its worker, and a person before it."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from tests.journeys.window.person import Person
from tests.ui.conftest import _nothing_left_behind, _themed, settings  # noqa: F401 - fixtures, by their names
from ui.app import Program


@pytest.fixture
def start(settings, qtbot):  # noqa: F811 - the fixture above
    """Start the program as often as wanted; each start closes the one before."""
    running = []

    def leave():
        for program in running:
            program.window.close()
            program.jobs.close()
            program.window.deleteLater()
        running.clear()
        QApplication.processEvents()

    def begin():
        leave()
        program = Program(settings)
        program.window.resize(1440, 900)
        running.append(program)
        program.start(None)
        program.window.activateWindow()
        return Person(program.window, qtbot)

    yield begin
    leave()
