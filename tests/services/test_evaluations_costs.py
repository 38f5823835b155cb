"""Money of an evaluation: cost lines, seats and tiers, prices of the catalogue, currencies; one step each."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from consultant_desk.desk import Desk
from consultant_desk.domain.evaluation.evaluate import evaluate
from consultant_desk.domain.evaluation.file import load
from consultant_desk.domain.evaluation.problem import (
    Candidate,
    Cell,
    CostKind,
    Criterion,
    Direction,
    DirectValue,
    Per,
    PointWeights,
    Problem,
    SeatPrice,
)
from consultant_desk.errors import UserError
from consultant_desk.services.evaluations import CostDraft
from consultant_desk.services.products import PlanDraft, PriceDraft, ProductDraft

TIERS = ((1, Decimal(20)), (11, Decimal(15)))


@pytest.fixture
def evaluation(desk: Desk) -> str:
    fit = Criterion("fit", "Fit", Direction.MAX, DirectValue())
    candidates = (Candidate("a", "Adatum"), Candidate("b", "Fabrikam"))
    cells = (Cell("a", "fit", 80.0), Cell("b", "fit", 60.0))
    problem = Problem("Tool", (fit,), PointWeights("direct", (("fit", 1.0),)), candidates, cells=cells)
    return desk.evaluations.add_problem(problem).value


def record(desk: Desk, evaluation: str, key: str) -> str:
    return desk.evaluations.sheet(evaluation).candidates[key]


def add(desk: Desk, evaluation: str, key: str = "a", **values: Any) -> str:
    draft = CostDraft(**{"label": "Licences", "amount": Decimal(1200), "from_year": 1, "to_year": 3, **values})
    return desk.evaluations.add_cost(record(desk, evaluation, key), draft).value


def labels(desk: Desk, evaluation: str, key: str = "a") -> list[str]:
    return [row.line.label for row in desk.evaluations.sheet(evaluation).costs if row.line.candidate == key]


def totals(desk: Desk, evaluation: str) -> dict[str, Decimal]:
    worth = evaluate(load(desk.evaluations.export(evaluation)), simulate=False).value_for_money
    return {} if worth is None else dict(worth.cost)


def test_a_cost_line_is_added_edited_moved_and_deleted_each_as_one_step(desk: Desk, evaluation: str) -> None:
    licences = add(desk, evaluation, note="asked by phone")
    add(desk, evaluation, label="Set-up", amount="300.50", from_year=0, to_year=0, kind=CostKind.IMPLEMENTATION)
    states = [desk.evaluations.sheet(evaluation).costs]
    assert totals(desk, evaluation) == {"a": Decimal("3900.50")}
    desk.evaluations.edit_cost(licences, CostDraft("Seats", Decimal(10), from_year=1, to_year=1))
    states.append(desk.evaluations.sheet(evaluation).costs)
    desk.evaluations.move_cost(licences, 1)
    assert labels(desk, evaluation) == ["Set-up", "Seats"]
    states.append(desk.evaluations.sheet(evaluation).costs)
    desk.evaluations.trash_cost(licences)
    assert labels(desk, evaluation) == ["Set-up"]
    for state in reversed(states):
        desk.undo()
        assert desk.evaluations.sheet(evaluation).costs == state
    assert states[0][0].note == "asked by phone"


def test_a_price_by_seat_makes_the_amount(desk: Desk, evaluation: str) -> None:
    seats = SeatPrice(12, TIERS, Per.MONTH, graduated=True)
    add(desk, evaluation, amount=Decimal(7), by_seat=seats, kind=CostKind.LICENCE)
    line = desk.evaluations.sheet(evaluation).costs[0].line
    assert (line.amount, line.by_seat, line.kind) == (2760, seats, CostKind.LICENCE)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"label": "  "}, "needs words"),
        ({"amount": "much"}, "is not a number"),
        ({"amount": "Infinity"}, "cannot be Infinity"),
        ({"amount": Decimal("NaN")}, "cannot be NaN"),
        ({"currency": "euro"}, "not a currency"),
        ({"from_year": 3, "to_year": 2}, "from year 3 to year 2"),
        ({"from_year": -1}, "from year -1"),
        ({"to_year": 101}, "to year 101"),
        ({"by_seat": SeatPrice(-4, TIERS)}, "-4 seats"),
        ({"by_seat": SeatPrice(4, ())}, "from 1 to 100 tiers"),
        ({"by_seat": SeatPrice(4, ((2, Decimal(1)),))}, "have to rise"),
        ({"by_seat": SeatPrice(4, ((1, Decimal(1)), (1, Decimal(2))))}, "have to rise"),
        ({"by_seat": SeatPrice(4, ((1, Decimal(-1)),))}, "cannot be negative"),
        ({"by_seat": SeatPrice(4, ((1, Decimal(10) ** 15),))}, "too much"),
        ({"rate": "-1", "currency": "USD"}, "above zero"),
    ],
)
def test_what_the_file_cannot_hold_is_refused_in_words(
    desk: Desk, evaluation: str, values: dict[str, Any], words: str
) -> None:
    add(desk, evaluation)
    with pytest.raises(UserError) as refused:
        add(desk, evaluation, **values)
    assert words in refused.value.happened
    assert len(labels(desk, evaluation)) == 1


def test_years_beyond_the_horizon_are_kept_and_warned_of(desk: Desk, evaluation: str) -> None:
    add(desk, evaluation, to_year=9)
    result = evaluate(desk.evaluations.problem(evaluation), simulate=False)
    assert "beyond_horizon" in {warning.code for warning in result.warnings}
    desk.evaluations.edit(evaluation, horizon_years=9)
    assert totals(desk, evaluation) == {"a": 10_800}


def test_a_line_is_copied_to_other_products_in_one_step(desk: Desk, evaluation: str) -> None:
    cost = add(desk, evaluation, by_seat=SeatPrice(3, TIERS), note="same reseller")
    desk.evaluations.copy_cost(cost, [record(desk, evaluation, "b")])
    one, other = desk.evaluations.sheet(evaluation).costs
    assert (other.line.candidate, other.line.by_seat, other.note) == ("b", one.line.by_seat, "same reseller")
    desk.undo()
    assert labels(desk, evaluation, "b") == []


def test_another_currency_needs_a_rate_and_takes_it_along(desk: Desk, evaluation: str) -> None:
    add(desk, evaluation, amount=100, from_year=0, to_year=0)
    with pytest.raises(UserError, match="no rate for USD"):
        add(desk, evaluation, "b", currency="USD")
    add(desk, evaluation, "b", amount=100, currency="USD", rate="0.92", from_year=0, to_year=0)
    assert totals(desk, evaluation) == {"a": 100, "b": 92}
    desk.undo()
    assert desk.evaluations.problem(evaluation).options.rates == ()


def test_the_first_line_says_what_costs_are_compared_in(desk: Desk, evaluation: str) -> None:
    add(desk, evaluation, currency="CHF")
    assert desk.evaluations.sheet(evaluation).currency == "CHF"


def test_rates_follow_when_costs_are_compared_in_another_currency(desk: Desk, evaluation: str) -> None:
    add(desk, evaluation, amount=100, from_year=0, to_year=0)
    add(desk, evaluation, "b", amount=100, currency="USD", rate="0.8", from_year=0, to_year=0)
    desk.evaluations.set_rates(evaluation, {"USD": "0.8", "chf": "1.25"})
    desk.evaluations.set_currency(evaluation, "usd")
    options = desk.evaluations.problem(evaluation).options
    assert options.currency == "USD"
    assert dict(options.rates) == {"EUR": Decimal("1.25"), "CHF": Decimal("1.5625")}
    assert totals(desk, evaluation) == {"a": 125, "b": 100}
    desk.undo()
    assert totals(desk, evaluation) == {"a": 100, "b": 80}


def test_a_currency_without_a_rate_cannot_be_compared_in(desk: Desk, evaluation: str) -> None:
    add(desk, evaluation)
    with pytest.raises(UserError, match="no rate between EUR and GBP"):
        desk.evaluations.set_currency(evaluation, "GBP")


def test_without_costs_any_currency_may_be_chosen(desk: Desk, evaluation: str) -> None:
    desk.evaluations.set_currency(evaluation, "GBP")
    assert desk.evaluations.sheet(evaluation).currency == "GBP"


def test_a_rate_in_use_stays(desk: Desk, evaluation: str) -> None:
    add(desk, evaluation)
    usd = add(desk, evaluation, "b", currency="USD", rate="0.92")
    with pytest.raises(UserError, match="its rate is needed"):
        desk.evaluations.set_rates(evaluation, {})
    desk.evaluations.trash_cost(usd)
    desk.evaluations.set_rates(evaluation, {})
    assert desk.evaluations.problem(evaluation).options.rates == ()
    with pytest.raises(UserError, match="so it has no rate"):
        desk.evaluations.set_rates(evaluation, {"EUR": "1"})


@pytest.mark.parametrize(
    ("plan", "line"),
    [
        (PlanDraft("Team", "month", "seat"), (Decimal(2400), 1, 3, CostKind.LICENCE, 10)),
        (PlanDraft("Team", "year", "seat", 25), (Decimal(500), 1, 3, CostKind.LICENCE, 25)),
        (PlanDraft("All", "month", "organisation"), (Decimal(240), 1, 3, CostKind.LICENCE, None)),
        (PlanDraft("All", "once", "seat"), (Decimal(200), 0, 0, CostKind.ONE_OFF, None)),
    ],
)
def test_a_price_of_the_catalogue_becomes_a_cost_line(
    desk: Desk, evaluation: str, plan: PlanDraft, line: tuple[Decimal, int, int, CostKind, int | None]
) -> None:
    price_id = priced(desk, plan)
    desk.evaluations.add_cost_from_price(record(desk, evaluation, "a"), price_id, 10)
    row = desk.evaluations.sheet(evaluation).costs[0]
    made = row.line
    seats = None if made.by_seat is None else made.by_seat.seats
    assert (made.amount, made.from_year, made.to_year, made.kind, seats) == line
    assert row.note.startswith("Price seen on 2026-10-12 (Price page).")


def test_what_is_paid_by_use_has_no_seats_to_count(desk: Desk, evaluation: str) -> None:
    price_id = priced(desk, PlanDraft("Pay as you go", "usage", "unit"))
    with pytest.raises(UserError, match="paid by use"):
        desk.evaluations.add_cost_from_price(record(desk, evaluation, "a"), price_id, 10)


def priced(desk: Desk, plan: PlanDraft) -> str:
    product = desk.products.create(ProductDraft("Adatum", "Adatum", "Tools")).value
    desk.products.add_plan(product, plan, PriceDraft(2000, "EUR", "2026-10-12", "Price page"))
    return desk.products.sheet(product).plans[0].prices[0].id


def test_a_copied_evaluation_keeps_its_money(desk: Desk, evaluation: str) -> None:
    add(desk, evaluation, by_seat=SeatPrice(12, TIERS))
    add(desk, evaluation, "b", currency="USD", rate="0.92")
    copy = desk.evaluations.duplicate(evaluation).value
    assert desk.evaluations.problem(copy).costs == desk.evaluations.problem(evaluation).costs
    assert desk.evaluations.problem(copy).options == desk.evaluations.problem(evaluation).options


@pytest.mark.parametrize(
    "act",
    [
        lambda desk, evaluation: desk.evaluations.edit_cost("none", CostDraft("Any")),
        lambda desk, evaluation: desk.evaluations.add_cost("none", CostDraft("Any")),
        lambda desk, evaluation: desk.evaluations.copy_cost("none", []),
        lambda desk, evaluation: desk.evaluations.add_cost_from_price(record(desk, evaluation, "a"), "none"),
    ],
)
def test_what_is_gone_is_said_to_be_gone(desk: Desk, evaluation: str, act: Callable[[Desk, str], object]) -> None:
    with pytest.raises(UserError, match="no longer here"):
        act(desk, evaluation)


def test_editing_a_criterion_keeps_what_it_measures(desk: Desk) -> None:
    from consultant_desk.services.evaluations import CriterionDraft

    fit = Criterion("fit", "Fit", Direction.MAX, DirectValue(), quality="ISO/IEC 25010: Usability")
    problem = Problem("Tool", (fit,), PointWeights("direct", (("fit", 1.0),)), (Candidate("a", "Adatum"),))
    made = desk.evaluations.add_problem(problem).value
    criterion = desk.evaluations.sheet(made).criteria["fit"]
    desk.evaluations.edit_criterion(criterion, CriterionDraft.of(fit))
    assert desk.evaluations.problem(made).criteria[0].quality == "ISO/IEC 25010: Usability"
