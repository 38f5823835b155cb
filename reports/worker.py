"""Build reports and read untrusted pictures and spreadsheets in a process of its own, with a time and a memory limit.

The child is this program with the hidden command `_worker` (`reports.worker_jobs`); both exchange frames over pipes.
One is kept warm and replaced when it is cancelled, fails or runs too long.
"""

from __future__ import annotations

import base64
import json
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from consultant_desk.domain import table
from consultant_desk.domain.brand import ExtraFont, Logo
from consultant_desk.domain.earnings.statement_snapshot import EarningsSnapshot
from consultant_desk.domain.snapshot import ReportSnapshot
from consultant_desk.errors import EnvironmentFailure, Fault, UserError
from reports import wire
from reports.built import BuiltReport
from reports.frames import Frame, read_frame, write_frame
from reports.progress import Progress, Tell, unheard
from reports.signer import Certificate, Stamp
from reports.verification import Verification
from reports.worker_jobs import HINTS, PART, PROGRESS, SPENT, SUBJECTS

BUILD_SECONDS = 60.0
LOGO_SECONDS = 20.0
FONT_SECONDS = 20.0
VERIFY_SECONDS = 60.0
TABLE_SECONDS = 30.0
STATEMENT_SECONDS = 60.0
SIGN_SECONDS = 60.0
_POLL = 0.02
_CONSOLE = "consultant-desk"
_HOME = Path(__file__).resolve().parents[1]
"""Where the child runs. Python and ReportLab load what lies in the folder they are started in, and a person may well
check the file of a stranger in the folder of what the stranger sent."""


class WorkCancelled(Exception):
    """Raised in the caller when its work was cancelled; the worker process was replaced."""


def _unread(_frame: Frame) -> None:
    """Take no part of an answer."""


def worker_command() -> list[str]:
    """Return how to start the child: the console program when frozen, else this interpreter."""
    if getattr(sys, "frozen", False):
        suffix = ".exe" if sys.platform == "win32" else ""
        return [str(Path(sys.executable).with_name(_CONSOLE + suffix)), "_worker"]
    return [sys.executable, "-m", "consultant_desk", "_worker"]


class _Child:
    """A running child with a thread that reads its answers."""

    def __init__(self, command: list[str]) -> None:
        flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
        try:
            self._process = subprocess.Popen(  # noqa: S603 - our own program
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=_HOME,
                creationflags=flags,
            )
        except OSError as error:
            raise EnvironmentFailure(
                "The worker that builds reports could not be started.",
                "Nothing was lost.",
                "Install the program again.",
            ) from error
        self.answers: queue.SimpleQueue[Frame | None] = queue.SimpleQueue()
        self._reader = threading.Thread(target=self._read, name="report-worker", daemon=True)
        self._reader.start()

    def alive(self) -> bool:
        return self._process.poll() is None

    def send(self, frame: Frame) -> None:
        stream = self._process.stdin
        if stream is None:
            return
        try:
            write_frame(stream, frame)
        except OSError:
            self.answers.put(None)

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()
        self._reader.join()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                try:
                    stream.close()
                except OSError:  # what it still held could not be flushed to the dead child
                    continue

    def _read(self) -> None:
        stream = self._process.stdout
        while stream is not None:
            try:
                frame = read_frame(stream)
            except (OSError, ValueError):
                frame = None
            self.answers.put(frame)
            if frame is None:
                return


