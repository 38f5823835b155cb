"""The sample evaluation as the workbench opens it, and the section with a workspace that holds it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from consultant_desk.desk import Desk
from consultant_desk.domain.evaluation.file import load
from ui.evaluations.opening import open_evaluation
from ui.evaluations.session import EvaluationSession
from ui.pages import page_specs
from ui.window import Window

SAMPLE = Path(__file__).parents[2] / "oracles" / "harbour-bakeries.evaluation.json"


@pytest.fixture(scope="session")
def problem():
    return load(SAMPLE.read_text("utf-8"))


@pytest.fixture(scope="session")
def opened(problem):
    return open_evaluation(problem)


@pytest.fixture
def session(qapp, opened):
    made = EvaluationSession(opened)
    yield made
    made.deleteLater()


@pytest.fixture(scope="session")
def filled(tmp_path_factory):
    """A workspace with the sample evaluation, made once and copied for each test."""
    folder = tmp_path_factory.mktemp("filled") / "Test.desk"
    with Desk.create(folder, name="Test") as made:
        made.evaluations.import_file(SAMPLE.read_text("utf-8"))
    return folder


@pytest.fixture
def desk(tmp_path, filled):
    shutil.copytree(filled, tmp_path / "Test.desk")
    with Desk.open(tmp_path / "Test.desk") as opened:
        yield opened


@pytest.fixture
def stored(desk):
    return desk.evaluations.list()[0].id


@pytest.fixture
def window(desk, settings, inline_jobs, show):
    made = show(Window([spec for spec in page_specs() if spec.id == "evaluations"], settings, inline_jobs), 1440, 900)
    made.open_desk(desk)
    return made


@pytest.fixture
def page(window):
    return window.current_page()


@pytest.fixture
def bench(page, stored):
    page.open(stored)
    return page.workbench
