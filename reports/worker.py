"""Build reports and read untrusted pictures and spreadsheets in a process of its own, with a time and a memory limit.

Parent and child exchange frames over pipes: a length, a JSON head, and a body. Nothing is pickled. The child is this
program with the hidden command `_worker`; one is kept warm and replaced when it is cancelled, fails or runs too long.
"""

from __future__ import annotations

import json
import os
import queue
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

from consultant_desk.domain import table
from consultant_desk.domain.brand import Logo
from consultant_desk.domain.snapshot import ReportSnapshot
from consultant_desk.errors import EnvironmentFailure, UserError
from reports import wire
from reports.built import BuiltReport
from reports.verification import Verification

BUILD_SECONDS = 60.0
LOGO_SECONDS = 20.0
VERIFY_SECONDS = 60.0
TABLE_SECONDS = 30.0
MEMORY_BYTES = 1_500_000_000
MAX_FRAME = 512_000_000
_POLL = 0.02
_SUBJECTS = {
    "build": "The report",
    "html": "The report",
    "markdown": "The report",
    "logo": "The picture",
    "verify": "The check of the file",
    "table": "The spreadsheet",
}
_HINTS = {
    "build": "Shorten very long texts.",
    "html": "Shorten very long texts.",
    "markdown": "Shorten very long texts.",
    "logo": "Save it smaller or simpler.",
    "verify": "Ask for the file again where it came from.",
    "table": "Save the one sheet as CSV and import that.",
}
_LENGTHS = struct.Struct(">II")
_CONSOLE = "consultant-desk"


class WorkCancelled(Exception):
    """Raised in the caller when its work was cancelled; the worker process was replaced."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One message: what it is, and its bytes."""

    head: dict[str, wire.Json]
    body: bytes = b""


def write_frame(stream: IO[bytes], frame: Frame) -> None:
    """Write one message."""
    head = json.dumps(frame.head, ensure_ascii=True, separators=(",", ":")).encode("ascii")
    stream.write(_LENGTHS.pack(len(head), len(frame.body)) + head + frame.body)
    stream.flush()


def read_frame(stream: IO[bytes]) -> Frame | None:
    """Read one message; None at the end of the stream."""
    lengths = stream.read(_LENGTHS.size)
    if len(lengths) < _LENGTHS.size:
        return None
    head_length, body_length = _LENGTHS.unpack(lengths)
    if head_length + body_length > MAX_FRAME:
        return None
    head, body = stream.read(head_length), stream.read(body_length)
    if len(head) < head_length or len(body) < body_length:
        return None
    data = wire.parse(head)
    return Frame(data, body) if isinstance(data, dict) else None


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

    def build(self, snapshot: ReportSnapshot, cancelled: Callable[[], bool] = lambda: False) -> BuiltReport:
        """Build a report; `cancelled` is asked often. `WorkCancelled`, `UserError`, `EnvironmentFailure`."""
        answer = self._ask(Frame({"job": "build"}, wire.dumps(snapshot)), BUILD_SECONDS, cancelled)
        report = wire.decode(BuiltReport, answer.head["report"], "report")
        return replace(report, pdf=answer.body)

    def html(self, snapshot: ReportSnapshot, cancelled: Callable[[], bool] = lambda: False) -> bytes:
        """Write a report as one file of HTML (`reports.html.page.html_of`)."""
        return self._ask(Frame({"job": "html"}, wire.dumps(snapshot)), BUILD_SECONDS, cancelled).body

    def markdown(self, snapshot: ReportSnapshot, cancelled: Callable[[], bool] = lambda: False) -> bytes:
        """Write a report as Markdown (`reports.markdown.markdown_of`)."""
        return self._ask(Frame({"job": "markdown"}, wire.dumps(snapshot)), BUILD_SECONDS, cancelled).body

    def accept_logo(self, data: bytes, cancelled: Callable[[], bool] = lambda: False) -> Logo:
        """Check and re-encode a picture (`reports.brand.accept_logo`)."""
        answer = self._ask(Frame({"job": "logo"}, data), LOGO_SECONDS, cancelled)
        logo = wire.decode(Logo, answer.head["logo"], "logo")
        return Logo(answer.body, logo.width, logo.height)

    def verify(
        self, pdf: bytes, issued_sha256: str | None = None, cancelled: Callable[[], bool] = lambda: False
    ) -> Verification:
        """Verify a file that may be hostile (`reports.verify.verify`)."""
        answer = self._ask(Frame({"job": "verify", "issued_sha256": issued_sha256}, pdf), VERIFY_SECONDS, cancelled)
        return wire.loads(Verification, answer.body)

    def read_table(
        self, data: bytes, sheet: str | None = None, cancelled: Callable[[], bool] = lambda: False
    ) -> table.Table:
        """Read one sheet of a workbook that may be hostile (`consultant_desk.imports.xlsx.read_xlsx`)."""
        answer = self._ask(Frame({"job": "table", "sheet": sheet}, data), TABLE_SECONDS, cancelled)
        return wire.loads(table.Table, answer.body)

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

    def _ask(self, frame: Frame, seconds: float, cancelled: Callable[[], bool]) -> Frame:
        with self._lock:
            child = self._ready()
            sender = threading.Thread(target=child.send, args=(frame,), daemon=True)
            sender.start()
            try:
                answer = self._wait(child, str(frame.head["job"]), time.monotonic() + seconds, cancelled)
            except BaseException:
                self._drop()
                raise
            finally:
                sender.join()
        return _checked(answer)

    def _wait(self, child: _Child, job: str, deadline: float, cancelled: Callable[[], bool]) -> Frame:
        while True:
            try:
                answer = child.answers.get(timeout=_POLL)
            except queue.Empty:
                if cancelled():
                    raise WorkCancelled from None
                if time.monotonic() > deadline:
                    raise EnvironmentFailure(
                        f"{_SUBJECTS[job]} took too long and was stopped.", "Nothing was lost.", _HINTS[job]
                    ) from None
                continue
            if answer is None:
                raise EnvironmentFailure(
                    "The worker process ended before it was done.",
                    "Nothing was lost.",
                    f"Try again; it may need more memory than it is given. {_HINTS[job]}",
                )
            return answer


