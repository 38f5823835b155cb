"""The commands `questionnaire export` and `questionnaire import`, run as a person would."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from consultant_desk.cli.main import main
from consultant_desk.desk import Desk
from consultant_desk.services.evaluations import CriterionDraft
from tests.services.test_questionnaires import answer_to

HARBOUR = Path(__file__).parents[1] / "oracles" / "harbour-bakeries.evaluation.json"
TITLE = "Customer desk for Harbour Bakeries"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "Practice.desk"
    with Desk.create(place, name="Practice") as desk:
        desk.evaluations.import_file(HARBOUR.read_bytes())
    return place


@pytest.fixture
def answer(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    assert run(folder, "export", TITLE, "--stakeholder", "Chris Doyle", "-o", str(tmp_path / "form.html")) == 0
    assert "9 questions for Chris Doyle" in capsys.readouterr().err
    file = tmp_path / "answer.json"
    file.write_text(answer_to((tmp_path / "form.html").read_text("utf-8")), "utf-8")
    return file


def run(folder: Path, *words: str) -> int:
    return main(["--workspace", str(folder), "questionnaire", *words])


def test_an_answer_is_taken_once_and_again(folder: Path, answer: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, "import", str(answer)) == 0
    assert capsys.readouterr().out == f"Chris Doyle: 9 of 9 answers taken for {TITLE}\n"
    assert run(folder, "import", str(answer), "--evaluation", TITLE, "--json") == 0
    assert json.loads(capsys.readouterr().out)["replaced"] is True


def test_changed_criteria_exit_one_until_they_are_accepted(
    folder: Path, answer: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Desk.open(folder) as desk:
        desk.evaluations.add_criterion(desk.evaluations.find_id(TITLE), CriterionDraft("Backups"))
    assert run(folder, "import", str(answer), "--json") == 1
    told = capsys.readouterr()
    assert json.loads(told.out)["applied"] is False
    assert "“Backups” was added." in told.err
    assert run(folder, "import", str(answer), "--accept-changed") == 0
    assert "9 of 9 answers taken" in capsys.readouterr().out


def test_bad_input_is_one_line_per_fault_and_exit_two(
    folder: Path, answer: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = json.loads(answer.read_text("utf-8"))
    data["colour"] = "red"
    data["criteria"][0]["points"] = 200
    answer.write_text(json.dumps(data), "utf-8")
    assert run(folder, "import", str(answer)) == 2
    told = capsys.readouterr().err
    assert told.count("\n") == 2
    assert "$.criteria[0].points" in told
    assert run(folder, "import", "nowhere.json") == 2
    assert run(folder, "export", TITLE, "--stakeholder", " ", "-o", "-") == 2
