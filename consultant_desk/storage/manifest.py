"""What a backup says about itself: when, why, schema, counts, digests. Read back with suspicion."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path

from consultant_desk.entities.registry import FieldKind, entities
from consultant_desk.errors import EnvironmentFailure
from consultant_desk.storage.engine import connect_reading
from consultant_desk.storage.failures import UNCHANGED
from consultant_desk.storage.migrate import revision_of

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Manifest:
    """`sha256` and `size` are of the database; `counts` are live rows per kind; `documents` are digests with sizes.

    `journal` is the number of the last transaction: two backups with the same number hold the same records.
    """

    workspace: str
    name: str
    made_at: str
    why: str
    revision: str
    journal: int
    sha256: str
    size: int
    counts: Mapping[str, int]
    documents: Mapping[str, int]
    format: int = FORMAT

    def to_bytes(self) -> bytes:
        """Return the manifest as JSON."""
        return json.dumps(asdict(self), indent=1, ensure_ascii=False, sort_keys=True).encode()


def read_manifest(data: bytes, where: str) -> Manifest:
    """Read a manifest; raise `EnvironmentFailure` when it is none, damaged or of a newer format."""
    try:
        raw = json.loads(data)
        found = Manifest(
            workspace=str(raw["workspace"]),
            name=str(raw["name"]),
            made_at=str(raw["made_at"]),
            why=str(raw["why"]),
            revision=str(raw["revision"]),
            journal=int(raw["journal"]),
            sha256=str(raw["sha256"]),
            size=int(raw["size"]),
            counts={str(kind): int(count) for kind, count in raw["counts"].items()},
            documents={str(digest): int(size) for digest, size in raw["documents"].items()},
            format=int(raw["format"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise EnvironmentFailure(f"{where} is no backup of a workspace, or it is damaged.", UNCHANGED) from error
    if found.format > FORMAT:
        raise EnvironmentFailure(
            f"{where} was made by a newer version of the program.",
            UNCHANGED,
            "Install the newer version to restore it.",
        )
    return found


@dataclass(frozen=True, slots=True)
class Content:
    """What a database file holds: revision, last transaction, live rows per kind, digests its records name."""

    revision: str
    journal: int
    counts: Mapping[str, int]
    documents: frozenset[str]


def content_of(database: Path) -> Content:
    """Look into a database of this or an older schema."""
    counts: dict[str, int] = {}
    documents: set[str] = set()
    with closing(connect_reading(database)) as connection:
        last = connection.execute("SELECT max(last) FROM journal_state").fetchone()[0]
        for kind, spec in entities().items():
            columns = {row[1] for row in connection.execute(f'PRAGMA table_info("{kind}")')}
            if not columns:
                continue
            query = f'SELECT count(*) FROM "{kind}" WHERE deleted_at IS NULL'
            counts[kind] = int(connection.execute(query).fetchone()[0])
            for field in spec.fields:
                if field.kind is FieldKind.HASH and field.name in columns:
                    documents.update(row[0] for row in connection.execute(f'SELECT "{field.name}" FROM "{kind}"'))
        revision = revision_of(connection) or ""
    return Content(revision, int(last or 0), counts, frozenset(filter(None, documents)))


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
