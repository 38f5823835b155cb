"""Candidates beside the short list, and how candidates meet requirements."""

from __future__ import annotations

from dataclasses import dataclass

from consultant_desk.domain.coverage import Capability


@dataclass(frozen=True, slots=True)
class LongRow:
    """A product that is looked at but not compared yet."""

    id: str
    key: str
    name: str
    product_id: str


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A product that was considered and left out: the requirement it does not meet, the evidence, the reason."""

    id: str
    key: str
    name: str
    product_id: str
    requirement_id: str
    requirement: str
    why: str
    evidence_id: str
    evidence: str


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """How one candidate meets one requirement; `evidence` are record ids."""

    candidate_id: str
    requirement_id: str
    level: Capability
    note: str
    evidence: tuple[str, ...]
