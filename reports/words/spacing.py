"""Spaces that belong to the sign beside them: a line never breaks before "%", in French neither before ":" nor "»"."""

from __future__ import annotations

import re
from collections.abc import Mapping

from reports.words.numbers import NBSP

_PERCENT = re.compile(r" (?=%)")
_COUNTED = re.compile(r"(?<=\}) (?=(?:points?|Punkten?|puntos?)\b)")
_FRENCH = re.compile(r" (?=[:;!?»%])|(?<=«) ")


def counted(texts: Mapping[str, str]) -> dict[str, str]:
    """Return texts in which no line breaks between points and their number."""
    return {key: _COUNTED.sub(NBSP, text) for key, text in texts.items()}


def bound(texts: Mapping[str, str], *, french: bool = False) -> dict[str, str]:
    """Return texts, written with plain spaces, with no-break spaces where the language wants them."""
    spaces = _FRENCH if french else _PERCENT
    return {key: spaces.sub(NBSP, text) for key, text in texts.items()}
