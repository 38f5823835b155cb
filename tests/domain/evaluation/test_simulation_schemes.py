"""All three schemes: near exact values, within their bounds, the same as a slow plain simulation, for any problem."""

from __future__ import annotations

import tracemalloc
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import pairwise
from math import fsum, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant_desk.domain.evaluation.evaluate import evaluate
from consultant_desk.domain.evaluation.problem import Problem, RankFormula, Scheme, SimulationOptions
from consultant_desk.domain.evaluation.result import SimulationResult
from consultant_desk.domain.evaluation.simulation import draws, first_share, simulate
from consultant_desk.domain.evaluation.simulation.weighing import WEIGHT_UNIT, Weighing, tied_places
from consultant_desk.domain.evaluation.values import ValueTable, value_table
from consultant_desk.domain.evaluation.weights import global_weights, rank_weights
from tests.domain.evaluation.samples import described, read
from tests.domain.evaluation.strategies import problems
from tests.domain.evaluation.test_simulation import table_of
from tests.effort import tried

SCHEMES = st.sampled_from(Scheme)
QUICK = SimulationOptions(samples=2_300, seed=11)
"""More than one block, the last one not full."""


def asked(scheme: Scheme, samples: int = 40_000, *, seed: int = 3) -> SimulationOptions:
    return SimulationOptions(scheme, samples=samples, seed=seed)


def near(share: float, samples: int) -> object:
    """Return what is within three standard errors of an exact share."""
    return pytest.approx(share, abs=3 * sqrt(share * (1 - share) / samples))


@tried(20)
@given(problems(), SCHEMES, st.booleans())
def test_shares_add_up_for_any_problem_and_scheme(problem: Problem, scheme: Scheme, fixed: bool) -> None:
    table = value_table(problem)
    options = replace(QUICK, scheme=scheme, fixed_scores=fixed)
    result = simulate(table, table.vector(global_weights(problem)), range(len(table.candidates)), options)
    shares = list(result.rank_acceptability.values())
    assert [fsum(one) for one in shares] == pytest.approx([1.0] * len(shares))
    assert [fsum(column) for column in zip(*shares, strict=True)] == pytest.approx([1.0] * len(shares))
    for one, others in result.pairwise.items():
        assert all(share + result.pairwise[other][one] == pytest.approx(1) for other, share in others.items())
    ever_first = {key for key, line in result.rank_acceptability.items() if line[0] > 0}
    assert set(result.central_weights) == set(result.confidence) == ever_first
    for weights in result.central_weights.values():
        assert list(weights) == [criterion.id for criterion in problem.criteria]
        assert fsum(weights.values()) == pytest.approx(1)
    assert all(0 <= share <= 1 for share in result.confidence.values())


def plainly(table: ValueTable, stated: tuple[float, ...], options: SimulationOptions) -> list[list[int]]:
    """Return how often each candidate takes each rank, sample by sample with the numbers of the same stream."""
    blocks, source, places = [], np.random.PCG64(options.seed), len(table.criteria)
    for start in range(0, options.samples, 2_000):
        count = min(2_000, options.samples - start)
        if options.scheme is Scheme.AROUND:
            raw = source.random_raw(places * count).reshape(places, count).T.tolist()
        else:
            raw = source.random_raw(count * (places - 1)).reshape(count, places - 1).tolist()
        unknown = [place for place in range(places) for known in table.known if not known[place]]
        cells = [source.random_raw(count).tolist() for _ in unknown]
        blocks += [(raw[i], [line[i] for line in cells]) for i in range(count)]
    counts = [[0] * len(table.candidates) for _ in table.candidates]
    for numbers, drawn in blocks:
        if options.scheme is Scheme.AROUND:
            uniform = [(number >> 11) * 2.0**-53 for number in numbers]
            weights = [w * (1 + options.spread * (2 * u - 1)) for w, u in zip(stated, uniform, strict=True)]
        else:
            marks = [0, *sorted(number >> 38 for number in numbers), 2**26]
            weights = [float(mark - before) for before, mark in pairwise(marks)]
        if options.scheme is Scheme.ORDINAL:
            falling = [fsum(weights[i - 1] / i for i in range(r, len(weights) + 1)) for r in range(1, len(weights) + 1)]
            order = sorted(range(len(stated)), key=lambda place: -stated[place])
            weights = [falling[order.index(place)] for place in range(len(stated))]
        values, left = [list(row) for row in table.values], iter(drawn)
        for place in range(len(table.criteria)):
            for row, known in enumerate(table.known):
                if not known[place]:
                    values[row][place] = 100 * (next(left) >> 11) * 2.0**-53
        scores = [fsum(w * v for w, v in zip(weights, row, strict=True)) for row in values]
        for rank, row in enumerate(sorted(range(len(scores)), key=lambda row: (-scores[row], row))):
            counts[row][rank] += 1
    return counts


