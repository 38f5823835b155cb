"""The workbench on a real workspace with one evaluation that has stakeholders."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from consultant_desk.desk import Desk
from ui.pages import page_specs
from ui.window import Window

SAMPLE = Path(__file__).parents[3] / "oracles" / "harbour-bakeries.evaluation.json"


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    """A workspace with the sample evaluation, made once and copied for each test."""
    folder = tmp_path_factory.mktemp("weights") / "Test.desk"
    with Desk.create(folder, name="Test") as made:
        made.evaluations.import_file(SAMPLE.read_text("utf-8"))
    return folder


@pytest.fixture
def desk(tmp_path, template):
    shutil.copytree(template, tmp_path / "Test.desk")
    with Desk.open(tmp_path / "Test.desk") as opened:
        yield opened


@pytest.fixture
def stored(desk):
    return desk.evaluations.list()[0].id


@pytest.fixture
def window(desk, settings, inline_jobs, show):
    made = Window([spec for spec in page_specs() if spec.id == "evaluations"], settings, inline_jobs)
    show(made, 1440, 900)
    made.open_desk(desk)
    return made


@pytest.fixture
def bench(window, stored):
    window.current_page().open(stored)
    return window.current_page().workbench


@pytest.fixture
def dialog():
    """Find the open dialog of a type."""

    def find(kind):
        return next(
            widget for widget in QApplication.topLevelWidgets() if isinstance(widget, kind) and widget.isVisible()
        )

    return find
