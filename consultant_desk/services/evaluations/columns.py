"""How the parts of a problem lie in columns, in both directions: scale and must-have rule, options, judgements, cells.

Numbers are kept as decimal texts in shortest plain form, lists and maps as JSON in the shape of the evaluation file.
"""

from __future__ import annotations

import json
from collections.abc import Container
from decimal import Decimal
from typing import Any

from sqlalchemy import Row

from consultant_desk.domain.evaluation.canonical import plain
from consultant_desk.domain.evaluation.problem import (
    Completion,
    Criterion,
    Direction,
    DirectValue,
    Levels,
    Linear,
    MeanWeights,
    MustHave,
    MustOp,
    Options,
    PairwiseWeights,
    Piecewise,
    PointWeights,
    RankWeights,
    Scheme,
    SimulationOptions,
    ValueFunction,
    WeightAnswers,
)
from consultant_desk.entities.evaluation import Criterion as CriterionRecord

Columns = dict[str, Any]
"""Column names with the values to store."""


def number_text(number: float | None) -> str | None:
    """Return a number as it is stored; None stays None."""
    return None if number is None else plain(float(number))


def number_of(text: str | None) -> float | None:
    """Return the number of a stored decimal; None where there is none."""
    return None if text is None else float(text)


def criterion_columns(criterion: Criterion) -> Columns:
    """Return all columns of a criterion but its key, place and group."""
    return {
        "name": criterion.name,
        "question": criterion.question,
        "unit_name": criterion.unit,
        "direction": criterion.direction.value,
        **_function_columns(criterion.value),
        **_must_columns(criterion.must),
        "is_cost": criterion.cost,
        "anchors_json": _json(dict(criterion.anchors)) if criterion.anchors else "",
        "note": criterion.note,
        "quality": criterion.quality,
    }


def criterion_of(row: Row[Any] | CriterionRecord, group: str | None) -> Criterion:
    """Return a criterion from its columns; `group` is the key of its group."""
    anchors = json.loads(row.anchors_json) if row.anchors_json else {}
    return Criterion(
        id=row.key,
        name=row.name,
        direction=Direction(row.direction or "max"),
        value=_function_of(row),
        group=group,
        unit=row.unit_name,
        must=_must_of(row),
        cost=bool(row.is_cost),
        question=row.question,
        anchors=tuple((str(key), str(text)) for key, text in anchors.items()),
        note=row.note,
        quality=row.quality,
    )


def raw_text(raw: float | str | None) -> str | None:
    """Return a raw score (number or name of a level) as it is stored."""
    return raw if raw is None or isinstance(raw, str) else number_text(raw)


def raw_of(text: str | None, function: ValueFunction) -> float | str | None:
    """Return a stored raw score as the name of a level or a number, whichever the criterion takes."""
    return text if text is None or isinstance(function, Levels) else float(text)


def options_columns(options: Options) -> Columns:
    """Return the columns of an evaluation that hold its options."""
    rest: dict[str, Any] = {}
    if options.methods is not None:
        rest["methods"] = list(options.methods)
    rest["topsis_matrix"] = options.topsis_matrix
    rest["vikor_v"] = options.vikor_v
    if options.promethee:
        rest["promethee"] = [list(one) for one in options.promethee]
    if options.simulation is not None:
        rest["simulation"] = _simulation_json(options.simulation)
    if options.currency:
        rest["currency"] = options.currency
    if options.rates:
        rest["rates"] = {currency: plain(rate) for currency, rate in options.rates}
    return {
        "horizon_years": options.horizon_years,
        "discount_rate": number_text(options.discount_rate),
        "options_json": _json(rest),
    }


def with_simulation(text: str, asked: SimulationOptions | None) -> str:
    """Return the text of stored options with another simulation, or without any."""
    rest: dict[str, Any] = json.loads(text) if text else {}
    rest.pop("simulation", None)
    return _json(rest if asked is None else {**rest, "simulation": _simulation_json(asked)})


def _simulation_json(asked: SimulationOptions) -> dict[str, Any]:
    return {
        "scheme": asked.scheme.value,
        "samples": asked.samples,
        "seed": asked.seed,
        "spread": asked.spread,
        "fixed_scores": asked.fixed_scores,
    }


