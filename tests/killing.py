"""Programs that are killed: started from one that has loaded all of it, so that each start costs no import."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]

FORK = """
import json, os, sys, traceback
import consultant_desk.desk, consultant_desk.storage.archive, reports.worker
from consultant_desk.entities.registry import entities
from consultant_desk.services import backups, evaluations, reports as _reports, trash
from consultant_desk.services.earnings import area, statements

entities()
for line in sys.stdin:
    program, words, surroundings = json.loads(line)
    child = os.fork()
    if child == 0:
        os.dup2(2, 1)
        os.environ.clear()
        os.environ.update(surroundings)
        sys.argv = ["-c", *words]
        try:
            exec(program, {"__name__": "__main__"})
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    print(os.waitstatus_to_exitcode(status), flush=True)
"""


class Killing:
    """Runs programs in processes of their own and says how they ended, as `subprocess` does."""

    def __init__(self, log: Path) -> None:
        self._log = log
        with log.open("wb") as errors:
            self._parent: Any = subprocess.Popen(
                [sys.executable, "-c", FORK],
                cwd=ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
            )

    def run(self, program: str, *words: str) -> int:
        """Run a program to its end and return its exit code, negative when a signal ended it."""
        self._parent.stdin.write(json.dumps([program, words, dict(os.environ)]) + "\n")
        self._parent.stdin.flush()
        return int(self._parent.stdout.readline())

    def told(self) -> str:
        """Return what the programs wrote to their standard error."""
        return self._log.read_text("utf-8")

    def close(self) -> None:
        """Let the process end that the others come from."""
        self._parent.communicate()
