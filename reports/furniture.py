"""What stands on every page beside the text: the band, the footer, the page number, and the mark of a draft."""

from __future__ import annotations

from reports import colours
from reports.composing import Composition
from reports.fonts import width
from reports.rich import text_of
from reports.sections.cover import clean_line
from reports.setting import Setter
from reports.tags import ReportCanvas
from reports.text import clean, draw_runs
from reports.theme import BAND, MARGIN

_SIZE = 7.5
_MARK = 150.0
_MARK_COLOUR = "#F3F4F6"


class Furniture:
    """Draws it, as decoration for the structure tree."""

    def __init__(self, composition: Composition, setter: Setter) -> None:
        snapshot = composition.snapshot
        self._words, self._theme, self._fonts = composition.words, setter.theme, setter.theme.fonts
        self._draft = not snapshot.issued
        parts = (snapshot.client, snapshot.evaluation_title, composition.version, snapshot.options.marking)
        room = self._theme.width - 60
        self._left = self._shortened(" · ".join(clean_line(clean(part))[:60] for part in parts if part), room)
        self._legal = self._shortened(clean_line(clean(snapshot.brand.legal_footer)), room)
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
        canvas.fill_area(0, self._theme.page_height - BAND, self._theme.page_width, BAND, self._theme.band)

    def _footer(self, canvas: ReportCanvas) -> None:
        right = self._theme.page_width - MARGIN
        canvas.stroke_line((MARGIN, 42), (right, 42), colours.RULE, 0.5)
        draw_runs(canvas, self._fonts.runs(self._left), MARGIN, 31, _SIZE, colours.MUTED)
        draw_runs(canvas, self._fonts.runs(self._legal), MARGIN, 21, _SIZE, colours.MUTED)
        page = self._words.say("footer.page", page=str(canvas.getPageNumber()), pages=self._total)
        runs = self._fonts.runs(text_of(page), tabular=True)
        draw_runs(canvas, runs, right - width(runs, _SIZE), 31, _SIZE, colours.MUTED)

    def _shortened(self, text: str, room: float) -> str:
        shown = text[:400]
        while len(shown) > 4 and width(self._fonts.runs(shown), _SIZE) > room:
            shown = shown[: int(len(shown) * 0.95)].rstrip(" ·…") + "…"
        return shown

    def _watermark(self, canvas: ReportCanvas) -> None:
        canvas.saveState()
        canvas.translate(self._theme.page_width / 2, self._theme.page_height / 2)
        canvas.rotate(52)
        runs = self._fonts.runs(self._words.plain("watermark"), bold=True)
        draw_runs(canvas, runs, -width(runs, _MARK) / 2, -_MARK * 0.35, _MARK, _MARK_COLOUR)
        canvas.restoreState()
