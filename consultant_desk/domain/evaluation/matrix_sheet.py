"""An evaluation as tables for a spreadsheet or a page: its matrix, its result, and what to know about them.

Pure. The matrix reads back as what it is: `matrix_plan` finds every name, unit and score again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from consultant_desk.domain.evaluation.evaluate import evaluate
from consultant_desk.domain.evaluation.matrix_layout import RESERVED
from consultant_desk.domain.evaluation.matrix_names import labels_of
from consultant_desk.domain.evaluation.problem import Cell, Problem
from consultant_desk.domain.evaluation.result import RankedCandidate, Result
from consultant_desk.domain.evaluation.weights import global_weights
from consultant_desk.domain.sentences import ended
from consultant_desk.domain.table import TableCell
from consultant_desk.errors import UserError

UNKNOWN = "unknown"
Rows = tuple[tuple[TableCell, ...], ...]
NumberText = Callable[[float], str]


@dataclass(frozen=True, slots=True)
class MatrixSheet:
    """The tables of one evaluation, each with its row of titles first; `result` is empty while there is none."""

    title: str
    matrix: Rows
    result: Rows
    notes: tuple[str, ...]


def sheet_of_problem(problem: Problem, number: NumberText) -> MatrixSheet:
    """Return the tables of a problem; `number` writes the two ends of a score, which stand together in one text."""
    try:
        result = evaluate(problem) if problem.criteria and problem.candidates else None
        why = "There is no result yet: it needs criteria and products."
    except UserError as error:
        result, why = None, f"There is no result yet: {error.happened}"
    return MatrixSheet(
        title=problem.title,
        matrix=matrix_rows(problem, number),
        result=() if result is None else result_rows(problem, result),
        notes=(why,) if result is None else result_notes(result),
    )


def matrix_rows(problem: Problem, number: NumberText) -> Rows:
    """Return criteria as rows with unit, weight in per cent and one column per candidate."""
    try:
        weights: Mapping[str, float] = global_weights(problem)
    except UserError:
        weights = {}
    index = problem.cell_index()
    criteria, candidates = labels_of(problem.criteria), labels_of(problem.candidates, RESERVED)
    head: tuple[TableCell, ...] = ("Criterion", "Unit", "Weight %", *candidates.values())
    lines = [
        (
            criteria[item.id],
            item.unit,
            round(100 * weights[item.id], 6) if item.id in weights else "",
            *(score_text(index.get((one.id, item.id)), number) for one in problem.candidates),
        )
        for item in problem.criteria
    ]
    return (head, *lines)


def score_text(cell: Cell | None, number: NumberText) -> TableCell:
    """Return a score as it is typed: a number, a level, two ends as 3..15, or "unknown"."""
    if cell is None or cell.unknown:
        return UNKNOWN
    if cell.value is not None:
        return cell.value
    return "..".join(number(raw) if isinstance(raw, float) else raw for raw in (cell.low, cell.high) if raw is not None)


def result_rows(problem: Problem, result: Result) -> Rows:
    """Return the ranking with what each criterion contributes to the score."""
    names = {one.id: one.name for one in problem.candidates}
    criteria = {item.id: item.name for item in problem.criteria}
    head: tuple[TableCell, ...] = ("Rank", "Product", "Score", "Low", "High", "Known %", "Remarks", *criteria.values())
    lines = [
        (
            "" if line.rank is None else float(line.rank),
            names[line.candidate],
            *(round(value, 6) for value in (line.score, line.low, line.high, 100 * line.coverage)),
            _remarks(line, criteria),
            *(round(line.contributions.get(key, 0.0), 6) for key in criteria),
        )
        for line in result.ranking
    ]
    return (head, *lines)


def result_notes(result: Result) -> tuple[str, ...]:
    """Return verdict, its rule and the warnings, as sentences."""
    verdict = result.verdict
    return (
        ended(verdict.sentence),
        verdict.rule,
        *(warning.text for warning in result.warnings),
        f"SHA-256 of the problem: {result.problem_sha256}",
    )


def _remarks(line: RankedCandidate, criteria: Mapping[str, str]) -> str:
    remarks = []
    if line.failed_musts:
        failed = ", ".join(criteria[key] for key in line.failed_musts)
        remarks.append(f"fails {failed}; would be number {line.would_rank}")
    if line.unknown_musts:
        remarks.append("not known to meet " + ", ".join(criteria[key] for key in line.unknown_musts))
    return "; ".join(remarks)
