"""Speed of search and of long lists on a big workspace."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytest_benchmark.fixture import BenchmarkFixture
from sqlalchemy.orm import Session

from consultant_desk.desk import Desk
from consultant_desk.domain.clock import SystemClock
from consultant_desk.entities.client import Client
from consultant_desk.entities.interaction import Interaction
from consultant_desk.storage.store import Store

NOTES = 100_000
WORDS = ("bakery", "invoice", "shift", "till", "oven", "order", "ledger", "export", "support", "contract", "seat")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("big") / "Big.desk"

    def fill(session: Session) -> None:
        clients = [Client(name=f"Client {number:05}") for number in range(1000)]
        session.add_all(clients)
        session.flush()
        for number in range(NOTES):
            words = " ".join(WORDS[(number * step) % len(WORDS)] for step in (1, 3, 5))
            session.add(Interaction(client_id=clients[number % 1000].id, summary=f"Note {number}", body=words))

    with Store.create(folder, name="Big", clock=SystemClock()) as store:
        store.change("Fill", fill)
    with Desk.open(folder, read_only=True) as opened:
        yield opened


@pytest.mark.parametrize("text", ["Note 77777", "invo", "bakery till", "client 00042"])
@pytest.mark.within(50)
def test_search_in_100_000_notes(benchmark: BenchmarkFixture, desk: Desk, text: str) -> None:
    benchmark(desk.search.find, text)
