"""Read what the ledger holds for one account, as the plan of a statement needs it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from consultant_desk.domain.earnings.fold import CLAWBACK, Folded, Observation
from consultant_desk.domain.earnings.plan import Choice, Decision, Held, LinkTarget, Near, Question
from consultant_desk.domain.earnings.states import Approval, Payment
from consultant_desk.storage.ledger import AMONG

SCANNED_FROM = 2_000
"""From so many ids on, one look at a whole table is faster than looking each of them up."""

NEARLY = 0.8
"""How alike two sub-ids have to be (0 to 1, as `difflib` counts) for one to be taken for a slip of the other."""

_APPROVAL = {one.value: one for one in Approval}
_PAYMENT = {one.value: one for one in Payment}


def held_by(session: Session, account_id: str, keys: Sequence[str], payments: Sequence[str]) -> Held:
    """Return what is held of commissions and payments, given by id, and what an account's statements say in words."""
    wanted = json.dumps([key for key in keys if key])
    links, names = _links(session, account_id)
    states = _states(session, wanted)
    return Held(
        states=states,
        latest=states.latest,
        clients=states.clients,
        observations=partial(_observations, session),
        links=links,
        near=partial(_near, names),
        statuses=_statuses(session, account_id),
        refs=_refs(session, account_id),
        lines=_lines(session, account_id),
        payments=_payments(session, json.dumps(payments)) if payments else frozenset(),
    )


def existing(session: Session, table: str, ids: Collection[str]) -> dict[str, bool]:
    """Return which of these ids a table holds, deleted ones too: whether the row is live, by id."""
    if not ids:
        return {}
    rows = session.connection().exec_driver_sql(
        f'SELECT id, deleted_at IS NULL FROM "{table}" WHERE id {AMONG}', (json.dumps(list(ids)),)
    )
    return {row[0]: bool(row[1]) for row in rows}


def taken_back(session: Session, table: str, ids: Collection[str]) -> list[str]:
    """Return which of these ids a table holds as deleted rows: what an undo took back and comes again."""
    connection = session.connection()
    if len(ids) < SCANNED_FROM:
        return [key for key, alive in existing(session, table, ids).items() if not alive]
    rows = connection.exec_driver_sql(f'SELECT id FROM "{table}" WHERE deleted_at IS NOT NULL')
    return [row[0] for row in rows if row[0] in ids]


class _States(Mapping[str, Folded]):
    """Where commissions stand; a state is made when it is looked at, since most lines need only its observation."""

    def __init__(self) -> None:
        self._rows: dict[str, Any] = {}
        self._changes: dict[str, tuple[int, str]] = {}
        self.latest: dict[str, str] = {}
        self.clients: dict[str, str] = {}

    def add(self, row: Any) -> None:
        """Take a row of the ledger."""
        commission, part, event, client = row[0], row[1], row[7], row[8]
        if part == CLAWBACK:
            self._changes[commission] = (row[4], row[5])
            return
        self._rows[commission] = row
        self.latest[commission] = event
        if client is not None:
            self.clients[commission] = client

    def __getitem__(self, key: str) -> Folded:
        _commission, _part, approval, payment, minor, as_of, payment_id, event, _client = self._rows[key]
        changed, since = self._changes.get(key, (0, ""))
        return Folded(_APPROVAL[approval], _PAYMENT[payment], minor, as_of, payment_id, event, changed, since)

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


def _states(session: Session, wanted: str) -> _States:
    found = _States()
    rows = session.connection().exec_driver_sql(
        "SELECT commission_id, part, approval, payment, amount_minor, as_of, payment_id, event, client_id "
        f"FROM cache_ledger_line WHERE commission_id {AMONG}",
        (wanted,),
    )
    for row in rows:
        found.add(row)
    return found


