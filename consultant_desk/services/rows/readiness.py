"""What a report waits for before it is issued, as lines of a list."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Weight(StrEnum):
    """How much an item matters."""

    BLOCKER = "blocker"
    WARNING = "warning"
    FINE = "fine"


class Place(StrEnum):
    """Where an item is mended."""

    NEED = "need"
    CRITERIA = "criteria"
    PRODUCTS = "products"
    SCORES = "scores"
    RESULT = "result"
    RECOMMENDATION = "recommendation"
    INTERESTS = "interests"
    CONSENT = "consent"
    LOCK = "lock"
    SETTINGS = "settings"
    BRANDS = "brands"
    CATALOGUE = "catalogue"
    REPORT = "report"
    SENTENCES = "sentences"
    FINALISTS = "finalists"
    ADOPTION = "adoption"


@dataclass(frozen=True, slots=True)
class ReadyItem:
    """One line of the list, with the place a click leads to; `target` is the one record or key that is meant there."""

    weight: Weight
    text: str
    place: Place
    target: str = ""


@dataclass(frozen=True, slots=True)
class Readiness:
    """All lines, blockers first."""

    items: tuple[ReadyItem, ...]

    @property
    def blockers(self) -> tuple[ReadyItem, ...]:
        """Return what keeps the report from being issued."""
        return tuple(item for item in self.items if item.weight is Weight.BLOCKER)
