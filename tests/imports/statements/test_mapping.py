"""A mapping of columns makes a profile; suggestions are offered where the file gives itself away."""

from __future__ import annotations

import pytest

from consultant_desk.domain.earnings.statement import Trouble
from consultant_desk.domain.earnings.states import Approval, Payment
from consultant_desk.errors import UserError
from consultant_desk.imports.statements.mapping import (
    MAPPED,
    ColumnMapping,
    columns_from,
    profile_of,
    suggest,
    unknown_words,
)
from consultant_desk.imports.statements.profile_toml import read_profile
from consultant_desk.imports.statements.profile_writing import write_profile
from consultant_desk.imports.statements.recognise import describe_headers
from tests.imports.statements.support import read

FRENCH = """Relevé de septembre
Numéro de transaction;Date de vente;Annonceur;Montant de la commission;Devise;Statut
F-1;15/09/2026;Café Crème;1 234,50;EUR;validée
F-2;16/09/2026;Café Crème;7,00;EUR;en attente
F-3;17/09/2026;Café Crème;5,00;EUR;bizarre
"""
COLUMNS = {
    "external_id": "Numéro de transaction",
    "date": "Date de vente",
    "program": "Annonceur",
    "amount": "Montant de la commission",
    "currency": "Devise",
    "status": "Statut",
}


def suggestion(text: str):
    return suggest(describe_headers(text.encode(), "own.csv"))


def test_headers_in_french_suggest_what_they_are() -> None:
    found = suggestion(FRENCH)
    assert found.columns == COLUMNS
    assert found.decimals == (",",)
    assert found.date_formats == ("%d/%m/%Y",)


def test_words_that_mean_nothing_yet_are_told_once_in_the_order_of_the_file() -> None:
    cells = ["bizarre", "approuvé", " Bizarre ", "", "PAID", "wartend", "storno?"]
    assert unknown_words(cells) == ("bizarre", "wartend", "storno?")


@pytest.mark.parametrize(
    ("header", "columns"),
    [
        ("Fecha,Anunciante,Comisión,Moneda,Estado", ["date", "program", "amount", "currency", "status"]),
        ("Datum,Händler,Provision,Währung,Zustand", ["date", "program", "amount", "currency", "status"]),
        ("Sale date,Merchant,Earnings,Currency,State", ["date", "program", "amount", "currency", "status"]),
        ("Foo,Bar", []),
    ],
)
def test_headers_suggest_in_other_languages_too(header: str, columns: list[str]) -> None:
    found = suggestion(header + "\n")
    assert sorted(found.columns) == sorted(columns)


def test_a_commission_goes_before_a_mere_amount() -> None:
    assert suggestion("Date,Amount,Commission\n").columns["amount"] == "Commission"


def test_what_is_ambiguous_is_offered_as_a_choice() -> None:
    found = suggestion("Date;Commission\n03/04/2026;1,234\n05/06/2026;2,345\n")
    assert found.date_formats == ("%d/%m/%Y", "%m/%d/%Y")
    assert found.decimals == (".", ",")


def test_a_mapping_reads_a_file_of_no_known_source() -> None:
    mapping = ColumnMapping(COLUMNS, decimal=",", date_formats=("%d/%m/%Y",))
    lines = read(FRENCH, profile_of(mapping)).lines
    assert [(one.external_id, one.amount_minor, one.approval) for one in lines[:2]] == [
        ("F-1", 123450, Approval.APPROVED),
        ("F-2", 700, Approval.PENDING),
    ]
    assert (lines[2].trouble, lines[2].detail) == (Trouble.UNKNOWN_STATUS, "bizarre")


def test_a_word_that_a_person_explains_is_known() -> None:
    words = {"bizarre": (Approval.APPROVED, Payment.PAID)}
    mapping = ColumnMapping(COLUMNS, decimal=",", date_formats=("%d/%m/%Y",), words=words)
    *_, last = read(FRENCH, profile_of(mapping)).lines
    assert (last.payment, last.raw_status, last.trouble) == (Payment.PAID, "bizarre", None)


def test_without_a_status_lines_are_held_unless_a_person_says_where_they_stand() -> None:
    columns = {"date": "Day", "amount": "Earned"}
    text = "Day,Earned\n2026-02-01,5.00\n"
    (held,) = read(text, profile_of(ColumnMapping(columns, currency="EUR"))).lines
    assert (held.trouble, held.currency) == (Trouble.UNKNOWN_STATUS, "EUR")
    said = ColumnMapping(columns, currency="EUR", assumed=(Approval.APPROVED, Payment.OPEN))
    (taken,) = read(text, profile_of(said)).lines
    assert (taken.trouble, taken.effect_minor, taken.external_id[:2]) == (None, 500, "h:")


def test_a_mapping_can_be_kept_as_a_profile() -> None:
    profile = profile_of(ColumnMapping(COLUMNS, decimal=",", date_formats=("%d/%m/%Y",)), "cafe", "Café")
    assert read_profile(write_profile(profile)) == profile


def test_the_command_line_writes_column_equals_field() -> None:
    assert columns_from(["Earned = a=amount", "Day=date"]) == {"amount": "Earned = a", "date": "Day"}
    assert {
        "external_id",
        "date",
        "program",
        "amount",
        "currency",
        "status",
        "ref",
        "sale",
        "payment_id",
        "product",
    } <= {*MAPPED}


@pytest.mark.parametrize("pair", ["Earned", "=amount", "Earned=money", "Earned="])
def test_a_pair_that_maps_nothing_is_told(pair: str) -> None:
    with pytest.raises(UserError, match=r"Earned|amount"):
        columns_from([pair])


def test_a_field_mapped_twice_is_told() -> None:
    with pytest.raises(UserError, match="a second time"):
        columns_from(["A=date", "B=date"])


@pytest.mark.parametrize(
    "mapping",
    [
        ColumnMapping({"date": "Day"}),
        ColumnMapping({"amount": "Earned"}),
        ColumnMapping(COLUMNS, decimal=";"),
        ColumnMapping(COLUMNS, currency="Taler"),
        ColumnMapping(COLUMNS, date_formats=("%d",)),
        ColumnMapping(COLUMNS, date_formats=()),
        ColumnMapping(COLUMNS, zone="Mars/Base"),
    ],
)
def test_a_mapping_that_cannot_make_lines_is_refused(mapping: ColumnMapping) -> None:
    with pytest.raises(UserError):
        profile_of(mapping)
