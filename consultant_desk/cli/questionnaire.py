"""The commands `questionnaire export` and `questionnaire import`."""

from __future__ import annotations

import sys
from pathlib import Path

from consultant_desk.cli.output import print_json, print_lines, say
from consultant_desk.cli.parsing import DECIDE, DONE, Args, Subparsers, add_command, add_group, output_file

STANDARD = "-"


def register(subparsers: Subparsers) -> None:
    """Declare the commands of this area."""
    group = add_group(subparsers, "questionnaire", "ask a stakeholder for weights without a network")
    export = add_command(group, "export", "write a form that a stakeholder fills in in a browser", run_export)
    export.add_argument("id", metavar="ID", help="the end of the id (6 characters or more) or the exact title")
    export.add_argument("--stakeholder", metavar="NAME", required=True, help="who is asked")
    export.add_argument(
        "-o", "--output", metavar="FILE", required=True, help="the HTML file to write, - for the output"
    )
    importing = add_command(group, "import", "take in the answer of a stakeholder as a set of weights", run_import)
    importing.add_argument("file", metavar="FILE", help="the answer file, - for the input")
    importing.add_argument("--evaluation", metavar="ID", help="refuse an answer that belongs to another evaluation")
    importing.add_argument(
        "--accept-changed", action="store_true", help="take the points that still fit where criteria changed since"
    )


def run_export(args: Args) -> int:
    """Write the form; an existing file is replaced whole or not at all."""
    from consultant_desk.cli.opening import reading
    from consultant_desk.formats import Formats
    from consultant_desk.storage.atomic import write_atomic

    path = None if args.output == STANDARD else output_file(args.output)
    with reading(args) as desk:
        evaluation_id = desk.evaluations.find_id(args.id)
        page = desk.evaluations.questionnaire(evaluation_id, args.stakeholder, Formats.of_user())
    if path is None:
        sys.stdout.write(page.html)
        return DONE
    write_atomic(path, page.html.encode("utf-8"))
    if args.json:
        form = {"questionnaire": page.id, "stakeholder": page.stakeholder, "questions": page.questions}
        print_json({"id": evaluation_id, "file": str(path), **form})
    else:
        say(f"Wrote {path}: {page.questions} questions for {page.stakeholder}.")
    return DONE


def run_import(args: Args) -> int:
    """Store the answer; where criteria changed since, say how and exit 1 unless that is accepted."""
    from consultant_desk.cli.opening import writing
    from consultant_desk.domain.evaluation.questionnaire import read_answer

    answer = read_answer(_read(args.file), "" if args.file == STANDARD else Path(args.file).name)
    with writing(args) as desk:
        evaluation_id = None if args.evaluation is None else desk.evaluations.find_id(args.evaluation)
        check = desk.evaluations.check_answer(answer, evaluation_id)
        applied = not check.comparison.differences or args.accept_changed
        if applied:
            desk.evaluations.take_answer(answer, evaluation_id, accept_changed=args.accept_changed)
    for line in check.comparison.differences:
        say(line)
    taken = len(check.comparison.points) if applied else 0
    if args.json:
        print_json(
            {
                "id": check.evaluation_id,
                "title": check.title,
                "stakeholder": answer.stakeholder,
                "taken": taken,
                "applied": applied,
                "replaced": check.replaces and applied,
                "differences": list(check.comparison.differences),
            }
        )
    elif applied:
        print_lines([f"{answer.stakeholder}: {taken} of {len(answer.criteria)} answers taken for {check.title}"])
    else:
        say(
            f"Nothing was taken: the criteria changed since {answer.stakeholder} was asked. "
            "Give --accept-changed to take the answers that still fit."
        )
    return DONE if applied else DECIDE


def _read(name: str) -> bytes:
    """Return the bytes of the answer, at most one more than a reader would take."""
    from consultant_desk.domain.evaluation.questionnaire import MAX_BYTES

    if name == STANDARD:
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    with Path(name).open("rb") as stream:
        return stream.read(MAX_BYTES + 1)
