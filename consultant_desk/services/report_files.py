"""What a report is written as: its PDF, a copy with a password or a signature, HTML, Markdown, its matrix and data.

A draft is written as it stands now. Of an issued report everything follows from what was frozen: the file as it was
delivered, and beside it what is made of the data it was built from.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultant_desk.domain.clock import Clock
from consultant_desk.domain.evaluation.writing import dump
from consultant_desk.domain.report_changes import changes_between
from consultant_desk.domain.snapshot import ReportSnapshot, SnapshotChange
from consultant_desk.entities.document import Document
from consultant_desk.entities.recommendation import Report
from consultant_desk.errors import UserError
from consultant_desk.formats import Formats
from consultant_desk.services.evaluations.matrix import MatrixFormat, MatrixPart, matrix_file
from consultant_desk.services.operations import find
from consultant_desk.services.report_texts import ReportTexts
from consultant_desk.services.report_versions import kept, versions_of
from consultant_desk.services.snapshots import snapshot_of
from consultant_desk.storage.store import Store
from reports.built import BuiltReport
from reports.progress import Tell, unheard
from reports.reading import snapshot_in
from reports.signer import Certificate, Stamp, pyhanko_is_there
from reports.verification import Verification
from reports.worker import ReportWorker

Asked = Callable[[], bool]
"""Asked often while something is made: whether the person gave it up."""


def _never() -> bool:
    return False


class ReportFiles(ReportTexts):
    """Reads and writes the files of reports. `worker` does it in a process of its own."""

    def __init__(self, store: Store, clock: Clock, worker: ReportWorker) -> None:
        super().__init__(store, clock)
        self._worker = worker

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

    def build(self, report_id: str, cancelled: Asked = _never, tell: Tell = unheard) -> BuiltReport:
        """Build the report as it stands now; `cancelled` is asked often, `tell` hears how far it is."""
        return self._worker.build(self.snapshot(report_id), cancelled, tell)

    def pdf(self, report_id: str) -> bytes:
        """Return the frozen file of an issued report."""
        sha256 = self._read(lambda session: find(session, Report, report_id).sha256)
        if not sha256:
            raise UserError("This report is still a draft.", "", "Build it, or issue it first.")
        return self._store.documents.get(sha256)

    def file(self, report_id: str, cancelled: Asked = _never) -> bytes:
        """Return the PDF there is: the frozen one of an issued report, else the draft as it stands now."""
        return self.build(report_id, cancelled).pdf if self._is_draft(report_id) else self.pdf(report_id)

    def html(self, report_id: str, cancelled: Asked = _never) -> bytes:
        """Write a report as one file of HTML: a draft as it stands now, an issued one from what it was built from."""
        return self._worker.html(self._as_issued(report_id), cancelled)

    def markdown(self, report_id: str, cancelled: Asked = _never) -> bytes:
        """Write a report as Markdown, from the same data as `html`."""
        return self._worker.markdown(self._as_issued(report_id), cancelled)

    def matrix(self, report_id: str, form: MatrixFormat, formats: Formats) -> bytes:
        """Write the matrix of scores that a report prints as a table."""
        return matrix_file(self._as_issued(report_id).problem, form, formats, self._clock, MatrixPart.MATRIX)

    def evaluation_file(self, report_id: str) -> bytes:
        """Write the evaluation a report prints as a file that can be evaluated again."""
        return dump(self._as_issued(report_id).problem).encode()

    def encrypted(self, report_id: str, password: str, cancelled: Asked = _never) -> bytes:
        """Return a copy of the PDF that opens with a password only, which is kept nowhere."""
        return self._worker.encrypt(self.file(report_id, cancelled), password, cancelled)

    def can_sign(self) -> bool:
        """Tell whether the package that signs is installed."""
        return pyhanko_is_there()

    def certificate(self, p12: bytes, passphrase: str) -> Certificate:
        """Return whose certificate a PKCS#12 file holds; neither file nor passphrase is kept."""
        return self._worker.certificate(p12, passphrase)

    def certificate_warning(self, certificate: Certificate) -> str:
        """Return what to know before signing with it today, or nothing."""
        return certificate.warning(self._clock.now())

    def signed(
        self, report_id: str, p12: bytes, passphrase: str, *, stamp: bool = False, cancelled: Asked = _never
    ) -> bytes:
        """Return the frozen PDF of an issued report with a signature; a stamp is set in the font of its brand."""
        pdf, look = self.pdf(report_id), None
        if stamp:
            snapshot = self.kept_snapshot(report_id)
            look = Stamp() if snapshot is None else Stamp(snapshot.brand.font, snapshot.brand.primary)
        return self._worker.sign(pdf, (p12, passphrase), self._clock.now(), look, cancelled)

    def verify(self, pdf: bytes, password: str = "", cancelled: Asked = _never) -> Verification:
        """Check a report file: its own digests and figures, and whether this workspace issued exactly these bytes."""
        return self._worker.verify(pdf, self._issued_digest(pdf), cancelled, password=password)

    def _issued_digest(self, pdf: bytes) -> str:
        """Return the digest of the issue that a file is, or that it begins with: a signature stands after it.

        Empty where this workspace issued no such file.
        """
        query = (
            select(Document.size, Report.sha256)
            .join(Document, Document.id == Report.document_id)
            .where(Report.sha256.is_not(None), Report.deleted_at.is_(None), Document.size <= len(pdf))
            .order_by(Document.size)
        )
        issued = self._read(lambda session: [(size or 0, digest) for size, digest in session.execute(query)])
        running, place = hashlib.sha256(), 0
        for size, digest in issued:
            running.update(memoryview(pdf)[place:size])
            place = size
            if running.hexdigest() == digest:
                return digest
        return ""

    def _is_draft(self, report_id: str) -> bool:
        return self._read(lambda session: find(session, Report, report_id).state or "draft") == "draft"

    def _as_issued(self, report_id: str) -> ReportSnapshot:
        if self._is_draft(report_id):
            return self.snapshot(report_id)
        snapshot = self.kept_snapshot(report_id)
        if snapshot is None:
            raise UserError(
                "The data this report was built from cannot be read.", "Nothing was written.", "Use its PDF."
            )
        return snapshot
