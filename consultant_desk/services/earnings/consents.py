"""The area of consents: that a client was told what the consultant is paid and agreed, and what is credited to it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultant_desk.domain.changes import Outcome
from consultant_desk.domain.earnings.consent import LANGUAGES, ConsentText, Tie, consent_text
from consultant_desk.domain.money import Money
from consultant_desk.domain.snapshot import InterestKind
from consultant_desk.entities.client import Client
from consultant_desk.entities.commission import ClientCredit, Commission
from consultant_desk.entities.consent import HOW, Consent
from consultant_desk.entities.evaluation import Evaluation
from consultant_desk.entities.person import Person
from consultant_desk.entities.product import Product, Vendor
from consultant_desk.entities.registry import entities
from consultant_desk.errors import UserError
from consultant_desk.services.earnings.consent_reading import client_earnings
from consultant_desk.services.evaluations.sheet import sheet_of
from consultant_desk.services.operations import Area, FieldValue, assign, find, iso_date, named
from consultant_desk.services.rows.consents import ClientEarningsSheet
from consultant_desk.services.sheet import EvaluationSheet

_NOTHING = "Nothing was changed."


@dataclass(frozen=True, slots=True)
class ConsentDraft:
    """A consent: the text as the client saw it, with the version of its wording; today without a day."""

    client_id: str
    text: str
    how: str
    evaluation_id: str | None = None
    person_id: str | None = None
    given_on: str = ""
    language: str = "en"
    text_version: str = ""
    note: str = ""


class Consents(Area):
    """Operations on consents of clients and on what is credited to them."""

    def sheet(self, client_id: str) -> ClientEarningsSheet:
        """Return what came of a client, its links, what it agreed to, and what is owed to it."""
        today = self._clock.today()
        return self._read(lambda session: client_earnings(session, client_id, today))

    def text_for(self, evaluation_id: str, language: str = "en") -> ConsentText:
        """Return the text a client is asked to agree to, from the interests declared; `UserError` before the lock."""
        if language not in LANGUAGES:
            raise UserError(f"There is no text in {language!r}.", "", f"Choose one of {', '.join(LANGUAGES)}.")
        today = self._clock.today()

        def work(session: Session) -> ConsentText:
            sheet = sheet_of(session, today, evaluation_id)
            if sheet.lock.blind:
                raise UserError(
                    "Interests are hidden until weights and scores are locked.", "", "Lock the evaluation first."
                )
            return _text(session, sheet, language)

        return self._read(work)

    def record(self, draft: ConsentDraft) -> Outcome[str]:
        """Keep that a client agreed."""
        today = self._clock.today().isoformat()
        day = iso_date("Given on", draft.given_on) if draft.given_on else today
        if day > today:
            raise UserError("The day of the consent lies in the future.", _NOTHING)
        if not draft.text.strip():
            raise UserError("The text the client agreed to is empty.", _NOTHING, "Keep what the client saw.")
        if draft.how not in HOW:
            raise UserError("How the client agreed is missing.", _NOTHING, f"Choose one of {', '.join(HOW)}.")

        def work(session: Session) -> str:
            find(session, Client, draft.client_id)
            if draft.evaluation_id:
                find(session, Evaluation, draft.evaluation_id)
            if draft.person_id:
                find(session, Person, draft.person_id)
            record = Consent(client_id=draft.client_id)
            values: dict[str, FieldValue] = {
                "evaluation_id": draft.evaluation_id,
                "person_id": draft.person_id,
                "given_on": day,
                "how": draft.how,
                "language": draft.language,
                "text_version": draft.text_version,
                "text": draft.text,
                "note": draft.note,
            }
            assign(entities()["consent"], record, values)
            session.add(record)
            session.flush()
            return record.id

        label = self._read(lambda session: f"Record consent of {named(session, 'client', draft.client_id)}")
        return self._change(label, work)

    def withdraw(self, consent_id: str, on: str = "") -> Outcome[None]:
        """Note that a client takes its consent back; the text stays."""
        today = self._clock.today().isoformat()
        day = iso_date("Withdrawn on", on) if on else today

        def work(session: Session) -> None:
            record = find(session, Consent, consent_id)
            if day < (record.given_on or "") or day > today:
                raise UserError("A consent is withdrawn after it was given, by today.", _NOTHING, "Look at the day.")
            record.withdrawn_on = day

        return self._change("Withdraw consent", work)

    def trash(self, consent_id: str) -> Outcome[None]:
        """Move a consent to the Trash."""
        return self._trash("consent", consent_id)

    def promise(
        self, client_id: str, amount: Money, *, commission_id: str | None = None, on: str = "", note: str = ""
    ) -> Outcome[str]:
        """Owe a client an amount, as a rule a commission of its own or a share of one."""
        day = iso_date("Promised on", on) if on else self._clock.today().isoformat()
        if amount.minor <= 0:
            raise UserError("What is credited must be more than nothing.", _NOTHING)

        def work(session: Session) -> str:
            find(session, Client, client_id)
            if commission_id:
                _refuse_more(session, client_id, commission_id, amount)
            record = ClientCredit(client_id=client_id, commission_id=commission_id or None)
            values: dict[str, FieldValue] = {
                "amount_minor": amount.minor,
                "amount_currency": amount.currency,
                "promised_on": day,
                "note": note,
            }
            assign(entities()["client_credit"], record, values)
            session.add(record)
            session.flush()
            return record.id

        label = self._read(lambda session: f"Credit a commission to {named(session, 'client', client_id)}")
        return self._change(label, work)

    def settle(self, credit_id: str, on: str = "") -> Outcome[None]:
        """Note that what was promised was paid or set off; an earlier note of it is replaced."""
        day = iso_date("Settled on", on) if on else self._clock.today().isoformat()

        def work(session: Session) -> None:
            record = find(session, ClientCredit, credit_id)
            if day < (record.promised_on or ""):
                raise UserError("It was promised later than that.", _NOTHING, "Look at the day.")
            record.settled_on = day

        return self._change("Settle a credit", work)

    def trash_credit(self, credit_id: str) -> Outcome[None]:
        """Move a credit to the Trash: it was not promised."""
        return self._trash("client_credit", credit_id)


def _text(session: Session, sheet: EvaluationSheet, language: str) -> ConsentText:
    from consultant_desk.formats import Formats  # Babel takes 0.1 s to load

    names = {one.id: one.name for one in sheet.problem.candidates}
    query = select(Product.id, Vendor.name).join(Vendor, Vendor.id == Product.vendor_id)
    vendors = dict(session.execute(query.where(Product.id.in_([one for one in sheet.products.values() if one]))).all())
    ties = [
        Tie(
            vendors.get(sheet.products.get(row.candidate, ""), "") or names[row.candidate],
            row.kind,
            row.basis,
            row.expected,
            row.client_price_changes,
            row.is_credited,
        )
        for row in sheet.interests
        if row.stated and row.kind is not InterestKind.NONE
    ]
    paying = {row.candidate for row in sheet.interests if row.kind is not InterestKind.NONE}
    free = sum(not one.baseline and one.id not in paying for one in sheet.problem.candidates)
    return consent_text(language, ties, free, Formats(language))


def _refuse_more(session: Session, client_id: str, commission_id: str, amount: Money) -> None:
    """Refuse to credit another client's commission, or more than it brings."""
    commission = find(session, Commission, commission_id)
    if commission.client_id != client_id:
        raise UserError("This commission is not of this client.", _NOTHING, "Join it to the client first.")
    row = (
        session.connection()
        .exec_driver_sql(
            "SELECT max(currency), sum(effect_minor), count(DISTINCT currency) FROM cache_ledger_line "
            "WHERE commission_id = ?",
            (commission_id,),
        )
        .one()
    )
    if row[0] != amount.currency:
        raise UserError(f"The commission is in {row[0]}.", _NOTHING, f"Credit an amount in {row[0]}.")
    query = select(ClientCredit.amount_minor).where(ClientCredit.commission_id == commission_id)
    promised = sum(minor or 0 for minor in session.scalars(query))
    if promised + amount.minor > int(row[1] or 0):
        raise UserError("That is more than the commission brings.", _NOTHING, "Credit less of it.")
