from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta

import pikepdf
import pypdfium2 as pdfium
import pytest
from PIL import Image
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner

import reports
from consultant_desk.errors import UserError
from reports.identity import sealed
from reports.revisions import sealed_revision
from reports.room import room_of_last_page
from reports.signer import Stamp
from reports.signing import certificate_of, sign
from reports.signing_pyhanko import QuietWriter
from reports.verify import verify
from tests.effort import times
from tests.reports.identities import PASSPHRASE, SIGNED_AT, identity
from tests.reports.pdf_ua import faults_of
from tests.reports.reading import attached
from tests.reports.sample import sample_snapshot


@pytest.fixture(scope="module")
def built() -> reports.BuiltReport:
    return reports.build(sample_snapshot())


@pytest.fixture(scope="module")
def mine() -> bytes:
    return identity()


@pytest.fixture(scope="module")
def signed(built, mine) -> bytes:
    return sign(built.pdf, mine, PASSPHRASE, when=SIGNED_AT)


@pytest.fixture(scope="module")
def stamped(built, mine) -> bytes:
    return sign(built.pdf, mine, PASSPHRASE, visible=Stamp(), when=SIGNED_AT)


def last_page(pdf: bytes) -> Image.Image:
    """Return the last page with its annotations, at 72 dpi."""
    document = pdfium.PdfDocument(pdf)
    try:
        if document.get_formtype():
            document.init_forms()
        return document[len(document) - 1].render(rev_byteorder=True).to_pil().convert("RGB")
    finally:
        document.close()


def failed(pdf: bytes) -> set[str]:
    return {check.name for check in verify(pdf).checks if check.ok is False}


def appended(pdf: bytes, change) -> bytes:
    """Write a further revision with whatever `change` does to it."""
    writer = QuietWriter(io.BytesIO(pdf))
    change(writer)
    output = io.BytesIO()
    writer.write(output)
    return output.getvalue()


def signed_by_a_forger(pdf: bytes, change, box=None) -> bytes:
    """Change a report in the same revision that signs it: the seal of the first revision stays, the signature holds."""
    writer = QuietWriter(io.BytesIO(pdf))
    change(writer)
    signer = SimpleSigner.load_pkcs12_data(identity("A Forger"), [], PASSPHRASE.encode())
    number, _room = room_of_last_page(pdf)
    metadata = PdfSignatureMetadata(field_name="Consultant", md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES)
    spec = SigFieldSpec("Consultant", on_page=number, box=box)
    return PdfSigner(metadata, signer, new_field_spec=spec).sign_pdf(writer).getvalue()


def overwrite_first_page(writer: QuietWriter) -> None:
    page = writer.find_page_for_modification(0)[0].get_object()
    page["/Contents"] = writer.add_object(generic.StreamObject(stream_data=b"% another page"))
    writer.update_container(page)


def rename(writer: QuietWriter) -> None:
    writer.prev.trailer["/Info"]["/Author"] = generic.pdf_string("Somebody else")
    writer.update_container(writer.prev.trailer["/Info"])


def speak_in_the_structure(writer: QuietWriter) -> None:
    element = writer.root["/StructTreeRoot"]["/K"][0]
    element["/Alt"] = generic.pdf_string("Buy something else.")
    writer.update_container(element)


def put_a_note(writer: QuietWriter) -> None:
    page_ref = writer.find_page_for_modification(0)[0]
    words = {"/Type": pdf_name("/Annot"), "/Subtype": pdf_name("/FreeText"), "/Contents": generic.pdf_string("Wrong")}
    note = generic.DictionaryObject({pdf_name(name): value for name, value in words.items()})
    note["/Rect"] = generic.ArrayObject([generic.FloatObject(value) for value in (0, 0, 500, 500)])
    writer.register_annotation(page_ref, writer.add_object(note))


