"""The rules every record type obeys, over the registry: a new type is held to them without a line of test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import BigInteger, Boolean, Integer, String, Text, UniqueConstraint, select, update
from sqlalchemy.orm import Session

from consultant_desk.domain.clock import FixedClock
from consultant_desk.entities.base import BOOKKEEPING, Record
from consultant_desk.entities.registry import FieldKind, entities, fixed_columns, parents, range_column, unit_of, units
from consultant_desk.storage import triggers
from consultant_desk.storage.local import Origin
from consultant_desk.storage.session import require, updated
from consultant_desk.storage.store import Store
from consultant_desk.storage.trash import restore, trash
from tests.storage.filling import KINDS, dump, fill, value_of

CLOCK = FixedClock(datetime(2026, 11, 21, 10, tzinfo=UTC))
every_kind = pytest.mark.parametrize("kind", KINDS)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    folder = tmp_path_factory.mktemp("filled") / "Desk.desk"
    with Store.create(folder, name="Desk", clock=CLOCK) as store:
        return folder, fill(store)


@pytest.fixture
def opened(filled: tuple[Path, dict[str, str]], tmp_path: Path) -> Iterator[tuple[Store, dict[str, str]]]:
    folder = Path(shutil.copytree(filled[0], tmp_path / "Desk.desk"))
    with Store.open(folder, clock=CLOCK) as store:
        yield store, filled[1]


def test_every_table_of_the_metadata_is_a_record_type() -> None:
    assert set(Record.metadata.tables) == set(KINDS)


@every_kind
def test_the_key_is_one_text_and_nothing_else_is_unique(kind: str) -> None:
    table = entities()[kind].table
    assert [column.name for column in table.primary_key] == ["id"]
    assert isinstance(table.c.id.type, String)
    assert not [one for one in table.constraints if isinstance(one, UniqueConstraint)]
    assert not [index for index in table.indexes if index.unique]
    assert not [column for column in table.columns if column.unique]


@every_kind
def test_the_bookkeeping_columns_are_there_and_the_version_locks_optimistically(kind: str) -> None:
    spec = entities()[kind]
    assert {"id", "created_at", "updated_at", "deleted_at", "deleted_how", "version"} <= set(spec.table.c.keys())
    assert spec.record.__mapper__.version_id_col is spec.table.c.version


@every_kind
def test_foreign_keys_are_deferred_and_never_cascade(kind: str) -> None:
    for key in entities()[kind].table.foreign_keys:
        assert (key.deferrable, key.initially) == (True, "DEFERRED"), key
        assert key.ondelete is None, key
        assert key.onupdate is None, key
        assert key.column.name == "id"


@every_kind
def test_a_reference_to_a_record_that_lives_on_its_own_is_optional_so_that_trash_can_be_emptied(kind: str) -> None:
    table = entities()[kind].table
    for column in table.columns:
        assert not column.foreign_keys or column.nullable or column.name in parents(table), column


@every_kind
def test_columns_hold_texts_and_whole_numbers_only(kind: str) -> None:
    for column in entities()[kind].table.columns:
        assert isinstance(column.type, String | Text | Integer | BigInteger | Boolean), column
        if not column.nullable and not column.primary_key and not column.foreign_keys and column.name[-3:] != "_at":
            assert column.server_default is not None, f"{column} could not be added to a filled table"


@every_kind
def test_an_amount_stands_with_its_currency_in_one_merge_unit(kind: str) -> None:
    table = entities()[kind].table
    for column in table.columns:
        if column.name.endswith("_minor"):
            currency = table.c[column.name.removesuffix("_minor") + "_currency"]
            assert unit_of(column) == unit_of(currency) == column.info["unit"]
            assert isinstance(column.type, BigInteger)


@every_kind
def test_every_column_but_key_and_bookkeeping_belongs_to_one_merge_unit(kind: str) -> None:
    table = entities()[kind].table
    listed = [name for columns in units(table).values() for name in columns]
    assert sorted(listed) == sorted(set(table.c.keys()) - {"id", *BOOKKEEPING})
    assert units(table)["deleted"] == ("deleted_at", "deleted_how")


@every_kind
def test_the_fields_of_a_type_are_columns_and_its_title_is_one(kind: str) -> None:
    spec = entities()[kind]
    names = [field.name for field in spec.fields]
    assert set(names) <= set(spec.table.c.keys())
    assert len(names) == len(set(names))
    assert spec.title_field in spec.table.c
    assert all(field.choices for field in spec.fields if field.kind is FieldKind.CHOICE)
    assert all(spec.table.c[field.name].foreign_keys for field in spec.fields if field.kind is FieldKind.LINK)


@every_kind
def test_owners_are_reached_without_a_circle(kind: str) -> None:
    seen, level = {kind}, {kind}
    while level:
        level = {parent for one in level for parent in parents(entities()[one].table).values()}
        assert kind not in level
        assert len(seen) <= len(KINDS)
        level -= seen
        seen |= level


@every_kind
def test_the_triggers_use_built_in_functions_only(kind: str) -> None:
    import re

    for statement in triggers.expected([entities()[kind].table]).values():
        called = set(re.findall(r"\b([a-z_]+)\(", statement, re.IGNORECASE)) - {"journal_entry"}
        assert called <= {"json_object", "RAISE"}


def versions(store: Store) -> dict[str, int]:
    def work(session: Session) -> dict[str, int]:
        return {
            kind: session.execute(select(spec.table.c.version)).scalars().one() for kind, spec in entities().items()
        }

    return store.read(work)


def change_one_column_of_every_kind(session: Session, made: dict[str, str], way: str) -> None:
    for kind, spec in entities().items():
        table = spec.table
        fixed = {"id", *BOOKKEEPING, *fixed_columns(table)}
        column = next(one for one in table.columns if one.name not in fixed)
        if column.foreign_keys:
            column = next((one for one in table.columns if _free(one)), None)
        values = {"deleted_how": None} if column is None else {column.name: value_of(column, made, way)}
        if way == "orm":
            record = require(session, spec.record, made[kind])
            for name, value in values.items():
                setattr(record, name, value)
        elif way == "orm update":
            session.execute(update(spec.record).where(table.c.id == made[kind]).values(values))
        else:
            session.execute(updated(table, "2026-11-21T11:00:00.000Z").where(table.c.id == made[kind]).values(values))


def _free(column: object) -> bool:
    taken = {"id", "deleted_at", "deleted_how", *BOOKKEEPING, *fixed_columns(column.table)}
    return not column.foreign_keys and column.name not in taken


@pytest.mark.parametrize("way", ["orm", "orm update", "core"])
def test_every_way_to_write_every_kind_raises_the_version_and_can_be_undone(
    opened: tuple[Store, dict[str, str]], way: str
) -> None:
    store, made = opened
    before, at_first = dump(store), versions(store)
    outcome = store.change("Edit", lambda session: change_one_column_of_every_kind(session, made, way))
    after, changed = dump(store), {kind for kind, _ in outcome.changes.records}
    editable = {kind for kind in KINDS if any(_free(column) for column in entities()[kind].table.columns)}
    assert changed == editable
    store.undo()
    assert dump(store) == before
    store.redo()
    assert dump(store) == after
    raised = {kind for kind, version in versions(store).items() if version == at_first[kind] + 3}
    assert raised >= editable


@every_kind
def test_a_record_of_every_kind_goes_to_trash_and_comes_back_as_it_was(
    opened: tuple[Store, dict[str, str]], kind: str
) -> None:
    store, made = opened
    before = dump(store)
    store.change("Delete", lambda session: trash(session, kind, made[kind], CLOCK))
    assert dump(store)[kind] == []
    store.change("Restore", lambda session: restore(session, kind, made[kind]))
    assert dump(store) == before
    store.undo()
    store.undo()
    assert dump(store) == before


def test_undoing_the_insert_of_every_kind_empties_the_workspace(opened: tuple[Store, dict[str, str]]) -> None:
    store, _ = opened
    before = dump(store)
    store.undo()
    assert not any(dump(store).values())
    store.redo()
    assert dump(store) == before


def test_every_unit_of_every_kind_is_journalled_by_itself(opened: tuple[Store, dict[str, str]]) -> None:
    store, made = opened

    def work(session: Session) -> None:
        for kind, spec in entities().items():
            for unit, columns in units(spec.table).items():
                fixed = fixed_columns(spec.table)
                free = [name for name in columns if not spec.table.c[name].foreign_keys and name not in fixed]
                if unit == "deleted" or not free:
                    continue
                values = {name: value_of(spec.table.c[name], made, "other") for name in free}
                session.execute(updated(spec.table, "x").where(spec.table.c.id == made[kind]).values(values))

    store.change("Edit", work, origin=Origin.REMOTE)
    entries = store.read(
        lambda session: (
            session.connection()
            .exec_driver_sql("SELECT kind, unit, count(*) FROM journal_entry WHERE op = 'U' GROUP BY 1, 2")
            .all()
        )
    )
    expected = {
        (kind, unit)
        for kind, spec in entities().items()
        for unit, columns in units(spec.table).items()
        if unit != "deleted"
        and any(not spec.table.c[name].foreign_keys and name not in fixed_columns(spec.table) for name in columns)
    }
    assert {(kind, unit) for kind, unit, _ in entries} == expected
    assert all(count == 1 for _, _, count in entries)


APPEND_ONLY = tuple(kind for kind in KINDS if fixed_columns(entities()[kind].table))
RANGED = tuple(kind for kind in KINDS if range_column(entities()[kind].table))


def test_observations_of_commissions_are_append_only() -> None:
    assert APPEND_ONLY == ("commission_event",)


@pytest.mark.parametrize("kind", APPEND_ONLY)
def test_what_was_observed_is_never_edited(opened: tuple[Store, dict[str, str]], kind: str) -> None:
    store, made = opened
    table, before = entities()[kind].table, dump(store)
    for name in fixed_columns(table):
        statement = updated(table, "x").where(table.c.id == made[kind]).values({name: value_of(table.c[name], {}, "n")})
        with pytest.raises(Exception, match="never edited"):
            store.change("Edit", lambda session, one=statement: session.execute(one))
    assert dump(store) == before


@pytest.mark.parametrize("kind", RANGED)
def test_rows_that_come_in_ranges_are_not_searched_for_since_the_index_follows_single_rows(kind: str) -> None:
    assert entities()[kind].searchable == ()


def test_no_code_replaces_rows_or_rebuilds_tables() -> None:
    package = Path(__file__).parents[2] / "consultant_desk"
    for path in package.rglob("*.py"):
        source = path.read_text(encoding="utf-8").upper()
        for words in ("OR REPLACE", "REPLACE INTO", "BATCH_ALTER_TABLE"):
            assert words not in source, f"{path.relative_to(package)}: {words} bypasses the journal"
