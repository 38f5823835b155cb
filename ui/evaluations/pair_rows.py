"""Rows of two fields that belong together: points of a curve, levels with their values, meanings of a score."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.widgets.buttons import Button, IconButton, Kind
from ui.widgets.fields import Field
from ui.widgets.text import Text

NARROW = 96


@dataclass(frozen=True, slots=True)
class Pair:
    """The texts of one row; `origin` is what the left one was when the editor opened, empty for a new row."""

    left: str
    right: str
    origin: str = ""


class PairRows(QWidget):
    """Rows that can be added and taken away; `changed` is sent with every key."""

    changed = Signal()

    def __init__(
        self, left: str, right: str, add: str, *, wide_right: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._titles = (left, right)
        self._wide_right = wide_right
        self._fields: list[tuple[Field, Field, str, QWidget]] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        head = QHBoxLayout()
        head.setSpacing(8)
        first, second = Text(left, "small", "text2"), Text(right, "small", "text2")
        (first if wide_right else second).setFixedWidth(NARROW)
        head.addWidget(first, 0 if wide_right else 1)
        head.addWidget(second, 1 if wide_right else 0)
        head.addSpacing(40)
        self._column.addLayout(head)
        self._add = Button(add, Kind.LINK, icon="plus", small=True, run=self._add_empty)
        foot = QHBoxLayout()
        foot.addWidget(self._add)
        foot.addStretch(1)
        self._column.addLayout(foot)

    def show_pairs(self, pairs: Sequence[Pair]) -> None:
        """Show these rows instead."""
        for _, _, _, row in list(self._fields):
            self._drop(row)
        for pair in pairs:
            self._append(pair)

    def pairs(self) -> list[Pair]:
        """Return the rows that are not empty."""
        rows = [Pair(left.text().strip(), right.text().strip(), origin) for left, right, origin, _ in self._fields]
        return [pair for pair in rows if pair.left or pair.right]

    def _add_empty(self) -> None:
        self._append(Pair("", ""))
        self._fields[-1][0].setFocus()
        self.changed.emit()

    def _append(self, pair: Pair) -> None:
        number = len(self._fields) + 1
        left = Field(pair.left, name=f"{self._titles[0]} {number}")
        right = Field(pair.right, name=f"{self._titles[1]} {number}")
        (left if self._wide_right else right).setFixedWidth(NARROW)
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(left, 0 if self._wide_right else 1)
        line.addWidget(right, 1 if self._wide_right else 0)
        line.addWidget(IconButton("x", f"Take row {number} away", run=lambda: self._take_away(row)))
        for field in (left, right):
            field.textChanged.connect(self.changed)
        self._fields.append((left, right, pair.origin, row))
        self._column.insertWidget(len(self._fields), row)

    def _take_away(self, row: QWidget) -> None:
        self._drop(row)
        self._add.setFocus()
        self.changed.emit()

    def _drop(self, row: QWidget) -> None:
        self._fields = [entry for entry in self._fields if entry[3] is not row]
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()
