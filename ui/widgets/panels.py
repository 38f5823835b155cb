"""Surfaces and separators: hairlines, side panels, section bands, empty states, banners, key hints, scrolling."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ui.icons import draw_icon
from ui.theme import SEMIBOLD, ColorName, theme
from ui.widgets.buttons import Button, IconButton, Kind
from ui.widgets.chips import MOODS, Mood
from ui.widgets.painting import hairline, painter_on, text_line, text_width
from ui.widgets.text import Text

READABLE = 440


class Hairline(QWidget):
    """A 1 px separator, lying or standing."""

    def __init__(self, *, vertical: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        if vertical:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().color("line"))
        painter.end()


class Surface(QWidget):
    """A plain ground in one of the two levels, with hairlines at chosen sides ("left", "right", "top", "bottom")."""

    def __init__(self, ground: ColorName = "bg0", *, lines: Sequence[str] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ground: ColorName = ground
        self._lines = frozenset(lines)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground and hairlines."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().color(self._ground))
        if "left" in self._lines:
            hairline(painter, 0, 0, self.height(), vertical=True)
        if "right" in self._lines:
            hairline(painter, self.width() - 1, 0, self.height(), vertical=True)
        if "top" in self._lines:
            hairline(painter, 0, 0, self.width())
        if "bottom" in self._lines:
            hairline(painter, 0, self.height() - 1, self.width())
        painter.end()


class ScrollArea(QScrollArea):
    """Scrolls one column of content; `column` is its layout, on the ground of its surroundings."""

    def __init__(
        self, *, margins: tuple[int, int, int, int] = (24, 16, 24, 24), spacing: int = 8, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content = QWidget()
        content.setAutoFillBackground(False)
        self.column = QVBoxLayout(content)
        self.column.setContentsMargins(*margins)
        self.column.setSpacing(spacing)
        self.setWidget(content)
        content.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)

    def minimumSizeHint(self) -> QSize:
        """Scrolling needs little room."""
        return QSize(80, 60)


class SidePanel(Surface):
    """A scrolling panel on the second level at the right (or left) of the content; `column` is its layout."""

    def __init__(
        self, width: int, *, side: str = "right", ground: ColorName = "bg1", parent: QWidget | None = None
    ) -> None:
        super().__init__(ground, lines=("left",) if side == "right" else ("right",), parent=parent)
        self.setFixedWidth(width)
        self.area = ScrollArea(margins=(24, 12, 24, 24))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1 if side == "right" else 0, 0, 0 if side == "right" else 1, 0)
        outer.setSpacing(0)
        outer.addWidget(self.area, 1)
        self.column = self.area.column


class GroupBand(QWidget):
    """A row of 32 on the second level that names a group, with a count beside it."""

    def __init__(self, title: str, count: str = "", *, margin: int = 24, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._count, self._margin = title, count, margin
        self.setFixedHeight(theme().height("group_row"))
        self.setAccessibleName(title)

    def set(self, title: str, count: str = "") -> None:
        """Show other words."""
        self._title, self._count = title, count
        self.setAccessibleName(title)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the band."""
        painter = painter_on(QPainter(self))
        painter.fillRect(self.rect(), theme().color("bg1"))
        hairline(painter, 0, 0, self.width())
        hairline(painter, 0, self.height() - 1, self.width())
        area = QRectF(self.rect()).adjusted(self._margin, 0, -self._margin, 0)
        width = text_line(painter, area, self._title, theme().color("text"), theme().font("body", weight=SEMIBOLD))
        text_line(
            painter,
            area.adjusted(width + 8, 0, 0, 0),
            self._count,
            theme().color("text3"),
            theme().font("body", tabular=True),
        )
        painter.end()


