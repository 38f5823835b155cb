"""Verifying an earnings statement: what it is, that its data are intact and agree, and that its pages print them."""

from __future__ import annotations

import io
import json
import random
from dataclasses import replace
from importlib.resources import files

import jsonschema
import pikepdf
import pytest

import reports
from consultant_desk.domain.brand import Brand
from consultant_desk.domain.earnings.statement_sums import disagreement
from consultant_desk.domain.earnings.tax import Basis
from reports.earnings_statement import build_earnings
from reports.identity import sealed
from reports.reading import snapshot_in
from reports.report_format import EARNINGS, EVALUATION, MANIFEST
from reports.verification import STATEMENT_CHECKS, Kind, Verification, to_json
from reports.verify import verify
from reports.worker import ReportWorker
from tests.reports.reading import attached, changed, forged_manifest, with_attachment
from tests.reports.sample import sample_snapshot
from tests.reports.test_earnings_statement import SNAPSHOT

EMPTY = replace(SNAPSHOT, payers=(), programmes=(), months=(), balances=(), ages=(), rates=(), lacking=(), missing=0,
                undated=0, unexplained=0, total=0, fees=0, tax=0, open_total=0)  # fmt: skip


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return build_earnings(SNAPSHOT).pdf


def failed(found: Verification) -> set[str]:
    return {check.name for check in found.checks if check.ok is False}


def told(pdf: bytes, **values: object) -> bytes:
    """The file with other values in its data, and every digest made to fit."""
    data = json.loads(attached(pdf)[EARNINGS])
    data["statement"] |= values
    return changed(pdf, EARNINGS, json.dumps(data).encode())


@pytest.mark.parametrize("language", ["en", "de", "fr", "es"])
@pytest.mark.parametrize("basis", Basis)
def test_a_statement_as_built_holds_and_is_called_one(language: str, basis: Basis) -> None:
    found = verify(build_earnings(replace(SNAPSHOT, language=language, basis=basis)).pdf)
    assert found.valid
    assert found.kind is Kind.STATEMENT
    assert tuple(check.name for check in found.checks) == STATEMENT_CHECKS
    assert {check.name for check in found.checks if check.ok is None} == {"signature", "issued"}
    assert "an earnings statement for 2026-01-01 to 2026-12-31" in found.of("readable").detail
    assert "not its origin" in found.of("issued").detail
    schema = json.loads((files("resources.schemas") / "verify-1.schema.json").read_text("utf-8"))
    jsonschema.validate(to_json(found), schema)


@pytest.mark.parametrize("snapshot", [
    EMPTY,
    replace(EMPTY, payers=SNAPSHOT.payers[1:], programmes=SNAPSHOT.programmes[1:], months=SNAPSHOT.months[1:]),
    replace(SNAPSHOT, brand=Brand("Mara", legal_footer="Registered nowhere")),
    replace(SNAPSHOT, programmes=tuple(replace(SNAPSHOT.programmes[0], name=f"P{n}", count=0, minor=0, base=0)
                                       for n in range(200)) + SNAPSHOT.programmes),
], ids=["without income", "without a rate", "with a brand", "over many pages"])  # fmt: skip
def test_every_kind_of_statement_holds(snapshot) -> None:
    assert failed(verify(build_earnings(snapshot).pdf)) == set()


def test_the_worker_answers_the_same(pdf: bytes) -> None:
    worker = ReportWorker()
    try:
        assert worker.verify(pdf) == verify(pdf, issued_sha256="")
    finally:
        worker.close()


def test_any_changed_byte_makes_it_fail(pdf: bytes) -> None:
    chance = random.Random(7)
    for place in (chance.randrange(len(pdf)) for _ in range(40)):
        damaged = bytearray(pdf)
        damaged[place] ^= 1 << chance.randrange(8)
        assert not verify(bytes(damaged)).valid, place


def test_data_that_were_changed_are_found(pdf: bytes) -> None:
    data = attached(pdf)[EARNINGS].replace(b'"total": 1440012', b'"total": 1440013')
    assert "data" in failed(verify(with_attachment(pdf, EARNINGS, data)))


def test_sums_that_no_longer_agree_are_found_though_every_digest_fits(pdf: bytes) -> None:
    found = verify(told(pdf, total=14_400_13))
    assert failed(found) == {"sums", "figures"}
    assert found.of("sums").detail == "The payers do not add up to their total in EUR."


def test_data_that_agree_but_are_not_what_is_printed_are_found(pdf: bytes) -> None:
    rates = json.loads(attached(pdf)[EARNINGS])["statement"]["rates"]
    rates[0]["rate"] = "1.2"
    assert failed(verify(told(pdf, rates=rates))) == {"figures"}


