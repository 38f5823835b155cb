"""Read the snapshot a report was built from out of its file: the data it carries, evaluated again."""

from __future__ import annotations

from consultant_desk.domain.evaluation.evaluate import evaluate
from consultant_desk.domain.snapshot import ReportSnapshot
from consultant_desk.errors import UserError


def snapshot_in(pdf: bytes) -> ReportSnapshot | None:
    """Return the snapshot in a report of any version, None where the file holds none that can be read.

    The logo and the font of the brand are in the pages only, and are not part of it.
    """
    from reports.claims import read_claims
    from reports.contents import DAMAGE, take_out
    from reports.report_format import read_snapshot
    from reports.wire import WireError

    try:
        claims = read_claims(take_out(pdf).files)
        return read_snapshot(claims.version, claims.snapshot, claims.problem, evaluate(claims.problem))
    except (WireError, UserError, *DAMAGE):
        return None
