from __future__ import annotations

from dataclasses import replace

import pytest

from consultant_desk.domain.evaluation.evaluate import evaluate
from consultant_desk.domain.evaluation.problem import PairwiseWeights, PointWeights, Stakeholder
from tests.domain.evaluation.samples import harbour


def test_each_stakeholder_has_a_ranking_of_their_own() -> None:
    result = evaluate(harbour(), simulate=False)
    winners = {person.name: person.firsts for person in result.stakeholders}
    assert winners == {"Owner": ("contoso",), "Shop managers": ("northwind",), "Book-keeping": ("northwind",)}
    owner = {line.candidate: line.score for line in result.stakeholders[0].ranking}
    assert (owner["contoso"], owner["northwind"]) == (pytest.approx(73.0, abs=0.06), pytest.approx(70.7, abs=0.06))


def test_they_disagree_most_where_their_weights_lie_widest_apart() -> None:
    result = evaluate(harbour(), simulate=False)
    spreads = [one.spread for one in result.disagreements]
    assert spreads == sorted(spreads, reverse=True)
    most = result.disagreements[0]
    weights = {person.name: person.weights[most.criterion] for person in result.stakeholders}
    assert (weights[most.least_by], weights[most.most_by]) == (most.least, most.most)
    assert most.mean == pytest.approx(sum(weights.values()) / 3)


def test_one_person_disagrees_with_nobody_and_one_without_an_answer_is_named() -> None:
    problem = harbour()
    keys = tuple(one.id for one in problem.criteria)
    blank = PairwiseWeights(keys, tuple(tuple("1" if a == b else None for b in keys) for a in keys))
    deciding = PointWeights("direct", tuple((key, 1.0) for key in keys))
    asked = replace(problem, weights=deciding, stakeholders=(problem.stakeholders[0], Stakeholder("Sales", blank)))
    result = evaluate(asked, simulate=False)
    assert [person.name for person in result.stakeholders] == ["Owner"]
    assert result.disagreements == ()
    (warning,) = [one for one in result.warnings if one.code == "stakeholder"]
    assert warning.text.startswith("The weights of Sales")
