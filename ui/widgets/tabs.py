"""Tabs and steps: a row of 40 with the current one underlined. Left and Right move, Tab passes on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from ui.icons import draw_icon
from ui.theme import SEMIBOLD, theme
from ui.widgets.painting import focus_ring, hairline, painter_on, text_line, text_width


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab: a stable id, words, and a small note beside them (a count, "5 of 11")."""

    id: str
    title: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One step: like a tab, with a check mark once done, else its number.

    One that `leaves` leads away from the work: the arrows only stop at it, Enter, Space or a click goes there.
    """

    id: str
    title: str
    note: str = ""
    done: bool = False
    leaves: bool = False


class _TabButton(QAbstractButton):
    def __init__(self, among: QButtonGroup, parent: QWidget) -> None:
        super().__init__(parent)
        self.among = among
        self.setCheckable(True)
        self.reached_by = Qt.FocusPolicy.StrongFocus
        self.setFocusPolicy(self.reached_by)
        self.title = ""
        self.note = ""
        self.mark = ""
        self.done = False
        self.leaves = False
        self.pad = 4
        self.arrow = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_tab(self, title: str, note: str, *, mark: str = "", done: bool = False) -> None:
        self.title, self.note, self.mark, self.done = title, note, mark, done
        self.setText(title)
        parts = [title, note, "done" if done else ""]
        self.setAccessibleName(", ".join(part for part in parts if part))
        self.updateGeometry()
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        for button in self.among.buttons():  # Qt took Tab from the others, so that a step chosen later was passed over
            if isinstance(button, _TabButton):
                button.setFocusPolicy(button.reached_by)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            beside = self.among.button(self.among.id(self) + (1 if key == Qt.Key.Key_Right else -1))
            if isinstance(beside, _TabButton) and beside.leaves:
                beside.setFocus(Qt.FocusReason.TabFocusReason)
                return
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.leaves:
            self.click()
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        width = 2 * self.pad + text_width(self.title, theme().font("body", weight=SEMIBOLD))
        if self.note:
            width += 8 + text_width(self.note, theme().font("small", tabular=True))
        if self.mark or self.done:
            width += 22
        return QSize(width, theme().height("tabs"))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = painter_on(QPainter(self))
        rect = QRectF(self.rect())
        current = self.isChecked()
        left = rect.left() + self.pad
        if self.done:
            draw_icon(painter, "check", QRectF(left, rect.center().y() - 7, 14, 14), theme().color("accentText"))
            left += 22
        elif self.mark:
            mark = QRectF(left + 2, rect.top(), 18, rect.height())
            text_line(painter, mark, self.mark, theme().color("text3"), theme().font("small", tabular=True))
            left += 22 - 4
        font = theme().font("body", weight=SEMIBOLD if current else None)
        tone = theme().color("text" if current or self.underMouse() else "text2")
        left += text_line(painter, QRectF(left, 0, rect.right() - left, rect.height()), self.title, tone, font) + 8
        if self.note:
            note = QRectF(left, 0.5, rect.right() - left, rect.height())
            text_line(painter, note, self.note, theme().color("text3"), theme().font("small", tabular=True))
        if current:
            painter.fillRect(QRectF(0, rect.height() - 2, rect.width(), 2), theme().color("accentText"))
        if self.hasFocus():
            focus_ring(painter, rect.adjusted(-1, 5, 1, -5))
        painter.end()


class _Bar(QWidget):
    chosen = Signal(str)

    def __init__(self, *, name: str, margin: int, gap: int, pad: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFixedHeight(theme().height("tabs"))
        self._pad = pad
        self._ids: list[str] = []
        self._group = QButtonGroup(self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(margin, 0, 16, 0)
        self._row.setSpacing(gap)
        self._row.addStretch(1)
        self._group.idToggled.connect(self._toggled)

    def current(self) -> str:
        """Return the id of the current entry, or nothing."""
        index = self._group.checkedId()
        return self._ids[index] if 0 <= index < len(self._ids) else ""

    def set_current(self, entry: str) -> None:
        """Make an entry current without telling anyone."""
        if entry in self._ids:
            blocked = self._group.blockSignals(True)
            self._group.button(self._ids.index(entry)).setChecked(True)
            self._group.blockSignals(blocked)
            self.update()

    def focus_current(self) -> None:
        """Put the keyboard on the current entry."""
        button = self._group.checkedButton()
        if button is not None:
            button.setFocus(Qt.FocusReason.OtherFocusReason)

    def minimumSizeHint(self) -> QSize:
        """Entries that find no room are cut at the right edge, so that a narrow window stays narrow."""
        return QSize(120, theme().height("tabs"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the hairline under the row."""
        painter = QPainter(self)
        hairline(painter, 0, self.height() - 1, self.width())
        painter.end()

    def _fit(self, ids: list[str]) -> list[_TabButton]:
        keep = self.current()
        if ids != self._ids:
            for button in self._group.buttons():
                self._group.removeButton(button)
                self._row.removeWidget(button)
                button.hide()
                button.deleteLater()
            self._ids = ids
            for index in range(len(ids)):
                button = _TabButton(self._group, self)
                button.pad = self._pad
                self._group.addButton(button, index)
                self._row.insertWidget(index, button)
            if ids:
                self.set_current(keep if keep in ids else ids[0])
        return [button for button in self._group.buttons() if isinstance(button, _TabButton)]

    def _toggled(self, index: int, checked: bool) -> None:  # noqa: FBT001 - the signature of a Qt signal
        if checked:
            self.chosen.emit(self._ids[index])


class TabsBar(_Bar):
    """Tabs with counts; `chosen` carries the id."""

    def __init__(
        self,
        tabs: Sequence[Tab] = (),
        *,
        name: str = "Tabs",
        margin: int = 20,
        gap: int = 16,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name=name, margin=margin, gap=gap, pad=4, parent=parent)
        self.set_tabs(tabs)

    def set_tabs(self, tabs: Sequence[Tab]) -> None:
        """Show these tabs; the current one stays if it is among them."""
        for button, tab in zip(self._fit([tab.id for tab in tabs]), tabs, strict=True):
            button.show_tab(tab.title, tab.note)


class StepsBar(_Bar):
    """The way through a piece of work, every step open at any time; `chosen` carries the id.

    A click leaves the keyboard to the step that was chosen; the arrows stay here.
    """

    def __init__(self, steps: Sequence[Step] = (), *, name: str = "Steps", parent: QWidget | None = None) -> None:
        super().__init__(name=name, margin=16, gap=20, pad=12, parent=parent)
        self.set_steps(steps)

    def set_steps(self, steps: Sequence[Step]) -> None:
        """Show these steps; the current one stays if it is among them."""
        buttons = self._fit([step.id for step in steps])
        for number, (button, step) in enumerate(zip(buttons, steps, strict=True), start=1):
            button.show_tab(step.title, step.note, mark=str(number), done=step.done)
            button.leaves = step.leaves
            button.reached_by = Qt.FocusPolicy.TabFocus
            button.setFocusPolicy(button.reached_by)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw an arrow between two steps."""
        super().paintEvent(event)
        painter = painter_on(QPainter(self))
        for button in self._group.buttons()[:-1]:
            box = QRectF(button.geometry().right() + 4, (self.height() - 14) / 2, 14, 14)
            draw_icon(painter, "chevron-right", box, theme().color("text3"))
        painter.end()
