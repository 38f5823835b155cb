"""Reading a built PDF back with other libraries than the ones that wrote it."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2 as pdfium


def page_texts(pdf: bytes) -> list[str]:
    """Return the text of each page as pdfium reads it."""
    document = pdfium.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()


def flat(text: str) -> str:
    """Return text without any white space and without the hyphen mark pdfium puts at a line end."""
    return "".join(text.replace("\ufffe", "").split())


def all_text(pdf: bytes) -> str:
    return flat("".join(page_texts(pdf)))


def attached(pdf: bytes) -> dict[str, bytes]:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return {name: spec.get_file().read_bytes() for name, spec in document.attachments.items()}
