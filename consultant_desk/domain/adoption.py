"""How far a client is with what was recommended: shown beside what came of it, so that one sees whether it also worked.

It is read from the stage of the engagement and from the steps of the adoption plan. What a client says of it later is
not known to the program yet.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

_WORDS = {"recommended": "Not decided yet", "decided": "Decided", "adopting": "Adopting", "closed": "Closed"}
_EARLIER = "Nothing recommended yet"


@dataclass(frozen=True, slots=True)
class Adoption:
    """The stage of an engagement since a day (ISO) and its result; of several engagements that which moved last.

    `others` counts the rest. `next_step` is what the adoption plan asks for next, on `next_on` (ISO), or empty.
    """

    engagement: str
    stage: str
    since: str = ""
    result: str = ""
    next_step: str = ""
    next_on: str = ""
    others: int = 0


def adoption_words(adoption: Adoption, day: Callable[[str], str]) -> tuple[str, str]:
    """Return in words where a client is, and since when or with what result; `day` writes a date."""
    where = _WORDS.get(adoption.stage, "")
    parts = [f"since {day(adoption.since)}" if where and adoption.since else "", adoption.result]
    if adoption.others:
        parts.append("1 more engagement" if adoption.others == 1 else f"{adoption.others} more engagements")
    return where or _EARLIER, ", ".join(part for part in parts if part)
