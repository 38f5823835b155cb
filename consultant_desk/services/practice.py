"""You and your brands: what reports print as author and how they look."""

from __future__ import annotations

import re
from collections.abc import Callable

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultant_desk.domain.brand import Brand as PrintedBrand
from consultant_desk.domain.brand import Logo
from consultant_desk.domain.changes import Outcome
from consultant_desk.domain.clock import Clock
from consultant_desk.domain.ids import pair_id
from consultant_desk.entities.brand import Brand
from consultant_desk.entities.document import Document
from consultant_desk.entities.practice import Practice
from consultant_desk.entities.registry import entities
from consultant_desk.errors import UserError
from consultant_desk.services.client_reading import resolve
from consultant_desk.services.operations import Area, FieldValue, assign, find
from consultant_desk.services.rows.practice import BrandRow, PracticeSheet
from consultant_desk.storage.session import revive
from consultant_desk.storage.store import Store

PRACTICE_ID = pair_id("practice")
COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
LogoIntake = Callable[[bytes], Logo]


class PracticeArea(Area):
    """Operations on the practice and its brands. `intake` checks and re-encodes a logo, away from the workspace."""

    def __init__(self, store: Store, clock: Clock, intake: LogoIntake) -> None:
        super().__init__(store, clock)
        self._intake = intake

    def sheet(self) -> PracticeSheet:
        """Return the practice with its brands, the default one first."""
        return self._read(practice_sheet)

    def edit(self, **values: FieldValue) -> Outcome[None]:
        """Set fields of the practice."""

        def work(session: Session) -> None:
            practice = session.get(Practice, PRACTICE_ID) or revive(session, Practice, PRACTICE_ID)
            assign(entities()["practice"], practice, values)

        return self._change("Edit your details", work)

    def add_brand(self, name: str) -> Outcome[str]:
        """Add a brand with the house colours; it becomes the default where there is none."""

        def work(session: Session) -> str:
            house = PrintedBrand(name="")
            brand = Brand()
            values = {"name": name, "primary_colour": house.primary, "secondary_colour": house.secondary}
            assign(entities()["brand"], brand, {**values, "font": house.font})
            session.add(brand)
            session.flush()
            practice = session.get(Practice, PRACTICE_ID) or revive(session, Practice, PRACTICE_ID)
            if practice.brand_id is None or session.get(Brand, practice.brand_id) is None:
                practice.brand_id = brand.id
            return brand.id

        return self._change(f"Add brand {name.strip()}", work)

    def find_brand(self, text: str) -> str:
        """Return the brand meant by a tail of its id or its exact name."""
        return self._read(lambda session: resolve(session, Brand, text))

    def edit_brand(self, brand_id: str, **values: FieldValue) -> Outcome[None]:
        """Set fields of a brand; colours are #RRGGBB."""
        for name in ("primary_colour", "secondary_colour"):
            colour = values.get(name)
            if colour is not None and not COLOUR.fullmatch(str(colour)):
                raise UserError(f"{colour!r} is not a colour.", "Nothing was changed.", "Write it as #24408E.")
        return self._edit("brand", brand_id, values)

    def make_default(self, brand_id: str) -> Outcome[None]:
        """Let new reports take this brand."""
        return self.edit(brand_id=brand_id)

    def set_logo(self, brand_id: str, data: bytes, name: str) -> Outcome[None]:
        """Take a PNG, JPEG or SVG as the logo; it is checked and re-encoded first, `UserError` says what is wrong."""
        logo = self._intake(data)
        sha256 = self._store.documents.put(logo.png)

        def work(session: Session) -> None:
            brand = find(session, Brand, brand_id)
            document = Document(name=name or "logo.png", sha256=sha256, mime="image/png", size=len(logo.png))
            session.add(document)
            session.flush()
            brand.logo_id = document.id

        return self._change("Set logo", work)

    def remove_logo(self, brand_id: str) -> Outcome[None]:
        """Take the logo off a brand."""
        return self._edit("brand", brand_id, {"logo_id": None})

    def logo(self, brand_id: str) -> bytes | None:
        """Return the PNG of a brand's logo, None without one."""
        sha256 = self._read(lambda session: logo_sha256(session, find(session, Brand, brand_id)))
        return self._store.documents.get(sha256) if sha256 else None

    def trash_brand(self, brand_id: str) -> Outcome[None]:
        """Move a brand to the Trash; reports that took it fall back to the default."""
        return self._trash("brand", brand_id)


def practice_sheet(session: Session) -> PracticeSheet:
    """Return the practice, with empty fields where nothing was entered."""
    practice = session.get(Practice, PRACTICE_ID)
    default = practice.brand_id if practice else None
    brands = [
        BrandRow(
            id=brand.id,
            name=brand.name,
            primary_colour=brand.primary_colour,
            secondary_colour=brand.secondary_colour,
            font=brand.font,
            contact_line=brand.contact_line,
            legal_footer=brand.legal_footer,
            logo_sha256=logo_sha256(session, brand) or "",
            is_default=brand.id == default,
        )
        for brand in session.scalars(select(Brand).order_by(Brand.name, Brand.id))
    ]
    brands.sort(key=lambda row: not row.is_default)
    return PracticeSheet(
        id=PRACTICE_ID,
        name=practice.name if practice else "",
        consultant=practice.consultant if practice else "",
        mail=practice.mail if practice else "",
        phone=practice.phone if practice else "",
        website=practice.website if practice else "",
        place=practice.place if practice else "",
        currency=(practice.currency or "EUR") if practice else "EUR",
        brands=tuple(brands),
    )


def logo_sha256(session: Session, brand: Brand) -> str | None:
    """Return the hash of a brand's logo, None without one."""
    document = session.get(Document, brand.logo_id) if brand.logo_id else None
    return document.sha256 if document is not None else None
