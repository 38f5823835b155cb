"""A column that remembers its heights: among hundreds of others it is asked again whenever one of them changes."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout


class RememberingColumn(QVBoxLayout):
    """Works out the height for a width once, until something inside asks for other room."""

    def __init__(self) -> None:
        super().__init__()
        self._heights: dict[int, int] = {}

    def invalidate(self) -> None:
        """Forget the heights."""
        self._heights.clear()
        super().invalidate()

    def heightForWidth(self, width: int) -> int:
        """Return the height at this width."""
        if width not in self._heights:
            self._heights[width] = super().heightForWidth(width)
        return self._heights[width]
