"""The command `import statement`, run as a person would, against the known answers."""

from __future__ import annotations

import io
import json
import os
import shutil
from collections.abc import Iterable
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from consultant_desk.cli.main import main
from consultant_desk.desk import Desk
from consultant_desk.domain.earnings.states import Status
from consultant_desk.services.clients import ClientDraft
from consultant_desk.services.earnings.link_operations import LinkDraft
from tests.growing import grow_while_read

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


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with a client, made once: tests work on copies."""
    place = tmp_path_factory.mktemp("statements") / "Practice.desk"
    with Desk.create(place, name="Practice") as desk:
        desk.clients.create(ClientDraft("Harbour Bakeries"))
    return place


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "Practice.desk"))


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


@pytest.mark.parametrize("case", [case for case in ALL if case != "awin_later"])
def test_every_case_is_answered_row_by_row_as_it_is_known(
    case: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    held = any(row.get("trouble") for row in expected(case)["rows"])
    found = answer(folder, capsys, *words_of(case), code=1 if held else 0)
    for row, want in zip(found["rows"], expected(case)["rows"], strict=True):
        shared = [key for key in KEYS if key in want]
        if want.get("trouble"):
            shared = [key for key in ("external_id", "raw_status") if key in want]
            assert row["action"] == "needs_decision"
        assert [row[key] for key in shared] == [want[key] for key in shared]
    for currency, sums in expected(case)["totals_minor"].items():
        named = [key for key in TOTALS if key in sums]
        assert {key: found["totals_minor"][currency][key] for key in named} == {key: sums[key] for key in named}


@pytest.mark.parametrize("case", [case for case in ALL if case != "awin_later"])
def test_a_case_imported_twice_is_unchanged_the_second_time(
    case: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    held = any(row.get("trouble") for row in expected(case)["rows"])
    first = answer(folder, capsys, *words_of(case), code=1 if held else 0)
    again = answer(folder, capsys, *words_of(case), code=1 if held else 0)
    assert again["counts"] == counts(
        unchanged=sum(first["counts"][action] for action in ("new", "status_change", "amended", "unchanged")),
        needs_decision=first["counts"]["needs_decision"],
        ignored=first["counts"]["ignored"],
    )
    assert again["totals_minor"] == first["totals_minor"]


def test_a_later_statement_changes_what_it_says_and_keeps_the_rest(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert answer(folder, capsys, file_of("awin"))["counts"] == counts(new=6)
    later = answer(folder, capsys, file_of("awin_later"))
    assert later["counts"] == counts(new=1, status_change=3, unchanged=1)
    for row, want in zip(later["rows"], expected("awin_later")["rows"], strict=True):
        assert {key: row[key] for key in want if key in KEYS} == {key: want[key] for key in want if key in KEYS}
    assert answer(folder, capsys, file_of("awin_later"))["counts"] == counts(unchanged=5)
    with Desk.open(folder) as desk:
        rows = desk.earnings.commission_rows(desk.earnings.commission_keys())
    status = {row.external_id: row.status for row in rows}
    kept = expected("awin_later")["expect_after_import"]["not_in_file_but_kept"]
    assert [status[one] for one in kept] == [Status.PAID, Status.REVERSED]
    assert (status["259630313"], status["259630316"]) == (Status.PAID, Status.REVERSED)


def test_a_dry_run_changes_nothing_and_works_beside_an_open_window(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Desk.open(folder) as desk:
        dry = answer(folder, capsys, file_of("awin"), "--dry-run")
        assert desk.earnings.commission_keys() == []
        assert run(folder, file_of("awin")) == 3
        assert capsys.readouterr().err.count("\n") == 1
    assert answer(folder, capsys, file_of("awin")) == dry


def test_the_table_says_what_changed_and_the_summary_where_it_went(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(folder, file_of("awin"))
    capsys.readouterr()
    assert run(folder, file_of("awin_later")) == 0
    told = capsys.readouterr()
    assert "approved → paid" in told.out
    assert told.out.splitlines()[-1] == "Imported into Awin 189069 by Awin: 1 new, 3 changed, 1 unchanged."
    assert "stand for 2026-09-14; --as-of" in told.err
    assert run(folder, file_of("awin_later"), "--dry-run") == 0
    assert capsys.readouterr().out == "Would import into Awin 189069 by Awin: 5 unchanged.\n"


def test_a_long_table_is_cut_and_says_by_how_much(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = "".join(f"2026-02-01,Acme,5.00,USD,approved,t{number}\n" for number in range(60))
    assert run(folder, written(tmp_path, HEAD + rows)) == 0
    assert "… 10 more" in capsys.readouterr().out


def test_an_unknown_status_is_held_until_it_is_decided_and_then_remembered(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(tmp_path, f"{HEAD}2026-02-01,Acme,5.00,USD,frobbed,a1\n2026-02-02,Acme,6.00,USD,frobbed,a2\n")
    assert run(folder, file, "--json") == 1
    told = capsys.readouterr()
    found = json.loads(told.out)
    assert found["counts"] == counts(needs_decision=2)
    assert [row["status"] for row in found["rows"]] == [None, None]
    assert found["totals_minor"] == {}
    assert "line 2: unknown status, “frobbed”; --decide 2=pending|approved|paid|reversed|leave" in told.err
    decided = answer(folder, capsys, file, "--decide", "2=approved")
    assert decided["counts"] == counts(new=2)
    assert decided["totals_minor"] == {"USD": {"pending": 0, "approved": 1100, "paid": 0, "reversed": 0}}
    assert answer(folder, capsys, file)["counts"] == counts(unchanged=2)


def test_a_line_that_cannot_be_read_has_no_amount_and_can_be_left_out(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(tmp_path, f"{HEAD}2026-02-01,Acme,5x,USD,approved,a1\nsome day,Acme,5.00,USD,approved,a2\n")
    held = answer(folder, capsys, file, code=1)
    assert [(row["amount_minor"], row["date"]) for row in held["rows"]] == [(None, "2026-02-01"), (500, None)]
    assert held["totals_minor"] == {}
    left = answer(folder, capsys, file, "--decide", "2=leave", "--decide", "3=leave")
    assert left["counts"] == counts(ignored=2)
    assert answer(folder, capsys, file)["counts"] == counts(ignored=2)


def test_rows_inside_one_object_of_json_are_decided_one_by_one(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    inner = [{"id": number, "amount": number, "approved": "", "commission_type": "standard"} for number in (1, 2, 3)]
    objects = [
        {"id": n, "amount": 9, "program_id": "orbit", "created_at": "2026-09-01T10:00:00Z", "commissions": rows}
        for n, rows in enumerate(([inner[0] | {"amount": "5x"}, inner[1] | {"amount": "6x"}], [inner[2]]))
    ]
    file = written(tmp_path, json.dumps(objects), "conversions.json")
    asked = ("--profile", "tapfiliate", "--currency", "EUR")
    assert answer(folder, capsys, file, *asked, code=1)["counts"] == counts(new=1, needs_decision=2)
    one = answer(folder, capsys, file, *asked, "--decide", "2=leave", code=1)
    assert [row["action"] for row in one["rows"]] == ["needs_decision", "ignored", "unchanged"]
    assert answer(folder, capsys, file, *asked, "--decide", "1=leave")["counts"] == counts(ignored=2, unchanged=1)


EIGHT = 8
"""The ids of observations, which break ties, fall out either way among so many."""


def decided(choice: str, lines: Iterable[int]) -> list[str]:
    return [word for line in lines for word in ("--decide", f"{line}={choice}")]


def amounts(folder: Path) -> list[int]:
    with Desk.open(folder) as desk:
        return [row.amount.minor for row in desk.earnings.commission_rows(desk.earnings.commission_keys())]


@pytest.mark.parametrize(("choice", "amount"), [("take", 600), ("keep", 500)])
@pytest.mark.parametrize("asked_first", [True, False])
def test_an_id_that_stands_there_twice_is_decided_whether_it_was_asked_before_or_not(
    choice: str, amount: int, asked_first: bool, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    twice = (f"2026-02-01,Acme,{minor}.00,USD,approved,a{one}\n" for one in range(EIGHT) for minor in (5, 6))
    file = written(tmp_path, HEAD + "".join(twice))
    for _ in range(2 if asked_first else 0):
        assert answer(folder, capsys, file, code=1)["counts"]["needs_decision"] == EIGHT
    answer(folder, capsys, file, *decided(choice, range(3, 3 + 2 * EIGHT, 2)))
    assert answer(folder, capsys, file)["counts"]["needs_decision"] == 0
    assert amounts(folder) == [amount] * EIGHT


@pytest.mark.parametrize(("choice", "amount"), [("take", 600), ("keep", 500), ("leave", 500)])
def test_another_amount_of_the_same_day_is_asked_about_and_stays_decided(
    choice: str, amount: int, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one, other = (
        written(
            tmp_path,
            HEAD + "".join(f"2026-02-01,Acme,{minor}.00,USD,approved,a{number}\n" for number in range(EIGHT)),
            f"{minor}.csv",
        )
        for minor in (5, 6)
    )
    answer(folder, capsys, one)
    assert answer(folder, capsys, other, code=1)["counts"] == counts(needs_decision=EIGHT)
    answer(folder, capsys, other, *decided(choice, range(2, 2 + EIGHT)))
    assert answer(folder, capsys, other)["counts"]["needs_decision"] == 0
    assert answer(folder, capsys, one)["counts"] == counts(unchanged=EIGHT)
    assert amounts(folder) == [amount] * EIGHT


def test_a_sub_id_that_is_nearly_known_is_joined_to_the_client_that_is_named(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = written(tmp_path, "Date,Program,Commission,Currency,Status,Transaction ID,Reference\n", "first.csv")
    run(folder, written(tmp_path, HEAD + "2026-02-01,Acme,5.00,USD,approved,a0\n", "zero.csv"))
    capsys.readouterr()
    with Desk.open(folder) as desk:
        client = desk.clients.find_id("Harbour Bakeries")
        programme = desk.programmes.list()[0].id
        desk.programmes.edit(programme, base_url="https://acme.example/", sub_id_parameter="ref")
        desk.programmes.add_link(LinkDraft(programme, client, sub_id="harbour-01"))
    with Path(first).open("a", encoding="utf-8") as file:
        file.write("2026-02-03,Acme,7.00,USD,approved,a1,harbour-O1\n")
    assert run(folder, first) == 1
    assert "--decide 2=client:ID|no-client|leave" in capsys.readouterr().err
    found = answer(folder, capsys, first, "--decide", f"2=client:{client[-8:]}")
    assert found["counts"] == counts(new=1)
    with Desk.open(folder) as desk:
        rows = desk.earnings.commission_rows(desk.earnings.commission_keys())
    assert {row.external_id: row.client for row in rows}["a1"] == "Harbour Bakeries"


def test_a_decision_that_is_not_needed_any_more_is_told_and_does_no_harm(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(folder, file_of("awin"), "--decide", "2=take") == 0
    assert "Line 2 asks nothing" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--decide", "2=maybe"), "--decide “2=maybe”: is no decision; expected ROW=CHOICE"),
        (("--decide", "two=take"), "is no decision"),
        (("--decide", "2=take:Harbour"), "is no decision"),
        (("--decide", "2=client:Nobody"), "There is no client 'Nobody'"),
        (("--decide", "2=leave", "--decide", "2=paid"), "decides about line 2 a second time"),
        (("--decide", "2=keep"), "--decide 2: “keep” does not answer what it asks; expected pending, approved"),
        (("--decide", "99=leave"), "--decide 99: names a line that is not in the file"),
        (("--as-of", "yesterday"), "'yesterday' is not a date"),
        (("--profile", "nobody"), "There is no statement profile “nobody”"),
        (("--profile", "awin"), "does not have the columns of Awin"),
        (("--profile", "awin", "--map", "Date=date"), "a profile or a mapping"),
        (("--decimal", ","), "go with --map"),
        (("--currency", "X"), "'X' is not a currency"),
        (("--map", "Date=date", "--map", "Commission=amount", "--currency", "X"), "has the currency “X”"),
        (("--map", "Date=day"), "names the field “day”"),
        (("--map", "Date=date"), "has no column for the amount"),
        (("--map", "Date"), "does not map a column"),
        (("--map", "Date=date", "--map", "Nope=amount"), "has no column “Nope” for amount; expected one of Date, Pro"),
    ],
)
def test_what_cannot_be_meant_is_one_line_and_exit_two_and_nothing_is_done(
    words: tuple[str, ...], told: str, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(tmp_path, f"{HEAD}2026-02-01,Acme,5.00,USD,frobbed,a1\n2026-02-01,Acme,5.00,USD,paid,a2\n")
    assert run(folder, file, *words) == 2
    err = capsys.readouterr().err
    assert told in err
    assert err.count("\n") == 1
    with Desk.open(folder) as desk:
        assert desk.earnings.commission_keys() == []


def test_every_fault_has_its_line(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = written(tmp_path, OWN)
    assert run(folder, file, *MAPPED, "--map", "Nope=ref", "--map", "Neither=product") == 2
    assert capsys.readouterr().err.count("\n") == 2
    assert run(folder, file_of("awin"), "--decide", "2=x", "--decide", "3=y") == 2
    assert capsys.readouterr().err.count("\n") == 2


def test_unknown_columns_are_listed(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, written(tmp_path, OWN)) == 2
    err = capsys.readouterr().err
    assert "its columns are: When, Shop, Earned, Cur, State" in err
    assert err.count("\n") == 1


def test_columns_that_are_mapped_make_a_profile(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(tmp_path, OWN)
    found = answer(folder, capsys, file, *MAPPED, "--map", "shop=program")
    assert (found["profile"], found["header_status"]) == ("own", "own")
    assert [(row["date"], row["amount_minor"], row["status"], row["program"]) for row in found["rows"]] == [
        ("2026-04-03", 1250, "approved", "ACME"),
        ("2026-04-14", 250, "pending", "ACME"),
    ]
    assert answer(folder, capsys, file, *MAPPED)["counts"]["new"] == 2  # the programme is part of the fingerprint
    assert answer(folder, capsys, file, *MAPPED, "--map", "Shop=program")["counts"] == counts(unchanged=2)


@pytest.mark.parametrize(
    ("rows", "words", "amount", "day"),
    [
        ("03/04/2026,1.50", ("--date-format", "%d/%m/%Y"), 150, "2026-04-03"),
        ("03/04/2026,1.50", ("--date-format", "%m/%d/%Y"), 150, "2026-03-04"),
        ("2026-04-03,1.500", ("--decimal", ","), 150_000, "2026-04-03"),
        ("2026-04-03,12", ("--decimal", "."), 1200, "2026-04-03"),
        ("31.12.2026,“1.234,56”", (), 123_456, "2026-12-31"),
    ],
)
def test_what_a_file_leaves_open_is_asked_for_and_never_guessed(
    rows: str, words: tuple[str, ...], amount: int, day: str, folder: Path, tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    file = written(tmp_path, f"Day,Money\n{rows}\n".replace("“", '"').replace("”", '"'))
    mapped = ("--map", "Day=date", "--map", "Money=amount", "--currency", "eur")
    if words:
        assert run(folder, file, *mapped) == 2
        assert "expected the d" in capsys.readouterr().err
    row = answer(folder, capsys, file, *mapped, *words, "--decide", "2=approved")["rows"][0]
    assert (row["amount_minor"], row["date"], row["currency"]) == (amount, day, "EUR")


def test_the_account_is_asked_for_when_there_are_several(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(tmp_path, f"{HEAD}2026-02-01,Acme,5.00,USD,approved,a1\n")
    for account in ("North", "South"):
        assert answer(folder, capsys, file, "--account", account)["counts"] == counts(new=1)
    assert run(folder, file) == 2
    assert "one of: North, South" in capsys.readouterr().err
    assert answer(folder, capsys, file, "--account", "south")["counts"] == counts(unchanged=1)


def test_a_day_the_file_stands_for_can_be_given(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pending, paid = (
        written(tmp_path, f"{HEAD}2026-02-01,Acme,5.00,USD,{status},a1\n", f"{status}.csv")
        for status in ("pending", "paid")
    )
    assert answer(folder, capsys, paid, "--as-of", "2026-05-31")["counts"] == counts(new=1)
    assert answer(folder, capsys, pending, "--as-of", "2026-03-31")["counts"] == counts(unchanged=1)
    with Desk.open(folder) as desk:
        (row,) = desk.earnings.commission_rows(desk.earnings.commission_keys())
    assert row.status is Status.PAID


def test_a_pipe_is_read_from_the_input(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(Path(file_of("cj")).read_bytes())))
    assert answer(folder, capsys, "-")["counts"] == counts(new=5)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.csv", b""),
        ("blank.csv", b" \n\n"),
        ("binary.csv", bytes(range(256)) * 8),
        ("broken.json", b'{"commissions": ['),
        ("damaged.xlsx", b"PK\x03\x04 and no more"),
        ("text.xlsx", b"Date,Program\n"),
        ("headers.csv", b"a,b,c\n1,2,3\n"),
    ],
)
def test_what_is_no_statement_is_refused_in_a_line(
    name: str, data: bytes, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_bytes(data)
    assert run(folder, str(tmp_path / name)) == 2
    told = capsys.readouterr()
    assert told.err.count("\n") == 1
    assert told.out == ""


@pytest.mark.parametrize(
    ("name", "text", "code", "told"),
    [
        ("cut.csv", HEAD + "2026-02-01,Acme,5.00,USD,approved,a1\n2026-02-01,Ac", 1, "line 3: cut off"),
        ("cut.ofx", "OFXHEADER:100\n\n<OFX><BANKMSGSRSV1>", 0, "The file ends before it says so"),
    ],
)
def test_a_file_that_broke_off_says_so(
    name: str, text: str, code: int, told: str, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(folder, written(tmp_path, text, name)) == code
    assert told in capsys.readouterr().err


def test_a_file_without_a_currency_asks_for_that_of_the_account(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(tmp_path, "Date,Program,Commission,Status\n2026-02-01,Acme,5.00,approved\n")
    assert run(folder, file) == 1
    assert "give the one of the account with --currency" in capsys.readouterr().err
    row = answer(folder, capsys, file, "--currency", "gbp")["rows"][0]
    assert (row["amount_minor"], row["currency"]) == (500, "GBP")
    assert run(folder, file, "--currency", "pounds") == 2


def test_a_file_with_headers_only_holds_nothing(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert answer(folder, capsys, written(tmp_path, HEAD))["rows"] == []


def test_a_file_beyond_the_limit_is_refused_before_it_is_read_whole(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("consultant_desk.imports.statements.source.MAX_BYTES", 1_000)
    rows = "".join(f"2026-02-01,Acme,5.00,USD,approved,t{number}\n" for number in range(60))
    assert run(folder, written(tmp_path, HEAD + rows)) == 2
    assert "is larger than" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["", "gone.csv"])
def test_a_folder_and_a_missing_file_are_told(
    name: str, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(folder, str(tmp_path / name)) == 2
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the super-user may read everything")
def test_a_file_that_may_not_be_read_is_told(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = Path(written(tmp_path, HEAD))
    file.chmod(0)
    assert run(folder, str(file)) == 3
    assert capsys.readouterr().err.count("\n") == 1


def test_a_file_that_changes_while_it_is_read_is_refused(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "growing.csv"
    file.write_bytes(Path(file_of("cj")).read_bytes())
    grow_while_read(monkeypatch, file)
    assert run(folder, str(file)) == 2
    assert "growing.csv changed while it was read." in capsys.readouterr().err


def test_one_import_is_one_undo(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer(folder, capsys, file_of("awin"))
    with Desk.open(folder) as desk:
        desk.undo()
        assert desk.earnings.commission_keys() == []
    assert answer(folder, capsys, file_of("awin"))["counts"] == counts(new=6)
