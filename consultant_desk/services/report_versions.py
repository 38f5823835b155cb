"""The issues of a report one after the other: what each was built from, and what has changed since."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultant_desk.domain.report_changes import changes_between
from consultant_desk.domain.snapshot import ReportSnapshot, SnapshotVersion
from consultant_desk.entities.document import Document
from consultant_desk.entities.recommendation import Report
from consultant_desk.errors import EnvironmentFailure, UserError
from consultant_desk.services.operations import find
from consultant_desk.services.rows.reports import ReportRow
from consultant_desk.services.snapshots import snapshot_of
from consultant_desk.storage.documents import Documents
from reports import wire

MIME = "application/vnd.consultant-desk.snapshot"
_LIMIT = 256_000_000  # bytes of a snapshot, unpacked
_WAITING = ("issued", "delivered")
Unpack = Callable[[bytes], ReportSnapshot | None]


def packed(snapshot: ReportSnapshot) -> bytes:
    """Return a snapshot as it is kept, whole: building it again gives the same bytes."""
    return zlib.compress(wire.dumps(snapshot), 9)


@lru_cache(maxsize=8)  # every build of a draft asks for the same earlier issues
def unpacked(data: bytes) -> ReportSnapshot:
    """Read what `packed` wrote; `WireError` or `zlib.error` when that is not what it is."""
    unpacker = zlib.decompressobj()
    plain = unpacker.decompress(data, _LIMIT)
    return wire.loads(ReportSnapshot, plain)


def kept(session: Session, documents: Documents, report: Report, in_pdf: Unpack) -> ReportSnapshot | None:
    """Return what an issued report was built from, None where that is lost: a later draft is built all the same.

    A report of before snapshots were kept, or one whose snapshot cannot be read, is read out of its file.
    """
    document = session.get(Document, report.snapshot_id) if report.snapshot_id else None
    if document is not None and document.sha256:
        try:
            return unpacked(documents.get(document.sha256))
        except (EnvironmentFailure, wire.WireError, zlib.error):
            pass  # `check` tells of the damage; here the file of the report is as good
    try:
        return in_pdf(documents.get(report.sha256)) if report.sha256 else None
    except EnvironmentFailure:
        return None


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
    later = now
    for one in earlier_issues(session, report):
        before = kept(session, documents, one, in_pdf)
        if before is None:
            continue
        made_on = before.made_on or (one.issued_at or "")[:10]
        found.append(SnapshotVersion(one.issue or 0, made_on, one.sha256 or "", changes_between(before, later)))
        later = before
    return tuple(found)


def with_outdated(
    session: Session, documents: Documents, rows: Sequence[ReportRow], today: date, in_pdf: Unpack
) -> tuple[ReportRow, ...]:
    """Return rows that tell which of them is outdated: asked of the newest issue while a decision is awaited."""
    newest: dict[str, int] = {}
    query = select(Report.evaluation_id, Report.issue).where(Report.issue > 0)
    for evaluation_id, issue in session.execute(query):
        newest[evaluation_id] = max(issue or 0, newest.get(evaluation_id, 0))
    found = []
    for row in rows:
        asked = row.state in _WAITING and row.issue == newest.get(row.evaluation_id)
        old = asked and _is_outdated(session, documents, find(session, Report, row.id), today, in_pdf)
        found.append(replace(row, outdated=old))
    return tuple(found)


def _is_outdated(session: Session, documents: Documents, report: Report, today: date, in_pdf: Unpack) -> bool:
    """Tell whether the data say something else by now; nothing is evaluated: an equal problem has an equal result."""
    before = kept(session, documents, report, in_pdf)
    if before is None:
        return False
    try:
        now = snapshot_of(session, documents, report, today, before.result)
    except UserError:
        return True  # there is no result any more
    return bool(changes_between(before, now))
