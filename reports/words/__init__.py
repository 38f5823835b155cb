"""The words a report is written in, one table per language. Sections ask for a key; nothing here computes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from reports.rich import Insert, Rich, fill
from reports.words import en


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

    def count(self, key: str, number: int, **inserts: Insert) -> Rich:
        """Return the singular or the plural of a text (`key.one`, `key.many`)."""
        return self.say(f"{key}.one" if number == 1 else f"{key}.many", **inserts)


_LANGUAGES = {"en": Words("en-GB", en.TEXTS)}


def words_for(language: str) -> Words:
    """Return the texts of a language, English where there is no table yet."""
    return _LANGUAGES.get(language, _LANGUAGES["en"])
