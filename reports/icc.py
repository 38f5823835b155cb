"""The sRGB colour profile of the PDF/A output intent: ICC version 2.1, written byte for byte here.

Version 4 profiles are refused by PDF/A-1 checkers and libraries stamp the time of day into the header; this one is the
same on every machine. Numbers: IEC 61966-2-1, adapted to D50 by the Bradford matrix as in the ICC's own sRGB profile.
"""

from __future__ import annotations

import struct
from functools import cache

_CURVE_POINTS = 1024
_COLOURANTS = {
    b"rXYZ": (0.436066, 0.222488, 0.013916),
    b"gXYZ": (0.385147, 0.716873, 0.097076),
    b"bXYZ": (0.143066, 0.060608, 0.714096),
}
_WHITE = (0.9642, 1.0, 0.8249)
_NAME = "sRGB IEC61966-2.1"


@cache
def srgb_profile() -> bytes:
    """Return the profile."""
    curve = _curve()
    parts = [(b"desc", _description()), (b"cprt", _text("No copyright, use freely")), (b"wtpt", _xyz(_WHITE))]
    parts += [(tag, _xyz(value)) for tag, value in _COLOURANTS.items()]
    shared = [b"rTRC", b"gTRC", b"bTRC"]
    offset = 128 + 4 + 12 * (len(parts) + len(shared))
    table = struct.pack(">I", len(parts) + len(shared))
    body = b""
    for tag, data in parts:
        table += tag + struct.pack(">II", offset + len(body), len(data))
        body += data + b"\0" * (-len(data) % 4)
    for tag in shared:
        table += tag + struct.pack(">II", offset + len(body), len(curve))
    body += curve + b"\0" * (-len(curve) % 4)
    return _header(offset + len(body)) + table + body


def _header(size: int) -> bytes:
    date = struct.pack(">6H", 2026, 1, 1, 0, 0, 0)
    illuminant = b"".join(_fixed(value) for value in _WHITE)
    head = struct.pack(">I4sI4s4s4s", size, b"\0\0\0\0", 0x02100000, b"mntr", b"RGB ", b"XYZ ")
    head += date + b"acsp" + b"\0" * 4 + b"\0" * 4 + b"\0" * 4 + b"\0" * 4 + b"\0" * 8 + struct.pack(">I", 0)
    return (head + illuminant).ljust(128, b"\0")


def _fixed(value: float) -> bytes:
    return struct.pack(">i", round(value * 65536))


def _xyz(value: tuple[float, float, float]) -> bytes:
    return b"XYZ \0\0\0\0" + b"".join(_fixed(part) for part in value)


def _text(text: str) -> bytes:
    return b"text\0\0\0\0" + text.encode("ascii") + b"\0"


def _description() -> bytes:
    name = _NAME.encode("ascii") + b"\0"
    return b"desc\0\0\0\0" + struct.pack(">I", len(name)) + name + b"\0" * 8 + struct.pack(">HB", 0, 0) + b"\0" * 67


def _curve() -> bytes:
    points = []
    for index in range(_CURVE_POINTS):
        encoded = index / (_CURVE_POINTS - 1)
        linear = encoded / 12.92 if encoded <= 0.04045 else ((encoded + 0.055) / 1.055) ** 2.4
        points.append(round(linear * 65535))
    return b"curv\0\0\0\0" + struct.pack(f">I{_CURVE_POINTS}H", _CURVE_POINTS, *points)
