"""What a client agreed to, what is owed to it, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from consultant_desk.domain.adoption import Adoption
from consultant_desk.domain.money import Money
from consultant_desk.services.rows.programmes import Earned, LinkRow


@dataclass(frozen=True, slots=True)
class ConsentRow:
    """One consent with the text as it was shown; `withdrawn_on` is empty while it holds."""

    id: str
    evaluation_id: str
    evaluation: str
    person_id: str
    person: str
    given_on: str
    withdrawn_on: str
    how: str
    language: str
    text_version: str
    text: str
    note: str


@dataclass(frozen=True, slots=True)
class CreditRow:
    """A commission, or a share of it, promised to the client; owed until `settled_on`."""

    id: str
    client_id: str
    commission_id: str
    commission: str
    amount: Money
    promised_on: str
    settled_on: str
    note: str


@dataclass(frozen=True, slots=True)
class RecommendationEarnings:
    """What came of one recommendation, its evaluation, and how far the client is with it."""

    id: str
    title: str
    earned: Earned
    adoption: Adoption


@dataclass(frozen=True, slots=True)
class ClientEarningsSheet:
    """What came of a client, the links it was given, what it agreed to, and what is owed to it by currency.

    `recommendations` are those whose weights were locked once: before that nobody looks at payments. `adoption` is that
    of its engagement that moved last, None where it has none.
    """

    client_id: str
    earned: Earned
    links: tuple[LinkRow, ...]
    consents: tuple[ConsentRow, ...]
    credits: tuple[CreditRow, ...]
    owed: Mapping[str, int]
    recommendations: tuple[RecommendationEarnings, ...] = ()
    adoption: Adoption | None = None
