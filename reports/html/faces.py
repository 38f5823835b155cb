"""The faces of a report as data within its page, cut down to the characters it shows."""

from __future__ import annotations

import base64
import io
from functools import cache, lru_cache
from importlib.resources import files

from fontTools import subset
from fontTools.ttLib import TTFont

from consultant_desk.domain.brand import ExtraFont
from reports.fonts import FAMILIES, face_file

MAIN, OTHER, EXTRA = "Report", "Report Other", "Report Extra"
"""Names in the page: the family of the brand, the other shipped one, and the person's own, for what both lack."""
STACK = f'"{MAIN}","{OTHER}","{EXTRA}",system-ui,sans-serif'
_WEIGHTS = ((False, 400), (True, 600))
_REGULAR = 400


def font_faces(family: str, characters: frozenset[str], slanted: frozenset[str], extra: ExtraFont | None = None) -> str:
    """Return the rules that bring the faces for upright and for italic text.

    Characters that none of them holds are left to the reader's system.
    """
    left = {ord(char) for char in characters}
    italic = {ord(char) for char in slanted}
    rules: list[str] = []
    for name, one in ((MAIN, family), *((OTHER, other) for other in FAMILIES if other != family)):
        held = left & _held(_shipped(face_file(one, bold=False)))
        left -= held
        for bold, weight in _WEIGHTS:
            if held:
                rules.append(_rule(name, weight, _cut_down(_shipped(face_file(one, bold=bold)), frozenset(held))))
            if held & italic:
                face = _cut_down(_shipped(face_file(one, bold=bold, italic=True)), frozenset(held & italic))
                rules.append(_rule(name, weight, face, "font-style:italic;"))
    if extra is not None and (held := left & _held(extra.ttf)):
        rules.append(_rule(EXTRA, _REGULAR, _cut_down(extra.ttf, frozenset(held))))
    return "".join(rules)


def _rule(name: str, weight: int, woff: bytes, style: str = "") -> str:
    data = base64.b64encode(woff).decode("ascii")
    source = f'url("data:font/woff;base64,{data}") format("woff")'
    return f'@font-face{{font-family:"{name}";font-weight:{weight};{style}src:{source}}}\n'


@cache
def _shipped(file: str) -> bytes:
    return (files("resources.fonts") / file).read_bytes()


@lru_cache(maxsize=8)
def _held(ttf: bytes) -> frozenset[int]:
    with TTFont(io.BytesIO(ttf), lazy=True) as font:
        return frozenset(font.getBestCmap())


@lru_cache(maxsize=16)
def _cut_down(ttf: bytes, held: frozenset[int]) -> bytes:
    """Return a face with some characters, as WOFF; digits of one width stay, the clock leaves no trace.

    Kept for the next page: a version of a report mostly shows the characters of the one before.
    """
    options = subset.Options(
        layout_features=["tnum"], hinting=False, notdef_outline=True, flavor="woff", name_IDs=[0, 13, 14]
    )
    with TTFont(io.BytesIO(ttf), recalcTimestamp=False, lazy=True) as font:
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=held)
        cutter.subset(font)
        output = io.BytesIO()
        font.flavor = "woff"
        font.save(output, reorderTables=True)
    return output.getvalue()
