"""Messages between a program and its worker process: a length, a JSON head, and a body. Nothing is pickled."""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass, field
from typing import IO

from reports import wire

MAX_FRAME = 512_000_000
_LENGTHS = struct.Struct(">II")


@dataclass(frozen=True, slots=True)
class Frame:
    """One message: what it is, and its bytes; neither is shown by `repr`, since a head may hold a password."""

    head: dict[str, wire.Json] = field(repr=False)
    body: bytes = field(default=b"", repr=False)


def write_frame(stream: IO[bytes], frame: Frame) -> None:
    """Write one message."""
    head = json.dumps(frame.head, ensure_ascii=True, separators=(",", ":")).encode("ascii")
    stream.write(_LENGTHS.pack(len(head), len(frame.body)) + head + frame.body)
    stream.flush()


def read_frame(stream: IO[bytes]) -> Frame | None:
    """Read one message; None at the end of the stream."""
    lengths = stream.read(_LENGTHS.size)
    if len(lengths) < _LENGTHS.size:
        return None
    head_length, body_length = _LENGTHS.unpack(lengths)
    if head_length + body_length > MAX_FRAME:
        return None
    head, body = stream.read(head_length), stream.read(body_length)
    if len(head) < head_length or len(body) < body_length:
        return None
    data = wire.parse(head)
    return Frame(data, body) if isinstance(data, dict) else None
