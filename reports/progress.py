"""How far the building of a report is, told while it goes on. Plain data: it also crosses the pipe from the worker."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias


class Stage(StrEnum):
    """What is being done: sections composed and set, pages drawn, the file finished."""

    COMPOSING = "composing"
    DRAWING = "drawing"
    FINISHING = "finishing"


@dataclass(frozen=True, slots=True)
class Progress:
    """A step that was reached; `page` of `pages` was drawn."""

    stage: Stage
    page: int = 0
    pages: int = 0


Tell: TypeAlias = Callable[[Progress], None]


def unheard(_progress: Progress) -> None:
    """Tell nobody."""
