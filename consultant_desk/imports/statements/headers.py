"""Which column of a file is which column of a profile: by name, whatever the case, blanks and underscores."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from consultant_desk.domain.currencies import is_currency
from consultant_desk.imports.statements.profile import CURRENCY, Profile

_DROPPED = dict.fromkeys(map(ord, " \t\r\n\v\f_\u00a0\u200b\u202f\ufeff"))


@dataclass(frozen=True, slots=True)
class Bound:
    """Where the columns of a profile stand in a file. `currencies` are those that the names of columns state."""

    places: Mapping[str, int]
    currencies: Mapping[str, str]
    missing: tuple[str, ...]
    """Required columns that the file does not have."""


class HeaderRow:
    """A row of a file taken for its headers."""

    def __init__(self, cells: Sequence[str]) -> None:
        self.names = tuple(cell.strip().lstrip("\ufeff") for cell in cells)
        self._places: dict[str, int] = {}
        self.repeated: list[str] = []
        """Names that stand there twice; the first of them counts."""
        for place, name in enumerate(self.names):
            bare = plain(name)
            if bare and self._places.setdefault(bare, place) != place:
                self.repeated.append(name)

    def bind(self, profile: Profile) -> Bound:
        """Return where the columns of a profile are."""
        places: dict[str, int] = {}
        currencies: dict[str, str] = {}
        for column in profile.columns():
            place, code = self._find(column, profile.aliases.get(column, ()))
            if place >= 0:
                places[column] = place
                if code:
                    currencies[column] = code
        return Bound(places, currencies, tuple(name for name in profile.required if name not in places))

    def has(self, profile: Profile) -> bool:
        """Tell whether all required columns of a profile are here."""
        return all(self._find(column, profile.aliases.get(column, ()))[0] >= 0 for column in profile.required)

    def _find(self, column: str, aliases: Sequence[str]) -> tuple[int, str]:
        """Return where a column stands by any of its names, -1 for nowhere, and the currency its name states."""
        for name in (column, *aliases):
            place, code = self._with_currency(name) if CURRENCY in name else (self._places.get(plain(name), -1), "")
            if place >= 0:
                return place, code
        return -1, ""

    def _with_currency(self, name: str) -> tuple[int, str]:
        before, _, after = (re.escape(plain(part)) for part in name.partition(CURRENCY))
        pattern = re.compile(f"{before}([a-z]{{3}}){after}")
        for bare, place in self._places.items():
            if (found := pattern.fullmatch(bare)) and is_currency(code := found[1].upper()):
                return place, code
        return -1, ""


@lru_cache(maxsize=4096)
def plain(name: str) -> str:
    """Return a name as headers are compared."""
    return name.translate(_DROPPED).casefold()
