from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from consultant_desk.cli.evaluate_words import method_lines
from consultant_desk.domain.evaluation.critical import critical_score, critical_sentence, holding
from consultant_desk.domain.evaluation.problem import Scheme, SimulationOptions
from consultant_desk.domain.evaluation.result import MethodCheck, ScoreFlip, ValueForMoney
from consultant_desk.domain.evaluation.values import value_table
from consultant_desk.domain.evaluation.weights import global_weights
from tests.ui.evaluations.whole import whole_result, worth_of
from ui.evaluations.amounts import amount_text, tick_text
from ui.evaluations.answer_words import (
    method_spans,
    near_flips,
    shift_words,
    stakeholder_spans,
    worth_words,
)
from ui.evaluations.method_sheet import method_table, vikor_words
from ui.evaluations.scheme_choice import drawn_words
from ui.evaluations.wording import short_names


@pytest.fixture(scope="module")
def result(problem):
    return whole_result(problem)


@pytest.fixture(scope="module")
def names(problem):
    return short_names(problem.candidates)


def said(spans):
    return " ".join("".join(span.text for span in spans).split())


@pytest.mark.parametrize(
    ("amount", "unit", "words"),
    [
        ("1190.4", "EUR", "€1,190"), ("0.85", "EUR", "€0.85"), ("24900", "€", "€24,900"), ("1500", "h", "1,500 h"),
        ("-0.0", "EUR", "€0"), ("-0.001", "EUR", "€0"), ("-300", "EUR", "-€300"),
        ("5", "", "5"), ("1190", "JPY", "JP¥1,190"),
    ],
)  # fmt: skip
def test_amounts_are_rounded_in_their_unit(amount, unit, words):
    assert amount_text(Decimal(amount), unit) == words


@pytest.mark.parametrize(
    ("amount", "unit", "words"),
    [(20_000, "EUR", "€20k"), (500, "EUR", "€500"), (25_500, "€", "€25.5k"), (0, "EUR", "€0"), (12_000, "h", "12k h")],
)
def test_an_axis_counts_in_thousands(amount, unit, words):
    assert tick_text(amount, unit) == words


def test_the_heading_of_value_for_money_tells_the_step_to_the_winner(problem, names):
    worth = worth_of(problem)
    assert worth_words(worth, "northwind", names) == "one more point costs €1,190"
    assert worth_words(worth, "keep", names) == ""
    assert worth_words(worth, "tailspin", names) == "one more point would cost €161"
    assert worth_words(worth, "fabrikam", names).startswith("Fabrikam is off the frontier")
    assert worth_words(worth, None, names) == ""


@pytest.mark.parametrize(
    ("cost", "benefit", "words"),
    [
        ({"a": 1, "b": 2}, {"a": 9.0, "b": 8.0}, "Aa costs least and gives most"),
        ({"a": 1, "b": 2}, {"a": 9.0, "b": 8.0, "c": 7.0}, "Aa costs least and gives most of the 2 with a known cost"),
        ({"a": 1, "b": 1}, {"a": 9.0, "b": 8.0}, ""),
        ({"a": 1, "b": 2}, {"a": 0.0, "b": 0.0}, ""),
        ({"a": 1}, {"a": 9.0, "b": 8.0}, ""),
    ],
)
def test_least_and_most_are_said_only_of_who_beats_every_known_rival_in_both(cost, benefit, words):
    known = {key: Decimal(amount) for key, amount in cost.items()}
    worth = ValueForMoney(unit="EUR", cost=known, benefit=benefit, frontier=("a",), steps=())
    assert worth_words(worth, "a", {"a": "Aa", "b": "Bb", "c": "Cc"}) == words


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (SimulationOptions(), "Each weight ±20 %, scores from low to high"),
        (SimulationOptions(Scheme.ALL), "Any weights at all, scores from low to high"),
        (SimulationOptions(Scheme.ORDINAL, fixed_scores=True), "Any weights in the order of yours, scores as shown"),
    ],
)
def test_the_rank_shares_say_what_was_drawn(options, words):
    assert drawn_words(options) == words


def test_each_method_is_named_with_its_first_and_how_many_agree(result, names):
    assert said(method_spans(result, names)) == (
        "Weighted sum Northwind TOPSIS Northwind VIKOR Contoso PROMETHEE II Contoso · 2 of 4 agree"
    )


