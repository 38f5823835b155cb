"""Where a commission stands, whatever came in whatever order."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant_desk.domain.earnings.fold import Observation, fold, in_order
from consultant_desk.domain.earnings.states import Approval, Kind, Payment, Status
from tests.domain.earnings.observations import PAID, REVERSED, seen


def status(*observations: Observation) -> Status:
    return fold(observations).status(Kind.SALE)


def test_a_commission_nobody_observed_has_no_state() -> None:
    with pytest.raises(ValueError, match="without observations"):
        fold(())


def test_the_latest_observation_decides() -> None:
    state = fold([seen("2026-09-01", "pending", 559), seen("2026-10-02", "approved", 600)])
    assert (state.approval.value, state.amount_minor, state.as_of) == ("approved", 600, "2026-10-02")


def test_of_two_of_the_same_time_the_one_further_on_its_way_decides() -> None:
    assert status(seen("2026-09-01", "approved", 1200), seen("2026-09-01", "paid", 1200)) is PAID
    assert status(seen("2026-09-01", "declined", 1200), seen("2026-09-01", "pending", 1200)) is REVERSED


def test_what_is_paid_and_declined_at_one_time_was_paid_and_taken_back() -> None:
    for amounts in ((500, 500), (500, 300), (300, 500)):
        state = fold([seen("2026-09-01", "declined", amounts[0]), seen("2026-09-01", "paid", amounts[1])])
        assert (state.status(Kind.SALE), state.amount_minor, state.effect_minor) == (PAID, amounts[1], 0)


def test_a_declined_commission_counts_nothing_and_keeps_its_amount() -> None:
    state = fold([seen("2026-09-01", "declined", 1500)])
    assert (state.amount_minor, state.effect_minor) == (1500, 0)


def test_a_paid_commission_never_changes_what_comes_later_is_a_clawback() -> None:
    state = fold([seen("2026-09-01", "paid", 5000), seen("2026-11-01", "declined", 5000)])
    assert (state.status(Kind.SALE), state.amount_minor) == (PAID, 5000)
    assert (state.change_minor, state.change_as_of, state.effect_minor) == (-5000, "2026-11-01", 0)


def test_a_smaller_amount_after_payment_is_a_clawback_of_the_difference() -> None:
    state = fold([seen("2026-09-01", "paid", 5000), seen("2026-11-01", "paid", 4200)])
    assert (state.amount_minor, state.change_minor, state.effect_minor) == (5000, -800, 4200)


def test_a_clawback_that_is_taken_back_leaves_nothing() -> None:
    state = fold([seen("2026-09-01", "paid", 50), seen("2026-10-01", "declined", 50), seen("2026-11-01", "paid", 50)])
    assert (state.change_minor, state.effect_minor) == (0, 50)


def test_deltas_are_added_up_and_a_reversal_of_the_whole_comes_to_nothing() -> None:
    first, second = seen("2026-09-01", "pending", 700, is_delta=True), seen("2026-09-09", "approved", 50, is_delta=True)
    assert fold([first, second]).amount_minor == 750
    third = seen("2026-10-01", "declined", -750, is_delta=True)
    assert fold([first, second, third])[:3] == (third.approval, third.payment, 0)


def taken(*observations: Observation, kind: Kind = Kind.SALE) -> int:
    return fold(observations).taken_minor(kind)


@pytest.mark.parametrize(
    ("minor", "story"),
    [
        (500, [seen("2026-09-01", "declined", 500)]),
        (500, [seen("2026-09-01", "declined", 0, was=500)]),
        (500, [seen("2026-09-01", "pending", 500), seen("2026-10-01", "declined", 0)]),
        (500, [seen("2026-09-01", "approved", 500), seen("2026-10-01", "declined", 0)]),
        (500, [seen("2026-09", "approved", 500, is_delta=True), seen("2026-10", "declined", -500, is_delta=True)]),
        (200, [seen("2026-09-01", "approved", 500), seen("2026-10-01", "approved", 300)]),
        (200, [seen("2026-09-01", "approved", 500), seen("2026-10-01", "paid", 300)]),
        (200, [seen("2026-09-01", "approved", 300, was=500)]),
        (0, [seen("2026-09-01", "pending", 500), seen("2026-10-01", "approved", 300)]),
        (0, [seen("2026-09-01", "pending", 300, was=500)]),
        (0, [seen("2026-09-01", "approved", 300), seen("2026-10-01", "approved", 500)]),
        (0, [seen("2026-09-01", "approved", 500), seen("2026-10-01", "declined", 0), seen("2026-11-01", "paid", 500)]),
        (0, [seen("2026-09-01", "paid", 500), seen("2026-10-01", "declined", 0)]),
        (0, [seen("2026-09-01", "approved", -50)]),
    ],
    ids=[
        "flip", "zeroed, told by the source", "zeroed while pending", "zeroed once approved", "delta",
        "approved amount that shrank", "paid less than approved", "shrank, told by the source",
        "pending amount that shrank", "still pending", "grew", "given back", "taken after payment is its own line",
        "a charge",
    ],
)  # fmt: skip
def test_what_was_taken_back_is_known_whichever_way_the_source_tells_it(minor: int, story: list[Observation]) -> None:
    assert taken(*story) == minor


def test_an_entry_takes_its_own_amount_unless_it_was_declined() -> None:
    assert taken(seen("2026-09-01", "approved", -700), kind=Kind.CLAWBACK) == 700
    assert taken(seen("2026-09-01", "declined", -700), kind=Kind.CLAWBACK) == 0


@pytest.mark.parametrize(
    ("story", "status", "amount", "effect", "back"),
    [
        ((("approved", 500), ("declined", -200)), Status.APPROVED, 300, 300, 200),
        ((("pending", 500), ("declined", -200)), Status.PENDING, 300, 300, 0),
        ((("approved", 500), ("declined", -200), ("declined", -300)), REVERSED, 0, 0, 500),
        ((("paid", 500), ("declined", -200)), PAID, 500, 300, 0),
    ],
    ids=["of an approved one", "of a pending one", "in two steps", "of a paid one"],
)
def test_a_change_that_takes_back_a_part_leaves_the_rest(
    story: tuple[tuple[str, int], ...], status: Status, amount: int, effect: int, back: int
) -> None:
    state = fold([seen(f"2026-0{n}-01", said, minor, is_delta=True) for n, (said, minor) in enumerate(story, 1)])
    assert (state.status(Kind.SALE), state.amount_minor, state.effect_minor) == (status, amount, effect)
    assert state.taken_minor(Kind.SALE) == back


def test_a_change_whose_commission_is_older_than_all_files_takes_away_as_an_entry_does() -> None:
    state = fold([seen("2026-09-01", "declined", -200, is_delta=True)])
    assert (state.status(Kind.CLAWBACK), state.effect_minor, state.taken_minor(Kind.CLAWBACK)) == (REVERSED, -200, 200)


def test_an_observation_of_a_month_ago_found_today_changes_nothing() -> None:
    now = [seen("2026-10-02", "approved", 559)]
    assert fold([*now, seen("2026-09-02", "pending", 559)]) == fold(now)


observations = st.builds(
    seen,
    st.sampled_from(["2026-09-01", "2026-09-02T10:00:00Z", "2026-10-01", "2026-11-01"]),
    st.sampled_from(["pending", "approved", "paid", "declined"]),
    st.integers(-500, 500),
    is_delta=st.booleans(),
)


@given(st.lists(observations, min_size=1, max_size=8), st.randoms())
def test_the_state_is_the_same_in_whatever_order_and_however_often_files_came(
    found: list[Observation], chance: random.Random
) -> None:
    shuffled = [*found, *chance.sample(found, k=chance.randint(0, len(found)))]
    chance.shuffle(shuffled)
    assert fold(shuffled) == fold(found)


@given(st.lists(observations, min_size=1, max_size=8), st.sampled_from([Kind.SALE, Kind.CLAWBACK, Kind.FEE]))
def test_what_was_taken_back_is_never_less_than_nothing_nor_more_than_there_ever_was(
    found: list[Observation], kind: Kind
) -> None:
    most = sum(abs(one.amount_minor) for one in found)
    assert 0 <= fold(found).taken_minor(kind) <= most


whole = st.builds(
    seen,
    st.sampled_from(["2026-09-01", "2026-09-02T10:00:00Z", "2026-10-01", "2026-11-01"]),
    st.sampled_from(["pending", "approved", "paid", "declined"]),
    st.integers(-500, 500),
)


@given(st.lists(whole, min_size=1, max_size=8))
def test_what_a_commission_counts_with_its_clawback_is_what_was_observed_last(found: list[Observation]) -> None:
    last = in_order(found)[-1]
    assert fold(found).effect_minor == (0 if last.approval is Approval.DECLINED else last.amount_minor)


@given(st.lists(whole, min_size=1, max_size=8))
def test_what_was_paid_first_stays_paid_with_its_amount(found: list[Observation]) -> None:
    paid = [one for one in in_order(found) if one.payment is Payment.PAID]
    state = fold(found)
    assert (state.payment is Payment.PAID) == bool(paid)
    assert not paid or state.amount_minor == paid[0].amount_minor
