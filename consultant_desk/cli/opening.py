"""Opening the workspace a command means, for reading or for writing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from consultant_desk.cli.parsing import Args, workspace_folder
from consultant_desk.desk import Desk


@contextmanager
def reading(args: Args) -> Iterator[Desk]:
    """Open the workspace for reading only, which works beside an open window."""
    with Desk.open(workspace_folder(args), read_only=True) as desk:
        yield desk


@contextmanager
def writing(args: Args) -> Iterator[Desk]:
    """Open the workspace for changes; `EnvironmentFailure` names who holds it."""
    with Desk.open(workspace_folder(args)) as desk:
        yield desk


def tail(record_id: str) -> str:
    """Return the end of an id as lists print it; it may be given back to any command."""
    return record_id[-8:]
