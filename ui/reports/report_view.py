"""One report: options left, its pages in the middle, small pages right, and at the foot where one is."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from consultant_desk.domain.report_options import Section
from consultant_desk.errors import DeskError, EnvironmentFailure
from consultant_desk.services.readiness import Readiness
from consultant_desk.services.reports import ReportSheet
from consultant_desk.services.rows.practice import BrandRow
from consultant_desk.services.sheet import EvaluationSheet, RecommendationSheet
from reports.progress import Stage
from ui.entry import formats
from ui.reports.builder import Build, Preview, PreviewBuilder
from ui.reports.issued_panel import IssuedPanel
from ui.reports.options_panel import OptionsPanel
from ui.reports.pages_view import PagesView
from ui.reports.pictures import Opened, PageImages
from ui.reports.thumbs import Thumbnails
from ui.shell import Shell
from ui.widgets.buttons import Button, IconButton, Kind
from ui.widgets.panels import Banner, Surface
from ui.widgets.reading import pass_keyboard
from ui.widgets.text import Text

NARROW_BELOW = 900


class ReportFoot(Surface):
    """Page and number of pages, zoom, and how long the last build took."""

    def __init__(self, pages: PagesView) -> None:
        super().__init__("bg0", lines=("top",))
        self._pages = pages
        self.place = Text("", tabular=True)
        self.zoom = Button("", Kind.QUIET, run=pages.fit)
        self.zoom.setToolTip("Fit the page, then its width")
        self.state = Text("", tone="text2")
        self.smaller = IconButton("zoom-out", "Smaller", run=pages.zoom_out)
        self.larger = IconButton("zoom-in", "Larger", run=pages.zoom_in)
        self.setFixedHeight(40)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 1, 16, 0)
        row.setSpacing(4)
        row.addWidget(self.place)
        row.addStretch(1)
        for widget in (self.smaller, self.zoom, self.larger):
            row.addWidget(widget)
        row.addSpacing(12)
        row.addWidget(self.state)
        pages.page_changed.connect(lambda _page: self.show_place())
        pages.zoomed.connect(lambda _zoom: self.show_place())

    def show_place(self) -> None:
        """Show page and zoom."""
        count = len(self._pages.images.sizes)
        self.place.setText(f"Page {self._pages.page + 1} of {count}" if count else "")
        self.zoom.set_label(formats().percent(round(self._pages.zoom, 2)))
        self.zoom.setAccessibleName(f"Zoom {self.zoom.text()}, fit the page")


class ReportView(QWidget):
    """Shows a draft with its options, or an issued report as it was frozen. It never reads: the page hands it rows."""

    preview_built = Signal(object)
    elsewhere = Signal(object, str)

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._fresh = True
        self.options = OptionsPanel(shell)
        self.issued = IssuedPanel()
        self.issued.hide()
        self.images = PageImages(shell.jobs, self)
        self.pages = PagesView(self.images)
        self.thumbs = Thumbnails(self.images)
        self.foot = ReportFoot(self.pages)
        self.problem = Banner("", "warn")
        self.problem.hide()
        self.builder = PreviewBuilder(shell.jobs, self)
        self.failure = Banner("", "warn", action=("Build again", self.builder.again))
        self.failure.hide()
        self._sections: dict[Section, int] = {}
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.failure)
        middle.addWidget(self.problem)
        middle.addWidget(self.pages, 1)
        middle.addWidget(self.foot)
        self._right = Surface("bg1", lines=("left",))
        right = QVBoxLayout(self._right)
        right.setContentsMargins(1, 8, 0, 0)
        right.addWidget(self.thumbs)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.options)
        row.addWidget(self.issued)
        row.addLayout(middle, 1)
        row.addWidget(self._right)
        self.options.elsewhere.connect(self.elsewhere)
        self.options.texts.written.connect(self.builder.outdated)
        self.pages.page_changed.connect(self.thumbs.show_page)
        self.thumbs.chosen.connect(self.pages.go)
        self.builder.started.connect(lambda: self.foot.state.setText("building …"))
        self.builder.progressed.connect(self._building)
        self.builder.built.connect(self._built)
        self.builder.failed.connect(self._failed)

    def begin(self) -> None:
        """Forget the report shown before."""
        self.builder.stop()
        self._fresh = True
        self._sections = {}
        self.problem.hide()
        self.failure.hide()
        self._show_document(Opened.nothing())
        self._fresh = True
        self.foot.state.setText("")
        self.options.begin()

    def show_draft(self, sheet: ReportSheet, brands: tuple[BrandRow, ...], build: Build) -> None:
        """Show the options of a draft and build its pages."""
        self.options.show()
        pass_keyboard(self.issued, self.options)
        self.issued.hide()
        self.options.show_report(sheet, brands)
        self.builder.want(build, at_once=self._fresh)

    def show_words(self, sheet: EvaluationSheet, words: RecommendationSheet) -> None:
        """Show what the consultant says."""
        self.options.show_words(sheet, words)

    def show_notes(self, report_id: str, notes: Mapping[Section, str]) -> None:
        """Show the notes of a draft beside its sections."""
        self.options.show_notes(report_id, notes)

    def show_readiness(self, readiness: Readiness) -> None:
        """Show what is left to do before issuing."""
        self.options.show_readiness(readiness)

    def show_issued(self, sheet: ReportSheet, document: Opened) -> None:
        """Show a frozen report."""
        self.builder.stop()
        self.failure.hide()
        self.problem.hide()
        self.issued.show()
        pass_keyboard(self.options, self.issued)
        self.options.hide()
        self.issued.show_report(sheet)
        self._show_document(document)
        self.foot.state.setText("as issued")

    def resizeEvent(self, event: object) -> None:
        """Do without the small pages where there is little room."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._right.setVisible(self.width() >= NARROW_BELOW)

    def _building(self, page: int, pages: int, stage: str) -> None:
        so_far = f" page {page} of {pages}" if page else " finishing" if stage == Stage.FINISHING else ""
        self.foot.state.setText(f"building …{so_far}")

    def _built(self, preview: Preview) -> None:
        self.failure.hide()
        self._show_document(preview.document)
        self.foot.state.setText(f"rebuilt in {formats().number(preview.seconds, decimals=1)} s")
        self._warn(preview)
        self.options.show_sentences(preview.report.sentences)
        self.preview_built.emit(preview)

    def _show_document(self, document: Opened) -> None:
        place = 0.0 if self._fresh else self.pages.place()
        self.images.show_document(document)
        self.pages.document_changed(place)
        self.thumbs.document_changed()
        self._fresh = False
        self.foot.show_place()

    def _warn(self, preview: Preview) -> None:
        report = preview.report
        notes = []
        if report.missing_glyphs:
            shown = " ".join(report.missing_glyphs[:8])
            count = len(report.missing_glyphs)
            what = (
                "1 character is in no font of the report and prints as a box"
                if count == 1
                else f"{count} characters are in no font of the report and print as boxes"
            )
            notes.append(f"{what}: {shown}.")
        if report.shortened:
            notes.append(f"Too long to print whole: {'; '.join(report.shortened[:4])}.")
        self.problem.set_sentence(" ".join(notes))
        self.problem.setVisible(bool(notes))

    def _failed(self, error: DeskError) -> None:
        """Say why there are no new pages; what may go well the next time can be tried again."""
        sentence, again = error.sentence(), isinstance(error, EnvironmentFailure)
        self.foot.state.setText("not built")
        self.pages.show_message("The pages could not be built." if again else sentence)
        there = bool(self.pages.images.sizes)
        self.failure.set_sentence(sentence)
        self.failure.setVisible(again)
        self.problem.set_sentence(sentence)
        self.problem.setVisible(there and not again)
