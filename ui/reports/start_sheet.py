"""Asks which evaluation a new report is made from, which kind of report it becomes, and in which language."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from consultant_desk.domain.report_options import ReportKind
from consultant_desk.services.rows.evaluations import EvaluationRow
from ui.models.lists import ListRow
from ui.reports.wording import KIND_SENTENCES, LANGUAGES, REPORT_KINDS
from ui.widgets.choice import Segmented
from ui.widgets.dialogs import Sheet
from ui.widgets.lists import RecordList
from ui.widgets.text import Text


class StartSheet(Sheet):
    """A choice of kinds and languages, and a list of evaluations; Enter or the button starts the report.

    `language` is the one chosen at first.
    """

    def __init__(
        self,
        parent: QWidget,
        rows: Sequence[EvaluationRow],
        language: str,
        begin: Callable[[str, ReportKind, str], None],
    ) -> None:
        super().__init__(parent, "Start a report", width=560)
        self._begin = begin
        self.kind = Segmented(REPORT_KINDS, name="Kind of report")
        self.what = Text("", "small", "text2", wrap=True)
        self.kind.chosen.connect(self._explain)
        self.body.addWidget(self.kind)
        self.body.addWidget(self.what)
        self._explain(self.kind.value())
        self.language = Segmented(LANGUAGES, name="Language of the report", value=language)
        self.body.addWidget(self.language)
        self.body.addWidget(Text("A report prints one evaluation. Which one?", tone="text2"))
        self.list = RecordList(name="Evaluations")
        self.list.setMinimumHeight(min(6, len(rows)) * 52 + 4)
        self.list.set_rows([ListRow(row.id, row.title, row.verdict or "No verdict yet", row.client) for row in rows])
        self.list.choose_first()
        self.list.opened.connect(lambda _key: self._accept())
        self.body.addWidget(self.list, 1)
        self.add_cancel()
        self.add_primary("Start", self._accept, icon="file-text")
        self.list.setFocus()

    def _explain(self, kind: str) -> None:
        self.what.setText(KIND_SENTENCES[ReportKind(kind)])

    def _accept(self) -> None:
        key = self.list.current_key()
        if key:
            self._begin(key, ReportKind(self.kind.value()), self.language.value())
            self.accept()
