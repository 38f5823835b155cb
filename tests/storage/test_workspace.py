"""The folder: its name, its description, where it should not be."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant_desk.errors import EnvironmentFailure, UserError
from consultant_desk.storage import workspace
from consultant_desk.storage.store import Store
from consultant_desk.storage.workspace import Layout, WorkspaceInfo, folder_name, read_info, warnings, write_info
from tests.storage.conftest import SteppingClock


def test_a_new_workspace_is_a_folder_with_everything_in_it(tmp_path: Path, clock: SteppingClock) -> None:
    folder = tmp_path / "deep" / "Harbour.desk"
    with Store.create(folder, name=" Harbour ", clock=clock) as store:
        assert store.info.name == "Harbour"
        assert store.folder == folder
    assert {path.name for path in folder.iterdir()} == {
        "workspace.db",
        "workspace.toml",
        "documents",
        "backups",
        "lock",
    }
    assert [path.name for path in folder.parent.iterdir()] == ["Harbour.desk"]


def test_an_empty_folder_is_taken_and_one_that_holds_something_is_not(tmp_path: Path, clock: SteppingClock) -> None:
    (tmp_path / "empty").mkdir()
    Store.create(tmp_path / "empty", name="A", clock=clock).close()
    with pytest.raises(UserError, match="not empty"):
        Store.create(tmp_path / "empty", name="B", clock=clock)
    with pytest.raises(UserError, match="needs a name"):
        Store.create(tmp_path / "other", name="  ", clock=clock)


def test_a_folder_without_a_workspace_is_told(tmp_path: Path, clock: SteppingClock) -> None:
    with pytest.raises(EnvironmentFailure, match="no workspace in"):
        Store.open(tmp_path, clock=clock)


@pytest.mark.parametrize("content", [b"", b"\xff", b"format = 1", b"format = 'x'\nid = 'a'\nname = 'b'", b"[[["])
def test_a_description_that_cannot_be_read_is_told(folder: Path, content: bytes) -> None:
    (folder / "workspace.toml").write_bytes(content)
    with pytest.raises(EnvironmentFailure, match="cannot be read"):
        read_info(Layout(folder))


def test_a_folder_of_a_newer_format_is_refused(folder: Path, clock: SteppingClock) -> None:
    info = read_info(Layout(folder))
    write_info(Layout(folder), WorkspaceInfo(info.id, info.name, format=99))
    with pytest.raises(EnvironmentFailure, match="newer version"):
        Store.open(folder, clock=clock)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_name_survives_the_description(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    layout = Layout(tmp_path_factory.mktemp("info"))
    write_info(layout, WorkspaceInfo("id", name))
    assert read_info(layout).name == name


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_name_makes_a_folder_name(name: str) -> None:
    found = folder_name(name)
    assert found.endswith(".desk")
    assert not set(found) & set('<>:"/\\|?*\n\x00')
    assert found not in {".desk", ". .desk"}
    assert len(found) <= 85


def test_a_folder_that_is_synced_is_warned_about(tmp_path: Path) -> None:
    assert warnings(tmp_path) == ()
    for place in ("Dropbox", "OneDrive - Firm", "Nextcloud"):
        (sentence,) = warnings(tmp_path / place / "A.desk")
        assert "synced" in sentence
    (tmp_path / ".stfolder").mkdir()
    assert "synced" in warnings(tmp_path / "A.desk")[0]


def test_a_network_drive_is_warned_about(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text("/dev/sda / ext4 rw 0 0\nserver:/x /mnt/my\\040share nfs4 rw 0 0\nbad line\n")
    assert workspace._file_system(Path("/mnt/my share/A.desk"), mounts) == "nfs4"
    assert workspace._file_system(Path("/home/me"), mounts) == "ext4"
    assert workspace._file_system(Path("/home/me"), tmp_path / "none") == ""
    monkeypatch.setattr(workspace, "_file_system", lambda *_: "cifs")
    assert "network drive" in warnings(tmp_path)[0]
