"""Statements are put into the ledger once, as a whole, in one step that can be undone."""

from __future__ import annotations

import json
import shutil

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from consultant_desk.desk import Desk
from consultant_desk.domain.earnings.plan import Choice, Decision, PlanAction, Question
from consultant_desk.domain.earnings.states import Status
from consultant_desk.domain.money import Money
from consultant_desk.entities.commission import CommissionEvent
from consultant_desk.errors import Conflict, UserError
from consultant_desk.services.earnings.profiles import UnknownStatement
from consultant_desk.services.rows.earnings import CommissionFilter, CommissionRow, GroupBy
from tests.effort import tried
from tests.services.earnings.conftest import CASES, Import, csv_of

FILES = ("awin.csv", "awin_later.csv", "cj.csv", "shareasale.csv", "amazon_us.csv", "partnerstack.csv",
         "generic_de.csv", "generic_noid.csv")  # fmt: skip


def ledger(desk: Desk) -> list[CommissionRow]:
    """Return every line of the ledger, whatever order it came in."""
    rows = desk.earnings.commission_rows(desk.earnings.commission_keys())
    return sorted(rows, key=lambda row: (row.programme, row.external_id, row.part))


def ledger_is_sound(desk: Desk) -> bool:
    return all(check.ok for check in desk.backups.check())


def counts(applied) -> dict[str, int]:
    return {action.value: count for action, count in applied.counts.items() if count}


@pytest.mark.parametrize("name", FILES)
def test_what_a_file_comes_to_is_what_its_answer_says(desk: Desk, take: Import, name: str) -> None:
    take(name)
    answer = json.loads((CASES / name.replace(".csv", ".expected.json")).read_text())
    sums = desk.earnings.commission_sums()
    for currency, totals in answer["totals_minor"].items():
        held = sums.by_currency[currency]
        for status in ("pending", "approved", "paid", "reversed"):
            assert held.get(Status(status), 0) == totals.get(status, 0), (currency, status)
        assert sums.net[currency] == totals["net_earned"]
    assert ledger_is_sound(desk)


@pytest.mark.parametrize("name", FILES)
def test_a_file_imported_twice_changes_nothing(desk: Desk, take: Import, name: str) -> None:
    take(name)
    before, number = ledger(desk), desk.undo_state()
    again = desk.statements.apply(desk.statements.open((CASES / name).read_bytes(), name))
    assert set(counts(again.value)) <= {"unchanged", "ignored"}
    assert not again.changes
    assert (ledger(desk), desk.undo_state()) == (before, number)


def test_a_later_download_of_the_same_month_does_what_its_answer_says(desk: Desk, take: Import) -> None:
    take("awin.csv")
    expected = json.loads((CASES / "awin_later.expected.json").read_text())["expect_after_import"]
    applied = counts(take("awin_later.csv"))
    assert applied == {
        "new": expected["new"],
        "status_change": expected["status_changed"],
        "unchanged": expected["unchanged"],
    }
    rows = {row.external_id: row for row in ledger(desk)}
    assert {row.external_id for row in rows.values()} >= set(expected["not_in_file_but_kept"])
    for event in expected["events"]:
        key, _, change = event.partition(" ")
        assert rows[key].status.value == change.split("->")[1]


def ledger_after(tmp_path_factory, template, clock, names: list[str]) -> list[CommissionRow]:
    folder = shutil.copytree(template, tmp_path_factory.mktemp("order") / "Practice.desk")
    with Desk.open(folder, clock=clock) as desk:
        for name in names:
            desk.statements.apply(desk.statements.open((CASES / name).read_bytes(), name))
        assert ledger_is_sound(desk)
        return ledger(desk)


@pytest.fixture
def in_their_order(tmp_path_factory, template, clock) -> list[CommissionRow]:
    return ledger_after(tmp_path_factory, template, clock, FILES)


