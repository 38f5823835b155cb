"""Hold what a person enters to the rules of the evaluation file, and say in words what does not fit."""

from __future__ import annotations

import re
from math import isfinite

from consultant_desk.domain.evaluation.file import load
from consultant_desk.domain.evaluation.problem import (
    Candidate,
    Criterion,
    Direction,
    Group,
    Levels,
    PointWeights,
    Problem,
    ValueFunction,
)
from consultant_desk.domain.evaluation.writing import dump
from consultant_desk.errors import Fault, UserError

UNCHANGED = "Nothing was changed."

LARGEST, SMALLEST = 1e15, 1e-15

_WORDS = {
    "name": "Name",
    "direction": "Direction",
    "scale": "Scale",
    "value": "Value",
    "must": "Must-have",
    "anchors": "Anchors",
    "unit": "Unit",
    "question": "Question",
    "note": "Note",
}
_PLACE = re.compile(r"\$\.criteria\[0\]\.?([a-z]*)(.*)")
_POINT = re.compile(r"\[(\d+)\]")


def checked_criterion(criterion: Criterion) -> Criterion:
    """Return a criterion as the file reader would give it back; `UserError` with every fault in words."""
    if isinstance(criterion.value, Levels):
        _check_names(criterion)
    group = () if criterion.group is None else (Group(criterion.group, criterion.group),)
    alone = Problem(
        title="-",
        criteria=(criterion,),
        groups=group,
        weights=PointWeights("direct", ((criterion.id, 1.0),)),
        candidates=(Candidate("candidate", "-"),),
    )
    try:
        return load(dump(alone)).criteria[0]
    except UserError as error:
        raise _refused(criterion.name, tuple(_in_words(fault) for fault in error.faults)) from None


def check_raw(criterion: Criterion, raw: float | str | None) -> float | str | None:
    """Return a raw score that fits the criterion; `UserError` when it is no level of it, or no number."""
    if raw is None:
        return None
    if isinstance(criterion.value, Levels):
        if isinstance(raw, str) and raw in names_of(criterion.value):
            return raw
        shown = ", ".join(names_of(criterion.value)[:20])
        raise UserError(f"“{raw}” is no level of {criterion.name}.", UNCHANGED, f"Its levels are {shown}.")
    if isinstance(raw, str):
        raise UserError(f"{criterion.name} takes numbers, not “{raw}”.", UNCHANGED)
    return checked_number(criterion.name, float(raw))


def checked_number(what: str, number: float) -> float:
    """Return a number the file format can hold; `UserError` otherwise."""
    if not isfinite(number) or abs(number) > LARGEST or (number and abs(number) < SMALLEST):
        raise UserError(f"{what} cannot be {number:g}.", UNCHANGED, "Enter an ordinary number.")
    return number + 0.0


def fits(function: ValueFunction, text: str | None) -> bool:
    """Tell whether a stored raw score is one the value function can take."""
    if text is None:
        return True
    if isinstance(function, Levels):
        return text in names_of(function)
    try:
        return isfinite(float(text))
    except ValueError:
        return False


def size_of(function: ValueFunction, raw: float | str) -> float:
    """Return what raw scores are ordered by between two ends: the number, or the value of the level."""
    return function.value_of(str(raw)) if isinstance(function, Levels) else float(raw)


def names_of(function: Levels) -> list[str]:
    """Return the names of the levels in order."""
    return [name for name, _ in function.levels]


def _check_names(criterion: Criterion) -> None:
    if not isinstance(criterion.value, Levels):
        return
    names = names_of(criterion.value)
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise _refused(criterion.name, tuple(Fault("Value", f"the level “{name}” stands twice") for name in twice))
    if criterion.direction is not Direction.MAX:
        raise _refused(criterion.name, (Fault("Direction", "is less is better", "more is better for levels"),))


def _in_words(fault: Fault) -> Fault:
    match = _PLACE.fullmatch(fault.where)
    if match is None:
        return fault
    where = _WORDS.get(match[1], "Criterion")
    point = _POINT.search(match[2])
    return Fault(f"{where}, line {int(point[1]) + 1}" if point else where, fault.what, fault.expected)


def _refused(name: str, faults: tuple[Fault, ...]) -> UserError:
    first = faults[0]
    happened = f"{name.strip() or 'The criterion'}: {first.where.lower()} {first.what}."
    return UserError(happened, UNCHANGED, f"Expected {first.expected}." if first.expected else "", faults)
