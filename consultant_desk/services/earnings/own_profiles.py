"""The area of statement profiles: copy one that comes with the program, edit, test and share one's own."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultant_desk.domain.changes import Outcome
from consultant_desk.domain.clock import Clock
from consultant_desk.domain.currencies import is_currency
from consultant_desk.domain.earnings.statement import LineRole, Statement, StatementLine
from consultant_desk.domain.earnings.states import status_of
from consultant_desk.domain.ids import pair_id
from consultant_desk.domain.money import Money
from consultant_desk.domain.progress import silent
from consultant_desk.entities.statement import StatementProfile
from consultant_desk.errors import UserError
from consultant_desk.imports.statements.profile import Profile
from consultant_desk.imports.statements.profile_toml import KEPT, MAX_BYTES, read_profile
from consultant_desk.imports.statements.profile_writing import write_profile
from consultant_desk.imports.statements.shipped import shipped_profiles, shipped_text
from consultant_desk.services.earnings.profiles import profiles_of, read, table_of
from consultant_desk.services.operations import Area, find
from consultant_desk.services.rows.profiles import ProfileRow, Trial, TriedLine
from consultant_desk.services.tables import Tables
from consultant_desk.storage.session import revive
from consultant_desk.storage.store import Store

_NOTHING = "Nothing was changed."
SHOWN = 20
"""How many lines a trial shows of each sort."""
_TITLE = re.compile(r"^title[ \t]*=.*$", re.MULTILINE)


class StatementProfiles(Area):
    """Operations on statement profiles. A profile is known by its key; one's own are records, the others are files."""

    def __init__(self, store: Store, clock: Clock, tables: Tables) -> None:
        super().__init__(store, clock)
        self._tables = tables

    def list(self) -> tuple[ProfileRow, ...]:
        """Return all profiles, one's own first, then by title."""
        return self._read(_rows)

    def known(self) -> tuple[Profile, ...]:
        """Return the profiles that read statements here: one's own and those shipped ones that none of them hides."""
        return tuple(self._read(profiles_of))

    def text(self, key: str) -> str:
        """Return the TOML text of a profile, one's own before a shipped one."""
        return self._read(lambda session: _text_of(session, key))

    def check(self, text: str, key: str = "") -> Profile:
        """Return the profile that a text describes; `UserError` names the place of the first fault.

        `key` is the profile that is edited: a text with another key would be another profile.
        """
        profile = read_profile(text)
        if key and profile.key != key:
            raise UserError(
                f"key is “{profile.key}”.", KEPT, f"It stays “{key}”: accounts and their commissions are known by it."
            )
        return profile

    def copy(self, key: str) -> Outcome[str]:
        """Copy a profile into one's own and return the key of the copy.

        The copy of a shipped one has its key and stands in its place, so that its accounts go on; the copy of one's own
        is another profile.
        """

        def work(session: Session) -> str:
            own, text = _record_of(session, key), _text_of(session, key)
            if own is None:
                return _keep(session, read_profile(text, key), text)
            taken = {one.key for one in shipped_profiles()} | set(session.scalars(select(StatementProfile.key)))
            title = _free(lambda number: f"{own.title} (copy{'' if number == 1 else f' {number}'})", _titles(session))
            free = _free(lambda number: f"{key[:36]}_{number + 1}", taken)
            return _keep(session, *_changed(text, key=free, title=title))

        return self._change(f"Copy the profile {self._title(key)}", work)

    def edit(self, key: str, text: str) -> Outcome[str]:
        """Put another text in the place of one's own profile."""
        profile = self.check(text, key)

        def work(session: Session) -> str:
            _own(session, key)
            return _keep(session, profile, text)

        return self._change(f"Edit the profile {profile.title}", work)

    def rename(self, key: str, title: str) -> Outcome[str]:
        """Give one's own profile another title."""
        wanted = " ".join(title.split())
        if not wanted:
            raise UserError("The title of a profile cannot be empty.", _NOTHING)

        def work(session: Session) -> str:
            own = _own(session, key)
            return _keep(session, *_changed(own.text, key=key, title=wanted))

        return self._change(f"Rename the profile {self._title(key)}", work)

    def take_in(self, data: bytes, name: str) -> Outcome[str]:
        """Take in a profile from a file as one of one's own, in the place of one with the same key."""
        text = _decoded(data, name)
        profile = read_profile(text, name[:60] or "The profile")
        return self._change(f"Open the profile {profile.title}", lambda session: _keep(session, profile, text))

    def trash(self, key: str) -> Outcome[None]:
        """Move one's own profile to the Trash; a shipped one that it hid reads statements again."""
        return self._trash("statement_profile", self._read(lambda session: _own(session, key).id))

    def try_on(
        self, data: bytes, name: str, text: str, currency: str = "", cancelled: Callable[[], bool] = lambda: False
    ) -> Trial:
        """Read a file by the text of a profile, saved or not, and tell what that gives. Nothing is changed.

        `currency` is that of the account, for files that name none.
        """
        profile = read_profile(text)
        table = table_of(self._tables, data, name, (profile,), cancelled)
        return _trial(name, profile, read(data, name, profile, table, cancelled, silent, currency))

    def _title(self, key: str) -> str:
        return next((row.title for row in self.list() if row.key == key), key)


