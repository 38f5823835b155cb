"""The canonical form of a problem and its SHA-256: what is printed, locked and verified for years.

RFC 8785 JSON of groups, criteria, weights, stakeholders' weights, candidates, scores (without rationale and evidence
texts) and costs. Notes are private and decide nothing, so they are left out. Every number is a decimal string in its
shortest plain form, texts are NFC, lists are ordered by id, defaults are written out. The form never changes: three
digests in `tests/golden/evaluation` hold it. What version 2 of the file added and decides something (how missing
judgements are completed, currency and rates) stands in it only where it is given; the rest decides nothing.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import TypeAlias

from consultant_desk.domain.evaluation.problem import (
    Candidate,
    Cell,
    Completion,
    CostLine,
    Criterion,
    DirectValue,
    Group,
    Levels,
    Linear,
    MeanWeights,
    MustHave,
    PairwiseWeights,
    Piecewise,
    PointWeights,
    Problem,
    RankWeights,
    Stakeholder,
    ValueFunction,
    WeightAnswers,
)

Json: TypeAlias = "bool | str | Sequence[Json] | Mapping[str, Json] | None"


def problem_sha256(problem: Problem) -> str:
    """Return the SHA-256 of the canonical form in lower-case hexadecimal."""
    return hashlib.sha256(canonical_json(problem)).hexdigest()


def canonical_json(problem: Problem) -> bytes:
    """Return the canonical form as UTF-8 JSON of RFC 8785: no spaces, keys ordered by UTF-16 code units."""
    form: dict[str, Json] = {
        "candidates": [_candidate(one) for one in sorted(problem.candidates, key=lambda one: one.id)],
        "costs": [_cost(one) for one in sorted(problem.costs, key=_cost_key)],
        "criteria": [_criterion(one) for one in sorted(problem.criteria, key=lambda one: one.id)],
        "groups": [_group(one) for one in sorted(problem.groups, key=lambda one: one.id)],
        "scores": _scores(problem),
        "stakeholders": [_stakeholder(one) for one in sorted(problem.stakeholders, key=lambda one: (one.id, one.name))],
        "weights": _weights(problem.weights),
    }
    if problem.options.currency:
        form["currency"] = problem.options.currency
    if problem.options.rates:
        form["rates"] = {currency: plain(rate) for currency, rate in problem.options.rates}
    return json.dumps(_sorted(form), ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def plain(number: float | Decimal) -> str:
    """Return a number as a decimal string in its shortest plain form: no exponent, no trailing zeros, no minus zero."""
    text = repr(number) if isinstance(number, float) else format(number, "f")
    if "e" in text:
        text = format(Decimal(text), "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _sorted(form: Json) -> Json:
    """Return the form with texts in NFC and the keys of objects in the order RFC 8785 asks for."""
    if isinstance(form, str):
        return _nfc(form)
    if isinstance(form, dict):
        return {name: _sorted(form[key]) for name, key in _ordered(tuple(form))}
    if isinstance(form, list):
        return [_sorted(item) for item in form]
    return form


@lru_cache(maxsize=1024)
def _ordered(keys: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Return (key in NFC, key) by UTF-16 code units; cached because all records of a kind have the same keys."""
    return tuple(sorted(((_nfc(key), key) for key in keys), key=lambda pair: pair[0].encode("utf-16-be")))


