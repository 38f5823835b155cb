"""Choosing the look of the cover: three small pictures in the colours of the brand."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from consultant_desk.domain.brand import CoverStyle
from consultant_desk.domain.contrast import label_on
from ui.theme import SEMIBOLD, theme
from ui.widgets.painting import focus_ring, painter_on, rounded, text_line
from ui.widgets.tips import set_tip

NAMES = {
    CoverStyle.BLOCK: ("Block", "A field of colour behind the title"),
    CoverStyle.BAND: ("Band", "A band of colour at the top"),
    CoverStyle.PLAIN: ("Plain", "Type only"),
}
WIDTH, HEIGHT, LABEL = 72, 104, 22
PAPER, INK, SOFT = QColor("#FFFFFF"), QColor("#1B1F24"), QColor("#B9C0C8")


class _Picture(QAbstractButton):
    """One look; `among` lets Tab stop at the chosen one only."""

    def __init__(self, style: CoverStyle, among: QButtonGroup, parent: QWidget) -> None:
        super().__init__(parent)
        self.style_shown, self.among = style, among
        self.primary, self.secondary = "#24408E", "#B45309"
        name, what = NAMES[style]
        self.setText(name)
        self.setAccessibleName(f"Cover: {name}")
        self.setAccessibleDescription(what)
        set_tip(self, what)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        return QSize(WIDTH + 12, HEIGHT + LABEL)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = painter_on(QPainter(self))
        rect = QRectF(self.rect())
        if self.isChecked():
            rounded(painter, rect, fill="tint")
        elif self.underMouse():
            rounded(painter, rect, fill="hover")
        self._page(painter, QRectF(10, 6, WIDTH - 8, HEIGHT - 12))
        font = theme().font("small", weight=SEMIBOLD if self.isChecked() else None)
        tone = theme().color("accentText" if self.isChecked() else "text2")
        area = QRectF(0, HEIGHT - 3, rect.width(), LABEL)
        text_line(painter, area, self.text(), tone, font, Qt.AlignmentFlag.AlignHCenter)
        if self.hasFocus():
            focus_ring(painter, rect)
        painter.end()

    def _page(self, painter: QPainter, page: QRectF) -> None:
        """Draw the first page at a twelfth of its size: what is painted, a title, and lines for the rest."""
        painter.fillRect(page, PAPER)
        unit = page.width() / 100
        ink, title = INK, page.top() + 26 * unit
        if self.style_shown is CoverStyle.BLOCK:
            field = QRectF(page.left(), page.top() + 16 * unit, page.width(), 56 * unit)
            painter.fillRect(field, QColor(self.primary))
            painter.fillRect(QRectF(field.left(), field.bottom(), field.width(), 2), QColor(self.secondary))
            ink, title = QColor(label_on(self.primary)), page.top() + 34 * unit
        elif self.style_shown is CoverStyle.BAND:
            painter.fillRect(QRectF(page.left(), page.top(), page.width(), 5), QColor(self.primary))
            painter.fillRect(QRectF(page.left(), page.top() + 5, page.width(), 2), QColor(self.secondary))
        for line, share in enumerate((0.62, 0.44)):
            painter.fillRect(QRectF(page.left() + 8, title + line * 9 * unit, page.width() * share, 3), ink)
        for line in range(5):
            painter.fillRect(QRectF(page.left() + 8, page.top() + (86 + 9 * line) * unit, 24, 1), SOFT)
            painter.fillRect(QRectF(page.right() - 22, page.top() + (86 + 9 * line) * unit, 14, 1), SOFT)
        painter.setPen(theme().color("line2"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(page.adjusted(0.5, 0.5, -0.5, -0.5))


class CoverChoice(QWidget):
    """The looks side by side; Left and Right move, `chosen` carries the value of a `CoverStyle`."""

    chosen = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self.pictures = {style: _Picture(style, self._group, self) for style in CoverStyle}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for number, picture in enumerate(self.pictures.values()):
            self._group.addButton(picture, number)
            row.addWidget(picture)
        row.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_value(CoverStyle.BLOCK)
        self._group.idToggled.connect(self._toggled)

    @property
    def value(self) -> CoverStyle:
        """Return the look chosen."""
        return next(style for style, picture in self.pictures.items() if picture.isChecked())

    def set_value(self, style: CoverStyle) -> None:
        """Choose without telling anyone."""
        blocked = self._group.blockSignals(True)
        self.pictures[style].setChecked(True)
        self._group.blockSignals(blocked)
        self.setFocusProxy(self.pictures[style])

    def set_colours(self, primary: str, secondary: str) -> None:
        """Draw in these colours."""
        for picture in self.pictures.values():
            picture.primary, picture.secondary = primary, secondary
            picture.update()

    def _toggled(self, number: int, checked: bool) -> None:  # noqa: FBT001 - the signature of a Qt signal
        if checked:
            style = tuple(self.pictures)[number]
            self.setFocusProxy(self.pictures[style])
            self.chosen.emit(style.value)
