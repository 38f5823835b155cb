"""The main job on the command line, from an empty folder to a verified report."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from consultant_desk.cli.main import main


def answer(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> Any:
    assert main([*words, "--json"]) == code
    return json.loads(capsys.readouterr().out)


def test_demo_writes_a_report_that_verifies_and_an_evaluation_that_evaluates(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = answer(capsys, "demo", "--output", str(tmp_path))
    assert made["verdict"]["winner"] == "northwind"
    assert made["pictures"] == []
    assert answer(capsys, "verify", made["pdf"])["valid"] is True
    result = answer(capsys, "evaluate", made["evaluation"])
    assert result["verdict"] == made["verdict"]
    again = answer(capsys, "demo", "--output", str(tmp_path))
    assert again["workspace"] == made["workspace"]
    listed = answer(capsys, "reports", "list", "--workspace", made["workspace"])
    assert {row["state"] for row in listed} == {"draft", "delivered"}
    issued = answer(
        capsys,
        "report",
        "Customer desk for Harbour Bakeries",
        "-o",
        str(tmp_path / "issued.pdf"),
        "--issue",
        "--workspace",
        made["workspace"],
    )
    assert issued["version"] == 1
    assert answer(capsys, "verify", str(tmp_path / "issued.pdf"))["valid"] is True


def test_a_new_workspace_is_backed_up_checked_and_restored(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = answer(capsys, "new", str(tmp_path / "Practice"), "--name", "Mara Lindqvist", "--currency", "gbp")
    folder = made["workspace"]
    assert folder.endswith("Practice.desk")
    file = str(tmp_path / "all.zip")
    assert answer(capsys, "backup", "-o", file, "--workspace", folder)["file"] == file
    assert all(check["ok"] for check in answer(capsys, "check", "--workspace", folder))
    assert all(check["ok"] for check in answer(capsys, "check", "--repair", "--workspace", folder))
    restored = answer(capsys, "restore", file, "--to", str(tmp_path / "Other.desk"))
    assert restored["name"] == "Mara Lindqvist"


def test_a_folder_that_is_not_empty_is_refused_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "Full.desk").mkdir()
    (tmp_path / "Full.desk" / "file").write_text("mine")
    assert main(["new", str(tmp_path / "Full")]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert (tmp_path / "Full.desk" / "file").read_text() == "mine"


def test_a_currency_that_is_none_makes_no_workspace(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", str(tmp_path / "Practice"), "--currency", "crowns"]) == 2
    assert "'CROWNS' is not a currency" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_demo_is_not_made_in_place_of_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine").write_text("mine")
    assert main(["demo", "--output", str(tmp_path / "mine")]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert (tmp_path / "mine").read_text() == "mine"
