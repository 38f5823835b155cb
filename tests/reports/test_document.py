from __future__ import annotations

import hashlib
import io
import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace

import pikepdf
import pytest

import reports
from consultant_desk.domain.evaluation.evaluate import evaluate
from consultant_desk.domain.evaluation.problem import Scheme, SimulationOptions
from consultant_desk.domain.report_options import PageSize, ReportKind, ReportOptions, Section
from consultant_desk.errors import UserError
from reports.html.page import html_of
from reports.markdown import markdown_of
from tests.reports.pdf_ua import faults_of
from tests.reports.reading import all_text, attached, flat, page_texts
from tests.reports.rich import rich_snapshot
from tests.reports.sample import reopened, sample_interests, sample_lock, sample_snapshot


@pytest.fixture(scope="module")
def built() -> reports.BuiltReport:
    return reports.build(sample_snapshot())


def test_the_executive_summary_is_one_page_with_the_verdict_as_heading(built):
    pages = page_texts(built.pdf)
    assert "ChooseNorthwindDesk;ContosoFlowisclosebehindandcosts€5,900less" in flat(pages[1])
    assert "Interests." in pages[1]
    assert flat("Disclosure of interests") in flat(pages[2])


def test_the_same_snapshot_gives_the_same_bytes(built):
    again = reports.build(sample_snapshot())
    assert again.pdf == built.pdf
    assert built.sha256 == hashlib.sha256(built.pdf).hexdigest()


ELSEWHERE = {
    "PYTHONHASHSEED": "12345",
    "TZ": "Pacific/Kiritimati",
    "LC_ALL": "POSIX",
    "PYTHONUTF8": "0",
    "HOME": "/nonexistent",
    "SOURCE_DATE_EPOCH": "5",
    "RL_invariant": "0",
    "RL_ttfAsciiReadable": "0",
    "RL_spaceShrinkage": "0.2",
    "RL_paraFontSizeHeightOffset": "0",
    "RL_platypus_link_underline": "1",
}
"""What another machine may say of itself, and what ReportLab would listen to."""


def test_the_same_snapshot_gives_the_same_bytes_in_another_process_on_another_machine(built):
    code = """if True:
        import hashlib, reports
        from reports.html.page import html_of
        from reports.markdown import markdown_of
        from tests.reports.sample import sample_snapshot
        snapshot = sample_snapshot()
        others = [hashlib.sha256(make(snapshot)).hexdigest() for make in (html_of, markdown_of)]
        print(reports.build(snapshot).sha256, *others)"""
    environment = {**os.environ, **ELSEWHERE}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True)
    others = [hashlib.sha256(make(sample_snapshot())).hexdigest() for make in (html_of, markdown_of)]
    assert done.stdout.split() == [built.sha256, *others]


def test_what_was_built_before_changes_no_byte(built):
    for kind, language in ((ReportKind.MEMO, "fr"), (ReportKind.COMPARISON, "de")):
        reports.build(sample_snapshot(options=ReportOptions(kind=kind, language=language)))
    assert reports.build(sample_snapshot()).sha256 == built.sha256


def test_the_pdf_is_tagged_as_pdf_ua_asks(built):
    assert faults_of(built.pdf) == {}


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not installed")
def test_qpdf_finds_no_fault(built, tmp_path):
    file = tmp_path / "report.pdf"
    file.write_bytes(built.pdf)
    done = subprocess.run(["qpdf", "--check", str(file)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_evaluation_report_matrix_and_manifest_are_attached(built):
    assert sorted(attached(built.pdf)) == ["evaluation.json", "manifest.json", "matrix.csv", "report.json"]


def test_letter_paper_has_the_size_of_letter():
    built = reports.build(sample_snapshot(options=ReportOptions(page_size=PageSize.LETTER)))
    with pikepdf.open(io.BytesIO(built.pdf)) as document:
        assert {tuple(float(x) for x in page.mediabox) for page in document.pages} == {(0, 0, 612, 792)}


def test_disclosure_stays_when_it_is_switched_off():
    options = ReportOptions(sections=(Section.SUMMARY, Section.MATRIX))
    text = all_text(reports.build(sample_snapshot(options=options)).pdf)
    assert flat("We are paid if you choose Northwind Desk") in text
    assert "Method" not in text


def test_a_report_without_disclosure_cannot_be_issued():
    some = sample_interests()[1:]
    with pytest.raises(UserError, match="interests are not disclosed"):
        reports.build(sample_snapshot(interests=some))


def test_a_draft_without_disclosure_is_built_and_marked():
    draft = sample_snapshot(interests=(), issued=False, version=0)
    text = all_text(reports.build(draft).pdf)
    assert flat("Interests are not disclosed yet") in text
    assert "Draft" in text


def test_a_draft_of_what_was_not_locked_says_why_it_discloses_nothing():
    draft = sample_snapshot(interests=(), lock=None, issued=False, version=0)
    text = all_text(reports.build(draft).pdf)
    assert flat("Interests are hidden until weights and scores are locked") in text
    assert flat("Northwind Desk pays us") not in text


def test_every_change_after_the_lock_is_printed_under_its_reason():
    lock = reopened(sample_lock(), ("Scores", "Contoso Flow, Price: €12 → €14"))
    text = all_text(reports.build(sample_snapshot(lock=lock)).pdf)
    for told in (lock.sha256, "The vendor <b>answered</b>", "Scores. Contoso Flow, Price: €12 → €14"):
        assert flat(told) in text


def test_the_lock_is_printed_though_every_section_is_switched_off():
    options = ReportOptions(sections=(Section.SUMMARY,))
    assert flat(sample_lock().sha256) in all_text(reports.build(sample_snapshot(options=options)).pdf)


def test_a_change_of_any_text_changes_the_bytes(built):
    other = replace(sample_snapshot(), client="Harbour Bakery")
    assert reports.build(other).pdf != built.pdf


@pytest.mark.parametrize(
    ("simulation", "words"),
    [
        (SimulationOptions(Scheme.ALL), "10,000 draws of any weights at all, scores between low and high."),
        (
            SimulationOptions(Scheme.ORDINAL),
            "10,000 draws of weights in the stated order, scores between low and high.",
        ),
        (
            SimulationOptions(samples=5_000, spread=0.1, fixed_scores=True),
            "5,000 draws, every weight within ±10 %, scores as shown.",
        ),
    ],
)
def test_the_report_says_what_its_rank_shares_were_drawn_by(simulation, words):
    problem = sample_snapshot().problem
    problem = replace(problem, options=replace(problem.options, simulation=simulation))
    result = evaluate(problem)
    built = reports.build(sample_snapshot(problem=problem, result=result, lock=sample_lock(result)))
    assert flat(words) in flat(all_text(built.pdf))


def test_the_recommendation_in_full_says_what_its_last_paragraph_is_about():
    text = flat(all_text(reports.build(rich_snapshot()).pdf))
    _summary, full = text.split(flat("Reasons, risks, conditions and next steps in full"), 1)
    assert flat("All 14 shops Interests. Northwind Desk pays us") in full


def test_the_pages_that_cite_evidence_are_listed_in_few_words():
    text = flat(all_text(reports.build(rich_snapshot()).pdf))
    assert re.search(r"p\.2,3,\d+", text)
