"""The command `reconcile`, run as a person would on the case with a known answer."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from consultant_desk.cli.main import main
from consultant_desk.desk import Desk
from consultant_desk.domain.earnings.identity import account_id
from consultant_desk.domain.money import major
from consultant_desk.paths import places
from consultant_desk.services.earnings.area import Earnings
from consultant_desk.services.rows.payouts import PayoutDraft
from consultant_desk.settings import TAX_YEAR_START, Settings
from tests.services.earnings.conftest import CASES, csv_of

ANSWER = json.loads((CASES / "reconcile.answer.json").read_text())
SCHEMA = json.loads((resources.files("resources.schemas") / "answer-reconcile-1.schema.json").read_text("utf-8"))


@pytest.fixture
def case(tmp_path: Path) -> tuple[Path, dict[str, str]]:
    """A workspace with the commissions and payouts of the case, and its payouts by the ids they have there."""
    folder, made = tmp_path / "Case.desk", {}
    lines: dict[str, list[str]] = defaultdict(list)
    with (CASES / "reconcile_commissions.csv").open() as stream:
        for row in csv.DictReader(stream):
            amount = major(int(row["amount_minor"]), row["currency"])
            status = "approved" if row["status"] == "reversed" else row["status"]
            lines[row["source"]].append(
                f"{row['id']},{row['date']},{row['program']},{amount},{row['currency']},{status},{row['payment_id']},,"
                f"{row['reverses']}"
            )
    with Desk.create(folder, name="Case") as desk:
        for source, rows in lines.items():
            desk.statements.apply(desk.statements.open(csv_of(*rows), f"{source}.csv", account=source))
        with (CASES / "reconcile_payouts.csv").open() as stream:
            for row in csv.DictReader(stream):
                draft = PayoutDraft(
                    account_id("generic", row["source"]), row["date"], int(row["gross_minor"]), row["currency"],
                    int(row["fee_minor"]), reference=row["reference"],
                )  # fmt: skip
                made[row["payout_id"]] = desk.payouts.enter(draft).value
    return folder, made


def asked(folder: Path, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, dict[str, Any]]:
    code = main(["--workspace", str(folder), "reconcile", *words, "--json"])
    found = json.loads(capsys.readouterr().out)
    Draft202012Validator(SCHEMA).validate(found)
    return code, found


def test_the_case_is_matched_as_its_answer_says_and_a_dry_run_changes_nothing(
    case: tuple[Path, dict[str, str]], capsys: pytest.CaptureFixture[str]
) -> None:
    folder, payouts = case
    code, planned = asked(folder, capsys, "--dry-run")
    again_code, again = asked(folder, capsys, "--dry-run")
    assert (code, planned) == (again_code, again)
    done_code, done = asked(folder, capsys)
    assert done["matches"] == planned["matches"]
    matches = {one["payout"]: one for one in done["matches"]}
    for name, expected in ANSWER["matches"].items():
        match = matches[payouts[name]]
        assert (match["by"], len(match["lines"])) == (expected["by"], len(expected["rows"])), name
        if expected["rows"]:
            assert match["difference_minor"] == expected["difference_minor"]
    asks = sum(one["state"] == "needs decision" for one in done["matches"])
    assert (done_code, done["undecided"]) == (1 if asks else 0, asks)
    assert len(done["open"]) < len(planned["open"])
    assert all(one["reason"] for one in done["open"])
    assert {flag["kind"] for flag in done["flags"]} >= {"to be netted", "unmatched payout"}


def test_two_ways_to_explain_a_payout_are_asked_about(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "Ask.desk"
    with Desk.create(folder, name="Ask") as desk:
        rows = [f"{key},2026-0{n}-01,Orbit,{amount},EUR,approved,,," for n, (key, amount) in enumerate(
            (("A", "10.00"), ("B", "20.00"), ("C", "5.00"), ("D", "25.00"), ("E", "7.00")), start=1)]  # fmt: skip
        opened = desk.statements.open(csv_of(*rows), "a.csv", account="net")
        made = desk.statements.apply(opened).value
        desk.payouts.enter(PayoutDraft(made.account_id, "2026-09-01", 3_000, "EUR"))
    code, found = asked(folder, capsys)
    states = [one["state"] for one in found["matches"]]
    assert (code == 1) == ("needs decision" in states)
    assert found["undecided"] == states.count("needs decision")


def test_a_person_reads_what_is_matched_and_why_the_rest_is_open(
    case: tuple[Path, dict[str, str]], capsys: pytest.CaptureFixture[str]
) -> None:
    folder, _payouts = case
    main(["--workspace", str(folder), "reconcile"])
    out, told = capsys.readouterr()
    assert "Explained by" in out
    assert "Open: " in out
    assert "Reason" in out
    assert told.startswith("Payouts: ")


def test_an_empty_workspace_has_nothing_to_reconcile(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Desk.create(tmp_path / "Empty.desk", name="Empty").close()
    assert asked(tmp_path / "Empty.desk", capsys) == (
        0,
        {"dry_run": False, "changes": 0, "undecided": 0, "matches": [], "arrivals": [], "waiting": [],
         "credits_left": [], "flags": [], "open": []},
    )  # fmt: skip


def test_a_statement_of_a_year_is_written_beside_the_sums(
    case: tuple[Path, dict[str, str]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, _payouts = case
    target = tmp_path / "2026.pdf"
    words = ("--workspace", str(folder), "earnings", "-o", str(target), "--language", "de")
    assert main([*words, "--year", "2026", "--start", "04-06", "--basis", "accrual"]) == 0
    assert target.read_bytes().startswith(b"%PDF-1.7")
    assert str(target) in capsys.readouterr().err
    assert main([*words]) == 2
    assert "of one year" in capsys.readouterr().err


def test_the_statement_begins_on_the_day_of_the_settings_unless_another_is_said(
    case: tuple[Path, dict[str, str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, _payouts = case
    asked: list[tuple[int, str]] = []

    def statement_pdf(_self: Earnings, year: int, _options: object, start: str) -> bytes:
        asked.append((year, start))
        return b"%PDF-"

    monkeypatch.setattr(Earnings, "statement_pdf", statement_pdf)
    words = ["--workspace", str(folder), "earnings", "-o", str(tmp_path / "s.pdf"), "--year", "2026"]
    assert main(words) == 0
    Settings(places().settings_file).set(TAX_YEAR_START, "07-01")
    assert main(words) == 0
    assert main([*words, "--start", "04-06"]) == 0
    assert asked == [(2026, "01-01"), (2026, "07-01"), (2026, "04-06")]


def test_what_arrived_without_a_payout_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "Bank.desk"
    with Desk.create(folder, name="Bank") as desk:
        desk.statements.apply(desk.statements.open((CASES / "bank.ofx").read_bytes(), "bank.ofx"))
    _code, found = asked(folder, capsys)
    assert found["credits_left"]
    main(["--workspace", str(folder), "reconcile"])
    printed = capsys.readouterr().out
    assert f"Arrived without a payout: {len(found['credits_left'])}" in printed
    assert all(one["name"][:36] in printed for one in found["credits_left"])
