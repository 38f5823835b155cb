"""Evaluations in a list."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EvaluationRow:
    """One line of a list of evaluations; the verdict is a sentence, empty while there is nothing to say."""

    id: str
    title: str
    client_id: str
    client: str
    status: str
    candidates: int
    criteria: int
    scores_known: int
    scores_total: int
    verdict: str
    verdict_kind: str
    updated_at: str
