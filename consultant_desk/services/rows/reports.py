"""Reports in a list."""

from __future__ import annotations

from dataclasses import dataclass

from consultant_desk.domain.report_options import ReportKind


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One report of an evaluation.

    `outdated` tells that the newest issue, while nobody decided on it, no longer says what the data say now.
    """

    id: str
    title: str
    evaluation_id: str
    evaluation: str
    client: str
    state: str
    number: int
    issue: int
    issued_at: str
    sha256: str
    pages: int
    delivered_on: str
    updated_at: str
    kind: ReportKind = ReportKind.RECOMMENDATION
    language: str = "en"
    outdated: bool = False
