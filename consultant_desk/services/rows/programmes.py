"""Programmes with their terms, links and accounts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from consultant_desk.domain.earnings.terms import Terms


@dataclass(frozen=True, slots=True)
class Earned:
    """What came of something, in minor units: by currency, and in the base currency at the rates of the event dates.

    `earned` is what was approved or paid less what was taken back later; `pending` is not decided; `reversed` what was
    declined or taken back, positive. The `base_` figures are None when no rate was found for any of it; `missing`
    counts the lines that are left out of them, by "earned", "pending" and "reversed".
    """

    base: str
    count: int = 0
    earned: Mapping[str, int] = field(default_factory=dict)
    pending: Mapping[str, int] = field(default_factory=dict)
    reversed: Mapping[str, int] = field(default_factory=dict)
    base_earned: int | None = 0
    base_pending: int | None = 0
    base_reversed: int | None = 0
    missing: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ProgrammeRow:
    """One programme. `terms` are those of today in words, one sentence each, none when none hold yet.

    `reversal_rate` is the share of decided commissions taken back in 12 months, None when nothing was decided.
    """

    id: str
    name: str
    account_id: str
    account: str
    vendor_id: str
    vendor: str
    product_id: str
    product: str
    status: str
    applied_on: str
    decided_on: str
    terms: tuple[str, ...]
    links: int
    earned: Earned
    reversal_rate: float | None
    base_url: str = ""
    sub_id_parameter: str = ""


@dataclass(frozen=True, slots=True)
class TermsRow:
    """One version of terms, also in words; `is_current` holds today."""

    id: str
    terms: Terms
    words: tuple[str, ...]
    is_current: bool
    source: str
    note: str


@dataclass(frozen=True, slots=True)
class LinkRow:
    """One link that was given to somebody, and how many commissions came back through it."""

    id: str
    programme_id: str
    programme: str
    client_id: str
    client: str
    evaluation_id: str
    evaluation: str
    url: str
    sub_id: str
    given_on: str
    note: str
    commissions: int


@dataclass(frozen=True, slots=True)
class ProgrammeSheet:
    """One programme with all versions of its terms, the newest first, and its links, the newest first.

    `external_name` is what statements call it.
    """

    row: ProgrammeRow
    external_name: str
    sub_id_pattern: str
    note: str
    terms: tuple[TermsRow, ...]
    links: tuple[LinkRow, ...]


@dataclass(frozen=True, slots=True)
class AccountRow:
    """An account at a network, a wallet or a bank: who pays, from where, and what keeps it from paying."""

    id: str
    profile: str
    name: str
    external_id: str
    kind: str
    payer: str
    country: str
    tax_form_until: str
    held_since: str
    hold_reason: str
    note: str
    programmes: int
    files: int
