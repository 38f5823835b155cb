"""Out and back: what a report carries gives every figure that is printed in it, in any kind and language."""

from __future__ import annotations

import json

import pytest

import reports
from consultant_desk.domain.evaluation.evaluate import evaluate
from consultant_desk.domain.evaluation.file import load
from consultant_desk.domain.report_options import KINDS, ReportKind, ReportOptions
from reports.facts import Facts
from reports.report_format import EVALUATION, MANIFEST, REPORT, read_snapshot
from reports.verify import verify
from reports.words.language import TAGS
from tests.reports.reading import attached
from tests.reports.rich import rich_snapshot
from tests.reports.sample import sample_snapshot

LEAST = {ReportKind.RECOMMENDATION: 200, ReportKind.COMPARISON: 60, ReportKind.MEMO: 15}


@pytest.mark.parametrize("language", TAGS)
@pytest.mark.parametrize("kind", ReportKind)
@pytest.mark.parametrize("snapshot", [sample_snapshot, rich_snapshot])
def test_the_attached_data_give_every_printed_figure(snapshot, kind, language):
    pdf = reports.build(snapshot(options=ReportOptions(KINDS[kind].sections, language, kind=kind))).pdf
    verification = verify(pdf)
    assert verification.valid, verification
    files = attached(pdf)
    problem = load(files[EVALUATION])
    report, manifest = json.loads(files[REPORT]), json.loads(files[MANIFEST])
    back = read_snapshot(report["version"], report["snapshot"], problem, evaluate(problem))
    facts = Facts(back)
    printed = [(one["path"], one["printed"]) for one in manifest["figures"]]
    assert len(printed) >= LEAST[kind]
    assert printed == [(path, facts.figure(path).printed) for path, _printed in printed]


@pytest.mark.parametrize("language", TAGS)
def test_a_report_of_what_came_back_is_the_same_report(language):
    """Only the pictures of the brand are not attached, and the sample has none."""
    first = reports.build(rich_snapshot(options=ReportOptions(language=language))).pdf
    files = attached(first)
    problem = load(files[EVALUATION])
    report = json.loads(files[REPORT])
    back = read_snapshot(report["version"], report["snapshot"], problem, evaluate(problem))
    assert reports.build(back).pdf == first