@pytest.mark.parametrize("kind", ["ec", "rsa", "ed25519"])
def test_a_signed_report_says_who_signed_and_when(built, kind):
    verification = verify(sign(built.pdf, identity(kind=kind), PASSPHRASE, when=SIGNED_AT), issued_sha256=built.sha256)
    assert verification.valid, verification
    words = verification.of("signature").detail
    assert verification.of("signature").ok is True
    assert "Signed by Mara Lindqvist on 2026-11-21, 09:30 UTC" in words
    assert "the signature is intact" in words
    assert "The certificate was made by the signer; who that is, is not checked." in words
    assert "before the signature is as it was written" in verification.of("file").detail
    assert verification.of("issued").ok is True


def test_an_issuer_is_named_and_not_vouched_for(built):
    pdf = sign(built.pdf, identity(issuer="Some Office"), PASSPHRASE, when=SIGNED_AT)
    assert "issued by Some Office; who that is, is not checked" in verify(pdf).of("signature").detail


def test_the_sealed_bytes_stay_as_they_are(built, signed, stamped):
    for pdf in (signed, stamped):
        assert pdf.startswith(built.pdf)
        assert sealed_revision(pdf) == built.pdf
        assert attached(pdf) == attached(built.pdf)


def test_what_the_file_says_of_itself_stays_too(built, stamped):
    with pikepdf.open(io.BytesIO(built.pdf)) as before, pikepdf.open(io.BytesIO(stamped)) as after:
        assert after.Root.Metadata.read_bytes() == before.Root.Metadata.read_bytes()
        assert dict(after.docinfo.items()) == dict(before.docinfo.items())
        assert "/Version" not in after.Root


def test_a_signed_report_is_still_accessible(signed, stamped):
    assert faults_of(signed) == {}
    assert faults_of(stamped) == {}


def test_a_stamp_is_drawn_where_the_last_page_was_free(built, stamped):
    with pikepdf.open(io.BytesIO(stamped)) as document:
        left, bottom, right, top = (float(value) for value in document.pages[-1].Annots[-1].Rect)
    before, after = (last_page(pdf) for pdf in (built.pdf, stamped))
    box = (int(left) + 1, before.height - int(top) + 1, int(right) - 1, before.height - int(bottom) - 1)
    assert before.crop(box).getextrema() == ((255, 255),) * 3
    assert after.crop(box).getextrema() != before.crop(box).getextrema()


def test_without_a_stamp_nothing_is_seen_of_a_signature(built, signed):
    assert last_page(signed).tobytes() == last_page(built.pdf).tobytes()


def test_any_changed_byte_is_seen_after_signing(signed):
    first = len(sealed_revision(signed) or b"")
    contents = signed.rindex(b"/Contents <") + 11
    step = 211 * 4 // times(1)
    places = [*range(first, len(signed), max(step, 1)), *range(contents, contents + 1400, 117), first - 40]
    places.append(len(signed) - 1)
    unseen = []
    for place in places:
        changed = bytearray(signed)
        changed[place] ^= 1
        if verify(bytes(changed)).valid:
            unseen.append(place)
    assert unseen == []


def test_bytes_added_after_the_signature_are_seen(signed):
    assert "file" in failed(signed + b"\n")
    assert "file" in failed(appended(signed, overwrite_first_page))
    assert "file" in failed(appended(signed, lambda writer: writer.update_root()))


@pytest.mark.parametrize("change", [overwrite_first_page, rename, speak_in_the_structure, put_a_note])
def test_a_forger_who_signs_a_change_is_found(built, change):
    assert "file" in failed(appended(built.pdf, change))
    forged = signed_by_a_forger(built.pdf, change)
    assert verify(forged).of("signature").ok is True
    assert "file" in failed(forged)


def test_a_stamp_over_the_text_is_found(built):
    assert "file" in failed(signed_by_a_forger(built.pdf, lambda _writer: None, box=(60, 600, 280, 640)))
    assert "file" in failed(signed_by_a_forger(built.pdf, lambda _writer: None, box=(0, 0, 595, 842)))


