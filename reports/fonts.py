"""The faces a report is set in, and which of them holds which character.

ReportLab drops a missing glyph without a word; here every run is split over the faces that have it, and a character
that none has is printed as a box and reported.
"""

from __future__ import annotations

import copy
import hashlib
import io
import struct
from collections import OrderedDict
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import as_file, files
from typing import Any, TypeAlias
from weakref import WeakKeyDictionary

from consultant_desk.domain.brand import ExtraFont
from consultant_desk.errors import EnvironmentFailure, UserError
from reports import lockdown  # noqa: F401  the settings must stand before ReportLab's canvas is imported
from reports.bidi import has_rtl, joined, typed
from reports.lines import BREAK

# isort: split
from reportlab.lib import fonts as mappings
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

FAMILIES = ("Inter", "Source Sans 3")
MISSING = "□"
ELLIPSIS = "…"
MAX_EXTRA_BYTES = 25_000_000
_EXTRA_KEPT = 4

_FILES = {
    ("Inter", False, False): "Inter-Regular",
    ("Inter", True, False): "Inter-SemiBold",
    ("Inter", False, True): "Inter-Italic",
    ("Inter", True, True): "Inter-SemiBoldItalic",
    ("Source Sans 3", False, False): "SourceSans3-Regular",
    ("Source Sans 3", True, False): "SourceSans3-SemiBold",
    ("Source Sans 3", False, True): "SourceSans3-Italic",
    ("Source Sans 3", True, True): "SourceSans3-SemiBoldItalic",
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
    try:
        with as_file(files("resources.fonts") / f"{name}.ttf") as path:
            font = TTFont(name, str(path), shapable=False)
    except (OSError, TTFError, LookupError, ValueError, struct.error) as error:
        raise EnvironmentFailure(
            f"A font of the program is missing or damaged: {name}.", "No report was made.", "Install the program again."
        ) from error
    _register(font)
    if name in _TABULAR_WIDTH:
        twin = copy.copy(font)
        twin.fontName = name + TABULAR_SUFFIX
        twin.face = copy.copy(font.face)
        twin.face.name += TABULAR_SUFFIX.encode("ascii")  # ReportLab takes faces of one name for one face
        twin.face.charToGlyph = {**font.face.charToGlyph, **_TABULAR_GLYPHS}
        widths = dict.fromkeys(_TABULAR_GLYPHS, _TABULAR_WIDTH[name])
        twin.face.charWidths = {**font.face.charWidths, **widths}
        twin.state = WeakKeyDictionary()
        _register(twin)
    return frozenset(font.face.charToGlyph)


_extra: OrderedDict[str, frozenset[int]] = OrderedDict()


def _load_extra(font: ExtraFont) -> str:
    """Register a font of the person's own under a name of its content, and return that; the last few are kept."""
    name = "Extra-" + hashlib.sha256(font.ttf).hexdigest()[:16]
    if name not in _extra:
        if len(font.ttf) > MAX_EXTRA_BYTES:
            raise _unusable(f"It is larger than {MAX_EXTRA_BYTES // 1_000_000} MB.")
        try:
            loaded = TTFont(name, io.BytesIO(font.ttf), shapable=False)
        except Exception as error:  # a damaged font raises whatever its tables lead to
            raise _unusable("Choose a TrueType font (.ttf) with outlines.") from error
        loaded.face.name = loaded.face.name[:40] + name.removeprefix("Extra").encode("ascii")
        _register(loaded)
        _extra[name] = frozenset(loaded.face.charToGlyph)
    _extra.move_to_end(name)
    while len(_extra) > _EXTRA_KEPT:
        _forget(_extra.popitem(last=False)[0])
    return name


def _forget(name: str) -> None:
    """Take a font out of ReportLab, which keeps the names of a family even when it is told to forget the font."""
    font: Any = pdfmetrics.getFont(name)
    font.unregister()
    kept: Any = mappings
    for style in [style for style in kept._tt2ps_map if style[0] == name.lower()]:  # noqa: SLF001 - there is no door
        del kept._tt2ps_map[style]  # noqa: SLF001
    kept._ps2tt_map.pop(name.lower(), None)  # noqa: SLF001


def _unusable(hint: str) -> UserError:
    return UserError("The brand's font for other scripts cannot be used.", "No report was made.", hint)


def _register(font: TTFont) -> None:
    pdfmetrics.registerFont(font)
    name = font.fontName
    pdfmetrics.registerFontFamily(name, normal=name, bold=name, italic=name, boldItalic=name)


def face_file(family: str, *, bold: bool, italic: bool = False) -> str:
    """Name the file of a shipped face."""
    return f"{_FILES[family, bold, italic]}.ttf"


def load_all() -> None:
    """Register every upright face; worth doing once in a warm process before the first report."""
    for (_family, _bold, italic), name in _FILES.items():
        if not italic:
            _load(name)


@dataclass(slots=True)
class FontBook:
    """The faces of one report, and the characters that no face had (in order of appearance).

    `extra` is a font of the person's own, for characters that the shipped families lack.
    """

    family: str
    extra: ExtraFont | None = None
    missing: dict[str, None] = field(default_factory=dict)
    _extra_name: str = ""

    def __post_init__(self) -> None:
        load_all()
        self._extra_name = _load_extra(self.extra) if self.extra is not None else ""

    def face(self, *, bold: bool = False, italic: bool = False, tabular: bool = False) -> str:
        """Name the face of the family; `tabular` gives digits of one width for columns of numbers."""
        name = _FILES[self.family, bold, italic]
        if italic:
            _load(name)
        return name + TABULAR_SUFFIX if tabular and name in _TABULAR_WIDTH else name

    def runs(self, text: str, *, bold: bool = False, italic: bool = False, tabular: bool = False) -> Runs:
        """Split text into (face, characters) so that each face holds its characters."""
        main = self.face(bold=bold, italic=italic, tabular=tabular)
        if text.isascii():
            return ((main, text),) if text else ()
        shown = joined(text) if has_rtl(text) else text
        runs, missing = _split(self.family, main, shown, self._extra_name, bold=bold, italic=italic)
        for char in missing:
            self.missing[char] = None
        return runs


@lru_cache(maxsize=4_096)
def _split(family: str, main: str, text: str, extra: str, *, bold: bool, italic: bool) -> tuple[Runs, str]:
    """Return the runs of a text and the characters that no face holds."""
    faces = [(main, _load(_FILES[family, bold, italic]))]
    others = [_FILES[other, bold, italic] for other in FAMILIES if other != family]
    faces += [(name, _load(name)) for name in others]
    if extra:
        faces.append((extra, _extra[extra]))
        text = "".join(_held(char, _extra[extra]) for char in text) if has_rtl(text) else text
    runs: list[tuple[str, list[str]]] = []
    missing: dict[str, None] = {}
    rtl = bool(extra) and has_rtl(text)
    for char in text:
        code = ord(char)
        if char == BREAK:
            face = runs[-1][0] if runs else main
        elif rtl and runs and runs[-1][0] == extra and code in _extra[extra] and not char.isalpha():
            face = extra  # what stands inside a name that runs from right to left is turned with it
        else:
            face = main if code < 128 else next((name for name, covered in faces if code in covered), "")
        if not face:
            missing[typed(char)] = None
        name, shown = face or main, char if face else MISSING
        if runs and runs[-1][0] == name:
            runs[-1][1].append(shown)
        else:
            runs.append((name, [shown]))
    return tuple((name, "".join(characters)) for name, characters in runs), "".join(missing)


def _held(char: str, covered: frozenset[int]) -> str:
    """Return a joined letter as it was typed where a font has the letter only: it stands alone, but it stands."""
    letters = typed(char)
    return letters if ord(char) not in covered and all(ord(one) in covered for one in letters) else char


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
