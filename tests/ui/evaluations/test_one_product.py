"""With one product there is nothing to compare, and no place says that it wins or that methods agree on it."""

from __future__ import annotations

import json

import pytest

from consultant_desk.cli.evaluate_words import method_lines
from consultant_desk.cli.main import main
from consultant_desk.domain.evaluation.evaluate import evaluate
from consultant_desk.domain.evaluation.file import load
from consultant_desk.domain.evaluation.writing import dump
from tests.ui.evaluations.conftest import SAMPLE
from ui.evaluations.opening import open_evaluation
from ui.evaluations.ranking_panel import RankingPanel
from ui.evaluations.result_step import ResultStep
from ui.evaluations.session import EvaluationSession
from ui.widgets.text import Text

NOTHING = "so there is nothing to compare it with."


@pytest.fixture
def alone():
    file = json.loads(SAMPLE.read_text("utf-8"))
    kept = file["candidates"][0]["id"]
    for part, key in (("candidates", "id"), ("scores", "candidate"), ("costs", "candidate")):
        file[part] = [one for one in file.get(part, []) if one[key] == kept]
    return load(json.dumps({key: value for key, value in file.items() if value != []}))


def texts(widget):
    return [text.text() for text in widget.findChildren(Text) if text.isVisibleTo(widget)]


def test_the_result_says_that_there_is_nothing_to_compare(qapp, alone, inline_jobs, show):
    session = EvaluationSession(open_evaluation(alone))
    said = texts(show(ResultStep(session, inline_jobs), 1240, 800))
    assert [one for one in said if one.endswith(NOTHING)]
    assert not [one for one in said if "100 %" in one or "agree" in one or "draws;" in one]


def test_the_ranking_beside_every_step_says_it_too(qapp, alone, show):
    session = EvaluationSession(open_evaluation(alone))
    panel = show(RankingPanel(session))
    assert panel._verdict.second.text().endswith(NOTHING)


def test_so_does_the_command_line(alone, capsys, tmp_path):
    file = tmp_path / "alone.evaluation.json"
    file.write_text(dump(alone), "utf-8")
    assert main(["evaluate", str(file)]) == 0
    assert "How far one weight may move" not in capsys.readouterr().out
    result = evaluate(alone)
    assert result.verdict.rule.endswith(NOTHING)
    assert method_lines(alone, result) == []
