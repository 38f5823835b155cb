"""The panel beside the coverage: how one candidate meets one requirement, a note, and the evidence for it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from consultant_desk.domain.coverage import Capability
from consultant_desk.services.rows.needs import RequirementRow
from ui.evaluations.coverage_model import Covered
from ui.evaluations.evidence_list import EvidenceLine, EvidenceList
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.choice import Dropdown, Option
from ui.widgets.fields import TextArea
from ui.widgets.form import labelled
from ui.widgets.panels import ScrollArea, Surface
from ui.widgets.text import Text

LEVELS = tuple(Option(level.value, level.words.capitalize()) for level in Capability)


class CoveragePanel(Surface):
    """Shows one cell of the coverage; changes leave as signals.

    `level_chosen` and `noted` carry what was entered, `evidence_removed` a record id.
    """

    level_chosen = Signal(object)
    noted = Signal(str)
    evidence_wanted = Signal()
    evidence_removed = Signal(str)
    reject_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("bg0", lines=("left",), parent=parent)
        self.setAccessibleName("How a product meets a requirement")
        self.setFixedWidth(theme().width("score_editor"))
        self._candidate, self._title = Text("", "small", "text2"), Text("", "heading", wrap=True)
        self._test = Text("", tone="text2", wrap=True)
        self._level = Dropdown(LEVELS, name="How it is met", value=Capability.UNKNOWN.value)
        self._level.chosen.connect(lambda value: self.level_chosen.emit(Capability(value)))
        self._note = TextArea(name="Note", lines=3)
        self._note.edited.connect(self.noted)
        self.evidence = EvidenceList()
        self.evidence.add.setAccessibleName("Add evidence to this requirement")
        self.evidence.wanted.connect(self.evidence_wanted)
        self.evidence.removed.connect(self.evidence_removed)
        self._reject = Button("Reject by this requirement", icon="x", run=self.reject_wanted.emit)
        area = ScrollArea(margins=(16, 12, 16, 16), spacing=8)
        for part in (
            self._candidate,
            self._title,
            self._test,
            labelled("How it is met", self._level),
            labelled("Note", self._note),
            self.evidence,
            self._reject,
        ):
            area.column.addWidget(part)
        area.column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 0, 0, 0)
        outer.addWidget(area)

    def show_place(
        self, place: tuple[Covered, RequirementRow] | None, level: Capability, note: str, lines: Sequence[EvidenceLine]
    ) -> None:
        """Show a cell; nothing can be entered without one."""
        self.setEnabled(place is not None)
        if place is None:
            return
        candidate, requirement = place
        self._candidate.setText(candidate.name)
        self._title.setText(requirement.text)
        self._test.setText(requirement.test)
        self._test.setVisible(bool(requirement.test))
        self._level.set_value(level.value)
        self._note.show_value(note)
        self.evidence.show_lines(lines)
        self._reject.setVisible(not candidate.baseline)
        self._reject.setAccessibleName(f"Reject {candidate.name} by this requirement")

    def flush(self) -> None:
        """Report what is typed and not yet committed."""
        self._note.commit()

    def take_focus(self) -> None:
        """Put the keyboard on the level."""
        self._level.setFocus(Qt.FocusReason.ShortcutFocusReason)
