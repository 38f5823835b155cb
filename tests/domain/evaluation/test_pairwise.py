from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consultant_desk.domain.evaluation.judging import blank, pairs, ratio_text, star, with_judgements
from consultant_desk.domain.evaluation.pairwise import consistency, pairwise_weights
from consultant_desk.domain.evaluation.problem import Completion, PairwiseWeights
from consultant_desk.errors import UserError

ORACLES = Path(__file__).parents[2] / "oracles" / "evaluation"
KEYS = ("a", "b", "c", "d", "e")


def judged(weights: dict[str, float], wanted=None) -> PairwiseWeights:
    """Return judgements that agree with weights exactly, of all pairs or of those wanted."""
    ids = tuple(weights)
    made = {pair: str(Fraction(weights[pair[0]]) / Fraction(weights[pair[1]])) for pair in wanted or pairs(ids)}
    return with_judgements(blank(ids), made)


def test_saatys_drinks_have_the_published_weights_and_ratio() -> None:
    case = json.loads((ORACLES / "ahp_saaty2008_drinks.json").read_text("utf-8"))
    rows = tuple(tuple(str(Fraction(entry).limit_denominator(100)) for entry in row) for row in case["matrix"])
    answers = PairwiseWeights(tuple(case["alternatives"]), rows)
    assert list(pairwise_weights(answers).values()) == pytest.approx(case["expected"]["weights"], abs=case["tolerance"])
    assert consistency(answers).ratio == pytest.approx(case["expected"]["CR"], abs=case["tolerance"])


def test_the_ratio_is_that_of_another_program_against_its_random_index() -> None:
    case = json.loads((ORACLES / "ahp_consistency_style.json").read_text("utf-8"))
    rows = tuple(tuple(str(Fraction(entry).limit_denominator(100)) for entry in row) for row in case["matrix"])
    found = consistency(PairwiseWeights(tuple(case["alternatives"]), rows))
    assert found.ratio * 0.90 / case["parameters"]["RI"] == pytest.approx(case["expected"]["CR"], abs=case["tolerance"])
    assert found.threshold == 0.08


weights = st.lists(st.integers(1, 50), min_size=1, max_size=8).map(
    lambda values: {f"c{place}": float(value) for place, value in enumerate(values)}
)


@given(weights, st.sampled_from(Completion))
def test_judgements_that_agree_give_back_their_weights(wanted: dict[str, float], completion: Completion) -> None:
    whole = sum(wanted.values())
    made = judged(wanted)
    answers = PairwiseWeights(made.ids, made.rows, completion=completion)
    assert pairwise_weights(answers) == pytest.approx({key: value / whole for key, value in wanted.items()})
    assert consistency(answers).ratio == 0.0
    assert consistency(answers).worst is None


@given(weights, st.sampled_from(Completion))
def test_the_fewest_judgements_are_enough(wanted: dict[str, float], completion: Completion) -> None:
    ids = tuple(wanted)
    made = judged(wanted, [(ids[place], ids[place + 1]) for place in range(len(ids) - 1)])
    answers = PairwiseWeights(made.ids, made.rows, completion=completion)
    whole = sum(wanted.values())
    assert pairwise_weights(answers) == pytest.approx({key: value / whole for key, value in wanted.items()})
    assert consistency(answers).ratio == 0.0


@settings(max_examples=60)
@given(st.lists(st.one_of(st.none(), st.integers(-8, 8)), min_size=10, max_size=10), st.sampled_from(Completion))
def test_any_judgements_give_weights_or_a_sentence(steps, completion: Completion) -> None:
    made = {pair: ratio_text(step) for pair, step in zip(pairs(KEYS), steps, strict=True) if step is not None}
    raw = with_judgements(blank(KEYS), made)
    answers = PairwiseWeights(raw.ids, raw.rows, completion=completion)
    told = ""
    try:
        found = pairwise_weights(answers)
    except UserError as error:
        found = {}
        told = error.happened
    if not found:
        assert "needed" in told
        return
    assert sum(found.values()) == pytest.approx(1.0)
    assert min(found.values()) > 0
    assert consistency(answers).ratio >= 0


