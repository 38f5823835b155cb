"""Sentences are called by names a person knows, and stand under a section that is printed."""

from __future__ import annotations

import pytest

from consultant_desk.domain.report_options import KINDS, ReportKind, Section
from ui.reports.sentence_wording import Names, section_of, sentence_name

NAMES = Names({"cost": "Cost Cutter"}, {"cost": "Cost over 3 years"})


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("heading/matrix", "Heading"),
        ("lead", "Opening sentence"),
        ("reason/cost", "Reason: Cost over 3 years"),
        ("change/weight/cost", "What would change it: weight of Cost over 3 years"),
        ("finalists/worse/cost/cost", "Cost Cutter, weaker: Cost over 3 years"),
        ("reason/gone", "One two three four five six …"),
        ("something/new", "One two three four five six …"),
    ],
)
def test_a_key_has_a_name_or_the_first_words_of_its_sentence(key, name):
    assert sentence_name(key, "One two three four five six seven", NAMES) == name


def test_a_sentence_stands_where_its_kind_of_report_prints_it():
    recommendation = KINDS[ReportKind.RECOMMENDATION].sections
    assert section_of("lead", recommendation) is Section.SUMMARY
    assert section_of("risk/people", recommendation) is Section.SUMMARY
    assert section_of("risk/people", (Section.COVER, Section.RISKS)) is Section.RISKS
    assert section_of("lead", (Section.MEMO,)) is Section.MEMO
    assert section_of("heading/matrix", (Section.MEMO,)) is None
    assert section_of("agreement/people", recommendation) is Section.STABILITY
