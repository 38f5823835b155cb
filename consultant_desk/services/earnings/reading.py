"""Read a statement: a small one here, a large one in the worker process, where its time and memory are limited.

A file may be hostile whatever its size, but a small one can cost little, and starting a process would cost more. Of a
large one the lines come back while the rest is still read, and whoever draws the window never waits for it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from consultant_desk.domain.earnings.statement import Statement
from consultant_desk.domain.earnings.statement_lines import Lines
from consultant_desk.domain.progress import Progress
from consultant_desk.errors import EnvironmentFailure, Fault, UserError
from consultant_desk.imports.rates import holds_rates
from consultant_desk.imports.statements.block_wire import BlockReader, decode_statement
from consultant_desk.imports.statements.profile import Profile
from consultant_desk.imports.statements.serving import request
from consultant_desk.services.earnings.profiles import READING, UnknownStatement, check_key, choose, read, table_of
from consultant_desk.services.resting import collector_resting
from consultant_desk.services.tables import ARCHIVES, WORKBOOKS, Tables

LARGE = 1_000_000
"""Bytes from which a file is read in the worker process."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file as read, and how many columns the profile that was chosen knows in it."""

    profile: Profile
    matched: int
    statement: Statement


def read_file(
    tables: Tables,
    data: bytes,
    name: str,
    known: Sequence[Profile],
    *,
    key: str = "",
    currency: str = "",
    cancelled: Callable[[], bool],
    progress: Progress,
) -> Found:
    """Read a file by the profile of the `key`, else by the one that fits best; `UnknownStatement` when none does."""
    check_key(known, key)
    try:
        return _found(tables, data, name, known, key, currency, cancelled, progress)
    except UserError as error:
        if not key and holds_rates(data):
            raise UserError(
                f"{name[:60]} holds exchange rates, not commissions.", "Nothing was imported.",
                "Read it in “Exchange rates …” of the menu of Earnings, or with “import rates”.",
            ) from error  # fmt: skip
        raise


def _found(
    tables: Tables,
    data: bytes,
    name: str,
    known: Sequence[Profile],
    key: str,
    currency: str,
    cancelled: Callable[[], bool],
    progress: Progress,
) -> Found:
    is_misnamed = name.lower().endswith(WORKBOOKS) and not data.startswith(ARCHIVES)
    if len(data) >= LARGE and not is_misnamed:
        return _read_elsewhere(tables, data, request(name, known, key, currency), known, cancelled, progress)
    table = table_of(tables, data, name, known, cancelled)
    profile, matched = choose(known, data, name, key, table)
    return Found(profile, matched, read(data, name, profile, table, cancelled, progress, currency))


def _read_elsewhere(
    tables: Tables,
    data: bytes,
    asked: dict[str, Any],
    known: Sequence[Profile],
    cancelled: Callable[[], bool],
    progress: Progress,
) -> Found:
    lines, blocks = Lines(), BlockReader()

    def heard(done: int, total: int, body: bytes) -> None:
        try:
            lines.add(blocks.read(body))
        except ValueError as error:
            raise _garbled() from error
        progress(done, total, READING)

    with collector_resting():
        answer = tables.statement_lines(asked, data, heard, cancelled)
        try:
            if "unknown" in answer:
                raise _unknown(answer)
            profile = next(one for one in known if one.key == answer["profile"])
            return Found(profile, answer["matched"], decode_statement(answer["statement"], lines))
        except (ValueError, KeyError, TypeError, StopIteration) as error:
            raise _garbled() from error


def _unknown(answer: dict[str, Any]) -> UnknownStatement:
    happened, kept, hint = answer["said"]
    faults = tuple(Fault(*fault) for fault in answer["faults"])
    headers, rows = answer["unknown"]["headers"], answer["unknown"]["rows"]
    return UnknownStatement(UserError(happened, kept, hint, faults), tuple(headers), tuple(map(tuple, rows)))


def _garbled() -> EnvironmentFailure:
    return EnvironmentFailure(
        "What the worker process read cannot be understood.", "Nothing was imported.", "Take the file again."
    )
