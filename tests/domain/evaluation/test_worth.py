"""Value for money: total cost as a present value, benefit without cost, and the frontier between the two."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant_desk.domain.evaluation.evaluate import evaluate
from consultant_desk.domain.evaluation.problem import (
    Candidate,
    Cell,
    CostKind,
    CostLine,
    Criterion,
    Direction,
    DirectValue,
    Levels,
    Linear,
    MustHave,
    MustOp,
    Options,
    Per,
    PointWeights,
    Problem,
    SeatPrice,
)
from consultant_desk.domain.evaluation.result import ValueForMoney
from consultant_desk.domain.evaluation.seats import yearly_amount
from consultant_desk.domain.evaluation.worth import total_costs
from tests.effort import tried

FIT = Criterion("fit", "Fit", Direction.MAX, DirectValue())
PRICE = Criterion("price", "Price", Direction.MIN, Linear(100, 0), unit="EUR", cost=True)


def compared(points: dict[str, tuple[float, str | None]], options: Options | None = None) -> Problem:
    """Return candidates with a benefit and a cost paid now; None has no cost line."""
    return Problem(
        "Any",
        (FIT,),
        PointWeights("direct", (("fit", 1.0),)),
        tuple(Candidate(key, key.upper()) for key in points),
        cells=tuple(Cell(key, "fit", benefit) for key, (benefit, _) in points.items()),
        costs=tuple(CostLine(key, "All", Decimal(c), "EUR") for key, (_, c) in points.items() if c is not None),
        options=options or Options(),
    )


def worth_of(problem: Problem) -> ValueForMoney:
    worth = evaluate(problem, simulate=False).value_for_money
    assert worth is not None
    return worth


def codes(problem: Problem) -> list[str]:
    return [warning.code for warning in evaluate(problem, simulate=False).warnings]


def with_lines(*lines: CostLine, **options: object) -> Problem:
    return replace(compared({"a": (50, None)}), costs=lines, options=replace(Options(), **options))


def test_a_later_year_is_discounted_and_this_one_is_not() -> None:
    problem = with_lines(
        CostLine("a", "Set-up", Decimal(1000), "EUR", 0, 0, CostKind.ONE_OFF),
        CostLine("a", "Licences", Decimal(1210), "EUR", 1, 2, CostKind.LICENCE),
        horizon_years=3,
        discount_rate=0.1,
    )
    total = total_costs(problem)["a"]
    assert total.paid == (1000, 1210, 1210, 0)
    assert [round(amount, 6) for amount in total.present] == [1000, 1100, 1000, 0]
    assert round(total.total, 6) == 3100
    assert {kind: round(amount, 6) for kind, amount in total.by_kind.items()} == {
        CostKind.ONE_OFF: 1000,
        CostKind.LICENCE: 2100,
    }


def test_years_beyond_the_horizon_do_not_count_and_are_warned_of() -> None:
    problem = with_lines(
        CostLine("a", "Support", Decimal(10), "EUR", 1, 9),
        CostLine("a", "Exit", Decimal(99), "EUR", 5, 5),
        horizon_years=2,
    )
    assert worth_of(problem).cost == {"a": 20}
    told = [one.text for one in evaluate(problem, simulate=False).warnings if one.code == "beyond_horizon"]
    assert len(told) == 2
    assert "counts up to year 2 only" in told[0]
    assert "does not count" in told[1]


def test_other_currencies_are_converted_by_their_rate() -> None:
    problem = with_lines(
        CostLine("a", "Licences", Decimal(100), "USD", 0, 1),
        CostLine("a", "Training", Decimal(50), "EUR"),
        currency="EUR",
        rates=(("USD", Decimal("0.92")),),
    )
    worth = worth_of(problem)
    assert (worth.unit, worth.cost) == ("EUR", {"a": Decimal(234)})
    assert worth.by_year["a"][:2] == (142, 92)


def test_a_currency_without_a_rate_makes_the_total_unknown_rather_than_wrong() -> None:
    problem = replace(
        compared({"a": (50, "10"), "b": (60, "20")}),
        costs=(CostLine("a", "All", Decimal(10), "EUR"), CostLine("b", "All", Decimal(20), "USD")),
    )
    assert worth_of(problem).cost == {"a": 10}
    assert "no_rate" in codes(problem)


def test_the_frontier_leaves_out_what_lies_below_the_line_between_two_others() -> None:
    worth = worth_of(compared({"top": (90, "300"), "low": (10, "100"), "below": (40, "200"), "worse": (5, "250")}))
    assert worth.frontier == ("low", "top")
    assert [(step.start, step.end, step.cost_per_point) for step in worth.steps] == [("low", "top", Decimal("2.5"))]
    assert worth.budgets == ((100, "low"), (200, "below"), (300, "top"))


def test_what_lies_on_the_line_belongs_to_the_frontier() -> None:
    worth = worth_of(compared({"a": (10, "0"), "b": (20, "10"), "c": (30, "20")}))
    assert worth.frontier == ("a", "b", "c")


def test_of_two_that_cost_the_same_the_better_one_is_on_the_frontier() -> None:
    worth = worth_of(compared({"a": (10, "100"), "b": (20, "100"), "c": (20, "100")}))
    assert (worth.frontier, worth.steps, worth.budgets) == (("b",), (), ((100, "b"),))


def test_nothing_costs_anything_and_the_best_is_the_frontier() -> None:
    assert worth_of(compared({"a": (10, "0"), "b": (20, "0")})).frontier == ("b",)


def test_one_candidate_is_the_frontier_without_a_step() -> None:
    worth = worth_of(compared({"a": (10, "5")}))
    assert (worth.frontier, worth.steps, worth.budgets) == (("a",), (), ((5, "a"),))


def test_a_candidate_without_a_line_has_an_unknown_cost_and_is_left_off() -> None:
    problem = compared({"a": (10, "5"), "b": (99, None)})
    worth = worth_of(problem)
    assert (set(worth.cost), set(worth.benefit), worth.frontier) == ({"a"}, {"a", "b"}, ("a",))
    told = [one for one in evaluate(problem, simulate=False).warnings if one.code == "no_costs"]
    assert [one.candidate for one in told] == ["b"]


def test_a_line_of_nothing_is_a_known_cost() -> None:
    problem = compared({"a": (10, "0"), "b": (99, "7")})
    assert worth_of(problem).frontier == ("a", "b")
    assert "no_costs" not in codes(problem)


def test_a_candidate_that_fails_a_must_have_is_no_value_for_money() -> None:
    problem = compared({"a": (10, "5"), "b": (5, "1")})
    strict = replace(problem, criteria=(replace(FIT, must=MustHave(MustOp.AT_LEAST, 8)),))
    worth = worth_of(strict)
    assert (worth.frontier, set(worth.cost), set(worth.benefit)) == (("a",), {"a"}, {"a"})


def test_benefit_leaves_the_cost_criteria_out_and_keeps_the_proportions_of_the_others() -> None:
    ease = Criterion("ease", "Ease", Direction.MAX, DirectValue())
    problem = Problem(
        "Any",
        (FIT, ease, PRICE),
        PointWeights("direct", (("fit", 30.0), ("ease", 10.0), ("price", 60.0))),
        (Candidate("a", "A"),),
        cells=(Cell("a", "fit", 80.0), Cell("a", "ease", 40.0), Cell("a", "price", 90.0)),
    )
    worth = worth_of(problem)
    assert worth.benefit == {"a": pytest.approx(70)}
    assert (worth.unit, worth.cost, worth.by_year) == ("EUR", {"a": 90}, {})


def priced(*prices: Cell, criterion: Criterion = PRICE) -> Problem:
    cells = (*(Cell(cell.candidate, "fit", 50.0) for cell in prices), *prices)
    weights = PointWeights("direct", (("fit", 1.0), ("price", 1.0)))
    candidates = tuple(Candidate(cell.candidate, cell.candidate) for cell in prices)
    return Problem("Any", (FIT, criterion), weights, candidates, cells=cells)


def test_without_lines_the_cost_criterion_gives_raw_costs() -> None:
    worth = worth_of(priced(Cell("a", "price", 130.0), Cell("b", "price", low=20.0, high=40.0), Cell("c", "price")))
    assert worth.cost == {"a": 130, "b": 30}


@pytest.mark.parametrize(
    "criterion",
    [
        replace(PRICE, value=Levels((("much", 0.0), ("little", 100.0))), direction=Direction.MAX),
        replace(PRICE, value=DirectValue(), direction=Direction.MAX),
        replace(PRICE, value=Linear(0, 100), direction=Direction.MAX),
    ],
)
def test_a_cost_criterion_that_is_no_amount_gives_no_axis(criterion: Criterion) -> None:
    raw = "much" if isinstance(criterion.value, Levels) else 30.0
    assert evaluate(priced(Cell("a", "price", raw), criterion=criterion), simulate=False).value_for_money is None


def test_several_cost_criteria_without_lines_give_no_axis() -> None:
    problem = priced(Cell("a", "price", 30.0))
    both = replace(problem, criteria=(replace(FIT, cost=True), PRICE))
    assert evaluate(both, simulate=False).value_for_money is None


def test_no_cost_at_all_gives_no_part() -> None:
    assert evaluate(compared({"a": (1, None)}), simulate=False).value_for_money is None
    assert evaluate(priced(Cell("a", "price")), simulate=False).value_for_money is None


def test_where_only_cost_has_weight_the_cheapest_is_the_frontier_and_it_is_said() -> None:
    problem = priced(Cell("a", "price", 30.0), Cell("b", "price", 20.0))
    only = replace(problem, weights=PointWeights("direct", (("fit", 0.0), ("price", 1.0))))
    worth = worth_of(only)
    assert (worth.benefit, worth.frontier) == ({"a": 0, "b": 0}, ("b",))
    assert "no_benefit" in codes(only)


TIERS = ((1, Decimal(20)), (11, Decimal(15)), (51, Decimal(10)))


@pytest.mark.parametrize(
    ("seats", "graduated", "amount"),
    [(10, False, 200), (11, False, 165), (60, False, 600), (10, True, 200), (11, True, 215), (60, True, 900)],
)
def test_seats_are_priced_by_the_tier_reached_or_each_by_its_own(seats: int, graduated: bool, amount: int) -> None:
    assert yearly_amount(SeatPrice(seats, TIERS, Per.YEAR, graduated=graduated)) == amount
    assert yearly_amount(SeatPrice(seats, TIERS, Per.MONTH, graduated=graduated)) == 12 * amount


@given(st.integers(1, 200), st.lists(st.integers(0, 50), min_size=3, max_size=3))
def test_graduated_prices_are_the_sum_over_the_seats(seats: int, prices: list[int]) -> None:
    tiers = tuple(zip((1, 11, 51), map(Decimal, prices), strict=True))
    each = [next(price for start, price in reversed(tiers) if start <= seat) for seat in range(1, seats + 1)]
    assert yearly_amount(SeatPrice(seats, tiers, Per.YEAR, graduated=True)) == sum(each)


points = st.dictionaries(
    st.sampled_from("abcdefgh"),
    st.tuples(st.integers(0, 40).map(lambda n: n * 2.5), st.integers(0, 30).map(str)),
    min_size=1,
)


@given(points)
def test_every_candidate_lies_on_or_below_the_frontier(found: dict[str, tuple[float, str | None]]) -> None:
    worth = worth_of(compared(found))
    path = [(worth.cost[key], Decimal(str(worth.benefit[key]))) for key in worth.frontier]
    slopes = [step.cost_per_point for step in worth.steps]
    assert slopes == sorted(slopes)
    assert path == sorted(path)
    for key in found:
        cost, benefit = worth.cost[key], Decimal(str(worth.benefit[key]))
        assert cost >= path[0][0]
        for (c0, b0), (c1, b1) in pairwise(path):
            if c0 <= cost <= c1:
                assert (benefit - b0) * (c1 - c0) <= (cost - c0) * (b1 - b0)
        assert benefit <= path[-1][1]


@given(points, st.integers(0, 30))
def test_a_budget_names_the_best_candidate_it_can_pay(found: dict[str, tuple[float, str | None]], budget: int) -> None:
    worth = worth_of(compared(found))
    affordable = [key for key in found if worth.cost[key] <= budget]
    named = [key for amount, key in worth.budgets if amount <= budget]
    assert bool(named) == bool(affordable)
    if named:
        assert worth.benefit[named[-1]] == max(worth.benefit[key] for key in affordable)


@tried(70)
@given(points, st.sampled_from([0.0, 0.05, 1.0]), st.integers(1, 100))
def test_years_and_kinds_sum_to_the_total(found: dict[str, tuple[float, str | None]], rate: float, years: int) -> None:
    problem = compared(found, Options(horizon_years=years, discount_rate=rate))
    lines = tuple(replace(line, from_year=place, to_year=100) for place, line in enumerate(problem.costs))
    worth = worth_of(replace(problem, costs=lines))
    for key, total in worth.cost.items():
        assert len(worth.by_year[key]) == years + 1
        assert sum(worth.by_year[key]) == pytest.approx(total, rel=Decimal("1e-20"))
        assert sum(worth.by_kind[key].values()) == pytest.approx(total, rel=Decimal("1e-20"))
