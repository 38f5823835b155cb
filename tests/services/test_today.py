from __future__ import annotations

import pytest

from consultant_desk.desk import Desk
from consultant_desk.domain.earnings.terms import Cycle, LockRule, Terms
from consultant_desk.domain.money import Money
from consultant_desk.errors import UserError
from consultant_desk.services.clients import ClientDraft, EngagementDraft
from consultant_desk.services.rows.today import OverdueMoney
from consultant_desk.services.tasks import TaskDraft


def test_today_holds_what_is_due_and_what_comes_within_a_week(desk: Desk) -> None:
    for text, due in (("late", "2026-11-17"), ("now", "2026-11-19"), ("soon", "2026-11-26"), ("far", "2026-11-27")):
        desk.tasks.add(TaskDraft(text, due))
    sheet = desk.today.sheet()
    assert [task.text for task in sheet.due] == ["late", "now"]
    assert [task.text for task in sheet.ahead] == ["now", "soon"]
    assert sheet.late == 1


def test_an_engagement_is_quiet_only_after_the_days_of_its_stage(desk: Desk) -> None:
    client = desk.clients.create(ClientDraft("Saltmarsh Brewing")).value
    desk.clients.add_engagement(client, EngagementDraft("Stock", "long list", "2026-10-29"))
    other = desk.clients.create(ClientDraft("Orla Physio")).value
    desk.clients.add_engagement(other, EngagementDraft("Notes", "long list", "2026-11-05"))
    quiet = desk.today.sheet().quiet
    assert [(row.client, row.days, row.stale_after) for row in quiet] == [("Saltmarsh Brewing", 21, 14)]


def test_done_snooze_and_undo_move_a_follow_up(desk: Desk) -> None:
    task = desk.tasks.add(TaskDraft("Call Rory", "2026-11-19")).value
    desk.tasks.snooze(task, "2026-11-23")
    assert desk.today.sheet().due == ()
    assert desk.undo().value == "Snooze: Call Rory"
    desk.tasks.done(task)
    assert desk.tasks.list() == ()
    assert desk.tasks.list(done=True)[0].done_on == "2026-11-19"
    desk.tasks.reopen(task)
    assert desk.today.counts().today == 1


def test_a_date_that_is_none_is_refused_in_words(desk: Desk) -> None:
    task = desk.tasks.add(TaskDraft("Call Rory")).value
    with pytest.raises(UserError, match="'2026-02-30' is not a date"):
        desk.tasks.snooze(task, "2026-02-30")


def test_first_steps_follow_what_was_done(desk: Desk) -> None:
    assert not desk.today.sheet().first_steps.client
    desk.clients.create(ClientDraft("Harbour Bakeries"))
    desk.practice.add_brand("House")
    steps = desk.today.sheet().first_steps
    assert (steps.brand, steps.client, steps.evaluation, steps.done) == (True, True, False, False)


def test_what_search_finds_says_where_a_client_stands_and_what_comes_next(desk: Desk) -> None:
    client = desk.clients.create(ClientDraft("Harbour Bakeries")).value
    desk.clients.add_engagement(client, EngagementDraft("Desk", "short list"))
    desk.tasks.add(TaskDraft("Present", "2026-11-24", client_id=client))
    hit = desk.search.find("harb")[0]
    assert (hit.state, hit.next_on) == ("short list", "2026-11-24")


def test_overdue_commissions_and_rows_to_decide_want_attention(desk: Desk) -> None:
    assert (desk.today.sheet().overdue, desk.today.sheet().to_decide) == (None, 0)
    before = desk.today.counts().today
    head = "Transaction ID,Date,Program,Commission,Currency,Status,Payment ID,Reference,Original ID"
    rows = (
        "A,2026-08-01,Orbit,20.00,EUR,approved,,,", "B,2026-09-01,Orbit,9.75,EUR,approved,,,",
        "C,2026-11-10,Orbit,5.00,EUR,approved,,,", "D,2026-08-01,Orbit,7.00,EUR,pending,,,",
        "E,2026-08-01,Orbit,7.00,EUR,nobody knows,,,",
    )  # fmt: skip
    data = "\n".join((head, *rows, "")).encode()
    desk.statements.apply(desk.statements.open(data, "orbit.csv", account="Orbit"))
    (programme,) = desk.programmes.list()
    desk.programmes.set_terms(programme.id, Terms("", "EUR", lock=LockRule.DAYS, lock_days=30, cycle=Cycle.MONTHLY))
    sheet = desk.today.sheet()
    assert sheet.to_decide == 1
    assert sheet.overdue == OverdueMoney(2, Money(2_975, "EUR"), 0, 79)
    tiles = desk.earnings.overview().tiles
    assert (tiles.overdue_items, tiles.overdue) == (sheet.overdue.count, sheet.overdue.amount)
    assert desk.today.counts().today == before + 2
