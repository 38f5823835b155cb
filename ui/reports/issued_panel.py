"""The panel at the left of an issued report: what was frozen, for whom, what came of it, and what changed since."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from consultant_desk.services.reports import ReportSheet
from ui.entry import day_text
from ui.reports.changes_list import ChangesList
from ui.reports.data import Since
from ui.reports.wording import KIND_NAMES, STATES, changes_words, pages_words
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.chips import Chip
from ui.widgets.form import Form
from ui.widgets.panels import ScrollArea, Surface
from ui.widgets.text import Text, hint


class IssuedPanel(Surface):
    """Facts and the next things to do; each button is a signal."""

    delivered = Signal()
    decided = Signal()
    saved = Signal()
    revised = Signal()

    def __init__(self) -> None:
        super().__init__("bg0", lines=("right",))
        self.setFixedWidth(theme().width("report_options"))
        self.state = Chip("Issued", "info")
        self.facts = {name: Text("", wrap=True) for name in ("Kind", "Version", "Issued", "Delivered", "For", "Pages")}
        self.hash = Text("", "small", "text2", wrap=True)
        self.save = Button("Save a copy…", icon="download", run=self.saved.emit)
        self.deliver = Button("Mark as delivered", icon="check", run=self.delivered.emit)
        self.decide = Button("Mark as decided", icon="flag", run=self.decided.emit)
        self.since = Text("", bold=True, wrap=True)
        self.changes = ChangesList()
        self.revise = Button("Start a new version", icon="plus", run=self.revised.emit)
        form = Form(label_width=72)
        for name, text in self.facts.items():
            form.add(name, text)
        area = ScrollArea(margins=(24, 16, 24, 16), spacing=8)
        column = area.column
        column.addWidget(self.state)
        column.addWidget(form)
        column.addWidget(hint("SHA-256 of the file, which proves what was delivered", wrap=True))
        column.addWidget(self.hash)
        column.addSpacing(8)
        for button in (self.save, self.deliver, self.decide):
            column.addWidget(button)
        column.addSpacing(12)
        for widget in (self.since, self.changes, self.revise):
            column.addWidget(widget)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 1, 0)
        whole.addWidget(area)
        self.setFocusProxy(self.save)

    def show_report(self, sheet: ReportSheet) -> None:
        """Show an issued report."""
        row = sheet.row
        self.state.set(*STATES.get(row.state, (row.state, "quiet")))
        shown = {
            "Kind": KIND_NAMES[sheet.kind],
            "Version": f"{row.issue} of report {row.number}",
            "Issued": day_text(row.issued_at[:10]),
            "Delivered": day_text(row.delivered_on) or "not yet",
            "For": sheet.recipients or "–",
            "Pages": pages_words(row.pages),
        }
        for name, words in shown.items():
            self.facts[name].setText(words)
        digest = row.sha256
        self.hash.setText(" ".join(digest[place : place + 8] for place in range(0, len(digest), 8)))
        self.deliver.setEnabled(row.state == "issued")
        self.decide.setEnabled(row.state in ("issued", "delivered"))

    def show_since(self, since: Since) -> None:
        """Show what is different now from what was issued."""
        if since.unknown:
            words = f"What changed since cannot be told: {since.unknown}"
        elif since.texts:
            words = f"The data changed since: {changes_words(len(since.texts))}"
        else:
            words = "Nothing that is printed has changed since."
        self.since.setText(words)
        self.changes.show_changes(since.texts)
        self.changes.setVisible(bool(since.texts))
