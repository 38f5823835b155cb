"""Figures about requirements: how many are asked for, and how many of them a candidate meets.

What is written down as not wanted ("won't") is no requirement. Custom work meets one, with a caution.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property

from consultant_desk.domain.coverage import Capability
from consultant_desk.domain.snapshot import Moscow, ReportSnapshot, SnapshotCoverage, SnapshotRequirement

Place = tuple[int, int]
"""A requirement by the places of its need and of itself in it."""

_MEETS = {Capability.BUILT_IN, Capability.CONFIGURATION, Capability.ADD_ON, Capability.CUSTOM}


class RequirementFacts:
    """How the candidates of one snapshot meet its requirements; candidates by file id, others by name."""

    def __init__(self, snapshot: ReportSnapshot) -> None:
        self._snapshot = snapshot
        self.cells: dict[tuple[str, Place], SnapshotCoverage] = {
            (one.candidate, (one.need, one.requirement)): one for one in snapshot.coverage
        }

    @cached_property
    def wanted(self) -> dict[Place, SnapshotRequirement]:
        """Requirements by place, in order."""
        return {
            (i, j): requirement
            for i, need in enumerate(self._snapshot.needs)
            for j, requirement in enumerate(need.requirements)
            if requirement.moscow is not Moscow.WONT
        }

    def level(self, candidate: str, place: Place) -> Capability:
        """Return how a candidate meets a requirement; unknown where nobody looked."""
        cell = self.cells.get((candidate, place))
        return Capability.UNKNOWN if cell is None else cell.level

    def met(self, candidate: str) -> int:
        """Count what a candidate meets."""
        return sum(self.level(candidate, place) in _MEETS for place in self.wanted)

    def failed(self, candidate: str) -> int:
        """Count what a candidate does not meet."""
        return sum(self.level(candidate, place) is Capability.NO for place in self.wanted)

    def open(self, candidate: str) -> int:
        """Count what is not known of a candidate."""
        return len(self.wanted) - self.met(candidate) - self.failed(candidate)

    def kinds(self) -> Mapping[str, Callable[..., str]]:
        """Return these figures by kind."""
        return {
            "met": lambda c: str(self.met(c)),
            "not-met": lambda c: str(self.failed(c)),
            "not-known": lambda c: str(self.open(c)),
            "wanted": lambda: str(len(self.wanted)),
        }
