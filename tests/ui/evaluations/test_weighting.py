from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant_desk.domain.evaluation.problem import PointWeights, RankWeights
from consultant_desk.domain.evaluation.weights import leaf_weights
from ui.evaluations.weighting import DIRECT, RANK, SWING, answers_in, moved, reordered

weights = st.dictionaries(st.sampled_from("abcdef"), st.floats(0.01, 1.0), min_size=2).map(
    lambda raw: {key: value / sum(raw.values()) for key, value in raw.items()}
)


@given(weights, st.floats(0.0, 1.0), st.data())
def test_moving_a_weight_keeps_the_whole_and_the_proportions_of_the_others(start, share, data):
    key = data.draw(st.sampled_from(sorted(start)))
    after = moved(start, key, share)
    others = [other for other in start if other != key]
    assert sum(after.values()) == pytest.approx(1.0)
    assert after[key] == pytest.approx(share)
    assert all(after[one] * start[two] == pytest.approx(after[two] * start[one]) for one in others for two in others)


@given(weights, st.floats(0.0, 1.0), st.data())
def test_a_locked_weight_stays_and_bounds_the_moved_one(start, share, data):
    key, held = data.draw(st.permutations(sorted(start)))[:2]
    after = moved(start, key, share, frozenset({held}))
    assert after[held] == start[held]
    assert sum(after.values()) == pytest.approx(1.0)


def test_with_everything_else_locked_nothing_moves():
    start = {"a": 0.5, "b": 0.5}
    assert moved(start, "a", 0.9, frozenset({"b"})) == start


def test_others_without_weight_share_what_is_left():
    assert moved({"a": 1.0, "b": 0.0, "c": 0.0}, "a", 0.6) == pytest.approx({"a": 0.6, "b": 0.2, "c": 0.2})


@pytest.mark.parametrize("method", [DIRECT, SWING])
def test_answers_of_a_method_give_the_weights_they_were_made_from(problem, method):
    wanted = moved({item.id: 1 / len(problem.criteria) for item in problem.criteria}, "learn", 0.31)
    assert leaf_weights(problem, answers_in(problem, wanted, method)) == pytest.approx(wanted, abs=1e-6)


def test_the_largest_swing_is_a_hundred(problem):
    wanted = leaf_weights(problem, problem.weights)
    answers = answers_in(problem, wanted, SWING)
    assert isinstance(answers, PointWeights)
    assert max(points for _, points in answers.points) == 100.0


def test_a_tree_of_weights_stays_a_tree(problem):
    tree = PointWeights(
        DIRECT,
        tuple((group.id, 25.0) for group in problem.groups),
        tuple(
            (group.id, PointWeights(DIRECT, tuple((c.id, 1.0) for c in problem.criteria if c.group == group.id)))
            for group in problem.groups
        ),
    )
    grouped = replace(problem, weights=tree)
    wanted = moved(leaf_weights(grouped, tree), "learn", 0.2)
    answers = answers_in(grouped, wanted, DIRECT)
    assert isinstance(answers, PointWeights)
    assert {key for key, _ in answers.points} == {group.id for group in problem.groups}
    assert leaf_weights(grouped, answers) == pytest.approx(wanted, abs=1e-6)


def test_the_rank_order_follows_the_weights(problem):
    answers = answers_in(problem, leaf_weights(problem, problem.weights), RANK)
    assert isinstance(answers, RankWeights)
    assert answers.order[:3] == ("inbox", "order", "cost")


def test_a_criterion_is_put_at_another_place_of_the_order():
    assert reordered(("a", "b", "c"), "c", 0) == ("c", "a", "b")
    assert reordered(("a", "b", "c"), "a", 9) == ("b", "c", "a")