def test_two_printed_figures_that_changed_places_are_found(pdf: bytes) -> None:
    balances = json.loads(attached(pdf)[EARNINGS])["statement"]["balances"]
    balances[0]["opening"], balances[0]["closing"] = balances[0]["closing"], balances[0]["opening"]
    balances[0] |= {"ties": False}
    found = verify(told(pdf, balances=balances))
    assert failed(found) == {"figures"}


def test_a_page_that_was_changed_is_found_also_when_the_file_is_sealed_again(pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        document.pages[0].obj.Contents.write(document.pages[0].obj.Contents.read_bytes() + b"\n% more\n")
        output = io.BytesIO()
        document.save(output, deterministic_id=True)
    found = verify(sealed(output.getvalue()))
    assert "pages" in failed(found)
    assert found.of("pages").detail == "Page 1 was changed after the statement was written."


@pytest.mark.parametrize("data", [
    b"", b"[]", b"{}", b'{"format": "consultant-desk/earnings"}',
    b'{"format": "consultant-desk/earnings", "version": 1}',
    b'{"format": "consultant-desk/earnings", "version": 1, "statement": {}}',
    b'{"format": "consultant-desk/report", "version": 1}', b"9" * 5000,
])  # fmt: skip
def test_data_of_another_shape_are_refused_in_words(data: bytes, pdf: bytes) -> None:
    found = verify(changed(pdf, EARNINGS, data))
    assert "data" in failed(found)
    assert found.of("figures").ok is None


@pytest.mark.parametrize("values", [
    {"base": "€"}, {"basis": "guess"}, {"total": 10**5000}, {"first": "never"}, {"rates": [{}]},
    {"brand": {}}, {"page_size": "A0"}, {"more": 1},
])  # fmt: skip
def test_values_of_another_kind_are_refused_in_words(values: dict[str, object], pdf: bytes) -> None:
    if "total" in values:
        data = attached(pdf)[EARNINGS].replace(b'"total": 1440012', b'"total": 1' + b"0" * 5000)
        assert "data" in failed(verify(changed(pdf, EARNINGS, data)))
    else:
        assert "data" in failed(verify(told(pdf, **values)))


def test_a_statement_of_a_newer_program_is_named_as_one(pdf: bytes) -> None:
    data = json.loads(attached(pdf)[EARNINGS]) | {"version": 2}
    found = verify(changed(pdf, EARNINGS, json.dumps(data).encode()))
    assert "A newer version of the program" in found.of("data").detail


def test_a_manifest_of_more_files_is_refused(pdf: bytes) -> None:
    assert "data" in failed(verify(forged_manifest(pdf, lambda told: told["files"].update({"matrix.csv": "0" * 64}))))
    assert "data" in failed(verify(forged_manifest(pdf, lambda told: told.update({"format": "another"}))))


def test_a_report_and_a_statement_do_not_pass_for_each_other(pdf: bytes) -> None:
    report = reports.build(sample_snapshot()).pdf
    assert verify(report).kind is Kind.REPORT
    assert snapshot_in(pdf) is None
    both = with_attachment(report, EVALUATION, attached(report)[EVALUATION])
    assert verify(both).kind is Kind.REPORT
    assert set(attached(pdf)) == {EARNINGS, MANIFEST}


@pytest.mark.parametrize(("change", "where"), [
    ({"total": 1}, "payers"),
    ({"programmes": ()}, "programmes"),
    ({"months": SNAPSHOT.months[:1]}, "months"),
    ({"open_total": 1}, "open items"),
    ({"balances": (replace(SNAPSHOT.balances[0], paid=1),)}, "balance of Awin in GBP"),
    ({"balances": (replace(SNAPSHOT.balances[1], ties=True),)}, "balance of Other in KWD"),
])  # fmt: skip
def test_every_sum_is_held_against_the_others(change: dict[str, object], where: str) -> None:
    assert where in disagreement(replace(SNAPSHOT, **change))


def test_fees_and_tax_are_added_where_all_is_in_one_currency() -> None:
    payers = (replace(SNAPSHOT.payers[0], currency="EUR", minor=100, base=100, fees=3, tax=2, count=1),)
    lines = {"programmes": (replace(SNAPSHOT.programmes[0], currency="EUR", minor=100, base=100, count=1),)}
    lines["months"] = (replace(SNAPSHOT.months[0], currency="EUR", minor=100, base=100, count=1),)
    one = replace(SNAPSHOT, payers=payers, total=100, fees=3, tax=2, **lines)
    assert disagreement(one) == ""
    assert "Fees and tax" in disagreement(replace(one, tax=3))
