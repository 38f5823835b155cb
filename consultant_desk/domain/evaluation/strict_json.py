"""Parse JSON from strangers: UTF-8 only, bounded size and depth, no repeated keys lost, no NaN, numbers kept exact.

Numbers come out as `Decimal`, texts and keys in NFC. Everything that is not JSON raises one `UserError` with line and
column.
"""

from __future__ import annotations

import json
import re
import unicodedata
from decimal import Decimal, InvalidOperation
from typing import TypeAlias

from consultant_desk.errors import Fault, UserError

MAX_BYTES = 20_000_000
MAX_DEPTH = 40
MAX_DIGITS = 400

Tree: TypeAlias = "bool | str | Decimal | list[Tree] | JsonObject | None"


class JsonObject(dict[str, "Tree"]):
    """A JSON object that remembers which keys stood in it more than once."""

    __slots__ = ("repeated",)

    def __init__(self, pairs: list[tuple[str, Tree]]) -> None:
        super().__init__()
        self.repeated: list[str] = []
        for key, value in pairs:
            name = unicodedata.normalize("NFC", key)
            if name in self:
                self.repeated.append(name)
            self[name] = value


class BadNumber(str):
    """A number that cannot be taken as it stands: NaN, an infinity, or too many digits."""

    __slots__ = ()


_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"|[\[\]{}]', re.DOTALL)


def parse(data: bytes | str) -> Tree:
    """Return the tree of a JSON text; `UserError` when it is too big, too deep, not UTF-8 or not JSON."""
    text = _decoded(data)
    _check_depth(text)
    try:
        tree: Tree = json.loads(
            text,
            object_pairs_hook=JsonObject,
            parse_float=_number,
            parse_int=_number,
            parse_constant=BadNumber,
        )
    except json.JSONDecodeError as error:
        raise refusal(f"$ (line {error.lineno}, column {error.colno})", f"not JSON: {error.msg}", "JSON") from None
    except RecursionError:
        raise refusal("$", "nested too deeply", f"at most {MAX_DEPTH} levels") from None
    return tree


def refusal(where: str, what: str, expected: str) -> UserError:
    """Return the error for a file that cannot be read any further."""
    fault = Fault(where, what, expected)
    return UserError("The file cannot be read.", hint=fault.line(), faults=(fault,))


def _decoded(data: bytes | str) -> str:
    if len(data) > MAX_BYTES:
        raise refusal("$", f"larger than {MAX_BYTES // 1_000_000} MB", "a smaller file")
    if isinstance(data, str):
        return data.removeprefix("\ufeff")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise refusal(f"$ (byte {error.start})", "not UTF-8", "UTF-8 text") from None


def _check_depth(text: str) -> None:
    depth = 0
    for token in _TOKEN.finditer(text):
        mark = token.group()[0]
        if mark in "[{":
            depth += 1
            if depth > MAX_DEPTH:
                raise refusal("$", "nested too deeply", f"at most {MAX_DEPTH} levels")
        elif mark in "]}":
            depth -= 1


def _number(text: str) -> Decimal | BadNumber:
    if len(text) > MAX_DIGITS:
        return BadNumber(text)
    try:
        return Decimal(text)
    except InvalidOperation:
        return BadNumber(text)
