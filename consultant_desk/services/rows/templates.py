"""Templates in a list: those the program brings and those one saved."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class UseCaseRow:
    """A set of weights a template offers for one kind of use."""

    id: str
    name: str
    note: str


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """One template in its newest version; `own` ones can be changed, the others come with the program.

    `date` is the day of this version, `note` what the template is for, `versions` how many of them are kept.
    """

    id: str
    name: str
    category: str
    note: str
    number: int
    date: str
    criteria: int
    use_cases: tuple[UseCaseRow, ...]
    own: bool
    versions: int = 1


@dataclass(frozen=True, slots=True)
class TemplateVersionRow:
    """One version of a template: its number, its day, what changed in it, and how many criteria it has."""

    number: int
    date: str
    note: str
    criteria: int


@dataclass(frozen=True, slots=True)
class TemplateOrigin:
    """Where an evaluation comes from: its category, and the template it was started from with its version."""

    category: str
    template_id: str
    number: int | None
