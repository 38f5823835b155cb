"""Which commissions a payout pays can be said by a person: picked, picked anew, let go, with a reason for the rest."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from consultant_desk.desk import Desk
from consultant_desk.domain.earnings.identity import commission_id
from consultant_desk.domain.earnings.payouts import Rest
from consultant_desk.domain.earnings.plan import PlanAction
from consultant_desk.domain.earnings.states import Kind, Status
from consultant_desk.errors import UserError
from consultant_desk.services.rows.earnings import CommissionFilter
from consultant_desk.services.rows.payouts import PayoutDraft, PayoutRow
from tests.services.earnings.conftest import Import, csv_of


@dataclass
class Case:
    """An account with open commissions and a payout of 95.00."""

    desk: Desk
    account: str
    payout: str

    def id(self, name: str) -> str:
        return commission_id(self.account, name)

    def pick(self, *names: str, rest: Rest = Rest.OPEN) -> None:
        self.desk.payouts.pick(self.payout, [self.id(name) for name in names], rest)

    def row(self, payout: str = "") -> PayoutRow:
        return next(row for row in self.desk.payouts.rows() if row.id == (payout or self.payout))

    def states(self, *names: str) -> list[Status]:
        return [self.desk.earnings.commission(self.id(name)).row.status for name in names]

    def picked(self) -> set[str]:
        return {line.external_id for line in self.desk.payouts.choices(self.payout).lines if line.picked}


@pytest.fixture
def case(desk: Desk, take: Import) -> Case:
    applied = take(
        "net.csv",
        csv_of(
            "A,2026-03-01,Orbit,60.00,EUR,approved,,,",
            "B,2026-03-02,Orbit,40.00,EUR,approved,,,",
            "C,2026-03-03,Orbit,55.00,EUR,approved,,,",
            "D,2026-03-04,Orbit,7.00,USD,approved,,,",
            "E,2026-03-05,Orbit,9.00,EUR,pending,,,",
            "F,2026-03-06,Orbit,40.00,EUR,paid,,,",
            "G,2026-03-07,Orbit,40.00,EUR,paid,OTHER-1,,",
        ),
        account="net",
    )
    payout = desk.payouts.enter(PayoutDraft(applied.account_id, "2026-04-01", 9_500, "EUR", reference="P-1")).value
    return Case(desk, applied.account_id, payout)


def test_what_is_open_in_the_currency_of_the_account_is_there_to_pick(case: Case) -> None:
    sheet = case.desk.payouts.choices(case.payout)
    assert [(line.external_id, line.is_paid) for line in sheet.lines] == [
        ("A", False), ("B", False), ("C", False), ("F", True)
    ]  # fmt: skip
    assert case.picked() == set()
    assert [set(one) for one in sheet.fits] == [{case.id("B"), case.id("C")}]


def test_what_is_picked_is_paid_in_one_step_that_can_be_undone(case: Case) -> None:
    before = case.desk.earnings.commission_sums()
    case.pick("B", "C")
    row = case.row()
    assert (row.items, row.state, row.paid) == (2, "not seen at the bank", row.gross)
    assert case.states("A", "B", "C") == [Status.APPROVED, Status.PAID, Status.PAID]
    assert case.picked() == {"B", "C"}
    case.desk.undo()
    assert case.desk.earnings.commission_sums() == before
    assert case.row().items == 0
    case.desk.redo()
    assert case.picked() == {"B", "C"}


def test_picking_anew_lets_go_of_what_was_picked_before(case: Case) -> None:
    case.pick("B", "C")
    case.pick("A", "C")
    assert case.states("A", "B", "C") == [Status.APPROVED, Status.APPROVED, Status.APPROVED]  # it is short now
    assert (case.row().state, case.row().items) == ("difference", 2)
    case.pick("C", "B")
    assert case.states("A", "B", "C") == [Status.APPROVED, Status.PAID, Status.PAID]
    case.pick()
    assert case.states("A", "B", "C") == [Status.APPROVED] * 3
    assert (case.row().items, case.row().state) == (0, "unexplained")


def test_a_payout_that_stays_short_leaves_its_commissions_open_and_says_so(case: Case) -> None:
    case.pick("A", "B")
    assert case.row().state == "difference"
    item = next(one for one in case.desk.earnings.open_items() if one.id == case.id("A"))
    assert "short" in item.reason


@pytest.mark.parametrize(("rest", "field"), [(Rest.FEE, "fee"), (Rest.TAX, "tax")])
def test_a_rest_that_was_kept_back_is_noted_with_the_payout(case: Case, rest: Rest, field: str) -> None:
    case.pick("A", "B", rest=rest)
    assert case.states("A", "B") == [Status.PAID, Status.PAID]
    row = case.row()
    assert row.gross is not None
    assert (row.gross.minor, row.state) == (10_000, "not seen at the bank")
    (year,) = (one for one in case.desk.earnings.tax_year(2026).rows if one.currency == "EUR")
    assert getattr(year, "fees" if field == "fee" else "tax") == 500
    case.pick("B", "C", rest=rest)  # what arrived is still 95.00: without the fee it was all
    assert case.row().gross is not None
    sheet = case.desk.payouts.choices(case.payout)
    assert (sheet.gross.minor, sheet.fee_minor, sheet.tax_minor) == (9_500, 0, 0)


def test_a_fee_never_gives_money(case: Case) -> None:
    with pytest.raises(UserError, match="no fee explains that"):
        case.pick("A", rest=Rest.FEE)
    assert case.row().items == 0


@pytest.mark.parametrize(("names", "minor"), [(("A", "B"), -500), (("A",), 3_500)])
def test_a_rest_of_the_exchange_rate_is_an_adjustment_as_long_as_it_is_picked(
    case: Case, names: tuple[str, ...], minor: int
) -> None:
    before = case.desk.earnings.commission_sums()
    case.pick(*names, rest=Rest.EXCHANGE)
    assert set(case.states(*names)) == {Status.PAID}
    assert case.row().state == "not seen at the bank"
    chosen = CommissionFilter(kinds=frozenset({Kind.ADJUSTMENT}))
    (made,) = case.desk.earnings.commission_rows(case.desk.earnings.commission_keys(chosen))
    assert (made.amount.minor, made.status, made.payment_id) == (minor, Status.PAID, "P-1")
    assert "exchange" not in " ".join(line.external_id for line in case.desk.payouts.choices(case.payout).lines)
    case.pick("B", "C")
    assert case.desk.earnings.commission_keys(chosen) == []
    case.desk.payouts.unmatch(case.payout)
    assert case.desk.earnings.commission_sums() == before


def test_the_books_tie_whatever_the_rest_was(case: Case) -> None:
    from datetime import date

    for rest in Rest:
        case.pick("A", "B", rest=rest)
        assert case.desk.earnings.roll_forward(date(2026, 1, 1), date(2026, 12, 31)).ties
    assert all(result.ok for result in case.desk.backups.check())


def test_what_another_payout_pays_cannot_be_picked(case: Case) -> None:
    case.pick("B", "C")
    other = case.desk.payouts.enter(PayoutDraft(case.account, "2026-05-01", 5_500, "EUR", reference="P-2")).value
    assert {line.external_id for line in case.desk.payouts.choices(other).lines} == {"A", "F"}
    with pytest.raises(UserError, match="paid by another"):
        case.desk.payouts.pick(other, [case.id("C")])
    assert case.picked() == {"B", "C"}


def test_a_payout_whose_statement_names_its_commissions_is_left_to_it(desk: Desk, take: Import) -> None:
    take("net.csv", csv_of("A,2026-03-01,Orbit,60.00,EUR,paid,PAY-9,,"), account="net")
    (row,) = desk.payouts.rows()
    with pytest.raises(UserError, match="names the commissions"):
        desk.payouts.choices(row.id)


def test_what_a_statement_says_too_stays_paid_when_the_payout_is_taken_apart(desk: Desk, take: Import) -> None:
    made = take("a.csv", csv_of("A,2026-03-01,Orbit,100.00,EUR,approved,,,"), account="Net")
    payout = desk.payouts.enter(PayoutDraft(made.account_id, "2026-04-05", 10_000, "EUR", reference="P1")).value
    (row,) = desk.earnings.commission_rows(desk.earnings.commission_keys())
    desk.payouts.pick(payout, [row.id])
    day = max(one.as_of for one in desk.earnings.commission(row.id).events)
    data = csv_of("A,2026-03-01,Orbit,100.00,EUR,paid,P1,,")
    for _ in range(2):
        opened = desk.statements.open(data, "b.csv", account="Net")
        assert desk.statements.apply(opened, as_of=day).value.counts[PlanAction.UNCHANGED] == 1
        assert len(desk.earnings.commission(row.id).events) == 3
    desk.payouts.unmatch(payout)
    (row,) = desk.earnings.commission_rows(desk.earnings.commission_keys())
    assert row.status is Status.PAID


def test_a_filter_by_payout_holds_what_it_pays_and_nothing_that_only_reads_like_it(case: Case) -> None:
    other = case.desk.payouts.enter(PayoutDraft(case.account, "2026-04-02", 5_500, "EUR")).value
    case.pick("A", "B")
    case.desk.payouts.pick(other, [case.id("C")])
    named = case.desk.payouts.enter(PayoutDraft(case.account, "2026-04-03", 4_000, "EUR", reference="OTHER-1")).value

    def held(payout: str) -> set[str]:
        keys = case.desk.earnings.commission_keys(CommissionFilter(payout_id=payout))
        return {row.external_id for row in case.desk.earnings.commission_rows(keys)}

    assert (held(case.payout), held(other), held(named)) == ({"A", "B"}, {"C"}, {"G"})
    assert held("gone") == set()


def test_a_commission_is_found_among_the_keys_of_the_table(case: Case) -> None:
    key = case.desk.earnings.commission_key(case.id("B"))
    assert key is not None
    assert case.desk.earnings.commission_rows([key])[0].external_id == "B"
    assert case.desk.earnings.commission_key("gone") is None
