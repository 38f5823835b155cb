"""Before a report is issued: what keeps it back, what deserves a look, what is in order."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consultant_desk.domain.evaluation.canonical import problem_sha256
from consultant_desk.domain.evaluation.evaluate import evaluated
from consultant_desk.domain.evaluation.problem import MeanWeights
from consultant_desk.domain.evaluation.result import Result
from consultant_desk.domain.report_options import Section
from consultant_desk.domain.schedule import days_between
from consultant_desk.domain.snapshot import InterestKind
from consultant_desk.entities.brand import Brand
from consultant_desk.entities.interest import Interest
from consultant_desk.entities.practice import Practice
from consultant_desk.entities.product import Plan, Price
from consultant_desk.entities.recommendation import Report
from consultant_desk.services.earnings.consent_reading import consented, needs_consent
from consultant_desk.services.evaluations.recommending import recommendation_sheet
from consultant_desk.services.evaluations.sheet import sheet_of
from consultant_desk.services.practice import PRACTICE_ID
from consultant_desk.services.readiness_sentences import built_items, sentence_items
from consultant_desk.services.rows.locks import LockStage
from consultant_desk.services.rows.readiness import Place, Readiness, ReadyItem, Weight
from consultant_desk.services.sheet import EvaluationSheet, RecommendationSheet
from consultant_desk.services.snapshots import interests_missing, sections_of
from consultant_desk.storage.documents import Documents
from reports.built import BuiltReport

__all__ = ["Place", "Readiness", "ReadyItem", "Weight", "readiness_of"]

OLD_PRICE_DAYS = 90
_NAMED = 3


def readiness_of(
    session: Session, documents: Documents, report: Report, today: date, built: BuiltReport | None = None
) -> Readiness:
    """Return the list for one report, with what is seen only once it is built where that is at hand."""
    sheet = sheet_of(session, today, report.evaluation_id)
    if sheet.incomplete:
        return Readiness((ReadyItem(Weight.BLOCKER, sheet.incomplete, Place.CRITERIA),))
    result = evaluated(sheet.problem, whole=False)
    found = [
        *_author(session),
        *_lock(sheet),
        *_disclosure(session, sheet),
        *_scores(sheet, result),
        *_weights(sheet),
        *_recommendation(session, sheet, result, report, today),
        *_ageing(session, sheet, today),
        *_rejected(sheet),
        *sentence_items(session, documents, report, today, built),
        *built_items(built),
    ]
    order = list(Weight)
    return Readiness(tuple(sorted(found, key=lambda item: order.index(item.weight))))


def _author(session: Session) -> list[ReadyItem]:
    practice = session.get(Practice, PRACTICE_ID)
    found = []
    if practice is None or not (practice.consultant or practice.name):
        found.append(ReadyItem(Weight.BLOCKER, "Your name is missing.", Place.SETTINGS))
    if session.scalar(select(Brand.id).where(Brand.deleted_at.is_(None)).limit(1)) is None:
        found.append(ReadyItem(Weight.WARNING, "No brand yet: the house colours are used.", Place.BRANDS))
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
    found = [ReadyItem(Weight.FINE, "Disclosure on the summary page", Place.INTERESTS)]
    if sheet.client_id and needs_consent(sheet) and not consented(session, sheet.client_id, sheet.id):
        text = "No consent of the client to what you are paid is kept."
        found.append(ReadyItem(Weight.WARNING, text, Place.CONSENT, sheet.client_id))
    if denied := _denied(sheet):
        text = f"Said to pay nothing, though you are in a programme of it: {_listed(denied)}."
        found.append(ReadyItem(Weight.WARNING, text, Place.INTERESTS))
    return found


def _denied(sheet: EvaluationSheet) -> list[str]:
    """Return the candidates that are said to pay nothing while a programme of their product would."""
    paying = {one.candidate for one in sheet.proposals if one.kind is not InterestKind.NONE}
    free = {row.candidate for row in sheet.interests if row.stated and row.kind is InterestKind.NONE}
    return [one.name for one in sheet.problem.candidates if one.id in paying & free]


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
        text = f"Not known whether the first product meets a must-have: {_listed(names[key] for key in unknown_musts)}."
        found.append(ReadyItem(Weight.WARNING, text, Place.SCORES, unknown_musts[0]))
    bare = sum(not cell.unknown and not cell.evidence for cell in sheet.problem.cells)
    if bare:
        text = _counted(bare, "score names no evidence", "scores name no evidence")
        found.append(ReadyItem(Weight.WARNING, text, Place.SCORES))
    return found


def _recommendation(
    session: Session, sheet: EvaluationSheet, result: Result, report: Report, today: date
) -> list[ReadyItem]:
    words = recommendation_sheet(session, report.evaluation_id)
    printed = sections_of(report)
    place = Place.RECOMMENDATION
    found = [
        ReadyItem(Weight.WARNING, text, place)
        for rows, text in ((words.reasons, "No reasons written yet."), (words.steps, "No next steps written yet."))
        if not rows
    ]
    if Section.FINALISTS in printed:
        found += _finalists(sheet, result, words)
    if Section.ADOPTION in printed and not words.adoption:
        found.append(ReadyItem(Weight.WARNING, "No adoption plan yet: its section is left out.", Place.ADOPTION))
    dated = [(row, place) for row in words.steps]
    if Section.ADOPTION in printed:
        dated += [(row, Place.ADOPTION) for row in words.adoption]
    past = [(row, where) for row, where in dated if row.due_on and row.due_on < today.isoformat()]
    if past:
        text = _counted(len(past), "step has a date in the past", "steps have a date in the past")
        found.append(ReadyItem(Weight.WARNING, text, past[0][1], past[0][0].id))
    if words.valid_until and words.valid_until < today.isoformat():
        found.append(ReadyItem(Weight.WARNING, "The recommendation was valid until a day in the past.", place))
    return found


def _finalists(sheet: EvaluationSheet, result: Result, words: RecommendationSheet) -> list[ReadyItem]:
    """Return which of the two that matter have no words: the first, and the one the client compares it with."""
    names = {candidate.id: candidate.name for candidate in sheet.problem.candidates}
    asked = [key for key in (result.verdict.winner, result.verdict.runner_up) if key]
    bare = [key for key in asked if not any(row.candidate == key for row in words.about)]
    if not bare:
        return []
    text = f"Nothing is said yet of whom it fits and of its flaws: {_listed(names[key] for key in bare)}."
    return [ReadyItem(Weight.WARNING, text, Place.FINALISTS, bare[0])]


def _rejected(sheet: EvaluationSheet) -> list[ReadyItem]:
    bare = [row for row in sheet.rejected if not row.why.strip() and not row.requirement]
    if not bare:
        return []
    text = f"Left out without a reason: {_listed(row.name for row in bare)}."
    return [ReadyItem(Weight.WARNING, text, Place.PRODUCTS, bare[0].id)]


def _ageing(session: Session, sheet: EvaluationSheet, today: date) -> list[ReadyItem]:
    """Return what is old among prices and evidence, and for which products no price is known at all."""
    products = [product for product in sheet.products.values() if product]
    query = (
        select(Plan.product_id, func.max(Price.seen_on))
        .join(Price, Price.plan_id == Plan.id)
        .where(Plan.product_id.in_(products), Plan.deleted_at.is_(None), Price.deleted_at.is_(None))
        .group_by(Plan.product_id)
    )
    seen = dict(session.execute(query).all())
    old = [key for key, seen_on in seen.items() if (days_between(seen_on, today) or 0) > OLD_PRICE_DAYS]
    found = []
    if old:
        names = {candidate.id: candidate.name for candidate in sheet.problem.candidates}
        listed = _listed(names[key] for key, product in sheet.products.items() if product in old)
        text = f"Prices older than {OLD_PRICE_DAYS} days: {listed}."
        found.append(ReadyItem(Weight.WARNING, text, Place.CATALOGUE, old[0]))
    if unpriced := _unpriced(sheet, frozenset(seen)):
        text = f"Not known what the client would pay: {_listed(name for _, name in unpriced)}."
        found.append(ReadyItem(Weight.WARNING, text, Place.PRODUCTS, unpriced[0][0]))
    used = {key for cell in sheet.problem.cells for key in cell.evidence}
    used_ids = {sheet.evidence_ids[key] for key in used if key in sheet.evidence_ids}
    expired = [row.id for row in sheet.evidence if row.expired and row.id in used_ids]
    if expired:
        text = _counted(len(expired), "piece of evidence has expired", "pieces of evidence have expired")
        found.append(ReadyItem(Weight.WARNING, text, Place.SCORES, expired[0]))
    return found


def _unpriced(sheet: EvaluationSheet, priced: frozenset[str]) -> list[tuple[str, str]]:
    """Return key and name of the products without cost lines, a score of cost, or a price in the catalogue."""
    cost = {criterion.id for criterion in sheet.problem.criteria if criterion.cost}
    known = {line.candidate for line in sheet.problem.costs}
    known |= {cell.candidate for cell in sheet.problem.cells if cell.criterion in cost and not cell.unknown}
    known |= {key for key, product in sheet.products.items() if product in priced}
    return [(one.id, one.name) for one in sheet.problem.candidates if not one.baseline and one.id not in known]


def _listed(names: Iterable[str]) -> str:
    """Return a few names, shortened, and how many more there are."""
    shown = [" ".join(name.split())[:60] for name in names]
    more = len(shown) - _NAMED
    return ", ".join(shown[:_NAMED]) + (f" and {more} more" if more > 0 else "")


def _counted(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"
