"""`evaluate FILE`: answer an evaluation file, without a workspace."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from consultant_desk.cli.evaluate_words import change_lines, consistency_lines, method_lines, people_lines
from consultant_desk.cli.output import Column, print_json, print_lines, print_table
from consultant_desk.cli.parsing import DONE, Args, Subparsers, add_command
from consultant_desk.cli.worth import print_worth
from consultant_desk.domain.charts.rounding import percent, points_text, tenths
from consultant_desk.domain.evaluation.problem import Problem
from consultant_desk.domain.evaluation.result import RankedCandidate, Result
from consultant_desk.domain.evaluation.verdict import NO_PROPORTIONS, share_shown
from consultant_desk.domain.sentences import ended

COLUMNS = (
    Column("Rank", right=True),
    Column("Candidate", width=40),
    Column("Score", right=True),
    Column("Low", right=True),
    Column("High", right=True),
    Column("Known", right=True),
    Column("Remarks"),
)


RANGES = "Low and High count unknown scores only; scores between two ends move the draws."


def register(subparsers: Subparsers) -> None:
    """Declare the command."""
    command = add_command(subparsers, "evaluate", "evaluates a file; no workspace is needed", run)
    command.add_argument("file", metavar="FILE", help="an evaluation file (*.evaluation.json)")
    command.add_argument("--scheme", metavar="S", help="how simulated weights are drawn: all, ordinal or around")
    command.add_argument("--samples", metavar="N", type=int, help="how many samples are drawn")
    command.add_argument("--seed", metavar="N", type=int, help="where the random numbers start")
    command.add_argument("--stakeholder", metavar="NAME", help="let the weights of this person decide")


def run(args: Args) -> int:
    """Evaluate the file and print the answer; `UserError` with every fault of the file or of an option."""
    from consultant_desk.domain.evaluation.answer import result_to_json, with_options
    from consultant_desk.domain.evaluation.evaluate import evaluate
    from consultant_desk.domain.evaluation.file import load

    problem = with_options(
        load(_read(Path(args.file))),
        scheme=args.scheme,
        samples=args.samples,
        seed=args.seed,
        stakeholder=args.stakeholder,
    )
    result = evaluate(problem)
    if args.json:
        print_json(result_to_json(result))
    else:
        _print(problem, result)
    return DONE


def _read(path: Path) -> bytes:
    """Return the bytes of the file, at most one more than a reader would take."""
    from consultant_desk.domain.evaluation.strict_json import MAX_BYTES

    with path.open("rb") as stream:
        return stream.read(MAX_BYTES + 1)


def _print(problem: Problem, result: Result) -> None:
    names = {candidate.id: candidate.name for candidate in problem.candidates}
    print_lines([problem.title, "", ended(result.verdict.sentence), result.verdict.rule, ""])
    print_table(COLUMNS, [_row(line, names, problem) for line in result.ranking])
    if any(None not in (cell.low, cell.high) for cell in problem.cells):
        print_lines(["", RANGES])
    lines = list(_stability_lines(problem, result))
    if lines and result.verdict.runner_up is not None:
        print_lines(["", "How far one weight may move before another candidate leads:", *lines])
    for title, more in (
        ("What would change the answer:", change_lines(problem, result)),
        ("Other methods:", method_lines(problem, result)),
        ("Stakeholders:", people_lines(problem, result)),
        ("Consistency of the pairwise judgements:", consistency_lines(problem, result)),
    ):
        if more:
            print_lines(["", title, *(f"- {line}" for line in more)])
    if result.value_for_money is not None:
        print_worth(problem, result.value_for_money)
    if result.warnings:
        print_lines(["", "Look at:", *(f"- {warning.text}" for warning in result.warnings)])
    print_lines(["", f"SHA-256 of the problem: {result.problem_sha256}"])


def _row(line: RankedCandidate, names: dict[str, str], problem: Problem) -> tuple[str, ...]:
    criteria = {criterion.id: criterion.name for criterion in problem.criteria}
    remarks = []
    if line.failed_musts:
        failed = ", ".join(criteria[key] for key in line.failed_musts)
        remarks.append(f"fails {failed}; would be number {line.would_rank}")
    if line.unknown_musts:
        remarks.append("not known to meet " + ", ".join(criteria[key] for key in line.unknown_musts))
    if line.dominated_by:
        remarks.append("nowhere better than " + ", ".join(names[key] for key in line.dominated_by))
    return (
        "–" if line.rank is None else str(line.rank),
        names[line.candidate],
        points_text(tenths(line.score)),
        points_text(tenths(line.low)),
        points_text(tenths(line.high)),
        _share(line.coverage),
        "; ".join(remarks),
    )


def _stability_lines(problem: Problem, result: Result) -> Iterator[str]:
    names = {candidate.id: candidate.name for candidate in problem.candidates}
    kept = "no weight puts another one ahead" if result.verdict.tie else "any weight keeps the winner"
    for criterion in problem.criteria:
        reach = result.stability.get(criterion.id)
        if reach is None:
            continue
        ends = []
        if reach.below is not None:
            ends.append(f"{names[reach.below.rival]} below {percent(reach.below.bound)}")
        if reach.above is not None:
            ends.append(f"{names[reach.above.rival]} above {percent(reach.above.bound)}")
        if reach.winner is None:
            only = len(problem.criteria) == 1
            ends.append("it is the only criterion" if only else f"it has all the weight, so {NO_PROPORTIONS}")
        yield f"- {criterion.name}, {percent(reach.weight)}: {', '.join(ends) or kept}"


def _share(share: float) -> str:
    shown = share_shown(share)
    return f"{shown.number:.{shown.digits}f} %"