@given(order=st.permutations(FILES), again=st.lists(st.sampled_from(FILES), max_size=3))
@tried(6, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_files_in_any_order_come_to_the_same_ledger(
    tmp_path_factory, template, clock, in_their_order, order: list[str], again: list[str]
) -> None:
    assert ledger_after(tmp_path_factory, template, clock, [*order, *again]) == in_their_order


def test_one_undo_takes_a_whole_import_back_and_redo_brings_it_again(desk: Desk, take: Import) -> None:
    take("awin.csv")
    before = ledger(desk)
    take("awin_later.csv")
    after = ledger(desk)
    assert desk.undo().value == "Import awin_later.csv"
    assert ledger(desk) == before
    desk.redo()
    assert ledger(desk) == after
    desk.undo()
    desk.undo()
    assert ledger(desk) == []
    assert desk.statements.accounts() == ()
    assert ledger_is_sound(desk)


def test_a_file_whose_import_was_undone_can_be_imported_again(desk: Desk, take: Import) -> None:
    take("cj.csv")
    before = ledger(desk)
    desk.undo()
    assert counts(take("cj.csv")) == {"new": 5}
    assert ledger(desk) == before
    desk.undo()
    assert ledger(desk) == []
    assert ledger_is_sound(desk)


def test_an_import_that_something_was_built_on_is_not_taken_back(desk: Desk, take: Import) -> None:
    from consultant_desk.services.clients import ClientDraft

    client = desk.clients.create(ClientDraft(name="Kestrel Joinery")).value
    take("cj.csv")
    row = ledger(desk)[0]
    desk.earnings.assign_client([row.id], client)
    assert desk.undo().value == "Join commissions to a client"
    desk.redo()
    assert [one.client for one in ledger(desk) if one.id == row.id] == ["Kestrel Joinery"]


def test_a_plan_is_applied_as_it_was_shown_or_not_at_all(desk: Desk) -> None:
    data = (CASES / "awin_later.csv").read_bytes()
    opened = desk.statements.open(data, "later.csv")
    desk.statements.plan(opened)
    held = desk.statements.open((CASES / "awin.csv").read_bytes(), "first.csv")
    desk.statements.apply(held)
    sheet = desk.statements.plan(opened)
    assert sheet.counts[PlanAction.NEW] == 1
    assert desk.statements.apply(opened).value.counts == sheet.counts


def test_a_plan_that_the_ledger_overtook_is_refused(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = desk.statements.open((CASES / "awin_later.csv").read_bytes(), "later.csv")
    other = desk.statements.open((CASES / "awin.csv").read_bytes(), "first.csv")
    put = desk.statements._store.documents.put

    def overtaken(data: bytes) -> str:
        monkeypatch.undo()
        desk.statements.apply(other)
        return put(data)

    monkeypatch.setattr(desk.statements._store.documents, "put", overtaken)
    with pytest.raises(Conflict, match="changed while"):
        desk.statements.apply(opened)
    assert len(ledger(desk)) == 6


def test_the_preview_adds_up(desk: Desk, take: Import) -> None:
    take("awin.csv")
    opened = desk.statements.open((CASES / "awin_later.csv").read_bytes(), "awin_later.csv")
    sheet = desk.statements.plan(opened)
    desk.statements.apply(opened)
    sums = desk.earnings.commission_sums().by_currency
    for change in sheet.changes:
        if change.status is not Status.REVERSED:
            assert sums[change.currency].get(change.status, 0) == change.after
    assert [row.action for row in sheet.rows][:3] == [PlanAction.STATUS_CHANGE] * 3
    assert sheet.to_apply == 4


def test_undecided_lines_wait_are_not_counted_and_are_taken_when_decided(desk: Desk, take: Import) -> None:
    data = csv_of("A,2026-09-01,Orbit,10.00,EUR,gebucht,,", "B,2026-09-02,Orbit,5.00,EUR,approved,,")
    assert counts(take("s.csv", data)) == {"new": 1, "needs_decision": 1}
    assert desk.earnings.overview().held_rows == 1
    opened = desk.statements.open(data, "s.csv")
    (row,) = [row for row in desk.statements.plan(opened).rows if row.question is Question.UNKNOWN_STATUS]
    applied = desk.statements.apply(opened, {row.line: Decision(Choice.APPROVED)}).value
    assert counts(applied) == {"new": 1, "unchanged": 1}
    assert [one.status for one in ledger(desk)] == [Status.APPROVED, Status.APPROVED]
    assert desk.earnings.overview().held_rows == 0
    other = csv_of("C,2026-09-03,Orbit,1.00,EUR,gebucht,,")
    assert counts(take("t.csv", other)) == {"new": 1}


def test_an_amount_that_is_kept_is_disputed_and_not_asked_about_again(desk: Desk, take: Import) -> None:
    take("a.csv", csv_of("A,2026-09-01,Orbit,264.40,EUR,approved,,"))
    later = csv_of("A,2026-09-01,Orbit,246.40,EUR,approved,,", "B,2026-10-31,Orbit,1.00,EUR,approved,,")
    opened = desk.statements.open(later, "b.csv")
    (asked,) = [row for row in desk.statements.plan(opened).rows if row.action is PlanAction.NEEDS_DECISION]
    assert (asked.held.minor, asked.amount.minor) == (26440, 24640)
    desk.statements.apply(opened, {asked.line: Decision(Choice.KEEP)})
    assert [row.amount.minor for row in ledger(desk)] == [26440, 100]
    assert [one.claimed.minor for one in desk.payouts.disputes()] == [1800]
    again = desk.statements.plan(desk.statements.open(later, "b.csv"))
    assert again.undecided == 0


def test_a_commission_that_is_missing_from_the_next_statement_is_marked_and_kept(desk: Desk, take: Import) -> None:
    take("a.csv", csv_of("A,2026-09-01,Orbit,10.00,EUR,approved,,", "B,2026-09-20,Orbit,5.00,EUR,pending,,"))
    take("b.csv", csv_of("B,2026-09-20,Orbit,5.00,EUR,approved,,", "C,2026-08-30,Orbit,5.00,EUR,paid,,"))
    assert {row.external_id: row.is_missing for row in ledger(desk)} == {"A": True, "B": False, "C": False}
    item = next(one for one in desk.earnings.overview().open_items if one.amount.minor == 1000)
    assert item.reason.startswith("Not in the last statement")
    take("c.csv", csv_of("A,2026-09-01,Orbit,10.00,EUR,approved,,", "B,2026-09-20,Orbit,5.00,EUR,approved,,"))
    assert not any(row.is_missing for row in ledger(desk))


def test_a_reversal_finds_its_original_even_when_that_comes_later(desk: Desk, take: Import) -> None:
    take("b.csv", csv_of("R,2026-10-01,Orbit,-5.00,EUR,reversed,,,A"))
    take("a.csv", csv_of("A,2026-09-01,Orbit,10.00,EUR,approved,,"))
    rows = {row.external_id: row for row in ledger(desk)}
    assert desk.earnings.commission(rows["R"].id).original_id == rows["A"].id


def test_files_of_two_accounts_stay_apart_and_a_wrong_account_is_refused(desk: Desk, take: Import) -> None:
    first = take("awin.csv")
    other = (CASES / "awin.csv").read_bytes().replace(b"189069", b"777777")
    second = take("awin.csv", other)
    assert first.account_id != second.account_id
    assert len(ledger(desk)) == 12
    with pytest.raises(UserError, match="of account 777777, not of Awin 189069"):
        desk.statements.open(other, "awin.csv", account="Awin 189069")


def test_an_unknown_file_names_the_columns_that_were_read(desk: Desk) -> None:
    with pytest.raises(UnknownStatement, match="no known source") as told:
        desk.statements.open(b"Foo,Bar\n1,2\n", "odd.csv")
    assert told.value.headers == ("Foo", "Bar")
    assert "Foo, Bar" in told.value.sentence()


def test_history_shows_every_observation_and_which_one_counts(desk: Desk, take: Import) -> None:
    take("awin.csv")
    take("awin_later.csv")
    keys = desk.earnings.commission_keys(CommissionFilter(text="259630316"))
    sheet = desk.earnings.commission(desk.earnings.commission_rows(keys)[0].id)
    assert [(one.approval, one.is_current) for one in sheet.events] == [("approved", False), ("declined", True)]
    assert sheet.reason == "Full return"


def test_the_preview_says_which_payout_is_at_the_bank_already(desk: Desk, take: Import) -> None:
    take("bank.ofx")
    paid = csv_of("A,2026-09-01,Orbit,60.00,USD,paid,PS-10,", "B,2026-09-02,Orbit,40.00,USD,paid,PS-10,")
    notes = desk.statements.plan(desk.statements.open(paid, "s.csv")).notes
    assert notes[0] == "Payout PS-10 of US$100.00 matches the bank line of 7 Sept exactly."


def test_the_currency_of_an_account_whose_files_name_none_is_asked_once(desk: Desk) -> None:
    data = (CASES / "rakuten.csv").read_bytes()
    opened = desk.statements.open(data, "rakuten.csv")
    sheet = desk.statements.plan(opened)
    assert sheet.source.asks_currency
    assert sheet.counts[PlanAction.NEW] == 0
    told = desk.statements.open(data, "rakuten.csv", currency="USD")
    assert desk.statements.apply(told).value.counts[PlanAction.NEW] > 0
    again = desk.statements.plan(desk.statements.open(data, "rakuten.csv"))
    assert not again.source.asks_currency
    assert again.counts[PlanAction.NEEDS_DECISION] == 0


def test_a_file_without_an_account_goes_where_its_programme_is_known(desk: Desk, take: Import) -> None:
    orbit = take("a.csv", csv_of("A,2026-09-01,Orbit,10.00,EUR,approved,,"), account="Orbit partners")
    take("b.csv", csv_of("B,2026-09-01,Nimbus,10.00,EUR,approved,,"), account="Nimbus partners")
    assert take("c.csv", csv_of("C,2026-10-01,ORBIT,10.00,EUR,approved,,")).account_id == orbit.account_id
    both = csv_of("D,2026-10-01,Orbit,1.00,EUR,approved,,", "E,2026-10-01,Nimbus,1.00,EUR,approved,,")
    assert desk.statements.open(both, "d.csv").is_new_account


def test_a_file_taken_back_and_taken_in_another_currency_is_in_that_one(desk: Desk, take: Import) -> None:
    rows = "T1,2026-09-01,Coffee,5.00,{},approved,,,"
    take("a.csv", csv_of(rows.format("EUR")), account="Beans")
    desk.undo()
    take("b.csv", csv_of(rows.format("USD")), account="Beans")
    (row,) = desk.earnings.commission_rows(desk.earnings.commission_keys())
    assert row.amount == Money(500, "USD")


@pytest.mark.parametrize(("later", "as_of"), [("6.00,USD,paid", "2026-11-30"), ("5.00,USD,approved", "2026-10-31")])
def test_a_known_commission_in_another_currency_is_held_and_never_counted_in_the_first(
    desk: Desk, later: str, as_of: str
) -> None:
    for said, day in (("5.00,EUR,approved", "2026-10-31"), (later, as_of)):
        opened = desk.statements.open(csv_of(f"R,2026-10-01,Orbit,{said},,,"), f"{said}.csv", account="Net")
        sheet = desk.statements.plan(opened, as_of=day)
        desk.statements.apply(opened, as_of=day)
    (asked,) = [row for row in sheet.rows if row.question is not None]
    assert asked.why == "in USD, before in EUR"
    assert desk.earnings.commission_sums().by_currency == {"EUR": {Status.APPROVED: 500}}
    assert ledger_is_sound(desk)


def test_one_file_that_names_two_currencies_for_one_number_is_asked_about(desk: Desk, take: Import) -> None:
    rows = ("R,2026-10-01,Orbit,5.00,EUR,pending,,,", "R,2026-10-01,Orbit,6.00,USD,approved,,,")
    assert counts(take("a.csv", csv_of(*rows), account="Net")) == {"new": 1, "needs_decision": 1}
    assert desk.earnings.commission_sums().net == {"EUR": 500}


def test_a_held_line_tells_of_no_payout_until_it_is_taken(desk: Desk, take: Import) -> None:
    data = csv_of("T1,2026-09-01,Coffee,5.00,EUR,paid,P1,,", "T1,2026-09-01,Coffee,6.00,EUR,paid,P2,,")
    assert take("a.csv", data, account="Beans").counts[PlanAction.NEEDS_DECISION] == 1
    assert [row.reference for row in desk.payouts.rows()] == ["P1"]


def test_a_commission_that_two_devices_saw_in_two_currencies_has_that_of_what_counts(desk: Desk, take: Import) -> None:
    take("a.csv", csv_of("A,2026-09-01,Orbit,5.00,EUR,approved,,,", "B,2026-09-01,Orbit,5.00,USD,approved,,,"))

    def synchronise(session: Session) -> None:
        for number, seen in enumerate(session.scalars(select(CommissionEvent).order_by(CommissionEvent.id)).all()):
            session.add(
                CommissionEvent(
                    id=f"{'0f'[number] * 8}{seen.id[8:]}", commission_id=seen.commission_id, source="statement",
                    as_of="2026-12-31", approval="approved", payment="open", amount_minor=600,
                    amount_currency={"EUR": "USD", "USD": "EUR"}[seen.amount_currency or ""], payment_id="",
                )
            )  # fmt: skip

    desk.earnings._change("Synchronise", synchronise)
    rows = desk.earnings.commission_rows(desk.earnings.commission_keys())
    assert {row.external_id: row.amount for row in rows} == {"A": Money(600, "USD"), "B": Money(600, "EUR")}
    assert ledger_is_sound(desk)


def test_of_changes_that_take_back_a_part_the_rest_counts_whatever_came_first(desk: Desk, take: Import) -> None:
    head, first, second, _third = (CASES / "ebay_epn.csv").read_text().splitlines()
    part = second.replace("Approved", "Reversed").replace("-15T", "-20T").replace("3.50,-0.50", "1.50,-2.00")
    for number, rows in enumerate(((part,), (first,), (second,))):
        take(f"{number}.csv", "\n".join((head, *rows, "")).encode(), currency="USD")
        assert ledger_is_sound(desk)
    assert desk.earnings.commission_sums().by_currency["USD"] == {Status.APPROVED: 150}
    (group,) = desk.earnings.report(GroupBy.PROGRAMME).groups
    assert (group.approved, group.reversed, group.net) == (150, 200, 150)


def test_the_preview_of_a_bank_file_names_who_sent_the_money(desk: Desk) -> None:
    sheet = desk.statements.plan(desk.statements.open((CASES / "bank.ofx").read_bytes(), "bank.ofx"))
    assert sheet.source.moves_money
    assert {row.who: row.why for row in sheet.rows} == {"PAYPAL TRANSFER": "WITHDRAWAL", "STRIPE PAYOUT": "po_1"}
    other = desk.statements.plan(desk.statements.open((CASES / "awin.csv").read_bytes(), "awin.csv"))
    assert not other.source.moves_money


def test_the_preview_says_what_a_zeroed_line_was(desk: Desk) -> None:
    sheet = desk.statements.plan(desk.statements.open((CASES / "impact.csv").read_bytes(), "impact.csv"))
    (zeroed,) = [row for row in sheet.rows if row.after is Status.REVERSED]
    assert (zeroed.amount, zeroed.why) == (Money(0, "USD"), "Was US$50.00")
