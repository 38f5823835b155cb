"""Hold what is locked: the one place that looks at every transaction, whichever way it came.

A transaction that would change the canonical problem of a locked evaluation is refused; notes, rationale, interests and
texts of the report are no part of it and stay editable. Where nothing is locked this is one short query.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from consultant_desk.domain.changes import Changes
from consultant_desk.domain.clock import parse_instant
from consultant_desk.entities.registry import entities, parents
from consultant_desk.errors import Locked, UserError
from consultant_desk.storage.session import live
from consultant_desk.storage.trash import chunks

LOCK = "evaluation_lock"

APART = frozenset({LOCK, "interest", "recommendation", "recommendation_item", "report"})
"""What an evaluation owns without being part of its problem."""

USED_BY = {
    "evidence": ("score_evidence", "evidence_id"),
    "product": ("candidate", "product_id"),
    "person": ("weight_set", "person_id"),
}
"""Records that live on their own, with the table and column by which an evaluation uses them."""


@dataclass(frozen=True, slots=True)
class Held:
    """An evaluation that is locked and not open: since when, and as which problem."""

    evaluation_id: str
    locked_at: str
    sha256: str


@dataclass(frozen=True, slots=True)
class _Way:
    """How a record leads to what it is part of: `column` of `table` holds the id of the other of the two."""

    table: str
    column: str
    to: str
    upward: bool


def hold_locks(session: Session, changes: Changes) -> None:
    """Raise `Locked` when a transaction changes what is locked, `UserError` when it takes a lock away."""
    own = [record for kind, record in changes.records if kind == LOCK]
    if own:
        _refuse_lost(session, own)
    locked = held(session)
    if not locked:
        return
    # What comes back from the Trash with its lock comes back as it is: evidence that was purged meanwhile must not bar
    # the way for ever. It has to be opened with a reason before it is reported.
    for evaluation_id in (reached(session, changes.records) - _owners(session, own)) & locked.keys():
        _compare(session, locked[evaluation_id])


def held(session: Session) -> Mapping[str, Held]:
    """Return the evaluations that are locked and not open, by id."""
    table = entities()[LOCK].table
    query = select(table.c.evaluation_id, table.c.locked_at, table.c.sha256).where(live(table))
    found: dict[str, Held | None] = {}
    for evaluation_id, locked_at, sha256 in session.execute(query):
        known = found.get(evaluation_id)
        if locked_at is None or (evaluation_id in found and known is None):
            found[evaluation_id] = None
        elif known is None or known.locked_at < locked_at:
            found[evaluation_id] = Held(evaluation_id, locked_at, sha256 or "")
    return {key: one for key, one in found.items() if one is not None}


def reached(session: Session, records: Iterable[tuple[str, str]]) -> frozenset[str]:
    """Return the ids of the evaluations that records, given as (kind, id), are part of or used by."""
    ways, seen = _ways(), defaultdict[str, set[str]](set)
    level = defaultdict[str, set[str]](set)
    for kind, record in records:
        if kind in ways or kind == "evaluation":
            level[kind].add(record)
    while level:
        following = defaultdict[str, set[str]](set)
        for kind, ids in level.items():
            seen[kind] |= ids
            for way in ways.get(kind, ()):
                following[way.to] |= _follow(session, way, sorted(ids)) - seen[way.to]
        level = defaultdict(set, {kind: ids for kind, ids in following.items() if ids})
    return frozenset(seen["evaluation"])


def since(locked_at: str) -> str:
    """Return the moment of a lock for a sentence, in local time."""
    from consultant_desk.formats import Formats  # Babel takes 0.1 s to load

    return Formats.of_user().time(parse_instant(locked_at))


def _compare(session: Session, lock: Held) -> None:
    from consultant_desk.domain.evaluation.canonical import problem_sha256
    from consultant_desk.services.evaluations.problem import problem_of
    from consultant_desk.services.evaluations.records import add_evidence, load_many

    records = load_many(session, [lock.evaluation_id]).get(lock.evaluation_id)
    if records is None:  # in the Trash, with its lock
        return
    add_evidence(session, records)
    if problem_sha256(problem_of(records)) != lock.sha256:
        title = " ".join(records.evaluation.title.split())[:80]
        raise Locked(
            f"Weights and scores of “{title}” are locked since {since(lock.locked_at)}.",
            lock.evaluation_id,
        )


def _owners(session: Session, ids: list[str]) -> frozenset[str]:
    table = entities()[LOCK].table
    return frozenset(session.execute(select(table.c.evaluation_id).where(table.c.id.in_(ids))).scalars())


def _refuse_lost(session: Session, ids: list[str]) -> None:
    """Refuse to put a lock into the Trash without its evaluation."""
    lock, evaluation = entities()[LOCK].table, entities()["evaluation"].table
    query = select(lock.c.id).join(evaluation, evaluation.c.id == lock.c.evaluation_id)
    query = query.where(lock.c.id.in_(ids), lock.c.deleted_at.is_not(None), live(evaluation)).limit(1)
    if session.execute(query).first() is not None:
        raise UserError("A lock stays with its evaluation.", "Nothing was changed.", "Open the evaluation again.")


def _follow(session: Session, way: _Way, ids: list[str]) -> set[str]:
    table = entities()[way.table].table
    known, wanted = (table.c.id, table.c[way.column]) if way.upward else (table.c[way.column], table.c.id)
    found: set[str] = set()
    for chunk in chunks(ids):
        found.update(one for one in session.execute(select(wanted).where(known.in_(chunk))).scalars() if one)
    return found


@cache
def _ways() -> Mapping[str, tuple[_Way, ...]]:
    """Return for each kind of record the ways on which it leads to an evaluation; kinds that do not are absent."""
    all_ways = {
        kind: tuple(_ways_of(kind, spec.table))
        for kind, spec in entities().items()
        if kind not in APART | {"evaluation"}
    }
    leading = {"evaluation"}
    while True:
        more = {kind for kind, ways in all_ways.items() if any(way.to in leading for way in ways)} - leading
        if not more:
            break
        leading |= more
    return {kind: tuple(way for way in ways if way.to in leading) for kind, ways in all_ways.items() if kind in leading}


def _ways_of(kind: str, table: Table) -> Iterable[_Way]:
    for column, parent in parents(table).items():
        yield _Way(kind, column, parent, upward=True)
    if kind in USED_BY:
        user, column = USED_BY[kind]
        yield _Way(user, column, user, upward=False)
