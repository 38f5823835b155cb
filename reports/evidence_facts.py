"""Figures about how the scores are known: on whose word they rest, and what of it is out of date."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from consultant_desk.domain.evaluation.problem import Cell, EvidenceState
from consultant_desk.domain.snapshot import ReportSnapshot

_WORD_ONLY = {EvidenceState.CLAIMED, EvidenceState.NONE}


class EvidenceFacts:
    """What stands behind the scores of one snapshot, by candidate (file id)."""

    def __init__(self, snapshot: ReportSnapshot) -> None:
        self._snapshot = snapshot
        self._cells: dict[str, list[Cell]] = {}
        for cell in snapshot.problem.cells:
            self._cells.setdefault(cell.candidate, []).append(cell)
        self._evidence = {one.id: one for one in snapshot.evidence}

    def unproven(self, candidate: str) -> float:
        """Return the weight (0..1) of the criteria on which a known score rests on the vendor's word or on nothing."""
        weights = self._snapshot.result.weights
        cells = self._cells.get(candidate, ())
        return sum(weights[one.criterion] for one in cells if not one.unknown and one.evidence_state in _WORD_ONLY)

    def expired(self, candidate: str) -> tuple[str, ...]:
        """Return the evidence of a candidate that was out of date when the report was made, by id."""
        day = _day(self._snapshot.made_on)
        cited = dict.fromkeys(key for cell in self._cells.get(candidate, ()) for key in cell.evidence)
        return tuple(
            key
            for key in cited
            if key in self._evidence
            and day is not None
            and (end := _day(self._evidence[key].expires_on)) is not None
            and end < day
        )

    def kinds(self, percent: Callable[[float], str]) -> Mapping[str, Callable[..., str]]:
        """Return these figures by kind; `percent` prints a share."""
        return {
            "unproven": lambda c: percent(self.unproven(c)),
            "expired": lambda c: str(len(self.expired(c))),
        }


def _day(iso: str) -> date | None:
    try:
        return date.fromisoformat(iso)
    except ValueError:
        return None
