"""Lines of a statement as JSON, for the pipe from the worker process: columns, with what repeats said once."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from consultant_desk.domain.earnings.statement import LineRole, Statement, Trouble
from consultant_desk.domain.earnings.statement_lines import LineBlock, Lines
from consultant_desk.domain.earnings.states import Approval, Kind, Payment, ReversalShape
from consultant_desk.domain.earnings.verdict import Verdict
from consultant_desk.imports.statements.cells import same

_COLUMNS = (
    "external_id", "occurrence", "date", "day_utc", "currency", "amount_minor", "effect_minor", "cash_minor",
    "sale_minor", "sale_currency", "old_amount_minor", "explained", "fee_minor", "tax_minor", "net_minor", "program",
    "ref", "payment_id", "product", "customer", "order_ref", "reason", "reverses", "account", "change_at",
)  # fmt: skip
_SEVERAL = frozenset(
    {"date", "day_utc", "currency", "sale_currency", "program", "ref", "payment_id", "product", "reason"}
)
"""Columns whose texts come again and again: each is kept once."""
_CACHED = 50_000


def encode_block(block: LineBlock) -> bytes:
    """Return a block as JSON."""
    numbers = {id(said): number for number, said in enumerate(block.distinct)}
    line = block.line
    document = {
        "size": len(block),
        "line": [line.start] if isinstance(line, range) else list(line),
        "verdicts": [list(said) for said in block.distinct],
        "said": _column([*map(numbers.__getitem__, map(id, block.verdicts))]),
        "columns": _columns(block),
        "is_delta": block.is_delta,
        "troubles": [[place, trouble, detail] for place, (trouble, detail) in block.troubles.items()],
        "pairs": list(block.pairs.items()),
    }
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


class BlockReader:
    """Reads what `encode_block` wrote; texts that come again are kept once. `ValueError` for what is no block."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}
        self._verdicts: dict[str, Verdict] = {}

    def read(self, data: bytes) -> LineBlock:
        """Return the block."""
        try:
            return self._read(json.loads(data.decode("utf-8", "surrogatepass")))
        except (KeyError, TypeError, IndexError) as error:
            raise ValueError("not lines of a statement") from error

    def _read(self, document: dict[str, Any]) -> LineBlock:
        size, line = document["size"], document["line"]
        distinct = [self._verdict(values) for values in document["verdicts"]]
        said = _spread(document["said"], size)
        found: list[Sequence[Any]] = []
        for name, values in zip(_COLUMNS, document["columns"], strict=True):
            if isinstance(values, int) and not isinstance(values, bool):
                found.append(found[values])
            else:
                column = _spread(values, size)
                found.append(self._kept(column) if name in _SEVERAL and isinstance(values[0], list) else column)
        block = LineBlock(
            line=range(line[0], line[0] + size) if len(line) == 1 else line,
            verdicts=[distinct[number] for number in said],
            distinct=distinct,
            is_delta=document["is_delta"],
            troubles={place: (Trouble(trouble), detail) for place, trouble, detail in document["troubles"]},
            pairs=dict(document["pairs"]),
            **dict(zip(_COLUMNS, found, strict=True)),
        )
        if any(len(column) != size for column in (block.line, block.verdicts, *found)):
            raise ValueError("not lines of a statement")
        return block

    def _kept(self, column: Sequence[str]) -> Sequence[str]:
        if len(self._texts) > _CACHED:
            self._texts.clear()
        return [*map(self._texts.setdefault, column, column)]

    def _verdict(self, values: list[Any]) -> Verdict:
        key = repr(values)
        if key not in self._verdicts:
            role, approval, payment, raw, kind, label, recurring, forecast, shape, counts, moves, at, left, why = values
            self._verdicts[key] = Verdict(
                LineRole(role), Approval(approval), Payment(payment), raw, Kind(kind), label, recurring, forecast,
                ReversalShape(shape) if shape else None, counts, moves, at, left, Trouble(why) if why else None,
            )  # fmt: skip
        return self._verdicts[key]


def encode_statement(statement: Statement) -> dict[str, Any]:
    """Return a statement without its lines."""
    return {
        "profile": statement.profile,
        "account": statement.account,
        "period_from": statement.period_from,
        "period_to": statement.period_to,
        "declared_to": statement.declared_to,
        "headers": list(statement.headers),
        "known": statement.known,
        "header_status": statement.header_status,
        "warnings": list(statement.warnings),
    }


def decode_statement(data: dict[str, Any], lines: Lines) -> Statement:
    """Return a statement of what `encode_statement` wrote and its lines."""
    texts = {**data, "headers": tuple(data["headers"]), "warnings": tuple(data["warnings"])}
    return Statement(lines=lines, **texts)


def _columns(block: LineBlock) -> list[Any]:
    """Return the columns; one that is shared with another one before it, as the number of that."""
    columns: list[Any] = []
    known: dict[int, int] = {}
    for number, name in enumerate(_COLUMNS):
        values = getattr(block, name)
        columns.append(known.setdefault(id(values), number) if id(values) in known else _column(values))
        known.setdefault(id(values), number)
    return columns


def _column(values: Sequence[Any]) -> list[Any]:
    """Return a column: its one value, or all of them in a list of their own."""
    return [values[0]] if values.count(values[0]) == len(values) else [list(values)]


def _spread(values: list[Any], size: int) -> Sequence[Any]:
    (one,) = values
    return one if isinstance(one, list) else same(one, size)
