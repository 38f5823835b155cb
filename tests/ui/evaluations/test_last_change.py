"""What the last change did, in words that hold for any number of products."""

from __future__ import annotations

from dataclasses import replace

import pytest

from consultant_desk.domain.evaluation.live import LiveEvaluation, LiveView
from consultant_desk.domain.evaluation.problem import (
    Candidate,
    Cell,
    Criterion,
    Direction,
    Linear,
    PointWeights,
    Problem,
)
from consultant_desk.domain.evaluation.weights import global_weights
from ui.evaluations.last_change import effect_words

NAMES = {"a": "Alpha", "b": "Beta", "c": "Gamma"}
FIT = Criterion("fit", "Fit", Direction.MAX, Linear(0.0, 10.0))


def view(**scores: float) -> LiveView:
    candidates = tuple(Candidate(key, NAMES[key]) for key in scores)
    cells = tuple(Cell(key, "fit", score) for key, score in scores.items())
    problem = Problem("x", (FIT,), PointWeights("direct", (("fit", 1.0),)), candidates, cells=cells)
    return LiveEvaluation(problem).at(global_weights(problem))


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ({"a": 8.0, "b": 6.0}, {"a": 8.0, "b": 6.0}, "Lead unchanged at 20.0. Order unchanged."),
        ({"a": 8.0, "b": 6.0}, {"a": 8.0, "b": 5.0}, "Lead 20.0 → 30.0. Order unchanged."),
        ({"a": 8.0}, {"a": 8.0, "b": 6.0}, ""),
        ({"a": 8.0, "b": 6.0}, {"a": 8.0, "b": 6.0, "c": 5.0}, "Lead unchanged at 20.0. Order unchanged."),
        (
            {"a": 8.0, "b": 6.0, "c": 5.0},
            {"a": 8.0, "b": 5.0, "c": 6.0},
            "Lead unchanged at 20.0. Order changed below the first.",
        ),
        ({"a": 8.0, "b": 6.0}, {"a": 6.0, "b": 8.0}, "Beta now leads by 20.0."),
        ({"a": 6.0, "b": 8.0}, {"a": 8.0, "b": 8.0}, "No clear winner: Alpha and Beta tie."),
    ],
)
def test_the_effect_of_a_change_is_told_as_it_is(before, after, words):
    assert effect_words(view(**before), view(**after), NAMES) == words


def test_a_lead_that_only_a_verdict_without_rivals_lacks_is_left_out():
    alone = view(a=8.0)
    assert effect_words(alone, replace(alone), NAMES) == ""
