"""Where a page is free: a stamp has to hide nothing, where it is set and when a stranger's file is checked."""

from __future__ import annotations

from dataclasses import dataclass

import pypdfium2 as pdfium

from reports.preview import PDFIUM

_WHOLE = 0.6  # what covers this share of a page's height is its ground or a watermark, not its content
_STEP = 6.0


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page in points, from its lower left corner."""

    left: float
    bottom: float
    right: float
    top: float

    def touches(self, other: Box) -> bool:
        """Tell whether both have a place in common."""
        return (
            self.left < other.right and other.left < self.right and self.bottom < other.top and other.bottom < self.top
        )


@dataclass(frozen=True, slots=True)
class PageRoom:
    """The size of a page, and where something stands on it."""

    width: float
    height: float
    taken: tuple[Box, ...]

    def is_free(self, box: Box) -> bool:
        """Tell whether a box lies on the page and hides nothing of it."""
        inside = box.left >= 0 and box.bottom >= 0 and box.right <= self.width and box.top <= self.height
        return inside and not any(box.touches(one) for one in self.taken)

    def place(self, width: float, height: float, margin: float) -> Box | None:
        """Return the lowest free place of this size within the margin, at the right before the left; None if none."""
        bottom = margin
        while bottom + height <= self.height - margin:
            for left in (self.width - margin - width, margin):
                box = Box(left, bottom, left + width, bottom + height)
                if self.is_free(box):
                    return box
            bottom += _STEP
        return None


def room_of_last_page(pdf: bytes) -> tuple[int, PageRoom]:
    """Return the place of the last page (from 0) and what stands on it; `pdfium.PdfiumError` for a broken file."""
    with PDFIUM:
        document = pdfium.PdfDocument(pdf)
        try:
            number = len(document) - 1
            page = document[number]
            width, high = page.get_size()
            bounds = (Box(*one.get_bounds()) for one in page.get_objects(max_depth=1))
            taken = tuple(one for one in bounds if one.top - one.bottom < _WHOLE * high)
            page.close()
        finally:
            document.close()
    return number, PageRoom(float(width), float(high), taken)
