"""The commands `report` and `reports list`."""

from __future__ import annotations

from dataclasses import asdict

from consultant_desk.cli.output import Column, Progress, print_json, print_lines, print_table, say
from consultant_desk.cli.parsing import Args, Subparsers, add_command, add_group, output_file
from consultant_desk.errors import EnvironmentFailure, UserError


def register(subparsers: Subparsers) -> None:
    """Declare the commands of this area."""
    parser = add_command(subparsers, "report", "write the report of an evaluation as PDF", run)
    parser.add_argument("evaluation", help="the end of the evaluation's id, or its exact title")
    parser.add_argument("-o", "--output", required=True, metavar="FILE", help="the PDF to write")
    parser.add_argument("--brand", default="", help="the brand to print with (default: that of the report)")
    parser.add_argument("--page", choices=("A4", "Letter"), help="the paper (default: that of the report)")
    parser.add_argument("--issue", action="store_true", help="freeze it: number, date, file and hash are kept")
    parser.add_argument("--recipients", help="who gets an issued report")
    group = add_group(subparsers, "reports", "list the reports")
    add_command(group, "list", "list the reports, drafts first", run_list)


def run(args: Args) -> int:
    """Build a draft, or issue it, and write the file."""
    from consultant_desk.cli.opening import writing
    from consultant_desk.storage.atomic import write_atomic

    target = output_file(args.output)
    if target.is_dir() or not target.parent.is_dir():
        raise UserError(
            f"{target} is no place for a file.", "Nothing was changed.", "Name a file in a folder there is."
        )
    with Progress("Report"), writing(args) as desk:
        evaluation = desk.evaluations.find_id(args.evaluation)
        report = desk.reports.draft_of(evaluation) or desk.reports.create(evaluation).value
        if args.brand:
            desk.reports.edit(report, brand_id=desk.practice.find_brand(args.brand))
        if args.page:
            desk.reports.edit(report, page_size=args.page)
        if args.issue:
            row = desk.reports.issue(report, recipients=args.recipients).value
            pdf, pages, sha256, version = desk.reports.pdf(report), row.pages, row.sha256, row.issue
            glyphs: tuple[str, ...] = ()
        else:
            built = desk.reports.build(report)
            pdf, pages, sha256, version = built.pdf, built.pages, built.sha256, 0
            glyphs = tuple(built.missing_glyphs)
        try:
            write_atomic(target, pdf)
        except OSError as error:
            raise EnvironmentFailure(
                f"{target} cannot be written ({error.strerror or error}).",
                "The report was issued and is kept in the workspace." if args.issue else "",
                "Choose another place, or free some space.",
            ) from error
    if args.json:
        print_json({"path": str(target), "sha256": sha256, "pages": pages, "version": version})
    else:
        state = f"version {version}" if version else "draft"
        print_lines([f"{target}: {state}, {pages} pages, SHA-256 {sha256}"])
    if glyphs:
        say(f"No font has these characters: {' '.join(glyphs)}")
    return 1 if glyphs else 0


def run_list(args: Args) -> int:
    """Print the reports."""
    from consultant_desk.cli.opening import reading, tail

    with reading(args) as desk:
        rows = desk.reports.list()
    if args.json:
        print_json([asdict(row) for row in rows])
        return 0
    columns = (
        Column("Id"),
        Column("Title", width=48),
        Column("State"),
        Column("Version", right=True),
        Column("Issued"),
    )
    print_table(
        columns,
        [(tail(row.id), row.title, row.state, str(row.issue or ""), row.issued_at[:10]) for row in rows],
    )
    return 0
