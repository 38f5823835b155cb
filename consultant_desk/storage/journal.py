"""The journal of row changes: begins and ends transactions, turns one round for undo and redo, says what changed."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, Table

from consultant_desk.domain.changes import UndoState
from consultant_desk.entities.registry import children, range_column
from consultant_desk.errors import Conflict
from consultant_desk.storage import triggers
from consultant_desk.storage.local import Origin, State

_LIVE_LATER = f"t.origin IN ('{Origin.USER}', '{Origin.FINAL}', '{Origin.REMOTE}') AND t.state = '{State.DONE}'"
_Key = tuple[str, str]
_LIVE, _GONE = "live", "gone"


@dataclass(frozen=True, slots=True)
class Step:
    """A transaction to turn round, the label of the person's action, and the number of that action."""

    txn: int
    label: str
    user_txn: int


@dataclass(frozen=True, slots=True)
class _Range:
    """All rows of a kind that came with one import: they began to live, or were taken back at `gone_at`."""

    kind: str
    import_id: str
    gone_at: str | None


@dataclass(frozen=True, slots=True)
class _Net:
    """What a transaction did in sum: rows it inserted by kind; per (kind, unit) the (record, old, new) it changed."""

    inserted: frozenset[str]
    updates: Mapping[_Key, tuple[tuple[str, str, str], ...]]
    ranges: tuple[_Range, ...]


def prepare(connection: Connection) -> None:
    """Put the one row of `journal_state` in place."""
    connection.exec_driver_sql(
        f"INSERT INTO journal_state (id, txn, last, origin) SELECT 1, NULL, 0, '{Origin.USER}' "
        "WHERE NOT EXISTS (SELECT 1 FROM journal_state)"
    )


def begin(connection: Connection, origin: Origin) -> int:
    """Open a journal transaction and return its number."""
    connection.exec_driver_sql("UPDATE journal_state SET txn = last + 1, origin = ?", (origin.value,))
    return int(connection.exec_driver_sql("SELECT txn FROM journal_state").scalar_one())


@contextmanager
def as_range(connection: Connection, table: Table, import_id: str) -> Iterator[None]:
    """Let rows that come with one import be written without an entry for each: one for their range is written here.

    Only for rows that all were not alive before and are now, and that raise their version, see `storage.bulk`.
    """
    with triggers.lifted(connection, table):
        yield
    _write_range(connection, table.name, import_id, None)


def _write_range(connection: Connection, kind: str, import_id: str, gone_at: str | None) -> None:
    connection.exec_driver_sql(
        "INSERT INTO journal_entry (txn, kind, record, op, unit, old, new) "
        "SELECT txn, ?, ?, 'R', ?, NULL, ? FROM journal_state",
        (kind, import_id, _LIVE if gone_at is None else _GONE, gone_at),
    )


def changed(connection: Connection, txn: int) -> frozenset[tuple[str, str]]:
    """Return the (kind, id) pairs a transaction changed so far; a range stands with the id of its import."""
    rows = connection.exec_driver_sql("SELECT DISTINCT kind, record FROM journal_entry WHERE txn = ?", (txn,))
    return frozenset((kind, record) for kind, record in rows.all())


def has_entries(connection: Connection, txn: int) -> bool:
    """Tell whether a transaction still has entries; those of purged records are gone."""
    return connection.exec_driver_sql("SELECT 1 FROM journal_entry WHERE txn = ? LIMIT 1", (txn,)).first() is not None


def keep(connection: Connection, txn: int, label: str, at: str, origin: Origin, reverses: int | None = None) -> None:
    """Write the head of a transaction that changed something; a new action of a person drops what could be redone."""
    connection.exec_driver_sql(
        "INSERT INTO journal_txn (id, label, at, origin, state, reverses) VALUES (?, ?, ?, ?, ?, ?)",
        (txn, label, at, origin.value, State.DONE.value, reverses),
    )
    if origin in (Origin.USER, Origin.FINAL):
        connection.exec_driver_sql(
            "UPDATE journal_txn SET state = ? WHERE origin = ? AND state = ?",
            (State.DROPPED.value, Origin.USER.value, State.UNDONE.value),
        )
    connection.exec_driver_sql("UPDATE journal_state SET last = txn")


