from __future__ import annotations

from pathlib import Path

import pytest

from consultant_desk.desk import Desk
from consultant_desk.errors import EnvironmentFailure
from consultant_desk.services.clients import ClientDraft


def test_a_backup_at_exit_is_made_once_per_change(desk: Desk) -> None:
    desk.clients.create(ClientDraft("Harbour Bakeries"))
    assert desk.backups.make_at_exit() is not None
    assert desk.backups.make_at_exit() is None
    assert [row.why for row in desk.backups.list()] == ["exit"]


def test_an_exported_file_restores_to_an_equal_workspace(desk: Desk, tmp_path: Path) -> None:
    desk.clients.create(ClientDraft("Harbour Bakeries", tags=("food",)))
    brand = desk.practice.add_brand("House").value
    desk.practice.set_logo(brand, b'<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"/>', "logo.svg")
    desk.backups.export(tmp_path / "all.zip")
    Desk.restore(tmp_path / "all.zip", tmp_path / "Other.desk")
    with Desk.open(tmp_path / "Other.desk") as other:
        assert other.clients.list() == desk.clients.list()
        assert other.practice.logo(brand) == desk.practice.logo(brand)


def test_restoring_over_an_open_workspace_is_refused(desk: Desk) -> None:
    backup = desk.backups.make()
    with pytest.raises(EnvironmentFailure, match="is open"):
        Desk.restore(backup.folder, desk.folder)


def test_a_sound_workspace_passes_every_check(desk: Desk) -> None:
    desk.clients.create(ClientDraft("Harbour Bakeries"))
    assert all(check.ok for check in desk.backups.check())
