"""The tab Evaluations: what was compared for this client, and the way into the workbench."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from consultant_desk.services.rows.clients import ClientSheet
from consultant_desk.services.rows.evaluations import EvaluationRow
from ui.clients.wording import near_day
from ui.models.lists import ListRow
from ui.shell import Shell
from ui.theme import theme
from ui.widgets.buttons import Button, Kind
from ui.widgets.lists import RecordList
from ui.widgets.panels import EmptyState
from ui.widgets.text import hint


def evaluation_line(row: EvaluationRow, today: date) -> ListRow:
    """Return an evaluation as a row of the list."""
    known = f"{row.scores_known} of {row.scores_total} scores known"
    state = "decided" if row.status == "decided" else "archived" if row.status == "archived" else known
    size = f"{row.candidates} candidates, {row.criteria} criteria"
    return ListRow(
        row.id, row.title, row.verdict or size, near_day(row.updated_at[:10], today), state if row.scores_total else "",
        icon="scale",
    )  # fmt: skip


class EvaluationsTab(QWidget):
    """The evaluations of one client; Enter opens the workbench."""

    new_wanted = Signal()

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self.list = RecordList(name="Evaluations of this client")
        self.list.opened.connect(lambda key: shell.open_record("evaluation", key))
        self.list.clicked.connect(lambda _index: shell.open_record("evaluation", self.list.current_key()))
        head = QWidget()
        head.setFixedHeight(theme().height("table_header") + 8)
        row = QHBoxLayout(head)
        row.setContentsMargins(16, 0, 8, 0)
        row.addWidget(hint("What was compared, and what came out"))
        row.addStretch(1)
        self.add_button = Button("Evaluation", Kind.LINK, icon="plus", small=True, run=self.new_wanted.emit)
        row.addWidget(self.add_button)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(8, 0, 8, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self.list, 1)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(page)
        self._stack.addWidget(
            EmptyState(
                "An evaluation compares products by the criteria that follow from the needs, and says which one fits "
                "best and how sure that is.",
                icon="scale", title="Nothing compared yet", action=("New evaluation", self.new_wanted.emit),
            )
        )  # fmt: skip

    def show_evaluations(self, sheet: ClientSheet) -> None:
        """Show the evaluations of a client."""
        today = self._shell.today()
        self.list.set_rows([evaluation_line(row, today) for row in sheet.evaluations])
        self._stack.setCurrentIndex(0 if sheet.evaluations else 1)
