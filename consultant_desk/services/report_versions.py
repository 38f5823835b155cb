"""The issues of a report one after the other: what each was built from, and what has changed since."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultant_desk.domain.report_changes import changes_between
from consultant_desk.domain.snapshot import ReportSnapshot, SnapshotVersion
from consultant_desk.entities.document import Document
from consultant_desk.entities.recommendation import Report
from consultant_desk.storage.documents import Documents
from reports import wire

MIME = "application/vnd.consultant-desk.snapshot"
_LIMIT = 256_000_000  # bytes of a snapshot, unpacked
Unpack = Callable[[bytes], ReportSnapshot | None]


def packed(snapshot: ReportSnapshot) -> bytes:
    """Return a snapshot as it is kept; the earlier issues it lists are kept with their own reports."""
    return zlib.compress(wire.dumps(snapshot), 9)


def unpacked(data: bytes) -> ReportSnapshot:
    """Read what `packed` wrote."""
    unpacker = zlib.decompressobj()
    plain = unpacker.decompress(data, _LIMIT)
    return wire.loads(ReportSnapshot, plain)


def kept(session: Session, documents: Documents, report: Report, in_pdf: Unpack) -> ReportSnapshot | None:
    """Return what an issued report was built from; one of before snapshots were kept is read out of its file."""
    document = session.get(Document, report.snapshot_id) if report.snapshot_id else None
    if document is not None:
        return unpacked(documents.get(document.sha256 or ""))
    return in_pdf(documents.get(report.sha256)) if report.sha256 else None


def earlier_issues(session: Session, report: Report) -> list[Report]:
    """Return the issues of the same evaluation before a report, newest first."""
    query = select(Report).where(
        Report.evaluation_id == report.evaluation_id,
        Report.issue > 0,
        Report.id != report.id,
        Report.sha256.is_not(None),
    )
    found = session.scalars(query.order_by(Report.issue.desc()))
    return [one for one in found if not report.issue or (one.issue or 0) < report.issue]


def versions_of(
    session: Session, documents: Documents, report: Report, now: ReportSnapshot, in_pdf: Unpack
) -> tuple[SnapshotVersion, ...]:
    """Return the earlier issues of a report with what changed in the one that followed each, newest first."""
    found: list[SnapshotVersion] = []
    later = replace(now, versions=())
    for one in earlier_issues(session, report):
        before = kept(session, documents, one, in_pdf)
        if before is None:
            continue
        made_on = before.made_on or (one.issued_at or "")[:10]
        found.append(SnapshotVersion(one.issue or 0, made_on, one.sha256 or "", changes_between(before, later)))
        later = before
    return tuple(found)
