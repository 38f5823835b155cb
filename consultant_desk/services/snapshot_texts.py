"""The parts of a snapshot that are words: said of candidates and requirements, sentences and notes of one's own."""

from __future__ import annotations

import json

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultant_desk.domain.coverage import Capability
from consultant_desk.domain.snapshot import SnapshotCoverage, SnapshotFinalist, SnapshotNote, SnapshotSentence
from consultant_desk.entities.recommendation import Report, ReportText
from consultant_desk.services.sheet import EvaluationSheet, RecommendationSheet

SENTENCE, NOTE = "sentence/", "note/"
"""How the names of texts of a report begin."""


def coverage_of(sheet: EvaluationSheet) -> tuple[SnapshotCoverage, ...]:
    """Return how every candidate that was looked at meets the requirements: the compared by key, others by name."""
    names = {record_id: key for key, record_id in sheet.candidates.items()}
    names |= {row.id: row.name for row in sheet.long_list}
    names |= {row.id: row.name for row in sheet.rejected}
    titles = {row.id: row.title or row.source for row in sheet.evidence}
    found = []
    for i, need in enumerate(sheet.needs):
        for j, requirement in enumerate(need.requirements):
            for record_id, name in names.items():
                row = sheet.coverage.get((record_id, requirement.id))
                if row is None or (row.level is Capability.UNKNOWN and not row.note and not row.evidence):
                    continue
                shown = tuple(titles[key] for key in row.evidence if titles.get(key))
                found.append(SnapshotCoverage(name, i, j, row.level, row.note, shown))
    return tuple(found)


def finalists_of(sheet: EvaluationSheet, words: RecommendationSheet) -> tuple[SnapshotFinalist, ...]:
    """Return what is said of each candidate of the short list, those of whom something is said."""
    found = []
    for candidate in sheet.problem.candidates:
        fit, flaws, unsuited = (
            tuple(row.text for row in words.said_of(candidate.id, kind)) for kind in ("fit", "flaw", "unsuited")
        )
        if fit or flaws or unsuited:
            found.append(SnapshotFinalist(candidate.id, fit, flaws, unsuited))
    return tuple(found)


def texts_of(session: Session, report: Report) -> list[ReportText]:
    """Return the texts of a report in its language, by name."""
    query = (
        select(ReportText)
        .where(ReportText.report_id == report.id, ReportText.language == (report.language or "en"))
        .order_by(ReportText.name)
    )
    return list(session.scalars(query))


def sentences_of(session: Session, report: Report) -> tuple[SnapshotSentence, ...]:
    """Return the sentences the consultant worded for a report."""
    return tuple(
        SnapshotSentence(row.name.removeprefix(SENTENCE), row.text, row.computed, _figures(row.figures_json))
        for row in texts_of(session, report)
        if row.name.startswith(SENTENCE)
    )


def notes_of(session: Session, report: Report) -> tuple[SnapshotNote, ...]:
    """Return the notes the consultant added to sections of a report."""
    return tuple(
        SnapshotNote(row.name.removeprefix(NOTE), row.text)
        for row in texts_of(session, report)
        if row.name.startswith(NOTE) and row.text.strip()
    )


def _figures(text: str) -> tuple[tuple[str, str], ...]:
    return tuple((str(printed), str(path)) for printed, path in json.loads(text or "[]"))
