"""Lines of a statement that have to be decided, on the command line: asked, decided, remembered."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import pytest

from consultant_desk.desk import Desk
from consultant_desk.services.earnings.link_operations import LinkDraft
from tests.cli.statements import HEAD, answer, counts, file_of, run, written


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
