"""Documents and images of a workspace: files named by the SHA-256 of their content, verified when read."""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from sqlalchemy import Connection

from consultant_desk.entities.registry import FieldKind, entities
from consultant_desk.errors import EnvironmentFailure
from consultant_desk.storage.atomic import sync_folder, write_atomic
from consultant_desk.storage.failures import told

_DIGEST = re.compile(r"[0-9a-f]{64}")
GRACE_SECONDS = 3600.0
"""A file younger than this is not swept: the record that will name it may not be written yet."""


class Documents:
    """The folder `documents/`. A file lies in a sub-folder named by the first two digits of its digest."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, data: bytes) -> str:
        """Keep `data` and return its digest (64 hexadecimal digits); the same content is kept once."""
        digest = hashlib.sha256(data).hexdigest()
        path = self.path(digest)
        with told():
            if path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == digest:
                return digest
            if not path.parent.is_dir():
                path.parent.mkdir(parents=True, exist_ok=True)
                sync_folder(self._folder)
            write_atomic(path, data)
        return digest

    def get(self, digest: str) -> bytes:
        """Return the content of a document; raise `EnvironmentFailure` when it is missing or not what it was."""
        path = self.path(digest)
        with told():
            try:
                data = path.read_bytes()
            except (FileNotFoundError, NotADirectoryError, IsADirectoryError) as error:
                raise EnvironmentFailure(
                    "A document of this workspace is missing.", "", "Restore the latest backup."
                ) from error
        if hashlib.sha256(data).hexdigest() != digest:
            raise EnvironmentFailure("A document of this workspace is damaged.", "", "Restore the latest backup.")
        return data

    def path(self, digest: str) -> Path:
        """Return where the document of a digest lies; `ValueError` when that is no digest."""
        if not is_digest(digest):
            raise ValueError("not a SHA-256 digest")
        return self._folder / digest[:2] / digest

    def has(self, digest: str) -> bool:
        """Tell whether there is a file for this digest; False for a text that is none."""
        with told():
            return is_digest(digest) and self.path(digest).is_file()

    def names(self) -> Iterator[str]:
        """Yield the digest of every document that is kept, in order."""
        for path in sorted(self._folder.glob("??/*")):
            if is_digest(path.name) and path.parent.name == path.name[:2]:
                yield path.name

    def sweep(self, keep: Iterable[str], *, grace: float = GRACE_SECONDS) -> tuple[str, ...]:
        """Remove documents that are not in `keep` and older than `grace` seconds; return their digests."""
        kept, limit = set(keep), time.time() - grace
        gone = []
        with told():
            for digest in list(self.names()):
                if digest not in kept and self.path(digest).stat().st_mtime <= limit:
                    self.path(digest).unlink()
                    gone.append(digest)
        return tuple(gone)


def is_digest(text: str) -> bool:
    """Tell whether a text is a SHA-256 digest as documents are named."""
    return _DIGEST.fullmatch(text) is not None


def named_documents(connection: Connection) -> frozenset[str]:
    """Return the digests that records name, those in Trash included."""
    found: set[str] = set()
    for spec in entities().values():
        for field in spec.fields:
            if field.kind is FieldKind.HASH:
                rows = connection.exec_driver_sql(f'SELECT DISTINCT "{field.name}" FROM "{spec.kind}"')
                found.update(str(row[0]) for row in rows if row[0])
    return frozenset(found)
