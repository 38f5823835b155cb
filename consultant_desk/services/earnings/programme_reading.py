"""Reads programmes, their terms and links, and accounts into rows. Few queries for any number of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from consultant_desk.domain.earnings.terms import Terms, terms_on
from consultant_desk.entities.account import Account
from consultant_desk.entities.client import Client
from consultant_desk.entities.evaluation import Evaluation
from consultant_desk.entities.product import Product, Vendor
from consultant_desk.entities.programme import Programme, ProgrammeTerms, ReferralLink
from consultant_desk.entities.statement import ImportFile
from consultant_desk.services.earnings.earned import earned_by
from consultant_desk.services.earnings.rates import base_currency
from consultant_desk.services.earnings.reversal_rates import reversal_rates
from consultant_desk.services.earnings.terms import terms_of
from consultant_desk.services.operations import find
from consultant_desk.services.rows.earnings import GroupBy
from consultant_desk.services.rows.programmes import (
    AccountRow,
    Earned,
    LinkRow,
    ProgrammeRow,
    ProgrammeSheet,
    TermsRow,
)


def programme_rows(
    session: Session, today: date, query: str = "", *, product_id: str = "", programme_id: str = ""
) -> tuple[ProgrammeRow, ...]:
    """Return the programmes whose name, vendor, product or account holds every word, by name."""
    wanted = select(Programme)
    if product_id:
        wanted = wanted.where(Programme.product_id == product_id)
    if programme_id:
        wanted = wanted.where(Programme.id == programme_id)
    records = list(session.scalars(wanted))
    if not records:
        return ()
    accounts, vendors, products = (_names(session, kind) for kind in (Account, Vendor, Product))
    versions = _versions(session, [one.id for one in records])
    links = _counts(session, ReferralLink.programme_id)
    earned = earned_by(session, GroupBy.PROGRAMME, programme_id)
    rates, nothing = reversal_rates(session, today), Earned(base_currency(session))
    words, found = query.casefold().split(), []
    for one in records:
        names = (accounts.get(one.account_id or "", ""), vendors.get(one.vendor_id or "", ""),
                 products.get(one.product_id or "", ""))  # fmt: skip
        text = " ".join((one.name, one.external_name, *names)).casefold()
        if not all(word in text for word in words):
            continue
        rate = rates.get(one.id)
        found.append(
            ProgrammeRow(
                id=one.id,
                name=one.name,
                account_id=(one.account_id or "") if names[0] else "",
                account=names[0],
                vendor_id=(one.vendor_id or "") if names[1] else "",
                vendor=names[1],
                product_id=(one.product_id or "") if names[2] else "",
                product=names[2],
                status=one.status or "considering",
                applied_on=one.applied_on or "",
                decided_on=one.decided_on or "",
                terms=_words(terms_on([terms for _, terms in versions[one.id]], today.isoformat())),
                links=links.get(one.id, 0),
                earned=earned.get(one.id, nothing),
                reversal_rate=float(rate.share.value) if rate is not None and rate.share.known else None,
                base_url=one.base_url,
                sub_id_parameter=one.sub_id_parameter,
            )
        )
    return tuple(sorted(found, key=lambda row: (row.name.casefold(), row.id)))


def programme_sheet(session: Session, today: date, programme_id: str) -> ProgrammeSheet:
    """Return one programme; `UserError` when it is not there any more."""
    record = find(session, Programme, programme_id)
    versions = _versions(session, [programme_id])[programme_id]
    current = terms_on([terms for _, terms in versions], today.isoformat())
    ordered = sorted(versions, key=lambda pair: (pair[1].effective_from, pair[0].id), reverse=True)
    return ProgrammeSheet(
        row=programme_rows(session, today, programme_id=programme_id)[0],
        external_name=record.external_name,
        sub_id_pattern=record.sub_id_pattern,
        note=record.note,
        terms=tuple(
            TermsRow(one.id, terms, _words(terms), terms is current, one.source, one.note) for one, terms in ordered
        ),
        links=link_rows(session, select(ReferralLink).where(ReferralLink.programme_id == programme_id)),
    )


def link_rows(session: Session, query: Select[ReferralLink]) -> tuple[LinkRow, ...]:
    """Return the links of a query, the newest first."""
    records = sorted(session.scalars(query), key=lambda one: (one.given_on or "", one.id), reverse=True)
    if not records:
        return ()
    names: dict[str, Mapping[str, str]] = {
        "programme": _names(session, Programme), "client": _names(session, Client),
        "evaluation": dict(session.execute(select(Evaluation.id, Evaluation.title)).all()),
    }  # fmt: skip
    counted = session.connection().exec_driver_sql(
        "SELECT link_id, count(*) FROM cache_ledger_line WHERE link_id IS NOT NULL AND part = '' GROUP BY 1"
    )
    counts = {row[0]: row[1] for row in counted}
    return tuple(
        LinkRow(
            id=one.id,
            programme_id=one.programme_id,
            programme=names["programme"].get(one.programme_id, ""),
            client_id=(one.client_id or "") if one.client_id in names["client"] else "",
            client=names["client"].get(one.client_id or "", ""),
            evaluation_id=(one.evaluation_id or "") if one.evaluation_id in names["evaluation"] else "",
            evaluation=names["evaluation"].get(one.evaluation_id or "", ""),
            url=one.url,
            sub_id=one.sub_id,
            given_on=one.given_on or "",
            note=one.note,
            commissions=counts.get(one.id, 0),
        )
        for one in records
    )


def account_rows(session: Session) -> tuple[AccountRow, ...]:
    """Return all accounts by name."""
    programmes = _counts(session, Programme.account_id)
    files = _counts(session, ImportFile.account_id)
    found = [
        AccountRow(
            id=one.id,
            profile=one.profile,
            name=one.name,
            external_id=one.external_id,
            kind=one.kind or "",
            payer=one.payer,
            country=one.country or "",
            tax_form_until=one.tax_form_until or "",
            held_since=one.held_since or "",
            hold_reason=one.hold_reason,
            note=one.note,
            programmes=programmes.get(one.id, 0),
            files=files.get(one.id, 0),
        )
        for one in session.scalars(select(Account))
    ]
    return tuple(sorted(found, key=lambda row: (row.name.casefold(), row.id)))


def _versions(session: Session, programmes: Iterable[str]) -> dict[str, list[tuple[ProgrammeTerms, Terms]]]:
    found: dict[str, list[tuple[ProgrammeTerms, Terms]]] = defaultdict(list)
    wanted = frozenset(programmes)
    for row in session.scalars(select(ProgrammeTerms)):
        if row.programme_id in wanted:
            found[row.programme_id].append((row, terms_of(row)))
    return found


def _words(terms: Terms | None) -> tuple[str, ...]:
    if terms is None:
        return ()
    from consultant_desk.domain.earnings.terms_words import terms_words
    from consultant_desk.formats import Formats  # Babel takes 0.1 s to load

    return terms_words(terms, Formats.of_user())


def _names(session: Session, record: Any) -> dict[str, str]:
    return {
        row[0]: row[1] for row in session.execute(select(record.id, record.name).where(record.deleted_at.is_(None)))
    }


def _counts(session: Session, column: Any) -> dict[str, int]:
    """Return how many records name each value of a column."""
    return {row[0]: row[1] for row in session.execute(select(column, func.count()).group_by(column))}
