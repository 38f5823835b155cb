"""What the lines of a statement do to a ledger."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant_desk.domain.earnings.identity import commission_id, event_id, fast_id
from consultant_desk.domain.earnings.plan import Choice, Decision, LinkTarget, Near, PlanAction, PlanItem, Question
from consultant_desk.domain.earnings.statement import StatementLine, Trouble
from consultant_desk.domain.earnings.states import Approval, Kind, Payment, Status
from consultant_desk.domain.ids import pair_id
from tests.domain.earnings.ledgers import Ledger
from tests.domain.earnings.observations import line
from tests.effort import tried

NEW, CHANGED, AMENDED, SAME, ASKED, LEFT = (
    PlanAction.NEW, PlanAction.STATUS_CHANGE, PlanAction.AMENDED, PlanAction.UNCHANGED, PlanAction.NEEDS_DECISION,
    PlanAction.IGNORED,
)  # fmt: skip


def actions(plan) -> list[PlanAction]:
    return [item.action for item in plan.items]


def test_the_fast_id_is_the_id_of_a_pair() -> None:
    assert fast_id("commission/a/b") == pair_id("commission", "a", "b") == commission_id("a", "b")
    one = event_id("c", "statement", "2026-01-01", Approval.APPROVED, Payment.PAID, (5, "EUR"), "p/1", 1)
    assert one == pair_id("event", "c", "statement", "2026-01-01", "approved", "paid", "5 EUR", "p/1", "1")


def test_a_statement_taken_twice_changes_nothing() -> None:
    ledger, lines = Ledger(), [line(2, "A", "pending", 500), line(3, "B", "paid", 700), line(4, "C", "declined", 9)]
    assert actions(ledger.take(lines)) == [NEW, NEW, NEW]
    before = ledger.states()
    assert actions(ledger.take(lines)) == [SAME, SAME, SAME]
    assert ledger.states() == before


def test_a_later_statement_moves_a_commission_on() -> None:
    ledger = Ledger()
    ledger.take([line(2, "A", "pending", 500)], "2026-09-30")
    (item,) = ledger.take([line(2, "A", "approved", 500)], "2026-10-31").items
    assert (item.action, item.before.status(Kind.SALE), item.after.status(Kind.SALE)) == (
        CHANGED, Status.PENDING, Status.APPROVED,
    )  # fmt: skip


def test_an_older_statement_found_later_adds_history_and_changes_no_state() -> None:
    ledger = Ledger()
    ledger.take([line(2, "A", "approved", 500)], "2026-10-31")
    plan = ledger.take([line(2, "A", "pending", 400)], "2026-09-30")
    assert actions(plan) == [SAME]
    assert [state.amount_minor for state in ledger.states().values()] == [500]
    assert len(ledger.observations[plan.items[0].record_id]) == 2


def test_a_pending_amount_is_amended_but_an_approved_one_is_asked_about() -> None:
    ledger = Ledger()
    ledger.take([line(2, "A", "pending", 500), line(3, "B", "approved", 500)], "2026-09-30")
    plan = ledger.take([line(2, "A", "pending", 400), line(3, "B", "approved", 400)], "2026-10-31")
    assert actions(plan) == [AMENDED, ASKED]
    assert plan.items[1].question is Question.AMOUNT_DIFFERS
    assert sorted(state.amount_minor for state in ledger.states().values()) == [400, 500]


def test_the_three_answers_to_another_amount() -> None:
    for choice, action, amount, disputed in (
        (Choice.TAKE, AMENDED, 400, False),
        (Choice.KEEP, LEFT, 500, True),
        (Choice.LEAVE, LEFT, 500, False),
    ):
        ledger = Ledger()
        ledger.take([line(2, "A", "approved", 500)], "2026-09-30")
        plan = ledger.take([line(9, "A", "approved", 400)], "2026-10-31", decisions={9: Decision(choice)})
        assert actions(plan) == [action]
        assert plan.items[0].disputed is disputed
        assert [state.amount_minor for state in ledger.states().values()] == [amount]


def test_an_amount_the_source_itself_explains_is_not_asked_about() -> None:
    ledger = Ledger()
    ledger.take([line(2, "A", "approved", 700)], "2026-09-30")
    assert actions(ledger.take([line(2, "A", "approved", 350, explained=True)], "2026-10-31")) == [AMENDED]


def test_a_paid_commission_that_is_declined_later_is_clawed_back_without_changing() -> None:
    ledger = Ledger()
    ledger.take([line(2, "A", "paid", 500)], "2026-09-30")
    (item,) = ledger.take([line(2, "A", "declined", 500)], "2026-10-31").items
    assert (item.action, item.after.amount_minor, item.after.change_minor) == (CHANGED, 500, -500)


def test_identical_lines_with_one_id_count_once_and_different_ones_are_asked_about() -> None:
    ledger = Ledger()
    lines = [line(2, "A", "approved", 500), line(3, "A", "approved", 500), line(4, "A", "approved", 300)]
    plan = ledger.plan(lines)
    assert actions(plan) == [NEW, LEFT, ASKED]
    assert plan.items[2].question is Question.SAME_ID_TWICE
    taken = ledger.take(lines, decisions={4: Decision(Choice.TAKE)})
    assert actions(taken) == [LEFT, LEFT, NEW]
    assert [state.amount_minor for state in ledger.states().values()] == [300]


def test_two_states_of_one_commission_in_one_file_are_both_history() -> None:
    ledger = Ledger()
    lines = [
        line(2, "A", "pending", 500, change_at="2026-09-01"),
        line(3, "A", "approved", 500, change_at="2026-09-20"),
    ]
    assert actions(ledger.take(lines)) == [NEW, CHANGED]
    assert actions(ledger.take(lines)) == [SAME, SAME]


@pytest.mark.parametrize("count", [2, 3, 5])
def test_equal_deltas_of_one_moment_all_count_and_come_to_the_same_when_taken_again(count: int) -> None:
    ledger = Ledger()
    lines = [line(2 + n, "A", "approved", 50, change_at="2026-09-01", is_delta=True) for n in range(count)]
    for _ in range(2):
        ledger.take(lines)
        assert [state.amount_minor for state in ledger.states().values()] == [50 * count]


def test_an_unknown_status_waits_until_somebody_says_what_it_means_and_is_remembered() -> None:
    lines = [
        line(number, f"A{number}", "pending", 500, raw_status="Gebucht", trouble=Trouble.UNKNOWN_STATUS)
        for number in (2, 3)
    ]
    ledger = Ledger()
    assert actions(ledger.take(lines)) == [ASKED, ASKED]
    assert ledger.states() == {}
    assert actions(ledger.plan(lines, statuses={"Gebucht": Choice.PAID})) == [NEW, NEW]
    ledger.take(lines, decisions={2: Decision(Choice.REVERSED)})
    assert {state.status(Kind.SALE) for state in ledger.states().values()} == {Status.REVERSED}


def test_a_line_that_cannot_be_read_can_only_be_left_out() -> None:
    broken = line(2, "A", "pending", 0, trouble=Trouble.NOT_A_NUMBER, detail="“1,2,3” is not a number")
    assert actions(Ledger().plan([broken])) == [ASKED]
    assert actions(Ledger().plan([broken], decisions={2: Decision(Choice.TAKE)})) == [ASKED]
    assert actions(Ledger().plan([broken], decisions={2: Decision(Choice.LEAVE)})) == [LEFT]


def test_a_line_of_another_account_may_be_taken_all_the_same() -> None:
    other = line(2, "A", "approved", 70, trouble=Trouble.OTHER_ACCOUNT)
    assert actions(Ledger().plan([other], decisions={2: Decision(Choice.TAKE)})) == [NEW]


def test_a_sub_id_that_is_nearly_one_is_asked_about_once_for_all_its_lines() -> None:
    near = Near("mll-harbour-street", "client-1", "Harbour Street Dental")
    lines = [line(2, "A", "pending", 96, ref="mll-harbourst"), line(3, "B", "pending", 96, ref="mll-harbourst")]
    asked = Ledger().plan(lines, near=lambda _: near)
    assert actions(asked) == [ASKED, ASKED]
    assert asked.items[0].question is Question.UNKNOWN_REF
    taken = Ledger().plan(lines, near=lambda _: near, decisions={2: Decision(Choice.CLIENT, "client-9")})
    assert [item.client_id for item in taken.items] == ["client-9", "client-9"]
    alone = Ledger().plan(lines, near=lambda _: near, decisions={2: Decision(Choice.NO_CLIENT)})
    assert [(item.action, item.client_id) for item in alone.items] == [(NEW, ""), (NEW, "")]


def test_a_known_sub_id_joins_client_and_link_whatever_its_letters() -> None:
    links = {"client-014": LinkTarget("link-1", "client-1", "programme-1")}
    (item,) = Ledger().plan([line(2, "A", "pending", 96, ref="CLIENT-014")], links=links).items
    assert (item.client_id, item.link_id) == ("client-1", "link-1")


lines_of_a_file = st.lists(
    st.tuples(st.sampled_from("ABC"), st.sampled_from(["pending", "approved", "paid", "declined"]), st.integers(1, 3)),
    max_size=4,
    unique_by=lambda row: row[0],
)
files = st.lists(
    st.tuples(st.sampled_from(["2026-09-30", "2026-10-31", "2026-11-30"]), lines_of_a_file), min_size=1, max_size=4
)


def as_lines(rows: list[tuple[str, str, int]]) -> list[StatementLine]:
    return [line(number, key, state, minor, explained=True) for number, (key, state, minor) in enumerate(rows, 2)]


@given(files, st.randoms())
@tried(75)
def test_files_in_any_order_and_taken_again_come_to_the_same_ledger(found: list, chance: random.Random) -> None:
    straight, shuffled = Ledger(), Ledger()
    for as_of, rows in found:
        straight.take(as_lines(rows), as_of)
    again = [*found, *found]
    chance.shuffle(again)
    for as_of, rows in again:
        shuffled.take(as_lines(rows), as_of)
    assert shuffled.states() == straight.states()


@tried(70)
@given(files)
def test_what_a_plan_shows_as_after_is_what_the_ledger_holds_afterwards(found: list) -> None:
    ledger = Ledger()
    for as_of, rows in found:
        plan = ledger.take(as_lines(rows), as_of)
        states = ledger.states()
        for item in plan.items:
            assert item.after in (None, states[item.record_id])
            assert item.after is not None or item.action is SAME


@given(files, st.booleans())
def test_lines_told_by_their_columns_are_planned_as_they_are_one_by_one(found: list, linked: bool) -> None:
    ledger = Ledger()
    held = {"links": {"ref": LinkTarget("link", "client", "programme")}} if linked else {}
    for as_of, rows in found:
        lines = [line._replace(ref="Ref") for line in as_lines(rows)]
        together, alone = ledger.plan(lines, as_of, **held), ledger.plan(lines, as_of, mixes=True, **held)
        assert [summary(item) for item in together.items] == [summary(item) for item in alone.items]
        assert together.counts == alone.counts
        ledger.take(lines, as_of)


def summary(item: PlanItem) -> tuple:
    link = item.link_id if item.is_first else ""
    return item.action, item.record_id, item.event, item.is_first, item.client_id, link, item.question, item.why
