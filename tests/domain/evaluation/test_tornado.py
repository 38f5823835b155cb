from __future__ import annotations

import pytest
from hypothesis import given

from consultant_desk.domain.evaluation.evaluate import evaluate
from consultant_desk.domain.evaluation.problem import (
    Candidate,
    Cell,
    Criterion,
    Direction,
    DirectValue,
    PointWeights,
    Problem,
)
from consultant_desk.domain.evaluation.ranking import TIE_TOLERANCE
from consultant_desk.domain.evaluation.result import Shown
from consultant_desk.domain.evaluation.values import value_table
from consultant_desk.domain.evaluation.verdict import lead_shown
from consultant_desk.domain.evaluation.weights import with_share
from tests.domain.evaluation.samples import harbour
from tests.domain.evaluation.strategies import problems
from tests.effort import tried


@tried(20)
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
    assert (bars["inbox"].halved_shown, bars["inbox"].doubled_shown) == (Shown(-3.2, 1), Shown(8.5, 1))
    assert (bars["order"].doubled_shown, bars["export"].doubled_shown) == (Shown(-0.5, 1), Shown(-0.2, 1))
    assert bars["inbox"].halved_rival == "contoso"
    assert list(bars)[:3] == ["inbox", "learn", "cost"]


def test_nothing_is_drawn_while_nobody_follows() -> None:
    problem = harbour()
    alone = Problem(problem.title, problem.criteria, problem.weights, problem.candidates[:1], problem.groups)
    assert evaluate(alone, simulate=False).tornado == ()


@tried(15)
@given(problems(least_candidates=2))
def test_a_moved_lead_is_printed_rounded_and_never_as_none_or_a_tie_as_one(problem: Problem) -> None:
    result = evaluate(problem, simulate=False)
    for bar in result.tornado:
        for exact, shown in ((bar.halved, bar.halved_shown), (bar.doubled, bar.doubled_shown)):
            if abs(exact - (result.verdict.margin or 0.0)) <= TIE_TOLERANCE:
                assert shown == result.verdict.lead
            else:
                assert shown.number == pytest.approx(exact, abs=0.0501)
                assert (shown.number > 0) == (exact > TIE_TOLERANCE)
                assert (shown.number < 0) == (exact < -TIE_TOLERANCE)


def test_a_weight_that_moves_nothing_shows_the_printed_lead_of_now() -> None:
    problem = Problem(
        "x",
        tuple(Criterion(key, key, Direction.MAX, DirectValue()) for key in ("a", "b")),
        PointWeights("direct", (("a", 1.0), ("b", 1.0))),
        (Candidate("one", "One"), Candidate("two", "Two")),
        cells=tuple(
            Cell(key, criterion, value)
            for key, values in (("one", (90.12, 30.0)), ("two", (83.1, 22.98)))  # 7.02 apart on each
            for criterion, value in zip(("a", "b"), values, strict=True)
        ),
    )
    result = evaluate(problem, simulate=False)
    assert result.verdict.lead == Shown(7.1, 1)  # 60.1 and 53.0 are printed
    assert lead_shown(45.03, 38.01) == Shown(7.0, 1)  # the scores with the weight of a halved
    assert {bar.halved_shown for bar in result.tornado} == {Shown(7.1, 1)}
    assert {bar.doubled_shown for bar in result.tornado} == {Shown(7.1, 1)}


def test_a_lead_of_none_has_no_sign() -> None:
    assert str(lead_shown(70.0, 70.0 + 1e-12).number) == "0.0"
