"""The head of a client's record: name, tags, four facts, and what is done most."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from consultant_desk.services.rows.clients import ClientSheet, EngagementRow
from ui.clients.tags import TagRow
from ui.clients.wording import ago, fee_fact, lateness, stage_fact, stage_words
from ui.clients.words import Fact
from ui.widgets.buttons import Button, IconButton
from ui.widgets.panels import Hairline
from ui.widgets.text import Text
from ui.widgets.tips import set_tip


class RecordHeader(QWidget):
    """Shows who the client is and where things stand; each fact is a button to what it speaks of."""

    touch_wanted = Signal()
    menu_wanted = Signal(QWidget)
    stage_wanted = Signal(QWidget)
    next_wanted = Signal(QWidget)
    last_wanted = Signal()
    fee_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.name = Text("", "title")
        self.name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.tags = TagRow()
        self.touch = Button("Log a touch", icon="phone", run=self.touch_wanted.emit)
        self.more = IconButton("ellipsis", "More about this client", bordered=True)
        self.more.clicked.connect(lambda: self.menu_wanted.emit(self.more))
        self.stage, self.next = Fact("Stage"), Fact("Next", gives_way=True)
        self.last, self.fee = Fact("Last touch"), Fact("Fee")
        self.stage.clicked.connect(lambda: self.stage_wanted.emit(self.stage))
        self.next.clicked.connect(lambda: self.next_wanted.emit(self.next))
        self.last.clicked.connect(self.last_wanted)
        self.fee.clicked.connect(self.fee_wanted)
        self.setFocusProxy(self.stage)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 24, 10)
        column.setSpacing(4)
        column.addLayout(self._first_line())
        column.addLayout(self._facts())

    def show_client(self, sheet: ClientSheet, engagement: EngagementRow | None, today: date) -> None:
        """Show a client and the engagement chosen."""
        self.name.setText(sheet.name)
        set_tip(self.name, sheet.legal_name)
        self.tags.show_tags(sheet.tags)
        strong, quiet = stage_fact(engagement)
        late = (
            engagement is not None
            and engagement.stale_after is not None
            and (engagement.days_in_stage or 0) > engagement.stale_after
        )
        if len([work for work in sheet.engagements if work.is_open]) > 1 and engagement is not None:
            strong = f"{engagement.title}: {stage_words(engagement.stage)}"
        self.stage.show_fact(strong, quiet, tone="warn" if late else "text2")
        if sheet.next is not None:
            due = lateness(sheet.next, today)
            self.next.show_fact(sheet.next.text, due.text, tone=due.tone)
        else:
            self.next.show_fact("", "", empty="Plan the next step")
        self.last.show_fact(
            ago(sheet.days_since_touch).capitalize(), sheet.last_touch_person, empty="Nothing logged yet"
        )
        self.fee.show_fact(*fee_fact(engagement), empty="Set fee and hours")
        self.fee.setVisible(engagement is not None)

    def _first_line(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(4, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.name)
        row.addWidget(self.tags)
        row.addStretch(1)
        row.addWidget(self.touch)
        row.addWidget(self.more)
        return row

    def _facts(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        for place, fact in enumerate((self.stage, self.next, self.last, self.fee)):
            if place:
                row.addWidget(Hairline(vertical=True))
            row.addWidget(fact)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        self.setMinimumWidth(320)
        return row
