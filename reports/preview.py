"""Pages of a PDF as pictures, for the live preview and for the tests. Works with every version of Qt: it needs none."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from types import TracebackType
from typing import Self

import pypdfium2 as pdfium

from consultant_desk.errors import UserError

PDFIUM = threading.RLock()
"""Held in every call: pdfium may be entered by one thread at a time, for freeing too. Garbage may be collected, and a
forgotten document closed, by a thread that holds it already."""


@dataclass(frozen=True, slots=True)
class PageImage:
    """One page: `rgb` holds `height` rows of `width` pixels of three bytes, without padding."""

    width: int
    height: int
    rgb: bytes


class PagePictures:
    """An open PDF. Use it in a `with` block or call `close`."""

    def __init__(self, pdf: bytes) -> None:
        try:
            with PDFIUM:
                self._document = pdfium.PdfDocument(pdf)
                self._count = len(self._document)
        except pdfium.PdfiumError as error:
            raise UserError("This file is not a PDF that can be shown.", "", "Build the report again.") from error

    @property
    def count(self) -> int:
        """Number of pages."""
        return self._count

    def size(self, page: int) -> tuple[float, float]:
        """Return width and height of a page (from 0) in points."""
        with PDFIUM:
            opened = self._document[page]
            wide, high = opened.get_size()
            opened.close()
        return float(wide), float(high)

    def render(self, page: int, scale: float = 1.0) -> PageImage:
        """Render a page (from 0) on white; `scale` 1 is 72 dpi."""
        with PDFIUM:
            opened = self._document[page]
            bitmap = opened.render(scale=scale, rev_byteorder=True)
            wide, high, stride = bitmap.width, bitmap.height, bitmap.stride
            raw = bytes(bitmap.buffer)
            channels = bitmap.n_channels
            bitmap.close()
            opened.close()
        if channels != 3:
            raise UserError("This page cannot be shown.", "", "Build the report again.")
        if stride != 3 * wide:
            raw = b"".join(raw[row * stride : row * stride + 3 * wide] for row in range(high))
        return PageImage(wide, high, raw)

    def text(self, page: int) -> str:
        """Return the text of a page (from 0) as a reader would copy it."""
        with PDFIUM:
            opened = self._document[page]
            reader = opened.get_textpage()
            words: str = reader.get_text_bounded()
            reader.close()
            opened.close()
        return words

    def headings(self) -> tuple[tuple[str, int], ...]:
        """Return the bookmarks of the first level: their words, and the page (from 0) they lead to."""
        with PDFIUM:
            found = [(mark.get_title(), mark.get_dest()) for mark in self._document.get_toc() if mark.level == 0]
            places = [(title, None if place is None else place.get_index()) for title, place in found]
        return tuple((title, page) for title, page in places if page is not None)

    def close(self) -> None:
        """Free the document; a second call does nothing."""
        with PDFIUM:
            self._document.close()

    def __del__(self) -> None:
        # Left to pypdfium2 the document would be freed without the lock, while another thread may be drawing.
        if hasattr(self, "_document"):
            self.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
