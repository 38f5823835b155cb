"""Fills a `ReportSnapshot` from the workspace: what a report prints, and nothing a client must not see."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultant_desk import __version__
from consultant_desk.domain.brand import Brand
from consultant_desk.domain.evaluation.drawing import with_bounded_simulation
from consultant_desk.domain.evaluation.evaluate import evaluated
from consultant_desk.domain.evaluation.problem import Problem
from consultant_desk.domain.evaluation.result import Result
from consultant_desk.domain.report_options import PageSize, ReportKind, ReportOptions, Section, allowed_sections
from consultant_desk.domain.snapshot import (
    Moscow,
    ReportSnapshot,
    SnapshotAdoption,
    SnapshotChange,
    SnapshotEvidence,
    SnapshotInterest,
    SnapshotLock,
    SnapshotNeed,
    SnapshotReason,
    SnapshotRejected,
    SnapshotReopening,
    SnapshotRequirement,
    SnapshotRisk,
    SnapshotStep,
)
from consultant_desk.entities.brand import Brand as BrandRecord
from consultant_desk.entities.client import Client
from consultant_desk.entities.practice import Practice
from consultant_desk.entities.recommendation import Recommendation, Report
from consultant_desk.errors import UserError
from consultant_desk.services.brand_records import printed
from consultant_desk.services.evaluations.recommending import recommendation_sheet
from consultant_desk.services.evaluations.sheet import sheet_of
from consultant_desk.services.evidence import cited
from consultant_desk.services.practice import PRACTICE_ID
from consultant_desk.services.rows.locks import LockState
from consultant_desk.services.rows.needs import NeedRow
from consultant_desk.services.sheet import EvaluationSheet
from consultant_desk.services.snapshot_texts import coverage_of, finalists_of, notes_of, sentences_of
from consultant_desk.storage.documents import Documents


def snapshot_of(
    session: Session, documents: Documents, report: Report, today: date, result: Result | None = None
) -> ReportSnapshot:
    """Return what the report prints as a draft of today; `UserError` when there is nothing to evaluate yet.

    It is evaluated unless a result is given. Earlier issues are left to the caller.
    """
    sheet = sheet_of(session, today, report.evaluation_id)
    if sheet.incomplete:
        raise UserError("There is no result to report yet.", "", sheet.incomplete)
    practice = session.get(Practice, PRACTICE_ID)
    client = session.get(Client, sheet.client_id) if sheet.client_id else None
    recommendation = recommendation_record(session, report.evaluation_id)
    words = recommendation_sheet(session, report.evaluation_id)
    # More samples than that would be refused by whoever verifies the report.
    problem = with_bounded_simulation(without_notes(sheet.problem))
    keys = {record_id: key for key, record_id in sheet.criteria.items()}
    evidence_of = _evidence_of(problem)
    result = result or evaluated(problem)
    winner = result.verdict.winner or ""
    return ReportSnapshot(
        title=report.title,
        client=sheet.client,
        consultant=(practice.consultant or practice.name) if practice else "",
        made_on=today.isoformat(),
        instant=f"{today.isoformat()}T00:00:00.000Z",
        problem=problem,
        result=result,
        brand=brand_of(session, documents, report),
        options=ReportOptions(
            sections=sections_of(report),
            language=report.language or "en",
            page_size=PageSize(report.page_size or "A4"),
            marking=report.marking,
            kind=kind_of(report),
        ),
        evaluation_title=sheet.title,
        client_place=client.place if client else "",
        prepared_for=recommendation.prepared_for if recommendation else "",
        number=report.number or 1,
        version=report.issue or 0,
        currency=sheet.currency,
        needs=tuple(_need(need, keys) for need in sheet.needs),
        reasons=tuple(
            SnapshotReason(item.text, key, evidence_of.get((winner, key), ()))
            for item in words.reasons
            for key in [item.criterion]
        ),
        risks=tuple(SnapshotRisk(item.text, item.detail) for item in words.risks),
        conditions=tuple(item.text for item in words.conditions),
        steps=tuple(SnapshotStep(item.text, item.due_on) for item in words.steps),
        interests=tuple(
            SnapshotInterest(
                row.candidate,
                row.kind,
                row.basis,
                row.who_pays,
                row.expected,
                row.client_price_changes,
                row.is_credited,
                row.has_programme,
                row.applied_on,
            )
            for row in sheet.interests
            if row.stated
        ),
        evidence=_evidence(sheet),
        rejected=_rejected(sheet),
        valid_until=(recommendation.valid_until or "") if recommendation else "",
        program_version=__version__,
        lock=_lock(sheet.lock),
        question=sheet.question,
        long_list=tuple(row.name for row in sheet.long_list),
        coverage=coverage_of(sheet),
        finalists=finalists_of(sheet, words),
        adoption=tuple(SnapshotAdoption(item.text, item.detail, item.due_on) for item in words.adoption),
        sentences=sentences_of(session, report),
        notes=notes_of(session, report),
    )


def without_notes(problem: Problem) -> Problem:
    """Return the problem as a client may see it: notes are the consultant's own. Results and digest stay the same."""
    return replace(
        problem,
        groups=tuple(replace(one, note="") for one in problem.groups),
        criteria=tuple(replace(one, note="") for one in problem.criteria),
        candidates=tuple(replace(one, note="") for one in problem.candidates),
        cells=tuple(replace(one, note="") for one in problem.cells),
        stakeholders=tuple(replace(one, note="") for one in problem.stakeholders),
    )


