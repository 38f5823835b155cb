"""Answer a problem again and again while a weight is being moved: table and draws are kept, only weights change."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from consultant_desk.domain.evaluation.evaluate import names_of, standing_of
from consultant_desk.domain.evaluation.musts import must_outcomes
from consultant_desk.domain.evaluation.problem import Problem, SimulationOptions
from consultant_desk.domain.evaluation.ranking import Ranker, ordered, scores
from consultant_desk.domain.evaluation.result import RankedCandidate, Verdict, WeightRange
from consultant_desk.domain.evaluation.stability import weight_ranges
from consultant_desk.domain.evaluation.values import ValueTable, value_table
from consultant_desk.domain.evaluation.verdict import judge, rule_options
from consultant_desk.domain.evaluation.weights import with_share

if TYPE_CHECKING:
    from consultant_desk.domain.evaluation.simulation import Draws


@dataclass(frozen=True, slots=True)
class LiveView:
    """What follows each step of a drag, in the shapes of `Result`; `shares` is the first-rank share by candidate.

    Intervals are those in which the winner stays; those of the whole ranking are left out, as no screen shows them.
    """

    weights: Mapping[str, float]
    ranking: tuple[RankedCandidate, ...]
    stability: Mapping[str, WeightRange]
    shares: Mapping[str, float]
    verdict: Verdict


class LiveEvaluation:
    """One problem under weights that are being tried. Scores and structure are those of the problem it was made of."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self._ranker = Ranker(value_table(problem), must_outcomes(problem))
        self._names = names_of(problem)
        self._draws: Draws | None = None

    @property
    def table(self) -> ValueTable:
        """Return the values 0..100 of every cell."""
        return self._ranker.table

    def prepare(self) -> None:
        """Load numpy and draw the samples now (0.3 s the first time) rather than at the first `at`."""
        if self._draws is None:
            from consultant_desk.domain.evaluation.simulation import draws  # numpy takes 0.2 s to load

            asked = self.problem.options.simulation or SimulationOptions()
            self._draws = draws(self.table, self._ranker.fit, rule_options(asked.seed))

    def at(self, weights: Mapping[str, float]) -> LiveView:
        """Return the answer under these global leaf weights (sum 1); `KeyError` for a missing criterion."""
        vector = self.table.vector(weights)
        return self._view(weights, vector, self._prepared().first_shares(vector) if self._ranker.fit else {})

    def drag(self, weights: Mapping[str, float], criterion: str) -> Callable[[float], LiveView]:
        """Return a function that answers for each share 0..1 of one criterion, the others keeping their proportions.

        It caches the sums that do not change, which makes a step several times faster than `at`.
        """
        prepared = self._prepared().along(self.table.vector(weights), self.table.places[criterion])

        def step(share: float) -> LiveView:
            moved = with_share(weights, criterion, share)
            return self._view(moved, self.table.vector(moved), prepared.first_shares(share) if self._ranker.fit else {})

        return step

    def _prepared(self) -> Draws:
        self.prepare()
        if self._draws is None:
            raise RuntimeError("prepare left no draws")
        return self._draws

    def _view(self, weights: Mapping[str, float], vector: Sequence[float], shares: Mapping[int, float]) -> LiveView:
        points = scores(self.table, vector)
        order = [row for row, _ in ordered(points, self._ranker.fit)]
        ranges = weight_ranges(self.table, vector, points, order, whole=False)
        share = shares[order[0]] if order else None
        return LiveView(
            weights=weights,
            ranking=self._ranker.ranking(vector, points),
            stability=ranges,
            shares={self.table.candidates[row]: value for row, value in shares.items()},
            verdict=judge(standing_of(self._ranker, vector, points, order, ranges, share), self._names),
        )
