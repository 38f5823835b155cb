"""What is said about interests beside the result, in every kind of case."""

from __future__ import annotations

import pytest

from consultant_desk.domain.evaluation.independence import Independence
from consultant_desk.domain.money import Money
from consultant_desk.domain.snapshot import InterestKind
from consultant_desk.services.sheet import InterestRow
from ui.evaluations.interests_block import NOT_SAME, SAME, paid, sentences

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
