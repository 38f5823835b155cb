"""Files of the European Central Bank: every form it publishes, and what is refused."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant_desk.domain.earnings.rates import DayRates
from consultant_desk.errors import UserError
from consultant_desk.imports.rates import MAX_BYTES, holds_rates, read_rates

HIST = (Path(__file__).parents[1] / "oracles" / "statements" / "eurofxref-hist.csv").read_bytes()
DAILY_XML = b"""<?xml version="1.0" encoding="UTF-8"?>
<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01" xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">
\t<gesmes:subject>Reference rates</gesmes:subject>
\t<gesmes:Sender><gesmes:name>European Central Bank</gesmes:name></gesmes:Sender>
\t<Cube><Cube time='2026-09-21'><Cube currency='USD' rate='1.1000'/><Cube currency='JPY' rate='160.00'/></Cube></Cube>
</gesmes:Envelope>"""
DAILY = (DayRates("2026-09-21", {"USD": "1.1000", "JPY": "160.00"}),)


def zipped(*members: tuple[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return stream.getvalue()


def test_the_history_comes_earliest_day_first_without_what_was_not_quoted() -> None:
    found = read_rates(HIST)
    assert [one.day for one in found.days] == ["2026-09-17", "2026-09-18", "2026-09-21"]
    assert dict(found.days[1].rates) == {
        "USD": "1.0956",
        "JPY": "162.80",
        "BGN": "1.9558",
        "CZK": "24.929",
        "GBP": "0.85310",
    }
    assert found.rates == 15


@pytest.mark.parametrize("change", [
    lambda data: b"\xef\xbb\xbf" + data,
    lambda data: data.replace(b"\n", b"\r\n"),
    lambda data: data.decode().encode("utf-16"),
    lambda data: data.replace(b",\n", b"\n"),
    lambda data: zipped(("eurofxref-hist.csv", data)),
], ids=["BOM", "CRLF", "UTF-16", "no trailing comma", "zip"])  # fmt: skip
def test_the_same_history_in_another_wrapping(change) -> None:
    assert read_rates(change(HIST)) == read_rates(HIST)


def test_the_one_day_as_xml_and_as_csv() -> None:
    assert read_rates(DAILY_XML).days == DAILY
    assert read_rates(b"Date, USD, JPY, \n21 September 2026, 1.1000, 160.00, \n").days == DAILY


def test_a_currency_that_is_none_is_left_out_and_named() -> None:
    found = read_rates(b"Date,USD,QQQ,\n2026-09-21,1.1,3,\n")
    assert (dict(found.days[0].rates), found.unknown) == ({"USD": "1.1"}, ("QQQ",))


def test_a_day_given_twice_alike_counts_once() -> None:
    assert read_rates(HIST + HIST.splitlines()[1] + b"\n") == read_rates(HIST)


BOMB = b"""<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbbbbbb"><!ENTITY c "&b;&b;&b;&b;">]><a>&c;</a>"""


@pytest.mark.parametrize(("data", "said"), [
    (b"", "The file is empty"),
    (b"not rates", "Line 1 does not begin with Date"),
    (b"Date,Amount,Currency\n2026-09-21,1,EUR\n", "Line 1 does not begin with Date"),
    (b"Date,USD,USD,\n", "names a currency twice"),
    (b"Date,USD,JPY,\n", "holds no rates"),
    (b"Date,USD,\n2026-09-21,N/A,\n", "holds no rates"),
    (b"Date,USD,JPY,\n2026-09-21,1.1,160,\n2026-09-18,1.09", "Line 3 has 2 cells where the first line has 4"),
    (b"Date,USD,\n2026-02-30,1.1,\n", "Line 2 holds “2026-02-30”, which is no date"),
    (b"Date,USD,\n30 Brumaire 2026,1.1,\n", "which is no date"),
    (b"Date,USD,\n09/21/2026,1.1,\n", "which is no date"),
    (b"Date,USD,\n2026-09-21,0.000,\n", "Line 2, USD holds “0.000”, which is no rate"),
    (b"Date,USD,\n2026-09-21,-1.1,\n", "which is no rate"),
    (b'Date,USD,\n2026-09-21,"1,1",\n', "which is no rate"),
    (b"Date,USD,\n2026-09-21,NaN,\n", "which is no rate"),
    (b"Date,USD,\n2026-09-21,1e9,\n", "which is no rate"),
    (b"Date,USD,\n2026-09-21,1.1,\n2026-09-21,1.2,\n", "Line 3 gives other rates for 2026-09-21"),
    (b" \r\n", "The file is empty"),
    (b"Date,USD,\n\x00", "is not a text"),
    (BOMB, "no XML that can be read safely"),
    (DAILY_XML[:-20], "no XML that can be read safely"),
    (DAILY_XML.replace(b"1.1000", b"one"), "Day|holds “one”, which is no rate"),
    (b"<html><body>Not found</body></html>", "holds no rates"),
    (zipped(("a.csv", HIST), ("b.csv", HIST)), "without exactly one CSV"),
    (zipped(("readme.txt", HIST)), "without exactly one CSV"),
    (zipped(("a.csv", HIST))[:-30], "a damaged archive"),
    (zipped(("a.csv", b"0" * (MAX_BYTES + 1))), "unpacks to more than 30 MB"),
])  # fmt: skip
def test_anything_else_is_refused_in_a_sentence(data: bytes, said: str) -> None:
    with pytest.raises(UserError, match=said) as raised:
        read_rates(data)
    assert raised.value.kept == "No rate was taken."


def test_an_archive_that_lies_about_its_size_is_not_unpacked_beyond_the_limit() -> None:
    data = zipped(("a.csv", b"0" * (MAX_BYTES + 1)))
    size = (MAX_BYTES + 1).to_bytes(4, "little")
    assert data.count(size) == 2
    with pytest.raises(UserError):
        read_rates(data.replace(size, (1000).to_bytes(4, "little")))


def test_a_file_too_large_is_not_looked_into() -> None:
    with pytest.raises(UserError, match="larger than 30 MB"):
        read_rates(b" " * (MAX_BYTES + 1))


@given(st.binary(max_size=300) | st.binary(max_size=60).map(lambda tail: HIST[:120] + tail))
def test_no_bytes_end_in_anything_but_rates_or_a_sentence(data: bytes) -> None:
    with suppress(UserError):
        assert read_rates(data).rates


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (HIST, True),
        (zipped(("eurofxref-hist.csv", b"Date,USD\n")), True),
        (DAILY_XML, True),
        (b"Date,USD,Programme,State,EUR,GBP\n", False),
        (b"Date,Amount,Currency,Status,Programme,Id\n", False),
        (zipped(("other.csv", b"Date,USD\n")), False),
        (b"PK\x03\x04 nothing", False),
        (b"<ofx></ofx>", False),
        (b"", False),
    ],
)
def test_a_file_of_rates_is_known_without_reading_it(data: bytes, told: bool) -> None:
    assert holds_rates(data) is told
