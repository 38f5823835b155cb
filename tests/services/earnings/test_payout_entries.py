"""A payout that a person entered can be changed and thrown away; one that a file tells of cannot."""

from __future__ import annotations

from dataclasses import replace

import pytest

from consultant_desk.desk import Desk
from consultant_desk.domain.earnings.identity import commission_id
from consultant_desk.domain.earnings.payouts import Rest
from consultant_desk.domain.earnings.states import Status
from consultant_desk.domain.money import Money
from consultant_desk.errors import UserError
from consultant_desk.services.earnings.by_hand import CommissionDraft
from consultant_desk.services.rows.earnings import CommissionFilter
from consultant_desk.services.rows.payouts import PayerChoice, PayoutDraft, PayoutRow
from tests.services.earnings.conftest import Import, csv_of

DRAFT = PayoutDraft("", "2026-04-01", 9_500, "EUR", -100, reference="P-1", note="by post")


@pytest.fixture
def account(take: Import) -> str:
    """An account with two open commissions that come to 95.00, and a third."""
    rows = ("A,2026-03-01,Orbit,55.00,EUR,approved,,,", "B,2026-03-02,Orbit,40.00,EUR,approved,,,")
    other = "C,2026-03-03,Orbit,7.00,EUR,approved,,,"
    return take("net.csv", csv_of(*rows, other), account="net").account_id


@pytest.fixture
def draft(account: str) -> PayoutDraft:
    return replace(DRAFT, account_id=account)


@pytest.fixture
def payout(desk: Desk, draft: PayoutDraft) -> str:
    return desk.payouts.enter(draft).value


@pytest.fixture
def paid(desk: Desk, payout: str, account: str) -> str:
    """The payout, with what it pays."""
    desk.payouts.pick(payout, [commission_id(account, "A"), commission_id(account, "B")])
    return payout


def row_of(desk: Desk, payout: str) -> PayoutRow:
    return next(row for row in desk.payouts.rows() if row.id == payout)


def states(desk: Desk, account: str) -> list[Status]:
    return [desk.earnings.commission(commission_id(account, one)).row.status for one in "ABC"]


def held(desk: Desk, payout: str) -> set[str]:
    keys = desk.earnings.commission_keys(CommissionFilter(payout_id=payout))
    return {row.external_id for row in desk.earnings.commission_rows(keys)}


def test_what_was_entered_is_returned_to_be_changed(desk: Desk, payout: str, draft: PayoutDraft) -> None:
    assert desk.payouts.entered(payout) == draft
    assert row_of(desk, payout).by_hand
    desk.payouts.edit(payout, replace(draft, paid_on="2026-04-02", gross_minor=9_600, reference="P-2"))
    row = row_of(desk, payout)
    assert (row.paid_on, row.reference, row.gross) == ("2026-04-02", "P-2", Money(9_600, "EUR"))
    assert desk.payouts.entered(payout).note == "by post"
    desk.undo()
    assert desk.payouts.entered(payout) == draft


def test_saving_what_is_already_so_is_no_step(desk: Desk, payout: str, draft: PayoutDraft) -> None:
    assert not desk.payouts.edit(payout, draft).changes


def test_another_reference_keeps_what_the_payout_pays(desk: Desk, paid: str, account: str, draft: PayoutDraft) -> None:
    desk.payouts.edit(paid, replace(draft, reference="P-9"))
    assert (row_of(desk, paid).items, row_of(desk, paid).state) == (2, "not seen at the bank")
    assert states(desk, account) == [Status.PAID, Status.PAID, Status.APPROVED]
    assert desk.earnings.commission(commission_id(account, "A")).row.payment_id == "P-9"
    desk.payouts.unmatch(paid)
    assert states(desk, account) == [Status.APPROVED] * 3


@pytest.mark.parametrize(
    "change", [{"currency": "USD"}, {"gross_minor": 9_000}, {"paid_on": "2026-05-01"}, {"fee_minor": -10}]
)
def test_what_it_pays_hinges_on_stays_until_it_is_taken_apart(
    desk: Desk, paid: str, account: str, draft: PayoutDraft, change: dict[str, object]
) -> None:
    with pytest.raises(UserError, match="matched with what it pays"):
        desk.payouts.edit(paid, replace(draft, **change))  # type: ignore[arg-type]
    assert states(desk, account) == [Status.PAID, Status.PAID, Status.APPROVED]
    desk.payouts.unmatch(paid)
    desk.payouts.edit(paid, replace(draft, **change))  # type: ignore[arg-type]
    assert desk.payouts.entered(paid) == replace(draft, **change)  # type: ignore[arg-type]


