"""`evaluate`: a ranking on stdout, one JSON document with --json, one line per fault and exit 2 for a bad file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from consultant_desk.cli.main import main

SAMPLE = Path(__file__).parents[1] / "oracles" / "harbour-bakeries.evaluation.json"
BREWERY = Path(__file__).parents[2] / "resources" / "sample" / "saltmarsh-brewing.evaluation.json"


def test_the_ranking_is_printed_with_verdict_intervals_and_warnings(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", str(SAMPLE)]) == 0
    out = capsys.readouterr().out
    assert "Northwind Desk, closely followed by Contoso Flow." in out
    assert "Contoso Flow below 18.5 %" in out
    assert "Hosting in the EU, 6.0 %: any weight keeps the winner" in out
    assert "go together (r = 0.97)" in out


def test_value_for_money_is_printed_from_cheapest_to_dearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", str(SAMPLE)]) == 0
    out = capsys.readouterr().out
    table = out[out.index("Value for money:") :].splitlines()[2:7]
    assert [line.split("  ")[0] for line in table] == [
        "Keep the spreadsheet", "Tailspin CRM", "Contoso Flow", "Northwind Desk", "Fabrikam One",
    ]  # fmt: skip
    assert ["on the frontier" in line for line in table] == [True, False, True, True, False]
    assert "- Contoso Flow to Northwind Desk: €1,191.34 for each point more" in out
    assert "- with €18,900.00 or more: Contoso Flow" in out


def test_costs_of_two_currencies_are_one_total_by_year_and_kind(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", str(BREWERY), "--json"]) == 0
    worth = json.loads(capsys.readouterr().out)["value_for_money"]
    assert (worth["unit"], worth["frontier"]) == ("EUR", ["trey", "coho"])
    licences = 12 * 0.92 * (10 * 29 + 4 * 24)
    years = [0.92 * 1500, licences + 600, licences + 600, licences + 600 + 0.92 * 800]
    assert worth["by_year"]["blue"] == pytest.approx([amount / 1.04**year for year, amount in enumerate(years)])
    assert sum(worth["by_kind"]["blue"].values()) == pytest.approx(worth["cost"]["blue"])


def test_json_is_one_document_and_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", str(SAMPLE), "--json", "--samples", "100", "--seed", "2"]) == 0
    shown = capsys.readouterr()
    answer = json.loads(shown.out)
    assert (answer["format"], shown.err) == ("consultant-desk/result", "")
    assert answer["simulation"]["seed"] == 2


def test_the_weights_of_a_stakeholder_decide(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", str(SAMPLE), "--stakeholder", "Owner", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["verdict"]["winner"] == "contoso"


def test_each_fault_of_a_file_is_one_line_with_its_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tree = json.loads(SAMPLE.read_text(encoding="utf-8"))
    tree["colour"] = "red"
    tree["scores"][3]["criterion"] = "speed"
    file = tmp_path / "bad.evaluation.json"
    file.write_text(json.dumps(tree), encoding="utf-8")
    assert main(["evaluate", str(file)]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    lines = shown.err.splitlines()
    assert len(lines) == 2
    assert "$.colour: unknown key" in lines[0]
    assert "$.scores[3].criterion" in lines[1]


def test_a_file_that_is_no_json_is_told_in_plain_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "picture.json"
    file.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    assert main(["evaluate", str(file)]) == 2
    assert "This is not an evaluation file. It is no text at all, but a picture" in capsys.readouterr().err
    file.write_text(SAMPLE.read_text(encoding="utf-8")[:300], encoding="utf-8")
    assert main(["evaluate", str(file)]) == 2
    assert "The file is damaged and cannot be read. It breaks off in line" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("tree", "told"),
    [
        (
            {"format": "consultant-desk/template", "version": 1},
            "This is not an evaluation file. It is a template file.",
        ),
        ([1, 2], "This is not an evaluation file. It is JSON of another kind."),
        (
            {"format": "consultant-desk/evaluation", "version": 9},
            "This is an evaluation file of a newer version of the program. Update the program,",
        ),
    ],
)
def test_a_file_of_another_kind_is_told_as_the_window_tells_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], tree: object, told: str
) -> None:
    file = tmp_path / "other.json"
    file.write_text(json.dumps(tree), encoding="utf-8")
    assert main(["evaluate", str(file)]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"consultant-desk: {told}")


@pytest.mark.parametrize("options", [["--scheme", "wild"], ["--samples", "0"], ["--samples", "x"]])
def test_an_option_that_cannot_be_met_ends_with_2(options: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    try:
        code = main(["evaluate", str(SAMPLE), *options])
    except SystemExit as left:
        code = int(str(left.code))
    assert code == 2
    assert options[0] in capsys.readouterr().err


def test_the_table_says_that_its_ends_leave_entered_ranges_out(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", str(SAMPLE)]) == 0
    assert "Low and High count unknown scores only" in capsys.readouterr().out


def test_a_change_of_a_score_is_written_out_with_its_unit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tree = {
        "format": "consultant-desk/evaluation", "version": 1, "title": "Two figures",
        "criteria": [
            {"id": "cost", "name": "Cost", "direction": "min", "unit": "EUR", "scale": [50000, 0]},
            {"id": "time", "name": "Time", "direction": "min", "unit": "months", "scale": [4, 0]},
        ],
        "weights": {"method": "direct", "points": {"cost": 50, "time": 50}},
        "candidates": [{"id": "a", "name": "A"}, {"id": "b", "name": "B"}],
        "scores": [
            {"candidate": candidate, "criterion": criterion, "value": value}
            for candidate, criterion, value in (
                ("a", "cost", 12500), ("a", "time", 2), ("b", "cost", 25000), ("b", "time", 2)
            )
        ],
    }  # fmt: skip
    file = tmp_path / "two.evaluation.json"
    file.write_text(json.dumps(tree))
    assert main(["evaluate", str(file)]) == 0
    out = capsys.readouterr().out
    assert "A, Cost +€12,500: B would be first" in out
    assert "B, Time −1 month: B would be first" in out


def test_weights_and_scores_are_rounded_as_window_and_report_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tree = {
        "format": "consultant-desk/evaluation", "version": 1, "title": "Halves",
        "criteria": [{"id": key, "name": key.title(), "direction": "max"} for key in ("price", "fit")],
        "weights": {"method": "direct", "points": {"price": 6.25, "fit": 93.75}},
        "candidates": [{"id": "a", "name": "A"}, {"id": "b", "name": "B"}],
        "stakeholders": [
            {"name": "Owner", "weights": {"method": "direct", "points": {"price": 43.75, "fit": 56.25}}},
            {"name": "Clerk", "weights": {"method": "direct", "points": {"price": 6.25, "fit": 93.75}}},
        ],
        "scores": [
            {"candidate": candidate, "criterion": criterion, "value": value}
            for candidate, criterion, value in (("a", "price", 4), ("a", "fit", 80), ("b", "price", 0), ("b", "fit", 0))
        ],
    }  # fmt: skip
    file = tmp_path / "halves.evaluation.json"
    file.write_text(json.dumps(tree))
    assert main(["evaluate", str(file)]) == 0
    out = capsys.readouterr().out
    assert "Price, 6.3 %" in out
    assert "Price: 6.3 % (Clerk) to 43.8 % (Owner)" in out
    assert " 75.3 " in out


@pytest.mark.parametrize(
    ("weights", "said"),
    [
        ({"fit": 100}, ["- Fit, 100.0 %: it is the only criterion"]),
        (
            {"fit": 100, "ease": 0},
            ["- Fit, 100.0 %: it has all the weight, so the others have no proportions to keep",
             "- Ease, 0.0 %: B above 10.0 %"],
        ),
    ],
)  # fmt: skip
def test_a_criterion_that_carries_the_whole_weight_says_why_it_has_no_interval(
    weights: dict[str, int], said: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scores = {"a": {"fit": 70, "ease": 0}, "b": {"fit": 60, "ease": 90}}
    tree = {
        "format": "consultant-desk/evaluation", "version": 1, "title": "Whole",
        "criteria": [{"id": key, "name": key.title(), "direction": "max"} for key in weights],
        "weights": {"method": "direct", "points": weights},
        "candidates": [{"id": key, "name": key.upper()} for key in scores],
        "scores": [
            {"candidate": key, "criterion": one, "value": row[one]} for key, row in scores.items() for one in weights
        ],
    }  # fmt: skip
    file = tmp_path / "whole.evaluation.json"
    file.write_text(json.dumps(tree))
    assert main(["evaluate", str(file)]) == 0
    lines = capsys.readouterr().out.splitlines()
    start = lines.index("How far one weight may move before another candidate leads:")
    assert lines[start + 1 : start + 1 + len(said)] == said


def test_a_file_that_is_not_there_ends_with_2(tmp_path: Path) -> None:
    assert main(["evaluate", str(tmp_path / "none.json")]) == 2


def test_a_candidate_that_cannot_win_is_told_with_the_rank_it_would_have(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tree = json.loads(SAMPLE.read_text(encoding="utf-8"))
    score = next(one for one in tree["scores"] if (one["candidate"], one["criterion"]) == ("northwind", "eu"))
    score["level"] = "No"
    file = tmp_path / "failed.evaluation.json"
    file.write_text(json.dumps(tree), encoding="utf-8")
    assert main(["evaluate", str(file)]) == 0
    assert "fails Hosting in the EU; would be number" in capsys.readouterr().out
