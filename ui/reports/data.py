"""What the page of a report shows, read at one moment off the UI thread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from consultant_desk.desk import Desk
from consultant_desk.domain.report_options import Section
from consultant_desk.domain.snapshot import SnapshotChange
from consultant_desk.errors import UserError
from consultant_desk.services.readiness import Readiness
from consultant_desk.services.reports import ReportSheet
from consultant_desk.services.rows.practice import BrandRow
from consultant_desk.services.sheet import EvaluationSheet, RecommendationSheet
from reports.built import BuiltReport
from reports.words import words_for
from reports.words.change import change_text

LANGUAGE = "en"
"""Changes are told in the language of the window, whatever language the report is in."""


@dataclass(frozen=True, slots=True)
class Since:
    """What is different from an issue, in words, the gravest first; `unknown` says why that cannot be told."""

    texts: tuple[str, ...] = ()
    unknown: str = ""


@dataclass(frozen=True, slots=True)
class ReportData:
    """What one report shows. `since` is filled for an issued report only."""

    sheet: ReportSheet
    brands: tuple[BrandRow, ...]
    evaluation: EvaluationSheet
    words: RecommendationSheet
    readiness: Readiness
    notes: Mapping[Section, str]
    since: Since = Since()


def read_report(desk: Desk, report_id: str, built: BuiltReport | None = None) -> ReportData:
    """Read a report with all that its page shows; `built` are its pages as they were last built."""
    sheet = desk.reports.sheet(report_id)
    return ReportData(
        sheet,
        desk.practice.sheet().brands,
        desk.evaluations.sheet(sheet.evaluation_id),
        desk.evaluations.recommendation(sheet.evaluation_id),
        desk.reports.readiness(report_id, built),
        desk.reports.notes(report_id),
        Since() if sheet.row.state == "draft" else _since(desk, report_id),
    )


def read_last_issue(desk: Desk, report_id: str) -> tuple[int, Since]:
    """Return the issue before a draft (0: there is none), and what changed since."""
    versions = desk.reports.snapshot(report_id).versions
    return (versions[0].version, Since(_told(versions[0].changes))) if versions else (0, Since())


def _since(desk: Desk, report_id: str) -> Since:
    try:
        return Since(_told(desk.reports.changes_since(report_id)))
    except UserError as error:  # the evaluation as it is now cannot be evaluated
        return Since(unknown=error.happened)


def _told(changes: Sequence[SnapshotChange]) -> tuple[str, ...]:
    words = words_for(LANGUAGE)
    return tuple(change_text(words, change) for change in changes)
