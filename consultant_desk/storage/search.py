"""Full-text search over every searchable field of every record type, fed in the transaction that changes them.

One FTS5 table with two columns: the field that names a record, and its other searchable fields separated by `_FIELD`.
The index is a copy: it can be rebuilt from the records at any time.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from consultant_desk.entities.registry import EntitySpec

_OPEN, _CLOSE, _FIELD = "\x02", "\x03", "\x1f"
_TITLE_WEIGHT, _BODY_WEIGHT = 10.0, 1.0
_MAX_WORDS, _MAX_WORD = 12, 64
_CONTEXT = 60
_RANKED = 2000
"""A query with more matches is ranked among its newest so many, so that one letter is as fast as a name."""

Ranges = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """One record found: its title with the matching ranges, and where in which field the words stand.

    Ranges are (start, end) character positions; texts are plain. `field` is the title's when only that matched.
    """

    kind: str
    id: str
    title: str
    title_ranges: Ranges
    field: str
    snippet: str
    ranges: Ranges


def create(connection: Connection) -> None:
    """Make the empty index."""
    connection.exec_driver_sql(
        "CREATE VIRTUAL TABLE IF NOT EXISTS search USING "
        "fts5(title, body, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3')"
    )


def is_current(connection: Connection, specs: Mapping[str, EntitySpec]) -> bool:
    """Tell whether the index exists and was built for these record types and fields."""
    present = connection.exec_driver_sql("SELECT 1 FROM sqlite_master WHERE name = 'search'").first() is not None
    built = connection.exec_driver_sql("SELECT signature FROM search_built").scalar()
    return present and built == _signature(specs)


def rebuild(connection: Connection, specs: Mapping[str, EntitySpec]) -> None:
    """Make the index again from the records."""
    connection.exec_driver_sql("DROP TABLE IF EXISTS search")
    connection.exec_driver_sql("DELETE FROM search_doc")
    connection.exec_driver_sql("DELETE FROM search_built")
    create(connection)
    for spec in _indexed(specs):
        _add(connection, spec, "t.deleted_at IS NULL", ())
    connection.exec_driver_sql("INSERT INTO search_built (id, signature) VALUES (1, ?)", (_signature(specs),))


def follow(connection: Connection, specs: Mapping[str, EntitySpec], txn: int, kinds: Iterable[str]) -> None:
    """Bring the index up to the journal entries of a transaction that changed records of `kinds`."""
    touched = "SELECT record FROM journal_entry WHERE txn = ? AND kind = ?"
    for kind in sorted(kinds):
        spec = specs.get(kind)
        if spec is None or not spec.searchable:
            continue
        documents = f"SELECT id FROM search_doc WHERE kind = ? AND record IN ({touched})"
        arguments = (kind, txn, kind)
        connection.exec_driver_sql(f"DELETE FROM search WHERE rowid IN ({documents})", arguments)
        connection.exec_driver_sql(f"DELETE FROM search_doc WHERE id IN ({documents})", arguments)
        _add(connection, spec, f"t.deleted_at IS NULL AND t.id IN ({touched})", (txn, kind))


def find(
    connection: Connection,
    specs: Mapping[str, EntitySpec],
    text: str,
    *,
    kinds: Iterable[str] = (),
    limit: int = 50,
) -> tuple[Hit, ...]:
    """Return the records that hold every word of `text` (each a prefix), best first; any text is safe.

    `kinds` keeps to some record types; empty means all.
    """
    query = match_expression(text)
    if not query:
        return ()
    wanted = tuple(sorted(kinds))
    among = f"AND d.kind IN ({', '.join('?' * len(wanted))})" if wanted else ""
    ranked = (
        "SELECT m.rowid, d.kind, d.record, bm25(search, ?, ?) AS score "
        "FROM search m JOIN search_doc d ON d.id = m.rowid "
        f"WHERE search MATCH ? {among} AND m.rowid IN "
        "(SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT ?) "
        "ORDER BY score, m.rowid DESC LIMIT ?"
    )
    rows = connection.exec_driver_sql(
        f"WITH best AS MATERIALIZED ({ranked}) SELECT b.kind, b.record, "
        "highlight(search, 0, ?, ?), highlight(search, 1, ?, ?) "
        "FROM best b JOIN search ON search.rowid = b.rowid WHERE search MATCH ? ORDER BY b.score, b.rowid DESC",
        (_TITLE_WEIGHT, _BODY_WEIGHT, query, *wanted, query, _RANKED, limit, _OPEN, _CLOSE, _OPEN, _CLOSE, query),
    )
    return tuple(_hit(specs[kind], record, title, body) for kind, record, title, body in rows if kind in specs)


def match_expression(text: str) -> str:
    """Return the FTS5 query of what a person typed: every word quoted and a prefix; empty when there is no word."""
    words = [word[:_MAX_WORD] for word in re.findall(r"\w+", unicodedata.normalize("NFC", text)) if _has_letter(word)]
    return " ".join(f'"{word}"*' for word in words[:_MAX_WORDS])


def _has_letter(word: str) -> bool:
    return any(letter.isalnum() for letter in word)


def _indexed(specs: Mapping[str, EntitySpec]) -> list[EntitySpec]:
    return [spec for spec in specs.values() if spec.searchable]


def _body_fields(spec: EntitySpec) -> tuple[str, ...]:
    return tuple(name for name in spec.searchable if name != spec.title_field)


def _signature(specs: Mapping[str, EntitySpec]) -> str:
    shape = [(spec.kind, spec.title_field, _body_fields(spec)) for spec in _indexed(specs)]
    return hashlib.sha256(repr(shape).encode()).hexdigest()


def _add(connection: Connection, spec: EntitySpec, condition: str, arguments: tuple[object, ...]) -> None:
    first = connection.exec_driver_sql("SELECT coalesce(max(id), 0) FROM search_doc").scalar_one()
    connection.exec_driver_sql(
        f"INSERT INTO search_doc (kind, record) SELECT '{spec.kind}', t.id FROM \"{spec.kind}\" t WHERE {condition}",
        arguments,
    )
    separator = f" || char({ord(_FIELD)}) || "
    body = separator.join(_plain(name) for name in _body_fields(spec)) or "''"
    connection.exec_driver_sql(
        f"INSERT INTO search (rowid, title, body) SELECT d.id, {_plain(spec.title_field)}, {body} "
        f'FROM search_doc d JOIN "{spec.kind}" t ON t.id = d.record WHERE d.kind = ? AND d.id > ?',
        (spec.kind, first),
    )


def _plain(column: str) -> str:
    """Return the SQL of a column's text without the three characters that mark matches and part fields."""
    text = f"coalesce(t.\"{column}\", '')"
    for mark in (_OPEN, _CLOSE, _FIELD):
        text = f"replace({text}, char({ord(mark)}), ' ')"
    return text