@pytest.mark.parametrize("scheme", Scheme)
def test_shares_are_those_of_a_plain_simulation_with_the_same_stream(scheme: Scheme) -> None:
    table = table_of(
        {"c": 90.0, "d": None, "e": 20.0}, {"c": 40.0, "d": 70.0, "e": 65.0}, {"c": 10.0, "d": 80.0, "e": 75.0}
    )
    stated, options = (0.5, 0.2, 0.3), replace(QUICK, scheme=scheme)
    result = simulate(table, stated, range(3), options)
    expected = plainly(table, stated, options)
    assert [[round(share * options.samples) for share in one] for one in result.rank_acceptability.values()] == expected


@pytest.mark.parametrize(
    ("first", "second", "exact"),
    [((80.0, 20.0), (30.0, 60.0), 5 / 9), ((100.0, 0.0), (0.0, 100.0), 0.5), ((55.0, 45.0), (50.0, 90.0), 0.1)],
)
def test_with_two_criteria_the_share_is_the_length_on_which_a_candidate_leads(
    first: tuple[float, float], second: tuple[float, float], exact: float
) -> None:
    # With t on c, a0 leads by t p + (1 - t) q where p > 0 > q are its leads on c and d: from t = q / (q - p) on.
    table = table_of(dict(zip("cd", first, strict=True)), dict(zip("cd", second, strict=True)))
    options = asked(Scheme.ALL)
    result = simulate(table, (0.1, 0.9), (0, 1), options)
    assert result.rank_acceptability["a0"][0] == near(exact, options.samples)
    assert result.pairwise["a0"]["a1"] == result.rank_acceptability["a0"][0]


def test_central_weights_are_the_middle_of_where_a_candidate_leads() -> None:
    # a0 leads for w_c in (0.6, 1): the middle is 0.8; a1 below, the middle is 0.3.
    table = table_of({"c": 40.0, "d": 0.0}, {"c": 0.0, "d": 60.0})
    result = simulate(table, (0.5, 0.5), (0, 1), asked(Scheme.ALL))
    assert result.central_weights["a0"]["c"] == pytest.approx(0.8, abs=3 * 0.4 / sqrt(12 * 16_000))
    assert result.central_weights["a1"]["c"] == pytest.approx(0.3, abs=3 * 0.6 / sqrt(12 * 24_000))
    assert result.confidence == {"a0": 1.0, "a1": 1.0}


def test_the_confidence_factor_is_the_share_at_the_central_weights_while_scores_are_drawn() -> None:
    # One criterion: the weights are certain, and a uniform score beats 30 in 70 % of the draws.
    table = table_of({"c": None}, {"c": 30.0})
    result = simulate(table, (1.0,), (0, 1), asked(Scheme.ALL))
    assert result.confidence["a0"] == near(0.7, 10_000)
    assert result.confidence["a1"] == near(0.3, 10_000)
    assert result.confidence["a0"] != result.rank_acceptability["a0"][0]


@given(
    st.lists(st.sampled_from([0.0, 1.0, 2.0, 3.0, 5.0]), min_size=1, max_size=8).filter(any), st.integers(0, 2**63 - 1)
)
def test_ordinal_keeps_the_stated_order_in_every_draw(points: list[float], seed: int) -> None:
    stated = [point / sum(points) for point in points]
    drawn = Weighing(asked(Scheme.ORDINAL), stated).draw(np.random.PCG64(seed), 500)
    for place, weight in enumerate(stated):
        assert all((drawn[place] >= drawn[other]).all() for other, less in enumerate(stated) if weight > less)
    assert (drawn >= 0).all()
    assert WEIGHT_UNIT - len(points) <= drawn.sum(axis=0).min() <= drawn.sum(axis=0).max() <= WEIGHT_UNIT


@pytest.mark.parametrize("count", [2, 5, 9])
def test_the_mean_of_ordinal_draws_is_the_rank_order_centroid(count: int) -> None:
    stated = [float(count - place) for place in range(count)]
    drawn = Weighing(asked(Scheme.ORDINAL), stated).draw(np.random.PCG64(5), 40_000) / WEIGHT_UNIT
    for line, centroid in zip(drawn, rank_weights(count, RankFormula.ROC), strict=True):
        assert float(line.mean()) == pytest.approx(centroid, abs=3 * float(line.std()) / 200)


