"""Tell in words what changed between two states of an evaluation: what stands under the reason it was opened for.

It says everything the canonical form holds, so two problems with different digests differ in at least one line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import Protocol, TypeVar

from consultant_desk.domain.charts.rounding import percent
from consultant_desk.domain.evaluation.canonical import plain, problem_sha256
from consultant_desk.domain.evaluation.problem import (
    Candidate,
    Cell,
    CostLine,
    Criterion,
    Group,
    Levels,
    Linear,
    MustHave,
    Piecewise,
    Problem,
    ValueFunction,
    WeightAnswers,
)
from consultant_desk.domain.evaluation.units import MINUS, with_unit
from consultant_desk.domain.evaluation.weights import global_weights, leaf_weights
from consultant_desk.errors import UserError

NOTHING = "nothing"


class Part(StrEnum):
    """The part of an evaluation a difference lies in, in the order they are told."""

    CRITERIA = "Criteria"
    WEIGHTS = "Weights"
    PRODUCTS = "Products"
    SCORES = "Scores"
    COSTS = "Costs"
    OTHER = "Evaluation"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that changed: where, of what, and its two states in words; "" for a state in which it was not there."""

    part: Part
    place: str
    before: str
    after: str

    @property
    def text(self) -> str:
        """Return the difference as one sentence without a full stop."""
        if not self.before:
            return f"{self.place}: {self.after}"
        return f"{self.place}: {self.before} → {self.after}" if self.after else f"{self.place}: {self.before}"


class _Named(Protocol):
    """What has an id and a name."""

    @property
    def id(self) -> str: ...

    @property
    def name(self) -> str: ...


N = TypeVar("N", bound=_Named)
Found = Iterator[Difference]


def differences(before: Problem, after: Problem) -> tuple[Difference, ...]:
    """Return what changed, part by part; nothing exactly when the two have the same digest."""
    if problem_sha256(before) == problem_sha256(after):
        return ()
    names = {one.id: one.name for one in (*before.criteria, *after.criteria)}
    found = (
        *_named(Part.CRITERIA, "group", before.groups, after.groups, _group_states),
        *_named(Part.CRITERIA, "criterion", before.criteria, after.criteria, _criterion_states(before, after)),
        *_weights(before, after, names),
        *_named(Part.WEIGHTS, "stakeholder", _people(before, names), _people(after, names), _person_states),
        *_named(Part.PRODUCTS, "product", before.candidates, after.candidates, _candidate_states),
        *_scores(before, after),
        *_costs(before, after),
    )
    return found or (Difference(Part.OTHER, "Details", "", "changed in a way too small to be shown"),)


def _named(
    part: Part, kind: str, before: Sequence[N], after: Sequence[N], states: Callable[[N], Mapping[str, str]]
) -> Found:
    """Yield what was added, removed or differs in one of its states."""
    old, new = {one.id: one for one in before}, {one.id: one for one in after}
    for key, one in old.items():
        if key not in new:
            yield Difference(part, one.name, f"{kind} removed", "")
            continue
        was, now = states(one), states(new[key])
        for what in was:
            if was[what] != now[what]:
                place = f"{new[key].name}, {what}" if what else "Renamed"
                yield Difference(part, place, was[what] or NOTHING, now[what] or NOTHING)
    for key, one in new.items():
        if key not in old:
            yield Difference(part, one.name, "", f"{kind} added")


def _group_states(group: Group) -> Mapping[str, str]:
    return {"": group.name}


def _candidate_states(candidate: Candidate) -> Mapping[str, str]:
    return {
        "": candidate.name,
        "role": "what they have now" if candidate.baseline else "a product to choose",
        "entry in the catalogue": candidate.product,
    }


def _criterion_states(before: Problem, after: Problem) -> Callable[[Criterion], Mapping[str, str]]:
    groups = {one.id: one.name for one in (*before.groups, *after.groups)}

    def states(criterion: Criterion) -> Mapping[str, str]:
        return {
            "": criterion.name,
            "group": groups.get(criterion.group or "", ""),
            "direction": "more is better" if criterion.direction.value == "max" else "less is better",
            "scale": _scale(criterion.value),
            "unit": criterion.unit,
            "must-have": _must(criterion.must),
            "cost": "counts as cost" if criterion.cost else "no cost",
            "question": criterion.question,
            "anchors": ", ".join(f"{key}: {text}" for key, text in sorted(criterion.anchors)),
        }

    return states


def _scale(function: ValueFunction) -> str:
    match function:
        case Linear(worst=worst, best=best):
            return f"{_number(worst)} to {_number(best)}"
        case Piecewise(points=points, worst=worst, best=best):
            curve = ", ".join(f"{_number(raw)} is {_number(value)}" for raw, value in points)
            return f"{_number(worst)} to {_number(best)}, curve {curve}"
        case Levels(levels=levels):
            return ", ".join(f"{name} is {_number(value)}" for name, value in sorted(levels))
    return "values 0 to 100 given directly"


def _must(must: MustHave | None) -> str:
    if must is None:
        return ""
    words = {">=": "at least", "<=": "at most", "==": "exactly"}[must.op.value]
    return f"{words} {must.level if must.value is None else _number(must.value)}"


