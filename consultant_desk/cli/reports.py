"""The commands `report` and `reports list`.

Whatever can be refused is refused before a draft is touched, and a report that is not made leaves the drafts as they
were. Once one is issued there is no way back, so its PDF is written first, and a copy that cannot be made is told
without keeping the others back.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from consultant_desk.cli.output import Column, Progress, print_json, print_lines, print_table, say
from consultant_desk.cli.parsing import DECIDE, DONE, Args, Subparsers, add_command, add_group, output_file
from consultant_desk.cli.passwords import add_password_option, password_from
from consultant_desk.errors import DeskError, EnvironmentFailure, UserError

if TYPE_CHECKING:
    from consultant_desk.desk import Desk
    from consultant_desk.domain.changes import Changes

KINDS = ("recommendation", "comparison", "memo")
LANGUAGES = ("en", "de", "fr", "es")
FORMATS = ("pdf", "html", "md")
_NOTHING = "Nothing was changed."


@dataclass(frozen=True, slots=True)
class Written:
    """One file that was written."""

    format: str
    path: str
    sha256: str


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a command asks for beside the PDF, checked before anything is done."""

    target: Path
    formats: tuple[str, ...]
    password: str = field(repr=False)
    identity: tuple[bytes, str] | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class _Made:
    """The PDF of one run, and what is told about it."""

    pdf: bytes
    pages: int
    version: int
    glyphs: tuple[str, ...] = ()
    shortened: tuple[str, ...] = ()


def register(subparsers: Subparsers) -> None:
    """Declare the commands of this area."""
    parser = add_command(subparsers, "report", "write the report of an evaluation", run)
    parser.add_argument("evaluation", help="the end of the evaluation's id, or its exact title")
    parser.add_argument("-o", "--output", required=True, metavar="FILE", help="the PDF to write")
    parser.add_argument("--kind", choices=KINDS, help="what kind of report (default: that of the draft)")
    parser.add_argument("--format", default="pdf", metavar="LIST", help="pdf,html,md: written beside each other")
    parser.add_argument("--language", choices=LANGUAGES, help="the language (default: that of the draft)")
    parser.add_argument("--brand", default="", help="the brand to print with (default: that of the report)")
    parser.add_argument("--page", choices=("A4", "Letter"), help="the paper (default: that of the report)")
    parser.add_argument("--issue", action="store_true", help="freeze it: number, date, file and hash are kept")
    parser.add_argument("--recipients", help="who gets the report")
    add_password_option(parser, "also write a copy that opens with the password on the first line of this file")
    parser.add_argument("--sign", default="", metavar="P12", help="also write a copy signed with this certificate")
    parser.add_argument(
        "--sign-passphrase-file",
        default="",
        metavar="FILE",
        help="holds its passphrase (-: standard input, or a prompt)",
    )
    parser.add_argument("--stamp", action="store_true", help="show the signature on the last page, where it has room")
    group = add_group(subparsers, "reports", "list the reports")
    add_command(group, "list", "list the reports, drafts first", run_list)


def run(args: Args) -> int:
    """Build a draft, or issue it, and write the files."""
    from consultant_desk.cli.opening import writing

    asked = _asked(args)
    with Progress("Report"), writing(args) as desk:
        if asked.identity is not None:
            warning = desk.reports.certificate_warning(desk.reports.certificate(*asked.identity))
            if warning:
                say(warning)
        report, made = _made(desk, args)
        written, whole = _all_written(_files(desk, report, made, asked, stamp=args.stamp), issued=bool(made.version))
    _tell(args, made, written)
    return DONE if whole and not made.glyphs else DECIDE


def _asked(args: Args) -> _Asked:
    target = output_file(args.output)
    if target.suffix.lower() != ".pdf":
        raise UserError(f"{target} is no name for a PDF.", _NOTHING, "Let it end in .pdf; all else stands beside it.")
    formats = _formats(args.format)
    password = password_from(args.password_file)
    if password:
        from reports.encryption import check_password

        check_password(password)
    return _Asked(target, formats, password, _identity(args))


def _files(
    desk: Desk, report: str, made: _Made, asked: _Asked, *, stamp: bool
) -> Iterator[tuple[str, Path, Callable[[], bytes]]]:
    """Yield every file to write with who makes it, the PDF first."""
    target = asked.target
    yield "pdf", target, lambda: made.pdf
    makers = {"html": desk.reports.html, "md": desk.reports.markdown}
    for one in asked.formats:
        if one in makers:
            yield one, target.with_suffix(f".{one}"), partial(makers[one], report)
    if asked.identity is not None:
        signed = partial(desk.reports.signed, report, *asked.identity, stamp=stamp)
        yield "signed", target.with_suffix(".signed.pdf"), signed
    if asked.password:
        encrypted = partial(desk.reports.encrypted, report, asked.password)
        yield "encrypted", target.with_suffix(".encrypted.pdf"), encrypted