def test_equal_weights_have_no_order_between_them() -> None:
    # Of two equal ones above a third, each is larger half of the time, and both have the mean of the first two ranks.
    drawn = Weighing(asked(Scheme.ORDINAL), (0.4, 0.2, 0.4)).draw(np.random.PCG64(5), 40_000) / WEIGHT_UNIT
    centroids = rank_weights(3, RankFormula.ROC)
    assert float((drawn[0] > drawn[2]).mean()) == near(0.5, 40_000)
    assert float(drawn[0].mean()) == pytest.approx((centroids[0] + centroids[1]) / 2, abs=0.003)
    assert float(drawn[1].mean()) == pytest.approx(centroids[2], abs=0.003)
    assert bool((np.minimum(drawn[0], drawn[2]) >= drawn[1]).all())


def test_with_nothing_but_equal_weights_ordinal_is_all() -> None:
    drawn = Weighing(asked(Scheme.ORDINAL), (0.25,) * 4).draw(np.random.PCG64(5), 40_000) / WEIGHT_UNIT
    assert [float(line.mean()) for line in drawn] == pytest.approx([0.25] * 4, abs=3 * 0.194 / 200)
    assert [float(line.var()) for line in drawn] == pytest.approx([3 / 80] * 4, rel=0.05)


def test_all_is_uniform_on_the_simplex() -> None:
    # Each of n weights has the distribution function 1 - (1 - w)^(n - 1).
    drawn = Weighing(asked(Scheme.ALL), (0.25,) * 4).draw(np.random.PCG64(5), 40_000) / WEIGHT_UNIT
    for line in drawn:
        for limit in (0.05, 0.25, 0.6):
            assert float((line <= limit).mean()) == near(1 - (1 - limit) ** 3, 40_000)


def test_ties_of_stated_weights_survive_rounding_and_zero_comes_last() -> None:
    assert tied_places((0.0, 0.3, 0.1 * 3, 0.4, 0.0)) == [[3], [1, 2], [0, 4]]


def test_around_stays_within_its_spread_and_leaves_zero_at_zero() -> None:
    options = replace(asked(Scheme.AROUND), spread=0.3)
    drawn = Weighing(options, (0.5, 0.0, 0.5)).draw(np.random.PCG64(5), 5_000)
    assert not drawn[1].any()
    assert drawn[0] + drawn[2] == pytest.approx(WEIGHT_UNIT, abs=2)
    # The other one as far off as it goes: 0.35 against 0.65.
    assert 0.35 <= drawn[0].min() / WEIGHT_UNIT < 0.36 < 0.64 < drawn[0].max() / WEIGHT_UNIT <= 0.65


@pytest.mark.parametrize("scheme", Scheme)
def test_a_seed_gives_the_same_result_in_any_thread(scheme: Scheme) -> None:
    table = table_of({"c": (10.0, 50.0, 90.0), "d": 40.0}, {"c": 50.0, "d": None}, {"c": 45.0, "d": 55.0})
    options = asked(scheme, 10_000)

    def run(_number: int) -> SimulationResult:
        return simulate(table, (0.6, 0.4), range(3), options)

    with ThreadPoolExecutor(4) as pool:
        first, *others = pool.map(run, range(4))
    assert others == [first] * 3
    assert simulate(table, (0.6, 0.4), range(3), replace(options, seed=4)) != first


EXPECTED = {
    Scheme.ALL: {"a0": 0.1962, "a1": 0.4592, "a2": 0.3446},
    Scheme.ORDINAL: {"a0": 0.3624, "a1": 0.4512, "a2": 0.1864},
    Scheme.AROUND: {"a0": 0.2528, "a1": 0.4508, "a2": 0.2964},
}


@pytest.mark.parametrize("scheme", Scheme)
def test_the_figures_of_a_seed_are_the_same_on_every_machine(scheme: Scheme) -> None:
    table = table_of({"c": (10.0, 50.0, 90.0), "d": 40.0}, {"c": 50.0, "d": None}, {"c": 45.0, "d": 55.0})
    result = simulate(table, (0.6, 0.4), range(3), asked(scheme, 5_000))
    assert {key: line[0] for key, line in result.rank_acceptability.items()} == EXPECTED[scheme]


@pytest.mark.parametrize("scheme", Scheme)
def test_one_candidate_is_always_first(scheme: Scheme) -> None:
    result = simulate(table_of({"c": None, "d": 10.0}), (0.5, 0.5), (0,), asked(scheme, 100))
    assert (result.rank_acceptability, result.pairwise, result.confidence) == ({"a0": (1.0,)}, {"a0": {}}, {"a0": 1.0})


@pytest.mark.parametrize("scheme", Scheme)
def test_where_everything_is_unknown_each_is_first_as_often_as_the_others(scheme: Scheme) -> None:
    rows = [dict.fromkeys("cde") for _ in range(4)]
    options = asked(scheme, 20_000)
    result = simulate(table_of(*rows), (0.5, 0.3, 0.2), range(4), options)
    assert all(line[0] == near(0.25, options.samples) for line in result.rank_acceptability.values())


