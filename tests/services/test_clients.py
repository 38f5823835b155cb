from __future__ import annotations

import pytest
from sqlalchemy import select

from consultant_desk.desk import Desk
from consultant_desk.entities.person import Person
from consultant_desk.errors import UserError
from consultant_desk.services.clients import ClientDraft, EngagementDraft, InteractionDraft
from consultant_desk.services.needs import NeedDraft, RequirementDraft
from consultant_desk.services.people import PersonDraft
from consultant_desk.services.tasks import TaskDraft


def add(desk: Desk, name: str = "Harbour Bakeries", **fields: object) -> str:
    return desk.clients.create(ClientDraft(name, **fields)).value  # type: ignore[arg-type]


def test_a_new_client_is_listed_and_undo_takes_it_off(desk: Desk) -> None:
    outcome = desk.clients.create(ClientDraft("Harbour Bakeries", tags=("food retail", "Galway")))
    assert outcome.changes.touches("client")
    row = desk.clients.list()[0]
    assert (row.name, row.tags) == ("Harbour Bakeries", ("food retail", "Galway"))
    assert desk.undo().value == "Add client Harbour Bakeries"
    assert desk.clients.list() == ()
    desk.redo()
    assert desk.clients.list()[0] == row


def test_a_client_without_a_name_is_refused_and_nothing_is_added(desk: Desk) -> None:
    with pytest.raises(UserError, match="Name of a client cannot be empty"):
        add(desk, "   ")
    assert desk.clients.list() == ()


def test_an_unknown_stage_is_refused_with_the_known_ones(desk: Desk) -> None:
    client = add(desk)
    with pytest.raises(UserError) as told:
        desk.clients.add_engagement(client, EngagementDraft("Desk", stage="somewhere"))
    assert "short list" in told.value.sentence()


def test_the_list_finds_words_of_name_place_and_tag_in_any_case(desk: Desk) -> None:
    add(desk, "Harbour Bakeries", place="Galway", tags=("food retail",))
    add(desk, "Moorland Hotels", place="Clifden")
    assert [row.name for row in desk.clients.list("harb gal")] == ["Harbour Bakeries"]
    assert [row.name for row in desk.clients.list("FOOD")] == ["Harbour Bakeries"]
    assert desk.clients.list("harb clifden") == ()


def test_the_client_with_the_earliest_next_step_comes_first(desk: Desk) -> None:
    late, none, soon = add(desk, "Late"), add(desk, "None"), add(desk, "Soon")
    desk.tasks.add(TaskDraft("call", "2026-11-24", client_id=soon))
    desk.tasks.add(TaskDraft("check", "2026-11-17", client_id=late))
    rows = desk.clients.list()
    assert [row.id for row in rows] == [late, soon, none]
    assert rows[0].next is not None
    assert rows[0].next.days_late == 2


def test_the_record_shows_days_since_the_last_touch_and_the_hours_spent(desk: Desk) -> None:
    client = add(desk, engagement="Customer desk")
    engagement = desk.clients.sheet(client).engagement
    assert engagement is not None
    desk.clients.log(client, InteractionDraft("Call", "call", happened_on="2026-11-17", minutes=90))
    desk.clients.log(
        client,
        InteractionDraft("Workshop", "meeting", happened_on="2026-11-10", minutes=60, engagement_id=engagement.id),
    )
    sheet = desk.clients.sheet(client)
    assert sheet.days_since_touch == 2
    assert [line.summary for line in sheet.timeline] == ["Call", "Workshop"]
    assert sheet.engagement is not None
    assert sheet.engagement.hours_spent == 1.0


def test_closing_an_engagement_takes_the_client_out_of_the_active_list(desk: Desk) -> None:
    client = add(desk, engagement="Desk")
    engagement = desk.clients.sheet(client).engagement
    assert engagement is not None
    desk.clients.set_stage(engagement.id, "closed")
    assert desk.clients.list(closed=False) == ()
    assert len(desk.clients.list()) == 1


def test_setting_tags_keeps_known_ones_and_brings_back_a_tag_taken_off_before(desk: Desk) -> None:
    client = add(desk, tags=("food", "Galway"))
    desk.clients.set_tags(client, ["food"])
    desk.clients.set_tags(client, ["GALWAY", "food", " "])
    assert desk.clients.sheet(client).tags == ("Galway", "food")


