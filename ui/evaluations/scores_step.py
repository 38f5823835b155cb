"""The step Scores: the matrix, what to look at below it, the keys, and the editor of one score beside it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from consultant_desk.domain.evaluation.problem import EvidenceState
from consultant_desk.domain.evaluation.result import EvaluationWarning
from ui.charts.marks import draw_evidence
from ui.evaluations.paste import PastePlan
from ui.evaluations.paste_sheet import PasteSheet
from ui.evaluations.score_editor import EvidenceOf, FlipOf, ScoreEditor
from ui.evaluations.score_matrix import ScoreMatrix
from ui.evaluations.session import EvaluationSession
from ui.evaluations.table_with_editor import TableWithEditor
from ui.evaluations.wording import EVIDENCE_WORDS
from ui.theme import SEMIBOLD, theme
from ui.widgets.buttons import Button, Kind
from ui.widgets.marks import IconMark
from ui.widgets.painting import hairline, painter_on, text_line, text_width
from ui.widgets.panels import EmptyState
from ui.widgets.text import Text

MARGIN = 24
SCROLL_BAR = 12
SHOWN_STATES = (EvidenceState.NONE, EvidenceState.CLAIMED, EvidenceState.SEEN, EvidenceState.TESTED)
KEYS = (("Arrows", "move"), ("Enter", "edit"), ("U", "unknown"), ("E", "evidence"), ("Ctrl V", "paste"))
LOOKING = (("Arrows", "move"), ("Enter", "read"), ("Ctrl C", "copy"))
"""The keys that are left while scores are locked."""


class ScoresStep(QWidget):
    """Changes of scores leave as whole cells, each change once; `remarked` carries what there is to say about one."""

    cells_entered = Signal(object)
    evidence_wanted = Signal()
    evidence_removed = Signal(str)
    remarked = Signal(str)
    criteria_wanted = Signal()
    products_wanted = Signal()

    def __init__(
        self, session: EvaluationSession, evidence_of: EvidenceOf, flip_of: FlipOf, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self.matrix = ScoreMatrix(session)
        self.editor = ScoreEditor(session, evidence_of, flip_of)
        self._hints = MatrixHints()
        self._warning = WarningLine()
        self._warning.wanted.connect(self._go_to)
        self.matrix.cells_entered.connect(self.cells_entered)
        self.matrix.remarked.connect(self.remarked)
        self.matrix.paste_planned.connect(self._ask_paste)
        self.matrix.editor_wanted.connect(self.editor.focus_value)
        self.matrix.evidence_wanted.connect(self.evidence_wanted)
        self.editor.cells_entered.connect(self.cells_entered)
        self.editor.evidence_wanted.connect(self.evidence_wanted)
        self.editor.evidence_removed.connect(self.evidence_removed)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._work())
        self._stack.addWidget(
            EmptyState(
                "Scores stand in a table of criteria and products. Say first what counts.",
                icon="sliders-horizontal",
                title="No criteria yet",
                action=("Go to Criteria", self.criteria_wanted.emit),
            )
        )
        self._stack.addWidget(
            EmptyState(
                "Name the products you compare, with “keep what you have” as one of them.",
                icon="package",
                title="No products yet",
                action=("Go to Products", self.products_wanted.emit),
            )
        )
        session.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the matrix, or what is missing for it."""
        problem = self._session.problem
        self._stack.setCurrentIndex(1 if not problem.criteria else 2 if not problem.candidates else 0)
        self._warning.show_warnings(self._session.warnings)
        self._hints.show_keys(LOOKING if self._session.held else KEYS)
        self.matrix.setMaximumHeight(self.matrix.rows_height() + SCROLL_BAR)

    def show_unknown(self) -> None:
        """Go to the first unknown score after the current one."""
        unknown = self._session.unknown_cells()
        if unknown:
            here = (self._session.candidate, self._session.criterion)
            candidate, criterion = unknown[(unknown.index(here) + 1) % len(unknown)] if here in unknown else unknown[0]
            self._session.select(criterion, candidate)
            self.matrix.setFocus(Qt.FocusReason.OtherFocusReason)

    def _work(self) -> QWidget:
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.matrix, 1000)
        column.addWidget(self._warning)
        column.addStretch(1)
        column.addWidget(self._hints)
        return TableWithEditor(column, self.matrix, self.editor, self.editor.flush)

    def _ask_paste(self, plan: PastePlan) -> None:
        sheet = PasteSheet(self, plan)
        sheet.accepted.connect(lambda: self.matrix.apply(plan))
        sheet.open()

    def _go_to(self, warning: EvaluationWarning) -> None:
        if warning.criterion is not None:
            self._session.select(warning.criterion, warning.candidate)
            self.matrix.setFocus(Qt.FocusReason.OtherFocusReason)


