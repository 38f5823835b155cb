"""The commands `evaluations list`, `export`, `import`, `lock` and `unlock`."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from consultant_desk.cli.output import Column, print_json, print_lines, print_table, say
from consultant_desk.cli.parsing import DONE, Args, Subparsers, add_command, add_group, output_file
from consultant_desk.errors import UserError

if TYPE_CHECKING:
    from consultant_desk.services.rows.locks import LockState

STANDARD_OUTPUT = "-"

COLUMNS = (
    Column("Id"),
    Column("Title", width=40),
    Column("Client", width=24),
    Column("Scores", right=True),
    Column("Verdict", width=60),
)


def register(subparsers: Subparsers) -> None:
    """Declare the commands of this area."""
    group = add_group(subparsers, "evaluations", "list, export, import or lock evaluations")
    listing = add_command(group, "list", "list the evaluations, the last changed first", run_list)
    listing.add_argument("query", nargs="?", default="", help="words of title or client")
    listing.add_argument("--archived", action="store_true", help="those put away too")
    export = add_command(group, "export", "write one evaluation to an evaluation file", run_export)
    export.add_argument("id", metavar="ID", help="the end of the id (6 characters or more) or the exact title")
    export.add_argument("-o", "--output", metavar="FILE", required=True, help="the file to write, - for the output")
    importing = add_command(group, "import", "make an evaluation from an evaluation file", run_import)
    importing.add_argument("file", metavar="FILE", help="an evaluation file (*.evaluation.json)")
    importing.add_argument("--client", metavar="ID", help="put it into the open engagement of this client")
    lock = add_command(group, "lock", "lock weights and scores; from then on interests are shown", run_lock)
    lock.add_argument("id", metavar="ID", help="the end of the id (6 characters or more) or the exact title")
    unlock = add_command(
        group, "unlock", "open locked weights and scores again, for a reason that is printed", run_unlock
    )
    unlock.add_argument("id", metavar="ID", help="the end of the id (6 characters or more) or the exact title")
    unlock.add_argument("--reason", metavar="TEXT", required=True, help="why; your client reads it in the report")


def run_list(args: Args) -> int:
    """Print the evaluations with how far each is and what it says."""
    from consultant_desk.cli.opening import reading, tail

    with reading(args) as desk:
        rows = desk.evaluations.list(args.query, archived=args.archived)
    if args.json:
        print_json([asdict(row) for row in rows])
        return DONE
    print_table(
        COLUMNS,
        [(tail(row.id), row.title, row.client, f"{row.scores_known}/{row.scores_total}", row.verdict) for row in rows],
    )
    return DONE


def run_export(args: Args) -> int:
    """Write the evaluation file; an existing file is replaced whole or not at all."""
    from consultant_desk.cli.opening import reading
    from consultant_desk.storage.atomic import write_atomic

    path = None if args.output == STANDARD_OUTPUT else output_file(args.output)
    with reading(args) as desk:
        evaluation_id = desk.evaluations.find_id(args.id)
        text = desk.evaluations.export(evaluation_id)
    if path is None:
        sys.stdout.write(text)
        return DONE
    write_atomic(path, text.encode("utf-8"))
    if args.json:
        print_json({"id": evaluation_id, "file": str(path)})
    else:
        say(f"Wrote {path}.")
    return DONE


def run_import(args: Args) -> int:
    """Read an evaluation file into the workspace; every fault of the file is one line, and then nothing is kept."""
    from consultant_desk.cli.opening import tail, writing

    data = _read(Path(args.file))
    with writing(args) as desk:
        engagement_id = None
        if args.client is not None:
            sheet = desk.clients.sheet(desk.clients.find_id(args.client))
            if sheet.engagement is None:
                raise UserError(f"{sheet.name} has no engagement to put the evaluation into.", "Nothing was imported.")
            engagement_id = sheet.engagement.id
        evaluation_id = desk.evaluations.import_file(data, engagement_id=engagement_id).value
        title = desk.evaluations.problem(evaluation_id).title
    if args.json:
        print_json({"id": evaluation_id, "title": title})
    else:
        print_lines([f"{tail(evaluation_id)}  {title}"])
    return DONE


def run_lock(args: Args) -> int:
    """Lock weights and scores as they stand, the first time or after they were opened again."""
    from consultant_desk.cli.opening import writing

    with writing(args) as desk:
        evaluation_id = desk.evaluations.find_id(args.id)
        state = desk.evaluations.lock(evaluation_id).value
        problem = desk.evaluations.problem(evaluation_id)
    unknown = len(problem.criteria) * len(problem.candidates) - sum(not cell.unknown for cell in problem.cells)
    if not args.json and unknown:
        say("1 score is unknown and stays so." if unknown == 1 else f"{unknown} scores are unknown and stay so.")
    return _print_lock(args, evaluation_id, problem.title, state, f"Locked {problem.title}: {state.sha256}")


def run_unlock(args: Args) -> int:
    """Open an evaluation again; what is changed until it is locked again is listed under the reason."""
    from consultant_desk.cli.opening import writing

    with writing(args) as desk:
        evaluation_id = desk.evaluations.find_id(args.id)
        state = desk.evaluations.open_again(evaluation_id, args.reason).value
        title = desk.evaluations.problem(evaluation_id).title
    return _print_lock(args, evaluation_id, title, state, f"Opened {title} again: {state.reopenings[-1].reason}")


def _print_lock(args: Args, evaluation_id: str, title: str, state: LockState, words: str) -> int:
    if not args.json:
        print_lines([words])
        return DONE
    reopenings = [
        {
            "opened_at": one.opened_at,
            "reason": one.reason,
            "locked_at": one.locked_at or None,
            "sha256": one.sha256 or None,
            "changes": [{"part": change.part.value, "text": change.text} for change in one.changes],
        }
        for one in state.reopenings
    ]
    answer = {"id": evaluation_id, "title": title, "state": state.stage.value, "locked_at": state.locked_at}
    print_json({**answer, "sha256": state.sha256, "reopenings": reopenings})
    return DONE


def _read(path: Path) -> bytes:
    """Return the bytes of the file, at most one more than a reader would take."""
    from consultant_desk.domain.evaluation.strict_json import MAX_BYTES

    with path.open("rb") as stream:
        return stream.read(MAX_BYTES + 1)
