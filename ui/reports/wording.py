"""The words of the section Reports: sections, states, markings, checks."""

from __future__ import annotations

from datetime import date

from consultant_desk.domain.report_options import PageSize, ReportKind, Section
from consultant_desk.domain.snapshot import InterestKind
from consultant_desk.services.rows.readiness import Readiness, Weight
from consultant_desk.services.rows.reports import ReportRow
from ui.entry import day_text
from ui.widgets.chips import Mood
from ui.widgets.choice import Option

SECTION_TITLES = {
    Section.COVER: "Cover",
    Section.SUMMARY: "Executive summary",
    Section.COMPARISON: "Comparison",
    Section.MEMO: "Decision memo",
    Section.DISCLOSURE: "Disclosure of interests",
    Section.NEEDS: "Problem and needs",
    Section.REQUIREMENTS: "Requirements",
    Section.LONG_LIST: "Long list",
    Section.RANKING: "Ranking and contributions",
    Section.MATRIX: "Matrix of scores",
    Section.STABILITY: "Stability of the weights",
    Section.VALUE: "Value for money",
    Section.FINALISTS: "One page per finalist",
    Section.RISKS: "Risks",
    Section.ADOPTION: "Adoption plan",
    Section.METHOD: "Method",
    Section.EVIDENCE: "Evidence",
    Section.REJECTED: "Considered and rejected",
    Section.GLOSSARY: "Glossary",
    Section.CHANGES: "Change log",
}
KIND_NAMES = {
    ReportKind.RECOMMENDATION: "Recommendation",
    ReportKind.COMPARISON: "Short comparison",
    ReportKind.MEMO: "Decision memo",
}
KIND_SENTENCES = {
    ReportKind.RECOMMENDATION: "The whole report, with every section you choose.",
    ReportKind.COMPARISON: "Two pages: the summary, and the finalists side by side.",
    ReportKind.MEMO: "One page for whoever decides: the verdict, why, and what is to be decided.",
}
REPORT_KINDS = tuple(Option(kind.value, name) for kind, name in KIND_NAMES.items())
LANGUAGES = (Option("en", "English"), Option("de", "Deutsch"), Option("fr", "Français"), Option("es", "Español"))
"""The languages of reports, each by its own name."""
PAGE_SIZES = tuple(Option(size.value, size.value) for size in PageSize)
MARKINGS = ("Confidential", "Internal", "For discussion", "Public")
STATES: dict[str, tuple[str, Mood]] = {
    "draft": ("Draft", "quiet"),
    "issued": ("Issued", "info"),
    "delivered": ("Delivered", "good"),
    "decided": ("Decided", "good"),
}
"""Word and mood of each state of a report."""

INTERESTS = (
    Option("", "Not stated"),
    Option(InterestKind.NONE.value, "Nothing paid"),
    Option(InterestKind.AFFILIATE.value, "Affiliate"),
    Option(InterestKind.REFERRAL.value, "Referral fee"),
    Option(InterestKind.RESELLER.value, "Reseller"),
    Option(InterestKind.CLIENT.value, "Vendor is client"),
    Option(InterestKind.INVESTOR.value, "I own a share"),
    Option(InterestKind.OTHER.value, "Other tie"),
)
CHECK_TITLES = {
    "readable": "The file can be read",
    "file": "No byte was changed",
    "pages": "Every page is as it was built",
    "data": "The data inside is complete",
    "ranking": "The ranking follows from the data",
    "sums": "The figures agree with one another",
    "figures": "Printed figures agree with the data",
    "disclosure": "Interests are disclosed",
    "lock": "Weights and scores were locked first",
    "signature": "Signature",
    "issued": "Issued from this workspace",
}
"""The checks of a report file, by their stable names, as sentences that hold when the check is passed."""


def marking_options(current: str) -> tuple[Option, ...]:
    """Return the markings, with the current one even when it is of one's own making."""
    words = MARKINGS if not current or current in MARKINGS else (current, *MARKINGS)
    return (*(Option(word, word) for word in words), Option("", "No marking"))


def state_words(row: ReportRow) -> str:
    """Return what a report is: a draft, or which issued version."""
    return "draft" if row.state == "draft" else f"version {row.issue}, {row.state}"


def date_words(row: ReportRow, today: date) -> str:
    """Return the day that counts: delivered, issued, or last changed."""
    return day_text(row.delivered_on or row.issued_at[:10] or row.updated_at[:10], today)


def hash_tail(row: ReportRow) -> str:
    """Return the end of the file's hash in two groups of four, as one reads it to someone."""
    tail = row.sha256[-8:]
    return f"{tail[:4]} {tail[4:]}" if tail else ""


def pages_words(pages: int) -> str:
    """Return how many pages there are."""
    return "1 page" if pages == 1 else f"{pages} pages"


def changes_words(count: int) -> str:
    """Return how many changes there are."""
    return "1 change" if count == 1 else f"{count} changes"


def left_words(readiness: Readiness) -> str:
    """Return how much of a report is left to mend or to look at before it is issued."""
    kept = sum(item.weight is Weight.BLOCKER for item in readiness.items)
    looked = sum(item.weight is Weight.WARNING for item in readiness.items)
    if not kept:
        return f"{looked} to look at before you issue" if looked else "Ready to be issued"
    back = "1 keeps it back" if kept == 1 else f"{kept} keep it back"
    return f"{back}, {looked} to look at" if looked else back


def list_state(rows: tuple[ReportRow, ...]) -> str:
    """Return the line beside the section's title."""
    drafts = sum(1 for row in rows if row.state == "draft")
    count = "1 report" if len(rows) == 1 else f"{len(rows):,} reports"
    if not rows:
        return ""
    return count if not drafts else f"{count}, {drafts} {'draft' if drafts == 1 else 'drafts'}"
