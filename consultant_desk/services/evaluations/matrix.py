"""Matrices in and out: what an import would do, doing exactly that as one step, and the evaluation as a file."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultant_desk.domain.changes import Outcome
from consultant_desk.domain.clock import Clock
from consultant_desk.domain.evaluation.answer import result_to_json
from consultant_desk.domain.evaluation.evaluate import evaluate
from consultant_desk.domain.evaluation.matrix_names import folded
from consultant_desk.domain.evaluation.matrix_plan import CellOutcome, MatrixPlan, PlannedCell, Use
from consultant_desk.domain.evaluation.matrix_sheet import sheet_of_problem
from consultant_desk.domain.evaluation.problem import Candidate as CandidateShape
from consultant_desk.domain.evaluation.problem import Cell, PointWeights, Problem
from consultant_desk.domain.evaluation.problem import Criterion as CriterionShape
from consultant_desk.domain.ids import pair_id
from consultant_desk.domain.order import between
from consultant_desk.domain.table import Table
from consultant_desk.entities.evaluation import Candidate, Criterion, Evaluation
from consultant_desk.entities.score import Score
from consultant_desk.errors import Conflict, UserError
from consultant_desk.formats import Formats
from consultant_desk.imports.matrix import MatrixChoices, decimal_mark, plan_table
from consultant_desk.services.evaluations.answers import tree_of
from consultant_desk.services.evaluations.candidates import new_candidate
from consultant_desk.services.evaluations.checks import UNCHANGED, checked_criterion
from consultant_desk.services.evaluations.columns import criterion_columns, raw_text
from consultant_desk.services.evaluations.criteria import MAX_CRITERIA
from consultant_desk.services.evaluations.drafts import ScoreEdit
from consultant_desk.services.evaluations.importing import store_problem
from consultant_desk.services.evaluations.joining import newcomer, put_answer, without
from consultant_desk.services.evaluations.keys import criterion_key, key_from
from consultant_desk.services.evaluations.problem import incomplete_because, problem_of
from consultant_desk.services.evaluations.records import load
from consultant_desk.services.evaluations.scores import apply_edit, grid_of
from consultant_desk.services.operations import Area, find
from consultant_desk.storage.session import insert_rows

POINTS = 10.0
"""Direct points of a criterion of which the table says no weight."""

TO_CHECK = "The scale was proposed when the matrix was imported. Check it."


class MatrixFormat(StrEnum):
    """What a matrix can be written as."""

    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"
    MARKDOWN = "md"


class MatrixPart(StrEnum):
    """Which table a CSV file holds, which has room for one."""

    MATRIX = "matrix"
    RESULT = "result"


class MatrixOperations(Area):
    """Operations on whole matrices."""

    def plan_matrix(
        self, evaluation_id: str | None, table: Table, formats: Formats, choices: MatrixChoices | None = None
    ) -> MatrixPlan:
        """Return what importing a table into an evaluation (None: into a new one) would do; nothing changes."""
        if evaluation_id is None:
            return plan_table(table, None, formats, choices or MatrixChoices())
        records = self._read(lambda session: load(session, evaluation_id))
        short = {row.id for row in records.short_list}
        elsewhere = [row.name for row in records.candidates if row.id not in short]
        return plan_table(table, problem_of(records), formats, choices or MatrixChoices(), elsewhere)

    def import_matrix(
        self, evaluation_id: str | None, plan: MatrixPlan, *, title: str = "", engagement_id: str | None = None
    ) -> Outcome[str]:
        """Do exactly what a plan says and return the id of the evaluation; faulty cells leave their score alone.

        `Conflict` when a score, a criterion or a candidate of the plan was changed since it was made.
        """
        if plan.problems:
            raise UserError(f"{plan.problems[0].where} {plan.problems[0].what}.", UNCHANGED, faults=plan.problems)
        if evaluation_id is None:
            problem = problem_from(plan, title.strip() or "Imported matrix")
            return self._change(
                f"Import matrix {problem.title}", lambda session: store_problem(session, problem, engagement_id)
            )

        def work(session: Session) -> str:
            apply_plan(session, evaluation_id, plan)
            return evaluation_id

        return self._change(_label(plan), work)

    def export_matrix(
        self,
        evaluation_id: str,
        form: MatrixFormat,
        formats: Formats,
        part: MatrixPart = MatrixPart.MATRIX,
    ) -> bytes:
        """Return matrix and result as a file; `UserError` for JSON or a CSV of the result while there is none."""
        problem = self._read(lambda session: problem_of(load(session, evaluation_id)))
        return matrix_file(problem, form, formats, self._clock, part)


def matrix_file(problem: Problem, form: MatrixFormat, formats: Formats, clock: Clock, part: MatrixPart) -> bytes:
    """Return the file of a problem in one of the formats."""
    from consultant_desk.imports.export_csv import csv_bytes, number_text
    from consultant_desk.imports.export_markdown import markdown_bytes
    from consultant_desk.imports.export_xlsx import xlsx_bytes

    if form is MatrixFormat.JSON or (form is MatrixFormat.CSV and part is MatrixPart.RESULT):
        why = incomplete_because(problem)
        if why:
            raise UserError(f"There is no result to export: {why[0].lower()}{why[1:]}", "Nothing was written.")
    if form is MatrixFormat.JSON:
        text = json.dumps(result_to_json(evaluate(problem)), ensure_ascii=False, indent=2, allow_nan=False)
        return f"{text}\n".encode()
    mark = decimal_mark(formats)
    mark = mark if mark in {".", ","} else "."
    sheet = sheet_of_problem(problem, lambda number: number_text(number, mark))
    if form is MatrixFormat.XLSX:
        return xlsx_bytes(sheet, clock.now())
    if form is MatrixFormat.MARKDOWN:
        return markdown_bytes(sheet, mark)
    return csv_bytes(sheet.result if part is MatrixPart.RESULT else sheet.matrix, mark)


def problem_from(plan: MatrixPlan, title: str) -> Problem:
    """Return the problem of a new evaluation: criteria with their proposed scale, weights of the table or equal."""
    criteria: dict[str, CriterionShape] = {}
    for shape in plan.new_criteria:
        key = key_from(shape.name, [item.id for item in criteria.values()], "criterion")
        criteria[shape.id] = replace(checked_criterion(replace(shape, id=key)), note=TO_CHECK)
    candidates: dict[str, CandidateShape] = {}
    for line in plan.new_candidates:
        key = key_from(line.header.text, [item.id for item in candidates.values()], "candidate")
        candidates[line.key] = CandidateShape(key, line.header.text)
    points = dict(plan.weights)
    mean = sum(points.values()) / len(points) if points else POINTS
    cells = [
        _cell(candidates[column.key].id, criteria[line.criterion.id].id, cell)
        for line, row in zip(plan.criteria, plan.cells, strict=True)
        for column, cell in zip(plan.candidates, row, strict=True)
        if line.criterion is not None and cell.outcome in {CellOutcome.NEW, CellOutcome.CHANGED}
    ]
    return Problem(
        title=title,
        criteria=tuple(criteria.values()),
        weights=PointWeights("direct", tuple((item.id, points.get(key, mean)) for key, item in criteria.items())),
        candidates=tuple(candidates.values()),
        cells=tuple(cells),
    )


def apply_plan(session: Session, evaluation_id: str, plan: MatrixPlan) -> None:
    """Add what is new and change the scores of an evaluation as planned."""
    find(session, Evaluation, evaluation_id)
    _refuse_outdated(problem_of(load(session, evaluation_id)), plan)
    _refuse_taken(session, evaluation_id, [line.header.text for line in plan.new_candidates])
    criteria = _add_criteria(session, evaluation_id, plan.new_criteria)
    candidates: dict[str, str] = {}
    for column in plan.new_candidates:
        record = new_candidate(session, evaluation_id, column.header.text)
        candidates[column.key] = find(session, Candidate, record).key
    grid = grid_of(session, evaluation_id)
    there = _scores_of(session, evaluation_id)
    fresh: list[dict[str, str | None]] = []
    for line, row in zip(plan.criteria, plan.cells, strict=True):
        for column, cell in zip(plan.candidates, row, strict=True):
            if line.criterion is None or cell.outcome not in {CellOutcome.NEW, CellOutcome.CHANGED}:
                continue
            edit = _edit(
                candidates.get(column.key, column.key), criteria.get(line.criterion.id, line.criterion.id), cell
            )
            candidate, criterion, _ = grid.pair(edit.candidate, edit.criterion)
            score_id = pair_id("score", candidate.id, criterion.id)
            if score_id in there:  # also one whose adding was undone, which comes back
                apply_edit(session, grid, edit)
            else:
                fresh.append(_row(score_id, candidate.id, criterion.id, cell))
    insert_rows(session, Score, fresh)


def _scores_of(session: Session, evaluation_id: str) -> dict[str, Score]:
    """Return every row there is for a score, by id; held, so that none of them is read again one by one."""
    query = select(Score).join(Candidate, Candidate.id == Score.candidate_id)
    query = query.where(Candidate.evaluation_id == evaluation_id)
    return {score.id: score for score in session.scalars(query, execution_options={"include_deleted": True})}


def _refuse_outdated(problem: Problem, plan: MatrixPlan) -> None:
    """Refuse a plan whose criteria, candidates or scores are not what they were when it was made."""
    criteria = {item.id: item for item in problem.criteria}
    candidates = {item.id for item in problem.candidates}
    same = all(
        line.use is not Use.THERE or criteria.get(line.criterion.id if line.criterion else "") == line.criterion
        for line in plan.criteria
    ) and all(column.use is not Use.THERE or column.key in candidates for column in plan.candidates)
    index = problem.cell_index()
    for line, row in zip(plan.criteria, plan.cells, strict=True):
        for column, cell in zip(plan.candidates, row, strict=True):
            if line.criterion is not None and cell.outcome in {CellOutcome.NEW, CellOutcome.CHANGED}:
                same = same and _raw(index.get((column.key, line.criterion.id))) == _raw(cell.before)
    if not same:
        raise Conflict(
            "The evaluation was changed after this plan was made.", UNCHANGED, "Look at the plan again, then apply it."
        )


def _raw(cell: Cell | None) -> tuple[object, object, object]:
    return (None, None, None) if cell is None else (cell.value, cell.low, cell.high)


def _refuse_taken(session: Session, evaluation_id: str, names: Sequence[str]) -> None:
    """Refuse a new product whose name a rejected one or one on the long list has already."""
    there = {
        folded(name): listed
        for name, listed in session.execute(
            select(Candidate.name, Candidate.listed).where(Candidate.evaluation_id == evaluation_id)
        )
    }
    for name in names:
        if folded(name) in there:
            where = "was rejected before" if there[folded(name)] == "rejected" else "is in this evaluation already"
            raise UserError(f"{name} {where}.", UNCHANGED, "Skip its scores, or put it back on the short list first.")


def _add_criteria(session: Session, evaluation_id: str, shapes: Sequence[CriterionShape]) -> dict[str, str]:
    """Add criteria after the others with the mean weight of those there are; return their keys by the plan's keys."""
    places = list(session.scalars(select(Criterion.position).where(Criterion.evaluation_id == evaluation_id)))
    if len(places) + len(shapes) > MAX_CRITERIA:
        raise UserError(f"An evaluation holds at most {MAX_CRITERIA} criteria.", UNCHANGED)
    last = max(places, default=None)
    keys: dict[str, str] = {}
    for shape in shapes:
        key = criterion_key(session, evaluation_id, shape.name)
        last = between(last, None)
        checked = replace(checked_criterion(replace(shape, id=key)), note=TO_CHECK)
        session.add(Criterion(evaluation_id=evaluation_id, key=key, position=last, **criterion_columns(checked)))
        session.flush()
        keys[shape.id] = key
    if keys:
        _weigh(session, evaluation_id, list(keys.values()))
    return keys


