"""Snapshots and answers as JSON: for the pipe to the worker, and for the data attached to a report.

A codec over the types of the frozen dataclasses, strict in both directions: an unknown key, a missing field, a wrong
type or a number that is not finite is refused. Nothing is ever unpickled.
"""

from __future__ import annotations

import base64
import json
import math
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from decimal import Decimal, InvalidOperation
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeAlias, TypeVar, Union, get_args, get_origin, get_type_hints

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
T = TypeVar("T")
_KIND = "kind_of"
MAX_DEPTH = 40


class WireError(ValueError):
    """Data that does not have the shape it should have; says where, never what."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What is asked of records. `complete`: every field has to be there; else absent ones take their defaults.

    `unknown` names fields by class that data of an earlier format did not have: they are refused there.
    """

    complete: bool = False
    unknown: Mapping[type, frozenset[str]] = field(default_factory=dict)


_LENIENT = Shape()


def encode(value: object) -> Json:
    """Return plain JSON data of a frozen dataclass or of what it is made of."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, str):
        return value
    if isinstance(value, float):
        if not math.isfinite(value):
            raise WireError("a number is not finite")
        return value
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    if isinstance(value, tuple):
        return [encode(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): encode(item) for key, item in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        data: dict[str, Json] = {_KIND: type(value).__name__} if _ambiguous(type(value).__name__) else {}
        for one in fields(value):
            data[one.name] = encode(getattr(value, one.name))
        return data
    raise WireError(f"{type(value).__name__} is not data")


def decode(wanted: type[T], data: Json, where: str = "$") -> T:
    """Return the dataclass that plain JSON data stands for; `WireError` with the place of the first fault."""
    value: T = _decode(wanted, data, where, 0, _LENIENT)
    return value


def decode_fields(wanted: Any, data: dict[str, Json], where: str, shape: Shape = _LENIENT) -> dict[str, Any]:
    """Return the given fields of a dataclass by name, each decoded; the others are left to the caller."""
    hints = _hints(wanted)
    if set(data) - set(hints) | set(data) & shape.unknown.get(wanted, frozenset()):
        raise WireError(f"{where}: unknown keys")
    return {name: _decode(hints[name], value, f"{where}.{name}", 1, shape) for name, value in data.items()}


def dumps(value: object) -> bytes:
    """Return compact UTF-8 JSON of a dataclass."""
    return json.dumps(encode(value), ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode(
        "utf-8", "surrogatepass"
    )


def loads(wanted: type[T], data: bytes) -> T:
    """Read what `dumps` wrote."""
    return decode(wanted, parse(data))


def parse(data: bytes) -> Json:
    """Parse JSON strictly: UTF-8, no repeated keys, finite numbers."""
    try:
        value: Json = json.loads(
            data.decode("utf-8", "surrogatepass"), object_pairs_hook=_unique, parse_constant=_no_constant
        )
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise WireError("not JSON") from error
    return value


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise WireError("a key stands twice")
    return found


def _no_constant(_name: str) -> float:
    raise WireError("a number is not finite")


# Dataclasses that stand in a union with others carry the name of their class.
@cache
def _ambiguous(name: str) -> bool:
    from consultant_desk.domain.evaluation import problem

    unions = (problem.ValueFunction, problem.WeightAnswers)
    return any(name == kind.__name__ for union in unions for kind in get_args(union))


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _decode(wanted: Any, data: Json, where: str, depth: int, shape: Shape) -> Any:
    if depth > MAX_DEPTH:
        raise WireError(f"{where}: nested too deeply")
    origin = get_origin(wanted)
    if origin in {Union, UnionType}:
        return _union(get_args(wanted), data, where, depth, shape)
    if origin is tuple:
        return _tuple(get_args(wanted), data, where, depth, shape)
    if origin is not None and issubclass(origin, Mapping):
        if not isinstance(data, dict):
            raise WireError(f"{where}: not an object")
        kind = get_args(wanted)[1]
        return {key: _decode(kind, item, f"{where}.{key}", depth + 1, shape) for key, item in data.items()}
    if is_dataclass(wanted):
        return _record(wanted, data, where, depth, shape)
    return _scalar(wanted, data, where)


def _union(kinds: tuple[Any, ...], data: Json, where: str, depth: int, shape: Shape) -> Any:
    if data is None and NoneType in kinds:
        return None
    records = [kind for kind in kinds if is_dataclass(kind)]
    if len(records) > 1 and isinstance(data, dict):
        named = [kind for kind in records if kind.__name__ == data.get(_KIND)]  # type: ignore[union-attr]
        if not named:
            raise WireError(f"{where}: unknown kind")
        return _decode(named[0], data, where, depth, shape)
    for kind in kinds:
        if kind is NoneType:
            continue
        if kind in {str, float, int, bool} and not _fits(kind, data):
            continue
        return _decode(kind, data, where, depth, shape)
    raise WireError(f"{where}: wrong type")


def _fits(kind: type, data: Json) -> bool:
    if kind is float:
        return isinstance(data, int | float) and not isinstance(data, bool)
    if kind is int:
        return isinstance(data, int) and not isinstance(data, bool)
    return isinstance(data, kind)


def _tuple(kinds: tuple[Any, ...], data: Json, where: str, depth: int, shape: Shape) -> tuple[Any, ...]:
    if not isinstance(data, list):
        raise WireError(f"{where}: not a list")
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        return tuple(_decode(kinds[0], item, f"{where}[{i}]", depth + 1, shape) for i, item in enumerate(data))
    if len(kinds) != len(data):
        raise WireError(f"{where}: wrong length")
    pairs = zip(kinds, data, strict=True)
    return tuple(_decode(kind, item, f"{where}[{i}]", depth + 1, shape) for i, (kind, item) in enumerate(pairs))


def _record(wanted: Any, data: Json, where: str, depth: int, shape: Shape) -> Any:
    if not isinstance(data, dict):
        raise WireError(f"{where}: not an object")
    hints = _hints(wanted)
    known = {one.name for one in fields(wanted)}
    unknown = shape.unknown.get(wanted, frozenset())
    if set(data) - known - {_KIND} | set(data) & unknown:
        raise WireError(f"{where}: unknown keys")
    values = {}
    for one in fields(wanted):
        if one.name in data:
            values[one.name] = _decode(hints[one.name], data[one.name], f"{where}.{one.name}", depth + 1, shape)
        elif (shape.complete and one.name not in unknown) or (
            one.default is MISSING and one.default_factory is MISSING
        ):
            raise WireError(f"{where}.{one.name}: missing")
    return wanted(**values)


def _scalar(wanted: Any, data: Json, where: str) -> Any:
    if wanted in {str, int, float, bool}:
        if not _fits(wanted, data):
            raise WireError(f"{where}: wrong type")
        return float(data) if wanted is float else data  # type: ignore[arg-type]
    if isinstance(wanted, type) and isinstance(data, str):
        try:
            if issubclass(wanted, Enum):
                return wanted(data)
            if wanted is bytes:
                return base64.b64decode(data, validate=True)
            if wanted is Decimal:
                return Decimal(data)
        except (ValueError, InvalidOperation) as error:
            raise WireError(f"{where}: not a value of its kind") from error
    raise WireError(f"{where}: wrong type")
