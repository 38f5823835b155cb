"""What an evaluation says without the products that pay, and whether what pays more stands higher."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant_desk.domain.earnings.counterfactuals import Counterfactuals, Stake, counterfactuals, kendall_tau
from consultant_desk.domain.evaluation.result import RankedCandidate
from consultant_desk.domain.money import Money
from consultant_desk.domain.snapshot import InterestKind


def ranked(candidate: str, rank: int | None) -> RankedCandidate:
    return RankedCandidate(candidate, rank, None if rank else 1, 50.0, 50.0, 50.0, {}, {}, 1.0)


RANKING = [ranked("a", 1), ranked("b", 2), ranked("c", 3), ranked("d", 4), ranked("today", 5), ranked("e", None)]
NOTHING = Stake(InterestKind.NONE)


def pays(minor: int | None, currency: str = "EUR") -> Stake:
    return Stake(InterestKind.AFFILIATE, None if minor is None else Money(minor, currency))


def found(**stakes: Stake) -> Counterfactuals:
    return counterfactuals(RANKING, stakes, {"a", "b"}, {"today"})


def test_without_those_that_pay_the_others_close_up() -> None:
    shown = found(a=pays(100), b=NOTHING, c=pays(50), d=NOTHING)
    assert [(one.candidate, one.rank, one.rank_without) for one in shown.alternatives] == [
        ("a", 1, None), ("b", 2, 1), ("c", 3, None), ("d", 4, 2), ("e", None, None),
    ]  # fmt: skip
    assert (shown.first_without, shown.same_first) == (("b",), False)


def test_a_first_that_pays_nothing_stays_first() -> None:
    assert found(a=NOTHING, b=pays(100), c=NOTHING, d=NOTHING).same_first


def test_those_that_share_a_rank_share_it_still() -> None:
    ranking = [ranked("a", 1), ranked("b", 2), ranked("c", 2), ranked("d", 4)]
    shown = counterfactuals(ranking, {"a": pays(1)}, ())
    assert [one.rank_without for one in shown.alternatives] == [None, 1, 1, 3]
    assert shown.first_without == ("b", "c")


def test_what_each_alternative_brings_and_which_has_no_programme() -> None:
    shown = found(a=pays(100), b=NOTHING, c=NOTHING, d=pays(None))
    assert [one.earns for one in shown.alternatives] == [Money(100, "EUR"), None, None, None, None]
    assert shown.no_programme == ("c", "e")


@pytest.mark.parametrize(
    ("amounts", "tau"), [((400, 300, 200, 100), 1.0), ((100, 200, 300, 400), -1.0), ((5, 5, 5, 5), None)]
)
def test_whether_what_pays_more_stands_higher(amounts: tuple[int, ...], tau: float | None) -> None:
    shown = found(**{key: pays(amount) for key, amount in zip("abcd", amounts, strict=True)})
    assert (shown.tau, shown.tau_of, shown.unknown) == (tau, 4, 0)


def test_amounts_that_are_not_known_or_cannot_be_compared_are_left_out_and_counted() -> None:
    stakes = {"a": pays(400), "b": pays(None), "c": NOTHING, "d": pays(100, "KWD")}
    shown = counterfactuals(RANKING, stakes, (), {"today"}, lambda one: one.minor if one.currency == "EUR" else None)
    assert (shown.tau, shown.tau_of, shown.unknown) == (None, 2, 2)


def test_tau_as_another_program_computes_it() -> None:
    """The example in the documentation of scipy.stats.kendalltau."""
    first, second = [12, 2, 1, 12, 2], [1, 4, 7, 1, 0]
    assert kendall_tau(list(zip(first, second, strict=True))) == pytest.approx(-0.47140452079103173)


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=12))
def test_tau_lies_within_1_and_turns_with_one_side(points: list[tuple[int, int]]) -> None:
    tau = kendall_tau(points)
    turned = kendall_tau([(-x, y) for x, y in points])
    if tau is None or turned is None:
        assert tau is turned
    else:
        assert abs(tau) <= 1 + 1e-12
        assert math.isclose(tau, -turned)


def test_nothing_ranked_is_nothing_said() -> None:
    shown = counterfactuals([], {}, ())
    assert (shown.alternatives, shown.first_without, shown.tau) == ((), (), None)
