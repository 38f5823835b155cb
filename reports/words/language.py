"""How one language writes numbers, dates, lists and quotes; separators, names of months and plurals are CLDR's.

Babel is loaded when the first language is asked for, which is when a report is built or verified.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from consultant_desk.domain.evaluation.units import MINUS, currency_sign, range_with_unit, with_unit
from consultant_desk.domain.money import Money
from reports.words.numbers import NBSP, rounded
from reports.words.units import unit_for

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

    def number(self, value: float | Decimal, digits: int = 1) -> str:
        """Print with thousands parted and a true minus sign; zero has no sign."""
        amount = value if isinstance(value, Decimal) else rounded(value, digits)
        whole, _point, fraction = f"{abs(amount):.{digits}f}".partition(".")
        if len(whole) >= 3 + self.least_grouped:
            whole = f"{int(whole):,}".replace(",", self.group)
        text = f"{whole}{self.point}{fraction}" if fraction else whole
        return MINUS + text if amount < 0 else text

    def signed(self, value: float | Decimal, digits: int = 1) -> str:
        """Print with plus or minus; zero has neither."""
        amount = value if isinstance(value, Decimal) else rounded(value, digits)
        return ("+" if amount > 0 else "") + self.number(amount, digits)

    def ungrouped(self, value: float, digits: int) -> str:
        """Print a positive number without parting thousands."""
        return f"{value:.{digits}f}".replace(".", self.point)

    def percent(self, share: float, digits: int = 0) -> str:
        """Print a share 0..1 as per cent."""
        return self.per_cent(self.number(share * 100, digits))

    def per_cent(self, number: str) -> str:
        """Put the sign behind a number that is printed already."""
        return f"{number}{NBSP}%"

    def short(self, value: float) -> str:
        """Print a raw value in as few digits as it has, at most four decimals."""
        digits = max(0, -int(rounded(value, 4).normalize().as_tuple().exponent))
        return self.number(value, digits)

    def in_unit(self, value: float, unit: str) -> str:
        """Print a raw value with its unit, of one in the singular; a currency stands where the language has it."""
        text, amount = self.short(value), float(rounded(value, 4))
        sign = currency_sign(unit)
        if not sign:
            one = self.category(abs(amount)) == "one"
            return f"{text}{NBSP}{unit_for(self.code, unit, amount, one=one)}" if unit else text
        return with_unit(text, unit, amount, NBSP) if self.sign_first else f"{text}{NBSP}{sign}"

    def range_in_unit(self, low: float, high: float, unit: str) -> str:
        """Print two ends with their unit once: 0–1 months, €10–20, 10–20 €."""
        shown = currency_sign(unit)
        if self.sign_first or not shown:
            return range_with_unit(self.short(low), self.short(high), unit, NBSP)
        return f"{range_with_unit(self.short(low), self.short(high), '', NBSP)}{NBSP}{shown}"

    def money(self, amount: Money) -> str:
        """Print an amount of minor units; cents only where there are any."""
        from consultant_desk.formats import minor_digits  # it loads Babel

        decimals = minor_digits(amount.currency)
        value = Decimal(amount.minor).scaleb(-decimals)
        digits = 0 if value == value.to_integral_value() else decimals
        text = self.number(abs(value).quantize(Decimal(1).scaleb(-digits)), digits)
        minus = MINUS if value < 0 else ""
        sign = currency_sign(amount.currency)
        if not self.sign_first:
            return f"{minus}{text}{NBSP}{sign or amount.currency}"
        return f"{minus}{sign or amount.currency + NBSP}{text}"

    @property
    def colon(self) -> str:
        """What stands between a name and what is told of it."""
        return f"{NBSP}: " if self.code == "fr" else ": "

    @property
    def semicolon(self) -> str:
        """What stands between parts that hold commas."""
        return f"{NBSP}; " if self.code == "fr" else "; "

    def separated(self, numbers: Iterable[str]) -> str:
        """Join printed numbers with what is no part of one: a comma, a semicolon where that is the decimal point."""
        return (self.semicolon if self.point == "," else ", ").join(numbers)

    def read(self, printed: str) -> float:
        """Read a printed number back, its sign and unit left aside; `ValueError` if there is none."""
        kept = "".join(one for one in printed if one.isdigit() or one == self.point)
        return float(kept.replace(self.point, "."))

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

    def category(number: float) -> str:
        shown = int(number) if float(number).is_integer() else number  # of 1.0, Babel sees the zero
        return "one" if plural(shown) == "one" else "other"

    return Language(
        code=known,
        tag=TAGS[known],
        point=symbols["decimal"],
        group=symbols["group"],  # in French the narrow no-break space, which every shipped font has
        least_grouped=2 if known == "es" else 1,  # Babel leaves out CLDR's minimumGroupingDigits
        sign_first=str(locale.currency_formats["standard"].pattern).startswith("¤"),
        months=tuple(months[number] for number in range(1, 13)),
        short_months=tuple(short[number] for number in range(1, 13)),
        quotes=_QUOTES[known],
        category=category,
    )
