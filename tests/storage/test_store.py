"""Changing, reading, undoing and redoing."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from consultant_desk.domain.ids import pair_id
from consultant_desk.entities.client import Client, ClientTag, Tag
from consultant_desk.entities.engagement import Engagement
from consultant_desk.entities.need import Need
from consultant_desk.errors import Conflict, EnvironmentFailure, UserError
from consultant_desk.storage.local import Origin
from consultant_desk.storage.session import insert_rows, live, require, revive, updated
from consultant_desk.storage.store import Store
from tests.storage.conftest import SteppingClock


def add_client(store: Store, name: str = "Harbour", origin: Origin = Origin.USER) -> str:
    def work(session: Session) -> str:
        client = Client(name=name)
        session.add(client)
        session.flush()
        return client.id

    return store.change(f"Add {name}", work, origin=origin).value


def rename(store: Store, client: str, name: str, origin: Origin = Origin.USER) -> None:
    store.change(
        f"Rename to {name}", lambda session: setattr(require(session, Client, client), "name", name), origin=origin
    )


def names(store: Store) -> list[str]:
    return store.read(lambda session: list(session.scalars(select(Client.name).order_by(Client.name))))


def row(store: Store, client: str) -> tuple[object, ...]:
    table = Client.__table__
    return store.read(lambda session: tuple(session.execute(select(table).where(table.c.id == client)).one()))


def test_a_change_is_seen_by_reads_and_says_which_records_it_touched(store: Store) -> None:
    outcome = store.change("Add", lambda session: session.add(Client(name="Harbour")))
    assert names(store) == ["Harbour"]
    assert outcome.changes.label == "Add"
    assert outcome.changes.kinds == {"client"}


def test_new_records_get_an_id_and_their_times_from_the_clock(store: Store) -> None:
    client = add_client(store)
    created, changed, version = store.read(
        lambda session: (lambda c: (c.created_at, c.updated_at, c.version))(session.get(Client, client))
    )
    assert created == changed
    assert created.startswith("2026-11-21T10:00:")
    assert version == 1
    assert client[14] == "7"


def test_work_that_changes_nothing_leaves_no_undo_step(store: Store) -> None:
    add_client(store, "A")
    outcome = store.change("Look", lambda session: session.scalars(select(Client.name)).one())
    assert outcome.value == "A"
    assert not outcome.changes
    assert store.undo_state().undo == "Add A"


def test_work_that_raises_changes_nothing(store: Store) -> None:
    def work(session: Session) -> None:
        session.add(Client(name="Half"))
        session.flush()
        raise UserError("no")

    with pytest.raises(UserError):
        store.change("Add", work)
    assert names(store) == []
    assert store.undo_state().undo is None


def test_undo_and_redo_go_back_and_forth_and_tell_their_labels(store: Store) -> None:
    client = add_client(store, "A")
    rename(store, client, "B")
    assert store.undo().value == "Rename to B"
    assert names(store) == ["A"]
    assert (store.undo_state().undo, store.undo_state().redo) == ("Add A", "Rename to B")
    store.undo()
    assert names(store) == []
    assert store.undo().value is None
    store.redo()
    store.redo()
    assert names(store) == ["B"]
    assert store.redo().value is None


def test_a_new_action_clears_what_could_be_redone(store: Store) -> None:
    client = add_client(store, "A")
    rename(store, client, "B")
    store.undo()
    rename(store, client, "C")
    assert store.undo_state().redo is None
    assert store.redo().value is None
    store.undo()
    assert names(store) == ["A"]


def test_undo_survives_a_restart(folder: Path, clock: SteppingClock) -> None:
    with Store.open(folder, clock=clock) as first:
        client = add_client(first, "A")
        rename(first, client, "B")
        first.undo()
    with Store.open(folder, clock=clock) as second:
        assert (second.undo_state().undo, second.undo_state().redo) == ("Add A", "Rename to B")
        second.redo()
        assert names(second) == ["B"]


def test_undo_never_overwrites_what_a_later_action_changed(store: Store) -> None:
    client = add_client(store, "A")
    rename(store, client, "B")
    rename(store, client, "C", Origin.REMOTE)
    before = row(store, client)
    with pytest.raises(Conflict, match="Rename to C"):
        store.undo()
    assert row(store, client) == before
    assert store.undo_state().undo == "Rename to B"


def test_undo_of_one_field_leaves_a_later_change_of_another_field_alone(store: Store) -> None:
    client = add_client(store, "A")
    rename(store, client, "B")
    store.change(
        "Move", lambda session: setattr(require(session, Client, client), "place", "Oslo"), origin=Origin.REMOTE
    )
    store.undo()
    found = store.read(lambda session: (session.get(Client, client).name, session.get(Client, client).place))
    assert found == ("A", "Oslo")


def test_what_an_action_put_back_itself_is_not_in_the_way_of_undoing_it(store: Store) -> None:
    client = add_client(store, "Harbour")

    def work(session: Session) -> None:
        record = require(session, Client, client)
        for name in ("Port", "Harbour"):
            record.name = name
            session.flush()
        record.place = "Galway"

    store.change("Move", work)
    rename(store, client, "Quay", origin=Origin.REMOTE)
    assert store.undo().value == "Move"
    place = store.read(lambda session: require(session, Client, client).place)
    assert (names(store), place) == (["Quay"], "")


def test_an_insert_that_something_later_changed_is_not_taken_back(store: Store) -> None:
    client = add_client(store, "A")
    rename(store, client, "C", Origin.REMOTE)
    with pytest.raises(Conflict, match="Rename to C"):
        store.undo()
    assert names(store) == ["C"]


def test_an_insert_that_something_later_built_upon_is_not_taken_back(store: Store) -> None:
    client = add_client(store, "A")
    store.change("Attach", lambda session: session.add(Engagement(client_id=client, title="x")), origin=Origin.REMOTE)
    with pytest.raises(Conflict):
        store.undo()
    assert names(store) == ["A"]


def test_columns_of_one_unit_are_undone_together(store: Store) -> None:
    def work(session: Session) -> str:
        client = Client(name="A")
        session.add(client)
        session.flush()
        engagement = Engagement(client_id=client.id, title="x")
        session.add(engagement)
        session.flush()
        need = Need(engagement_id=engagement.id, cost_minor=100, cost_currency="EUR", cost_period="month")
        session.add(need)
        session.flush()
        return need.id

    need = store.change("Add", work).value
    store.change("Price", lambda session: setattr(require(session, Need, need), "cost_minor", 200))
    entry = store.read(
        lambda session: (
            session.connection()
            .exec_driver_sql("SELECT unit, old FROM journal_entry WHERE op = 'U' AND kind = 'need'")
            .one()
        )
    )
    assert entry.unit == "cost"
    assert entry.old == '{"cost_minor":100,"cost_currency":"EUR","cost_period":"month"}'
    store.undo()
    assert store.read(lambda session: session.get(Need, need).cost_minor) == 100


def test_every_way_to_write_is_journalled_and_raises_the_version(store: Store) -> None:
    client = add_client(store, "A")
    table = Client.__table__

    def core(session: Session) -> None:
        session.execute(updated(table, "2026-11-21T11:00:00.000Z").values(name="B").where(table.c.id == client))

    store.change("Core", core)
    store.change("ORM update", lambda session: session.execute(update(Client).values(name="C")) and None)
    rename(store, client, "D")
    store.undo()
    store.redo()
    assert store.read(lambda session: session.get(Client, client).version) == 6
    for expected in ("C", "B", "A"):
        store.undo()
        assert names(store) == [expected]


def test_an_update_that_does_not_raise_the_version_is_refused(store: Store) -> None:
    add_client(store)
    with pytest.raises(Exception, match="raises its version"):
        store.change(
            "Bad", lambda session: session.connection().exec_driver_sql("UPDATE client SET name = 'x'") and None
        )


def test_an_id_never_changes_and_a_record_is_never_deleted(store: Store) -> None:
    client = add_client(store)
    for statement, message in (
        ("UPDATE client SET id = 'x', version = version + 1", "never changes"),
        ("DELETE FROM client", "go to Trash"),
        (
            f"INSERT OR REPLACE INTO client (id, created_at, updated_at) VALUES ('{client}', '', '')",
            "go to Trash",
        ),
    ):
        with pytest.raises(Exception, match=message):
            store.change("Bad", lambda session, sql=statement: session.connection().exec_driver_sql(sql) and None)


def test_a_record_written_outside_of_a_change_is_refused(store: Store) -> None:
    with pytest.raises(Exception, match="NOT NULL"):
        store.maintain(
            lambda connection: connection.exec_driver_sql(
                "INSERT INTO client (id, created_at, updated_at) VALUES ('x', '', '')"
            )
        )


def test_rows_inserted_in_bulk_are_one_undo_step(store: Store) -> None:
    outcome = store.change("Import", lambda session: insert_rows(session, Client, [{"name": "A"}, {"name": "B"}]))
    assert len(outcome.changes.records) == 2
    assert names(store) == ["A", "B"]
    store.undo()
    assert names(store) == []


def test_a_pair_row_comes_back_when_it_is_written_again(store: Store) -> None:
    client = add_client(store)
    tag = store.change("Tag", lambda session: insert_rows(session, Tag, [{"name": "t"}])[0]).value
    pair = pair_id("client_tag", client, tag)

    def attach(session: Session) -> None:
        revive(session, ClientTag, pair, client_id=client, tag_id=tag)

    def count(session: Session) -> int:
        return len(session.scalars(select(ClientTag.id)).all())

    store.change("Attach", attach)
    store.undo()
    assert store.read(count) == 0
    store.change("Attach", attach)
    assert store.read(count) == 1
    store.undo()
    assert store.read(count) == 0
    store.redo()
    assert store.read(count) == 1


def test_deleted_rows_are_seen_only_when_asked_for(store: Store) -> None:
    client = add_client(store, "A")
    store.undo()
    table = Client.__table__
    assert store.read(lambda session: session.get(Client, client)) is None
    assert store.read(lambda session: session.scalars(select(Client.id)).all()) == []
    assert store.read(lambda session: session.execute(select(table.c.id).where(live(table))).all()) == []
    everything = select(Client.id).execution_options(include_deleted=True)
    assert store.read(lambda session: session.scalars(everything).all()) == [client]


def test_a_record_that_was_changed_since_it_was_seen_is_a_conflict(store: Store) -> None:
    client = add_client(store)
    rename(store, client, "B")
    with pytest.raises(Conflict):
        store.change("Edit", lambda session: require(session, Client, client, version=1) and None)


def test_a_reader_cannot_write(store: Store) -> None:
    with pytest.raises(EnvironmentFailure):
        store.read(lambda session: session.add(Client(name="x")) or session.flush())


def test_a_read_does_not_wait_for_a_change_and_sees_the_moment_before_it(store: Store) -> None:
    add_client(store, "A")
    seen: list[list[str]] = []

    def work(session: Session) -> None:
        session.add(Client(name="B"))
        session.flush()
        reader = threading.Thread(target=lambda: seen.append(names(store)))
        reader.start()
        reader.join(timeout=5)

    store.change("Add", work)
    assert seen == [["A"]]
    assert names(store) == ["A", "B"]


def test_one_thread_reads_and_searches_while_another_changes_and_undoes(store: Store) -> None:
    done = threading.Event()

    def read() -> int:
        rounds = 0
        while not done.is_set():
            assert len(names(store)) <= 25
            assert len(store.find("n")) <= 25
            rounds += 1
        return rounds

    with ThreadPoolExecutor(1) as pool:
        reading = pool.submit(read)
        try:
            for number in range(25):
                add_client(store, f"n{number:02}")
                store.undo()
                store.redo()
        finally:
            done.set()
        assert reading.result(timeout=20) > 0
    assert len(names(store)) == 25


def test_a_change_inside_a_change_is_a_bug(store: Store) -> None:
    with pytest.raises(RuntimeError, match="inside"):
        store.change("Outer", lambda _: store.change("Inner", lambda _: None) and None)


def test_texts_of_any_kind_come_back_from_undo_as_they_were(store: Store) -> None:
    strange = "a\x00b \x1f \x02 “<b>&amp;” 🦆 عربى \u202e " + "x" * 200_000
    client = add_client(store, strange)
    rename(store, client, "plain")
    store.undo()
    assert names(store) == [strange]


@pytest.mark.parametrize("values", [{"name": "half \ud83e"}, {"importance": 10**30}])
def test_what_cannot_be_stored_is_told_and_changes_nothing(store: Store, values: dict[str, object]) -> None:
    def work(session: Session) -> None:
        client = Client(name="A")
        session.add(client)
        session.flush()
        engagement = Engagement(client_id=client.id)
        session.add(engagement)
        session.flush()
        session.add(Client(**values) if "name" in values else Need(engagement_id=engagement.id, **values))

    with pytest.raises(UserError, match=r"cannot be kept|too large"):
        store.change("Add", work)
    assert names(store) == []


def test_a_question_with_half_a_character_is_answered(store: Store) -> None:
    client = add_client(store, "half")
    assert [hit.id for hit in store.find("half \ud83e")] == [client]


def test_a_store_that_was_closed_is_not_opened_again_by_a_late_call(folder: Path, clock: SteppingClock) -> None:
    store = Store.open(folder, clock=clock)
    store.close()
    late: list[Callable[[], object]] = [
        store.make_ready,
        store.settle,
        store.undo,
        lambda: store.read(lambda session: session.connection()),
        lambda: store.change("Late", lambda session: session.flush()),
        lambda: store.maintain(lambda connection: connection),
    ]
    for act in late:
        with pytest.raises(EnvironmentFailure, match="was closed"):
            act()
    assert sorted(path.name for path in folder.iterdir() if path.name.startswith("workspace.db")) == ["workspace.db"]


def test_opened_in_a_hurry_the_search_finds_nothing_until_it_is_ready(folder: Path, clock: SteppingClock) -> None:
    with Store.open(folder, clock=clock) as store:
        store.change("Add", lambda session: insert_rows(session, Client, [{"name": "Bakery"}]))
    with Store.open(folder, clock=clock, hurried=True) as store:
        assert store.find("bakery") == ()
        store.make_ready()
        assert len(store.find("bakery")) == 1
