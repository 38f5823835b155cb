"""The words a report is written in, one table per language. Sections ask for a key; nothing here computes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from reports.rich import Insert, Rich, apart, as_rich, fill, joined, plain, text_of
from reports.words import (
    de,
    de_domain,
    de_earnings,
    de_method,
    de_sections,
    de_value,
    en,
    en_domain,
    en_earnings,
    en_method,
    en_sections,
    en_value,
    es,
    es_domain,
    es_earnings,
    es_method,
    es_sections,
    es_value,
    fr,
    fr_domain,
    fr_earnings,
    fr_method,
    fr_sections,
    fr_value,
)
from reports.words.joints import fitted, joint
from reports.words.language import Language, language_for
from reports.words.spacing import counted

_NO_LETTERS = re.compile(r"[^a-z]+")


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
        return fill(fitted(self.of.code, self.texts[key], inserts), inserts)

    def count(self, key: str, number: int, **inserts: Insert) -> Rich:
        """Return the singular or the plural of a text (`key.one`, `key.many`), as the language counts."""
        return self.say(self.counted(key, number), **inserts)

    def counted(self, key: str, number: int) -> str:
        """Return the key of the singular or the plural of a text."""
        return f"{key}.one" if self.of.category(number) == "one" else f"{key}.many"

    def named(self, key: str, value: str) -> str:
        """Return the name of a kind, a part or a level (`key.value`); a word the program does not know as it is."""
        return self.texts.get(f"{key}.{_NO_LETTERS.sub('_', value.lower())}", value)

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
        names = [apart(part) for part in parts]
        if len(names) < 2:
            return joined(names)
        last = joint(self.of.code, self.plain("and"), text_of(names[-1]))
        return (*joined(names[:-1]), *plain(last), *names[-1])

    def strung(self, parts: Sequence[Rich]) -> Rich:
        """Join parts that hold commas."""
        return joined(list(parts), self.of.semicolon)

    def quote(self, said: Insert) -> Rich:
        """Put what somebody said between the quotes of the language."""
        opening, closing = self.of.quotes
        return (*plain(opening), *as_rich(said), *plain(closing))


TABLES: Mapping[str, Mapping[str, str]] = {
    "en": counted(
        en.TEXTS | en_method.TEXTS | en_sections.TEXTS | en_value.TEXTS | en_domain.TEXTS | en_earnings.TEXTS
    ),
    "de": counted(
        de.TEXTS | de_method.TEXTS | de_sections.TEXTS | de_value.TEXTS | de_domain.TEXTS | de_earnings.TEXTS
    ),
    "fr": counted(
        fr.TEXTS | fr_method.TEXTS | fr_sections.TEXTS | fr_value.TEXTS | fr_domain.TEXTS | fr_earnings.TEXTS
    ),
    "es": counted(
        es.TEXTS | es_method.TEXTS | es_sections.TEXTS | es_value.TEXTS | es_domain.TEXTS | es_earnings.TEXTS
    ),
}


@cache
def words_for(language: str) -> Words:
    """Return the texts of a language; English where there is no table, or no text in it yet."""
    code = language if language in TABLES else "en"
    return Words(language_for(code), {**TABLES["en"], **TABLES[code]})
