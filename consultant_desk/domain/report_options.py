"""What a person chooses for one report: its kind, its sections in order, paper, language, marking."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class PageSize(StrEnum):
    """Paper of a report."""

    A4 = "A4"
    LETTER = "Letter"


class Section(StrEnum):
    """The sections of a report in their default order. `COMPARISON` and `MEMO` are one page each."""

    COVER = "cover"
    SUMMARY = "summary"
    COMPARISON = "comparison"
    MEMO = "memo"
    DISCLOSURE = "disclosure"
    NEEDS = "needs"
    REQUIREMENTS = "requirements"
    LONG_LIST = "long_list"
    RANKING = "ranking"
    MATRIX = "matrix"
    STABILITY = "stability"
    VALUE = "value"
    FINALISTS = "finalists"
    RISKS = "risks"
    ADOPTION = "adoption"
    METHOD = "method"
    EVIDENCE = "evidence"
    REJECTED = "rejected"
    GLOSSARY = "glossary"
    CHANGES = "changes"


class ReportKind(StrEnum):
    """A whole recommendation, a comparison of two pages, or a memo of one page for whoever decides."""

    RECOMMENDATION = "recommendation"
    COMPARISON = "comparison"
    MEMO = "memo"


@dataclass(frozen=True, slots=True)
class KindSpec:
    """What a kind of report may print, in default order, and which of it cannot be switched off.

    Interests are disclosed in every kind: the sections that cannot be switched off hold them.
    """

    sections: tuple[Section, ...]
    always: frozenset[Section]


KINDS: Mapping[ReportKind, KindSpec] = {
    ReportKind.RECOMMENDATION: KindSpec(
        tuple(one for one in Section if one not in {Section.COMPARISON, Section.MEMO}),
        frozenset({Section.DISCLOSURE}),
    ),
    ReportKind.COMPARISON: KindSpec(
        (Section.SUMMARY, Section.COMPARISON), frozenset({Section.SUMMARY, Section.COMPARISON})
    ),
    ReportKind.MEMO: KindSpec((Section.MEMO,), frozenset({Section.MEMO})),
}


WITHOUT_NOTE = frozenset({Section.COVER})
"""Sections that print no note of the consultant's."""


def allowed_sections(kind: ReportKind, chosen: Sequence[Section] | None) -> tuple[Section, ...]:
    """Return chosen sections without repeats and without those the kind does not have; None means its default.

    The cover stands first; what cannot be switched off is added at its default place.
    """
    spec = KINDS[kind]
    if chosen is None:
        return spec.sections
    kept = [one for one in dict.fromkeys(chosen) if one in spec.sections]
    for missing in (one for one in spec.sections if one in spec.always and one not in kept):
        before = set(spec.sections[: spec.sections.index(missing)])
        place = max((kept.index(one) + 1 for one in kept if one in before & _LEADING), default=0)
        kept.insert(place, missing)
    if Section.COVER in kept:
        kept.remove(Section.COVER)
        kept.insert(0, Section.COVER)
    return tuple(kept)


_LEADING = {Section.COVER, Section.SUMMARY}


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """What the person chose for this report. `sections` holds the chosen ones in printed order."""

    sections: tuple[Section, ...] = KINDS[ReportKind.RECOMMENDATION].sections
    language: str = "en"
    page_size: PageSize = PageSize.A4
    marking: str = "Confidential"
    kind: ReportKind = ReportKind.RECOMMENDATION
