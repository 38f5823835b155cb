from __future__ import annotations

import io
import json
import sys

import pytest

import reports
from consultant_desk.cli.main import main
from reports.encryption import encrypted_copy
from tests.reports.sample import sample_snapshot

PASSWORD = "løve 14"


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return reports.build(sample_snapshot()).pdf


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
    assert set(told) == {"valid", "checks"}
    assert {frozenset(one) for one in told["checks"]} == {frozenset({"name", "ok", "detail"})}
    assert {one["name"]: one["ok"] for one in told["checks"]}["file"] is None


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