def test_trash_takes_everything_of_a_client_and_restore_brings_exactly_that_back(desk: Desk) -> None:
    client = add(desk, engagement="Desk")
    desk.tasks.add(TaskDraft("call", "2026-11-19", client_id=client))
    gone = desk.tasks.add(TaskDraft("old", "2026-11-18", client_id=client)).value
    desk.tasks.trash(gone)
    before = desk.clients.sheet(client)
    desk.clients.trash(client)
    assert desk.clients.list() == ()
    assert desk.tasks.list() == ()
    with pytest.raises(UserError, match="no longer here"):
        desk.clients.sheet(client)
    desk.trash.restore("client", client)
    assert desk.clients.sheet(client) == before


def test_an_id_may_be_given_as_its_tail_or_as_the_exact_name(desk: Desk) -> None:
    client = add(desk)
    assert desk.clients.find_id(client[-8:]) == client
    assert desk.clients.find_id("Harbour Bakeries") == client
    with pytest.raises(UserError, match="There is no client"):
        desk.clients.find_id("nobody")
    add(desk)
    with pytest.raises(UserError, match="2 clients match"):
        desk.clients.find_id("Harbour Bakeries")


def test_an_edit_that_changes_nothing_leaves_no_undo_step(desk: Desk) -> None:
    client = add(desk)
    before = desk.undo_state()
    assert not desk.clients.edit(client, name="Harbour Bakeries").changes
    assert desk.undo_state() == before


def test_user_text_is_kept_to_the_letter(desk: Desk) -> None:
    name = "<b>Müller & Söhne</b> 🥐 مخبز"
    client = add(desk, name, note="x" * 200_000)
    sheet = desk.clients.sheet(client)
    assert sheet.name == name
    assert len(sheet.note) == 200_000


def test_a_touch_planned_ahead_is_not_the_last_touch(desk: Desk) -> None:
    client = add(desk)
    desk.clients.log(client, InteractionDraft("Workshop", happened_on="2026-12-01"))
    assert desk.clients.list()[0].days_since_touch is None
    desk.clients.log(client, InteractionDraft("Call", happened_on="2026-11-17"))
    row, sheet = desk.clients.list()[0], desk.clients.sheet(client)
    assert (row.last_touch_on, row.days_since_touch) == ("2026-11-17", 2)
    assert (sheet.last_touch_on, sheet.days_since_touch) == ("2026-11-17", 2)


def test_a_tag_taken_off_is_not_in_the_trash_and_comes_back_by_undo_or_by_typing_it(desk: Desk) -> None:
    client = add(desk, tags=("food retail", "Galway"))
    desk.clients.set_tags(client, ["Galway"])
    assert desk.trash.list() == ()
    desk.undo()
    assert desk.clients.list()[0].tags == ("food retail", "Galway")
    desk.redo()
    desk.clients.set_tags(client, ["Galway", "Food Retail"])
    assert desk.clients.list()[0].tags == ("Galway", "food retail")


def test_a_new_name_is_taken_apart_again(desk: Desk) -> None:
    client = add(desk)
    person = desk.people.add(client, PersonDraft("Aoife Brennan")).value
    desk.people.edit(person, client, PersonDraft("Aoife Marie Walsh"))
    query = select(Person.given_name, Person.family_name).where(Person.id == person)
    assert desk._store.read(lambda session: session.execute(query).one()) == ("Aoife Marie", "Walsh")


def test_a_text_of_spaces_does_not_fill_a_required_field(desk: Desk) -> None:
    client = add(desk, engagement="Customer desk")
    engagement = desk.clients.sheet(client).engagements[0]
    need = desk.needs.add(engagement.id, NeedDraft(quote="Too many mails")).value
    with pytest.raises(UserError, match="cannot be empty"):
        desk.needs.add_requirement(need, RequirementDraft(" \n "))


def test_the_timeline_names_a_person_who_left_for_another_client(desk: Desk) -> None:
    old, new = add(desk, "Harbour Bakeries"), add(desk, "Moorland Hotels")
    person = desk.people.add(old, PersonDraft("Aoife Brennan")).value
    desk.people.edit(person, new, PersonDraft("Aoife Brennan"))
    desk.clients.log(old, InteractionDraft("Call", person_id=person))
    desk.people.remove(person, old)
    assert desk.clients.sheet(old).people == ()
    assert desk.clients.sheet(old).timeline[0].person == "Aoife Brennan"
