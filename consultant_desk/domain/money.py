"""Money as the program holds it: whole minor units with a currency, never a float."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in minor units (cents) with its ISO 4217 code."""

    minor: int
    currency: str
