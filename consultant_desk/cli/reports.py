"""The commands `report` and `reports list`."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from consultant_desk.cli.output import Column, Progress, print_json, print_lines, print_table, say
from consultant_desk.cli.parsing import Args, Subparsers, add_command, add_group, output_file
from consultant_desk.cli.passwords import add_password_option, password_from
from consultant_desk.errors import EnvironmentFailure, UserError

if TYPE_CHECKING:
    from consultant_desk.desk import Desk

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
class _Made:
    """The files of one run before any is written, the PDF first, and what is told about the PDF."""

    files: tuple[tuple[str, Path, bytes], ...]
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
    parser.add_argument("--recipients", help="who gets an issued report")
    add_password_option(parser, "also write a copy that opens with the password on the first line of this file")
    parser.add_argument("--sign", default="", metavar="P12", help="also write a copy signed with this certificate")
    parser.add_argument("--sign-passphrase-file", default="", metavar="FILE", help="holds its passphrase (- for stdin)")
    parser.add_argument("--stamp", action="store_true", help="show the signature on the last page, where it has room")
    group = add_group(subparsers, "reports", "list the reports")
    add_command(group, "list", "list the reports, drafts first", run_list)


def run(args: Args) -> int:
    """Build a draft, or issue it, and write the files."""
    from consultant_desk.cli.opening import writing

    target = output_file(args.output)
    if target.is_dir() or not target.parent.is_dir():
        raise UserError(f"{target} is no place for a file.", _NOTHING, "Name a file in a folder there is.")
    formats = _formats(args.format)
    password = password_from(args.password_file)
    identity = _identity(args)
    with Progress("Report"), writing(args) as desk:
        report = _draft(desk, args)
        if identity is not None:  # a wrong passphrase is told before anything is issued
            warning = desk.reports.certificate_warning(desk.reports.certificate(*identity))
            if warning:
                say(warning)
        made = _made(desk, report, args, target)
        files = [*made.files]
        makers = {"html": desk.reports.html, "md": desk.reports.markdown}
        files += [(one, target.with_suffix(f".{one}"), makers[one](report)) for one in formats if one != "pdf"]
        if identity is not None:
            signed = desk.reports.signed(report, *identity, stamp=args.stamp)
            files.append(("signed", target.with_suffix(".signed.pdf"), signed))
        if password:
            files.append(("encrypted", target.with_suffix(".encrypted.pdf"), desk.reports.encrypted(report, password)))
        written = [_write(*one, issued=bool(made.version)) for one in files]
    _tell(args, made, written)
    return 1 if made.glyphs else 0


def _formats(text: str) -> list[str]:
    found = [part.strip() for part in text.split(",") if part.strip()]
    unknown = [part for part in found if part not in FORMATS]
    if unknown or not found:
        raise UserError(f"{(unknown or [text])[0]!r} is no format of reports.", _NOTHING, "Choose pdf, html or md.")
    return list(dict.fromkeys(found))


def _identity(args: Args) -> tuple[bytes, str] | None:
    if not args.sign:
        if args.stamp or args.sign_passphrase_file:
            raise UserError("There is no certificate to sign with.", _NOTHING, "Name it with --sign.")
        return None
    if not args.issue:
        raise UserError("A draft is not signed.", _NOTHING, "Add --issue, or leave --sign out.")
    with Path(args.sign).expanduser().open("rb") as stream:
        return stream.read(1_000_001), password_from(args.sign_passphrase_file)


def _draft(desk: Desk, args: Args) -> str:
    """Return the draft to build, with the options that were given."""
    from consultant_desk.domain.report_options import ReportKind

    evaluation = desk.evaluations.find_id(args.evaluation)
    kind = ReportKind(args.kind) if args.kind else None
    report = desk.reports.draft_of(evaluation, kind)
    if report is None:
        report = desk.reports.create(evaluation, kind=kind or ReportKind.RECOMMENDATION).value
    if args.brand:
        desk.reports.edit(report, brand_id=desk.practice.find_brand(args.brand))
    if args.page:
        desk.reports.edit(report, page_size=args.page)
    if args.language:
        desk.reports.edit(report, language=args.language)
    return report


def _made(desk: Desk, report: str, args: Args, target: Path) -> _Made:
    if args.issue:
        row = desk.reports.issue(report, recipients=args.recipients).value
        return _Made((("pdf", target, desk.reports.pdf(report)),), row.pages, row.issue)
    built = desk.reports.build(report)
    return _Made((("pdf", target, built.pdf),), built.pages, 0, tuple(built.missing_glyphs), tuple(built.shortened))


def _write(name: str, path: Path, data: bytes, *, issued: bool) -> Written:
    from consultant_desk.storage.atomic import write_atomic

    try:
        write_atomic(path, data)
    except OSError as error:
        raise EnvironmentFailure(
            f"{path} cannot be written ({error.strerror or error}).",
            "The report was issued and is kept in the workspace." if issued else "",
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
