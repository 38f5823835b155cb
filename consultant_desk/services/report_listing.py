"""Reports as a list shows them, and what a new one is called."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, count

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultant_desk.domain.report_options import ReportKind
from consultant_desk.entities.client import Client
from consultant_desk.entities.engagement import Engagement
from consultant_desk.entities.evaluation import Evaluation
from consultant_desk.entities.recommendation import Report
from consultant_desk.services.rows.reports import ReportRow
from consultant_desk.services.snapshots import kind_of

_KIND_TITLES = {
    ReportKind.RECOMMENDATION: "Recommendation",
    ReportKind.COMPARISON: "Comparison",
    ReportKind.MEMO: "Decision memo",
}


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


def proposed_title(session: Session, evaluation: Evaluation, kind: ReportKind) -> str:
    """Return a title that no report has: by client, else also by evaluation, else with a number."""
    taken = {title.casefold() for title in session.scalars(select(Report.title)) if title}
    what, client, subject_of = _KIND_TITLES[kind], _client_name(session, evaluation), evaluation.title
    subject = f"{what}: {subject_of}"
    if client and client.casefold() not in subject_of.casefold():
        subject = f"{what} for {client}: {subject_of}"
    plain = f"{what} for {client}" if client else subject
    return next(title for title in chain((plain, subject), _numbered(subject)) if title.casefold() not in taken)


def title_of_kind(session: Session, title: str, before: ReportKind, kind: ReportKind) -> str:
    """Return the title for another kind of the same report; one of the consultant's own stays."""
    was = _KIND_TITLES[before]
    if not title.startswith((f"{was} for ", f"{was}: ")):
        return title
    taken = {other.casefold() for other in session.scalars(select(Report.title)) if other}
    plain = _KIND_TITLES[kind] + title[len(was) :]
    return next(one for one in chain((plain,), _numbered(plain)) if one.casefold() not in taken)


def _numbered(title: str) -> Iterator[str]:
    return (f"{title} ({number})" for number in count(2))


def _client_name(session: Session, evaluation: Evaluation) -> str:
    if evaluation.engagement_id is None:
        return ""
    engagement = session.get(Engagement, evaluation.engagement_id)
    client = session.get(Client, engagement.client_id) if engagement else None
    return client.name if client else ""
