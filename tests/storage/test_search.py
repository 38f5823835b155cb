"""The search index follows every change and takes any text."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consultant_desk.entities.client import Client
from consultant_desk.entities.product import Product
from consultant_desk.entities.registry import entities
from consultant_desk.storage import search
from consultant_desk.storage.session import insert_rows, require
from consultant_desk.storage.store import Store
from consultant_desk.storage.trash import restore, trash


def add(store: Store, **values: str) -> str:
    return store.change("Add", lambda session: insert_rows(session, Client, [values])[0]).value


def titles(store: Store, text: str) -> list[str]:
    return [hit.title for hit in store.find(text)]


def test_every_word_must_begin_a_word_of_the_record_in_any_field(store: Store) -> None:
    add(store, name="Harbour Bakeries", place="Gothenburg")
    add(store, name="Harbour Cranes", place="Oslo")
    assert titles(store, "harb goth") == ["Harbour Bakeries"]
    assert titles(store, "arbour") == []


def test_accents_and_case_do_not_matter_and_the_match_is_shown_where_it_stands(store: Store) -> None:
    add(store, name="Café Ünal", note="They asked:\nthe crème brûlée, please")
    (hit,) = store.find("CREME")
    assert (hit.kind, hit.title, hit.field) == ("client", "Café Ünal", "note")
    assert [hit.snippet[start:end] for start, end in hit.ranges] == ["crème"]
    (hit,) = store.find("unal")
    assert [hit.title[start:end] for start, end in hit.title_ranges] == ["Ünal"]


def test_a_match_in_the_title_comes_first(store: Store) -> None:
    add(store, name="Other", note="oven")
    add(store, name="Oven House")
    add(store, name="Another", note="oven")
    assert titles(store, "oven")[0] == "Oven House"


def test_a_long_text_is_shown_around_the_match(store: Store) -> None:
    add(store, name="A", note="word " * 40_000 + "needle " + "word " * 100)
    (hit,) = store.find("needle")
    assert len(hit.snippet) < 200
    assert [hit.snippet[start:end] for start, end in hit.ranges] == ["needle"]
    assert hit.snippet.startswith("…")


def test_results_can_be_kept_to_some_kinds(store: Store) -> None:
    add(store, name="Oven House")
    store.change("Add", lambda session: insert_rows(session, Product, [{"name": "Oven"}]))
    assert [hit.kind for hit in store.find("oven", kinds=("product",))] == ["product"]


def test_changed_trashed_restored_and_undone_records_are_found_as_they_are(store: Store) -> None:
    client = add(store, name="Alpha")
    store.change("Rename", lambda session: setattr(require(session, Client, client), "name", "Beta"))
    assert (titles(store, "alpha"), titles(store, "beta")) == ([], ["Beta"])
    store.undo()
    assert (titles(store, "alpha"), titles(store, "beta")) == (["Alpha"], [])
    store.change("Delete", lambda session: trash(session, "client", client, store.clock))
    assert titles(store, "alpha") == []
    store.change("Restore", lambda session: restore(session, "client", client))
    assert titles(store, "alpha") == ["Alpha"]
    for _ in range(3):
        store.undo()
    assert titles(store, "alpha") == []


@pytest.mark.parametrize(
    "text", ['"', "a\x00b", "NEAR(a b)", "title:", "* - ^ + ( ) { }", "'; DROP TABLE search", "", "🦆", "_"]
)
def test_any_text_is_a_safe_question(store: Store, text: str) -> None:
    add(store, name="a b near drop title")
    store.find(text)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(max_size=30))
def test_a_title_is_found_by_itself_whatever_its_letters(store: Store, text: str) -> None:
    word = "".join(letter for letter in text if letter.isascii() and letter.isalnum())
    store.find(text)
    if word:
        client = add(store, name=text + " " + word)
        assert client in {hit.id for hit in store.find(word, limit=10_000)}


def test_the_index_agrees_with_the_records_and_can_be_made_again(store: Store) -> None:
    add(store, name="Alpha")
    store.maintain(lambda connection: connection.exec_driver_sql("DELETE FROM search_doc"))
    faults = lambda session: search.faults(session.connection(), entities())  # noqa: E731
    assert store.read(faults) == 1
    store.maintain(lambda connection: search.rebuild(connection, entities()))
    assert store.read(faults) == 0
    assert titles(store, "alpha") == ["Alpha"]
