"""The statement for the accountant: its figures, its remarks, its structure, in every language."""

from __future__ import annotations

import io
import json
from dataclasses import replace

import pikepdf
import pytest

from consultant_desk.domain.brand import Brand
from consultant_desk.domain.earnings.ageing import Age
from consultant_desk.domain.earnings.statement_snapshot import (
    AgeLine,
    BalanceLine,
    EarningsSnapshot,
    GroupLine,
    LackingLine,
    PayerLine,
    RateLine,
    ReceivedLine,
)
from consultant_desk.domain.earnings.tax import Basis
from consultant_desk.domain.report_options import PageSize
from consultant_desk.errors import UserError
from reports import wire
from reports.earnings_statement import build_earnings
from reports.identity import is_sealed
from reports.worker import ReportWorker
from tests.reports.pdf_ua import faults_of
from tests.reports.reading import all_text, attached, flat

SNAPSHOT = EarningsSnapshot(
    first="2026-01-01",
    last="2026-12-31",
    basis=Basis.CASH,
    base="EUR",
    practice="Mara Lindqvist Advisory",
    consultant="Mara Lindqvist",
    made_on="2027-01-15",
    instant="2027-01-15T00:00:00.000Z",
    program_version="0.1.0",
    language="en",
    page_size=PageSize.A4,
    brand=Brand("Mara Lindqvist Advisory"),
    payers=(
        PayerLine("Awin Ltd", "GB", "GBP", 3, 12_345_67, 1_50, 0, 14_400_12),
        PayerLine("Nomura", "JP", "JPY", 2, 250_000, 0, 25_000, None),
    ),
    total=14_400_12,
    fees=1_75,
    tax=0,
    missing=2,
    undated=1,
    unexplained=3,
    programmes=(GroupLine("Orbit", "GBP", 3, 12_345_67, 14_400_12), GroupLine("", "JPY", 2, 250_000, None)),
    months=(GroupLine("2026-03", "GBP", 3, 12_345_67, 14_400_12), GroupLine("2026-04", "JPY", 2, 250_000, None)),
    balances=(BalanceLine("Awin", "GBP", 100, 1_234_667, 0, 1_234_567, 200, 200, ties=True),
              BalanceLine("Other", "KWD", 0, 1_500, 0, 0, 1_500, 1_400, ties=False)),
    ages=(AgeLine("GBP", Age.TO_30, 1, 200, 233), AgeLine("KWD", Age.UNDATED, 1, 1_500, None)),
    open_total=233,
    rates=(RateLine("GBP", "2026-03-02", "2026-02-27", "1.166412", own=False),
           RateLine("GBP", "2026-03-09", "2026-03-09", "1.17", own=True)),
    lacking=(LackingLine("JPY", 2, "2026-04-01", "2026-04-20"),),
    received=(ReceivedLine("EUR", 57_50), ReceivedLine("USD", 1_20)),
    of_statement=4,
)  # fmt: skip


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return build_earnings(SNAPSHOT).pdf


def test_an_accountant_finds_every_figure(pdf):
    text = flat(all_text(pdf))
    for told in (
        "€14,400.12 of income from commissions, 2026", "12,345.67", "250,000", "Total14,400.12", "no rate",
        "March 2026", "fees", "€1.75", "1.500", "1–30", "no date known", "1.1664", "1.1700",
    ):  # fmt: skip
        assert flat(told) in text, told


def test_what_is_in_no_table_is_said_before_the_figures(pdf):
    text = flat(all_text(pdf))
    table = text.index(flat("Income by payer and country"))
    for told in (
        "2 movements have no rate", "1 payment is of no known day",
        "4 payments have no day but that of their statement",
        "€57.50 and $1.20 received in 3 payouts are not explained by any commission",
    ):  # fmt: skip
        assert -1 < text.find(flat(told)) < table, told
    assert flat("No rate of JPY from 1 Apr 2026 to 20 Apr 2026: 2 left out.") in text


@pytest.mark.parametrize("language", ["en", "de", "fr", "es"])
@pytest.mark.parametrize("basis", Basis)
def test_the_file_is_tagged_and_an_archive_document_in_every_language(language, basis):
    built = build_earnings(replace(SNAPSHOT, language=language, basis=basis))
    assert faults_of(built.pdf) == {}
    assert is_sealed(built.pdf)
    assert (built.missing_glyphs, built.shortened) == ((), ())
    with pikepdf.open(io.BytesIO(built.pdf)) as file:
        assert str(file.Root.Lang).startswith(language)
        assert b"pdfaid:part>3" in file.Root.Metadata.read_bytes()


def test_the_data_go_along_and_the_same_data_give_the_same_bytes(pdf):
    assert build_earnings(SNAPSHOT).pdf == pdf
    data = json.loads(attached(pdf)["earnings.json"])
    assert wire.decode(EarningsSnapshot, data["statement"]) == SNAPSHOT
    assert data["statement"]["rates"][0]["rate"] == "1.166412"


def test_the_worker_builds_the_same_file(pdf):
    worker = ReportWorker()
    try:
        assert worker.earnings(SNAPSHOT).pdf == pdf
    finally:
        worker.close()


def test_without_any_rate_no_total_is_nothing():
    none = replace(SNAPSHOT, payers=SNAPSHOT.payers[1:], programmes=SNAPSHOT.programmes[1:], months=SNAPSHOT.months[1:],
                   total=0, rates=())  # fmt: skip
    text = flat(all_text(build_earnings(none).pdf))
    assert flat("Income from commissions, 2026") in text
    assert flat("Total no rate") in text
    assert flat("€0") not in text.replace(flat("fees and €0"), "").replace(flat("€1.75 as fees and €0 as tax"), "")


def test_a_year_without_income_says_so_and_a_fiscal_year_names_its_ends():
    empty = replace(SNAPSHOT, first="2026-04-06", last="2027-04-05", payers=(), programmes=(), months=(), balances=(),
                    ages=(), rates=(), lacking=(), missing=0, undated=0, unexplained=0, total=0)  # fmt: skip
    text = flat(all_text(build_earnings(empty).pdf))
    assert flat("No income from commissions, 6 April 2026 to 5 April 2027") in text
    assert flat("Everything was earned in EUR: no rate was needed.") in text


def test_three_hundred_programmes_and_long_names_are_set():
    many = tuple(
        GroupLine(f"Programme {n} with a name that is much too long for its column", "EUR", 1, n, n) for n in range(300)
    )
    built = build_earnings(replace(SNAPSHOT, programmes=many))
    assert built.pages > 5
    assert faults_of(built.pdf) == {}


def test_a_colour_that_is_none_is_told():
    with pytest.raises(UserError, match="colour"):
        build_earnings(replace(SNAPSHOT, brand=Brand("X", primary="blue")))
