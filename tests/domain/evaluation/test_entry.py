from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant_desk.domain.evaluation.entry import Entry, parse_entry
from consultant_desk.domain.evaluation.problem import Criterion, Direction, Levels, Linear
from consultant_desk.errors import UserError
from consultant_desk.formats import Formats

BRITISH, GERMAN = Formats("en_GB"), Formats("de_DE")
HOURS = Criterion("hours", "Support response", Direction.MIN, Linear(24, 1), unit="h")
PRICE = Criterion("price", "Price", Direction.MIN, Linear(36000, 6000), unit="€")
OFFERS = Criterion(
    "sso",
    "Single sign-on",
    Direction.MAX,
    Levels((("no", 0.0), ("add-on", 40.0), ("built in", 80.0), ("bundled", 100.0))),
)


@pytest.mark.parametrize("text", ["1 to 12", "6 (1 to 12)"])
def test_two_numbers_that_are_no_range_are_told_how_one_is_written(text: str) -> None:
    with pytest.raises(UserError) as refused:
        parse_entry(text, HOURS, BRITISH.parse_number)
    assert "such as 1–12" in refused.value.sentence()


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("7", Entry(7.0)),
        (" 4.5 h ", Entry(4.5)),
        ("-3", Entry(-3.0)),
        ("3-15", Entry(None, 3.0, 15.0)),
        ("3..15", Entry(None, 3.0, 15.0)),
        ("15 h – 3 h", Entry(None, 15.0, 3.0)),
        ("-3--1", Entry(None, -3.0, -1.0)),
        ("1,200", Entry(1200.0)),
        ("?", Entry()),
        ("unknown", Entry()),
        ("", Entry()),
        ("–", Entry()),
    ],
)
def test_numbers_are_read_as_typed(text: str, entry: Entry) -> None:
    assert parse_entry(text, HOURS, BRITISH.parse_number) == entry


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("add-on", Entry("add-on")),
        ("BUI", Entry("built in")),
        ("n", Entry("no")),
        ("no..built in", Entry(None, "no", "built in")),
        ("add-on - bund", Entry(None, "add-on", "bundled")),
        ("no-add-on", Entry(None, "no", "add-on")),
    ],
)
def test_levels_are_read_by_name_or_by_letters_that_fit_only_one(text: str, entry: Entry) -> None:
    assert parse_entry(text, OFFERS, BRITISH.parse_number) == entry


def test_decimals_and_units_follow_the_locale() -> None:
    assert parse_entry("3,5-4,5", HOURS, GERMAN.parse_number) == Entry(None, 3.5, 4.5)
    assert parse_entry("€24,800", PRICE, BRITISH.parse_number) == Entry(24800.0)
    assert parse_entry("24.800 €", PRICE, GERMAN.parse_number) == Entry(24800.0)
    coded = replace(PRICE, unit="EUR")
    assert parse_entry("€24,800", coded, BRITISH.parse_number) == Entry(24800.0)
    assert parse_entry("−€10 – €20", coded, BRITISH.parse_number) == Entry(None, -10.0, 20.0)


@pytest.mark.parametrize(("criterion", "text"), [(HOURS, "often"), (HOURS, "3-"), (OFFERS, "bu"), (OFFERS, "5")])
def test_what_is_no_score_is_refused_with_what_would_be(criterion: Criterion, text: str) -> None:
    with pytest.raises(UserError, match=criterion.name):
        parse_entry(text, criterion, BRITISH.parse_number)


@given(number=st.decimals(-(10**9), 10**9, places=3), formats=st.sampled_from([BRITISH, GERMAN]))
def test_what_is_displayed_can_be_typed_again(number: Decimal, formats: Formats) -> None:
    assert parse_entry(formats.number(number), HOURS, formats.parse_number) == Entry(float(number))


@given(text=st.text(max_size=30), criterion=st.sampled_from([HOURS, OFFERS]))
def test_any_text_is_a_score_or_is_refused(text: str, criterion: Criterion) -> None:
    with suppress(UserError):
        assert isinstance(parse_entry(text, criterion, BRITISH.parse_number), Entry)
