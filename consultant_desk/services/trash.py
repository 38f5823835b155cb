"""The Trash: what was thrown away, and taking it back."""

from __future__ import annotations

from collections.abc import Iterable

from consultant_desk.domain.changes import Outcome
from consultant_desk.entities.registry import entities
from consultant_desk.services.operations import Area
from consultant_desk.storage import trash
from consultant_desk.storage.purge import Purged, purge
from consultant_desk.storage.trash import TrashedRecord


class Trash(Area):
    """Operations on what was thrown away."""

    def list(self) -> tuple[TrashedRecord, ...]:
        """Return what a person threw away, newest first."""
        return self._read(trash.listed)

    def put(self, kind: str, record_id: str) -> Outcome[None]:
        """Move any record with all it owns to the Trash."""
        return self._trash(kind, record_id)

    def restore(self, kind: str, record_id: str) -> Outcome[int]:
        """Take a record back with exactly what went with it; return how many records that are."""
        titles = {record.id: record.title for record in self.list()}
        label = f"Restore {titles.get(record_id) or entities()[kind].label.lower()}"
        return self._change(label, lambda session: trash.restore(session, kind, record_id))

    def purge(self, records: Iterable[tuple[str, str]] | None = None) -> Outcome[Purged]:
        """Remove records in the Trash, given as (kind, id), for good; all of them without `records`. Not undoable."""
        return purge(self._store, records)
