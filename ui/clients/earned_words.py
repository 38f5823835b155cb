"""What came of a client or a product, as a few facts."""

from __future__ import annotations

from collections.abc import Mapping

from consultant_desk.domain.adoption import Adoption, adoption_words
from consultant_desk.domain.money import Money
from consultant_desk.services.rows.programmes import Earned
from ui.clients.wording import amount
from ui.entry import date_text
from ui.widgets.facts import Fact

NOTHING = "nothing"


def amounts(by_currency: Mapping[str, int]) -> str:
    """Return amounts of several currencies side by side, never added up: "€107, $10"."""
    return ", ".join(amount(Money(minor, currency)) for currency, minor in by_currency.items() if minor)


def earned_facts(earned: Earned) -> list[Fact]:
    """Return earned, pending and reversed by currency, each with what it comes to in the base currency."""
    figures = (
        ("earned", earned.earned, earned.base_earned),
        ("pending", earned.pending, earned.base_pending),
        ("reversed", earned.reversed, earned.base_reversed),
    )
    return [
        Fact(name.capitalize(), amounts(held) or NOTHING, _in_base(earned, held, base, earned.missing.get(name, 0)))
        for name, held, base in figures
    ]


def told(adoption: Adoption) -> tuple[str, str]:
    """Return in words how far a client is, and since when."""
    return adoption_words(adoption, date_text)


def adoption_facts(adoption: Adoption | None) -> list[Fact]:
    """Return how far a client is, and what the adoption plan asks for next; nothing without an engagement."""
    if adoption is None:
        return []
    step = Fact("Next in the plan", adoption.next_step, date_text(adoption.next_on))
    return [Fact("Adoption", *told(adoption)), *([step] if adoption.next_on else [])]


def _in_base(earned: Earned, held: Mapping[str, int], base: int | None, missing: int) -> str:
    """Return the sum in the base currency where it says more than the amounts; no rate is said, never guessed."""
    if not held or list(held) == [earned.base]:
        return ""
    if base is None:
        return "no rate"
    return f"in all {amount(Money(base, earned.base))}" + (f", {missing} without a rate" if missing else "")
