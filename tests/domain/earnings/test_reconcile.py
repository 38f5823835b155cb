"""Payouts and commissions: the known answer row by row, then that nothing is ever guessed."""

from __future__ import annotations

import csv
import json
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant_desk.domain.earnings.balances import Balance, FlagKind
from consultant_desk.domain.earnings.ledger import LedgerLine
from consultant_desk.domain.earnings.payouts import MatchedBy, Payout, PayoutState
from consultant_desk.domain.earnings.reconcile import reconcile
from consultant_desk.domain.earnings.states import Approval, Kind, Payment
from consultant_desk.domain.earnings.subsets import LIMIT, subsets
from tests.domain.earnings.lines import line

ORACLES = Path(__file__).parents[2] / "oracles" / "statements"
ANSWER = json.loads((ORACLES / "reconcile.answer.json").read_text("utf-8"))
THRESHOLDS = {("partnerstack", "USD"): 500}


def rows(name: str) -> list[dict[str, str]]:
    with (ORACLES / name).open(newline="", encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def commission(row: dict[str, str]) -> LedgerLine:
    amount = int(row["amount_minor"])
    return line(
        row["id"],
        amount,
        account_id=row["source"],
        programme=row["program"],
        date=row["date"],
        currency=row["currency"],
        approval=Approval.PENDING if row["status"] == "pending" else Approval.APPROVED,
        payment=Payment.PAID if row["status"] == "paid" else Payment.OPEN,
        kind=Kind.CLAWBACK if row["status"] == "reversed" else Kind.SALE,
        payment_id=row["payment_id"],
        original_id=row["reverses"],
    )


def payout(row: dict[str, str]) -> Payout:
    gross, fee, net = (int(row[f"{name}_minor"]) for name in ("gross", "fee", "net"))
    return Payout(row["payout_id"], row["source"], row["date"], row["currency"], gross, fee, 0, net, row["reference"])


def plain(key: str, gross: int, day: str = "2026-07-01", reference: str = "") -> Payout:
    return Payout(key, "net", day, "EUR", gross, net_minor=gross, reference=reference)


COMMISSIONS = [commission(row) for row in rows("reconcile_commissions.csv")]
PAYOUTS = [payout(row) for row in rows("reconcile_payouts.csv")]
FOUND = reconcile(COMMISSIONS, PAYOUTS, thresholds=THRESHOLDS)


@pytest.mark.parametrize("key", ANSWER["matches"])
def test_each_payout_is_explained_as_known(key: str) -> None:
    expected = ANSWER["matches"][key]
    found = next(match for match in FOUND.matches if match.payout_id == key)
    assert (list(found.lines), found.by, found.difference_minor) == (
        expected["rows"], expected["by"], expected["difference_minor"],
    )  # fmt: skip
    assert found.state == expected.get("state", PayoutState.EXACT)


def test_what_is_open_afterwards_is_as_known() -> None:
    assert FOUND.balances == (
        Balance("awin", "GBP", pending_minor=900),
        Balance("cj", "USD"),
        Balance("impact", "EUR", approved_minor=2000, carried_minor=-5000, carried=("C10",)),
        Balance("partnerstack", "USD", approved_minor=300),
    )
    assert FOUND.balances[2].net_due_minor == ANSWER["open_after"]["receivable_minor"]["EUR"]["net_due"]


def test_the_flags_are_as_known() -> None:
    told = {(flag.kind, flag.lines or flag.payout_id, flag.amount_minor, flag.of_minor) for flag in FOUND.flags}
    assert told == {
        (FlagKind.BELOW_THRESHOLD, ("C8",), 300, 500),
        (FlagKind.TO_BE_NETTED, ("C10",), -3000, 0),
        (FlagKind.UNMATCHED, "P4", 999, 0),
    }
    assert len(FOUND.flags) == len(ANSWER["open_after"]["flags"])


@given(st.randoms(use_true_random=False))
def test_the_answer_does_not_depend_on_the_order_of_the_rows(chance: random.Random) -> None:
    lines, payouts = COMMISSIONS[:], PAYOUTS[:]
    chance.shuffle(lines)
    chance.shuffle(payouts)
    found = reconcile(lines, payouts, thresholds=THRESHOLDS)
    assert [set(match.lines) for match in found.matches] == [set(match.lines) for match in FOUND.matches]
    assert found.balances == FOUND.balances


def test_the_next_payout_is_netted_by_the_clawback() -> None:
    later = line("C12", 9000, account_id="impact", date="2026-07-02")
    paid = Payout("P6", "impact", "2026-08-10", "EUR", 6000, net_minor=6000)
    found = reconcile([*COMMISSIONS, later], [*PAYOUTS, paid])
    assert (found.matches[-1].lines, found.matches[-1].by) == (("C10", "C11", "C12"), MatchedBy.OLDEST_FIRST)
    assert all(flag.kind is not FlagKind.TO_BE_NETTED for flag in found.flags)


def test_two_sets_that_fit_are_asked_about_with_both() -> None:
    lines = [line("a", 500), line("b", 500), line("c", 700)]
    (match,) = reconcile(lines, [plain("p", 500)]).matches
    assert (match.state, match.lines, set(match.suggestions)) == (PayoutState.ASK, (), {("a",), ("b",)})


def test_what_a_person_decided_comes_first() -> None:
    lines = [line("a", 500), line("b", 500), line("c", 700)]
    found = reconcile(lines, [plain("p", 500), plain("q", 1200, "2026-08-01")], decided={"p": ["b"]})
    assert [(match.lines, match.by) for match in found.matches] == [
        (("b",), MatchedBy.HAND),
        (("a", "c"), MatchedBy.OLDEST_FIRST),
    ]


def test_a_reference_holds_though_the_sum_differs() -> None:
    lines = [line("a", 500, payment_id="R"), line("b", 700, payment_id="R")]
    found = reconcile(lines, [plain("p", 1000, reference="R")])
    assert (found.matches[0].state, found.matches[0].difference_minor) == (PayoutState.DIFFERENCE, -200)
    assert [flag.kind for flag in found.flags] == [FlagKind.SHORT]


def test_lines_of_another_payment_are_never_summed_up_for_this_one() -> None:
    lines = [line("a", 500, payment_id="OTHER", date="2026-07-05"), line("b", 700)]
    (match,) = reconcile(lines, [plain("p", 1200)]).matches
    assert match.state is PayoutState.UNMATCHED


def test_a_payout_without_reference_finds_the_one_payment_of_its_sum() -> None:
    lines = [line("a", 500, payment_id="9931"), line("b", 700, payment_id="9931"), line("c", 500)]
    (match,) = reconcile(lines, [plain("p", 1200)]).matches
    assert (match.lines, match.by) == (("a", "b"), MatchedBy.PAYMENT)


@pytest.mark.parametrize(
    ("paid_on", "state"), [("2026-07-08", PayoutState.EXACT), ("2026-08-20", PayoutState.UNMATCHED)]
)
def test_lines_the_source_calls_paid_are_matched_near_to_their_date(paid_on: str, state: PayoutState) -> None:
    lines = [line(key, 600, payment=Payment.PAID, paid_on=paid_on) for key in "ab"]
    assert reconcile(lines, [plain("p", 1200)]).matches[0].state is state


def test_lines_called_paid_without_a_date_are_matched_before_unpaid_ones() -> None:
    lines = [line("a", 600, payment=Payment.PAID), line("b", 600), line("c", 600, payment=Payment.PAID)]
    found = reconcile(lines, [plain("p", 1200), plain("q", 600, "2026-08-01")])
    assert [match.lines for match in found.matches] == [("a", "c"), ("b",)]


def test_several_choices_among_paid_lines_are_asked_about_though_one_unpaid_line_fits() -> None:
    lines = [*(line(key, 600, payment=Payment.PAID) for key in "abc"), line("d", 600)]
    (match,) = reconcile(lines, [plain("p", 600)]).matches
    assert (match.state, match.lines, len(match.suggestions)) == (PayoutState.ASK, (), 2)


@pytest.mark.parametrize(
    "change",
    [{"date": "2026-07-01"}, {"account_id": "else"}, {"currency": "USD"}, {"approval": Approval.PENDING}],
    ids=["not before the payout", "another account", "another currency", "pending"],
)
def test_what_cannot_have_been_paid_is_not_matched(change: dict[str, object]) -> None:
    (match,) = reconcile([line("a", 500, **change)], [plain("p", 500)]).matches
    assert match.state is PayoutState.UNMATCHED


def test_two_ends_of_the_oldest_lines_that_fit_are_asked_about() -> None:
    days = [(500, 1), (200, 2), (-200, 3), (900, 4)]
    lines = [line(f"l{day}", amount, date=f"2026-06-0{day}") for amount, day in days]
    (match,) = reconcile(lines, [plain("p", 500)]).matches
    assert (match.state, match.suggestions) == (PayoutState.ASK, (("l1",), ("l1", "l2", "l3")))


def test_beyond_twenty_rows_a_near_sum_is_a_suggestion_and_a_subset_is_not_searched() -> None:
    lines = [line(f"l{n:02}", 1000 + n, date=f"2026-05-{n + 1:02}") for n in range(LIMIT + 1)]
    (match,) = reconcile(lines, [plain("p", 5000)]).matches
    assert (match.state, match.lines, len(match.suggestions)) == (PayoutState.ASK, (), 1)


def test_a_payout_of_nothing_needs_no_explanation() -> None:
    assert reconcile([], [plain("p", 0)]).matches[0].state is PayoutState.EXACT


amounts = st.lists(st.integers(-50, 50).filter(bool), max_size=9)


@given(amounts, st.integers(-100, 100))
def test_subsets_are_those_that_trying_all_finds(values: list[int], wanted: int) -> None:
    tried = [
        tuple(place for place in range(len(values)) if mask >> place & 1)
        for mask in range(1, 1 << len(values))
        if sum(value for place, value in enumerate(values) if mask >> place & 1) == wanted
    ]
    assert sorted(subsets(values, wanted, most=1000)) == sorted(tried)
    assert len(subsets(values, wanted)) == min(2, len(tried))


@given(st.lists(st.tuples(st.integers(-9, 30).filter(bool), st.integers(1, 28)), max_size=14),
       st.lists(st.tuples(st.integers(1, 60), st.integers(1, 28)), max_size=5))  # fmt: skip
def test_no_line_is_settled_twice_and_exact_means_exact(
    earned: list[tuple[int, int]], sent: list[tuple[int, int]]
) -> None:
    lines = [line(f"l{n}", amount, date=f"2026-06-{day:02}") for n, (amount, day) in enumerate(earned)]
    payouts = [plain(f"p{n}", amount, f"2026-06-{day:02}") for n, (amount, day) in enumerate(sent)]
    found = reconcile(lines, payouts)
    used = [key for match in found.matches for key in match.lines]
    assert len(used) == len(set(used))
    effects = {one.id: one.effect_minor for one in lines}
    matches = {match.payout_id: match for match in found.matches}
    for one in payouts:
        match = matches[one.id]
        assert one.gross_minor == sum(effects[key] for key in match.lines) + match.difference_minor
        assert (match.difference_minor == 0) == (match.state is PayoutState.EXACT)
    remaining = sum(effects.values()) - sum(effects[key] for key in used)
    assert sum(balance.net_due_minor for balance in found.balances) == remaining
