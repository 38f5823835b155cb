"""Today: what is due, what went quiet, what waits for a decision, what comes."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from consultant_desk.domain.schedule import STALE_AFTER, days_between
from consultant_desk.entities.base import Record
from consultant_desk.entities.brand import Brand
from consultant_desk.entities.client import Client
from consultant_desk.entities.engagement import STAGES, Engagement
from consultant_desk.entities.evaluation import Evaluation
from consultant_desk.entities.product import Product
from consultant_desk.entities.recommendation import Report
from consultant_desk.services.operations import Area
from consultant_desk.services.rows.today import Counts, FirstSteps, QuietRow, TodaySheet, WaitingRow
from consultant_desk.services.tasks import task_rows

AHEAD_DAYS = 7
WAITING = ("issued", "delivered")


class Today(Area):
    """The day at a glance; acting on a row goes through its own area."""

    def sheet(self) -> TodaySheet:
        """Return everything that wants attention today."""
        today = self._clock.today()
        return self._read(lambda session: _sheet(session, today))

    def counts(self) -> Counts:
        """Return the figures beside the sections."""
        today = self._clock.today()
        return self._read(lambda session: _counts(session, today))


def _sheet(session: Session, today: date) -> TodaySheet:
    from consultant_desk.services.earnings.attention import overdue_money, rows_to_decide  # after the first paint

    day = today.isoformat()
    tasks = task_rows(session, today, until=(today + timedelta(days=AHEAD_DAYS)).isoformat())
    return TodaySheet(
        day=day,
        due=tuple(task for task in tasks if task.due_on <= day),
        quiet=_quiet(session, today),
        waiting=_waiting(session, today),
        ahead=tuple(task for task in tasks if task.due_on >= day),
        stages=_stages(session),
        first_steps=FirstSteps(
            brand=_any(session, Brand),
            client=_any(session, Client),
            evaluation=_any(session, Evaluation),
            report=session.scalar(select(Report.id).where(Report.state != "draft").limit(1)) is not None,
        ),
        to_decide=rows_to_decide(session),
        overdue=overdue_money(session, today),
    )


def _quiet(session: Session, today: date) -> tuple[QuietRow, ...]:
    query = (
        select(Engagement, Client.name)
        .join(Client, Client.id == Engagement.client_id)
        .where(
            or_(
                *(
                    and_(Engagement.stage == stage, Engagement.stage_since < (today - timedelta(limit)).isoformat())
                    for stage, limit in STALE_AFTER.items()
                )
            )
        )
    )
    found = [
        QuietRow(
            engagement.id,
            engagement.client_id,
            name,
            engagement.stage or "",
            days_between(engagement.stage_since, today) or 0,
            STALE_AFTER[engagement.stage or ""],
        )
        for engagement, name in session.execute(query)
    ]
    return tuple(sorted(found, key=lambda row: (row.stale_after - row.days, row.client.casefold())))


def _waiting(session: Session, today: date) -> tuple[WaitingRow, ...]:
    """Return the newest version of each report that went out, where no decision is known."""
    query = (
        select(Report, Client.name)
        .join(Evaluation, Evaluation.id == Report.evaluation_id)
        .outerjoin(Engagement, Engagement.id == Evaluation.engagement_id)
        .outerjoin(Client, Client.id == Engagement.client_id)
        .where(Report.state != "draft")
        .order_by(Report.issue)
    )
    newest = {report.evaluation_id: (report, client or "") for report, client in session.execute(query)}
    found = [_waiting_row(report, client, today) for report, client in newest.values() if report.state in WAITING]
    return tuple(sorted(found, key=lambda row: -row.days))


def _waiting_row(report: Report, client: str, today: date) -> WaitingRow:
    since = report.delivered_on or (report.issued_at or "")[:10]
    days = days_between(since or None, today) or 0
    return WaitingRow(report.id, report.evaluation_id, client, report.title, since, days)


def _stages(session: Session) -> tuple[tuple[str, int], ...]:
    query = (
        select(Engagement.stage, func.count())
        .where(Engagement.deleted_at.is_(None), Engagement.stage != "closed")
        .group_by(Engagement.stage)
    )
    counted = dict(session.execute(query).all())
    return tuple((stage, counted[stage]) for stage in STAGES if counted.get(stage))


def _any(session: Session, record: type[Record]) -> bool:
    return session.scalar(select(record.id).where(record.deleted_at.is_(None)).limit(1)) is not None


def _count(session: Session, record: type[Record]) -> int:
    return session.scalar(select(func.count()).select_from(record).where(record.deleted_at.is_(None))) or 0


def _counts(session: Session, today: date) -> Counts:
    from consultant_desk.services.earnings.attention import is_money_overdue, rows_to_decide  # after the first paint

    # With every change: no sheet is made for it, which adds up a ledger.
    due = task_rows(session, today, until=today.isoformat())
    money = bool(rows_to_decide(session)) + is_money_overdue(session, today)
    return Counts(
        today=len(due) + len(_quiet(session, today)) + len(_waiting(session, today)) + money,
        clients=_count(session, Client),
        products=_count(session, Product),
        evaluations=_count(session, Evaluation),
        reports=_count(session, Report),
    )
