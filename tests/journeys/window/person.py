"""What a person does: looks for words, clicks on them, types, presses keys, and waits for what happens."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.exceptions import TimeoutError as WaitedTooLong

PATIENCE_MS = 10_000
KEYS = {"Ctrl": Qt.KeyboardModifier.ControlModifier, "Shift": Qt.KeyboardModifier.ShiftModifier}


class Person:
    """Sits before one window. Widgets are found by the words on them or by the name a screen reader says."""

    def __init__(self, window, qtbot):
        self.window = window
        self._qtbot = qtbot

    def wait(self, condition):
        """Wait until something is so."""
        self._qtbot.waitUntil(condition, timeout=PATIENCE_MS)

    def sees(self, words):
        """Wait until words stand somewhere on the screen."""
        try:
            self.wait(lambda: any(words in text for text in self._texts()))
        except WaitedTooLong:
            raise AssertionError(f"no {words!r} among {self._said()}") from None

    def sees_no_more(self, words):
        """Wait until words stand nowhere on the screen."""
        self.wait(lambda: not any(words in text for text in self._texts()))

    def finds(self, name, kind=QWidget):
        """Wait for a control with this text or name, and return it."""
        found = []

        def there():
            found[:] = self._named(name, kind)
            return bool(found)

        try:
            self.wait(there)
        except WaitedTooLong:
            raise AssertionError(f"no {name!r} among {self._said()}") from None
        return found[0]

    def clicks(self, name, kind=QAbstractButton):
        """Click on the middle of a control."""
        self.clicks_on(self.finds(name, kind))

    def clicks_on(self, widget, spot=None):
        """Click on a widget, which must be in sight and lie under the pointer."""
        spot = spot or widget.rect().center()
        self._turns_to(widget.window())
        self.wait(widget.isEnabled)
        self.wait(lambda: self._under(widget, spot) is not None)
        under = self._under(widget, spot)
        QTest.mouseClick(
            under, Qt.MouseButton.LeftButton, pos=under.mapFrom(widget.window(), widget.mapTo(widget.window(), spot))
        )

    def _turns_to(self, window):
        """Make a window the active one: without a window system nobody does when a sheet closes."""
        window.activateWindow()
        self.wait(window.isActiveWindow)

    def _under(self, widget, spot):
        found = widget.window().childAt(widget.mapTo(widget.window(), spot))
        return found if found is widget or (found is not None and widget.isAncestorOf(found)) else None

    def clicks_cell(self, view, index):
        """Click on a cell of a table."""
        view.scrollTo(index)
        self.clicks_on(view.viewport(), view.visualRect(index).center())

    def chooses(self, words):
        """Click on a line of the menu that is open."""
        self.wait(lambda: QApplication.activePopupWidget() is not None)
        menu = QApplication.activePopupWidget()
        action = next(action for action in menu.actions() if action.text().split("\t")[0] == words)
        QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())

    def fills(self, name, text):
        """Click into a field and type over what is there."""
        field = self.finds(name, (QLineEdit, QPlainTextEdit))
        self.clicks_on(field, QPoint(20, field.height() // 2))
        self.wait(field.hasFocus)
        field.selectAll()
        self.types(text)

    def fields(self, name):
        """Wait for a field of a sheet that the keyboard is put into."""
        field = self.finds(name, QLineEdit)
        self._turns_to(field.window())
        self.wait(field.hasFocus)

    def closes_the_sheet(self):
        """Wait until the sheet has done its work and is gone."""
        self.wait(lambda: QApplication.activeModalWidget() is None)

    def types(self, text):
        """Type where the keyboard is."""
        for letter in text:
            QTest.keyClicks(self.focus, letter)

    def presses(self, *keys):
        """Press keys one after the other, such as "Tab", "Ctrl+K" or "x"."""
        for name in keys:
            *held, key = name.split("+")
            modifiers = Qt.KeyboardModifier.NoModifier
            for one in held:
                modifiers |= KEYS[one]
            QApplication.processEvents()
            QTest.keyClick(self.focus, getattr(Qt.Key, f"Key_{key}"), modifiers)

    def tabs_to(self, name):
        """Press Tab until the keyboard is on a control; fail after a whole round."""
        seen = []
        for _ in range(80):
            seen.append(_words(self.focus)[-1])
            if any(words == name or words.startswith((f"{name}: ", f"{name}, ")) for words in _words(self.focus)):
                return
            self.presses("Tab")
        raise AssertionError(f"Tab never comes to {name!r}, only to {seen}")

    @property
    def focus(self):
        """Return what has the keyboard: an open menu, else the focused control, which must be in sight."""
        popup = QApplication.activePopupWidget()
        if popup is not None:
            return popup
        if QApplication.activeWindow() is None:
            self._turns_to(QApplication.activeModalWidget() or self.window)
        focused = QApplication.focusWidget() or QApplication.activeWindow()
        assert focused is not None
        assert focused.isVisible()
        return focused

    def _named(self, name, kind):
        scope = QApplication.activeModalWidget() or self.window
        found = [widget for widget in scope.findChildren(QWidget) if isinstance(widget, kind) and _in_sight(widget)]
        exact = [widget for widget in found if name in _words(widget)]
        return exact or [widget for widget in found if any(words.startswith(f"{name}: ") for words in _words(widget))]

    def _texts(self):
        scope = QApplication.activeModalWidget() or self.window
        for widget in scope.findChildren(QWidget):
            if widget.isVisible():
                yield from _words(widget)

    def _said(self):
        return sorted({text for text in self._texts() if text})


def _words(widget):
    text = getattr(widget, "text", None)
    return [str(text()) if callable(text) else "", widget.accessibleName()]


def _in_sight(widget):
    area = QRect(widget.mapTo(widget.window(), QPoint(0, 0)), widget.size())
    return widget.isVisible() and area.intersects(widget.window().rect())
