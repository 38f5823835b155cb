"""Whatever a file holds: it is a statement, or it is refused with a sentence. There is nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consultant_desk.domain.earnings.statement import Statement, StatementLine, Trouble
from consultant_desk.errors import UserError
from consultant_desk.imports.statements.profile_toml import read_profile
from consultant_desk.imports.statements.reading import read_statement
from consultant_desk.imports.statements.recognise import Recognition, describe_headers, recognise
from consultant_desk.imports.statements.shipped import shipped_profiles
from tests.imports.statements.support import HEADER, PROFILES

ORACLES = Path(__file__).parents[2] / "oracles" / "statements"
FILES = sorted(path for path in ORACLES.iterdir() if not path.name.endswith(".json") or "expected" not in path.name)
WORDS = st.sampled_from(
    [
        *HEADER.split(","),
        *("5.00", "1.234,56", "2026-02-01", "EUR", "paid", "null", "1e9", "é", "'", "-", "(", ")", "%", "\0", "\ufeff"),
        *('"', ",", "\n", "\r", ";", "\t", "|", "{", "[", "]", "}", ":"),
        *("<OFX>", "<STMTTRN>", "</STMTTRN>", "<FITID>"),
    ]
)


def taken(data: bytes) -> list[Statement]:
    """Read bytes in every way the program would."""
    found: Sequence[Recognition] = ()
    with suppress(UserError):
        found = recognise(data, "fuzz", shipped_profiles())
        describe_headers(data, "fuzz")
    statements = []
    for profile in [one.profile for one in found] or [PROFILES["generic"], PROFILES["ofx"]]:
        with suppress(UserError):
            statements.append(read_statement(data, "fuzz", profile))
    for statement in statements:
        for line in statement.lines:
            assert line.effect_minor == 0 or not (line.trouble or line.ignored)
            assert line.trouble is None or isinstance(line.trouble, Trouble)
            assert line.external_id
            "".join(str(field) for field in line).encode("utf-8")
    return statements


@given(st.binary(max_size=400))
def test_any_bytes_are_a_statement_or_refused(data: bytes) -> None:
    taken(data)


@given(st.lists(WORDS, max_size=60).map("".join), st.sampled_from(["utf-8", "utf-16", "utf-8-sig"]))
def test_any_words_of_statements_are_a_statement_or_refused(text: str, encoding: str) -> None:
    taken(text.encode(encoding))


@given(st.lists(WORDS, max_size=40).map("".join))
def test_any_rows_under_good_headers_are_kept_or_refused(text: str) -> None:
    taken(f"{HEADER}\n{text}".encode())


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.name)
@settings(max_examples=8)
@given(st.data())
def test_a_damaged_statement_is_a_statement_or_refused(file: Path, data: st.DataObject) -> None:
    whole = file.read_bytes()
    at = data.draw(st.integers(0, len(whole)))
    until = data.draw(st.integers(at, min(len(whole), at + 40)))
    taken(whole[:at] + data.draw(st.binary(max_size=6)) + whole[until:])


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.name)
def test_a_statement_cut_off_anywhere_is_a_statement_or_refused(file: Path) -> None:
    whole = file.read_bytes()
    for at in range(0, len(whole), max(1, len(whole) // 8)):
        taken(whole[:at])


@pytest.mark.parametrize("name", ["cj", "dub", "generic_de", "shareasale"])
def test_a_statement_cut_off_anywhere_counts_no_amount_that_the_whole_has_not(name: str) -> None:
    data = (ORACLES / f"{name}.csv").read_bytes()
    whole = read_statement(data, name, PROFILES[name]).lines
    for at in range(len(data)):
        lines = cut(data[:at], name)
        for line, known in zip(lines, whole, strict=False):
            assert line.effect_minor in {0, known.effect_minor}, at
            assert line.trouble or line.external_id == known.external_id, at


def cut(data: bytes, name: str) -> Sequence[StatementLine]:
    try:
        return read_statement(data, name, PROFILES[name]).lines
    except UserError:
        return ()


@given(st.text(max_size=200))
def test_any_text_is_a_profile_or_refused(text: str) -> None:
    with suppress(UserError):
        read_profile(text)
