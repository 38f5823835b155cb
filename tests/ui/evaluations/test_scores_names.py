"""Names of any length stand over and beside the scores."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from ui.evaluations.opening import open_evaluation
from ui.evaluations.scores_model import ScoresModel
from ui.evaluations.session import EvaluationSession

ENDLESS = "x" * 200_000


@pytest.fixture
def model(qapp, problem):
    first, *others = problem.candidates
    top, *below = problem.criteria
    candidates = (replace(first, name=ENDLESS), *others)
    criteria = (replace(top, name=ENDLESS), *below)
    session = EvaluationSession(open_evaluation(replace(problem, candidates=candidates, criteria=criteria)))
    yield ScoresModel(session)
    session.deleteLater()


def test_qt_is_given_no_more_of_a_name_than_can_be_read(model):
    columns = [model.headerData(place, Qt.Orientation.Horizontal) for place in range(model.columnCount())]
    rows = [model.headerData(place, Qt.Orientation.Vertical) for place in range(model.rowCount())]
    assert max(map(len, columns)) == max(map(len, rows)) == 600
