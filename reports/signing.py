"""Sign a report: a PAdES-B-B signature in a revision of its own, so that what was sealed stays byte for byte.

Needs pyHanko (the extra `sign`). Nothing is fetched: no time stamp, no revocation list. The certificate comes from a
PKCS#12 file; who issued it is for the reader to judge.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

import pikepdf
import pypdfium2 as pdfium

from consultant_desk.errors import UserError
from reports.contents import MAX_FILE
from reports.identity import is_sealed
from reports.revisions import STAMP_HEIGHT, STAMP_WIDTH
from reports.room import room_of_last_page
from reports.signer import Certificate, Stamp, pyhanko_is_there
from reports.stamp import stamp_drawing
from reports.theme import MARGIN

if TYPE_CHECKING:
    from cryptography import x509
    from pyhanko.sign.signers import SimpleSigner

MAX_PKCS12 = 1_000_000
FIELD = "Consultant"
_KEPT = "Nothing was signed."


@dataclass(frozen=True, slots=True)
class _Placed:
    """Where the signature stands: its page (from 0), and for a visible one its corners and a drawing."""

    page: int
    corners: tuple[float, float, float, float] | None = None
    drawing: bytes = b""


def certificate_of(pkcs12: bytes, passphrase: str) -> Certificate:
    """Read whose certificate a PKCS#12 file holds; `UserError` if it does not open."""
    return _described(_opened(pkcs12, passphrase))


def sign(pdf: bytes, pkcs12: bytes, passphrase: str, *, visible: Stamp | None = None, when: datetime) -> bytes:
    """Return the report with its signature appended; `visible` sets a stamp where the last page has room.

    An expired certificate signs (`Certificate.warning` says it). `UserError` when pyHanko is missing, the file is no
    unsigned report as it was built, the PKCS#12 file does not open, or there is no room for a stamp.
    """
    _require_pyhanko()
    certificate = _opened(pkcs12, passphrase)
    if len(pdf) > MAX_FILE or not is_sealed(pdf):
        raise UserError("Only a report as it was built can be signed.", _KEPT, "Build the report again.")
    try:
        described = _described(certificate)
        stamp = _stamp(pdf, described.name, visible, when)
        return _signed(pdf, (pkcs12, passphrase), when, stamp)
    except (ValueError, pikepdf.PdfError, pdfium.PdfiumError) as error:
        raise UserError(
            "The report could not be signed with this certificate.", _KEPT, "Choose another certificate file."
        ) from error


def _require_pyhanko() -> None:
    if not pyhanko_is_there():
        raise UserError(
            "Signing needs the package pyHanko, which is not installed.",
            _KEPT,
            'Install it with: pip install "consultant-desk[sign]"',
        )


def _opened(data: bytes, passphrase: str) -> x509.Certificate:
    _require_pyhanko()
    from asn1crypto import pkcs12 as structure
    from cryptography.hazmat.primitives.serialization.pkcs12 import load_key_and_certificates

    try:
        if len(data) > MAX_PKCS12:
            raise ValueError("too large")
        _whole = structure.Pfx.load(data, strict=True).native
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise UserError(
            "This file is no certificate in the format PKCS#12, or it is damaged.",
            _KEPT,
            "Choose the file that ends in .p12 or .pfx, or export it again.",
        ) from error
    try:
        key, certificate, _others = load_key_and_certificates(data, passphrase.encode("utf-8"))
    except ValueError as error:
        raise UserError(
            "The passphrase does not open this certificate file.", _KEPT, "Type it again; it is not the report's."
        ) from error
    if key is None or certificate is None:
        raise UserError(
            "This file holds no certificate with its private key.", _KEPT, "Export it again, with the private key."
        )
    return certificate


def _described(certificate: x509.Certificate) -> Certificate:
    return Certificate(
        name=common_name(certificate.subject),
        issuer=common_name(certificate.issuer),
        self_issued=certificate.issuer == certificate.subject,
        valid_from=certificate.not_valid_before_utc.date().isoformat(),
        valid_until=certificate.not_valid_after_utc.date().isoformat(),
    )


def common_name(name: x509.Name) -> str:
    """Return the name in a certificate as one line; the whole of it where it has no common name."""
    from cryptography.x509.oid import NameOID

    found = name.get_attributes_for_oid(NameOID.COMMON_NAME)
    text = str(found[0].value) if found else name.rfc4514_string()
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())[:200] or "nobody"


def _stamp(pdf: bytes, name: str, visible: Stamp | None, when: datetime) -> _Placed:
    number, room = room_of_last_page(pdf)
    if visible is None:
        return _Placed(number)
    box = room.place(STAMP_WIDTH, STAMP_HEIGHT, MARGIN)
    if box is None:
        raise UserError("There is no room for a stamp on the last page.", _KEPT, "Sign without a visible stamp.")
    with pikepdf.open(io.BytesIO(pdf)) as document:
        language = str(document.Root.get("/Lang", "en"))
    drawing = stamp_drawing(visible, name, when, language, (STAMP_WIDTH, STAMP_HEIGHT))
    return _Placed(number, (box.left, box.bottom, box.right, box.top), drawing)


def _digest_of(signer: SimpleSigner) -> str:
    """Return what is signed over: Ed25519 allows SHA-512 only (RFC 8419)."""
    return "sha512" if signer.signing_key.algorithm == "ed25519" else "sha256"


def _signed(pdf: bytes, identity: tuple[bytes, str], when: datetime, stamp: _Placed) -> bytes:
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter, append_signature_field
    from pyhanko.sign.general import SigningError
    from pyhanko.sign.signers import PdfSignatureMetadata, SimpleSigner

    from reports.signing_pyhanko import PinnedSigner, QuietWriter, appearance, in_the_structure

    pkcs12, passphrase = identity
    signer = SimpleSigner.load_pkcs12_data(pkcs12, other_certs=[], passphrase=passphrase.encode("utf-8"))
    try:
        writer = QuietWriter(io.BytesIO(pdf))
        append_signature_field(writer, SigFieldSpec(FIELD, on_page=stamp.page, box=cast("Any", stamp.corners)))
        in_the_structure(writer, stamp.page, FIELD)
        metadata = PdfSignatureMetadata(
            field_name=FIELD,
            md_algorithm=_digest_of(signer),
            subfilter=SigSeedSubFilter.PADES,
            embed_validation_info=False,
        )
        style = None if stamp.corners is None else appearance(stamp.drawing)
        output = PinnedSigner(metadata, signer, stamp_style=style, when=when).sign_pdf(
            writer, existing_fields_only=True
        )
    except (PdfError, SigningError) as error:
        raise ValueError("not signed") from error
    return bytes(output.getvalue())
