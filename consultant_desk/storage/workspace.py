"""The folder of a workspace: `Name.desk/` with the database, documents, backups, its description and its lock."""

from __future__ import annotations

import json
import re
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

from consultant_desk.errors import EnvironmentFailure
from consultant_desk.storage.atomic import write_atomic
from consultant_desk.storage.failures import UNCHANGED

FORMAT = 1
SUFFIX = ".desk"
_NETWORK_SYSTEMS = {
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "afpfs",
    "webdav",
    "fuse.sshfs",
    "fuse.rclone",
    "davfs",
    "9p",
}
_SYNCED_NAMES = (
    "dropbox",
    "onedrive",
    "google drive",
    "googledrive",
    "nextcloud",
    "owncloud",
    "mobile documents",
    "pcloud",
)
_SYNCED_MARKS = (".stfolder", ".dropbox", ".dropbox.cache", ".sync", ".owncloudsync.log")


@dataclass(frozen=True, slots=True)
class WorkspaceInfo:
    """What `workspace.toml` says: the id that stays with the data, its name, the format of the folder."""

    id: str
    name: str
    format: int = FORMAT


@dataclass(frozen=True, slots=True)
class Layout:
    """Where things are in a workspace folder."""

    folder: Path

    @property
    def database(self) -> Path:
        """Return the database file."""
        return self.folder / "workspace.db"

    @property
    def documents(self) -> Path:
        """Return the folder of documents and images."""
        return self.folder / "documents"

    @property
    def backups(self) -> Path:
        """Return the folder of automatic backups."""
        return self.folder / "backups"

    @property
    def description(self) -> Path:
        """Return the file with id, name and format."""
        return self.folder / "workspace.toml"

    @property
    def lock(self) -> Path:
        """Return the lock file."""
        return self.folder / "lock"

    def exists(self) -> bool:
        """Tell whether there is a workspace here."""
        return self.description.is_file() or self.database.is_file()


def folder_name(name: str) -> str:
    """Return a folder name for a workspace called `name` that every file system takes."""
    plain = re.sub(r'[\x00-\x1f\x7f<>:"/\\|?*]+', " ", name)
    plain = re.sub(r"\s+", " ", plain).strip(" .")[:80].strip(" .") or "Workspace"
    return plain + SUFFIX


def write_info(layout: Layout, info: WorkspaceInfo) -> None:
    """Write `workspace.toml`."""
    lines = (f"format = {info.format}", f"id = {_toml_text(info.id)}", f"name = {_toml_text(info.name)}", "")
    write_atomic(layout.description, "\n".join(lines).encode())


def read_info(layout: Layout) -> WorkspaceInfo:
    """Read `workspace.toml`; raise `EnvironmentFailure` when it is absent, damaged or of a newer format."""
    try:
        if not layout.exists():
            raise EnvironmentFailure(
                f"There is no workspace in {layout.folder}.", "", "Choose another folder or make a new workspace."
            )
        content = tomllib.loads(layout.description.read_text(encoding="utf-8"))
        info = WorkspaceInfo(id=str(content["id"]), name=str(content["name"]), format=int(content["format"]))
    except PermissionError as error:
        raise EnvironmentFailure(
            f"The workspace in {layout.folder} cannot be read.", UNCHANGED, "Check who may read the folder."
        ) from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise EnvironmentFailure(
            f"The description of the workspace in {layout.folder} cannot be read.",
            UNCHANGED,
            "Restore workspace.toml from a backup of the folder.",
        ) from error
    if info.format > FORMAT:
        raise newer(info.name)
    return info


def newer(name: str) -> EnvironmentFailure:
    """Return the failure of a workspace that a newer version of the program wrote."""
    return EnvironmentFailure(
        f"{name} was made by a newer version of the program.", UNCHANGED, "Install the newer version to open it."
    )


def warnings(folder: Path) -> tuple[str, ...]:
    """Return why this is not a safe place for a database: a network drive, a folder that is synced. Plain sentences."""
    found: list[str] = []
    place = folder.resolve()
    if _on_network(place):
        found.append(
            "This workspace is on a network drive. Such drives can lose changes; keep it on a disk of this computer."
        )
    if _is_synced(place):
        found.append(
            "This workspace is in a synced folder. Syncing an open database can damage it; "
            "keep it outside and sync backups."
        )
    return tuple(found)


def _on_network(place: Path) -> bool:
    if sys.platform == "win32":
        import ctypes

        return str(place).startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(place.anchor) == 4
    return _file_system(place, Path("/proc/mounts")) in _NETWORK_SYSTEMS


def _file_system(place: Path, mounts: Path) -> str:
    """Return the type of the file system `place` is on, by the longest mount point above it; empty when unknown."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    best, kind = -1, ""
    for line in lines:
        parts = line.split(" ")
        if len(parts) < 3:
            continue
        point = Path(parts[1].replace("\\040", " "))
        if place.is_relative_to(point) and len(point.parts) >= best:
            best, kind = len(point.parts), parts[2]
    return kind


def _is_synced(place: Path) -> bool:
    for folder in (place, *place.parents):
        if folder.name.lower().startswith(_SYNCED_NAMES):
            return True
        if any((folder / mark).exists() for mark in _SYNCED_MARKS):
            return True
    return False


def _toml_text(text: str) -> str:
    """Return a TOML basic string: JSON's escapes are TOML's, except for the delete character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