def _weights(before: Problem, after: Problem, names: Mapping[str, str]) -> Found:
    old, new = _shares(before), _shares(after)
    told = False
    for key in names:
        was, now = _percent(old.get(key)), _percent(new.get(key))
        if key in old and key in new and was != now:
            told = True
            yield Difference(Part.WEIGHTS, names[key], was, now)
    if not told and problem_sha256(before) != problem_sha256(replace(before, weights=after.weights)):
        effect = "each weight stays within a tenth of a percent" if new else "they do not decide yet"
        yield Difference(Part.WEIGHTS, "Answers", "", f"given anew; {effect}")


def _shares(problem: Problem) -> Mapping[str, float]:
    """Return the weights by criterion; none where the answers do not decide."""
    try:
        return global_weights(problem)
    except UserError:
        return {}


def _percent(share: float | None) -> str:
    return "" if share is None else percent(share)


@dataclass(frozen=True, slots=True)
class _Person:
    """A stakeholder by id, or by name where the file gives none, with their weights in words."""

    id: str
    name: str
    weights: str


def _people(problem: Problem, names: Mapping[str, str]) -> tuple[_Person, ...]:
    people = ((one.id or one.name, one.name, one.weights) for one in problem.stakeholders)
    return tuple(_Person(key, name, _told(problem, weights, names)) for key, name, weights in people)


def _told(problem: Problem, answers: WeightAnswers, names: Mapping[str, str]) -> str:
    try:
        shares = leaf_weights(problem, answers)
    except UserError:
        return "do not decide"
    return ", ".join(f"{names[one.id]} {_percent(shares[one.id])}" for one in problem.criteria)


def _person_states(person: _Person) -> Mapping[str, str]:
    return {"": person.name, "weights": person.weights}


def _scores(before: Problem, after: Problem) -> Found:
    """Yield the scores that differ, of candidates and criteria that both have."""
    names = {one.id: one.name for one in (*before.candidates, *after.candidates)}
    names |= {one.id: one.name for one in (*before.criteria, *after.criteria)}
    old, new = before.cell_index(), after.cell_index()
    units = {one.id: one.unit for one in after.criteria}
    shared = {one.id for one in before.candidates} & {one.id for one in after.candidates}
    kept = {one.id for one in before.criteria} & {one.id for one in after.criteria}
    for key in dict.fromkeys((*old, *new)):
        if key[0] not in shared or key[1] not in kept:
            continue
        was = old.get(key) or Cell(*key)
        now = new.get(key) or Cell(*key)
        place = f"{names[key[0]]}, {names[key[1]]}"
        if _raw(was, "") != _raw(now, ""):
            yield Difference(Part.SCORES, place, _raw(was, units[key[1]]), _raw(now, units[key[1]]))
        support = {_support(was), _support(now)}
        if len(support) > 1:
            yield Difference(Part.SCORES, f"{place}, support", _support(was), _support(now))


def _raw(cell: Cell, unit: str) -> str:
    """Return a raw score with its two ends, or that it is unknown."""
    if cell.unknown:
        return "unknown"
    value, low, high = (_written(raw, unit) for raw in (cell.value, cell.low, cell.high))
    ends = f"{low or '?'} to {high or '?'}" if low or high else ""
    return f"{value} ({ends})" if value and ends else value or ends


def _written(raw: float | str | None, unit: str) -> str:
    if raw is None or isinstance(raw, str):
        return raw or ""
    return with_unit(_number(raw), unit, raw)


def _support(cell: Cell) -> str:
    """Return how a score is known."""
    parts = [cell.evidence_state.value, f"confidence {cell.confidence.value}" if cell.confidence else ""]
    evidence = ", ".join(sorted(cell.evidence))
    return "; ".join(part for part in (*parts, f"evidence {evidence}" if evidence else "") if part)


def _costs(before: Problem, after: Problem) -> Found:
    names = {one.id: one.name for one in (*before.candidates, *after.candidates)}
    old, new = list(before.costs), list(after.costs)
    for line in [one for one in old if one in new]:
        if line in new:
            new.remove(line)
            old.remove(line)
    for line in old:
        place = f"{names[line.candidate]}, {line.label}"
        match = next((one for one in new if (one.candidate, one.label) == (line.candidate, line.label)), None)
        if match is None:
            yield Difference(Part.COSTS, place, f"{_cost(line)} removed", "")
            continue
        new.remove(match)
        yield Difference(Part.COSTS, place, _cost(line), _cost(match))
    for line in new:
        yield Difference(Part.COSTS, f"{names[line.candidate]}, {line.label}", "", f"{_cost(line)} added")


def _cost(line: CostLine) -> str:
    years = f"year {line.from_year}" if line.from_year == line.to_year else f"years {line.from_year} to {line.to_year}"
    seats = ""
    if line.by_seat is not None:
        tiers = ", ".join(f"{_number(price)} from {count}" for count, price in line.by_seat.tiers)
        seats = f", {line.by_seat.seats} seats at {tiers} per {line.by_seat.per.value}"
        seats += ", each by its own tier" if line.by_seat.graduated else ""
    return f"{_number(line.amount)} {line.currency} a year, {years}, {line.kind.value.replace('_', '-')}{seats}"


def _number(number: float | Decimal) -> str:
    """Return a number in its shortest plain form, thousands apart: 18,900."""
    return f"{Decimal(plain(number)):,f}".replace("-", MINUS)
