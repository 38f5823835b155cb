"""The program's own typeface, so that every machine shows the same window."""

from __future__ import annotations

from importlib.resources import files

from PySide6.QtGui import QFontDatabase

FACES = ("Inter-Regular.ttf", "Inter-SemiBold.ttf")


def load_fonts() -> bool:
    """Register Inter with Qt; False when a font policy of the system refuses it (the system font is used then)."""
    folder = files("resources") / "fonts"
    return all(QFontDatabase.addApplicationFontFromData((folder / face).read_bytes()) >= 0 for face in FACES)
