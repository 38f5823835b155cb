"""A desk that answers from memory, for tests of the frame."""

from __future__ import annotations

from dataclasses import dataclass, field

from consultant_desk.domain.changes import Changes, Outcome, UndoState
from consultant_desk.services.rows.today import Counts
from consultant_desk.services.search import SearchHit


def hit(kind, record_id, title, title_ranges=(), snippet="", ranges=(), home=None):
    """A record found; `home` is (kind, id, title) of the record it belongs to."""
    home_kind, home_id, home_title = home or (kind, record_id, title)
    return SearchHit(
        kind, record_id, kind.capitalize(), "users", title, title_ranges, "name", snippet or title, ranges,
        home_kind, home_id, home_title,
    )  # fmt: skip


class FakeToday:
    def __init__(self):
        self.figures = Counts(today=13, clients=31, products=64, evaluations=6, reports=0)

    def counts(self):
        return self.figures


class FakeSearch:
    def __init__(self):
        self.hits = []
        self.asked = []

    def find(self, text, limit=50):
        self.asked.append(text)
        return tuple(hit for hit in self.hits if text.lower() in f"{hit.title} {hit.snippet}".lower())[:limit]


@dataclass
class FakeDesk:
    name: str = "Mara Lindqvist Advisory"
    folder: str = "/tmp/Mara.desk"
    today: FakeToday = field(default_factory=FakeToday)
    search: FakeSearch = field(default_factory=FakeSearch)
    done: list = field(default_factory=list)
    undone: list = field(default_factory=list)

    def act(self, label, *records):
        self.done.append((label, frozenset(records)))
        return Outcome(label, Changes(label, frozenset(records)))

    def undo(self):
        label, records = self.done.pop()
        self.undone.append((label, records))
        return Outcome(label, Changes(label, records))

    def redo(self):
        label, records = self.undone.pop()
        self.done.append((label, records))
        return Outcome(label, Changes(label, records))

    def undo_state(self):
        return UndoState(
            self.done[-1][0] if self.done else None,
            self.undone[-1][0] if self.undone else None,
        )

    def close(self):
        return None
