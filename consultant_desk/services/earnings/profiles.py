"""Which profile reads a statement: those that come with the program, and a person's own, which go first."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultant_desk.domain.earnings.statement import Statement
from consultant_desk.domain.progress import Progress
from consultant_desk.domain.table import Table
from consultant_desk.entities.statement import StatementProfile
from consultant_desk.errors import UserError
from consultant_desk.i18n import _
from consultant_desk.imports.statements.profile import Profile
from consultant_desk.imports.statements.profile_toml import read_profile
from consultant_desk.imports.statements.reading import read_statement
from consultant_desk.imports.statements.recognise import UnknownColumns, best_sheet, pick
from consultant_desk.imports.statements.shipped import shipped_profiles
from consultant_desk.services.resting import collector_resting
from consultant_desk.services.tables import Tables

OWN_TITLE = "Own mapping"
READING = "Reading the statement"


class UnknownStatement(UserError):
    """No profile fits a file: `headers` are its columns, `rows` some lines below them, for a person to say."""

    def __init__(self, error: UserError, headers: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> None:
        super().__init__(error.happened, error.kept, error.hint, error.faults)
        self.headers = headers
        self.rows = rows


def profiles_of(session: Session) -> list[Profile]:
    """Return the profiles of a workspace, own ones first; one of one's own hides a shipped one of the same key.

    One whose text cannot be read (another version wrote it) is left out, so that every other file can be imported; the
    list in the settings says so.
    """
    rows = session.execute(select(StatementProfile.key, StatementProfile.text).order_by(StatementProfile.key))
    own = [one for key, text in rows if (one := _readable(text, key)) is not None]
    hidden = {one.key for one in own}
    return own + [one for one in shipped_profiles() if one.key not in hidden]


def _readable(text: str, key: str) -> Profile | None:
    try:
        return read_profile(text, key)
    except UserError:
        return None


def table_of(
    tables: Tables, data: bytes, name: str, known: Sequence[Profile], cancelled: Callable[[], bool]
) -> Table | None:
    """Return the sheet of a workbook that a profile knows, which the worker process reads; None for any other file."""
    return best_sheet(tables.statement_sheets(data, cancelled, name=name), name, known)


def choose(known: Sequence[Profile], data: bytes, name: str, key: str, table: Table | None) -> tuple[Profile, int]:
    """Return the profile that reads a file, and how many of its columns there are.

    `UnknownStatement` when none fits.
    """
    found = pick(data, name, known, key, table=table)
    if isinstance(found, UnknownColumns):
        raise UnknownStatement(found.error, found.headers.names, found.headers.rows)
    return found


def check_key(known: Sequence[Profile], key: str) -> None:
    """Refuse the key of a profile that does not exist."""
    if key and all(one.key != key for one in known):
        listed = ", ".join(one.key for one in known)
        raise UserError(f"There is no statement profile “{key}”.", "Nothing was imported.", f"There are: {listed}.")


def read(
    data: bytes,
    name: str,
    profile: Profile,
    table: Table | None,
    cancelled: Callable[[], bool],
    progress: Progress,
    currency: str = "",
) -> Statement:
    """Return a file as a statement of a profile; `currency` is what the account is in, where nothing else says it."""
    with collector_resting():
        return read_statement(
            data,
            name,
            profile,
            table=table,
            currency=currency,
            cancelled=cancelled,
            progress=lambda done, total: progress(done, total, READING),
        )


def facts_of(profile: Profile) -> tuple[str, ...]:
    """Return what a preview says of how a profile reads amounts and times."""
    facts = [_("amounts in cents")] if profile.marks.minor_unit else []
    if profile.marks.decimal == ",":
        facts.append(_("decimal comma"))
    if profile.currency:
        facts.append(_("amounts in {currency}").format(currency=profile.currency))
    if profile.dates.zone == "UTC":
        facts.append(_("times in UTC"))
    elif "/" in profile.dates.zone:
        facts.append(_("times of {zone}").format(zone=profile.dates.zone.rpartition("/")[2].replace("_", " ")))
    return tuple(facts)


def own_key(title: str) -> str:
    """Return the key of a profile of one's own: the same title is the same profile."""
    plain = unicodedata.normalize("NFKD", title.casefold()).encode("ascii", "ignore").decode()
    return "_".join(("own", *re.findall(r"[a-z0-9]+", plain)))[:40].rstrip("_")
