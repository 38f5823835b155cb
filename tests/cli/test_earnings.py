"""The commands `earnings`, `import rates` and `export commissions`, run as a person would."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
from datetime import timedelta
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from consultant_desk.cli.main import main
from consultant_desk.cli.rates import SPANS
from consultant_desk.desk import Desk
from consultant_desk.domain.clock import SystemClock
from consultant_desk.domain.earnings.rates import QUARTER_DAYS
from consultant_desk.imports import ecb
from consultant_desk.imports.ecb import FILES
from consultant_desk.services.clients import ClientDraft, EngagementDraft
from tests.imports.test_rates import zipped
from tests.serving import LocalServer, whole

CASES = Path(__file__).parents[1] / "oracles" / "statements"
SCHEMAS = resources.files("resources.schemas")
RATES = str(CASES / "eurofxref-hist.csv")
FX = json.loads((CASES / "fx.json").read_text("utf-8"))
HEAD = "Date,Program,Commission,Currency,Status,Transaction ID,Payment ID,Customer\n"
ROWS = (
    "2026-09-21,Acme,100.00,USD,paid,a1,P-1,\n"
    "2026-09-20,Acme,50.00,USD,pending,a2,,\n"
    '2026-09-18,Borealis,8000,JPY,approved,a3,,"=HYPERLINK(""x"")"\n'
    "2025-12-31,Borealis,10.00,EUR,approved,a4,,@home\n"
    "2026-09-18,Borealis,-2.50,EUR,reversed,a5,,\n"
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with five commissions in three currencies, made once: tests work on copies."""
    home = tmp_path_factory.mktemp("earnings")
    place = home / "Practice.desk"
    Desk.create(place, name="Practice").close()
    (home / "statement.csv").write_text(HEAD + ROWS, encoding="utf-8")
    assert run(place, "import", "statement", str(home / "statement.csv")) == 0
    return place


