"""The command `report` with all its options, on a copy of the sample workspace."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from consultant_desk.cli.main import main
from consultant_desk.sample import create_sample
from tests.reports.identities import PASSPHRASE, identity

TITLE = "Customer desk for Harbour Bakeries"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli") / "Sample.desk"
    create_sample(folder).close()
    return folder


def answer(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> Any:
    assert main([*words, "--json"]) == code
    return json.loads(capsys.readouterr().out)


def report(capsys: pytest.CaptureFixture[str], workspace: Path, target: Path, *words: str) -> Any:
    return answer(capsys, "report", TITLE, "-o", str(target), "--workspace", str(workspace), *words)


@pytest.mark.parametrize(("kind", "pages"), [("memo", 1), ("comparison", 2)])
def test_a_kind_in_a_language_verifies(
    workspace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str, pages: int
) -> None:
    made = report(capsys, workspace, tmp_path / "r.pdf", "--kind", kind, "--language", "de", "--page", "Letter")
    assert (made["pages"], made["missing_glyphs"], made["shortened"]) == (pages, [], [])
    assert answer(capsys, "verify", made["path"])["valid"] is True
    listed = answer(capsys, "reports", "list", "--workspace", str(workspace))
    assert (kind, "de") in {(row["kind"], row["language"]) for row in listed}


def test_every_format_is_written_beside_the_pdf(
    workspace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = report(capsys, workspace, tmp_path / "r.pdf", "--format", "pdf,html,md")
    assert [one["format"] for one in made["files"]] == ["pdf", "html", "md"]
    assert "<html" in (tmp_path / "r.html").read_text("utf-8")
    assert (tmp_path / "r.md").read_text("utf-8").startswith("#")


def test_an_issued_report_is_signed_and_copied_under_a_password(
    workspace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "me.p12").write_bytes(identity())
    (tmp_path / "pass").write_text(PASSPHRASE + "\n")
    (tmp_path / "word").write_text("open sesame\n")
    made = report(
        capsys, workspace, tmp_path / "r.pdf", "--issue", "--sign", str(tmp_path / "me.p12"), "--stamp",
        "--sign-passphrase-file", str(tmp_path / "pass"), "--password-file", str(tmp_path / "word"),
    )  # fmt: skip
    files = {one["format"]: one["path"] for one in made["files"]}
    assert set(files) == {"pdf", "signed", "encrypted"}
    signed = answer(capsys, "verify", files["signed"])
    assert signed["valid"] is True
    assert next(one for one in signed["checks"] if one["name"] == "signature")["ok"] is True
    assert answer(capsys, "verify", files["encrypted"], code=1)["valid"] is False
    opened = answer(capsys, "verify", files["encrypted"], "--password-file", str(tmp_path / "word"))
    assert opened["valid"] is True


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--format", "docx"), "no format"),
        (("--stamp",), "no certificate"),
        (("--issue", "--sign", "nowhere.p12"), "nowhere.p12"),
        (("--sign", "nowhere.p12"), "draft is not signed"),
        (("--password-file", "nowhere"), "nowhere"),
    ],
)
def test_wrong_options_change_nothing(
    workspace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], told: str
) -> None:
    target = tmp_path / "r.pdf"
    target.write_bytes(b"old")
    assert main(["report", TITLE, "-o", str(target), "--workspace", str(workspace), *words]) == 2
    assert told in capsys.readouterr().err
    assert target.read_bytes() == b"old"


def test_a_wrong_passphrase_is_told_before_anything_is_issued(
    workspace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "me.p12").write_bytes(identity())
    (tmp_path / "pass").write_text("wrong\n")
    before = answer(capsys, "reports", "list", "--workspace", str(workspace))
    words = ("--issue", "--sign", str(tmp_path / "me.p12"), "--sign-passphrase-file", str(tmp_path / "pass"))
    assert main(["report", TITLE, "-o", str(tmp_path / "r.pdf"), "--workspace", str(workspace), *words]) == 2
    assert "passphrase" in capsys.readouterr().err
    assert not (tmp_path / "r.pdf").exists()
    states = [row["state"] for row in answer(capsys, "reports", "list", "--workspace", str(workspace))]
    assert states.count("draft") >= [row["state"] for row in before].count("draft")


def test_a_target_that_cannot_be_written_leaves_the_old_file(
    workspace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from consultant_desk.storage import atomic

    def full(path: Path, data: bytes) -> None:
        raise OSError(28, "No space left on device")

    target = tmp_path / "r.pdf"
    target.write_bytes(b"old")
    monkeypatch.setattr(atomic, "write_atomic", full)
    assert main(["report", TITLE, "-o", str(target), "--workspace", str(workspace)]) == 3
    assert "No space left" in capsys.readouterr().err
    assert target.read_bytes() == b"old"
