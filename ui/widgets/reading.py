"""The order of Tab: as the page is read, in whatever order its widgets were made.

Qt walks widgets in the order they came into the window, so that a line added later would come after everything else.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication, QButtonGroup, QGridLayout, QLayout, QScrollArea, QWidget

ROOM = 24
"""What is brought into view keeps this distance to the edge."""


def reading_order(root: QWidget) -> list[QWidget]:
    """Return what Tab stops at inside a window, as its layouts show it."""
    return [widget for widget in _shown(root) if _stops(widget)]


def move_focus(root: QWidget, *, forward: bool) -> bool:
    """Put the keyboard on the next or the previous control of a window; False when there is none."""
    before: list[QWidget] = []
    after: list[QWidget] = []
    focused, passed = QApplication.focusWidget(), False
    for widget in _shown(root):
        if widget is focused:
            passed = True
        elif _stops(widget):
            (after if passed else before).append(widget)
    way = [*after, *before] if forward else [*reversed(before), *reversed(after)]
    if not way:
        return False
    way[0].setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
    bring_into_view(way[0])
    return True


def enter_pane(pane: QWidget) -> bool:
    """Put the keyboard on a pane or on its first control, where it can be seen; False when nothing there takes it."""
    if not pane.isVisible() or not pane.isEnabled():
        return False
    if pane.focusPolicy() == Qt.FocusPolicy.NoFocus and not reading_order(pane):
        return False
    pane.setFocus(Qt.FocusReason.OtherFocusReason)
    holder = pane.window().focusWidget()  # the pane, or what it passed the keyboard on to
    if holder is not None and holder.focusPolicy() == Qt.FocusPolicy.NoFocus:
        first = next(iter(reading_order(holder)), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)
            bring_into_view(first)
    return True


def pass_keyboard(leaving: QWidget, heir: QWidget) -> None:
    """Give the keyboard to `heir` if it is in something about to be hidden: Qt would give it to the window's first.

    The window is asked rather than the application: while a sheet lies over it, it only remembers who has it.
    """
    holder = leaving.window().focusWidget()
    if holder is not None and (holder is leaving or leaving.isAncestorOf(holder)):
        heir.setFocus(Qt.FocusReason.OtherFocusReason)


def bring_into_view(widget: QWidget, part: QRect | None = None) -> None:
    """Scroll what a widget stands in so that it can be seen, or a part of it; nothing moves where it can."""
    box = part or widget.rect()
    above = widget.parentWidget()
    while above is not None and not above.isWindow():
        content = above.widget() if isinstance(above, QScrollArea) else None
        if isinstance(above, QScrollArea) and content is not None and content.isAncestorOf(widget):
            spot = QRect(widget.mapTo(content, box.topLeft()), box.size())
            high = min(spot.height(), above.viewport().height() - 2 * ROOM)  # of a tall one, the upper part
            above.ensureVisible(spot.center().x(), spot.top() + high, ROOM, ROOM)
            above.ensureVisible(spot.center().x(), spot.top(), ROOM, ROOM)
        above = above.parentWidget()


def _stops(widget: QWidget) -> bool:
    """Tell whether Tab stops here; of buttons that are one choice (their `among`) it stops at the one chosen.

    The group is not asked of the button: PySide6 would take it for a child of the button, as with every function that
    returns an object, and free both with the next garbage.
    """
    if not widget.isEnabled():
        return False
    among = getattr(widget, "among", None)
    chosen = among.checkedButton() if isinstance(among, QButtonGroup) else None
    if chosen is not None:
        return widget is chosen and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def _shown(widget: QWidget) -> Iterator[QWidget]:
    """Yield what is shown inside a widget: what its layout places first, then the rest."""
    layout = widget.layout()
    placed = list(_placed(layout)) if layout is not None else []
    known = set(placed)
    rest = [child for child in widget.children() if isinstance(child, QWidget) and child not in known]
    for child in (*placed, *rest):
        if child.isVisible() and not child.isWindow():
            yield child
            yield from _shown(child)


def _placed(layout: QLayout) -> Iterator[QWidget]:
    places = list(range(layout.count()))
    if isinstance(layout, QGridLayout):
        grid = layout
        places.sort(key=lambda place: grid.getItemPosition(place)[:2])  # type: ignore[index]
    for place in places:
        item = layout.itemAt(place)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            yield widget
        elif inner is not None:
            yield from _placed(inner)
