"""Cost lines of an evaluation."""

from __future__ import annotations

from dataclasses import dataclass

from consultant_desk.domain.evaluation.problem import CostLine


@dataclass(frozen=True, slots=True)
class CostRow:
    """One cost line as it stands in the file, with its record id and private note; `line.candidate` is a key."""

    id: str
    line: CostLine
    note: str
