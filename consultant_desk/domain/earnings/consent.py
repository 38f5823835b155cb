"""The text a client agrees to before a recommendation: who pays the consultant, how much, and what that changes.

Item 3 of the code of the International Council of Management Consulting Institutes: no commission on a recommendation
without the client's knowledge and consent. The text is kept with its version, so that what was agreed to can be read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from consultant_desk.domain.earnings.consent_words import TEXTS, Sentence
from consultant_desk.domain.money import Money, major
from consultant_desk.domain.snapshot import InterestKind
from consultant_desk.formats import Formats

EDITION = "2026-11"
"""Raised when a sentence is worded anew; the version also holds a mark of the sentences themselves."""
LANGUAGES = tuple(TEXTS)
_SMALL = 100
"""Amounts below so many whole units are not rounded to them."""


@dataclass(frozen=True, slots=True)
class Tie:
    """One vendor the consultant gains from: `basis` is what is paid in words, `expected` the amount for this client."""

    vendor: str
    kind: InterestKind
    basis: str = ""
    expected: Money | None = None
    price_changes: bool = False
    credited: bool = False
    """What is paid is credited to the client."""


@dataclass(frozen=True, slots=True)
class ConsentText:
    """A text with its language and the version it is kept under."""

    language: str
    version: str
    text: str


def version_of(language: str) -> str:
    """Return the version of the sentences of a language: "2026-11.en.1f3a9c02"."""
    words = "\n".join(f"{key.value}={text}" for key, text in TEXTS[language].items())
    return f"{EDITION}.{language}.{hashlib.sha256(words.encode()).hexdigest()[:8]}"


def consent_text(language: str, ties: Sequence[Tie], free: int, formats: Formats) -> ConsentText:
    """Return the text about all ties; `free` is how many other products were rated that pay nothing.

    One paragraph for each vendor that pays, then one for the others; `formats` should be of the same language.
    """
    words = TEXTS[language]
    paying = [tie for tie in ties if tie.kind is not InterestKind.NONE]
    paragraphs = [_paragraph(words, tie, formats) for tie in paying]
    if not paying:
        paragraphs.append(words[Sentence.NOBODY])
    elif free:
        key = Sentence.FREE_ONE if free == 1 else Sentence.FREE_MANY
        paragraphs.append(words[key].format(n=free))
    else:
        paragraphs.append(words[Sentence.NONE_FREE])
    paragraphs.append(words[Sentence.AGREE])
    return ConsentText(language, version_of(language), "\n\n".join(paragraphs))


def _paragraph(words: dict[Sentence, str], tie: Tie, formats: Formats) -> str:
    vendor = " ".join(tie.vendor.split())
    basis = " ".join(tie.basis.split()).rstrip(". ")
    about = ""
    if tie.expected is not None:
        whole = major(tie.expected.minor, tie.expected.currency)
        amount = (
            formats.money(tie.expected.minor, tie.expected.currency)
            if abs(whole) < _SMALL
            else formats.rounded_money(whole, tie.expected.currency)
        )
        about = words[Sentence.ABOUT].format(amount=amount)
    how = ", ".join(part for part in (basis, about) if part)
    sentences = [_tie(words, tie.kind, vendor, how)]
    sentences.append(words[Sentence.OTHER_PRICE if tie.price_changes else Sentence.SAME_PRICE])
    if tie.credited:
        sentences.append(words[Sentence.CREDITED])
    return " ".join(sentences)


def _tie(words: dict[Sentence, str], kind: InterestKind, vendor: str, how: str) -> str:
    bare = {
        InterestKind.CLIENT: Sentence.CLIENT,
        InterestKind.INVESTOR: Sentence.INVESTOR,
        InterestKind.RESELLER: Sentence.RESELLER,
        InterestKind.OTHER: Sentence.OTHER,
    }.get(kind, Sentence.PAID)
    said = words[bare].format(vendor=vendor)
    return f"{said}{words[Sentence.COLON]}{how}." if how else f"{said}."
