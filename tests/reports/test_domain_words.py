"""What the domain says in English, and a report in its language: the two say the same."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given
from hypothesis import strategies as st

import reports
from consultant_desk.domain.coverage import Capability
from consultant_desk.domain.evaluation.differences import Part
from consultant_desk.domain.evaluation.evaluate import evaluate
from consultant_desk.domain.evaluation.problem import (
    Candidate,
    Cell,
    Confidence,
    CostKind,
    CostLine,
    Criterion,
    Direction,
    DirectValue,
    EvidenceState,
    MustHave,
    MustOp,
    PointWeights,
    Problem,
    Stakeholder,
)
from consultant_desk.domain.report_options import ReportOptions, Section
from consultant_desk.entities import cost, evidence
from consultant_desk.entities.evidence import KINDS
from consultant_desk.errors import UserError
from reports.rich import text_of
from reports.words import words_for
from reports.words.language import TAGS
from reports.words.verdict_rule import verdict_words
from reports.words.warning_words import from_table, warning_words
from tests.domain.evaluation.strategies import problems
from tests.effort import tried
from tests.reports.reading import flat, page_texts
from tests.reports.sample import reopened, sample_lock, sample_needs, sample_problem, sample_snapshot
from tests.services import problems as whole

ORACLES = Path(__file__).parents[1] / "oracles"


def unknown_heavy(
    *rows: tuple[float | None, ...], must: float | None = None, weights: tuple[float, ...] = ()
) -> Problem:
    rule = None if must is None else MustHave(MustOp.AT_LEAST, value=must)
    keys = [f"k{place}" for place in range(len(rows[0]) if rows else 2)]
    criteria = tuple(Criterion(key, f"Criterion {key}", Direction.MAX, DirectValue(), must=rule) for key in keys)
    candidates = tuple(Candidate(f"c{place}", f"Product {place}") for place in range(len(rows)))
    cells = tuple(
        Cell(candidate.id, key, score)
        for candidate, row in zip(candidates, rows, strict=True)
        for key, score in zip(keys, row, strict=True)
        if score is not None
    )
    shares = weights or (1.0,) * len(keys)
    return Problem(
        "x", criteria, PointWeights("direct", tuple(zip(keys, shares, strict=True))), candidates, cells=cells
    )


def same_in_english(problem: Problem) -> None:
    try:
        result = evaluate(problem, whole=False)
    except UserError:
        return
    sentence, rule = verdict_words(words_for("en"), problem, result)
    assert text_of(sentence) == result.verdict.sentence
    assert text_of(rule).replace("\u00a0", " ") == result.verdict.rule


CASES = {
    "the sample": sample_problem(),
    "nobody to compare": unknown_heavy(),
    "one": unknown_heavy((50, 50)),
    "one that fails": unknown_heavy((50, 50), must=60),
    "two that fail": unknown_heavy((50, 50), (40, 40), must=60),
    "three that fail": unknown_heavy((50, 50), (40, 40), (1, 1), must=60),
    "one that may win, one must not known": unknown_heavy((80, None), (40, 40), must=60),
    "one that may win, both not known": unknown_heavy((None, None), (40, 40), must=60),
    "one that may win": unknown_heavy((80, 80), (40, 40), must=60),
    "a clear winner": unknown_heavy((100, 90), (20, 10)),
    "a clear winner but mostly unknown": unknown_heavy((100, None, None), (None, None, 0), weights=(9, 1, 1)),
    "a clear winner if it meets one": unknown_heavy((100, None), (60, 60), must=60, weights=(9, 1)),
    "too close": unknown_heavy((50.2, 50), (50, 50)),
    "a tie of two": unknown_heavy((80, 40), (40, 80)),
    "a tie of three": unknown_heavy((80, 40), (40, 80), (40, 80)),
    "a tie of six": unknown_heavy(*[(60, 60)] * 6),
    "a tie of unknowns": unknown_heavy((None, None), (None, None), (None, None)),
    "all the weight on one": unknown_heavy((80, 40), (40, 80), weights=(1, 0)),
    "one criterion": unknown_heavy((80,), (40,)),
    "far to go": unknown_heavy((95, 5), (5, 95), weights=(94, 6)),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_the_english_verdict_is_that_of_the_domain(case):
    same_in_english(case)


@tried(25, suppress_health_check=[HealthCheck.too_slow])
@given(problem=problems())
def test_the_english_verdict_of_any_problem_is_that_of_the_domain(problem):
    same_in_english(problem)


@pytest.mark.parametrize("code", [code for code in TAGS if code != "en"])
@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_every_verdict_is_said_in_every_language(code, case):
    result = evaluate(case, whole=False)
    sentence, rule = (text_of(rich) for rich in verdict_words(words_for(code), case, result))
    assert sentence not in {"", result.verdict.sentence}
    assert rule not in {"", result.verdict.rule}
    assert "{" not in sentence + rule


def plain_spaces(text: str) -> str:
    return text.replace("\u00a0", " ")


@tried(25, suppress_health_check=[HealthCheck.too_slow])
@given(problem=st.one_of(whole.problems(), problems()))
@example(problem=replace(sample_problem(), candidates=(*sample_problem().candidates, Candidate("x", "Contoso Flow"))))
def test_the_texts_of_warnings_say_what_the_domain_says(problem):
    try:
        result = evaluate(problem, simulate=False)
    except UserError:
        return
    for warning in result.warnings:
        assert text_of(warning_words(words_for("en"), warning, problem, result)) == warning.text
        told = from_table(words_for("en"), warning, problem, result)
        assert told is not None
        if warning.code in {"clipped", "stakeholder"}:  # six decimals there; the reason is English
            assert text_of(told)[:20].split(":")[0] in warning.text
        else:
            assert plain_spaces(text_of(told)) == warning.text


def warned(problem: Problem) -> dict[str, str]:
    result = evaluate(problem, simulate=False)
    german = words_for("de")
    return {one.code: plain_spaces(text_of(warning_words(german, one, problem, result))) for one in result.warnings}


def test_warnings_are_told_in_the_language_of_the_report():
    line = CostLine("c0", "", Decimal(100), "EUR", 1, 9, CostKind.LICENCE)
    foreign = CostLine("c1", "Hosting", Decimal(100), "CHF")
    outside = replace(unknown_heavy((80, 40), (40, 80), (40, 40)), costs=(line, foreign))
    undecided = replace(
        outside, stakeholders=(Stakeholder("Kim", PointWeights("direct", (("k0", 0.0), ("k1", 0.0))), id="kim"),)
    )
    told = warned(undecided)
    assert told["beyond_horizon"].startswith("Product 0: Lizenz")
    assert "CHF" in told["no_rate"]
    assert told["no_costs"].startswith("Product 2 hat keine Kostenzeilen")
    assert told["stakeholder"] == "Die Gewichte von Kim entscheiden noch nicht."
    same = replace(outside, candidates=tuple(replace(one, name="Twin") for one in outside.candidates), costs=())
    assert warned(same)["same_name"].startswith("3 ")


def test_a_kind_the_program_does_not_know_is_printed_as_it_was_written():
    assert words_for("de").named("evidence.kind", "tea leaves") == "tea leaves"


@pytest.mark.parametrize("code", TAGS)
def test_every_kind_part_and_level_has_a_name(code):
    texts = words_for(code).texts
    wanted = [
        *(("evidence.kind", kind) for kind in evidence.KINDS),
        *(("cost", kind.value) for kind in CostKind),
        *(("period", period) for period in cost.PERIODS),
        *(("part", part.value) for part in Part),
        *(("level", level.value) for level in Capability),
        *(("confidence", level.value) for level in Confidence),
        *(("matrix.state", state.value) for state in EvidenceState),
    ]
    for key, value in wanted:
        assert words_for(code).named(key, value) in texts.values(), (key, value)
    if code == "en":
        assert [words_for(code).named("evidence.kind", kind) for kind in KINDS] == list(KINDS)
        assert [words_for(code).named("part", part.value) for part in Part] == [part.value for part in Part]


def page_words(code: str, *sections: Section, **changes: object) -> str:
    options = ReportOptions(language=code, sections=sections)
    return flat("".join(page_texts(reports.build(sample_snapshot(options=options, **changes)).pdf)))


def test_a_need_that_costs_once_says_so():
    first = replace(sample_needs()[0], cost_period="once")
    words = page_words("en", Section.NEEDS, needs=(first,))
    assert flat("costs €1,150 once") in words
    assert flat("per once") not in words


def test_the_sections_print_what_the_domain_says_in_the_language_of_the_report():
    change = reopened(sample_lock(), ("Weights", "Order lookup: 14 %, was 12 %"))
    words = page_words("de", *Section, lock=change)
    assert flat("Northwind Desk, dicht gefolgt von Contoso Flow. Vorsprung von 1,5 Punkten") in words  # the verdict
    assert flat("gehen miteinander einher (r = 0,97)") in words  # a warning
    assert flat("Gewichte. Order lookup: 14 %, was 12 %") in words  # a change keeps its own words
    assert flat("kostet heute 1.150 € pro Monat") in words  # a period
    assert flat("Vertrag, https://northwind.example/dpa") in words  # a kind of evidence
