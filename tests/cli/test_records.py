"""The commands that list and search records, run as a person would."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from consultant_desk.cli.main import main
from consultant_desk.desk import Desk
from consultant_desk.services.clients import ClientDraft
from consultant_desk.services.products import PlanDraft, PriceDraft, ProductDraft


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "Practice.desk"
    with Desk.create(place, name="Practice") as desk:
        desk.clients.create(ClientDraft("Harbour Bakeries", place="Galway", tags=("food retail",)))
        product = desk.products.create(ProductDraft("Northwind Desk", "Northwind", "Help desk")).value
        desk.products.add_plan(product, PlanDraft("Team"), PriceDraft(1650, "EUR", "2026-11-01"))
    return place


def run(folder: Path, *words: str) -> int:
    return main(["--workspace", str(folder), *words])


def test_clients_are_listed_with_the_end_of_their_ids(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, "clients", "list", "--json") == 0
    row = json.loads(capsys.readouterr().out)[0]
    assert run(folder, "clients", "list") == 0
    assert row["id"][-8:] in capsys.readouterr().out


def test_a_client_is_shown_by_name(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, "clients", "show", "Harbour Bakeries") == 0
    assert "Tags: food retail" in capsys.readouterr().out


def test_an_unknown_client_is_one_line_and_exit_two(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, "clients", "show", "nobody") == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
    assert "There is no client 'nobody'" in told.err


def test_products_show_the_newest_price(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, "products", "list", "north") == 0
    assert "16.50" in capsys.readouterr().out


def test_search_finds_words_without_accents_and_exits_one_for_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(folder, "search", "hárb", "--json") == 0
    assert json.loads(capsys.readouterr().out)[0]["title"] == "Harbour Bakeries"
    assert run(folder, "search", "zebra") == 1


def test_reading_works_beside_an_open_window(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Desk.open(folder):
        assert run(folder, "clients", "list") == 0
    assert "Harbour Bakeries" in capsys.readouterr().out


def test_a_folder_that_is_no_workspace_is_told_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, "clients", "list") in {2, 3}
    assert capsys.readouterr().err.count("\n") == 1
