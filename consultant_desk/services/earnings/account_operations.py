"""Accounts at networks, wallets and banks: who pays as it stands in the tax return, and what keeps it from paying."""

from __future__ import annotations

import re
from collections.abc import Container

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultant_desk.domain.changes import Outcome
from consultant_desk.domain.earnings.identity import normalised
from consultant_desk.entities.account import Account
from consultant_desk.entities.registry import entities
from consultant_desk.errors import UserError
from consultant_desk.services.earnings.programme_reading import account_rows
from consultant_desk.services.operations import Area, FieldValue, assign, field_words, find, named
from consultant_desk.services.rows.programmes import AccountRow

_NOTHING = "Nothing was changed."
EDITABLE = frozenset({"name", "kind", "payer", "country", "tax_form_until", "held_since", "hold_reason", "note"})
"""What a person may set; the source and its account id are what commissions are told apart by."""
SAID = {"UK": "GB", "EL": "GR"}
"""What is written for a country, by habit or in tax numbers, and its ISO 3166 code."""
NOT_COUNTRIES = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"})
"""Codes of territories that are groups of countries, or none."""


class AccountOperations(Area):
    """Operations on accounts; the import of statements makes them."""

    def accounts(self) -> tuple[AccountRow, ...]:
        """Return all accounts by name."""
        return self._read(account_rows)

    def edit_account(self, account_id: str, **values: FieldValue) -> Outcome[None]:
        """Set some of `EDITABLE`; an empty `held_since` lifts the hold and takes its reason off."""
        refused = sorted(set(values) - EDITABLE)
        if refused:
            raise UserError(f"The {refused[0].replace('_', ' ')} of an account cannot be changed.", _NOTHING)

        def work(session: Session) -> None:
            record = find(session, Account, account_id)
            if isinstance(country := values.get("country"), str):
                values["country"] = _country(country)
            assign(entities()["account"], record, values)
            if not record.held_since:
                if values.get("hold_reason"):
                    raise UserError("A reason needs the day since when the account is on hold.", _NOTHING)
                record.hold_reason = ""
            if "name" in values:
                _refuse_same_name(session, record)

        words = field_words(entities()["account"], values)
        label = self._read(lambda session: f"Edit {words} of {named(session, 'account', account_id)}")
        return self._change(label, work)


def _country(text: str) -> str:
    code = text.strip().upper()
    code = SAID.get(code, code)
    if code and (not re.fullmatch("[A-Z]{2}", code) or code not in _countries()):
        raise UserError(f"{text!r} is not a country.", _NOTHING, "Write its two letters, such as IE.")
    return code


def _countries() -> Container[str]:
    from babel import Locale  # takes a tenth of a second

    territories: Container[str] = Locale("en").territories.keys() - NOT_COUNTRIES
    return territories


def _refuse_same_name(session: Session, record: Account) -> None:
    """Refuse a name another account of the source has: statements without an account id are told apart by it."""
    query = select(Account.name).where(Account.profile == record.profile, Account.id != record.id)
    with session.no_autoflush:
        names = {normalised(name) for name in session.scalars(query)}
    if normalised(record.name) in names:
        raise UserError(f"There is another account {record.name}.", _NOTHING, "Give it a name of its own.")
