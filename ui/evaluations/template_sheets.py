"""Sheets that take something of a template: the whole to start from, or some of its criteria."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ui.evaluations.actions import EvaluationActions
from ui.evaluations.template_gallery import TemplateGallery
from ui.evaluations.template_preview import summary
from ui.shell import Shell
from ui.widgets.dialogs import Sheet

if TYPE_CHECKING:
    from consultant_desk.services.sheet import EvaluationSheet

WIDTH, HEIGHT = 1000, 480


@dataclass(frozen=True, slots=True)
class ChosenTemplate:
    """A template to start from, with the use case whose weights are taken ("": those stated), and both in words."""

    id: str
    use_case: str
    name: str
    note: str


class ChooseTemplateSheet(Sheet):
    """The gallery; `run` gets what was chosen."""

    def __init__(
        self, parent: QWidget, shell: Shell, chosen: ChosenTemplate | None, run: Callable[[ChosenTemplate], None]
    ) -> None:
        super().__init__(parent, "Start from a template", width=WIDTH)
        self._run = run
        self.gallery = TemplateGallery(shell, start=("", "") if chosen is None else (chosen.id, chosen.use_case))
        self.gallery.setMinimumHeight(HEIGHT)
        self.gallery.opened.connect(self._take)
        self.body.addWidget(self.gallery, 1)
        self.add_cancel()
        self.add_primary("Take this template", self._take)

    def _take(self) -> None:
        row = self.gallery.row
        if row is None:
            self.say_problem("Choose a template.")
            return
        case = next((case for case in row.use_cases if case.id == self.gallery.use_case), None)
        counted = summary(row.criteria, ())
        self.accept()
        self._run(
            ChosenTemplate(
                row.id,
                "" if case is None else case.id,
                f"{row.name}, version {row.number}",
                counted if case is None else f"{counted}, weights for {case.name}",
            )
        )


class AddFromTemplateSheet(Sheet):
    """The gallery, with a choice of criteria to add to an evaluation as one step.

    An evaluation without criteria takes the weights of the template too; else a new criterion weighs the mean.
    """

    def __init__(self, parent: QWidget, shell: Shell, sheet: EvaluationSheet, actions: EvaluationActions) -> None:
        super().__init__(parent, "Add criteria from a template", width=WIDTH)
        self._actions = actions
        criteria = sheet.problem.criteria
        there = frozenset(item.name.casefold() for item in criteria)
        self.gallery = TemplateGallery(shell, picks=True, weights=not criteria, there=there)
        self.gallery.setMinimumHeight(HEIGHT)
        self.gallery.opened.connect(self.gallery.preview.table.setFocus)
        self.gallery.preview.picked_changed.connect(self._count)
        self.body.addWidget(self.gallery, 1)
        self.add_cancel()
        self._primary = self.add_primary("Add criteria", self._add)
        self._count()

    def _count(self) -> None:
        count = len(self.gallery.preview.picked)
        self._primary.set_label(f"Add {summary(count, ())}" if count else "Add criteria")
        self._primary.setEnabled(count > 0)

    def _add(self) -> None:
        row, picked = self.gallery.row, self.gallery.preview.picked
        if row is None or not picked:
            self.say_problem("Choose at least one criterion.")
            return
        evaluation_id, use_case = self._actions.sheet.id, self.gallery.use_case
        self._actions.run(
            lambda area: area.add_from_template(evaluation_id, row.id, picked, use_case=use_case),
            lambda _ids: self.accept(),
            failed=lambda error: self.say_problem(error.sentence()),
        )
