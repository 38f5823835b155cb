"""How long the program takes until its window is painted and until it can be used, beside a bare PySide6 window.

Each run is a new process; times are from just before it is started. Figures of a busy machine mean little, their
ratio to the bare window measured in between means more. Runs offscreen unless there is a display. Starts are warm: the
first of each kind, not counted, compiles all modules to a folder of its own, whatever the environment says of it.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RUNS = 7
CLIENTS = 10_000
TARGETS = {"painted": 0.30, "usable": 0.80, "memory": 140.0}


def main() -> None:
    """Measure and print a table; exit code 1 when `--strict` is given and a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--strict", action="store_true", help="fail when a target is missed")
    parser.add_argument("--runs", type=int, default=RUNS)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        big = folder / "Big.desk"
        make_workspace(big, CLIENTS)
        environ = {**os.environ, "CONSULTANT_DESK_HOME": str(folder / "home"), "PYTHONPATH": str(ROOT)}
        environ.pop("PYTHONDONTWRITEBYTECODE", None)
        environ["PYTHONPYCACHEPREFIX"] = str(folder / "compiled")
        if not (environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY")):
            environ["QT_QPA_PLATFORM"] = "offscreen"
        bare, desk = [], []
        for _ in range(options.runs + 1):
            bare.append(measure(environ, "bare"))
            desk.append(measure(environ, "desk", str(big)))
    report(bare[1:], desk[1:], strict=options.strict)


def make_workspace(folder: Path, clients: int) -> None:
    """Fill a new workspace with this many clients, each with an engagement and a follow-up, in one transaction."""
    from sqlalchemy.orm import Session

    from consultant_desk.domain.clock import SystemClock
    from consultant_desk.entities.client import Client
    from consultant_desk.entities.engagement import Engagement
    from consultant_desk.entities.task import Task
    from consultant_desk.storage.store import Store

    def fill(session: Session) -> None:
        made = [Client(name=f"Client {number:05}", place="Porto", industry="Bakery") for number in range(clients)]
        session.add_all(made)
        session.flush()
        session.add_all(Engagement(client_id=client.id, title="Choose a desk", stage="enquiry") for client in made)
        session.add_all(Task(client_id=client.id, text="Call back", due_on="2030-01-01") for client in made)

    with Store.create(folder, name="Big", clock=SystemClock()) as store:
        store.change("Fill", fill)


def measure(environ: dict[str, str], kind: str, *arguments: str) -> dict[str, float]:
    """Run one process and return its marks: seconds since just before its start, and its memory in MiB."""
    started = time.monotonic()
    command = [sys.executable, "-m", "tools.startup_child", kind, repr(started), *arguments]
    done = subprocess.run(command, env=environ, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    if done.returncode:
        sys.exit(f"{kind} failed:\n{done.stderr}")
    return {name: float(value) for name, value in (line.split() for line in done.stdout.splitlines())}


def report(bare: Sequence[dict[str, float]], desk: Sequence[dict[str, float]], *, strict: bool) -> None:
    """Print medians, the ratio to the bare window, and which target holds."""
    base = statistics.median(run["painted"] for run in bare)
    print(f"{'bare PySide6 window':34}{base:8.3f} s")
    missed = False
    for mark, words, unit in (
        ("painted", "window painted", "s"),
        ("usable", f"usable with {CLIENTS} clients", "s"),
        ("memory", "memory (PSS) then", "MiB"),
    ):
        value = statistics.median(run[mark] for run in desk)
        ratio = f"{value / base:5.2f} x bare" if unit == "s" else " " * 12
        holds = value <= TARGETS[mark]
        missed = missed or not holds
        print(f"{words:34}{value:8.3f} {unit:4}{ratio}   target {TARGETS[mark]:g}: {'holds' if holds else 'missed'}")
    if missed and strict:
        sys.exit(1)


if __name__ == "__main__":
    main()
