"""A frame of a drag on the step Criteria, compute and repaint of table and panel with robustness on: at most 16 ms."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from consultant_desk.domain.evaluation.problem import (
    Candidate,
    Cell,
    Criterion,
    Direction,
    Group,
    Linear,
    PointWeights,
    Problem,
)
from ui.evaluations.criteria_step import CriteriaStep
from ui.evaluations.opening import open_evaluation
from ui.evaluations.ranking_panel import RankingPanel
from ui.evaluations.session import EvaluationSession
from ui.fonts import load_fonts
from ui.theme import Mode, theme

FRAME_SECONDS = 0.016
SIZES = [(20, 12), (60, 30)]
"""Products and criteria."""


def large_problem(products: int = 20, width: int = 12) -> Problem:
    """Return a problem in four groups where every score lies between two ends."""
    chance = random.Random(7)
    groups = tuple(Group(f"g{place}", f"Group {place}") for place in range(4))
    criteria = tuple(
        Criterion(f"c{place}", f"Criterion {place}", Direction.MAX, Linear(0.0, 10.0), f"g{place % 4}")
        for place in range(width)
    )
    candidates = tuple(Candidate(f"p{place}", f"Product {place}") for place in range(products))
    cells = tuple(
        Cell(candidate.id, criterion.id, chance.random() * 10, low=0.0, high=10.0)
        for candidate in candidates
        for criterion in criteria
    )
    weights = PointWeights("direct", tuple((item.id, 1.0 + place) for place, item in enumerate(criteria)))
    return Problem("Large", criteria, weights, candidates, groups, cells)


@pytest.fixture(params=SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def screen(qapp: QApplication, request: pytest.FixtureRequest):
    QLocale.setDefault(QLocale("en_GB"))
    load_fonts()
    theme().install(qapp, Mode.LIGHT)
    session = EvaluationSession(open_evaluation(large_problem(*request.param)))
    window = QWidget()
    row = QHBoxLayout(window)
    row.addWidget(CriteriaStep(session), 1)
    row.addWidget(RankingPanel(session))
    window.resize(1240, 820)
    window.show()
    qapp.processEvents()
    yield session
    window.close()
    window.deleteLater()


def test_a_step_of_a_drag_is_painted_within_one_frame(benchmark, qapp, screen):
    shares = iter([place % 40 / 100 for place in range(1_000_000)])

    def frame() -> None:
        screen.move("c3", next(shares))
        qapp.processEvents()

    benchmark(frame)
    assert benchmark.stats.stats.median <= FRAME_SECONDS
