"""A small report in the brand as it is being edited: real pages, built by the worker 300 ms after the last change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from consultant_desk.domain.brand import Brand
from consultant_desk.errors import DeskError
from consultant_desk.services.rows.practice import BrandRow
from reports.built import BuiltReport
from reports.progress import Tell
from ui.reports.builder import Preview, PreviewBuilder
from ui.reports.pages_view import PagesView
from ui.reports.pictures import Opened, PageImages
from ui.shell import Shell
from ui.widgets.panels import Surface
from ui.widgets.text import Text


@dataclass(frozen=True, slots=True)
class _Look:
    """What a sample shows: the brand as its fields say it, and the logo and font it has by the brand of this id."""

    brand_id: str
    logo: str
    font: str
    draft: Brand


class BrandSample(Surface):
    """The pages and what they are. Nothing is built while nobody can see them."""

    def __init__(self, shell: Shell) -> None:
        super().__init__("bg0", lines=("left",))
        self._shell = shell
        self._wanted: _Look | None = None
        self._asked: _Look | None = None
        self.images = PageImages(shell.jobs, self)
        self.pages = PagesView(self.images)
        self.builder = PreviewBuilder(shell.jobs, self)
        self.state = Text("", "small", "text2")
        self.problem = Text("", "small", "warn", wrap=True)
        self.problem.hide()
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 8, 16, 8)
        foot.addWidget(Text("A sample with made-up figures.", "small", "text2"))
        foot.addStretch(1)
        foot.addWidget(self.state)
        warning = QHBoxLayout()
        warning.setContentsMargins(16, 0, 16, 8)
        warning.addWidget(self.problem)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.pages, 1)
        column.addLayout(foot)
        column.addLayout(warning)
        self.builder.started.connect(lambda: self.state.setText("building …"))
        self.builder.built.connect(self._built)
        self.builder.failed.connect(self._failed)

    def show_brand(self, row: BrandRow, draft: Brand) -> None:
        """Show a brand with what its fields say now; the same again builds nothing."""
        self._wanted = _Look(row.id, row.logo_sha256, row.extra_font, draft)
        if self.isVisible():
            self._build()

    def clear(self) -> None:
        """Show nothing."""
        self.builder.stop()
        self._wanted = self._asked = None
        self._show_document(Opened.nothing())

    def showEvent(self, event: QShowEvent) -> None:
        """Build what was not needed before."""
        super().showEvent(event)
        self._build()

    def _build(self) -> None:
        if self._wanted is None or self._wanted == self._asked:
            return
        before, self._asked = self._asked, self._wanted
        look, practice = self._wanted, self._shell.desk.practice

        def build(_cancelled: Callable[[], bool], _tell: Tell) -> BuiltReport:
            # Never cancelled: the worker would be started again, which takes longer than these few pages.
            stored = practice.printed_brand(look.brand_id)
            return practice.sample(replace(look.draft, logo=stored.logo, extra_font=stored.extra_font))

        self.builder.want(build, at_once=before is None or before.brand_id != look.brand_id)

    def _built(self, preview: Preview) -> None:
        self.state.setText("as printed")
        missing = preview.report.missing_glyphs
        self.problem.setText(f"In no font of the brand, and printed as a box: {' '.join(missing[:8])}")
        self.problem.setVisible(bool(missing))
        self._show_document(preview.document)

    def _failed(self, error: DeskError) -> None:
        sentence = error.sentence()
        self._asked = None
        self.state.setText("not built")
        self.pages.show_message(sentence)
        self.problem.setText(sentence)
        self.problem.setVisible(bool(self.images.sizes))

    def _show_document(self, document: Opened) -> None:
        place = self.pages.place()
        self.images.show_document(document)
        self.pages.document_changed(place)
