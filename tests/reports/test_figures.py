from __future__ import annotations

import json
import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

import reports
from consultant_desk.domain.charts.bars import parts_by_criterion, signed_bars, stacked_bars
from consultant_desk.domain.charts.rounding import points_text
from consultant_desk.domain.evaluation.evaluate import evaluate
from consultant_desk.domain.evaluation.explain import contrast
from consultant_desk.domain.evaluation.problem import Group, PointWeights
from consultant_desk.domain.money import Money
from consultant_desk.domain.report_options import ReportOptions, Section
from consultant_desk.domain.snapshot import SnapshotRejected
from reports.facts import Facts
from reports.rich import plain, text_of
from reports.sections.arguments import Argument
from reports.words import en, en_method, en_sections, en_value, numbers
from reports.words.language import language_for
from tests.reports.reading import attached, flat, page_texts
from tests.reports.sample import sample_needs, sample_problem, sample_snapshot

ENGLISH = language_for("en")


def test_every_number_of_the_summary_is_in_the_attached_data():
    built = reports.build(sample_snapshot())
    manifest = json.loads(attached(built.pdf)["manifest.json"])
    report = json.loads(attached(built.pdf)["report.json"])["snapshot"]
    told = {one["printed"].replace("\u00a0", "") for one in manifest["figures"] if one["page"] == 2}
    typed = json.dumps(
        [report[key] for key in ("reasons", "risks", "conditions", "steps", "interests")], ensure_ascii=False
    )
    text = page_texts(built.pdf)[1].split("Executive summary")[1]
    text = re.sub(
        r"Exhibit 1|\n[123] |\[\d\]|problem \w{4}\s\w{4}|\d+\s(Nov|Dec|Jan)(\s\d{4})?|of 100|1 unknown", " ", text
    )
    found = re.findall(r"[+−€]?\d[\d,.]*\d|\d", text)
    assert len(found) > 40
    for number in found:
        plain = number.strip("+−€")
        assert any(plain in one for one in told) or plain in typed, number


def test_printed_parts_sum_to_the_printed_score_and_differences_to_the_margin():
    facts = Facts(sample_snapshot())
    for line in facts.result.ranking:
        parts = [Decimal(facts.figure(f"part/{line.candidate}/{key}").printed) for key in facts.criteria]
        assert sum(parts) == Decimal(facts.figure(f"score/{line.candidate}").printed)
        groups = [facts.segment_points(line.candidate, segment.id) for segment in facts.segments]
        assert sum(groups) == sum(parts)
    over = facts.over_parts("northwind", "contoso")
    assert ENGLISH.signed(sum(over.values())) == facts.figure("over-all/northwind/contoso").printed == "+1.5"


def test_a_share_below_one_is_not_printed_as_all():
    result = evaluate(sample_problem())
    facts = Facts(sample_snapshot(result=replace(result, verdict=replace(result.verdict, share=0.9985))))
    assert facts.figure("share").printed == "99.9\u00a0%"


def test_the_best_values_are_counted_over_known_scores_and_ties_are_told():
    problem = sample_problem()
    kept = tuple(cell for cell in problem.cells if (cell.candidate, cell.criterion) != ("northwind", "inbox"))
    unknown = replace(problem, cells=kept)
    facts = Facts(sample_snapshot(problem=unknown, result=evaluate(unknown)))
    assert "inbox" not in facts.best_or_equal_in("northwind")
    assert len(facts.known_in("northwind")) == len(problem.criteria) - 1
    same = tuple(replace(cell, candidate="contoso") for cell in kept if cell.candidate == "northwind")
    tied = replace(problem, cells=(*(cell for cell in kept if cell.candidate != "contoso"), *same))
    facts = Facts(sample_snapshot(problem=tied, result=evaluate(tied)))
    assert facts.best_or_equal_in("northwind") == facts.best_or_equal_in("contoso") != ()
    assert facts.alone_in("northwind") == facts.alone_in("contoso") == ()
    kept = tuple(cell for cell in problem.cells if (cell.candidate, cell.criterion) != ("northwind", "learn"))
    unknown = replace(problem, cells=kept)
    text = flat("".join(page_texts(reports.build(sample_snapshot(problem=unknown, result=evaluate(unknown))).pdf)))
    assert flat("of the 8 criteria on which it is known") in text


