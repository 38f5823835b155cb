"""The pages in small at the right; a click or the arrow keys go to a page."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.models.lists import ListRow, ListRowsModel
from ui.reports.pictures import PageImages
from ui.theme import theme
from ui.widgets.painting import painter_on, text_line

WIDE, LEFT, GAP = 84, 39, 16
Index = QModelIndex | QPersistentModelIndex


class _ThumbDelegate(QStyledItemDelegate):
    def __init__(self, images: PageImages, view: QListView) -> None:
        super().__init__(view)
        self._images = images
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme().width("report_thumbs") - 16, self._high(index.row()) + GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter_on(painter)
        rect = QRectF(option.rect)
        page = QRectF(LEFT, rect.top() + GAP / 2, WIDE, self._high(index.row()))
        current = index.row() == self._view.currentIndex().row()
        if current:
            painter.fillRect(page.adjusted(-4, -4, 4, 4), theme().color("accent"))
            painter.fillRect(page.adjusted(-2, -2, 2, 2), theme().color("bg1"))
        painter.fillRect(page.adjusted(-1, -1, 1, 1), theme().color("line2"))
        painter.fillRect(page, QColor("#FFFFFF"))
        sizes = self._images.sizes
        if index.row() < len(sizes):
            scale = WIDE / sizes[index.row()].width
            image = self._images.image(index.row(), scale, self._view.devicePixelRatioF())
            if image is not None:
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
                painter.drawImage(page, image)
        number = QRectF(0, page.bottom() - 16, LEFT - 10, 16)
        font = theme().font("small", tabular=True)
        text_line(painter, number, str(index.row() + 1), theme().color("text2"), font, Qt.AlignmentFlag.AlignRight)
        painter.restore()

    def _high(self, page: int) -> int:
        sizes = self._images.sizes
        return round(WIDE * sizes[page].height / sizes[page].width) if page < len(sizes) else round(WIDE * 1.414)


class Thumbnails(QListView):
    """A list of pages, drawn only where they can be seen; `chosen` carries a page from 0."""

    chosen = Signal(int)

    def __init__(self, images: PageImages, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Pages in small")
        self.images = images
        self.images.arrived.connect(lambda _page: self.viewport().update())
        self._rows = ListRowsModel(self)
        self._quiet = False
        self.setModel(self._rows)
        self.setItemDelegate(_ThumbDelegate(self.images, self))
        self.setFixedWidth(theme().width("report_thumbs"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("side", True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.selectionModel().currentChanged.connect(self._current_changed)

    def document_changed(self) -> None:
        """Show the pages of the document the images have now; the current one stays."""
        current, count = max(0, self.currentIndex().row()), len(self.images.sizes)
        self._quiet = True
        if count != self._rows.rowCount():
            self._rows.set_rows([ListRow(str(page), f"Page {page + 1}") for page in range(count)])
        self._quiet = False
        self.show_page(min(current, count - 1))
        self.viewport().update()

    def show_page(self, page: int) -> None:
        """Mark a page as the one looked at."""
        self._quiet = True
        self.setCurrentIndex(self._rows.index(page, 0))
        self._quiet = False

    def _current_changed(self, current: Index, _previous: Index) -> None:
        self.viewport().update()
        if not self._quiet and current.isValid():
            self.chosen.emit(current.row())
