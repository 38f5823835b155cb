"""What is in a report or statement, taken out of bytes that may be hostile: sizes are limited before inflating."""

from __future__ import annotations

import hashlib
import io
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

import pikepdf

from reports.foreign import addition_in, danger_in
from reports.report_format import EARNINGS, EVALUATION, MANIFEST, MATRIX, REPORT

MAX_FILE = 64_000_000
MAX_ATTACHMENT = 16_000_000
MAX_CONTENT = 128_000_000
MAX_PAGES = 3_000
_ANOTHER_WAY = "The file is encrypted in another way than copies of reports are."
_AES_256 = 6  # the revision of the security handler in ISO 32000-2
_KNOWN = frozenset({EVALUATION, REPORT, MANIFEST, MATRIX, EARNINGS})

# What reading a damaged or hostile file may raise in pikepdf, zlib and the walk over its objects.
DAMAGE = (
    pikepdf.PdfError,
    pikepdf.PasswordError,
    pikepdf.DeletedObjectError,
    pikepdf.ForeignObjectError,
    zlib.error,
    ArithmeticError,
    AttributeError,
    LookupError,
    NotImplementedError,
    RuntimeError,
    TypeError,
    ValueError,
)


class NotAReport(ValueError):
    """The file is no report of this program, or cannot be opened; the text says why."""


class NeedsPassword(NotAReport):
    """The file is an encrypted copy, and the password given is none or not its own."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What was taken out: attachments by name, digests of the pages, whether it carries a signature.

    `pdf` is the file as it can be read without a password; `encrypted` tells that it was an encrypted copy; `added`
    says what is in it that no report has.
    """

    pdf: bytes
    files: Mapping[str, bytes]
    pages: tuple[str, ...]
    signed: bool
    encrypted: bool
    added: str

    @property
    def is_statement(self) -> bool:
        """Tell whether it is an earnings statement."""
        return EARNINGS in self.files


def take_out(pdf: bytes, password: str = "") -> Contents:
    """Open a report; `NotAReport` when it is none or the password is not its own, `DAMAGE` when it is broken."""
    if len(pdf) > MAX_FILE:
        raise NotAReport(f"The file is larger than {MAX_FILE // 1_000_000} MB.")
    document = _opened(pdf, password)
    with document:
        encrypted = document.is_encrypted
        files = _attached(document)
        needed = (EARNINGS, MANIFEST) if EARNINGS in files else (EVALUATION, REPORT, MANIFEST)
        missing = [name for name in needed if name not in files]
        if missing:
            raise NotAReport(f"The file carries no {missing[0]}; it is not a report of this program.")
        if len(document.pages) > MAX_PAGES:
            raise NotAReport(f"The file has more than {MAX_PAGES} pages.")
        danger = danger_in(document)
        if danger:
            raise NotAReport(danger)
        added = addition_in(document)
        pages = _page_digests(document)
        signed = "/AcroForm" in document.Root
        plain = _without_password(document) if encrypted else pdf
        return Contents(plain, files, pages, signed, encrypted, added)


def _opened(pdf: bytes, password: str) -> pikepdf.Pdf:
    try:
        document = pikepdf.open(io.BytesIO(pdf), attempt_recovery=False, suppress_warnings=True)
    except pikepdf.PasswordError:
        if not password:
            raise NeedsPassword("The file is encrypted; a password is needed to check it.") from None
    else:
        if document.is_encrypted:
            document.close()
            raise NotAReport(_ANOTHER_WAY)
        return document
    try:
        document = pikepdf.open(io.BytesIO(pdf), password=password, attempt_recovery=False, suppress_warnings=True)
    except pikepdf.PasswordError:
        raise NeedsPassword("The file is encrypted, and this is not its password.") from None
    if document.encryption.R != _AES_256:
        document.close()
        raise NotAReport(_ANOTHER_WAY)
    return document


def _without_password(document: pikepdf.Pdf) -> bytes:
    output = io.BytesIO()
    document.save(output, encryption=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return output.getvalue()


def _attached(document: pikepdf.Pdf) -> dict[str, bytes]:
    tree = document.Root.get("/Names", pikepdf.Dictionary()).get("/EmbeddedFiles", pikepdf.Dictionary())
    names = tree.get("/Names", pikepdf.Array())
    if "/Kids" in tree or len(names) > 2 * len(_KNOWN) or {str(one) for one in list(names)[::2]} - _KNOWN:
        raise NotAReport("The file carries other attachments than a report does; it is not a report of this program.")
    return {str(names[at]): _decoded(names[at + 1].EF.F, MAX_ATTACHMENT) for at in range(0, len(names) - 1, 2)}


def _page_digests(document: pikepdf.Pdf) -> tuple[str, ...]:
    room = MAX_CONTENT
    digests = []
    for page in document.pages:
        content = _decoded(page.obj.Contents, room)
        room -= len(content)
        digests.append(hashlib.sha256(content).hexdigest())
    return tuple(digests)


def _decoded(stream: pikepdf.Object, limit: int) -> bytes:
    """Inflate a stream up to a limit; only the filter this program writes is accepted."""
    if not isinstance(stream, pikepdf.Stream):
        raise NotAReport("The file is built in another way than reports are.")
    raw = stream.read_raw_bytes()
    filters = stream.get("/Filter")
    if filters is None:
        data = bytes(raw)
    elif filters == pikepdf.Name.FlateDecode and "/DecodeParms" not in stream:
        inflater = zlib.decompressobj()
        data = inflater.decompress(raw, limit + 1)
    else:
        raise NotAReport("The file is built in another way than reports are.")
    if len(data) > limit:
        raise NotAReport("The file holds more data than a report does.")
    return data
