"""What every area shares: one operation is one method, one transaction, one label, one undo step."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TypeVar

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from consultant_desk.domain import order
from consultant_desk.domain.changes import Outcome
from consultant_desk.domain.clock import Clock
from consultant_desk.entities.base import Record
from consultant_desk.entities.registry import EntitySpec, FieldKind, entities
from consultant_desk.errors import UserError
from consultant_desk.storage import trash
from consultant_desk.storage.local import Origin
from consultant_desk.storage.store import Store

T = TypeVar("T")
R = TypeVar("R", bound=Record)

FieldValue = str | int | bool | None

MAX_TEXT = 1_000_000
"""Characters one field may hold; beyond that a paste was a mistake and would make every view slow."""


class Area:
    """A group of operations on one open workspace."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def _change(self, label: str, work: Callable[[Session], T], *, origin: Origin = Origin.USER) -> Outcome[T]:
        return self._store.change(label, work, origin=origin)

    def _read(self, work: Callable[[Session], T]) -> T:
        return self._store.read(work)

    def _trash(self, kind: str, record_id: str) -> Outcome[None]:
        """Move a record and all it owns to the Trash."""

        def work(session: Session) -> None:
            find(session, entities()[kind].record, record_id)
            trash.trash(session, kind, record_id, self._clock)

        label = self._read(lambda session: f"Delete {named(session, kind, record_id)}")
        return self._change(label, work)

    def _edit(self, kind: str, record_id: str, values: Mapping[str, FieldValue]) -> Outcome[None]:
        """Set fields of one record after checking them against its `EntitySpec`."""
        spec = entities()[kind]

        def work(session: Session) -> None:
            record = find(session, spec.record, record_id)
            assign(spec, record, values)

        label = self._read(lambda session: f"Edit {field_words(spec, values)} of {named(session, kind, record_id)}")
        return self._change(label, work)


def find(session: Session, record: type[R], record_id: str) -> R:
    """Return a live record; `UserError` when it is not there (any more)."""
    found = session.get(record, record_id)
    if found is None or found.deleted_at is not None:
        label = entities()[record.__tablename__].label.lower()
        raise UserError(f"This {label} is no longer here.", "Nothing was changed.", "Look in the Trash or undo.")
    return found


def title_of(record: Record) -> str:
    """Return what a record is called, shortened for a label."""
    spec = entities()[record.__tablename__]
    text = str(getattr(record, spec.title_field) or "").strip()
    if spec.title_field == "id" or not text:
        return ""
    line = " ".join(text.split())
    return line if len(line) <= 40 else line[:39].rstrip() + "…"


def named(session: Session, kind: str, record_id: str) -> str:
    """Return the words for one record in an undo label: its title, else its type."""
    spec = entities()[kind]
    record = session.get(spec.record, record_id)
    title = title_of(record) if record is not None else ""
    return title or spec.label.lower()


def field_words(spec: EntitySpec, values: Mapping[str, FieldValue]) -> str:
    """Return the labels of the fields that are edited, for an undo label."""
    labels = [field.label.lower() for field in spec.fields if field.name in values]
    return labels[0] if len(labels) == 1 else "fields" if len(labels) > 2 else " and ".join(labels)


def assign(spec: EntitySpec, record: Record, values: Mapping[str, FieldValue]) -> None:
    """Check values against the fields of the type and set them; `UserError` names the field that does not fit."""
    fields = {field.name: field for field in spec.fields}
    for name, value in values.items():
        field = fields[name]
        checked = value.strip() if isinstance(value, str) and field.kind is not FieldKind.LONG_TEXT else value
        if field.required and (checked is None or not str(checked).strip()):
            article = "an" if spec.label[0] in "AEIOU" else "a"
            raise UserError(f"{field.label} of {article} {spec.label.lower()} cannot be empty.", "Nothing was changed.")
        if isinstance(checked, str) and len(checked) > MAX_TEXT:
            raise UserError(f"{field.label} holds more than {MAX_TEXT:,} characters.", "Nothing was changed.")
        if field.kind is FieldKind.CHOICE and checked not in {None, "", *field.choices}:
            raise UserError(f"{field.label} cannot be {checked!r}.", "", f"Choose one of {', '.join(field.choices)}.")
        if field.kind is FieldKind.DATE and checked:
            checked = iso_date(field.label, str(checked))
        if field.kind is FieldKind.CURRENCY and checked:
            checked = currency_code(str(checked))
        nullable = spec.table.columns[name].nullable
        setattr(
            record, name, None if nullable and checked == "" else "" if not nullable and checked is None else checked
        )
    _refuse_bare_amounts(spec, record)


def _refuse_bare_amounts(spec: EntitySpec, record: Record) -> None:
    for field in spec.fields:
        currency = field.name.removesuffix("minor") + "currency"
        if field.kind is not FieldKind.MONEY or getattr(record, field.name) is None:
            continue
        if not getattr(record, currency):
            raise UserError(f"{field.label} needs a currency.", "Nothing was changed.", "Write it as EUR 100.")


def currency_code(text: str) -> str:
    """Return an ISO 4217 code; `UserError` when the text is none."""
    if not re.fullmatch("[A-Z]{3}", text):
        raise UserError(f"{text!r} is not a currency.", "Nothing was changed.", "Write its three letters, such as EUR.")
    return text


def iso_date(label: str, text: str) -> str:
    """Return an ISO date; `UserError` when the text is none."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise UserError(
            f"{label}: {text!r} is not a date.", "Nothing was changed.", "Write it as 2026-11-21."
        ) from None


def last_position(session: Session, siblings: Select[str]) -> str:
    """Return a position after all siblings; `siblings` selects their position texts."""
    positions = [position for position in session.scalars(siblings) if position]
    return order.between(max(positions) if positions else None, None)


def moved_position(positions: Iterable[tuple[str, str]], record_id: str, index: int) -> str:
    """Return the position that puts a row at `index` among its siblings, given as (id, position) in order."""
    others = [position for sibling, position in positions if sibling != record_id]
    index = max(0, min(index, len(others)))
    before = others[index - 1] if index else None
    after = others[index] if index < len(others) else None
    return order.between(before, after)


def positions_of(session: Session, record: type[R], **where: str | None) -> list[tuple[str, str]]:
    """Return (id, position) of the rows with these column values, in order."""
    table = record.__table__
    query = select(table.c.id, table.c.position).where(table.c.deleted_at.is_(None))
    for name, value in where.items():
        query = query.where(table.c[name].is_(None) if value is None else table.c[name] == value)
    return [(row[0], row[1]) for row in session.execute(query.order_by(table.c.position, table.c.id))]
