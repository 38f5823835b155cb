"""Numbers, money and dates in the user's locale, written and read: what is displayed can be entered again.

Money is whole minor units with an ISO 4217 code; the number of decimals follows the code (JPY 0, EUR 2, KWD 3).
"""

from __future__ import annotations

import os
import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton, format_time, get_date_format, get_day_names, get_month_names
from babel.numbers import (
    format_currency,
    format_decimal,
    get_currency_precision,
    get_currency_symbol,
    get_decimal_symbol,
    get_group_symbol,
    get_minus_sign_symbol,
)

from consultant_desk.currencies import EXPONENTS
from consultant_desk.errors import UserError
from consultant_desk.i18n import _, ngettext

FALLBACK = "en_GB"


def minor_digits(currency: str) -> int:
    """Return how many decimals a currency has by ISO 4217, which Babel does not follow for all (HUF is 2, not 0)."""
    known = EXPONENTS.get(currency)
    return get_currency_precision(currency) if known is None else known


def user_locale() -> str:
    """Return the locale the system names for numbers and dates, British English when it names none."""
    for variable in ("LC_ALL", "LC_NUMERIC", "LC_TIME", "LANG"):
        name = os.environ.get(variable, "").split(".")[0].split("@")[0]
        if name and name not in {"C", "POSIX"}:
            return name if _known(name) else FALLBACK
    return FALLBACK


@cache
def _known(name: str) -> bool:
    try:
        Locale.parse(name)
    except (UnknownLocaleError, ValueError):
        return False
    return True


