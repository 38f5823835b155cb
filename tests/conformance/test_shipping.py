"""What is shipped: the wheel and the frozen program hold every file of resources, so that none is missing there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PyInstaller.utils.hooks import collect_data_files
from setuptools import Distribution
from setuptools.command.build_py import build_py

ROOT = Path(__file__).parents[2]
TEMPLATES = sorted((ROOT / "resources" / "templates").glob("*.template.json"))
FILES = {
    file.relative_to(ROOT).as_posix()
    for file in (ROOT / "resources").rglob("*")
    if file.is_file() and file.suffix not in {".py", ".pyc"}
}


def test_the_wheel_holds_every_file_of_resources(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    project = Distribution()
    project.parse_config_files(["pyproject.toml"])
    command = build_py(project)
    command.finalize_options()
    command.manifest_files = {}  # what git knows adds nothing here: the patterns of package data have to reach all
    found = {Path(file).as_posix() for file in command.find_data_files("resources", "resources")}
    assert TEMPLATES
    assert found >= FILES


def test_the_frozen_program_holds_every_file_of_resources() -> None:
    spec = (ROOT / "pyinstaller.spec").read_text(encoding="utf-8")
    assert re.search(r'^\s*datas=\[\*collect_data_files\("resources"\)', spec, re.MULTILINE)
    found = {f"{folder}/{Path(file).name}" for file, folder in collect_data_files("resources")}
    assert {file.replace("\\", "/") for file in found} >= FILES
