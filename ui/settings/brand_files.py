"""Files a brand is made of or goes out as: what dialogs offer, what may be dropped, reading and writing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from consultant_desk.domain.brand_file import MAX_BYTES, MAX_FONT, MAX_LOGO, SUFFIX
from consultant_desk.domain.changes import Outcome
from ui.evaluations.matrix_files import read_bytes, suggested_name, write_whole
from ui.file_dialogs import open_file, save_file
from ui.shell import Shell

PICTURES = frozenset({".png", ".jpg", ".jpeg", ".svg"})
FONTS = frozenset({".ttf", ".otf", ".ttc"})
BRANDS = "Brands (*.brand.json *.json)"


@dataclass(frozen=True, slots=True)
class Taken:
    """The brand a file held; `new` is false where it was here already, looking exactly so."""

    id: str
    new: bool


class BrandFiles:
    """Asks for files and hands them to the workspace.

    `brand` returns the id shown, empty without one; `taken` gets the brand of a file, and whether it is a new one.
    """

    def __init__(self, parent: QWidget, shell: Shell, brand: Callable[[], str], taken: Callable[[Taken], None]) -> None:
        self._parent, self._shell, self._brand, self._taken = parent, shell, brand, taken

    def ask_logo(self) -> None:
        """Ask for a picture and take it as the logo."""
        self._ask("Choose a logo", f"Pictures ({_patterns(PICTURES)})", self.take_logo)

    def ask_font(self) -> None:
        """Ask for a font for other scripts and take it."""
        self._ask("Choose a font for other scripts", "TrueType fonts (*.ttf)", self.take_font)

    def ask_import(self) -> None:
        """Ask for a brand file and take it in."""
        self._ask("Import a brand", BRANDS, self.take_brand)

    def ask_export(self, brand_id: str, name: str) -> None:
        """Ask where a brand goes, and write its file."""
        suggested = suggested_name(name, SUFFIX)
        path = save_file(
            self._parent.window(), self._shell.settings, "Export the brand", suggested, BRANDS, suffix=SUFFIX
        )
        if path is not None:
            self.export(brand_id, path)

    def take_logo(self, path: Path) -> None:
        """Check a picture and take it as the logo."""
        practice, brand_id = self._shell.desk.practice, self._brand()
        if brand_id:
            self._read(
                path, MAX_LOGO,
                lambda data: self._shell.write(
                    lambda: practice.set_logo(brand_id, data, path.name[:200]), say="Logo changed."
                ),
            )  # fmt: skip

    def take_font(self, path: Path) -> None:
        """Check a font and take it for other scripts."""
        practice, brand_id = self._shell.desk.practice, self._brand()
        if brand_id:
            self._read(
                path, MAX_FONT,
                lambda data: self._shell.write(
                    lambda: practice.set_extra_font(brand_id, data, path.name[:200]), say="Font changed."
                ),
            )  # fmt: skip

    def take_brand(self, path: Path) -> None:
        """Take in a brand file; its faults are told with their places."""
        practice = self._shell.desk.practice

        def read(data: bytes) -> None:
            def work() -> Outcome[Taken]:
                outcome = practice.import_brand(data)
                return Outcome(Taken(outcome.value, bool(outcome.changes)), outcome.changes)

            self._shell.write(work, self._taken)

        self._read(path, MAX_BYTES, read)

    def take(self, path: Path) -> None:
        """Take a file that was dropped for what its name says it is."""
        suffix = path.suffix.lower()
        take = self.take_logo if suffix in PICTURES else self.take_font if suffix in FONTS else self.take_brand
        take(path)

    def export(self, brand_id: str, path: Path) -> None:
        """Write the file of a brand, whole or not at all."""
        practice = self._shell.desk.practice
        self._shell.read(
            lambda: write_whole(path, practice.export_brand(brand_id)),
            lambda written: self._shell.toast.say(f"Exported to {written.name[:60]}"),
        )

    def _ask(self, title: str, kinds: str, take: Callable[[Path], None]) -> None:
        path = open_file(self._parent.window(), self._shell.settings, title, kinds)
        if path is not None:
            take(path)

    def _read(self, path: Path, most: int, done: Callable[[bytes], None]) -> None:
        self._shell.jobs.run(lambda _job: read_bytes(path, most), done, self._shell.told)


def dropped_file(event: QDragEnterEvent | QDropEvent) -> Path | None:
    """Return the one picture, font or brand file that is dragged, or nothing."""
    urls = event.mimeData().urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    path = Path(urls[0].toLocalFile())
    return path if path.suffix.lower() in PICTURES | FONTS | {".json"} else None


def _patterns(suffixes: frozenset[str]) -> str:
    return " ".join(f"*{suffix}" for suffix in sorted(suffixes))
