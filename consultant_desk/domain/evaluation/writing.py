"""Write the evaluation file: stable key order, two-space indent, nothing that says the default.

A problem that needs no key of version 2 is written as version 1, so that older programs can read it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal
from typing import TypeAlias

from consultant_desk.domain.evaluation.canonical import ordered_ends
from consultant_desk.domain.evaluation.problem import (
    Candidate,
    Cell,
    Completion,
    CostKind,
    CostLine,
    Criterion,
    DirectValue,
    EvidenceRef,
    EvidenceState,
    Group,
    Levels,
    Linear,
    MeanWeights,
    MustHave,
    Options,
    PairwiseWeights,
    Piecewise,
    PointWeights,
    Problem,
    RankWeights,
    SeatPrice,
    SimulationOptions,
    Stakeholder,
    ValueFunction,
    WeightAnswers,
)

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
Record: TypeAlias = "dict[str, Json]"

FORMAT = "consultant-desk/evaluation"


def dump(problem: Problem) -> str:
    """Return the problem as the text of an evaluation file; `file.load` gives the same problem back."""
    return json.dumps(to_tree(problem), ensure_ascii=False, indent=2) + "\n"


def to_tree(problem: Problem) -> Record:
    """Return the problem as JSON data in the order of the file format."""
    functions = {criterion.id: criterion.value for criterion in problem.criteria}
    tree: Record = {"format": FORMAT, "version": version_of(problem), "title": problem.title}
    tree["groups"] = groups_tree(problem.groups)
    tree["criteria"] = criteria_tree(problem.criteria)
    tree["weights"] = weights_tree(problem.weights)
    tree["stakeholders"] = [_stakeholder(one) for one in problem.stakeholders]
    tree["candidates"] = [_candidate(one) for one in problem.candidates]
    tree["scores"] = [_cell(one, functions.get(one.criterion)) for one in problem.cells]
    tree["evidence"] = [_evidence(one) for one in problem.evidence]
    tree["costs"] = [_cost(one) for one in problem.costs]
    tree["options"] = _options(problem.options)
    optional = ("groups", "stakeholders", "evidence", "costs", "options")
    return {key: value for key, value in tree.items() if value or key not in optional}


def groups_tree(groups: Sequence[Group]) -> list[Json]:
    """Return groups as they stand in a file."""
    return [_group(one) for one in groups]


def criteria_tree(criteria: Sequence[Criterion]) -> list[Json]:
    """Return criteria as they stand in a file of version 2."""
    return [_criterion(one) for one in criteria]


def version_of(problem: Problem) -> int:
    """Return the oldest version of the format that can hold a problem."""
    options, sets = problem.options, (problem.weights, *(person.weights for person in problem.stakeholders))
    newer = (
        options.currency
        or options.rates
        or any(criterion.quality for criterion in problem.criteria)
        or any(line.kind is not CostKind.OTHER or line.by_seat is not None for line in problem.costs)
        or any(_completed(answers) for answers in sets)
    )
    return 2 if newer else 1


def _completed(answers: WeightAnswers) -> bool:
    """Tell whether missing judgements are completed in a way version 1 cannot name, here or within a group."""
    if isinstance(answers, MeanWeights):
        return False
    here = isinstance(answers, PairwiseWeights) and answers.completion is not Completion.HARKER
    return here or any(_completed(inner) for _, inner in answers.within)


def _said(record: Record) -> Record:
    """Leave out what is empty: absent texts, lists and flags say the same."""
    return {key: value for key, value in record.items() if value is not None and value not in ("", False, [], {})}


def _number(number: float) -> int | float:
    return int(number) if float(number).is_integer() else number


def _group(group: Group) -> Record:
    return {"id": group.id, "name": group.name, **_said({"note": group.note})}


def _candidate(candidate: Candidate) -> Record:
    more = _said({"baseline": candidate.baseline, "product": candidate.product, "note": candidate.note})
    return {"id": candidate.id, "name": candidate.name, **more}


def _criterion(criterion: Criterion) -> Record:
    scale, function = _function(criterion.value)
    return {
        "id": criterion.id,
        "name": criterion.name,
        **_said({"group": criterion.group}),
        "direction": criterion.direction.value,
        **_said(
            {
                "unit": criterion.unit,
                "scale": scale,
                "value": function,
                "must": _must(criterion.must),
                "cost": criterion.cost,
                "question": criterion.question,
                "anchors": dict(criterion.anchors),
                "note": criterion.note,
                "quality": criterion.quality,
            }
        ),
    }


def _function(function: ValueFunction) -> tuple[Json, Json]:
    """Return (scale, value) as they stand in the file."""
    match function:
        case Linear(worst=worst, best=best):
            return [_number(worst), _number(best)], None
        case Piecewise(points=points, worst=worst, best=best):
            pairs: list[Json] = [[_number(raw), _number(value)] for raw, value in points]
            return [_number(worst), _number(best)], {"kind": "piecewise", "points": pairs}
        case Levels(levels=levels):
            return None, {"kind": "levels", "levels": {name: _number(value) for name, value in levels}}
        case DirectValue():
            return None, None


def _must(must: MustHave | None) -> Json:
    if must is None:
        return None
    return {"op": must.op.value, **({"level": must.level} if must.level is not None else {"value": _raw(must.value)})}


def weights_tree(answers: WeightAnswers) -> Record:
    """Return weight answers as they stand in a file."""
    match answers:
        case PointWeights(method=method, points=points, within=within):
            return {"method": method, "points": {key: _number(value) for key, value in points}, **_within(within)}
        case RankWeights(order=order, formula=formula, within=within):
            return {"method": "rank", "order": list(order), "formula": formula.value, **_within(within)}
        case PairwiseWeights(ids=ids, rows=rows, random_index=random_index, within=within, completion=completion):
            matrix: list[Json] = [list(row) for row in rows]
            completed = {} if completion is Completion.HARKER else {"completion": completion.value}
            return {
                "method": "ahp", "ids": list(ids), "rows": matrix, "random_index": random_index, **completed,
                **_within(within),
            }  # fmt: skip
        case MeanWeights():
            return {"method": "mean"}


def _within(within: tuple[tuple[str, WeightAnswers], ...]) -> Record:
    return {"within": {key: weights_tree(answers) for key, answers in within}} if within else {}


def _stakeholder(person: Stakeholder) -> Record:
    return {
        **_said({"id": person.id}),
        "name": person.name,
        **_said({"note": person.note}),
        "weights": weights_tree(person.weights),
    }


def _cell(cell: Cell, function: ValueFunction | None) -> Record:
    key = "level" if isinstance(function, Levels) else "value"
    low, high = ordered_ends(cell, function)
    raw = {key: _raw(cell.value), "low": _raw(low), "high": _raw(high)}
    return {
        "candidate": cell.candidate,
        "criterion": cell.criterion,
        **({"unknown": True} if cell.unknown else {name: value for name, value in raw.items() if value is not None}),
        **_said(
            {
                "confidence": cell.confidence.value if cell.confidence else None,
                "rationale": cell.rationale,
                "evidence": list(cell.evidence),
                "evidence_state": cell.evidence_state.value if cell.evidence_state != EvidenceState.NONE else None,
                "note": cell.note,
            }
        ),
    }


def _raw(raw: float | str | None) -> Json:
    return raw if raw is None or isinstance(raw, str) else _number(float(raw))


def _evidence(evidence: EvidenceRef) -> Record:
    more: Record = {
        "kind": evidence.kind,
        "title": evidence.title,
        "source": evidence.source,
        "date": evidence.date,
        "grade": evidence.grade,
        "quote": evidence.quote,
    }
    return {"id": evidence.id, **_said(more)}


def _cost(cost: CostLine) -> Record:
    return {
        "candidate": cost.candidate,
        "label": cost.label,
        "amount": _money(cost.amount),
        "currency": cost.currency,
        "from_year": cost.from_year,
        "to_year": cost.to_year,
        **({} if cost.kind is CostKind.OTHER else {"kind": cost.kind.value}),
        **({} if cost.by_seat is None else {"by_seat": _by_seat(cost.by_seat)}),
    }


def _by_seat(price: SeatPrice) -> Record:
    tiers: list[Json] = [[start, _money(amount)] for start, amount in price.tiers]
    return {
        "seats": price.seats,
        "tiers": tiers,
        "per": price.per.value,
        **({"graduated": True} if price.graduated else {}),
    }


def _money(amount: Decimal) -> str:
    return format(amount, "f")


def _options(options: Options) -> Record:
    defaults = Options()
    written: Record = {}
    if options.horizon_years != defaults.horizon_years:
        written["horizon_years"] = options.horizon_years
    if options.discount_rate != defaults.discount_rate:
        written["discount_rate"] = _number(options.discount_rate)
    if options.methods is not None:
        written["methods"] = list(options.methods)
    if options.topsis_matrix != defaults.topsis_matrix:
        written["topsis_matrix"] = options.topsis_matrix
    if options.promethee:
        written["promethee"] = {key: _preference(kind, q=q, p=p, s=s) for key, kind, q, p, s in options.promethee}
    if options.vikor_v != defaults.vikor_v:
        written["vikor_v"] = _number(options.vikor_v)
    if options.simulation is not None:
        written["simulation"] = _simulation(options.simulation)
    if options.currency:
        written["currency"] = options.currency
    if options.rates:
        written["rates"] = {currency: _money(rate) for currency, rate in options.rates}
    return written


def _preference(kind: str, **thresholds: float | None) -> Record:
    return {"type": kind, **{name: _number(value) for name, value in thresholds.items() if value is not None}}


def _simulation(simulation: SimulationOptions) -> Record:
    return {
        "scheme": simulation.scheme.value,
        "samples": simulation.samples,
        "seed": simulation.seed,
        "spread": _number(simulation.spread),
        **({"scores": "fixed"} if simulation.fixed_scores else {}),
    }
