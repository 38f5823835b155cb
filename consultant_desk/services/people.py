"""People of clients: who they are, which role they hold, how to reach them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultant_desk.domain import order
from consultant_desk.domain.changes import Outcome
from consultant_desk.domain.ids import pair_id
from consultant_desk.entities.client import Client
from consultant_desk.entities.person import ContactPoint, Person, PersonClient
from consultant_desk.entities.registry import entities
from consultant_desk.errors import UserError
from consultant_desk.services.operations import Area, FieldValue, assign, find, last_position
from consultant_desk.storage.session import revive
from consultant_desk.storage.trash import trash


@dataclass(frozen=True, slots=True)
class ContactDraft:
    """One way to reach a person."""

    kind: str
    value: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class PersonDraft:
    """A person in a role at a client."""

    name: str
    title: str = ""
    role: str = ""
    is_main: bool = False
    note: str = ""
    contacts: tuple[ContactDraft, ...] = ()


class People(Area):
    """Operations on people."""

    def add(self, client_id: str, draft: PersonDraft) -> Outcome[str]:
        """Add a person to a client."""

        def work(session: Session) -> str:
            find(session, Client, client_id)
            person = Person()
            assign(entities()["person"], person, {**_names(draft.name), "note": draft.note})
            session.add(person)
            session.flush()
            self._put_role(session, person.id, client_id, draft)
            self._put_contacts(session, person.id, draft.contacts)
            return person.id

        return self._change(f"Add {draft.name.strip()}", work)

    def edit(self, person_id: str, client_id: str, draft: PersonDraft) -> Outcome[None]:
        """Set a person's name, note, contacts and the role at one client."""

        def work(session: Session) -> None:
            person = find(session, Person, person_id)
            renamed = draft.name.strip() != person.full_name
            assign(entities()["person"], person, {**(_names(draft.name) if renamed else {}), "note": draft.note})
            self._put_role(session, person_id, client_id, draft)
            self._put_contacts(session, person_id, draft.contacts)

        return self._change(f"Edit {draft.name.strip()}", work)

    def remove(self, person_id: str, client_id: str) -> Outcome[None]:
        """Take a person off a client; the person goes to the Trash when no other client has them."""

        def work(session: Session) -> None:
            find(session, Person, person_id)
            query = select(PersonClient).where(PersonClient.person_id == person_id)
            roles = list(session.scalars(query))
            if all(role.client_id == client_id for role in roles):
                trash(session, "person", person_id, self._clock)
                return
            for role in roles:
                if role.client_id == client_id:
                    trash(session, "person_client", role.id, self._clock)

        return self._change("Remove person", work)

    def _put_role(self, session: Session, person_id: str, client_id: str, draft: PersonDraft) -> None:
        roles = entities()["person_client"]
        role_id = pair_id("person_client", person_id, client_id)
        existing = session.get(PersonClient, role_id)
        position = existing.position if existing else self._next_role(session, client_id)
        role = revive(session, PersonClient, role_id, person_id=person_id, client_id=client_id, position=position)
        assign(roles, role, {"role": draft.role, "title": draft.title, "is_main": draft.is_main})
        if draft.is_main:
            others = select(PersonClient).where(PersonClient.client_id == client_id, PersonClient.id != role_id)
            for other in session.scalars(others):
                other.is_main = False

    def _next_role(self, session: Session, client_id: str) -> str:
        return last_position(session, select(PersonClient.position).where(PersonClient.client_id == client_id))

    def _put_contacts(self, session: Session, person_id: str, drafts: Sequence[ContactDraft]) -> None:
        wanted = [draft for draft in drafts if draft.value.strip()]
        query = select(ContactPoint).where(ContactPoint.person_id == person_id).order_by(ContactPoint.position)
        have = list(session.scalars(query))
        spec = entities()["contact_point"]
        for index, (draft, position) in enumerate(zip(wanted, order.spread(len(wanted)), strict=True)):
            point = have[index] if index < len(have) else ContactPoint(person_id=person_id)
            value = draft.value.strip()
            check_contact(draft.kind, value)
            values: dict[str, FieldValue] = {"kind": draft.kind, "label": draft.label, "value": value}
            assign(spec, point, {**values, "normalised": normalised(draft.kind, value)})
            point.position = position
            session.add(point)
        for point in have[len(wanted) :]:
            trash(session, "contact_point", point.id, self._clock)


def _names(name: str) -> dict[str, FieldValue]:
    """Return the columns of a name as typed; the last word is taken for the family's."""
    words = name.split()
    return {"full_name": name, "given_name": " ".join(words[:-1]), "family_name": words[-1] if words else ""}


def check_contact(kind: str, value: str) -> None:
    """Refuse what cannot be an address of its kind, in words."""
    if kind == "mail" and ("@" not in value or value.startswith("@") or value.endswith("@") or " " in value):
        raise UserError(f"{value!r} is not a mail address.", "Nothing was changed.", "It looks like name@example.org.")


def normalised(kind: str, value: str) -> str:
    """Return the form used for matching: mail in lower case, phone numbers as digits with a leading plus."""
    if kind == "mail":
        return value.casefold()
    if kind == "phone":
        digits = "".join(letter for letter in value if letter.isdigit())
        return f"+{digits}" if value.lstrip().startswith(("+", "00")) else digits
    return value
