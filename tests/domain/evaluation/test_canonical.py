"""The digest of a problem: three vectors that never change, and what it does and does not depend on."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from consultant_desk.domain.evaluation.canonical import canonical_json, plain, problem_sha256
from consultant_desk.domain.evaluation.file import load
from tests.domain.evaluation.samples import described, read

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "golden" / "evaluation"
DIGESTS: dict[str, str] = json.loads((GOLDEN / "digests.json").read_text(encoding="utf-8"))
FILES = {
    "described": GOLDEN / "described.evaluation.json",
    "hard": GOLDEN / "hard.evaluation.json",
    "harbour-bakeries": ROOT / "oracles" / "harbour-bakeries.evaluation.json",
}


@pytest.mark.parametrize("name", DIGESTS)
def test_the_digest_is_that_of_the_golden_canonical_form(name: str) -> None:
    canonical = (GOLDEN / f"{name}.canonical.json").read_bytes()
    assert hashlib.sha256(canonical).hexdigest() == DIGESTS[name]
    problem = load(FILES[name].read_bytes())
    assert canonical_json(problem) == canonical
    assert problem_sha256(problem) == DIGESTS[name]


@pytest.mark.parametrize("name", DIGESTS)
def test_the_canonical_form_is_json_without_numbers(name: str) -> None:
    def refuse(text: str) -> None:
        raise AssertionError(f"a JSON number: {text}")

    text = (GOLDEN / f"{name}.canonical.json").read_text(encoding="utf-8")
    json.loads(text, parse_int=refuse, parse_float=refuse)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (25.0, "25"),
        (Decimal("25.00"), "25"),
        (0.1, "0.1"),
        (-0.0, "0"),
        (1e-7, "0.0000001"),
        (1e15, "1000000000000000"),
        (1.5e300, "15" + "0" * 299),
        (Decimal("4800.50"), "4800.5"),
        (Decimal("1E+2"), "100"),
    ],
)
def test_numbers_have_one_plain_form(number: float | Decimal, text: str) -> None:
    assert plain(number) == text


def test_what_is_said_in_another_way_has_the_same_digest() -> None:
    other = described()
    other["criteria"].reverse()
    other["candidates"].reverse()
    other["scores"].reverse()
    other["scores"][-1].update(value="25.00", low=30, high="2.2e1")
    other["criteria"][0]["cost"] = False
    other["criteria"][0]["note"] = ""
    other["title"] = "Another title"
    other["evidence"][0]["quote"] = "Another quote"
    other["options"]["horizon_years"] = 5
    assert problem_sha256(read(other)) == DIGESTS["described"]


def test_a_rationale_is_not_part_of_the_digest() -> None:
    problem = read(described())
    told = replace(problem, cells=tuple(replace(cell, rationale="told later") for cell in problem.cells))
    assert problem_sha256(told) == DIGESTS["described"]


def test_a_private_note_is_not_part_of_the_digest() -> None:
    noted = described()
    for part in ("groups", "criteria", "candidates", "scores"):
        noted[part][0]["note"] = "mine"
    assert problem_sha256(read(noted)) == DIGESTS["described"]


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("scores", 0, "value"), 26),
        (("weights", "points", "price"), 31),
        (("criteria", 0, "scale"), [61, 10]),
        (("candidates", 0, "name"), "Northwind"),
        (("stakeholders", 0, "weights", "points", "fit"), 21),
        (("costs", 0, "amount"), "4800.01"),
    ],
)
def test_any_change_of_substance_changes_the_digest(place: tuple[str | int, ...], value: object) -> None:
    tree = described()
    spot: Any = tree
    for step in place[:-1]:
        spot = spot[step]
    spot[place[-1]] = value
    assert problem_sha256(read(tree)) != DIGESTS["described"]
