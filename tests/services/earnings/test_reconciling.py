"""Payouts are followed from commissions to the bank; what leaves doubt is asked."""

from __future__ import annotations

import csv
import json
from collections import defaultdict

import pytest

from consultant_desk.desk import Desk
from consultant_desk.domain.earnings.identity import account_id, commission_id
from consultant_desk.domain.earnings.payouts import PayoutState
from consultant_desk.domain.earnings.states import Status
from consultant_desk.domain.money import major
from consultant_desk.errors import UserError
from consultant_desk.services.rows.earnings import CommissionFilter
from consultant_desk.services.rows.payouts import PayoutDraft
from tests.services.earnings.conftest import CASES, Import, csv_of

ANSWER = json.loads((CASES / "reconcile.answer.json").read_text())


@pytest.fixture
def case(desk: Desk, take: Import) -> dict[str, str]:
    """The commissions and payouts of the case in a workspace; returned are the payouts by the ids of the case."""
    lines: dict[str, list[str]] = defaultdict(list)
    with (CASES / "reconcile_commissions.csv").open() as stream:
        for row in csv.DictReader(stream):
            amount = major(int(row["amount_minor"]), row["currency"])
            status = "approved" if row["status"] == "reversed" else row["status"]
            lines[row["source"]].append(
                f"{row['id']},{row['date']},{row['program']},{amount},{row['currency']},{status},{row['payment_id']},,"
                f"{row['reverses']}"
            )
    for source, rows in lines.items():
        take(f"{source}.csv", csv_of(*rows), account=source)
    made = {}
    with (CASES / "reconcile_payouts.csv").open() as stream:
        for row in csv.DictReader(stream):
            draft = PayoutDraft(
                account_id("generic", row["source"]),
                row["date"],
                int(row["gross_minor"]),
                row["currency"],
                int(row["fee_minor"]),
                reference=row["reference"],
            )
            made[row["payout_id"]] = desk.payouts.enter(draft).value
    return made


def ids(source_of: dict[str, str], names: list[str]) -> set[str]:
    return {commission_id(account_id("generic", source_of[name]), name) for name in names}


def sources() -> dict[str, str]:
    with (CASES / "reconcile_commissions.csv").open() as stream:
        return {row["id"]: row["source"] for row in csv.DictReader(stream)}


def test_every_payout_of_the_case_is_matched_as_the_answer_says(desk: Desk, case: dict[str, str]) -> None:
    found = {match.payout_id: match for match in desk.payouts.plan().matches}
    assert desk.payouts.plan() == desk.payouts.reconcile().value
    for name, expected in ANSWER["matches"].items():
        match = found[case[name]]
        assert {line.partition(":")[0] for line in match.lines} == ids(sources(), expected["rows"]), name
        assert (None if match.by is None else match.by.value) == expected["by"], name
        if expected["rows"]:
            assert match.difference.minor == expected["difference_minor"]


def test_what_a_payout_pays_is_paid_afterwards_and_open_again_when_it_is_taken_apart(
    desk: Desk, case: dict[str, str]
) -> None:
    before = desk.earnings.commission_sums()
    desk.payouts.reconcile()
    open_after = ANSWER["open_after"]["receivable_minor"]
    sums = desk.earnings.commission_sums().by_currency
    assert sums["GBP"].get(Status.APPROVED, 0) == open_after["GBP"]["approved"] == 0
    assert sums["GBP"][Status.PENDING] == open_after["GBP"]["pending"]
    assert sums["USD"][Status.APPROVED] == open_after["USD"]["approved"]
    assert sums["EUR"][Status.APPROVED] == open_after["EUR"]["approved"]
    for name in ("P1", "P2", "P3", "P5"):
        desk.payouts.unmatch(case[name])
    assert desk.earnings.commission_sums() == before


def test_reconciling_twice_changes_nothing_and_one_undo_takes_it_back(desk: Desk, case: dict[str, str]) -> None:
    before = desk.earnings.commission_sums()
    desk.payouts.reconcile()
    after = desk.earnings.commission_sums()
    again = desk.payouts.reconcile()
    assert not again.changes
    assert desk.earnings.commission_sums() == after
    desk.undo()
    assert desk.earnings.commission_sums() == before


def test_the_flags_of_the_case_are_told_as_sentences(desk: Desk, case: dict[str, str]) -> None:
    flags = {flag.kind.value: flag for flag in desk.payouts.plan().flags}
    assert flags["to be netted"].amount.minor == ANSWER["open_after"]["receivable_minor"]["EUR"]["net_due"]
    assert flags["unmatched payout"].payout_id == case["P4"]
    assert all(flag.sentence.startswith(flag.account) for flag in flags.values())


def test_commissions_are_picked_for_a_payout_of_their_own_account_and_currency_only(
    desk: Desk, case: dict[str, str]
) -> None:
    (c8,) = ids(sources(), ["C8"])
    (c11,) = ids(sources(), ["C11"])
    for payout, commission in ((case["P4"], c11), (case["P4"], c8), (case["P5"], c8)):
        with pytest.raises(UserError, match="not open for this payout"):
            desk.payouts.pick(payout, [commission])
    desk.payouts.pick(case["P3"], [c8])
    row = next(row for row in desk.payouts.rows() if row.id == case["P3"])
    assert (row.state, row.items, row.paid.minor, row.gross.minor) == ("difference", 1, 300, 1410)
    assert desk.earnings.commission(c8).row.status is Status.PAID


def test_a_withdrawal_from_a_wallet_is_the_credit_at_the_bank(desk: Desk, take: Import) -> None:
    take("paypal_us.csv")
    take("bank.ofx")
    sheet = desk.payouts.reconcile().value
    names = {credit.name.split()[0] for credit in sheet.credits_left}
    assert "PAYPAL" not in names
    assert "STRIPE" in names


def test_a_credit_of_a_known_payer_becomes_a_payout_of_its_account(desk: Desk, take: Import) -> None:
    take("awin.csv")
    take("paypal_us.csv")
    sheet = desk.payouts.reconcile().value
    made = [match for match in sheet.matches if match.is_new]
    assert [(match.account, match.gross.minor, match.gross.currency) for match in made] == [
        ("Awin 189069", 4500, "GBP")
    ]
    assert made[0].state is PayoutState.UNMATCHED
    assert any(row.arrived is not None and row.arrived.minor == 4500 for row in desk.payouts.rows())


def test_a_dispute_has_a_letter_with_the_facts_and_can_be_closed(desk: Desk, take: Import) -> None:
    take("awin.csv")
    row = desk.earnings.commission_rows(desk.earnings.commission_keys(CommissionFilter(text="259630313")))[0]
    made = desk.payouts.dispute(row.id).value
    assert "259630313" in made.letter
    assert "£12.00" in made.letter
    desk.payouts.close_dispute(made.id, settled=True)
    assert [one.state for one in desk.payouts.disputes()] == ["settled"]
