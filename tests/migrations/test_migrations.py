"""Bringing an older, filled workspace up to date: nothing is lost, whatever happens on the way."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from zipfile import ZipFile

import pytest
from sqlalchemy import select

from consultant_desk.entities.client import Client
from consultant_desk.entities.engagement import Engagement
from consultant_desk.entities.registry import entities
from consultant_desk.errors import EnvironmentFailure
from consultant_desk.storage import migrate
from consultant_desk.storage.archive import restore
from consultant_desk.storage.backup import backups
from consultant_desk.storage.engine import connect
from consultant_desk.storage.session import require
from consultant_desk.storage.store import Store
from consultant_desk.storage.workspace import Layout
from tests.migrations.older import make_older, older_scripts
from tests.storage.conftest import SteppingClock
from tests.storage.filling import dump, fill

ROOT = Path(__file__).parents[2]
SAMPLES = Path(__file__).parent / "samples"
"""The sample workspace as it was under each earlier revision: a backup named after the revision."""


@pytest.fixture(scope="module")
def old_template(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, dict[str, str]]:
    """A filled workspace of the older schema, its migrations, and its ids by kind."""
    base = tmp_path_factory.mktemp("older")
    with Store.create(base / "Desk.desk", name="Desk", clock=SteppingClock()) as store:
        made = fill(store)
        store.change("Rename", lambda session: setattr(require(session, Client, made["client"]), "name", "Renamed"))
    make_older(base / "Desk.desk" / "workspace.db")
    return base / "Desk.desk", older_scripts(base / "scripts"), made


@pytest.fixture
def old(old_template: tuple[Path, Path, dict[str, str]], tmp_path: Path) -> Path:
    return Path(shutil.copytree(old_template[0], tmp_path / "Desk.desk"))


@pytest.fixture
def scripts(old_template: tuple[Path, Path, dict[str, str]]) -> Path:
    return old_template[1]


def assert_up_to_date_and_whole(folder: Path, scripts: Path, made: dict[str, str]) -> None:
    with Store.open(folder, clock=SteppingClock(), scripts=scripts) as store:
        rows = dump(store)
        assert {kind: len(found) for kind, found in rows.items()} == dict.fromkeys(made, 1)
        client = store.read(lambda session: (lambda c: (c.name, c.place))(session.get(Client, made["client"])))
        assert client == ("Renamed", "unknown")
        assert [hit.id for hit in store.find("unknown")] == [made["client"]]
        store.undo()
        assert store.read(lambda session: session.scalars(select(Client.name)).one()) == "first name"
        store.redo()
    assert {path.name for path in folder.iterdir()} == {
        "backups",
        "documents",
        "lock",
        "workspace.db",
        "workspace.toml",
    }


def test_an_older_workspace_is_brought_up_to_date_with_all_it_holds(old: Path, scripts: Path, old_template) -> None:
    assert_up_to_date_and_whole(old, scripts, old_template[2])


def test_a_backup_is_made_before_the_schema_is_changed(old: Path, scripts: Path) -> None:
    Store.open(old, clock=SteppingClock(), scripts=scripts).close()
    (made,) = backups(Layout(old))
    assert (made.manifest.why, made.manifest.revision) == ("before update", "0001")
    assert made.manifest.counts["client"] == 1


def test_opening_an_up_to_date_workspace_does_not_import_alembic(folder: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from consultant_desk.storage.store import Store; "
        "from consultant_desk.domain.clock import SystemClock; "
        "Store.open(Path(sys.argv[1]), clock=SystemClock()).close(); print('alembic' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", script, folder], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    Store.create(tmp_path / "New.desk", name="New", clock=SteppingClock()).close()
    return tmp_path / "New.desk"


def test_a_newer_workspace_is_refused_and_not_touched(folder: Path) -> None:
    with closing(connect(folder / "workspace.db")) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    before = (folder / "workspace.db").read_bytes()
    for read_only in (False, True):
        with pytest.raises(EnvironmentFailure, match="newer version"):
            Store.open(folder, read_only=read_only, clock=SteppingClock())
    assert (folder / "workspace.db").read_bytes() == before


def test_an_older_workspace_is_not_read_by_a_store_that_cannot_bring_it_up_to_date(old: Path, scripts: Path) -> None:
    with pytest.raises(EnvironmentFailure, match="older version"):
        Store.open(old, read_only=True, clock=SteppingClock(), scripts=scripts)


def test_a_migration_that_fails_leaves_the_old_workspace(old: Path, scripts: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    shutil.copytree(scripts, broken)
    path = broken / "versions" / f"{migrate.HEAD}_place.py"
    path.write_text(path.read_text() + "    op.execute('UPDATE nowhere SET x = 1')\n")
    before = (old / "workspace.db").read_bytes()
    with pytest.raises(Exception, match="nowhere"):
        Store.open(old, clock=SteppingClock(), scripts=broken)
    assert (old / "workspace.db").read_bytes() == before
    assert not list(old.glob("*.migrating*"))


def test_a_migration_that_loses_references_is_refused(old: Path, scripts: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    shutil.copytree(scripts, broken)
    path = broken / "versions" / f"{migrate.HEAD}_place.py"
    path.write_text(path.read_text() + "    op.execute('DELETE FROM client')\n")
    with pytest.raises(EnvironmentFailure, match="points to one that is not there"):
        Store.open(old, clock=SteppingClock(), scripts=broken)
    assert migrate.revision_of_file(old / "workspace.db") == "0001"


KILLED = """
import os, signal, sys
from pathlib import Path
from consultant_desk.domain.clock import SystemClock
from consultant_desk.storage import migrate
from consultant_desk.storage.store import Store

