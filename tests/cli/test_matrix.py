"""The commands `matrix import` and `matrix export`, run as a person would."""

from __future__ import annotations

import io
import json
import os
import shutil
import stat
from pathlib import Path

import pytest

from consultant_desk.cli.main import main
from consultant_desk.desk import Desk

HARBOUR = Path(__file__).parents[1] / "oracles" / "harbour-bakeries.evaluation.json"
TITLE = "Customer desk for Harbour Bakeries"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with the evaluation, made once: tests work on copies."""
    place = tmp_path_factory.mktemp("matrix") / "Practice.desk"
    with Desk.create(place, name="Practice") as desk:
        desk.evaluations.import_file(HARBOUR.read_bytes())
    return place


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "Practice.desk"))


def run(folder: Path, *words: str) -> int:
    return main(["--workspace", str(folder), "matrix", *words])


def written(tmp_path: Path, text: str) -> str:
    file = tmp_path / "scores.csv"
    file.write_text(text, encoding="utf-8")
    return str(file)


def test_a_table_becomes_an_evaluation_named_after_its_file(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(folder, "import", written(tmp_path, "Criterion,A,B\nSpeed,1,2\nSSO,yes,no\n")) == 0
    told = capsys.readouterr()
    assert "scores  " not in told.err
    assert told.out.splitlines()[0].endswith("  scores")
    assert told.out.splitlines()[1] == "Imported: scores 4 new; 2 new criteria; 2 new products"
    assert "A2, Speed: The scale is a proposal" in told.err


def test_cells_that_do_not_fit_are_listed_the_rest_comes_in_and_the_exit_is_one(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(tmp_path, ",Northwind Desk,Contoso Flow\nOrder lookup,12,abc\n")
    assert run(folder, "import", file, "--evaluation", TITLE, "--json") == 1
    told = capsys.readouterr()
    answer = json.loads(told.out)
    assert answer["counts"] == {"new": 0, "changed": 1, "same": 0, "empty": 0, "faulty": 1, "skipped": 0}
    assert answer["faulty"] == [
        {"cell": "C2", "why": "“abc” is not a number, but Order lookup is measured in numbers."}
    ]
    assert "C2: “abc” is not a number" in told.err
    with Desk.open(folder) as desk:
        index = desk.evaluations.problem(desk.evaluations.find_id(TITLE)).cell_index()
    assert index["northwind", "order"].value == 12.0


def test_a_dry_run_changes_nothing_and_works_beside_an_open_window(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(tmp_path, ",Northwind Desk\nOrder lookup,12\n")
    with Desk.open(folder) as desk:
        before = desk.evaluations.export(desk.evaluations.find_id(TITLE))
        assert run(folder, "import", file, "--evaluation", TITLE, "--dry-run") == 0
        assert "Would import: scores 1 changed" in capsys.readouterr().out
        assert run(folder, "import", file, "--evaluation", TITLE) == 3
        assert desk.evaluations.export(desk.evaluations.find_id(TITLE)) == before


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_what_was_exported_comes_back_as_it_was(
    folder: Path, tmp_path: Path, suffix: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = str(tmp_path / f"out.{suffix}")
    assert run(folder, "export", TITLE, "-o", file, "--json") == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["format"], answer["criteria"], answer["candidates"]) == (suffix, 9, 5)
    assert run(folder, "import", file, "--evaluation", TITLE) == 0
    assert "Imported: scores 45 same" in capsys.readouterr().out


def test_a_matrix_goes_to_the_output_and_comes_from_the_input(
    folder: Path, capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(folder, "export", TITLE, "-o", "-", "--format", "csv") == 0
    text = capfdbinary.readouterr().out
    assert text.startswith(b"\xef\xbb\xbfCriterion,Unit,Weight %,Northwind Desk")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text)))
    assert run(folder, "import", "-", "--evaluation", TITLE) == 0
    assert b"45 same" in capfdbinary.readouterr().out


@pytest.mark.parametrize(
    "words",
    [
        ("import", "no-such-file.csv"),
        ("import", "{twice}"),
        ("import", "{good}", "--evaluation", "nothing like it"),
        ("import", "{good}", "--evaluation", TITLE, "--title", "New"),
        ("import", "{good}", "--sheet", "Data"),
        ("export", "nothing like it", "-o", "-"),
        ("export", TITLE, "-o", "no-such-folder/out.csv"),
        ("export", TITLE, "-o", "-", "--format", "json", "--part", "result"),
    ],
)
def test_bad_input_is_one_line_and_exit_two(
    folder: Path, tmp_path: Path, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "twice.csv").write_text(",A,a\nx,1,2\n", encoding="utf-8")
    (tmp_path / "good.csv").write_text(",A,B\nx,1,2\n", encoding="utf-8")
    places = {"twice": tmp_path / "twice.csv", "good": tmp_path / "good.csv"}
    assert run(folder, *(word.format(**places) for word in words)) == 2
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the super-user may write everywhere")
def test_a_file_that_cannot_be_replaced_is_kept(folder: Path, tmp_path: Path) -> None:
    place = tmp_path / "locked"
    place.mkdir()
    file = place / "out.csv"
    file.write_text("old", encoding="utf-8")
    place.chmod(stat.S_IREAD | stat.S_IEXEC)
    assert run(folder, "export", TITLE, "-o", str(file)) == 3
    place.chmod(stat.S_IRWXU)
    assert file.read_text(encoding="utf-8") == "old"


def test_an_export_that_breaks_off_keeps_the_file_there_was(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "out.csv"
    file.write_text("old", encoding="utf-8")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    assert run(folder, "export", TITLE, "-o", str(file)) == 3
    assert file.read_text(encoding="utf-8") == "old"
    assert sorted(path.name for path in tmp_path.iterdir() if path.suffix == ".tmp") == []
