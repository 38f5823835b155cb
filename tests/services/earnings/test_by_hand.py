"""Commissions by hand: entered, changed, paid and taken back, and met by a statement that names them later."""

import pytest

from consultant_desk.domain.earnings.states import Kind, Status
from consultant_desk.domain.money import Money
from consultant_desk.errors import UserError
from consultant_desk.services.earnings.by_hand import CommissionDraft
from tests.services.earnings.conftest import csv_of

DAY = "2026-09-01"


def draft(**values):
    return CommissionDraft("Ledgerly GmbH", DAY, Money(12_000, "EUR"), **values)


def lines(desk):
    keys = desk.earnings.commission_keys()
    return sorted((row.kind, row.status.value, row.amount.minor) for row in desk.earnings.commission_rows(keys))


def test_an_entry_is_a_commission_of_an_account_by_hand(desk):
    desk.earnings.enter(draft(programme="Partner", note="By invoice"))
    assert lines(desk) == [(Kind.SALE, "approved", 12_000)]
    (account,) = desk.programmes.accounts()
    assert account.name == "Ledgerly GmbH"
    desk.earnings.enter(draft(programme=" partner "))
    assert len(desk.programmes.accounts()) == 1
    assert len(desk.programmes.list()) == 1


def test_it_is_one_undo_step(desk):
    desk.earnings.enter(draft(programme="Partner"))
    desk.undo()
    assert lines(desk) == []
    assert desk.programmes.accounts() == ()
    desk.redo()
    assert lines(desk) == [(Kind.SALE, "approved", 12_000)]


@pytest.mark.parametrize("kind", [Kind.FEE, Kind.CLAWBACK])
def test_a_fee_and_a_clawback_take_money_however_they_are_typed(desk, kind):
    desk.earnings.enter(draft(kind=kind))
    assert lines(desk)[0][2] == -12_000


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"amount": Money(0, "EUR")}, "of nothing"),
        ({"amount": Money(-1, "EUR")}, "cannot be negative"),
        ({"amount": Money(10**15, "EUR")}, "larger than any"),
        ({"amount": Money(1, "ZZZ")}, "not a currency"),
        ({"day": "yesterday"}, "not a date"),
        ({"account": " "}, "needs an account"),
        ({"client_id": "nobody"}, "no longer here"),
        ({"on": "2099-01-01"}, "a day to come"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(desk, values, said):
    with pytest.raises(UserError, match=said):
        desk.earnings.enter(CommissionDraft(**({"account": "A", "day": DAY, "amount": Money(1, "EUR")} | values)))
    assert lines(desk) == []
    assert desk.programmes.accounts() == ()


def test_a_state_is_an_observation_that_can_be_undone(desk):
    one = desk.earnings.enter(draft(state=Status.PENDING, on="2026-09-02")).value
    desk.earnings.observe(one, Status.APPROVED, Money(11_000, "EUR"), on="2026-09-10", reason="Two seats fewer")
    assert lines(desk) == [(Kind.SALE, "approved", 11_000)]
    desk.undo()
    assert lines(desk) == [(Kind.SALE, "pending", 12_000)]


def test_a_paid_commission_stays_and_what_is_taken_back_is_a_clawback(desk):
    one = desk.earnings.enter(draft(state=Status.PAID, on="2026-09-02", payment_id="R-1")).value
    with pytest.raises(UserError, match="change nothing"):
        desk.earnings.observe(one, Status.APPROVED, on="2026-09-10")
    desk.earnings.observe(one, Status.REVERSED, on="2026-09-11", reason="Cancelled")
    assert lines(desk) == [(Kind.CLAWBACK, "reversed", -12_000), (Kind.SALE, "paid", 12_000)]


def test_an_earlier_day_does_not_outdo_what_is_known_since(desk):
    one = desk.earnings.enter(draft(on="2026-09-05")).value
    with pytest.raises(UserError, match="change nothing"):
        desk.earnings.observe(one, Status.PENDING, on="2026-09-04")
    with pytest.raises(UserError, match="is in EUR"):
        desk.earnings.observe(one, Status.PAID, Money(1, "USD"))


def test_the_same_key_cannot_be_entered_twice(desk):
    desk.earnings.enter(draft(external_id="INV-7"))
    with pytest.raises(UserError, match="already has a commission INV-7"):
        desk.earnings.enter(draft(external_id="INV-7"))


def test_a_statement_that_names_it_later_meets_it(desk, take):
    take("first.csv", csv_of("T1,2026-09-01,Coffee,5.00,EUR,approved,,,"), account="Beans")
    desk.earnings.enter(CommissionDraft("Beans", DAY, Money(900, "EUR"), "Coffee", external_id="T2", on=DAY))
    take("second.csv", csv_of("T2,2026-09-01,Coffee,9.00,EUR,paid,P1,,"), account="Beans")
    assert lines(desk) == [(Kind.SALE, "approved", 500), (Kind.SALE, "paid", 900)]


@pytest.mark.parametrize("kind", [Kind.FEE, Kind.CLAWBACK])
def test_another_amount_of_a_fee_takes_money_too_however_it_is_typed(desk, kind):
    one = desk.earnings.enter(draft(kind=kind, on="2026-09-02")).value
    desk.earnings.observe(one, Status.APPROVED, Money(11_000, "EUR"), on="2026-09-10")
    assert lines(desk)[0][2] == -11_000


def test_a_commission_does_not_become_negative(desk):
    one = desk.earnings.enter(draft(on="2026-09-02")).value
    with pytest.raises(UserError, match="cannot be negative"):
        desk.earnings.observe(one, Status.APPROVED, Money(-1, "EUR"), on="2026-09-10")


def test_what_was_undone_can_be_said_again_with_another_reason(desk):
    one = desk.earnings.enter(draft(state=Status.PENDING, on="2026-09-02", external_id="INV-7", note="By mail")).value
    desk.earnings.observe(one, Status.APPROVED, on="2026-09-10", reason="By telephone")
    desk.undo()
    desk.earnings.observe(one, Status.APPROVED, on="2026-09-10", reason="By letter")
    assert [event.reason for event in desk.earnings.commission(one).events] == ["By mail", "By letter"]
    desk.undo()
    desk.undo()
    other = CommissionDraft("Ledgerly GmbH", DAY, Money(12_000, "USD"), external_id="INV-7", on="2026-09-02", note="?")
    assert desk.earnings.enter(other).value == one
    assert desk.earnings.commission(one).row.amount == Money(12_000, "USD")


def test_the_same_said_twice_for_another_reason_changes_nothing(desk):
    one = desk.earnings.enter(draft(on="2026-09-02", note="By mail")).value
    with pytest.raises(UserError, match="change nothing"):
        desk.earnings.observe(one, Status.APPROVED, on="2026-09-02", reason="By letter")