def seal(connection: Connection, txn: int) -> None:
    """Drop every step of a person that touched a record this transaction changed: undo does not go behind it."""
    connection.exec_driver_sql(
        "UPDATE journal_txn SET state = ? WHERE origin = ? AND id < ? AND id IN ("
        "SELECT before.txn FROM journal_entry before JOIN journal_entry final "
        "ON final.kind = before.kind AND final.record = before.record WHERE final.txn = ?)",
        (State.DROPPED.value, Origin.USER.value, txn, txn),
    )


def let_stand(connection: Connection, records: Iterable[_Key]) -> None:
    """Drop every step of a person that touched one of these records, given as (kind, id): undo does not go there."""
    connection.exec_driver_sql(
        "UPDATE journal_txn SET state = ? WHERE origin = ? AND id IN ("
        "SELECT e.txn FROM json_each(?) j JOIN journal_entry e "
        "ON e.kind = json_extract(j.value, '$[0]') AND e.record = json_extract(j.value, '$[1]'))",
        (State.DROPPED.value, Origin.USER.value, json.dumps([list(key) for key in records])),
    )


def end(connection: Connection) -> None:
    """Close the journal transaction: from here on a write to a record fails until the next one begins."""
    connection.exec_driver_sql("UPDATE journal_state SET txn = NULL, origin = ?", (Origin.USER.value,))


def last(connection: Connection) -> int:
    """Return the number of the last transaction that changed a record."""
    return int(connection.exec_driver_sql("SELECT last FROM journal_state").scalar_one())


def undo_state(connection: Connection) -> UndoState:
    """Return the labels of what undo and redo would do now."""
    undo, redo = undo_step(connection), redo_step(connection)
    return UndoState(undo=undo.label if undo else None, redo=redo.label if redo else None)


def undo_step(connection: Connection) -> Step | None:
    """Return the last action of a person that is in effect."""
    row = connection.exec_driver_sql(
        "SELECT id, label FROM journal_txn WHERE origin = ? AND state = ? ORDER BY id DESC LIMIT 1",
        (Origin.USER.value, State.DONE.value),
    ).first()
    return Step(row[0], row[1], row[0]) if row else None


def redo_step(connection: Connection) -> Step | None:
    """Return the undo that was made last and not redone; actions are undone newest first, so it is of the oldest."""
    row = connection.exec_driver_sql(
        "SELECT (SELECT max(u.id) FROM journal_txn u WHERE u.reverses = t.id AND u.origin = ?), t.label, t.id "
        "FROM journal_txn t WHERE t.origin = ? AND t.state = ? ORDER BY t.id LIMIT 1",
        (Origin.UNDO.value, Origin.USER.value, State.UNDONE.value),
    ).first()
    return Step(row[0], row[1], row[2]) if row else None


def mark(connection: Connection, txn: int, state: State) -> None:
    """Set where an action of a person stands."""
    connection.exec_driver_sql("UPDATE journal_txn SET state = ? WHERE id = ?", (state.value, txn))


def settle(connection: Connection) -> None:
    """Take every action out of reach of undo and redo; the entries stay."""
    connection.exec_driver_sql(
        "UPDATE journal_txn SET state = ? WHERE origin = ?", (State.DROPPED.value, Origin.USER.value)
    )


