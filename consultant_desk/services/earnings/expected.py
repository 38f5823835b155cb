"""What is to be expected of a workspace: the forecast's rules over sums the database added up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from consultant_desk.domain.earnings.forecast import OVERDUE, Forecast, forecast
from consultant_desk.domain.earnings.ledger import LedgerLine
from consultant_desk.domain.earnings.reversals import ReversalRate
from consultant_desk.domain.earnings.series import Series
from consultant_desk.domain.earnings.states import Approval, Payment
from consultant_desk.services.earnings.open_sums import OpenSum
from consultant_desk.services.earnings.terms import TermsBook

LATER = "later"
"""Stands for all months after the last day of a forecast, as `OVERDUE` does for all days before today."""


def expected(
    sums: Iterable[OpenSum],
    book: TermsBook,
    series: Sequence[Series],
    rates: Mapping[str, ReversalRate],
    today: date,
    until: str,
) -> Forecast:
    """Return the forecast up to a day (ISO)."""
    day = today.isoformat()
    return forecast(_lines(sums, day, until), series, rates, book.on, day, until)


def _lines(sums: Iterable[OpenSum], today: str, until: str) -> list[LedgerLine]:
    """Return one line for all that is paid in one month: without terms nothing depends on the day."""
    added: dict[tuple[str, str, str, bool, bool], int] = defaultdict(int)
    days: dict[tuple[str, str], str] = {}
    for one in sums:
        paid = one.due
        month = "" if not paid else LATER if paid > until else OVERDUE if paid < today else paid[:7]
        days.setdefault((one.programme_id, month), one.sold)
        added[one.programme_id, month, one.currency, one.is_pending, one.minor < 0] += one.minor
    return [
        LedgerLine(
            id="",
            commission_id="",
            account_id="",
            currency=currency,
            date=days[programme, month] or today,
            amount_minor=minor,
            effect_minor=minor,
            approval=Approval.PENDING if pending else Approval.APPROVED,
            payment=Payment.OPEN,
            programme_id=programme,
        )
        for (programme, month, currency, pending, _negative), minor in added.items()
    ]
