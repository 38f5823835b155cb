"""Short ways to read a statement in tests."""

from __future__ import annotations

from consultant_desk.domain.earnings.statement import Statement
from consultant_desk.domain.table import Table
from consultant_desk.imports.statements.profile import Profile
from consultant_desk.imports.statements.reading import read_statement
from consultant_desk.imports.statements.recognise import recognise
from consultant_desk.imports.statements.shipped import shipped_profiles

PROFILES = {profile.key: profile for profile in shipped_profiles()}
HEADER = "Transaction ID,Date,Program,Commission,Currency,Status"


def known(data: bytes | str, name: str = "file.csv", table: Table | None = None) -> list[str]:
    """The keys of the profiles that recognise a file, best first."""
    found = recognise(as_bytes(data), name, shipped_profiles(), table=table)
    return [one.profile.key for one in found]


def read(data: bytes | str, profile: str | Profile = "generic", name: str = "file.csv", **options: str) -> Statement:
    chosen = PROFILES[profile] if isinstance(profile, str) else profile
    return read_statement(as_bytes(data), name, chosen, **options)


def as_bytes(data: bytes | str) -> bytes:
    return data if isinstance(data, bytes) else data.encode("utf-8")
