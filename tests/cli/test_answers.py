"""The JSON answers of the commands keep their keys: each follows its schema in `resources/schemas`."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from consultant_desk.cli.main import main
from consultant_desk.sample import MAIN_EVALUATION
from tests.services.test_questionnaires import answer_to

SCHEMAS = resources.files("resources.schemas")
ANSWERS = sorted(file.name for file in SCHEMAS.iterdir() if file.name.startswith("answer-"))
HARBOUR = Path(__file__).parents[1] / "oracles" / "harbour-bakeries.evaluation.json"
STATEMENT = HARBOUR.parent / "statements" / "awin.csv"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory, sample_template: Path) -> Path:
    return Path(shutil.copytree(sample_template, tmp_path_factory.mktemp("answers") / "Sample.desk"))


def schema(name: str) -> dict[str, Any]:
    return json.loads((SCHEMAS / f"answer-{name}-1.schema.json").read_text("utf-8"))


def words_of(name: str, out: Path) -> tuple[str, ...]:
    """The command a schema is named after, on the sample."""
    return {
        "backup": ("backup", "-o", str(out / "all.zip")),
        "check": ("check",),
        "clients-list": ("clients", "list"),
        "clients-show": ("clients", "show", "Harbour Bakeries"),
        "demo": ("demo", "--output", str(out)),
        "evaluations-export": ("evaluations", "export", MAIN_EVALUATION, "-o", str(out / "out.evaluation.json")),
        "evaluations-import": ("evaluations", "import", str(out / "in.evaluation.json")),
        "evaluations-lock": ("evaluations", "lock", "Stock and duty records for Saltmarsh Brewing"),
        "evaluations-unlock": ("evaluations", "unlock", MAIN_EVALUATION, "--reason", "A new price list"),
        "evaluations-list": ("evaluations", "list", "--archived"),
        "earnings": ("earnings", "--by", "program"),
        "export-commissions": ("export", "commissions", "-o", str(out / "out.csv")),
        "import-rates": ("import", "rates", str(STATEMENT.parent / "eurofxref-hist.csv")),
        "import-statement": ("import", "statement", str(STATEMENT)),
        "matrix-export": ("matrix", "export", MAIN_EVALUATION, "-o", str(out / "out.xlsx")),
        "matrix-import": ("matrix", "import", str(out / "out.csv"), "--evaluation", MAIN_EVALUATION),
        "new": ("new", str(out / "Practice")),
        "products-list": ("products", "list"),
        "profiles-list": ("profiles", "list"),
        "profiles-test": ("profiles", "test", str(STATEMENT)),
        "questionnaire-export": (
            *("questionnaire", "export", MAIN_EVALUATION),
            *("--stakeholder", "Owner", "-o", str(out / "form.html")),
        ),
        "questionnaire-import": ("questionnaire", "import", str(out / "answer.json")),
        "reconcile": ("reconcile", "--dry-run"),
        "report": ("report", MAIN_EVALUATION, "-o", str(out / "out.pdf")),
        "reports-list": ("reports", "list"),
        "restore": ("restore", str(out / "all.zip"), "--to", str(out / "Restored.desk")),
        "search": ("search", "northwind"),
    }[name]


@pytest.mark.parametrize("file", ANSWERS)
def test_an_answer_follows_its_schema(
    file: str, sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = file.removeprefix("answer-").removesuffix("-1.schema.json")
    if name == "evaluations-import":
        read = json.loads(HARBOUR.read_bytes()) | {"title": "Another desk"}
        (tmp_path / "in.evaluation.json").write_text(json.dumps(read), "utf-8")
    if name == "matrix-import":
        main(["matrix", "export", MAIN_EVALUATION, "-o", str(tmp_path / "out.csv"), "--workspace", str(sample)])
    if name == "questionnaire-import":  # another answer may have opened it before
        main(["evaluations", "unlock", MAIN_EVALUATION, "--reason", "Asked the owner", "--workspace", str(sample)])
        form = str(tmp_path / "form.html")
        asking = ("export", MAIN_EVALUATION, "--stakeholder", "Owner", "-o", form)
        main(["questionnaire", *asking, "--workspace", str(sample)])
        (tmp_path / "answer.json").write_text(answer_to(Path(form).read_text("utf-8")), "utf-8")
    if name == "restore":
        main(["backup", "-o", str(tmp_path / "all.zip"), "--workspace", str(sample)])
        capsys.readouterr()
    assert main([*words_of(name, tmp_path), "--workspace", str(sample), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    Draft202012Validator(schema(name)).validate(answer)
    assert answer


@pytest.mark.parametrize("file", ANSWERS)
def test_a_schema_is_sound_and_leaves_no_key_open(file: str) -> None:
    read = json.loads((SCHEMAS / file).read_text("utf-8"))
    Draft202012Validator.check_schema(read)
    for part in _objects(read):
        assert part["additionalProperties"] is False
        assert part["required"] == list(part["properties"])


def _objects(part: Any) -> Iterator[dict[str, Any]]:
    if isinstance(part, dict):
        if "properties" in part:
            yield part
        for inner in part.values():
            yield from _objects(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from _objects(inner)


def test_a_report_is_not_issued_for_a_file_that_cannot_be_written(
    sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def states() -> list[str]:
        assert main(["reports", "list", "--workspace", str(sample), "--json"]) == 0
        return [row["state"] for row in json.loads(capsys.readouterr().out)]

    before = states()
    for target in (tmp_path / "missing" / "out.pdf", tmp_path):
        assert main(["report", MAIN_EVALUATION, "-o", str(target), "--issue", "--workspace", str(sample)]) == 2
        assert f"{target} is no place for a file" in capsys.readouterr().err
    assert states() == before
