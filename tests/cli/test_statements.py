"""The command `import statement`, run as a person would, against the known answers."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from consultant_desk.desk import Desk
from consultant_desk.domain.earnings.states import Status
from tests.cli.statements import (
    ALL,
    HEAD,
    KEYS,
    MAPPED,
    OWN,
    TOTALS,
    answer,
    counts,
    expected,
    file_of,
    run,
    words_of,
    written,
)
from tests.growing import grow_while_read


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
