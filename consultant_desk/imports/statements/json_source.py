"""Statements as JSON: a list of objects, wherever in the document it stands, flattened with dots, one by one.

Numbers stay the texts they are, so that no float comes between the source and the cents. Depth, columns and lines
are limited; an object is forgotten once its row is made.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from consultant_desk.errors import UserError
from consultant_desk.imports.statements.source import (
    BATCH,
    MAX_COLUMNS,
    MAX_LINES,
    SAMPLE,
    Batch,
    Cancelled,
    Head,
    StatementCancelled,
    check_lines,
    unreadable,
)
from consultant_desk.imports.statements.text_source import encoding_of

MAX_DEPTH = 8
MAX_IN_LIST = 10
"""Objects in a list inside a row that become columns; what is beyond belongs to no statement."""
_COUNTED = 6
_SPACE = re.compile(r"[ \t\r\n]*")
_OBJECTS = "a list of objects"


class JsonSource:
    """The objects of a JSON text. Rows are counted from 1, also several inside one object: no two share a number."""

    spreadsheet = False
    declared = ""
    period_to = ""
    cut = ""
    unended: tuple[str, str] | None = None

    def __init__(self, data: bytes, name: str, cancelled: Cancelled) -> None:
        self.name = name
        self.warnings: list[str] = []
        encoding, broken_off = encoding_of(data, name, "", cancelled)
        if broken_off:
            raise unreadable(name, "is cut off in the middle of a character", "a whole file")
        self._text = data.decode(encoding, "replace").lstrip("\ufeff")
        self.total = max(1, self._text.count("{"))
        self._cancelled = cancelled
        self._heads: dict[str, Head] = {}

    def heads(self, json_rows: str = "") -> Sequence[Head]:
        """Return the columns of the first objects as a row of headers, with the rows below."""
        if json_rows not in self._heads:
            columns: dict[str, int] = {}
            rows: list[tuple[int, list[str]]] = []
            for row in self._rows(columns, ".", json_rows):
                rows.append(row)
                if len(rows) >= SAMPLE:
                    break
            width = len(columns)
            padded = tuple((number, [*cells, *[""] * (width - len(cells))]) for number, cells in rows)
            self._heads[json_rows] = Head(((0, list(columns)), *padded))
        head = self._heads[json_rows]
        return (head,) if len(head.rows) > 1 else ()

    def batches(self, head: Head, header: int, decimal: str, json_rows: str) -> Iterator[Batch]:
        """Yield the rows of all objects; the headers grow when an object has a column the ones before had not."""
        del header
        columns = {name: place for place, name in enumerate(head.rows[0][1])}
        headers = tuple(columns)
        rows = self._rows(columns, decimal, json_rows)
        while held := [*islice(rows, BATCH)]:
            if len(columns) > len(headers):
                headers = tuple(columns)
            yield Batch(headers, [number for number, _ in held], [cells for _, cells in held])

    def _rows(self, columns: dict[str, int], decimal: str, json_rows: str) -> Iterator[tuple[int, list[str]]]:
        made = 0
        for number, item in enumerate(self._objects(decimal), 1):
            if number == 1:
                self._check_count(item)
            if number % BATCH == 0 and self._cancelled():
                raise StatementCancelled
            inner = item.get(json_rows) if json_rows else None
            parts: list[Any] = inner if isinstance(inner, list) and inner else [None]
            for part in parts:
                made += 1
                if made > MAX_LINES:
                    check_lines(made, self.name)
                whole = item if part is None else item | {json_rows: part}
                cells = [""] * len(columns)
                self._fill(cells, columns, whole, "", 1)
                yield made, cells

    def _check_count(self, first: dict[str, Any]) -> None:
        """Refuse too many objects before they are read: each of them has the keys of the first one."""
        keys = [json.dumps(key) for key in first][:_COUNTED]
        check_lines(min((self._text.count(key) for key in keys), default=self._text.count("{")), self.name)

    def _fill(self, cells: list[str], columns: dict[str, int], item: dict[str, Any], before: str, depth: int) -> None:
        """Put the fields of an object into their cells, those of inner ones under names with dots."""
        if depth > MAX_DEPTH:
            raise unreadable(self.name, f"is nested deeper than {MAX_DEPTH} levels", _OBJECTS)
        for key, value in item.items():
            name = before + key
            if isinstance(value, str):
                text = value if value.isascii() else _clean(value)
            elif isinstance(value, dict):
                self._fill(cells, columns, value, f"{name}.", depth + 1)
                continue
            elif isinstance(value, list):
                if any(isinstance(one, dict | list) for one in value):
                    numbered = {str(place): one for place, one in enumerate(value[:MAX_IN_LIST])}
                    self._fill(cells, columns, numbered, f"{name}.", depth + 1)
                    continue
                text = ", ".join(_text(one) for one in value)
            else:
                text = _text(value)
            place = columns.get(name)
            if place is None:
                place = self._new_column(name, columns)
                cells.append("")
            cells[place] = text

    def _new_column(self, name: str, columns: dict[str, int]) -> int:
        if len(columns) >= MAX_COLUMNS:
            raise unreadable(self.name, f"has more than {MAX_COLUMNS} columns", _OBJECTS)
        # A name that only the header needs is cleaned where it is shown; two may not become one here.
        place = columns[name] = len(columns)
        return place

    def _objects(self, decimal: str) -> Iterator[dict[str, Any]]:
        """Yield the objects of the first list of objects, or those that stand one after the other."""

        def number(text: str) -> str:
            return text.replace(".", decimal)

        decoder = json.JSONDecoder(parse_float=number, parse_int=str, parse_constant=str)
        place = self._skipped(0)
        if place == len(self._text):
            raise unreadable(self.name, "is empty", _OBJECTS)
        try:
            start = _first_list(self._text, place, decoder, 0)
            yield from self._of_list(start, decoder) if start >= 0 else self._one_by_one(place, decoder)
        except json.JSONDecodeError as error:
            cut = error.pos >= len(self._text) - 1 or error.msg.startswith("Unterminated string")
            what = "ends in the middle" if cut else f"is not JSON ({error.msg})"
            raise unreadable(self.name, what, "a whole JSON file", f"line {error.lineno}") from None
        except RecursionError:
            raise unreadable(self.name, "is nested too deeply", _OBJECTS) from None

    def _of_list(self, place: int, decoder: json.JSONDecoder) -> Iterator[dict[str, Any]]:
        text, place = self._text, self._skipped(place + 1)
        while text[place : place + 1] != "]":
            item, place = decoder.raw_decode(text, place)
            if not isinstance(item, dict):
                raise unreadable(self.name, "holds something else between its objects", _OBJECTS)
            yield item
            place = self._skipped(place)
            if text[place : place + 1] == ",":
                place = self._skipped(place + 1)
            elif text[place : place + 1] != "]":
                raise json.JSONDecodeError("Expecting ',' delimiter", text, place)

    def _one_by_one(self, place: int, decoder: json.JSONDecoder) -> Iterator[dict[str, Any]]:
        while place < len(self._text):
            item, place = decoder.raw_decode(self._text, place)
            if isinstance(item, dict):
                yield item
            elif item != []:
                raise self._no_rows()
            place = self._skipped(place)

    def _no_rows(self) -> UserError:
        return unreadable(self.name, "holds no list of objects", _OBJECTS)

    def _skipped(self, place: int) -> int:
        return _after_space(self._text, place)


def _first_list(text: str, place: int, decoder: json.JSONDecoder, depth: int) -> int:
    """Return where the first list of objects begins in the value that begins here; -1 where there is none."""
    place = _after_space(text, place)
    if text[place : place + 1] == "[":
        inner = _after_space(text, place + 1)
        return place if text[inner : inner + 1] == "{" else -1
    if text[place : place + 1] != "{" or depth > MAX_DEPTH:
        return -1
    place = _after_space(text, place + 1)
    while text[place : place + 1] == '"':
        _, place = decoder.raw_decode(text, place)
        place = _after_space(text, place)
        if text[place : place + 1] != ":":
            return -1
        place = _after_space(text, place + 1)
        if (found := _first_list(text, place, decoder, depth + 1)) >= 0:
            return found
        _, place = decoder.raw_decode(text, place)
        place = _after_space(text, place)
        if text[place : place + 1] != ",":
            return -1
        place = _after_space(text, place + 1)
    return -1


def _after_space(text: str, place: int) -> int:
    found = _SPACE.match(text, place)
    return place if found is None else found.end()


def _text(value: Any) -> str:
    if isinstance(value, str):
        return _clean(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def _clean(text: str) -> str:
    """Return a text without halves of characters, which JSON can escape and nothing can store."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")
