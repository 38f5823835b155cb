"""Dates as sources print them, by declared formats: the calendar day, the same day in UTC, and the moment of a change.

`03/04/2026` is no date until a profile says which number is the month. Months may have names in the languages the
profile declares; abbreviations of zones (PST) are not resolvable and count as printed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from types import MappingProxyType
from typing import NamedTuple
from zoneinfo import ZoneInfo

AS_PRINTED = ""
ISO = "iso"
OFX = "ofx"
EPOCH_MS = "epoch_ms"
EPOCH_S = "epoch_s"
WORDS = (ISO, OFX, EPOCH_MS, EPOCH_S)
"""Formats with a name instead of a pattern of strptime."""

LANGUAGES: Mapping[str, str] = MappingProxyType(
    {
        "en": "january february march april may june july august september october november december",
        "de": "januar februar märz april mai juni juli august september oktober november dezember",
        "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    }
)
_SHORT: Mapping[str, str] = MappingProxyType(
    {
        "en": "jan feb mar apr may jun jul aug sep oct nov dec sept:9",
        "de": "jan feb mär apr mai jun jul aug sep okt nov dez jän:1 mrz:3 sept:9 januar:1",
        "fr": "janv févr mars avr mai juin juil août sept oct nov déc jan:1 fév:2",
        "es": "ene feb mar abr may jun jul ago sep oct nov dic sept:9 setiembre:9",
    }
)
_OFX = (
    r"(?P<Y>\d{4})(?P<m>\d\d)(?P<d>\d\d)"
    r"(?:(?P<H>\d\d)(?P<M>\d\d)(?P<S>\d\d)?(?:\.\d+)?(?:\[(?P<h>[+-]?\d{1,2}(?:\.\d{1,2})?)(?::\w+)?\])?)?"
)
_ISO = (
    r"(?P<Y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)"
    r"(?:[Tt ](?P<H>\d\d):(?P<M>\d\d)(?::(?P<S>\d\d)(?:[.,]\d+)?)?\s?(?P<z>[Zz]|UTC|[+-]\d\d(?::?\d\d)?)?)?"
)
_DIRECTIVES: Mapping[str, str] = MappingProxyType(
    {
        "d": r"(?P<d>\d{1,2})",
        "m": r"(?P<m>\d{1,2})",
        "Y": r"(?P<Y>\d{4})",
        "y": r"(?P<y>\d\d)",
        "H": r"(?P<H>\d{1,2})",
        "I": r"(?P<I>\d{1,2})",
        "M": r"(?P<M>\d\d)",
        "S": r"(?P<S>\d\d)",
        "f": r"\d{1,9}",
        "p": r"(?P<p>[AaPp]\.?[Mm]\.?)",
        "b": r"(?P<b>[^\W\d_]+)\.?",
        "B": r"(?P<b>[^\W\d_]+)\.?",
        "z": r"(?P<z>[Zz]|[+-]\d\d:?\d\d)",
        "Z": r"[A-Z]{1,5}",
        "%": "%",
    }
)
_MOMENT = r"\d{4}-\d\d-\d\d[T ](?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d"
_MOMENT_LENGTH = 19
_QUICK = re.compile(_MOMENT, re.ASCII).fullmatch
_ALL_QUICK = re.compile(rf"(?:{_MOMENT}\n)*+", re.ASCII).fullmatch
_LONGEST = 64
_YEARS = range(1970, 2200)
_CACHED = 20_000
_PIVOT = 69
"""Two-digit years up to 68 are of this century, as POSIX has it."""


@dataclass(frozen=True, slots=True)
class DateRules:
    """How a source prints dates: formats tried in order, the zone of its times, the languages of its months."""

    formats: tuple[str, ...] = (ISO,)
    zone: str = AS_PRINTED
    languages: tuple[str, ...] = ("en",)


class Day(NamedTuple):
    """A calendar day as printed and, of a moment whose zone is known, in UTC."""

    local: str
    utc: str


class _Read(NamedTuple):
    day: date
    at: datetime | None
    """The moment, with its zone where that is known; None of a day without a time."""


class Days(dict[str, Day | None]):
    """The days of texts, each worked out once; None for what is no date in any of the formats."""

    def __init__(self, rules: DateRules) -> None:
        super().__init__()
        self._read = _reader(rules)
        # Most sources print ISO moments, no two of them alike: their day is told by the first ten characters.
        self._by_day = rules.formats[0] == ISO and rules.zone in {AS_PRINTED, "UTC"}

    def __missing__(self, text: str) -> Day | None:
        if len(self) >= _CACHED:
            self.clear()
        found = self._read(text)
        self[text] = made = None if found is None else Day(found.day.isoformat(), _utc_day(found))
        return made

    def of(self, texts: Sequence[str]) -> list[Day | None]:
        """Return the days of some texts."""
        if not self._by_day:
            return [*map(self.__getitem__, texts)]
        if {*map(len, texts)} == {_MOMENT_LENGTH} and _ALL_QUICK("\n".join(texts) + "\n"):
            return [self[text[:10]] for text in texts]
        return [self[text[:10] if _QUICK(text) else text] for text in texts]


def moment_reader(rules: DateRules) -> Callable[[str], str | None]:
    """Return the function that reads a moment as ISO text: in UTC with Z if the zone is known, a day alone as such."""
    read = _reader(rules)

    def moment(text: str) -> str | None:
        found = read(text)
        if found is None or found.at is None:
            return None if found is None else found.day.isoformat()
        if found.at.tzinfo is None:
            return found.at.isoformat(timespec="seconds")
        return found.at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"

    return moment


def pattern_of(form: str, languages: Sequence[str]) -> str:
    """Return the regular expression of a format; `ValueError` for a directive that is not known."""
    if form == ISO:
        return _ISO
    if form == OFX:
        return _OFX
    parts, rest = [], iter(form)
    for character in rest:
        if character == "%":
            directive = next(rest, "")
            if directive not in _DIRECTIVES:
                raise ValueError(f"%{directive}")
            parts.append(_DIRECTIVES[directive])
        else:
            parts.append(r"\s+" if character.isspace() else re.escape(character))
    pattern = "".join(parts)
    names = re.findall(r"\(\?P<(\w)>", pattern)
    if len(names) != len(set(names)) or not ("d" in names and {"m", "b"} & {*names} and {"Y", "y"} & {*names}):
        raise ValueError(form)
    if "b" in names and not languages:
        raise ValueError(form)
    return pattern


def is_zone(name: str) -> bool:
    """Tell whether a name is a zone of IANA's, or empty for dates as printed."""
    try:
        return name in {AS_PRINTED, "UTC"} or bool(ZoneInfo(name))
    except (OSError, ValueError, KeyError):
        return False


