"""Rewrite a file that qpdf saved, with more objects in it, packed into object streams (ISO 32000-1, 7.5.7 and 7.5.8).

Only the plain form is read in which qpdf saves without object streams: a table of offsets, every object by itself.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

_TRAILER = re.compile(
    rb"trailer << /Info (\d+ 0 R) /Root (\d+ 0 R) /Size (\d+) /ID (\[<[0-9a-f]{32}><[0-9a-f]{32}>\]) >>\s+startxref"
)
_HEAD = re.compile(rb"\s*(\d+) 0 obj\s")
_ENTRY = 20  # bytes of a line in a table of offsets
_TOGETHER = 200  # objects in one stream
_FREE, _WHOLE, _PACKED = 0, 1, 2


@dataclass(slots=True)
class SavedFile:
    """A file as qpdf saved it: where each object stands, and what the trailer says."""

    data: bytes
    spans: Mapping[int, tuple[int, int]]
    size: int
    trailer: bytes

    @classmethod
    def read(cls, data: bytes) -> SavedFile:
        """Read the table of offsets; `ValueError` when the file has another form."""
        table = data.rindex(b"xref\n0 ", 0, data.rindex(b"startxref"))
        found = _TRAILER.search(data, table)
        if found is None:
            raise ValueError("the saved file has no trailer of the expected form")
        info, root, size, identity = found.groups()
        first = data.index(b"\n", table + len(b"xref\n")) + 1
        lines = (data[first + number * _ENTRY :][:_ENTRY] for number in range(1, int(size)))
        starts = [(int(line[:10]), number) for number, line in enumerate(lines, start=1) if line[17:18] == b"n"]
        starts.sort()
        ends = [start for start, _number in starts[1:]] + [table]
        spans = {number: (start, end) for (start, number), end in zip(starts, ends, strict=True)}
        return cls(data, spans, int(size), b"/Info %s/Root %s/ID %s" % (info, root, identity))

    def body(self, number: int) -> bytes:
        """Return what an object is, without its head and its end."""
        start, end = self.spans[number]
        head = _HEAD.match(self.data, start, end)
        if head is None or int(head[1]) != number:
            raise ValueError("the table of the saved file is wrong")
        return self.data[head.end() : self.data.rindex(b"endobj", start, end)].strip()


@dataclass(slots=True)
class _Packer:
    """Writes objects one after the other and notes where each stands. `free` is the next number nobody has."""

    out: bytearray
    free: int
    places: dict[int, tuple[int, int, int]] = field(default_factory=dict)
    _waiting: list[tuple[int, bytes]] = field(default_factory=list)

    def whole(self, number: int, body: bytes) -> None:
        self.places[number] = (_WHOLE, len(self.out), 0)
        self.out += b"%d 0 obj\n%s\nendobj\n" % (number, body)

    def packed(self, number: int, body: bytes) -> None:
        self._waiting.append((number, body))
        if len(self._waiting) == _TOGETHER:
            self.flush()

    def flush(self) -> None:
        if not self._waiting:
            return
        stream, self.free = self.free, self.free + 1
        at, heads = 0, []
        for index, (number, body) in enumerate(self._waiting):
            self.places[number] = (_PACKED, stream, index)
            heads.append(f"{number} {at}")
            at += len(body) + 1
        head = " ".join(heads).encode("ascii") + b"\n"
        data = zlib.compress(head + b"\n".join(body for _number, body in self._waiting))
        kind = b"/Type/ObjStm/N %d/First %d" % (len(self._waiting), len(head))
        self._waiting.clear()
        self.whole(stream, _stream(kind, data))

    def end(self, trailer: bytes) -> None:
        table, start = self.free, len(self.out)
        self.places[table] = (_WHOLE, start, 0)
        rows = [struct.pack(">BIH", _FREE, 0, 65_535)]
        rows += [struct.pack(">BIH", *self.places.get(number, (_FREE, 0, 65_535))) for number in range(1, table + 1)]
        kind = b"/Type/XRef/Size %d/W[1 4 2]/DecodeParms<</Predictor 12/Columns 7>>%s" % (len(rows), trailer)
        self.out += b"%d 0 obj\n%s\nendobj\n" % (table, _stream(kind, zlib.compress(_differences(rows))))
        self.out += b"startxref\n%d\n%%%%EOF\n" % start


def _differences(rows: Sequence[bytes]) -> bytes:
    """Return each row less the one above, marked as such (PNG, filter "up"): a tenth of the size compressed."""
    above = (bytes(len(rows[0])), *rows)
    return b"".join(
        b"\x02" + bytes([(one - other) & 255 for one, other in zip(row, last, strict=True)])
        for row, last in zip(rows, above, strict=False)
    )


def _stream(kind: bytes, data: bytes) -> bytes:
    return b"<<%s/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream" % (kind, len(data), data)


def packed(saved: SavedFile, changed: Mapping[int, bytes], added: Sequence[str]) -> bytes:
    """Return the file with changed bodies of objects, and added ones under the numbers that follow the last one."""
    begin = min(start for start, _end in saved.spans.values())
    packer = _Packer(bytearray(saved.data[:begin]), saved.size + len(added))
    for number in sorted(saved.spans):
        body = changed[number] if number in changed else saved.body(number)
        if body.endswith(b"endstream"):
            packer.whole(number, body)
        else:
            packer.packed(number, body)
    for number, text in enumerate(added, start=saved.size):
        packer.packed(number, text.encode("ascii"))
    packer.flush()
    packer.end(saved.trailer)
    return bytes(packer.out)
