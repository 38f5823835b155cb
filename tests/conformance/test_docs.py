"""The documentation is true where a machine can tell: links lead somewhere, commands exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from consultant_desk.cli.main import program
from consultant_desk.cli.parsing import Parser

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def commands() -> dict[str, Parser]:
    actions = [action for action in program()._subparsers._group_actions if action.choices]  # type: ignore[union-attr]
    return dict(actions[0].choices) if actions else {}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_to_a_file_leads_to_one(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", text):
        assert "://" in target or (page.parent / target).exists(), target


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_make_target_that_is_named_exists(page: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = set(re.findall(r"(?:^|`|&& )make ([a-z]+)", page.read_text(encoding="utf-8"), re.MULTILINE))
    assert named <= targets


def test_the_guide_names_exactly_the_commands_there_are() -> None:
    text = (ROOT / "docs" / "guide" / "command-line.md").read_text(encoding="utf-8")
    table = [line for line in text.splitlines() if line.startswith("| `") and not line.startswith("| `--")]
    named = {found.split()[0] for line in table for found in re.findall(r"`([a-z]+)[^`]*`", line.split("|")[1])}
    words = {"show"}  # follows "clients" in the same row
    assert named - words == set(commands())
