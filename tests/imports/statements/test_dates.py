"""Dates are read by declared formats only; the day in UTC and the moment of a change come along."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant_desk.imports.statements.dates import DateRules, Days, day_in, moment_reader, pattern_of


def day(text: str, *formats: str, zone: str = "", languages: tuple[str, ...] = ("en",)) -> tuple[str, str] | None:
    (found,) = Days(DateRules(formats, zone, languages)).of([text])
    return None if found is None else (found.local, found.utc)


@pytest.mark.parametrize(
    ("text", "form", "zone", "expected"),
    [
        ("2026-06-30T23:30-07:00", "iso", "", ("2026-06-30", "2026-07-01")),
        ("2026-07-01T00:30:00+02:00", "iso", "", ("2026-07-01", "2026-06-30")),
        ("2026-09-02T22:04:00", "iso", "", ("2026-09-02", "2026-09-02")),
        ("2026-09-02T22:04:00.123Z", "iso", "", ("2026-09-02", "2026-09-02")),
        ("2026-09-02 22:04:00 UTC", "iso", "", ("2026-09-02", "2026-09-02")),
        ("2026-09-02", "iso", "America/Chicago", ("2026-09-02", "2026-09-02")),
        ("09/02/2026 06:22:10 PM", "%m/%d/%Y %I:%M:%S %p", "America/Chicago", ("2026-09-02", "2026-09-02")),
        ("09/02/2026 07:22:10 PM", "%m/%d/%Y %I:%M:%S %p", "America/Chicago", ("2026-09-02", "2026-09-03")),
        ("12/02/2026 06:22:10 PM", "%m/%d/%Y %I:%M:%S %p", "America/Chicago", ("2026-12-02", "2026-12-03")),
        ("12/02/2026 12:00:00 AM", "%m/%d/%Y %I:%M:%S %p", "", ("2026-12-02", "2026-12-02")),
        ("02-Sep-2026 18:22:10", "%d-%b-%Y %H:%M:%S", "", ("2026-09-02", "2026-09-02")),
        ("2-Sep-2026 18:22 PDT", "%d-%b-%Y %H:%M %Z", "", ("2026-09-02", "2026-09-02")),
        ("1788220800000", "epoch_ms", "", ("2026-09-01", "2026-09-01")),
        ("1788220800", "epoch_s", "", ("2026-09-01", "2026-09-01")),
        ("9/5/26", "%m/%d/%y", "", ("2026-09-05", "2026-09-05")),
        ("20260930233000[-5:EST]", "ofx", "", ("2026-09-30", "2026-10-01")),
        ("20260930", "ofx", "", ("2026-09-30", "2026-09-30")),
        ("31/02/2026", "%d/%m/%Y", "", None),
        ("09/20/2026", "%d/%m/%Y", "", None),
        ("13:00:00 PM 1/1/2026", "%I:%M:%S %p %d/%m/%Y", "", None),
        ("2026-09-02T25:04:00", "iso", "", None),
        ("0001-01-01T00:00:00+14:00", "iso", "", None),
        ("9999-12-31T23:59:59-14:00", "iso", "", None),
        ("9" * 30, "epoch_ms", "", None),
        ("10", "iso", "", None),
        ("Mar", "%d %b %Y", "", None),
        ("", "iso", "", None),
        ("2026-09-02" + " " * 100 + "x", "iso", "", None),
    ],
)
def test_a_day_is_what_the_declared_format_makes_of_it(
    text: str, form: str, zone: str, expected: tuple[str, str] | None
) -> None:
    assert day(text, form, zone=zone) == expected


@pytest.mark.parametrize(
    ("text", "form", "language"),
    [
        ("15 de septiembre de 2026", "%d de %B de %Y", "es"),
        ("15 sept 2026", "%d %b %Y", "fr"),
        ("15. September 2026", "%d. %B %Y", "de"),
        ("September 15, 2026", "%B %d, %Y", "en"),
        ("Sept. 15, 2026", "%b %d, %Y", "en"),
    ],
)
def test_months_have_names_in_the_declared_language(text: str, form: str, language: str) -> None:
    assert day(text, form, languages=(language,)) == ("2026-09-15", "2026-09-15")


def test_a_month_of_another_language_is_no_date() -> None:
    assert day("1. März 2026", "%d. %B %Y", languages=("en",)) is None
    assert day("1. März 2026", "%d. %B %Y", languages=("de",)) == ("2026-03-01", "2026-03-01")


def test_formats_are_tried_in_their_order() -> None:
    assert day("03/04/2026", "%m/%d/%Y", "%d/%m/%Y") == ("2026-03-04", "2026-03-04")
    assert day("13/04/2026", "%m/%d/%Y", "%d/%m/%Y") == ("2026-04-13", "2026-04-13")


@given(
    st.datetimes(datetime(1971, 1, 1), datetime(2199, 1, 1)).map(lambda one: one.replace(microsecond=0)),  # noqa: DTZ001
    st.integers(-14 * 60, 14 * 60),
)
def test_a_moment_with_an_offset_is_the_same_in_utc(at: datetime, minutes: int) -> None:
    there = at.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    utc = (at - timedelta(minutes=minutes)).isoformat()
    assert day(there.isoformat(), "iso") == (at.date().isoformat(), utc[:10])
    assert moment_reader(DateRules(("iso",)))(there.isoformat()) == utc + "Z"


@given(st.dates(date(1971, 1, 1), date(2199, 1, 1)), st.sampled_from(["%d.%m.%Y", "%m/%d/%Y", "%Y/%m/%d", "%d %b %Y"]))
def test_what_strftime_writes_reads_back(there: date, form: str) -> None:
    assert day(there.strftime(form), form) == (there.isoformat(), there.isoformat())


def test_a_change_without_a_known_zone_keeps_its_printed_time() -> None:
    moment = moment_reader(DateRules(("iso",)))
    assert moment("2026-09-02T22:04:00") == "2026-09-02T22:04:00"
    assert moment("2026-09-02") == "2026-09-02"
    assert moment("yesterday") is None


@pytest.mark.parametrize("form", ["%d.%m", "%d.%m.%Y %d", "%Q", "%d.%m.%Y %", "words", "%H:%M"])
def test_a_format_without_day_month_and_year_is_none(form: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        pattern_of(form, ("en",))


def test_a_day_is_found_among_words() -> None:
    assert day_in("from 09-01-2026 to 09-30-2026", "to %m-%d-%Y", ("en",)) == "2026-09-30"
    assert day_in("no dates here", "to %m-%d-%Y", ("en",)) == ""


@given(
    st.lists(
        st.sampled_from(
            [
                "2026-09-02T22:04:00",
                "2026-09-02 22:04:00",
                "2026-02-30T22:04:00",
                "2026-09-02",
                "no",
                "2026-09-02T24:04:00",
                "2026-09-02T22:04:00\n2026-09-03T22:04:00",
                "",
            ]
        ),
        max_size=9,
    )
)
def test_days_read_together_are_those_read_one_by_one(texts: list[str]) -> None:
    one_by_one = [Days(DateRules()).of([text])[0] for text in texts]
    assert Days(DateRules()).of(texts) == one_by_one
    assert Days(DateRules()).of(texts * 2) == one_by_one * 2
