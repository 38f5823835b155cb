"""Reads the catalogue into rows."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consultant_desk.domain.money import Money
from consultant_desk.domain.schedule import days_between
from consultant_desk.entities.evaluation import Candidate
from consultant_desk.entities.evidence import Evidence, ScoreEvidence
from consultant_desk.entities.product import Plan, Price, Product, Vendor
from consultant_desk.services.operations import find
from consultant_desk.services.rows.evaluations import EvaluationRow
from consultant_desk.services.rows.products import EvidenceRow, PlanRow, PriceRow, ProductRow, ProductSheet


def product_rows(session: Session, query: str, category: str) -> tuple[ProductRow, ...]:
    """Return the matching products by name, each with its newest price."""
    words = query.casefold().split()
    prices = _newest_prices(session)
    evidence = dict(
        session.execute(
            select(Evidence.product_id, func.count()).where(Evidence.deleted_at.is_(None)).group_by(Evidence.product_id)
        ).all()
    )
    uses = dict(
        session.execute(
            select(Candidate.product_id, func.count(func.distinct(Candidate.evaluation_id)))
            .where(Candidate.deleted_at.is_(None))
            .group_by(Candidate.product_id)
        ).all()
    )
    found: list[ProductRow] = []
    columns = select(Product.id, Product.name, Product.category, Product.status, Vendor.name).outerjoin(
        Vendor, (Vendor.id == Product.vendor_id) & Vendor.deleted_at.is_(None)
    )
    for product_id, name, kind, status, vendor in session.execute(columns.where(Product.deleted_at.is_(None))):
        text = " ".join((name, vendor or "", kind)).casefold()
        if (category and kind != category) or not all(word in text for word in words):
            continue
        amount, basis, seen_on = prices.get(product_id, (None, "", ""))
        found.append(
            ProductRow(
                id=product_id,
                name=name,
                vendor=vendor or "",
                category=kind,
                status=status or "",
                newest_price=amount,
                price_basis=basis,
                price_seen_on=seen_on,
                evidence=evidence.get(product_id, 0),
                evaluations=uses.get(product_id, 0),
            )
        )
    return tuple(sorted(found, key=lambda row: row.name.casefold()))


def product_sheet(
    session: Session, today: date, product_id: str, evaluations: tuple[EvaluationRow, ...]
) -> ProductSheet:
    """Return one product's record."""
    product = find(session, Product, product_id)
    vendor = session.get(Vendor, product.vendor_id) if product.vendor_id else None
    live = vendor is not None and vendor.deleted_at is None
    return ProductSheet(
        id=product.id,
        name=product.name,
        vendor_id=vendor.id if vendor and live else "",
        vendor=vendor.name if vendor and live else "",
        vendor_website=vendor.website if vendor and live else "",
        vendor_country=(vendor.country or "") if vendor and live else "",
        category=product.category,
        status=product.status or "",
        homepage=product.homepage,
        summary=product.summary,
        note=product.note,
        plans=_plans(session, today, product_id),
        evidence=evidence_rows(session, today, product_id=product_id),
        evaluations=evaluations,
    )


def evidence_rows(
    session: Session, today: date, *, product_id: str | None = None, evaluation_id: str | None = None
) -> tuple[EvidenceRow, ...]:
    """Return evidence of a product, or all that came with or supports scores of an evaluation, newest first."""
    query = (
        select(Evidence, Product.name)
        .outerjoin(Product, (Product.id == Evidence.product_id) & Product.deleted_at.is_(None))
        .order_by(Evidence.seen_on.desc(), Evidence.id)
    )
    if product_id is not None:
        query = query.where(Evidence.product_id == product_id)
    if evaluation_id is not None:
        candidates = select(Candidate.product_id).where(
            Candidate.evaluation_id == evaluation_id, Candidate.deleted_at.is_(None), Candidate.product_id.is_not(None)
        )
        query = query.where((Evidence.evaluation_id == evaluation_id) | Evidence.product_id.in_(candidates))
    pairs = list(session.execute(query).all())
    uses = dict(
        session.execute(
            select(ScoreEvidence.evidence_id, func.count())
            .where(ScoreEvidence.evidence_id.in_([evidence.id for evidence, _ in pairs]))
            .where(ScoreEvidence.deleted_at.is_(None))
            .group_by(ScoreEvidence.evidence_id)
        ).all()
    )
    return tuple(
        EvidenceRow(
            id=evidence.id,
            product_id=evidence.product_id or "",
            product=product or "",
            key=evidence.key,
            kind=evidence.kind or "",
            grade=evidence.grade or "",
            title=evidence.title,
            source=evidence.source,
            locator=evidence.locator,
            quote=evidence.quote,
            seen_on=evidence.seen_on or "",
            expires_on=evidence.expires_on or "",
            expired=bool(evidence.expires_on) and (evidence.expires_on or "") < today.isoformat(),
            independent=evidence.independent,
            scores=uses.get(evidence.id, 0),
        )
        for evidence, product in pairs
    )


def _newest_prices(session: Session) -> dict[str, tuple[Money, str, str]]:
    query = (
        select(Plan.product_id, Price.amount_minor, Price.amount_currency, Plan.per, Plan.billing, Price.seen_on)
        .join(Plan, Plan.id == Price.plan_id)
        .where(Plan.deleted_at.is_(None), Price.deleted_at.is_(None), Price.amount_minor.is_not(None))
        .order_by(Price.seen_on.desc(), Plan.position, Price.id.desc())
    )
    found: dict[str, tuple[Money, str, str]] = {}
    for product_id, minor, currency, per, billing, seen_on in session.execute(query):
        if minor is not None and currency:
            basis = " a ".join(word for word in (per, billing) if word)
            found.setdefault(product_id, (Money(minor, currency), basis, seen_on or ""))
    return found


def _plans(session: Session, today: date, product_id: str) -> tuple[PlanRow, ...]:
    plans = list(session.scalars(select(Plan).where(Plan.product_id == product_id).order_by(Plan.position, Plan.id)))
    prices: dict[str, list[PriceRow]] = defaultdict(list)
    query = (
        select(Price)
        .where(Price.plan_id.in_([plan.id for plan in plans]))
        .order_by(Price.seen_on.desc(), Price.id.desc())
    )
    for price in session.scalars(query):
        amount = (
            Money(price.amount_minor, price.amount_currency)
            if price.amount_minor is not None and price.amount_currency
            else None
        )
        age = days_between(price.seen_on, today)
        prices[price.plan_id].append(PriceRow(price.id, amount, price.seen_on or "", age, price.source, price.note))
    return tuple(
        PlanRow(plan.id, plan.name, plan.billing or "", plan.per or "", plan.minimum, tuple(prices[plan.id]))
        for plan in plans
    )