def test_one_method_alone_does_not_agree(problem, result, names):
    turned = MethodCheck(vikor=result.methods.vikor)
    assert said(method_spans(replace(result, methods=turned), names)).endswith("VIKOR Contoso · no other agrees")
    assert method_lines(problem, replace(result, methods=turned))[-1] == "no other method agrees with the weighted sum"


def test_without_other_methods_there_is_no_check(result, names):
    assert method_spans(replace(result, methods=None), names) == ()
    assert method_spans(replace(result, methods=MethodCheck()), names) == ()
    assert method_spans(replace(result, ranking=()), names) == ()


def test_each_stakeholder_is_named_with_first_and_second(result, names):
    assert said(stakeholder_spans(result, names)) == "Owner Northwind 76.0 to 74.5 · 1 of 1 agree"
    assert stakeholder_spans(replace(result, stakeholders=()), names) == ()


def test_the_sheet_of_the_methods_has_every_figure(result, names):
    table = method_table(result, names)
    assert len(set(table.header)) == len(table.header) == 11
    assert table.rows[0][:5] == ("Northwind", "76.0", "1", "1.000", "1")
    assert vikor_words(result.methods.vikor, names) == (
        "VIKOR: the first by Q lacks an acceptable advantage and is stable. Compromise: Contoso, Northwind."
    )


def test_the_nearest_change_of_a_score_comes_first_and_one_that_does_nothing_is_left_out(problem, result, names):
    near = near_flips(problem, result.score_flips, names)
    assert [one.words for one in near] == [
        "Ease of learning of Contoso from 4.5 h to 4 h: Contoso leads",
        "Shared inbox of Northwind from Excellent to Very good: Contoso leads",
    ]


def test_a_change_of_a_score_that_is_not_known_tells_how_far(problem, names):
    flip = ScoreFlip("tailspin", "support", -2.0, "contoso")
    cells = tuple(cell for cell in problem.cells if cell.criterion != "support")
    (one,) = near_flips(replace(problem, cells=cells), (flip,), names)
    assert one.words == "Support response of Tailspin down by 2 h: Contoso leads"


def test_a_change_of_an_amount_that_is_not_known_names_its_currency(problem, names):
    flip = ScoreFlip("tailspin", "support", -200.0, "contoso")
    cells = tuple(cell for cell in problem.cells if cell.criterion != "support")
    criteria = tuple(replace(one, unit="€") if one.id == "support" else one for one in problem.criteria)
    (one,) = near_flips(replace(problem, criteria=criteria, cells=cells), (flip,), names)
    assert one.words == "Support response of Tailspin down by €200: Contoso leads"


def test_a_change_of_a_level_is_said_in_the_words_of_its_scale(problem, names):
    flip = ScoreFlip("contoso", "inbox", 20.0, "contoso")
    (one,) = near_flips(problem, (flip,), names)
    assert one.words == "Shared inbox of Contoso from Good to Very good: Contoso leads"
    known = problem.cell_index()[("contoso", "inbox")]
    unknown = tuple(cell for cell in problem.cells if cell is not known)
    (one,) = near_flips(replace(problem, cells=unknown), (flip,), names)
    assert one.words == "Shared inbox of Contoso to Very good: Contoso leads"
    assert near_flips(problem, (ScoreFlip("northwind", "inbox", 20.0, "contoso"),), names) == []


def test_what_weights_would_do_is_said(result, names):
    assert "Contoso overtakes Northwind" in shift_words(result, names)
    assert shift_words(replace(result, smallest_flip=None), names) == "No weights would put another product first."


def test_the_result_and_the_score_editor_print_the_same_turning_point(problem):
    weights = global_weights(problem)
    names = short_names(problem.candidates)
    found = critical_score(problem, value_table(problem), weights, "contoso", "learn")
    now = problem.cell_index()["contoso", "learn"].value
    (near,) = near_flips(problem, (ScoreFlip("contoso", "learn", found.raw - now, "contoso"),), names)
    item = next(one for one in problem.criteria if one.id == "learn")
    told = critical_sentence(found, item, problem.candidates[1])
    assert near.words.split(" to ")[1].split(":")[0] == told.removeprefix("At ").split(" or ")[0]
    assert holding(5.9251, 24.0, up=True) == 5.93
    flip = ScoreFlip("contoso", "support", 5.9251 - problem.cell_index()["contoso", "support"].value, "contoso")
    assert "to 5.92 h" in near_flips(problem, (flip,), names)[0].words
