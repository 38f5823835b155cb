"""People and the ways to reach them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ContactRow:
    """One way to reach a person."""

    id: str
    kind: str
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person in the role held for one client."""

    id: str
    role_id: str
    name: str
    initials: str
    title: str
    role: str
    is_main: bool
    note: str
    contacts: tuple[ContactRow, ...]
