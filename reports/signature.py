"""Check the signature of a file: who signed, when, and whether it is intact. Nothing is fetched, no issuer trusted.

Needs pyHanko (the extra `sign`); without it a signature is named and left unchecked.
"""

from __future__ import annotations

import io
import logging
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from reports.contents import DAMAGE
from reports.signer import pyhanko_is_there
from reports.signing import common_name
from reports.verification import Check

if TYPE_CHECKING:
    from cryptography import x509

_SET = 17  # universal tag, X.690
# SHA-256 and SHA-512, which Ed25519 asks for; their parameters absent or NULL
_DIGESTS = {
    bytes.fromhex(f"{head}06096086480165030402{last}")
    for head, last in (
        ("300b", "01"),
        ("300d", "010500"),
        ("300b", "03"),
        ("300d", "030500"),
    )
}
_BROKEN = "The signature is not intact: the file was changed after it was signed, or the signature is damaged."


def check_signature(pdf: bytes) -> Check:
    """Return the check `signature` of a file that carries one."""
    if not pyhanko_is_there():
        words = 'The file is signed; its signature is not checked, because pyHanko (the extra "sign") is not installed.'
        return Check("signature", None, words)
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.sign.general import ValueErrorWithMessage

    try:
        return _checked(pdf)
    except (*DAMAGE, PdfError, ValueErrorWithMessage):
        return Check("signature", False, "The signature cannot be read; it is damaged.")


def _checked(pdf: bytes) -> Check:
    from cryptography.x509 import load_der_x509_certificate
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko.sign.validation.status import SignatureCoverageLevel
    from pyhanko_certvalidator import ValidationContext

    logging.getLogger("pyhanko").setLevel(logging.CRITICAL)  # it logs what it does not know with a traceback
    found = PdfFileReader(io.BytesIO(pdf)).embedded_signatures
    if not found:
        return Check("signature", False, "The file has a form, but no signature that can be read.")
    if len(found) > 1:
        return Check("signature", False, f"The file carries {len(found)} signatures; this program writes one.")
    nobody = ValidationContext(trust_roots=[], allow_fetching=False)
    status = validate_pdf_signature(found[0], signer_validation_context=nobody)
    whole = status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    if not (status.intact and status.valid and whole and _plain_wrapper(found[0].signed_data)):
        return Check("signature", False, _BROKEN)
    certificate = load_der_x509_certificate(found[0].signer_cert.dump())
    return Check("signature", True, _words(certificate, found[0].self_reported_timestamp))


def _plain_wrapper(signed_data: Any) -> bool:
    """Tell whether the parts of a signature that it does not sign itself are as this program writes them."""
    info = signed_data["signer_infos"][0]
    algorithms = signed_data["digest_algorithms"]
    return (
        signed_data["version"].native == info["version"].native == "v1"
        and len(algorithms) == len(signed_data["signer_infos"]) == 1
        and algorithms.tag == _SET
        and algorithms[0].dump() == info["digest_algorithm"].dump()
        and algorithms[0].dump() in _DIGESTS
    )


def _words(certificate: x509.Certificate, when: datetime | None) -> str:
    name, issuer = common_name(certificate.subject), common_name(certificate.issuer)
    if when is None:
        moment, expired = "at a time that is not told", False
    else:
        told = when.astimezone(UTC)
        moment = f"on {told:%Y-%m-%d, %H:%M} UTC by the signer's own clock"
        expired = not certificate.not_valid_before_utc <= told <= certificate.not_valid_after_utc
    said = "made by the signer" if certificate.issuer == certificate.subject else f"issued by {issuer}"
    words = (
        f"Signed by {name} {moment}; the signature is intact. The certificate was {said}; who that is, is not checked."
    )
    return f"{words} It was not valid at that time." if expired else words
