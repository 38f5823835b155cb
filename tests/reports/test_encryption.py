from __future__ import annotations

import io

import pikepdf
import pytest

import reports
from consultant_desk.errors import UserError
from reports.encryption import encrypted_copy
from reports.report_format import EVALUATION
from reports.signing import sign
from reports.verify import verify
from tests.reports.identities import PASSPHRASE, SIGNED_AT, identity
from tests.reports.reading import changed
from tests.reports.sample import sample_snapshot

PASSWORD = "høvedstad 14"


@pytest.fixture(scope="module")
def built() -> reports.BuiltReport:
    return reports.build(sample_snapshot())


@pytest.fixture(scope="module")
def copy(built) -> bytes:
    return encrypted_copy(built.pdf, PASSWORD)


def test_a_copy_is_encrypted_with_aes_256_and_holds_nothing_in_the_open(copy):
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(copy))
    with pikepdf.open(io.BytesIO(copy), password=PASSWORD) as document:
        assert document.encryption.R == 6
        assert document.encryption.stream_method == pikepdf.models.encryption.EncryptionMethod.aesv3
        assert document.user_password_matched
        assert not document.owner_password_matched
    for word in (b"Harbour", b"pdfaid", b"Lindqvist", b"Northwind"):
        assert word not in copy


def test_a_copy_is_checked_by_what_is_in_it(built, copy):
    verification = verify(copy, password=PASSWORD, issued_sha256=built.sha256)
    assert verification.valid, verification
    assert verification.of("file").ok is None
    assert "encrypted copy" in verification.of("file").detail
    assert verification.of("issued").ok is None
    for name in ("pages", "data", "ranking", "figures", "disclosure", "lock"):
        assert verification.of(name).ok is True


def test_a_missing_and_a_wrong_password_are_told_apart(copy):
    assert verify(copy).of("readable").detail == "The file is encrypted; a password is needed to check it."
    told = verify(copy, password="something").of("readable")
    assert (told.ok, told.detail) == (False, "The file is encrypted, and this is not its password.")


def test_a_password_that_is_not_needed_changes_nothing(built):
    assert verify(built.pdf, password="x") == verify(built.pdf)


def test_a_change_before_the_encryption_is_found(built):
    evaluation = b'{"format": "other"}'
    assert not verify(encrypted_copy(changed(built.pdf, EVALUATION, evaluation), PASSWORD), password=PASSWORD).valid


@pytest.mark.parametrize("password", ["", "x" * 128, "é" * 64, "two\nlines", "nul\0"])
def test_a_password_that_a_pdf_cannot_have_is_refused(built, password):
    with pytest.raises(UserError, match="password"):
        encrypted_copy(built.pdf, password)


def test_a_signature_would_not_survive(built):
    with pytest.raises(UserError, match="signature does not survive"):
        encrypted_copy(sign(built.pdf, identity(), PASSPHRASE, when=SIGNED_AT), PASSWORD)


@pytest.mark.parametrize("pdf", [b"", b"%PDF-1.7 nothing", b"x" * 1000])
def test_what_is_no_pdf_is_told(pdf):
    with pytest.raises(UserError, match="cannot be read as a PDF"):
        encrypted_copy(pdf, PASSWORD)


def test_what_verify_would_not_read_is_not_encrypted(built):
    with pytest.raises(UserError, match="larger than 64 MB"):
        encrypted_copy(built.pdf + b"\n" * 64_000_000, PASSWORD)


def test_a_copy_of_a_copy_is_refused(copy):
    with pytest.raises(UserError):
        encrypted_copy(copy, PASSWORD)