def turn_round(connection: Connection, step: Step, tables: Mapping[str, Table], now: str) -> None:
    """Write the old values of a transaction back; raise `Conflict` when something later changed one of them.

    Inserted rows are marked deleted with the mark "undo", updated units get their old values, only where the row still
    holds what the transaction wrote. The caller rolls back on `Conflict`.
    """
    net = _net(connection, step.txn)
    _refuse_built_upon(connection, step, net, tables)
    for kind in sorted(net.inserted):
        table = _known(tables, kind, step)
        connection.exec_driver_sql(
            f"UPDATE {_quoted(table.name)} SET deleted_at = ?, deleted_how = 'undo', "
            "version = version + 1, updated_at = ? "
            "WHERE id IN (SELECT record FROM journal_entry WHERE txn = ? AND kind = ? AND op = 'I')",
            (now, now, step.txn, kind),
        )
    for one in net.ranges:
        _turn_range(connection, one, _known(tables, one.kind, step), now)
    for (kind, unit), rows in net.updates.items():
        _write_back(connection, step, _known(tables, kind, step), unit, rows, now)


def _turn_range(connection: Connection, one: _Range, table: Table, now: str) -> None:
    """Take all rows of an import back, or let those live again that an undo took back, as one range."""
    column, name = _quoted(range_column(table) or ""), _quoted(table.name)
    bump = "version = version + 1, updated_at = ?"
    with triggers.lifted(connection, table):
        if one.gone_at is None:
            connection.exec_driver_sql(
                f"UPDATE {name} SET deleted_at = ?, deleted_how = 'undo', {bump} "
                f"WHERE {column} = ? AND deleted_at IS NULL",
                (now, now, one.import_id),
            )
        else:
            connection.exec_driver_sql(
                f"UPDATE {name} SET deleted_at = NULL, deleted_how = NULL, {bump} "
                f"WHERE {column} = ? AND deleted_how = 'undo' AND deleted_at = ?",
                (now, one.import_id, one.gone_at),
            )
    _write_range(connection, one.kind, one.import_id, now if one.gone_at is None else None)


def _net(connection: Connection, txn: int) -> _Net:
    inserted: set[_Key] = set()
    first: dict[tuple[str, str, str], str] = {}
    last: dict[tuple[str, str, str], str] = {}
    ranges: list[_Range] = []
    entries = connection.exec_driver_sql(
        "SELECT kind, record, op, unit, old, new FROM journal_entry WHERE txn = ? ORDER BY id", (txn,)
    )
    for kind, record, op, unit, old, new in entries.all():
        if op == "R":
            ranges.append(_Range(kind, record, new))
        elif op == "I":
            inserted.add((kind, record))
        elif op == "U" and (kind, record) not in inserted:
            first.setdefault((kind, unit, record), old)
            last[kind, unit, record] = new
    updates: dict[_Key, list[tuple[str, str, str]]] = defaultdict(list)
    for (kind, unit, record), old in first.items():
        new = last[kind, unit, record]
        if old != new:
            updates[kind, unit].append((record, old, new))
    found = {key: tuple(rows) for key, rows in updates.items()}
    return _Net(frozenset(kind for kind, _ in inserted), found, tuple(ranges))


def _write_back(
    connection: Connection, step: Step, table: Table, unit: str, rows: tuple[tuple[str, str, str], ...], now: str
) -> None:
    columns = [name for name in json.loads(rows[0][1]) if name in table.c]
    sets = ", ".join(f"{_quoted(name)} = ?" for name in columns)
    holds = " AND ".join(f"{_quoted(name)} IS ?" for name in columns)
    values = []
    for record, old, new in rows:
        before, after = json.loads(old), json.loads(new)
        values.append((*(before.get(name) for name in columns), now, record, *(after.get(name) for name in columns)))
    result = connection.exec_driver_sql(
        f"UPDATE {_quoted(table.name)} SET {sets}, version = version + 1, updated_at = ? WHERE id = ? AND {holds}",
        values,
    )
    if result.rowcount != len(rows):
        raise _overtaken(step, _later_label(connection, step.txn, f"b.kind = '{table.name}' AND b.unit = '{unit}'"))


