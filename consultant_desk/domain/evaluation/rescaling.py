"""Carry a weight over to another scale of its criterion.

A weight belongs to a range: it says how much the way from the worst to the best end is worth. When the range changes,
the old way keeps its worth if w' is in proportion to w · (new range / old range) (Keeney & Raiffa 1976, chapter 5;
von Nitzsch & Weber 1993 show that people rarely do this by themselves).
"""

from __future__ import annotations

from consultant_desk.domain.evaluation.problem import DirectValue, Levels, Linear, Piecewise, ValueFunction

FULL = 100.0

Ends = tuple[str | float, str | float]


def ends_of(function: ValueFunction) -> Ends:
    """Return the worst and the best end of a scale: raw numbers, names of levels, or 0 and 100."""
    match function:
        case Linear(worst=worst, best=best) | Piecewise(worst=worst, best=best):
            return worst, best
        case Levels(levels=levels) if levels:
            ordered = sorted(levels, key=lambda level: level[1])
            return ordered[0][0], ordered[-1][0]
        case _:
            return 0.0, FULL


def same_swing(old: ValueFunction, new: ValueFunction) -> bool:
    """Tell whether the way from worst to best is still the same one, so that a weight given for it still holds.

    Points between the ends and levels between the outer ones do not matter.
    """
    alike = isinstance(old, Levels) == isinstance(new, Levels) and isinstance(old, DirectValue) == isinstance(
        new, DirectValue
    )
    return alike and ends_of(old) == ends_of(new) and _span(old) == _span(new)


def range_factor(old: ValueFunction, new: ValueFunction) -> float | None:
    """Return new range / old range; None where the two have no common measure or one of them is no range.

    Of levels the old outer ones are looked up among the new ones: their distance there against the whole new way.
    """
    match old, new:
        case ((Linear() | Piecewise()), (Linear() | Piecewise())):
            before, after = abs(old.best - old.worst), abs(new.best - new.worst)
            return after / before if before > 0 and after > 0 else None
        case Levels(), Levels():
            return _levels_factor(old, new)
        case _:
            return None


def rescaled(share: float, factor: float) -> float:
    """Return the share 0..1 of a weight whose range became `factor` times as wide, the others in proportion."""
    grown = share * factor
    whole = grown + (1.0 - share)
    return grown / whole if whole > 0 else share


def _levels_factor(old: Levels, new: Levels) -> float | None:
    values = dict(new.levels)
    worst, best = ends_of(old)
    if worst not in values or best not in values:
        return None
    kept = values[str(best)] - values[str(worst)]
    return _span(old) / kept if kept > 0 and _span(old) > 0 else None


def _span(function: ValueFunction) -> float:
    """Return the points between the worst and the best end."""
    if isinstance(function, Levels) and function.levels:
        values = [value for _, value in function.levels]
        return max(values) - min(values)
    return FULL
