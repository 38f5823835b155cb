"""A workspace as one file, and restoring from it or from an automatic backup. Archives are read with suspicion."""

from __future__ import annotations

import hashlib
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from sqlalchemy import delete

from consultant_desk.domain.clock import Clock, instant_text
from consultant_desk.domain.progress import Progress, silent
from consultant_desk.errors import EnvironmentFailure, UserError
from consultant_desk.storage import backup, migrate, workspace
from consultant_desk.storage.atomic import aside_of, remove_leftovers, replace, sync_file, sync_folder
from consultant_desk.storage.backup import DATABASE, MANIFEST, Backup, Why
from consultant_desk.storage.documents import Documents, is_digest
from consultant_desk.storage.engine import connect, migration_engine, settle, verify_database
from consultant_desk.storage.failures import UNCHANGED, told
from consultant_desk.storage.local import Device, ensure_device
from consultant_desk.storage.lock import WorkspaceLock
from consultant_desk.storage.manifest import Manifest, content_of, digest_of, read_manifest
from consultant_desk.storage.workspace import Layout, WorkspaceInfo

_MANIFEST_LIMIT = 64 * 1024 * 1024
_RATIO, _SLACK = 200, 64 * 1024 * 1024
"""An archive may unpack to so many times its size, and so many bytes more; beyond that it is a bomb."""
_BLOCK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Restored:
    """The workspace that was restored, and where the one that was there before is kept (None when there was none)."""

    info: WorkspaceInfo
    folder: Path
    kept: Path | None
    missing_documents: tuple[str, ...] = ()


def export_zip(layout: Layout, file: Path, *, clock: Clock, progress: Progress = silent) -> Manifest:
    """Write database, manifest and documents of a workspace, open or not, into one zip file, and check it."""
    if file.is_dir() or not file.parent.is_dir():
        raise UserError(f"{file} is no place for a file.", UNCHANGED, "Name a file in a folder that exists.")
    beside = file.with_suffix(".folder")
    for path in (file, beside):
        remove_leftovers(path.parent, path.name)
    aside, folder = aside_of(file), aside_of(beside)
    with told():
        try:
            folder.mkdir()
            made_at = instant_text(clock.now())
            manifest = backup.write_copy(layout, folder, why=Why.ASKED, made_at=made_at, progress=progress)
            documents = Documents(layout.documents)
            with zipfile.ZipFile(aside, "x", zipfile.ZIP_DEFLATED) as archive:
                archive.write(folder / MANIFEST, MANIFEST)
                archive.write(folder / DATABASE, DATABASE)
                for number, digest in enumerate(manifest.documents):
                    progress(number, len(manifest.documents), "Adding documents")
                    archive.writestr(_entry(digest), documents.get(digest))
            progress(0, 0, "Checking the file")
            with zipfile.ZipFile(aside) as archive:
                fault = archive.testzip()
            if fault is not None:
                raise EnvironmentFailure("The backup could not be written faithfully.", UNCHANGED, "Check the disk.")
            sync_file(aside)
            replace(aside, file)
        finally:
            aside.unlink(missing_ok=True)
            shutil.rmtree(folder, ignore_errors=True)
    return manifest


def restore(source: Path, to: Path, *, clock: Clock, progress: Progress = silent) -> Restored:
    """Restore a zip file or a folder of `backups/` to the workspace folder `to`.

    A workspace that is there must be the same one and not be open; it is backed up first. Everything is unpacked and
    checked aside, then takes its place by one rename, so that a failure on the way leaves what was there.
    """
    with told(), _unpacked(source, to, progress) as (staged, manifest):
        _make_own(staged.database, clock)
        if Layout(to).exists():
            return _replace_existing(staged, manifest, Layout(to), clock)
        if to.exists() and (not to.is_dir() or any(to.iterdir())):
            raise UserError(f"{to} is not empty and holds no workspace.", UNCHANGED, "Choose another folder.")
        info = WorkspaceInfo(id=manifest.workspace, name=manifest.name)
        workspace.write_info(staged, info)
        staged.backups.mkdir()
        sync_folder(staged.folder)
        if to.exists():
            to.rmdir()
        replace(staged.folder, to)
        return Restored(info, to, None, _missing(Layout(to)))


def _replace_existing(staged: Layout, manifest: Manifest, layout: Layout, clock: Clock) -> Restored:
    info = workspace.read_info(layout)
    if info.id != manifest.workspace:
        raise UserError(
            f"The backup is of another workspace ({manifest.name}).", UNCHANGED, "Restore it to a folder of its own."
        )
    with WorkspaceLock(layout.lock, name=info.name, clock=clock):
        kept = _keep_old(layout, clock)
        documents = Documents(layout.documents)
        for digest in Documents(staged.documents).names():
            documents.put(Documents(staged.documents).get(digest))
        replace(staged.database, layout.database)
    return Restored(info, layout.folder, kept, _missing(layout))


def _keep_old(layout: Layout, clock: Clock) -> Path | None:
    """Back the present database up, as a plain copy when it is damaged, and leave it without files beside it."""
    if not layout.database.is_file():
        return None
    try:
        kept = backup.back_up(layout, why=Why.RESTORE, clock=clock).folder
        with told(), closing(connect(layout.database)) as old:
            settle(old)
        return kept
    except EnvironmentFailure:
        layout.backups.mkdir(exist_ok=True)
        kept = layout.backups / f"damaged-{instant_text(clock.now()).replace(':', '-')}"
        kept.mkdir()
        beside = [layout.database.with_name(layout.database.name + suffix) for suffix in ("", "-wal", "-shm")]
        for path in filter(Path.is_file, beside):
            shutil.copyfile(path, kept / path.name)
            sync_file(kept / path.name)
        sync_folder(kept)
        for path in beside[1:]:
            path.unlink(missing_ok=True)
        return kept