def _observations(session: Session, commissions: Collection[str]) -> Mapping[str, Sequence[Observation]]:
    found: dict[str, list[Observation]] = defaultdict(list)
    rows = session.connection().exec_driver_sql(
        "SELECT commission_id, id, as_of, approval, payment, amount_minor, payment_id, source = 'delta', "
        "coalesce(was_minor, 0) "
        f"FROM commission_event WHERE deleted_at IS NULL AND commission_id {AMONG}",
        (json.dumps(list(commissions)),),
    )
    for commission, one, as_of, approval, payment, minor, payment_id, is_delta, was in rows:
        found[commission].append(
            Observation(one, as_of, _APPROVAL[approval], _PAYMENT[payment], minor, payment_id, bool(is_delta), was)
        )
    return found


def _links(session: Session, account_id: str) -> tuple[dict[str, LinkTarget], dict[str, Near]]:
    """Return where each sub-id leads and what it is near to, for programmes of the account and those of none."""
    rows = session.connection().exec_driver_sql(
        "SELECT l.id, l.sub_id, coalesce(l.client_id, ''), l.programme_id, coalesce(c.name, '') "
        "FROM referral_link l JOIN programme p ON p.id = l.programme_id AND p.deleted_at IS NULL "
        "LEFT JOIN client c ON c.id = l.client_id AND c.deleted_at IS NULL "
        "WHERE l.deleted_at IS NULL AND l.sub_id <> '' AND (p.account_id IS NULL OR p.account_id = ?) "
        "ORDER BY p.account_id IS NOT NULL, l.given_on, l.id",
        (account_id,),
    )
    targets: dict[str, LinkTarget] = {}
    near: dict[str, Near] = {}
    for link_id, sub_id, client_id, programme_id, client in rows:
        targets[sub_id.casefold()] = LinkTarget(link_id, client_id, programme_id)
        near[sub_id.casefold()] = Near(sub_id, client_id, client)
    return targets, near


def _near(names: Mapping[str, Near], ref: str) -> Near | None:
    found = get_close_matches(ref.casefold(), names, 1, NEARLY) if names else []
    return names[found[0]] if found and names[found[0]].client_id else None


def _statuses(session: Session, account_id: str) -> dict[str, Choice]:
    rows = session.connection().exec_driver_sql(
        "SELECT raw, choice FROM statement_answer WHERE deleted_at IS NULL AND account_id = ? AND question = ?",
        (account_id, Question.UNKNOWN_STATUS.value),
    )
    return {raw: Choice(choice) for raw, choice in rows}


def _refs(session: Session, account_id: str) -> dict[str, Decision]:
    rows = session.connection().exec_driver_sql(
        "SELECT raw, choice, coalesce(client_id, '') FROM statement_answer "
        "WHERE deleted_at IS NULL AND account_id = ? AND question = ?",
        (account_id, Question.UNKNOWN_REF.value),
    )
    return {raw: Decision(Choice(choice), client_id) for raw, choice, client_id in rows}


def _lines(session: Session, account_id: str) -> dict[str, Decision]:
    rows = session.connection().exec_driver_sql(
        "SELECT r.event, r.choice FROM statement_row r JOIN import_file f ON f.id = r.import_file_id "
        "WHERE r.deleted_at IS NULL AND f.deleted_at IS NULL AND f.account_id = ? AND r.choice IS NOT NULL "
        "AND r.event <> '' ORDER BY r.updated_at",
        (account_id,),
    )
    return {event: Decision(Choice(choice)) for event, choice in rows}


def answered_before(session: Session, file_id: str) -> dict[int, Decision]:
    """Return what was decided about lines of this very file that cannot be read, which no observation stands for."""
    rows = session.connection().exec_driver_sql(
        "SELECT r.line, r.choice FROM statement_row r JOIN import_file f ON f.id = r.import_file_id "
        "WHERE r.deleted_at IS NULL AND f.deleted_at IS NULL AND f.id = ? AND r.question = ? AND r.choice IS NOT NULL",
        (file_id, Question.TROUBLE.value),
    )
    return {line: Decision(Choice(choice)) for line, choice in rows}


def _payments(session: Session, wanted: str) -> frozenset[str]:
    rows = session.connection().exec_driver_sql(
        f"SELECT id FROM payout WHERE deleted_at IS NULL AND id {AMONG} UNION ALL "
        f"SELECT id FROM bank_line WHERE deleted_at IS NULL AND id {AMONG}",
        (wanted, wanted),
    )
    return frozenset(row[0] for row in rows)
