"""Read what the ledger holds for one account, as the plan of a statement needs it."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from difflib import get_close_matches
from functools import partial

from sqlalchemy.orm import Session

from consultant_desk.domain.earnings.fold import CLAWBACK, Folded, Observation
from consultant_desk.domain.earnings.links import slug
from consultant_desk.domain.earnings.plan import Choice, Decision, Held, LinkTarget, Near, Question, Stands, state_code
from consultant_desk.domain.earnings.states import Approval, Payment
from consultant_desk.storage.bulk import plain_rows
from consultant_desk.storage.ledger import AMONG

SCANNED_FROM = 2_000
"""From so many ids on, one look at a whole table is faster than looking each of them up."""

FEW = 4
"""A file with less than one in so many commissions of the ledger is looked up one by one."""

TOGETHER = 20_000
"""Lines of the ledger that come as one text."""

NEARLY = 0.8
"""How alike two sub-ids have to be (0 to 1, as `difflib` counts) for one to be taken for a slip of the other."""

SIMILAR = 3
"""How many sub-ids that are so alike are looked at."""

_APPROVAL = {one.value: one for one in Approval}
_PAYMENT = {one.value: one for one in Payment}
_PARTED = "\x1e"
_APPROVALS = " ".join(f"WHEN '{one}' THEN {state_code(one, Payment.OPEN)}" for one in Approval)
_PAYMENTS = " ".join(f"WHEN '{one}' THEN {state_code(Approval.PENDING, one)}" for one in Payment)
_TEXT = (
    f"commission_id || (CASE approval {_APPROVALS} END + CASE payment {_PAYMENTS} END) || '/' || currency "
    "|| amount_minor || '/' || CASE WHEN as_of = ? THEN '' ELSE as_of END || '/' || replace(payment_id, char(30), '')"
)
"""A line of the ledger as `Stands` has it. Many lines come as one text, as each row that is fetched costs more than all
that is in it; the sign that parts them never stands in one."""


def held_by(
    session: Session, account_id: str, profile: str, keys: Sequence[str], payments: Sequence[str], as_of: str
) -> Held:
    """Return what is held of commissions and payments, given by id, and what an account's statements say in words."""
    links, names = _links(session, account_id)
    stands, clients = _stands(session, account_id, keys, as_of)
    return Held(
        stands=stands,
        mixes=bool(stands) and _mixes(session, account_id, profile),
        states=partial(_states, session),
        currencies=partial(_currencies, session),
        clients=clients,
        observations=partial(_observations, session),
        links=links,
        near=partial(_near, names),
        statuses=_statuses(session, account_id),
        refs=_refs(session, account_id),
        lines=_lines(session, account_id),
        payments=_payments(session, json.dumps(payments)) if payments else frozenset(),
        by_payouts=_by_payouts(session) if stands else {},
    )


def existing(session: Session, table: str, ids: Collection[str]) -> dict[str, bool]:
    """Return which of these ids a table holds, deleted ones too: whether the row is live, by id."""
    if not ids:
        return {}
    rows = session.connection().exec_driver_sql(
        f'SELECT id, deleted_at IS NULL FROM "{table}" WHERE id {AMONG}', (json.dumps(list(ids)),)
    )
    return {row[0]: bool(row[1]) for row in rows}


def taken_back(session: Session, table: str, ids: Sequence[str]) -> list[str]:
    """Return which of these ids a table holds as deleted rows: what an undo took back and comes again."""
    if len(ids) < SCANNED_FROM:
        return [key for key, alive in existing(session, table, ids).items() if not alive]
    found = plain_rows(session.connection(), f'SELECT id FROM "{table}" WHERE deleted_at IS NOT NULL', ())
    return list({row[0] for row in found}.intersection(ids))


def _stands(session: Session, account_id: str, keys: Sequence[str], as_of: str) -> tuple[Stands, dict[str, str]]:
    """Return what is held of commissions, by id, and the clients they are joined to.

    A file that holds a large part of the ledger is compared with all its account has: that is one walk over the table.
    """
    connection = session.connection()
    last = connection.exec_driver_sql("SELECT max(id) FROM cache_ledger_line").scalar() or 0
    texts: list[str] = []
    if len(keys) < SCANNED_FROM or len(keys) * FEW < last:
        wanted = json.dumps(keys)
        query = f"FROM cache_ledger_line WHERE commission_id {AMONG} AND part = ''"
        texts += [row[0] for row in plain_rows(connection, f"SELECT {_TEXT} {query}", (as_of, wanted))]
        owned = plain_rows(connection, f"SELECT commission_id, client_id {query} AND client_id IS NOT NULL", (wanted,))
        return Stands(texts), dict(owned)
    query = "FROM cache_ledger_line WHERE account_id = ? AND part = ''"
    for first in range(0, last + 1, TOGETHER):
        among = (account_id, first, first + TOGETHER - 1)
        ((text,),) = plain_rows(
            connection, f"SELECT group_concat({_TEXT}, char(30)) {query} AND id BETWEEN ? AND ?", (as_of, *among)
        )
        texts += text.split(_PARTED) if text else ()
    owned = plain_rows(connection, f"SELECT commission_id, client_id {query} AND client_id IS NOT NULL", (account_id,))
    return Stands(texts, whole=True), dict(owned)


