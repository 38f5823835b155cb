"""Profiles of statements on disk, and the statement one is tested on: what dialogs offer, reading with a limit."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ui.earnings.files import STATEMENTS, read_statement
from ui.evaluations.matrix_files import read_bytes, suggested_name, write_whole
from ui.file_dialogs import open_file, save_file
from ui.settings.profile_trial_sheet import ProfileTrialSheet
from ui.shell import Shell

if TYPE_CHECKING:
    from consultant_desk.services.rows.profiles import Trial

KIND = "Statement profiles (*.toml)"
SUFFIX = ".toml"
MAX_BYTES = 200_000
"""As many as a profile may have; one more is read, which the reader refuses."""


def ask_open(parent: QWidget, shell: Shell, done: Callable[[str], None]) -> None:
    """Ask for the file of a profile and take it in; `done` gets its key."""
    path = open_file(parent, shell.settings, "Open a statement profile", KIND)
    if path is not None:
        open_path(shell, path, done)


def open_path(shell: Shell, path: Path, done: Callable[[str], None]) -> None:
    """Take in the profile in a file; its fault is told with its place."""
    area = shell.desk.profiles

    def read(data: bytes) -> None:
        shell.write(lambda: area.take_in(data, path.name), done, say=f"Opened {path.name[:60]}")

    shell.read(lambda: read_bytes(path, MAX_BYTES), read)


def ask_save(parent: QWidget, shell: Shell, key: str, title: str) -> None:
    """Ask where the file of a profile goes, and write it."""
    path = save_file(parent, shell.settings, "Save the profile", suggested_name(title, SUFFIX), KIND)
    if path is not None:
        save_path(shell, key, path)


def save_path(shell: Shell, key: str, path: Path) -> None:
    """Write the text of a profile, whole or not at all."""
    area = shell.desk.profiles
    shell.read(
        lambda: write_whole(path, area.text(key).encode("utf-8")),
        lambda written: shell.toast.say(f"Saved to {written.name[:60]}"),
    )


def ask_test(parent: QWidget, shell: Shell, text: Callable[[], str]) -> None:
    """Ask for a statement and show what a profile makes of it; `text` returns the text of the profile."""
    path = open_file(parent, shell.settings, "Test on a file", STATEMENTS)
    if path is not None:
        test_path(parent, shell, text, path)


def test_path(parent: QWidget, shell: Shell, text: Callable[[], str], path: Path) -> None:
    """Show what a profile makes of a statement; nothing is changed."""
    area = shell.desk.profiles

    def show(trial: Trial) -> None:
        ProfileTrialSheet(parent, trial).open()

    shell.read(lambda: area.try_on(read_statement(path), path.name, text()), show, key="test of a profile")
