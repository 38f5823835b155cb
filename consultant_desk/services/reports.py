"""Reports: drafts that follow the data, issuing one for good, and verifying any report file."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from consultant_desk.domain.changes import Outcome
from consultant_desk.domain.clock import instant_text
from consultant_desk.domain.report_options import PageSize, ReportKind, Section, allowed_sections
from consultant_desk.entities.document import Document
from consultant_desk.entities.engagement import Engagement
from consultant_desk.entities.evaluation import Evaluation
from consultant_desk.entities.practice import Practice
from consultant_desk.entities.recommendation import REPORT_STATES, Report
from consultant_desk.entities.registry import entities
from consultant_desk.errors import UserError
from consultant_desk.services.client_reading import resolve
from consultant_desk.services.operations import FieldValue, assign, find, iso_date
from consultant_desk.services.practice import PRACTICE_ID
from consultant_desk.services.readiness import Readiness, readiness_of
from consultant_desk.services.report_files import ReportFiles
from consultant_desk.services.report_listing import report_rows
from consultant_desk.services.report_texts import copied_texts
from consultant_desk.services.report_titles import proposed_title, title_for
from consultant_desk.services.report_versions import MIME, packed, with_outdated
from consultant_desk.services.rows.reports import ReportRow
from consultant_desk.services.snapshots import chosen_sections, kind_of, sections_of
from consultant_desk.storage.local import Origin
from reports.built import BuiltReport
from reports.reading import snapshot_in

LANGUAGES = ("en", "de", "fr", "es")
FIRST_LANGUAGE = "en"
"""That of a report for which none is named."""
_COPIED = (
    "evaluation_id", "brand_id", "title", "language", "page_size", "marking", "options_json", "number", "kind",
    "recipients",
)  # fmt: skip
EDITABLE = ("title", "brand_id", "language", "page_size", "marking", "recipients", "kind")


@dataclass(frozen=True, slots=True)
class ReportSheet:
    """A report with its options. `next_issue` is the version it gets when it is issued."""

    row: ReportRow
    evaluation_id: str
    client_id: str
    brand_id: str
    page_size: PageSize
    marking: str
    language: str
    kind: ReportKind
    sections: tuple[Section, ...]
    recipients: str
    next_issue: int


class Reports(ReportFiles):
    """Operations on reports; what they are written as is in `ReportFiles`."""

    def list(self, query: str = "", *, evaluation_id: str | None = None) -> tuple[ReportRow, ...]:
        """Return the reports whose title or client holds every word, drafts first, newest first."""
        words, documents, today = query.casefold().split(), self._store.documents, self._clock.today()

        def work(session: Session) -> tuple[ReportRow, ...]:
            rows = report_rows(session, evaluation_id=evaluation_id)
            found = [row for row in rows if all(word in f"{row.title} {row.client}".casefold() for word in words)]
            return with_outdated(session, documents, found, today, snapshot_in)

        return self._read(work)

    def sheet(self, report_id: str) -> ReportSheet:
        """Return one report with its options."""
        documents, today = self._store.documents, self._clock.today()

        def work(session: Session) -> ReportSheet:
            sheet = _sheet(session, find(session, Report, report_id))
            (row,) = with_outdated(session, documents, [sheet.row], today, snapshot_in)
            return replace(sheet, row=row)

        return self._read(work)

    def find_id(self, text: str) -> str:
        """Return the report meant by a tail of its id or its exact title."""
        return self._read(lambda session: resolve(session, Report, text))

    def last_language(self) -> str:
        """Return the language of the newest report: one starts the next report in it."""
        query = select(Report.language).where(Report.deleted_at.is_(None)).order_by(Report.id.desc()).limit(1)
        return self._read(lambda session: session.scalar(query)) or FIRST_LANGUAGE

    def create(
        self,
        evaluation_id: str,
        title: str = "",
        kind: ReportKind = ReportKind.RECOMMENDATION,
        language: str = FIRST_LANGUAGE,
    ) -> Outcome[str]:
        """Start a draft for an evaluation; the title follows from the client, and differs from those there are."""
        _refuse_unknown(language)

        def work(session: Session) -> str:
            evaluation = find(session, Evaluation, evaluation_id)
            practice = session.get(Practice, PRACTICE_ID)
            report = Report(evaluation_id=evaluation_id, brand_id=practice.brand_id if practice else None)
            values: dict[str, FieldValue] = {
                "title": title or proposed_title(session, evaluation, kind, language),
                "kind": kind.value,
                "state": "draft",
                "number": _highest(session, Report.number) + 1,
                "issue": 0,
                "language": language,
                "page_size": PageSize.A4.value,
                "marking": "Confidential",
            }
            assign(entities()["report"], report, values)
            session.add(report)
            session.flush()
            return report.id

        return self._change("Start a report", work)

    def draft_of(self, evaluation_id: str, kind: ReportKind | None = None) -> str | None:
        """Return the newest draft of an evaluation (of a kind), None without one."""
        query = select(Report.id).where(
            Report.evaluation_id == evaluation_id, Report.state == "draft", Report.deleted_at.is_(None)
        )
        if kind is not None:
            query = query.where(func.coalesce(Report.kind, ReportKind.RECOMMENDATION.value) == kind.value)
        return self._read(lambda session: session.scalar(query.order_by(Report.id.desc()).limit(1)))

    def edit(self, report_id: str, **values: FieldValue) -> Outcome[None]:
        """Set title, brand, language, page size, marking, recipients or kind of a draft; an issued report is frozen.

        Another kind has sections of its own. A title that was proposed follows kind and language.
        """
        self._refuse_frozen(report_id)
        language = values.get("language")
        if language is not None:
            _refuse_unknown(language)
        chosen = {name: values[name] for name in EDITABLE if name in values}
        sheet = self.sheet(report_id)
        kind = chosen.get("kind", sheet.kind.value)
        if kind not in {one.value for one in ReportKind}:
            return self._edit("report", report_id, chosen)  # which refuses it
        if kind != sheet.kind.value:
            chosen["options_json"] = self._read(
                lambda session: _options(chosen_sections(find(session, Report, report_id)))
            )
        before, now = (sheet.kind, sheet.language), (ReportKind(str(kind)), str(language or sheet.language))
        if "title" not in chosen and now != before:
            chosen["title"] = self._read(
                lambda session: title_for(session, find(session, Report, report_id), before, now)
            )
        return self._edit("report", report_id, chosen)

    def set_sections(self, report_id: str, sections: Sequence[Section]) -> Outcome[None]:
        """Choose the sections of a draft in order; what the kind always prints is added."""
        self._refuse_frozen(report_id)
        chosen = allowed_sections(self.sheet(report_id).kind, sections)

        def work(session: Session) -> None:
            report = find(session, Report, report_id)
            listed = [section.value for section in chosen]
            report.options_json = _options(chosen_sections(report) | {kind_of(report).value: listed})

        return self._change("Choose sections", work)

    def trash(self, report_id: str) -> Outcome[None]:
        """Move a report to the Trash; the file of an issued one stays until the Trash is purged."""
        return self._trash("report", report_id)

    def readiness(self, report_id: str, built: BuiltReport | None = None) -> Readiness:
        """Return what keeps the report from being issued, what to look at, and what is in order.

        Only the report as it was built, where that is at hand, tells of characters without a font and of what was cut.
        """
        today, documents = self._clock.today(), self._store.documents
        return self._read(
            lambda session: readiness_of(session, documents, find(session, Report, report_id), today, built)
        )

    def issue(self, report_id: str, *, recipients: str | None = None, issued_on: str = "") -> Outcome[ReportRow]:
        """Freeze a draft: number, date, file and hash; `UserError` lists what is still missing.

        Recipients are those of the draft where none are named.
        Undo does not take it back: the file may be with the client already, and its number must not be used again.
        """
        self._refuse_frozen(report_id)
        blockers = self.readiness(report_id).blockers
        if blockers:
            raise UserError(
                "The report cannot be issued yet.", "It is still a draft.", " ".join(item.text for item in blockers)
            )
        sheet = self.sheet(report_id)
        now = instant_text(self._clock.now())
        made_on = iso_date("Date", issued_on) if issued_on else self._clock.today().isoformat()
        drafted = self.snapshot(report_id)
        snapshot = replace(drafted, issued=True, version=sheet.next_issue, instant=now, made_on=made_on)
        built = self._worker.build(snapshot)
        sha256 = self._store.documents.put(built.pdf)
        data = packed(snapshot)
        data_sha256 = self._store.documents.put(data)

        def work(session: Session) -> ReportRow:
            report = find(session, Report, report_id)
            name = f"{report.title} {sheet.next_issue}.pdf"
            document = Document(name=name, sha256=sha256, mime="application/pdf", size=len(built.pdf))
            session.add(document)
            session.flush()
            source = Document(name=f"{name}.data", sha256=data_sha256, mime=MIME, size=len(data))
            session.add(source)
            session.flush()
            report.document_id, report.snapshot_id = document.id, source.id
            report.state = "issued"
            report.issue = sheet.next_issue
            report.issued_at = now
            report.sha256 = built.sha256
            report.pages = built.pages
            if recipients is not None:
                report.recipients = recipients
            session.flush()
            return next(row for row in report_rows(session) if row.id == report_id)

        return self._change(f"Issue {sheet.row.title}, version {sheet.next_issue}", work, origin=Origin.FINAL)

    def revise(self, report_id: str) -> Outcome[str]:
        """Start a new draft with the options of an issued report; that one stays as it is."""

        def work(session: Session) -> str:
            old = find(session, Report, report_id)
            report = Report(**{name: getattr(old, name) for name in _COPIED}, state="draft", issue=0)
            session.add(report)
            session.flush()
            copied_texts(session, old, report)
            return report.id

        return self._change("Start a new version", work)

    def mark(self, report_id: str, state: str, on: str = "") -> Outcome[None]:
        """Note that an issued report was delivered or decided upon, on a date (default today); there is no way back."""
        day = iso_date("Date", on) if on else self._clock.today().isoformat()

        def work(session: Session) -> None:
            report = find(session, Report, report_id)
            was = report.state or "draft"
            if was == "draft":
                raise UserError("A draft was not delivered yet.", "Nothing was changed.", "Issue it first.")
            if state == "draft":
                raise UserError("An issued report is frozen.", "Nothing was changed.", "Start a new version.")
            assign(entities()["report"], report, {"state": state})
            if REPORT_STATES.index(state) < REPORT_STATES.index(was):
                raise UserError(
                    f"This report was {was} already.", "Nothing was changed.", "Undo it, if that was wrong."
                )
            if state == "delivered":
                report.delivered_on = day

        return self._change(f"Mark as {state}", work)

    def _refuse_frozen(self, report_id: str) -> None:
        if self.sheet(report_id).row.state != "draft":
            raise UserError("This report was issued and is frozen.", "Nothing was changed.", "Start a new version.")


def _sheet(session: Session, report: Report) -> ReportSheet:
    client = (
        select(Engagement.client_id)
        .join(Evaluation, Evaluation.engagement_id == Engagement.id)
        .where(Evaluation.id == report.evaluation_id)
    )
    return ReportSheet(
        row=next(row for row in report_rows(session, evaluation_id=report.evaluation_id) if row.id == report.id),
        evaluation_id=report.evaluation_id,
        client_id=session.scalar(client) or "",
        brand_id=report.brand_id or "",
        page_size=PageSize(report.page_size or "A4"),
        marking=report.marking,
        language=report.language or "en",
        kind=kind_of(report),
        sections=sections_of(report),
        recipients=report.recipients,
        next_issue=_highest(session, Report.issue, Report.evaluation_id == report.evaluation_id) + 1,
    )


def _refuse_unknown(language: FieldValue) -> None:
    if language not in LANGUAGES:
        raise UserError(f"{language!r} is no language of reports.", "", f"Choose one of {', '.join(LANGUAGES)}.")


def _options(sections: dict[str, list[str]]) -> str:
    return json.dumps({"sections": sections}, separators=(",", ":")) if sections else ""


def _highest(session: Session, column: InstrumentedAttribute[int | None], *among: ColumnElement[bool]) -> int:
    """Return the highest number given so far, 0 without any; one in Trash was given too and is not given again."""
    query = select(func.max(column)).where(func.coalesce(Report.deleted_how, "") != "undo", *among)
    return session.scalar(query.execution_options(include_deleted=True)) or 0