@pytest.fixture
def folder(made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    capsys.readouterr()
    (tmp_path / "statement.csv").write_text(HEAD + ROWS, encoding="utf-8")
    return Path(shutil.copytree(made, tmp_path / "Practice.desk"))


def run(folder: Path, *words: str) -> int:
    return main(["--workspace", str(folder), *words])


def answer(folder: Path, capsys: pytest.CaptureFixture[str], schema: str, *words: str) -> dict[str, Any]:
    assert run(folder, *words, "--json") == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    Draft202012Validator(json.loads((SCHEMAS / f"{schema}-1.schema.json").read_text("utf-8"))).validate(found)
    return found


def earnings(folder: Path, capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    return answer(folder, capsys, "answer-earnings", "earnings", *words)


def test_without_rates_what_is_missing_is_counted_and_named_and_never_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = earnings(folder, capsys)
    assert [(row["name"], row["currency"], row["base_net_minor"], row["missing"]) for row in found["rows"]] == [
        ("2025-12", "EUR", 1000, 0),
        ("2026-09", "EUR", -250, 0),
        ("2026-09", "JPY", None, 1),
        ("2026-09", "USD", None, 2),
    ]
    assert (found["base"], found["base_net_minor"], found["missing"]) == ("EUR", 750, 3)
    assert found["missing_rates"] == [
        {"currency": "JPY", "count": 1, "first": "2026-09-18", "last": "2026-09-18"},
        {"currency": "USD", "count": 2, "first": "2026-09-20", "last": "2026-09-21"},
    ]
    assert found["totals_minor"]["USD"] == {"pending": 5000, "approved": 0, "paid": 10000, "reversed": 0, "net": 15000}
    assert run(folder, "earnings") == 0
    told = capsys.readouterr()
    assert "No rate of USD in EUR for 2026-09-20 to 2026-09-21; lines left out of it: 2." in told.err
    assert "no rate" in told.out


def test_with_rates_every_line_counts_in_the_base_currency(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = answer(folder, capsys, "answer-import-rates", "import", "rates", RATES)
    assert made["counts"] == {"new": 3, "changed": 0, "unchanged": 0}
    assert (made["first"], made["last"]) == ("2026-09-17", "2026-09-21")
    again = answer(folder, capsys, "answer-import-rates", "import", "rates", RATES)
    assert again["counts"] == {"new": 0, "changed": 0, "unchanged": 3}
    found = earnings(folder, capsys, "--by", "status", "--year", "2026")
    assert (found["missing"], found["missing_rates"], found["year"]) == (0, [], 2026)
    assert sum(row["base_net_minor"] for row in found["rows"]) == found["base_net_minor"]


@pytest.mark.parametrize("by", ["month", "program", "product", "client", "recommendation", "status"])
def test_the_groups_of_every_kind_come_to_the_same(by: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    whole, found = earnings(folder, capsys), earnings(folder, capsys, "--by", by)
    assert found["by"] == by
    assert found["totals_minor"] == whole["totals_minor"]
    assert sum(row["count"] for row in found["rows"]) == 5
    assert run(folder, "earnings", "--by", by) == 0
    assert capsys.readouterr().out.count("Total") == 4


def test_a_year_without_commissions_is_empty(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = earnings(folder, capsys, "--year", "2019")
    assert (found["rows"], found["totals_minor"], found["base_net_minor"]) == ([], {}, 0)
    assert run(folder, "earnings", "--year", "2019") == 0
    assert capsys.readouterr().out == "No commissions.\n"


def test_a_rate_that_is_entered_wins(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, "import", "rates", "--enter", "2026-09-21 usd EUR 0.5") == 0
    assert capsys.readouterr().out == "On 2026-09-21 one USD was worth 0.5 EUR\n"
    run(folder, "import", "rates", RATES)
    capsys.readouterr()
    month = next(row for row in earnings(folder, capsys, "--by", "status")["rows"] if row["key"] == "paid")
    assert month["base_net_minor"] == 5000


@pytest.mark.parametrize(
    "words",
    [
        ("earnings", "--year", "26"),
        ("earnings", "--year", "next"),
        ("import", "rates"),
        ("import", "rates", RATES, "--enter", "2026-09-21 USD EUR 0.5"),
        ("import", "rates", "--enter", "2026-09-21 USD 0.5"),
        ("import", "rates", "--enter", "someday USD EUR 0.5"),
        ("import", "rates", "--enter", "2026-09-21 USD XXY 0.5"),
        ("import", "rates", "--enter", "2026-09-21 USD EUR nothing"),
        ("import", "rates", "gone.csv"),
        ("import", "rates", str(CASES)),
        ("import", "rates", str(CASES / "awin.csv")),
        ("import", "rates", RATES, "--from-ecb"),
        ("import", "rates", "--from-ecb", "daily", "--enter", "2026-09-21 USD EUR 0.5"),
        ("export", "commissions", "-o", "no-such-folder/out.csv"),
        ("export", "commissions", "-o", "-", "--year", "x"),
    ],
)
def test_bad_input_is_one_line_and_exit_two(
    words: tuple[str, ...], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(folder, *words) == 2
    told = capsys.readouterr()
    assert told.err.count("\n") == 1
    assert told.out == ""


@pytest.mark.parametrize("words", [("export", "contacts", "-o", "-"), ("earnings", "--by", "day"), ("import", "feed")])
def test_what_is_not_there_yet_is_not_offered(words: tuple[str, ...], folder: Path) -> None:
    with pytest.raises(SystemExit) as left:
        run(folder, *words)
    assert left.value.code == 2


def test_rates_are_not_taken_into_a_workspace_that_is_open_elsewhere(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Desk.open(folder):
        assert run(folder, "import", "rates", RATES) == 3
        assert capsys.readouterr().err.count("\n") == 1
        assert run(folder, "earnings") == 0
        assert run(folder, "export", "commissions", "-o", "-") == 0


def test_the_table_keeps_amounts_and_makes_no_formula_of_a_text(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "out.csv"
    made = answer(folder, capsys, "answer-export-commissions", "export", "commissions", "-o", str(file))
    assert (made["format"], made["count"]) == ("csv", 5)
    rows = {row["ID"]: row for row in csv.DictReader(io.StringIO(file.read_text("utf-8-sig"), newline=""))}
    assert [(one, rows[one]["Amount"], rows[one]["Earned"], rows[one]["Currency"]) for one in sorted(rows)] == [
        ("a1", "100.00", "100.00", "USD"),
        ("a2", "50.00", "50.00", "USD"),
        ("a3", "8000", "8000", "JPY"),
        ("a4", "10.00", "10.00", "EUR"),
        ("a5", "-2.50", "-2.50", "EUR"),
    ]
    assert rows["a3"]["Customer"] == '\'=HYPERLINK("x")'
    assert rows["a4"]["Customer"] == "'@home"
    assert (rows["a1"]["Payment ID"], rows["a1"]["Status"], rows["a5"]["Kind"]) == ("P-1", "paid", "clawback")


def test_the_json_file_follows_its_schema(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "out.json"
    assert run(folder, "export", "commissions", "-o", str(file), "--year", "2026") == 0
    read = json.loads(file.read_text("utf-8"))
    Draft202012Validator(json.loads((SCHEMAS / "commissions-1.schema.json").read_text("utf-8"))).validate(read)
    assert {row["external_id"] for row in read["commissions"]} == {"a1", "a2", "a3", "a5"}


def test_what_goes_to_the_output_is_the_file_and_nothing_else(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(folder, "export", "commissions", "-o", str(tmp_path / "out.beancount")) == 0
    written = io.TextIOWrapper(io.BytesIO())
    monkeypatch.setattr("sys.stdout", written)
    assert run(folder, "export", "commissions", "-o", "-", "--format", "beancount") == 0
    assert isinstance(written.buffer, io.BytesIO)
    assert written.buffer.getvalue() == (tmp_path / "out.beancount").read_bytes()


def test_an_export_that_breaks_off_keeps_the_file_there_was(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "out.csv"
    file.write_text("old", encoding="utf-8")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    assert run(folder, "export", "commissions", "-o", str(file)) == 3
    assert file.read_text("utf-8") == "old"


@pytest.mark.skipif(shutil.which("hledger") is None, reason="hledger is not installed")
@pytest.mark.parametrize("year", [(), ("--year", "2026")])
def test_hledger_takes_the_journal_strictly(year: tuple[str, ...], folder: Path, tmp_path: Path) -> None:
    for case in ("awin", "awin_later", "cj", "shareasale", "amazon_us", "partnerstack", "generic_de", "paypal_us"):
        assert run(folder, "import", "statement", str(CASES / f"{case}.csv")) == 0
    with Desk.open(folder) as desk:
        desk.payouts.reconcile()
    file = tmp_path / "out.journal"
    assert run(folder, "export", "commissions", "-o", str(file), *year) == 0
    utf_8 = {**os.environ, "LC_ALL": "C.UTF-8"}
    subprocess.run(["hledger", "-f", str(file), "check", "--strict"], check=True, capture_output=True, env=utf_8)


@pytest.fixture
def bank(server: LocalServer, monkeypatch: pytest.MonkeyPatch) -> LocalServer:
    """A server that stands for the bank's: its history ends before the days of its file of 90 days."""
    monkeypatch.setattr(ecb, "ADDRESS", server.address)
    today = SystemClock().today()
    last = (today - timedelta(days=QUARTER_DAYS - 3)).isoformat()
    recent = b"<a><b time='%s'><c currency='USD' rate='1.1'/></b></a>"
    server.put("eurofxref-hist.zip", zipped(("hist.csv", f"Date,USD\n{last},1.25\n2026-09-21,1.10\n".encode())))
    server.put("eurofxref-hist-90d.xml", recent % today.isoformat().encode())
    server.put("eurofxref-daily.xml", recent % b"2026-09-21")
    return server


def test_what_is_missing_is_fetched_from_the_bank_all_at_first_and_90_days_then(
    folder: Path, bank: LocalServer, capsys: pytest.CaptureFixture[str]
) -> None:
    spans = [answer(folder, capsys, "answer-import-rates", "import", "rates", "--from-ecb") for _ in range(2)]
    assert [one["from_ecb"] for one in spans] == ["history", "90days"]
    assert [path for path, _ in bank.asked] == ["/eurofxref-hist.zip", "/eurofxref-hist-90d.xml"]


@pytest.mark.parametrize(("span", "file"), list(zip(SPANS, FILES.values(), strict=True)))
def test_the_file_one_names_is_fetched(
    span: str, file: str, folder: Path, bank: LocalServer, capsys: pytest.CaptureFixture[str]
) -> None:
    made = answer(folder, capsys, "answer-import-rates", "import", "rates", "--from-ecb", span)
    assert (made["from_ecb"], [path for path, _ in bank.asked]) == (span, [f"/{file}"])
    assert run(folder, "import", "rates", "--from-ecb", span) == 0
    told = capsys.readouterr()
    assert "unchanged" in told.out
    assert told.err == "Asking the European Central Bank …\nAsking the European Central Bank: done\n"


def test_what_the_network_refuses_is_one_line_and_exit_3(
    folder: Path, bank: LocalServer, capsys: pytest.CaptureFixture[str]
) -> None:
    bank.put("eurofxref-daily.xml", whole(b"", 500))
    assert run(folder, "import", "rates", "--from-ecb", "daily", "--json") == 3
    told = capsys.readouterr()
    assert told.out == ""
    assert "answered “500 Internal Server Error” instead of the file. No rate was taken." in told.err
    with Desk.open(folder, read_only=True) as desk:
        assert desk.rates.sheet().days == 0


def test_the_bank_is_not_asked_for_a_workspace_that_is_open_elsewhere(folder: Path, bank: LocalServer) -> None:
    with Desk.open(folder):
        assert run(folder, "import", "rates", "--from-ecb") == 3
    assert bank.asked == []


def test_what_came_of_a_client_stands_beside_how_far_the_client_is(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Desk.open(folder) as desk:
        client = desk.clients.create(ClientDraft("Harbour Bakeries")).value
        desk.clients.add_engagement(client, EngagementDraft("Help desk", stage="adopting", stage_since="2026-10-03"))
        rows = desk.earnings.commission_rows(desk.earnings.commission_keys())
        desk.earnings.assign_client([row.id for row in rows if row.programme == "Acme"], client)
    found = earnings(folder, capsys, "--by", "client")
    adoption = {
        "engagement": "Help desk", "stage": "adopting", "since": "2026-10-03", "result": None, "next_step": None,
        "next_on": None, "others": 0,
    }  # fmt: skip
    assert {row["name"]: row["adoption"] for row in found["rows"]} == {"Harbour Bakeries": adoption, "": None}
    assert run(folder, "earnings", "--by", "client") == 0
    assert "Adopting since 2026-10-03" in capsys.readouterr().out
    assert run(folder, "earnings", "--by", "month") == 0
    assert "Adoption" not in capsys.readouterr().out