class WarningLine(QWidget):
    """The most important warning, how many more there are, and the way to its place."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._warnings: tuple[EvaluationWarning, ...] = ()
        self._place = 0
        self._words = Text("", wrap=True)
        self._go = Button("Show", Kind.LINK, run=lambda: self.wanted.emit(self._warnings[self._place]))
        self._next = Button("Next", Kind.LINK, run=self._step)
        row = QHBoxLayout(self)
        row.setContentsMargins(MARGIN, 10, 16, 10)
        row.setSpacing(8)
        row.addWidget(IconMark("triangle-alert", "warn"))
        row.addWidget(self._words, 1)
        row.addWidget(self._next)
        row.addWidget(self._go)

    def show_warnings(self, warnings: tuple[EvaluationWarning, ...]) -> None:
        """Show the first of these, or nothing."""
        if warnings != self._warnings:
            self._warnings, self._place = warnings, 0
        self.setVisible(bool(warnings))
        if not warnings:
            return
        count = len(warnings)
        warning = warnings[self._place]
        self._words.setText(warning.text if count == 1 else f"{warning.text} ({self._place + 1} of {count})")
        self._next.setVisible(count > 1)
        self._go.setVisible(warning.criterion is not None)

    def _step(self) -> None:
        self._place = (self._place + 1) % len(self._warnings)
        self.show_warnings(self._warnings)


class MatrixHints(QWidget):
    """What the dots mean, and the keys of the matrix."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(theme().height("hint_bar"))
        self._keys: tuple[tuple[str, str], ...] = ()
        self.show_keys(KEYS)

    def show_keys(self, keys: tuple[tuple[str, str], ...]) -> None:
        """Name the keys that do something now, each with what it does."""
        if keys != self._keys:
            self._keys = keys
            self.setAccessibleName("Keys: " + ", ".join(f"{key} {what}" for key, what in keys))
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the legend left and the keys right, as many as fit."""
        painter = painter_on(QPainter(self))
        hairline(painter, 0, 0, self.width())
        bold, plain = theme().font("small", weight=SEMIBOLD), theme().font("small")
        left = float(MARGIN)
        left += text_line(painter, self._box(left), "Evidence", theme().color("text"), bold) + 10
        for state in SHOWN_STATES:
            draw_evidence(painter, QPointF(left + 5, self.height() / 2), state, theme().color("text"))
            left += 16
            left += text_line(painter, self._box(left), EVIDENCE_WORDS[state], theme().color("text2"), plain) + 10
        widths = [text_width(key, bold) + 4 + text_width(what, plain) + 16 for key, what in self._keys]
        right = self.width() - 16.0 - sum(widths)
        for (key, what), width in zip(self._keys, widths, strict=True):
            if right >= left + 8:
                taken = text_line(painter, self._box(right), key, theme().color("text"), bold)
                text_line(painter, self._box(right + taken + 4), what, theme().color("text2"), plain)
            right += width
        painter.end()

    def _box(self, left: float) -> QRectF:
        return QRectF(left, 0, 200, self.height())