def test_a_payout_that_fell_short_is_received_and_not_explained(
    desk: Desk, payout: str, account: str, draft: PayoutDraft
) -> None:
    desk.payouts.edit(payout, replace(draft, gross_minor=4_000))
    desk.payouts.pick(payout, [commission_id(account, "A")], Rest.OPEN)
    year = desk.earnings.tax_year(2026)
    assert year.total == 0
    assert [(one.currency, one.minor) for one in year.unexplained] == [("EUR", 4_000)]


def test_deleting_opens_what_it_paid_and_undo_brings_all_back(desk: Desk, paid: str, account: str) -> None:
    desk.payouts.delete(paid)
    assert desk.payouts.rows() == ()
    assert states(desk, account) == [Status.APPROVED] * 3
    assert [(one.kind, one.title) for one in desk.trash.list()] == [("payout", "P-1")]
    desk.undo()
    assert row_of(desk, paid).items == 2
    assert states(desk, account) == [Status.PAID, Status.PAID, Status.APPROVED]


def test_out_of_the_trash_it_comes_back_without_matches(desk: Desk, paid: str, account: str) -> None:
    desk.payouts.delete(paid)
    desk.trash.restore("payout", paid)
    assert (row_of(desk, paid).items, row_of(desk, paid).state) == (0, "unexplained")
    assert states(desk, account) == [Status.APPROVED] * 3


def test_a_payout_of_a_statement_or_of_a_credit_is_not_changed(desk: Desk, take: Import) -> None:
    take("awin.csv")
    take("awin_later.csv")
    take("paypal_us.csv")
    desk.payouts.reconcile()
    rows = desk.payouts.rows()
    assert rows
    assert not any(row.by_hand for row in rows)
    for row in rows:
        with pytest.raises(UserError, match="comes from a file"):
            desk.payouts.delete(row.id)


def test_what_a_credit_paid_is_open_again_when_it_is_taken_apart(desk: Desk, take: Import) -> None:
    account = take("awin.csv").account_id
    take("paypal_us.csv")
    desk.payouts.reconcile()
    made = next(row for row in desk.payouts.rows() if row.gross == Money(4_500, "GBP"))
    assert made.reference == ""
    line = next(one for one in desk.payouts.choices(made.id).lines if not one.is_paid)
    before = desk.earnings.commission_sums()
    desk.payouts.pick(made.id, [line.id], Rest.EXCHANGE)
    assert held(desk, made.id)
    desk.payouts.unmatch(made.id)
    assert desk.earnings.commission_sums() == before
    assert account == made.account_id


def test_only_accounts_that_pay_are_offered_each_with_its_currency(desk: Desk, take: Import) -> None:
    take("bank.ofx")
    take("net.csv", csv_of("A,2026-03-01,Orbit,55.00,USD,approved,,,"), account="net")
    desk.earnings.enter(CommissionDraft("Vendor", "2026-03-01", Money(100, "CHF")))
    assert [(one.name, one.currency) for one in desk.payouts.payers()] == [("net", "USD"), ("Vendor", "CHF")]
    assert isinstance(desk.payouts.payers()[0], PayerChoice)


def test_a_payment_in_several_currencies_is_explained_by_the_lines_that_name_it(desk: Desk, take: Import) -> None:
    rows = ("A,2026-03-01,Orbit,55.00,EUR,paid,PAY-1,,", "B,2026-03-02,Orbit,40.00,USD,paid,PAY-1,,")
    take("net.csv", csv_of(*rows), account="net")
    (row,) = desk.payouts.rows()
    assert (row.gross, row.items, row.state) == (None, 2, "not seen at the bank")


def test_the_key_of_a_payout_without_a_reference_is_not_shown_as_one(
    desk: Desk, account: str, draft: PayoutDraft
) -> None:
    payout = desk.payouts.enter(replace(draft, reference="")).value
    desk.payouts.pick(payout, [commission_id(account, "A")], Rest.EXCHANGE)
    sheet = desk.earnings.commission(commission_id(account, "A"))
    assert sheet.row.payment_id == ""
    assert [(one.source, one.payment_id) for one in sheet.events][-1] == ("payout", "")


def test_a_claim_of_a_commission_without_a_number_is_about_its_programme(desk: Desk) -> None:
    commission = desk.earnings.enter(CommissionDraft("Vendor", "2026-03-01", Money(100, "EUR"), "Orbit")).value
    made = desk.payouts.dispute(commission).value
    assert made.about == desk.payouts.disputes()[0].about == "Orbit"
    assert "hand-" not in made.letter