@dataclass(frozen=True, slots=True)
class Formats:
    """Writes and reads values as people in `locale` ("en_GB", "de_CH") do. Readers raise `UserError`."""

    locale: str = FALLBACK

    @classmethod
    def of_user(cls) -> Formats:
        """Return the formats the system asks for."""
        return cls(user_locale())

    def number(self, value: Decimal | float, *, decimals: int | None = None) -> str:
        """Return a number; with `decimals` exactly so many, without as many as it has (at most 12)."""
        whole = str(Locale.parse(self.locale).decimal_formats[None].pattern).split(".")[0]
        pattern = f"{whole}.{'#' * 12 if decimals is None else '0' * decimals}"
        return format_decimal(_plain(value), format=pattern.rstrip("."), locale=self.locale)

    def percent(self, share: Decimal | float, *, decimals: int = 0) -> str:
        """Return a share 0..1 as a percentage: 0.355 -> "36 %" (a no-break space before the sign)."""
        return self.number(_plain(share) * 100, decimals=decimals) + "\N{NO-BREAK SPACE}%"

    def money(self, minor: int, currency: str) -> str:
        """Return an amount of minor units with the sign or code of its currency."""
        return self.rounded_money(_major(minor, currency), currency, decimals=minor_digits(currency))

    def rounded_money(self, amount: Decimal, currency: str, *, decimals: int = 0) -> str:
        """Return an amount in major units rounded to `decimals`, as computed amounts are shown: "€1,190"."""
        pattern = str(Locale.parse(self.locale).currency_formats["standard"].pattern).split(";")[0]
        digits = f".{'0' * decimals}" if decimals else ""
        shown = re.sub(r"\.0+", digits, pattern)
        return format_currency(amount, currency, format=shown, locale=self.locale, currency_digits=False)

    def day(self, day: date, today: date | None = None) -> str:
        """Return a date as "Tue 24 Nov"; with the year when `today` is not given or such a day lies nearer to it."""
        skeleton = "MMMEd" if today is not None and _nearest(day.month, day.day, today) == day else "yMMMEd"
        return format_skeleton(skeleton, day, locale=self.locale).replace(",", "")

    def short_day(self, day: date, today: date | None = None) -> str:
        """Return a date as "24 Nov"; with the year under the rule of `day`."""
        skeleton = "MMMd" if today is not None and _nearest(day.month, day.day, today) == day else "yMMMd"
        return format_skeleton(skeleton, day, locale=self.locale)

    def long_date(self, day: date) -> str:
        """Return a date as "24 November 2026"."""
        return format_date(day, format="long", locale=self.locale)

    def time(self, moment: datetime) -> str:
        """Return an aware moment as local date and time: "24 Nov 2026, 14:02"."""
        local = moment.astimezone().replace(tzinfo=None)
        day = format_date(local, format="medium", locale=self.locale)
        return f"{day}, {format_time(local, format='short', locale=self.locale)}"

    def due(self, day: date, today: date) -> str:
        """Return how far a due date is away: "2 d late", "today", "tomorrow", "in 5 d", then the date."""
        days = (day - today).days
        if days < 0:
            return _("{days} d late").format(days=-days)
        if days == 0:
            return _("today")
        if days == 1:
            return _("tomorrow")
        return _("in {days} d").format(days=days) if days <= 14 else self.day(day, today)

    def ago(self, day: date, today: date) -> str:
        """Return how long ago a date was, in days, weeks, months or years."""
        days = (today - day).days
        if days <= 0:
            return _("today")
        for length, one, many in (
            (365, "{count} year ago", "{count} years ago"),
            (30, "{count} month ago", "{count} months ago"),
            (7, "{count} week ago", "{count} weeks ago"),
        ):
            if days >= 2 * length:
                return ngettext(one, many, days // length)
        return ngettext("{count} day ago", "{count} days ago", days)

    def parse_number(self, text: str) -> Decimal:
        """Read a number written as in this locale; grouping may be left out but not misplaced."""
        group, point = (_one_space(symbol(self.locale)) for symbol in (get_group_symbol, get_decimal_symbol))
        plain = _ascii_number(text, get_minus_sign_symbol(self.locale))
        grouped = rf"-?\d{{1,3}}(?:(?:{re.escape(group)}|[ '’])\d{{2,3}})*(?<=\d\d\d)"
        if not re.fullmatch(rf"(?:-?\d*|{grouped})(?:{re.escape(point)}\d*)?", plain) or not re.search(r"\d", plain):
            raise UserError(
                _("“{text}” is not a number.").format(text=text.strip()[:40]),
                hint=_("Write it like {example}.").format(example=self.number(Decimal("1234.5"))),
            )
        whole, _point, fraction = plain.partition(point)
        return Decimal(re.sub(r"[^\d-]", "", whole) + "." + fraction)

    def parse_money(self, text: str, currency: str) -> int:
        """Read an amount as minor units of `currency`, with or without its sign or code, never rounding silently."""
        bare = text
        for mark in (currency, get_currency_symbol(currency, locale=self.locale), get_currency_symbol(currency, "en")):
            bare = bare.replace(mark, "")
        digits = minor_digits(currency)
        scaled = self.parse_number(bare).scaleb(digits)
        if scaled != scaled.to_integral_value():
            raise UserError(
                _("“{text}” has more decimals than {currency} has.").format(text=text.strip()[:40], currency=currency),
                hint=_("Use at most {digits}.").format(digits=digits),
            )
        return int(scaled)

    def parse_date(self, text: str, today: date) -> date:
        """Read a date: ISO, as displayed, in figures in the order of the locale, "today", "tomorrow", "+5".

        Without a year the nearest such day is meant; two figures of a year mean this century.
        """
        folded = _folded(text)
        words = {_folded(_("today")): 0, _folded(_("tomorrow")): 1, _folded(_("yesterday")): -1}
        if folded in words:
            return today + timedelta(days=words[folded])
        found = self._read_date(folded, today)
        if found is None:
            raise UserError(
                _("“{text}” is not a date.").format(text=text.strip()[:40]),
                hint=_("Write it like {example}.").format(example=self.day(today)),
            )
        return found

    def _read_date(self, folded: str, today: date) -> date | None:
        if re.fullmatch(r"[+-]\d{1,4}", folded):
            return today + timedelta(days=int(folded))
        if re.fullmatch(r"\d{4}-\d\d-\d\d", folded):
            return _valid(*(int(part) for part in folded.split("-")))
        month = self._month(folded)
        figures = re.findall(r"\d+", folded)
        if any(len(figure) > 4 for figure in figures) or len(figures) + (month is not None) not in {2, 3}:
            return None
        order = [part for part in self._order() if part != "m" or month is None]
        if len(figures) < len(order):
            order.remove("y")
        elif any(len(figure) == 4 for figure in figures):
            order.remove("y")
            order.insert([len(figure) for figure in figures].index(4), "y")
        parts = dict(zip(order, figures, strict=True))
        number = month if month is not None else int(parts["m"])
        if "y" in parts:
            year = int(parts["y"])
            return _valid(year + 2000 if len(parts["y"]) == 2 else year, number, int(parts["d"]))
        return _nearest(number, int(parts["d"]), today)

    def _month(self, folded: str) -> int | None:
        """Return the month whose name stands in the text; "mar" beside another month is a Tuesday in Spanish."""
        words = _words(folded)
        found = {
            number: named
            for width in ("abbreviated", "wide")
            for context in ("stand-alone", "format")
            for number, name in get_month_names(width, context, self.locale).items()
            if (named := _words(_folded(name))) and named <= words and not re.search(r"\d", name)
        }
        days = {
            word
            for width in ("abbreviated", "wide")
            for name in get_day_names(width, "format", self.locale).values()
            for word in _words(_folded(name))
        }
        if len(found) > 1:
            found = {number: named for number, named in found.items() if not named & days}
        return next(iter(found), None)

    def _order(self) -> list[str]:
        """Return "d", "m", "y" in the order this locale writes them in figures."""
        pattern = str(get_date_format("short", locale=self.locale).pattern).lower()
        return sorted("dmy", key=pattern.find)


def _plain(value: Decimal | float) -> Decimal:
    """Return the shortest decimal of a float, so that 0.1 is shown as 0.1; minus zero becomes zero."""
    number = value if isinstance(value, Decimal) else Decimal(repr(float(value)))
    return number or Decimal(0)


def _major(minor: int, currency: str) -> Decimal:
    return Decimal(minor).scaleb(-minor_digits(currency))


def _ascii_number(text: str, minus: str) -> str:
    """Return the text with plain minus and digits; every kind of space stays one, direction marks go."""
    kept: list[str] = []
    for character in text.strip().replace(minus, "-").replace("\N{MINUS SIGN}", "-"):
        if character.isspace():
            kept.append(" ")
        elif character.isdecimal():
            kept.append(str(unicodedata.decimal(character)))
        elif unicodedata.category(character) != "Cf":
            kept.append(character)
    return re.sub(r"- +", "-", "".join(kept).strip())


def _one_space(symbol: str) -> str:
    return " " if symbol.isspace() else symbol


def _words(folded: str) -> frozenset[str]:
    return frozenset(re.findall(r"[^\s\d.,/()،]+", folded))


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().strip()


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _nearest(month: int, day: int, today: date) -> date | None:
    days = (_valid(year, month, day) for year in (today.year - 1, today.year, today.year + 1))
    return min((found for found in days if found is not None), key=lambda found: abs(found - today), default=None)
