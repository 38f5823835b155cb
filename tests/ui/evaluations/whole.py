"""Answers made by hand, for tests of what the result shows."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from consultant_desk.domain.evaluation.evaluate import evaluate
from consultant_desk.domain.evaluation.result import (
    MethodCheck,
    PrometheeResult,
    ScoreFlip,
    Shown,
    SmallestFlip,
    StakeholderView,
    Step,
    TopsisResult,
    TornadoBar,
    ValueForMoney,
    VikorResult,
)

NAMES = ("northwind", "contoso", "fabrikam", "tailspin", "keep")


def keys_of(problem):
    return [item.id for item in problem.candidates]


def worth_of(problem):
    keys = keys_of(problem)
    costs = dict(zip(keys, map(Decimal, (24_900, 18_900, 31_200, 14_300, 10_700)), strict=True))
    return ValueForMoney(
        unit="EUR",
        cost=costs,
        benefit=dict(zip(keys, (82.3, 77.3, 78.8, 48.8, 34.2), strict=True)),
        frontier=(keys[4], keys[3], keys[1], keys[0]),
        steps=(Step(keys[3], keys[1], Decimal("161.4")), Step(keys[1], keys[0], Decimal("1190.4"))),
        by_year={key: (cost / 2, cost / 4, cost / 4) for key, cost in costs.items()},
        by_kind={key: {"licence": cost * 3 / 4, "training": cost / 4} for key, cost in costs.items()},
    )


def whole_result(problem, **changes):
    """The answer with every part filled in by hand."""
    result = evaluate(problem)
    first, second = keys_of(problem)[:2]
    ranks = {key: place for place, key in enumerate(keys_of(problem), 1)}
    turned = {**ranks, first: 2, second: 1}
    figures = {key: 1 / rank for key, rank in ranks.items()}
    weights = dict(result.weights)
    weights["inbox"] -= 0.03
    weights["learn"] += 0.03
    filled = {
        "tornado": (
            TornadoBar("inbox", -3.2, second, Shown(-3.2, 1), 8.5, second, Shown(8.5, 1)),
            TornadoBar("learn", 3.8, second, Shown(3.8, 1), -3.1, second, Shown(-3.1, 1)),
        ),
        "methods": MethodCheck(
            TopsisResult(figures, ranks),
            VikorResult(figures, figures, figures, turned, advantage=False, stability=True, compromise=(second, first)),
            PrometheeResult(figures, turned),
        ),
        "value_for_money": worth_of(problem),
        "stakeholders": (StakeholderView("Owner", "1", result.weights, (result.ranking[0], result.ranking[1])),),
        "smallest_flip": SmallestFlip(second, weights, 0.042),
        "score_flips": (
            ScoreFlip(first, "inbox", -5.0, second),
            ScoreFlip(second, "order", None, None),
            ScoreFlip(second, "learn", -0.5, second),
        ),
    }
    return replace(result, **{**filled, **changes})
