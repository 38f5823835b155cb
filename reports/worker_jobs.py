"""What the worker process does: one function per job, from a message to its answer.

Passwords come in the message, through the pipe; they stand in no list of processes and in no log.
"""

from __future__ import annotations

import base64
import gc
import json
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import BinaryIO

from consultant_desk.domain.brand import Logo
from consultant_desk.domain.earnings.statement_snapshot import EarningsSnapshot
from consultant_desk.domain.snapshot import ReportSnapshot
from consultant_desk.errors import EnvironmentFailure, UserError
from reports import wire
from reports.frames import Frame, read_frame, write_frame
from reports.progress import Progress
from reports.signer import Stamp

MEMORY_BYTES = 1_500_000_000
PROGRESS = "progress"
"""Key of the frames that come before the answer."""
PART = "part"
"""Key of the frames that hold part of the answer."""
SPENT = "spent"
"""Key of an answer after which the process has no memory left to count on."""
SUBJECTS = {
    "build": "The report",
    "html": "The report",
    "markdown": "The report",
    "earnings": "The earnings statement",
    "logo": "The picture",
    "font": "The font",
    "verify": "The check of the file",
    "table": "The spreadsheet",
    "statement": "The spreadsheet",
    "lines": "The statement",
    "encrypt": "The encrypted copy",
    "certificate": "The certificate",
    "sign": "The signed report",
}
HINTS = {
    "build": "Shorten very long texts.",
    "html": "Shorten very long texts.",
    "markdown": "Shorten very long texts.",
    "earnings": "Choose a shorter period.",
    "logo": "Save it smaller or simpler.",
    "font": "Choose another font.",
    "verify": "Ask for the file again where it came from.",
    "table": "Save the one sheet as CSV and import that.",
    "statement": "Save the one sheet as CSV and import that.",
    "lines": "Choose a shorter period in each file.",
    "encrypt": "Build the report again.",
    "certificate": "Choose another certificate file.",
    "sign": "Choose another certificate file.",
}


