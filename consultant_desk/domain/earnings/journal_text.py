"""Entries as text for hledger and for beancount; no name a person wrote can end a line, an amount or a string.

Formats: https://hledger.org/1.25/hledger.html (journal) and https://beancount.github.io/docs/
beancount_language_syntax.html.
"""

from __future__ import annotations

import unicodedata
import zlib
from collections.abc import Callable, Collection, Iterable, Sequence

from consultant_desk.domain.currencies import exponent
from consultant_desk.domain.earnings.entries import Entry
from consultant_desk.domain.money import major

Account = tuple[str, ...]
_IN_NAMES = set(" -_.&'/+")
"""What an account of hledger may hold besides letters and digits; a colon or two blanks would end it."""
_IN_REFERENCES = set(" -_./#")
"""A comma or colon in a comment would begin a tag, and a tag "date:" that is none stops the program."""
_LONGEST = 120


def hledger_text(entries: Sequence[Entry]) -> str:
    """Return a journal with all accounts and currencies declared, so that `hledger check --strict` holds."""
    names = _names(entries, _hledger_part)
    lines = ["; Earnings, exported by Consultant Desk", ""]
    lines += [f"commodity {_sample(currency)} {currency}" for currency in _currencies(entries)]
    lines += [f"account {name}" for name in sorted(names.values())]
    for entry in entries:
        about = _clean(entry.about).replace(";", ",").replace("|", "/")
        lines += ["", f"{entry.day} {entry.what}: {about}".rstrip(": ")]
        if reference := _only(entry.reference, _IN_REFERENCES):
            lines.append(f"    ; reference: {reference}")
        lines += [f"    {names[one.account]}  {_amount(one.minor, one.currency)}" for one in entry.postings]
    return "\n".join(lines) + "\n"


def beancount_text(entries: Sequence[Entry], base: str) -> str:
    """Return a ledger that opens every account on its first day; `base` is the currency reports are in."""
    names = _names(entries, _beancount_part)
    opened: dict[str, str] = {}
    for entry in entries:
        for one in entry.postings:
            opened.setdefault(names[one.account], entry.day)
    lines = ["; Earnings, exported by Consultant Desk", "", 'option "title" "Earnings"']
    lines += [f'option "operating_currency" "{base}"', ""]
    lines += [f"{day} open {name}" for name, day in sorted(opened.items())]
    for entry in entries:
        lines += ["", f"{entry.day} * {_quoted(entry.what)} {_quoted(entry.about)}"]
        if entry.reference:
            lines.append(f"  reference: {_quoted(entry.reference)}")
        lines += [f"  {names[one.account]}  {_amount(one.minor, one.currency)}" for one in entry.postings]
    return "\n".join(lines) + "\n"


def _names(entries: Iterable[Entry], part: Callable[[str], str]) -> dict[Account, str]:
    """Return the name of every account; two that would be written alike carry a mark of what they were."""
    accounts = list(dict.fromkeys(one.account for entry in entries for one in entry.postings))
    written: dict[str, set[str]] = {}
    for raw in {raw for account in accounts for raw in account}:
        written.setdefault(part(raw), set()).add(raw)
    parts = {
        raw: f"{clean or 'X'}-{zlib.crc32(raw.encode('utf-8', 'surrogatepass')):08x}"
        if len(raws) > 1 or not clean
        else clean
        for clean, raws in written.items()
        for raw in raws
    }
    return {account: ":".join(parts[raw] for raw in account) for account in accounts}


def _hledger_part(raw: str) -> str:
    return _only(raw, _IN_NAMES)


def _beancount_part(raw: str) -> str:
    """Return a part of an account for beancount: ASCII letters, digits and hyphens, a capital or digit first."""
    plain = unicodedata.normalize("NFKD", raw).encode("ascii", "ignore").decode()
    words = "".join(char if char.isalnum() else " " for char in plain).split()
    joined = "-".join(words)[:_LONGEST]
    return joined[:1].upper() + joined[1:]


def _only(text: str, besides: Collection[str]) -> str:
    """Return a text of letters and digits, and what is allowed besides; all else is a blank, and blanks are single."""
    kept = (char if char.isalnum() or char in besides or unicodedata.category(char)[0] == "M" else " " for char in text)
    return " ".join("".join(kept).split())[:_LONGEST].strip()


def _clean(text: str) -> str:
    """Return a text in one line without characters that control anything."""
    if not text.isprintable():  # categories C and Z but the blank
        text = "".join(char if char.isprintable() else " " for char in text)
    return " ".join(text.split())[:_LONGEST].strip()


def _quoted(text: str) -> str:
    escaped = _clean(text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _amount(minor: int, currency: str) -> str:
    return f"{major(minor, currency):f} {currency}"


def _sample(currency: str) -> str:
    """Return an amount that shows hledger how many decimals a currency has."""
    return "1000." + "0" * exponent(currency)


def _currencies(entries: Iterable[Entry]) -> list[str]:
    return sorted({one.currency for entry in entries for one in entry.postings})
