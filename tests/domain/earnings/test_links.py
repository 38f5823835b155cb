"""Links: the sub-id survives the way through address, network and statement, and nothing else of an address changes."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant_desk.domain.earnings.links import (
    LONGEST_SUB_ID,
    build_link,
    check_base,
    check_pattern,
    check_sub_id,
    make_sub_id,
    slug,
    sub_id_of,
)
from consultant_desk.errors import UserError

BASE = "https://vendor.example/buy"


def test_the_name_of_a_client_becomes_plain_characters() -> None:
    assert slug("Café Noé & Søn (Übersee) GmbH") == "cafe-noe-son-ubersee-gmbh"
    assert slug("Straße") == "strasse"
    assert slug("日本") == ""


def test_a_sub_id_is_numbered_from_one_and_never_given_twice_in_whatever_case() -> None:
    assert make_sub_id("{client}-{n}", "Harbour Bakeries", set()) == "harbour-bakeries-1"
    assert make_sub_id("{client}-{n}", "Harbour Bakeries", {"harbour-bakeries-1"}) == "harbour-bakeries-2"
    assert make_sub_id("DESK_{client}", "Otto", {"desk_otto"}) == "DESK_otto-2"
    assert make_sub_id("", "日本", set()) == "client-1"


@given(st.text(max_size=200), st.sampled_from(["{client}-{n}", "{client}", "x.{n}.{client}", "{client}{client}", ""]))
def test_every_sub_id_made_can_be_kept_and_comes_back_from_its_link(name: str, pattern: str) -> None:
    first = make_sub_id(pattern, name, set())
    second = make_sub_id(pattern, name, {first.casefold()})

    assert first.casefold() != second.casefold()
    for one in (first, second):
        assert len(one) <= LONGEST_SUB_ID
        assert check_sub_id(one) == one
        assert sub_id_of(build_link(BASE, "clickref", one), "clickref") == one


QUERY = st.lists(st.tuples(st.text(alphabet="abcxyz%+é ", min_size=1), st.text(alphabet="a1&=+%# ")), max_size=4)


@given(QUERY, st.text(alphabet="abc-/?=&", max_size=8))
def test_what_an_address_holds_already_stays(query: list[tuple[str, str]], fragment: str) -> None:
    from urllib.parse import urlencode

    base = f"{BASE}?{urlencode(query)}" + (f"#{fragment}" if fragment else "")
    link = build_link(base, "sid", "otto-1")

    assert urlsplit(link).fragment == urlsplit(base).fragment
    assert parse_qsl(urlsplit(link).query, keep_blank_values=True) == [*query, ("sid", "otto-1")]


@pytest.mark.parametrize(
    ("base", "link"),
    [
        (BASE, f"{BASE}?sid=otto-1"),
        (f"{BASE}?a=1%2C2&b", f"{BASE}?a=1%2C2&b&sid=otto-1"),
        (f"{BASE}?sid=&u=https%3A%2F%2Fx.example", f"{BASE}?sid=otto-1&u=https%3A%2F%2Fx.example"),
        (f"{BASE}?a=1&#plans", f"{BASE}?a=1&sid=otto-1#plans"),
        ("HTTP://vendor.example", "http://vendor.example?sid=otto-1"),
    ],
)
def test_the_sub_id_is_put_where_it_belongs(base: str, link: str) -> None:
    assert build_link(base, "sid", "otto-1") == link


@pytest.mark.parametrize(
    "base",
    ["ftp://vendor.example", "javascript:alert(1)", "vendor.example/buy", "https://", "https://me:pw@vendor.example",
     "https://vendor.example/a b", "https://[::1", "https://vendor.example:x/", "https://v.example\\@evil.example",
     "file:///etc/passwd"],
)  # fmt: skip
def test_only_an_address_of_a_page_is_taken(base: str) -> None:
    with pytest.raises(UserError, match="no address of a page"):
        check_base(base, "sid")


@pytest.mark.parametrize("base", [f"{BASE}?sid=me", f"{BASE}?SID=me", f"{BASE}?s%69d=me", f"{BASE}?sid=&sid="])
def test_a_second_parameter_of_the_same_name_is_refused(base: str) -> None:
    with pytest.raises(UserError, match="holds the parameter sid"):
        build_link(base, "sid", "otto-1")


@pytest.mark.parametrize("text", ["", "a b", "a&b", "a=b", "é", "=1+1", "'x", "x" * (LONGEST_SUB_ID + 1)])
def test_a_sub_id_that_would_not_come_back_is_refused(text: str) -> None:
    with pytest.raises(UserError):
        check_sub_id(text)


@pytest.mark.parametrize("pattern", ["{name}", "{client", "}{", "{client} {n}", "{client}&{n}", "x" * 45])
def test_a_pattern_that_cannot_be_filled_is_refused(pattern: str) -> None:
    with pytest.raises(UserError):
        check_pattern(pattern)


def test_a_link_needs_an_address_and_a_parameter() -> None:
    with pytest.raises(UserError, match="no address to build"):
        build_link("", "sid", "otto-1")
    with pytest.raises(UserError, match="which parameter"):
        build_link(BASE, "", "otto-1")