def test_weights_are_those_of_a_long_power_iteration() -> None:
    steps = (3, -2, 5, 1, 7, -4, 2, 0, -8, 6)
    answers = with_judgements(
        blank(KEYS), {pair: ratio_text(step) for pair, step in zip(pairs(KEYS), steps, strict=True)}
    )
    matrix = [[float(Fraction(entry or "1")) for entry in row] for row in answers.rows]
    vector = [0.2] * 5
    for _ in range(5000):
        vector = [sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix]
        vector = [value / sum(vector) for value in vector]
    assert list(pairwise_weights(answers).values()) == pytest.approx(vector, abs=1e-12)


def test_the_judgement_that_contradicts_the_others_hurts_most() -> None:
    made = judged({"a": 8.0, "b": 4.0, "c": 2.0, "d": 1.0})
    found = consistency(with_judgements(made, {("b", "c"): "1/9"}))
    assert found.ratio > found.threshold
    assert found.worst == ("b", "c")
    assert found.suggested is not None
    assert found.suggested > 1 / 9
    assert found.missing == 0


@pytest.mark.parametrize(("count", "needed"), [(2, "1 more judgement is"), (4, "3 more judgements are")])
def test_what_is_not_connected_says_how_much_is_missing(count: int, needed: str) -> None:
    with pytest.raises(UserError, match=needed) as caught:
        pairwise_weights(blank(KEYS[:count]), "$.weights")
    assert caught.value.faults[0].where == "$.weights.rows"


def test_one_criterion_has_all_the_weight_and_none_is_a_fault() -> None:
    assert pairwise_weights(blank(("a",))) == {"a": 1.0}
    assert consistency(blank(("a",))).ratio == 0.0
    with pytest.raises(UserError, match="nothing is judged"):
        pairwise_weights(blank(()))


def test_two_hundred_criteria_with_the_fewest_judgements_have_their_weights() -> None:
    ids = tuple(f"c{place}" for place in range(200))
    wanted = {key: 9.0 if place == 0 else float(9 / (1 + place % 9)) for place, key in enumerate(ids)}
    found = pairwise_weights(star(blank(ids), wanted))
    assert found["c0"] / found["c2"] == pytest.approx(3.0)
    assert sum(found.values()) == pytest.approx(1.0)


def test_judgements_completed_differ_by_method_and_name_it() -> None:
    pairs_made = {("a", "b"): "3", ("b", "c"): "3", ("c", "d"): "3", ("a", "d"): "2", ("a", "c"): "2"}
    raw = with_judgements(blank(KEYS[:4]), pairs_made)
    squares = PairwiseWeights(raw.ids, raw.rows, completion=Completion.LEAST_SQUARES)
    assert pairwise_weights(raw) != pytest.approx(pairwise_weights(squares), abs=1e-4)
    assert consistency(raw).completed_by == "harker"
    assert consistency(squares).completed_by == "least_squares"
    assert consistency(raw).missing == 1


@pytest.mark.parametrize("part", [1.0, 0.15])
def test_many_criteria_have_the_eigenvector_of_few(monkeypatch, part: float) -> None:
    draw = Random(7)
    ids = tuple(f"c{place}" for place in range(45))
    made = {pair: ratio_text(draw.randint(-8, 8)) for pair in pairs(ids) if draw.random() < part}
    answers = with_judgements(star(blank(ids), dict.fromkeys(ids, 1.0)), made)
    relaxed = pairwise_weights(answers)
    monkeypatch.setattr("consultant_desk.domain.evaluation.pairwise.DENSE", 60)
    assert relaxed == pytest.approx(pairwise_weights(answers), rel=1e-6)
