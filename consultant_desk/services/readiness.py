"""Before a report is issued: what keeps it back, what deserves a look, what is in order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consultant_desk.domain.evaluation.canonical import problem_sha256
from consultant_desk.domain.evaluation.evaluate import evaluate
from consultant_desk.domain.evaluation.problem import MeanWeights
from consultant_desk.domain.evaluation.result import Result
from consultant_desk.domain.report_options import Section
from consultant_desk.domain.schedule import days_between
from consultant_desk.entities.brand import Brand
from consultant_desk.entities.interest import Interest
from consultant_desk.entities.practice import Practice
from consultant_desk.entities.product import Plan, Price
from consultant_desk.entities.recommendation import Report
from consultant_desk.services.evaluations.recommending import recommendation_sheet
from consultant_desk.services.evaluations.sheet import sheet_of
from consultant_desk.services.practice import PRACTICE_ID
from consultant_desk.services.rows.locks import LockStage
from consultant_desk.services.sheet import EvaluationSheet
from consultant_desk.services.snapshot_texts import sentences_of
from consultant_desk.services.snapshots import figures_of, interests_missing, sections_of
from consultant_desk.storage.documents import Documents
from reports.sentences import stands_in

OLD_PRICE_DAYS = 90
_NAMED = 3


class Weight(StrEnum):
    """How much an item matters."""

    BLOCKER = "blocker"
    WARNING = "warning"
    FINE = "fine"


class Place(StrEnum):
    """Where an item is mended."""

    NEED = "need"
    CRITERIA = "criteria"
    PRODUCTS = "products"
    SCORES = "scores"
    RESULT = "result"
    RECOMMENDATION = "recommendation"
    INTERESTS = "interests"
    LOCK = "lock"
    SETTINGS = "settings"
    CATALOGUE = "catalogue"
    REPORT = "report"
    SENTENCES = "sentences"
    FINALISTS = "finalists"
    ADOPTION = "adoption"


@dataclass(frozen=True, slots=True)
class ReadyItem:
    """One line of the list, with the place a click leads to; `target` is the one record or key that is meant there."""

    weight: Weight
    text: str
    place: Place
    target: str = ""


@dataclass(frozen=True, slots=True)
class Readiness:
    """All lines, blockers first."""

    items: tuple[ReadyItem, ...]

    @property
    def blockers(self) -> tuple[ReadyItem, ...]:
        """Return what keeps the report from being issued."""
        return tuple(item for item in self.items if item.weight is Weight.BLOCKER)


def readiness_of(session: Session, documents: Documents, report: Report, today: date) -> Readiness:
    """Return the list for one report."""
    sheet = sheet_of(session, today, report.evaluation_id)
    if sheet.incomplete:
        return Readiness((ReadyItem(Weight.BLOCKER, sheet.incomplete, Place.CRITERIA),))
    result = evaluate(sheet.problem, whole=False)
    found = [
        *_author(session),
        *_lock(sheet),
        *_disclosure(session, sheet),
        *_scores(sheet, result),
        *_weights(sheet),
        *_recommendation(session, report, today),
        *_ageing(session, sheet, today),
        *_sentences(session, documents, report, today),
        *_rejected(sheet),
    ]
    order = list(Weight)
    return Readiness(tuple(sorted(found, key=lambda item: order.index(item.weight))))


def _author(session: Session) -> list[ReadyItem]:
    practice = session.get(Practice, PRACTICE_ID)
    found = []
    if practice is None or not (practice.consultant or practice.name):
        found.append(ReadyItem(Weight.BLOCKER, "Your name is missing.", Place.SETTINGS))
    if session.scalar(select(Brand.id).where(Brand.deleted_at.is_(None)).limit(1)) is None:
        found.append(ReadyItem(Weight.WARNING, "No brand yet: the house colours are used.", Place.SETTINGS))
    return found


def _lock(sheet: EvaluationSheet) -> list[ReadyItem]:
    match sheet.lock.stage:
        case LockStage.BLIND:
            text = "Weights and scores are not locked; interests are hidden until then."
            return [ReadyItem(Weight.BLOCKER, text, Place.LOCK)]
        case LockStage.OPEN:
            return [ReadyItem(Weight.BLOCKER, "Weights and scores are open for changes: lock them again.", Place.LOCK)]
    if problem_sha256(sheet.problem) != sheet.lock.sha256:
        text = "Weights and scores are not what was locked: open them again with a reason, and lock them."
        return [ReadyItem(Weight.BLOCKER, text, Place.LOCK)]
    changed = sum(len(one.changes) for one in sheet.lock.reopenings)
    text = "Weights and scores locked before interests were shown"
    if changed:
        text += f"; {_counted(changed, 'later change is', 'later changes are')} printed"
    return [ReadyItem(Weight.FINE, text, Place.LOCK)]


def _disclosure(session: Session, sheet: EvaluationSheet) -> list[ReadyItem]:
    if sheet.lock.blind:
        return []
    stated = frozenset(
        session.scalars(
            select(Interest.candidate_id).where(Interest.evaluation_id == sheet.id, Interest.deleted_at.is_(None))
        )
    )
    missing = interests_missing(sheet, stated)
    if missing:
        names = ", ".join(missing)
        return [ReadyItem(Weight.BLOCKER, f"Say whether you are paid for: {names}.", Place.INTERESTS)]
    return [ReadyItem(Weight.FINE, "Disclosure on the summary page", Place.INTERESTS)]


def _weights(sheet: EvaluationSheet) -> list[ReadyItem]:
    """Return whether a weight that decides was given for another scale than its criterion has."""
    own = () if sheet.own_weights is None else (sheet.own_weights,)
    sets = sheet.people if isinstance(sheet.problem.weights, MeanWeights) else own
    count = len({key for one in sets for key in one.stale})
    if not count:
        return []
    text = _counted(count, "weight was given for another scale", "weights were given for other scales")
    return [ReadyItem(Weight.WARNING, text, Place.CRITERIA)]


def _scores(sheet: EvaluationSheet, result: Result) -> list[ReadyItem]:
    found = [ReadyItem(Weight.FINE, "All figures tied to the data", Place.REPORT)]
    known = sum(not cell.unknown for cell in sheet.problem.cells)
    unknown = len(sheet.problem.candidates) * len(sheet.problem.criteria) - known
    if unknown:
        found.append(
            ReadyItem(Weight.WARNING, _counted(unknown, "score is unknown", "scores are unknown"), Place.SCORES)
        )
    if result.verdict.winner is None:
        found.append(ReadyItem(Weight.WARNING, "No product is recommended.", Place.RESULT))
    elif unknown_musts := result.of(result.verdict.winner).unknown_musts:
        names = {criterion.id: criterion.name for criterion in sheet.problem.criteria}
        listed = ", ".join(names[key][:60] for key in unknown_musts[:_NAMED])
        text = f"Not known whether the first product meets a must-have: {listed}."
        found.append(ReadyItem(Weight.WARNING, text, Place.SCORES, unknown_musts[0]))
    bare = sum(not cell.unknown and not cell.evidence for cell in sheet.problem.cells)
    if bare:
        text = _counted(bare, "score names no evidence", "scores name no evidence")
        found.append(ReadyItem(Weight.WARNING, text, Place.SCORES))
    return found


def _recommendation(session: Session, report: Report, today: date) -> list[ReadyItem]:
    words = recommendation_sheet(session, report.evaluation_id)
    printed = sections_of(report)
    place = Place.RECOMMENDATION
    found = [
        ReadyItem(Weight.WARNING, text, place)
        for rows, text in ((words.reasons, "No reasons written yet."), (words.steps, "No next steps written yet."))
        if not rows
    ]
    if Section.ADOPTION in printed and not words.adoption:
        found.append(ReadyItem(Weight.WARNING, "No adoption plan yet: its section is left out.", Place.ADOPTION))
    past = [row for row in (*words.steps, *words.adoption) if row.due_on and row.due_on < today.isoformat()]
    if past:
        text = _counted(len(past), "step has a date in the past", "steps have a date in the past")
        found.append(ReadyItem(Weight.WARNING, text, place, past[0].id))
    if words.valid_until and words.valid_until < today.isoformat():
        found.append(ReadyItem(Weight.WARNING, "The recommendation was valid until a day in the past.", place))
    return found


def _rejected(sheet: EvaluationSheet) -> list[ReadyItem]:
    bare = [row.name for row in sheet.rejected if not row.why.strip() and not row.requirement]
    if not bare:
        return []
    names = ", ".join(name[:60] for name in bare[:_NAMED])
    return [ReadyItem(Weight.WARNING, f"Left out without a reason: {names}.", Place.PRODUCTS)]


def _sentences(session: Session, documents: Documents, report: Report, today: date) -> list[ReadyItem]:
    """Return whether the sentences the consultant worded still agree with the data."""
    worded = sentences_of(session, report)
    if not worded:
        return []
    figure = figures_of(session, report, documents, today)
    stale = [
        one.key
        for one in worded
        if any(figure(path) != printed for printed, path in one.figures if stands_in(one.text, printed))
    ]
    found = [
        ReadyItem(
            Weight.WARNING, "A figure in a sentence of yours no longer agrees with the data.", Place.SENTENCES, key
        )
        for key in stale
    ]
    fine = len(worded) - len(stale)
    if fine:
        text = _counted(fine, "sentence is worded by you", "sentences are worded by you")
        found.append(ReadyItem(Weight.FINE, text, Place.SENTENCES))
    return found


def _ageing(session: Session, sheet: EvaluationSheet, today: date) -> list[ReadyItem]:
    products = [product for product in sheet.products.values() if product]
    query = (
        select(Plan.product_id, func.max(Price.seen_on))
        .join(Price, Price.plan_id == Plan.id)
        .where(Plan.product_id.in_(products), Plan.deleted_at.is_(None), Price.deleted_at.is_(None))
        .group_by(Plan.product_id)
    )
    old = [key for key, seen_on in session.execute(query) if (days_between(seen_on, today) or 0) > OLD_PRICE_DAYS]
    used = {key for cell in sheet.problem.cells for key in cell.evidence}
    used_ids = {sheet.evidence_ids[key] for key in used if key in sheet.evidence_ids}
    expired = sum(row.expired for row in sheet.evidence if row.id in used_ids)
    found = []
    if old:
        names = {candidate.id: candidate.name for candidate in sheet.problem.candidates}
        listed = ", ".join(names[key][:60] for key, product in sheet.products.items() if product in old)
        text = f"Prices older than {OLD_PRICE_DAYS} days: {listed}."
        found.append(ReadyItem(Weight.WARNING, text, Place.CATALOGUE, old[0]))
    if expired:
        text = _counted(expired, "piece of evidence has expired", "pieces of evidence have expired")
        found.append(ReadyItem(Weight.WARNING, text, Place.SCORES))
    return found


def _counted(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"
