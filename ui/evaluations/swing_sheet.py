"""Ask for swing weights one criterion at a time, in the units of the scales.

First which way from worst to best counts most: that is 100. Then what each other way is worth against it (von
Winterfeldt & Edwards 1986). The answers become swing points in one step.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from consultant_desk.domain.evaluation.problem import PointWeights
from ui.evaluations.levels import TOP
from ui.evaluations.session import EvaluationSession
from ui.evaluations.weighting import SWING, level_shares
from ui.evaluations.wording import anchor_text, ends_of, parse_number
from ui.figures import number_text, percent_text
from ui.models.lists import ListRow
from ui.widgets.choice import Dropdown, Option
from ui.widgets.dialogs import Sheet
from ui.widgets.fields import Field
from ui.widgets.form import labelled
from ui.widgets.lists import RecordList
from ui.widgets.points_slider import PointsSlider
from ui.widgets.text import Text, hint

FULL = 100.0
WIDTH, LIST_HEIGHT = 560, 300
LABEL = "Ask for swings"


class SwingSheet(Sheet):
    """Three pages: the first improvement, each other one against it, and what comes of it."""

    def __init__(self, parent: QWidget, session: EvaluationSession) -> None:
        super().__init__(parent, LABEL, width=WIDTH)
        self._session = session
        self._level = TOP
        self._best = ""
        self._asked: list[str] = []
        self._place = 0
        self._points: dict[str, float] = {}
        self._pages = QStackedWidget()
        self._first = _FirstPage(session, self._take_first, self._choose_level)
        self._each = _EachPage(self._put)
        self._last = _LastPage()
        for page in (self._first, self._each, self._last):
            self._pages.addWidget(page)
        self.body.addWidget(self._pages)
        self.add_cancel()
        self._back = self.add_button("Back", self._go_back)
        self._next = self.add_primary("Next", self._go_on)
        self._choose_level(TOP)
        self._show()

    @property
    def points(self) -> Mapping[str, float]:
        """Return what was answered so far."""
        return self._points

    def _choose_level(self, level: str) -> None:
        self._level = level
        shares = level_shares(self._session.problem, self._session.weights, level)
        largest = max(shares.values(), default=0.0)
        self._points = {key: round(FULL * share / largest) if largest else FULL for key, share in shares.items()}
        order = sorted(shares, key=lambda key: -shares[key])
        self._first.show_choices([(key, self._name(key), self._swing(key)) for key in self._session.keys_at(level)])
        self._first.choose(self._best if self._best in shares else next(iter(order), ""))

    def _take_first(self, key: str) -> None:
        self._first.choose(key)
        self._go_on()

    def _go_on(self) -> None:
        if self._pages.currentWidget() is self._first:
            best = self._first.chosen()
            if not best:
                self.say_problem("Choose what you would improve first.")
                return
            self._begin(best)
        elif self._pages.currentWidget() is self._each:
            if not self._each.is_valid():
                self.say_problem("Type a number from 0 to 100.")
                return
            self._place += 1
        else:
            self._take()
            return
        self._show()

    def _begin(self, best: str) -> None:
        self._best = best
        self._points[best] = FULL
        self._asked = [key for key in self._session.keys_at(self._level) if key != best]
        self._asked.sort(key=lambda key: -self._points[key])
        self._place = 0
        self._pages.setCurrentWidget(self._each)

    def _go_back(self) -> None:
        if self._pages.currentWidget() is self._last:
            self._place = len(self._asked) - 1
            self._pages.setCurrentWidget(self._each if self._asked else self._first)
        elif self._place > 0:
            self._place -= 1
        else:
            self._pages.setCurrentWidget(self._first)
        self._show()

    def _show(self) -> None:
        """Show the page one is on; behind the last question comes what follows."""
        self.say_problem("")
        if self._pages.currentWidget() is self._each and self._place >= len(self._asked):
            self._pages.setCurrentWidget(self._last)
        page = self._pages.currentWidget()
        self._back.setVisible(page is not self._first)
        self._next.set_label("Take these weights" if page is self._last else "Next")
        if page is self._first:
            self._first.focus()
        elif page is self._each:
            key = self._asked[self._place]
            count = f"{self._place + 1} of {len(self._asked)}"
            pair = (self._name(self._best), self._swing(self._best)), (self._name(key), self._swing(key))
            self._each.ask(count, *pair, self._points[key])
        else:
            self._last.show_points([(self._name(key), self._points[key]) for key in self._session.keys_at(self._level)])
            self._next.setFocus()

    def _put(self, points: float) -> None:
        self._points[self._asked[self._place]] = points

    def _take(self) -> None:
        keys = self._session.keys_at(self._level)
        answers = PointWeights(SWING, tuple((key, float(self._points[key])) for key in keys))
        self.accept()
        self._session.answer_level(answers, LABEL, self._level)

    def _name(self, key: str) -> str:
        return self._session.name_of(key)

    def _swing(self, key: str) -> str:
        """Return the way from worst to best in the units of the scale."""
        item = self._session.criterion_named(key)
        if item is None:
            return "with everything in it from worst to best"
        worst, best = ends_of(item)
        words = [anchor_text(item, end) or anchor_text(item, end.split()[0]) for end in (worst, best)]
        explained = f" ({words[0]} → {words[1]})" if words[0] and words[1] else ""
        return f"from {worst} to {best}{explained}"


class _FirstPage(QWidget):
    def __init__(self, session: EvaluationSession, opened: Callable[[str], None], level: Callable[[str], None]) -> None:
        super().__init__()
        self._list = RecordList(name="What you would improve first")
        self._list.setMinimumHeight(LIST_HEIGHT)
        self._list.opened.connect(opened)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        if len(session.levels) > 1:
            options = [Option(key, f"Inside {session.name_of(key)}" if key else "Everything") for key in session.levels]
            choice = Dropdown(options, name="What is weighed")
            choice.chosen.connect(level)
            column.addWidget(labelled("What is weighed", choice))
        column.addWidget(
            Text("Imagine a product that is worst on everything. Which one would you first improve?", wrap=True)
        )
        column.addWidget(self._list, 1)

    def show_choices(self, choices: list[tuple[str, str, str]]) -> None:
        """Offer things with their way from worst to best."""
        self._list.set_rows([ListRow(key, name, swing) for key, name, swing in choices])

    def choose(self, key: str) -> None:
        """Choose one of them."""
        self._list.choose(key)

    def chosen(self) -> str:
        """Return what is chosen."""
        return self._list.current_key()

    def focus(self) -> None:
        """Put the keyboard on the list."""
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)


class _EachPage(QWidget):
    def __init__(self, put: Callable[[float], None]) -> None:
        super().__init__()
        self._put = put
        self._count = hint("")
        self._against = Text("", tone="text2", wrap=True)
        self._question = Text("", wrap=True, bold=True)
        self._swing = Text("", wrap=True)
        self._slider = PointsSlider()
        self._slider.valueChanged.connect(self._slid)
        self._field = Field(name="Points against 100")
        self._field.setFixedWidth(72)
        self._field.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._field.textEdited.connect(self._typed)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self._slider, 1)
        row.addWidget(self._field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for widget in (self._count, self._against, self._question, self._swing):
            column.addWidget(widget)
        column.addLayout(row)
        column.addWidget(hint("0 is worth nothing, 100 as much as the first. Up and Down move by 1, Page Up by 10."))
        column.addStretch(1)

    def ask(self, count: str, best: tuple[str, str], other: tuple[str, str], points: float) -> None:
        """Ask what one improvement is worth against the first."""
        self._count.setText(count)
        self._against.setText(f"Improving {best[0]} {best[1]} is worth 100.")
        self._question.setText(f"How much is it worth to improve {other[0]}?")
        self._swing.setText(other[1][:1].upper() + other[1][1:])
        self._slider.setAccessibleName(f"Points of {other[0]} against 100")
        self._slider.blockSignals(True)
        self._slider.setValue(round(points))
        self._slider.blockSignals(False)
        self._field.setText(number_text(points, 2))
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._field.selectAll()

    def is_valid(self) -> bool:
        """Tell whether the field holds a number from 0 to 100."""
        number = parse_number(self._field.text())
        return number is not None and 0 <= number <= FULL

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by one with Up and Down, by ten with Page Up and Page Down, also from the field."""
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_PageUp: 10, Qt.Key.Key_PageDown: -10}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        self._slider.setValue(self._slider.value() + step)

    def _slid(self, points: int) -> None:
        self._field.setText(str(points))
        self._put(float(points))

    def _typed(self, text: str) -> None:
        number = parse_number(text)
        if number is not None and 0 <= number <= FULL:
            self._slider.blockSignals(True)
            self._slider.setValue(round(number))
            self._slider.blockSignals(False)
            self._put(number)


class _LastPage(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._list = RecordList(name="What comes of it")
        self._list.setMinimumHeight(LIST_HEIGHT)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(Text("These are the swings and the weights that follow.", tone="text2"))
        column.addWidget(self._list, 1)

    def show_points(self, points: list[tuple[str, float]]) -> None:
        """Show the points with the weights they come to."""
        whole = sum(value for _, value in points) or 1.0
        rows = [
            ListRow(str(place), name, f"{number_text(value, 2)} points", percent_text(value / whole) + " %")
            for place, (name, value) in enumerate(sorted(points, key=lambda one: -one[1]))
        ]
        self._list.set_rows(rows)
