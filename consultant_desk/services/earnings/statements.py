"""The area of statements: open a file, show its plan, apply exactly that as one undo step."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from sqlalchemy.orm import Session

from consultant_desk.domain.changes import Outcome
from consultant_desk.domain.clock import Clock
from consultant_desk.domain.currencies import is_currency
from consultant_desk.domain.earnings.identity import account_id as id_of_account
from consultant_desk.domain.earnings.identity import normalised
from consultant_desk.domain.earnings.plan import Decision, PlanAction, StatementPlan
from consultant_desk.domain.earnings.planning import has_more, keys_of, payment_keys_of, plan_lines
from consultant_desk.domain.earnings.statement import LineRole, Statement
from consultant_desk.domain.earnings.statement_lines import asks_as_of, lacks_currency
from consultant_desk.domain.earnings.states import Status
from consultant_desk.domain.ids import pair_id
from consultant_desk.domain.progress import Progress, silent
from consultant_desk.entities.statement import ImportFile, StatementProfile
from consultant_desk.errors import Conflict, UserError
from consultant_desk.imports.statements.mapping import ColumnMapping, profile_of
from consultant_desk.imports.statements.profile import Form, Profile
from consultant_desk.imports.statements.profile_writing import write_profile
from consultant_desk.services.earnings.applying import Source, apply_plan, import_file_id, programmes_of
from consultant_desk.services.earnings.arrivals import arrival_notes
from consultant_desk.services.earnings.gaps import missing_from
from consultant_desk.services.earnings.held import answered_before, held_by
from consultant_desk.services.earnings.mapped import MappedColumns, mapping_of
from consultant_desk.services.earnings.previewing import (
    PlanRows,
    change_parts,
    client_names,
    new_sums,
    plan_notes,
    state_changes,
)
from consultant_desk.services.earnings.profiles import OWN_TITLE, facts_of, own_key, profiles_of, table_of
from consultant_desk.services.earnings.reading import Found, read_file
from consultant_desk.services.earnings.waiting import waiting_files
from consultant_desk.services.operations import Area, find
from consultant_desk.services.resting import collector_resting
from consultant_desk.services.rows.statements import AccountChoice, PlanSheet, StatementSource, WaitingFile
from consultant_desk.services.tables import Tables
from consultant_desk.storage import journal
from consultant_desk.storage.session import revive
from consultant_desk.storage.store import Store

NOTHING: Mapping[int, Decision] = {}


@dataclass(frozen=True, slots=True)
class _Planned:
    """A plan, the choices it was made with, and the last change of the workspace that it knew of."""

    plan: StatementPlan
    decisions: Mapping[int, Decision]
    as_of: str
    number: int


@dataclass(slots=True)
class OpenedStatement:
    """A file that was read and not applied: the handle of its import. Nothing of the workspace has changed."""

    name: str
    data: bytes
    sha256: str
    profile: Profile
    statement: Statement
    matched: int
    account_id: str
    account_name: str
    is_new_account: bool
    currency: str = ""
    """The currency a person said the account is in, since the file names none."""
    _planned: _Planned | None = None


@dataclass(frozen=True, slots=True)
class Applied:
    """What applying did."""

    counts: Mapping[PlanAction, int]
    account_id: str
    file_id: str


class Statements(Area):
    """Reads statements and puts them into the ledger."""

    def __init__(self, store: Store, clock: Clock, tables: Tables) -> None:
        super().__init__(store, clock)
        self._tables = tables

    def open(
        self,
        data: bytes,
        name: str,
        *,
        profile: str = "",
        account: str = "",
        currency: str = "",
        cancelled: Callable[[], bool] = lambda: False,
        progress: Progress = silent,
    ) -> OpenedStatement:
        """Read a file; `UserError` says what is wrong with it, `UnknownStatement` that no profile fits.

        `profile` is the key of one, else the file decides; `account` is the name of an account, else the file names it
        or the only one of this profile is meant. `currency` is that of the account, where neither file nor profile
        says one.
        """
        if currency and not is_currency(currency):
            raise UserError(f"{currency!r} is not a currency.", "Nothing was imported.", "Write it as EUR.")
        known = self.profiles()
        found = read_file(
            self._tables, data, name, known, key=profile, currency=currency, cancelled=cancelled, progress=progress
        )
        opened = self._opened(data, name, found.profile, found.matched, found.statement, account)
        if not currency and lacks_currency(found.statement.lines) and (kept := self._currency(opened.account_id)):
            opened.statement = self._read_by(data, name, found.profile, cancelled, progress, kept).statement
            currency = kept
        opened.currency = currency
        return opened

    def _currency(self, account_id: str) -> str:
        """Return the currency of an account whose files name none, as it was said before."""
        query = "SELECT currency FROM account WHERE id = ? AND deleted_at IS NULL"
        return self._read(
            lambda session: str(session.connection().exec_driver_sql(query, (account_id,)).scalar() or "")
        )

    def map(
        self,
        data: bytes,
        name: str,
        mapping: ColumnMapping,
        *,
        title: str = "",
        account: str = "",
        cancelled: Callable[[], bool] = lambda: False,
        progress: Progress = silent,
    ) -> OpenedStatement:
        """Read a file no profile fits, by what a person says its columns are; `title` names that as a profile."""
        profile = profile_of(mapping, own_key(title), title.strip() or OWN_TITLE)
        statement = self._read_by(data, name, profile, cancelled, progress).statement
        return self._opened(data, name, profile, len(mapping.columns), statement, account)

    def _read_by(
        self,
        data: bytes,
        name: str,
        profile: Profile,
        cancelled: Callable[[], bool],
        progress: Progress,
        currency: str = "",
    ) -> Found:
        """Read a file by one profile, whatever others there are."""
        return read_file(
            self._tables, data, name, (profile,), key=profile.key, currency=currency, cancelled=cancelled,
            progress=progress,
        )  # fmt: skip

    def mapping_of(self, data: bytes, name: str, mapped: MappedColumns) -> ColumnMapping:
        """Return what a person says the columns are, with how the file writes figures; `UserError` where it is open."""
        return mapping_of(mapped, data, name, table_of(self._tables, data, name, (), lambda: False))

    def keep_profile(self, opened: OpenedStatement) -> Outcome[str]:
        """Keep the profile a file was read by as one of one's own, for the next file like it; return its key."""
        profile = opened.profile

        def work(session: Session) -> str:
            revive(
                session, StatementProfile, pair_id("statement-profile", profile.key), key=profile.key,
                title=profile.title, text=write_profile(profile),
            )  # fmt: skip
            return profile.key

        return self._change(f"Keep the profile {profile.title}", work)

    def waiting(self) -> tuple[WaitingFile, ...]:
        """Return the statements of which lines wait for a decision, the latest first."""
        return self._read(waiting_files)

    def kept(self, file_id: str) -> bytes:
        """Return the bytes of a statement as they were taken in; `UserError` when it is no longer here."""
        sha256 = self._read(lambda session: find(session, ImportFile, file_id).sha256)
        return self._store.documents.get(sha256)

    def profiles(self) -> list[Profile]:
        """Return the profiles there are, one's own first."""
        return self._read(profiles_of)

    def _opened(
        self, data: bytes, name: str, profile: Profile, matched: int, statement: Statement, account: str
    ) -> OpenedStatement:
        accounts = self.accounts(profile.key)
        named = next((one for one in accounts if one.name.casefold() == account.casefold()), None) if account else None
        if statement.account:
            own = id_of_account(profile.key, statement.account)
            if named is not None and named.id != own:
                raise UserError(
                    f"{name} is of account {statement.account}, not of {named.name}.",
                    "Nothing was imported.",
                    "Choose another account, or leave the choice to the file.",
                )
            known = next((one for one in accounts if one.id == own), None)
            title = known.name if known is not None else account or f"{profile.title} {statement.account}"
        elif not account and (like := self._account_like(accounts, statement)) is not None:
            known, own, title = like, like.id, like.name
        elif named is not None or account or len(accounts) != 1:
            title = named.name if named is not None else account or profile.title
            own = named.id if named is not None else id_of_account(profile.key, title)
            known = named or next((one for one in accounts if one.id == own), None)
        else:
            known = accounts[0]
            own, title = known.id, known.name
        return OpenedStatement(
            name, data, hashlib.sha256(data).hexdigest(), profile, statement, matched, own, title, known is None
        )

    def _account_like(self, accounts: Sequence[AccountChoice], statement: Statement) -> AccountChoice | None:
        """Return the one account of a profile whose programmes a file speaks of; None when that leaves a choice."""
        if len(accounts) < 2:
            return None
        programmes = set[str]().union(*(block.program for block in statement.lines.blocks)) - {""}
        names = {normalised(one) for one in programmes}
        known = self._read(lambda session: {one.id: programmes_of(session, one.id).keys() for one in accounts})
        found = [one for one in accounts if names & known[one.id]]
        return found[0] if len(found) == 1 else None

    def accounts(self, profile: str = "") -> tuple[AccountChoice, ...]:
        """Return the accounts there are, of one profile or all, by name."""
        return self._read(partial(_accounts, profile=profile))

    def into(self, opened: OpenedStatement, account_name: str) -> OpenedStatement:
        """Return the same file for another account, which is made if there is none of that name."""
        return self._opened(
            opened.data, opened.name, opened.profile, opened.matched, opened.statement, account_name.strip()
        )

    def plan(
        self,
        opened: OpenedStatement,
        decisions: Mapping[int, Decision] = NOTHING,
        *,
        as_of: str = "",
        progress: Progress = silent,
    ) -> PlanSheet:
        """Return what applying would do; `as_of` is the date the statement stands for where its lines do not say."""

        def work(session: Session) -> PlanSheet:
            planned = self._planned(session, opened, decisions, as_of, progress)
            return self._sheet(session, opened, planned.plan, decisions)

        return self._read(work)

    def rows(
        self, opened: OpenedStatement, decisions: Mapping[int, Decision] = NOTHING, *, as_of: str = ""
    ) -> StatementPlan:
        """Return the plan itself, with every line as read, for a program that works on with it."""
        return self._read(lambda session: self._planned(session, opened, decisions, as_of, silent).plan)

    def apply(
        self,
        opened: OpenedStatement,
        decisions: Mapping[int, Decision] = NOTHING,
        *,
        as_of: str = "",
        programmes: Mapping[str, str] | None = None,
        progress: Progress = silent,
    ) -> Outcome[Applied]:
        """Write the plan in one transaction; undecided lines wait and are not counted.

        `Conflict` when the ledger changed since the plan was last shown in a way that changes the plan.
        """
        shown = self._read(lambda session: self._planned(session, opened, decisions, as_of, progress))
        self._store.documents.put(opened.data)

        def work(session: Session) -> Applied:
            with collector_resting():
                return write(session)

        def write(session: Session) -> Applied:
            plan = shown.plan
            if journal.last(session.connection()) != shown.number:
                again = self._computed(session, opened, decisions, as_of, silent)
                if _signature(again) != _signature(plan):
                    raise Conflict(
                        "The ledger changed while the statement was looked at.",
                        "Nothing was imported.",
                        "Look at the plan again and apply it.",
                    )
                plan = again
            source = Source(
                opened.name, opened.sha256, len(opened.data), opened.statement, opened.profile.role,
                opened.account_name, opened.statement.account, opened.currency, opened.profile.pays_undated,
            )  # fmt: skip
            file_id = apply_plan(session, plan, source, programmes or {})
            return Applied(plan.counts, plan.account_id, file_id)

        return self._change(f"Import {opened.name}", work)

    def _planned(
        self,
        session: Session,
        opened: OpenedStatement,
        decisions: Mapping[int, Decision],
        as_of: str,
        progress: Progress,
    ) -> _Planned:
        """Return the plan, the one made last where nothing changed since."""
        known, number = opened._planned, journal.last(session.connection())  # noqa: SLF001 - its own handle
        if known is not None and (known.number, known.decisions, known.as_of) == (number, decisions, as_of):
            return known
        with collector_resting():
            plan = self._computed(session, opened, decisions, as_of, progress)
        opened._planned = _Planned(plan, dict(decisions), as_of, number)  # noqa: SLF001
        return opened._planned  # noqa: SLF001

    def _computed(
        self,
        session: Session,
        opened: OpenedStatement,
        decisions: Mapping[int, Decision],
        as_of: str,
        progress: Progress,
    ) -> StatementPlan:
        lines = opened.statement.lines
        keys = keys_of(opened.account_id, lines)
        payments = payment_keys_of(lines, keys)
        stands_for = as_of or self._as_of(session, opened)
        held = held_by(session, opened.account_id, opened.profile.key, keys, payments, stands_for)
        answers = answered_before(session, import_file_id(opened.account_id, opened.sha256))
        plan = plan_lines(opened.account_id, lines, keys, stands_for, held, {**answers, **decisions}, progress)
        more = has_more(held.stands, plan.items)
        missing = missing_from(session, opened.account_id, opened.statement, keys) if more else ()
        return StatementPlan(plan.account_id, plan.as_of, plan.items, missing)

    def _as_of(self, session: Session, opened: OpenedStatement) -> str:
        """Return the day a file stands for: as it was decided before, else the end it declares, else its last day."""
        row = session.connection().exec_driver_sql(
            "SELECT as_of FROM import_file WHERE id = ? AND deleted_at IS NULL",
            (import_file_id(opened.account_id, opened.sha256),),
        )
        known = row.scalar()
        return str(known) if known else opened.statement.declared_to or opened.statement.period_to

    def _sheet(
        self, session: Session, opened: OpenedStatement, plan: StatementPlan, decisions: Mapping[int, Decision]
    ) -> PlanSheet:
        clients = client_names(session, plan)
        counts, new = plan.counts, new_sums(plan)
        return PlanSheet(
            source=self._source(session, opened, plan.as_of),
            rows=PlanRows(plan.items, clients, decisions.keys()),
            counts=counts,
            changes=state_changes(plan, new, _now(session, opened.account_id)),
            parts=change_parts(plan, new, clients),
            undecided=counts[PlanAction.NEEDS_DECISION],
            decided=sum(
                item.line.line in decisions and item.action in (PlanAction.IGNORED, PlanAction.UNCHANGED)
                for item in plan.items.singles.values()
            ),
            notes=(*arrival_notes(session, plan, self._clock.today()), *plan_notes(plan)),
        )

    def _source(self, session: Session, opened: OpenedStatement, as_of: str) -> StatementSource:
        imported = session.connection().exec_driver_sql(
            "SELECT imported_at FROM import_file WHERE id = ? AND deleted_at IS NULL",
            (import_file_id(opened.account_id, opened.sha256),),
        )
        statement, profile = opened.statement, opened.profile
        return StatementSource(
            name=opened.name,
            rows=len(statement.lines),
            period_from=statement.period_from,
            period_to=statement.period_to,
            profile=profile.key,
            profile_title=profile.title,
            header_status=statement.header_status,
            columns=opened.matched or statement.known,
            of_columns=(len(statement.headers) or statement.known) if profile.layout.form is not Form.OFX else 0,
            notes=facts_of(profile),
            imported_on=str(imported.scalar() or "")[:10],
            account=AccountChoice(opened.account_id, opened.account_name, profile.key),
            accounts=_accounts(session, profile.key),
            as_of=as_of,
            asks_as_of=asks_as_of(statement.lines),
            asks_currency=lacks_currency(statement.lines),
            currency=opened.currency,
            moves_money=profile.role is not LineRole.COMMISSION,
            warnings=statement.warnings,
        )


def _accounts(session: Session, profile: str) -> tuple[AccountChoice, ...]:
    rows = session.connection().exec_driver_sql(
        "SELECT id, name, profile FROM account WHERE deleted_at IS NULL AND (? = '' OR profile = ?) ORDER BY name, id",
        (profile, profile),
    )
    return tuple(AccountChoice(*row) for row in rows)


def _now(session: Session, account: str) -> dict[tuple[Status, str], int]:
    rows = session.connection().exec_driver_sql(
        "SELECT status, currency, sum(effect_minor) FROM cache_ledger_line WHERE account_id = ? GROUP BY 1, 2",
        (account,),
    )
    return {(Status(status), currency): minor for status, currency, minor in rows}


def _signature(plan: StatementPlan) -> str:
    """Return a digest of all that applying a plan writes, for plans of one file."""
    items = plan.items
    parts: Sequence[object] = [
        (item.action.value, item.record_id, "" if item.event is None else item.event.id, item.client_id)
        for item in items.singles.values()
    ]
    targets = sorted((ref, target.link_id, target.client_id) for ref, target in items.targets.items())
    text = json.dumps([plan.account_id, plan.as_of, parts, targets, plan.missing])
    return hashlib.sha256(items.sorts + text.encode()).hexdigest()
