"""What the window shows of statement profiles: the list, and what a file is under one of them."""

from __future__ import annotations

from dataclasses import dataclass

from consultant_desk.domain.earnings.statement import LineRole, Trouble
from consultant_desk.domain.earnings.states import Status
from consultant_desk.domain.money import Money


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """One profile. `id` is the record of one's own, else the key; `header_status` the word of the profile.

    `hides` says that one's own stands in the place of a shipped one of the same key. `fault` is why the text of one's
    own cannot be read (any more); such a profile is left out of every import.
    """

    id: str
    key: str
    title: str
    network: str
    role: LineRole
    header_status: str
    header_source: str
    columns: int
    own: bool
    hides: bool = False
    fault: str = ""


@dataclass(frozen=True, slots=True)
class TriedLine:
    """One line as a profile reads it: what it says, or why it is held or left out."""

    line: int
    date: str
    programme: str
    external_id: str
    status: Status | None
    amount: Money | None
    held: Trouble | None
    detail: str
    ignored: str


@dataclass(frozen=True, slots=True)
class Trial:
    """What reading a file by a profile gives; nothing is changed by it.

    `matched` of `of` columns of the profile are in the file. `lines` are the first ones, `held` the first of those that
    wait for a decision, wherever they stand.
    """

    file: str
    profile_title: str
    matched: int
    of: int
    rows: int
    readable: int
    held_count: int
    ignored_count: int
    lines: tuple[TriedLine, ...]
    held: tuple[TriedLine, ...]
    warnings: tuple[str, ...]
