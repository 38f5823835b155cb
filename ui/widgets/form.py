"""A form: labels at the left, fields at the right, help below; labels name their fields for a screen reader."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QWidget

from ui.theme import theme
from ui.widgets.text import Text, hint

LABEL_WIDTH = 120


class Form(QWidget):
    """Rows of label and field."""

    def __init__(self, *, label_width: int = LABEL_WIDTH, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: dict[QWidget, tuple[QWidget, ...]] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnMinimumWidth(0, label_width)
        self._grid.setColumnStretch(1, 1)

    def add(self, label: str, field: QWidget, *, help_text: str = "", tall: bool = False) -> None:
        """Add a row; `tall` fields carry their label at the top."""
        row = self._grid.rowCount()
        caption = Text(label, tone="text2")
        caption.setBuddy(field)
        caption.setFixedHeight(theme().height("control"))
        caption.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if not field.accessibleName():
            field.setAccessibleName(label)
        side = Qt.AlignmentFlag.AlignTop if tall else Qt.AlignmentFlag.AlignVCenter
        self._grid.addWidget(caption, row, 0, side)
        self._grid.addWidget(field, row, 1)
        if help_text:
            field.setAccessibleDescription(help_text)
            below = hint(help_text, wrap=True)
            self._grid.addWidget(below, row + 1, 1)
            self._rows[field] = (caption, field, below)
        else:
            self._rows[field] = (caption, field)

    def show_row(self, field: QWidget, *, shown: bool) -> None:
        """Show or hide the row of a field with its label and help."""
        for widget in self._rows[field]:
            widget.setVisible(shown)

    def add_wide(self, widget: QWidget) -> None:
        """Add a widget across both columns."""
        self._grid.addWidget(widget, self._grid.rowCount(), 0, 1, 2)

    def add_pair(self, label: str, first: QWidget, second: QWidget) -> None:
        """Add a row with two fields side by side."""
        pair = side_by_side(first, second, gap=8)
        pair.setFocusProxy(first)
        self.add(label, pair)


class Sentence(QWidget):
    """Fields with the words between them, so that no box stands without a name; empty words take no room."""

    def __init__(self, *parts: QWidget | str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words: list[Text] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for part in parts:
            if isinstance(part, str):
                words = Text("", tone="text2")
                self._words.append(words)
                row.addWidget(words)
                self.say(len(self._words) - 1, part)
            else:
                row.addWidget(part)
        row.addStretch(1)
        self.setFocusProxy(next(part for part in parts if not isinstance(part, str)))

    def say(self, place: int, words: str) -> None:
        """Say other words, the first being those of place 0."""
        self._words[place].setText(words)
        self._words[place].setVisible(bool(words))


def labelled(label: str, field: QWidget) -> QWidget:
    """Return a field with a small label above it, as side editors use."""
    box = QWidget()
    grid = QGridLayout(box)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setVerticalSpacing(4)
    caption: QLabel = Text(label, "small", "text2")
    caption.setBuddy(field)
    if not field.accessibleName():
        field.setAccessibleName(label)
    grid.addWidget(caption, 0, 0)
    grid.addWidget(field, 1, 0)
    return box


def side_by_side(first: QWidget, second: QWidget, *, gap: int = 12) -> QWidget:
    """Return two fields beside each other: one under the other a sheet would be taller than a small screen."""
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(gap)
    row.addWidget(first, 1)
    row.addWidget(second, 1)
    return box
