"""Record ids: UUIDv7 for new records (sortable by time), UUIDv5 for rows that exist once per pair of parents."""

from __future__ import annotations

import secrets
import uuid

PAIR_NAMESPACE = uuid.UUID("6f6b1f0e-6f0c-5d55-9d3c-0c6a0d1e5a11")


def new_id(unix_ms: int) -> str:
    """Return a UUIDv7 (RFC 9562) for the moment given in milliseconds since 1970, in lower-case text form."""
    value = (unix_ms & ((1 << 48) - 1)) << 80
    value |= 0x7 << 76
    value |= secrets.randbits(12) << 64
    value |= 0b10 << 62
    value |= secrets.randbits(62)
    return str(uuid.UUID(int=value))


def pair_id(kind: str, *parents: str) -> str:
    """Return the UUIDv5 of a row that exists once per parents; `kind` keeps tables apart."""
    return str(uuid.uuid5(PAIR_NAMESPACE, "/".join((kind, *parents))))
