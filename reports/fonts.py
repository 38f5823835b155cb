"""The faces a report is set in, and which of them holds which character.

ReportLab drops a missing glyph without a word; here every run is split over the faces that have it, and a character
that none has is printed as a box and reported.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import as_file, files
from typing import TypeAlias
from weakref import WeakKeyDictionary

from reports import lockdown  # noqa: F401  the settings must stand before ReportLab's canvas is imported

# isort: split
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

FAMILIES = ("Inter", "Source Sans 3")
MISSING = "□"
ELLIPSIS = "…"

_FILES = {
    ("Inter", False): "Inter-Regular",
    ("Inter", True): "Inter-SemiBold",
    ("Source Sans 3", False): "SourceSans3-Regular",
    ("Source Sans 3", True): "SourceSans3-SemiBold",
}
# Inter's digits are proportional; its `tnum` feature maps them to these glyphs, one width for all (1/1000 em).
# Source Sans has tabular digits by default.
_TABULAR_GLYPHS = {**{ord("0") + digit: 1357 + digit for digit in range(10)}, ord("+"): 1398, ord("−"): 1399}
_TABULAR_WIDTH = {"Inter-Regular": 1328 / 2.048, "Inter-SemiBold": 1325 / 2.048}
TABULAR_SUFFIX = "-Tabular"

Runs: TypeAlias = tuple[tuple[str, str], ...]
"""Characters with the face that sets them."""


@cache
def _load(name: str) -> frozenset[int]:
    """Register one face with ReportLab, and its tabular twin; return the characters it holds."""
    with as_file(files("resources.fonts") / f"{name}.ttf") as path:
        font = TTFont(name, str(path), shapable=False)
    _register(font)
    if name in _TABULAR_WIDTH:
        twin = copy.copy(font)
        twin.fontName = name + TABULAR_SUFFIX
        twin.face = copy.copy(font.face)
        twin.face.charToGlyph = {**font.face.charToGlyph, **_TABULAR_GLYPHS}
        widths = dict.fromkeys(_TABULAR_GLYPHS, _TABULAR_WIDTH[name])
        twin.face.charWidths = {**font.face.charWidths, **widths}
        twin.state = WeakKeyDictionary()
        _register(twin)
    return frozenset(font.face.charToGlyph)


def _register(font: TTFont) -> None:
    pdfmetrics.registerFont(font)
    name = font.fontName
    pdfmetrics.registerFontFamily(name, normal=name, bold=name, italic=name, boldItalic=name)


def face_file(family: str, *, bold: bool) -> str:
    """Name the file of a shipped face."""
    return f"{_FILES[family, bold]}.ttf"


def load_all() -> None:
    """Register every face; worth doing once in a warm process before the first report."""
    for name in _FILES.values():
        _load(name)


@dataclass(slots=True)
class FontBook:
    """The faces of one report, and the characters that no face had (in order of appearance)."""

    family: str
    missing: dict[str, None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        load_all()

    def face(self, *, bold: bool = False, tabular: bool = False) -> str:
        """Name the face of the family; `tabular` gives digits of one width for columns of numbers."""
        name = _FILES[self.family, bold]
        return name + TABULAR_SUFFIX if tabular and name in _TABULAR_WIDTH else name

    def runs(self, text: str, *, bold: bool = False, tabular: bool = False) -> Runs:
        """Split text into (face, characters) so that each face holds its characters."""
        main = self.face(bold=bold, tabular=tabular)
        if text.isascii():
            return ((main, text),) if text else ()
        runs, missing = _split(self.family, main, text, bold=bold)
        for char in missing:
            self.missing[char] = None
        return runs


@lru_cache(maxsize=4_096)
def _split(family: str, main: str, text: str, *, bold: bool) -> tuple[Runs, str]:
    """Return the runs of a text and the characters that no face holds."""
    faces = [(main, _load(_FILES[family, bold]))]
    faces += [(_FILES[other, bold], _load(_FILES[other, bold])) for other in FAMILIES if other != family]
    runs: list[tuple[str, list[str]]] = []
    missing: dict[str, None] = {}
    for char in text:
        code = ord(char)
        face = main if code < 128 else next((name for name, covered in faces if code in covered), "")
        if not face:
            missing[char] = None
        name, shown = face or main, char if face else MISSING
        if runs and runs[-1][0] == name:
            runs[-1][1].append(shown)
        else:
            runs.append((name, [shown]))
    return tuple((name, "".join(characters)) for name, characters in runs), "".join(missing)


@lru_cache(maxsize=65_536)
def unit_width(face: str, text: str) -> float:
    """Return the width of a text in a face at a size of one point; words repeat, so most are known."""
    return float(pdfmetrics.stringWidth(text, face, 1.0))


@lru_cache(maxsize=16_384)
def width(runs: Runs, size: float) -> float:
    """Return the width in points of runs set at `size`."""
    return size * sum(unit_width(face, text) for face, text in runs)


def shortened(fonts: FontBook, text: str, size: float, room: float, *, bold: bool = False) -> str:
    """Return text that fits into `room` points: whole, or as much of its beginning as leaves room for a mark."""
    if width(fonts.runs(text, bold=bold), size) <= room:
        return text
    low, high = 0, min(len(text), 400)
    while low < high:
        middle = (low + high + 1) // 2
        if width(fonts.runs(text[:middle] + ELLIPSIS, bold=bold), size) <= room:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + ELLIPSIS
