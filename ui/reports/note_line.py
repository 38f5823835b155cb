"""The note of one section: Markdown in the consultant's own words, printed at the section's end."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.buttons import MenuItem, build_menu
from ui.widgets.prose import INSET, KEYS, Prose, shortened
from ui.widgets.reading import bring_into_view
from ui.widgets.text import Span, hint

MARKDOWN = "bold **, italic *, lists -, links [words](address), tables |"


class NoteLine(QWidget):
    """`edited` carries the whole note, empty when it is deleted; `emptied` tells that there is nothing to show."""

    edited = Signal(str)
    emptied = Signal()

    def __init__(self, title: str) -> None:
        super().__init__()
        name = f"Note: {title}"
        self.text = ""
        self.prose = Prose([("text", name, "What else your client should know")], name=name, keys=f"{MARKDOWN}\n{KEYS}")
        caption = hint("Note")
        caption.setContentsMargins(INSET, 0, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 4, 12, 6)
        column.setSpacing(0)
        column.addWidget(caption)
        column.addWidget(self.prose)
        self.prose.edited.connect(lambda _key, text: self._edited(text))
        self.prose.closed.connect(self._closed)
        self.show_note("")

    def show_note(self, markdown: str) -> None:
        """Show the note as it is stored."""
        self.text = markdown
        span = Span(shortened(markdown)) if markdown.strip() else Span("No note", "text3")
        self.prose.show_texts({"text": markdown}, [span])

    def edit(self) -> None:
        """Open the editor, where it can be seen."""
        self.prose.edit("text")
        QTimer.singleShot(0, self, lambda: bring_into_view(self))  # it has no place before its layout was done

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the note away by Delete."""
        if event.key() == Qt.Key.Key_Delete and not self.prose.editing:
            self._delete()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with it."""
        items = [
            MenuItem("Edit", self.prose.edit, "pencil", "Enter"),
            MenuItem("Delete", self._delete, "trash-2", "Del"),
        ]
        build_menu(self, items).popup(event.globalPos())

    def _edited(self, text: str) -> None:
        self.show_note(text)
        self.edited.emit(text)

    def _delete(self) -> None:
        self._edited("")
        self.emptied.emit()

    def _closed(self) -> None:
        if not self.text.strip():
            self.emptied.emit()
