"""What a new report is called: after its kind and its client, in the language it is written in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, count

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultant_desk.domain.report_options import ReportKind
from consultant_desk.entities.client import Client
from consultant_desk.entities.engagement import Engagement
from consultant_desk.entities.evaluation import Evaluation
from consultant_desk.entities.recommendation import Report
from consultant_desk.services.operations import find
from reports.rich import text_of
from reports.words import TABLES, words_for

_KINDS = {
    ReportKind.RECOMMENDATION: "cover.kind",
    ReportKind.COMPARISON: "section.comparison",
    ReportKind.MEMO: "section.memo",
}
_NUMBER = re.compile(r" \(\d+\)$")


def proposed_title(session: Session, evaluation: Evaluation, kind: ReportKind, language: str) -> str:
    """Return a title that no report has: by client, else also by evaluation, else with a number."""
    return _untaken(session, *_proposals(_client_name(session, evaluation), evaluation.title, kind, language))


def title_for(session: Session, report: Report, before: tuple[ReportKind, str], now: tuple[ReportKind, str]) -> str:
    """Return the title for another kind or language of the same report; one of the consultant's own stays.

    One proposed in another language than that of the report follows too: once all were English.
    """
    title, evaluation = report.title, find(session, Evaluation, report.evaluation_id)
    names = (_client_name(session, evaluation), evaluation.title)
    kind, language = before
    for code in dict.fromkeys((language, *TABLES)):
        was, proposals = _proposals(*names, kind, code), _proposals(*names, *now)
        if (plain := _NUMBER.sub("", title)) in was:
            return _untaken(session, proposals[was.index(plain)])
        for form in (_for, _of):
            beginning = form(kind, code, "")
            if title.startswith(beginning) and title != beginning:
                return _untaken(session, form(*now, title[len(beginning) :]))
    return title


def _proposals(client: str, subject_of: str, kind: ReportKind, language: str) -> tuple[str, ...]:
    by_subject = _of(kind, language, subject_of)
    if not client:
        return (by_subject,)
    plain = _for(kind, language, client)
    named = client.casefold() in subject_of.casefold()
    return plain, by_subject if named else _more(language, plain, subject_of)


def _for(kind: ReportKind, language: str, client: str) -> str:
    words = words_for(language)
    return text_of(words.say("title.for", kind=words.plain(_KINDS[kind]), client=client))


def _of(kind: ReportKind, language: str, subject: str) -> str:
    return _more(language, words_for(language).plain(_KINDS[kind]), subject)


def _more(language: str, title: str, subject: str) -> str:
    return text_of(words_for(language).say("title.of", title=title, subject=subject))


def _untaken(session: Session, *titles: str) -> str:
    taken = {title.casefold() for title in session.scalars(select(Report.title)) if title}
    return next(title for title in chain(titles, _numbered(titles[-1])) if title.casefold() not in taken)


def _numbered(title: str) -> Iterator[str]:
    return (f"{title} ({number})" for number in count(2))


def _client_name(session: Session, evaluation: Evaluation) -> str:
    if evaluation.engagement_id is None:
        return ""
    engagement = session.get(Engagement, evaluation.engagement_id)
    client = session.get(Client, engagement.client_id) if engagement else None
    return client.name if client else ""
