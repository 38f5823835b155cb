"""The consultant's own details and brands."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BrandRow:
    """A brand; `logo_sha256` is empty without a logo."""

    id: str
    name: str
    primary_colour: str
    secondary_colour: str
    font: str
    contact_line: str
    legal_footer: str
    logo_sha256: str
    is_default: bool


@dataclass(frozen=True, slots=True)
class PracticeSheet:
    """You, as printed on reports; `brands` holds all of them, the default one first."""

    id: str
    name: str
    consultant: str
    mail: str
    phone: str
    website: str
    place: str
    currency: str
    brands: tuple[BrandRow, ...]
