"""No payment decides: the same comes out of the evaluation file, and the best product that pays nothing is named."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant_desk.domain.evaluation.evaluate import evaluate
from consultant_desk.domain.evaluation.file import load
from consultant_desk.domain.evaluation.independence import independence
from consultant_desk.domain.evaluation.problem import Problem
from tests.domain.evaluation.strategies import problems
from tests.effort import tried

HARBOUR = load((Path(__file__).parents[2] / "oracles" / "harbour-bakeries.evaluation.json").read_bytes())


@pytest.mark.parametrize(
    ("paying", "free", "rank"),
    [
        ((), "northwind", 1),
        (("northwind", "fabrikam"), "contoso", 2),
        (("northwind", "contoso", "fabrikam", "tailspin"), "", 0),
    ],
)
def test_the_best_product_that_pays_nothing_is_named_and_is_never_the_baseline(
    paying: tuple[str, ...], free: str, rank: int
) -> None:
    found = independence(HARBOUR, evaluate(HARBOUR), paying)
    assert (found.same, found.paying, found.best_free, found.rank) == (True, paying, free, rank)


def test_it_says_how_far_the_best_free_product_is_behind() -> None:
    result = evaluate(HARBOUR)
    found = independence(HARBOUR, result, {"northwind"})
    assert found.behind == pytest.approx(result.of("northwind").score - result.of("contoso").score)


def test_figures_that_do_not_follow_from_the_file_are_noticed() -> None:
    result = evaluate(HARBOUR)
    shifted = tuple(replace(line, score=line.score + 0.1) for line in result.ranking)
    assert not independence(HARBOUR, replace(result, ranking=shifted), ()).same


@tried(15)
@given(problems(), st.data())
def test_whoever_pays_everything_comes_out_the_same(problem: Problem, data: st.DataObject) -> None:
    payers = data.draw(st.sets(st.sampled_from([one.id for one in problem.candidates])))
    assert independence(problem, evaluate(problem), payers).same
