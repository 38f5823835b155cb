"""Read the European Central Bank's reference rates: eurofxref as XML, CSV or a zip of the CSV, whole or one day.

`eurofxref-hist.csv` ends its lines with a comma, begins with the latest day and writes N/A where a currency was not
quoted; `eurofxref.csv` writes its one day as "27 November 2026" with blanks after the commas. Documented at
https://www.ecb.europa.eu/stats/policy_and_exchange_rates/euro_reference_exchange_rates/.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from consultant_desk.domain.currencies import is_currency
from consultant_desk.domain.earnings.rates import DayRates
from consultant_desk.errors import Fault, UserError
from consultant_desk.imports.table import decoded

MAX_BYTES = 30_000_000
"""The whole history is 2 MB of CSV and 20 MB of XML."""
EXPECTED = "eurofxref-hist.csv, eurofxref-hist.zip or eurofxref-daily.xml of the European Central Bank"
_NAME, _HEAD, _ENOUGH = "eurofxref", 4000, 5
"""What the bank calls its files, bytes in which that is looked for, currencies that make a first line one of rates."""
_CODE = re.compile("[A-Z]{3}")
_NOT_QUOTED = {"N/A", ""}
_RATE = re.compile(r"\d{1,9}(?:\.\d{1,9})?")
_WRITTEN_DAY = re.compile(r"(\d{1,2}) ([A-Z][a-z]+) (\d{4})")
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
           "December")  # fmt: skip


@dataclass(frozen=True, slots=True)
class RatesFile:
    """The days of a file, earliest first, and codes of columns that are no currencies we know (left out)."""

    days: tuple[DayRates, ...]
    unknown: tuple[str, ...] = ()

    @property
    def rates(self) -> int:
        """Return how many rates the file holds."""
        return sum(len(one.rates) for one in self.days)


def holds_rates(data: bytes) -> bool:
    """Tell whether a file looks like one of the ECB, without reading it."""
    if data.startswith(b"PK"):
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                return any(name.startswith(_NAME) for name in archive.namelist())
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
            return False
    head = data[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.startswith(b"<"):
        return _NAME.encode() in head
    first, *codes = (cell.strip() for cell in head.partition(b"\n")[0].decode("ascii", "replace").split(","))
    codes = [code for code in codes if code]
    return first == "Date" and sum(map(is_currency, codes)) >= _ENOUGH and all(map(_CODE.fullmatch, codes))


def read_rates(data: bytes) -> RatesFile:
    """Return the rates in a file of the ECB; `UserError` with the place when it is none or is damaged."""
    if len(data) > MAX_BYTES:
        raise _refused("", f"is larger than {MAX_BYTES // 1_000_000} MB")
    if not data.strip():
        raise _refused("", "is empty")
    if data.startswith(b"PK"):
        data = _unzipped(data)
    if data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<":
        return _read_xml(data)
    return _read_csv(decoded(data))


def _unzipped(data: bytes) -> bytes:
    """Return the only CSV of an archive, without ever unpacking more than `MAX_BYTES`."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = [info for info in archive.infolist() if info.filename.lower().endswith((".csv", ".xml"))]
            if len(names) != 1 or len(archive.infolist()) > 10:
                raise _refused("", "is an archive without exactly one CSV or XML file")
            if names[0].flag_bits & 1:
                raise _refused("", "is protected by a password")
            if names[0].file_size > MAX_BYTES:
                raise _refused("", f"unpacks to more than {MAX_BYTES // 1_000_000} MB")
            with archive.open(names[0]) as member:
                found = member.read(MAX_BYTES + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError):
        raise _refused("", "is a damaged archive") from None
    if len(found) > MAX_BYTES:
        raise _refused("", f"unpacks to more than {MAX_BYTES // 1_000_000} MB")
    return found


def _read_xml(data: bytes) -> RatesFile:
    """Return the rates of `eurofxref-daily.xml` or `-hist.xml`: Cube elements with a time hold Cubes with a rate."""
    try:
        root = fromstring(data, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        raise _refused("", "is no XML that can be read safely") from None
    found: dict[str, dict[str, str]] = {}
    unknown: set[str] = set()
    for cube in root.iter():
        written = cube.get("time")
        if written is None:
            continue
        rates = {}
        for one in cube:
            code, text = one.get("currency", ""), one.get("rate", "")
            if is_currency(code):
                rates[code] = _rate(text, f"{written}, {code}")
            else:
                unknown.add(code)
        _add(found, _day(written, f"Day {written}"), rates, f"Day {written}")
    return _file(found, unknown)


def _read_csv(text: str) -> RatesFile:
    if "\0" in text:
        raise _refused("", "is not a text")
    reader = csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""), skipinitialspace=True)
    try:
        header = [cell.strip() for cell in next(reader, [])]
        codes = header[1:-1] if header and not header[-1] else header[1:]
        if not header or header[0] != "Date" or not codes or not all(re.fullmatch("[A-Z]{3}", code) for code in codes):
            raise _refused("Line 1", "does not begin with Date and codes of currencies")
        if len(set(codes)) < len(codes):
            raise _refused("Line 1", "names a currency twice")
        known = [(place, code) for place, code in enumerate(codes, 1) if is_currency(code)]
        found: dict[str, dict[str, str]] = {}
        for cells in reader:
            if not any(cells):
                continue
            place = f"Line {reader.line_num}"
            if len(cells) != len(header):
                raise _refused(place, f"has {len(cells)} cells where the first line has {len(header)}")
            _add(found, _day(cells[0].strip(), place), _rates(cells, known, place), place)
    except csv.Error:
        raise _refused(f"Line {reader.line_num}", "cannot be read") from None
    return _file(found, (code for code in codes if not is_currency(code)))


def _rates(cells: list[str], known: list[tuple[int, str]], place: str) -> dict[str, str]:
    return {
        code: text if _is_rate(text) else _rate(text.strip(), f"{place}, {code}")
        for column, code in known
        if (text := cells[column]).strip() not in _NOT_QUOTED
    }


def _is_rate(text: str) -> bool:
    return _RATE.fullmatch(text) is not None and text.strip("0.") != ""


def _rate(text: str, place: str) -> str:
    if not _is_rate(text):
        raise _refused(place, f"holds “{text[:40]}”, which is no rate")
    return text


def _day(text: str, place: str) -> str:
    try:
        if (written := _WRITTEN_DAY.fullmatch(text)) is not None:
            day, month, year = written.groups()
            return date(int(year), _MONTHS.index(month) + 1, int(day)).isoformat()
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            return date.fromisoformat(text).isoformat()
    except ValueError:
        pass
    raise _refused(place, f"holds “{text[:40]}”, which is no date")


def _add(found: dict[str, dict[str, str]], day: str, rates: dict[str, str], place: str) -> None:
    if found.setdefault(day, rates) != rates:
        raise _refused(place, f"gives other rates for {day} than a line before")


def _file(found: dict[str, dict[str, str]], unknown: Iterable[str]) -> RatesFile:
    if not any(found.values()):
        raise _refused("", "holds no rates")
    days = tuple(DayRates(day, rates) for day, rates in sorted(found.items()) if rates)
    return RatesFile(days, tuple(sorted(unknown)))


def _refused(where: str, what: str) -> UserError:
    place = where or "The file"
    fault = Fault(place, what, EXPECTED)
    return UserError(f"{place} {what}.", "No rate was taken.", f"Expected is {EXPECTED}.", (fault,))
