"""What stands on every page beside the text: band, header, footer, page number, and the mark of a draft.

Header and footers are one line each, between the edge of the paper and the text: what is too long ends in an ellipsis.
"""

from __future__ import annotations

from reports import colours
from reports.fonts import ELLIPSIS, width
from reports.imprint import Paged
from reports.rich import text_of
from reports.sections.cover import clean_line
from reports.setting import Setter
from reports.tags import ReportCanvas
from reports.text import clean, draw_runs
from reports.theme import BAND, MARGIN

_SIZE = 7.5
_SMALLEST = 0.78  # of that size
_HEADER_BELOW_BAND = 15.0
_RULE, _FIRST_LINE, _LEADING = 42.0, 31.0, 10.0
_RAISED = 4.5
"""By how much rule and lines are raised where a third line stands below them: printers leave the edge white."""
_MOST = 400  # characters; no page is as wide
_MARK = 150.0
_MARK_COLOUR = "#F3F4F6"


class Furniture:
    """Draws it, as decoration for the structure tree."""

    def __init__(self, paged: Paged, setter: Setter) -> None:
        imprint = paged.imprint
        self._words, self._theme, self._fonts = paged.words, setter.theme, setter.theme.fonts
        self._draft = imprint.draft
        brand, whole = imprint.brand, self._theme.width
        about = self._shortened(" · ".join(clean_line(clean(part))[:60] for part in imprint.about if part), whole - 60)
        below = (self._fitted(line, whole) for line in (brand.footer, brand.legal_footer))
        self._lines = ((about, _SIZE), *(line for line in below if line[0]))
        self._header = self._shortened(brand.header, whole)
        self._total = str(setter.pages.get("pages", ""))

    def draw(self, canvas: ReportCanvas, *, inner: bool) -> None:
        """Draw under the text of a page; the cover (not `inner`) has neither band nor footer."""
        if canvas.dry:
            return
        with canvas.artifact("Pagination"):
            canvas.saveState()
            if self._draft:
                self._watermark(canvas)
            if inner:
                self._band(canvas)
                self._footer(canvas)
            canvas.restoreState()

    def _band(self, canvas: ReportCanvas) -> None:
        bottom = self._theme.page_height - BAND
        canvas.fill_area(0, bottom, self._theme.page_width, BAND, self._theme.band)
        draw_runs(canvas, self._fonts.runs(self._header), MARGIN, bottom - _HEADER_BELOW_BAND, _SIZE, colours.MUTED)

    def _footer(self, canvas: ReportCanvas) -> None:
        right, raised = self._theme.page_width - MARGIN, _RAISED if len(self._lines) > 2 else 0
        canvas.stroke_line((MARGIN, _RULE + raised), (right, _RULE + raised), colours.RULE, 0.5)
        for number, (line, size) in enumerate(self._lines):
            base = _FIRST_LINE + raised - number * _LEADING
            draw_runs(canvas, self._fonts.runs(line), MARGIN, base, size, colours.MUTED)
        page = self._words.say("footer.page", page=str(canvas.getPageNumber()), pages=self._total)
        runs = self._fonts.runs(text_of(page), tabular=True)
        draw_runs(canvas, runs, right - width(runs, _SIZE), _FIRST_LINE + raised, _SIZE, colours.MUTED)

    def _fitted(self, text: str, room: float) -> tuple[str, float]:
        """Return text on one line and its size: smaller before it is cut, what the law wants there stands whole."""
        size = _SIZE * max(_SMALLEST, min(1.0, room / max(1.0, self._width(clean_line(clean(text[:_MOST]))))))
        return self._shortened(text, room * _SIZE / size), size

    def _shortened(self, text: str, room: float) -> str:
        """Return text on one line that fits the room, ending in an ellipsis where it was cut."""
        whole = clean_line(clean(text[:4_000]))
        if len(whole) <= _MOST and self._width(whole) <= room:
            return whole
        low, high = 0, min(len(whole), _MOST)
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if self._width(whole[:middle] + ELLIPSIS) <= room else (low, middle - 1)
        return whole[:low].rstrip(" ·") + ELLIPSIS

    def _width(self, text: str) -> float:
        return width(self._fonts.runs(text), _SIZE)

    def _watermark(self, canvas: ReportCanvas) -> None:
        canvas.saveState()
        canvas.translate(self._theme.page_width / 2, self._theme.page_height / 2)
        canvas.rotate(52)
        runs = self._fonts.runs(self._words.plain("watermark"), bold=True)
        draw_runs(canvas, runs, -width(runs, _MARK) / 2, -_MARK * 0.35, _MARK, _MARK_COLOUR)
        canvas.restoreState()
