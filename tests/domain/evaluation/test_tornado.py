from __future__ import annotations

import pytest
from hypothesis import given

from consultant_desk.domain.evaluation.evaluate import evaluate
from consultant_desk.domain.evaluation.problem import Problem
from consultant_desk.domain.evaluation.values import value_table
from consultant_desk.domain.evaluation.weights import with_share
from tests.domain.evaluation.samples import harbour
from tests.domain.evaluation.strategies import problems


@given(problems(least_candidates=2))
def test_each_bar_is_the_lead_one_finds_by_setting_the_weight(problem: Problem) -> None:
    result = evaluate(problem, simulate=False)
    if result.verdict.winner is None:
        assert result.tornado == ()
        return
    table = value_table(problem)
    fit = [
        line.candidate for line in result.ranking if line.rank is not None and line.candidate != result.verdict.winner
    ]
    for bar in result.tornado:
        for factor, lead, rival in ((0.5, bar.halved, bar.halved_rival), (2.0, bar.doubled, bar.doubled_rival)):
            vector = table.vector(with_share(result.weights, bar.criterion, result.weights[bar.criterion] * factor))
            points = {
                key: sum(weight * value for weight, value in zip(vector, table.values[row], strict=True))
                for key, row in table.rows.items()
            }
            assert lead == pytest.approx(points[result.verdict.winner] - max(points[key] for key in fit), abs=1e-6)
            assert points[rival] == pytest.approx(max(points[key] for key in fit), abs=1e-6)


def test_the_sample_shows_the_figures_of_the_mock_up() -> None:
    bars = {bar.criterion: bar for bar in evaluate(harbour(), simulate=False).tornado}
    assert (round(bars["inbox"].halved, 1), round(bars["inbox"].doubled, 1)) == (-3.2, 8.5)
    assert (round(bars["learn"].halved, 1), round(bars["learn"].doubled, 1)) == (3.8, -3.1)
    assert (round(bars["cost"].halved, 1), round(bars["cost"].doubled, 1)) == (3.2, -1.9)
    assert bars["inbox"].halved_rival == "contoso"
    assert list(bars)[:3] == ["inbox", "learn", "cost"]


def test_nothing_is_drawn_while_nobody_follows() -> None:
    problem = harbour()
    alone = Problem(problem.title, problem.criteria, problem.weights, problem.candidates[:1], problem.groups)
    assert evaluate(alone, simulate=False).tornado == ()
