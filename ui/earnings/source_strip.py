"""The strip of 72 over a plan: which file, how it was recognised, where it goes, and as of when it speaks."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from consultant_desk.services.rows.statements import StatementSource
from ui.earnings.statement_words import columns_line, source_lines
from ui.icons import draw_icon
from ui.shell import Shell
from ui.theme import theme
from ui.widgets.choice import Dropdown, Option
from ui.widgets.entry import DateField
from ui.widgets.fields import Field
from ui.widgets.form import labelled
from ui.widgets.marks import IconMark
from ui.widgets.painting import painter_on
from ui.widgets.panels import Hairline, Surface
from ui.widgets.text import Span, Text
from ui.widgets.tips import set_tip

HEIGHT = 72
NEW = ""
DOUBTS = {"documented": "Headers as documented, not seen. ", "unverified": "Headers not verified. "}
"""What is said of profiles whose headers nobody saw on a real export."""


class _FileIcon(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(24, 24)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = painter_on(QPainter(self))
        draw_icon(painter, "file-check-2", QRectF(0, 0, 24, 24), theme().color("text2"))
        painter.end()


class _Fitting(Text):
    """Words of which less is said where there is less room; all of them stand in the tip."""

    def __init__(self) -> None:
        super().__init__("", tone="text2", tabular=True)
        self._variants: tuple[str, ...] = ("",)

    def say(self, *variants: str) -> None:
        """Say the first of these that has room, else the last."""
        self._variants = variants
        set_tip(self, variants[0] if len(variants) > 1 else "")
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say what has room now."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room, measure = self.width(), self.fontMetrics().horizontalAdvance
        self.setText(next((words for words in self._variants if measure(words) <= room), self._variants[-1]))


class SourceStrip(Surface):
    """`account_named` carries the name of the account it goes into, known or new; `as_of_set` an ISO date.

    `currency_set` carries the three letters of what amounts are in, which is asked where the file does not say it.
    """

    account_named = Signal(str)
    as_of_set = Signal(str)
    currency_set = Signal(str)

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__("bg0", lines=("bottom",), parent=parent)
        self._today = shell.today
        self.setFixedHeight(HEIGHT)
        self.name = Text("", bold=True)
        self.facts = _Fitting()
        self._known = IconMark("circle-check", "accentText", name="Recognised")
        self._doubted = IconMark("circle-alert", "warn", name="Recognised, headers not verified")
        self.recognised = Text("")
        self.columns = Text("", tone="text2", tabular=True)
        self.account = Dropdown((Option("", ""),), name="Into")
        self.account.setMaximumWidth(200)
        self.account_name = Field(name="Name of the new account", placeholder="Name of the account")
        self.account_name.setMaximumWidth(180)
        self.as_of = DateField(name="As of", today=shell.today)
        self.as_of.setMaximumWidth(156)
        self.currency = Field(name="Currency of the amounts", placeholder="EUR")
        self.currency.setMaxLength(3)
        self.currency.setFixedWidth(64)
        self.currency.edited.connect(lambda text: self.currency_set.emit(text.strip().upper()))
        self.account.chosen.connect(self._choose_account)
        self.account_name.edited.connect(self.account_named)
        self.as_of.date_edited.connect(lambda day: self.as_of_set.emit(day.isoformat() if day else ""))
        self._into = labelled("Into account", self.account)
        self._naming = labelled("Name", self.account_name)
        self._dating = labelled("Speaks as of", self.as_of)
        self._pricing = labelled("Amounts in", self.currency)
        self._lay_out()

    def _lay_out(self) -> None:
        for text in (self.name, self.facts, self.recognised, self.columns):
            text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addStretch(1)
        left.addWidget(self.name)
        left.addWidget(self.facts)
        left.addStretch(1)
        marks = QHBoxLayout()
        marks.setSpacing(8)
        marks.addWidget(self._known)
        marks.addWidget(self._doubted)
        marks.addWidget(self.recognised, 1)
        columns = QHBoxLayout()
        columns.setContentsMargins(24, 0, 0, 0)
        columns.addWidget(self.columns)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addStretch(1)
        right.addLayout(marks)
        right.addLayout(columns)
        right.addStretch(1)
        divider = Hairline(vertical=True)
        divider.setFixedHeight(40)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 0, 24, 1)
        row.setSpacing(0)
        row.addWidget(_FileIcon())
        row.addSpacing(20)
        row.addLayout(left, 1)
        row.addSpacing(10)
        row.addWidget(divider)
        row.addSpacing(20)
        row.addLayout(right, 1)
        for box in (self._pricing, self._dating, self._naming, self._into):
            row.addSpacing(12)
            row.addWidget(box, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_reading(self, name: str) -> None:
        """Show a file that is being read."""
        self.name.setText(name)
        self.facts.say("being read …")
        for text in (self.recognised, self.columns):
            text.setText("")
        for box in (self._known, self._doubted, self._into, self._naming, self._dating, self._pricing):
            box.hide()

    def show_refused(self) -> None:
        """Say that the file was not taken in; nothing else is known of it."""
        self.facts.say("not imported")

    def show_unknown(self, name: str) -> None:
        """Show a file that no profile knows."""
        self.show_reading(name)
        self.facts.say("not imported yet")
        self._doubted.show()
        self.recognised.setText("Not recognised")
        self.columns.setText("say below what its columns are")

    def show_source(self, source: StatementSource) -> None:
        """Show what is known of the file."""
        today: date = self._today()
        self.name.setText(source.name)
        self.facts.say(*source_lines(source, today))
        doubt = DOUBTS.get(source.header_status, "")
        self._known.setVisible(not doubt)
        self._doubted.setVisible(bool(doubt))
        self.recognised.set_spans(Span("Recognised as  "), Span(source.profile_title, bold=True))
        # The doubt comes first: where the window is small the end of the line is cut.
        rest = "; ".join((columns_line(source), *source.warnings))
        self.columns.set_spans(Span(doubt, "warn"), Span(rest, "text2"))
        set_tip(self.columns, self.columns.text())
        self._show_accounts(source)
        self._pricing.setVisible(source.asks_currency or bool(source.currency))
        self.currency.show_value(source.currency)
        self._dating.setVisible(source.asks_as_of)
        self.as_of.show_date(date.fromisoformat(source.as_of[:10]) if source.as_of else None)

    def _show_accounts(self, source: StatementSource) -> None:
        names = [account.name for account in source.accounts]
        own = source.account.name if source.account is not None else ""
        if own and own not in names:
            names.append(own)
        options = [Option(name, name[:60]) for name in names]
        self.account.set_options([*options, Option(NEW, "A new account …")], own)
        self._into.setVisible(True)
        self._naming.hide()

    def _choose_account(self, value: str) -> None:
        self._naming.setVisible(value == NEW)
        if value == NEW:
            self.account_name.setFocus()
        else:
            self.account_named.emit(value)
