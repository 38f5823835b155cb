"""What an operation answers: its value and which records changed, so that open views know whether to refresh."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Changes:
    """The records one transaction changed, as (kind, id) pairs; `kind` is the table name of the record type.

    `everything` is set after a restore or a repair, when every view has to read again.
    """

    label: str = ""
    records: frozenset[tuple[str, str]] = frozenset()
    everything: bool = False

    @property
    def kinds(self) -> frozenset[str]:
        """Return the kinds of record that changed."""
        return frozenset(kind for kind, _ in self.records)

    def touches(self, *kinds: str) -> bool:
        """Tell whether a view that shows these kinds has to read again."""
        return self.everything or not self.kinds.isdisjoint(kinds)

    def __bool__(self) -> bool:
        return self.everything or bool(self.records)


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """The value of an operation and the changes it made."""

    value: T
    changes: Changes


@dataclass(frozen=True, slots=True)
class UndoState:
    """Labels of what undo and redo would do now; None when there is nothing."""

    undo: str | None = None
    redo: str | None = None
