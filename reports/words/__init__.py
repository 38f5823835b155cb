"""The words a report is written in, one table per language. Sections ask for a key; nothing here computes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from reports.rich import Insert, Rich, as_rich, fill, joined, plain
from reports.words import en, en_sections
from reports.words.language import Language, language_for


@dataclass(frozen=True, slots=True)
class Words:
    """The texts of one language, and its ways with dates, lists and quotes."""

    of: Language
    texts: Mapping[str, str]

    @property
    def language(self) -> str:
        """Return the tag of the language, as a file names it."""
        return self.of.tag

    def plain(self, key: str) -> str:
        """Return a text without inserts."""
        return self.texts[key]

    def say(self, key: str, **inserts: Insert) -> Rich:
        """Return a text with its inserts, which are never read as markup."""
        return fill(self.texts[key], inserts)

    def count(self, key: str, number: int, **inserts: Insert) -> Rich:
        """Return the singular or the plural of a text (`key.one`, `key.many`), as the language counts."""
        return self.say(f"{key}.one" if self.of.category(number) == "one" else f"{key}.many", **inserts)

    def long_date(self, iso: str) -> str:
        """Print an ISO date in full."""
        return self.of.long_date(iso)

    def short_date(self, iso: str, year: int | None = None) -> str:
        """Print an ISO date in few letters, with the year where it differs from the one given."""
        return self.of.short_date(iso, year)

    def moment(self, instant: str) -> str:
        """Print a stored instant in full, in UTC."""
        return self.of.moment(instant)

    def listed(self, parts: Sequence[Rich]) -> Rich:
        """Join names with commas and a last "and"."""
        if len(parts) < 2:
            return joined(list(parts))
        return (*joined(list(parts[:-1])), *plain(self.plain("and")), *parts[-1])

    def quote(self, said: Insert) -> Rich:
        """Put what somebody said between the quotes of the language."""
        opening, closing = self.of.quotes
        return (*plain(opening), *as_rich(said), *plain(closing))


_TABLES: Mapping[str, Mapping[str, str]] = {"en": en.TEXTS | en_sections.TEXTS}


@cache
def words_for(language: str) -> Words:
    """Return the texts of a language, English where there is no table yet."""
    code = language if language in _TABLES else "en"
    return Words(language_for(code), _TABLES[code])
