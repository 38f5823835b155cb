"""How money lies in columns: cost lines, and currency and rates among the stored options."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import Row

from consultant_desk.domain.evaluation.canonical import plain
from consultant_desk.domain.evaluation.problem import CostKind, CostLine, Per, SeatPrice
from consultant_desk.entities.cost import CostLine as CostLineRecord
from consultant_desk.services.evaluations.columns import Columns


@dataclass(frozen=True, slots=True)
class KeptMoney:
    """Currency and rates among the stored options, and the text that holds them."""

    currency: str
    rates: tuple[tuple[str, Decimal], ...]
    text: str


def with_money(text: str, currency: str | None = None, rates: Mapping[str, Decimal] | None = None) -> KeptMoney:
    """Return currency and rates of stored options; where they are given, those instead of the stored ones."""
    rest: dict[str, Any] = json.loads(text) if text else {}
    if currency is not None:
        rest["currency"] = currency
    if rates is not None:
        rest["rates"] = {code: plain(rate) for code, rate in rates.items()}
    kept = tuple((code, Decimal(rate)) for code, rate in rest.get("rates", {}).items())
    return KeptMoney(rest.get("currency", ""), kept, _json(rest))


def cost_columns(line: CostLine) -> Columns:
    """Return the columns of a cost line but its candidate and place."""
    seats = line.by_seat
    return {
        "label": line.label,
        "amount": format(line.amount, "f"),
        "amount_currency": line.currency,
        "from_year": line.from_year,
        "to_year": line.to_year,
        "kind": line.kind.value,
        "seats": None if seats is None else seats.seats,
        "per": None if seats is None else seats.per.value,
        "tiers_json": "" if seats is None else _json([[start, format(price, "f")] for start, price in seats.tiers]),
        "graduated": seats is not None and seats.graduated,
    }


def cost_of(row: Row[Any] | CostLineRecord, candidate: str) -> CostLine:
    """Return a cost line from its columns; `candidate` is the key of its candidate."""
    first = row.from_year or 0
    return CostLine(
        candidate=candidate,
        label=row.label,
        amount=Decimal(row.amount or "0"),
        currency=row.amount_currency or "",
        from_year=first,
        to_year=first if row.to_year is None else row.to_year,
        kind=CostKind(row.kind or "other"),
        by_seat=_seats_of(row),
    )


def _seats_of(row: Row[Any] | CostLineRecord) -> SeatPrice | None:
    if row.seats is None or not row.tiers_json:
        return None
    tiers = tuple((int(start), Decimal(price)) for start, price in json.loads(row.tiers_json))
    return SeatPrice(row.seats, tiers, Per(row.per or "month"), graduated=bool(row.graduated))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
