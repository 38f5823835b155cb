"""How many samples are drawn unasked follows from the size of a problem."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from consultant_desk.domain.evaluation.drawing import MOST_WORK, shown_simulation, with_bounded_simulation
from consultant_desk.domain.evaluation.problem import Problem, Scheme, SimulationOptions
from tests.domain.evaluation.strategies import problems
from tests.effort import tried


@tried(35)
@given(problems(), st.sampled_from(Scheme), st.integers(1, 1_000_000))
def test_a_small_problem_is_shown_with_full_samples_of_its_scheme_and_keeps_its_own(
    problem: Problem, scheme: Scheme, samples: int
) -> None:
    asked = SimulationOptions(scheme, samples, seed=4, spread=0.1, fixed_scores=True)
    asking = replace(problem, options=replace(problem.options, simulation=asked))
    assert shown_simulation(asking) == replace(asked, samples=100_000)
    bounded = with_bounded_simulation(asking).options.simulation
    assert bounded is not None
    assert bounded.samples == min(samples, MOST_WORK // (len(problem.candidates) * len(problem.criteria)))


@tried(20)
@given(problems())
def test_a_big_problem_gets_fewer_samples_and_everything_else_stays(problem: Problem) -> None:
    one = replace(problem, criteria=problem.criteria[:1] * 200, candidates=problem.candidates[:1] * 100)
    asking = replace(one, options=replace(one.options, simulation=SimulationOptions(Scheme.ALL, 100_000)))
    assert shown_simulation(asking).samples == 2_000
    assert with_bounded_simulation(asking).options.simulation == SimulationOptions(Scheme.ALL, 2_000)
    without = replace(one, options=replace(one.options, simulation=None))
    assert with_bounded_simulation(without) == without