def _nfc(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _group(group: Group) -> dict[str, Json]:
    return {"id": group.id, "name": group.name}


def _candidate(candidate: Candidate) -> dict[str, Json]:
    return {
        "baseline": candidate.baseline,
        "id": candidate.id,
        "name": candidate.name,
        "product": candidate.product,
    }


def _criterion(criterion: Criterion) -> dict[str, Json]:
    return {
        "anchors": dict(criterion.anchors),
        "cost": criterion.cost,
        "direction": criterion.direction.value,
        "group": criterion.group,
        "id": criterion.id,
        "must": _must(criterion.must),
        "name": criterion.name,
        "question": criterion.question,
        "scale": _scale(criterion.value),
        "unit": criterion.unit,
        "value": _function(criterion.value),
    }


def _scale(function: ValueFunction) -> Json:
    match function:
        case Linear(worst=worst, best=best) | Piecewise(worst=worst, best=best):
            return [plain(worst), plain(best)]
        case Levels() | DirectValue():
            return None


def _function(function: ValueFunction) -> Json:
    match function:
        case Linear():
            return {"kind": "linear"}
        case Piecewise(points=points):
            return {"kind": "piecewise", "points": [[plain(raw), plain(value)] for raw, value in points]}
        case Levels(levels=levels):
            return {"kind": "levels", "levels": {name: plain(value) for name, value in levels}}
        case DirectValue():
            return None


def _must(must: MustHave | None) -> Json:
    if must is None:
        return None
    return {"level": must.level, "op": must.op.value, "value": None if must.value is None else plain(must.value)}


def _scores(problem: Problem) -> list[Json]:
    functions = {criterion.id: criterion.value for criterion in problem.criteria}
    cells = sorted(problem.cells, key=lambda cell: (cell.candidate, cell.criterion))
    return [_score(cell, functions.get(cell.criterion)) for cell in cells]


def _score(cell: Cell, function: ValueFunction | None) -> Json:
    leveled = isinstance(function, Levels)
    low, high = ordered_ends(cell, function)
    return {
        "candidate": cell.candidate,
        "confidence": cell.confidence.value if cell.confidence else None,
        "criterion": cell.criterion,
        "evidence": sorted(cell.evidence),
        "evidence_state": cell.evidence_state.value,
        "high": _raw(high),
        "level": _raw(cell.value) if leveled else None,
        "low": _raw(low),
        "unknown": cell.unknown,
        "value": None if leveled else _raw(cell.value),
    }


def ordered_ends(cell: Cell, function: ValueFunction | None) -> tuple[float | str | None, float | str | None]:
    """Return the two ends of a cell, the numerically lower first (levels: by value)."""
    low, high = cell.low, cell.high
    if low is None or high is None:
        return low, high
    if isinstance(function, Levels):
        return (high, low) if function.value_of(str(low)) > function.value_of(str(high)) else (low, high)
    return (high, low) if float(low) > float(high) else (low, high)


def _raw(raw: float | str | None) -> str | None:
    return raw if raw is None or isinstance(raw, str) else plain(raw)


def _weights(answers: WeightAnswers) -> Json:
    match answers:
        case PointWeights(method=method, points=points, within=within):
            return {
                "method": method,
                "points": {key: plain(value) for key, value in points},
                "within": _within(within),
            }
        case RankWeights(order=order, formula=formula, within=within):
            return {"formula": formula.value, "method": "rank", "order": list(order), "within": _within(within)}
        case PairwiseWeights(ids=ids, rows=rows, random_index=random_index, within=within, completion=completion):
            return {
                **({} if completion is Completion.HARKER else {"completion": completion.value}),
                "ids": list(ids),
                "method": "ahp",
                "random_index": random_index,
                "rows": [[None if entry is None else _ratio(entry) for entry in row] for row in rows],
                "within": _within(within),
            }
        case MeanWeights():
            return {"method": "mean"}


def _ratio(entry: str) -> str:
    """Return a judgement as a plain decimal, or as a fraction in lowest terms where it is written as one."""
    return str(Fraction(entry)) if "/" in entry else plain(Decimal(entry))


def _within(within: tuple[tuple[str, WeightAnswers], ...]) -> dict[str, Json]:
    return {key: _weights(answers) for key, answers in within}


def _stakeholder(person: Stakeholder) -> dict[str, Json]:
    return {"id": person.id, "name": person.name, "weights": _weights(person.weights)}


def _cost_key(cost: CostLine) -> tuple[str, str, str, int, int, Decimal]:
    return (cost.candidate, cost.label, cost.currency, cost.from_year, cost.to_year, cost.amount)


def _cost(cost: CostLine) -> dict[str, Json]:
    return {
        "amount": plain(cost.amount),
        "candidate": cost.candidate,
        "currency": cost.currency,
        "from_year": str(cost.from_year),
        "label": cost.label,
        "to_year": str(cost.to_year),
    }
