"""Template files on disk: what dialogs offer, and reading with a limit."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from ui.evaluations.matrix_files import read_bytes, suggested_name, write_whole
from ui.file_dialogs import open_file, save_file
from ui.shell import Shell

KIND = "Templates (*.template.json *.json)"
SUFFIX = ".template.json"
MAX_BYTES = 5_000_000


def ask_import(parent: QWidget, shell: Shell, done: Callable[[str], None]) -> None:
    """Ask for a template file and take it in; `done` gets the id of the new template."""
    path = open_file(parent, shell.settings, "Import a template", KIND)
    if path is not None:
        import_path(shell, path, done)


def import_path(shell: Shell, path: Path, done: Callable[[str], None]) -> None:
    """Take in the template in a file; its faults are told with their places."""
    area = shell.desk.evaluations

    def read(data: bytes) -> None:
        shell.write(lambda: area.import_template(data), done, say=f"Imported {path.name[:60]}")

    shell.read(lambda: read_bytes(path, MAX_BYTES), read)


def ask_export(parent: QWidget, shell: Shell, template_id: str, title: str, number: int | None = None) -> None:
    """Ask where a template goes, and write its file."""
    path = save_file(parent, shell.settings, "Export the template", suggested_name(title, SUFFIX), KIND, suffix=SUFFIX)
    if path is not None:
        export_path(shell, template_id, path, number)


def export_path(shell: Shell, template_id: str, path: Path, number: int | None = None) -> None:
    """Write the file of a template, whole or not at all."""
    area = shell.desk.evaluations
    shell.read(
        lambda: write_whole(path, area.export_template(template_id, number).encode("utf-8")),
        lambda written: shell.toast.say(f"Exported to {written.name[:60]}"),
    )
