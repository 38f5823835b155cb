"""The command `report` with all its options, on a copy of the sample workspace."""

from __future__ import annotations

import json
import shutil
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from consultant_desk.cli.main import main
from consultant_desk.desk import Desk
from consultant_desk.errors import UserError
from consultant_desk.services.reports import Reports
from consultant_desk.services.rows.readiness import Weight
from consultant_desk.services.rows.reports import ReportRow
from tests.reports.identities import PASSPHRASE, identity

TITLE = "Customer desk for Harbour Bakeries"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory, sample_template: Path) -> Path:
    return Path(shutil.copytree(sample_template, tmp_path_factory.mktemp("cli") / "Sample.desk"))


@pytest.fixture
def own_workspace(tmp_path: Path, sample_template: Path) -> Path:
    """A copy of the sample that nothing has been done to yet."""
    return Path(shutil.copytree(sample_template, tmp_path / "Sample.desk"))


def answer(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> Any:
    assert main([*words, "--json"]) == code
    return json.loads(capsys.readouterr().out)


def report(capsys: pytest.CaptureFixture[str], workspace: Path, target: Path, *words: str) -> Any:
    return answer(capsys, "report", TITLE, "-o", str(target), "--workspace", str(workspace), *words)


def exit_code(*words: str) -> int | str | None:
    """Run a command as a shell does: a fault of usage leaves by `SystemExit`."""
    try:
        return main(words)
    except SystemExit as left:
        return left.code


def reports(workspace: Path) -> list[ReportRow]:
    with Desk.open(workspace, read_only=True) as desk:
        return list(desk.reports.list())


@pytest.mark.parametrize(("kind", "pages"), [("memo", 1), ("comparison", 2)])
def test_a_kind_in_a_language_verifies(
    workspace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str, pages: int
) -> None:
    made = report(capsys, workspace, tmp_path / "r.pdf", "--kind", kind, "--language", "de", "--page", "Letter")
    assert (made["pages"], made["missing_glyphs"], made["shortened"]) == (pages, [], [])
    assert answer(capsys, "verify", made["path"])["valid"] is True
    listed = answer(capsys, "reports", "list", "--workspace", str(workspace))
    assert (kind, "de") in {(row["kind"], row["language"]) for row in listed}


def test_a_terminal_shows_how_far_a_report_is(
    workspace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    main(["report", TITLE, "-o", str(tmp_path / "r.pdf"), "--kind", "comparison", "--workspace", str(workspace)])
    bar = capsys.readouterr().err
    assert "Report [############            ]  50%" in bar
    assert "100%" in bar


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
        (("--brand", "No such brand", "--kind", "memo"), "No such brand"),
        (("--kind", "slides"), "slides"),
        (("--language", "it"), "it"),
        (("--page", "A5"), "A5"),
    ],
)
def test_wrong_options_change_nothing(
    workspace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], told: str
) -> None:
    target = tmp_path / "r.pdf"
    target.write_bytes(b"old")
    before = reports(workspace)
    assert exit_code("report", TITLE, "-o", str(target), "--workspace", str(workspace), *words) == 2
    assert told in capsys.readouterr().err
    assert target.read_bytes() == b"old"
    assert reports(workspace) == before


def test_a_wrong_passphrase_is_told_before_anything_is_issued(
    workspace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "me.p12").write_bytes(identity())
    (tmp_path / "pass").write_text("wrong\n")
    before = reports(workspace)
    words = (
        "--issue",
        "--kind",
        "comparison",
        "--language",
        "fr",
        "--sign",
        str(tmp_path / "me.p12"),
        "--sign-passphrase-file",
        str(tmp_path / "pass"),
    )
    assert main(["report", TITLE, "-o", str(tmp_path / "r.pdf"), "--workspace", str(workspace), *words]) == 2
    assert "passphrase" in capsys.readouterr().err
    assert not (tmp_path / "r.pdf").exists()
    assert reports(workspace) == before


def test_a_password_that_a_pdf_cannot_have_is_told_before_anything_is_issued(
    workspace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "word").write_text("x" * 200)
    before = reports(workspace)
    words = ("--issue", "--password-file", str(tmp_path / "word"))
    assert main(["report", TITLE, "-o", str(tmp_path / "r.pdf"), "--workspace", str(workspace), *words]) == 2
    assert "at most 127" in capsys.readouterr().err
    assert reports(workspace) == before


