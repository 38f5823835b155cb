"""The catalogue: products, vendors, plans, prices seen, evidence."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultant_desk.domain.changes import Outcome
from consultant_desk.domain.clock import Clock
from consultant_desk.entities.evidence import Evidence
from consultant_desk.entities.product import Plan, Price, Product, Vendor
from consultant_desk.entities.registry import entities
from consultant_desk.errors import UserError
from consultant_desk.services import product_reading
from consultant_desk.services.client_reading import resolve
from consultant_desk.services.evaluations.listing import Standings, evaluation_rows
from consultant_desk.services.evidence import EvidenceDraft
from consultant_desk.services.operations import Area, FieldValue, assign, find, last_position
from consultant_desk.services.rows.products import ProductRow, ProductSheet
from consultant_desk.storage.store import Store


@dataclass(frozen=True, slots=True)
class ProductDraft:
    """A product; the vendor is named, and added when it is new."""

    name: str
    vendor: str = ""
    category: str = ""
    homepage: str = ""
    summary: str = ""
    status: str = "active"


@dataclass(frozen=True, slots=True)
class PlanDraft:
    """A way to buy a product."""

    name: str
    billing: str = "month"
    per: str = "seat"
    minimum: int | None = None


@dataclass(frozen=True, slots=True)
class PriceDraft:
    """A price seen on a date; minor units."""

    amount_minor: int
    amount_currency: str
    seen_on: str = ""
    source: str = ""
    note: str = ""


class Products(Area):
    """Operations on the catalogue."""

    def __init__(self, store: Store, clock: Clock) -> None:
        super().__init__(store, clock)
        self._standings = Standings()

    def list(self, query: str = "", *, category: str = "") -> tuple[ProductRow, ...]:
        """Return the products whose name, vendor or category holds every word, by name."""
        return self._read(lambda session: product_reading.product_rows(session, query, category))

    def categories(self) -> tuple[str, ...]:
        """Return the categories in use, in alphabetical order."""
        query = select(Product.category).where(Product.category != "", Product.deleted_at.is_(None)).distinct()
        return self._read(lambda session: tuple(sorted(session.scalars(query), key=str.casefold)))

    def sheet(self, product_id: str) -> ProductSheet:
        """Return one product's record."""
        today = self._clock.today()

        def work(session: Session) -> ProductSheet:
            evaluations = evaluation_rows(
                session, self._standings, "", archived=True, client_id=None, product_id=product_id
            )
            return product_reading.product_sheet(session, today, product_id, evaluations)

        return self._read(work)

    def find_id(self, text: str) -> str:
        """Return the product meant by a tail of its id or its exact name."""
        return self._read(lambda session: resolve(session, Product, text))

    def create(self, draft: ProductDraft) -> Outcome[str]:
        """Add a product to the catalogue."""

        def work(session: Session) -> str:
            product = Product(vendor_id=vendor_id(session, draft.vendor))
            values: dict[str, FieldValue] = {
                "name": draft.name,
                "category": draft.category,
                "homepage": draft.homepage,
                "summary": draft.summary,
                "status": draft.status,
            }
            assign(entities()["product"], product, values)
            session.add(product)
            session.flush()
            return product.id

        return self._change(f"Add product {draft.name.strip()}", work)

    def edit(self, product_id: str, **values: FieldValue) -> Outcome[None]:
        """Set fields of a product."""
        return self._edit("product", product_id, values)

    def set_vendor(self, product_id: str, name: str) -> Outcome[None]:
        """Name the vendor of a product; a new name becomes a new vendor, an empty one takes it off."""

        def work(session: Session) -> None:
            find(session, Product, product_id).vendor_id = vendor_id(session, name)

        return self._change("Edit vendor", work)

    def trash(self, product_id: str) -> Outcome[None]:
        """Move a product with plans, prices and evidence to the Trash."""
        return self._trash("product", product_id)

    def add_plan(self, product_id: str, draft: PlanDraft, price: PriceDraft | None = None) -> Outcome[str]:
        """Add a plan, with a first price if one is known."""

        def work(session: Session) -> str:
            find(session, Product, product_id)
            siblings = select(Plan.position).where(Plan.product_id == product_id)
            plan = Plan(product_id=product_id, position=last_position(session, siblings))
            values: dict[str, FieldValue] = {"name": draft.name, "billing": draft.billing, "per": draft.per}
            assign(entities()["plan"], plan, {**values, "minimum": draft.minimum})
            session.add(plan)
            session.flush()
            if price is not None:
                self._put_price(session, plan.id, price)
            return plan.id

        return self._change(f"Add plan {draft.name.strip()}", work)

    def edit_plan(self, plan_id: str, **values: FieldValue) -> Outcome[None]:
        """Set fields of a plan."""
        return self._edit("plan", plan_id, values)

    def trash_plan(self, plan_id: str) -> Outcome[None]:
        """Move a plan with its prices to the Trash."""
        return self._trash("plan", plan_id)

    def add_price(self, plan_id: str, draft: PriceDraft) -> Outcome[str]:
        """Note a price seen; earlier ones stay."""

        def work(session: Session) -> str:
            find(session, Plan, plan_id)
            return self._put_price(session, plan_id, draft)

        return self._change("Add price", work)

    def edit_price(self, price_id: str, **values: FieldValue) -> Outcome[None]:
        """Set fields of a price."""
        return self._edit("price", price_id, values)

    def trash_price(self, price_id: str) -> Outcome[None]:
        """Move a price to the Trash."""
        return self._trash("price", price_id)

    def add_evidence(self, product_id: str, draft: EvidenceDraft) -> Outcome[str]:
        """Note what is known about a product and from where."""

        def work(session: Session) -> str:
            find(session, Product, product_id)
            evidence = Evidence(product_id=product_id)
            values: dict[str, FieldValue] = {
                "title": draft.title,
                "kind": draft.kind,
                "grade": draft.grade,
                "source": draft.source,
                "locator": draft.locator,
                "quote": draft.quote,
                "seen_on": draft.seen_on or self._clock.today().isoformat(),
                "expires_on": draft.expires_on,
                "independent": draft.independent,
            }
            assign(entities()["evidence"], evidence, values)
            session.add(evidence)
            session.flush()
            return evidence.id

        return self._change(f"Add evidence {draft.title.strip()[:40]}", work)

    def edit_evidence(self, evidence_id: str, **values: FieldValue) -> Outcome[None]:
        """Set fields of a piece of evidence."""
        return self._edit("evidence", evidence_id, values)

    def trash_evidence(self, evidence_id: str) -> Outcome[None]:
        """Move a piece of evidence to the Trash; the scores keep their values."""
        return self._trash("evidence", evidence_id)

    def _put_price(self, session: Session, plan_id: str, draft: PriceDraft) -> str:
        if draft.amount_minor < 0:
            raise UserError("A price cannot be negative.", "Nothing was changed.")
        price = Price(plan_id=plan_id)
        values: dict[str, FieldValue] = {
            "amount_minor": draft.amount_minor,
            "amount_currency": draft.amount_currency,
            "seen_on": draft.seen_on or self._clock.today().isoformat(),
            "source": draft.source,
            "note": draft.note,
        }
        assign(entities()["price"], price, values)
        session.add(price)
        session.flush()
        return price.id


def vendor_id(session: Session, name: str) -> str | None:
    """Return the id of the vendor of this name, adding it when it is new; None for an empty name."""
    wanted = " ".join(name.split())
    if not wanted:
        return None
    for known, known_name in session.execute(select(Vendor.id, Vendor.name).where(Vendor.deleted_at.is_(None))):
        if known_name.casefold() == wanted.casefold():
            return str(known)
    vendor = Vendor(name=wanted)
    session.add(vendor)
    session.flush()
    return vendor.id
