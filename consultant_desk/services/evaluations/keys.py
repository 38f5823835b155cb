"""Keys of groups, criteria, candidates and evidence: short names that stay the same in every file of an evaluation."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from consultant_desk.entities.base import Record
from consultant_desk.entities.evaluation import CriteriaGroup, Criterion
from consultant_desk.entities.evidence import Evidence
from consultant_desk.entities.registry import entities
from consultant_desk.storage.session import live
from consultant_desk.storage.trash import TRASHED

MAX_KEY = 24

_OTHER = re.compile(r"[^a-z0-9]+")
_NUMBERED = re.compile(r"E(\d+)")


def key_from(name: str, taken: Container[str], fallback: str) -> str:
    """Return a key made from a name that is not taken: "Ease of learning" gives `ease-of-learning`."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    stem = _OTHER.sub("-", plain).strip("-")[:MAX_KEY].strip("-") or fallback
    key, number = stem, 2
    while key in taken:
        key, number = f"{stem}-{number}", number + 1
    return key


def used_keys(session: Session, evaluation_id: str, *records: type[Record]) -> set[str]:
    """Return the keys of these types in one evaluation, those in the Trash too: a restored row keeps its key.

    A row whose adding was undone has none: the next action makes sure that it never comes back.
    """
    found: set[str] = set()
    for record in records:
        table = entities()[record.__tablename__].table
        kept = or_(live(table), table.c.deleted_how == TRASHED)
        found.update(session.scalars(select(table.c.key).where(table.c.evaluation_id == evaluation_id, kept)))
    return found


def criterion_key(session: Session, evaluation_id: str, name: str) -> str:
    """Return a new key for a criterion or group; both share one space, because weights name either."""
    return key_from(name, used_keys(session, evaluation_id, CriteriaGroup, Criterion), "criterion")


def evidence_key(session: Session, evaluation_id: str) -> str:
    """Return the next key E1, E2, … of an evaluation."""
    numbers = [
        int(match[1])
        for key in used_keys(session, evaluation_id, Evidence)
        if (match := _NUMBERED.fullmatch(key)) is not None
    ]
    return f"E{max(numbers, default=0) + 1}"
