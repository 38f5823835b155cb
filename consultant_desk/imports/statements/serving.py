"""Read a statement on behalf of another process: what is asked, and what is answered, as plain data."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from consultant_desk.domain.earnings.statement_lines import LineBlock
from consultant_desk.domain.table import Table
from consultant_desk.imports.statements.block_wire import encode_block, encode_statement
from consultant_desk.imports.statements.opening import ARCHIVES
from consultant_desk.imports.statements.profile import Profile
from consultant_desk.imports.statements.profile_toml import read_profile
from consultant_desk.imports.statements.profile_writing import write_profile
from consultant_desk.imports.statements.reading import read_statement
from consultant_desk.imports.statements.recognise import UnknownColumns, best_sheet, pick, sheets_of
from consultant_desk.imports.statements.shipped import shipped_profiles

Send = Callable[[int, int, bytes], None]
"""Hears how many of about how many lines are read, and takes the next lines."""


def request(name: str, known: Sequence[Profile], key: str, currency: str) -> dict[str, Any]:
    """Return what to ask: to read a file of this name by one of the `known` profiles, that of the `key` if given."""
    shipped = {profile.key: profile for profile in shipped_profiles()}
    return {
        "name": name,
        "profiles": [one.key if one == shipped.get(one.key) else [one.key, write_profile(one)] for one in known],
        "key": key,
        "currency": currency,
    }


def serve(asked: Mapping[str, Any], data: bytes, send: Send) -> dict[str, Any]:
    """Read a file and send its lines; return the rest of the statement, or what an unknown file has for headers."""
    name, known = asked["name"], _profiles(asked["profiles"])
    table = _sheet(data, name, known)
    found = pick(data, name, known, asked["key"], table=table)
    if isinstance(found, UnknownColumns):
        error, headers = found.error, found.headers
        return {
            "unknown": {"headers": headers.names, "rows": headers.rows},
            "said": [error.happened, error.kept, error.hint],
            "faults": [[fault.where, fault.what, fault.expected] for fault in error.faults],
        }
    profile, matched = found
    so_far = (0, 1)

    def told(done: int, total: int) -> None:
        nonlocal so_far
        so_far = done, total

    def taken(block: LineBlock) -> None:
        send(*so_far, encode_block(block))

    statement = read_statement(data, name, profile, table=table, currency=asked["currency"], progress=told, taken=taken)
    return {"profile": profile.key, "matched": matched, "statement": encode_statement(statement)}


def _profiles(asked: Sequence[Any]) -> list[Profile]:
    shipped = {profile.key: profile for profile in shipped_profiles()}
    return [shipped[one] if isinstance(one, str) else read_profile(one[1], one[0]) for one in asked]


def _sheet(data: bytes, name: str, known: Sequence[Profile]) -> Table | None:
    if not data.startswith(ARCHIVES):
        return None
    from consultant_desk.imports.xlsx import STATEMENT, read_xlsx

    return best_sheet(sheets_of(lambda sheet: read_xlsx(data, sheet, STATEMENT)), name, known)
