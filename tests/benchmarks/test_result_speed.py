"""A step of a drag while the result is looked at, with robustness on: at most one frame of 16 ms."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from tests.benchmarks.test_slider_speed import FRAME_SECONDS, SIZES, large_problem
from ui.charts.pictures import png_image, svg_bytes
from ui.evaluations.opening import open_evaluation
from ui.evaluations.result_step import ResultStep
from ui.evaluations.session import EvaluationSession
from ui.evaluations.whole_answer import whole_answer
from ui.fonts import load_fonts
from ui.jobs import Jobs
from ui.theme import Mode, theme


@pytest.fixture(params=SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def step(qapp: QApplication, request: pytest.FixtureRequest):
    QLocale.setDefault(QLocale("en_GB"))
    load_fonts()
    theme().install(qapp, Mode.LIGHT)
    jobs = Jobs(inline=True)
    session = EvaluationSession(open_evaluation(large_problem(*request.param)))
    made = ResultStep(session, jobs)
    made.resize(1240, 820)
    made.show()
    qapp.processEvents()
    yield session, made
    made.close()
    made.deleteLater()
    jobs.close()


def test_a_step_of_a_drag_is_painted_within_one_frame(benchmark, qapp, step):
    session, _made = step
    shares = iter([place % 40 / 100 for place in range(1_000_000)])

    def frame() -> None:
        session.move("c3", next(shares))
        qapp.processEvents()

    benchmark(frame)
    assert benchmark.stats.stats.median <= FRAME_SECONDS


def test_a_step_of_a_drag_while_a_hundred_thousand_draws_are_made(benchmark, qapp, step):
    """Every score is uncertain; look at the longest round, which a busy machine makes longer."""
    session, _made = step
    shares = iter([place % 40 / 100 for place in range(1_000_000)])
    jobs, running = Jobs(), []

    def keep_drawing() -> None:
        if not running:
            running.append(jobs.run(lambda job: whole_answer(session.problem, job), lambda _answer: running.clear()))

    def frame() -> None:
        session.move("c3", next(shares))
        qapp.processEvents()

    benchmark.pedantic(frame, setup=keep_drawing, rounds=300)
    running[0].cancel()
    jobs.close()


@pytest.mark.within(50)
def test_a_chart_is_copied_as_a_picture(benchmark, step):
    benchmark(png_image, step[1].contributions)


@pytest.mark.within(50)
def test_a_chart_is_copied_as_a_drawing(benchmark, step):
    benchmark(svg_bytes, step[1].contributions)
