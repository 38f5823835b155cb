from __future__ import annotations

from dataclasses import replace

import pytest

from consultant_desk.domain.evaluation.evaluate import evaluate
from consultant_desk.domain.evaluation.problem import (
    Candidate,
    Cell,
    Criterion,
    Direction,
    Levels,
    Linear,
    MustHave,
    MustOp,
    PointWeights,
    Problem,
)
from consultant_desk.domain.evaluation.result import Verdict, VerdictKind
from consultant_desk.domain.evaluation.verdict import lead_shown
from ui.evaluations.answer_words import shift_words
from ui.evaluations.cells import read_entry
from ui.evaluations.opening import open_evaluation
from ui.evaluations.result_figures import range_sentences
from ui.evaluations.session import EvaluationSession
from ui.evaluations.wording import (
    anchor_text,
    cell_text,
    client_beside,
    lead_words,
    raw_text,
    short_names,
    whole_cell_text,
)
from ui.figures import signed_lead

MONTHS = Criterion("time", "Time to run", Direction.MIN, Linear(12.0, 1.0), unit="months")
EUROS = Criterion("cost", "Cost", Direction.MIN, Linear(90.0, 10.0), unit="€")
CODED = Criterion("cost", "Cost", Direction.MIN, Linear(90.0, 10.0), unit="EUR")
EXIT = Criterion("exit", "Exit", Direction.MAX, Levels((("No", 0.0), ("Yes", 100.0))))


@pytest.mark.parametrize(
    ("title", "client", "beside"),
    [
        ("Customer desk for Harbour Bakeries", "Harbour Bakeries", ""),
        ("Customer desk for harbour  bakeries ", "Harbour Bakeries", ""),
        ("Till", "Harbour Bakeries", "for Harbour Bakeries"),
        ("Harbour Bakeries: till", "Harbour Bakeries", "for Harbour Bakeries"),
        ("Till", "", ""),
    ],
)
def test_the_client_stands_beside_a_title_that_does_not_end_with_it(title, client, beside):
    assert client_beside(title, client) == beside


@pytest.mark.parametrize(
    ("criterion", "ends", "words"),
    [
        (MONTHS, (1.0, 12.0), "1–12 months"), (MONTHS, (12.0, 1.0), "1–12 months"), (MONTHS, (0.0, 1.0), "0–1 months"),
        (MONTHS, (-2.0, 3.0), "−2 – 3 months"), (EUROS, (10.0, 20.5), "€10–20.5"), (EXIT, ("No", "Yes"), "No – Yes"),
        (CODED, (10.0, 20.0), "€10–20"), (CODED, (-10.0, 20.0), "−€10 – €20"),
    ],
)  # fmt: skip
def test_a_range_names_its_unit_once(criterion, ends, words):
    assert cell_text(criterion, Cell("nw", criterion.id, None, *ends)) == words


@pytest.mark.parametrize(
    ("criterion", "cell", "words"),
    [
        (MONTHS, (6.0, 1.0, 12.0), "6 months (1–12)"), (MONTHS, (12.0, None, 1.0), "12 months (1–12)"),
        (MONTHS, (6.0, 6.0, 6.0), "6 months"), (MONTHS, (6.0, None, None), "6 months"),
        (EUROS, (15.0, 10.0, 20.0), "€15 (10–20)"), (EXIT, ("Yes", "No", "Yes"), "Yes (No – Yes)"),
    ],
)  # fmt: skip
def test_a_score_with_ends_is_not_shown_as_if_it_were_sure(criterion, cell, words):
    scored = Cell("nw", criterion.id, *cell)
    assert whole_cell_text(criterion, scored) == words


@pytest.mark.parametrize(
    ("value", "words"), [(1.0, "1 month"), (-1.0, "−1 month"), (1.5, "1.5 months"), (0.0, "0 months")]
)
def test_one_is_singular_and_reads_back(value, words):
    assert raw_text(MONTHS, value) == words
    assert read_entry(MONTHS, words).value == value