class EmptyState(QWidget):
    """What a list shows while it is empty: one sentence that teaches, one button, and perhaps other ways."""

    def __init__(
        self,
        sentence: str,
        *,
        icon: str = "",
        title: str = "",
        action: tuple[str, Callable[[], None]] | None = None,
        second: tuple[str, Callable[[], None]] | None = None,
        third: tuple[str, Callable[[], None]] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon = icon
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 72 if icon else 32, 32, 32)
        column.setSpacing(8)
        column.addStretch(2)
        if title:
            self._first = _centred(Text(title, "heading"))
            column.addWidget(self._first)
        self.sentence = _centred(Text(sentence, tone="text2", wrap=True))
        column.addWidget(self.sentence, 0, Qt.AlignmentFlag.AlignHCenter)
        if not title:
            self._first = self.sentence
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        if action is not None:
            first = Button(action[0], Kind.PRIMARY, run=action[1])
            row.addWidget(first)
            self.setFocusProxy(first)
        for other in (second, third):
            if other is not None:
                row.addWidget(Button(other[0], Kind.SECONDARY, run=other[1]))
        row.addStretch(1)
        column.addSpacing(8)
        column.addLayout(row)
        column.addStretch(3)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the sentence the height it needs at its width: a centred item of a layout is not asked for it."""
        super().resizeEvent(event)
        width = max(120, min(READABLE, self.width() - 64))
        self.sentence.setFixedSize(width, self.sentence.heightForWidth(width))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the icon above the words."""
        if not self._icon:
            return
        painter = painter_on(QPainter(self))
        top = max(16.0, float(self._first.geometry().top() - 44))
        draw_icon(painter, self._icon, QRectF(self.width() / 2 - 14, top, 28, 28), theme().color("text3"))
        painter.end()


def _centred(text: Text) -> Text:
    text.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return text


class Banner(QWidget):
    """A sentence across the content about something to know or to do; with an action and a way to close it."""

    closed = Signal()

    def __init__(
        self,
        sentence: str = "",
        mood: Mood = "info",
        *,
        icon: str = "",
        action: tuple[str, Callable[[], None]] | None = None,
        closable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._mood: Mood = mood
        self._icon = icon or ("triangle-alert" if mood in ("warn", "bad") else "info")
        row = QHBoxLayout(self)
        row.setContentsMargins(48, 6, 12, 6)
        row.setSpacing(12)
        self._text = Text(sentence, tone=MOODS[mood][1], wrap=True)
        row.addWidget(self._text, 1)
        if action is not None:
            row.addWidget(Button(action[0], Kind.LINK, run=action[1]))
        if closable:
            row.addWidget(IconButton("x", "Close", side=24, run=self._close))
        self.setMinimumHeight(40)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setAccessibleName(sentence)

    def set_sentence(self, sentence: str) -> None:
        """Say something else."""
        self._text.setText(sentence)
        self.setAccessibleName(sentence)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground and icon."""
        painter = painter_on(QPainter(self))
        ground, tone = MOODS[self._mood]
        painter.fillRect(self.rect(), theme().color(ground))
        draw_icon(painter, self._icon, QRectF(24, self.height() / 2 - 8, 16, 16), theme().color(tone))
        painter.end()

    def _close(self) -> None:
        self.hide()
        self.closed.emit()


class HintBar(QWidget):
    """A bar of 36 at the foot that names the keys of the screen."""

    def __init__(self, hints: Sequence[tuple[str, str]], *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hints = tuple(hints)
        self.setFixedHeight(theme().height("hint_bar"))
        self.setAccessibleName("Keys: " + ", ".join(f"{key} {what}" for key, what in hints))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw key and meaning side by side, as many as fit."""
        painter = painter_on(QPainter(self))
        painter.fillRect(self.rect(), theme().color("bg0"))
        hairline(painter, 0, 0, self.width())
        left = 24.0
        bold, plain = theme().font("small", weight=SEMIBOLD), theme().font("small")
        for key, what in self._hints:
            room = text_width(key, bold) + 4 + text_width(what, plain)
            if left + room > self.width() - 16:
                break
            left += text_line(painter, QRectF(left, 0, 300, self.height()), key, theme().color("text"), bold) + 4
            left += text_line(painter, QRectF(left, 0, 300, self.height()), what, theme().color("text2"), plain) + 20
        painter.end()


def clear_layout(layout: QLayout) -> None:
    """Take everything out of a layout and delete the widgets later, nested layouts included."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
            continue
        nested = item.layout()
        if nested is not None:
            clear_layout(nested)
            nested.deleteLater()
