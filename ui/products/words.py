"""How the catalogue puts its values into words."""

from __future__ import annotations

from datetime import date

from consultant_desk.domain.money import Money
from consultant_desk.services.rows.products import EvidenceRow, PlanRow, ProductRow
from ui.entry import date_text, day_text, formats, money_text
from ui.widgets.chips import Mood
from ui.widgets.choice import Option

STATUS = (Option("active", "Active"), Option("watch", "Watch"), Option("retired", "Retired"))
BILLING = (Option("month", "a month"), Option("year", "a year"), Option("once", "once"), Option("usage", "by use"))
PER = (Option("seat", "per seat"), Option("organisation", "per organisation"), Option("unit", "per unit"))
KINDS = tuple(
    Option(kind, kind[:1].upper() + kind[1:])
    for kind in (
        "vendor claim", "document", "hands-on test", "demonstration", "reference", "review", "benchmark", "contract",
    )
)  # fmt: skip
GRADES = (
    Option("", "Not graded"),
    Option("A", "A, own test or contract"),
    Option("B", "B, independent"),
    Option("C", "C, vendor's own"),
    Option("D", "D, hearsay"),
)
GRADE_MOOD: dict[str, Mood] = {"A": "good", "B": "info", "C": "quiet", "D": "warn"}
OLD_DAYS = 90
SOON_DAYS = 30


def label_of(options: tuple[Option, ...], value: str) -> str:
    """Return the words for a stored value."""
    return next((option.label for option in options if option.value == value), value)


def price_line(price: Money | None, basis: str) -> str:
    """Return a price as the list shows it, or that none is known."""
    return money_text(price) + (f" {basis}" if basis else "") if price is not None else "no price yet"


def terms(plan: PlanRow) -> str:
    """Return how a plan is sold: "a month, per seat, at least 5"."""
    parts = [label_of(BILLING, plan.billing), label_of(PER, plan.per)]
    if plan.minimum:
        parts.append(f"at least {formats().number(plan.minimum)}")
    return ", ".join(part for part in parts if part)


def seen_line(seen_on: str, age_days: int | None) -> str:
    """Return when a price was seen, and that it is old where it is."""
    if not seen_on:
        return "date unknown"
    shown = date_text(seen_on)
    return f"{shown}, {age_days} d old" if age_days is not None and age_days > OLD_DAYS else shown


def expiry(row: EvidenceRow, today: date) -> tuple[str, Mood | None]:
    """Return the words for an expiry and their mood; no mood while it lies far ahead."""
    if not row.expires_on:
        return "", None
    if row.expired:
        return f"expired {day_text(row.expires_on, today)}", "bad"
    days = (date.fromisoformat(row.expires_on) - today).days
    return day_text(row.expires_on, today), "warn" if days <= SOON_DAYS else None


def catalogue_state(products: int, unpriced: int) -> str:
    """Return the line beside the title."""
    words = "1 product" if products == 1 else f"{products} products"
    return f"{words}, {unpriced} without a price" if unpriced else words


def unpriced(rows: tuple[ProductRow, ...]) -> int:
    """Return how many products have no price."""
    return sum(1 for row in rows if row.newest_price is None)