class ReportWorker:
    """The door to the child. Safe to call from several threads; one job runs at a time."""

    def __init__(self, command: list[str] | None = None) -> None:
        self._command = command or worker_command()
        self._lock = threading.Lock()
        self._child: _Child | None = None

    def build(
        self, snapshot: ReportSnapshot, cancelled: Callable[[], bool] = lambda: False, tell: Tell = unheard
    ) -> BuiltReport:
        """Build a report; `cancelled` is asked often, `tell` hears how far it is, both on the thread of the caller.

        `WorkCancelled`, `UserError`, `EnvironmentFailure`; what `tell` raises ends the build too.
        """
        answer = self._ask(Frame({"job": "build"}, wire.dumps(snapshot)), BUILD_SECONDS, cancelled, tell)
        report = wire.decode(BuiltReport, answer.head["report"], "report")
        return replace(report, pdf=answer.body)

    def html(self, snapshot: ReportSnapshot, cancelled: Callable[[], bool] = lambda: False) -> bytes:
        """Write a report as one file of HTML (`reports.html.page.html_of`)."""
        return self._ask(Frame({"job": "html"}, wire.dumps(snapshot)), BUILD_SECONDS, cancelled).body

    def markdown(self, snapshot: ReportSnapshot, cancelled: Callable[[], bool] = lambda: False) -> bytes:
        """Write a report as Markdown (`reports.markdown.markdown_of`)."""
        return self._ask(Frame({"job": "markdown"}, wire.dumps(snapshot)), BUILD_SECONDS, cancelled).body

    def earnings(self, snapshot: EarningsSnapshot, cancelled: Callable[[], bool] = lambda: False) -> BuiltReport:
        """Build an earnings statement (`reports.earnings_statement.build_earnings`)."""
        answer = self._ask(Frame({"job": "earnings"}, wire.dumps(snapshot)), BUILD_SECONDS, cancelled)
        return replace(wire.decode(BuiltReport, answer.head["report"], "report"), pdf=answer.body)

    def accept_logo(self, data: bytes, cancelled: Callable[[], bool] = lambda: False) -> Logo:
        """Check and re-encode a picture (`reports.brand.accept_logo`)."""
        answer = self._ask(Frame({"job": "logo"}, data), LOGO_SECONDS, cancelled)
        logo = wire.decode(Logo, answer.head["logo"], "logo")
        return Logo(answer.body, logo.width, logo.height)

    def accept_font(self, data: bytes, name: str, cancelled: Callable[[], bool] = lambda: False) -> ExtraFont:
        """Check a font of one's own (`reports.extra_font.accept_font`)."""
        answer = self._ask(Frame({"job": "font", "name": name}, data), FONT_SECONDS, cancelled)
        return ExtraFont(str(answer.head["name"]), data)

    def verify(
        self,
        pdf: bytes,
        issued_sha256: str | None = None,
        cancelled: Callable[[], bool] = lambda: False,
        *,
        password: str = "",
    ) -> Verification:
        """Verify a file that may be hostile (`reports.verify.verify`)."""
        head: dict[str, wire.Json] = {"job": "verify", "issued_sha256": issued_sha256, "password": password}
        return wire.loads(Verification, self._ask(Frame(head, pdf), VERIFY_SECONDS, cancelled).body)

    def encrypt(self, pdf: bytes, password: str, cancelled: Callable[[], bool] = lambda: False) -> bytes:
        """Return a copy that opens with a password only (`reports.encryption.encrypted_copy`)."""
        return self._ask(Frame({"job": "encrypt", "password": password}, pdf), SIGN_SECONDS, cancelled).body

    def certificate(self, pkcs12: bytes, passphrase: str, cancelled: Callable[[], bool] = lambda: False) -> Certificate:
        """Return whose certificate a PKCS#12 file holds (`reports.signing.certificate_of`)."""
        frame = Frame({"job": "certificate", "passphrase": passphrase}, pkcs12)
        return wire.loads(Certificate, self._ask(frame, SIGN_SECONDS, cancelled).body)

    def sign(
        self,
        pdf: bytes,
        identity: tuple[bytes, str],
        when: datetime,
        visible: Stamp | None = None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> bytes:
        """Sign with an identity, a PKCS#12 file and its passphrase (`reports.signing.sign`)."""
        pkcs12, passphrase = identity
        head: dict[str, wire.Json] = {
            "job": "sign",
            "pkcs12": base64.b64encode(pkcs12).decode("ascii"),
            "passphrase": passphrase,
            "when": when.isoformat(),
            "visible": wire.encode(visible),
        }
        return self._ask(Frame(head, pdf), SIGN_SECONDS, cancelled).body

    def read_table(
        self, data: bytes, sheet: str | None = None, cancelled: Callable[[], bool] = lambda: False
    ) -> table.Table:
        """Read one sheet of a workbook that may be hostile (`consultant_desk.imports.xlsx.read_xlsx`)."""
        answer = self._ask(Frame({"job": "table", "sheet": sheet}, data), TABLE_SECONDS, cancelled)
        return wire.loads(table.Table, answer.body)

    def read_statement_table(
        self, data: bytes, sheet: str | None = None, cancelled: Callable[[], bool] = lambda: False
    ) -> table.Table:
        """Read one sheet of a workbook with a statement, which has more rows than a matrix."""
        answer = self._ask(Frame({"job": "statement", "sheet": sheet}, data), STATEMENT_SECONDS, cancelled)
        bare = wire.decode(table.Table, answer.head["table"], "table")
        return replace(bare, rows=tuple(map(tuple, json.loads(answer.body))))

    def statement_lines(
        self,
        asked: dict[str, Any],
        data: bytes,
        heard: Callable[[int, int, bytes], None],
        cancelled: Callable[[], bool] = lambda: False,
    ) -> dict[str, Any]:
        """Read a statement that may be hostile (`consultant_desk.imports.statements.serving.serve`).

        `heard` is given how many of about how many lines are read, and the next of them; what it raises ends the work.
        """

        def hear(frame: Frame) -> None:
            done, total = wire.decode(tuple[int, int], frame.head[PART], PART)
            heard(done, total, frame.body)

        frame = Frame({"job": "lines", "asked": asked}, data)
        return dict(self._ask(frame, STATEMENT_SECONDS, cancelled, hear=hear).head)

    def close(self) -> None:
        """End the child."""
        with self._lock:
            self._drop()

    def _ready(self) -> _Child:
        if self._child is None or not self._child.alive():
            self._drop()
            self._child = _Child(self._command)
        return self._child

    def _drop(self) -> None:
        if self._child is not None:
            self._child.kill()
            self._child = None

    def _ask(
        self,
        frame: Frame,
        seconds: float,
        cancelled: Callable[[], bool],
        tell: Tell = unheard,
        hear: Callable[[Frame], None] = _unread,
    ) -> Frame:
        while not self._lock.acquire(timeout=_POLL):
            if cancelled():  # before its turn, so that no child is lost for it
                raise WorkCancelled
        try:
            child = self._ready()
            job, deadline = str(frame.head["job"]), time.monotonic() + seconds
            sender = threading.Thread(target=child.send, args=(frame,), daemon=True)
            sender.start()
            try:
                while not {PROGRESS, PART}.isdisjoint((answer := self._wait(child, job, deadline, cancelled)).head):
                    if PART in answer.head:
                        hear(answer)
                    else:
                        tell(wire.decode(Progress, answer.head[PROGRESS], PROGRESS))
            except BaseException:
                self._drop()
                raise
            finally:
                sender.join()
            if SPENT in answer.head:
                self._drop()
        finally:
            self._lock.release()
        return _checked(answer)

    def _wait(self, child: _Child, job: str, deadline: float, cancelled: Callable[[], bool]) -> Frame:
        """Return the next frame of the child."""
        while True:
            if cancelled():
                raise WorkCancelled
            if time.monotonic() > deadline:
                raise EnvironmentFailure(
                    f"{SUBJECTS[job]} took too long and was stopped.", "Nothing was lost.", HINTS[job]
                )
            try:
                answer = child.answers.get(timeout=_POLL)
            except queue.Empty:
                continue
            if answer is None:
                raise EnvironmentFailure(
                    "The worker process ended before it was done.",
                    "Nothing was lost.",
                    f"Try again; it may need more memory than it is given. {HINTS[job]}",
                )
            return answer


def _checked(answer: Frame) -> Frame:
    fault = answer.head.get("fault")
    if not isinstance(fault, dict):
        return answer
    happened, kept, hint = (str(fault.get(key, "")) for key in ("happened", "kept", "hint"))
    if fault.get("kind") == "UserError":
        faults = wire.decode(tuple[tuple[str, str, str], ...], fault.get("faults", []), "faults")
        raise UserError(happened, kept, hint, tuple(Fault(*one) for one in faults))
    raise EnvironmentFailure(happened, kept, hint)
