"""The program's own words fit the narrowest columns; a word that does not would be cut between any two letters."""

from __future__ import annotations

from dataclasses import replace

import pytest

import reports
from consultant_desk.domain.coverage import Capability
from consultant_desk.domain.evaluation.evaluate import evaluate
from consultant_desk.domain.evaluation.problem import Candidate
from consultant_desk.domain.report_options import KINDS, PageSize, ReportKind, ReportOptions
from consultant_desk.domain.snapshot import InterestKind, ReportSnapshot, SnapshotCoverage, SnapshotInterest
from reports import lines
from reports.words.language import TAGS
from tests.reports.sample import sample_problem, sample_snapshot


@pytest.fixture(scope="module")
def six() -> ReportSnapshot:
    """Return the sample with a sixth candidate, as many as a table has columns for, and every level of coverage."""
    problem = sample_problem()
    cells = tuple(replace(cell, candidate="six") for cell in problem.cells if cell.candidate == "contoso")
    candidates = tuple(replace(one, name="Sheet") if one.baseline else one for one in problem.candidates)
    problem = replace(problem, candidates=(*candidates, Candidate("six", "Six Desk")), cells=(*problem.cells, *cells))
    sample = sample_snapshot(problem=problem, result=evaluate(problem))
    levels = list(Capability)
    places = [(i, j) for i, need in enumerate(sample.needs) for j, _ in enumerate(need.requirements)]
    coverage = tuple(
        SnapshotCoverage("six", need, requirement, levels[number % len(levels)])
        for number, (need, requirement) in enumerate(places)
    )
    return replace(sample, coverage=(*sample.coverage, *coverage))


@pytest.mark.parametrize("code", TAGS)
@pytest.mark.parametrize("kind", ReportKind)
def test_no_word_of_the_program_is_cut(code, kind, six, monkeypatch):
    cut: set[str] = set()
    really = lines._cut

    def noted(word, room, measure):
        cut.add("".join(fragment.text for fragment in word.fragments))
        return really(word, room, measure)

    monkeypatch.setattr(lines, "_cut", noted)
    kinds = [one for one in InterestKind if one is not InterestKind.NONE]
    names = [candidate.id for candidate in six.problem.candidates]
    options = ReportOptions(language=code, kind=kind, sections=KINDS[kind].sections, page_size=PageSize.A4)
    interests = tuple(
        SnapshotInterest(name, kinds[place % len(kinds)], "a fee", "the vendor") for place, name in enumerate(names)
    )
    reports.build(replace(six, interests=interests, options=options))
    assert cut == set()
