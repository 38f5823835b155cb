"""Asking for a file on disk: a dialog begins in the folder that was last opened from, or saved to, on this device."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from consultant_desk.paths import places
from consultant_desk.settings import OPEN_FOLDER, SAVE_FOLDER, Option, Settings


def open_file(parent: QWidget, settings: Settings, title: str, kinds: str) -> Path | None:
    """Return the file a person chose to open; None when they chose none."""
    name, _kind = QFileDialog.getOpenFileName(parent, title, str(_begin(settings, OPEN_FOLDER)), kinds)
    return _chosen(settings, OPEN_FOLDER, name)


def save_file(
    parent: QWidget, settings: Settings, title: str, name: str, kinds: str, *, suffix: str = ""
) -> Path | None:
    """Return where a person chose to save; None when they chose nothing.

    What lacks the last ending of the suggested `name` gets that, or the whole `suffix` (".evaluation.json").
    """
    path, last = _asked_where(parent, settings, title, name, kinds), Path(name).suffix
    if path is None or path.suffix.lower() == last:
        return path
    whole = path.with_name(path.name + (suffix or last))
    if not whole.exists():
        return whole
    # The dialog asked about the name as it was typed: of this file nobody was asked yet whether it goes.
    path = _asked_where(parent, settings, title, whole.name, kinds)
    return path if path is None or path.suffix.lower() == last else None


def _asked_where(parent: QWidget, settings: Settings, title: str, name: str, kinds: str) -> Path | None:
    chosen, _kind = QFileDialog.getSaveFileName(parent, title, str(_begin(settings, SAVE_FOLDER) / name), kinds)
    return _chosen(settings, SAVE_FOLDER, chosen)


def _begin(settings: Settings, option: Option[str]) -> Path:
    """Return the folder to begin in: the working directory of a program started from a menu means nothing to anyone."""
    last = settings.get(option)
    folders = (Path(last),) if last else ()
    return next((one for one in (*folders, places().documents) if one.is_dir()), Path.home())


def _chosen(settings: Settings, option: Option[str], name: str) -> Path | None:
    if not name:
        return None
    path = Path(name)
    settings.remember(option, str(path.parent))
    return path
