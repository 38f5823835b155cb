"""What is said about a weight that was given for another scale, and the weight that would keep its worth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from consultant_desk.domain.evaluation.problem import Criterion, ValueFunction
from consultant_desk.domain.evaluation.rescaling import range_factor, rescaled
from consultant_desk.domain.evaluation.result import EvaluationWarning
from ui.evaluations.wording import ends_of

STALE = "stale_weight"


def stale_sentence(criterion: Criterion, given: ValueFunction) -> str:
    """Return "Weight given for €60 to €10, the scale is now €80 to €10."."""
    before = " to ".join(ends_of(replace(criterion, value=given)))
    return f"Weight given for {before}, the scale is now {' to '.join(ends_of(criterion))}."


def stale_warnings(
    criteria: Mapping[str, Criterion], stale: Mapping[str, ValueFunction]
) -> tuple[EvaluationWarning, ...]:
    """Return one warning for each such weight, in the order of the criteria."""
    return tuple(
        EvaluationWarning(STALE, f"{item.name}: {_lower(stale_sentence(item, stale[key]))}", criterion=key)
        for key, item in criteria.items()
        if key in stale
    )


def proposed_share(criterion: Criterion, given: ValueFunction, share: float) -> float | None:
    """Return the share 0..1 that keeps the worth of the old range; None where the scales have no common measure."""
    factor = range_factor(given, criterion.value)
    return None if factor is None else rescaled(share, factor)


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
