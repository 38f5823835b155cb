"""Throwing away, taking back, emptying."""

from __future__ import annotations

import os

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from consultant_desk.domain.clock import FixedClock
from consultant_desk.entities.client import Client
from consultant_desk.entities.document import Document
from consultant_desk.entities.engagement import Engagement
from consultant_desk.entities.evaluation import Candidate, Evaluation
from consultant_desk.entities.need import Need
from consultant_desk.entities.product import Product
from consultant_desk.errors import UserError
from consultant_desk.storage import backup
from consultant_desk.storage.check import check
from consultant_desk.storage.purge import purge
from consultant_desk.storage.session import require
from consultant_desk.storage.store import Store
from consultant_desk.storage.trash import listed, restore, trash
from tests.storage.conftest import START
from tests.storage.filling import dump, fill


def add(store: Store, record: object) -> str:
    def work(session: Session) -> str:
        session.add(record)
        session.flush()
        return record.id

    return store.change("Add", work).value


def family(store: Store) -> tuple[str, str, str]:
    client = add(store, Client(name="Harbour"))
    engagement = add(store, Engagement(client_id=client, title="Ovens"))
    return client, engagement, add(store, Need(engagement_id=engagement, progress="bake"))


def throw(store: Store, kind: str, record: str) -> int:
    return store.change("Delete", lambda session: trash(session, kind, record, store.clock)).value


def take_back(store: Store, kind: str, record: str) -> int:
    return store.change("Restore", lambda session: restore(session, kind, record)).value


def count(store: Store, record: type) -> int:
    return len(store.read(lambda session: session.scalars(select(record.id)).all()))


def test_a_record_goes_to_trash_with_all_it_owns_and_comes_back_with_it(store: Store) -> None:
    client, _, _ = family(store)
    assert throw(store, "client", client) == 3
    assert [count(store, kind) for kind in (Client, Engagement, Need)] == [0, 0, 0]
    assert take_back(store, "client", client) == 3
    assert [count(store, kind) for kind in (Client, Engagement, Need)] == [1, 1, 1]


def test_only_what_went_with_a_record_comes_back_with_it(store: Store) -> None:
    client, _, need = family(store)
    throw(store, "need", need)
    throw(store, "client", client)
    take_back(store, "client", client)
    assert [count(store, kind) for kind in (Client, Engagement, Need)] == [1, 1, 0]
    take_back(store, "need", need)
    assert count(store, Need) == 1


def test_acts_of_the_same_moment_stay_apart(folder) -> None:
    with Store.open(folder, clock=FixedClock(START)) as store:
        client, _, need = family(store)
        throw(store, "need", need)
        throw(store, "client", client)
        take_back(store, "client", client)
        assert count(store, Need) == 0


def test_a_record_whose_owner_is_in_trash_cannot_come_back_alone(store: Store) -> None:
    client, _, need = family(store)
    throw(store, "need", need)
    throw(store, "client", client)
    with pytest.raises(UserError, match="Ovens"):
        take_back(store, "need", need)


def test_what_is_not_there_cannot_be_thrown_away_or_taken_back(store: Store) -> None:
    client, _, _ = family(store)
    with pytest.raises(UserError):
        take_back(store, "client", client)
    throw(store, "client", client)
    with pytest.raises(UserError):
        throw(store, "client", client)


def test_trash_lists_what_a_person_threw_away_and_counts_what_went_along(store: Store) -> None:
    client, _, need = family(store)
    throw(store, "need", need)
    throw(store, "client", client)
    found = store.read(listed)
    assert [(one.kind, one.title, one.owned) for one in found] == [("client", "Harbour", 1), ("need", "bake", 0)]


def test_an_insert_taken_back_is_not_in_trash(store: Store) -> None:
    add(store, Client(name="A"))
    store.undo()
    assert store.read(listed) == ()


def test_throwing_away_and_taking_back_can_be_undone(store: Store) -> None:
    client, _, _ = family(store)
    throw(store, "client", client)
    store.undo()
    assert count(store, Need) == 1
    store.redo()
    take_back(store, "client", client)
    store.undo()
    assert (count(store, Need), len(store.read(listed))) == (0, 1)


def test_emptying_trash_removes_records_and_their_journal_for_good(store: Store) -> None:
    client, _, _ = family(store)
    other = add(store, Client(name="Stays"))
    throw(store, "client", client)
    outcome = purge(store)
    assert outcome.value.records == 3
    assert outcome.changes.kinds == {"client", "engagement", "need"}
    left = store.read(
        lambda session: session.execute(
            text("SELECT op, record FROM journal_entry WHERE record <> :other"), {"other": other}
        ).all()
    )
    assert {op for op, _ in left} == {"D"}
    assert store.undo().value == "Add"
    assert store.undo().value is None


def test_only_the_records_named_are_purged(store: Store) -> None:
    first, second = add(store, Client(name="A")), add(store, Client(name="B"))
    for client in (first, second):
        throw(store, "client", client)
    purge(store, [("client", first)])
    assert [one.id for one in store.read(listed)] == [second]


def test_a_live_record_is_never_purged(store: Store) -> None:
    client = add(store, Client(name="A"))
    assert purge(store, [("client", client)]).value.records == 0
    assert count(store, Client) == 1


def test_a_purged_record_leaves_optional_references_to_it_empty(store: Store) -> None:
    product = add(store, Product(name="Oven"))
    evaluation = add(store, Evaluation(title="Which?"))
    candidate = add(store, Candidate(evaluation_id=evaluation, product_id=product, name="Oven"))
    throw(store, "product", product)
    purge(store)
    assert store.read(lambda session: require(session, Candidate, candidate).product_id) is None


def test_undo_passes_over_what_pointed_to_a_purged_record(store: Store) -> None:
    product = add(store, Product(name="Oven"))
    evaluation = add(store, Evaluation(title="Which?"))
    candidate = add(store, Candidate(evaluation_id=evaluation, name="Oven"))

    def link(target: str | None) -> None:
        store.change("Link", lambda session: setattr(require(session, Candidate, candidate), "product_id", target))

    store.change("Rename", lambda session: setattr(require(session, Candidate, candidate), "name", "Stove"))
    link(product)
    link(None)
    throw(store, "product", product)
    purge(store)
    assert store.undo().value == "Rename"
    assert store.read(lambda session: require(session, Candidate, candidate).name) == "Oven"


def test_documents_are_swept_with_trash_unless_a_record_or_a_backup_names_them(store: Store) -> None:
    def document(content: bytes) -> tuple[str, str]:
        digest = store.documents.put(content)
        os.utime(store.documents.path(digest), (0, 0))
        return add(store, Document(name="d", sha256=digest)), digest

    (live, live_digest), (gone, gone_digest) = document(b"live"), document(b"gone")
    backup.back_up(store.layout, why=backup.Why.ASKED, clock=store.clock)
    later, later_digest = document(b"later")
    for record in (gone, later):
        throw(store, "document", record)
    assert store.documents.has(later_digest)
    assert purge(store).value.documents == 1
    assert [store.documents.has(one) for one in (live_digest, gone_digest, later_digest)] == [True, True, False]
    assert live


def test_a_workspace_with_a_record_of_every_kind_can_be_emptied_whatever_is_thrown_away(store: Store) -> None:
    for kind, record in fill(store).items():
        if any(one.kind == kind for one in store.read(listed)) or not dump(store)[kind]:
            continue
        throw(store, kind, record)
        purge(store, [(kind, record)])
        assert [one for one in check(store) if not one.ok and one.name != "Documents"] == [], kind
    assert not any(dump(store).values())
