"""Two lines under the charts: what other methods say, and what each stakeholder's weights say."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from consultant_desk.domain.evaluation.result import Result
from ui.evaluations.answer_words import method_spans, stakeholder_spans
from ui.widgets.buttons import Button
from ui.widgets.panels import Hairline
from ui.widgets.text import Span, Text

TITLE = 92
TOP = 24


class AnswerLines(QWidget):
    """`figures_wanted` asks for the figures of each method."""

    figures_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._methods = Text("", wrap=True, tabular=True)
        self._people = Text("", wrap=True, tabular=True)
        self._figures = Button("Figures", icon="scale", run=self.figures_wanted.emit)
        self._figures.setAccessibleName("Figures of each method")
        self._beside = Button("Side by side", icon="users")
        self._beside.setAccessibleName("Stakeholders side by side")
        self._beside.hide()
        self._method_line = _line("Method check", self._methods, self._figures)
        self._people_line = _line("Stakeholders", self._people, self._beside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, TOP, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._method_line)
        column.addWidget(self._people_line)
        column.addSpacing(TOP - 8)
        column.addWidget(Hairline())

    def offer_side_by_side(self, run: Callable[[], None]) -> None:
        """Offer the stakeholders side by side; without this there is no such button."""
        self._beside.clicked.connect(lambda _checked=False: run())
        self._beside.show()

    def show_result(self, result: Result | None, names: Mapping[str, str]) -> None:
        """Show both lines as far as there is something to say."""
        methods = method_spans(result, names) if result is not None else ()
        people = stakeholder_spans(result, names) if result is not None else ()
        for line, text, spans in (
            (self._method_line, self._methods, methods),
            (self._people_line, self._people, people),
        ):
            line.setVisible(bool(spans))
            _show(text, spans)
        self.setVisible(bool(methods or people))


def _show(text: Text, spans: tuple[Span, ...]) -> None:
    text.set_spans(*spans)
    text.setAccessibleName(" ".join("".join(span.text for span in spans).split()))


def _line(title: str, text: Text, button: Button) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(12)
    name = Text(title, bold=True)
    name.setFixedWidth(TITLE)
    row.addWidget(name)
    row.addWidget(text, 1)
    row.addWidget(button)
    return line
