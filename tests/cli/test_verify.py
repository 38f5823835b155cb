from __future__ import annotations

import io
import json
import shutil
import sys

import pytest

import reports
from consultant_desk.cli.main import main
from consultant_desk.desk import Desk
from consultant_desk.paths import WORKSPACE_VARIABLE
from consultant_desk.sample import MAIN_EVALUATION
from reports.earnings_statement import build_earnings
from reports.encryption import encrypted_copy
from tests.reports.sample import sample_snapshot
from tests.reports.test_earnings_statement import SNAPSHOT

PASSWORD = "løve 14"


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return reports.build(sample_snapshot()).pdf


def test_an_earnings_statement_is_called_one_and_checked(tmp_path, capsys):
    file = tmp_path / "statement.pdf"
    file.write_bytes(build_earnings(SNAPSHOT).pdf)
    assert main(["verify", str(file)]) == 0
    out = capsys.readouterr().out
    assert "earnings statement for 2026-01-01 to 2026-12-31" in out
    assert "The statement is valid." in out
    file.write_bytes(file.read_bytes().replace(b"2027-01-15", b"2027-01-16", 1))
    assert main(["verify", str(file), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["valid"], told["document"]) == (False, "earnings_statement")


@pytest.fixture
def copy(pdf, tmp_path):
    file = tmp_path / "copy.pdf"
    file.write_bytes(encrypted_copy(pdf, PASSWORD))
    return str(file)


def test_an_encrypted_copy_is_checked_with_the_first_line_of_a_file(copy, tmp_path, capsys):
    secret = tmp_path / "secret.txt"
    secret.write_text(f"{PASSWORD}\r\nanother line\n", "utf-8", newline="")
    assert main(["verify", copy, "--password-file", str(secret)]) == 0
    out = capsys.readouterr().out
    assert "It is an encrypted copy" in out
    assert "The report is valid." in out
    assert PASSWORD not in out


def test_the_password_may_come_from_standard_input(copy, monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(f"{PASSWORD}\n".encode())))
    assert main(["verify", copy, "--password-file", "-", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (set(told), told["document"]) == ({"valid", "document", "checks"}, "report")
    assert {frozenset(one) for one in told["checks"]} == {frozenset({"name", "ok", "detail"})}
    assert {one["name"]: one["ok"] for one in told["checks"]}["file"] is None


def test_a_person_at_a_terminal_is_asked_for_the_password_which_is_not_shown(copy, capsys, monkeypatch):
    asked = []

    def typed(prompt, _stream):
        asked.append(prompt)
        return PASSWORD

    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr("getpass.getpass", typed)
    assert main(["verify", copy, "--password-file", "-"]) == 0
    assert asked == ["Password: "]
    captured = capsys.readouterr()
    assert PASSWORD not in captured.out + captured.err


@pytest.mark.parametrize("data", [b"", b"\n", b"\xff\xfe\xff\n"])
def test_a_file_without_a_password_is_named(copy, tmp_path, data, capsys):
    secret = tmp_path / "secret.txt"
    secret.write_bytes(data)
    assert main(["verify", copy, "--password-file", str(secret)]) == 2
    assert "There is no password in" in capsys.readouterr().err


def test_a_wrong_password_is_said_in_words(copy, tmp_path, capsys):
    secret = tmp_path / "secret.txt"
    secret.write_text("something else", "utf-8")
    assert main(["verify", copy, "--password-file", str(secret)]) == 1
    assert "this is not its password" in capsys.readouterr().out


@pytest.fixture(scope="module")
def workspace(tmp_path_factory, sample_template):
    """A workspace with a report that it issued, and the file of it."""
    folder = tmp_path_factory.mktemp("verify") / "Sample.desk"
    shutil.copytree(sample_template, folder)
    with Desk.open(folder) as desk:
        report = desk.reports.draft_of(desk.evaluations.find_id(MAIN_EVALUATION))
        desk.reports.issue(report)
        (folder.parent / "issued.pdf").write_bytes(desk.reports.pdf(report))
    return folder


def issued(capsys, *words):
    assert main(["verify", *words, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    return next((one["ok"], one["detail"]) for one in told["checks"] if one["name"] == "issued")


def test_the_workspace_that_issued_a_report_knows_it(workspace, capsys, monkeypatch):
    file = str(workspace.parent / "issued.pdf")
    assert issued(capsys, file, "--workspace", str(workspace)) == (True, "It is the file that was issued.")
    monkeypatch.setenv(WORKSPACE_VARIABLE, str(workspace))
    assert issued(capsys, file)[0] is True
    monkeypatch.setenv(WORKSPACE_VARIABLE, str(workspace.parent / "gone.desk"))
    assert issued(capsys, file) == (
        None, "Without a signature or the issuing workspace this proves that the file is consistent, not its origin."
    )  # fmt: skip


def test_a_workspace_says_that_it_did_not_issue_a_report(workspace, pdf, tmp_path, capsys):
    file = tmp_path / "other.pdf"
    file.write_bytes(pdf)
    ok, detail = issued(capsys, str(file), "--workspace", str(workspace))
    assert ok is None
    assert "did not issue this file" in detail


def test_a_workspace_that_is_named_has_to_be_there(workspace, tmp_path, capsys):
    words = ("--workspace", str(tmp_path / "gone.desk"))
    assert main(["verify", str(workspace.parent / "issued.pdf"), *words]) in {2, 3}
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "gone.desk" in captured.err
