"""Products with plans, prices and evidence."""

from __future__ import annotations

from dataclasses import dataclass

from consultant_desk.domain.money import Money
from consultant_desk.services.rows.evaluations import EvaluationRow


@dataclass(frozen=True, slots=True)
class PriceRow:
    """One price seen; `age_days` counts from the date seen."""

    id: str
    amount: Money | None
    seen_on: str
    age_days: int | None
    source: str
    note: str


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A plan with its prices, newest first."""

    id: str
    name: str
    billing: str
    per: str
    minimum: int | None
    prices: tuple[PriceRow, ...]


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One piece of evidence; `expired` by today's date, `scores` counts the scores it supports."""

    id: str
    product_id: str
    product: str
    key: str
    kind: str
    grade: str
    title: str
    source: str
    locator: str
    quote: str
    seen_on: str
    expires_on: str
    expired: bool
    independent: bool
    scores: int


@dataclass(frozen=True, slots=True)
class ProductRow:
    """One line of the catalogue; `newest_price` over its plans."""

    id: str
    name: str
    vendor: str
    category: str
    status: str
    newest_price: Money | None
    price_basis: str
    price_seen_on: str
    evidence: int
    evaluations: int


@dataclass(frozen=True, slots=True)
class ProductSheet:
    """A product's record."""

    id: str
    name: str
    vendor_id: str
    vendor: str
    vendor_website: str
    vendor_country: str
    category: str
    status: str
    homepage: str
    summary: str
    note: str
    plans: tuple[PlanRow, ...]
    evidence: tuple[EvidenceRow, ...]
    evaluations: tuple[EvaluationRow, ...]
