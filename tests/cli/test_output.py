"""Tables line up, and no text of a workspace can drive the terminal."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from consultant_desk.cli.output import Column, Progress, display_width, fault_lines, print_json, print_table, printable
from consultant_desk.errors import EnvironmentFailure, Fault, UserError

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "tests" / "oracles" / "harbour-bakeries.evaluation.json"


def test_columns_line_up_by_what_a_terminal_shows(capsys: pytest.CaptureFixture[str]) -> None:
    print_table([Column("Name"), Column("Score", right=True)], [["日本", "1"], ["é", "100"]])
    assert capsys.readouterr().out == "Name  Score\n日本      1\né       100\n"


def test_a_table_without_rows_prints_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    print_table([Column("Name")], [])
    assert capsys.readouterr().out == ""


def test_a_long_text_is_cut_at_the_width_of_its_column(capsys: pytest.CaptureFixture[str]) -> None:
    print_table([Column("N", width=5)], [["abcdefgh"], ["日本語日本"]])
    assert capsys.readouterr().out.splitlines() == ["N", "abcd…", "日本…"]


def test_control_characters_never_reach_the_terminal() -> None:
    assert printable("a\x1b[31mb\nc\x9bd\ud800") == "a[31mb cd"


def test_no_character_turns_the_order_of_what_follows() -> None:
    assert printable("valid\u202efdp.exe\u2066x\u2069") == "validfdp.exex"
    assert printable("مخابز \U0001f469\u200d\U0001f52c") == "مخابز \U0001f469\u200d\U0001f52c"


def test_a_json_document_keeps_letters_and_refuses_what_json_has_not(capsys: pytest.CaptureFixture[str]) -> None:
    print_json({"name": "Büro"})
    out = capsys.readouterr().out
    assert "Büro" in out
    assert json.loads(out) == {"name": "Büro"}
    with pytest.raises(ValueError, match="JSON"):
        print_json(float("nan"))


def test_wide_and_combining_characters_have_their_width() -> None:
    assert display_width("日本") == 4
    assert display_width("e\u0301") == 1


def test_each_fault_of_an_input_is_one_line() -> None:
    faults = (Fault("$.criteria[0]", "no\nscale", "two numbers"), Fault("$.weights", "missing"))
    assert fault_lines(UserError("2 faults", faults=faults)) == [
        "$.criteria[0]: no scale; expected two numbers",
        "$.weights: missing",
    ]
    assert fault_lines(EnvironmentFailure("Locked.", hint="Wait.")) == ["Locked. Wait."]


def test_progress_off_a_terminal_is_two_lines() -> None:
    stream = io.StringIO()
    with Progress("Making the report", stream) as progress:
        progress(1, 2)
    assert stream.getvalue() == "Making the report …\nMaking the report: done\n"


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-", "<&-"])
def test_a_command_started_with_a_stream_closed_does_its_work(closed: str) -> None:
    command = f'exec "$0" -m consultant_desk evaluate "$1" {closed}'
    run = subprocess.run(["sh", "-c", command, sys.executable, SAMPLE], cwd=ROOT, capture_output=True, check=False)
    assert (run.returncode, run.stderr) == (0, b"")
