"""What a first visit of a step does not do, because at 200 criteria and 100 products it would hold up the window."""

from __future__ import annotations

from collections import Counter

import pytest

from consultant_desk.domain.evaluation.musts import must_outcomes
from consultant_desk.domain.evaluation.problem import Problem
from ui.evaluations import legend as legend_file
from ui.evaluations.legend import Legend
from ui.evaluations.parts import parts_of
from ui.evaluations.score_matrix import ScoreMatrix
from ui.evaluations.scores_model import ScoresModel


@pytest.fixture
def calls(monkeypatch):
    """Counts how often functions are called from now on."""
    counted = Counter()

    def count(owner, name):
        original = getattr(owner, name)

        def counting(*args, **named):
            counted[name] += 1
            return original(*args, **named)

        monkeypatch.setattr(owner, name, counting)

    counted.of = count
    return counted


def test_the_matrix_asks_for_each_name_once_at_most(session, show, calls):
    calls.of(ScoresModel, "headerData")
    matrix = show(ScoreMatrix(session), 700, 600)
    assert calls["headerData"] <= len(matrix.scores.rows) + len(matrix.scores.candidates)


def test_the_legend_measures_each_name_once(session, show, calls):
    calls.of(legend_file, "text_width")
    parts, legend = parts_of(session.problem), Legend()
    legend.show_parts(parts)
    for width in (100, 200, 300):
        legend.heightForWidth(width)
    show(legend, 200, 100).grab()
    assert calls["text_width"] == len(parts)


def test_scores_are_not_looked_through_where_there_is_no_must_have(problem, calls):
    calls.of(Problem, "cell_index")
    must_outcomes(problem)
    assert calls["cell_index"] == 1
    free = Problem(problem.title, problem.criteria[:1], problem.weights, problem.candidates)
    assert {outcome.failed for outcome in must_outcomes(free).values()} == {()}
    assert calls["cell_index"] == 1
