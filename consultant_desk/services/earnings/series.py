"""Recurring series in a workspace: who pays month by month, how far it is, and who fell silent."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy.orm import Session

from consultant_desk.domain.earnings.series import End, Series, find_series
from consultant_desk.services.earnings.lines import ledger_lines
from consultant_desk.services.earnings.terms import TermsBook

LOOK_BACK = 500
"""Days of history a series is found in: a yearly one shows twice."""


def running_series(session: Session, book: TermsBook, today: date) -> tuple[Series, ...]:
    """Return the series that sources call recurring or whose programme's terms recur."""
    ends = {
        programme: End(terms.recurring_months, terms.recurring_count)
        for programme in book.versions
        if (terms := book.on(programme, today.isoformat())) is not None and terms.recurs
    }
    marks = ", ".join("?" * len(ends))
    lines = ledger_lines(
        session,
        f"l.part = '' AND l.day > ? AND l.effect_minor > 0 AND (l.kind = 'recurring' OR l.programme_id IN ({marks}))",
        ((today - timedelta(days=LOOK_BACK)).isoformat(), *ends),
    )
    covered = session.connection().exec_driver_sql(
        "SELECT account_id, max(period_to) FROM import_file WHERE deleted_at IS NULL GROUP BY 1"
    )
    return find_series(lines, today.isoformat(), ends, {account: day for account, day in covered if day})
