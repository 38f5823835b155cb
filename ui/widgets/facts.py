"""The head of a record: its name with tags, and below it a few facts side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import theme
from ui.widgets.chips import Chip, Mood
from ui.widgets.painting import hairline, text_line, text_width
from ui.widgets.panels import clear_layout
from ui.widgets.text import Text

GAP = 28


@dataclass(frozen=True, slots=True)
class Fact:
    """A label with a value and a quieter addition ("Short list," "16 days")."""

    label: str
    value: str
    addition: str = ""


class FactStrip(QWidget):
    """Facts side by side, split by hairlines; those that find no room are left out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts: tuple[Fact, ...] = ()
        self.setFixedHeight(40)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def set_facts(self, facts: Sequence[Fact]) -> None:
        """Show these facts."""
        self._facts = tuple(facts)
        words = (f"{fact.label}: {', '.join(part for part in (fact.value, fact.addition) if part)}" for fact in facts)
        self.setAccessibleName("; ".join(words))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw label over value, fact by fact."""
        painter = QPainter(self)
        small, body = theme().font("small"), theme().font("body", tabular=True)
        left = 0.0
        for place, fact in enumerate(self._facts):
            value = f"{fact.value}, " if fact.addition else fact.value
            wide = QFontMetricsF(body).horizontalAdvance(value) + text_width(fact.addition, body)
            width = max(wide, text_width(fact.label, small)) + 2
            room = self.width() - left
            if place and room < min(width, 120):
                break
            if place:
                hairline(painter, left - GAP / 2, 2, self.height() - 4, vertical=True)
            area = QRectF(left, 0, room, 18)
            text_line(painter, area, fact.label, theme().color("text3"), small)
            start = left + QFontMetricsF(body).horizontalAdvance(value)
            has_room = self.width() - start > 24
            shown = value if has_room else fact.value
            text_line(painter, QRectF(left, 18, room, 20), shown, theme().color("text"), body)
            if has_room:
                rest = QRectF(start, 18, self.width() - start, 20)
                text_line(painter, rest, fact.addition, theme().color("text2"), body)
            left += width + GAP
        painter.end()


class RecordHead(QWidget):
    """Name, tags, buttons at the right (add them to `buttons`), and the facts below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = Text("", "title")
        self._name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._chips = QHBoxLayout()
        self._chips.setSpacing(6)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.facts = FactStrip()
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(self._name)
        top.addLayout(self._chips)
        top.addStretch(1)
        top.addLayout(self.buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 14, 16, 14)
        column.setSpacing(10)
        column.addLayout(top)
        column.addWidget(self.facts)

    @property
    def name(self) -> str:
        """Return the name shown."""
        return self._name.text()

    def show_name(self, name: str, chips: Sequence[tuple[str, Mood]] = ()) -> None:
        """Show name and tags."""
        self._name.setText(name)
        clear_layout(self._chips)
        for text, mood in chips:
            if text:
                self._chips.addWidget(Chip(text, mood))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the hairline below."""
        painter = QPainter(self)
        hairline(painter, 0, self.height() - 1, self.width())
        painter.end()
