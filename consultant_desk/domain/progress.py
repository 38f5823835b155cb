"""How long work tells how far it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

Progress: TypeAlias = Callable[[int, int, str], None]
"""Called by the work on its own thread with the steps done, the steps in all and what is being done, such as "Copying
the database". It may raise to stop the work, which then leaves nothing of itself behind."""


def silent(_done: int, _total: int, _what: str) -> None:
    """Tell nobody."""
