"""Reports as a list shows them."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultant_desk.entities.client import Client
from consultant_desk.entities.engagement import Engagement
from consultant_desk.entities.evaluation import Evaluation
from consultant_desk.entities.recommendation import Report
from consultant_desk.services.rows.reports import ReportRow
from consultant_desk.services.snapshots import kind_of


def report_rows(session: Session, *, evaluation_id: str | None = None) -> tuple[ReportRow, ...]:
    """Return reports, drafts first, newest first."""
    query = (
        select(Report, Evaluation.title, Client.name)
        .join(Evaluation, Evaluation.id == Report.evaluation_id)
        .outerjoin(Engagement, Engagement.id == Evaluation.engagement_id)
        .outerjoin(Client, Client.id == Engagement.client_id)
        .order_by(Report.state != "draft", Report.id.desc())
    )
    if evaluation_id is not None:
        query = query.where(Report.evaluation_id == evaluation_id)
    return tuple(
        ReportRow(
            id=report.id,
            title=report.title,
            evaluation_id=report.evaluation_id,
            evaluation=evaluation,
            client=client or "",
            state=report.state or "draft",
            number=report.number or 0,
            issue=report.issue or 0,
            issued_at=report.issued_at or "",
            sha256=report.sha256 or "",
            pages=report.pages or 0,
            delivered_on=report.delivered_on or "",
            updated_at=report.updated_at,
            kind=kind_of(report),
            language=report.language or "en",
        )
        for report, evaluation, client in session.execute(query)
    )
