"""Brands as they are stored: as rows, as a report prints them, and how a record is filled from a brand."""

from __future__ import annotations

import re
from itertools import count

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultant_desk.domain.brand import Brand as PrintedBrand
from consultant_desk.domain.brand import CoverStyle, ExtraFont, Logo
from consultant_desk.entities.brand import Brand
from consultant_desk.entities.document import Document
from consultant_desk.entities.registry import entities
from consultant_desk.services.operations import assign
from consultant_desk.services.rows.practice import BrandRow
from consultant_desk.storage.documents import Documents

PNG, TTF = "image/png", "font/ttf"
_NUMBERED = re.compile(r" \(\d{1,6}\)\Z")


def brand_rows(session: Session, default: str | None) -> tuple[BrandRow, ...]:
    """Return every brand, the default one first, then by name."""
    rows = [
        _row(session, brand, default) for brand in session.scalars(select(Brand).order_by(Brand.name, Brand.id)).all()
    ]
    return tuple(sorted(rows, key=lambda row: not row.is_default))


def printed(session: Session, documents: Documents, brand: Brand) -> PrintedBrand:
    """Return a brand as a report prints it, with its logo and its font."""
    logo, font = logo_sha256(session, brand), _document(session, brand.extra_font_id)
    return PrintedBrand(
        name=brand.name,
        primary=brand.primary_colour,
        secondary=brand.secondary_colour,
        font=brand.font,
        contact_line=brand.contact_line,
        legal_footer=brand.legal_footer,
        logo=_logo(documents.get(logo)) if logo else None,
        header=brand.header,
        footer=brand.footer,
        cover=_cover(brand),
        extra_font=ExtraFont(font.name, documents.get(font.sha256)) if font is not None and font.sha256 else None,
    )


def new_brand(session: Session, look: PrintedBrand) -> Brand:
    """Store a brand with the words and colours of another; pictures and fonts are set apart."""
    brand = Brand()
    assign(
        entities()["brand"],
        brand,
        {
            "name": look.name,
            "primary_colour": look.primary,
            "secondary_colour": look.secondary,
            "font": look.font,
            "contact_line": look.contact_line,
            "legal_footer": look.legal_footer,
            "header": look.header,
            "footer": look.footer,
            "cover_style": look.cover.value,
        },
    )
    session.add(brand)
    session.flush()
    return brand


def new_document(session: Session, name: str, mime: str, sha256: str, size: int) -> str:
    """Note a kept file and return the id of its record."""
    document = Document(name=name, sha256=sha256, mime=mime, size=size)
    session.add(document)
    session.flush()
    return document.id


def same_brand(session: Session, documents: Documents, wanted: PrintedBrand) -> str | None:
    """Return the brand that prints exactly as this one does and is called so, perhaps with a number behind it."""
    stem = _stem(wanted.name)
    for brand in session.scalars(select(Brand).order_by(Brand.id)):
        if _stem(brand.name) != stem:
            continue
        there = printed(session, documents, brand)
        if _contents(there) == _contents(wanted):
            return brand.id
    return None


def free_name(session: Session, name: str) -> str:
    """Return a name no brand has: the one given, or with a number in place of the one behind it."""
    taken = {other.casefold() for other in session.scalars(select(Brand.name))}
    name, stem = " ".join(name.split()), _stem(name)
    if name.casefold() not in taken:
        return name
    return next(free for number in count(2) if (free := f"{stem} ({number})").casefold() not in taken)


def logo_sha256(session: Session, brand: Brand) -> str | None:
    """Return the hash of a brand's logo, None without one."""
    document = _document(session, brand.logo_id)
    return document.sha256 if document is not None else None


def _row(session: Session, brand: Brand, default: str | None) -> BrandRow:
    font = _document(session, brand.extra_font_id)
    return BrandRow(
        id=brand.id,
        name=brand.name,
        primary_colour=brand.primary_colour,
        secondary_colour=brand.secondary_colour,
        font=brand.font,
        cover_style=_cover(brand),
        contact_line=brand.contact_line,
        header=brand.header,
        footer=brand.footer,
        legal_footer=brand.legal_footer,
        logo_sha256=logo_sha256(session, brand) or "",
        extra_font=font.name if font is not None else "",
        is_default=brand.id == default,
    )


def _contents(brand: PrintedBrand) -> tuple[object, ...]:
    font = brand.extra_font
    return (
        brand.primary.upper(), brand.secondary.upper(), brand.font, brand.contact_line.strip(), brand.legal_footer,
        brand.header.strip(), brand.footer.strip(), brand.cover, brand.logo, font and (font.name, font.ttf),
    )  # fmt: skip


def _stem(name: str) -> str:
    """Return a name without the number behind it."""
    return _NUMBERED.sub("", " ".join(name.split()))


def _cover(brand: Brand) -> CoverStyle:
    return CoverStyle(brand.cover_style) if brand.cover_style else CoverStyle.BLOCK


def _document(session: Session, document_id: str | None) -> Document | None:
    return session.get(Document, document_id) if document_id else None


def _logo(png: bytes) -> Logo:
    # Width and height stand at a fixed place of every PNG (IHDR, PNG specification 11.2.2).
    return Logo(png, int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big"))