@pytest.mark.parametrize(
    ("risk", "answer", "words"),
    [
        ("It asks for 10 GB", "order the larger server", "It asks for 10 GB: order the larger server"),
        ("It asks for 10 GB", "Order more", "It asks for 10 GB. Order more"),
        ("It asks for 10 GB.", "Order more.", "It asks for 10 GB. Order more."),
        ("Who pays? (They do.)", "Ask", "Who pays? (They do.) Ask"),
        ("It needs Jira (Atlassian Inc.)", "Ask", "It needs Jira (Atlassian Inc.). Ask"),
        ("Slow", "", "Slow"), ("", "Ask", "Ask"),
    ],
)  # fmt: skip
def test_a_risk_and_its_answer_do_not_run_together(risk, answer, words):
    assert text_of(Argument(plain(risk.strip()), answer=plain(answer.strip())).whole) == words


def test_the_method_names_what_was_done_within_groups():
    problem = sample_problem()
    groups = (Group("desk", "Desk work"), Group("rest", "All else"))
    criteria = tuple(replace(one, group="desk" if place < 3 else "rest") for place, one in enumerate(problem.criteria))
    inside = {key: tuple((one.id, 1.0) for one in criteria if one.group == key) for key in ("desk", "rest")}
    weights = PointWeights(
        "swing", (("desk", 100.0), ("rest", 60.0)),
        (("desk", PointWeights("direct", inside["desk"])), ("rest", PointWeights("swing", inside["rest"]))),
    )  # fmt: skip
    grouped = replace(problem, groups=groups, criteria=criteria, weights=weights, stakeholders=())
    text = flat("".join(page_texts(reports.build(sample_snapshot(problem=grouped, result=evaluate(grouped))).pdf)))
    assert flat("come from swing points: what a move from worst to best is worth. Within Desk work they were") in text
    assert flat("Within All else") not in text


@pytest.mark.parametrize(("shares", "digits"), [((0.3, 0.7), 0), ((0.03, 0.303, 0.667), 1), ((0.2999999, 0.7), 0)])
def test_all_weights_have_the_same_decimals(shares, digits):
    assert numbers.weight_digits(shares) == digits


def test_the_page_on_the_verdict_prints_the_lead_of_the_summary():
    facts = Facts(sample_snapshot())
    verdict = facts.result.verdict
    assert f"Lead of {facts.figure(f'lead/{verdict.winner}/{verdict.runner_up}').printed} points" in verdict.rule


def test_the_report_prints_the_figures_the_window_prints():
    facts = Facts(sample_snapshot())
    first, second = (facts.lines[one] for one in ("northwind", "contoso"))
    chart = signed_bars(contrast(facts.result, "northwind", "contoso"), first, second, 100.0)
    for bar in chart.bars:
        assert facts.figure(f"over/northwind/contoso/{bar.criterion}").printed == bar.label
    assert facts.figure("over-all/northwind/contoso").printed == chart.margin
    bars = stacked_bars(facts.result.ranking, parts_by_criterion(facts.problem), 100.0)
    for bar in bars:
        assert facts.figure(f"score/{bar.candidate}").printed == bar.total
        for segment in bar.segments:
            path = f"part/{bar.candidate}/{segment.part.key}"
            assert facts.figure(path).printed == points_text(segment.points)


@pytest.mark.parametrize(
    ("minor", "currency", "printed"),
    [
        (590000, "EUR", "€5,900"),
        (590050, "EUR", "€5,900.50"),
        (-5, "GBP", "−£0.05"),
        (1250, "JPY", "¥1,250"),
        (1250, "KWD", "KWD\u00a01.250"),
        (900, "UGX", "UGX\u00a0900"),
    ],
)
def test_an_amount_has_the_decimals_of_its_currency(minor, currency, printed):
    assert ENGLISH.money(Money(minor, currency)) == printed


