"""The command `demo`: the whole main job on the sample workspace, without a window."""

from __future__ import annotations

from pathlib import Path

from consultant_desk.cli.output import Progress, print_json, print_lines
from consultant_desk.cli.parsing import Args, Subparsers, add_command

REPORT_FILE = "recommendation.pdf"
EVALUATION_FILE = "harbour-bakeries.evaluation.json"


def register(subparsers: Subparsers) -> None:
    """Declare the commands of this area."""
    parser = add_command(subparsers, "demo", "make the sample workspace, its report and its evaluation file", run)
    parser.add_argument("--output", default="demo", metavar="DIR", help="where the files go (default ./demo)")
    parser.add_argument("--pictures", action="store_true", help="also draw the window's screens as PNG files")


def run(args: Args) -> int:
    """Make what is missing, write the report and the evaluation file, and say where they are."""
    from consultant_desk.desk import Desk
    from consultant_desk.domain.evaluation.answer import result_to_json
    from consultant_desk.sample import FOLDER, MAIN_EVALUATION, create_sample
    from consultant_desk.storage.atomic import write_atomic

    output = Path(args.output).expanduser().absolute()
    output.mkdir(parents=True, exist_ok=True)
    folder = Path(args.workspace).expanduser().absolute() if args.workspace else output / FOLDER
    with Progress("Sample workspace") as _, Desk.open(folder) if folder.exists() else create_sample(folder) as desk:
        evaluation = desk.evaluations.find_id(MAIN_EVALUATION)
        report = desk.reports.draft_of(evaluation) or desk.reports.create(evaluation).value
        built = desk.reports.build(report)
        write_atomic(output / REPORT_FILE, built.pdf)
        write_atomic(output / EVALUATION_FILE, desk.evaluations.export(evaluation).encode())
        result = desk.reports.snapshot(report).result
    pictures = _pictures(folder, output / "pictures") if args.pictures else []
    if args.json:
        print_json(
            {
                "workspace": str(folder),
                "pdf": str(output / REPORT_FILE),
                "evaluation": str(output / EVALUATION_FILE),
                "pictures": [str(picture) for picture in pictures],
                "verdict": result_to_json(result)["verdict"],
            }
        )
        return 0
    print_lines(
        [
            result.verdict.sentence,
            f"Workspace:  {folder}",
            f"Report:     {output / REPORT_FILE} ({built.pages} pages)",
            f"Evaluation: {output / EVALUATION_FILE}",
            *([f"Pictures:   {output / 'pictures'} ({len(pictures)} files)"] if pictures else []),
        ]
    )
    return 0


def _pictures(folder: Path, output: Path) -> list[Path]:
    from ui.pictures import take_pictures

    return take_pictures(folder, output)
