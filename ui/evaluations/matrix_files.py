"""Files of scores and answers on disk: what dialogs offer, what may be dropped, reading with a limit, writing whole."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QDropEvent

from consultant_desk.errors import EnvironmentFailure

TABLES = "Tables (*.csv *.tsv *.txt *.xlsx)"
EXPORTS = ("Workbook (*.xlsx)", "CSV, the matrix (*.csv)", "Markdown (*.md)", "Result as JSON (*.json)")
ANSWERS = "Answers (*.json)"
PAGES = "Web pages (*.html)"
TABLE_SUFFIXES = frozenset({".csv", ".tsv", ".txt", ".xlsx"})


@dataclass(frozen=True, slots=True)
class TableSource:
    """Where a table comes from: what it is called, and its bytes."""

    name: str
    data: bytes

    @property
    def title(self) -> str:
        """Return a title for an evaluation made of it."""
        stem = Path(self.name).stem
        return stem if Path(self.name).suffix.lower() in TABLE_SUFFIXES else "Imported matrix"


def read_bytes(path: Path, most: int) -> bytes:
    """Return the bytes of a file, at most one more than a reader takes; `EnvironmentFailure` when it cannot be read."""
    try:
        with path.open("rb") as stream:
            return stream.read(most + 1)
    except OSError as error:
        raise EnvironmentFailure(f"{path.name[:60]} cannot be read: {error.strerror or error}.") from error


def write_whole(path: Path, data: bytes) -> Path:
    """Write a file whole or not at all; `EnvironmentFailure` says that the one there was is kept."""
    from consultant_desk.storage.atomic import write_atomic

    try:
        write_atomic(path, data)
    except OSError as error:
        what = f"{path.name[:60]} cannot be written: {error.strerror or error}."
        raise EnvironmentFailure(what, "What was there before is kept.") from error
    return path


def suggested_name(title: str, suffix: str) -> str:
    """Return the name a file of this evaluation is suggested: its title without what file systems refuse."""
    kept = "".join(letter if letter.isalnum() or letter in " -_.,()" else " " for letter in title)
    return (" ".join(kept.split())[:80].strip(" .") or "evaluation") + suffix


def with_suffix(name: str, chosen: str, known: tuple[str, ...]) -> Path:
    """Return the path a person meant: with the ending of the kind chosen where the name has none that is known."""
    path = Path(name)
    if path.suffix.lower() in known:
        return path
    return path.with_name(path.name + "." + chosen.partition("*.")[2].split(" ")[0].rstrip(")"))


def dropped_file(event: QDropEvent) -> Path | None:
    """Return the one table or answer that is dragged, or nothing."""
    urls = event.mimeData().urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    path = Path(urls[0].toLocalFile())
    return path if path.suffix.lower() in TABLE_SUFFIXES | {".json"} else None