def test_what_was_left_out_names_its_evidence_and_the_day_it_was_seen():
    left_out = SnapshotRejected("Litware", "", "Sold in America only.", "Call, Kim Akers, minute 12.", "2026-11-20")
    options = ReportOptions(sections=(Section.REJECTED,))
    words = flat("".join(page_texts(reports.build(sample_snapshot(rejected=(left_out,), options=options)).pdf)))
    assert flat("Sold in America only.") in words
    assert flat("Shown by: Call, Kim Akers, minute 12, seen on 20 November 2026.") in words


def test_two_needs_that_led_to_one_requirement_say_so():
    first, second = sample_needs()[:2]
    needs = (replace(first, requirements=first.requirements[:1]), replace(second, requirements=()))
    options = ReportOptions(sections=(Section.NEEDS,))
    words = flat("".join(page_texts(reports.build(sample_snapshot(needs=needs, options=options)).pdf)))
    assert flat("2 needs led to 1 requirement; the most urgent is to") in words


def test_an_unknown_path_has_no_figure():
    facts = Facts(sample_snapshot())
    for path in ("", "nonsense", "score", "score/nobody", "part/northwind", "bound/inbox/middle", "share/x"):
        with pytest.raises((KeyError, TypeError, ValueError)):
            facts.figure(path)


@pytest.mark.parametrize(
    ("value", "unit", "printed"),
    [
        (24800, "€", "€24,800"),
        (32, "s", "32\u00a0s"),
        (4.5, "h", "4.5\u00a0h"),
        (-3, "EUR", "−€3"),
        (-3, "¥", "−¥3"),
        (0.25, "", "0.25"),
        (1, "months", "1\u00a0month"),
        (-1, "days/month", "−1\u00a0day/month"),
        (1.00001, "weeks a year", "1\u00a0week a year"),
        (0, "months", "0\u00a0months"),
        (123_456_789_012_345, "", "123,456,789,012,345"),
        (1.5, "months", "1.5\u00a0months"),
    ],
)
def test_raw_values_are_printed_with_their_unit(value, unit, printed):
    assert ENGLISH.in_unit(value, unit) == printed


@pytest.mark.parametrize(
    ("low", "high", "unit", "printed"),
    [
        (0, 1, "months", "0–1\u00a0months"),
        (10, 20, "€", "€10–20"),
        (-3, 4, "", "−3\u00a0–\u00a04"),
        (-10, 20, "EUR", "−€10\u00a0–\u00a0€20"),
    ],
)
def test_a_range_names_its_unit_once_and_in_the_plural(low, high, unit, printed):
    assert ENGLISH.range_in_unit(low, high, unit) == printed


def test_a_score_between_two_ends_names_its_unit_once():
    problem = sample_problem()
    cells = tuple(
        replace(cell, value=None, low=9.0, high=4.0)
        if (cell.candidate, cell.criterion) == ("northwind", "learn")
        else cell
        for cell in problem.cells
    )
    assert Facts(sample_snapshot(problem=replace(problem, cells=cells))).figure("raw/northwind/learn").printed == (
        "4–9\u00a0h"
    )


def test_every_text_is_asked_for_somewhere():
    sources = [path for path in Path(reports.__file__).parent.rglob("*.py") if not path.name.startswith("en")]
    source = "".join(path.read_text("utf-8") for path in sources)
    asked = set(re.findall(r'"([a-z_]+(?:\.[a-z_]+)*)"', source))
    stems = set(re.findall(r'f"([a-z_.]+)\.\{', source))
    for key in en.TEXTS | en_method.TEXTS | en_sections.TEXTS | en_value.TEXTS:
        stem, last = key.rsplit(".", 1) if "." in key else (key, "")
        counted = stem in asked and last in {"one", "many"}
        glossary = last == "means" and "term" in stems
        heads = stem.endswith(".head") and stem in asked and last in asked
        assert key in asked or stem in stems or counted or heads or glossary, key


def test_disclosure_stands_before_the_first_recommendation_in_the_same_size_as_the_text():
    sections = tuple(section for section in Section if section is not Section.DISCLOSURE)
    text = [flat(page) for page in page_texts(reports.build(sample_snapshot(options=ReportOptions(sections))).pdf)]
    first = next(i for i, page in enumerate(text) if flat("We are paid if you choose") in page)
    assert first < next(i for i, page in enumerate(text) if flat("Where the points come from") in page)
