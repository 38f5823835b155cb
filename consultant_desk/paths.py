"""Where the program keeps its own files: settings, logs and the suggested place for new workspaces.

`$CONSULTANT_DESK_HOME` puts everything below one folder. A file `portable.txt` beside the packaged program does the
same with the folder `data` beside it, so that a copy on a stick leaves nothing on the machine.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from consultant_desk.errors import EnvironmentFailure

APP = "consultant-desk"
HOME_VARIABLE = "CONSULTANT_DESK_HOME"
WORKSPACE_VARIABLE = "CONSULTANT_DESK_WORKSPACE"
PORTABLE_MARK = "portable.txt"


@dataclass(frozen=True, slots=True)
class Places:
    """The folders of one user of the program. They need not exist yet: see `made`."""

    config: Path
    data: Path
    cache: Path
    logs: Path
    documents: Path

    @property
    def settings_file(self) -> Path:
        """Return the file that holds the options of this device."""
        return self.config / "settings.toml"


def places(environ: Mapping[str, str] | None = None, program: Path | None = None) -> Places:
    """Return the folders for this user; `program` is the folder of the packaged program, if it is packaged."""
    variables = os.environ if environ is None else environ
    root = variables.get(HOME_VARIABLE, "")
    if root:
        return _below(Path(root).expanduser().absolute())
    folder = program_folder() if program is None else program
    if folder is not None and (folder / PORTABLE_MARK).is_file():
        return _below(folder / "data")
    return Places(
        config=platformdirs.user_config_path(APP, appauthor=False),
        data=platformdirs.user_data_path(APP, appauthor=False),
        cache=platformdirs.user_cache_path(APP, appauthor=False),
        logs=platformdirs.user_log_path(APP, appauthor=False),
        documents=platformdirs.user_documents_path(),
    )


def program_folder() -> Path | None:
    """Return the folder of the packaged program, None when it runs from source or an installed wheel."""
    return Path(sys.executable).resolve().parent if getattr(sys, "frozen", False) else None


def made(folder: Path) -> Path:
    """Return `folder` after making it and its parents; `EnvironmentFailure` when that is not allowed."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EnvironmentFailure(
            f"The folder {folder} cannot be made ({error.strerror or error}).",
            hint=f"Check who may write there, or set {HOME_VARIABLE} to a folder of your own.",
        ) from error
    return folder


def _below(root: Path) -> Places:
    return Places(
        config=root / "config",
        data=root / "data",
        cache=root / "cache",
        logs=root / "logs",
        documents=root / "documents",
    )
