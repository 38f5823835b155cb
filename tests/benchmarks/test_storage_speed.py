"""How much processor time storage takes; run by name (`make bench`)."""

from __future__ import annotations

import random
import string
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from consultant_desk.domain.clock import SystemClock
from consultant_desk.entities.client import Client
from consultant_desk.storage.session import insert_rows
from consultant_desk.storage.store import Store

MANY = 100_000


def best(work: Callable[[], object], rounds: int = 3) -> float:
    """Return the least processor time of some runs in milliseconds: other programs and the disk do not count."""
    found = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        found.append((time.process_time() - start) * 1000)
    return min(found)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "Desk.desk", name="Desk", clock=SystemClock()) as opened:
        yield opened


def words(count: int) -> list[str]:
    source = random.Random(1)
    return ["".join(source.choices(string.ascii_lowercase, k=source.randint(3, 9))) for _ in range(count)]


def rows(count: int) -> list[dict[str, str]]:
    source, vocabulary = random.Random(2), words(5000)
    return [
        {"name": " ".join(source.choices(vocabulary, k=3)), "note": " ".join(source.choices(vocabulary, k=15))}
        for _ in range(count)
    ]


def test_one_journalled_operation(store: Store) -> None:
    took = best(lambda: store.change("Add", lambda session: session.add(Client(name="A"))), rounds=50)
    print(f"one operation {took:.1f} ms")  # noqa: T201
    assert took < 20


def test_five_thousand_rows_and_their_undo(store: Store) -> None:
    def rename(session) -> None:
        for client in session.scalars(select(Client)):
            client.name += "x"

    fill = best(lambda: store.change("Import", lambda session: insert_rows(session, Client, rows(5000))), rounds=1)
    edit = best(lambda: store.change("Rename", rename), rounds=1)
    undo_edit, undo_fill = best(store.undo, rounds=1), best(store.undo, rounds=1)
    print(f"5000 rows {fill:.0f} ms, edit {edit:.0f}, undo edit {undo_edit:.0f}, undo insert {undo_fill:.0f}")  # noqa: T201
    assert max(undo_edit, undo_fill) < 500


def test_search_and_opening_with_many_records(store: Store) -> None:
    store.change("Import", lambda session: insert_rows(session, Client, rows(MANY)))
    vocabulary = words(5000)
    questions = ["a", "ab", "a b", "a b c d", vocabulary[0], f"{vocabulary[0]} {vocabulary[1][:2]}", "zzqqx"]
    took = {question: best(lambda question=question: store.find(question)) for question in questions}
    print({question: f"{value:.1f} ms" for question, value in took.items()})  # noqa: T201
    assert max(took.values()) < 50
    folder = store.folder
    store.close()
    opened = best(lambda: Store.open(folder, clock=SystemClock()).close(), rounds=1)
    print(f"open with {MANY} records {opened:.0f} ms")  # noqa: T201