def _make_own(database: Path, clock: Clock) -> None:
    """Make the restored copy a device of its own."""
    engine = migration_engine(database)
    with engine.begin() as connection:
        connection.execute(delete(Device))
        ensure_device(connection, clock)
    engine.dispose()
    sync_file(database)


def _missing(layout: Layout) -> tuple[str, ...]:
    documents = Documents(layout.documents)
    return tuple(sorted(one for one in content_of(layout.database).documents if not documents.has(one)))


@contextmanager
def _unpacked(source: Path, to: Path, progress: Progress) -> Iterator[tuple[Layout, Manifest]]:
    """Yield a checked workspace folder beside `to`, and its manifest; what is left of it is removed afterwards."""
    if not source.exists():
        raise UserError(f"There is no backup at {source}.", UNCHANGED)
    to.parent.mkdir(parents=True, exist_ok=True)
    remove_leftovers(to.parent, to.name)
    staged = Layout(aside_of(to))
    try:
        staged.folder.mkdir()
        staged.documents.mkdir()
        unpack = _from_folder if source.is_dir() else _from_zip
        manifest = unpack(source, staged, progress)
        progress(0, 0, "Checking the database")
        if migrate.is_newer(manifest.revision):
            raise workspace.newer(manifest.name)
        if digest_of(staged.database) != manifest.sha256:
            raise _wrong(source, "its database is not the one it names")
        verify_database(staged.database)
        if migrate.revision_of_file(staged.database) != manifest.revision:
            raise _wrong(source, "its schema is not the one it names")
        yield staged, manifest
    finally:
        shutil.rmtree(staged.folder, ignore_errors=True)


def _from_folder(source: Path, staged: Layout, progress: Progress) -> Manifest:
    if not (source / MANIFEST).is_file() or not (source / DATABASE).is_file():
        raise UserError(f"{source} is no backup.", UNCHANGED, "Choose a folder inside of backups, or a zip file.")
    manifest = read_manifest((source / MANIFEST).read_bytes(), source.name)
    backup.verify(Backup(source, manifest))
    shutil.copyfile(source / DATABASE, staged.database)
    origin, target = Documents(source.parent.parent / "documents"), Documents(staged.documents)
    for number, digest in enumerate(manifest.documents):
        progress(number, len(manifest.documents), "Copying documents")
        if origin.has(digest):
            target.put(origin.get(digest))
    return manifest


def _from_zip(source: Path, staged: Layout, progress: Progress) -> Manifest:
    try:
        with zipfile.ZipFile(source) as archive:
            return _read_zip(archive, source, staged, progress)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise _wrong(source, "it cannot be unpacked") from error


def _read_zip(archive: zipfile.ZipFile, source: Path, staged: Layout, progress: Progress) -> Manifest:
    entries = {entry.filename: entry for entry in archive.infolist()}
    if MANIFEST not in entries or entries[MANIFEST].file_size > _MANIFEST_LIMIT:
        raise _wrong(source, "it has no manifest")
    if sum(entry.file_size for entry in entries.values()) > _RATIO * source.stat().st_size + _SLACK:
        raise _wrong(source, "it would unpack to far more than it is")
    with archive.open(MANIFEST) as stream:
        manifest = read_manifest(stream.read(_MANIFEST_LIMIT), source.name)
    wanted = {MANIFEST, DATABASE} | {_entry(digest) for digest in manifest.documents}
    if len(archive.infolist()) != len(entries) or set(entries) != wanted:
        raise _wrong(source, "it holds other files than it names")
    target = Documents(staged.documents)
    with archive.open(DATABASE) as stream:
        _copy(stream, staged.database, manifest.size, source)
    for number, (digest, size) in enumerate(manifest.documents.items()):
        progress(number, len(manifest.documents), "Unpacking documents")
        if not is_digest(digest):
            raise _wrong(source, "a document has a wrong name")
        path = target.path(digest)
        path.parent.mkdir(exist_ok=True)
        with archive.open(_entry(digest)) as stream:
            found = _copy(stream, path, size, source)
        if found != digest:
            raise _wrong(source, "a document is not what it was")
    return manifest


def _copy(stream: IO[bytes], target: Path, size: int, source: Path) -> str:
    """Write exactly `size` bytes and return their digest; a stream that is longer or shorter is refused."""
    digest, left = hashlib.sha256(), size
    with target.open("xb") as file:
        while block := stream.read(min(_BLOCK, left + 1)):
            left -= len(block)
            if left < 0:
                break
            digest.update(block)
            file.write(block)
    if left != 0:
        raise _wrong(source, "a file in it has another size than it names")
    sync_file(target)
    return digest.hexdigest()


def _entry(digest: str) -> str:
    return f"documents/{digest[:2]}/{digest}"


def _wrong(source: Path, why: str) -> EnvironmentFailure:
    return EnvironmentFailure(f"{source.name} cannot be restored: {why}.", UNCHANGED, "Choose another backup.")
