"""Backups, export to one file, restore, and the check of a workspace."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from consultant_desk.domain.changes import Outcome
from consultant_desk.domain.clock import Clock
from consultant_desk.domain.progress import Progress, silent
from consultant_desk.services.operations import Area
from consultant_desk.storage import archive, backup, check
from consultant_desk.storage.archive import Restored
from consultant_desk.storage.backup import Why
from consultant_desk.storage.check import Check
from consultant_desk.storage.failures import told
from consultant_desk.storage.workspace import Layout


@dataclass(frozen=True, slots=True)
class BackupRow:
    """One backup: when, why, how many records, and a sentence when many records vanished before it."""

    folder: Path
    made_at: str
    why: str
    records: int
    size: int
    alarm: str = ""


class Backups(Area):
    """Operations that keep a workspace safe."""

    def list(self) -> tuple[BackupRow, ...]:
        """Return the backups, newest first."""
        return tuple(_row(one) for one in backup.backups(self._store.layout))

    def make(self, why: Why = Why.ASKED, progress: Progress = silent) -> BackupRow:
        """Make a verified backup now."""
        return _row(backup.back_up(self._store.layout, why=why, clock=self._clock, progress=progress))

    def make_if_due(self) -> BackupRow | None:
        """Make the daily backup when records changed since the newest one and that is older than a day."""
        if self._store.read_only or not backup.is_due(self._store.layout, self._store.journal_number(), self._clock):
            return None
        return self.make(Why.DAILY)

    def make_at_exit(self) -> BackupRow | None:
        """Make a backup when records changed since the newest one."""
        if self._store.read_only or not backup.has_changed(self._store.layout, self._store.journal_number()):
            return None
        return self.make(Why.EXIT)

    def export(self, file: Path, progress: Progress = silent) -> int:
        """Write the whole workspace with its documents into one zip file; return how many records it holds."""
        made = archive.export_zip(self._store.layout, file, clock=self._clock, progress=progress)
        return sum(made.counts.values())

    def check(self, *, thorough: bool = True) -> tuple[Check, ...]:
        """Look over the workspace without changing it."""
        return check.check(self._store, thorough=thorough)

    def repair(self) -> Outcome[tuple[Check, ...]]:
        """Make again what can be made again (journal triggers, search index), then check."""
        return check.repair(self._store)


def newest_sound(folder: Path) -> BackupRow | None:
    """Return the newest backup that is what was backed up, of a workspace that need not be open or sound itself."""
    with told():
        return next((_row(one) for one in backup.backups(Layout(folder)) if backup.is_sound(one)), None)


def restore(source: Path, to: Path, clock: Clock, progress: Progress = silent) -> Restored:
    """Restore a backup or an exported file to a folder; what is there is kept as a backup. It must not be open."""
    return archive.restore(source, to, clock=clock, progress=progress)


def _row(one: backup.Backup) -> BackupRow:
    return BackupRow(
        folder=one.folder,
        made_at=one.manifest.made_at,
        why=one.manifest.why,
        records=sum(one.manifest.counts.values()),
        size=one.manifest.size,
        alarm=one.alarm,
    )
