"""The commands `profiles list` and `profiles test`, run as a person would, without a workspace."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
import xlsxwriter

from consultant_desk.cli.main import main
from consultant_desk.desk import Desk

STATEMENTS = Path(__file__).parents[1] / "oracles" / "statements"


def answer_to(capsys: pytest.CaptureFixture[str], file: Path, *words: str) -> tuple[int, dict[str, object]]:
    code = main(["profiles", "test", str(file), "--json", *words])
    return code, json.loads(capsys.readouterr().out)


def test_profiles_are_listed_with_how_sure_their_columns_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["profiles", "list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert any(line.startswith("awin ") and line.endswith("documented") for line in lines)
    assert any(line.startswith("cj ") and line.endswith("verified") for line in lines)


def test_a_known_statement_is_recognised_and_read(capsys: pytest.CaptureFixture[str]) -> None:
    code, answer = answer_to(capsys, STATEMENTS / "awin.csv")
    assert (code, answer["profile"], answer["counts"]) == (0, "awin", {"lines": 6, "held": 0, "ignored": 0})
    assert main(["profiles", "test", str(STATEMENTS / "awin.csv")]) == 0
    out = capsys.readouterr().out
    assert "38 of 42 columns in line 1; 6 of the first 6 lines can be read" in out
    assert "By awin: 6 lines, 0 to be decided, 0 left out." in out


def test_lines_to_be_decided_are_named_and_exit_1(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["profiles", "test", str(STATEMENTS / "generic_utf16.txt")]) == 1
    assert "line 5: unknown status: locked" in capsys.readouterr().err


def test_an_unknown_file_is_told_with_its_columns(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text("Name,Age\nAda,36\n", "utf-8")
    assert main(["profiles", "test", str(file)]) == 1
    assert capsys.readouterr().out == "No profile recognises it. Its columns are:\n  Name\n  Age\n"
    code, answer = answer_to(capsys, file)
    assert (code, answer["profile"], answer["recognised"], answer["headers"]) == (1, None, [], ["Name", "Age"])


def test_a_profile_can_be_named(capsys: pytest.CaptureFixture[str]) -> None:
    code, answer = answer_to(capsys, STATEMENTS / "paypal_us.csv", "--profile", "paypal_eu")
    assert (code, answer["profile"]) == (1, "paypal_eu")
    assert main(["profiles", "test", str(STATEMENTS / "cj.csv"), "--profile", "awin"]) == 2
    assert "does not have the columns of Awin" in capsys.readouterr().err
    assert main(["profiles", "test", str(STATEMENTS / "cj.csv"), "--profile", "nobody"]) == 2
    assert "There is no profile “nobody”." in capsys.readouterr().err


def test_a_workbook_is_read_in_the_worker(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data)
    sheet = book.add_worksheet("September")
    header = ("Transaction ID", "Date", "Program", "Commission", "Currency", "Status")
    sheet.write_row(0, 0, header)
    for row in range(1, 1_201):
        sheet.write_row(row, 0, (f"T{row}", "2026-09-01", "Coffee", 5.25, "EUR", "paid"))
    book.close()
    file = tmp_path / "september.xlsx"
    file.write_bytes(data.getvalue())
    code, answer = answer_to(capsys, file)
    assert (code, answer["profile"], answer["counts"]) == (0, "generic", {"lines": 1200, "held": 0, "ignored": 0})


def test_the_sheet_with_the_earnings_is_found_in_a_workbook(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "fees.xlsx"))
    orders = book.add_worksheet("Fee-Orders")
    orders.write_row(0, 0, ("Category", "Name", "ASIN", "Date", "Qty", "Price($)", "Link Type", "Tag"))
    orders.write_row(1, 0, ("Home", "Blender", "B01", "2026-09-01", 1, 20, "text", "desk-20"))
    book.add_worksheet("Empty")
    earnings = book.add_worksheet("Fee-Earnings")
    header = (
        *("Category", "Name", "ASIN", "Seller", "Tracking ID", "Date Shipped", "Price($)", "Items Shipped", "Returns"),
        *("Revenue($)", "Ad Fees($)", "Device Type Group"),
    )
    earnings.write_row(1, 0, header)
    earnings.write_row(2, 0, ("Home", "Blender", "B01", "Amazon", "desk-20", "09/03/2026", 20, 1, 0, 20, 1.2, "PHONE"))
    book.close()
    code, answer = answer_to(capsys, tmp_path / "fees.xlsx")
    assert (code, answer["profile"], answer["counts"]) == (0, "amazon_us", {"lines": 1, "held": 0, "ignored": 0})


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("empty.csv", b"", "is empty"),
        ("sheet.xlsx", b"Name,Age\n", "is not an Excel workbook, although its name says so"),
        ("broken.xlsx", b"PK\x03\x04nothing", "is damaged or not an XLSX file"),
        ("picture.csv", b"\x89PNG\r\n\x1a\n\x00\x01", "is not a text"),
        ("cut.json", b'[{"a": 1}, {"b', "ends in the middle"),
    ],
)
def test_what_is_no_statement_is_told_in_one_line(
    name: str, data: bytes, told: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(data)
    assert main(["profiles", "test", str(tmp_path / name)]) == 2
    answer = capsys.readouterr()
    assert told in answer.err
    assert (answer.out, answer.err.count("\n")) == ("", 1)


def test_a_missing_file_is_told(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["profiles", "test", str(tmp_path / "nowhere.csv")]) == 2
    assert "nowhere.csv" in capsys.readouterr().err


def test_ones_own_profiles_are_known_where_there_is_a_workspace(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    with Desk.create(tmp_path / "Mara.desk", name="Mara") as desk:
        desk.profiles.copy("awin")
        desk.profiles.copy("awin")
        desk.profiles.rename("awin", "Awin of mine")
    here = ("--workspace", str(tmp_path / "Mara.desk"))
    assert main(["profiles", "list", *here]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines if "Awin" in line] == ["awin", "awin_2"]
    assert any("Awin of mine" in line for line in lines)
    code, answer = answer_to(capsys, STATEMENTS / "awin.csv", "--profile", "awin_2", *here)
    assert (code, answer["profile"]) == (0, "awin_2")


def test_a_workspace_that_is_named_and_not_there_is_told(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["profiles", "list", "--workspace", str(tmp_path / "gone.desk")]) != 0
    assert "gone.desk" in capsys.readouterr().err
