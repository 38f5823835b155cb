"""The command `import statement` as tests run it: its files, its answer held to the schema, what is counted."""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from consultant_desk.cli.main import main

CASES = Path(__file__).parents[1] / "oracles" / "statements"
SCHEMA = json.loads((resources.files("resources.schemas") / "answer-import-statement-1.schema.json").read_text("utf-8"))
KEYS = [
    "external_id", "date", "program", "amount_minor", "currency", "status", "raw_status", "ref", "sale_minor",
    "effect_minor", "payment_id", "action",
]  # fmt: skip
TOTALS = ("pending", "approved", "paid", "reversed")
ALL = sorted(path.name.removesuffix(".expected.json") for path in CASES.glob("*.expected.json"))
HEAD = "Date,Program,Commission,Currency,Status,Transaction ID\n"
OWN = "When,Shop,Earned,Cur,State\n03/04/2026,ACME,12.50,EUR,approved\n14/04/2026,ACME,2.50,EUR,pending\n"
MAPPED = ("--map", "When=date", "--map", "Earned=amount", "--map", "Cur=currency", "--map", "State=status")


def run(folder: Path, *words: str) -> int:
    return main(["--workspace", str(folder), "import", "statement", *words])


def answer(folder: Path, capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> dict[str, Any]:
    assert run(folder, *words, "--json") == code
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    Draft202012Validator(SCHEMA).validate(found)
    assert all(list(row) == KEYS for row in found["rows"])
    assert sum(found["counts"].values()) == len(found["rows"])
    return found


def expected(case: str) -> dict[str, Any]:
    return json.loads((CASES / f"{case}.expected.json").read_text("utf-8"))


def file_of(case: str) -> str:
    return str(CASES / expected(case)["file"])


def words_of(case: str) -> list[str]:
    """The file of a case, with the currency of its account where the file says none."""
    currency = expected(case).get("account_currency")
    return [file_of(case), *(["--currency", currency] if currency else [])]


def counts(**wanted: int) -> dict[str, int]:
    actions = ("new", "status_change", "amended", "unchanged", "needs_decision", "ignored")
    return {action: wanted.get(action, 0) for action in actions}


def written(tmp_path: Path, text: str, name: str = "statement.csv") -> str:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    return str(file)