def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)

folder, scripts, point, when = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], sys.argv[4]
original = getattr(migrate, point)

def patched(*args, **kwargs):
    if when == "after":
        original(*args, **kwargs)
    die()

setattr(migrate, point, patched)
Store.open(folder, clock=SystemClock(), scripts=scripts)
"""


@pytest.mark.parametrize(
    ("point", "when"),
    [
        ("copy_database", "after"),
        ("_upgrade", "after"),
        ("_finish", "after"),
        ("verify_database", "before"),
        ("settle", "before"),
        ("replace", "before"),
        ("replace", "after"),
    ],
)
def test_a_migration_killed_at_any_point_loses_nothing(
    old: Path, scripts: Path, old_template, point: str, when: str
) -> None:
    command = [sys.executable, "-c", KILLED, old, scripts, point, when]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    assert run.returncode == -signal.SIGKILL, run.stderr.decode()
    assert_up_to_date_and_whole(old, scripts, old_template[2])


def test_children_survive_although_their_parent_table_is_changed(old: Path, scripts: Path) -> None:
    with Store.open(old, clock=SteppingClock(), scripts=scripts) as store:
        assert len(store.read(lambda session: session.scalars(select(Engagement.id)).all())) == 1


def rows_by_table(database: Path, columns: dict[str, list[str]]) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of these tables in these columns."""
    with closing(connect(database)) as connection:
        return {
            table: connection.execute(f"SELECT {', '.join(names)} FROM {table} ORDER BY id").fetchall()
            for table, names in columns.items()
        }


def columns_by_table(database: Path) -> dict[str, list[str]]:
    """Return the columns of every record table that is there."""
    with closing(connect(database)) as connection:
        named = {table: [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')] for table in entities()}
    return {table: names for table, names in named.items() if names}


@pytest.mark.parametrize("file", sorted(SAMPLES.glob("*.zip")), ids=lambda path: path.stem)
def test_the_sample_of_every_earlier_schema_opens_with_all_it_held(file: Path, tmp_path: Path) -> None:
    with ZipFile(file) as zipped:
        (tmp_path / "before.db").write_bytes(zipped.read("workspace.db"))
    columns = columns_by_table(tmp_path / "before.db")
    before = rows_by_table(tmp_path / "before.db", columns)
    assert sum(len(rows) for rows in before.values()) > 400
    restore(file, tmp_path / "Sample.desk", clock=SteppingClock())
    Store.open(tmp_path / "Sample.desk", clock=SteppingClock()).close()
    assert migrate.revision_of_file(tmp_path / "Sample.desk" / "workspace.db") == migrate.HEAD
    assert rows_by_table(tmp_path / "Sample.desk" / "workspace.db", columns) == before
