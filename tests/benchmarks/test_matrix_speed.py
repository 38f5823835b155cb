"""Speed of planning an import of 200 criteria by 100 products, and of scrolling through its preview."""

from __future__ import annotations

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from consultant_desk.domain.table import Table
from consultant_desk.formats import Formats
from consultant_desk.imports.matrix import MatrixChoices, plan_table
from consultant_desk.imports.table import read_text_table
from ui.evaluations.matrix_import_table import PreviewTable

ROWS, COLUMNS = 200, 100
WORDS = ("yes", "no", "add-on")


@pytest.fixture(scope="module")
def table() -> Table:
    head = "\t" + "\t".join(f"Product {column}" for column in range(COLUMNS))
    lines = [
        f"Criterion {row}\t"
        + "\t".join(str(row * column % 97 / 4) if row % 3 else WORDS[(row + column) % 3] for column in range(COLUMNS))
        for row in range(ROWS)
    ]
    return read_text_table("\n".join([head, *lines]))


@pytest.mark.within(1500)
def test_planning_200_by_100(benchmark: BenchmarkFixture, table: Table) -> None:
    benchmark(plan_table, table, None, Formats("en_GB"), MatrixChoices())


@pytest.mark.within(30)
def test_one_frame_of_the_preview_while_scrolling(benchmark: BenchmarkFixture, table: Table, qtbot) -> None:
    view = PreviewTable()
    qtbot.addWidget(view)
    view.resize(1072, 560)
    view.show()
    view.show_plan(plan_table(table, None, Formats("en_GB"), MatrixChoices()))
    place = iter(range(0, 10_000_000, 40))

    def frame() -> None:
        at = next(place)
        view.verticalScrollBar().setValue(at % 8_000)
        view.horizontalScrollBar().setValue(at % 12_000)
        for part in (view.viewport(), view.verticalHeader().viewport(), view.horizontalHeader().viewport()):
            part.repaint()

    benchmark(frame)
