"""The step Need: the question, the client's needs, and which criterion each requirement led to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from consultant_desk.services.rows.needs import NeedRow, RequirementRow
from ui.theme import theme
from ui.widgets.buttons import Button, Kind, MenuItem, open_menu
from ui.widgets.chips import Chip, Mood
from ui.widgets.fields import Field
from ui.widgets.form import labelled
from ui.widgets.painting import hairline
from ui.widgets.panels import EmptyState, ScrollArea, clear_layout
from ui.widgets.text import Span, Text, hint
from ui.widgets.tips import set_tip

if TYPE_CHECKING:
    from consultant_desk.services.sheet import EvaluationSheet

NEED_WIDTH = 300
CHIP_WIDTH = 64
ASKED_WIDTH = 40
LINK_WIDTH = 168
MOODS: dict[str, Mood] = {"must": "good", "should": "info", "could": "quiet", "wont": "quiet"}
WORDS = {"must": "Must", "should": "Should", "could": "Could", "wont": "Won’t"}


class NeedStep(QWidget):
    """Shows needs and requirements. `criterion_wanted` carries a requirement and a name for its criterion."""

    criterion_wanted = Signal(str, str)
    criterion_chosen = Signal(str)
    link_wanted = Signal(str, str)
    unlink_wanted = Signal(str)
    question_edited = Signal(str)
    client_wanted = Signal()
    choose_client = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._criteria: tuple[tuple[str, str], ...] = ()
        self._links: dict[str, Button] = {}
        self._question = Field(name="Question", placeholder="What is to be decided?")
        self._question.edited.connect(self.question_edited)
        self._area = ScrollArea(margins=(0, 0, 0, 24), spacing=0)
        top = QWidget()
        row = QVBoxLayout(top)
        row.setContentsMargins(24, 12, 24, 14)
        row.addWidget(labelled("The question this evaluation answers", self._question))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(top)
        column.addWidget(self._area, 1)
        self.setFocusProxy(self._question)

    def show_sheet(self, sheet: EvaluationSheet) -> None:
        """Show the needs of the client, or what is missing for them."""
        self._question.show_value(sheet.question)
        self._criteria = tuple((item.id, item.name) for item in sheet.problem.criteria)
        keys = {record: key for key, record in sheet.criteria.items()}
        scrolled = self._area.verticalScrollBar().value()
        holder = self.window().focusWidget()
        held = next((key for key, button in self._links.items() if button is holder), "")
        self._links.clear()
        clear_layout(self._area.column)
        if not sheet.needs:
            self._area.column.addWidget(self._nothing(sheet), 1)
            return
        self._area.column.addWidget(_Heads())
        for need in sheet.needs:
            self._area.column.addWidget(self._need(need, keys))
        self._area.column.addStretch(1)
        self._area.verticalScrollBar().setValue(scrolled)
        if held:
            self._links.get(held, self._question).setFocus(Qt.FocusReason.OtherFocusReason)

    def _nothing(self, sheet: EvaluationSheet) -> QWidget:
        if sheet.client_id:
            sentence = f"Needs are written down with the client. {sheet.client} has none for this engagement yet."
            return EmptyState(
                sentence, icon="quote", title="No needs yet", action=("Open the client", self.client_wanted.emit)
            )
        sentence = "Choose whom this evaluation is for; their needs and requirements then stand here."
        return EmptyState(
            sentence, icon="users", title="No client yet", action=("Choose a client", self.choose_client.emit)
        )

    def _need(self, need: NeedRow, keys: dict[str, str]) -> QWidget:
        box = _Ruled()
        row = QHBoxLayout(box)
        row.setContentsMargins(24, 14, 24, 14)
        row.setSpacing(24)
        words = QVBoxLayout()
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(4)
        if need.quote:
            words.addWidget(Text(f"“{need.quote}”", wrap=True))
            said = ", ".join(part for part in (need.quoted_person, need.quoted_via) if part)
            if said:
                words.addWidget(hint(said))
        words.addWidget(_statement(need))
        if need.opportunity is not None:
            figures = f"Importance {need.importance}, today {need.satisfaction or 0}, opportunity {need.opportunity}"
            words.addWidget(Text(figures, "small", "text2", tabular=True))
        words.addStretch(1)
        left = QWidget()
        left.setLayout(words)
        left.setFixedWidth(NEED_WIDTH)
        right = QVBoxLayout()
        right.setSpacing(0)
        for requirement in need.requirements:
            right.addWidget(self._requirement(requirement, keys))
        if not need.requirements:
            right.addWidget(hint("No requirement yet"))
        right.addStretch(1)
        row.addWidget(left)
        row.addLayout(right, 1)
        return box

    def _requirement(self, requirement: RequirementRow, keys: dict[str, str]) -> QWidget:
        box = _Ruled()
        box.setMinimumHeight(theme().height("requirement_row"))
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(8)
        kind = QWidget()
        kind.setFixedWidth(CHIP_WIDTH)
        inner = QHBoxLayout(kind)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(Chip(WORDS.get(requirement.moscow, "Open"), MOODS.get(requirement.moscow, "quiet")))
        inner.addStretch(1)
        row.addWidget(kind)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Text(requirement.text, wrap=True))
        if requirement.test:
            words.addWidget(Text(requirement.test, "small", "text2", wrap=True))
        row.addLayout(words, 1)
        asked = Text(requirement.asked_by_initials, "small", "text2")
        set_tip(asked, requirement.asked_by)
        asked.setFixedWidth(ASKED_WIDTH)
        row.addWidget(asked)
        row.addWidget(self._link(requirement, keys.get(requirement.criterion_id, "")))
        return box

    def _link(self, requirement: RequirementRow, key: str) -> QWidget:
        box = QWidget()
        box.setFixedWidth(LINK_WIDTH)
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        if requirement.moscow == "wont":
            row.addWidget(hint("written down"))
            return box
        button = Button(
            requirement.criterion if key else "Make a criterion", Kind.LINK, icon="" if key else "plus", small=True
        )
        button.setMaximumWidth(LINK_WIDTH)
        button.setAccessibleName(f"{button.text()}, criterion of {requirement.text}")
        button.clicked.connect(lambda: self._open_menu(button, requirement, key))
        self._links[requirement.id] = button
        row.addWidget(button)
        return box

    def _link_item(self, requirement_id: str, key: str, name: str) -> MenuItem:
        return MenuItem(f"Link to {name}", lambda: self.link_wanted.emit(requirement_id, key), "link")

    def _open_menu(self, button: Button, requirement: RequirementRow, key: str) -> None:
        if key:
            items = [
                MenuItem(
                    f"Show {requirement.criterion}", lambda: self.criterion_chosen.emit(key), "sliders-horizontal"
                ),
                MenuItem("Take the link away", lambda: self.unlink_wanted.emit(requirement.id), "x"),
            ]
        else:
            make = MenuItem(
                "New criterion", lambda: self.criterion_wanted.emit(requirement.id, requirement.text), icon="plus"
            )
            others = [self._link_item(requirement.id, other, name) for other, name in self._criteria]
            items = [make, MenuItem(""), *others] if others else [make]
        open_menu(button, items)


class _Ruled(QWidget):
    """A row over a hairline."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        hairline(painter, 0, self.height() - 1, self.width())
        painter.end()


class _Heads(QWidget):
    """The words over the columns."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(theme().height("table_header"))
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 0, 24, 0)
        row.setSpacing(24)
        first = hint("Need, in their words first")
        first.setFixedWidth(NEED_WIDTH)
        row.addWidget(first)
        row.addWidget(hint("Requirements, with the test and who asked"), 1)
        row.addWidget(hint("Criterion"), 0, Qt.AlignmentFlag.AlignRight)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        hairline(painter, 0, self.height() - 1, self.width())
        painter.end()


def _statement(need: NeedRow) -> Text:
    text = Text("", wrap=True)
    spans = [Span("When ", "text3"), Span(need.situation or "…", "text" if need.situation else "text3")]
    spans += [Span(", they want to ", "text3"), Span(need.progress or "…", bold=bool(need.progress))]
    if need.outcome:
        spans += [Span(", so that ", "text3"), Span(need.outcome)]
    text.set_spans(*spans, Span("."))
    return text
