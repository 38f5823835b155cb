"""About the finalists: for every candidate of the short list a group, folded up, with what is said of it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from consultant_desk.services.sheet import EvaluationSheet, RecommendationSheet
from ui.icons import draw_icon
from ui.reports.item_line import ABOUT_KINDS
from ui.reports.items_box import ItemsBox
from ui.shell import Shell
from ui.theme import theme
from ui.widgets.choice import Option
from ui.widgets.drawn import DrawnButton
from ui.widgets.painting import focus_ring, painter_on, rounded, text_line, text_width
from ui.widgets.panels import clear_layout
from ui.widgets.reading import bring_into_view
from ui.widgets.text import Text, hint

ROW = 32


class FoldButton(DrawnButton):
    """The name of a group with the number of things in it. Enter, Space or a click folds it, so do Left and Right."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.count = 0
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.toggled.connect(lambda _open: self._tell())
        self._tell()

    def show_count(self, count: int) -> None:
        """Show how much is in the group."""
        self.count = count
        self._tell()

    def sizeHint(self) -> QSize:
        """Return the height of a row."""
        return QSize(200, ROW)

    def minimumSizeHint(self) -> QSize:
        """Allow a long name to be elided."""
        return QSize(80, ROW)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Right opens, Left closes."""
        if event.key() in (Qt.Key.Key_Right, Qt.Key.Key_Left) and not event.modifiers():
            self.setChecked(event.key() == Qt.Key.Key_Right)
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw chevron, name and count."""
        painter = painter_on(QPainter(self))
        rect = QRectF(self.rect())
        ground = rect.adjusted(16, 0, -8, 0)
        if self.underMouse():
            rounded(painter, ground, fill="hover", radius=4)
        chevron = "chevron-down" if self.isChecked() else "chevron-right"
        draw_icon(painter, chevron, QRectF(22, rect.center().y() - 7, 14, 14), theme().color("text2"))
        count = str(self.count) if self.count else ""
        font = theme().font("small", tabular=True)
        room = text_width(count, font) + 8 if count else 0
        words = QRectF(42, rect.top(), rect.width() - 42 - 24 - room, rect.height())
        text_line(painter, words, self.text(), theme().color("text"), theme().font("body"))
        right = QRectF(rect.right() - 24 - room, rect.top(), room, rect.height())
        text_line(painter, right, count, theme().color("text3"), font, Qt.AlignmentFlag.AlignRight)
        if self.hasFocus():
            focus_ring(painter, ground, radius=4)
        painter.end()

    def _tell(self) -> None:
        said = "nothing said yet" if not self.count else f"{self.count} said"
        self.setAccessibleName(f"{self.text()}, {said}, {'open' if self.isChecked() else 'folded'}")
        self.update()


class FinalistGroup(QWidget):
    """One candidate; its lists are made when they are looked at first."""

    def __init__(self, shell: Shell, candidate: Option) -> None:
        super().__init__()
        self._shell = shell
        self.candidate = candidate
        self.boxes: dict[str, ItemsBox] = {}
        self._shown: tuple[str, RecommendationSheet] | None = None
        self.fold = FoldButton(candidate.label)
        self._inside = QWidget()
        self._inside.hide()
        self._lists = QVBoxLayout(self._inside)
        self._lists.setContentsMargins(18, 0, 0, 8)
        self._lists.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.fold)
        column.addWidget(self._inside)
        self.fold.toggled.connect(self._toggled)

    def show_words(self, evaluation_id: str, words: RecommendationSheet) -> None:
        """Show what is said of the candidate."""
        self._shown = (evaluation_id, words)
        self.fold.show_count(sum(row.candidate == self.candidate.value for row in words.about))
        for kind, box in self.boxes.items():
            box.show_items(evaluation_id, words.said_of(self.candidate.value, kind), ())

    def holds(self, item_id: str) -> bool:
        """Tell whether an item is about this candidate."""
        rows = self._shown[1].about if self._shown is not None else ()
        return any((row.id, row.candidate) == (item_id, self.candidate.value) for row in rows)

    def open(self) -> None:
        """Show the lists."""
        self.fold.setChecked(True)

    def _toggled(self, unfolded: bool) -> None:  # noqa: FBT001 - the signature of a Qt signal
        if unfolded and not self.boxes and self._shown is not None:
            for kind in ABOUT_KINDS:
                self.boxes[kind.id] = ItemsBox(self._shell, kind, about=self.candidate)
                self._lists.addWidget(self.boxes[kind.id])
            self.show_words(*self._shown)
        self._inside.setVisible(unfolded)


class FinalistsBox(QWidget):
    """The groups of all candidates but what the client has now."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self.groups: list[FinalistGroup] = []
        self._evaluation_id = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 8)
        column.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(24, 0, 24, 4)
        head.setSpacing(2)
        head.addWidget(Text("About the finalists", bold=True))
        head.addWidget(hint("Printed on the page of each finalist.", wrap=True))
        column.addLayout(head)
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        column.addLayout(self._column)

    def show_finalists(self, sheet: EvaluationSheet, words: RecommendationSheet) -> None:
        """Show what is said of the candidates of an evaluation."""
        candidates = [Option(one.id, one.name) for one in sheet.problem.candidates if not one.baseline]
        if sheet.id != self._evaluation_id or [group.candidate for group in self.groups] != candidates:
            kept = {group.candidate.value for group in self.groups if group.fold.isChecked()}
            same = sheet.id == self._evaluation_id
            clear_layout(self._column)
            self.groups = [FinalistGroup(self._shell, candidate) for candidate in candidates]
            for group in self.groups:
                self._column.addWidget(group)
                group.show_words(sheet.id, words)
                if same and group.candidate.value in kept:
                    group.open()
            self._evaluation_id = sheet.id
            return
        for group in self.groups:
            group.show_words(sheet.id, words)

    def focus_target(self, target: str) -> None:
        """Put the keyboard into the group of a candidate (by key), on an item (by id), else on the first group."""
        for group in self.groups:
            if group.candidate.value == target:
                group.open()
                group.boxes["fit"].focus_start()
                return
            if group.holds(target):
                group.open()
                any(box.focus_item(target) for box in group.boxes.values())
                return
        if self.groups:
            self.groups[0].fold.setFocus(Qt.FocusReason.OtherFocusReason)
            bring_into_view(self.groups[0].fold)
