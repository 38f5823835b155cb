"""What is displayed can be entered again, in every kind of locale."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant_desk.errors import UserError
from consultant_desk.formats import Formats, minor_digits, user_locale

LOCALES = ("en_GB", "en_US", "de_DE", "de_CH", "fr_FR", "es_ES", "ja_JP", "ar_EG", "sv_SE", "hi_IN", "pl_PL", "cs_CZ",
           "fi_FI", "hu_HU", "zh_CN", "pt_BR")  # fmt: skip
TODAY = date(2026, 11, 21)
UK = Formats()

locales = st.sampled_from(LOCALES).map(Formats)
numbers = st.decimals(min_value=-(10**9), max_value=10**9, places=3, allow_nan=False)


@given(locales, numbers)
def test_a_displayed_number_reads_back_as_itself(formats: Formats, value: Decimal) -> None:
    assert formats.parse_number(formats.number(value)) == value


@given(locales, st.integers(-(10**12), 10**12), st.sampled_from(["EUR", "USD", "GBP", "JPY", "KWD", "CHF"]))
def test_a_displayed_amount_reads_back_as_itself(formats: Formats, minor: int, currency: str) -> None:
    assert formats.parse_money(formats.money(minor, currency), currency) == minor


@given(locales, st.integers(-900, 900))
def test_a_displayed_date_reads_back_as_itself(formats: Formats, days: int) -> None:
    day = TODAY + timedelta(days=days)
    for shown in (formats.day(day, TODAY), formats.day(day), formats.long_date(day), day.isoformat()):
        assert formats.parse_date(shown, TODAY) == day, shown


@pytest.mark.parametrize(("currency", "digits"), [("JPY", 0), ("EUR", 2), ("KWD", 3)])
def test_decimals_of_money_follow_the_currency(currency: str, digits: int) -> None:
    assert minor_digits(currency) == digits


def test_numbers_are_shown_as_people_write_them() -> None:
    assert UK.number(1234.5) == "1,234.5"
    assert UK.number(0.1) == "0.1"
    assert UK.number(-0.0) == "0"
    assert UK.number(71.25, decimals=1) == "71.2"
    assert Formats("de_DE").number(Decimal("1234.50"), decimals=2) == "1.234,50"
    assert UK.percent(0.71) == "71\N{NO-BREAK SPACE}%"
    assert UK.money(480000, "EUR") == "€4,800.00"


@pytest.mark.parametrize("text", ["", "-", "abc", "1e5", "12,34", "1,234,56", "1.2.3", "nan", "1 2", "1--"])
def test_what_is_no_number_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(UserError) as refused:
        UK.parse_number(text)
    assert "1,234.5" in refused.value.hint


def test_an_amount_with_too_many_decimals_is_never_rounded() -> None:
    with pytest.raises(UserError):
        UK.parse_money("10.005", "EUR")
    with pytest.raises(UserError):
        UK.parse_money("10.5", "JPY")
    assert UK.parse_money("10.005", "KWD") == 10005


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", TODAY),
        ("Tomorrow", date(2026, 11, 22)),
        ("+5", date(2026, 11, 26)),
        ("24 nov", date(2026, 11, 24)),
        ("Tue 24 Nov", date(2026, 11, 24)),
        ("3 January", date(2027, 1, 3)),
        ("1/2/2027", date(2027, 2, 1)),
        ("1.2.27", date(2027, 2, 1)),
    ],
)
def test_dates_may_be_entered_in_short(text: str, day: date) -> None:
    assert UK.parse_date(text, TODAY) == day


@pytest.mark.parametrize("text", ["", "31/2", "99999999", "someday", "2026-13-01", "1/2/3/4"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(UserError):
        UK.parse_date(text, TODAY)


@pytest.mark.parametrize(
    ("days", "shown"), [(-2, "2 d late"), (0, "today"), (1, "tomorrow"), (5, "in 5 d"), (40, "Thu 31 Dec")]
)
def test_a_due_date_says_how_far_it_is(days: int, shown: str) -> None:
    assert UK.due(TODAY + timedelta(days=days), TODAY) == shown


@pytest.mark.parametrize(
    ("days", "shown"), [(0, "today"), (1, "1 day ago"), (13, "13 days ago"), (21, "3 weeks ago"), (90, "3 months ago")]
)
def test_a_past_date_says_how_long_ago_it_was(days: int, shown: str) -> None:
    assert UK.ago(TODAY - timedelta(days=days), TODAY) == shown


def test_a_moment_is_shown_in_local_time(monkeypatch: pytest.MonkeyPatch) -> None:
    assert re.fullmatch(r"24 Nov 2026, \d\d:02", UK.time(datetime(2026, 11, 24, 12, 2, 30, tzinfo=UTC)))


@pytest.mark.parametrize(
    ("lang", "found"), [("de_DE.UTF-8", "de_DE"), ("C.UTF-8", "en_GB"), ("", "en_GB"), ("xx_YY", "en_GB")]
)
def test_the_locale_comes_from_the_system(monkeypatch: pytest.MonkeyPatch, lang: str, found: str) -> None:
    monkeypatch.setenv("LANG", lang)
    assert user_locale() == found


@pytest.mark.parametrize(
    ("minor", "currency", "shown"), [(123456, "HUF", "1,234.56"), (1234, "IQD", "1.234"), (123456, "MGA", "1,234.56")]
)
def test_decimals_are_those_of_iso_where_the_locale_data_differ(minor: int, currency: str, shown: str) -> None:
    formats = Formats("en_GB")
    assert formats.money(minor, currency) == currency + shown
    assert formats.parse_money(shown, currency) == minor
