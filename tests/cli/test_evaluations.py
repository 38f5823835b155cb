"""The commands that list, export and import evaluations, run as a person would."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from consultant_desk.cli.main import main
from consultant_desk.desk import Desk
from consultant_desk.domain.evaluation.canonical import problem_sha256
from consultant_desk.domain.evaluation.file import load
from consultant_desk.services.clients import ClientDraft

HARBOUR = Path(__file__).parents[1] / "oracles" / "harbour-bakeries.evaluation.json"
TITLE = "Customer desk for Harbour Bakeries"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "Practice.desk"
    with Desk.create(place, name="Practice") as desk:
        desk.clients.create(ClientDraft("Harbour Bakeries", engagement="Customer desk"))
        desk.clients.create(ClientDraft("Quayside Florist"))
    return place


def run(folder: Path, *words: str) -> int:
    return main(["--workspace", str(folder), "evaluations", *words])


def test_an_evaluation_goes_in_for_a_client_and_is_listed_with_its_verdict(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(folder, "import", str(HARBOUR), "--client", "Harbour Bakeries", "--json") == 0
    made = json.loads(capsys.readouterr().out)
    assert made["title"] == TITLE
    assert run(folder, "list", "--json") == 0
    row = json.loads(capsys.readouterr().out)[0]
    assert (row["id"], row["client"], row["scores_known"]) == (made["id"], "Harbour Bakeries", 44)
    assert run(folder, "list") == 0
    told = capsys.readouterr().out
    assert made["id"][-8:] in told
    assert "44/45" in told
    assert "Northwind Desk, closely followed by Contoso Flow" in told


def test_what_comes_out_is_the_evaluation_that_went_in(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(folder, "import", str(HARBOUR))
    written = tmp_path / "out.evaluation.json"
    assert run(folder, "export", TITLE, "-o", str(written)) == 0
    assert problem_sha256(load(written.read_bytes())) == problem_sha256(load(HARBOUR.read_bytes()))
    capsys.readouterr()
    assert run(folder, "export", TITLE, "-o", "-") == 0
    assert capsys.readouterr().out == written.read_text(encoding="utf-8")


def test_a_faulty_file_is_one_line_per_fault_and_nothing_is_kept(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = json.loads(HARBOUR.read_bytes())
    broken["weights"]["points"]["cost"] = -1
    broken["candidates"][0]["colour"] = "red"
    file = tmp_path / "broken.evaluation.json"
    file.write_text(json.dumps(broken), encoding="utf-8")
    assert run(folder, "import", str(file)) == 2
    told = capsys.readouterr()
    assert told.err.count("\n") == 2
    assert "$.candidates[0].colour" in told.err
    assert "$.weights.points.cost" in told.err
    assert run(folder, "list") == 0
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    "words",
    [
        ("import", "no-such-file.json"),
        ("import", str(HARBOUR), "--client", "Quayside Florist"),
        ("import", str(HARBOUR), "--client", "nobody"),
        ("export", "nothing like it", "-o", "-"),
        ("export", "nothing like it", "-o", "no-such-folder/out.json"),
    ],
)
def test_what_is_not_there_is_one_line_and_exit_two(
    folder: Path, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(folder, *words) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_listing_works_beside_an_open_window_and_importing_names_who_holds_it(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Desk.open(folder):
        assert run(folder, "list") == 0
        assert run(folder, "import", str(HARBOUR)) == 3
    assert capsys.readouterr().err.count("\n") == 1


def test_weights_and_scores_are_locked_opened_with_a_reason_and_locked_again(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(folder, "import", str(HARBOUR))
    capsys.readouterr()
    assert run(folder, "lock", TITLE) == 0
    told = capsys.readouterr()
    assert problem_sha256(load(HARBOUR.read_bytes())) in told.out
    assert "1 score is unknown and stays so." in told.err
    assert run(folder, "lock", TITLE) == 2
    assert "locked already" in capsys.readouterr().err
    assert run(folder, "unlock", TITLE, "--reason", "A new price list") == 0
    capsys.readouterr()
    assert run(folder, "lock", TITLE, "--json") == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["state"], answer["reopenings"][0]["reason"]) == ("locked", "A new price list")
    assert answer["reopenings"][0]["changes"] == []


def test_opening_again_without_a_reason_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(folder, "import", str(HARBOUR))
    run(folder, "lock", TITLE)
    assert run(folder, "unlock", TITLE, "--reason", "  ") == 2
    assert "reason" in capsys.readouterr().err
