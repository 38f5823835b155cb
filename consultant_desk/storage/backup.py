"""Automatic backups: a verified copy of the database with its manifest in `backups/`, thinned as it ages."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

from consultant_desk.domain.clock import Clock, instant_text, parse_instant
from consultant_desk.domain.progress import Progress, silent
from consultant_desk.errors import EnvironmentFailure
from consultant_desk.storage import workspace
from consultant_desk.storage.atomic import aside_of, remove_leftovers, replace, sync_folder, write_atomic
from consultant_desk.storage.documents import Documents
from consultant_desk.storage.engine import copy_database
from consultant_desk.storage.failures import damaged, told
from consultant_desk.storage.manifest import Manifest, content_of, digest_of, read_manifest
from consultant_desk.storage.workspace import Layout

DATABASE, MANIFEST = "workspace.db", "manifest.json"
LATEST, DAYS, WEEKS, MONTHS = 10, 7, 5, 12
SHRUNK = 0.8
_FEW = 10
_EVERY = timedelta(days=1)


class Why(StrEnum):
    """What a backup was made for."""

    EXIT = "exit"
    DAILY = "daily"
    ASKED = "asked"
    UPDATE = "before update"
    IMPORT = "before import"
    RESTORE = "before restore"
    ERASE = "before erase"


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup: its folder and what it says about itself; `alarm` is a sentence when rows vanished, else empty."""

    folder: Path
    manifest: Manifest
    alarm: str = ""

    @property
    def database(self) -> Path:
        """Return the copy of the database."""
        return self.folder / DATABASE

    @property
    def made_at(self) -> datetime:
        """Return when it was made."""
        return parse_instant(self.manifest.made_at)


def back_up(layout: Layout, *, why: Why, clock: Clock, progress: Progress = silent) -> Backup:
    """Make a verified backup beside an open or closed workspace, then thin the older ones.

    Until it is whole and checked it has another name; when it fails, nothing is left of it.
    """
    earlier = backups(layout)
    now = clock.now()
    with told():
        layout.backups.mkdir(exist_ok=True)
        _remove_leftovers(layout)
        name = instant_text(now).replace(":", "-")
        folder = _free(layout.backups, name)
        aside = aside_of(folder)
        try:
            aside.mkdir()
            manifest = write_copy(layout, aside, why=why, made_at=instant_text(now), progress=progress)
            sync_folder(aside)
            replace(aside, folder)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
        made = Backup(folder, manifest, alarm=shrinkage(earlier[0].manifest, manifest) if earlier else "")
        thin(layout, now)
    return made


def write_copy(layout: Layout, target: Path, *, why: Why, made_at: str, progress: Progress = silent) -> Manifest:
    """Write a checked copy of the database and its manifest into the folder `target`."""
    info = workspace.read_info(layout)
    database = target / DATABASE
    copy_database(layout.database, database, progress)
    content = content_of(database)
    documents = Documents(layout.documents)
    manifest = Manifest(
        workspace=info.id,
        name=info.name,
        made_at=made_at,
        why=why.value,
        revision=content.revision,
        journal=content.journal,
        sha256=digest_of(database),
        size=database.stat().st_size,
        counts=content.counts,
        documents={one: documents.path(one).stat().st_size for one in sorted(content.documents) if documents.has(one)},
    )
    write_atomic(target / MANIFEST, manifest.to_bytes())
    return manifest


def backups(layout: Layout) -> tuple[Backup, ...]:
    """Return the backups of a workspace, newest first; folders that are none are passed over."""
    found: list[Backup] = []
    for path in layout.backups.glob(f"*/{MANIFEST}"):
        if path.parent.name.startswith(".") or not (path.parent / DATABASE).is_file():
            continue
        try:
            found.append(Backup(path.parent, read_manifest(path.read_bytes(), path.parent.name)))
        except (EnvironmentFailure, OSError):
            continue
    return tuple(sorted(found, key=lambda one: (one.manifest.made_at, one.folder.name), reverse=True))


def named_documents(layout: Layout) -> frozenset[str]:
    """Return the digests that kept backups name."""
    return frozenset(digest for one in backups(layout) for digest in one.manifest.documents)


def is_due(layout: Layout, journal: int, clock: Clock) -> bool:
    """Tell whether a daily backup is due: records changed since the newest one and that is older than a day."""
    newest = next(iter(backups(layout)), None)
    if newest is None:
        return True
    return newest.manifest.journal != journal and clock.now() - newest.made_at >= _EVERY


def has_changed(layout: Layout, journal: int) -> bool:
    """Tell whether records changed since the newest backup; the reason for one at exit."""
    newest = next(iter(backups(layout)), None)
    return newest is None or newest.manifest.journal != journal


def verify(backup: Backup) -> None:
    """Compare a backup with its manifest; raise `EnvironmentFailure` when it is not what it was."""
    with told():
        if (
            backup.database.stat().st_size != backup.manifest.size
            or digest_of(backup.database) != backup.manifest.sha256
        ):
            raise damaged(backup.folder, "its content is not what was backed up")


def shrinkage(before: Manifest, after: Manifest) -> str:
    """Return an alarm when a fifth or more of the records of a kind are gone since the backup before; empty if not."""
    if before.workspace != after.workspace:
        return ""
    gone = [
        f"{kind.replace('_', ' ')}: {count} before, {after.counts.get(kind, 0)} now"
        for kind, count in sorted(before.counts.items())
        if count >= _FEW and after.counts.get(kind, 0) <= count * SHRUNK
    ]
    return f"Many records are gone since the last backup ({'; '.join(gone)})." if gone else ""


def thin(layout: Layout, now: datetime) -> tuple[Backup, ...]:
    """Remove backups that are no longer needed and return them; nothing is removed unless a kept one is sound."""
    found = backups(layout)
    kept = set(kept_of([one.made_at for one in found], now))
    going = [one for one in found if one.made_at not in kept]
    if not going or not any(is_sound(one) for one in found if one.made_at in kept):
        return ()
    for one in going:
        doomed = aside_of(one.folder)
        replace(one.folder, doomed)
        shutil.rmtree(doomed)
    return tuple(going)


def kept_of(moments: Iterable[datetime], now: datetime) -> frozenset[datetime]:
    """Return which moments to keep: the latest 10, the last of each of 7 days, 5 weeks and 12 months that have one.

    Backups dated after `now` (the clock was wrong) are kept.
    """
    newest_first = sorted(set(moments), reverse=True)
    kept = set(newest_first[:LATEST]) | {moment for moment in newest_first if moment > now}
    rules: tuple[tuple[Callable[[datetime], object], int], ...] = (
        (lambda moment: moment.date(), DAYS),
        (lambda moment: moment.isocalendar()[:2], WEEKS),
        (lambda moment: (moment.year, moment.month), MONTHS),
    )
    for period, count in rules:
        last: dict[object, datetime] = {}
        for moment in newest_first:
            last.setdefault(period(moment), moment)
        kept.update(list(last.values())[:count])
    return frozenset(kept)


def is_sound(backup: Backup) -> bool:
    """Tell whether a backup is what was backed up."""
    try:
        verify(backup)
    except EnvironmentFailure:
        return False
    return True


def _free(parent: Path, name: str) -> Path:
    folder, number = parent / name, 1
    while folder.exists():
        number += 1
        folder = parent / f"{name}-{number}"
    return folder


def _remove_leftovers(layout: Layout) -> None:
    for path in layout.backups.glob(".*.tmp"):
        shutil.rmtree(path, ignore_errors=True)
    for folder in (layout.folder, *layout.documents.glob("??")):
        remove_leftovers(folder)
