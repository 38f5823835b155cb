"""The commands `matrix import` and `matrix export`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from consultant_desk.cli.output import print_json, print_lines, say
from consultant_desk.cli.parsing import DECIDE, DONE, Args, Subparsers, add_command, add_group, output_file
from consultant_desk.errors import UserError

if TYPE_CHECKING:
    from consultant_desk.domain.evaluation.matrix_plan import CellOutcome, MatrixPlan

STANDARD_OUTPUT = "-"
FORMATS = ("csv", "xlsx", "json", "md")


def register(subparsers: Subparsers) -> None:
    """Declare the commands of this area."""
    group = add_group(subparsers, "matrix", "import or export scores as a table")
    importing = add_command(group, "import", "read a table of products and criteria into an evaluation", run_import)
    importing.add_argument("file", metavar="FILE", help="a CSV, TSV or XLSX file, - for the input")
    importing.add_argument("--evaluation", metavar="ID", help="the evaluation (default: a new one)")
    importing.add_argument("--title", metavar="T", help="the title of a new evaluation (default: the name of the file)")
    importing.add_argument("--sheet", metavar="S", help="the sheet of a workbook (default: the first with content)")
    importing.add_argument(
        "--products", choices=("rows", "columns"), help="where the products stand (default: found out)"
    )
    importing.add_argument("--dry-run", action="store_true", help="say what would change and change nothing")
    export = add_command(group, "export", "write the scores of an evaluation as a table", run_export)
    export.add_argument("id", metavar="ID", help="the end of the id (6 characters or more) or the exact title")
    export.add_argument("-o", "--output", metavar="FILE", required=True, help="the file to write, - for the output")
    export.add_argument("--format", choices=FORMATS, help="default: by the name of the file, else csv")
    export.add_argument("--part", choices=("matrix", "result"), default="matrix", help="what a CSV file holds")


def run_import(args: Args) -> int:
    """Plan the import, apply it unless this is a dry run, and exit 1 when cells need a decision."""
    from consultant_desk.cli.opening import reading, tail, writing
    from consultant_desk.domain.evaluation.matrix_layout import Products
    from consultant_desk.formats import Formats
    from consultant_desk.imports.matrix import MatrixChoices

    if args.evaluation is not None and args.title is not None:
        raise UserError("A title is for a new evaluation only.", "Nothing was imported.", "Leave out one of the two.")
    data, name = _read(args.file)
    choices = MatrixChoices(products=None if args.products is None else Products(args.products))
    title = args.title or name or "Imported matrix"
    with (reading if args.dry_run else writing)(args) as desk:
        evaluation_id = None if args.evaluation is None else desk.evaluations.find_id(args.evaluation)
        table = desk.tables.read(data, args.sheet, name=Path(args.file).name)
        plan = desk.evaluations.plan_matrix(evaluation_id, table, Formats.of_user(), choices)
        if plan.problems:
            first = plan.problems[0]
            raise UserError(f"{first.where} {first.what}.", "Nothing was imported.", faults=plan.problems)
        if not args.dry_run:
            evaluation_id = desk.evaluations.import_matrix(evaluation_id, plan, title=title).value
        shown = title if evaluation_id is None else desk.evaluations.problem(evaluation_id).title
    for line in _remarks(plan):
        say(line)
    if args.json:
        print_json(_answer(plan, evaluation_id, shown, applied=not args.dry_run))
    else:
        print_lines(
            [*([f"{tail(evaluation_id)}  {shown}"] if evaluation_id else []), _summary(plan, applied=not args.dry_run)]
        )
    return DECIDE if plan.faulty else DONE


def run_export(args: Args) -> int:
    """Write the file; an existing one is replaced whole or not at all."""
    from consultant_desk.cli.opening import reading
    from consultant_desk.formats import Formats
    from consultant_desk.services.evaluations.matrix import MatrixFormat, MatrixPart
    from consultant_desk.storage.atomic import write_atomic

    path = None if args.output == STANDARD_OUTPUT else output_file(args.output)
    suffix = "" if path is None else path.suffix.lower().lstrip(".")
    form = MatrixFormat(args.format or (suffix if suffix in FORMATS else "csv"))
    part = MatrixPart(args.part)
    if part is MatrixPart.RESULT and form is not MatrixFormat.CSV:
        raise UserError("A part is for CSV only: the other formats hold both.", "Nothing was written.")
    with reading(args) as desk:
        evaluation_id = desk.evaluations.find_id(args.id)
        data = desk.evaluations.export_matrix(evaluation_id, form, Formats.of_user(), part)
        problem = desk.evaluations.problem(evaluation_id)
    if path is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return DONE
    write_atomic(path, data)
    if args.json:
        counts = {"criteria": len(problem.criteria), "candidates": len(problem.candidates)}
        print_json({"id": evaluation_id, "file": str(path), "format": form.value, **counts})
    else:
        say(f"Wrote {path}.")
    return DONE


def _read(name: str) -> tuple[bytes, str]:
    """Return the bytes of a file, at most one more than a reader would take, and what to call it."""
    from consultant_desk.services.tables import READ_BYTES

    if name == STANDARD_OUTPUT:
        return sys.stdin.buffer.read(READ_BYTES), ""
    path = Path(name)
    with path.open("rb") as stream:
        return stream.read(READ_BYTES), path.stem


def _remarks(plan: MatrixPlan) -> list[str]:
    """Return what to know about a plan, one line each, the cells that need a decision last."""
    lines = [*plan.notes]
    for line in plan.criteria:
        if line.near and line.criterion is not None:
            lines.append(f"{line.header.place}: “{line.header.text}” is taken for {line.criterion.name}.")
        if line.remark:
            lines.append(f"{line.header.place}, {line.header.text}: {line.remark}")
    lines += [
        f"{one.header.place}: “{one.header.text}” is taken for {one.name}." for one in plan.candidates if one.near
    ]
    return lines + [f"{cell.source.place}: {cell.why} Its score stays as it is." for cell in plan.faulty]


def _summary(plan: MatrixPlan, *, applied: bool) -> str:
    counts = ", ".join(f"{count} {outcome.value}" for outcome, count in _counts(plan).items() if count)
    added = [
        f"{len(items)} new {one if len(items) == 1 else many}"
        for items, one, many in (
            (plan.new_criteria, "criterion", "criteria"),
            (plan.new_candidates, "product", "products"),
        )
        if items
    ]
    return f"{'Imported' if applied else 'Would import'}: " + "; ".join([f"scores {counts or 'none'}", *added])


def _counts(plan: MatrixPlan) -> dict[CellOutcome, int]:
    from consultant_desk.domain.evaluation.matrix_plan import CellOutcome

    return {outcome: plan.counts.get(outcome, 0) for outcome in CellOutcome}


def _answer(plan: MatrixPlan, evaluation_id: str | None, title: str, *, applied: bool) -> dict[str, object]:
    return {
        "id": evaluation_id,
        "title": title,
        "applied": applied,
        "products": plan.layout.products.value,
        "criteria": len([line for line in plan.criteria if line.criterion is not None]),
        "candidates": len([one for one in plan.candidates if one.key]),
        "new_criteria": [item.name for item in plan.new_criteria],
        "new_candidates": [one.header.text for one in plan.new_candidates],
        "counts": {outcome.value: count for outcome, count in _counts(plan).items()},
        "faulty": [{"cell": cell.source.place, "why": cell.why} for cell in plan.faulty],
        "notes": list(plan.notes),
    }
