"""Test must-have rules: a rule is met, failed or unknown, and unknown is never a pass."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

from consultant_desk.domain.evaluation.problem import Cell, Criterion, Levels, MustHave, MustOp, Problem


class MustState(Enum):
    """The outcome of one must-have rule for one candidate."""

    PASSED = auto()
    FAILED = auto()
    UNKNOWN = auto()


@dataclass(frozen=True, slots=True)
class MustOutcome:
    """The criteria whose must-have one candidate fails, and those where it is unknown, in the order of the file."""

    failed: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


def must_state(criterion: Criterion, cell: Cell | None) -> MustState:
    """Return whether a cell meets the rule of its criterion; a criterion without a rule is always passed.

    A score with two ends passes when its worse end passes and fails when its better end fails, worse and better
    as the rule sees them. Raw numbers compare by number, levels by their value.
    """
    rule = criterion.must
    if rule is None:
        return MustState.PASSED
    if cell is None or cell.unknown:
        return MustState.UNKNOWN
    low, high = _ends(criterion, cell)
    limit = _limit(criterion, rule)
    match rule.op:
        case MustOp.AT_LEAST:
            passes, fails = low >= limit, high < limit
        case MustOp.AT_MOST:
            passes, fails = high <= limit, low > limit
        case MustOp.EQUAL:
            passes, fails = low == limit == high, not low <= limit <= high
    if passes:
        return MustState.PASSED
    return MustState.FAILED if fails else MustState.UNKNOWN


def must_outcomes(problem: Problem) -> Mapping[str, MustOutcome]:
    """Return the outcome of all rules by candidate id."""
    ruled = [criterion for criterion in problem.criteria if criterion.must is not None]
    cells = problem.cell_index() if ruled else {}
    outcomes = {}
    for candidate in problem.candidates:
        states = [(one.id, must_state(one, cells.get((candidate.id, one.id)))) for one in ruled]
        outcomes[candidate.id] = MustOutcome(
            failed=tuple(key for key, state in states if state is MustState.FAILED),
            unknown=tuple(key for key, state in states if state is MustState.UNKNOWN),
        )
    return outcomes


def _ends(criterion: Criterion, cell: Cell) -> tuple[float, float]:
    given = [_comparable(criterion, raw) for raw in (cell.value, cell.low, cell.high) if raw is not None]
    return min(given), max(given)


def _limit(criterion: Criterion, rule: MustHave) -> float:
    raw = rule.level if rule.level is not None else rule.value
    if raw is None:
        raise ValueError(f"the must-have of {criterion.id} has neither value nor level")
    return _comparable(criterion, raw)


def _comparable(criterion: Criterion, raw: float | str) -> float:
    if isinstance(criterion.value, Levels):
        return criterion.value.value_of(str(raw))
    return float(raw)
