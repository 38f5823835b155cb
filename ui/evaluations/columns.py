"""Panes side by side as far as they fit, with hairlines between; the others stand below them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.widgets.panels import Hairline
from ui.widgets.text import Text, hint

MARGIN = 24
WIDEST = 16_777_215


class Pane(QWidget):
    """A part of a page. `width` is fixed beside other panes (0 takes the rest); `least` is what it needs."""

    def __init__(self, title: str, about: str = "", *, width: int = 0, least: int = 320, top: int = 14) -> None:
        super().__init__()
        self.width_beside = width
        self.least = least
        self.title = Text(title, bold=True)
        self.title.setVisible(bool(title))
        self.about = hint(about)
        self.about.setVisible(bool(about))
        self.head = QHBoxLayout()
        self.head.setSpacing(12)
        self.head.addWidget(self.title)
        self.head.addWidget(self.about, 1)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, top, 0, 16)
        self.column.setSpacing(8)
        self.column.addLayout(self.head)

    def say(self, about: str) -> None:
        """Say something else beside the title."""
        self.about.setText(about)
        self.about.setVisible(bool(about))

    def stand(self, *, first: bool, last: bool) -> None:
        """Keep the distance to the hairlines at the sides that have one."""
        margins = self.column.contentsMargins()
        left, right = 0 if first else MARGIN, 0 if last else MARGIN
        self.column.setContentsMargins(left, margins.top(), right, margins.bottom())


class Columns(QWidget):
    """A row of panes over a hairline. Panes that are not wanted leave no gap."""

    def __init__(self, panes: Sequence[Pane], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._panes = tuple(panes)
        self._wanted = dict.fromkeys(panes, True)
        self._lines: list[list[Pane]] = []
        self._rows: list[QHBoxLayout] = []
        self._rules: list[Hairline] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        for pane in self._panes:
            pane.setParent(self)
            pane.hide()  # until the width is known: side by side they would ask for a page as wide as all of them

    def want(self, pane: Pane, *, wanted: bool) -> None:
        """Show a pane, or leave it out."""
        if self._wanted[pane] != wanted:
            self._wanted[pane] = wanted
            self._arrange(self.width())

    def resize_pane(self, pane: Pane, width: int, least: int) -> None:
        """Give a pane another width beside others, and what it needs."""
        if (pane.width_beside, pane.least) != (width, least):
            pane.width_beside, pane.least = width, least
            self._lines = []
            self._arrange(self.width() if self.isVisible() else 0)

    def showEvent(self, event: QShowEvent) -> None:
        """Fit the panes to the width there is; those Qt gives a page before it is shown mean nothing."""
        super().showEvent(event)
        self._arrange(self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stack the panes where they do not fit side by side."""
        super().resizeEvent(event)
        if self.isVisible():
            self._arrange(self.width())

    def _arrange(self, width: int) -> None:
        shown = [pane for pane in self._panes if self._wanted[pane]]
        lines = lines_of([pane.least for pane in shown], width)
        grouped: list[list[Pane]] = []
        for start, end in lines:
            grouped.append(shown[start:end])
        if grouped == self._lines:
            return
        self._clear()
        self._lines = grouped
        self.setVisible(bool(grouped))
        for pane in self._panes:
            pane.setVisible(self._wanted[pane])
        for line in grouped:
            self._add_line(line)

    def _add_line(self, line: list[Pane]) -> None:
        row = QHBoxLayout()
        row.setSpacing(0)
        fills = all(pane.width_beside for pane in line) or len(line) == 1
        for place, pane in enumerate(line):
            if place:
                row.addWidget(self._rule(vertical=True))
            fixed = 0 if fills else pane.width_beside
            pane.setMinimumWidth(fixed)
            pane.setMaximumWidth(fixed or WIDEST)
            pane.stand(first=place == 0, last=place == len(line) - 1)
            row.addWidget(pane, 0 if fixed else 1)
        self._rows.append(row)
        self._column.addLayout(row)
        self._column.addWidget(self._rule(vertical=False))

    def _rule(self, *, vertical: bool) -> Hairline:
        rule = Hairline(vertical=vertical, parent=self)
        rule.show()
        self._rules.append(rule)
        return rule

    def _clear(self) -> None:
        while self._column.takeAt(0) is not None:
            pass
        for row in self._rows:
            while row.takeAt(0) is not None:
                pass
            row.deleteLater()
        for rule in self._rules:
            rule.hide()
            rule.deleteLater()
        self._rows, self._rules = [], []


def lines_of(leasts: Sequence[int], width: int) -> list[tuple[int, int]]:
    """Return which stretches of panes stand in one line: as many as fit, at least one each."""
    lines: list[tuple[int, int]] = []
    start, taken = 0, 0
    for place, least in enumerate(leasts):
        needed = least + (2 * MARGIN if place > start else 0)
        if place > start and taken + needed > width:
            lines.append((start, place))
            start, taken, needed = place, 0, least
        taken += needed
    if leasts:
        lines.append((start, len(leasts)))
    return lines
