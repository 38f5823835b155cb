"""A cursor over a parsed JSON tree that collects faults instead of stopping at the first.

Every reader method returns a usable value of the right type even after a fault, so that reading goes on and a person
gets all faults at once; the caller raises them together in the end.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from enum import Enum
from typing import TypeVar

from consultant_desk.domain.evaluation.strict_json import BadNumber, JsonObject, Tree
from consultant_desk.errors import Fault, UserError

MAX_FAULTS = 1_000
MAX_TEXT = 1_000_000
LARGEST = Decimal(10) ** 15
SMALLEST = Decimal(10) ** -15

E = TypeVar("E", bound=Enum)

_ID = re.compile(r"[A-Za-z0-9_-]+")
_PLAIN_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_DECIMAL = re.compile(r"-?[0-9]{1,400}(\.[0-9]{1,400})?([eE][+-]?[0-9]{1,4})?")


class FaultLog:
    """Collects faults up to a limit; `version` is that of the file being read."""

    def __init__(self, version: int = 1) -> None:
        self.version = version
        self.faults: list[Fault] = []
        self.dropped = 0

    def add(self, where: str, what: str, expected: str = "") -> None:
        """Note one fault."""
        if len(self.faults) < MAX_FAULTS:
            self.faults.append(Fault(where, what, expected))
        else:
            self.dropped += 1


class Node:
    """One value of the tree with its JSON path; `given` tells whether it stands in the file at all."""

    __slots__ = ("given", "log", "path", "raw")

    def __init__(self, raw: Tree, path: str, log: FaultLog, *, given: bool = True) -> None:
        self.raw = raw
        self.path = path
        self.given = given
        self.log = log

    def fault(self, what: str, expected: str = "") -> None:
        """Note a fault at this place."""
        self.log.add(self.path, what, expected)

    def wrong(self, expected: str) -> None:
        """Note that what stands here is not what is expected."""
        self.fault(f"is {shown(self.raw)}", expected)

    def child(self, key: str) -> Node:
        """Return the value under a key; a `Node` that is not `given` where there is none."""
        path = f"{self.path}.{key}" if _PLAIN_KEY.fullmatch(key) else f"{self.path}[{json.dumps(clipped(key))}]"
        if isinstance(self.raw, JsonObject) and key in self.raw:
            return Node(self.raw[key], path, self.log)
        return Node(None, path, self.log, given=False)

    def record(self, required: Iterable[str], optional: Iterable[str] = (), since_2: Iterable[str] = ()) -> bool:
        """Check that this is an object with these keys and no others; tell whether it is an object at all.

        `since_2` are keys that version 2 of the format added.
        """
        if not isinstance(self.raw, JsonObject):
            self.wrong("an object")
            return False
        required, added = tuple(required), tuple(since_2)
        known = (*required, *optional, *(added if self.log.version >= 2 else ()))
        for key in self.raw.repeated:
            self.child(key).fault("the key stands twice", "one value")
        for key in self.raw:
            if key in known:
                continue
            if key in added:
                self.child(key).fault("a key of version 2", f'"version": 2 in place of {self.log.version}')
            else:
                self.child(key).fault("unknown key", "one of " + ", ".join(known))
        for key in required:
            if key not in self.raw:
                self.child(key).fault("is missing", "a value")
        return True

    def entries(self) -> list[tuple[str, Node]]:
        """Return the (key, value) pairs of an object with free keys."""
        if not self.given:
            return []
        if not isinstance(self.raw, JsonObject):
            self.wrong("an object")
            return []
        for key in self.raw.repeated:
            self.child(key).fault("the key stands twice", "one value")
        return [(key, self.child(key)) for key in self.raw]

    def items(self, most: int) -> list[Node]:
        """Return the items of a list, at most `most`; an absent list is empty."""
        if not self.given:
            return []
        if not isinstance(self.raw, list):
            self.wrong("a list")
            return []
        if len(self.raw) > most:
            self.fault(f"holds {len(self.raw)} entries", f"at most {most}")
        return [Node(item, f"{self.path}[{index}]", self.log) for index, item in enumerate(self.raw[:most])]

    def text(self) -> str:
        """Return a text in NFC; "" where it is absent or not a text."""
        if not self.given:
            return ""
        if not isinstance(self.raw, str) or isinstance(self.raw, BadNumber):
            self.wrong("a text")
            return ""
        if len(self.raw) > MAX_TEXT:
            self.fault(f"holds {len(self.raw)} characters", f"at most {MAX_TEXT}")
            return ""
        if any("\ud800" <= character <= "\udfff" for character in self.raw):
            self.fault("holds half of a surrogate pair", "valid Unicode")
            return ""
        return unicodedata.normalize("NFC", self.raw)

    def filled(self) -> str:
        """Return a text that must not be empty."""
        text = self.text()
        if self.given and isinstance(self.raw, str) and not isinstance(self.raw, BadNumber) and not self.raw.strip():
            self.fault("is empty", "a text")
        return text

    def identifier(self) -> str:
        """Return an id; "" where it is absent or malformed."""
        if not self.given:
            return ""
        if not isinstance(self.raw, str) or not _ID.fullmatch(self.raw):
            self.wrong("an id of letters, digits, - and _")
            return ""
        return self.raw

    def flag(self) -> bool:
        """Return true or false; false where it is absent."""
        if not self.given:
            return False
        if not isinstance(self.raw, bool):
            self.wrong("true or false")
            return False
        return self.raw

    def decimal(self) -> Decimal | None:
        """Return an exact number given as a JSON number or a decimal string; None where it is absent or wrong."""
        if not self.given:
            return None
        number = self.raw
        if isinstance(number, str) and not isinstance(number, BadNumber) and _DECIMAL.fullmatch(number):
            number = Decimal(number)
        if not isinstance(number, Decimal) or not number.is_finite():
            self.wrong("a finite number")
            return None
        size = number.copy_abs()  # abs() rounds to the context and overflows on 1e999999999
        if size > LARGEST:
            self.fault("is too large", "a number of at most 15 digits before the point")
            return None
        if 0 < size < SMALLEST:
            self.fault("is too close to zero", "0 or at least 1e-15")
            return None
        return number

    def number(self) -> float | None:
        """Return a number as float; None where it is absent or wrong."""
        number = self.decimal()
        return None if number is None else float(number) + 0.0

    def within(self, low: float, high: float, default: float) -> float:
        """Return a number from `low` to `high`; the default where it is absent or wrong."""
        number = self.number()
        if number is None:
            return default
        if not low <= number <= high:
            self.wrong(f"a number from {low:g} to {high:g}")
            return default
        return number

    def whole(self, low: int, high: int, default: int) -> int:
        """Return a whole number from `low` to `high`; the default where it is absent or wrong."""
        number = self.decimal()
        if number is None:
            return default
        if number != number.to_integral_value() or not low <= number <= high:
            self.wrong(f"a whole number from {low} to {high}")
            return default
        return int(number)

    def choice(self, kinds: type[E]) -> E | None:
        """Return the member of an enumeration named by its value; None where it is absent or wrong."""
        if not self.given:
            return None
        for member in kinds:
            if isinstance(self.raw, str) and self.raw == member.value:
                return member
        self.wrong("one of " + ", ".join(f'"{member.value}"' for member in kinds))
        return None


def refused(log: FaultLog, file: str, kept: str) -> UserError:
    """Return the error for a file with faults; `file` is what it is called, `kept` what was not done."""
    count = len(log.faults) + log.dropped
    faults = tuple(log.faults)
    if log.dropped:
        faults = (*faults, Fault("$", f"{log.dropped} more faults"))
    happened = f"The {file} has one fault." if count == 1 else f"The {file} has {count} faults."
    return UserError(happened, kept, f"{faults[0].line()}." if count == 1 else "", faults)


def shown(raw: Tree) -> str:
    """Return a short text of a value for a fault line, on one line and without control characters."""
    match raw:
        case JsonObject():
            return "an object"
        case list():
            return "a list"
        case BadNumber():
            return clipped(str(raw))
        case Decimal():
            return clipped(str(raw))
        case _:
            return clipped(json.dumps(raw, ensure_ascii=True))


def clipped(text: str, most: int = 60) -> str:
    """Return the text cut to `most` characters."""
    return text if len(text) <= most else text[: most - 1] + "…"
