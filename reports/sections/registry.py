"""Which module composes which section; a new section is one entry here and one in `report_options.Section`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from consultant_desk.domain.report_options import Section
from reports.blocks import Block
from reports.composer import Composer
from reports.sections import (
    adoption,
    changes,
    comparison,
    evidence,
    finalists,
    glossary,
    interests,
    long_list,
    matrix,
    memo,
    method,
    needs,
    ranking,
    rejected,
    requirements,
    risks,
    stability,
    summary,
    value,
)

Compose: TypeAlias = Callable[[Composer], list[Block]]

SECTIONS: Mapping[Section, Compose] = {
    Section.SUMMARY: summary.compose,
    Section.COMPARISON: comparison.compose,
    Section.MEMO: memo.compose,
    Section.DISCLOSURE: interests.compose,
    Section.NEEDS: needs.compose,
    Section.REQUIREMENTS: requirements.compose,
    Section.LONG_LIST: long_list.compose,
    Section.RANKING: ranking.compose,
    Section.MATRIX: matrix.compose,
    Section.STABILITY: stability.compose,
    Section.VALUE: value.compose,
    Section.FINALISTS: finalists.compose,
    Section.RISKS: risks.compose,
    Section.ADOPTION: adoption.compose,
    Section.METHOD: method.compose,
    Section.EVIDENCE: evidence.compose,
    Section.REJECTED: rejected.compose,
    Section.GLOSSARY: glossary.compose,
    Section.CHANGES: changes.compose,
}
"""A section that has nothing to say composes no blocks, and is neither printed nor in the contents."""

LAST = frozenset({Section.EVIDENCE})
"""Sections that name what others cite, and are composed when all others are."""