def _hit(spec: EntitySpec, record: str, title: str, body: str) -> Hit:
    plain_title, title_ranges = _unmark(title)
    fields = _body_fields(spec)
    for field, part in zip(fields, body.split(_FIELD), strict=False):
        if _OPEN in part:
            snippet, ranges = _excerpt(*_unmark(part))
            return Hit(spec.kind, record, plain_title, title_ranges, field, snippet, ranges)
    return Hit(spec.kind, record, plain_title, title_ranges, spec.title_field, "", ())


def _unmark(marked: str) -> tuple[str, Ranges]:
    parts: list[str] = []
    ranges: list[tuple[int, int]] = []
    length = start = 0
    for piece in re.split(f"([{_OPEN}{_CLOSE}])", marked):
        if piece == _OPEN:
            start = length
        elif piece == _CLOSE:
            ranges.append((start, length))
        else:
            parts.append(piece)
            length += len(piece)
    return "".join(parts), tuple(ranges)


def _excerpt(text: str, ranges: Ranges) -> tuple[str, Ranges]:
    """Return the text around the first match, cut at spaces, on one line, with the ranges moved along."""
    start, end = max(0, ranges[0][0] - _CONTEXT), min(len(text), ranges[0][1] + _CONTEXT)
    if start > 0:
        space = text.find(" ", start, ranges[0][0])
        start = space + 1 if space >= 0 else start
    if end < len(text):
        space = text.rfind(" ", ranges[0][1], end)
        end = space if space > 0 else end
    before, after = "…" if start > 0 else "", "…" if end < len(text) else ""
    cut = re.sub(r"\s", " ", text[start:end])
    moved = tuple(
        (max(first, start) - start + len(before), min(last, end) - start + len(before))
        for first, last in ranges
        if first < end and last > start
    )
    return before + cut + after, moved
