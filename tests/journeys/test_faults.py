"""A workspace that cannot be used as it should: one sentence and exit code 3, and nothing is lost."""

from __future__ import annotations

import errno
import os
import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from consultant_desk.cli.main import main
from consultant_desk.desk import Desk
from consultant_desk.errors import DeskError, EnvironmentFailure
from consultant_desk.storage.lock import WorkspaceLock

HARBOUR = Path(__file__).parents[1] / "oracles" / "harbour-bakeries.evaluation.json"
PAGE = 4096


@pytest.fixture(scope="session")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with an evaluation and a logo, made once; tests work on copies."""
    folder = tmp_path_factory.mktemp("faults") / "Desk.desk"
    with Desk.create(folder, name="Mara Lindqvist Advisory") as desk:
        desk.evaluations.import_file(HARBOUR.read_bytes())
    return folder


@pytest.fixture
def folder(closed: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(closed, tmp_path / "Desk.desk"))


@pytest.fixture
def run(folder: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    def call(*arguments: str) -> tuple[int, str, str]:
        code = main(["--workspace", str(folder), *arguments])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


def write_to_it(run: Callable[..., tuple[int, str, str]]) -> tuple[int, str, str]:
    return run("evaluations", "import", str(HARBOUR))


def test_a_workspace_that_is_open_elsewhere_can_be_read_but_not_changed(folder: Path, run) -> None:
    with Desk.open(folder):
        assert run("evaluations", "list")[0] == 0
        assert run("check")[0] == 0
        code, out, err = write_to_it(run)
    assert (code, out) == (3, "")
    assert f"process {os.getpid()} on" in err
    assert write_to_it(run)[0] == 0


def no_description(folder: Path) -> None:
    (folder / "workspace.toml").unlink()


def other_description(folder: Path) -> None:
    (folder / "workspace.toml").write_bytes(bytes(range(256)))


def no_database(folder: Path) -> None:
    (folder / "workspace.db").unlink()


def folder_for_database(folder: Path) -> None:
    no_database(folder)
    (folder / "workspace.db").mkdir()


def nothing_at_all(folder: Path) -> None:
    shutil.rmtree(folder)


def file_for_folder(folder: Path) -> None:
    nothing_at_all(folder)
    folder.write_bytes(b"")


def not_utf_8(folder: Path) -> None:
    """Damage the text of a trigger: SQLite takes it as it is, the driver does not."""
    database = folder / "workspace.db"
    database.write_bytes(database.read_bytes().replace(b"journal_client_insert", b"journal_client_inse\xff\xff"))


def many_broken_pages(folder: Path) -> None:
    """Break every page but the first: the check of one table then finds many faults."""
    database = folder / "workspace.db"
    source = random.Random(5)
    data = bytearray(database.read_bytes())
    for start in range(PAGE * 40, len(data), PAGE):
        data[start + 8 : start + 24] = source.randbytes(16)
    database.write_bytes(data)


@pytest.mark.parametrize(
    "damage",
    [
        no_description,
        other_description,
        no_database,
        folder_for_database,
        nothing_at_all,
        file_for_folder,
        not_utf_8,
        many_broken_pages,
    ],
)
def test_a_damaged_workspace_is_refused_in_one_line_for_reading_and_writing(damage, folder: Path, run) -> None:
    damage(folder)
    for code, out, err in (run("clients", "list"), run("check"), write_to_it(run)):
        assert (code, out) == (3, "")
        assert len(err.splitlines()) == 1
        assert "unexpected" not in err


def test_any_flipped_bits_are_found_or_do_no_harm(folder: Path) -> None:
    database = folder / "workspace.db"
    whole = database.read_bytes()
    source = random.Random(2)
    refused = 0
    for _ in range(12):
        data = bytearray(whole)
        for _ in range(source.choice([1, 4])):
            data[source.randrange(100) if source.random() < 0.3 else source.randrange(len(data))] ^= 0xFF
        database.write_bytes(data)
        try:
            with Desk.open(folder) as desk:
                desk.clients.list()
                desk.backups.check()
        except DeskError:
            refused += 1
    assert refused >= 3


def test_what_is_missing_beside_the_database_is_told_and_the_rest_works(folder: Path, run) -> None:
    shutil.rmtree(folder / "documents")
    shutil.rmtree(folder / "backups")
    assert run("clients", "list")[0] == 0
    assert write_to_it(run)[0] == 0
    assert run("backup")[0] == 0
    assert run("check")[0] == 0


def test_a_file_where_a_folder_should_be_is_told(folder: Path, run) -> None:
    shutil.rmtree(folder / "backups")
    (folder / "backups").write_bytes(b"")
    code, _, err = run("backup")
    assert code == 3
    assert "backups" in err
    (folder / "lock").unlink(missing_ok=True)
    (folder / "lock").mkdir()
    code, _, err = write_to_it(run)
    assert code == 3
    assert f"{folder / 'lock'} (Is a directory)" in err


@pytest.fixture
def no_rights(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the system refuse the folder, as it would to anyone but the superuser the tests may run as."""
    stat = os.stat

    def refuse(path, *arguments, **options):
        if not isinstance(path, int) and str(path).startswith(str(folder)):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return stat(path, *arguments, **options)

    monkeypatch.setattr(os, "stat", refuse)
    yield
    monkeypatch.undo()


def test_a_folder_that_may_not_be_entered_is_told(folder: Path, no_rights: None) -> None:
    with pytest.raises(EnvironmentFailure, match="cannot be read") as failure:
        Desk.open(folder)
    assert "who may read" in failure.value.hint


def test_a_lock_that_cannot_be_written_does_not_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from consultant_desk.domain.clock import SystemClock

    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "write", full)
        with pytest.raises(OSError, match="No space"):
            WorkspaceLock(tmp_path / "lock", name="Desk", clock=SystemClock())
    WorkspaceLock(tmp_path / "lock", name="Desk", clock=SystemClock()).release()


def test_a_report_that_is_issued_but_cannot_be_written_is_kept(folder: Path, run, tmp_path, monkeypatch) -> None:
    code, _, err = run("report", "Customer desk for Harbour Bakeries", "-o", str(tmp_path / "no" / "r.pdf"), "--issue")
    assert code == 2
    assert "no place for a file" in err
    assert run("reports", "list")[1] == ""


def test_the_name_a_person_gave_is_the_one_in_the_sentence(tmp_path: Path) -> None:
    from consultant_desk.storage.atomic import aside_of, meant, write_atomic

    path = tmp_path / "no" / "evaluation.json"
    assert meant(str(aside_of(path))) == str(path)
    with pytest.raises(FileNotFoundError) as failure:
        write_atomic(path, b"")
    assert failure.value.filename == str(path)


def test_a_program_folder_that_cannot_be_made_keeps_nobody_from_working(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv("CONSULTANT_DESK_HOME", str(tmp_path / "file" / "below"))
    assert main(["evaluate", str(HARBOUR)]) == 0
    assert capsys.readouterr().err == ""
