"""What a tab of the earnings is to the view that holds it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget


class LedgerTab(QWidget):
    """A tab that is made when it is first shown. `counted` carries the figure beside its name."""

    counted = Signal(int)

    def read(self) -> None:
        """Start reading what it shows; called each time it comes into view, and when something changed meanwhile."""
        raise NotImplementedError

    def panes(self) -> tuple[QWidget, ...]:
        """Return what F6 walks through."""
        return (self,)

    def back(self) -> bool:
        """Go one step back inside the tab; False when there is none."""
        return False
