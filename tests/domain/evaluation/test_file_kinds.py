"""What is no evaluation file at all, or not JSON as it must be, is refused in plain words."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant_desk.domain.evaluation.file import load
from consultant_desk.domain.evaluation.strict_json import MAX_BYTES
from consultant_desk.errors import UserError
from tests.domain.evaluation.samples import described, faults_of


@pytest.mark.parametrize(
    ("data", "place", "words"),
    [
        ("[1, 2]", "$", "not an evaluation file"),
        ("{}", "$.format", "is missing"),
        ('{"format": "something/else"}', "$.format", "something/else"),
        ('{"format": "consultant-desk/evaluation", "version": 3}', "$.version", "newer"),
        ('{"format": "consultant-desk/evaluation", "version": true}', "$.version", "true"),
        ('{"format": "consultant-desk/evaluation", "version": NaN}', "$.version", "NaN"),
    ],
)
def test_what_is_no_evaluation_file_is_refused_in_one_line(data: str, place: str, words: str) -> None:
    faults = faults_of(data)
    assert list(faults) == [place]
    assert words in faults[place]


HALF = json.dumps(described(), indent=1)[:400]
NONE = "This is not an evaluation file."
DAMAGED = "The file is damaged and cannot be read."
PICTURE = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x10"
NO_TEXT = f"{NONE} It is no text at all, but a picture, a document or the like."


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (PICTURE, NO_TEXT),
        (b"PK\x03\x04\x14\0\0\0", NO_TEXT),
        (b"%PDF-1.4 abc", NO_TEXT),
        (b"%PDF-1.4\n%\xe2\xe3\xcf\xd3", NO_TEXT),
        (b"GIF89a\x01\x02\xff", NO_TEXT),
        (b"GIF89a\x01\x02", NO_TEXT),
        ("Größe;Preis\n1;2".encode("cp1252"), f"{NONE} It is a text, but not in UTF-8, and not JSON."),
        (b"", f"{NONE} It is empty."),
        (" \n ", f"{NONE} It is empty."),
        ("Northwind is best.", f"{NONE} It is a text, but not JSON."),
        ("name;score\nA;1", f"{NONE} It is a text, but not JSON."),
        ('{"format": }', f"{DAMAGED} Line 1 is not JSON at character 12."),
        ('{"a": 1,\n "b" 2}', f"{DAMAGED} Line 2 is not JSON at character 6."),
        (HALF, f"{DAMAGED} It breaks off in line {HALF.count(chr(10)) + 1}; the rest is missing."),
        ('{\n"title": "Cust', f"{DAMAGED} It breaks off in line 2; the rest is missing."),
        ('{"a": 1,\n"b: 2}', f"{DAMAGED} Line 2 is not JSON at character 1."),
        ("{}".encode("utf-16"), f"{NONE} It is a text in UTF-16; save it as UTF-8 and try again."),
        (
            b'{"a": 1,\n "b": "caf\xe9"}',
            "The file cannot be read. Line 2 is not in UTF-8; save the file as UTF-8 and try again.",
        ),
        ("[" * 100_000, f"{NONE} It is nested more than 40 levels deep."),
        ('{"a":' * 5_000 + "1" + "}" * 5_000, f"{NONE} It is nested more than 40 levels deep."),
        (b" " * (MAX_BYTES + 1), f"{NONE} It is larger than 20 MB."),
        ("[1, 2]", f"{NONE} It is JSON of another kind."),
        ('{"format": "consultant-desk/template", "version": 1}', f"{NONE} It is a template file."),
        (
            '{"format": "consultant-desk/evaluation", "version": 3}',
            (
                "This is an evaluation file of a newer version of the program. "
                "Update the program, or have the file written by the version you have."
            ),
        ),
    ],
)
def test_a_file_that_is_something_else_is_told_in_plain_words(data: str | bytes, said: str) -> None:
    with pytest.raises(UserError) as refused:
        load(data)
    assert refused.value.sentence() == said


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e400", "-1e999999999", "9" * 5_000, "1e-300"])
def test_a_number_that_is_none_is_refused_by_name(number: str) -> None:
    text = json.dumps(described()).replace('"value": 25', f'"value": {number}')
    assert list(faults_of(text)) == ["$.scores[0].value"]


def test_a_key_that_stands_twice_is_a_fault() -> None:
    text = json.dumps(described()).replace('"price": 30', '"price": 30, "price": 40')
    assert list(faults_of(text)) == ["$.weights.points.price"]


def test_half_a_surrogate_pair_is_a_fault_and_not_a_crash() -> None:
    assert "$.title" in faults_of(json.dumps(described()).replace('"Customer desk"', '"\\ud83d"'))
    levels = json.dumps(described()).replace('"add-on"', '"\\ud83d"')
    assert faults_of(levels)


@given(st.binary(max_size=200))
def test_any_bytes_are_refused_but_never_crash(data: bytes) -> None:
    with pytest.raises(UserError):
        load(data)
