"""In a true tie no place names a lead, a winner or a share of draws; those that are level are named together."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt

from consultant_desk.cli.evaluate_words import change_lines, method_lines, people_lines
from consultant_desk.domain.evaluation.evaluate import evaluate
from consultant_desk.domain.evaluation.file import load
from ui.evaluations.answer_words import shift_words
from ui.evaluations.criteria_model import Column
from ui.evaluations.criteria_step import CriteriaStep
from ui.evaluations.opening import open_evaluation
from ui.evaluations.result_figures import rule_figures
from ui.evaluations.result_step import ResultStep
from ui.evaluations.session import EvaluationSession
from ui.evaluations.wording import unbound_words
from ui.widgets.text import Text

LEVEL = "Alpha, Beta and Gamma are level; a change of their scores or of the weights may end the tie"


@pytest.fixture(scope="module")
def three():
    """Three products with 60 points each, by different ways, and one person who weighs them."""
    points = {"method": "direct", "points": {"fit": 50, "ease": 50}}
    scores = {"alpha": (8, 4), "beta": (4, 8), "gamma": (6, 6)}
    return load(
        json.dumps(
            {
                "format": "consultant-desk/evaluation",
                "version": 1,
                "title": "Level",
                "criteria": [
                    {"id": key, "name": key.title(), "direction": "max", "scale": [0, 10]} for key in ("fit", "ease")
                ],
                "weights": points,
                "stakeholders": [{"name": "Owner", "weights": points}],
                "candidates": [{"id": key, "name": key.title()} for key in scores],
                "scores": [
                    {"candidate": key, "criterion": criterion, "value": value}
                    for key, values in scores.items()
                    for criterion, value in zip(("fit", "ease"), values, strict=True)
                ],
                "options": {"methods": ["topsis", "promethee2"]},
            }
        )
    )


def test_the_result_names_no_lead_and_no_share(qapp, three, inline_jobs, show):
    step = show(ResultStep(EvaluationSession(open_evaluation(three)), inline_jobs), 1240, 800)
    said = [text.text() for text in step.findChildren(Text) if text.isVisibleTo(step)]
    assert "They have equal points and share the first place" in said
    assert f"{LEVEL}." in said
    assert not [one for one in said if "draws; a clear winner" in one or "Least room" in one or " leads" in one]
    assert [one for one in said if one.endswith("take their ranks in the order of the list.")]
    assert step.panes.tornado.as_text().startswith("There is no lead now. ")


def test_the_bands_say_where_nobody_is_ahead_rather_than_who_stays_first(qapp, three, show):
    session = EvaluationSession(open_evaluation(three))
    step = show(CriteriaStep(session), 1240, 800)
    model = step.table.rows
    header = model.headerData(Column.WEIGHT, Qt.Orientation.Horizontal)
    assert header == "Weight; band = nobody ahead of Alpha"
    said = model.sentence(session.problem.criteria[0])
    assert said == "Nobody is ahead of Alpha from 50 to 100 % (now 50). Below that, Beta leads."
    assert any(said in text.text() for text in step.findChildren(Text))
    assert unbound_words(session.result.verdict, session.short_names()) == "nobody ahead of Alpha at any weight"
    session.put("fit", 0.6)
    assert unbound_words(session.result.verdict, session.short_names()) == "any weight keeps the winner"
    assert model.headerData(Column.WEIGHT, Qt.Orientation.Horizontal) == "Weight; band = Alpha stays first"


def test_methods_and_people_name_all_that_share_the_first_place(qapp, three, inline_jobs, show):
    step = show(ResultStep(EvaluationSession(open_evaluation(three)), inline_jobs), 1240, 800)
    said = " ".join(" ".join(text.text() for text in step.lines.findChildren(Text)).split())
    assert "TOPSIS Alpha, Beta and Gamma PROMETHEE II Alpha, Beta and Gamma · 3 of 3 agree" in said
    assert "Owner Alpha, Beta and Gamma 60.0 · 1 of 1 agree" in said


def level(**scores):
    """Candidates with these values of two criteria of the same weight."""
    points = {"method": "direct", "points": {"fit": 50, "ease": 50}}
    return load(
        json.dumps(
            {
                "format": "consultant-desk/evaluation",
                "version": 1,
                "title": "Level",
                "criteria": [{"id": key, "name": key.title(), "direction": "max"} for key in ("fit", "ease")],
                "weights": points,
                "candidates": [{"id": key, "name": key.title()} for key in scores],
                "scores": [
                    {"candidate": key, "criterion": criterion, "value": value}
                    for key, values in scores.items()
                    for criterion, value in zip(("fit", "ease"), values, strict=True)
                ],
            }
        )
    )


@pytest.mark.parametrize(
    ("scores", "said", "weight"),
    [
        (
            {"alpha": (70, 10), "beta": (70, 10)},
            "Alpha and Beta are level; a change of their scores may decide between them",
            "",
        ),
        (
            {"alpha": (70, 10), "beta": (10, 70)},
            "Alpha and Beta are level; a change of their scores or of the weights may decide between them",
            "A change of the weight of Fit, however small, decides between them",
        ),
        (
            {"alpha": (80, 40), "beta": (40, 80), "gamma": (40, 80)},
            LEVEL,
            "A change of the weight of Fit, however small, ends the tie",
        ),
        (
            {"alpha": (40, 80), "beta": (40, 80), "gamma": (40, 80)},
            "Alpha, Beta and Gamma are level; a change of their scores may end the tie",
            "",
        ),
    ],
)
def test_weights_are_said_to_end_a_tie_only_where_one_does(qapp, scores, said, weight):
    problem = level(**scores)
    result = evaluate(problem)
    names = {one.id: one.name for one in problem.candidates}
    assert change_lines(problem, result)[0] == said
    assert shift_words(result, names) == f"{said}."
    figures = [words for _, words in rule_figures(EvaluationSession(open_evaluation(problem)))]
    assert [words for words in figures if "however small" in words] == ([weight] if weight else [])
    assert ("however small" in result.verdict.rule) == bool(weight)
    assert weight in result.verdict.rule


def test_so_does_the_command_line(three):
    result = evaluate(three)
    assert change_lines(three, result) == [LEVEL]
    assert method_lines(three, result)[0] == "TOPSIS: Alpha, Beta and Gamma"
    assert people_lines(three, result)[0] == "Owner: Alpha, Beta and Gamma level at 60.0"
