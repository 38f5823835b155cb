"""What the stakeholders' own weights say: a ranking per person, and where they disagree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import fsum

from consultant_desk.domain.evaluation.problem import Problem
from consultant_desk.domain.evaluation.ranking import Ranker, scores
from consultant_desk.domain.evaluation.result import Disagreement, EvaluationWarning, StakeholderView
from consultant_desk.domain.evaluation.weights import leaf_weights
from consultant_desk.errors import UserError


def stakeholder_views(problem: Problem, ranker: Ranker) -> tuple[StakeholderView, ...]:
    """Return the ranking of each stakeholder whose answers decide, in the order of the file."""
    return tuple(
        StakeholderView(name, key, weights, ranker.ranking(vector, scores(ranker.table, vector)))
        for name, key, weights in _decided(problem)
        for vector in [ranker.table.vector(weights)]
    )


def disagreements(problem: Problem) -> tuple[Disagreement, ...]:
    """Return per criterion how far the stakeholders' weights lie apart, widest first; empty for fewer than two."""
    people = list(_decided(problem))
    if len(people) < 2:
        return ()
    found = []
    for criterion in problem.criteria:
        shares = [(weights[criterion.id], name) for name, _, weights in people]
        least, most = min(shares, key=lambda one: one[0]), max(shares, key=lambda one: one[0])
        mean = fsum(share for share, _ in shares) / len(shares)
        found.append(Disagreement(criterion.id, mean, least[0], most[0], least[1], most[1]))
    return tuple(sorted(found, key=lambda one: -one.spread))


def undecided(problem: Problem) -> Iterator[EvaluationWarning]:
    """Yield a warning for each stakeholder whose answers do not decide yet."""
    for index, person in enumerate(problem.stakeholders):
        try:
            leaf_weights(problem, person.weights, f"$.stakeholders[{index}].weights")
        except UserError as error:
            what = error.faults[0].what if error.faults else error.happened
            text = f"The weights of {person.name} do not decide yet: {what}."
            yield EvaluationWarning("stakeholder", text, person=person.name)


def _decided(problem: Problem) -> Iterator[tuple[str, str, Mapping[str, float]]]:
    for person in problem.stakeholders:
        try:
            yield person.name, person.id, leaf_weights(problem, person.weights)
        except UserError:
            continue
