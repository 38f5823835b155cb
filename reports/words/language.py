"""How one language writes numbers, dates, lists and quotes; separators, names of months and plurals are CLDR's.

Babel is loaded when the first language is asked for, which is when a report is built or verified.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

NBSP = "\u00a0"
NARROW = "\u202f"
"""The narrow no-break space; every shipped font has it."""

TAGS: Mapping[str, str] = {"en": "en-GB", "de": "de-DE", "fr": "fr-FR", "es": "es-ES"}
"""The languages a report can be written in, with the tag its file names."""

_DAYS: Mapping[str, str] = {
    "en": f"{{day}}{NBSP}{{month}}",
    "de": f"{{day}}.{NBSP}{{month}}",
    "fr": f"{{day}}{NBSP}{{month}}",
    "es": f"{{day}}{NBSP}{{month}}",
}
_LONG_DAYS: Mapping[str, str] = {
    "en": f"{{day}}{NBSP}{{month}}{NBSP}{{year}}",
    "de": f"{{day}}.{NBSP}{{month}}{NBSP}{{year}}",
    "fr": f"{{day}}{NBSP}{{month}}{NBSP}{{year}}",
    "es": f"{{day}}{NBSP}de{NBSP}{{month}} de{NBSP}{{year}}",
}
_QUOTES: Mapping[str, tuple[str, str]] = {
    "en": ("“", "”"),
    "de": ("„", "“"),
    "fr": (f"«{NBSP}", f"{NBSP}»"),
    "es": ("“", "”"),
}
_BRITISH_SEPTEMBER = "Sep"
"""CLDR has "Sept" for British English; three letters are what reports have printed since the first."""


@dataclass(frozen=True, slots=True)
class Language:
    """The habits of one language. `category` gives the plural of a number, "one" or "other"."""

    code: str
    tag: str
    point: str
    group: str
    least_grouped: int
    sign_first: bool
    months: tuple[str, ...]
    short_months: tuple[str, ...]
    quotes: tuple[str, str]
    category: Callable[[float], str]

    def long_date(self, iso: str) -> str:
        """Print an ISO date as 21 November 2026, 1er janvier 2027; anything else as it is."""
        try:
            day = date.fromisoformat(iso)
        except ValueError:
            return iso
        return _LONG_DAYS[self.code].format(day=self._day(day), month=self.months[day.month - 1], year=day.year)

    def short_date(self, iso: str, year: int | None = None) -> str:
        """Print an ISO date as 24 Nov, with the year where it differs from the one given."""
        try:
            day = date.fromisoformat(iso)
        except ValueError:
            return iso
        text = _DAYS[self.code].format(day=self._day(day), month=self.short_months[day.month - 1])
        return text if day.year == year else f"{text}{NBSP}{day.year}"

    def moment(self, instant: str) -> str:
        """Print a stored instant as 18 November 2026, 16:42 UTC: the same words wherever the report is built."""
        return f"{self.long_date(instant[:10])}, {instant[11:16]}{NBSP}UTC"

    def quote(self, text: str) -> str:
        """Put what somebody said between the quotes of the language."""
        opening, closing = self.quotes
        return f"{opening}{text}{closing}"

    def _day(self, day: date) -> str:
        return "1er" if self.code == "fr" and day.day == 1 else str(day.day)


@cache
def language_for(code: str) -> Language:
    """Return a language by its code, English where there is none."""
    from babel import Locale  # takes 0.1 s to load

    known = code if code in TAGS else "en"
    locale = Locale.parse(TAGS[known], sep="-")
    symbols = locale.number_symbols["latn"]
    months, short = locale.months["format"]["wide"], dict(locale.months["format"]["abbreviated"])
    if known == "en":
        short[9] = _BRITISH_SEPTEMBER
    plural = locale.plural_form
    return Language(
        code=known,
        tag=TAGS[known],
        point=symbols["decimal"],
        group=symbols["group"],
        least_grouped=2 if known == "es" else 1,  # Babel leaves out CLDR's minimumGroupingDigits
        sign_first=str(locale.currency_formats["standard"].pattern).startswith("¤"),
        months=tuple(months[number] for number in range(1, 13)),
        short_months=tuple(short[number] for number in range(1, 13)),
        quotes=_QUOTES[known],
        category=lambda number: "one" if plural(number) == "one" else "other",
    )
