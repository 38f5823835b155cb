"""The rule that makes one changed byte visible: the second /ID string is a digest of the whole file.

It is the first 16 bytes of the SHA-256 of the file in which that string stands as zeros.
"""

from __future__ import annotations

import hashlib
import re

_ID = re.compile(rb"/ID ?\[ ?<([0-9a-f]{32})> ?<([0-9a-f]{32})> ?\]")
_START = re.compile(rb"startxref\s+([0-9]{1,12})\s+%%EOF")
_DICTIONARY = 4_096  # bytes; the cross-reference data follow it and grow with the file
_ZERO = b"0" * 32


def _place(pdf: bytes) -> tuple[int, int] | None:
    """Return where the second /ID string stands: in the dictionary that the end of the file points to."""
    pointers = _START.findall(pdf, max(0, len(pdf) - 64))
    if not pointers:
        return None
    found = _ID.search(pdf, int(pointers[-1]), int(pointers[-1]) + _DICTIONARY)
    return found.span(2) if found else None


def sealed(pdf: bytes) -> bytes:
    """Return the file with its digest in place; `ValueError` if it has no /ID of the expected form."""
    place = _place(pdf)
    if place is None:
        raise ValueError("the file has no /ID to seal")
    start, end = place
    blank = pdf[:start] + _ZERO + pdf[end:]
    digest = hashlib.sha256(blank).hexdigest()[:32].encode("ascii")
    return pdf[:start] + digest + pdf[end:]


def is_sealed(pdf: bytes) -> bool:
    """Tell whether the file is byte for byte what was sealed."""
    place = _place(pdf)
    if place is None:
        return False
    start, end = place
    return sealed(pdf)[start:end] == pdf[start:end]
