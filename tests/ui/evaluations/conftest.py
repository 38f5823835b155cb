"""The sample evaluation, opened as the workbench opens it."""

from __future__ import annotations

from pathlib import Path

import pytest

from consultant_desk.domain.evaluation.file import load
from ui.evaluations.opening import open_evaluation
from ui.evaluations.session import EvaluationSession

ORACLES = Path(__file__).parents[2] / "oracles"


@pytest.fixture(scope="session")
def problem():
    return load((ORACLES / "harbour-bakeries.evaluation.json").read_text("utf-8"))


@pytest.fixture(scope="session")
def opened(problem):
    return open_evaluation(problem)


@pytest.fixture
def session(qapp, opened):
    made = EvaluationSession(opened)
    yield made
    made.deleteLater()
