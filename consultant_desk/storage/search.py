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
from itertools import islice

from sqlalchemy import Connection

from consultant_desk.entities.registry import EntitySpec

_FIELD = "\x1f"
_TITLE_WEIGHT, _BODY_WEIGHT = 10.0, 1.0
_MAX_WORDS, _MAX_WORD = 12, 64
_CONTEXT = 60
_MAX_RANGES = 20
_RANKED = 1500
"""A query with more matches is ranked among its newest so many: one letter is as fast as a name."""

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


def exists(connection: Connection) -> bool:
    """Tell whether there is an index."""
    return connection.exec_driver_sql("SELECT 1 FROM sqlite_master WHERE name = 'search'").first() is not None


def is_current(connection: Connection, specs: Mapping[str, EntitySpec]) -> bool:
    """Tell whether the index exists and was built for these record types and fields."""
    built = connection.exec_driver_sql("SELECT signature FROM search_built").scalar()
    return exists(connection) and built == _signature(specs)


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


def faults(connection: Connection, specs: Mapping[str, EntitySpec]) -> int:
    """Return how many records the index misses, holds wrongly or holds although they are deleted."""
    wrong = 0
    for spec in _indexed(specs):
        title, body = _texts(spec)
        wrong += connection.exec_driver_sql(
            f'SELECT count(*) FROM "{spec.kind}" t LEFT JOIN search_doc d ON d.kind = ? AND d.record = t.id '
            "LEFT JOIN search s ON s.rowid = d.id WHERE (t.deleted_at IS NULL) IS NOT (s.rowid IS NOT NULL) "
            f"OR (t.deleted_at IS NULL AND (s.title IS NOT {title} OR s.body IS NOT {body}))",
            (spec.kind,),
        ).scalar_one()
    return wrong


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
    words = _words(text)
    if not words:
        return ()
    wanted = tuple(sorted(kinds))
    among = f"AND d.kind IN ({', '.join('?' * len(wanted))})" if wanted else ""
    newest = (
        "SELECT * FROM (SELECT m.rowid AS doc, d.kind, d.record, bm25(search, ?, ?) AS score "
        "FROM search m CROSS JOIN search_doc d ON d.id = m.rowid "
        f"WHERE search MATCH ? {among} ORDER BY m.rowid DESC LIMIT ?)"
    )
    query = match_expression(text)
    arguments = [(_TITLE_WEIGHT, _BODY_WEIGHT, part, *wanted, _RANKED) for part in (f"title : ({query})", query)]
    rows = connection.exec_driver_sql(
        f"WITH best AS MATERIALIZED (SELECT doc, kind, record, min(score) AS score FROM ({newest} UNION ALL {newest}) "
        "GROUP BY doc ORDER BY 4, doc DESC LIMIT ?) "
        "SELECT b.kind, b.record, s.title, s.body FROM best b CROSS JOIN search s ON s.rowid = b.doc "
        "ORDER BY b.score, b.doc DESC",
        (*arguments[0], *arguments[1], limit),
    )
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, map(_folded, words))) + r")\w*")
    return tuple(_hit(specs[kind], record, title, body, pattern) for kind, record, title, body in rows if kind in specs)


def match_expression(text: str) -> str:
    """Return the FTS5 query of what a person typed: every word quoted and a prefix; empty when there is no word."""
    return " AND ".join(f'"{word}"*' for word in _words(text))


def _words(text: str) -> list[str]:
    words = re.findall(r"\w+", unicodedata.normalize("NFC", text))
    return [word[:_MAX_WORD] for word in words if any(letter.isalnum() for letter in word)][:_MAX_WORDS]


class _Folding(dict[int, str]):
    """A table for `str.translate` that lower-cases and takes accents off, one character for one, as the index does."""

    def __missing__(self, code: int) -> str:
        plain = unicodedata.normalize("NFKD", chr(code))[0].lower()
        self[code] = plain if len(plain) == 1 else chr(code)
        return self[code]


_FOLDING = _Folding()


def _folded(text: str) -> str:
    return text.translate(_FOLDING)


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
    title, body = _texts(spec)
    connection.exec_driver_sql(
        f"INSERT INTO search (rowid, title, body) SELECT d.id, {title}, {body} "
        f'FROM search_doc d JOIN "{spec.kind}" t ON t.id = d.record WHERE d.kind = ? AND d.id > ?',
        (spec.kind, first),
    )


def _texts(spec: EntitySpec) -> tuple[str, str]:
    """Return the SQL of title and body of a record `t`."""
    separator = f" || char({ord(_FIELD)}) || "
    return _plain(spec.title_field), separator.join(_plain(name) for name in _body_fields(spec)) or "''"


def _plain(column: str) -> str:
    """Return the SQL of a column's text without the character that parts fields."""
    return f"replace(coalesce(t.\"{column}\", ''), char({ord(_FIELD)}), ' ')"


def _hit(spec: EntitySpec, record: str, title: str, body: str, pattern: re.Pattern[str]) -> Hit:
    found = _ranges(title, pattern)
    for field, text in zip(_body_fields(spec), body.split(_FIELD), strict=False):
        ranges = _ranges(text, pattern)
        if ranges:
            return Hit(spec.kind, record, title, found, field, *_excerpt(text, ranges))
    return Hit(spec.kind, record, title, found, spec.title_field, "", ())


def _ranges(text: str, pattern: re.Pattern[str]) -> Ranges:
    """Return where the words begin that were searched for; the first few are enough to show."""
    return tuple(match.span() for match in islice(pattern.finditer(_folded(text)), _MAX_RANGES))


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
