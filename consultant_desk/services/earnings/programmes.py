"""The area of programmes: what pays commissions, on which terms, through which links, from which accounts."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consultant_desk.domain.changes import Outcome
from consultant_desk.domain.currencies import is_currency
from consultant_desk.domain.earnings.links import check_base, check_parameter, check_pattern
from consultant_desk.domain.earnings.terms import Terms, Tier, TierBasis, faults
from consultant_desk.domain.ids import pair_id
from consultant_desk.entities.account import Account
from consultant_desk.entities.product import Product
from consultant_desk.entities.programme import STATUSES, Programme, ProgrammeTerms
from consultant_desk.entities.registry import entities
from consultant_desk.errors import Fault, UserError
from consultant_desk.services.earnings.account_operations import AccountOperations
from consultant_desk.services.earnings.earned import earned_of
from consultant_desk.services.earnings.link_operations import LinkOperations, was_locked
from consultant_desk.services.earnings.programme_reading import programme_rows, programme_sheet
from consultant_desk.services.earnings.rates import base_currency
from consultant_desk.services.operations import FieldValue, assign, field_words, find, iso_date, named
from consultant_desk.services.products import vendor_id
from consultant_desk.services.rows.earnings import GroupBy
from consultant_desk.services.rows.programmes import Earned, ProgrammeRow, ProgrammeSheet
from consultant_desk.storage.session import revive, take_off

_NOTHING = "Nothing was changed."
STATUS_WORDS = {
    "considering": "Consider", "applied": "Note the application to", "approved": "Note the approval by",
    "declined": "Note that one was declined by", "left": "Leave",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ProgrammeDraft:
    """A programme; the vendor is named, and added when it is new. Without one it is that of the product."""

    name: str
    product_id: str | None = None
    vendor: str = ""
    account_id: str | None = None
    external_name: str = ""
    status: str = "considering"
    base_url: str = ""
    sub_id_parameter: str = ""
    sub_id_pattern: str = ""
    note: str = ""


class Programmes(LinkOperations, AccountOperations):
    """Operations on programmes and their terms; those on links and accounts have files of their own."""

    def list(self, query: str = "") -> tuple[ProgrammeRow, ...]:
        """Return the programmes whose name, vendor, product or account holds every word, by name."""
        today = self._clock.today()
        return self._read(lambda session: programme_rows(session, today, query))

    def count(self) -> int:
        """Return how many programmes there are."""
        return self._read(lambda session: session.scalar(select(func.count()).select_from(Programme)) or 0)

    def of_product(self, product_id: str) -> tuple[ProgrammeRow, ...]:
        """Return the programmes of a product, by name."""
        today = self._clock.today()
        return self._read(lambda session: programme_rows(session, today, product_id=product_id))

    def earned(self, by: GroupBy, key: str) -> Earned:
        """Return what came of a client, a product, a programme or (by recommendation) an evaluation.

        Of an evaluation nothing is told before its first lock.
        """

        def work(session: Session) -> Earned:
            if by is GroupBy.RECOMMENDATION and not was_locked(session, key):
                return Earned(base_currency(session))
            return earned_of(session, by, key)

        return self._read(work)

    def sheet(self, programme_id: str) -> ProgrammeSheet:
        """Return one programme with all versions of its terms and its links."""
        today = self._clock.today()
        return self._read(lambda session: programme_sheet(session, today, programme_id))

    def add(self, draft: ProgrammeDraft, terms: Terms | None = None) -> Outcome[str]:
        """Add a programme, with its first terms where they are known."""

        def work(session: Session) -> str:
            record = Programme(vendor_id=_vendor(session, draft.vendor, draft.product_id))
            values: dict[str, FieldValue] = {
                "name": draft.name,
                "product_id": draft.product_id,
                "account_id": draft.account_id,
                "external_name": draft.external_name,
                "status": draft.status,
                "base_url": draft.base_url,
                "sub_id_parameter": draft.sub_id_parameter,
                "sub_id_pattern": draft.sub_id_pattern,
                "note": draft.note,
            }
            _assign(session, record, values)
            _date_status(record, draft.status, self._clock.today().isoformat())
            session.add(record)
            session.flush()
            if terms is not None:
                _put_terms(session, record.id, terms, "", "")
            return record.id

        return self._change(f"Add programme {draft.name.strip()[:40]}", work)

    def edit(self, programme_id: str, **values: FieldValue) -> Outcome[None]:
        """Set fields of a programme, `vendor` by its name; its status has an operation of its own."""
        if "status" in values:
            raise UserError("The status of a programme is set with its date.", _NOTHING)
        vendor = values.pop("vendor", None)

        def work(session: Session) -> None:
            record = find(session, Programme, programme_id)
            if vendor is not None:
                record.vendor_id = vendor_id(session, str(vendor))
            _assign(session, record, values)

        words = field_words(entities()["programme"], {**values, **({} if vendor is None else {"vendor_id": vendor})})
        label = self._read(lambda session: f"Edit {words} of {named(session, 'programme', programme_id)}")
        return self._change(label, work)

    def set_status(self, programme_id: str, status: str, on: str = "") -> Outcome[None]:
        """Note where one stands with a programme, and since when (today without a day).

        The day is that of the application, else that of the decision, the programme's or one's own to leave.
        """
        if status not in STATUSES:
            raise UserError(f"{status!r} is no status of a programme.", "", f"Choose one of {', '.join(STATUSES)}.")
        today = self._clock.today().isoformat()
        day = iso_date("Day", on) if on else today
        if day > today:
            raise UserError("The day lies in the future.", _NOTHING, "Note it when it is there.")

        def work(session: Session) -> None:
            _date_status(find(session, Programme, programme_id), status, day)

        label = self._read(lambda session: f"{STATUS_WORDS[status]} {named(session, 'programme', programme_id)}")
        return self._change(label, work)

    def trash(self, programme_id: str) -> Outcome[None]:
        """Move a programme with its terms and links to the Trash; its commissions stay."""
        return self._trash("programme", programme_id)

    def set_terms(self, programme_id: str, terms: Terms, *, source: str = "", note: str = "") -> Outcome[str]:
        """Keep terms that hold from a day on (empty: from the beginning), in place of those that began on the same day.

        `UserError` carries what in them cannot be meant.
        """
        _refuse_faults(terms)

        def work(session: Session) -> str:
            find(session, Programme, programme_id)
            return _put_terms(session, programme_id, terms, source, note)

        label = self._read(lambda session: f"Set terms of {named(session, 'programme', programme_id)}")
        return self._change(label, work)

    def change_terms(self, terms_id: str, terms: Terms, *, source: str = "", note: str = "") -> Outcome[str]:
        """Keep terms in place of a version; where they begin on another day, it moves there. Return its id.

        `UserError` carries what in them cannot be meant, or that another version begins on that day.
        """
        _refuse_faults(terms)

        def work(session: Session) -> str:
            version = find(session, ProgrammeTerms, terms_id)
            there = _beginning(session, version.programme_id, terms.effective_from)
            if there not in {None, terms_id}:
                raise UserError("Other terms begin on that day.", _NOTHING, "Edit those, or choose another day.")
            if there is None:
                take_off(session, version)  # which day terms are of is what they are known by
                session.flush()
            return _put_terms(session, version.programme_id, terms, source, note)

        label = self._read(
            lambda session: (
                f"Edit terms of {named(session, 'programme', find(session, ProgrammeTerms, terms_id).programme_id)}"
            )
        )
        return self._change(label, work)

    def remove_terms(self, terms_id: str) -> Outcome[None]:
        """Move one version of terms to the Trash; those before it hold on."""
        return self._trash("programme_terms", terms_id)


def _vendor(session: Session, name: str, product_id: str | None) -> str | None:
    if name.strip() or not product_id:
        return vendor_id(session, name)
    return find(session, Product, product_id).vendor_id


def _assign(session: Session, record: Programme, values: dict[str, FieldValue]) -> None:
    """Set fields after checking them together: links are built from what stands there afterwards."""
    for name, kind in (("product_id", Product), ("account_id", Account)):
        if values.get(name):
            find(session, kind, str(values[name]))
    assign(entities()["programme"], record, values)
    record.sub_id_parameter = check_parameter(record.sub_id_parameter)
    record.base_url = check_base(record.base_url, record.sub_id_parameter)
    record.sub_id_pattern = check_pattern(record.sub_id_pattern)


def _date_status(record: Programme, status: str, day: str) -> None:
    match status:
        case "considering":
            record.applied_on = record.decided_on = None
        case "applied":
            record.applied_on, record.decided_on = day, None
        case _:
            if record.applied_on and day < record.applied_on:
                raise UserError(
                    f"The application was on {record.applied_on}, which is later.", _NOTHING, "Look at the day again."
                )
            record.decided_on = day
    record.status = status


_CALLED = {
    "tiers": "marks of the tiers", "recurring months": "months it recurs for", "recurring count": "times it recurs",
    "cookie days": "days of the cookie", "hold days": "days held", "forfeiture days": "days until it is forfeited",
    "threshold": "least payout", "lock days": "days or day of the lock", "cycle day": "day of the payout",
    "cycle month": "month of the payout",
}  # fmt: skip
"""What a part of terms is called in the sheet that asks for it."""


def _told(fault: Fault) -> str:
    name = _CALLED.get(fault.where, fault.where)
    are = "they are" if name.startswith(("days", "months", "times", "marks")) else "it is"
    return f"The {name} cannot be meant: {are} {fault.expected}."


def _refuse_faults(terms: Terms) -> None:
    wrong = faults(terms)
    if wrong:
        raise UserError(" ".join(dict.fromkeys(_told(fault) for fault in wrong)), _NOTHING, faults=wrong)
    if terms.effective_from:
        iso_date("From", terms.effective_from)
    amounts = terms.flat_minor is not None or terms.threshold_minor
    amounts = amounts or any(tier.flat_minor is not None for tier in terms.tiers)
    amounts = amounts or bool(terms.tiers and terms.tier_basis is TierBasis.AMOUNT)
    if (amounts or terms.currency) and not is_currency(terms.currency):
        raise UserError(
            "The amounts of these terms need a currency.", _NOTHING, "Write its three letters, such as EUR."
        )


def _beginning(session: Session, programme_id: str, day: str) -> str | None:
    """Return the id of the version that begins on a day (empty: from the beginning), None without one."""
    begun = ProgrammeTerms.effective_from
    day = date.fromisoformat(day).isoformat() if day else ""
    query = select(ProgrammeTerms.id).where(
        ProgrammeTerms.programme_id == programme_id, begun == day if day else begun.is_(None)
    )
    return session.scalars(query).first()


def _put_terms(session: Session, programme_id: str, terms: Terms, source: str, note: str) -> str:
    day = date.fromisoformat(terms.effective_from).isoformat() if terms.effective_from else None
    key = _beginning(session, programme_id, day or "") or pair_id("programme terms", programme_id, day or "")
    values: dict[str, Any] = {
        "programme_id": programme_id,
        "effective_from": day,
        "currency": terms.currency or None,
        "rate": None if terms.percent is None else str(terms.percent),
        "flat_minor": terms.flat_minor,
        "flat_currency": None if terms.flat_minor is None else terms.currency,
        "tiers_json": json.dumps([_tier(tier) for tier in terms.tiers]) if terms.tiers else "",
        "tier_basis": terms.tier_basis.value,
        "tier_period": terms.tier_period.value,
        "recurs": terms.recurs,
        "recurring_months": terms.recurring_months or None,
        "recurring_count": terms.recurring_count or None,
        "cookie_days": terms.cookie_days or None,
        "lock_rule": terms.lock.value,
        "lock_days": terms.lock_days or None,
        "hold_days": terms.hold_days or None,
        "cycle": terms.cycle.value,
        "cycle_day": terms.cycle_day,
        "cycle_month": terms.cycle_month,
        "threshold_minor": terms.threshold_minor or None,
        "threshold_currency": terms.currency if terms.threshold_minor else None,
        "forfeiture_days": terms.forfeiture_days or None,
        "source": source.strip(),
        "note": note,
    }
    revive(session, ProgrammeTerms, key, **values)
    session.flush()
    return key


def _tier(tier: Tier) -> dict[str, Any]:
    if tier.percent is not None:
        return {"above": tier.above, "percent": str(tier.percent)}
    return {"above": tier.above, "flat": tier.flat_minor}
