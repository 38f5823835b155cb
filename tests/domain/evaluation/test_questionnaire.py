"""The answer to a questionnaire: read strictly, and compared with the criteria there are now."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from consultant_desk.domain.evaluation.file import load
from consultant_desk.domain.evaluation.problem import Direction, Levels, Linear, Problem
from consultant_desk.domain.evaluation.questionnaire import (
    FORMAT,
    MAX_BYTES,
    asked_of,
    compare,
    criteria_version,
    note_of,
    read_answer,
)
from consultant_desk.errors import UserError
from tests.effort import tried
from tests.services.problems import problems

PROBLEM = load((Path(__file__).parents[2] / "oracles" / "harbour-bakeries.evaluation.json").read_bytes())
SCHEMA = json.loads((resources.files("resources.schemas") / "questionnaire-answer-1.schema.json").read_text("utf-8"))


def answer(problem: Problem = PROBLEM, **changes: Any) -> dict[str, Any]:
    """What the form of a problem gives back, every step worth 50 but the first."""
    asked = [asked_of(criterion) for criterion in problem.criteria]
    criteria = [{**one.to_json(), "points": 50 if place else 100, "comment": ""} for place, one in enumerate(asked)]
    return {
        "format": FORMAT,
        "version": 1,
        "evaluation": "01a1",
        "title": problem.title,
        "questionnaire": "01a2",
        "stakeholder": "Owner",
        "criteria_version": criteria_version(asked),
        "answered_at": "2026-11-21T10:00:00.000Z",
        "criteria": criteria,
        "comment": "",
        **changes,
    }


def faults(data: object) -> list[str]:
    with pytest.raises(UserError) as refused:
        read_answer(json.dumps(data))
    return [fault.line() for fault in refused.value.faults]


@tried(15)
@given(problems())
def test_an_answer_to_what_is_asked_fits_whatever_the_criteria(problem: Problem) -> None:
    found = answer(problem)
    Draft202012Validator(SCHEMA).validate(found)
    compared = compare(read_answer(json.dumps(found)), problem)
    assert compared.differences == ()
    assert dict(compared.points) == {item.id: 50.0 if place else 100.0 for place, item in enumerate(problem.criteria)}


def test_the_version_does_not_depend_on_order_but_on_name_unit_and_scale() -> None:
    asked = [asked_of(criterion) for criterion in PROBLEM.criteria]
    version = criteria_version(asked)
    assert criteria_version(reversed(asked)) == version
    for other in (
        replace(asked[1], name="Other"),
        replace(asked[1], unit="min"),
        replace(asked[1], scale=("1", "2")),
        replace(asked[1], id="other"),
    ):
        assert criteria_version([asked[0], other, *asked[2:]]) != version


def test_a_text_that_was_composed_differently_is_the_same_criterion() -> None:
    criteria = (replace(PROBLEM.criteria[0], name="Cafe\u0301"), *PROBLEM.criteria[1:])
    problem = replace(PROBLEM, criteria=criteria)
    assert compare(read_answer(json.dumps(answer(problem))), problem).differences == ()


def test_what_changed_since_is_said_and_what_still_fits_is_kept() -> None:
    first, second, third, *rest = PROBLEM.criteria
    added = replace(first, id="new", name="Backups")
    changed = replace(
        PROBLEM,
        criteria=(
            replace(first, name="Inbox for all"),
            replace(second, value=Linear(60, 10), direction=Direction.MIN),
            *rest,
            added,
        ),
    )
    found = compare(read_answer(json.dumps(answer())), changed)
    assert found.differences == (
        "“Shared inbox” is called “Inbox for all” now.",
        "The scale of “Order lookup” was 120 to 10 s and is 60 to 10 s now.",
        f"“{third.name}” is no criterion any more.",
        "“Backups” was added.",
    )
    assert [key for key, _ in found.points] == ["inbox", *(item.id for item in rest)]


def test_levels_that_changed_do_not_fit_any_more() -> None:
    other = replace(PROBLEM.criteria[0], value=Levels((("none", 0.0), ("all", 100.0))))
    found = compare(read_answer(json.dumps(answer())), replace(PROBLEM, criteria=(other, *PROBLEM.criteria[1:])))
    assert "and is none, all now." in found.differences[0]


def test_comments_become_one_note() -> None:
    data = answer(comment=" Thanks ")
    data["criteria"][1]["comment"] = "quick\n"
    assert note_of(read_answer(json.dumps(data))) == "Thanks\nOrder lookup: quick"


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ({"version": 2}, "$.version: is another than this program knows; expected 1"),
        ({"format": "x"}, f'$.format: is not that of an answer to a questionnaire; expected "{FORMAT}"'),
        ({"colour": 1}, "$.colour: unknown key"),
        ({"stakeholder": " "}, "$.stakeholder: is empty"),
        ({"stakeholder": "x" * 201}, "$.stakeholder: holds 201 characters"),
        ({"answered_at": "yesterday"}, '$.answered_at: is "yesterday"'),
        ({"evaluation": "../x"}, '$.evaluation: is "../x"'),
        ({"criteria": []}, "$.criteria: is empty"),
        ({"criteria_version": "0" * 64}, "$.criteria_version: is not that of these criteria"),
        ({"comment": "x" * 4_001}, "$.comment: holds 4001 characters"),
    ],
)
def test_a_fault_is_named_by_its_path(change: dict[str, Any], line: str) -> None:
    assert any(fault.startswith(line) for fault in faults(answer(**change)))


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ({"points": 101}, "$.criteria[1].points: is 101"),
        ({"points": None}, "$.criteria[1].points: is null"),
        ({"points": "NaN"}, '$.criteria[1].points: is "NaN"'),
        ({"scale": ["1"]}, "$.criteria[1].scale: is a list; expected [worst, best]"),
        ({"levels": ["a"]}, "$.criteria[1]: has both or neither of scale and levels"),
        ({"id": "inbox"}, '$.criteria[1].id: "inbox" stands twice'),
    ],
)
def test_a_fault_of_one_answer_is_named_by_its_path(change: dict[str, Any], line: str) -> None:
    data = answer()
    data["criteria"][1].update(change)
    assert any(fault.startswith(line) for fault in faults(data))


def test_points_of_nothing_at_all_are_refused() -> None:
    data = answer()
    for one in data["criteria"]:
        one["points"] = 0
    assert faults(data) == ["$.criteria: gives no points at all; expected points above 0 for one of them"]


@pytest.mark.parametrize("data", [b"", b"{", b"[1]", b"\xff", b" " * (MAX_BYTES + 1), b"[" * 100, b'{"a":NaN}'])
def test_what_is_no_answer_is_refused_in_its_own_words(data: bytes) -> None:
    with pytest.raises(UserError) as refused:
        read_answer(data, "notes.json")
    assert refused.value.happened == "“notes.json” is not the answer to a questionnaire."
    assert "$" not in refused.value.sentence()


def test_the_text_of_an_answer_may_be_pasted_with_blanks_around_it() -> None:
    assert read_answer(f"\n  {json.dumps(answer())}\n\n").stakeholder == "Owner"


@given(st.binary(max_size=200) | st.text(max_size=200))
def test_any_input_is_an_answer_or_refused(data: bytes | str) -> None:
    with pytest.raises(UserError):
        read_answer(data)
