"""Statements with real headers and planted traps, row by row against their known answers."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from consultant_desk.domain.earnings.statement import LineRole, Statement, StatementLine
from consultant_desk.domain.earnings.states import Kind, Payment, status_of
from consultant_desk.imports.statements.reading import read_statement
from consultant_desk.imports.statements.recognise import recognise
from consultant_desk.imports.statements.shipped import shipped_profiles

ORACLES = Path(__file__).parents[2] / "oracles" / "statements"
CASES = sorted(path.name.removesuffix(".expected.json") for path in ORACLES.glob("*.expected.json"))
PROFILES = {
    "awin_later": "awin",
    "bank": "ofx",
    "bank_card": "ofx",
    "generic_noid": "generic",
    "generic_utf16": "generic",
}


def answer(case: str) -> dict[str, Any]:
    return json.loads((ORACLES / f"{case}.expected.json").read_text("utf-8"))


def read(case: str) -> Statement:
    file, currency = ORACLES / answer(case)["file"], answer(case).get("account_currency", "")
    best = recognise(file.read_bytes(), file.name, shipped_profiles())[0]
    return read_statement(file.read_bytes(), file.name, best.profile, currency=currency)


def rows_of(statement: Statement) -> list[StatementLine]:
    return [line for line in statement.lines if line.ignored != "total"]


def status(line: StatementLine) -> str:
    if line.ignored:
        return "ignored"
    if line.role is LineRole.INFO:
        return "info"
    return status_of(line.approval, line.payment, line.amount_minor, line.kind).value


def seen(line: StatementLine, key: str) -> Any:
    """What a line says under a key of an answer."""
    return {
        "status": lambda: status(line),
        "kind": lambda: line.label or line.kind.value,
        "ref": lambda: line.ref or None,
        "reversal_shape": lambda: line.shape,
        "reverses": lambda: line.reverses or None,
        "amended": lambda: line.explained,
    }.get(key, lambda: getattr(line, key))()


@pytest.mark.parametrize("case", CASES)
def test_a_known_statement_is_recognised(case: str) -> None:
    file = ORACLES / answer(case)["file"]
    best, *_ = recognise(file.read_bytes(), file.name, shipped_profiles())
    assert best.profile.key == PROFILES.get(case, case)


@pytest.mark.parametrize("case", CASES)
def test_every_row_of_a_known_statement_reads_as_its_answer_says(case: str) -> None:
    statement = read(case)
    rows, expected = rows_of(statement), answer(case)["rows"]
    beside = {"note", "matches"}
    assert [
        {key: seen(line, key) for key in want if key not in beside} for line, want in zip(rows, expected, strict=True)
    ] == [{key: value for key, value in want.items() if key not in beside} for want in expected]
    assert not any("total" in warning for warning in statement.warnings)
    assert [line.trouble for line in rows] == [want.get("trouble") for want in expected]


@pytest.mark.parametrize("case", CASES)
def test_the_totals_of_a_known_statement_are_those_of_its_answer(case: str) -> None:
    totals: dict[str, Counter[str]] = {}
    for line in rows_of(read(case)):
        sums = totals.setdefault(line.currency, Counter())
        if line.trouble:
            continue
        sums["net_earned"] += line.effect_minor
        if status(line) in {"pending", "approved", "paid", "reversed"}:
            sums[status(line)] += line.amount_minor
        if line.role is LineRole.PAYOUT:
            sums["cash"] += line.cash_minor
    for currency, expected in answer(case)["totals_minor"].items():
        assert {key: totals[currency][key] for key in expected} == expected


def test_what_was_paid_is_paid_and_what_was_only_locked_is_not() -> None:
    paid = [line.external_id for line in read("shareasale").lines if line.payment is Payment.PAID]
    assert paid == ["180000003"]
    assert not any(line.payment is Payment.PAID for line in read("cj").lines)


def test_a_correction_nets_with_the_order_it_corrects() -> None:
    lines = {line.external_id: line for line in read("cj").lines}
    correction = lines["3001009"]
    assert correction.kind is Kind.CLAWBACK
    assert lines[correction.reverses].effect_minor + correction.effect_minor == 3000


def test_the_total_of_a_sheet_is_left_out_with_its_reason() -> None:
    *_, last = read("amazon_us").lines
    assert (last.ignored, last.trouble, last.effect_minor) == ("total", None, 0)


def test_the_end_of_the_period_is_read_where_the_file_states_it() -> None:
    assert read("amazon_us").declared_to == "2026-09-30"
    assert read("bank").declared_to == "2026-09-30"
    assert read("awin").declared_to == ""


def test_a_statement_says_its_account_and_period() -> None:
    statement = read("awin")
    assert (statement.account, statement.period_from, statement.period_to) == ("189069", "2026-07-12", "2026-09-02")
    assert (statement.header_status, statement.known, len(statement.headers)) == ("documented", 38, 38)
