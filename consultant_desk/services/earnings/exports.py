"""The ledger as files for other programs: a table, JSON, and double entries for hledger and beancount."""

from __future__ import annotations

import codecs
import csv
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy.orm import Session

from consultant_desk.domain.earnings.entries import Entry, entries
from consultant_desk.domain.earnings.journal_text import beancount_text, hledger_text
from consultant_desk.domain.earnings.ledger import LedgerLine
from consultant_desk.domain.money import major
from consultant_desk.imports.table import guarded
from consultant_desk.services.earnings.lines import ledger_lines
from consultant_desk.services.earnings.moved import moved_money
from consultant_desk.services.earnings.rates import base_currency
from consultant_desk.services.rows.earnings import OpenItemRow

HEADERS = (
    "Date", "Programme", "Product", "Client", "Account", "ID", "Part", "Kind", "Status", "Amount", "Earned", "Currency",
    "Approved on", "Paid on", "Payment ID", "Sub-id", "Customer",
)  # fmt: skip
OPEN_HEADERS = ("Client", "Programme", "Amount", "Currency", "In base currency", "Expected", "Days late", "Reason")
FORMAT, VERSION = "consultant-desk/commissions", 1


class ExportFormat(StrEnum):
    """What commissions can be written as."""

    CSV = "csv"
    HLEDGER = "hledger"
    BEANCOUNT = "beancount"
    JSON = "json"

    @property
    def is_journal(self) -> bool:
        """Tell whether it holds double entries."""
        return self in (ExportFormat.HLEDGER, ExportFormat.BEANCOUNT)


@dataclass(frozen=True, slots=True)
class Exported:
    """A file that is ready to be written. `count` is how many lines of the ledger, or entries of a journal, it holds.

    `unexplained` counts payouts that a journal leaves out, since nothing says yet which commissions they pay.
    """

    data: bytes
    count: int
    unexplained: int = 0


def exported(session: Session, form: ExportFormat, year: int | None) -> Exported:
    """Return the commissions of a year (by the date of the sale; in a journal by that of the entry), or all of them."""
    if form.is_journal:
        return _journal(session, form, year)
    where, arguments = ("1", ()) if year is None else ("l.day BETWEEN ? AND ?", (f"{year}-01-01", f"{year}-12-31"))
    lines = ledger_lines(session, where, arguments, dated=True)
    return Exported(csv_of(lines) if form is ExportFormat.CSV else json_of(lines), len(lines))


def csv_of(lines: Sequence[LedgerLine]) -> bytes:
    """Return lines as UTF-8 CSV that a spreadsheet opens; amounts have a point, and no text becomes a formula."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(HEADERS)
    for line in lines:
        amounts = (_plain(line.amount_minor, line.currency), _plain(line.effect_minor, line.currency))
        before = (
            line.date, line.programme, line.product, line.client, line.account, line.external_id, line.part,
            line.kind.value, line.status.value,
        )  # fmt: skip
        after = (
            line.currency, line.approved_on[:10], line.paid_on[:10], line.payment_id, line.ref, line.customer,
        )  # fmt: skip
        writer.writerow([*map(guarded, before), *amounts, *map(guarded, after)])
    return codecs.BOM_UTF8 + text.getvalue().encode("utf-8", "replace")


def open_items_csv(items: Sequence[OpenItemRow]) -> bytes:
    """Return open items as UTF-8 CSV, in their order."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(OPEN_HEADERS)
    for item in items:
        base = "" if item.base is None else _plain(item.base.minor, item.base.currency)
        amount = _plain(item.amount.minor, item.amount.currency)
        writer.writerow(
            [guarded(item.client), guarded(item.programme), amount, item.amount.currency, base, item.expected_on,
             item.days_late, guarded(item.reason)]
        )  # fmt: skip
    return codecs.BOM_UTF8 + text.getvalue().encode("utf-8", "replace")


def json_of(lines: Sequence[LedgerLine]) -> bytes:
    """Return lines as the JSON of `commissions-1.schema.json`; amounts are minor units with their currency."""
    rows = [
        {
            "id": line.commission_id,
            "part": line.part,
            "external_id": line.external_id,
            "account": line.account,
            "date": line.date,
            "program": line.programme,
            "product": line.product,
            "client": line.client,
            "recommendation_id": line.recommendation_id or None,
            "kind": line.kind.value,
            "status": line.status.value,
            "approval": line.approval.value,
            "payment": line.payment.value,
            "amount_minor": line.amount_minor,
            "effect_minor": line.effect_minor,
            "currency": line.currency,
            "approved_on": line.approved_on[:10] or None,
            "paid_on": line.paid_on[:10] or None,
            "payment_id": line.payment_id or None,
            "ref": line.ref or None,
            "customer": line.customer or None,
            "original_id": line.original_id or None,
        }
        for line in lines
    ]
    document = {"format": FORMAT, "version": VERSION, "commissions": rows}
    return f"{json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False)}\n".encode("utf-8", "replace")


def _journal(session: Session, form: ExportFormat, year: int | None) -> Exported:
    lines = ledger_lines(session, "l.approval <> 'pending'", dated=True)
    moved = moved_money(session)
    found: list[Entry] = entries(
        lines, moved.payouts, moved.explained, moved.cash, moved.matches, accounts=dict(moved.names)
    )
    if year is not None:
        found = [entry for entry in found if entry.day[:4] == f"{year:04}"]
    text = hledger_text(found) if form is ExportFormat.HLEDGER else beancount_text(found, base_currency(session))
    return Exported(text.encode("utf-8", "replace"), len(found), moved.unexplained)


def _plain(minor: int, currency: str) -> str:
    return f"{major(minor, currency):f}"
