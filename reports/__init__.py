"""Recommendation reports: a pure function from a snapshot to PDF bytes, and their check. Never opens a workspace."""

from __future__ import annotations

from consultant_desk.domain.snapshot import ReportSnapshot
from reports.built import BuiltReport


def build(snapshot: ReportSnapshot) -> BuiltReport:
    """Build the PDF of a snapshot in this process; the same snapshot gives the same bytes.

    `UserError` when an issued report lacks its disclosure or a text cannot be set. A window uses `reports.worker`.
    """
    from reports.document import build_report  # the PDF library takes 0.2 s to load

    return build_report(snapshot)


__all__ = ["BuiltReport", "build"]