def _weigh(session: Session, evaluation_id: str, keys: Sequence[str]) -> None:
    """Give new criteria their answers in every set of weights."""
    records = load(session, evaluation_id)
    for row in records.sets:
        level = tree_of(records, row.id).top
        items = {item.key: item for item in level.items}
        for key in keys:
            level = without(level, key)
        answer = newcomer(level)
        for place, key in enumerate(keys):
            ranked = {"rank": answer["rank"] + place} if answer["rank"] is not None else {}
            put_answer(session, row.id, items[key], {**answer, **ranked})


def _edit(candidate: str, criterion: str, cell: PlannedCell) -> ScoreEdit:
    entry = cell.entry
    if entry is None or (entry.value is None and entry.low is None):
        return ScoreEdit(candidate, criterion, None, None, None)
    if entry.value is not None:
        return ScoreEdit(candidate, criterion, entry.value)
    return ScoreEdit(candidate, criterion, None, entry.low, entry.high)


def _cell(candidate: str, criterion: str, cell: PlannedCell) -> Cell:
    entry = cell.entry
    if entry is None:
        return Cell(candidate, criterion)
    return Cell(candidate, criterion, entry.value, entry.low, entry.high)


def _row(score_id: str, candidate_id: str, criterion_id: str, cell: PlannedCell) -> dict[str, str | None]:
    entry = cell.entry
    value, low, high = (None, None, None) if entry is None else (entry.value, entry.low, entry.high)
    return {
        "id": score_id,
        "candidate_id": candidate_id,
        "criterion_id": criterion_id,
        "value": raw_text(value),
        "low": raw_text(low),
        "high": raw_text(high),
        "confidence": None,
        "evidence_state": "none",
        "rationale": "",
        "note": "",
    }


def _label(plan: MatrixPlan) -> str:
    scores = plan.counts.get(CellOutcome.NEW, 0) + plan.counts.get(CellOutcome.CHANGED, 0)
    return f"Import matrix, {scores} {'score' if scores == 1 else 'scores'}"