def options_of(row: Row[Any], criteria: Container[str]) -> Options:
    """Return the options of an evaluation; what was never chosen has its default, criteria that went are left out."""
    rest: dict[str, Any] = json.loads(row.options_json) if row.options_json else {}
    default = Options()
    asked = rest.get("simulation")
    methods = rest.get("methods")
    return Options(
        horizon_years=default.horizon_years if row.horizon_years is None else row.horizon_years,
        discount_rate=number_of(row.discount_rate) or default.discount_rate,
        methods=None if methods is None else tuple(methods),
        topsis_matrix=rest.get("topsis_matrix", default.topsis_matrix),
        promethee=tuple((key, kind, q, p, s) for key, kind, q, p, s in rest.get("promethee", []) if key in criteria),
        vikor_v=float(rest.get("vikor_v", default.vikor_v)),
        simulation=None if asked is None else SimulationOptions(**{**asked, "scheme": Scheme(asked["scheme"])}),
        currency=rest.get("currency", ""),
        rates=tuple((currency, Decimal(rate)) for currency, rate in rest.get("rates", {}).items()),
    )


NO_METHOD: Columns = {"formula": None, "pairwise_json": ""}
"""What a new level of weights keeps of the methods it does not use."""

NO_ANSWER: Columns = {"direct_points": None, "swing_points": None, "rank": None}
"""What a new criterion or group was answered."""


def method_columns(answers: WeightAnswers) -> Columns:
    """Return the columns that say how a level is weighed; what other methods keep is not among them."""
    match answers:
        case PointWeights(method=method):
            return {"method": method}
        case RankWeights(formula=formula):
            return {"method": "rank", "formula": formula.value}
        case PairwiseWeights():
            return {"method": "ahp", "pairwise_json": pairwise_text(answers)}
        case MeanWeights():
            return {"method": "mean"}


def answer_columns(answers: WeightAnswers) -> list[tuple[str, Columns]]:
    """Return by key the columns that hold the answers of one level; pairwise ones lie with the method."""
    match answers:
        case PointWeights(method=method, points=points):
            return [(key, {f"{method}_points": number_text(value)}) for key, value in points]
        case RankWeights(order=ids):
            return [(key, {"rank": rank}) for rank, key in enumerate(ids, start=1)]
        case PairwiseWeights() | MeanWeights():
            return []


def pairwise_text(answers: PairwiseWeights) -> str:
    """Return pairwise judgements as they are stored."""
    return _json(
        {
            "ids": list(answers.ids),
            "rows": [list(row) for row in answers.rows],
            "random_index": answers.random_index,
            "completion": answers.completion.value,
        }
    )


def pairwise_of(text: str, keys: tuple[str, ...], within: tuple[tuple[str, WeightAnswers], ...]) -> PairwiseWeights:
    """Return stored judgements for the keys that are there now: those gone are dropped, new ones are not judged yet."""
    kept: dict[str, Any] = json.loads(text) if text else {"ids": [], "rows": []}
    place = {key: index for index, key in enumerate(kept["ids"])}
    ids = (*(key for key in kept["ids"] if key in keys), *(key for key in keys if key not in place))

    def judgement(a: str, b: str) -> str | None:
        if a in place and b in place:
            stored: str | None = kept["rows"][place[a]][place[b]]
            return stored
        return "1" if a == b else None

    rows = tuple(tuple(judgement(a, b) for b in ids) for a in ids)
    completion = Completion(kept.get("completion", Completion.HARKER))
    return PairwiseWeights(ids, rows, kept.get("random_index", "saaty"), within, completion)


def _function_columns(function: ValueFunction) -> Columns:
    columns: Columns = {"value_kind": "direct", "value_json": "", "scale_worst": None, "scale_best": None}
    match function:
        case Linear(worst=worst, best=best):
            columns.update(value_kind="linear", scale_worst=number_text(worst), scale_best=number_text(best))
        case Piecewise(points=points, worst=worst, best=best):
            columns.update(value_kind="piecewise", value_json=_json([[x, y] for x, y in points]))
            columns.update(scale_worst=number_text(worst), scale_best=number_text(best))
        case Levels(levels=levels):
            columns.update(value_kind="levels", value_json=_json(dict(levels)))
        case DirectValue():
            pass
    return columns


def _function_of(row: Row[Any] | CriterionRecord) -> ValueFunction:
    worst, best = number_of(row.scale_worst), number_of(row.scale_best)
    if row.value_kind == "levels":
        return Levels(tuple((str(name), float(value)) for name, value in json.loads(row.value_json).items()))
    if worst is None or best is None:
        return DirectValue()
    if row.value_kind == "piecewise":
        return Piecewise(tuple((float(x), float(y)) for x, y in json.loads(row.value_json)), worst, best)
    return Linear(worst, best) if row.value_kind == "linear" else DirectValue()


def _must_columns(must: MustHave | None) -> Columns:
    if must is None:
        return {"must_op": None, "must_value": None, "must_level": None}
    return {"must_op": must.op.value, "must_value": number_text(must.value), "must_level": must.level}


def _must_of(row: Row[Any] | CriterionRecord) -> MustHave | None:
    if row.must_op is None:
        return None
    return MustHave(MustOp(row.must_op), number_of(row.must_value), row.must_level)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
