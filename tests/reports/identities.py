"""Certificates made for the tests, as PKCS#12 files: their own issuer, and short-lived where that is tested."""

from __future__ import annotations

from datetime import UTC, datetime

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import NameOID

PASSPHRASE = "bréad and butter"
SIGNED_AT = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
MAKERS = {
    "ec": lambda: ec.generate_private_key(ec.SECP256R1()),
    "rsa": lambda: rsa.generate_private_key(65537, 2048),
    "ed25519": ed25519.Ed25519PrivateKey.generate,
}


def named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def identity(
    name: str = "Mara Lindqvist",
    *,
    issuer: str = "",
    kind: str = "ec",
    until: datetime = datetime(2030, 1, 1, tzinfo=UTC),
    with_key: bool = True,
) -> bytes:
    """Return a PKCS#12 file that opens with `PASSPHRASE`."""
    key = MAKERS[kind]()
    builder = x509.CertificateBuilder().subject_name(named(name)).issuer_name(named(issuer or name))
    builder = builder.public_key(key.public_key()).serial_number(7)
    builder = builder.not_valid_before(datetime(2020, 1, 1, tzinfo=UTC)).not_valid_after(until)
    certificate = builder.sign(key, None if kind == "ed25519" else hashes.SHA256())
    held = (key, certificate, None) if with_key else (None, None, [certificate])
    return pkcs12.serialize_key_and_certificates(b"own", *held, BestAvailableEncryption(PASSPHRASE.encode()))