def _all_written(files: Iterator[tuple[str, Path, Callable[[], bytes]]], *, issued: bool) -> tuple[list[Written], bool]:
    """Write the files and tell whether there are all: of a draft all or, where one cannot be made, none."""
    if not issued:
        made = [(name, path, make()) for name, path, make in files]
        return [_write(*one, issued=False) for one in made], True
    written, whole = [], True
    for name, path, make in files:
        try:
            written.append(_write(name, path, make(), issued=True))
        except DeskError as error:
            if name == "pdf":
                raise
            say(f"{path}: {error.sentence()}")
            whole = False
    return written, whole


def _formats(text: str) -> tuple[str, ...]:
    found = [part.strip() for part in text.split(",") if part.strip()]
    unknown = [part for part in found if part not in FORMATS]
    if unknown or not found:
        raise UserError(f"{(unknown or [text])[0]!r} is no format of reports.", _NOTHING, "Choose pdf, html or md.")
    return tuple(dict.fromkeys(found))


def _identity(args: Args) -> tuple[bytes, str] | None:
    if not args.sign:
        if args.stamp or args.sign_passphrase_file:
            raise UserError("There is no certificate to sign with.", _NOTHING, "Name it with --sign.")
        return None
    if not args.issue:
        raise UserError("A draft is not signed.", _NOTHING, "Add --issue, or leave --sign out.")
    with Path(args.sign).expanduser().open("rb") as stream:
        return stream.read(1_000_001), password_from(args.sign_passphrase_file, "Passphrase of the certificate")


def _made(desk: Desk, args: Args) -> tuple[str, _Made]:
    """Build the draft that is meant, or issue it; where that is refused, take back what was done for it."""
    from consultant_desk.services.rows.readiness import Weight

    steps: list[Changes] = []
    try:
        report = _draft(desk, args, steps)
        built = desk.reports.build(report)
        glyphs, shortened = tuple(built.missing_glyphs), tuple(built.shortened)
        if not args.issue:
            return report, _Made(built.pdf, built.pages, 0, glyphs, shortened)
        warned = [one.text for one in desk.reports.readiness(report, built).items if one.weight is Weight.WARNING]
        row = desk.reports.issue(report).value
    except DeskError:
        for _ in filter(None, steps):
            desk.undo()
        raise
    for text in warned:
        say(text)
    return report, _Made(desk.reports.pdf(report), row.pages, row.issue, glyphs, shortened)


def _draft(desk: Desk, args: Args, steps: list[Changes]) -> str:
    """Return the newest draft, else one that follows what was issued, with the options that were given."""
    from consultant_desk.domain.report_options import ReportKind

    evaluation = desk.evaluations.find_id(args.evaluation)
    kind = ReportKind(args.kind) if args.kind else None
    given = {
        "brand_id": desk.practice.find_brand(args.brand) if args.brand else None,
        "page_size": args.page,
        "language": args.language,
        "recipients": args.recipients,
    }
    values = {name: value for name, value in given.items() if value is not None}
    report = desk.reports.draft_of(evaluation, kind)
    if report is None:
        rows = desk.reports.list(evaluation_id=evaluation)
        issued = next((row.id for row in rows if row.state != "draft" and kind in {None, row.kind}), None)
        started = (
            desk.reports.create(evaluation, kind=kind or ReportKind.RECOMMENDATION)
            if issued is None
            else desk.reports.revise(issued)
        )
        steps.append(started.changes)
        report = started.value
    if values:
        steps.append(desk.reports.edit(report, **values).changes)
    return report


def _write(name: str, path: Path, data: bytes, *, issued: bool) -> Written:
    from consultant_desk.storage.atomic import write_atomic

    try:
        write_atomic(path, data)
    except OSError as error:
        raise EnvironmentFailure(
            f"{path} cannot be written ({error.strerror or error}).",
            "The report was issued and is kept in the workspace." if issued else "What was there before is kept.",
            "Choose another place, or free some space.",
        ) from error
    return Written(name, str(path), hashlib.sha256(data).hexdigest())


def _tell(args: Args, made: _Made, written: list[Written]) -> None:
    first = written[0]
    if args.json:
        answer = {"path": first.path, "sha256": first.sha256, "pages": made.pages, "version": made.version}
        told = {"missing_glyphs": list(made.glyphs), "shortened": list(made.shortened)}
        print_json({**answer, "files": [asdict(one) for one in written], **told})
    else:
        state = f"version {made.version}" if made.version else "draft"
        pages = "1 page" if made.pages == 1 else f"{made.pages} pages"
        print_lines([f"{first.path}: {state}, {pages}, SHA-256 {first.sha256}"])
        print_lines(f"{one.path}: {one.format}" for one in written[1:])
    if made.version:  # said with all else that deserves a look before it was issued
        return
    if made.glyphs:
        say(f"No font has these characters: {' '.join(made.glyphs)}")
    if made.shortened:
        say(f"Too long to print whole: {', '.join(made.shortened)}")


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
        Column("Kind"),
        Column("Language"),
        Column("State"),
        Column("Version", right=True),
        Column("Issued"),
    )
    print_table(
        columns,
        [
            (tail(row.id), row.title, row.kind, row.language, row.state, str(row.issue or ""), row.issued_at[:10])
            for row in rows
        ],
    )
    return 0
