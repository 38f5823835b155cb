"""The project itself: locked packages, names it owns, entry points, sizes of files, the environment it makes."""

from __future__ import annotations

import os
import re
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tools import environment

ROOT = Path(__file__).parents[2]
PACKAGES = ("consultant_desk", "ui", "reports", "resources")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
SOURCES = sorted(
    file for package in PACKAGES for file in (ROOT / package).rglob("*.py") if file.parent.name != "versions"
)


def locked(file: Path) -> list[Requirement]:
    lines = re.findall(r"^\S+==.*?(?= \\$)", file.read_text(encoding="utf-8"), re.MULTILINE)
    return [Requirement(line) for line in lines]


@pytest.mark.parametrize("file", LOCKS, ids=lambda file: file.name)
def test_a_lock_holds_hashes_and_no_address(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert not re.search(r"://|--(extra-)?index|find-links|trusted-host", text)
    entries = re.split(r"^(?=\S)", text, flags=re.MULTILINE)[1:]
    assert all("==" in entry and "--hash=sha256:" in entry for entry in entries)


@pytest.mark.parametrize(("name", "python"), [("run", "3.11"), ("run", "3.13"), ("dev", "3.11"), ("dev", "3.13")])
def test_every_dependency_is_locked_within_its_bounds(name: str, python: str) -> None:
    wanted = list(PROJECT["project"]["dependencies"])
    if name == "dev":
        wanted += PROJECT["project"]["optional-dependencies"]["dev"]
    here = {"python_version": python, "python_full_version": f"{python}.0"}
    pins = {
        canonicalize_name(pin.name): str(pin.specifier)[2:]
        for pin in locked(ROOT / "requirements" / f"{name}.txt")
        if pin.marker is None or pin.marker.evaluate(here)
    }
    for requirement in map(Requirement, wanted):
        if requirement.marker is None or requirement.marker.evaluate(here):
            assert requirement.specifier.contains(pins[canonicalize_name(requirement.name)]), requirement


def test_running_and_developing_use_the_same_versions() -> None:
    run, dev = (set(map(str, locked(ROOT / "requirements" / f"{name}.txt"))) for name in ("run", "dev"))
    assert {pin.split(";")[0] for pin in run} <= {pin.split(";")[0] for pin in dev}


def test_the_qt_that_loses_references_is_kept_off_old_pythons() -> None:
    pins = [pin for pin in locked(ROOT / "requirements" / "run.txt") if pin.name == "pyside6-essentials"]
    assert len(pins) == 2
    for pin in pins:
        assert pin.marker is not None
        if pin.marker.evaluate({"python_full_version": "3.11.9"}):
            assert str(pin.specifier) < "==6.12"


@pytest.mark.parametrize("name", PACKAGES)
def test_no_other_distribution_owns_our_package_names(name: str) -> None:
    assert packages_distributions().get(name, ["consultant-desk"]) == ["consultant-desk"]


def test_the_two_programs_have_the_names_people_type() -> None:
    assert PROJECT["project"]["scripts"] == {"consultant-desk": "consultant_desk.cli.main:main"}
    assert PROJECT["project"]["gui-scripts"] == {"consultant-desk-window": "ui.app:main"}


def test_every_folder_of_code_or_resources_is_a_package_that_says_what_it_holds() -> None:
    for package in PACKAGES:
        for folder in {file.parent for file in (ROOT / package).rglob("*.py")}:
            if folder.name != "versions":
                assert (folder / "__init__.py").read_text(encoding="utf-8").startswith('"""'), folder


@pytest.mark.parametrize("file", SOURCES, ids=lambda file: str(file.relative_to(ROOT)))
def test_a_file_is_short_enough_to_have_one_reason_to_exist(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 450
    assert not re.search(r"\b(TODO|FIXME|XXX)\b", text)


def test_the_check_of_a_commit_can_be_run() -> None:
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


def test_missing_system_packages_without_root_name_the_line_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "privilege", lambda: None)
    monkeypatch.setattr(environment.shutil, "which", lambda name: f"/usr/bin/{name}")
    with pytest.raises(SystemExit, match="sudo apt-get install -y --no-install-recommends libgl1 libegl1"):
        environment.install_system_packages(["libgl1", "libegl1"])


def test_missing_system_packages_are_installed_when_that_is_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[tuple[str, ...]] = []
    monkeypatch.setattr(environment, "privilege", lambda: ["sudo", "-n"])
    monkeypatch.setattr(environment, "call", lambda *command: calls.append(command))
    monkeypatch.setattr(environment.shutil, "which", lambda name: f"/usr/bin/{name}")
    environment.install_system_packages(["libgl1"])
    assert calls == [
        ("sudo", "-n", "apt-get", "update", "-q"),
        ("sudo", "-n", "apt-get", "install", "-y", "--no-install-recommends", "libgl1"),
    ]


def test_a_display_asks_for_the_libraries_of_a_window(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "loads", lambda library: False)
    monkeypatch.setattr(environment.sys, "platform", "linux")
    without = environment.missing_system_packages()
    monkeypatch.setenv("DISPLAY", ":0")
    assert set(environment.missing_system_packages()) - set(without) == set(environment.DISPLAY_LIBRARIES.values())


def test_a_changed_lock_makes_the_environment_anew(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "requirements").mkdir()
    (tmp_path / ".venv").mkdir()
    (tmp_path / "requirements" / "run.txt").write_text("a==1", encoding="utf-8")
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    monkeypatch.setattr(environment, "VENV", tmp_path / ".venv")
    environment.keep("run")
    assert environment.unchanged("run")
    (tmp_path / "requirements" / "run.txt").write_text("a==2", encoding="utf-8")
    assert not environment.unchanged("run")
