"""What is said about interests beside the result, in every kind of case."""

from __future__ import annotations

from dataclasses import replace

import pytest

from consultant_desk.domain.earnings.counterfactuals import Stake, counterfactuals
from consultant_desk.domain.evaluation.evaluate import evaluate
from consultant_desk.domain.evaluation.file import load
from consultant_desk.domain.evaluation.independence import Independence
from consultant_desk.domain.money import Money
from consultant_desk.domain.snapshot import InterestKind
from consultant_desk.services.sheet import InterestRow
from tests.ui.evaluations.conftest import SAMPLE
from ui.evaluations.alternatives_sheet import lines_of
from ui.evaluations.interests_block import NOT_SAME, SAME, paid, sentences, standing

NAMES = {"nw": "Northwind", "cf": "Contoso", "keep": "Spreadsheet"}


def row(candidate, kind=InterestKind.NONE, basis="", expected=None):
    return InterestRow(candidate, kind, basis, "", expected, client_price_changes=False, stated=True)


@pytest.mark.parametrize(
    ("stated", "words"),
    [
        (row("nw", InterestKind.CLIENT), "The vendor of Northwind is a client of yours."),
        (row("nw", InterestKind.INVESTOR), "You hold a share in the vendor of Northwind."),
        (row("nw", InterestKind.RESELLER), "Northwind pays you."),
        (row("nw", InterestKind.AFFILIATE, "20 % of the fees."), "Northwind pays you 20 % of the fees."),
        (row("nw", InterestKind.OTHER, "", Money(5_000, "EUR")), "Northwind pays you a commission, about €50."),
    ],
)
def test_each_tie_has_its_sentence(stated, words):
    assert paid("Northwind", stated) == words


def test_nothing_stated_is_not_taken_for_nothing_paid():
    unstated = InterestRow("nw", InterestKind.NONE, "", "", None, client_price_changes=False)
    assert sentences([unstated], NAMES, Independence(True, ())) == ["Nothing is stated yet; the report asks for it."]


def test_nobody_pays():
    assert sentences([row("nw")], NAMES, Independence(True, ())) == ["No product pays you anything.", SAME]


def test_a_free_product_of_which_nothing_is_stated_is_not_called_free_without_saying_so():
    stated = [row("nw", InterestKind.AFFILIATE, "20 %")]
    found = sentences(stated, NAMES, Independence(True, ("nw",), "cf", 2))
    assert found[1] == "Best product that pays nothing, as far as stated: Contoso, rank 2."


def test_every_product_pays_and_a_ranking_that_depends_on_it_is_said_aloud():
    stated = [row("nw", InterestKind.AFFILIATE), row("cf", InterestKind.AFFILIATE)]
    found = sentences(stated, NAMES, Independence(False, ("nw", "cf")))
    assert found[-2:] == ["Every product pays you.", NOT_SAME]


def test_what_pays_more_and_what_has_no_programme_is_said_beside_the_rest():
    ranking = evaluate(load(SAMPLE.read_text("utf-8"))).ranking
    order = [line.candidate for line in ranking if line.candidate != "keep"]
    stakes = {key: Stake(InterestKind.NONE) for key in order[1:]}
    stakes[order[0]] = Stake(InterestKind.AFFILIATE, Money(99_200, "EUR"))
    without = counterfactuals(ranking, stakes, {order[0]}, {"keep"})
    names = {key: key.title() for key in order}

    said = standing(without, names)
    assert said[0].startswith("What pays you more tends to stand higher (tau ")
    assert said[1] == f"No programme is known of {', '.join(key.title() for key in order[1:4])}."


def test_each_product_is_listed_with_what_it_brings_and_its_rank_without_those_that_pay():
    ranking = evaluate(load(SAMPLE.read_text("utf-8"))).ranking
    order = [line.candidate for line in ranking if line.candidate != "keep" and line.rank is not None]
    first, second = order[:2]
    interests = [
        replace(row(first, InterestKind.AFFILIATE, "20 %", Money(99_200, "EUR")), is_credited=True),
        row(second),
    ]
    stakes = {one.candidate: Stake(one.kind, one.expected) for one in interests}
    lines = lines_of(counterfactuals(ranking, stakes, {first}, {"keep"}), interests, {first: "One", second: "Two"})

    assert (lines[0].name, lines[0].brings, lines[0].without) == ("One", "€992, credited", "pays you")
    assert (lines[1].name, lines[1].brings, lines[1].without) == ("Two", "nothing, no programme known", "1")
    assert lines[2].brings == "not stated"


def test_an_application_and_a_credit_are_said():
    stated = replace(row("cf"), applied_on="2026-10-01")
    assert "You applied to a programme of Contoso on 1 Oct 2026." in sentences([stated], NAMES, Independence(True, ()))
    credited = replace(row("nw", InterestKind.AFFILIATE, "20 %"), is_credited=True)
    assert paid("Northwind", credited) == "Northwind pays you 20 %, credited to the client."
