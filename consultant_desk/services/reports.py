"""Reports: drafts that follow the data, issuing one for good, and verifying any report file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import chain, count

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from consultant_desk.domain.changes import Outcome
from consultant_desk.domain.clock import Clock, instant_text
from consultant_desk.domain.report_changes import changes_between
from consultant_desk.domain.report_options import PageSize, ReportKind, Section, allowed_sections
from consultant_desk.domain.snapshot import ReportSnapshot, SnapshotChange
from consultant_desk.entities.client import Client
from consultant_desk.entities.document import Document
from consultant_desk.entities.engagement import Engagement
from consultant_desk.entities.evaluation import Evaluation
from consultant_desk.entities.practice import Practice
from consultant_desk.entities.recommendation import Report
from consultant_desk.entities.registry import entities
from consultant_desk.errors import UserError
from consultant_desk.services.client_reading import resolve
from consultant_desk.services.operations import FieldValue, assign, find, iso_date
from consultant_desk.services.practice import PRACTICE_ID
from consultant_desk.services.readiness import Readiness, readiness_of
from consultant_desk.services.report_texts import ReportTexts, copied_texts
from consultant_desk.services.report_versions import MIME, kept, packed, versions_of
from consultant_desk.services.rows.reports import ReportRow
from consultant_desk.services.snapshots import kind_of, sections_of, snapshot_of
from consultant_desk.storage.local import Origin
from consultant_desk.storage.store import Store
from reports.built import BuiltReport
from reports.progress import Tell, unheard
from reports.reading import snapshot_in
from reports.signer import Certificate, Stamp
from reports.verification import Verification
from reports.worker import ReportWorker

LANGUAGES = ("en", "de", "fr", "es")
_KIND_TITLES = {
    ReportKind.RECOMMENDATION: "Recommendation",
    ReportKind.COMPARISON: "Comparison",
    ReportKind.MEMO: "Decision memo",
}
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


class Reports(ReportTexts):
    """Operations on reports. `worker` builds and verifies in a process of its own."""

    def __init__(self, store: Store, clock: Clock, worker: ReportWorker) -> None:
        super().__init__(store, clock)
        self._worker = worker

    def list(self, query: str = "", *, evaluation_id: str | None = None) -> tuple[ReportRow, ...]:
        """Return the reports whose title or client holds every word, drafts first, newest first."""
        words = query.casefold().split()
        found = self._read(lambda session: report_rows(session, evaluation_id=evaluation_id))
        return tuple(row for row in found if all(word in f"{row.title} {row.client}".casefold() for word in words))

    def sheet(self, report_id: str) -> ReportSheet:
        """Return one report with its options."""
        return self._read(lambda session: _sheet(session, find(session, Report, report_id)))

    def find_id(self, text: str) -> str:
        """Return the report meant by a tail of its id or its exact title."""
        return self._read(lambda session: resolve(session, Report, text))

    def create(self, evaluation_id: str, title: str = "", kind: ReportKind = ReportKind.RECOMMENDATION) -> Outcome[str]:
        """Start a draft for an evaluation; the title follows from the client, and differs from those there are."""

        def work(session: Session) -> str:
            evaluation = find(session, Evaluation, evaluation_id)
            practice = session.get(Practice, PRACTICE_ID)
            client = _client_name(session, evaluation)
            report = Report(evaluation_id=evaluation_id, brand_id=practice.brand_id if practice else None)
            values: dict[str, FieldValue] = {
                "title": title or _proposed_title(session, client, evaluation.title, kind),
                "kind": kind.value,
                "state": "draft",
                "number": _highest(session, Report.number) + 1,
                "issue": 0,
                "language": "en",
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
        """Set title, brand, language, page size, marking, recipients or kind of a draft; an issued report is frozen."""
        self._refuse_frozen(report_id)
        language = values.get("language")
        if language is not None and language not in LANGUAGES:
            raise UserError(f"{language!r} is no language of reports.", "", f"Choose one of {', '.join(LANGUAGES)}.")
        return self._edit("report", report_id, {name: values[name] for name in EDITABLE if name in values})

    def set_sections(self, report_id: str, sections: Sequence[Section]) -> Outcome[None]:
        """Choose the sections of a draft in order; what the kind always prints is added."""
        self._refuse_frozen(report_id)
        chosen = allowed_sections(self.sheet(report_id).kind, sections)
        options = json.dumps({"sections": [section.value for section in chosen]}, separators=(",", ":"))

        def work(session: Session) -> None:
            find(session, Report, report_id).options_json = options

        return self._change("Choose sections", work)

    def trash(self, report_id: str) -> Outcome[None]:
        """Move a report to the Trash; the file of an issued one stays until the Trash is purged."""
        return self._trash("report", report_id)

    def snapshot(self, report_id: str) -> ReportSnapshot:
        """Return everything the report prints now; `UserError` when the evaluation cannot be evaluated yet."""
        documents = self._store.documents
        today = self._clock.today()

        def work(session: Session) -> ReportSnapshot:
            report = find(session, Report, report_id)
            now = snapshot_of(session, documents, report, today)
            return replace(now, versions=versions_of(session, documents, report, now, snapshot_in))

        return self._read(work)

    def changes_since(self, report_id: str) -> tuple[SnapshotChange, ...]:
        """Return what an issued report would say differently now; nothing where that cannot be told."""
        documents = self._store.documents
        today = self._clock.today()

        def work(session: Session) -> tuple[SnapshotChange, ...]:
            report = find(session, Report, report_id)
            before = kept(session, documents, report, snapshot_in)
            return () if before is None else changes_between(before, snapshot_of(session, documents, report, today))

        return self._read(work)

    def kept_snapshot(self, report_id: str) -> ReportSnapshot | None:
        """Return the data an issued report was built from, None where they cannot be had."""
        documents = self._store.documents
        return self._read(lambda session: kept(session, documents, find(session, Report, report_id), snapshot_in))

    def readiness(self, report_id: str) -> Readiness:
        """Return what keeps the report from being issued, what to look at, and what is in order."""
        today, documents = self._clock.today(), self._store.documents
        return self._read(lambda session: readiness_of(session, documents, find(session, Report, report_id), today))

    def build(self, report_id: str, cancelled: Callable[[], bool] = lambda: False, tell: Tell = unheard) -> BuiltReport:
        """Build the report as it stands now; `cancelled` is asked often, `tell` hears how far it is."""
        return self._worker.build(self.snapshot(report_id), cancelled, tell)

    def html(self, report_id: str, cancelled: Callable[[], bool] = lambda: False) -> bytes:
        """Write a report as one file of HTML: a draft as it stands now, an issued one from what it was built from."""
        return self._worker.html(self._as_issued(report_id), cancelled)

    def markdown(self, report_id: str, cancelled: Callable[[], bool] = lambda: False) -> bytes:
        """Write a report as Markdown, from the same data as `html`."""
        return self._worker.markdown(self._as_issued(report_id), cancelled)

    def encrypted(self, pdf: bytes, password: str) -> bytes:
        """Return a copy of a report that opens with a password only (AES-256)."""
        return self._worker.encrypt(pdf, password)

    def certificate(self, pkcs12: bytes, passphrase: str) -> tuple[Certificate, str]:
        """Return what a PKCS#12 file signs as, and what to know before signing today, or nothing."""
        found = self._worker.certificate(pkcs12, passphrase)
        return found, found.warning(self._clock.now())

    def signed(self, pdf: bytes, pkcs12: bytes, passphrase: str, stamp: Stamp | None = None) -> bytes:
        """Return a report with a PAdES signature; `stamp` is shown on the last page where that has room."""
        return self._worker.sign(pdf, (pkcs12, passphrase), self._clock.now(), stamp)

    def issue(self, report_id: str, *, recipients: str = "", issued_on: str = "") -> Outcome[ReportRow]:
        """Freeze a draft: number, date, file and hash; `UserError` lists what is still missing.

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
        """Note that an issued report was delivered or decided upon, on a date (default today)."""
        day = iso_date("Date", on) if on else self._clock.today().isoformat()

        def work(session: Session) -> None:
            report = find(session, Report, report_id)
            if report.state == "draft":
                raise UserError("A draft was not delivered yet.", "Nothing was changed.", "Issue it first.")
            if state == "draft":
                raise UserError("An issued report is frozen.", "Nothing was changed.", "Start a new version.")
            assign(entities()["report"], report, {"state": state})
            if state == "delivered":
                report.delivered_on = day

        return self._change(f"Mark as {state}", work)

    def pdf(self, report_id: str) -> bytes:
        """Return the frozen file of an issued report."""
        row = self.sheet(report_id).row
        if not row.sha256:
            raise UserError("This report is still a draft.", "", "Build it, or issue it first.")
        return self._store.documents.get(row.sha256)

    def verify(self, pdf: bytes) -> Verification:
        """Check a report file: its own digests and figures, and whether this workspace issued exactly these bytes."""
        digest = hashlib.sha256(pdf).hexdigest()
        query = select(Report.sha256).where(Report.sha256 == digest, Report.deleted_at.is_(None)).limit(1)
        return self._worker.verify(pdf, self._read(lambda session: session.scalar(query)))

    def _as_issued(self, report_id: str) -> ReportSnapshot:
        if self.sheet(report_id).row.state == "draft":
            return self.snapshot(report_id)
        snapshot = self.kept_snapshot(report_id)
        if snapshot is None:
            raise UserError(
                "The data this report was built from cannot be read.", "Nothing was written.", "Use its PDF."
            )
        return snapshot

    def _refuse_frozen(self, report_id: str) -> None:
        if self.sheet(report_id).row.state != "draft":
            raise UserError("This report was issued and is frozen.", "Nothing was changed.", "Start a new version.")


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
            kind=kind_of(report).value,
            language=report.language or "en",
        )
        for report, evaluation, client in session.execute(query)
    )


def _proposed_title(session: Session, client: str, evaluation: str, kind: ReportKind) -> str:
    """Return a title that no report has: by client, else also by evaluation, else with a number."""
    taken = {title.casefold() for title in session.scalars(select(Report.title)) if title}
    what = _KIND_TITLES[kind]
    subject = f"{what}: {evaluation}"
    if client and client.casefold() not in evaluation.casefold():
        subject = f"{what} for {client}: {evaluation}"
    plain = f"{what} for {client}" if client else subject
    numbered = (f"{subject} ({number})" for number in count(2))
    return next(title for title in chain((plain, subject), numbered) if title.casefold() not in taken)


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


def _highest(session: Session, column: InstrumentedAttribute[int | None], *among: ColumnElement[bool]) -> int:
    """Return the highest number given so far, 0 without any; one in Trash was given too and is not given again."""
    query = select(func.max(column)).where(func.coalesce(Report.deleted_how, "") != "undo", *among)
    return session.scalar(query.execution_options(include_deleted=True)) or 0


def _client_name(session: Session, evaluation: Evaluation) -> str:
    if evaluation.engagement_id is None:
        return ""
    engagement = session.get(Engagement, evaluation.engagement_id)
    client = session.get(Client, engagement.client_id) if engagement else None
    return client.name if client else ""