def worker_main(_arguments: list[str] | None = None) -> int:
    """Serve jobs from stdin until it ends. Stdout belongs to the frames; whatever else is printed goes to stderr."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    _limit_memory()
    jobs: dict[object, Callable[[Frame], Frame]] = {
        "build": lambda frame: _build_job(frame, answers),
        "html": _html_job,
        "markdown": _markdown_job,
        "earnings": _earnings_job,
        "logo": _logo_job,
        "font": _font_job,
        "verify": _verify_job,
        "table": _table_job,
        "statement": _statement_job,
        "lines": lambda frame: _lines_job(frame, answers),
        "encrypt": _encrypt_job,
        "certificate": _certificate_job,
        "sign": _sign_job,
    }
    while (frame := read_frame(sys.stdin.buffer)) is not None:
        job = jobs.get(frame.head.get("job"))
        if job is None:
            return 2
        write_frame(answers, _answered(job, frame))
    return 0


def _answered(job: Callable[[Frame], Frame], frame: Frame) -> Frame:
    name = str(frame.head["job"])
    subject, hint = SUBJECTS[name], HINTS[name]
    try:
        return job(frame)
    except UserError as error:
        faults = tuple((fault.where, fault.what, fault.expected) for fault in error.faults)
        return _fault("UserError", error.happened, error.kept, error.hint, faults)
    except EnvironmentFailure as error:
        return _fault("EnvironmentFailure", error.happened, error.kept, error.hint)
    except (MemoryError, SystemError):  # the second is what some libraries in C end with when they are given no memory
        happened = f"{subject} needs more memory than it is given."
        fault = _fault("EnvironmentFailure", happened, "Nothing was lost.", hint)
        return replace(fault, head={**fault.head, SPENT: True})
    except Exception as error:  # noqa: BLE001 - the boundary of the process; the text of the error may be the user's
        happened = f"{subject} could not be made ({type(error).__name__})."
        return _fault("EnvironmentFailure", happened, "Nothing was lost.", hint)


def _fault(kind: str, happened: str, kept: str, hint: str, faults: tuple[tuple[str, ...], ...] = ()) -> Frame:
    told: dict[str, wire.Json] = {"kind": kind, "happened": happened, "kept": kept, "hint": hint}
    return Frame({"fault": told | {"faults": wire.encode(faults)}})


def _build_job(frame: Frame, answers: BinaryIO) -> Frame:
    from reports.document import build_report

    def tell(progress: Progress) -> None:
        write_frame(answers, Frame({PROGRESS: wire.encode(progress)}))

    built = build_report(wire.loads(ReportSnapshot, frame.body), tell)
    return Frame({"report": wire.encode(replace(built, pdf=b""))}, built.pdf)


def _html_job(frame: Frame) -> Frame:
    from reports.html.page import html_of

    return Frame({}, html_of(wire.loads(ReportSnapshot, frame.body)))


def _markdown_job(frame: Frame) -> Frame:
    from reports.markdown import markdown_of

    return Frame({}, markdown_of(wire.loads(ReportSnapshot, frame.body)))


def _earnings_job(frame: Frame) -> Frame:
    from reports.earnings_statement import build_earnings

    built = build_earnings(wire.loads(EarningsSnapshot, frame.body))
    return Frame({"report": wire.encode(replace(built, pdf=b""))}, built.pdf)


def _logo_job(frame: Frame) -> Frame:
    from reports.brand import accept_logo

    logo = accept_logo(frame.body)
    return Frame({"logo": wire.encode(Logo(b"", logo.width, logo.height))}, logo.png)


def _font_job(frame: Frame) -> Frame:
    from reports.extra_font import accept_font

    return Frame({"name": accept_font(frame.body, str(frame.head.get("name", ""))).name})


def _verify_job(frame: Frame) -> Frame:
    from reports.verify import verify

    digest = frame.head.get("issued_sha256")
    known = digest if isinstance(digest, str) else None
    return Frame({}, wire.dumps(verify(frame.body, issued_sha256=known, password=_secret(frame, "password"))))


def _encrypt_job(frame: Frame) -> Frame:
    from reports.encryption import encrypted_copy

    return Frame({}, encrypted_copy(frame.body, _secret(frame, "password")))


def _certificate_job(frame: Frame) -> Frame:
    from reports.signing import certificate_of

    return Frame({}, wire.dumps(certificate_of(frame.body, _secret(frame, "passphrase"))))


def _sign_job(frame: Frame) -> Frame:
    from reports.signing import sign

    stamp = frame.head["visible"]
    return Frame(
        {},
        sign(
            frame.body,
            base64.b64decode(_secret(frame, "pkcs12")),
            _secret(frame, "passphrase"),
            visible=None if stamp is None else wire.decode(Stamp, stamp, "visible"),
            when=datetime.fromisoformat(str(frame.head["when"])),
        ),
    )


def _secret(frame: Frame, name: str) -> str:
    value = frame.head.get(name)
    return value if isinstance(value, str) else ""


def _table_job(frame: Frame) -> Frame:
    from consultant_desk.imports.xlsx import read_xlsx

    sheet = frame.head.get("sheet")
    return Frame({}, wire.dumps(read_xlsx(frame.body, sheet if isinstance(sheet, str) else None)))


def _statement_job(frame: Frame) -> Frame:
    from consultant_desk.imports.xlsx import STATEMENT, read_xlsx

    sheet = frame.head.get("sheet")
    table = read_xlsx(frame.body, sheet if isinstance(sheet, str) else None, STATEMENT)
    # The codec looks at every cell, of which there are millions here: they go as lists of texts and numbers.
    return Frame({"table": wire.encode(replace(table, rows=()))}, json.dumps(table.rows).encode())


def _lines_job(frame: Frame, answers: BinaryIO) -> Frame:
    from consultant_desk.imports.statements.serving import serve

    def send(done: int, total: int, lines: bytes) -> None:
        write_frame(answers, Frame({PART: [done, total]}, lines))

    gc.disable()  # all that is made is kept until the answer is whole
    try:
        asked = frame.head["asked"]
        assert isinstance(asked, dict)  # noqa: S101 - our own message
        return Frame(serve(asked, frame.body, send))
    finally:
        gc.enable()


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limits
        return
    _soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = MEMORY_BYTES if hard == resource.RLIM_INFINITY else min(MEMORY_BYTES, hard)
    with suppress(OSError, ValueError):  # macOS refuses a limit below what it has mapped already
        resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