@pytest.mark.parametrize("name", ["r.html", "r.md", "report v1.2", "r"])
def test_a_name_that_is_not_of_a_pdf_is_refused(
    workspace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    words = ("--format", "html,md", "--workspace", str(workspace))
    assert main(["report", TITLE, "-o", str(tmp_path / name), *words]) == 2
    assert ".pdf" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_what_deserves_a_look_is_said_when_a_report_is_issued(
    own_workspace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Desk.open(own_workspace) as desk:
        draft = desk.reports.draft_of(desk.evaluations.find_id(TITLE))
        assert draft is not None
        desk.reports.edit(draft, title="Bread, パン")
        warned = [one.text for one in desk.reports.readiness(draft).items if one.weight is Weight.WARNING]
    assert warned
    words = ("--issue", "--workspace", str(own_workspace), "--json")
    assert main(["report", TITLE, "-o", str(tmp_path / "r.pdf"), *words]) == 1
    captured = capsys.readouterr()
    assert {*warned, "No font of the report has these characters: パ ン"} <= set(captured.err.splitlines())
    assert json.loads(captured.out)["missing_glyphs"] == ["パ", "ン"]


def test_a_copy_that_cannot_be_made_keeps_no_issued_report_back(
    workspace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(*_: object, **__: object) -> bytes:
        raise UserError("There is no room for a stamp on the last page.", "Nothing was signed.", "Sign without it.")

    monkeypatch.setattr(Reports, "signed", no_room)
    (tmp_path / "me.p12").write_bytes(identity())
    (tmp_path / "pass").write_text(PASSPHRASE + "\n")
    words = ("--kind", "memo", "--issue", "--format", "pdf,md", "--sign", str(tmp_path / "me.p12"), "--stamp",
             "--sign-passphrase-file", str(tmp_path / "pass"), "--workspace", str(workspace), "--json")  # fmt: skip
    assert main(["report", TITLE, "-o", str(tmp_path / "r.pdf"), *words]) == 1
    captured = capsys.readouterr()
    assert "no room for a stamp" in captured.err
    made = json.loads(captured.out)
    assert made["version"] > 0
    assert [Path(one["path"]).name for one in made["files"]] == ["r.pdf", "r.md"]
    assert (tmp_path / "r.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("kind", ["recommendation", "memo"], ids=["a draft there is", "one that is started"])
def test_an_issue_that_is_refused_leaves_the_drafts_as_they_were(
    own_workspace: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    kind: str,
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise UserError("The report cannot be issued yet.", "It is still a draft.")

    monkeypatch.setattr(Reports, "issue", refused)
    before = reports(own_workspace)
    words = ("--kind", kind, "--issue", "--language", "fr", "--workspace", str(own_workspace))
    assert main(["report", TITLE, "-o", str(tmp_path / "r.pdf"), *words]) == 2
    assert "cannot be issued" in capsys.readouterr().err
    after = reports(own_workspace)
    assert [replace(row, updated_at="") for row in after] == [replace(row, updated_at="") for row in before]


def test_after_an_issue_the_next_draft_follows_it(
    workspace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("--kind", "comparison", "--issue", "--language", "es", "--recipients", "Aoife Brennan")
    first = report(capsys, workspace, tmp_path / "r.pdf", *words)
    again = report(capsys, workspace, tmp_path / "r.pdf", "--kind", "comparison")
    assert (first["version"] > 0, again["version"]) == (True, 0)
    old, new = (
        next(one for one in reports(workspace) if one.kind == "comparison" and (one.state == "draft") is draft)
        for draft in (False, True)
    )
    assert (new.number, new.language) == (old.number, "es")
    with Desk.open(workspace, read_only=True) as desk:
        assert desk.reports.sheet(new.id).recipients == "Aoife Brennan"


def test_a_read_only_target_is_told_before_anything_is_issued(
    workspace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "r.pdf"
    target.write_bytes(b"old")
    target.chmod(0o444)
    before = reports(workspace)
    assert main(["report", TITLE, "-o", str(target), "--issue", "--workspace", str(workspace)]) == 3
    assert "is read-only" in capsys.readouterr().err
    assert target.read_bytes() == b"old"
    assert reports(workspace) == before


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
