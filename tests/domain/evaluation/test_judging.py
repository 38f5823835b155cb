from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant_desk.domain.evaluation.judging import (
    blank,
    judged_pairs,
    judgement,
    next_pair,
    pair_count,
    pieces,
    ratio_of,
    ratio_text,
    star,
    step_for,
    step_of,
    still_needed,
    turned,
    verbal,
    with_judgements,
)
from consultant_desk.domain.evaluation.problem import PairwiseWeights

KEYS = ("a", "b", "c", "d")


@given(st.integers(-8, 8))
def test_each_of_the_seventeen_steps_has_its_ratio_and_its_other_side(step: int) -> None:
    text = ratio_text(step)
    assert step_of(text) == step
    assert step_of(turned(text)) == -step
    assert ratio_of(text) * ratio_of(turned(text)) == pytest.approx(1)
    assert step_for(ratio_of(text)) == step


def test_judgements_are_said_in_the_words_of_the_scale() -> None:
    assert verbal(0) == "equally important"
    assert verbal(2) == verbal(-2) == "moderately more important"
    assert verbal(1) == "equally to moderately more important"
    assert verbal(3) == "moderately to strongly more important"
    assert verbal(7) == "very strongly to extremely more important"
    assert verbal(8) == "extremely more important"


@pytest.mark.parametrize(("text", "step"), [("2.4", 1), ("100", 8), ("1/100", -8), ("0.5", -1), ("1", 0)])
def test_a_ratio_of_a_file_stands_at_the_nearest_step(text: str, step: int) -> None:
    assert step_of(text) == step


def test_both_halves_of_the_matrix_agree() -> None:
    answers = with_judgements(blank(KEYS), {("a", "c"): "3"})
    assert judgement(answers, "a", "c") == "3"
    assert judgement(answers, "c", "a") == "1/3"
    assert judgement(answers, "a", "b") is None
    assert judged_pairs(answers) == (("a", "c"),)
    assert judged_pairs(with_judgements(answers, {("c", "a"): None})) == ()


def test_a_judgement_given_from_one_side_only_is_seen_from_both() -> None:
    answers = PairwiseWeights(("a", "b"), (("1", None), ("1/4", "1")))
    assert judgement(answers, "a", "b") == "4"
    assert still_needed(answers) == 0


@pytest.mark.parametrize("pair", [("a", "a"), ("a", "nothing")])
def test_what_is_no_pair_is_not_judged(pair) -> None:
    with pytest.raises(ValueError, match="no pair"):
        with_judgements(blank(KEYS), {pair: "3"})


def test_one_judgement_fewer_than_criteria_is_enough() -> None:
    answers = blank(KEYS)
    assert (pair_count(answers), still_needed(answers)) == (6, 3)
    for pair in (("a", "b"), ("b", "c"), ("a", "c")):
        answers = with_judgements(answers, {pair: "2"})
    assert still_needed(answers) == 1
    assert pieces(answers) == {"a": "a", "b": "a", "c": "a", "d": "d"}


@given(st.integers(1, 12), st.data())
def test_following_what_is_asked_next_connects_all_with_the_fewest(count: int, data) -> None:
    ids = tuple(f"c{place}" for place in range(count))
    answers, pair = blank(ids), None
    for _ in range(count - 1):
        assert still_needed(answers) > 0
        pair = next_pair(answers, pair)
        answers = with_judgements(answers, {pair: ratio_text(data.draw(st.integers(-8, 8)))})
    assert still_needed(answers) == 0
    assert len(judged_pairs(answers)) == count - 1


def test_after_the_fewest_the_other_pairs_follow_until_all_are_judged() -> None:
    answers, pair = blank(KEYS), None
    for _ in range(pair_count(answers)):
        pair = next_pair(answers, pair)
        answers = with_judgements(answers, {pair: "1"})
    assert next_pair(answers, pair) is None


@pytest.mark.parametrize("ids", [(), ("a",)])
def test_none_and_one_need_no_judgement(ids) -> None:
    assert still_needed(blank(ids)) == pair_count(blank(ids)) == 0
    assert next_pair(blank(ids)) is None


def test_the_fewest_judgements_near_to_weights_are_the_largest_against_the_others() -> None:
    made = star(blank(KEYS), {"a": 0.1, "b": 0.6, "c": 0.29, "d": 0.01})
    assert judged_pairs(made) == (("a", "b"), ("b", "c"), ("b", "d"))
    assert [judgement(made, "b", key) for key in ("a", "c", "d")] == ["6", "2", "9"]
    assert star(blank(KEYS), {}) == blank(KEYS)
    assert judgement(star(blank(("a", "b")), {"a": 1.0}), "a", "b") == "9"
