"""The words for a piece of evidence: its kinds, and one line of what it is, where it is from, when it expires."""

from __future__ import annotations

from datetime import date, timedelta

from consultant_desk.domain.evaluation.problem import EvidenceState
from consultant_desk.services.evidence import cited
from consultant_desk.services.rows.products import EvidenceRow
from ui.entry import day_text
from ui.evaluations.evidence_list import EvidenceLine
from ui.widgets.choice import Option

SOON = timedelta(days=30)
KINDS = tuple(
    Option(kind, kind.capitalize())
    for kind in (
        "vendor claim", "document", "hands-on test", "demonstration", "reference", "review", "benchmark", "contract",
    )
)  # fmt: skip
"""The kinds of evidence. The first is the default: nothing is more than a claim of the vendor until one says so."""

STATE_OF_KIND = {
    "vendor claim": EvidenceState.CLAIMED,
    "hands-on test": EvidenceState.TESTED,
    "benchmark": EvidenceState.TESTED,
    "reference": EvidenceState.REFERENCE,
}


def shown_by(row: EvidenceRow, today: date) -> str:
    """Return what a piece of evidence is, where it stands and when it was seen, to follow "Shown by"."""
    seen = f"seen {day_text(row.seen_on, today)}" if row.seen_on else ""
    parts = (row.title or row.kind, cited(row.source, row.locator), seen)
    return ", ".join(dict.fromkeys(part.rstrip(".") for part in parts if part))


def evidence_line(key: str, row: EvidenceRow, today: date) -> EvidenceLine:
    """Return the line of one piece of evidence; a coming expiry is said instead of the grade."""
    title = row.title or row.kind.capitalize() or "Evidence"
    seen = f"read {day_text(row.seen_on, today)}" if row.seen_on else ""
    detail = ", ".join(part for part in (row.source or row.kind, seen) if part)
    state = STATE_OF_KIND.get(row.kind, EvidenceState.SEEN)
    if row.expired:
        return EvidenceLine(key, title, detail, state, "expired", "bad")
    if row.expires_on and date.fromisoformat(row.expires_on) - today <= SOON:
        return EvidenceLine(key, title, detail, state, f"expires {day_text(row.expires_on, today)}", "warn")
    return EvidenceLine(key, title, detail, state, f"grade {row.grade}" if row.grade else "")
