"""Bank statements in OFX 1 (SGML, whose values have no end tags) and OFX 2 (XML), read by their tags alone.

No parser of XML is at work, so there are no entities but the five of XML and no outside documents. What is read are
the transactions of accounts and cards with the currency and the account they stand under. OFX 1.0.2 and 2.2, 11.4.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence

from consultant_desk.imports.statements.dates import OFX, day_in
from consultant_desk.imports.statements.source import (
    Batch,
    Cancelled,
    Head,
    StatementCancelled,
    batched,
    check_lines,
    unreadable,
)
from consultant_desk.imports.statements.text_source import encoding_of

COLUMNS = (
    "ACCTID", "BANKID", "CURDEF", "TRNTYPE", "DTPOSTED", "DTUSER", "TRNAMT", "FITID", "CHECKNUM", "REFNUM", "NAME",
    "MEMO", "CURRENCY",
)  # fmt: skip
_BEGINS = re.compile(rb"\s*(?:OFXHEADER\s*:|<)", re.IGNORECASE)
_HEAD = 2_000
_TAG = re.compile(r"<(/?)([A-Za-z0-9._]{1,40})\s*>([^<]*)")
_DECLARED = re.compile(r"<!(?:DOCTYPE|ENTITY|\[CDATA)", re.IGNORECASE)
_UNDER = ("ACCTID", "BANKID", "CURDEF")
_OTHER_ACCOUNTS = {"BANKACCTTO", "CCACCTTO"}
"""The other side of a transfer: its account number is not ours."""
_CURRENCIES = {"CURRENCY", "ORIGCURRENCY"}
_STATEMENTS = {"STMTRS", "CCSTMTRS"}
_EVERY = 1_000
_BANK_FILE = "a bank statement in OFX"


def is_ofx(data: bytes) -> bool:
    """Tell whether a file begins as OFX does."""
    head = data[:_HEAD].lstrip(b"\xef\xbb\xbf").upper()
    return _BEGINS.match(head) is not None and (b"<OFX>" in head or head.lstrip().startswith(b"OFXHEADER"))


class OfxSource:
    """The transactions of a file as rows under fixed headers. A row's number is that of its transaction, from 1."""

    spreadsheet = False
    unended: tuple[str, str] | None = None

    def __init__(self, data: bytes, name: str, cancelled: Cancelled) -> None:
        self.name = name
        self.cut = ""
        self.warnings: list[str] = []
        self.total = max(data.count(b"<STMTTRN>"), data.count(b"<stmttrn>"))
        check_lines(self.total, name)
        encoding, broken_off = encoding_of(data, name, "", cancelled)
        if broken_off:
            raise unreadable(name, "is cut off in the middle of a character", "a whole file")
        self._text = data.decode(encoding, "replace")
        if _DECLARED.search(self._text):
            raise unreadable(name, "declares entities of its own", _BANK_FILE)
        self._cancelled = cancelled
        currencies = {found[1] for found in re.finditer(r"<CURDEF>\s*([A-Za-z]{3})", self._text)}
        self.declared = currencies.pop().upper() if len(currencies) == 1 else ""
        ends = [day_in(found[1][:8], OFX, ()) for found in re.finditer(r"<DTEND>\s*(\d{8})", self._text)]
        self.period_to = max(ends, default="")

    def heads(self, json_rows: str = "") -> Sequence[Head]:
        """Return the fixed headers and the first transactions."""
        del json_rows
        first = []
        for row in self._rows():
            first.append(row)
            if len(first) >= _EVERY:
                break
        self.cut, self.warnings = "", []
        return (Head(((0, list(COLUMNS)), *first)),)

    def batches(self, head: Head, header: int, decimal: str, json_rows: str) -> Iterator[Batch]:
        """Yield the transactions."""
        del head, header, json_rows
        at = COLUMNS.index("TRNAMT")
        return batched(COLUMNS, (_pointed(row, at, decimal) for row in self._rows()))

    def _rows(self) -> Iterator[tuple[int, list[str]]]:
        around: dict[str, str] = {}
        row: dict[str, str] | None = None
        inside, count, ended = "", 0, False
        for count_of_tags, found in enumerate(_TAG.finditer(self._text)):
            if count_of_tags % _EVERY == 0 and self._cancelled():
                raise StatementCancelled
            closing, name, value = found[1], found[2].upper(), found[3].strip()
            if closing:
                ended = ended or name == "OFX"
                if name == inside:
                    inside = ""
                if name != "STMTTRN" or row is None:
                    continue
                count += 1
                yield count, _cells(around, row)
                row = None
            elif name == "STMTTRN":
                if row is not None:
                    raise unreadable(self.name, "begins inside another one", _BANK_FILE, f"transaction {count + 2}")
                row = {}
            elif name in _STATEMENTS:
                around = {}
            elif name in _CURRENCIES | _OTHER_ACCOUNTS:
                inside = name
            elif inside:
                if name == "CURSYM" and inside == "CURRENCY" and row is not None:
                    row["CURRENCY"] = value
            elif row is not None:
                row.setdefault(name, value)
            elif name in _UNDER:
                around[name] = value
        if row is not None:
            self.cut = "the file ends in the middle of this transaction"
            yield count + 1, _cells(around, row)
        elif not ended:
            self.warnings.append("The file ends before it says so: transactions may be missing.")


def _cells(around: dict[str, str], row: dict[str, str]) -> list[str]:
    known = around | row
    cells = [known.get(name, "") for name in COLUMNS]
    return [html.unescape(cell) if "&" in cell else cell for cell in cells]


def _pointed(row: tuple[int, list[str]], at: int, decimal: str) -> tuple[int, list[str]]:
    """Return a row with the decimal mark of the profile: OFX allows point and comma, and no groups (3.2.9.1)."""
    row[1][at] = row[1][at].replace(",", decimal).replace(".", decimal)
    return row
