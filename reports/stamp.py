"""The visible stamp of a signature, drawn with the embedded fonts of the reports: who signed, and when."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import UTC, datetime

from reports import colours
from reports.fonts import FontBook
from reports.pen import CanvasPen
from reports.signer import Stamp
from reports.tags import ReportCanvas
from reports.theme import known_family

_SIGNED: Mapping[str, str] = {"en": "Signed", "de": "Unterzeichnet", "fr": "Signé", "es": "Firmado"}
_PAD = 10.0


def stamp_drawing(stamp: Stamp, name: str, when: datetime, language: str, size: tuple[float, float]) -> bytes:
    """Return a PDF of one page of this size that shows the stamp."""
    output = io.BytesIO()
    fonts = FontBook(known_family(stamp.font))
    canvas = ReportCanvas(output, pagesize=size)
    pen = CanvasPen(canvas, fonts, 0, 0)
    wide, high = size
    pen.rect(0, 0, 3, high, stamp.colour)
    moment = when.astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC")
    pen.text(_PAD, high - 15, name, 10, bold=True, room=wide - _PAD)
    words = f"{_SIGNED.get(language[:2], _SIGNED['en'])} · {moment}"
    pen.text(_PAD, high - 29, words, 8, colour=colours.MUTED, room=wide - _PAD)
    canvas.showPage()
    canvas.save()
    return output.getvalue()
