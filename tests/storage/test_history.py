"""Random operations with undo and redo against a plain model: what is there is always what the model says."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import select
from sqlalchemy.orm import Session

from consultant_desk.domain.ids import pair_id
from consultant_desk.entities.client import Client, ClientTag, Tag
from consultant_desk.entities.engagement import Engagement
from consultant_desk.storage.check import check
from consultant_desk.storage.session import insert_rows, require, revive
from consultant_desk.storage.store import Store
from consultant_desk.storage.trash import listed, restore, trash
from tests.effort import tried
from tests.storage.conftest import SteppingClock

Model = dict[tuple[str, str], tuple[str, str]]
texts = st.text(max_size=8) | st.sampled_from(["", "a", "“<b>”", "🦆", "x" * 5000])


class History(RuleBasedStateMachine):
    """Clients (name, place), their engagements (title) and tags, edited, thrown away, undone, over restarts.

    `states` holds the model after each action in effect; `at` is where undo stands in it.
    """

    template: Path

    @initialize()
    def open(self) -> None:
        self.base = Path(tempfile.mkdtemp())
        self.clock = SteppingClock()
        shutil.copytree(self.template, self.base / "Desk.desk")
        self.store = Store.open(self.base / "Desk.desk", clock=self.clock)
        self.states: list[Model] = [{}]
        self.at = 0

    def teardown(self) -> None:
        if hasattr(self, "store"):
            self.go_back_to_the_start_and_forward_again()
            assert all(one.ok for one in check(self.store)), check(self.store)
            self.store.close()
            shutil.rmtree(self.base)

    def seen(self) -> Model:
        def work(session: Session) -> Model:
            found: Model = {}
            for client in session.scalars(select(Client)):
                found["client", client.id] = (client.name, client.place)
            for engagement in session.scalars(select(Engagement)):
                found["engagement", engagement.id] = (engagement.title, engagement.client_id)
            for tag in session.scalars(select(ClientTag)):
                found["client_tag", tag.id] = (tag.client_id, "")
            return found

        return self.store.read(work)

    def act(self, work) -> None:
        before = self.seen()
        changed = bool(self.store.change("Act", work).changes)
        after = self.seen()
        assert changed or after == before
        if changed:
            self.states = [*self.states[: self.at + 1], after]
            self.at += 1

    def one(self, kind: str, draw: st.DataObject) -> str | None:
        ids = sorted(record for found, record in self.states[self.at] if found == kind)
        return draw.draw(st.sampled_from(ids)) if ids else None

    @rule(names=st.lists(texts, min_size=1, max_size=4))
    def add_clients(self, names: list[str]) -> None:
        self.act(lambda session: insert_rows(session, Client, [{"name": name} for name in names]) and None)

    @rule(draw=st.data(), title=texts)
    def add_engagement(self, draw: st.DataObject, title: str) -> None:
        client = self.one("client", draw)
        if client is not None:
            self.act(lambda session: session.add(Engagement(client_id=client, title=title)))

    @rule(draw=st.data(), name=texts, place=st.none() | texts)
    def edit_client(self, draw: st.DataObject, name: str, place: str | None) -> None:
        client = self.one("client", draw)

        def work(session: Session) -> None:
            record = require(session, Client, client)
            record.name = name
            session.flush()
            record.place = record.place if place is None else place

        if client is not None:
            self.act(work)

    @rule(draw=st.data())
    def tag_client(self, draw: st.DataObject) -> None:
        client = self.one("client", draw)

        def work(session: Session) -> None:
            revive(session, Tag, pair_id("tag", "t"), name="t")
            session.flush()
            revive(session, ClientTag, pair_id("client_tag", client), client_id=client, tag_id=pair_id("tag", "t"))

        if client is not None:
            self.act(work)

    @rule(draw=st.data(), kind=st.sampled_from(["client", "engagement", "client_tag"]))
    def throw_away(self, draw: st.DataObject, kind: str) -> None:
        record = self.one(kind, draw)
        if record is not None:
            self.act(lambda session: trash(session, kind, record, self.clock) and None)

    @rule(draw=st.data())
    def take_back(self, draw: st.DataObject) -> None:
        from consultant_desk.errors import UserError

        found = self.store.read(listed)
        if found:
            record = draw.draw(st.sampled_from(found))
            try:
                self.act(lambda session: restore(session, record.kind, record.id) and None)
            except UserError:
                assert record.kind != "client"

    @precondition(lambda self: self.at > 0)
    @rule()
    def undo(self) -> None:
        assert self.store.undo().value == "Act"
        self.at -= 1

    @precondition(lambda self: self.at < len(self.states) - 1)
    @rule()
    def redo(self) -> None:
        assert self.store.redo().value == "Act"
        self.at += 1

    @rule()
    def restart(self) -> None:
        self.store.close()
        self.store = Store.open(self.base / "Desk.desk", clock=self.clock)

    @invariant()
    def what_is_there_is_what_the_model_says(self) -> None:
        if hasattr(self, "store"):
            assert self.seen() == self.states[self.at]
            state = self.store.undo_state()
            assert (state.undo is not None) == (self.at > 0)
            assert (state.redo is not None) == (self.at < len(self.states) - 1)

    def go_back_to_the_start_and_forward_again(self) -> None:
        while self.store.undo().value is not None:
            self.at -= 1
        assert self.at == 0
        assert self.seen() == {}
        while self.store.redo().value is not None:
            self.at += 1
        assert self.at == len(self.states) - 1
        assert self.seen() == self.states[-1]


@pytest.mark.slow
def test_undo_and_redo_always_lead_to_a_state_that_was_there(template: Path) -> None:
    from hypothesis.stateful import run_state_machine_as_test

    History.template = template
    run_state_machine_as_test(
        History,
        settings=tried(8, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)),
    )
