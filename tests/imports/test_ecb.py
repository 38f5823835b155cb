"""Fetching the bank's files: what the network may send instead of rates, and what a person is told."""

from __future__ import annotations

import pytest

from consultant_desk.domain.earnings.rates import RatesSpan
from consultant_desk.domain.progress import silent
from consultant_desk.imports import ecb
from consultant_desk.imports.ecb import FILES, fetch_rates
from consultant_desk.imports.rates import read_rates
from consultant_desk.net import NetworkFailure, Patience
from tests import serving
from tests.imports.test_rates import DAILY, DAILY_XML, HIST, zipped
from tests.serving import LocalServer

HURRIED = Patience(connect=2, piece=0.3, whole=5)
ZIP = zipped(("eurofxref-hist.csv", HIST * 200))
LOGIN = b"<!DOCTYPE html><html><body>Log in to the hotel's network</body></html>"
ENTITIES = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'


@pytest.fixture(autouse=True)
def bank(server: LocalServer, monkeypatch: pytest.MonkeyPatch) -> LocalServer:
    monkeypatch.setattr(ecb, "ADDRESS", server.address)
    return server


def test_the_bank_is_asked_over_an_encrypted_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    assert ecb.ADDRESS.startswith("https://www.ecb.europa.eu/")
    assert set(FILES) == set(RatesSpan)


@pytest.mark.parametrize(("span", "data"), [
    (RatesSpan.DAY, DAILY_XML),
    (RatesSpan.QUARTER, DAILY_XML),
    (RatesSpan.HISTORY, zipped(("eurofxref-hist.csv", HIST))),
])  # fmt: skip
def test_a_file_of_each_span_is_read_and_no_other_is_asked_for(span: RatesSpan, data: bytes, bank: LocalServer) -> None:
    bank.put(FILES[span], data)
    found = fetch_rates(span, silent)
    assert found == read_rates(data)
    assert [path for path, _ in bank.asked] == ["/" + FILES[span]]
    if span is not RatesSpan.HISTORY:
        assert found.days == DAILY


@pytest.mark.parametrize("answer", [
    LOGIN,
    b"",
    b"\x00\xff" * 500,
    b"Date,USD\n2026-09-21,a lot\n",
    b"<gesmes/>",
    ENTITIES,
    ZIP[:-200],
    ZIP[: len(ZIP) // 2],
    zipped(("readme.txt", b"no rates")),
], ids=["a page to log in", "nothing", "noise", "no rate", "no days", "entities", "zip without its end", "half a zip",
        "another zip"])  # fmt: skip
def test_what_is_no_file_of_rates_is_refused_whole(answer: bytes, bank: LocalServer) -> None:
    bank.put(FILES[RatesSpan.HISTORY], answer)
    with pytest.raises(NetworkFailure, match="What came from the network is no file of rates") as told:
        fetch_rates(RatesSpan.HISTORY, silent)
    assert told.value.kept == "No rate was taken."
    assert "save a file of the bank with your browser" in told.value.hint


@pytest.mark.parametrize(("answer", "said"), [
    (serving.whole(b"", 404), "404 Not Found"),
    (serving.whole(b"", 500), "500 Internal Server Error"),
    (serving.silent, "did not answer in time"),
    (serving.endless, "sends more than the 5 MB"),
    (serving.elsewhere("https://example.org/"), "sends the request on to another place"),
    (serving.broken_off(ZIP[:100], len(ZIP) - 100), "broke off in the middle"),
])  # fmt: skip
def test_a_failure_says_what_was_kept_and_the_way_round_it(
    answer: serving.Answer, said: str, bank: LocalServer
) -> None:
    bank.put(FILES[RatesSpan.QUARTER], answer)
    with pytest.raises(NetworkFailure) as told:
        fetch_rates(RatesSpan.QUARTER, silent, HURRIED)
    assert said in told.value.happened
    assert told.value.kept == "No rate was taken."
    assert told.value.hint.endswith("Or save a file of the bank with your browser and read that.")
