"""What every chart has: words and a table for those who do not see it, marks to walk over, and copies of itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QFileDialog, QToolTip, QWidget

from consultant_desk.domain.charts.sheet import ChartTable
from ui.charts.pictures import LegendEntry, png_bytes, png_image, svg_bytes
from ui.charts.table_sheet import TableSheet
from ui.widgets.buttons import MenuItem, build_menu
from ui.widgets.painting import focus_ring, painter_on
from ui.widgets.reading import bring_into_view
from ui.widgets.tips import tip_text

SVG_KIND = "image/svg+xml"
PNG, SVG, TSV = "PNG picture (*.png)", "SVG drawing (*.svg)", "Table (*.tsv)"
SUFFIXES = {PNG: ".png", SVG: ".svg", TSV: ".tsv"}
TOLD_EVERY_MS = 200
"""The words of a chart are not written anew more often than this: no reader keeps up, and frames are short."""
AROUND, ASIDE = 2.0, 8.0
"""How far the ring of the keyboard stands off the mark it is on."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that can be pointed at: where it is painted, what it tells, and the row it stands in.

    `about` is what is read aloud before the tip where that alone would not say enough. A tip that takes a while to
    write, among thousands, is a function.
    """

    box: QRectF
    words: str | Callable[[], str]
    row: int = 0
    about: str = ""

    @property
    def tip(self) -> str:
        """Return what the mark tells."""
        return self.words if isinstance(self.words, str) else self.words()

    @property
    def spoken(self) -> str:
        """Return what is read aloud."""
        return f"{self.about}, {self.tip}" if self.about else self.tip


class Chart(QWidget):
    """A chart that can be read, walked over and copied.

    Subclasses say `as_text` and `table`, paint themselves in `draw`, and name what they paint in `marks`. `to_save`
    carries (path, bytes) of a file the person asked for.
    """

    to_save = Signal(object, bytes)
    opens = False
    """Whether a mark leads somewhere; then a click or Enter calls `open_mark`."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self._at = -1
        self._marks: tuple[Mark, ...] | None = None
        self._hint = QSize(), 0
        self._untold = False
        self._pause = QTimer(self, singleShot=True, interval=TOLD_EVERY_MS)
        self._pause.timeout.connect(self._tell)

    def as_text(self) -> str:
        """Return the chart in sentences."""
        raise NotImplementedError

    def table(self) -> ChartTable:
        """Return all figures of the chart, those too that are not drawn."""
        raise NotImplementedError

    def draw(self, painter: QPainter, shown: QRectF) -> None:
        """Paint what lies in `shown`; without ground and without focus."""
        raise NotImplementedError

    def find_marks(self) -> Sequence[Mark]:
        """Work out what can be pointed at, row by row and from the left."""
        return ()

    def marks(self) -> tuple[Mark, ...]:
        """Return what can be pointed at; it is worked out once for each size and each data."""
        if self._marks is None:
            self._marks = tuple(self.find_marks())
        return self._marks

    def legend(self) -> Sequence[LegendEntry]:
        """Return the colours a picture has to explain."""
        return ()

    def open_mark(self, place: int) -> None:
        """Go where the mark at this place leads."""

    def say(self) -> None:
        """Offer the chart's words to a screen reader and repaint; call it when the data changed."""
        self._at, self._marks = -1, None
        self._untold = True
        if not self._pause.isActive():
            self._tell()
        hint = self.sizeHint(), self.heightForWidth(self.width())
        if hint != self._hint:
            self._hint = hint
            self.updateGeometry()
        self.update()

    def picture(self) -> QImage:
        """Return the chart as a picture on the light ground, at twice the size of the screen."""
        return png_image(self)

    def copy_picture(self) -> None:
        """Put the picture on the clipboard."""
        QGuiApplication.clipboard().setImage(self.picture())

    def copy_svg(self) -> None:
        """Put the drawing on the clipboard, for programs that know drawings and for those that know text only."""
        drawing = svg_bytes(self)
        data = QMimeData()
        data.setData(SVG_KIND, drawing)
        data.setText(drawing.decode())
        QGuiApplication.clipboard().setMimeData(data)

    def copy_text(self) -> None:
        """Put the words on the clipboard."""
        QGuiApplication.clipboard().setText(self.as_text())

    def copy_table(self) -> None:
        """Put the figures on the clipboard, as a spreadsheet takes them."""
        QGuiApplication.clipboard().setText(self.table().tsv())

    def show_table(self) -> None:
        """Show the figures as a table."""
        TableSheet(self.window(), self.accessibleName(), self.table(), self.copy_table).open()

    def save(self) -> None:
        """Ask for a file and write the chart to it."""
        plain = "".join(letter if letter.isalnum() or letter in " -" else "" for letter in self.accessibleName())
        name, kind = QFileDialog.getSaveFileName(self, "Save chart", f"{plain}.png", ";;".join(SUFFIXES))
        if name:
            self.save_as(Path(name), SUFFIXES.get(kind, ".png"))

    def save_as(self, path: Path, suffix: str) -> None:
        """Have the chart written to a path; the ending named decides, else `suffix` is added."""
        suffixes = set(SUFFIXES.values())
        target = path if path.suffix.lower() in suffixes else path.with_name(path.name + suffix)
        made = {".png": lambda: png_bytes(self), ".svg": lambda: svg_bytes(self), ".tsv": self._table_bytes}
        self.to_save.emit(target, made[target.suffix.lower()]())

    def menu_items(self) -> list[MenuItem]:
        """Return the lines of the menu."""
        return [
            MenuItem("Copy as picture (PNG)", self.copy_picture, "image", "Ctrl+C"),
            MenuItem("Copy as SVG", self.copy_svg, "image"),
            MenuItem("Copy as table", self.copy_table, "copy"),
            MenuItem("Copy as text", self.copy_text, "copy"),
            MenuItem(""),
            MenuItem("Show as table", self.show_table, "list-checks"),
            MenuItem("Save as …", self.save, "download"),
        ]

    def mark_at(self, position: QPointF) -> int:
        """Return the place of the mark under a position, -1 where there is none; the last painted lies on top."""
        marks = self.marks()
        return next((place for place in range(len(marks) - 1, -1, -1) if marks[place].box.contains(position)), -1)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to copy."""
        build_menu(self, self.menu_items()).popup(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy with Ctrl+C, walk over the marks with the arrows, follow one with Enter."""
        steps: dict[int, Callable[[], int]] = {
            Qt.Key.Key_Left: lambda: self._beside(-1),
            Qt.Key.Key_Right: lambda: self._beside(1),
            Qt.Key.Key_Up: lambda: self._in_row(-1),
            Qt.Key.Key_Down: lambda: self._in_row(1),
            Qt.Key.Key_Home: lambda: 0,
            Qt.Key.Key_End: lambda: len(self.marks()) - 1,
        }
        step = steps.get(event.key())
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_picture()
        elif step is not None and self.marks():
            self._go(step())
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.opens and self.marks():
            self.open_mark(max(self._at, 0))
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Tell what the mark under the pointer says."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = self.mark_at(QPointF(event.pos()))
            if place < 0:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), tip_text(self.marks()[place].tip), self)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Follow the mark that was clicked."""
        place = self.mark_at(event.position())
        if event.button() is Qt.MouseButton.LeftButton and place >= 0:
            self._at = place
            self.update()
            if self.opens:
                self.open_mark(place)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show where a click leads somewhere."""
        hand = self.opens and self.mark_at(event.position()) >= 0
        self.setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Scroll to the chart the keyboard comes to."""
        super().focusInEvent(event)
        if event.reason() not in {Qt.FocusReason.MouseFocusReason, Qt.FocusReason.ActiveWindowFocusReason}:
            bring_into_view(self)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leave the mark; the next visit starts at the chart as a whole."""
        super().focusOutEvent(event)
        if self._at >= 0 and event.reason() is not Qt.FocusReason.PopupFocusReason:
            QToolTip.hideText()
            self._pause.stop()
            self.say()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Look for the marks at their new places."""
        super().resizeEvent(event)
        self._marks = None

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the chart, and the ring around it or around the mark the keyboard is on."""
        painter = painter_on(QPainter(self))
        self.draw(painter, event.rect().toRectF())
        if self.hasFocus():
            if self._at >= 0:
                focus_ring(painter, self.marks()[self._at].box.adjusted(-AROUND, -AROUND, AROUND, AROUND), radius=3)
            else:
                # Wider than the chart, so that its sides lie outside and cross no text.
                focus_ring(painter, self.rect().toRectF().adjusted(-ASIDE, 0, ASIDE, 0))
        painter.end()

    def _tell(self) -> None:
        """Offer the words: at once, but while data come with every frame of a drag only now and then."""
        if self._untold and self._at < 0:
            self._untold = False
            self.setAccessibleDescription(self.as_text())
            self._pause.start()

    def _table_bytes(self) -> bytes:
        return self.table().tsv().encode()

    def _beside(self, step: int) -> int:
        return min(max(self._at + step, 0), len(self.marks()) - 1)

    def _in_row(self, step: int) -> int:
        """Return the mark of the next or previous row that stands nearest to the one the keyboard is on."""
        marks = self.marks()
        if self._at < 0:
            return 0
        here = marks[self._at]
        rows = sorted({mark.row for mark in marks})
        row = rows[min(max(rows.index(here.row) + step, 0), len(rows) - 1)]
        places = [place for place, mark in enumerate(marks) if mark.row == row]
        return min(places, key=lambda place: abs(marks[place].box.center().x() - here.box.center().x()))

    def _go(self, place: int) -> None:
        self._at = place
        mark = self.marks()[place]
        self.setAccessibleDescription(mark.spoken)
        bring_into_view(self, mark.box.toAlignedRect())
        QToolTip.showText(self.mapToGlobal(mark.box.bottomLeft().toPoint()), tip_text(mark.tip), self)
        self.update()
