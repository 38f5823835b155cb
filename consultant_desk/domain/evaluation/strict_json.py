"""Parse JSON from strangers: UTF-8 only, bounded size and depth, no repeated keys lost, no NaN, numbers kept exact.

Numbers come out as `Decimal`, texts and keys in NFC. Everything that is not JSON raises one `UserError` that says in
plain words what the file is not, or in which line it is damaged; there is no place in it that a fault could name.
"""

from __future__ import annotations

import json
import re
import unicodedata
from decimal import Decimal, InvalidOperation
from typing import TypeAlias

from consultant_desk.errors import UserError

MAX_BYTES = 20_000_000
MAX_DEPTH = 40
MAX_DIGITS = 400
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
NO_TEXT = "It is no text at all, but a picture, a document or the like."

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


_NO_TEXT = re.compile(r"\A\s*%PDF-|[\0-\x08\x0b\x0e-\x1f]")
"""A PDF, which may be plain letters at its start, or control characters that no text has."""

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"|[\[\]{}]', re.DOTALL)


def parse(data: bytes | str, called: str, most: int = MAX_BYTES) -> Tree:
    """Return the tree of a JSON text; `UserError` when it is too big, too deep, not UTF-8 or not JSON.

    `called` is what the file should be, with its article: "an evaluation file"; `most` is how many bytes it may have.
    """
    text = _decoded(data, called, most)
    _check_depth(text, called)
    try:
        tree: Tree = json.loads(
            text,
            object_pairs_hook=JsonObject,
            parse_float=_number,
            parse_int=_number,
            parse_constant=BadNumber,
        )
    except json.JSONDecodeError as error:
        raise _not_json(text, error, called) from None
    except RecursionError:
        raise _too_deep(called) from None
    return tree


def _not_json(text: str, error: json.JSONDecodeError, called: str) -> UserError:
    """Tell a file that is something else from one that was JSON once."""
    if not text.strip():
        return _none(called, "It is empty.")
    if text.lstrip()[0] not in "{[":
        return _none(called, NO_TEXT if _NO_TEXT.search(text) else "It is a text, but not JSON.")
    damaged = "The file is damaged and cannot be read."
    cut = error.msg.startswith("Unterminated string") and text.rstrip()[-1] not in "}]"
    if error.pos >= len(text.rstrip()) or cut:
        line = text.rstrip().count("\n") + 1
        return UserError(damaged, hint=f"It breaks off in line {line}; the rest is missing.")
    return UserError(damaged, hint=f"Line {error.lineno} is not JSON at character {error.colno}.")


def _none(called: str, hint: str) -> UserError:
    return UserError(f"This is not {called}.", hint=hint)


def _too_deep(called: str) -> UserError:
    return _none(called, f"It is nested more than {MAX_DEPTH} levels deep.")


def _decoded(data: bytes | str, called: str, most: int) -> str:
    if len(data) > most:
        raise _none(called, f"It is larger than {most // 1_000_000} MB.")
    if isinstance(data, str):
        return data.removeprefix("\ufeff")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _not_utf8(data, error.start, called) from None
    if "\0" in text:
        raise _none(called, NO_TEXT)
    return text


def _not_utf8(data: bytes, start: int, called: str) -> UserError:
    if data.startswith(UTF_16):
        return _none(called, "It is a text in UTF-16; save it as UTF-8 and try again.")
    if b"\0" in data:
        return _none(called, NO_TEXT)
    if data.lstrip()[:1] not in (b"{", b"["):
        no_text = _NO_TEXT.search(data.decode("latin-1"))
        return _none(called, NO_TEXT if no_text else "It is a text, but not in UTF-8, and not JSON.")
    line = data[:start].count(b"\n") + 1
    return UserError(
        "The file cannot be read.", hint=f"Line {line} is not in UTF-8; save the file as UTF-8 and try again."
    )


def _check_depth(text: str, called: str) -> None:
    depth = 0
    for token in _TOKEN.finditer(text):
        mark = token.group()[0]
        if mark in "[{":
            depth += 1
            if depth > MAX_DEPTH:
                raise _too_deep(called)
        elif mark in "]}":
            depth -= 1


def _number(text: str) -> Decimal | BadNumber:
    if len(text) > MAX_DIGITS:
        return BadNumber(text)
    try:
        return Decimal(text)
    except InvalidOperation:
        return BadNumber(text)
