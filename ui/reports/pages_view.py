"""The pages of a report, one below the other on the backdrop: scrolled, zoomed, walked through by keyboard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from ui.reports.pictures import PageImages, PageSize
from ui.theme import theme
from ui.widgets.painting import focus_ring, painter_on, text_line

GAP, TOP = 16, 18
ZOOMS = (0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 2.0, 3.0)


class PagesView(QAbstractScrollArea):
    """Shows pages at a zoom (1: a pixel for a point); `page_changed` follows the page looked at, `zoomed` the zoom.

    Without a zoom chosen the whole page is shown, or all its width, one after the other by `fit`.
    """

    page_changed = Signal(int)
    zoomed = Signal(float)

    def __init__(self, images: PageImages, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.images = images
        self.images.arrived.connect(lambda _page: self.viewport().update())
        self._zoom = 0.0
        self._wide = False
        self._page = 0
        self._message = ""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._follow())
        self._tell()

    @property
    def page(self) -> int:
        """Return the page in the middle, from 0."""
        return self._page

    @property
    def zoom(self) -> float:
        """Return the zoom shown."""
        return self._zoom or self._fitting()

    def place(self) -> float:
        """Return the place at the top edge: a page from 0, and the part of it scrolled by."""
        if not self.images.sizes:
            return 0.0
        top = self.verticalScrollBar().value()
        for page, size in enumerate(self.images.sizes):
            rect = self._rect(page)
            if rect.bottom() + GAP > top or page == len(self.images.sizes) - 1:
                return page + max(0.0, min(0.999, (top + TOP - rect.top()) / max(1, self._height(size))))
        return 0.0

    def document_changed(self, place: float) -> None:
        """Show the document the images have now, from a place on."""
        self._message = ""
        self._lay_out()
        self._go_to(place)
        self._tell()
        self.viewport().update()

    def show_message(self, message: str) -> None:
        """Say in place of the pages why there are none; pages shown before stay."""
        self._message = message
        self.viewport().update()

    def go(self, page: int) -> None:
        """Show the top of a page."""
        if self.images.sizes:
            self._go_to(float(max(0, min(page, len(self.images.sizes) - 1))))

    def set_zoom(self, zoom: float) -> None:
        """Zoom, keeping the place; 0 fits."""
        place = self.place()
        self._zoom = zoom
        self._lay_out()
        self._go_to(place)
        self.zoomed.emit(self.zoom)
        self.viewport().update()

    def fit(self) -> None:
        """Show the whole page; when it is shown already, all of its width."""
        self._wide = not self._wide if self._zoom == 0.0 else False
        self.set_zoom(0.0)

    def zoom_in(self) -> None:
        """Zoom to the next step."""
        self.set_zoom(next((step for step in ZOOMS if step > self.zoom + 0.01), ZOOMS[-1]))

    def zoom_out(self) -> None:
        """Zoom to the step before."""
        self.set_zoom(next((step for step in reversed(ZOOMS) if step < self.zoom - 0.01), ZOOMS[0]))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk by page, zoom with plus and minus, 0 fits the page, then its width."""
        key = event.key()
        if key in (Qt.Key.Key_PageDown, Qt.Key.Key_Right, Qt.Key.Key_J):
            self.go(self._page + 1)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_Left, Qt.Key.Key_K):
            self.go(self._page - 1)
        elif key == Qt.Key.Key_Home:
            self.go(0)
        elif key == Qt.Key.Key_End:
            self.go(len(self.images.sizes) - 1)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_in()
        elif key == Qt.Key.Key_Minus:
            self.zoom_out()
        elif key == Qt.Key.Key_0:
            self.fit()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            by = 60 if key == Qt.Key.Key_Down else -60
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() + by)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and the wheel zoom."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y() > 0:
                self.zoom_in()
            else:
                self.zoom_out()
            event.accept()
            return
        super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pages anew."""
        place = self.place()
        super().resizeEvent(event)
        self._lay_out()
        self._go_to(place)
        self.zoomed.emit(self.zoom)

    def viewportEvent(self, event: QEvent) -> bool:
        """Draw the pages through the viewport."""
        if event.type() == QEvent.Type.Paint and isinstance(event, QPaintEvent):
            self._paint(event)
            return True
        return super().viewportEvent(event)

    def _paint(self, event: QPaintEvent) -> None:
        painter = painter_on(QPainter(self.viewport()))
        painter.fillRect(self.viewport().rect(), theme().color("hover"))
        scroll = QRectF(event.rect()).translated(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        painter.translate(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())
        ratio = self.devicePixelRatioF()
        visible = [page for page in range(len(self.images.sizes)) if self._rect(page).intersects(scroll)]
        for page in reversed(visible):
            self._paint_page(painter, page, ratio)
        painter.resetTransform()
        if not self.images.sizes:
            area = QRectF(self.viewport().rect()).adjusted(24, 0, -24, 0)
            text_line(
                painter, area, self._message or "The pages are being built …", theme().color("text2"),
                theme().font("body"), Qt.AlignmentFlag.AlignHCenter,
            )  # fmt: skip
        if self.hasFocus():
            focus_ring(painter, QRectF(self.viewport().rect()), radius=0)
        painter.end()

    def _paint_page(self, painter: QPainter, page: int, ratio: float) -> None:
        rect = self._rect(page)
        painter.fillRect(rect, QColor("#FFFFFF"))
        image = self.images.image(page, self.zoom, ratio)
        if image is not None:
            size = image.deviceIndependentSize()
            if abs(size.width() - rect.width()) <= 2:
                painter.drawImage(rect.topLeft(), image)  # a pixel less or more must not blur the letters
            else:
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
                painter.drawImage(rect, image)
        painter.setPen(theme().color("line2"))
        painter.drawRect(rect.adjusted(-0.5, -0.5, 0.5, 0.5))

    def _rect(self, page: int) -> QRectF:
        top = float(TOP)
        for before in self.images.sizes[:page]:
            top += self._height(before) + GAP
        size = self.images.sizes[page]
        width = round(size.width * self.zoom)
        room = max(self.viewport().width(), self._widest() + 2 * GAP)
        return QRectF(round((room - width) / 2), round(top), width, self._height(size))

    def _height(self, size: PageSize) -> int:
        return round(size.height * self.zoom)

    def _widest(self) -> int:
        return max((round(size.width * self.zoom) for size in self.images.sizes), default=0)

    def _fitting(self) -> float:
        sizes = self.images.sizes
        wide = (self.viewport().width() - 4 * GAP) / max((size.width for size in sizes), default=595.0)
        if self._wide:
            return max(0.25, min(2.0, wide))
        high = (self.viewport().height() - 2 * TOP) / max((size.height for size in sizes), default=842.0)
        return max(0.25, min(2.0, wide, high))

    def _lay_out(self) -> None:
        sizes = self.images.sizes
        total = 2 * TOP + sum(self._height(size) + GAP for size in sizes) - (GAP if sizes else 0)
        vertical, horizontal = self.verticalScrollBar(), self.horizontalScrollBar()
        vertical.setPageStep(self.viewport().height())
        vertical.setSingleStep(40)
        vertical.setRange(0, max(0, total - self.viewport().height()))
        horizontal.setPageStep(self.viewport().width())
        horizontal.setRange(0, max(0, self._widest() + 2 * GAP - self.viewport().width()))

    def _go_to(self, place: float) -> None:
        if self.images.sizes:
            page = min(int(place), len(self.images.sizes) - 1)
            rect = self._rect(page)
            self.verticalScrollBar().setValue(round(rect.top() - TOP + (place - int(place)) * rect.height()))
            self._follow()

    def _follow(self) -> None:
        middle = self.verticalScrollBar().value() + self.viewport().height() * 0.4
        page = next(
            (page for page in range(len(self.images.sizes)) if self._rect(page).bottom() + GAP > middle),
            max(0, len(self.images.sizes) - 1),
        )
        if page != self._page:
            self._page = page
            self._tell()
            self.page_changed.emit(page)

    def _tell(self) -> None:
        count = len(self.images.sizes)
        self.setAccessibleName(f"Pages of the report: page {self._page + 1} of {count}" if count else "Pages")
