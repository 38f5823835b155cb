"""You and your brands: what reports print as author and how they look."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultant_desk.domain.brand import Brand as PrintedBrand
from consultant_desk.domain.brand import ExtraFont, Logo
from consultant_desk.domain.brand_file import BrandFile, dump_brand, load_brand, refused_parts
from consultant_desk.domain.changes import Outcome
from consultant_desk.domain.clock import Clock
from consultant_desk.domain.contrast import is_colour
from consultant_desk.domain.ids import pair_id
from consultant_desk.domain.snapshot import ReportSnapshot
from consultant_desk.entities.brand import Brand
from consultant_desk.entities.practice import Practice
from consultant_desk.entities.registry import entities
from consultant_desk.errors import Fault, UserError
from consultant_desk.services.brand_records import (
    PNG,
    TTF,
    brand_rows,
    free_name,
    logo_sha256,
    new_brand,
    new_document,
    printed,
    same_brand,
)
from consultant_desk.services.client_reading import resolve
from consultant_desk.services.operations import Area, FieldValue, assign, find, named
from consultant_desk.services.rows.practice import PracticeSheet
from consultant_desk.storage import trash
from consultant_desk.storage.session import revive
from consultant_desk.storage.store import Store
from reports.built import BuiltReport

PRACTICE_ID = pair_id("practice")
COLOURS = ("primary_colour", "secondary_colour")
EDITABLE = (*COLOURS, "name", "font", "cover_style", "contact_line", "header", "footer", "legal_footer")


class Workshop(Protocol):
    """What looks into pictures and fonts of strangers and builds the sample, away from the workspace."""

    def accept_logo(self, data: bytes) -> Logo:
        """Check and re-encode a picture."""
        ...

    def accept_font(self, data: bytes, name: str) -> ExtraFont:
        """Check a font."""
        ...

    def build(self, snapshot: ReportSnapshot, cancelled: Callable[[], bool]) -> BuiltReport:
        """Build a report."""
        ...


class PracticeArea(Area):
    """Operations on the practice and its brands."""

    def __init__(self, store: Store, clock: Clock, workshop: Workshop) -> None:
        super().__init__(store, clock)
        self._workshop = workshop

    def sheet(self) -> PracticeSheet:
        """Return the practice with its brands, the default one first."""
        return self._read(practice_sheet)

    def edit(self, **values: FieldValue) -> Outcome[None]:
        """Set fields of the practice."""

        def work(session: Session) -> None:
            assign(entities()["practice"], _practice(session), values)

        return self._change("Edit your details", work)

    def add_brand(self, name: str) -> Outcome[str]:
        """Add a brand with the house colours; it becomes the default where there is none."""

        def work(session: Session) -> str:
            return _added(session, PrintedBrand(name=name))

        return self._change(f"Add brand {name.strip()[:40]}", work)

    def duplicate_brand(self, brand_id: str) -> Outcome[str]:
        """Add a brand that looks as this one does, under its name with a number behind it."""

        def work(session: Session) -> str:
            former = find(session, Brand, brand_id)
            look = printed(session, self._store.documents, former)
            copy = find(session, Brand, _added(session, replace(look, name=free_name(session, former.name))))
            copy.logo_id, copy.extra_font_id = former.logo_id, former.extra_font_id
            return copy.id

        label = self._read(lambda session: f"Duplicate {named(session, 'brand', brand_id)}")
        return self._change(label, work)

    def find_brand(self, text: str) -> str:
        """Return the brand meant by a tail of its id or its exact name."""
        return self._read(lambda session: resolve(session, Brand, text))

    def edit_brand(self, brand_id: str, **values: FieldValue) -> Outcome[None]:
        """Set fields of a brand; colours are #RRGGBB. Logo and font are set by operations of their own."""
        for name in COLOURS:
            colour = values.get(name)
            if name in values and not is_colour(str(colour)):
                raise UserError(f"{colour!r} is not a colour.", "Nothing was changed.", "Write it as #24408E.")
        return self._edit("brand", brand_id, {name: values[name] for name in EDITABLE if name in values})

    def make_default(self, brand_id: str) -> Outcome[None]:
        """Let new reports take this brand."""
        return self.edit(brand_id=brand_id)

    def set_logo(self, brand_id: str, data: bytes, name: str) -> Outcome[None]:
        """Take a PNG, JPEG or SVG as the logo; it is checked and re-encoded first, `UserError` says what is wrong."""
        logo = self._workshop.accept_logo(data)
        sha256 = self._store.documents.put(logo.png)

        def work(session: Session) -> None:
            brand = find(session, Brand, brand_id)
            brand.logo_id = new_document(session, name or "logo.png", PNG, sha256, len(logo.png))

        return self._change("Set logo", work)

    def remove_logo(self, brand_id: str) -> Outcome[None]:
        """Take the logo off a brand."""
        return self._edit("brand", brand_id, {"logo_id": None})

    def logo(self, brand_id: str) -> bytes | None:
        """Return the PNG of a brand's logo, None without one."""
        sha256 = self._read(lambda session: logo_sha256(session, find(session, Brand, brand_id)))
        return self._store.documents.get(sha256) if sha256 else None

    def set_extra_font(self, brand_id: str, data: bytes, name: str) -> Outcome[None]:
        """Take a TrueType font for characters the families lack; `UserError` says why one cannot be taken."""
        font = self._workshop.accept_font(data, name)
        sha256 = self._store.documents.put(font.ttf)

        def work(session: Session) -> None:
            brand = find(session, Brand, brand_id)
            brand.extra_font_id = new_document(session, font.name, TTF, sha256, len(font.ttf))

        return self._change("Set font for other scripts", work)

    def remove_extra_font(self, brand_id: str) -> Outcome[None]:
        """Take the font of one's own off a brand."""
        return self._edit("brand", brand_id, {"extra_font_id": None})

    def trash_brand(self, brand_id: str) -> Outcome[None]:
        """Move a brand to the Trash; of the others the first by name takes its place where it was the default."""

        def work(session: Session) -> None:
            find(session, Brand, brand_id)
            trash.trash(session, "brand", brand_id, self._clock)
            practice = session.get(Practice, PRACTICE_ID)
            heir = session.scalar(select(Brand.id).order_by(Brand.name, Brand.id).limit(1))
            if practice is not None and practice.brand_id == brand_id and heir is not None:
                practice.brand_id = heir

        label = self._read(lambda session: f"Delete {named(session, 'brand', brand_id)}")
        return self._change(label, work)

    def printed_brand(self, brand_id: str) -> PrintedBrand:
        """Return a brand as a report prints it."""
        return self._read(lambda session: printed(session, self._store.documents, find(session, Brand, brand_id)))

    def sample(self, brand: PrintedBrand, cancelled: Callable[[], bool] = lambda: False) -> BuiltReport:
        """Build a small report about made-up products in a brand, which need not be stored."""
        from consultant_desk.services.brand_sample import sample_snapshot

        return self._workshop.build(sample_snapshot(brand, self._clock.today()), cancelled)

    def export_brand(self, brand_id: str) -> bytes:
        """Return a brand as a file that holds all of it, also its logo and its font."""
        return dump_brand(self.printed_brand(brand_id))

    def import_brand(self, data: bytes) -> Outcome[str]:
        """Take in a brand file and return the id of its brand; a name that is taken gets a number behind it.

        Where there is that brand already, looking exactly so, nothing is added. `UserError` lists every fault.
        """
        brand = self._accepted(load_brand(data))
        documents = self._store.documents
        logo = documents.put(brand.logo.png) if brand.logo is not None else ""
        font = documents.put(brand.extra_font.ttf) if brand.extra_font is not None else ""

        def work(session: Session) -> str:
            there = same_brand(session, documents, brand)
            if there is not None:
                return there
            record = find(session, Brand, _added(session, replace(brand, name=free_name(session, brand.name))))
            if brand.logo is not None:
                record.logo_id = new_document(session, "logo.png", PNG, logo, len(brand.logo.png))
            if brand.extra_font is not None:
                ttf = brand.extra_font
                record.extra_font_id = new_document(session, ttf.name, TTF, font, len(ttf.ttf))
            return record.id

        return self._change(f"Import brand {brand.name.strip()[:40]}", work)

    def _accepted(self, file: BrandFile) -> PrintedBrand:
        """Return the brand of a file with its logo and its font, once both are looked into."""
        brand, faults = file.look, []
        if file.logo:
            try:
                brand = replace(brand, logo=self._workshop.accept_logo(file.logo))
            except UserError as error:
                faults.append(Fault("$.logo", error.happened.rstrip(".")))
        if file.font:
            try:
                brand = replace(brand, extra_font=self._workshop.accept_font(file.font, file.font_name))
            except UserError as error:
                faults.append(Fault("$.extra_font.ttf", error.happened.rstrip(".")))
        if faults:
            raise refused_parts(tuple(faults))
        return brand


def practice_sheet(session: Session) -> PracticeSheet:
    """Return the practice, with empty fields where nothing was entered."""
    practice = session.get(Practice, PRACTICE_ID)
    return PracticeSheet(
        id=PRACTICE_ID,
        name=practice.name if practice else "",
        consultant=practice.consultant if practice else "",
        mail=practice.mail if practice else "",
        phone=practice.phone if practice else "",
        website=practice.website if practice else "",
        place=practice.place if practice else "",
        currency=(practice.currency or "EUR") if practice else "EUR",
        brands=brand_rows(session, practice.brand_id if practice else None),
    )


def _practice(session: Session) -> Practice:
    return session.get(Practice, PRACTICE_ID) or revive(session, Practice, PRACTICE_ID)


def _added(session: Session, look: PrintedBrand) -> str:
    """Store a brand and return its id; it is the default where there is none."""
    brand = new_brand(session, look)
    practice = _practice(session)
    if practice.brand_id is None or session.get(Brand, practice.brand_id) is None:
        practice.brand_id = brand.id
    return brand.id
