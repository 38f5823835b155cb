"""Clients: the list, the record, people, engagements, the timeline. Needs have their own file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultant_desk.domain import order
from consultant_desk.domain.changes import Outcome
from consultant_desk.domain.clock import Clock
from consultant_desk.domain.ids import pair_id
from consultant_desk.entities.client import Client, ClientTag, Tag
from consultant_desk.entities.engagement import Engagement
from consultant_desk.entities.interaction import Interaction
from consultant_desk.entities.registry import entities
from consultant_desk.errors import UserError
from consultant_desk.services import client_reading
from consultant_desk.services.evaluations.listing import Standings, evaluation_rows
from consultant_desk.services.operations import Area, FieldValue, assign, find, named
from consultant_desk.services.rows.clients import ClientRow, ClientSheet
from consultant_desk.storage.session import revive, take_off
from consultant_desk.storage.store import Store

MAX_TAG = 60


@dataclass(frozen=True, slots=True)
class ClientDraft:
    """What a new client needs; only the name is required. An engagement is opened when a title is given."""

    name: str
    place: str = ""
    industry: str = ""
    website: str = ""
    note: str = ""
    tags: tuple[str, ...] = ()
    engagement: str = ""


@dataclass(frozen=True, slots=True)
class EngagementDraft:
    """A piece of work; the fee in minor units with its currency."""

    title: str
    stage: str = "enquiry"
    stage_since: str = ""
    fee_minor: int | None = None
    fee_currency: str | None = None
    hours_planned: str = ""
    started_on: str = ""
    due_on: str = ""


@dataclass(frozen=True, slots=True)
class InteractionDraft:
    """One touch; the date defaults to today."""

    summary: str
    kind: str = "note"
    direction: str = ""
    happened_on: str = ""
    happened_at: str = ""
    minutes: int | None = None
    person_id: str | None = None
    engagement_id: str | None = None
    body: str = ""


class Clients(Area):
    """Operations on clients and what belongs to them."""

    def __init__(self, store: Store, clock: Clock) -> None:
        super().__init__(store, clock)
        self._standings = Standings()

    def list(self, query: str = "", *, closed: bool = True) -> tuple[ClientRow, ...]:
        """Return the clients whose name, place, industry, stage or tags hold every word, by next step, then name.

        Without `closed`, clients whose engagements are all closed are left out.
        """
        today = self._clock.today()
        return self._read(lambda session: client_reading.client_rows(session, today, query, closed=closed))

    def sheet(self, client_id: str) -> ClientSheet:
        """Return one client's record; `UserError` when it is gone."""
        today = self._clock.today()

        def work(session: Session) -> ClientSheet:
            evaluations = evaluation_rows(
                session, self._standings, "", archived=True, client_id=client_id, product_id=None
            )
            return client_reading.client_sheet(session, today, client_id, evaluations)

        return self._read(work)

    def find_id(self, text: str) -> str:
        """Return the client meant by a tail of its id (6 characters or more) or its exact name."""
        return self._read(lambda session: client_reading.resolve(session, Client, text))

    def create(self, draft: ClientDraft) -> Outcome[str]:
        """Add a client, with its tags and its first engagement."""

        def work(session: Session) -> str:
            client = Client()
            values = {"name": draft.name, "place": draft.place, "industry": draft.industry}
            assign(entities()["client"], client, {**values, "website": draft.website, "note": draft.note})
            session.add(client)
            session.flush()
            self._put_tags(session, client.id, draft.tags)
            if draft.engagement.strip():
                self._engagement(session, client.id, EngagementDraft(title=draft.engagement))
            return client.id

        return self._change(f"Add client {draft.name.strip()}", work)

    def edit(self, client_id: str, **values: FieldValue) -> Outcome[None]:
        """Set fields of a client."""
        return self._edit("client", client_id, values)

    def set_tags(self, client_id: str, names: Sequence[str]) -> Outcome[None]:
        """Give a client exactly these tags; new words become new tags."""

        def work(session: Session) -> None:
            find(session, Client, client_id)
            self._put_tags(session, client_id, names)

        return self._change("Edit tags", work)

    def trash(self, client_id: str) -> Outcome[None]:
        """Move a client and everything it owns to the Trash."""
        return self._trash("client", client_id)

    def add_engagement(self, client_id: str, draft: EngagementDraft) -> Outcome[str]:
        """Open an engagement for a client."""

        def work(session: Session) -> str:
            find(session, Client, client_id)
            return self._engagement(session, client_id, draft)

        return self._change(f"Add engagement {draft.title.strip()}", work)

    def edit_engagement(self, engagement_id: str, **values: FieldValue) -> Outcome[None]:
        """Set fields of an engagement; use `set_stage` for the stage."""
        return self._edit("engagement", engagement_id, values)

    def set_stage(self, engagement_id: str, stage: str) -> Outcome[None]:
        """Move an engagement to a stage, from today on; closing it sets the closing date."""
        today = self._clock.today().isoformat()

        def work(session: Session) -> None:
            engagement = find(session, Engagement, engagement_id)
            if engagement.stage == stage:
                return
            closed = today if stage == "closed" else None
            assign(entities()["engagement"], engagement, {"stage": stage, "stage_since": today, "closed_on": closed})

        return self._change(f"Move to {stage}", work)

    def trash_engagement(self, engagement_id: str) -> Outcome[None]:
        """Move an engagement with its needs and evaluations to the Trash."""
        return self._trash("engagement", engagement_id)

    def log(self, client_id: str, draft: InteractionDraft) -> Outcome[str]:
        """Add a touch to the timeline."""

        def work(session: Session) -> str:
            find(session, Client, client_id)
            interaction = Interaction(client_id=client_id)
            assign(entities()["interaction"], interaction, self._interaction_values(draft))
            session.add(interaction)
            session.flush()
            return interaction.id

        client = self._read(lambda session: named(session, "client", client_id))
        return self._change(f"Log a touch with {client}", work)

    def edit_interaction(self, interaction_id: str, **values: FieldValue) -> Outcome[None]:
        """Set fields of a touch."""
        return self._edit("interaction", interaction_id, values)

    def trash_interaction(self, interaction_id: str) -> Outcome[None]:
        """Move a touch to the Trash."""
        return self._trash("interaction", interaction_id)

    def _interaction_values(self, draft: InteractionDraft) -> dict[str, FieldValue]:
        return {
            "summary": draft.summary,
            "kind": draft.kind,
            "direction": draft.direction,
            "happened_on": draft.happened_on or self._clock.today().isoformat(),
            "happened_at": draft.happened_at,
            "minutes": draft.minutes,
            "person_id": draft.person_id,
            "engagement_id": draft.engagement_id,
            "body": draft.body,
        }

    def _engagement(self, session: Session, client_id: str, draft: EngagementDraft) -> str:
        today = self._clock.today().isoformat()
        engagement = Engagement(client_id=client_id)
        values: dict[str, FieldValue] = {
            "title": draft.title,
            "stage": draft.stage,
            "stage_since": draft.stage_since or today,
            "fee_minor": draft.fee_minor,
            "fee_currency": draft.fee_currency,
            "hours_planned": draft.hours_planned,
            "started_on": draft.started_on or today,
            "due_on": draft.due_on,
        }
        assign(entities()["engagement"], engagement, values)
        session.add(engagement)
        session.flush()
        return engagement.id

    def _put_tags(self, session: Session, client_id: str, names: Sequence[str]) -> None:
        tags = [self._tag(session, word) for name in names if (word := " ".join(name.split()))]
        wanted = list(dict.fromkeys(tags))
        links = select(ClientTag).where(ClientTag.client_id == client_id)
        for link in session.scalars(links).all():
            if link.tag_id not in wanted:
                take_off(session, link)
        for tag_id, position in zip(wanted, order.spread(len(wanted)), strict=True):
            link_id = pair_id("client_tag", client_id, tag_id)
            revive(session, ClientTag, link_id, client_id=client_id, tag_id=tag_id, position=position)

    def _tag(self, session: Session, word: str) -> str:
        if len(word) > MAX_TAG:
            raise UserError(f"The tag {word[:20]}… is longer than {MAX_TAG} characters.", "Nothing was changed.")
        for tag in session.scalars(select(Tag)):
            if tag.name.casefold() == word.casefold():
                return tag.id
        tag = Tag(name=word)
        session.add(tag)
        session.flush()
        return tag.id
