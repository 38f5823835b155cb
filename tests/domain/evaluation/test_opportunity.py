from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant_desk.domain.evaluation.opportunity import (
    RatedNeed,
    opportunity,
    opportunity_points,
    opportunity_shares,
)

KEYS = ("a", "b", "c", "d")

needs = st.lists(
    st.builds(
        RatedNeed,
        st.one_of(st.none(), st.integers(1, 9)),
        st.lists(st.sampled_from((*KEYS, "gone")), max_size=4).map(tuple),
    ),
    max_size=6,
)


def test_what_matters_and_is_badly_served_counts_most() -> None:
    assert opportunity(5, 1) == 9
    assert opportunity(5, 5) == 5
    assert opportunity(2, 5) == 2
    assert opportunity(None, 3) is None
    assert opportunity(3, None) is None


def test_a_need_shares_its_opportunity_among_its_criteria_and_a_criterion_adds_up() -> None:
    found = (RatedNeed(9, ("a", "b")), RatedNeed(3, ("b",)))
    assert opportunity_points(found, KEYS) == {"a": 4.5, "b": 7.5}
    assert opportunity_shares(found, ("a", "b")) == pytest.approx({"a": 0.375, "b": 0.625})


def test_a_criterion_without_a_need_gets_the_mean() -> None:
    shares = opportunity_shares((RatedNeed(8, ("a",)), RatedNeed(4, ("b",))), KEYS)
    assert shares["c"] == shares["d"] == pytest.approx(0.25)
    assert shares["a"] == 2 * shares["b"]


def test_a_need_that_led_to_a_criterion_by_two_requirements_counts_once() -> None:
    assert opportunity_points((RatedNeed(6, ("a", "a", "b")),), KEYS) == {"a": 3.0, "b": 3.0}


@pytest.mark.parametrize("found", [(), (RatedNeed(None, ("a",)),), (RatedNeed(7, ()),), (RatedNeed(7, ("gone",)),)])
def test_needs_that_say_nothing_give_no_weights(found) -> None:
    assert opportunity_shares(found, KEYS) == {}


@given(needs)
def test_shares_are_none_or_a_whole_without_a_zero(found) -> None:
    shares = opportunity_shares(found, KEYS)
    if shares:
        assert set(shares) == set(KEYS)
        assert sum(shares.values()) == pytest.approx(1.0)
        assert min(shares.values()) > 0
