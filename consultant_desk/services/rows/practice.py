"""The consultant's own details and brands."""

from __future__ import annotations

from dataclasses import dataclass

from consultant_desk.domain.brand import CoverStyle


@dataclass(frozen=True, slots=True)
class BrandRow:
    """A brand; `logo_sha256` is empty without a logo, `extra_font` (its name) without a font of one's own."""

    id: str
    name: str
    primary_colour: str
    secondary_colour: str
    font: str
    cover_style: CoverStyle
    contact_line: str
    header: str
    footer: str
    legal_footer: str
    logo_sha256: str
    extra_font: str
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
