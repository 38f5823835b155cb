"""Statements as JSON: nested, with numbers as they are written, cut off, or hostile."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from consultant_desk.domain.earnings.statement import Trouble
from consultant_desk.errors import UserError
from consultant_desk.imports.statements import source
from tests.imports.statements.support import known, read

ORACLES = Path(__file__).parents[2] / "oracles" / "statements"
ROW = {
    "transaction_id": "T1",
    "date": "2026-02-01",
    "program": "Coffee",
    "commission": 5.25,
    "currency": "EUR",
    "status": "paid",
}


def document(*rows: dict[str, Any]) -> str:
    return json.dumps([ROW | row for row in rows])


@pytest.mark.parametrize(
    "text",
    [
        document({}),
        json.dumps({"data": [ROW]}),
        json.dumps({"meta": {"count": 1, "pages": []}, "result": {"items": {"rows": [ROW]}}}),
        json.dumps(ROW),
        json.dumps(ROW) + "\n",
        "\ufeff" + document({}),
        json.dumps([ROW], indent=4),
    ],
)
def test_the_list_of_objects_is_found_wherever_it_stands(text: str) -> None:
    (found,) = read(text).lines
    assert (found.external_id, found.amount_minor, found.line, found.trouble) == ("T1", 525, 1, None)


def test_objects_may_stand_one_after_the_other() -> None:
    assert len(read(json.dumps(ROW) + "\n" + json.dumps(ROW)).lines) == 2


def test_numbers_never_pass_through_a_float() -> None:
    text = document({}).replace("5.25", "123456789012.10")
    assert read(text).lines[0].amount_minor == 12345678901210
    assert read(document({}).replace("5.25", "5.255")).lines[0].trouble is Trouble.TOO_PRECISE
    assert read(document({}).replace("5.25", "1e2")).lines[0].trouble is Trouble.NOT_A_NUMBER
    assert read(document({}).replace("5.25", "NaN")).lines[0].trouble is Trouble.NOT_A_NUMBER
    assert read(document({"commission": None})).lines[0].trouble is Trouble.NO_AMOUNT


def test_a_number_has_a_point_also_where_texts_have_a_comma() -> None:
    row = {"Datum": "01.02.2026", "Provision": 1.5, "Währung": "EUR", "Status": "offen", "Beleg": "1"}
    texts = row | {"Provision": "1.234,50"}
    assert [one.amount_minor for one in read(json.dumps([row, texts]), "generic_de").lines] == [150, 123450]


def test_a_field_that_only_a_late_object_has_is_read() -> None:
    rows = [*({} for _ in range(1_500)), {"sub_id": "client-014"}]
    lines = read(document(*rows)).lines
    assert (lines[0].ref, lines[-1].ref, len(lines)) == ("", "client-014", 1_501)


def test_half_a_character_becomes_a_mark() -> None:
    (found,) = read(document({}).replace("Coffee", "Caf\\ud83d")).lines
    found.program.encode("utf-8")


@pytest.mark.parametrize(
    "text",
    [
        "[",
        "[]",
        "{}",
        "[1, 2]",
        "[{}]",
        "[{},{}]",
        document({})[:-1],
        document({})[:-5],
        document({}, {})[:-40],
        document({}).replace("}", "} 5"),
        '{"data": ["a"]}',
        "[" * 100_000,
        '{"a":' * 100_000,
        '[{"a":' + "[" * 100_000,
        "[" + json.dumps(ROW) + ', "text"]',
        '[{"a":{"b":{"c":{"d":{"e":{"f":{"g":{"h":{"i":1}}}}}}}}}]',
        "[{" + ",".join(f'"c{number}": 1' for number in range(2_000)) + "}]",
    ],
)
def test_what_is_no_list_of_objects_is_refused(text: str) -> None:
    with pytest.raises(UserError):
        read(text)


def test_a_file_cut_off_says_so() -> None:
    with pytest.raises(UserError, match="ends in the middle"):
        read(document({}, {})[:-40])


def test_too_many_objects_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("consultant_desk.imports.statements.json_source.MAX_LINES", 10)
    monkeypatch.setattr(source, "MAX_LINES", 10)
    assert len(read(document(*[{}] * 10)).lines) == 10
    with pytest.raises(UserError, match="holds more than 10 lines"):
        read(document(*[{}] * 11))


def test_a_flood_of_brackets_is_refused_before_it_is_read() -> None:
    with pytest.raises(UserError, match="holds more than 500,000 lines"):
        read("[" + "{}," * 5_000_000 + "{}]")


def test_two_million_objects_are_refused_before_they_are_read() -> None:
    row = json.dumps({"date": "2026-02-01", "commission": 1, "status": "paid"})
    with pytest.raises(UserError, match="holds more than 500,000 lines"):
        read("[" + f"{row}," * 1_400_000 + f"{row}]")


def test_rows_inside_one_object_are_counted_on_so_that_each_can_be_decided_about() -> None:
    first, *rest = json.loads((ORACLES / "tapfiliate.json").read_text("utf-8"))
    lines = read(json.dumps([first, *rest]), "tapfiliate").lines
    assert len(first["commissions"]) == 2
    assert [line.line for line in lines] == list(range(1, len(lines) + 1))
    assert [line.external_id for line in lines[:3]] == ["11", "12", "13"]


def test_lists_inside_a_row_become_text_or_numbered_fields() -> None:
    row = ROW | {"tags": ["a", "b"], "parts": [{"amount": "1"}, {"amount": "2"}]}
    statement = read(json.dumps([row]))
    assert {"tags", "parts.0.amount", "parts.1.amount"} <= {*statement.headers}


def test_a_document_of_something_else_is_not_recognised() -> None:
    assert known(json.dumps([{"name": "Ada", "age": 36}])) == []
