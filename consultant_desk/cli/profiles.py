"""The commands `profiles list` and `profiles test`: what statements the program knows, and what it takes a file for."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from consultant_desk.cli.output import Column, print_json, print_lines, print_table, say
from consultant_desk.cli.parsing import (
    DECIDE,
    DONE,
    Args,
    Subparsers,
    add_command,
    add_group,
    workspace_folder,
)
from consultant_desk.errors import DeskError, UserError
from consultant_desk.paths import WORKSPACE_VARIABLE

if TYPE_CHECKING:
    from consultant_desk.domain.earnings.statement import Statement
    from consultant_desk.domain.table import Table
    from consultant_desk.imports.statements.profile import Profile
    from consultant_desk.imports.statements.recognise import Recognition

SHOWN = 20
"""How many held lines are named one by one."""


def register(subparsers: Subparsers) -> None:
    """Declare the commands of this area."""
    group = add_group(subparsers, "profiles", "list statement profiles, or test a file with them")
    add_command(group, "list", "list the statement profiles; needs no workspace", run_list)
    testing = add_command(group, "test", "say which profiles recognise a statement; needs no workspace", run_test)
    testing.add_argument("file", metavar="FILE", help="a statement: CSV, TSV, XLSX, JSON or OFX")
    testing.add_argument("--profile", metavar="P", help="read it by this profile (default: the one that fits best)")


def run_list(args: Args) -> int:
    """Print the profiles with where their column names are known from."""
    profiles = _known(args)
    if args.json:
        print_json([_listed(profile) for profile in profiles])
        return DONE
    columns = (Column("Key"), Column("Title", width=48), Column("Network", width=24), Column("Columns"))
    rows = [(one.key, one.title, one.network, one.header_status.value) for one in profiles]
    print_table(columns, rows)
    return DONE


def run_test(args: Args) -> int:
    """Print what recognises the file and what reading it would give; exit 1 if nothing does or lines would be held."""
    from consultant_desk.imports.statements.reading import read_statement
    from consultant_desk.imports.statements.recognise import describe_headers, recognise

    path, known = Path(args.file), _known(args)
    wanted = None if args.profile is None else _profile_of(args.profile, known)
    profiles = known if wanted is None else (wanted,)
    data, table = _read(path, profiles)
    found = recognise(data, path.name, profiles, table=table)
    chosen = wanted or (found[0].profile if found else None)
    statement = None if chosen is None else read_statement(data, path.name, chosen, table=table)
    headers = describe_headers(data, path.name, table=table).names if statement is None else statement.headers
    if args.json:
        print_json(_tested(path, headers, found, statement))
    else:
        _print_test(headers, found, statement)
    return DONE if statement is not None and not any(line.trouble for line in statement.lines) else DECIDE


def _known(args: Args) -> tuple[Profile, ...]:
    """Return the profiles of the workspace, one's own first; without a workspace those that come with the program."""
    from consultant_desk.imports.statements.shipped import shipped_profiles

    named = bool(args.workspace or os.environ.get(WORKSPACE_VARIABLE))
    try:
        folder = workspace_folder(args)
    except UserError:
        return shipped_profiles()
    if not named and not folder.exists():  # the one opened last is gone: nobody asked for it
        return shipped_profiles()
    from consultant_desk.cli.opening import reading

    try:
        with reading(args) as desk:
            return desk.profiles.known()
    except DeskError as error:
        if named:
            raise
        say(f"{error.happened} Only the profiles of the program are used.")
        return shipped_profiles()


def _profile_of(key: str, known: tuple[Profile, ...]) -> Profile:
    profiles = {profile.key: profile for profile in known}
    if key not in profiles:
        raise UserError(f"There is no profile “{key}”.", hint=f"The profiles are {', '.join(profiles)}.")
    return profiles[key]


def _read(path: Path, profiles: tuple[Profile, ...]) -> tuple[bytes, Table | None]:
    """Return the bytes of a file, and the sheet with the statement if it is a workbook."""
    from contextlib import closing

    from consultant_desk.imports.statements.recognise import best_sheet
    from consultant_desk.imports.statements.source import MAX_BYTES
    from consultant_desk.services.tables import Tables
    from consultant_desk.services.whole_file import read_whole
    from reports.worker import ReportWorker

    data = read_whole(path, MAX_BYTES)
    with closing(ReportWorker()) as worker:
        return data, best_sheet(Tables(worker).statement_sheets(data, name=path.name), path.name, profiles)


def _listed(profile: Profile) -> dict[str, object]:
    return {
        "key": profile.key,
        "title": profile.title,
        "network": profile.network,
        "version": profile.version,
        "role": profile.role.value,
        "header_status": profile.header_status.value,
        "header_source": profile.header_source,
        "notes": profile.notes,
        "required": list(profile.required),
        "optional": list(profile.optional),
    }


def _tested(
    path: Path, headers: tuple[str, ...], found: tuple[Recognition, ...], statement: Statement | None
) -> dict[str, object]:
    lines = () if statement is None else statement.lines
    return {
        "file": str(path),
        "headers": list(headers),
        "recognised": [
            {
                "profile": one.profile.key,
                "title": one.profile.title,
                "header_status": one.profile.header_status.value,
                "matched": list(one.matched),
                "of": one.of,
                "header_line": one.header_line,
                "sampled": one.sampled,
                "readable": one.readable,
                "why": one.why,
            }
            for one in found
        ],
        "profile": None if statement is None else statement.profile,
        "counts": {
            "lines": len(lines),
            "held": sum(line.trouble is not None for line in lines),
            "ignored": sum(bool(line.ignored) for line in lines),
        },
        "held": [
            {"line": line.line, "trouble": line.trouble.value, "detail": line.detail} for line in lines if line.trouble
        ],
        "warnings": [] if statement is None else list(statement.warnings),
    }


def _print_test(headers: tuple[str, ...], found: tuple[Recognition, ...], statement: Statement | None) -> None:
    if statement is None:
        print_lines(["No profile recognises it. Its columns are:", *(f"  {name}" for name in headers if name)])
        return
    columns = (Column("Profile"), Column("Columns are"), Column("Why"))
    print_table(columns, [(one.profile.key, one.profile.header_status.value, one.why) for one in found])
    held = [line for line in statement.lines if line.trouble is not None]
    ignored = sum(bool(line.ignored) for line in statement.lines)
    print_lines(
        [f"By {statement.profile}: {len(statement.lines)} lines, {len(held)} to be decided, {ignored} left out."]
    )
    for warning in statement.warnings:
        say(warning)
    for line in held[:SHOWN]:
        say(f"line {line.line}: {line.trouble}: {line.detail}")
    if len(held) > SHOWN:
        say(f"… and {len(held) - SHOWN} more")