def _rows(session: Session) -> tuple[ProfileRow, ...]:
    shipped = {one.key: one for one in shipped_profiles()}
    rows, hidden = [], set()
    for record in session.scalars(select(StatementProfile)):
        try:
            profile, fault = read_profile(record.text, record.title), ""
        except UserError as error:
            profile, fault = None, error.happened
        hides = record.key in shipped and profile is not None
        if hides:
            hidden.add(record.key)
        if profile is None:
            rows.append(_faulty(record, fault))
        else:
            rows.append(_row(profile, record.id, own=True, hides=hides))
    rows += [_row(one, key, own=False, hides=False) for key, one in shipped.items() if key not in hidden]
    return tuple(sorted(rows, key=lambda row: (not row.own, row.title.casefold(), row.key)))


def _row(profile: Profile, row_id: str, *, own: bool, hides: bool) -> ProfileRow:
    return ProfileRow(
        row_id, profile.key, profile.title, profile.network, profile.role, profile.header_status.value,
        profile.header_source, len(profile.columns()), own, hides,
    )  # fmt: skip


def _faulty(record: StatementProfile, fault: str) -> ProfileRow:
    return ProfileRow(record.id, record.key, record.title, "", LineRole.COMMISSION, "own", "", 0, own=True, fault=fault)


def _id(key: str) -> str:
    return pair_id("statement-profile", key)


def _record_of(session: Session, key: str) -> StatementProfile | None:
    return session.scalar(select(StatementProfile).where(StatementProfile.key == key))


def _own(session: Session, key: str) -> StatementProfile:
    if any(one.key == key for one in shipped_profiles()) and _record_of(session, key) is None:
        raise UserError("A profile of the program stays as it is.", _NOTHING, "Copy it, and change the copy.")
    return find(session, StatementProfile, _id(key))


def _text_of(session: Session, key: str) -> str:
    own = _record_of(session, key)
    if own is not None:
        return own.text
    try:
        return shipped_text(key)
    except KeyError:
        raise UserError(f"There is no statement profile “{key}”.", _NOTHING) from None


def _keep(session: Session, profile: Profile, text: str) -> str:
    revive(session, StatementProfile, _id(profile.key), key=profile.key, title=profile.title, text=text)
    return profile.key


def _titles(session: Session) -> set[str]:
    return set(session.scalars(select(StatementProfile.title)))


def _free(name: Callable[[int], str], taken: set[str]) -> str:
    number = 1
    while name(number) in taken:
        number += 1
    return name(number)


def _changed(text: str, *, key: str, title: str) -> tuple[Profile, str]:
    """Return a profile with another key and title, and its text, with the comments where they can be kept."""
    wanted = replace(read_profile(text), key=key, title=title)
    head, mark, rest = text.partition("\n[")
    line = f"title = {json.dumps(title, ensure_ascii=False)}"
    head = re.sub(
        r"^key[ \t]*=.*$", f'key = "{key}"', _TITLE.sub(lambda _found: line, head, count=1), flags=re.MULTILINE
    )
    try:
        if read_profile(head + mark + rest) == wanted:
            return wanted, head + mark + rest
    except UserError:
        pass  # the title went over several lines: it is written anew
    return wanted, write_profile(wanted)


def _decoded(data: bytes, name: str) -> str:
    short = f"“{name[:60]}”" if name else "The file"
    if len(data) > MAX_BYTES:
        raise UserError(f"{short} is larger than any profile.", KEPT, "Expected is a TOML file of a profile.")
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise UserError(f"{short} is no text in UTF-8.", KEPT, "Expected is a TOML file of a profile.") from None


def _trial(name: str, profile: Profile, statement: Statement) -> Trial:
    lines = statement.lines
    held = [line for line in lines if line.trouble is not None]
    ignored = sum(bool(line.ignored) for line in lines if line.trouble is None)
    return Trial(
        file=name,
        profile_title=profile.title,
        matched=statement.known,
        of=len(profile.columns()),
        rows=len(lines),
        readable=len(lines) - len(held) - ignored,
        held_count=len(held),
        ignored_count=ignored,
        lines=tuple(_tried(line) for line in lines[:SHOWN]),
        held=tuple(_tried(line) for line in held[:SHOWN]),
        warnings=statement.warnings,
    )


def _tried(line: StatementLine) -> TriedLine:
    counts = line.trouble is None and not line.ignored
    return TriedLine(
        line.line,
        line.date,
        line.program,
        line.external_id,
        status_of(line.approval, line.payment, line.amount_minor, line.kind) if counts else None,
        Money(line.amount_minor, line.currency) if counts and is_currency(line.currency) else None,
        line.trouble,
        line.detail,
        line.ignored,
    )
