"""Pictures show every section and change nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from consultant_desk.desk import Desk
from consultant_desk.services.clients import ClientDraft
from ui import pictures
from ui.pages import page_specs
from ui.theme import Mode


def test_each_section_is_drawn_and_the_workspace_stays_as_it_was(
    qapp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "Mine.desk"
    with Desk.create(folder, name="Mine") as desk:
        desk.clients.create(ClientDraft("Harbour Bakeries"))
    before = (folder / "workspace.db").read_bytes()
    monkeypatch.setattr(pictures, "SIZES", ((1024, 700),))
    monkeypatch.setattr(pictures, "MODES", (Mode.LIGHT,))
    taken = pictures.take_pictures(folder, tmp_path / "pictures")
    names = {file.stem for file in taken}
    assert {f"{spec.id}-light-1024" for spec in page_specs()} | {"palette-light-1024"} <= names
    for file in taken:
        picture = QImage(str(file))
        assert (picture.width(), picture.height()) == (1024, 700)
    assert (folder / "workspace.db").read_bytes() == before