def _refuse_built_upon(connection: Connection, step: Step, net: _Net, tables: Mapping[str, Table]) -> None:
    """Refuse to take back inserted rows that something later changed or attached a live record to."""
    for one in net.ranges:
        if one.gone_at is None:
            _refuse_built_upon_range(connection, step, one, _known(tables, one.kind, step))
    if not net.inserted:
        return
    label = _later_label(connection, step.txn, "a.op = 'I'")
    if label is not None:
        raise _overtaken(step, label)
    for kind in sorted(net.inserted):
        for child, column in children(_known(tables, kind, step)):
            along, arguments = _came_along(connection, step.txn, child)
            row = connection.exec_driver_sql(
                f"SELECT 1 FROM {_quoted(child.name)} c JOIN journal_entry a "
                f"ON a.record = c.{_quoted(column)} AND a.txn = ? AND a.kind = ? AND a.op = 'I' "
                f"WHERE c.deleted_at IS NULL AND NOT ({along}) LIMIT 1",
                (step.txn, kind, *arguments),
            ).first()
            if row is not None:
                raise _overtaken(step, None)


def _refuse_built_upon_range(connection: Connection, step: Step, one: _Range, table: Table) -> None:
    column = _quoted(range_column(table) or "")
    label = connection.exec_driver_sql(
        "SELECT t.label FROM journal_entry b JOIN journal_txn t ON t.id = b.txn "
        f"WHERE b.txn > ? AND b.kind = ? AND {_LIVE_LATER} AND (b.op = 'R' AND b.record = ? OR b.record IN "
        f"(SELECT id FROM {_quoted(table.name)} WHERE {column} = ?)) ORDER BY t.id DESC LIMIT 1",
        (step.txn, one.kind, one.import_id, one.import_id),
    ).scalar()
    if label is not None:
        raise _overtaken(step, str(label))
    for child, owner in children(table):
        along, arguments = _came_along(connection, step.txn, child)
        row = connection.exec_driver_sql(
            f"SELECT 1 FROM {_quoted(child.name)} c JOIN {_quoted(table.name)} p ON p.id = c.{_quoted(owner)} "
            f"WHERE c.deleted_at IS NULL AND NOT ({along}) AND p.{column} = ? AND p.deleted_at IS NULL LIMIT 1",
            (*arguments, one.import_id),
        ).first()
        if row is not None:
            raise _overtaken(step, None)


def _came_along(connection: Connection, txn: int, child: Table) -> tuple[str, tuple[object, ...]]:
    """Return the condition, with its arguments, that a row `c` came in a transaction: in a range or by itself."""
    single = "EXISTS (SELECT 1 FROM journal_entry i WHERE i.txn = ? AND i.kind = ? AND i.record = c.id AND i.op = 'I')"
    own = range_column(child)
    if own is None:
        return single, (txn, child.name)
    rows = connection.exec_driver_sql(
        "SELECT record FROM journal_entry WHERE txn = ? AND kind = ? AND op = 'R'", (txn, child.name)
    )
    imports = [row[0] for row in rows]
    if not imports:
        return single, (txn, child.name)
    return f"c.{_quoted(own)} IN ({', '.join('?' * len(imports))}) OR {single}", (*imports, txn, child.name)


def _later_label(connection: Connection, txn: int, condition: str) -> str | None:
    """Return the label of the latest action in effect that changed a row of `txn` (entry a) again (entry b)."""
    label = connection.exec_driver_sql(
        "SELECT t.label FROM journal_entry a JOIN journal_entry b "
        "ON b.kind = a.kind AND b.record = a.record AND b.txn > a.txn "
        "JOIN journal_txn t ON t.id = b.txn "
        f"WHERE a.txn = ? AND {condition} AND {_LIVE_LATER} ORDER BY t.id DESC LIMIT 1",
        (txn,),
    ).scalar()
    return None if label is None else str(label)


def _overtaken(step: Step, label: str | None) -> Conflict:
    by = f"“{label}”" if label else "something else"
    return Conflict(
        f"“{step.label}” cannot be taken back or repeated: {by} changed the same record later.", "Nothing was changed."
    )


def _known(tables: Mapping[str, Table], kind: str, step: Step) -> Table:
    if kind not in tables:
        raise Conflict(f"“{step.label}” changed a kind of record this version does not know.", "Nothing was changed.")
    return tables[kind]


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