def _checked(answer: Frame) -> Frame:
    fault = answer.head.get("fault")
    if not isinstance(fault, dict):
        return answer
    happened, kept, hint = (str(fault.get(key, "")) for key in ("happened", "kept", "hint"))
    if fault.get("kind") == "UserError":
        raise UserError(happened, kept, hint)
    raise EnvironmentFailure(happened, kept, hint)


def worker_main(_arguments: list[str] | None = None) -> int:
    """Serve jobs from stdin until it ends. Stdout belongs to the frames; whatever else is printed goes to stderr."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    _limit_memory()
    from reports.document import build_report  # loaded before the first job, so that it runs warm
    from reports.fonts import load_all

    load_all()
    jobs: dict[object, Callable[[Frame], Frame]] = {"logo": _logo_job, "verify": _verify_job, "table": _table_job}
    jobs |= {"html": _html_job, "markdown": _markdown_job}
    jobs["build"] = lambda frame: _build_job(frame, build_report)
    while (frame := read_frame(sys.stdin.buffer)) is not None:
        job = jobs.get(frame.head.get("job"))
        if job is None:
            return 2
        write_frame(answers, _answered(job, frame))
    return 0


def _answered(job: Callable[[Frame], Frame], frame: Frame) -> Frame:
    name = str(frame.head["job"])
    subject, hint = _SUBJECTS[name], _HINTS[name]
    try:
        return job(frame)
    except UserError as error:
        return _fault("UserError", error.happened, error.kept, error.hint)
    except EnvironmentFailure as error:
        return _fault("EnvironmentFailure", error.happened, error.kept, error.hint)
    except MemoryError:
        happened = f"{subject} needs more memory than it is given."
        return _fault("EnvironmentFailure", happened, "Nothing was lost.", hint)
    except Exception as error:  # noqa: BLE001 - the boundary of the process; the text of the error may be the user's
        happened = f"{subject} could not be made ({type(error).__name__})."
        return _fault("EnvironmentFailure", happened, "Nothing was lost.", hint)


def _fault(kind: str, happened: str, kept: str, hint: str) -> Frame:
    return Frame({"fault": {"kind": kind, "happened": happened, "kept": kept, "hint": hint}})


def _build_job(frame: Frame, build_report: Callable[[ReportSnapshot], BuiltReport]) -> Frame:
    built = build_report(wire.loads(ReportSnapshot, frame.body))
    return Frame({"report": wire.encode(replace(built, pdf=b""))}, built.pdf)


def _html_job(frame: Frame) -> Frame:
    from reports.html.page import html_of

    return Frame({}, html_of(wire.loads(ReportSnapshot, frame.body)))


def _markdown_job(frame: Frame) -> Frame:
    from reports.markdown import markdown_of

    return Frame({}, markdown_of(wire.loads(ReportSnapshot, frame.body)))


def _logo_job(frame: Frame) -> Frame:
    from reports.brand import accept_logo

    logo = accept_logo(frame.body)
    return Frame({"logo": wire.encode(Logo(b"", logo.width, logo.height))}, logo.png)


def _verify_job(frame: Frame) -> Frame:
    from reports.verify import verify

    digest = frame.head.get("issued_sha256")
    return Frame({}, wire.dumps(verify(frame.body, issued_sha256=digest if isinstance(digest, str) else None)))


def _table_job(frame: Frame) -> Frame:
    from consultant_desk.imports.xlsx import read_xlsx

    sheet = frame.head.get("sheet")
    return Frame({}, wire.dumps(read_xlsx(frame.body, sheet if isinstance(sheet, str) else None)))


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limits
        return
    _soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = MEMORY_BYTES if hard == resource.RLIM_INFINITY else min(MEMORY_BYTES, hard)
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
