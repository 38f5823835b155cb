"""Simulated shares: the same for the same seed, summing to 1, near exact values, in step with the slider."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant_desk.domain.evaluation import simulation
from consultant_desk.domain.evaluation.problem import (
    Candidate,
    Cell,
    Criterion,
    Direction,
    DirectValue,
    PointWeights,
    Problem,
    Scheme,
    SimulationOptions,
)
from consultant_desk.domain.evaluation.score_ranges import score_ranges
from consultant_desk.domain.evaluation.simulation import cached
from consultant_desk.domain.evaluation.simulation.stream import BLOCK, Cells
from consultant_desk.domain.evaluation.values import ValueTable, value_table
from consultant_desk.domain.evaluation.verdict import RULE_SAMPLES, rule_options
from consultant_desk.domain.evaluation.weights import global_weights, with_share
from tests.domain.evaluation.strategies import problems
from tests.effort import tried

QUICK = SimulationOptions(samples=3_000, seed=11)


def table_of(*rows: dict[str, tuple[float, ...] | float | None]) -> ValueTable:
    """Return a table of direct values; a tuple is (low, value, high), None is unknown."""
    criteria = tuple(Criterion(key, key, Direction.MAX, DirectValue()) for key in rows[0])
    cells = []
    for place, row in enumerate(rows):
        for key, score in row.items():
            if isinstance(score, tuple):
                cells.append(Cell(f"a{place}", key, score[1], low=score[0], high=score[2]))
            else:
                cells.append(Cell(f"a{place}", key, score))
    candidates = tuple(Candidate(f"a{place}", f"A{place}") for place in range(len(rows)))
    weights = PointWeights("direct", tuple((key, 1.0) for key in rows[0]))
    return value_table(Problem("x", criteria, weights, candidates, cells=tuple(cells)))


@tried(13)
@given(problems(least_candidates=2))
def test_rank_shares_sum_to_one_by_candidate_and_by_rank(problem: Problem) -> None:
    table = value_table(problem)
    vector = table.vector(global_weights(problem))
    rows = range(len(table.candidates))
    result = simulation.simulate(table, vector, rows, QUICK)
    shares = list(result.rank_acceptability.values())
    assert [sum(one) for one in shares] == pytest.approx([1.0] * len(rows))
    assert [sum(column) for column in zip(*shares, strict=True)] == pytest.approx([1.0] * len(rows))
    again = simulation.simulate(table, vector, rows, QUICK)
    assert again == result
    for row in rows:
        expected = result.rank_acceptability[table.candidates[row]][0]
        assert simulation.first_share(table, vector, rows, row, QUICK) == expected


@tried(10)
@given(problems(least_candidates=2), st.data(), st.floats(0, 1))
def test_a_moving_weight_gives_the_shares_of_the_weights_it_stands_for(
    problem: Problem, data: st.DataObject, share: float
) -> None:
    table = value_table(problem)
    weights = global_weights(problem)
    place = data.draw(st.integers(0, len(table.criteria) - 1))
    drawn = simulation.draws(table, range(len(table.candidates)), QUICK)
    moved = with_share(weights, table.criteria[place], share)
    slow = drawn.first_shares(table.vector(moved))
    fast = drawn.along(table.vector(weights), place).first_shares(share if len(weights) > 1 else 1.0)
    # Rounding may settle a draw that is all but a tie the other way.
    assert all(abs(slow[row] - fast[row]) <= 3 / QUICK.samples for row in slow) or _tied(table, moved)


def _tied(table: ValueTable, weights: dict[str, float]) -> bool:
    """Tell whether two rows have the same values wherever they are weighted, so that only rounding tells them apart."""
    weighted = [place for place, key in enumerate(table.criteria) if weights[key] > 0]
    seen = [
        tuple((row[place], low[place], high[place]) for place in weighted)
        for row, low, high in zip(table.values, table.lows, table.highs, strict=True)
    ]
    return len(set(seen)) < len(seen)


def test_the_stream_of_draws_never_changes() -> None:
    table = table_of({"c": (20.0, 50.0, 90.0), "d": 10.0}, {"c": 50.0, "d": None})
    block = next(iter(simulation.draws(table, (0, 1), SimulationOptions(samples=3, seed=1)).blocks))
    raw = np.random.PCG64(1).random_raw(3 * 4) >> np.uint64(11)
    uniform = raw.astype(float) * 2.0**-53
    assert block.factors.ravel() == pytest.approx(1 + 0.2 * (2 * uniform[:6] - 1))
    u = uniform[6:9]
    rising, falling = 20 + np.sqrt(u * 70 * 30), 90 - np.sqrt((1 - u) * 70 * 40)
    assert block.columns[0][0] == pytest.approx(np.where(u < 30 / 70, rising, falling))
    assert block.columns[1][1] == pytest.approx(100 * uniform[9:12])
    assert block.columns[1][0].tolist() == [10.0, 10.0, 10.0]


def test_two_unknown_candidates_are_first_half_of_the_time() -> None:
    table = table_of({"c": None}, {"c": None})
    share = simulation.first_share(table, (1.0,), (0, 1), 0, SimulationOptions(samples=40_000, seed=3))
    assert share == pytest.approx(0.5, abs=3 * 0.5 / 200)


def test_a_triangular_score_beats_a_fixed_one_as_often_as_its_distribution_says() -> None:
    table = table_of({"c": (0.0, 25.0, 100.0)}, {"c": 50.0})
    share = simulation.first_share(table, (1.0,), (0, 1), 0, SimulationOptions(samples=40_000, seed=3))
    assert share == pytest.approx(50**2 / (100 * 75), abs=0.01)


def test_weights_around_the_stated_ones_win_as_often_as_two_uniforms_say() -> None:
    # a0 wins where w_c > w_d, both uniform within 20 % of 0.5 and of 0.55.
    table = table_of({"c": 100.0, "d": 0.0}, {"c": 0.0, "d": 100.0})
    options = SimulationOptions(samples=40_000, seed=5)
    share = simulation.first_share(table, (0.5, 0.55), (0, 1), 0, options)
    low, high, rival_low, rival_high = 0.40, 0.60, 0.44, 0.66
    exact = (high - rival_low) ** 2 / 2 / ((high - low) * (rival_high - rival_low))
    assert share == pytest.approx(exact, abs=0.01)


def test_fixed_scores_leave_only_the_weights_uncertain() -> None:
    table = table_of({"c": (0.0, 50.0, 100.0)}, {"c": 49.0})
    options = SimulationOptions(samples=500, fixed_scores=True)
    assert simulation.first_share(table, (1.0,), (0, 1), 0, options) == 1.0


def test_no_spread_and_certain_scores_leave_nothing_to_chance() -> None:
    table = table_of({"c": 60.0, "d": 40.0}, {"c": 50.0, "d": 45.0})
    result = simulation.simulate(table, (0.5, 0.5), (0, 1), SimulationOptions(samples=100, spread=0.0))
    assert result.rank_acceptability == {"a0": (1.0, 0.0), "a1": (0.0, 1.0)}


def test_of_equal_candidates_the_first_in_the_file_is_first() -> None:
    table = table_of({"c": 50.0, "d": 50.0}, {"c": 50.0, "d": 50.0})
    options = SimulationOptions(samples=100)
    assert simulation.first_share(table, (0.3, 0.7), (0, 1), 0, options) == 1.0
    assert simulation.simulate(table, (0.3, 0.7), (0, 1), options).rank_acceptability["a1"] == (0.0, 1.0)


def test_only_candidates_that_can_win_are_drawn() -> None:
    table = table_of({"c": 10.0}, {"c": 90.0}, {"c": 50.0})
    result = simulation.simulate(table, (1.0,), (0, 2), SimulationOptions(samples=100))
    assert result.rank_acceptability == {"a0": (0.0, 1.0), "a2": (1.0, 0.0)}


def test_a_big_problem_is_drawn_with_fewer_samples_to_fit_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    table = table_of({"c": None}, {"c": None})
    monkeypatch.setattr(cached, "CACHE_BYTES", 8 * (1 + 2 + 1) * 100)
    drawn = simulation.draws(table, (0, 1), SimulationOptions())
    assert drawn.samples == 100
    assert sum(drawn.first_shares((1.0,)).values()) == pytest.approx(1)


def test_scores_that_are_certain_take_no_room_from_the_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cached, "CACHE_BYTES", 8 * 4 * 100)
    certain = simulation.draws(table_of({"c": 10.0}, {"c": 90.0}), (0, 1), SimulationOptions())
    assert certain.samples > 100


def test_the_share_of_a_drag_rests_on_all_draws_its_verdict_names_at_30_candidates_and_60_criteria() -> None:
    table = table_of(*({f"c{place}": None for place in range(60)} for _ in range(30)))
    assert simulation.draws(table, range(30), rule_options(1)).samples == RULE_SAMPLES


class Stopped(Exception):
    """What a progress raises that wants no more."""


@pytest.mark.parametrize("part", ["simulate", "first_share", "score_ranges"])
@pytest.mark.parametrize("scheme", Scheme)
def test_between_two_chances_to_stop_no_more_is_drawn_than_one_criterion_of_a_block(
    monkeypatch: pytest.MonkeyPatch, part: str, scheme: Scheme
) -> None:
    table = table_of(*({"a": None, "b": None, "c": (10.0, 20.0, 90.0)} for _ in range(4)))
    options = SimulationOptions(samples=5_000, scheme=scheme)
    drawn, most = 0, 0
    draw = Cells.draw

    def counted(cells: Cells, source: np.random.PCG64, index: int, place: int, count: int) -> object:
        nonlocal drawn
        drawn += count
        return draw(cells, source, index, place, count)

    def pause(*_done: int) -> None:
        nonlocal drawn, most
        drawn, most = 0, max(most, drawn)

    monkeypatch.setattr(Cells, "draw", counted)
    weights = (0.5, 0.25, 0.25)
    if part == "simulate":
        simulation.simulate(table, weights, range(4), options, progress=pause)
    elif part == "first_share":
        simulation.first_share(table, weights, range(4), 0, options, pause=pause)
    else:
        score_ranges(table, weights, options, pause=pause)
    assert 0 < max(most, drawn) <= 4 * BLOCK


def test_a_simulation_stops_where_its_progress_says_so() -> None:
    table = table_of({"a": None, "b": None}, {"a": None, "b": None})
    told: list[int] = []

    def stop(done: int, _total: int) -> None:
        told.append(done)
        if done:
            raise Stopped

    with pytest.raises(Stopped):
        simulation.simulate(table, (0.5, 0.5), (0, 1), SimulationOptions(samples=100_000), progress=stop)
    assert told[-1] == BLOCK
