"""kill -9 while a person types in the window: what the window had saved is there, and the workspace opens at once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from consultant_desk.desk import Desk

ROOT = Path(__file__).parents[2]

TYPING = """
import sys
from pathlib import Path
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from consultant_desk.settings import Settings
from ui.app import Program
from ui.fonts import load_fonts
from ui.theme import Mode, theme

app = QApplication([])
load_fonts()
theme().install(app, Mode.LIGHT)
program = Program(Settings(Path(sys.argv[2])))
number = 0

def type_on():
    global number
    number += 1
    field = program.window.current_page().parts["you"].field("place")
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, f"Galway {number}")
    field.commit()
    QTest.keyClicks(field, " and what nobody had saved yet")

def saved(changes):
    if changes.touches("practice"):
        # What is stored counts, not what was typed last: on a busy machine a pause in typing saves once more.
        print(desk.practice.sheet().place.split()[1], flush=True)
        type_on()

def opened(shown_desk):
    global desk
    desk = shown_desk
    program.window.go("settings")
    program.jobs.changed.connect(saved)
    type_on()

shown = program.window.open_desk
program.window.open_desk = lambda desk, *first: (shown(desk, *first), opened(desk))
program.start(Path(sys.argv[1]))
app.exec()
"""


def test_what_the_window_saved_survives_kill_9_while_typing(tmp_path: Path) -> None:
    folder = tmp_path / "Desk.desk"
    Desk.create(folder, name="Mara Lindqvist Advisory").close()
    acknowledged = 0
    for lines in (1, 4):
        command = [sys.executable, "-c", TYPING, str(folder), str(tmp_path / "settings.toml")]
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
        with subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        ) as process:
            assert process.stdout is not None
            for _ in range(lines):
                acknowledged = int(process.stdout.readline())
            process.send_signal(signal.SIGKILL)
            acknowledged = max([acknowledged, *map(int, process.stdout)])
        with Desk.open(folder) as desk:
            place = desk.practice.sheet().place
            assert int(place.split()[1]) >= acknowledged
            assert all(one.ok for one in desk.backups.check())
    assert not list(folder.rglob(".*.tmp"))
