"""The one label of the program: plain text in a role and a tone, elided or wrapped, never markup."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.theme import SEMIBOLD, ColorName, FontRole, theme
from ui.widgets.painting import one_line

WIDEST_HINT = 420
LONGEST = 4_000
"""Characters laid out of one text: laying out 200 000 without a space takes seconds at each width a layout asks for."""
NARROWEST = 40
"""No text is laid out in less room than this: at a width of one pixel each character would be a line."""


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text with its own tone and weight."""

    text: str
    tone: ColorName = "text"
    bold: bool = False


class Text(QLabel):
    """Plain text. One line is elided when room is short; with `wrap` it flows and breaks words that are too long."""

    def __init__(
        self,
        text: str = "",
        role: FontRole = "body",
        tone: ColorName = "text",
        *,
        bold: bool | None = None,
        tabular: bool = False,
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._role: FontRole = role
        self._tone: ColorName = tone
        self._wrap = wrap
        weight = None if bold is None else (SEMIBOLD if bold else 400)
        self.setFont(theme().font(role, weight=weight, tabular=tabular))
        self._spans: tuple[Span, ...] = ()
        self._heights: dict[int, int] = {}
        self._natural = -1
        policy = QSizePolicy(
            QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred if wrap else QSizePolicy.Policy.Fixed
        )
        policy.setHeightForWidth(wrap)
        self.setSizePolicy(policy)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show this text in the label's own tone."""
        self._spans = ()
        self._heights.clear()
        self._natural = -1
        super().setText(text)
        self.updateGeometry()

    def set_spans(self, *spans: Span) -> None:
        """Show runs of different tone and weight as one text."""
        super().setText("".join(span.text for span in spans))
        self._spans = spans
        self._heights.clear()
        self._natural = -1
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Tell Qt that wrapped text needs more height where there is less width."""
        return self._wrap

    def heightForWidth(self, width: int) -> int:
        """Return the height at this width."""
        if not self._wrap:
            return theme().line_height(self._role)
        room = max(NARROWEST, width - self._side_margins())
        if room not in self._heights:  # layouts ask again and again, for many widths, whenever one of them changes
            self._heights[room] = round(self._laid_out(room)[1])
        return self._heights[room] + self._top_margins()

    def sizeHint(self) -> QSize:
        """Return the natural size; wrapped text asks for a readable measure."""
        natural = self._natural_width() + self._side_margins()
        if not self._wrap:
            return QSize(natural, theme().line_height(self._role) + self._top_margins())
        width = min(natural, WIDEST_HINT)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """One line may shrink to a few letters and an ellipsis."""
        narrow = min(self._natural_width(), 40) + self._side_margins()
        return QSize(narrow, theme().line_height(self._role) + self._top_margins())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the text."""
        painter = QPainter(self)
        area = self.contentsRect()
        layout, height = self._laid_out(area.width())
        top = float(area.top())
        align = self.alignment()
        if align & Qt.AlignmentFlag.AlignVCenter:
            top += max(0.0, (area.height() - height) / 2)
        elif align & Qt.AlignmentFlag.AlignBottom:
            top += max(0.0, area.height() - height)
        painter.setPen(theme().color(self._tone) if self.isEnabled() else theme().color("text3"))
        layout.draw(painter, QPointF(area.left(), top))
        painter.end()

    def _side_margins(self) -> int:
        margins = self.contentsMargins()
        return margins.left() + margins.right()

    def _top_margins(self) -> int:
        margins = self.contentsMargins()
        return margins.top() + margins.bottom()

    def _natural_width(self) -> int:
        if self._natural < 0:  # as often asked for as the heights
            self._natural = self._measured()
        return self._natural

    def _measured(self) -> int:
        text = self.text() if self._wrap else one_line(self.text())
        bold = QFont(self.font())
        if any(span.bold for span in self._spans):
            bold.setWeight(QFont.Weight(SEMIBOLD))
        longest = max((text[:4000]).split("\n"), key=len, default="")
        return int(QFontMetricsF(bold).horizontalAdvance(longest[:2000]) + 1.5)

    def _laid_out(self, width: int) -> tuple[QTextLayout, float]:
        text = _bounded(self.text()).replace("\n", "\u2028") if self._wrap else self._elided(width)
        layout = QTextLayout(text, self.font())
        option = QTextOption(self.alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask)
        wrap = QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere if self._wrap else QTextOption.WrapMode.NoWrap
        option.setWrapMode(wrap)
        layout.setTextOption(option)
        layout.setFormats(self._formats(len(text)))
        step = float(theme().line_height(self._role))
        height = 0.0
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(1, width))
            line.setPosition(QPointF(0, height + (step - line.height()) / 2))
            height += step
        layout.endLayout()
        return layout, max(height, step)

    def _elided(self, width: int) -> str:
        text = _bounded(self.text() if self._spans else one_line(self.text()))
        if self._natural_width() <= width:
            return text
        return QFontMetricsF(self.font()).elidedText(text, Qt.TextElideMode.ElideRight, width)

    def _formats(self, length: int) -> list[QTextLayout.FormatRange]:
        formats: list[QTextLayout.FormatRange] = []
        start = 0
        for span in self._spans:
            piece = QTextLayout.FormatRange()
            piece.start = start
            piece.length = min(len(span.text), max(0, length - start))
            style = QTextCharFormat()
            style.setForeground(theme().color(span.tone))
            if span.bold:
                style.setFontWeight(SEMIBOLD)
            piece.format = style
            formats.append(piece)
            start += len(span.text)
        return formats


def _bounded(text: str) -> str:
    """Return what of a very long text is laid out; the rest can be read where the text is edited."""
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"


def heading(text: str, *, tone: ColorName = "text") -> Text:
    """Return a 15 px heading."""
    return Text(text, "heading", tone)


def hint(text: str, *, wrap: bool = False) -> Text:
    """Return an 11 px hint in the quiet tone."""
    return Text(text, "small", "text3", wrap=wrap)