def test_the_panel_and_the_margin_chart_print_the_same_lead():
    ours, theirs = 84.151, 77.249
    lead = lead_shown(ours, theirs)
    verdict = Verdict(VerdictKind.CLEAR, "a", "b", ours - theirs, 0.9985, None, "", "", lead=lead)
    assert lead_words(verdict) == "Lead 7.0 points. First in 99.9 % of draws; a clear winner needs 75 %."
    assert signed_lead(ours, theirs) == "+7.0"
    assert signed_lead(theirs, ours) == "−7.0"


def test_a_meaning_that_builds_on_the_one_before_stands_alone():
    anchors = (
        ("No", "None"),
        ("Yes", "Tables by oneself."),
        ("All", "As before, and files"),
        ("Open", "As before; daily"),
    )
    item = replace(EXIT, anchors=anchors)
    assert anchor_text(item, "Yes") == "Tables by oneself."
    assert anchor_text(item, "All") == "Tables by oneself, and files"
    assert anchor_text(item, "Open") == "Tables by oneself, and files; daily"
    assert anchor_text(item, "Other") == ""


def test_in_a_tie_nobody_leads():
    verdict = Verdict(VerdictKind.NONE, "a", "b", 0.0, 0.5, None, "", "", tie=True, lead=lead_shown(70.0, 70.0))
    assert lead_words(verdict) == "They have equal points."


def test_only_the_first_ranges_are_told_in_words(qapp):
    criteria = (Criterion("c", "Speed", Direction.MAX, Linear(0, 10)),)
    candidates = tuple(Candidate(f"p{place}", f"Product {place}") for place in range(9))
    problem = Problem("Open", criteria, PointWeights("direct", (("c", 1.0),)), candidates)
    session = EvaluationSession(open_evaluation(problem))
    told = range_sentences(session)
    assert [words.split(" lies")[0] for words in told[:-1]] == [f"Product {place}" for place in range(6)]
    assert told[-1] == "3 more of them are open as well; “How sure are the scores” shows all."
    session.deleteLater()


def test_a_short_name_is_never_an_article_alone():
    named = {"a": "The Quick Desk", "b": "A Plain Desk", "c": "Contoso Flow"}
    names = short_names([Candidate(key, name) for key, name in named.items()])
    assert names == {"a": "The Quick", "b": "A Plain", "c": "Contoso"}


def test_an_unknown_must_have_of_the_first_can_change_the_first_place(qapp):
    kept = MustHave(MustOp.AT_LEAST, value=5.0)
    criteria = (
        Criterion("fit", "Fit", Direction.MAX, Linear(0.0, 10.0), must=kept),
        Criterion("ease", "Ease", Direction.MAX, Linear(0.0, 10.0)),
    )
    cells = (Cell("a", "ease", 9.0), Cell("b", "fit", 6.0), Cell("b", "ease", 2.0))
    problem = Problem(
        "x",
        criteria,
        PointWeights("direct", (("fit", 1.0), ("ease", 1.0))),
        (Candidate("a", "Alpha"), Candidate("b", "Beta")),
        cells=cells,
    )
    session = EvaluationSession(open_evaluation(problem))
    assert range_sentences(session) == [
        "Alpha lies between 45.0 and 95.0: Fit is unknown. That could change the first place."
    ]


def test_a_name_with_a_full_stop_ends_a_sentence_with_one(qapp):
    problem = Problem(
        "x",
        (Criterion("fit", "Fit", Direction.MAX, Linear(0.0, 10.0)), EUROS),
        PointWeights("direct", (("fit", 1.0), ("cost", 1.0))),
        (Candidate("a", "Alpha Co."), Candidate("b", "Beta")),
        cells=(Cell("a", "fit", 9.0), Cell("a", "cost", 50.0), Cell("b", "fit", 2.0), Cell("b", "cost", 20.0)),
    )
    result = evaluate(problem)
    assert shift_words(result, {"a": "Alpha Co.", "b": "Beta"}).endswith(" Beta overtakes Alpha Co.")
