"""The faces of a report as data within its page, cut down to the characters it shows."""

from __future__ import annotations

import base64
import io
from functools import cache
from importlib.resources import files

from fontTools import subset
from fontTools.ttLib import TTFont

from reports.fonts import FAMILIES, face_file

MAIN, OTHER = "Report", "Report Other"
"""Names in the page: the family of the brand, and the one that has characters which the first lacks."""
STACK = f'"{MAIN}","{OTHER}",system-ui,sans-serif'
_WEIGHTS = ((False, 400), (True, 600))


def font_faces(family: str, characters: frozenset[str]) -> str:
    """Return the rules that bring the faces; characters that no family holds are left to the reader's system."""
    rules: list[str] = []
    left = {ord(char) for char in characters}
    for name, one in ((MAIN, family), *((OTHER, other) for other in FAMILIES if other != family)):
        held = left & _held(face_file(one, bold=False))
        left -= held
        if held:
            rules += [_rule(name, weight, _cut_down(face_file(one, bold=bold), held)) for bold, weight in _WEIGHTS]
    return "".join(rules)


def _rule(name: str, weight: int, woff: bytes) -> str:
    data = base64.b64encode(woff).decode("ascii")
    source = f'url("data:font/woff;base64,{data}") format("woff")'
    return f'@font-face{{font-family:"{name}";font-weight:{weight};src:{source}}}\n'


@cache
def _bytes(file: str) -> bytes:
    return (files("resources.fonts") / file).read_bytes()


@cache
def _held(file: str) -> frozenset[int]:
    with TTFont(io.BytesIO(_bytes(file)), lazy=True) as font:
        return frozenset(font.getBestCmap())


def _cut_down(file: str, held: set[int]) -> bytes:
    """Return a face with some characters, as WOFF; digits of one width stay, the clock leaves no trace."""
    options = subset.Options(
        layout_features=["tnum"], hinting=False, notdef_outline=True, flavor="woff", name_IDs=[0, 13, 14]
    )
    with TTFont(io.BytesIO(_bytes(file)), recalcTimestamp=False, lazy=True) as font:
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=held)
        cutter.subset(font)
        output = io.BytesIO()
        font.flavor = "woff"
        font.save(output, reorderTables=True)
    return output.getvalue()