def _mixes(session: Session, account_id: str, profile: str) -> bool:
    """Tell whether amounts of an account may be sums of changes, which look like the amount of a line and are none.

    Only another profile, or an earlier form of this one, can have brought them.
    """
    connection = session.connection()
    other = connection.exec_driver_sql(
        "SELECT EXISTS (SELECT 1 FROM import_file WHERE account_id = ? AND profile <> ?) "
        "OR EXISTS (SELECT 1 FROM statement_profile WHERE key = ?)",
        (account_id, profile, profile),
    )
    if not other.scalar():
        return False
    return bool(
        connection.exec_driver_sql("SELECT EXISTS (SELECT 1 FROM commission_event WHERE source = 'delta')").scalar()
    )


def _states(session: Session, commissions: Collection[str]) -> Mapping[str, Folded]:
    found: dict[str, Folded] = {}
    changes: dict[str, tuple[int, str]] = {}
    rows = plain_rows(
        session.connection(),
        "SELECT commission_id, part, approval, payment, amount_minor, as_of, payment_id, event "
        f"FROM cache_ledger_line WHERE commission_id {AMONG}",
        (json.dumps(list(commissions)),),
    )
    for commission, part, approval, payment, minor, as_of, payment_id, event in rows:
        if part == CLAWBACK:
            changes[commission] = (minor, as_of)
        else:
            found[commission] = Folded(_APPROVAL[approval], _PAYMENT[payment], minor, as_of, payment_id, event)
    for commission, (minor, since) in changes.items():
        found[commission] = found[commission]._replace(change_minor=minor, change_as_of=since)
    return found


def _currencies(session: Session, commissions: Collection[str]) -> Mapping[str, str]:
    query = f"SELECT commission_id, currency FROM cache_ledger_line WHERE part = '' AND commission_id {AMONG}"
    return dict(plain_rows(session.connection(), query, (json.dumps(list(commissions)),)))


def _observations(session: Session, commissions: Collection[str]) -> Mapping[str, Sequence[Observation]]:
    found: dict[str, list[Observation]] = defaultdict(list)
    rows = plain_rows(
        session.connection(),
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


def _by_payouts(session: Session) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    rows = plain_rows(
        session.connection(),
        "SELECT e.commission_id, e.id FROM payout_item i JOIN commission_event e ON e.commission_id = i.commission_id "
        "AND e.source = 'payout' AND e.deleted_at IS NULL WHERE i.deleted_at IS NULL AND i.part = ''",
        (),
    )
    for commission, one in rows:
        found[commission].add(one)
    return dict(found)


def _links(session: Session, account_id: str) -> tuple[dict[str, LinkTarget], dict[str, Near]]:
    """Return where each sub-id leads, for programmes of the account and those of none, and what it may be.

    It may be a link that is nearly called so, or one of another account that is: somebody has to say whether it is.
    """
    rows = session.connection().exec_driver_sql(
        "SELECT l.id, l.sub_id, coalesce(l.client_id, ''), l.programme_id, coalesce(c.name, ''), "
        "p.account_id IS NULL OR p.account_id = ?1 AS own "
        "FROM referral_link l JOIN programme p ON p.id = l.programme_id AND p.deleted_at IS NULL "
        "LEFT JOIN client c ON c.id = l.client_id AND c.deleted_at IS NULL "
        "WHERE l.deleted_at IS NULL AND l.sub_id <> '' "
        "ORDER BY own, p.account_id IS NOT NULL, l.given_on, l.id",
        (account_id,),
    )
    targets: dict[str, LinkTarget] = {}
    near: dict[str, Near] = {}
    for link_id, sub_id, client_id, programme_id, client, own in rows:
        if own:
            targets[sub_id.casefold()] = LinkTarget(link_id, client_id, programme_id)
        near[sub_id.casefold()] = Near(sub_id, client_id, client)
    return targets, near


def _near(names: Mapping[str, Near], ref: str) -> Near | None:
    """Return a link that is nearly called so; numbers that differ are other clients, unless the name says who it is."""
    wanted = ref.casefold()
    for name in get_close_matches(wanted, names, SIMILAR, NEARLY) if names else ():
        one = names[name]
        if one.client_id and (_digits(name) == _digits(wanted) or _names(wanted, one.client)):
            return one
    return None


def _digits(ref: str) -> list[str]:
    return re.findall(r"\d+", ref)


def _names(ref: str, client: str) -> bool:
    """Tell whether a sub-id holds a word of a client's name."""
    return any(len(word) > 2 and word in ref for word in slug(client).split("-"))


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
