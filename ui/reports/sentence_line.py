"""One computed sentence of a report: read, worded anew, left out, restored; figures that no longer agree are told."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from consultant_desk.services.report_texts import with_hard_spaces
from reports.sentences import PrintedSentence, StaleFigure, with_new_figures
from ui.icons import draw_icon
from ui.theme import theme
from ui.widgets.buttons import Button, Kind, MenuItem, build_menu
from ui.widgets.columns import RememberingColumn
from ui.widgets.painting import hairline, painter_on
from ui.widgets.prose import INSET, Prose, shortened
from ui.widgets.reading import bring_into_view, pass_keyboard
from ui.widgets.text import Span, Text, hint

YOURS, LEFT_OUT = "yours", "Left out"
MOVED = "The computed sentence is another one now."


class YoursMark(QWidget):
    """A pencil: beside it stands that a sentence is the consultant's."""

    def sizeHint(self) -> QSize:
        """Return the room for the icon."""
        return QSize(16, 16)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the icon."""
        painter = painter_on(QPainter(self))
        draw_icon(painter, "pencil", QRectF(0, (self.height() - 13) / 2, 13, 13), theme().color("accentText"))
        painter.end()


class OwnNotes(QWidget):
    """What stands below a sentence of one's own: that it is, what became stale, and what can be done."""

    def __init__(self, line: SentenceLine) -> None:
        super().__init__()
        self.restore = Button("Restore", Kind.LINK, small=True, run=line.restore)
        self.stale = Text("", tone="bad", wrap=True)
        self.moved = Text(MOVED, tone="warn", wrap=True)
        self.take = Button("Take the new figures", Kind.LINK, small=True, run=line.take_figures)
        self.keep = Button("Keep mine", Kind.LINK, small=True, run=line.keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for words, button in ((self.stale, self.take), (self.moved, self.keep)):
            words.setContentsMargins(INSET, 2, 0, 0)
            column.addWidget(words)
            row = QHBoxLayout()
            row.setContentsMargins(0, 0, 0, 0)
            row.addWidget(button)
            row.addStretch(1)
            column.addLayout(row)
        foot = QHBoxLayout()
        foot.setContentsMargins(INSET, 0, 0, 0)
        foot.setSpacing(4)
        foot.addWidget(YoursMark())
        foot.addWidget(Text(YOURS, "small", "accentText"))
        foot.addStretch(1)
        foot.addWidget(self.restore)
        column.addLayout(foot)

    def show_row(self, row: PrintedSentence, name: str) -> None:
        """Show the state of a sentence."""
        self.stale.setText("\n".join(stale_words(one) for one in row.stale))
        takes = any(one.now for one in row.stale)
        moved = row.moved and not row.stale
        for widget, shown in ((self.take, takes), (self.keep, moved)):
            if not shown:
                pass_keyboard(widget, self.restore)
        self.stale.setVisible(bool(row.stale))
        self.take.setVisible(takes)
        self.moved.setVisible(moved)
        self.keep.setVisible(moved)
        for button in (self.restore, self.take, self.keep):
            button.setAccessibleName(f"{button.text()}: {name}")


class SentenceLine(QWidget):
    """`worded` carries (text, what it is bound to); `restored` asks for the computed sentence again.

    `walked` asks for the line before (-1) or after (1).
    """

    worded = Signal(str, object)
    restored = Signal()
    walked = Signal(int)

    def __init__(self, row: PrintedSentence, name: str) -> None:
        super().__init__()
        self.row, self._name = row, name
        self._caption = hint(name)
        self.prose = Prose([("text", name, "Left empty, it is not printed")], name=name)
        self.notes: OwnNotes | None = None
        self._column = RememberingColumn()
        self.setLayout(self._column)
        self._column.setContentsMargins(18, 4, 12, 5)
        self._column.setSpacing(0)
        self._caption.setContentsMargins(INSET, 0, 0, 0)
        self._column.addWidget(self._caption)
        self._column.addWidget(self.prose)
        self.prose.edited.connect(lambda _key, text: self._edited(text))
        self._show()

    def show_row(self, row: PrintedSentence, name: str) -> bool:
        """Show the sentence as it was built; return whether that is anything new, else nothing moves."""
        if (row, name) == (self.row, self._name):
            return False
        self.row = row
        if name != self._name:
            self._name = name
            self._caption.setText(name)
        self._show()
        return True

    def take_figures(self) -> None:
        """Put the figures of now in the place of stale ones."""
        if self.row.own is not None:
            self._word(with_new_figures(self.row.own, self.row.stale), replace(self.row, stale=()))

    def keep(self) -> None:
        """Let the sentence stand beside the computed one of now."""
        if self.row.own is not None:
            self._word(self.row.own, self.row)

    def leave_out(self) -> None:
        """Print nothing in its place."""
        if self.row.own != "":
            self._word("", self.row)

    def restore(self) -> None:
        """Print the computed sentence again."""
        if self.row.own is not None:
            self.row = replace(self.row, own=None, stale=(), moved=False, bound=())
            self._show()
            self.restored.emit()

    def take_keyboard(self) -> None:
        """Put the keyboard here, where it can be seen."""
        self.prose.setFocus(Qt.FocusReason.OtherFocusReason)
        bring_into_view(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete leaves the sentence out, Up and Down walk on."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if self.prose.editing or not plain or not (step or event.key() == Qt.Key.Key_Delete):
            super().keyPressEvent(event)
        elif step:
            self.walked.emit(step)
        else:
            self.leave_out()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with it."""
        own = self.row.own
        items = [
            MenuItem("Edit", self.prose.edit, "pencil", "Enter"),
            MenuItem("Leave out", self.leave_out, "eye-off", "Del", enabled=own != ""),
            MenuItem("Restore", self.restore, "rotate-ccw", enabled=own is not None),
        ]
        build_menu(self, items).popup(event.globalPos())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the hairline below."""
        painter = QPainter(self)
        hairline(painter, 24, self.height() - 1, self.width() - 48)
        painter.end()

    def _edited(self, text: str) -> None:
        text = text.replace("\n", " ").strip()
        if soft(text) == soft(self.row.computed):
            self.restore()
        elif self.row.own is None or soft(text) != soft(self.row.own):
            self._word(text, self.row)

    def _word(self, text: str, row: PrintedSentence) -> None:
        text = with_hard_spaces(text, (*row.figures, *row.bound))
        bound = row.figures_for(text)
        stale = tuple(one for one in row.stale if one.printed in text)
        self.row = replace(row, own=text, stale=stale, moved=False, bound=bound)
        self._show()
        self.worded.emit(text, bound)

    def _show(self) -> None:
        row = self.row
        own = row.own
        text = row.computed if own is None else own
        span = Span(shortened(text)) if text else Span(LEFT_OUT, "text3")
        typed = self.prose.value("text") if self.prose.editing else ""
        same = self.prose.editing and typed.replace("\n", " ").strip() == soft(text)
        texts = {"text": typed if same else soft(text)}  # an open editor keeps its cursor where nothing changed
        self.prose.show_texts(texts, [span], "" if own is None else f"Computed: {shortened(row.computed)}")
        self._tell(own)
        if own is not None and self.notes is None:
            self.notes = OwnNotes(self)
            self._column.addWidget(self.notes)
        if self.notes is not None:
            if own is None:
                pass_keyboard(self.notes, self.prose)
            else:
                self.notes.show_row(row, self._name)
            self.notes.setVisible(own is not None)

    def _tell(self, own: str | None) -> None:
        said = [] if own is None else [YOURS]
        said += [stale_words(one) for one in self.row.stale]
        if self.row.moved and not self.row.stale:
            said.append(MOVED)
        self.prose.setAccessibleDescription("; ".join(said))


def stale_words(one: StaleFigure) -> str:
    """Return what became of a figure."""
    return f"{one.printed} is now {one.now}" if one.now else f"{one.printed} is no longer in the data"


def soft(text: str) -> str:
    """Return a text as an editor holds it: with spaces at which a line may break."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")