@pytest.mark.parametrize("scheme", Scheme)
def test_of_equal_candidates_the_first_in_the_file_is_ahead(scheme: Scheme) -> None:
    table = table_of({"c": 50.0, "d": 20.0}, {"c": 50.0, "d": 20.0})
    result = simulate(table, (0.3, 0.7), (0, 1), asked(scheme, 3_000))
    assert result.pairwise == {"a0": {"a1": 1.0}, "a1": {"a0": 0.0}}
    assert list(result.central_weights) == list(result.confidence) == ["a0"]


@pytest.mark.parametrize("scheme", [Scheme.ORDINAL, Scheme.AROUND])
def test_a_weight_of_one_is_drawn_like_any_other(scheme: Scheme) -> None:
    table = table_of({"c": 60.0, "d": 0.0}, {"c": 50.0, "d": 100.0})
    result = simulate(table, (1.0, 0.0), (0, 1), asked(scheme))
    # Around, no weight leaves nothing to draw; in order, d may weigh up to a half: a0 leads where w_c > 10/11.
    expected = 1.0 if scheme is Scheme.AROUND else 2 / 11
    assert result.rank_acceptability["a0"][0] == near(expected, 40_000)


def test_a_hundred_candidates_on_two_hundred_criteria_have_an_answer_within_bounded_memory() -> None:
    chance = np.random.PCG64(2)
    raw = (chance.random_raw(20_000) % 101).astype(float).reshape(100, 200)
    rows = [
        {f"c{j}": None if (i + j) % 7 == 0 else float(value) for j, value in enumerate(row)}
        for i, row in enumerate(raw)
    ]
    table = table_of(*rows)
    tracemalloc.start()
    try:
        result = simulate(table, (1 / 200,) * 200, range(100), asked(Scheme.ALL, 4_000))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert fsum(line[0] for line in result.rank_acceptability.values()) == pytest.approx(1)
    assert peak < 100_000_000


def test_a_simulation_can_be_stopped_between_blocks() -> None:
    class StoppedError(Exception):
        pass

    done = []

    def stop(samples: int, total: int) -> None:
        done.append((samples, total))
        if len(done) == 2:
            raise StoppedError

    with pytest.raises(StoppedError):
        simulate(table_of({"c": 1.0}), (1.0,), (0,), asked(Scheme.ALL, 10_000), progress=stop)
    assert done == [(2_000, 10_000), (4_000, 10_000)]


def test_an_evaluation_draws_the_scheme_it_asks_for() -> None:
    problem = read(described())
    result = evaluate(problem)
    assert result.simulation is not None
    assert result.simulation.options.scheme is Scheme.ALL
    assert set(result.simulation.rank_acceptability) == {line.candidate for line in result.ranking if line.rank}


def small_lead(lead: float) -> ValueTable:
    """Return two candidates of which the second is ahead by a lead on one of two criteria."""
    return table_of({"c": 50.0, "d": 20.0}, {"c": 50.0 + lead, "d": 20.0})


@pytest.mark.parametrize("scheme", Scheme)
@pytest.mark.parametrize("lead", [4e-7, 1e-4])
def test_a_lead_too_small_for_whole_numbers_goes_to_the_one_ahead(scheme: Scheme, lead: float) -> None:
    result = simulate(small_lead(lead), (0.5, 0.5), (0, 1), asked(scheme, 2_500))
    assert result.rank_acceptability["a1"][0] == result.pairwise["a1"]["a0"] == result.confidence["a1"] == 1.0
    assert list(result.rank_acceptability) == list(result.pairwise) == ["a0", "a1"]


@pytest.mark.parametrize("lead", [4e-7, 1e-4, 0.0])
def test_the_verdict_and_a_weight_in_the_hand_agree_about_the_smallest_lead(lead: float) -> None:
    table, options = small_lead(lead), asked(Scheme.AROUND, 2_500)
    live = draws(table, (0, 1), options).first_shares((0.5, 0.5))
    assert [first_share(table, (0.5, 0.5), (0, 1), row, options) for row in (0, 1)] == [live[0], live[1]]


@given(st.integers(1, 99), st.integers(0, 100))
def test_without_any_spread_every_draw_is_the_stated_ranking(first: int, shift: int) -> None:
    # Both have `shift` x second points, by different criteria: the first in the file stays first.
    second = 100 - first
    table = table_of({"c": shift * second / 100, "d": 0.0}, {"c": 0.0, "d": shift * first / 100})
    options = replace(asked(Scheme.AROUND, 300), spread=0.0)
    result = simulate(table, (first / 100, second / 100), (0, 1), options)
    assert result.rank_acceptability == {"a0": (1.0, 0.0), "a1": (0.0, 1.0)}
