"""A shared first place: who is level, and what could end it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from consultant_desk.domain.evaluation.result import Result, WeightRange, first_of
from consultant_desk.domain.evaluation.verdict import SURE, listed_few


@dataclass(frozen=True, slots=True)
class Tie:
    """The candidates that share the first place, and whether a weight, moved however little, ends that.

    No weight does where they are the same on every criterion that counts.
    """

    candidates: tuple[str, ...]
    by_weight: bool


def tie_of(result: Result) -> Tie | None:
    """Return the tie for the first place; None where there is none."""
    if not result.verdict.tie:
        return None
    return Tie(first_of(result.ranking), any(map(_ends_here, result.stability.values())))


def tie_sentence(tie: Tie, names: Mapping[str, str]) -> str:
    """Say who is level and what may end it."""
    level = listed_few([names[key] for key in tie.candidates])
    what = "scores or of the weights" if tie.by_weight else "scores"
    ends = "decide between them" if len(tie.candidates) == 2 else "end the tie"
    return f"{level} are level; a change of their {what} may {ends}"


def _ends_here(one: WeightRange) -> bool:
    """Tell whether another candidate leads as soon as this weight moves."""
    return any(flip is not None and abs(flip.bound - one.weight) <= SURE for flip in (one.below, one.above))
