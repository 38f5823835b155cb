"""Reads consents and credits of clients into rows, and the text a client is asked to agree to."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultant_desk.domain.money import Money, totals
from consultant_desk.domain.snapshot import InterestKind
from consultant_desk.entities.client import Client
from consultant_desk.entities.commission import ClientCredit, Commission
from consultant_desk.entities.consent import Consent
from consultant_desk.entities.evaluation import Evaluation
from consultant_desk.entities.evaluation_lock import EvaluationLock
from consultant_desk.entities.person import Person
from consultant_desk.entities.programme import ReferralLink
from consultant_desk.services.earnings.adoption import adoption_by
from consultant_desk.services.earnings.earned import earned_by, earned_of
from consultant_desk.services.earnings.programme_reading import link_rows
from consultant_desk.services.earnings.rates import base_currency
from consultant_desk.services.operations import find
from consultant_desk.services.rows.consents import ClientEarningsSheet, ConsentRow, CreditRow, RecommendationEarnings
from consultant_desk.services.rows.earnings import GroupBy
from consultant_desk.services.rows.programmes import Earned
from consultant_desk.services.sheet import EvaluationSheet


def client_earnings(session: Session, client_id: str, today: date) -> ClientEarningsSheet:
    """Return all about money that concerns a client."""
    find(session, Client, client_id)
    credits_ = credit_rows(session, client_id)
    return ClientEarningsSheet(
        client_id,
        earned_of(session, GroupBy.CLIENT, client_id),
        link_rows(session, select(ReferralLink).where(ReferralLink.client_id == client_id)),
        consent_rows(session, client_id),
        credits_,
        totals(one.amount for one in credits_ if not one.settled_on),
        recommendation_rows(session, client_id, today),
        adoption_by(session, GroupBy.CLIENT, today, client_id).get(client_id),
    )


def recommendation_rows(session: Session, client_id: str, today: date) -> tuple[RecommendationEarnings, ...]:
    """Return what came of each recommendation to a client that was locked once, by title."""
    earned = earned_by(session, GroupBy.RECOMMENDATION, client_id=client_id)
    adoption = adoption_by(session, GroupBy.RECOMMENDATION, today, client_id)
    locked = select(EvaluationLock.id).where(EvaluationLock.evaluation_id == Evaluation.id).exists()
    query = select(Evaluation.id, Evaluation.title).where(Evaluation.id.in_(adoption), locked)
    nothing = Earned(base_currency(session))
    return tuple(
        RecommendationEarnings(key, title, earned.get(key, nothing), adoption[key])
        for key, title in session.execute(query.order_by(Evaluation.title, Evaluation.id))
    )


def consent_rows(session: Session, client_id: str) -> tuple[ConsentRow, ...]:
    """Return the consents of a client, the newest first."""
    query = (
        select(Consent, Evaluation.title, Person.full_name)
        .outerjoin(Evaluation, (Evaluation.id == Consent.evaluation_id) & Evaluation.deleted_at.is_(None))
        .outerjoin(Person, (Person.id == Consent.person_id) & Person.deleted_at.is_(None))
        .where(Consent.client_id == client_id)
        .order_by(Consent.given_on.desc(), Consent.id.desc())
    )
    return tuple(
        ConsentRow(
            id=one.id,
            evaluation_id=(one.evaluation_id or "") if title is not None else "",
            evaluation=title or "",
            person_id=(one.person_id or "") if person is not None else "",
            person=person or "",
            given_on=one.given_on or "",
            withdrawn_on=one.withdrawn_on or "",
            how=one.how or "",
            language=one.language,
            text_version=one.text_version,
            text=one.text,
            note=one.note,
        )
        for one, title, person in session.execute(query)
    )


def credit_rows(session: Session, client_id: str) -> tuple[CreditRow, ...]:
    """Return what was promised to a client: what is owed first, the newest first."""
    query = (
        select(ClientCredit, Commission.external_id)
        .outerjoin(Commission, (Commission.id == ClientCredit.commission_id) & Commission.deleted_at.is_(None))
        .where(ClientCredit.client_id == client_id)
        .order_by(ClientCredit.settled_on.is_not(None), ClientCredit.promised_on.desc(), ClientCredit.id.desc())
    )
    return tuple(
        CreditRow(
            id=one.id,
            client_id=one.client_id,
            commission_id=one.commission_id or "",
            commission=external or "",
            amount=Money(one.amount_minor or 0, one.amount_currency or ""),
            promised_on=one.promised_on or "",
            settled_on=one.settled_on or "",
            note=one.note,
        )
        for one, external in session.execute(query)
    )


def consented(session: Session, client_id: str, evaluation_id: str) -> bool:
    """Tell whether a client agreed to what is disclosed for an evaluation, or for all work, and still does."""
    query = select(Consent.id).where(
        Consent.client_id == client_id,
        (Consent.evaluation_id == evaluation_id) | Consent.evaluation_id.is_(None),
        Consent.given_on.is_not(None),
        Consent.withdrawn_on.is_(None),
    )
    return session.scalars(query.limit(1)).first() is not None


def needs_consent(sheet: EvaluationSheet) -> bool:
    """Tell whether something is declared that a client has to agree to."""
    return any(row.stated and row.kind is not InterestKind.NONE for row in sheet.interests)
