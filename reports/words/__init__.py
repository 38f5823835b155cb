"""The words a report is written in, one table per language. Sections ask for a key; nothing here computes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from reports.rich import Insert, Rich, as_rich, fill, joined

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
from reports.words import en, en_sections


@dataclass(frozen=True, slots=True)
class Words:
    """The texts of one language."""

    language: str
    texts: Mapping[str, str]

    def plain(self, key: str) -> str:
        """Return a text without inserts."""
        return self.texts[key]

    def say(self, key: str, **inserts: Insert) -> Rich:
        """Return a text with its inserts, which are never read as markup."""
        return fill(self.texts[key], inserts)

    def long_date(self, iso: str) -> str:
        try:
            day = date.fromisoformat(iso)
        except ValueError:
            return iso
        return f"{day.day}\u00a0{_MONTHS[day.month - 1]}\u00a0{day.year}"

    def moment(self, instant: str) -> str:
        return f"{self.long_date(instant[:10])}, {instant[11:16]}\u00a0UTC"

    def short_date(self, iso: str, year: int | None = None) -> str:
        try:
            day = date.fromisoformat(iso)
        except ValueError:
            return iso
        text = f"{day.day}\u00a0{_MONTHS[day.month - 1][:3]}"
        return text if day.year == year else f"{text}\u00a0{day.year}"

    def listed(self, parts):
        if len(parts) < 2:
            return joined(list(parts))
        return (*joined(list(parts[:-1])), *as_rich(self.plain("and")), *parts[-1])

    def count(self, key: str, number: int, **inserts: Insert) -> Rich:
        """Return the singular or the plural of a text (`key.one`, `key.many`)."""
        return self.say(f"{key}.one" if number == 1 else f"{key}.many", **inserts)


_LANGUAGES = {"en": Words("en-GB", en.TEXTS | en_sections.TEXTS)}


def words_for(language: str) -> Words:
    """Return the texts of a language, English where there is no table yet."""
    return _LANGUAGES.get(language, _LANGUAGES["en"])
