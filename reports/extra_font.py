"""The one way a font of one's own gets into a report: checked whole, as far as it is used, before it is kept."""

from __future__ import annotations

import io
import struct

from fontTools.ttLib import TTFont, TTLibError

from consultant_desk.domain.brand import ExtraFont
from consultant_desk.errors import UserError
from reports import lockdown  # noqa: F401  the settings must stand before any part of ReportLab is imported

# isort: split
from reportlab.pdfbase.ttfonts import TTFError, TTFontFace

MAX_BYTES = 25_000_000
MAX_TABLES = 100
_KEPT = "The font was not changed."
_NEEDED = ("head", "hhea", "maxp", "hmtx", "loca", "glyf", "cmap", "OS/2")
_TRUETYPE = (b"\x00\x01\x00\x00", b"true")
_OTHERS = {
    b"OTTO": "This font has PostScript outlines (OTF, CFF), which a report cannot hold.",
    b"ttcf": "This is a collection of several fonts (TTC).",
    b"wOFF": "This font is packed for web pages (WOFF).",
    b"wOF2": "This font is packed for web pages (WOFF2).",
}
_RESTRICTED, _KINDS, _NO_SUBSET, _BITMAP_ONLY = 0x0002, 0x000F, 0x0100, 0x0200
_BROKEN = (TTLibError, TTFError, struct.error, AssertionError, LookupError, ValueError, TypeError, AttributeError,
           OverflowError, EOFError)  # fmt: skip


def accept_font(data: bytes, name: str) -> ExtraFont:
    """Return a TrueType font a report may embed; `UserError` in a sentence for anything else.

    Run in the worker process (`ReportWorker.accept_font`): a hostile font costs time and memory to read.
    """
    if len(data) > MAX_BYTES:
        raise _refused(f"The font is larger than {MAX_BYTES // 1_000_000} MB.", "Choose one for fewer scripts.")
    signature = data[:4]
    if signature in _OTHERS:
        raise _refused(_OTHERS[signature], "Choose a font with TrueType outlines (a TTF).")
    if signature not in _TRUETYPE or len(data) < 12:
        raise _refused("This is not a font the program can read.", "Choose a TrueType font (a TTF).")
    if struct.unpack(">H", data[4:6])[0] > MAX_TABLES:
        raise _damaged()
    try:
        _check(data)
        TTFontFace(io.BytesIO(data))  # what will set it reads other parts, and more strictly
    except _BROKEN as error:
        raise _damaged() from error
    return ExtraFont(" ".join(name.split())[:200] or "font.ttf", data)


def _check(data: bytes) -> None:
    with TTFont(io.BytesIO(data), lazy=True, checkChecksums=0) as font:
        if "glyf" not in font and ("CFF " in font or "CFF2" in font):
            raise _refused(_OTHERS[b"OTTO"], "Choose a font with TrueType outlines (a TTF).")
        if "cmap" not in font or not font.getBestCmap():
            raise _refused("The font does not say which characters it holds.", "Choose another font.")
        if any(tag not in font for tag in _NEEDED):
            raise _damaged()
        allowed = int(font["OS/2"].fsType)
        if allowed & _KINDS == _RESTRICTED:
            raise _refused("The maker of this font does not allow it in documents.", "Choose one that may be embedded.")
        if allowed & (_NO_SUBSET | _BITMAP_ONLY):
            raise _refused(
                "The maker of this font does not allow parts of it in documents, and a report holds only what it uses.",
                "Choose one that may be embedded.",
            )


def _damaged() -> UserError:
    return _refused("The font is damaged or lacks parts a report needs.", "Choose another font.")


def _refused(happened: str, hint: str) -> UserError:
    return UserError(happened, _KEPT, hint)