def day_in(text: str, form: str, languages: Sequence[str]) -> str:
    """Return the last day that a format finds inside a text, ISO; nothing where there is none."""
    found = re.search(pattern_of(form, languages), text)
    read = None if found is None else _built(found, _months(languages), None)
    return "" if read is None else read.day.isoformat()


def _utc_day(found: _Read) -> str:
    if found.at is None or found.at.tzinfo is None:
        return found.day.isoformat()
    return found.at.astimezone(UTC).date().isoformat()


def _reader(rules: DateRules) -> Callable[[str], _Read | None]:
    zone: tzinfo | None = None if rules.zone == AS_PRINTED else UTC if rules.zone == "UTC" else ZoneInfo(rules.zone)
    months = _months(rules.languages)
    epochs = {form: 1000 if form == EPOCH_MS else 1 for form in rules.formats if form in (EPOCH_MS, EPOCH_S)}
    patterns = [re.compile(pattern_of(form, rules.languages)).fullmatch for form in rules.formats if form not in epochs]

    def read(text: str) -> _Read | None:
        bare = text.strip()
        if len(bare) > _LONGEST:
            return None
        for fits in patterns:
            if (found := fits(bare)) is not None and (made := _built(found, months, zone)) is not None:
                return made
        if epochs and bare.isascii() and bare.isdigit():
            return _since_1970(int(bare), next(iter(epochs.values())))
        return None

    return read


def _since_1970(number: int, per_second: int) -> _Read | None:
    try:
        at = datetime.fromtimestamp(number // per_second, UTC)
    except (OverflowError, OSError, ValueError):
        return None
    return _Read(at.date(), at) if at.year in _YEARS else None


def _months(languages: Sequence[str]) -> dict[str, int]:
    """Return the number of each name of a month, whole or short; names that languages share mean the same month."""
    known: dict[str, int] = {}
    for language in languages:
        known |= {name: number for number, name in enumerate(LANGUAGES[language].split(), 1)}
        for place, entry in enumerate(_SHORT[language].split(), 1):
            name, _, other = entry.partition(":")
            known[name] = int(other or place)
    return known


def _built(found: re.Match[str], months: Mapping[str, int], zone: tzinfo | None) -> _Read | None:
    part = found.groupdict()
    try:
        year = int(part.get("Y") or 0) or _century(int(part["y"]))
        month = int(part["m"]) if "m" in part else months[part["b"].casefold()]
        day = date(year, month, int(part["d"]))
        if year not in _YEARS:
            return None
        clock = part.get("H") or part.get("I")
        if clock is None:
            return _Read(day, None)
        hour = int(clock)
        if half := part.get("p"):
            if not 1 <= hour <= 12:
                return None
            hour = hour % 12 + (12 if half[0] in "pP" else 0)
        at = datetime(
            year, month, day.day, hour, int(part.get("M") or 0), int(part.get("S") or 0), tzinfo=_zone(part, zone)
        )
    except (KeyError, ValueError):
        return None
    return _Read(day, at)


def _century(year: int) -> int:
    return year + (2000 if year < _PIVOT else 1900)


def _zone(part: Mapping[str, str | None], declared: tzinfo | None) -> tzinfo | None:
    """Return the zone a text states, else the declared one."""
    if hours := part.get("h"):
        return timezone(timedelta(hours=float(hours)))
    printed = part.get("z")
    if not printed:
        return declared
    if printed in ("Z", "z", "UTC"):
        return UTC
    digits = printed[1:].replace(":", "").ljust(4, "0")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-offset if printed[0] == "-" else offset)
