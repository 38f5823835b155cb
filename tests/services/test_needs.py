from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant_desk.desk import Desk
from consultant_desk.errors import UserError
from consultant_desk.services.clients import ClientDraft
from consultant_desk.services.needs import NeedDraft, RequirementDraft, opportunity
from consultant_desk.services.people import ContactDraft, PersonDraft


@pytest.fixture
def engagement(desk: Desk) -> str:
    client = desk.clients.create(ClientDraft("Harbour Bakeries", engagement="Customer desk")).value
    found = desk.clients.sheet(client).engagement
    assert found is not None
    return found.id


def test_a_need_goes_from_words_to_requirements_with_who_asked(desk: Desk, engagement: str) -> None:
    client = desk.clients.list()[0].id
    declan = desk.people.add(client, PersonDraft("Declan Moore", title="Shops")).value
    need = desk.needs.add(
        engagement, NeedDraft(quote="Nobody sees who replied.", quoted_person_id=declan, importance=5, satisfaction=1)
    ).value
    desk.needs.add_requirement(need, RequirementDraft("One owner", "must", "two cannot answer", declan))
    row = desk.needs.list(engagement)[0]
    assert (row.quoted_person, row.opportunity) == ("Declan Moore", 9)
    assert row.requirements[0].asked_by_initials == "DM"


def test_needs_keep_the_order_they_were_moved_to(desk: Desk, engagement: str) -> None:
    ids = [desk.needs.add(engagement, NeedDraft(quote=letter)).value for letter in "abc"]
    desk.needs.move(ids[2], 0)
    assert [need.quote for need in desk.needs.list(engagement)] == ["c", "a", "b"]
    desk.undo()
    assert [need.quote for need in desk.needs.list(engagement)] == ["a", "b", "c"]


@pytest.mark.parametrize("value", [0, 6, True])
def test_importance_outside_one_to_five_is_refused(desk: Desk, engagement: str, value: int) -> None:
    need = desk.needs.add(engagement, NeedDraft(quote="x")).value
    with pytest.raises(UserError, match="cannot be"):
        desk.needs.edit(need, importance=value)


def test_an_empty_need_is_refused(desk: Desk, engagement: str) -> None:
    with pytest.raises(UserError, match="cannot be empty"):
        desk.needs.add(engagement, NeedDraft(quote=" "))


@given(st.integers(1, 5), st.integers(1, 5))
def test_opportunity_never_falls_below_importance_and_never_passes_nine(importance: int, satisfaction: int) -> None:
    value = opportunity(importance, satisfaction)
    assert value is not None
    assert importance <= value <= 9


def test_a_person_has_one_role_per_client_and_one_main_contact(desk: Desk, engagement: str) -> None:
    client = desk.clients.list()[0].id
    first = desk.people.add(client, PersonDraft("Aoife Brennan", is_main=True)).value
    desk.people.add(client, PersonDraft("Niamh Walsh", is_main=True))
    people = desk.clients.sheet(client).people
    assert [(person.name, person.is_main) for person in people] == [("Niamh Walsh", True), ("Aoife Brennan", False)]
    draft = PersonDraft("Aoife Brennan", "Owner", "decides", contacts=(ContactDraft("mail", "Aoife@Example.org"),))
    desk.people.edit(first, client, draft)
    aoife = next(person for person in desk.clients.sheet(client).people if person.id == first)
    assert (aoife.title, aoife.contacts[0].value) == ("Owner", "Aoife@Example.org")
    with pytest.raises(UserError, match="not a mail address"):
        desk.people.edit(first, client, PersonDraft("Aoife", contacts=(ContactDraft("mail", "nobody"),)))


def test_removing_a_person_and_adding_them_again_brings_no_double(desk: Desk, engagement: str) -> None:
    client = desk.clients.list()[0].id
    person = desk.people.add(client, PersonDraft("Aoife Brennan")).value
    desk.people.remove(person, client)
    assert desk.clients.sheet(client).people == ()
    desk.undo()
    assert [row.id for row in desk.clients.sheet(client).people] == [person]
