"""Importing and exporting matrices in a workspace: exactly the plan, one step, and nothing lost on the way."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, assume, given
from hypothesis import strategies as st

from consultant_desk.desk import Desk
from consultant_desk.domain.clock import FixedClock
from consultant_desk.domain.evaluation.evaluate import evaluate
from consultant_desk.domain.evaluation.file import load
from consultant_desk.domain.evaluation.matrix_layout import Products
from consultant_desk.domain.evaluation.matrix_plan import CellOutcome, Decision, Use
from consultant_desk.domain.evaluation.problem import Direction, Linear, PointWeights, Problem
from consultant_desk.domain.evaluation.writing import dump
from consultant_desk.domain.table import Table, boxed
from consultant_desk.errors import Conflict, UserError
from consultant_desk.formats import Formats
from consultant_desk.imports.export_markdown import escaped
from consultant_desk.imports.matrix import MatrixChoices, plan_table
from consultant_desk.imports.table import read_text_table
from consultant_desk.imports.xlsx import read_xlsx
from consultant_desk.services.evaluations import ScoreEdit
from consultant_desk.services.evaluations.matrix import TO_CHECK, MatrixFormat, MatrixPart, matrix_file
from tests.effort import tried
from tests.services.conftest import NOW
from tests.services.problems import problems

EN, DE = Formats("en_GB"), Formats("de_DE")


def table(*rows: str) -> Table:
    return Table(boxed([list(row.split("|")) for row in rows]))


def imported(desk: Desk, evaluation: str | None, *rows: str) -> str:
    plan = desk.evaluations.plan_matrix(evaluation, table(*rows), EN)
    return desk.evaluations.import_matrix(evaluation, plan, title="Quick look").value


@tried(12, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(
    problem=problems(), form=st.sampled_from([MatrixFormat.CSV, MatrixFormat.XLSX]), formats=st.sampled_from([EN, DE])
)
def test_an_exported_matrix_that_comes_back_changes_nothing(
    problem: Problem, form: MatrixFormat, formats: Formats
) -> None:
    data = matrix_file(problem, form, formats, FixedClock(NOW), MatrixPart.MATRIX)
    read = read_xlsx(data) if form is MatrixFormat.XLSX else read_text_table(data)
    for back in (read, Table(tuple(zip(*read.rows, strict=True)), read.decimals)):
        plan = plan_table(back, problem, formats, MatrixChoices())
        assert plan.problems == ()
        assert plan.changes_nothing
        assert plan.faulty == ()
        assert plan.counts == {CellOutcome.SAME: len(problem.criteria) * len(problem.candidates)}


@tried(6, phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow])
@given(value=st.floats(-1e14, 1e14, allow_subnormal=False))
def test_every_number_comes_back_as_the_same_score(value: float) -> None:
    assume(value == 0 or abs(value) > 1e-14)
    problem = load((Path(__file__).parents[1] / "oracles" / "harbour-bakeries.evaluation.json").read_bytes())
    cells = [replace(cell, value=value) if isinstance(cell.value, float) else cell for cell in problem.cells]
    changed = replace(problem, cells=tuple(cells))
    for form, read in ((MatrixFormat.CSV, read_text_table), (MatrixFormat.XLSX, read_xlsx)):
        data = matrix_file(changed, form, DE, FixedClock(NOW), MatrixPart.MATRIX)
        assert plan_table(read(data), changed, DE, MatrixChoices()).changes_nothing


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with Desk.create(tmp_path_factory.mktemp("shared") / "Practice.desk", name="P", clock=FixedClock(NOW)) as opened:
        yield opened


words = st.sampled_from(
    ["", "?", "1", "2.5", "-3", "1..4", "9-2", "none", "add-on", "built in", "yes", "no", "x y", "1e9"]
)


@tried(6, phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(problem=problems(), data=st.data())
def test_what_was_imported_is_there_afterwards_and_undo_takes_all_of_it_back(
    shared: Desk, problem: Problem, data: st.DataObject
) -> None:
    area = shared.evaluations
    evaluation = area.import_file(dump(problem)).value
    before = area.export(evaluation)
    head = ["", *(one.name for one in problem.candidates if data.draw(st.booleans())), "Adatum", "Coho"]
    sides = [*(item.name for item in problem.criteria), "Speed", "Backups"]
    rows = [head, *([name, *(data.draw(words) for _ in head[1:])] for name in sides)]
    with suppress(UserError):  # two things of one name
        plan = area.plan_matrix(evaluation, Table(boxed(rows)), EN)
        changes = area.import_matrix(evaluation, plan).changes
        assert area.plan_matrix(evaluation, Table(boxed(rows)), EN).changes_nothing
        assert load(area.export(evaluation)) == area.problem(evaluation)
        if changes:
            shared.undo()
    assert area.export(evaluation) == before


def test_importing_does_exactly_the_plan_and_is_one_step_to_undo(desk: Desk, harbour: str) -> None:
    before = desk.evaluations.export(harbour)
    rows = ("|Northwind Desk|Adatum", "Order lookup|12|99", "Backups (h)|1|8", "Data export|Any time|maybe")
    plan = desk.evaluations.plan_matrix(harbour, table(*rows), EN)
    assert [cell.source.place for cell in plan.faulty] == ["C4"]
    outcome = desk.evaluations.import_matrix(harbour, plan)
    assert desk.undo_state().undo == "Import matrix, 5 scores"
    problem = desk.evaluations.problem(harbour)
    index = problem.cell_index()
    added = problem.criteria[-1]
    assert (added.name, added.unit, added.note, added.value) == ("Backups", "h", TO_CHECK, Linear(0.0, 8.0))
    assert problem.candidates[-1].name == "Adatum"
    assert index["northwind", "order"].value == 12.0
    assert index["adatum", "order"].value == 99.0
    assert index["adatum", added.id].value == 8.0
    assert ("adatum", "export") not in index
    assert outcome.value == harbour
    assert evaluate(problem).ranking
    desk.undo()
    assert desk.evaluations.export(harbour) == before
    desk.redo()
    assert desk.evaluations.problem(harbour) == problem


def test_scores_whose_adding_was_undone_come_in_again(desk: Desk, harbour: str) -> None:
    rows = ("|Adatum", "Order lookup|12")
    imported(desk, harbour, *rows)
    desk.undo()
    imported(desk, harbour, *rows)
    assert desk.evaluations.problem(harbour).cell_index()["adatum", "order"].value == 12.0


def test_a_plan_that_is_out_of_date_is_not_applied(desk: Desk, harbour: str) -> None:
    plan = desk.evaluations.plan_matrix(harbour, table("|Northwind Desk", "Order lookup|12"), EN)
    desk.evaluations.set_scores(harbour, [ScoreEdit("northwind", "order", 50.0)])
    before = desk.evaluations.export(harbour)
    with pytest.raises(Conflict, match="was changed after this plan was made"):
        desk.evaluations.import_matrix(harbour, plan)
    assert desk.evaluations.export(harbour) == before


def test_a_rejected_product_is_not_added_a_second_time(desk: Desk, harbour: str) -> None:
    desk.evaluations.reject_candidate(desk.evaluations.sheet(harbour).candidates["contoso"], why="gone")
    rows = table("|Contoso Flow|Northwind Desk", "Order lookup|12|13")
    plan = desk.evaluations.plan_matrix(harbour, rows, EN)
    assert plan.notes == ("Contoso Flow was considered and is not on the short list; its scores are left out.",)
    assert plan.new_candidates == ()
    choices = MatrixChoices(candidates={"B1": Decision(Use.NEW)})
    plan = desk.evaluations.plan_matrix(harbour, rows, EN, choices)
    with pytest.raises(UserError, match="Contoso Flow was rejected before"):
        desk.evaluations.import_matrix(harbour, plan)


def test_a_new_evaluation_takes_scales_weights_and_scores_from_the_table(desk: Desk) -> None:
    made = imported(
        desk, None, "Criterion|Weight|Unit|A|B", "Price|60|EUR|10|30", "Fit|20||7-9|8", "SSO|||yes|no", "Speed|10||?|3"
    )
    problem = desk.evaluations.problem(made)
    assert problem.title == "Quick look"
    assert problem.criteria[0].direction is Direction.MIN
    assert problem.weights == PointWeights("direct", (("price", 60.0), ("fit", 20.0), ("sso", 30.0), ("speed", 10.0)))
    index = problem.cell_index()
    assert (index["a", "fit"].low, index["a", "fit"].high) == (7.0, 9.0)
    assert index["a", "sso"].value == "yes"
    assert ("a", "speed") not in index
    assert load(desk.evaluations.export(made)) == problem
    assert evaluate(problem).verdict.sentence


def test_products_in_rows_can_be_said(desk: Desk) -> None:
    choices = MatrixChoices(products=Products.ROWS)
    plan = desk.evaluations.plan_matrix(None, table("|Speed|Fit", "A|1|2", "B|3|4"), EN, choices)
    assert [item.name for item in plan.new_criteria] == ["Speed", "Fit"]


def test_new_criteria_are_weighed_in_every_set_and_by_rank(desk: Desk, harbour: str) -> None:
    desk.evaluations.set_method(harbour, "rank")
    imported(desk, harbour, "|Northwind Desk", "Uptime|9", "Reach|8")
    weights = desk.evaluations.problem(harbour).weights
    assert weights.order[-2:] == ("uptime", "reach")
    assert load(desk.evaluations.export(harbour)) == desk.evaluations.problem(harbour)


def test_two_hundred_criteria_by_a_hundred_products_come_in(desk: Desk) -> None:
    rows = ["|" + "|".join(f"P{column}" for column in range(100))]
    rows += [f"C{row}|" + "|".join(str((row * column) % 97) for column in range(100)) for row in range(200)]
    made = imported(desk, None, *rows)
    problem = desk.evaluations.problem(made)
    assert (len(problem.criteria), len(problem.candidates), len(problem.cells)) == (200, 100, 20_000)


@pytest.fixture(scope="module")
def hostile() -> Problem:
    problem = load((Path(__file__).parents[1] / "oracles" / "harbour-bakeries.evaluation.json").read_text("utf-8"))
    text = dump(problem).replace("Northwind Desk", "=cmd|' /C calc'!A0").replace("Order lookup", "+1 <b>|x</b>")
    return load(text)


def test_texts_never_become_formulas_or_markup(hostile: Problem) -> None:
    clock = FixedClock(NOW)
    lines = matrix_file(hostile, MatrixFormat.CSV, EN, clock, MatrixPart.MATRIX).decode("utf-8-sig").splitlines()
    assert "'=cmd" in lines[0]
    assert lines[2].startswith("'+1")
    assert not any(cell.startswith(("=", "+", "@")) for line in lines for cell in line.split(","))
    data = matrix_file(hostile, MatrixFormat.XLSX, EN, clock, MatrixPart.MATRIX)
    import zipfile

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert b"<f>" not in b"".join(archive.read(name) for name in archive.namelist() if "worksheets" in name)
    page = matrix_file(hostile, MatrixFormat.MARKDOWN, EN, clock, MatrixPart.MATRIX).decode()
    assert "\\+1 &lt;b&gt;\\|x&lt;/b&gt;" in page
    assert "<b>" not in page
    assert escaped("# a\n* b") == "\\# a \\* b"


def test_the_result_is_written_as_json_csv_and_sheet(desk: Desk, harbour: str) -> None:
    area = desk.evaluations
    found = json.loads(area.export_matrix(harbour, MatrixFormat.JSON, EN))
    assert found["format"] == "consultant-desk/result"
    ranking = area.export_matrix(harbour, MatrixFormat.CSV, EN, MatrixPart.RESULT).decode("utf-8-sig").splitlines()
    assert ranking[1].startswith("1,Northwind Desk,75.98")
    book = area.export_matrix(harbour, MatrixFormat.XLSX, EN)
    assert read_xlsx(book).sheets == ("Matrix", "Result", "Notes")
    assert read_xlsx(book, "Result").rows[1][:2] == (1.0, "Northwind Desk")
    assert read_xlsx(book, "Notes").rows[1][0] == "Northwind Desk, closely followed by Contoso Flow."
    assert book == area.export_matrix(harbour, MatrixFormat.XLSX, EN)


def test_an_evaluation_without_a_result_says_so_and_still_gives_its_matrix(desk: Desk) -> None:
    made = desk.evaluations.create("Empty").value
    with pytest.raises(UserError, match="There is no result to export: there are no criteria yet"):
        desk.evaluations.export_matrix(made, MatrixFormat.JSON, EN)
    for form in (MatrixFormat.CSV, MatrixFormat.XLSX, MatrixFormat.MARKDOWN):
        assert desk.evaluations.export_matrix(made, form, EN)
