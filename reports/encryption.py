"""A copy of a report that opens with a password only: AES-256, with its data and its description encrypted too.

The copy is no archive document any more (PDF/A forbids encryption) and its bytes are not those that were sealed;
`reports.verify` opens it with the password and checks it by its contents.
"""

from __future__ import annotations

import io
import secrets

import pikepdf

from consultant_desk.errors import UserError
from reports.contents import DAMAGE, MAX_FILE

MAX_PASSWORD = 127
"""Bytes of UTF-8 that AES-256 in PDF takes of a password; more would be cut off without a word (ISO 32000-2)."""
_KEPT = "No copy was made."


def encrypted_copy(pdf: bytes, password: str) -> bytes:
    """Return the copy; nobody knows the owner's password. `UserError` for a password or a file that cannot be used."""
    check_password(password)
    if len(pdf) > MAX_FILE:
        raise UserError(
            f"The file is larger than {MAX_FILE // 1_000_000} MB.", _KEPT, "Leave sections or pictures out."
        )
    try:
        with pikepdf.open(io.BytesIO(pdf), attempt_recovery=False, suppress_warnings=True) as document:
            if document.is_encrypted:
                raise UserError("This file is encrypted already.", _KEPT, "Take the report itself.")
            if "/AcroForm" in document.Root:
                raise UserError(
                    "A signature does not survive encryption.",
                    _KEPT,
                    "Encrypt the report without its signature, or send the signed file as it is.",
                )
            output = io.BytesIO()
            document.save(
                output,
                object_stream_mode=pikepdf.ObjectStreamMode.generate,
                encryption=pikepdf.Encryption(user=password, owner=secrets.token_urlsafe(48), R=6),
            )
    except DAMAGE as error:
        raise UserError("The file cannot be read as a PDF.", _KEPT, "Build the report again.") from error
    return output.getvalue()


def check_password(password: str) -> None:
    """Refuse a password that a PDF cannot have."""
    if not password:
        raise UserError("An encrypted copy needs a password.", _KEPT, "Type one.")
    if len(password.encode("utf-8", "replace")) > MAX_PASSWORD or not password.isprintable():
        raise UserError(
            "This password cannot be used in a PDF.", _KEPT, f"Use letters, digits and signs, at most {MAX_PASSWORD}."
        )
