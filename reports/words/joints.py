"""Small words that change with what stands beside them: "d’Asana", "qu’Odoo", "y" and "e", "o" and "u", "1,5 point".

Only words of the program's own texts change, never what somebody typed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from reports.rich import Insert, as_rich, text_of

_POINTS = re.compile(r"\{([a-z_0-9]+)\}[ \u00a0]points\b")
_LESS_THAN_TWO = re.compile(r"[+−]?[01](,\d+)?")
_BEFORE_INSERT = re.compile(r"\b(\w+) (\*?)\{([a-z_0-9]+)\}")
_VOWEL = re.compile(r"[aeiouàâäéèêëîïôöûùüœæ]", re.IGNORECASE)
_SPANISH_I = re.compile(r"h?[ií](?![aeoáéó])", re.IGNORECASE)  # "y hielo": a diphthong keeps its "y"
_SPANISH_O = re.compile(r"h?[oó]", re.IGNORECASE)
_FRENCH = {"de": "d’", "que": "qu’", "De": "D’", "Que": "Qu’"}


def fitted(code: str, template: str, inserts: Mapping[str, Insert]) -> str:
    """Return a template whose small words fit the inserts that follow them."""
    if code not in {"fr", "es"}:
        return template

    def points(found: re.Match[str]) -> str:
        number = text_of(as_rich(inserts.get(found[1], "")))
        return found[0][:-1] if _LESS_THAN_TWO.fullmatch(number) else found[0]

    def fit(found: re.Match[str]) -> str:
        word, mark, name = found.groups()
        following = text_of(as_rich(inserts.get(name, "")))
        return f"{_fit(code, word, following)}{mark}{{{name}}}"

    told = _BEFORE_INSERT.sub(fit, template)
    return _POINTS.sub(points, told) if code == "fr" else told


def joint(code: str, between: str, following: str) -> str:
    """Return what stands between two names (" and ") so that it fits the second."""
    word = between.strip()
    return between.replace(word, _fit(code, word, following).strip())


def _fit(code: str, word: str, following: str) -> str:
    if code == "fr" and word in _FRENCH and _VOWEL.match(following):
        return _FRENCH[word]
    if code == "es" and word == "y" and _SPANISH_I.match(following):
        return "e "
    if code == "es" and word == "o" and _SPANISH_O.match(following):
        return "u "
    return f"{word} "
