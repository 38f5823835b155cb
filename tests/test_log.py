"""The log holds what happened and nothing private."""

from __future__ import annotations

import faulthandler
import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from consultant_desk.log import CRASH_NAME, LOG_NAME, MAX_BYTES, redact, start_logging, watch_for_crashes


@pytest.fixture
def clean_root() -> Iterator[None]:
    root = logging.getLogger()
    before = list(root.handlers)
    yield
    for handler in [handler for handler in root.handlers if handler not in before]:
        root.removeHandler(handler)
        handler.close()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("mail to ana.b+x@example.co.uk now", "mail to <e-mail> now"),
        ("password=hunter2 ok", "password=<secret> ok"),
        ("Token: abc", "Token: <secret>"),
        ("https://me:pw@example.org/x", "https://<secret>@example.org/x"),
        ("/home/ana/Desk.desk/workspace.db", "~/Desk.desk/workspace.db"),
    ],
)
def test_private_parts_are_taken_out(text: str, shown: str) -> None:
    assert redact(text, Path("/home/ana")) == shown


@pytest.mark.usefixtures("clean_root")
def test_the_log_file_is_redacted_and_started_once(tmp_path: Path) -> None:
    start_logging(tmp_path / "logs")
    start_logging(tmp_path / "logs")
    logging.getLogger("consultant_desk.test").info("sent to ana@example.org")
    lines = (tmp_path / "logs" / LOG_NAME).read_text(encoding="utf-8").splitlines()
    assert len(lines) == 1
    assert lines[0].endswith("sent to <e-mail>")


@pytest.mark.usefixtures("clean_root")
def test_a_long_log_is_put_aside_and_the_oldest_falls_off(tmp_path: Path) -> None:
    for name, text in ((f"{LOG_NAME}.1", "older"), (f"{LOG_NAME}.2", "old"), (f"{LOG_NAME}.3", "oldest")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / LOG_NAME).write_bytes(b"x" * MAX_BYTES)
    start_logging(tmp_path)
    logging.getLogger("consultant_desk.test").warning("new")
    assert (tmp_path / LOG_NAME).read_text(encoding="utf-8").endswith("new\n")
    assert (tmp_path / f"{LOG_NAME}.1").stat().st_size == MAX_BYTES
    assert [(tmp_path / f"{LOG_NAME}.{number}").read_text(encoding="utf-8") for number in (2, 3)] == ["older", "old"]


def test_the_stacks_of_the_previous_crash_are_read_at_the_next_start(tmp_path: Path) -> None:
    (tmp_path / CRASH_NAME).write_text("Fatal Python error: ana@example.org", encoding="utf-8")
    assert watch_for_crashes(tmp_path) == "Fatal Python error: <e-mail>"
    assert watch_for_crashes(tmp_path) == ""
    faulthandler.enable(sys.__stderr__)