def kind_of(report: Report) -> ReportKind:
    """Return the kind of a report; one of the first version is a recommendation."""
    return ReportKind(report.kind or ReportKind.RECOMMENDATION)


def sections_of(report: Report) -> tuple[Section, ...]:
    """Return the sections a report prints, in order; those of its kind where nothing was chosen."""
    kind, known = kind_of(report), {section.value for section in Section}
    chosen = chosen_sections(report).get(kind.value)
    listed = None if chosen is None else [Section(name) for name in chosen if name in known]
    return allowed_sections(kind, listed)


def chosen_sections(report: Report) -> dict[str, list[str]]:
    """Return the sections chosen for each kind this report was; the first version kept those of one kind only."""
    chosen = json.loads(report.options_json or "{}").get("sections", {})
    return chosen if isinstance(chosen, dict) else {kind_of(report).value: chosen}


def recommendation_record(session: Session, evaluation_id: str) -> Recommendation | None:
    """Return the recommendation of an evaluation, None when nothing was written yet."""
    query = select(Recommendation).where(Recommendation.evaluation_id == evaluation_id).order_by(Recommendation.id)
    return session.scalars(query).first()


def brand_of(session: Session, documents: Documents, report: Report) -> Brand:
    """Return the brand a report prints with: its own, else the default one, else the house colours."""
    practice = session.get(Practice, PRACTICE_ID)
    for brand_id in (report.brand_id, practice.brand_id if practice else None):
        record = session.get(BrandRecord, brand_id) if brand_id else None
        if record is not None and record.deleted_at is None:
            break
    else:
        return Brand(name=practice.name if practice else "")
    found = printed(session, documents, record)
    return found if found.name else replace(found, name=practice.name if practice else "")


def _lock(state: LockState) -> SnapshotLock | None:
    if state.blind:
        return None
    reopenings = tuple(
        SnapshotReopening(
            one.opened_at,
            one.reason,
            one.locked_at,
            tuple(SnapshotChange(change.part.value, change.text) for change in one.changes),
        )
        for one in state.reopenings
    )
    return SnapshotLock(state.first_locked_at, state.locked_at, state.sha256, reopenings)


def _need(need: NeedRow, keys: dict[str, str]) -> SnapshotNeed:
    source = ", ".join(text for text in (need.quoted_person, need.quoted_via) if text)
    return SnapshotNeed(
        quote=need.quote,
        quoted_from=source,
        situation=need.situation,
        progress=need.progress,
        outcome=need.outcome,
        importance=need.importance,
        satisfaction=need.satisfaction,
        cost=need.cost,
        cost_period=need.cost_period,
        requirements=tuple(
            SnapshotRequirement(
                row.text, Moscow(row.moscow or "should"), row.test, row.asked_by, keys.get(row.criterion_id, "")
            )
            for row in need.requirements
        ),
    )


def _evidence_of(problem: Problem) -> dict[tuple[str, str], tuple[str, ...]]:
    return {(cell.candidate, cell.criterion): cell.evidence for cell in problem.cells}


def _evidence(sheet: EvaluationSheet) -> tuple[SnapshotEvidence, ...]:
    rows = {row.id: row for row in sheet.evidence}
    scores: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for cell in sheet.problem.cells:
        for key in cell.evidence:
            scores[key].append((cell.candidate, cell.criterion))
    found = []
    for reference in sheet.problem.evidence:
        row = rows.get(sheet.evidence_ids.get(reference.id, ""))
        found.append(
            SnapshotEvidence(
                id=reference.id,
                kind=row.kind if row else reference.kind,
                title=(row.title if row else reference.title) or reference.source or reference.id,
                source=cited(row.source, row.locator) if row else reference.source,
                seen_on=row.seen_on if row else reference.date,
                expires_on=row.expires_on if row else "",
                grade=row.grade if row else reference.grade,
                quote=row.quote if row else reference.quote,
                independent=row.independent if row else False,
                scores=tuple(scores[reference.id]),
            )
        )
    return tuple(found)


def _rejected(sheet: EvaluationSheet) -> tuple[SnapshotRejected, ...]:
    """Return what was left out, with what shows it: what that is, where it stands, and when it was seen."""
    rows = {row.id: row for row in sheet.evidence}
    found = []
    for row in sheet.rejected:
        shown = rows.get(row.evidence_id)
        parts = (row.evidence, cited(shown.source, shown.locator) if shown else "")
        evidence = ", ".join(dict.fromkeys(part for part in parts if part))
        found.append(SnapshotRejected(row.name, row.requirement, row.why, evidence, shown.seen_on if shown else ""))
    return tuple(found)


def interests_missing(sheet: EvaluationSheet, stated: frozenset[str]) -> tuple[str, ...]:
    """Return the names of candidates, baseline left out, for which no interest was stated (by record id)."""
    return tuple(
        candidate.name
        for candidate in sheet.problem.candidates
        if not candidate.baseline and sheet.candidates[candidate.id] not in stated
    )
