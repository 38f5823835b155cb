"""Workbooks from strangers: what is read, and what is refused before it is unpacked."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable
from datetime import date

import pytest
import xlsxwriter

from consultant_desk.errors import UserError
from consultant_desk.imports.xlsx import read_xlsx
from consultant_desk.services.tables import Tables
from reports.worker import ReportWorker


def workbook(fill: Callable[..., None], *names: str) -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        fill(book, *(book.add_worksheet(name) for name in names or ("Data",)))
    return stream.getvalue()


def plain() -> bytes:
    return workbook(
        lambda _book, page: [page.write_row(row, 0, cells) for row, cells in enumerate((("a", "b"), (1, 2)))]
    )


def changed(data: bytes, part: str, change: Callable[[bytes], bytes], *, add: str = "") -> bytes:
    """The workbook with one part replaced, or one added."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = old.read(entry)
            new.writestr(entry.filename, change(content) if entry.filename == part else content)
        if add:
            new.writestr(add, change(b""))
    return target.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


def test_cells_are_numbers_texts_dates_cached_values_and_errors() -> None:
    def fill(book: xlsxwriter.Workbook, page: xlsxwriter.worksheet.Worksheet) -> None:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        page.write_row(1, 1, ["x", 1.5])
        page.write_formula(2, 1, "=1+1", None, 2)
        page.write_formula(2, 2, "=1/0", None, "#DIV/0!")
        page.write_datetime(3, 1, date(2026, 11, 3), day)
        page.write_boolean(3, 2, True)
        page.write_string(4, 1, "=cmd()")
        page.write_blank(1_048_575, 1, None, day)

    table = read_xlsx(workbook(fill))
    assert table.rows == (("x", 1.5), (2.0, "#DIV/0!"), ("2026-11-03", "TRUE"), ("=cmd()", ""))
    assert table.place(1, 1) == "C3"


def test_the_first_sheet_that_is_shown_and_filled_is_read_or_the_one_named() -> None:
    def fill(_book: xlsxwriter.Workbook, hidden: object, empty: object, full: object) -> None:
        hidden.write(0, 0, "secret")
        hidden.hide()
        empty.activate()
        full.write(0, 0, "x")

    data = workbook(fill, "Hidden", "Empty", "Full")
    table = read_xlsx(data)
    assert (table.sheet, table.sheets) == ("Full", ("Empty", "Full"))
    with pytest.raises(UserError, match="sheet “Empty” is empty"):
        read_xlsx(data, "Empty")
    with pytest.raises(UserError) as refused:
        read_xlsx(data, "Nothing")
    assert refused.value.hint == "The sheets are Empty, Full."


def within(change: Callable[[bytes], bytes]) -> bytes:
    return changed(plain(), SHEET, change)


def filled(rows: bytes) -> bytes:
    return within(lambda xml: xml.replace(b"<sheetData>", b"<sheetData>" + rows))


def ending(rows: bytes) -> bytes:
    return within(lambda xml: xml.replace(b"</sheetData>", rows + b"</sheetData>"))


def crowded() -> bytes:
    many = io.BytesIO()
    with zipfile.ZipFile(many, "w") as archive:
        for number in range(1_001):
            archive.writestr(f"{number}.xml", "")
    return many.getvalue()


def endless() -> bytes:
    noise = random.Random(1).randbytes(1_200_000).hex().encode()
    return within(lambda xml: xml.replace(b"<sheetData>", b"<sheetData " + noise))


ENTITY = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
BOMBS: dict[str, tuple[Callable[[], bytes], str]] = {
    "ratio": (lambda: filled(b"<row>" + b" " * 40_000_000 + b"</row>"), "to 1"),
    "sum": (lambda: changed(plain(), "", lambda _xml: bytes(101_000_000), add="xl/media/big.bin"), "unpacks to 101 MB"),
    "entries": (crowded, "holds 1001 parts"),
    "entities": (lambda: within(lambda xml: ENTITY + xml), "declares entities"),
    "low": (lambda: ending(b'<row r="1048576"><c><v>1</v></c></row>'), "A1048576 lies outside"),
    "wide": (lambda: ending(b'<row r="3">' + b"<c><v>1</v></c>" * 1_001 + b"</row>"), "ALM3 lies outside"),
    "endless": (endless, "a tag without an end"),
    "far": (lambda: within(lambda xml: xml.replace(b'r="A2"', b'r="XFD1048576"')), "XFD1048576 lies outside"),
    "long": (lambda: workbook(lambda _book, page: page.write_string(4, 2, "x" * 20_000)), "C5 holds 20,000 characters"),
    "utf16": (lambda: within(lambda xml: xml.decode().encode("utf-16")), "is not UTF-8"),
    "cut": (lambda: plain()[:-40], "damaged"),
    "torn": (lambda: within(lambda xml: xml[:-60]), "damaged"),
    "encrypted": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1_000, "damaged or not an XLSX"),
}


@pytest.mark.parametrize(("make", "words"), BOMBS.values(), ids=BOMBS)
def test_a_hostile_workbook_is_refused_with_the_place(make: Callable[[], bytes], words: str) -> None:
    with pytest.raises(UserError) as refused:
        read_xlsx(make())
    assert words in refused.value.sentence()


def test_parts_that_overlap_are_refused() -> None:
    data = bytearray(plain())
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        first, second = archive.infolist()[:2]
    place = bytes(data).index(b"PK\x01\x02", bytes(data).index(b"PK\x01\x02") + 4)
    assert int.from_bytes(data[place + 42 : place + 46], "little") == second.header_offset
    data[place + 42 : place + 46] = first.header_offset.to_bytes(4, "little")
    with pytest.raises(UserError, match=r"overlap|damaged"):
        read_xlsx(bytes(data))


def test_the_worker_reads_the_same_and_tells_the_same_sentence() -> None:
    worker = ReportWorker()
    try:
        tables = Tables(worker)
        assert tables.read(plain()) == read_xlsx(plain())
        with pytest.raises(UserError, match="damaged or not an XLSX file"):
            tables.read(plain()[:-40])
        with pytest.raises(UserError, match="There is no sheet “Nothing”"):
            tables.read(plain(), "Nothing")
    finally:
        worker.close()


def test_text_is_read_here_and_has_no_sheets() -> None:
    tables = Tables(ReportWorker())
    assert tables.read(b"a,b\n1,2").rows == (("a", "b"), ("1", "2"))
    with pytest.raises(UserError, match="has no sheets"):
        tables.read(b"a,b\n1,2", "Data")
