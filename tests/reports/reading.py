"""Reading a built PDF back with other libraries than the ones that wrote it."""

from __future__ import annotations

import ctypes
import hashlib
import io
import json
from collections.abc import Callable
from typing import Any

import pikepdf
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from reports.identity import sealed
from reports.report_format import MANIFEST


def page_texts(pdf: bytes) -> list[str]:
    """Return the text of each page as pdfium reads it."""
    document = pdfium.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()


def bold_text(pdf: bytes) -> str:
    """Return what is printed in a heavy face, all in one, without white space."""
    document, kept = pdfium.PdfDocument(pdf), []
    try:
        for page in document:
            text = page.get_textpage()
            name, flags = ctypes.create_string_buffer(200), ctypes.c_int()
            for place in range(text.count_chars()):
                pdfium_c.FPDFText_GetFontInfo(text, place, name, len(name), flags)
                if b"Bold" in name.value:
                    kept.append(text.get_text_range(place, 1))
    finally:
        document.close()
    return flat("".join(kept))


def flat(text: str) -> str:
    """Return text without any white space and without the hyphen mark pdfium puts at a line end."""
    return "".join(text.replace("\ufffe", "").split())


def all_text(pdf: bytes) -> str:
    return flat("".join(page_texts(pdf)))


def attached(pdf: bytes) -> dict[str, bytes]:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return {name: spec.get_file().read_bytes() for name, spec in document.attachments.items()}


def with_attachment(pdf: bytes, name: str, data: bytes) -> bytes:
    """Replace an attached file and seal the result, as a forger who knows the rules would."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        names = document.Root.Names.EmbeddedFiles.Names
        place = [str(names[i]) for i in range(0, len(names), 2)].index(name)
        names[2 * place + 1].EF.F.write(data)
        output = io.BytesIO()
        document.save(output, deterministic_id=True, min_version="1.7")
    return sealed(output.getvalue())


def forged_manifest(pdf: bytes, change: Callable[[dict[str, Any]], object]) -> bytes:
    manifest = json.loads(attached(pdf)[MANIFEST])
    change(manifest)
    return with_attachment(pdf, MANIFEST, json.dumps(manifest).encode())


def changed(pdf: bytes, name: str, data: bytes) -> bytes:
    """Replace an attached file and make its digest fit."""
    digest = hashlib.sha256(data).hexdigest()
    return forged_manifest(with_attachment(pdf, name, data), lambda manifest: manifest["files"].update({name: digest}))
