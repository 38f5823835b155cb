"""The sheets about weights of the workbench: swings, needs, stakeholders and their weights side by side."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ui.commands import Command
from ui.evaluations.actions import EvaluationActions
from ui.evaluations.needs_weights_sheet import NeedsWeightsSheet
from ui.evaluations.session import EvaluationSession
from ui.evaluations.side_by_side_sheet import SideBySideSheet
from ui.evaluations.stakeholder_sheets import AddStakeholderSheet, EditStakeholderSheet
from ui.evaluations.swing_sheet import SwingSheet
from ui.evaluations.weighting import MEAN
from ui.evaluations.weights_bar import WeightsBar
from ui.shell import Shell


class WeightDoors:
    """Sheets open over `bench`; `open_criterion` leads to a criterion that one of them names."""

    def __init__(
        self,
        bench: QWidget,
        shell: Shell,
        session: EvaluationSession,
        operations: EvaluationActions,
        open_criterion: Callable[[str], None],
    ) -> None:
        self._bench = bench
        self._shell = shell
        self._session = session
        self._operations = operations
        self._open_criterion = open_criterion
        self._added_set = ""

    def connect(self, bar: WeightsBar) -> None:
        """Do what the bar over the criteria asks for."""
        operations = self._operations
        bar.swings_wanted.connect(self.ask_swings)
        bar.needs_wanted.connect(self.start_from_needs)
        bar.stakeholder_wanted.connect(self.add_stakeholder)
        bar.stakeholder_edited.connect(self._edit_stakeholder)
        bar.stakeholder_removed.connect(operations.remove_stakeholder)
        bar.copy_wanted.connect(operations.copy_weights)
        bar.deciding_wanted.connect(operations.set_deciding)
        bar.side_by_side_wanted.connect(self.show_side_by_side)

    def ask_swings(self) -> None:
        """Ask for swing weights one criterion at a time."""
        self._session.commit()
        if self._session.problem.criteria and self._session.shown_key != MEAN:
            SwingSheet(self._bench, self._session).open()

    def start_from_needs(self) -> None:
        """Show what the needs say about the weights, to be taken or not."""
        self._session.commit()
        if self._session.shown_key != MEAN:
            NeedsWeightsSheet(self._bench, self._operations.sheet, self._session).open()

    def add_stakeholder(self) -> None:
        """Ask who weighs too."""
        sheet = AddStakeholderSheet(self._bench, self._shell, self._operations)
        sheet.added.connect(self._await_set)
        sheet.open()

    def show_side_by_side(self) -> None:
        """Show the weights of all stakeholders and who wins under each."""
        self._session.commit()
        SideBySideSheet(self._bench, self._shell, self._session, self._open_criterion).open()

    def show_added(self) -> None:
        """Look at new weights once they are read."""
        if any(one.key == self._added_set for one in self._session.sets):
            self._session.show_set(self._added_set)
            self._added_set = ""

    def _edit_stakeholder(self, set_id: str) -> None:
        row = next((row for row in self._operations.sheet.people if row.id == set_id), None)
        if row is not None:
            EditStakeholderSheet(self._bench, self._operations, row).open()

    def _await_set(self, set_id: str) -> None:
        self._added_set = set_id
        self.show_added()


def weight_commands(doors: Callable[[], WeightDoors | None]) -> tuple[Command, ...]:
    """Return what can be done by name about the weights of the open evaluation; `doors` are None while none is open."""

    def run(door: Callable[[WeightDoors], None]) -> Callable[[], None]:
        def do() -> None:
            opened = doors()
            if opened is not None:
                door(opened)

        return do

    lines = (
        ("swings", "Ask for swing weights", WeightDoors.ask_swings, "list-checks"),
        ("from_needs", "Start weights from the needs", WeightDoors.start_from_needs, "quote"),
        ("stakeholder", "Add a stakeholder", WeightDoors.add_stakeholder, "user-plus"),
        ("side_by_side", "Stakeholders side by side", WeightDoors.show_side_by_side, "users"),
    )
    return tuple(
        Command(f"evaluations.{name}", title, run(door), icon, when=lambda: doors() is not None)
        for name, title, door, icon in lines
    )