def test_a_second_signature_is_not_of_this_program(signed):
    signer = SimpleSigner.load_pkcs12_data(identity("Another"), [], PASSPHRASE.encode())
    metadata = PdfSignatureMetadata(field_name="Two", subfilter=SigSeedSubFilter.PADES)
    twice = PdfSigner(metadata, signer, new_field_spec=SigFieldSpec("Two")).sign_pdf(QuietWriter(io.BytesIO(signed)))
    assert {"file", "signature"} <= failed(twice.getvalue())


def test_without_pyhanko_the_signature_is_named_and_not_checked(signed, monkeypatch):
    monkeypatch.setattr("reports.signature.pyhanko_is_there", lambda: False)
    verification = verify(signed)
    assert verification.valid
    assert verification.of("signature").ok is None
    assert "pyHanko" in verification.of("signature").detail


def test_without_pyhanko_nothing_is_signed(built, mine, monkeypatch):
    monkeypatch.setattr("reports.signing.pyhanko_is_there", lambda: False)
    with pytest.raises(UserError, match="needs the package pyHanko") as caught:
        sign(built.pdf, mine, PASSPHRASE, when=SIGNED_AT)
    assert "consultant-desk[sign]" in caught.value.hint


def test_a_wrong_passphrase_is_told(built, mine):
    with pytest.raises(UserError, match="passphrase does not open"):
        sign(built.pdf, mine, "wrong", when=SIGNED_AT)


@pytest.mark.parametrize("data", [b"", b"x" * 500, b"%PDF-1.7", b"\x30\x82\xff\xff" + b"\0" * 20, b"0" * 2_000_000])
def test_what_is_no_certificate_file_is_told(built, data):
    with pytest.raises(UserError, match="no certificate in the format PKCS#12, or it is damaged"):
        sign(built.pdf, data, PASSPHRASE, when=SIGNED_AT)


def test_a_certificate_file_cut_off_is_damaged(built, mine):
    with pytest.raises(UserError, match="damaged"):
        sign(built.pdf, mine[:-20], PASSPHRASE, when=SIGNED_AT)


def test_a_certificate_without_its_key_cannot_sign(built):
    with pytest.raises(UserError, match="no certificate with its private key"):
        sign(built.pdf, identity(with_key=False), PASSPHRASE, when=SIGNED_AT)


def test_an_expired_certificate_signs_and_is_told(built):
    old = identity(until=SIGNED_AT - timedelta(days=2))
    assert certificate_of(old, PASSPHRASE).warning(SIGNED_AT).startswith("The certificate expired on 2026-11-19;")
    verification = verify(sign(built.pdf, old, PASSPHRASE, when=SIGNED_AT))
    assert verification.valid
    assert verification.of("signature").detail.endswith("It was not valid at that time.")


def test_whose_certificate_it_is_can_be_asked(mine):
    certificate = certificate_of(mine, PASSPHRASE)
    assert (certificate.name, certificate.self_issued) == ("Mara Lindqvist", True)
    assert (certificate.valid_from, certificate.valid_until) == ("2020-01-01", "2030-01-01")
    assert certificate.warning(SIGNED_AT) == ""
    assert "valid only from 2020-01-01" in certificate.warning(datetime(2019, 5, 1, tzinfo=UTC))


def test_only_a_report_as_it_was_built_is_signed(built, signed, mine):
    for pdf in (b"", built.pdf[:-1], built.pdf + b"\n", signed, b"%PDF-1.7\n%%EOF"):
        with pytest.raises(UserError, match="Only a report as it was built"):
            sign(pdf, mine, PASSPHRASE, when=SIGNED_AT)


def test_a_last_page_without_room_is_told(built, mine):
    with pikepdf.open(io.BytesIO(built.pdf)) as document:
        page = document.pages[-1]
        page.contents_add(b"/Artifact BMC " + b"".join(b"0 %d 600 9 re f " % y for y in range(0, 840, 10)) + b"EMC")
        output = io.BytesIO()
        document.save(output, deterministic_id=True, min_version="1.7")
    with pytest.raises(UserError, match="no room for a stamp"):
        sign(sealed(output.getvalue()), mine, PASSPHRASE, visible=Stamp(), when=SIGNED_AT)
